"""Named points at which a test may make mailroute crash: around each commit and each IMAP, SMTP and Maildir step.

Comes in: the parts of a name, such as ``T2.before`` or ``imap.uid_move.after``. Goes out: nothing; in a test, a crash.
Never: does anything unless watched, by the environment variable ``MAILROUTE_FAILPOINT`` (``NAME`` or ``NAME:COUNT``,
die at the COUNTth time), by ``armed``, ``recorded`` or ``watched``.

That each step has its points does not rest on anybody's care: the one place makes them through which all of its kind
go. Commits: ``journal.connection.transaction``, which takes a ``Commit``. IMAP: ``mailbox.wire.Wire``. SMTP:
``submission.session.Session``. Files of a Maildir: ``maildir.renamed``.
"""

import os
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

VARIABLE = "MAILROUTE_FAILPOINT"

Watch = Callable[[str], None]
"""Is told the name of every point that is passed."""


class Commit(StrEnum):
    """What is committed to the journal: each kind of commit has a name, the main ones that of the order of a mail."""

    BORN = "born"
    RECOVER = "recover"
    CATALOGUE = "catalogue"
    BEAT = "beat"
    BEGIN = "begin"
    VANISHED = "vanished"
    SWEEP = "sweep"
    CUSTODY = "T1"
    BROKE = "broke"
    ATTEMPT = "T2a"
    DECISION = "T2"
    SHUNT = "shunt"
    DOT = "T3"
    OUTCOME = "T4"
    FILED = "T6"
    TIMER = "timer"
    REVIEW = "review"
    RULING = "ruling"
    OUTAGE = "outage"
    UNSHUNT = "unshunt"
    RELEASE = "release"
    SHADOWED = "shadowed"


STEPS = ("migrate", "plan", "send", "file")
"""What is no commit: making the journal's tables, planning one mail, one letter's sending, one folder's filing."""

NAMES = tuple(f"{name}.{side}" for name in (*STEPS, *Commit) for side in ("before", "after"))
"""Every point that is not a protocol's."""

_PROTOCOL = re.compile(r"(imap|smtp|maildir)\.[a-z_]+\.(before|sent|after)")

watchers: list[Watch] = []
"""Who watches. Empty but in tests, and then a point costs no more than to find it so."""


class Crash(BaseException):
    """The crash that ``armed`` makes. No ``except Exception`` takes it for a mail's fault."""


def failpoint(*name: str) -> None:
    """Tell whoever watches that this point is passed; the parts of its name are joined by dots."""
    if watchers:
        point = ".".join(name)
        for watch in tuple(watchers):
            watch(point)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Let ``watch`` be told of every point passed within the block. For tests in one process."""
    watchers.append(watch)
    try:
        yield
    finally:
        watchers.remove(watch)


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The names of the points passed within the block, in order; each as often as it was passed."""
    names: list[str] = []
    with watched(names.append):
        yield names


@contextmanager
def armed(name: str, *, count: int = 1) -> Iterator[None]:
    """Raise Crash at the ``count``-th pass of a point, within the block."""

    def crash() -> None:
        raise Crash(name)

    with watched(at(name, count, crash)):
        yield


def at(name: str, count: int, act: Callable[[], None]) -> Watch:
    """A watch that acts at the ``count``-th pass of a point. ValueError for a name that no point can have."""
    if name not in NAMES and not _PROTOCOL.fullmatch(name):
        raise ValueError(f"there is no failpoint {name}")
    passes: Counter[str] = Counter()

    def watch(point: str) -> None:
        passes[point] += 1
        if point == name and passes[point] == count:
            act()

    return watch


def die() -> None:
    """End this process as ``kill -9`` does: no exit code of ours, no buffer flushed."""
    os.kill(os.getpid(), signal.SIGKILL)


def _from_environment(wanted: str) -> Iterator[Watch]:
    name, _, count = wanted.partition(":")
    if name:
        yield at(name, int(count or 1), die)


watchers.extend(_from_environment(os.environ.get(VARIABLE, "")))
