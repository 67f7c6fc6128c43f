"""A plan becomes rows: decision, outgoing mails, reserved answers, review, the case's state; in the caller's commit.

Comes in: an open transaction and a Plan. Goes out: nothing; the journal holds it. Never: commits, sends, decides.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from mailroute import __version__
from mailroute.case import CaseState, after
from mailroute.decision import Question
from mailroute.disposition import Disposition
from mailroute.facts import ThreadKind
from mailroute.journal import cases, decisions, events, limits, mails, outages, outbox, reviews
from mailroute.journal.cases import CaseRow
from mailroute.journal.records import OutboxState
from mailroute.mail.outgoing import ADDITION, Kind
from mailroute.outages import kept, noted
from mailroute.planning import Plan

FOLDERS: dict[Disposition, str] = {
    Disposition.IGNORE: "Ignored",
    Disposition.FOLLOW_UP: "Follow-ups",
    Disposition.OUTAGE: "Outage",
    Disposition.CPS: "Forwarded",
    Disposition.ES: "Forwarded",
    Disposition.GATHER: "Answered",
    Disposition.ASK_DEPARTMENT: "Answered",
    Disposition.CONSULT: "Consulting",
    Disposition.TECHNICAL: "General Help Desk",
    Disposition.CHAT: "Chat",
    Disposition.REVIEW: "Review",
}
"""Where a mail is filed, below the configured folder."""


_OF_STAFF = frozenset({ThreadKind.HDQA_ANSWER, ThreadKind.QUEUE_ANSWER, ThreadKind.CLAIM})
"""Their words are about the case, and no part of what its customer wants."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a decision is recorded with: the catalogue's version, whether in shadow, and the agent ("" for none)."""

    catalogue: str = ""
    shadow: bool = False
    by: str = ""


def record(
    db: sqlite3.Connection,
    plan: Plan,
    *,
    case: CaseRow,
    mail: int | None,
    with_: Circumstances,
    now: datetime,
) -> Plan:
    """Store a plan for a case; the plan as it was recorded: an outage may keep its letters back.

    Raises IllegalMove, before anything is written, when the case cannot go where the plan leads.
    """
    plan, keeps = (plan, None) if with_.by or with_.shadow else kept(db, plan, case)
    decision, facts = plan.decision, plan.facts
    state = after(case.state, decision.disposition)
    customer = facts.customer.answer.address if facts.customer.answer else facts.author or ""
    subject = plan.message.subject
    decisions.add(
        db, case=case.id, mail=mail, decision=decision, facts=facts, route=plan.route, by=with_.by,
        catalogue=with_.catalogue, program=__version__, error=plan.error, now=now,
    )  # fmt: skip
    if decision.disposition is not Disposition.FOLLOW_UP and facts.thread.answer not in _OF_STAFF:
        cases.describe(
            db,
            case.id,
            customer=customer,
            subject=subject,
            department=facts.department.answer.id if facts.department.answer else "",
            services=[service.id for service in facts.services.answer],
        )
    if decision.disposition is not Disposition.FOLLOW_UP and not with_.shadow:
        additions = decision.disposition is Disposition.REVIEW and not decision.urgent
        _give_up_unsent(db, case, now, but_additions=additions)
    if keeps is None and decision.disposition not in {Disposition.FOLLOW_UP, Disposition.OUTAGE}:
        outages.release(db, case.id)
    letters: dict[int, Kind] = {}
    for outgoing in plan.outgoing:
        letter = outbox.add(db, outgoing, case=case.id, mail=mail, shadow=with_.shadow, now=now)
        letters[letter] = outgoing.kind
        if outgoing.kind.at_most_once:
            for recipient in outgoing.envelope.recipients:
                limits.reserve(db, case=case.id, customer=recipient, outbox=letter, now=now)
    forwards = sum(outgoing.kind is Kind.FORWARD for outgoing in plan.outgoing)
    cases.count_letters(db, case.id, letters=len(letters), forwards=forwards)
    if decision.disposition is not Disposition.FOLLOW_UP:
        cases.move(db, case.id, state=state, disposition=decision.disposition, urgent=decision.urgent, now=now)
    if keeps is not None or decision.disposition is Disposition.OUTAGE:
        notice = next((letter for letter, kind in letters.items() if kind is Kind.NOTICE), None)
        noted(db, plan, case, keeps=keeps, notice=notice, by=with_.by, shadow=with_.shadow, now=now)
    if decision.question is not None:
        reviews.add(
            db, case=case.id, mail=mail, question=decision.question, proposed=decision.proposed,
            urgent=decision.urgent, author=_author(plan), subject=subject, now=now,
        )  # fmt: skip
    words = f"{decision.disposition} by rule {decision.rule}" + (f", by {with_.by}" if with_.by else "")
    events.add(db, "decided", words, now=now, case=case.id, mail=mail, route=plan.route)
    return plan


def _give_up_unsent(db: sqlite3.Connection, case: CaseRow, now: datetime, *, but_additions: bool) -> None:
    """The case is decided again: what was not sent of the earlier decisions does not go out beside this one.

    A forward that a server put off must not follow a "solved" or a matter of security. An addition to what a queue has
    may follow an ordinary doubt about the next one.
    """
    for letter in outbox.unsent_of_case(db, case.id):
        if but_additions and letter.template == ADDITION:
            continue
        why = "the case was decided again before this mail was sent"
        outbox.settle(db, letter.id, OutboxState.CANCELLED, response=why, now=now)
        limits.give_back(db, letter.id)
        events.add(db, "cancelled", why, now=now, case=case.id, mail=letter.mail_id, letter=letter.id)


def note_mail(
    db: sqlite3.Connection,
    plan: Plan,
    *,
    mail: int,
    case: int,
    folder: str,
    shadow: bool,
    now: datetime,
) -> None:
    """Note that a received mail is decided and where it will be filed."""
    mails.decided(
        db, mail, case=case, folder=folder, shadow=shadow, message_id=plan.message.message_id, author=_author(plan),
        subject=plan.message.subject, robot=plan.facts.automatic.answer, now=now,
    )  # fmt: skip


def ask_about_letter(
    db: sqlite3.Connection,
    letter: int,
    *,
    about: str,
    why: str,
    now: datetime,
    folder: str = "",
    urgent: bool = False,
) -> int | None:
    """Ask a person about an outgoing mail that was refused or is in doubt; the review's id."""
    row = outbox.get(db, letter)
    if row is None:
        return None
    case = cases.find(db, row.case)
    summary = cases.summary(db, row.case)
    if case is None or summary is None:
        return None
    sent = "ignore"
    urgent = urgent or summary.urgent
    kind = Kind(row.kind)
    again = Disposition.OUTAGE.value if kind is Kind.NOTICE else case.disposition
    candidates = (sent,) if kind.at_most_once else (sent, again)
    review = reviews.add(
        db, case=case.id, mail=row.mail_id, question=Question(about, why, candidates), proposed=None,
        urgent=urgent, author=summary.customer, subject=summary.subject, now=now, outbox=letter,
    )  # fmt: skip
    cases.move(db, case.id, state=CaseState.REVIEW, disposition=case.disposition, urgent=urgent, now=now)
    if row.mail_id is not None and folder:
        mails.refolder(db, row.mail_id, folder)
    # "sent" is the event of a mail that was.
    what = "in doubt" if about == "sent" else about
    events.add(db, what, why, now=now, case=case.id, mail=row.mail_id, letter=letter)
    return review


def _author(plan: Plan) -> str:
    author = plan.message.author
    return plan.facts.author or (author.addr if author else "")
