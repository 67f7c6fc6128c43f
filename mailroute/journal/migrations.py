"""Bring a journal to the schema of this version, and say whether it is there.

Comes in: a path. Goes out: nothing; the file has every table. Never: loads sqlite-utils for a journal that is of this
version already, which one PRAGMA tells.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from mailroute.faults import failpoint
from mailroute.journal.fault import JournalError

VERSION = 5
"""How many migrations ``schema.py`` holds; kept as the file's ``user_version``."""


def is_current(db: sqlite3.Connection, path: Path) -> bool:
    """True when the journal has this version's tables. Raises JournalError when it is of a later mailroute."""
    found = int(db.execute("PRAGMA user_version").fetchone()[0])
    if found > VERSION:
        raise JournalError(
            f"{path}: the journal is of a later mailroute (schema {found}, this one knows {VERSION}): upgrade"
        )
    return found == VERSION


def migrate(path: Path) -> None:
    """Apply what is missing. Each migration is one transaction, so that a crash leaves a journal of some version.

    One process at a time: a worker that makes the journal and a command that looks into it at that moment would trip
    over each other's half of it.
    """
    from mailroute.journal import schema

    with _alone(path), closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as db:
        if is_current(db, path):
            return
        db.execute("PRAGMA synchronous=FULL")
        failpoint("migrate", "before")
        schema.apply(db)
        failpoint("migrate", "after")
        db.execute(f"PRAGMA user_version={VERSION}")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the journal's folder. Not its file: closing that once more would drop SQLite's own locks on it."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
