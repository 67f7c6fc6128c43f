"""The whole life of one case as rows: what came, what was decided, sent and asked, and what is due.

Comes in: an open journal and a case's token. Goes out: a ``Life``. Never: words for people, the bytes of a mail.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from mailroute.journal import cases, decisions, events, outages, outbox, reviews, timers
from mailroute.journal.columns import moment
from mailroute.journal.outages import Outage
from mailroute.journal.records import CaseSummary, Event, OutboxRow, ReviewItem, StoredDecision
from mailroute.journal.timers import Timer


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A mail of a case, without its bytes. ``robot``: a machine wrote it; ``shadow``: nothing came of it."""

    id: int
    received_at: datetime
    author: str
    subject: str
    folder: str
    robot: bool
    shadow: bool


@dataclass(frozen=True, slots=True)
class Life:
    """All that the journal has of a case, each in order.

    ``outage`` is the one that it belongs to, or belonged to last; ``held`` tells whether it waits for that one now.
    """

    case: CaseSummary
    mails: tuple[ReceivedMail, ...]
    events: tuple[Event, ...]
    decisions: tuple[StoredDecision, ...]
    outbox: tuple[OutboxRow, ...]
    reviews: tuple[ReviewItem, ...]
    timers: tuple[Timer, ...]
    outage: Outage | None = None
    held: bool = False

    @property
    def asked(self) -> tuple[ReviewItem, ...]:
        """The questions that a person has not answered yet."""
        return tuple(item for item in self.reviews if item.state == "open")


def of_case(db: sqlite3.Connection, token: str) -> Life | None:
    """The life of a case; its token in any letter case. None when there is none."""
    told, case = cases.summary(db, token), cases.find(db, token)
    if told is None or case is None:
        return None
    link = outages.of_case(db, case.id)
    last = outages.last_of_case(db, case.id)
    return Life(
        told,
        mails=tuple(_mails(db, case.id)),
        events=tuple(events.of_case(db, told.id)),
        decisions=tuple(decisions.of_case(db, told.id)),
        outbox=tuple(outbox.of_case(db, told.id)),
        reviews=tuple(reviews.of_case(db, told.id)),
        timers=tuple(timers.of_case(db, case.id)),
        outage=outages.get(db, last) if last is not None else None,
        held=link is not None,
    )


def _mails(db: sqlite3.Connection, case: int) -> list[ReceivedMail]:
    rows = db.execute(
        'SELECT id, received_at, author, subject, folder, robot, shadow FROM mail WHERE "case" = ? ORDER BY id', (case,)
    )
    return [
        ReceivedMail(
            row["id"], moment(row["received_at"]), row["author"], row["subject"], row["folder"], bool(row["robot"]),
            bool(row["shadow"]),
        )
        for row in rows
    ]  # fmt: skip
