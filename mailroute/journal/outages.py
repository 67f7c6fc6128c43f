"""The outages of these hours: one notice goes out for each, later mails are counted onto it.

Comes in: an open journal, in a transaction where it writes. Goes out: ``Outage``. Never: decides what is an outage.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailroute.journal.columns import stamp

LASTS = timedelta(hours=12)
"""How long a report joins an outage that was opened before it."""


@dataclass(frozen=True, slots=True)
class Outage:
    """An outage: what it is about (service ids), its first case's number, and how many mails reported it."""

    id: int
    about: str
    case: int
    reports: int


def current(db: sqlite3.Connection, about: str, now: datetime) -> Outage | None:
    """The outage that a mail about the same belongs to; None when it is the first."""
    row = db.execute(
        'SELECT id, about, "case", reports FROM outage WHERE about = ? AND opened_at > ? ORDER BY id DESC LIMIT 1',
        (about, stamp(now - LASTS)),
    ).fetchone()
    return Outage(row["id"], row["about"], row["case"], row["reports"]) if row else None


def report(db: sqlite3.Connection, about: str, case: int, now: datetime) -> Outage:
    """Count a mail onto its outage, opened when it is the first."""
    found = current(db, about, now)
    if found is None:
        db.execute(
            'INSERT INTO outage (about, "case", opened_at, last_at) VALUES (?, ?, ?, ?)',
            (about, case, stamp(now), stamp(now)),
        )
    else:
        db.execute("UPDATE outage SET reports = reports + 1, last_at = ? WHERE id = ?", (stamp(now), found.id))
    now_current = current(db, about, now)
    assert now_current is not None, "an outage that was just opened is open"
    return now_current
