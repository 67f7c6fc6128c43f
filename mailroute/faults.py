"""Named points at which a test may make mailroute crash: before and after each commit and each send.

Comes in: a name, such as ``T2.before``. Goes out: nothing; in a test, a crash. Never: does anything unless armed, by
the environment variable ``MAILROUTE_FAILPOINT`` (``NAME`` or ``NAME:COUNT``, crash at the COUNTth time) or ``armed``.
"""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

VARIABLE = "MAILROUTE_FAILPOINT"

NAMES = (
    "recover.before",
    "recover.after",
    "T1.before",
    "T1.after",
    "T2a.before",
    "T2a.after",
    "plan.before",
    "plan.after",
    "T2.before",
    "T2.after",
    "send.before",
    "T3.before",
    "T3.after",
    "send.after",
    "T4.before",
    "T4.after",
    "file.before",
    "file.after",
    "T6.before",
    "T6.after",
)
"""Every point, in the order in which a mail passes them."""


class Crash(BaseException):
    """The crash that ``armed`` makes. No ``except Exception`` takes it for a mail's fault."""


_in_process: dict[str, int] = {}
_seen: Counter[str] = Counter()
_environment = os.environ.get(VARIABLE, "")


def failpoint(name: str) -> None:
    """Crash here, if a test has armed this point."""
    if not _in_process and not _environment:
        return
    _seen[name] += 1
    if _in_process.get(name) == _seen[name]:
        raise Crash(name)
    wanted, _, count = _environment.partition(":")
    if wanted == name and _seen[name] == int(count or 1):
        # The real thing: no handler runs, no buffer is flushed.
        os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def armed(name: str, *, count: int = 1) -> Iterator[None]:
    """Raise Crash at the ``count``-th pass of a point, within the block. For tests in one process."""
    if name not in NAMES:
        raise ValueError(f"there is no failpoint {name}")
    _seen.clear()
    _in_process[name] = count
    try:
        yield
    finally:
        del _in_process[name]
        _seen.clear()
