"""What happened, for people to read. Nothing is decided by an event.

Comes in: an open journal, in a transaction where it writes. Goes out: ``Event``. Never: a mail's body.
"""

import sqlite3
from datetime import datetime

from mailroute.journal.columns import clean, dumps, loads, moment, stamp
from mailroute.journal.records import Event


def add(
    db: sqlite3.Connection,
    what: str,
    text: str,
    *,
    now: datetime,
    case: int | None = None,
    mail: int | None = None,
    **detail: object,
) -> None:
    """Note something that happened. ``what`` is one short word."""
    db.execute(
        'INSERT INTO event ("case", mail, at, what, text, detail) VALUES (?, ?, ?, ?, ?, ?)',
        (case, mail, stamp(now), what, clean(text), dumps(detail) if detail else None),
    )


def of_case(db: sqlite3.Connection, token: str) -> list[Event]:
    """The events of a case and of its mails, in order."""
    rows = db.execute(
        'SELECT event.* FROM event WHERE event."case" = (SELECT id FROM "case" WHERE token = ?1)'
        ' OR event.mail IN (SELECT mail.id FROM mail JOIN "case" ON "case".id = mail."case" WHERE "case".token = ?1)'
        " ORDER BY event.id",
        (token.upper(),),
    )
    return [
        Event(moment(row["at"]), row["what"], row["text"], mail_id=row["mail"], detail=loads(row["detail"]) or {})
        for row in rows
    ]
