"""``python -m tests.faults TARGET ...``: one proof, its one line with its figure, and exit code 1 below its goal."""

import sys
from importlib import import_module

TARGETS = {
    "crash-sweep": "crash_sweep",
    "crash-random": "crash_random",
    "netfaults": "netfaults",
    "diskfaults": "diskfaults",
    "old-journals": "old_journals",
    "loops": "loops",
    "corpus": "odd_mails",
    "fuzz": "fuzz",
    "injection": "injection",
    "planted": "planted",
}
"""Each target and the file in this folder whose ``main`` takes the rest of the command line."""


def main(arguments: list[str]) -> int:
    """Run the target that the first argument names."""
    target, *rest = arguments or [""]
    if target not in TARGETS:
        print(f"python -m tests.faults {'|'.join(TARGETS)} ...", file=sys.stderr)
        return 2
    module = import_module(f"tests.faults.{TARGETS[target]}")
    return int(module.main(rest))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
