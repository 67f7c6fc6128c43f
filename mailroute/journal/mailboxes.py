"""The mailboxes that mail is taken from: their UIDVALIDITY, and whether they are on hold.

Comes in: an open journal; what the server said. Goes out: ``MailboxRow``. Never: sets a hold free by itself.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from mailroute.journal.columns import maybe_moment, stamp


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """A mailbox as the journal knows it. ``hold`` is the reason in words, empty when it is not held."""

    id: int
    name: str
    uidvalidity: int
    hold: str = ""


def find(db: sqlite3.Connection, name: str) -> MailboxRow | None:
    """The row of a mailbox; None when the journal has never seen it."""
    row = db.execute("SELECT id, name, uidvalidity, hold, hold_reason FROM mailbox WHERE name = ?", (name,)).fetchone()
    return _row(row) if row else None


def add(db: sqlite3.Connection, name: str, uidvalidity: int) -> MailboxRow:
    """Note a mailbox that the journal has not seen before."""
    cursor = db.execute("INSERT INTO mailbox (name, uidvalidity) VALUES (?, ?)", (name, uidvalidity))
    return MailboxRow(int(cursor.lastrowid or 0), name, uidvalidity)


def renumber(db: sqlite3.Connection, mailbox_id: int, uidvalidity: int) -> None:
    """Note a new UIDVALIDITY: every UID of the old one is void (RFC 3501 section 2.3.1.1)."""
    db.execute("UPDATE mailbox SET uidvalidity = ? WHERE id = ?", (uidvalidity, mailbox_id))


def hold(db: sqlite3.Connection, mailbox_id: int, reason: str) -> None:
    """Hold a mailbox, until ``release``."""
    db.execute("UPDATE mailbox SET hold = 1, hold_reason = ? WHERE id = ?", (reason, mailbox_id))


def held(db: sqlite3.Connection) -> list[MailboxRow]:
    """The mailboxes on hold."""
    rows = db.execute("SELECT id, name, uidvalidity, hold, hold_reason FROM mailbox WHERE hold = 1 ORDER BY id")
    return [_row(row) for row in rows]


def release(db: sqlite3.Connection, mailbox_id: int) -> None:
    """Let a held mailbox go on."""
    db.execute("UPDATE mailbox SET hold = 0, hold_reason = '' WHERE id = ?", (mailbox_id,))


def swept_at(db: sqlite3.Connection, mailbox_id: int) -> datetime | None:
    """When every UID was last accounted for."""
    row = db.execute("SELECT swept_at FROM mailbox WHERE id = ?", (mailbox_id,)).fetchone()
    return maybe_moment(row[0]) if row else None


def swept(db: sqlite3.Connection, mailbox_id: int, now: datetime) -> None:
    """Note that every UID is accounted for."""
    db.execute("UPDATE mailbox SET swept_at = ? WHERE id = ?", (stamp(now), mailbox_id))


def _row(row: sqlite3.Row) -> MailboxRow:
    return MailboxRow(row["id"], row["name"], row["uidvalidity"], (row["hold_reason"] or "held") if row["hold"] else "")
