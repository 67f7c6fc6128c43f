"""The outages of these hours: one notice goes out for each, later mails are counted onto it.

Comes in: an open journal, in a transaction where it writes. Goes out: ``Outage``. Never: decides what is an outage.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailroute.journal.columns import stamp
from mailroute.journal.records import OutboxState
from mailroute.mail.outgoing import Kind

LASTS = timedelta(hours=12)
"""How long a report joins an outage that was opened before it."""


@dataclass(frozen=True, slots=True)
class Outage:
    """An outage: what it is about (service ids), its first case's number, and how many mails reported it."""

    id: int
    about: str
    case: int
    reports: int


def current(db: sqlite3.Connection, about: str, now: datetime, *, shadow: bool) -> Outage | None:
    """The outage that a mail about the same belongs to; None when it is the first.

    An outage whose notice was only planned in ``shadow``, or was given up, is one that nobody was told of: it counts in
    shadow alone.
    """
    row = db.execute(
        'SELECT id, about, "case", reports FROM outage WHERE about = ? AND opened_at > ? AND EXISTS (SELECT 1 FROM'
        ' outbox WHERE outbox."case" = outage."case" AND outbox.kind = ? AND outbox.state NOT IN (?, ?))'
        " ORDER BY id DESC LIMIT 1",
        (about, stamp(now - LASTS), Kind.NOTICE, OutboxState.CANCELLED, "" if shadow else OutboxState.SHADOW),
    ).fetchone()
    return Outage(row["id"], row["about"], row["case"], row["reports"]) if row else None


def report(db: sqlite3.Connection, about: str, case: int, now: datetime, *, shadow: bool) -> None:
    """Count a mail onto its outage, opened when it is the first (its notice is in the outbox already)."""
    found = current(db, about, now, shadow=shadow)
    if found is None:
        db.execute(
            'INSERT INTO outage (about, "case", opened_at, last_at) VALUES (?, ?, ?, ?)',
            (about, case, stamp(now), stamp(now)),
        )
    else:
        db.execute("UPDATE outage SET reports = reports + 1, last_at = ? WHERE id = ?", (stamp(now), found.id))
