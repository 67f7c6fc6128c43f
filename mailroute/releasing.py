"""What a person has said of an outage is carried out: told to HDQA and SNCC, held, or decided again.

Comes in: the board, the time. Goes out: decisions and letters in the journal; each case in a commit of its own.
Never: sends, asks the clock, forwards a mail that told of an outage which was one.
Source: KB 147120 (outages are never forwarded). PROCEDURE, rule 6: an outage that is over is none.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from mailroute import log
from mailroute.case import CaseState
from mailroute.decision import Decision, Question, Step
from mailroute.disposition import Disposition
from mailroute.faults import Commit
from mailroute.finding import Evidence, Finding
from mailroute.journal import Journal, cases, events, outages, outbox, reviews
from mailroute.journal.cases import CaseRow
from mailroute.journal.limits import Limits
from mailroute.journal.outages import Link, Outage, OutageState
from mailroute.planning import Again, Plan, Resuming, RouteTaken
from mailroute.resuming import Resumption

BATCH = 50
"""Cases released between two looks at the mailbox."""

_WAITS = {CaseState.REVIEW, CaseState.OUTAGE}


@dataclass(frozen=True, slots=True)
class Releasing:
    """Carries out what was said of outages."""

    journal: Journal
    planner: Resuming
    limits: Limits

    @property
    def _again(self) -> Resumption:
        return Resumption(self.journal, self.planner, self.limits)

    def tick(self, now: datetime, stop: Callable[[], bool]) -> int:
        """Do what is to be done since a person spoke; how many cases it was."""
        db = self.journal.db
        count = 0
        for link in outages.pending(db, limit=BATCH):
            if stop():
                return count
            self._again.guarded(link.case, Commit.OUTAGE, partial(self._one, link, now), now)
            count += 1
        for outage in outages.untold(db):
            with self.journal.transaction(Commit.OUTAGE):
                self._tell(outage, now)
            count += 1
        return count

    def _one(self, link: Link, now: datetime) -> None:
        db = self.journal.db
        if outages.of_case(db, link.case) != link:
            return  # another process has decided the case since
        case, outage = cases.get(db, link.case), outages.get(db, link.outage)
        assert outage is not None, "a link's outage is a foreign key"
        if case.state not in _WAITS or reviews.asked(db, case.id) - {"outage"}:
            outages.release(db, case.id)  # somebody has taken it up, or another question keeps it
            return
        reviews.withdraw(db, case.id, now)
        if outage.state is OutageState.OPEN:
            self._hold(case, outage, now)
            return
        outages.release(db, case.id)
        words = f"outage {outage.id} was declared {outage.state} by {outage.ended_by}"
        events.add(db, "released", f"{words}: {outage.note}" if outage.note else words, now=now, case=case.id)
        over = Finding(False, evidence=(Evidence("agent", words),))
        # A mail that told of it is answered by its end: nothing of it is left to pass on (KB 147120).
        ended = link.telling and outage.state is OutageState.OVER
        plan = self._again.within_limits(case, now, Again.CLEARED, outage=over)
        self._again.record(case, _closed(plan, words) if ended else plan, now)
        log.released(case.token, outage.id, outage.state)

    def _hold(self, case: CaseRow, outage: Outage, now: datetime) -> None:
        """The outage is one: the case is held with it; with the first one HDQA and SNCC are told, if need be."""
        due = not outage.told and not self._told_before(outage, now)
        plan = self._again.planned(
            case, now, Again.CONFIRMED, outage=_confirmed(outage), reports=outage.reports if due else 0
        )
        self._again.record(case, plan, now)
        log.released(case.token, outage.id, "confirmed")

    def _tell(self, outage: Outage, now: datetime) -> None:
        """An outage of which no case is left to be held: only its notice is written, on its first case."""
        if self._told_before(outage, now):
            return
        db = self.journal.db
        case = cases.get(db, outage.case)
        plan = self._again.planned(case, now, Again.CONFIRMED, outage=_confirmed(outage), reports=outage.reports)
        for outgoing in plan.outgoing if plan.decision.disposition is Disposition.OUTAGE else ():
            letter = outbox.add(db, outgoing, case=case.id, mail=None, shadow=False, now=now)
            outages.notify(db, outage.id, letter)
            cases.count_letters(db, case.id, letters=1, forwards=0)
            return
        why = f"mailroute cannot write the notice of outage {outage.id} ({outage.words}): tell HDQA and SNCC"
        self._again.record(case, _asked(plan, why), now)
        outages.notify(db, outage.id, 0)

    def _told_before(self, outage: Outage, now: datetime) -> bool:
        """Whether HDQA and SNCC know of it as another outage of its services, there; its notice is this one's, then."""
        for one in outages.told_of(self.journal.db, now, shadow=False):
            if set(outage.services) <= set(one.services) and one.place in {"", outage.place} and one.id != outage.id:
                outages.notify(self.journal.db, outage.id, one.notice or 0)
                return True
        return False


def _confirmed(outage: Outage) -> Finding[bool]:
    said = f"outage {outage.id} was confirmed by {outage.confirmed_by}"
    burst = Evidence("case", f"{outage.reports} customers wrote about {outage.words}")
    return Finding(True, evidence=(burst, Evidence("agent", f"{said}: {outage.note}" if outage.note else said)))


def _closed(plan: Plan, words: str) -> Plan:
    step = Step("6", "is the outage that it tells of still on?", f"no: {words}; the case closes", source="KB 147120")
    decision = Decision(Disposition.IGNORE, "6", trail=(*plan.decision.trail, step))
    return replace(plan, decision=decision, outgoing=(), route=RouteTaken("nobody"), error=None)


def _asked(plan: Plan, why: str) -> Plan:
    decision = replace(plan.decision, disposition=Disposition.REVIEW, question=Question("notice", why), proposed=None)
    return replace(plan, decision=decision, outgoing=(), route=RouteTaken("review"))
