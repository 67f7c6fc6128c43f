"""The journal's own: its identity, the secret of our names, heartbeat and last pass.

Comes in: an open journal. Goes out: text by name. Never: a password, a configuration.
"""

import secrets
import sqlite3
from datetime import datetime

from mailroute.journal.columns import moment, stamp


def get(db: sqlite3.Connection, name: str) -> str | None:
    """A setting, None when it was never set."""
    row = db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def put(db: sqlite3.Connection, name: str, value: str) -> None:
    """Set a setting."""
    db.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def count(db: sqlite3.Connection, name: str, *, more: int = 0) -> int:
    """A setting that is a number, 0 at first; after ``more`` was added."""
    number = int(get(db, name) or 0) + more
    if more:
        put(db, name, str(number))
    return number


def when(db: sqlite3.Connection, name: str) -> datetime | None:
    """A setting that is a moment."""
    text = get(db, name)
    return moment(text) if text else None


def note(db: sqlite3.Connection, now: datetime, *names: str) -> None:
    """Set settings to this moment."""
    for name in names:
        put(db, name, stamp(now))


def be_born(db: sqlite3.Connection, now: datetime) -> None:
    """Give a new journal its identity and its secret; one that has them keeps them."""
    if get(db, "secret") is not None:
        return
    for name, value in (("identity", secrets.token_hex(8)), ("secret", secrets.token_hex(32)), ("born", stamp(now))):
        db.execute("INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)", (name, value))
