"""How many automatic answers went out lately, and whether one more may.

Comes in: an open journal; the limits of the configuration. Goes out: the limit that is reached, in words.
Never: counts a forward. A place is reserved in the commit that plans the answer, so that no crash hands it out twice.
"""

import sqlite3
from datetime import datetime, timedelta
from typing import Protocol

from mailroute.journal.columns import stamp


class Limits(Protocol):
    """The most automatic answers: per case and day, per case, per customer and day, and in all per hour."""

    @property
    def per_case_day(self) -> int:
        """To one case within 24 hours."""

    @property
    def per_case(self) -> int:
        """To one case, ever."""

    @property
    def per_customer_day(self) -> int:
        """To one customer within 24 hours."""

    @property
    def per_hour(self) -> int:
        """In all within an hour."""


def reached(db: sqlite3.Connection, limits: Limits, *, case: int, customer: str, now: datetime) -> str | None:
    """The limit that forbids an answer now, in words; None when it may go out."""
    day, hour = stamp(now - timedelta(days=1)), stamp(now - timedelta(hours=1))
    asked = (
        (limits.per_case_day, 'WHERE "case" = ? AND at > ?', (case, day), "automatic mails to this case in a day"),
        (limits.per_case, 'WHERE "case" = ?', (case,), "automatic mails to this case"),
        (
            limits.per_customer_day,
            "WHERE customer = ? AND at > ?",
            (customer.lower(), day),
            "automatic mails to this customer in a day",
        ),
        (limits.per_hour, "WHERE at > ?", (hour,), "automatic mails in all in an hour"),
    )
    for most, where, values, words in asked:
        count = int(db.execute(f"SELECT count(*) FROM answer_limit {where}", values).fetchone()[0])  # noqa: S608 - constants
        if count >= most:
            return f"the limit of {most} {words} is reached"
    return None


def reserve(db: sqlite3.Connection, *, case: int, customer: str, outbox: int, now: datetime) -> None:
    """Take a place in the limits for an answer, in the commit that plans it."""
    db.execute(
        'INSERT INTO answer_limit ("case", customer, at, outbox) VALUES (?, ?, ?, ?)',
        (case, customer.lower(), stamp(now), outbox),
    )


def give_back(db: sqlite3.Connection, outbox: int) -> None:
    """Free the place of an answer that never went out (a shadow's)."""
    db.execute("DELETE FROM answer_limit WHERE outbox = ?", (outbox,))


def in_last_hour(db: sqlite3.Connection, now: datetime) -> int:
    """Automatic answers planned within the last hour."""
    return int(
        db.execute("SELECT count(*) FROM answer_limit WHERE at > ?", (stamp(now - timedelta(hours=1)),)).fetchone()[0]
    )
