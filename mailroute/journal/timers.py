"""What is to be done when nobody answers: a reminder, giving up, a chat that nobody claims.

Comes in: an open journal, in a transaction where it writes. Goes out: ``Timer``. Never: does what is due.
A timer is a row, so that it survives every restart, and names a moment, so that no stop of the worker delays it. It
belongs to the letter that waits for its answer: one that was not sent yet has none, and a newer question ends those of
the older one. Whoever moves a case need not think of timers: ``unset`` and ``any_outdated`` find what has changed.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailroute.case import CaseState
from mailroute.journal.columns import moment, stamp
from mailroute.journal.records import OutboxState
from mailroute.waits import TimerKind


class TimerState(StrEnum):
    """A timer's life."""

    OPEN = "open"
    FIRED = "fired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer of a case (its number) for the answer to a letter."""

    id: int
    case: int
    letter: int
    kind: TimerKind
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A letter that waits for its answer: its case, what that case waits for, and when it was sent."""

    letter: int
    case: int
    state: CaseState
    sent_at: datetime


def unset(db: sqlite3.Connection) -> list[Question]:
    """The questions that were sent and have no timers: new ones, and those that a case waits for once more."""
    rows = db.execute(
        "SELECT * FROM question WHERE sent = ? AND NOT EXISTS"
        " (SELECT 1 FROM timer WHERE timer.letter = question.letter AND timer.state = ?)",
        (OutboxState.SENT, TimerState.OPEN),
    )
    return [Question(row["letter"], row["case"], CaseState(row["state"]), moment(row["sent_at"])) for row in rows]


def any_outdated(db: sqlite3.Connection) -> bool:
    """Whether ``cancel_outdated`` would cancel one; asked first, since it costs no commit."""
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM timer WHERE state = ? AND letter NOT IN (SELECT letter FROM question))",
        (TimerState.OPEN,),
    ).fetchone()
    return bool(row[0])


def cancel_outdated(db: sqlite3.Connection, now: datetime) -> None:
    """Cancel the timers whose case waits for something else, or no more."""
    db.execute(
        "UPDATE timer SET state = ?, settled_at = ? WHERE state = ? AND letter NOT IN (SELECT letter FROM question)",
        (TimerState.CANCELLED, stamp(now), TimerState.OPEN),
    )


def add(db: sqlite3.Connection, question: Question, kind: TimerKind, due: datetime, now: datetime) -> None:
    """Set a timer."""
    db.execute(
        'INSERT INTO timer ("case", letter, kind, due_at, state, set_at) VALUES (?, ?, ?, ?, ?, ?)',
        (question.case, question.letter, kind, stamp(due), TimerState.OPEN, stamp(now)),
    )


def fired(db: sqlite3.Connection, timer: int, now: datetime) -> None:
    """Note that a timer was due and its work is done, in the commit that holds the work."""
    db.execute("UPDATE timer SET state = ?, settled_at = ? WHERE id = ?", (TimerState.FIRED, stamp(now), timer))


def fired_of(db: sqlite3.Connection, letter: int, kind: TimerKind) -> int:
    """How many timers of a kind have done their work for a letter."""
    row = db.execute(
        "SELECT count(*) FROM timer WHERE letter = ? AND kind = ? AND state = ?", (letter, kind, TimerState.FIRED)
    ).fetchone()
    return int(row[0])


def postpone(db: sqlite3.Connection, timer: int, due: datetime) -> None:
    """Let a timer be due later."""
    db.execute("UPDATE timer SET due_at = ? WHERE id = ?", (stamp(due), timer))


def due(db: sqlite3.Connection, now: datetime, *, limit: int) -> list[Timer]:
    """What is due, the longest overdue first."""
    rows = db.execute(
        'SELECT id, "case", letter, kind, due_at FROM timer WHERE state = ? AND due_at <= ?'
        " ORDER BY due_at, id LIMIT ?",
        (TimerState.OPEN, stamp(now), limit),
    )
    return [_timer(row) for row in rows]


def get(db: sqlite3.Connection, timer: int) -> Timer | None:
    """A timer that is still open."""
    row = db.execute(
        'SELECT id, "case", letter, kind, due_at FROM timer WHERE id = ? AND state = ?', (timer, TimerState.OPEN)
    ).fetchone()
    return _timer(row) if row else None


def next_due(db: sqlite3.Connection) -> datetime | None:
    """When the next timer is due; None when nothing waits."""
    text = db.execute("SELECT min(due_at) FROM timer WHERE state = ?", (TimerState.OPEN,)).fetchone()[0]
    return moment(text) if text else None


def of_case(db: sqlite3.Connection, case: int) -> list[Timer]:
    """What a case waits for, the next first."""
    rows = db.execute(
        'SELECT id, "case", letter, kind, due_at FROM timer WHERE "case" = ? AND state = ? ORDER BY due_at, id',
        (case, TimerState.OPEN),
    )
    return [_timer(row) for row in rows]


def _timer(row: sqlite3.Row) -> Timer:
    return Timer(row["id"], row["case"], row["letter"], TimerKind(row["kind"]), moment(row["due_at"]))
