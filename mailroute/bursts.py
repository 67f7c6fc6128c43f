"""A burst: several customers with one service within minutes may be an outage that nobody has told of.

Comes in: each new matter's plan with the mail's own time. Goes out: a possible outage on the board, and the letters it
keeps back. Never: decides that it is one (a person does), counts one customer twice, believes a clock that is wrong.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailroute.case import CaseState
from mailroute.decision import Question
from mailroute.disposition import Disposition
from mailroute.facts import Authentication
from mailroute.journal import cases, decisions, events, limits, mails, outages, outbox, reviews
from mailroute.journal.outages import LinkState, Outage, OutageState, Trouble
from mailroute.journal.records import OutboxRow, OutboxState
from mailroute.mail.outgoing import Kind
from mailroute.outages import keeper, place_of, question, services_of
from mailroute.planning import Plan

OLDEST = timedelta(hours=1)
"""A mail that was written longer before it came says nothing of now: a backlog is no burst."""

_COUNTED = frozenset(
    {
        Disposition.CPS, Disposition.ES, Disposition.GATHER, Disposition.ASK_DEPARTMENT, Disposition.CONSULT,
        Disposition.TECHNICAL, Disposition.CHAT,
    }
)  # fmt: skip
"""One customer's matter. A doubt whether it is an outage counts, too."""


@dataclass(frozen=True, slots=True)
class Bursts:
    """``mails`` customers with one service within ``minutes`` are a burst; 0 mails: there is none."""

    mails: int = 0
    minutes: float = 15

    def look(
        self, db: sqlite3.Connection, plan: Plan, *, case: int, came: datetime, folder: str, now: datetime
    ) -> None:
        """Note a new matter, and hold what it shows to be, perhaps, of one outage."""
        at = _written(plan, came)
        customer = plan.facts.customer.answer.address if plan.facts.customer.answer else plan.facts.author
        if not self.mails or at is None or not customer or not _counts(plan):
            return
        where = place_of(plan)
        for service in services_of(plan):
            outages.note_trouble(db, case=case, service=service, place=where, customer=customer, at=at)
            found = self._burst(db, service, at)
            if found and keeper(db, (service,), _common_place(found)) is None:
                self._hold(db, service, found, case=case, folder=folder, now=now)

    def _burst(self, db: sqlite3.Connection, service: str, at: datetime) -> list[Trouble]:
        """The matters of a burst that this moment is within; empty when there is none."""
        within = timedelta(minutes=self.minutes)
        near = outages.troubles(db, service, since=at - within, until=at + within)
        for first in near:
            found = [one for one in near if first.at <= one.at <= first.at + within]
            if first.at <= at and len({one.customer for one in found}) >= self.mails:
                return found
        return []

    def _hold(
        self, db: sqlite3.Connection, service: str, found: list[Trouble], *, case: int, folder: str, now: datetime
    ) -> None:
        customers = {one.customer for one in found}
        number = outages.begin(
            db, services=(service,), place=_common_place(found), state=OutageState.POSSIBLE, case=case,
            reports=len(customers), now=now,
        )  # fmt: skip
        words = f"{len(customers)} customers wrote about {service} within {self.minutes:g} minutes: an outage?"
        events.add(db, "burst", words, now=now, case=case, outage=number)
        outage = outages.get(db, number)
        assert outage is not None, "it was made just now"
        for one in found:
            if reviews.asked(db, one.case) == {"outage"}:  # whether it is one was in doubt before
                outages.link(db, number, one.case, LinkState.ASKED, now=now)
        for letter in outbox.unsent(db):
            if Kind(letter.kind).passes_on:
                _keep_back(db, letter, outage, folder=folder, now=now)


def _keep_back(db: sqlite3.Connection, letter: OutboxRow, outage: Outage, *, folder: str, now: datetime) -> None:
    """A forward that was not sent yet, of the service: it is given up, and a person is asked."""
    case, told = cases.find(db, letter.case), cases.summary(db, letter.case)
    if case is None or told is None or not set(told.services) & set(outage.services):
        return
    if case.state not in {CaseState.FORWARDED, CaseState.TECHNICAL, CaseState.WAITING_HDQA}:
        return
    where = outages.place_of_case(db, case.id)
    last = decisions.of_case(db, letter.case)[-1]
    if outage.place not in {"", where} or outbox.forwarded(db, case.id) or last.by:
        return  # elsewhere; with a queue already; or an agent has looked at it and decided
    why = f"it may be of an outage ({outage.words})"
    outbox.settle(db, letter.id, OutboxState.CANCELLED, response=why, now=now)
    limits.give_back(db, letter.id)
    events.add(db, "held", why, now=now, case=case.id, mail=letter.mail_id, letter=letter.id, outage=outage.id)
    asked: Question = question(outage)
    proposed = Disposition(case.disposition)
    reviews.add(
        db, case=case.id, mail=letter.mail_id, question=asked, proposed=proposed, urgent=told.urgent,
        author=told.customer, subject=told.subject, now=now,
    )  # fmt: skip
    cases.move(db, case.id, state=CaseState.REVIEW, disposition=Disposition.REVIEW, urgent=told.urgent, now=now)
    outages.link(db, outage.id, case.id, LinkState.ASKED, now=now)
    if letter.mail_id is not None:
        mails.refolder(db, letter.mail_id, folder)


def _counts(plan: Plan) -> bool:
    """A matter of one customer's own, whose address is not known to be forged."""
    asked = plan.decision.question
    doubtful = asked is not None and asked.about == "outage"
    forged = plan.facts.authentication.answer is Authentication.FAIL
    return (plan.decision.disposition in _COUNTED or doubtful) and not forged


def _written(plan: Plan, came: datetime) -> datetime | None:
    """The mail's own time; never after it came, and None when it is too old or not told."""
    date = plan.message.date
    if date is None:
        return None
    at = min(date, came)
    return at if came - at <= OLDEST else None


def _common_place(found: list[Trouble]) -> str:
    places = {one.place for one in found}
    return places.pop() if len(places) == 1 else ""
