"""Chats: was the channel asked about a case, and who has taken it?

Comes in: an open journal, in a transaction where it writes. Goes out: names and times. Never: decides.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from mailroute.journal import events
from mailroute.journal.columns import clean, loads, moment
from mailroute.journal.records import OutboxState
from mailroute.mail.outgoing import Kind

_WHAT = "claimed"


@dataclass(frozen=True, slots=True)
class Claim:
    """Who has taken a chat, and when."""

    by: str
    at: datetime


def was_asked(db: sqlite3.Connection, case: int) -> bool:
    """Whether the channel was asked to take a case's chat."""
    row = db.execute(
        'SELECT EXISTS (SELECT 1 FROM outbox WHERE "case" = ? AND kind = ? AND state <> ?)',
        (case, Kind.CHAT, OutboxState.SHADOW),
    ).fetchone()
    return bool(row[0])


def of_case(db: sqlite3.Connection, case: int) -> Claim | None:
    """Who has taken a case's chat; None when nobody has."""
    row = db.execute(
        'SELECT at, detail FROM event WHERE "case" = ? AND what = ? ORDER BY id LIMIT 1', (case, _WHAT)
    ).fetchone()
    return Claim(str(loads(row["detail"])["by"]), moment(row["at"])) if row else None


def note(db: sqlite3.Connection, case: int, by: str, now: datetime, *, mail: int | None) -> None:
    """Note who has taken a case's chat."""
    events.add(db, _WHAT, f"{by} has taken the chat", now=now, case=case, mail=mail, by=clean(by))
