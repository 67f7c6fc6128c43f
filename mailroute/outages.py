"""What the outage board makes of a plan: a report joins its outage, a forward waits while one may be on.

Comes in: a plan, an open transaction. Goes out: the plan that is recorded, and the board's rows.
Never: forwards a mail of an outage, sends a second notice of one, ends an outage (a person does: ``releasing.py``).
Source: KB 147120 (outages are never forwarded); PROCEDURE, "one notice per outage".
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from mailroute.case import MOVES, CaseState
from mailroute.decision import Decision, Question, Step
from mailroute.disposition import Disposition
from mailroute.finding import Evidence
from mailroute.journal import outages
from mailroute.journal.cases import CaseRow
from mailroute.journal.outages import LinkState, Outage, OutageState
from mailroute.mail.identity import CaseHead, in_short
from mailroute.planning import Plan, RouteTaken

_WITH_A_QUEUE = frozenset({CaseState.FORWARDED, CaseState.TECHNICAL})
"""Whoever has the case already gets what belongs to it."""


def services_of(plan: Plan) -> tuple[str, ...]:
    """The ids of the services that a plan's mail is about."""
    return tuple(sorted(service.id for service in plan.facts.services.answer))


def place_of(plan: Plan) -> str:
    """Where a plan's mail has its trouble; of an unknown service the department stands for it."""
    facts = plan.facts
    if not facts.place and not facts.services.answer and facts.department.answer is not None:
        return facts.department.answer.name
    return facts.place


def one_notice(
    db: sqlite3.Connection, planned: Callable[[CaseHead], Plan], head: CaseHead, now: datetime, *, shadow: bool
) -> Plan:
    """The plan of a mail; when it reports an outage that was reported before, without a second notice."""
    plan = planned(head)
    if plan.decision.disposition is not Disposition.OUTAGE:
        return plan
    known = known_outage(db, plan, now, shadow=shadow)
    if known is None:
        return plan
    return planned(replace(head, outage_notice_due=False, outage_reports=known.reports + 1))


def known_outage(db: sqlite3.Connection, plan: Plan, now: datetime, *, shadow: bool) -> Outage | None:
    """The outage that HDQA and SNCC were told of and that a plan's mail reports once more."""
    services, where = services_of(plan), place_of(plan)
    subject = in_short(plan.message.subject)
    return next((one for one in outages.told_of(db, now, shadow=shadow) if _same(one, services, where, subject)), None)


def _same(outage: Outage, services: Sequence[str], where: str, subject: str) -> bool:
    """Whether a report of these services, there, is of this outage. In doubt it is another: each is to be known of.

    An outage of no place is one of every place. Where no service was recognised the place must be the same, or, where
    none is named either, the subject.
    """
    if not services or not outage.services:
        nothing_named = not where and not outage.place
        same = subject == in_short(outage.subject) != "" if nothing_named else where == outage.place
        return same and not services and not outage.services
    return set(services) <= set(outage.services) and outage.place in {"", where}


def kept(db: sqlite3.Connection, plan: Plan, case: CaseRow) -> tuple[Plan, Outage | None]:
    """The plan as it may be carried out while an outage is on, or may be, and the outage that keeps it back.

    A case that is held with an outage stays with it, whatever is decided of it; only its end, or a person, releases it.
    The mail that shows a possible outage is asked about whatever would become of it: so a person knows of that outage.
    """
    if case.state is CaseState.NEW:
        shown = next((one for one in outages.holding(db) if one.case == case.id), None)
        if shown is not None:
            return _kept(plan, shown, case), shown
    linked = outages.of_case(db, case.id)
    if linked is not None and plan.outgoing and plan.decision.disposition is not Disposition.OUTAGE:
        outage = outages.get(db, linked.outage)
        if outage is not None and outage.state in {OutageState.POSSIBLE, OutageState.OPEN}:
            return _kept(plan, outage, case), outage
    doubtful = plan.decision.question is not None and plan.decision.question.about == "outage"
    if case.state in _WITH_A_QUEUE or not (doubtful or any(outgoing.kind.passes_on for outgoing in plan.outgoing)):
        return plan, None
    found = keeper(db, services_of(plan), place_of(plan))
    return (plan, None) if found is None else (_kept(plan, found, case), found)


def keeper(db: sqlite3.Connection, services: Sequence[str], where: str) -> Outage | None:
    """The outage that keeps forwards about these services, there; one that a person confirmed before a possible one."""
    return next(
        (one for one in outages.holding(db) if set(services) & set(one.services) and one.place in {"", where}), None
    )


def _kept(plan: Plan, outage: Outage, case: CaseRow) -> Plan:
    before = plan.decision
    if outage.state is OutageState.OPEN and CaseState.OUTAGE in MOVES[case.state]:
        confirmed = f", confirmed by {outage.confirmed_by}" if outage.confirmed_by else ""
        says = f"yes: outage {outage.id} ({outage.words}){confirmed}; it is held until that is over"
        decision = replace(
            before, disposition=Disposition.OUTAGE, rule="6", missing=(), question=None, proposed=None, split=None,
            trail=(*before.trail, _step("is an outage of its service on?", says, outage)),
        )  # fmt: skip
        return replace(plan, decision=decision, outgoing=(), route=RouteTaken("outage"))
    return replace(plan, decision=_asked(before, outage), outgoing=(), route=RouteTaken("review"))


def _asked(before: Decision, outage: Outage) -> Decision:
    says = f"doubtful: outage {outage.id} ({outage.words}) is possible"
    return replace(
        before, disposition=Disposition.REVIEW, rule="6", missing=(), question=question(outage),
        proposed=before.proposed or before.disposition, split=None,
        trail=(*before.trail, _step("may an outage of its service be on?", says, outage)),
    )  # fmt: skip


def question(outage: Outage) -> Question:
    """What a person is asked of each mail that a possible outage keeps back."""
    why = (
        f"{outage.reports} customers wrote about {outage.words} within minutes: an outage? It holds the forwards until"
        f" 'mailroute outage confirm {outage.id}' or 'mailroute outage clear {outage.id}'"
    )
    return Question("outage", why, ("outage", "no outage"))


def _step(asks: str, says: str, outage: Outage) -> Step:
    first = f"{outage.token}: {outage.subject}"[:200].removesuffix(": ")
    return Step("6", asks, says, (Evidence("case", first),), "KB 147120")


def noted(
    db: sqlite3.Connection,
    plan: Plan,
    case: CaseRow,
    *,
    keeps: Outage | None,
    notice: int | None,
    by: str,
    shadow: bool,
    now: datetime,
) -> None:
    """Write down what an outage's case means for the board. ``notice`` is the letter that tells of the outage.

    ``keeps`` is the outage that keeps the plan's letters back; without it the mail tells of one.
    """
    linked = outages.of_case(db, case.id)
    if keeps is None:
        _report(db, plan, case, notice=notice, by=by, shadow=shadow, now=now)
        return
    if linked is None and case.id > keeps.case:  # an older one is of the burst, and counted
        outages.count(db, keeps.id, now)
    state = LinkState.HELD if plan.decision.disposition is Disposition.OUTAGE else LinkState.ASKED
    outages.link(db, keeps.id, case.id, state, telling=linked is not None and linked.telling, now=now)


def _report(
    db: sqlite3.Connection, plan: Plan, case: CaseRow, *, notice: int | None, by: str, shadow: bool, now: datetime
) -> None:
    """A mail that tells of an outage is counted onto it; the first one opens it, or confirms a possible one."""
    linked = outages.of_case(db, case.id)
    found = outages.get(db, linked.outage) if linked is not None else None
    if found is not None and found.state is OutageState.POSSIBLE and by:
        outages.confirm(db, found.id, by=by, note="")
    if found is None or found.state in {OutageState.OVER, OutageState.CLEARED}:
        linked, found = None, known_outage(db, plan, now, shadow=shadow)
    if found is None:
        number = outages.begin(
            db, services=services_of(plan), place=place_of(plan), state=OutageState.OPEN, case=case.id, reports=1,
            now=now,
        )  # fmt: skip
    else:
        number = found.id
        if linked is None:
            outages.count(db, number, now)
    if notice is not None:
        outages.notify(db, number, notice)
    telling = linked.telling if linked is not None else True
    outages.link(db, number, case.id, LinkState.HELD, telling=telling, now=now)
