"""How many machines are known for what they are, and how many people are taken for one.

Run as ``python benchmarks/automatic.py [SHARED]``; the folder defaults to ``../shared`` beside the project. Machines
are the collected bounces and automatic answers, people are the labelled mails that are not to be ignored.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from mailroute.mail.automatic import sent_by_machine
from mailroute.mail.message import Message
from mailroute.mail.parse import parse

HERE = Path(__file__).resolve().parent.parent
OWN = ("help@doit.example",)


def main() -> int:
    """Print each share and the speed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", nargs="?", type=Path, default=HERE.parent / "shared")
    options.add_argument("--labelled", default="dev-mails.jsonl", help="file of labelled mails in its domain folder")
    chosen = options.parse_args()
    bounces = chosen.shared / "fixtures" / "automatic"
    labelled = chosen.shared / "domain" / chosen.labelled
    if not bounces.is_dir() or not labelled.is_file():
        print(f"no fixtures at {bounces} or no labelled mails at {labelled}", file=sys.stderr)
        return 1
    _share("collected machines known", ((file.name, parse(file.read_bytes()), True) for file in bounces.rglob("*.eml")))
    mails = list(_labelled(labelled))
    _share("labelled machines known", (one for one in mails if one[2]))
    _share("labelled people not taken", (one for one in mails if not one[2]))
    return 0


def _share(what: str, mails: Iterator[tuple[str, Message, bool]]) -> None:
    right = doubtful = total = 0
    spent = 0.0
    for name, message, machine in mails:
        start = time.perf_counter()
        found = sent_by_machine(message, own=OWN)
        spent += time.perf_counter() - start
        total += 1
        right += found.answer == machine
        doubtful += bool(found.alternatives)
        if found.answer != machine or found.alternatives:
            print(f"   {name}: {message.subject[:60]!r} {[one.quote[:60] for one in found.evidence]}")
    print(f"{what}: {right} of {total}, {doubtful} doubtful, {spent / max(total, 1) * 1e6:.0f} microseconds a mail")


def _labelled(file: Path) -> Iterator[tuple[str, Message, bool]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        mail = json.loads(line)
        head = "".join(f"{name}: {value}\n" for name, value in mail["headers"].items())
        kind = "text/html" if mail["html"] else "text/plain"
        raw = (
            f"{head}From: {mail['from']}\nTo: {mail['to']}\nSubject: {mail['subject']}\n"
            f"Content-Type: {kind}; charset=utf-8\n\n{mail['body']}"
        )
        yield mail["id"], parse(raw.encode()), mail["expected"]["disposition"] == "ignore"


if __name__ == "__main__":
    sys.exit(main())
