"""How the journal's SQLite file is opened, so that a commit survives a crash.

Comes in: a path. Goes out: a ``sqlite3.Connection`` in autocommit, made for explicit transactions.
Never: knows a table.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mailroute.faults import Commit, failpoint
from mailroute.journal import migrations
from mailroute.journal.fault import JournalError

WAL_IS_SAFE_FROM = (3, 51, 3)
"""Before this version SQLite can corrupt a WAL file when it is reset (fixed in 3.51.3)."""

BUSY_MS = 15_000


def connect(path: Path, *, create: bool, check: bool, busy_ms: int = BUSY_MS) -> sqlite3.Connection:
    """Open the journal, made (mode 0600) or migrated when needed; with ``check`` its pages are looked through first.

    Waits ``busy_ms`` for another process's lock. Raises JournalError in one line.
    """
    try:
        if not path.is_file():
            _make(path, create=create)
        db = _open(path, busy_ms)
    except (OSError, sqlite3.Error) as error:
        if _is_busy(error):
            raise JournalError(_busy(path)) from error
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            raise JournalError(_damaged(path, str(error))) from error
        raise JournalError(f"{path}: the journal cannot be opened ({error}): check the path and its rights") from error
    try:
        if check:
            _quick_check(db, path)
        if not migrations.is_current(db, path):
            migrations.migrate(path)
    except sqlite3.DatabaseError as error:
        db.close()
        raise JournalError(_busy(path) if _is_busy(error) else _damaged(path, str(error))) from error
    except BaseException:
        db.close()
        raise
    return db


def journal_mode(version: tuple[int, ...]) -> str:
    """SQLite's journal mode for this version of it."""
    return "WAL" if version >= WAL_IS_SAFE_FROM else "TRUNCATE"


@contextmanager
def transaction(db: sqlite3.Connection, commit: Commit) -> Iterator[sqlite3.Connection]:
    """All of the block, or nothing; the write lock is taken first (BEGIN IMMEDIATE), so that no commit fails on it.

    The only way to write to a journal. ``commit`` names the failpoints, right before and right after the commit.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        failpoint(commit, "before")
        db.execute("COMMIT")
    except BaseException:
        # After a full disk or an I/O error SQLite may have rolled back by itself (sqlite.org/lang_transaction.html);
        # a COMMIT that failed leaves the transaction open. Nothing of it counts, either way.
        if db.in_transaction:
            with suppress(sqlite3.Error):  # what went wrong first is what is told; the next start rolls back as well
                db.execute("ROLLBACK")
        raise
    failpoint(commit, "after")


@contextmanager
def savepoint(db: sqlite3.Connection) -> Iterator[None]:
    """A part of a transaction that may fail alone."""
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # else SQLite has rolled back all of it, as after an I/O error
            db.execute("ROLLBACK TO part")
            db.execute("RELEASE part")
        raise
    db.execute("RELEASE part")


def _make(path: Path, *, create: bool) -> None:
    if not create:
        raise JournalError(f"{path}: there is no journal yet: 'mailroute run' makes one")
    path.parent.mkdir(parents=True, exist_ok=True)
    # 0600 from the first moment: it holds the customers' mails and the secret of our names.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _open(path: Path, busy_ms: int) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=busy_ms / 1000, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys=ON")
    db.execute(f"PRAGMA journal_mode={journal_mode(sqlite3.sqlite_version_info)}")
    db.execute("PRAGMA synchronous=FULL")
    return db


def _quick_check(db: sqlite3.Connection, path: Path) -> None:
    found = [str(row[0]) for row in db.execute("PRAGMA quick_check(1)")]
    if found != ["ok"]:
        raise JournalError(_damaged(path, found[0] if found else "no answer"))


def _is_busy(error: Exception) -> bool:
    """Whether SQLite only met another process's lock. The low byte is the code, the rest says more of it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _busy(path: Path) -> str:
    return f"{path}: another process keeps the journal busy: try again in a moment"


def _damaged(path: Path, why: str) -> str:
    why = " ".join(why.split())
    return f"{path}: the journal is damaged ({why}): nothing was sent; restore it from a backup, or move it away"
