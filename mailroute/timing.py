"""What is due by the clock: reminders, giving up, chats that nobody has claimed, and what a ruling has overtaken.

Comes in: the journal, the time. Goes out: letters in the outbox, reviews, cases decided again; each timer in a commit
of its own, with all that it brings. Never: sends, asks the clock, trusts that a timer was set: it looks what waits.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from mailroute import log
from mailroute.case import CaseState
from mailroute.consultation import Consultations
from mailroute.decision import Question
from mailroute.disposition import Disposition
from mailroute.faults import Commit
from mailroute.journal import Journal, cases, events, limits, outbox, timers
from mailroute.journal.cases import CaseRow
from mailroute.journal.limits import Limits
from mailroute.journal.timers import Timer
from mailroute.planning import Again, Resuming, RouteTaken
from mailroute.resuming import Resumption
from mailroute.waits import TimerKind, Waits

BATCH = 50
"""Timers handled between two looks at the mailbox."""

_UNANSWERED = {
    CaseState.WAITING_CUSTOMER: ("no answer", "the customer was asked and has not answered: what becomes of the case?"),
    CaseState.WAITING_HDQA: ("consult", "HDQA was asked and has not answered: is it ES-supported?"),
}


@dataclass(frozen=True, slots=True)
class Timing:
    """Does what is due. ``waits`` is the desk's patience."""

    journal: Journal
    planner: Resuming
    limits: Limits
    waits: Waits

    @property
    def _again(self) -> Resumption:
        return Resumption(self.journal, self.planner, self.limits)

    def tick(self, now: datetime, stop: Callable[[], bool]) -> int:
        """Set the timers of new questions, cancel those of answered ones, do what is due; how many were due."""
        self._keep(now)
        count = 0
        for timer in timers.due(self.journal.db, now, limit=BATCH):
            if stop():
                break
            self._again.guarded(timer.case, Commit.TIMER, partial(self._fire, timer, now), now)
            count += 1
        ruled = Consultations(self.journal, self.planner, self.limits, self.waits.hours.zone)
        return count + ruled.tick(now, stop)

    def _keep(self, now: datetime) -> None:
        db = self.journal.db
        if not timers.unset(db) and not timers.any_outdated(db):
            return
        with self.journal.transaction(Commit.TIMER):
            timers.cancel_outdated(db, now)
            for question in timers.unset(db):
                reminded = timers.fired_of(db, question.letter, TimerKind.REMIND)
                for kind, due in self.waits.timers(question.state, question.sent_at):
                    if kind is TimerKind.REMIND and reminded:
                        reminded -= 1
                    else:
                        timers.add(db, question, kind, due, now)

    def _fire(self, timer: Timer, now: datetime) -> None:
        db = self.journal.db
        timers.cancel_outdated(db, now)
        if timers.get(db, timer.id) is None:
            return  # another process has answered for the customer since
        case = cases.get(db, timer.case)
        match timer.kind:
            case TimerKind.REMIND:
                done = self._remind(timer, case, now)
            case TimerKind.GIVE_UP:
                done = self._give_up(case, now)
            case TimerKind.CHAT:
                done = self._unclaimed(case, now)
        if done:
            timers.fired(db, timer.id, now)
            log.due(case.token, timer.kind)

    def _remind(self, timer: Timer, case: CaseRow, now: datetime) -> bool:
        """Remind the customer, within the limits and the working hours; False when it is put off."""
        db = self.journal.db
        if any(one.id != timer.id and one.due_at <= now for one in timers.of_case(db, case.id)):
            # Nothing was done for days: one reminder is enough, and none goes out as a person is asked.
            events.add(db, "not reminded", "what comes after this reminder is due as well", now=now, case=case.id)
            return True
        open_at = self.waits.hours.next_open(now)
        if open_at > now:
            timers.postpone(db, timer.id, open_at)
            return False
        plan = self._again.planned(case, now, Again.REMIND)
        if not plan.outgoing:
            why = "the case would be decided otherwise now"
            events.add(db, "not reminded", plan.error or why, now=now, case=case.id)
            return True
        reached = self._again.limit(plan, case, now)
        if reached is not None:
            # a limit of a day lets it go out tomorrow; one that stays is overtaken by giving up
            timers.postpone(db, timer.id, self.waits.hours.after(now, 1))
            events.add(db, "not reminded", reached, now=now, case=case.id)
            return False
        for outgoing in plan.outgoing:
            letter = outbox.add(db, outgoing, case=case.id, mail=None, shadow=False, now=now)
            for recipient in outgoing.envelope.recipients:
                limits.reserve(db, case=case.id, customer=recipient, outbox=letter, now=now)
        cases.count_letters(db, case.id, letters=len(plan.outgoing), forwards=0)
        events.add(db, "reminded", f"no answer of {case.customer} yet", now=now, case=case.id)
        return True

    def _give_up(self, case: CaseRow, now: datetime) -> bool:
        """Nobody answered in time: a person decides."""
        about, why = _UNANSWERED[case.state]
        plan = self._again.planned(case, now, Again.GIVE_UP)
        proposed = Disposition(case.disposition) if case.disposition else None
        question = Question(about, why, plan.decision.question.candidates if plan.decision.question else ())
        decision = replace(plan.decision, disposition=Disposition.REVIEW, question=question, proposed=proposed)
        self._again.record(case, replace(plan, decision=decision, outgoing=(), route=RouteTaken("review")), now)
        events.add(self.journal.db, "given up", why, now=now, case=case.id)
        return True

    def _unclaimed(self, case: CaseRow, now: datetime) -> bool:
        """Rule 12's other end: nobody of the channel took the chat, so the case goes on by mail."""
        db = self.journal.db
        events.add(db, "unclaimed", "nobody of the channel took the chat in time", now=now, case=case.id)
        self._again.record(case, self._again.within_limits(case, now, Again.UNCLAIMED), now)
        return True
