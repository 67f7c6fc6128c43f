"""How many automatic answers went out lately, and whether one more may.

Comes in: an open journal; the limits of the configuration. Goes out: the limit that is reached, in words.
Never: counts a forward. A place is reserved in the commit that plans the answer, so that no crash hands it out twice.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from mailroute.journal import settings
from mailroute.journal.columns import stamp
from mailroute.mail.peers import Peers

_STOPPED = "answers_stopped"


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


@dataclass(frozen=True, slots=True)
class Reached:
    """A limit that forbids an answer: in words, and whether it is the one on all answers (then none may go out)."""

    words: str
    in_all: bool = False


def reached(
    db: sqlite3.Connection,
    limits: Limits,
    *,
    case: int,
    customer: str,
    now: datetime,
    came: datetime | None = None,
    peers: Peers = Peers(),
) -> Reached | None:
    """The limit that forbids an answer now; None when it may go out.

    ``came`` is when the mail came that would be answered. One that came after an automatic mail had gone to its author
    may be a robot's answer to that mail, whatever it says (RFC 3834 section 2): a new number, a new subject, no header
    field. So a robot gets one answer a day, and several go only to somebody who wrote several mails before the first.
    """
    day, hour = stamp(now - timedelta(days=1)), stamp(now - timedelta(hours=1))
    of_case = (
        (limits.per_case_day, 'WHERE "case" = ? AND at > ?', (case, day), "automatic mails to this case in a day"),
        (limits.per_case, 'WHERE "case" = ?', (case,), "automatic mails to this case"),
    )
    for most, where, values, words in of_case:
        if _count(db, where, *values) >= most:
            return _of(most, words)
    peer = peers.of(customer)
    rows = db.execute("SELECT customer, at FROM answer_limit WHERE at > ?", (day,))  # at most per_hour an hour
    answered = [row[1] for row in rows if peers.of(row[0]) == peer]
    if len(answered) >= limits.per_customer_day:
        return _of(limits.per_customer_day, "automatic mails to this customer in a day")
    if came is not None and any(at < stamp(came) for at in answered):
        return Reached("an automatic mail had gone to this customer before this one came: it may be a robot's answer")
    if _count(db, "WHERE at > ?", hour) >= limits.per_hour:
        return Reached(_of(limits.per_hour, "automatic mails in all in an hour").words, in_all=True)
    return None


def stop(db: sqlite3.Connection, now: datetime) -> bool:
    """Note that the limit on all answers stopped one; True when it had not for an hour."""
    before = stopped(db, now)
    settings.note(db, now, _STOPPED)
    return before is None


def stopped(db: sqlite3.Connection, now: datetime) -> datetime | None:
    """When the limit on all answers last stopped one, if that was within the last hour."""
    when = settings.when(db, _STOPPED)
    return when if when is not None and now - when < timedelta(hours=1) else None


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
    return _count(db, "WHERE at > ?", stamp(now - timedelta(hours=1)))


def _of(most: int, words: str) -> Reached:
    return Reached(f"the limit of {most} {words} is reached")


def _count(db: sqlite3.Connection, where: str, *values: object) -> int:
    return int(db.execute(f"SELECT count(*) FROM answer_limit {where}", values).fetchone()[0])  # noqa: S608 - constants
