"""What waits for a person, and what the person said.

Comes in: an open journal, in a transaction where it writes. Goes out: ``ReviewItem``. Never: decides.
"""

import sqlite3
from datetime import datetime

from mailroute.decision import Question
from mailroute.disposition import Disposition
from mailroute.journal.columns import clean, dumps, loads, maybe_moment, moment, stamp
from mailroute.journal.records import ReviewItem

_SELECT = 'SELECT review.*, "case".token FROM review JOIN "case" ON "case".id = review."case"'


def add(
    db: sqlite3.Connection,
    *,
    case: int,
    mail: int | None,
    question: Question,
    proposed: Disposition | None,
    urgent: bool,
    author: str,
    subject: str,
    now: datetime,
    outbox: int | None = None,
) -> int:
    """Ask a person; the review's id. An open question about the same case and the same mail of ours is closed by it."""
    db.execute(
        "UPDATE review SET state = 'superseded', decided_at = ? WHERE \"case\" = ? AND state = 'open' AND outbox IS ?",
        (stamp(now), case, outbox),
    )
    cursor = db.execute(
        'INSERT INTO review ("case", mail, outbox, opened_at, urgent, question, proposed, author, subject, state)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')",
        (case, mail, outbox, stamp(now), urgent, dumps(question.told()), proposed, clean(author), clean(subject)),
    )
    return int(cursor.lastrowid or 0)


def close(db: sqlite3.Connection, review_id: int, *, by: str, decided_as: str, note: str, now: datetime) -> bool:
    """Note a person's decision; False when another was quicker."""
    cursor = db.execute(
        "UPDATE review SET state = 'decided', decided_at = ?, decided_by = ?, decided_as = ?, note = ?"
        " WHERE id = ? AND state = 'open'",
        (stamp(now), clean(by), decided_as, clean(note), review_id),
    )
    return cursor.rowcount == 1


def withdraw(db: sqlite3.Connection, case: int, now: datetime) -> None:
    """Close the open questions of a case without an answer: its mail is decided anew."""
    db.execute(
        "UPDATE review SET state = 'withdrawn', decided_at = ? WHERE \"case\" = ? AND state = 'open'",
        (stamp(now), case),
    )


def asked(db: sqlite3.Connection, case: int) -> frozenset[str]:
    """What the questions are about that a person is still asked of a case; empty when it waits for nobody."""
    rows = db.execute("SELECT question FROM review WHERE \"case\" = ? AND state = 'open'", (case,))
    return frozenset(str(loads(row[0])["about"]) for row in rows)


def make_urgent(db: sqlite3.Connection, case: int) -> None:
    """Put the open questions of a case at the head of the queue."""
    db.execute("UPDATE review SET urgent = 1 WHERE \"case\" = ? AND state = 'open'", (case,))


def listed(db: sqlite3.Connection, *, include_decided: bool) -> list[ReviewItem]:
    """The queue: urgent ones first, then the oldest; decided ones behind, when asked for."""
    where = "" if include_decided else " WHERE review.state = 'open'"
    order = " ORDER BY review.state <> 'open', review.urgent DESC, review.opened_at, review.id"
    return [_item(row) for row in db.execute(_SELECT + where + order)]


def of_case(db: sqlite3.Connection, token: str) -> list[ReviewItem]:
    """Every question that was asked of a case, in order."""
    return [_item(row) for row in db.execute(_SELECT + ' WHERE "case".token = ? ORDER BY review.id', (token.upper(),))]


def get(db: sqlite3.Connection, review_id: int) -> ReviewItem | None:
    """One review."""
    row = db.execute(_SELECT + " WHERE review.id = ?", (review_id,)).fetchone()
    return _item(row) if row else None


def outbox_of(db: sqlite3.Connection, review_id: int) -> int | None:
    """The outgoing mail that a review is about, if it is about one."""
    row = db.execute("SELECT outbox FROM review WHERE id = ?", (review_id,)).fetchone()
    return row[0] if row else None


def _item(row: sqlite3.Row) -> ReviewItem:
    return ReviewItem(
        id=row["id"],
        case=row["token"],
        opened_at=moment(row["opened_at"]),
        urgent=bool(row["urgent"]),
        question=loads(row["question"]),
        proposed=row["proposed"],
        author=row["author"],
        subject=row["subject"],
        mail_id=row["mail"],
        state=row["state"],
        decided_at=maybe_moment(row["decided_at"]),
        decided_by=row["decided_by"],
        decided_as=row["decided_as"],
        note=row["note"],
    )
