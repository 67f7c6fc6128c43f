"""HDQA is asked "is it ES-supported?"; its answer decides the case, and others when it is meant for all such cases.

Comes in: HDQA's mail on a case that waits for it; the time. Goes out: the plan of the case by that answer, rulings in
the journal. Never: takes a doubtful answer for one, sends, asks the clock.
Source: PROCEDURE, rules 15 to 17.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from functools import partial

from mailroute.case import CaseState
from mailroute.catalog import Ruling
from mailroute.decision import Question, Step
from mailroute.disposition import Disposition
from mailroute.evidence.verdict import Verdict, verdict
from mailroute.faults import Commit
from mailroute.finding import Doubt, Evidence, Finding
from mailroute.journal import Journal, cases, events, outbox, rulings
from mailroute.journal.cases import CaseRow
from mailroute.journal.limits import Limits
from mailroute.journal.records import CaseSummary, OutboxState
from mailroute.mail.outgoing import Kind
from mailroute.planning import Again, Plan, Resuming, RouteTaken
from mailroute.resuming import Resumption

_AFTER = {
    True: frozenset({Disposition.TECHNICAL, Disposition.CONSULT}),
    False: frozenset({Disposition.ES, Disposition.GATHER, Disposition.CHAT, Disposition.CONSULT}),
}
"""What cannot follow from "yes", and from "no": an agent had chosen to ask about what the catalogue knows."""
_CANDIDATES = (Disposition.ES.value, Disposition.GATHER.value, Disposition.TECHNICAL.value)


@dataclass(frozen=True, slots=True)
class Consultations:
    """What comes of HDQA's answers. ``zone`` is the desk's own: by its calendar a ruling holds."""

    journal: Journal
    planner: Resuming
    limits: Limits
    zone: tzinfo = field(default=UTC)
    shadow: bool = False

    def answered(self, answer: Plan, case: CaseRow, *, mail: int, now: datetime) -> Plan:
        """What becomes of a case by HDQA's answer, planned as ``answer``: decided again, or a person's with the doubt.

        The ruling is written down within the caller's transaction.
        """
        question = answer.decision.question
        if question is None or question.about != "consult":
            return answer  # it could not be read at all
        summary = cases.summary(self.journal.db, case.token)
        assert summary is not None, "the case was found by its token"
        found = self._verdict(answer, summary, now)
        if found.answer is None:
            why = f"HDQA has answered, and {found.doubt.why if found.doubt else 'in doubt'}: is it ES-supported?"
            urgent = answer.facts.sensitive.answer is not None
            asked = Question("consult", why, _CANDIDATES)
            return replace(answer, decision=replace(answer.decision, question=asked, urgent=urgent))
        self._note(found.answer, answer, case, summary, mail=mail, now=now)
        plan = self._decided(case, found.answer.es, _step(found.answer, found.evidence), now)
        if case.state is not CaseState.REVIEW:
            return plan
        # It comes after the wait, and a person may have asked elsewhere: they decide, with the answer before them.
        said = "ES-supported" if found.answer.es else "not ES-supported"
        return _for_a_person(plan, f"HDQA has answered after all: {said}")

    def tick(self, now: datetime, stop: Callable[[], bool]) -> int:
        """Decide again what waits for HDQA and has a ruling by now, each case in a commit of its own; how many."""
        count = 0
        again = Resumption(self.journal, self.planner, self.limits)
        for summary in self._ruled(now):
            if stop():
                break
            case = cases.find(self.journal.db, summary.id)
            if case is not None:
                again.guarded(case.id, Commit.TIMER, partial(self._go_on, summary, now), now)
            count += 1
        return count

    def _go_on(self, summary: CaseSummary, now: datetime) -> None:
        """A case whose services have a ruling by now."""
        db = self.journal.db
        case = cases.find(db, summary.id)
        if case is None or case.state is not CaseState.WAITING_HDQA:
            return  # another process was quicker
        given = {ruling.service: ruling for ruling in rulings.latest(db)}
        told = [given[service] for service in summary.services]
        evidence = tuple(Evidence("ruling", f"{one.service}: {one.told}") for one in told)
        events.add(db, "ruled", "a standing ruling on its service was given meanwhile", now=now, case=case.id)
        again = Resumption(self.journal, self.planner, self.limits)
        step = Step("2", "is there a ruling by now?", "yes", evidence, "KB 147120")
        plan = _with_step(again.within_limits(case, now, Again.RULED), step)
        if plan.decision.disposition is Disposition.CONSULT:
            plan = _for_a_person(plan, "its services have a ruling, and HDQA would be asked: what is it about?")
        again.record(case, plan, now)

    def _ruled(self, now: datetime) -> list[CaseSummary]:
        """The cases that wait for HDQA though every service of theirs has a standing ruling in force."""
        db = self.journal.db
        today = self._today(now)
        waiting = cases.summaries(db, state=CaseState.WAITING_HDQA)
        known = {ruling.service for ruling in rulings.latest(db) if ruling.in_force(today)} if waiting else set()
        return [case for case in waiting if case.services and known.issuperset(case.services) and self._asked(case.id)]

    def _verdict(self, answer: Plan, case: CaseSummary, now: datetime) -> Finding[Verdict | None]:
        """What HDQA says; a doubt where its mail speaks of more than it was asked."""
        facts, message = answer.facts, answer.message
        found = verdict(message.sections.newest, today=self._today(now), asked=self._asked(case.id))
        if facts.sensitive.answer is not None or facts.sensitive.alternatives:
            return _doubtful(found, "its answer may speak of a matter of security")
        if facts.outage.answer:
            return _doubtful(found, "its answer speaks of an outage")
        if not case.services:
            return _doubtful(found, "the case names no service that it could be about")
        if found.answer is not None and found.answer.until is not None and len(case.services) > 1:
            return _doubtful(found, f"it asks for a standing ruling: on which of {', '.join(case.services)}?")
        return found

    def _asked(self, token: str) -> str:
        """The letter that asked HDQA; nothing where none was to go out (in shadow)."""
        letters = [letter for letter in outbox.of_case(self.journal.db, token) if letter.kind == Kind.CONSULT]
        return letters[-1].body if letters and letters[-1].state is not OutboxState.SHADOW else ""

    def _note(
        self, found: Verdict, answer: Plan, case: CaseRow, told: CaseSummary, *, mail: int, now: datetime
    ) -> None:
        """Write the ruling down: for this case, and for its whole service when it is meant so."""
        db = self.journal.db
        author = answer.message.author
        by = (f"{author.name} <{author.addr}>" if author.name else author.addr) if author is not None else "HDQA"
        words = " ".join(answer.message.sections.newest.split())[:200]
        for service in told.services:
            until = found.until or self._today(now)
            ruling = Ruling(service, found.es, by[:120], until, words, standing=False)
            rulings.add(db, ruling, now, case=case.id, mail=mail)
            if found.until is not None:
                ruling = replace(ruling, standing=True)
                rulings.add(db, ruling, now, mail=mail)
            events.add(db, "ruled", f"{service}: {ruling.told}", now=now, case=case.id, mail=mail)

    def _decided(self, case: CaseRow, es: bool, step: Step, now: datetime) -> Plan:  # noqa: FBT001 - HDQA's yes or no
        again = Resumption(self.journal, self.planner, self.limits, self.shadow)
        plan = _with_step(again.within_limits(case, now, Again.RULED), step)
        if plan.decision.disposition in _AFTER[es]:
            said = "ES-supported" if es else "not ES-supported"
            return _for_a_person(plan, f"HDQA says that it is {said}, and the procedure leads elsewhere")
        return plan

    def _today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()


def _step(found: Verdict, evidence: tuple[Evidence, ...]) -> Step:
    said = "yes" if found.es else "no"
    told = f"{said}, for all such cases until {found.until}" if found.until is not None else said
    return Step("2", "what does HDQA answer: is it ES-supported?", told, evidence, "KB 147120")


def _with_step(plan: Plan, step: Step) -> Plan:
    return replace(plan, decision=replace(plan.decision, trail=(step, *plan.decision.trail)))


def _doubtful(found: Finding[Verdict | None], why: str) -> Finding[Verdict | None]:
    return replace(found, answer=None, doubt=Doubt(why))


def _for_a_person(plan: Plan, why: str) -> Plan:
    """The plan as a proposal: the question is a person's. One that is a person's already stays as it is."""
    if plan.decision.disposition is Disposition.REVIEW:
        return plan
    decision = replace(
        plan.decision, disposition=Disposition.REVIEW, question=Question("consult", why, _CANDIDATES),
        proposed=None if plan.decision.disposition is Disposition.CONSULT else plan.decision.disposition, missing=(),
    )  # fmt: skip
    return replace(plan, decision=decision, outgoing=(), route=RouteTaken("review"))
