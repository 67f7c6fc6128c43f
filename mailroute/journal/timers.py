"""What is to be done when nothing happens: a reminder, giving up, a chat that nobody claims.

Comes in: an open journal, in a transaction where it writes. Goes out: ``Timer``. Never: does what is due.
A timer is a row, so that it survives every restart; it names a moment, not a span, so that a clock that was set wrong
and then right again delays nothing and hurries nothing.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailroute.journal.columns import moment, stamp


class TimerKind(StrEnum):
    """What is done when a timer is due."""

    REMIND = "remind"
    GIVE_UP = "give_up"
    CHAT = "chat"


class TimerState(StrEnum):
    """A timer's life."""

    OPEN = "open"
    FIRED = "fired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer of a case (its number)."""

    id: int
    case: int
    kind: TimerKind
    due_at: datetime


def add(db: sqlite3.Connection, case: int, kind: TimerKind, due: datetime, now: datetime) -> None:
    """Set a timer."""
    db.execute(
        'INSERT INTO timer ("case", kind, due_at, state, set_at) VALUES (?, ?, ?, ?, ?)',
        (case, kind, stamp(due), TimerState.OPEN, stamp(now)),
    )


def cancel(db: sqlite3.Connection, case: int, now: datetime) -> None:
    """Cancel what a case waits for: it has moved on."""
    db.execute(
        'UPDATE timer SET state = ?, settled_at = ? WHERE "case" = ? AND state = ?',
        (TimerState.CANCELLED, stamp(now), case, TimerState.OPEN),
    )


def fired(db: sqlite3.Connection, timer: int, now: datetime) -> None:
    """Note that a timer was due and its work is done, in the commit that holds the work."""
    db.execute("UPDATE timer SET state = ?, settled_at = ? WHERE id = ?", (TimerState.FIRED, stamp(now), timer))


def postpone(db: sqlite3.Connection, timer: int, due: datetime) -> None:
    """Let a timer be due later."""
    db.execute("UPDATE timer SET due_at = ? WHERE id = ?", (stamp(due), timer))


def due(db: sqlite3.Connection, now: datetime, *, limit: int) -> list[Timer]:
    """What is due, the longest overdue first."""
    rows = db.execute(
        'SELECT id, "case", kind, due_at FROM timer WHERE state = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?',
        (TimerState.OPEN, stamp(now), limit),
    )
    return [_timer(row) for row in rows]


def get(db: sqlite3.Connection, timer: int) -> Timer | None:
    """A timer that is still open."""
    row = db.execute(
        'SELECT id, "case", kind, due_at FROM timer WHERE id = ? AND state = ?', (timer, TimerState.OPEN)
    ).fetchone()
    return _timer(row) if row else None


def next_due(db: sqlite3.Connection) -> datetime | None:
    """When the next timer is due; None when nothing waits."""
    text = db.execute("SELECT min(due_at) FROM timer WHERE state = ?", (TimerState.OPEN,)).fetchone()[0]
    return moment(text) if text else None


def of_case(db: sqlite3.Connection, case: int) -> list[Timer]:
    """What a case waits for, the next first."""
    rows = db.execute(
        'SELECT id, "case", kind, due_at FROM timer WHERE "case" = ? AND state = ? ORDER BY due_at, id',
        (case, TimerState.OPEN),
    )
    return [_timer(row) for row in rows]


def _timer(row: sqlite3.Row) -> Timer:
    return Timer(row["id"], row["case"], TimerKind(row["kind"]), moment(row["due_at"]))
