"""The cases: one for each matter that a mail brought.

Comes in: an open journal, in a transaction where it writes. Goes out: ``CaseRow`` for the worker, ``CaseSummary`` for
people. Never: decides which state follows (``mailroute/case.py`` does).
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mailroute.case import CaseState
from mailroute.journal import settings
from mailroute.journal.columns import clean, moment, stamp
from mailroute.journal.records import CaseSummary
from mailroute.mail.identity import case_token

MANY, SOME = 100_000, 1_000
"""Numbers of cases that are left out: more than a desk opens between a backup and the day that it is needed, and more
than it opens without leaving a trace. Of letters in one case, a hundredth of that."""

_FIRST = "first_case"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as the worker needs it. ``letters`` counts its outgoing mails, ``forwards`` those to a queue."""

    id: int
    token: str
    state: CaseState
    customer: str
    disposition: str
    letters: int
    forwards: int


def open_case(db: sqlite3.Connection, *, secret: bytes, now: datetime) -> CaseRow:
    """Open a case; its token follows from its number."""
    at = stamp(now)
    first = settings.count(db, _FIRST)
    cursor = db.execute(
        'INSERT INTO "case" (id, state, opened_at, updated_at, customer, subject, disposition, department, services)'
        """ VALUES (max(?, (SELECT coalesce(max(id), 0) + 1 FROM "case")), ?, ?, ?, '', '', '', '', '[]')""",
        (first, CaseState.NEW, at, at),
    )
    number = int(cursor.lastrowid or 0)
    token = case_token(number, secret)
    db.execute('UPDATE "case" SET token = ? WHERE id = ?', (token, number))
    return CaseRow(number, token, CaseState.NEW, "", "", 0, 0)


def skip_numbers(db: sqlite3.Connection, number: int) -> None:
    """Leave out numbers that a later state of this journal may have given, of cases and of each case's letters.

    Another mail under a Message-ID that was used already may be taken for the same one, and be dropped.
    """
    last = int(db.execute('SELECT coalesce(max(id), 0) FROM "case"').fetchone()[0])
    settings.put(db, _FIRST, str(max(last, settings.count(db, _FIRST)) + number))
    db.execute('UPDATE "case" SET letters = letters + ?', (number // 100,))


def find(db: sqlite3.Connection, token: str) -> CaseRow | None:
    """The case of a token."""
    row = db.execute('SELECT * FROM "case" WHERE token = ?', (token.upper(),)).fetchone()
    return _row(row) if row else None


def get(db: sqlite3.Connection, case_id: int) -> CaseRow:
    """The case of a number. Raises KeyError when there is none."""
    row = db.execute('SELECT * FROM "case" WHERE id = ?', (case_id,)).fetchone()
    if row is None:
        raise KeyError(case_id)
    return _row(row)


def describe(
    db: sqlite3.Connection,
    case_id: int,
    *,
    customer: str,
    subject: str,
    department: str,
    services: Sequence[str],
) -> None:
    """Note what is known of a case. What was known before is kept where nothing new is said."""
    db.execute(
        "UPDATE \"case\" SET customer = CASE WHEN customer = '' THEN ? ELSE customer END,"
        " subject = CASE WHEN subject = '' THEN ? ELSE subject END,"
        " department = CASE WHEN ? = '' THEN department ELSE ? END,"
        " services = CASE WHEN ? = '[]' THEN services ELSE ? END WHERE id = ?",
        (clean(customer), clean(subject), department, department, *[json.dumps(list(services))] * 2, case_id),
    )


def move(
    db: sqlite3.Connection, case_id: int, *, state: CaseState, disposition: str, urgent: bool, now: datetime
) -> None:
    """Note a case's new state and disposition."""
    db.execute(
        'UPDATE "case" SET state = ?, disposition = ?, urgent = ?, updated_at = ? WHERE id = ?',
        (state, disposition, urgent, stamp(now), case_id),
    )


def touch(db: sqlite3.Connection, case_id: int, now: datetime) -> None:
    """Note that something happened to a case that did not move it."""
    db.execute('UPDATE "case" SET updated_at = ? WHERE id = ?', (stamp(now), case_id))


def count_letters(db: sqlite3.Connection, case_id: int, *, letters: int, forwards: int) -> None:
    """Note outgoing mails, so that the next one has its own number."""
    db.execute(
        'UPDATE "case" SET letters = letters + ?, forwards = forwards + ? WHERE id = ?', (letters, forwards, case_id)
    )


def forget(db: sqlite3.Connection, case_id: int) -> None:
    """Take back a case that was opened in this transaction and is not needed."""
    db.execute('DELETE FROM "case" WHERE id = ? AND state = ?', (case_id, CaseState.NEW))


def close_if_empty(db: sqlite3.Connection, case_id: int, now: datetime) -> None:
    """Close a case that no mail belongs to any more (its only one was taken back to custody)."""
    db.execute(
        'UPDATE "case" SET state = ?, updated_at = ? WHERE id = ? AND NOT EXISTS'
        ' (SELECT 1 FROM mail WHERE mail."case" = ?)',
        (CaseState.CLOSED, stamp(now), case_id, case_id),
    )


def summaries(db: sqlite3.Connection, *, state: CaseState | None = None, limit: int | None = None) -> list[CaseSummary]:
    """Cases for people, the newest first."""
    rows = db.execute(
        'SELECT * FROM "case" WHERE (? IS NULL OR state = ?) ORDER BY id DESC LIMIT ?',
        (state, state, -1 if limit is None else limit),
    )
    return [_summary(row) for row in rows]


def summary(db: sqlite3.Connection, token: str) -> CaseSummary | None:
    """One case for people."""
    row = db.execute('SELECT * FROM "case" WHERE token = ?', (token.upper(),)).fetchone()
    return _summary(row) if row else None


def _row(row: sqlite3.Row) -> CaseRow:
    return CaseRow(
        row["id"],
        row["token"],
        CaseState(row["state"]),
        row["customer"],
        row["disposition"],
        row["letters"],
        row["forwards"],
    )


def _summary(row: sqlite3.Row) -> CaseSummary:
    return CaseSummary(
        id=row["token"],
        state=CaseState(row["state"]),
        opened_at=moment(row["opened_at"]),
        updated_at=moment(row["updated_at"]),
        customer=row["customer"],
        subject=row["subject"],
        disposition=row["disposition"],
        department=row["department"],
        services=tuple(json.loads(row["services"])),
        urgent=bool(row["urgent"]),
    )
