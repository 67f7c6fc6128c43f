"""A case that was handed on, and with a person since, goes back to where it was: its further mails follow now.

Comes in: the journal and a case, in the transaction of what the person decided. Goes out: letters in the outbox, or
one more question. Never: commits, sends, takes back what the person has decided.
"""

from dataclasses import replace
from datetime import datetime

from mailroute.case import BECOMES, CaseState
from mailroute.disposition import Disposition
from mailroute.facts import ThreadKind
from mailroute.finding import Evidence, Finding
from mailroute.journal import Journal, cases, events, is_of_the_disk, mails, passed_on, reviews, rulings
from mailroute.journal.cases import CaseRow
from mailroute.mail.identity import CaseHead
from mailroute.planner import failed
from mailroute.planning import Plan, Planning
from mailroute.recording import Circumstances, record

_SETTLED = frozenset({CaseState.FORWARDED, CaseState.TECHNICAL, CaseState.CLOSED})


def give_back(journal: Journal, planner: Planning, case: CaseRow, *, by: str, now: datetime) -> None:
    """A person has answered the question that the case waited for, and has not sent the case elsewhere.

    What a queue has stays with the queue: "ignore" is said of the later mail or letter that the question was about.
    Another question keeps the case with the person. ``by`` is who answered.
    """
    db = journal.db
    case = cases.get(db, case.id)
    where = passed_on.latest(db, case)
    if where is None or not where.recipients or case.state not in _SETTLED or reviews.asked(db, case.id):
        return
    to = where.disposition
    if case.state is CaseState.CLOSED:
        cases.move(db, case.id, state=BECOMES[to], disposition=to, urgent=False, now=now)
        events.add(db, "stays", f"it stays with {', '.join(where.recipients)} ({to})", now=now, case=case.id)
    for mail in passed_on.kept_back(db, case.id):
        plan = _plan(journal, planner, case, mail, now)
        words = "it waited while a person was asked"
        events.add(db, "taken up again", words, now=now, case=case.id, mail=mail)
        if plan.decision.question is None:
            row = mails.get(db, mail)
            with_ = Circumstances(planner.version, shadow=row is not None and row.shadow, by=by)
            record(db, plan, case=cases.get(db, case.id), mail=mail, with_=with_, now=now)
            continue
        # Beside it, what the person has just decided goes on: only the question is new.
        reviews.add(
            db, case=case.id, mail=mail, question=plan.decision.question, proposed=plan.decision.proposed,
            urgent=plan.decision.urgent, author=plan.facts.author or "", subject=plan.message.subject, now=now,
        )  # fmt: skip
        cases.move(
            db, case.id, state=CaseState.REVIEW, disposition=Disposition.REVIEW, urgent=plan.decision.urgent, now=now
        )
        return


def _plan(journal: Journal, planner: Planning, case: CaseRow, mail: int, now: datetime) -> Plan:
    """The plan of a mail as if it came now, on a case that is with a queue."""
    db = journal.db
    case = cases.get(db, case.id)
    where = passed_on.latest(db, case)
    head = CaseHead(
        case.token, case.letters + 1, first_forward=False,
        # It is on its way, if only again: nothing takes its place.
        passed_on=replace(where, sent=True) if where is not None else None,
    )  # fmt: skip
    before = [one for one in mails.of_customer(db, case.id) if one < mail]
    raw = mails.raw(db, mail)
    joins = Finding(ThreadKind.CUSTOMER_ANSWER, evidence=(Evidence("case", case.token),))
    try:
        return planner.plan(
            raw, now=now, case=head, thread=joins, rulings=rulings.of_case(db, case.id),
            earlier=tuple(mails.raw(db, one) for one in mails.foremost(db, before)),
        )  # fmt: skip
    except Exception as error:
        if is_of_the_disk(error):
            raise
        return failed(raw, error)  # what fails on this mail is a person's matter
