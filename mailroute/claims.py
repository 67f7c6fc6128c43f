"""Somebody of the ES channel takes a chat: the case is theirs, and mailroute's part in it ends.

Comes in: an answer to our request to the channel, or an agent's command; the time. Goes out: the case closed with the
agent's name, or a note of what came too late. Never: writes to the customer, loses a claim, asks the clock.
Source: PROCEDURE, rule 12. What decides is whether the case still waits for the channel, not the hour in a mail.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from mailroute.case import CaseState
from mailroute.decision import Decision, Question, Step
from mailroute.disposition import Disposition
from mailroute.evidence.claim import claim
from mailroute.facts import AgentWord, Facts, ThreadKind
from mailroute.faults import Commit
from mailroute.finding import Evidence, Finding
from mailroute.journal import Journal, cases, claims, events, limits, outbox, reviews
from mailroute.journal.cases import CaseRow
from mailroute.journal.limits import Limits
from mailroute.journal.records import OutboxState
from mailroute.mail.characters import one_line
from mailroute.mail.message import Message
from mailroute.planning import Again, Plan, Resuming, RouteTaken
from mailroute.recording import Circumstances, record
from mailroute.resuming import Resumption

LONGEST_NAME = 60

_KEPT = frozenset({"security", "outage"})
"""Questions that a late claim does not take the place of."""


class ClaimError(Exception):
    """The chat cannot be claimed: one clear line."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Takes claims. In ``shadow`` no channel was asked."""

    journal: Journal
    planner: Resuming
    limits: Limits
    shadow: bool = False

    def heard(self, answer: Plan, case: CaseRow, *, mail: int, now: datetime) -> Plan:
        """What becomes of a case by an answer of the channel, planned as ``answer``, in the caller's transaction."""
        if answer.error is not None:
            return answer  # it could not be read: a person does
        db = self.journal.db
        found = claim(answer.message.sections.newest)
        by = _name(answer.message)
        quiet = replace(
            answer, facts=Facts(author=answer.facts.author, thread=answer.facts.thread), outgoing=(),
            route=RouteTaken("nobody"), decision=_noted(answer.decision, found),
        )  # fmt: skip
        if not found.answer:
            words = " ".join(answer.message.sections.newest.split())[:120]
            why = found.doubt.why if found.doubt else ""
            events.add(db, "channel", f'{by}: "{words}" ({why})', now=now, case=case.id, mail=mail)
            return quiet
        first = claims.of_case(db, case.id)
        if first is not None:
            events.add(db, "claimed again", f"{by}; {first.by} had it first", now=now, case=case.id, mail=mail)
            return quiet
        if case.state is CaseState.WAITING_CHAT:
            return self._taken(quiet, case, by, mail=mail, now=now)
        return self._late(quiet, case, by, mail=mail, now=now)

    def claim(self, token: str, by: str, now: datetime) -> None:
        """An agent's claim, in a commit of its own.

        Raises ClaimError when there is no such chat, somebody has taken it, or it has gone on by mail: then a person
        is asked about the claim, and the error says so.
        """
        by = one_line(by).strip()[:LONGEST_NAME]
        if not by:
            raise ClaimError("a claim needs the name of who takes the chat")
        with self.journal.transaction(Commit.REVIEW) as db:
            case = cases.find(db, token)
            if case is None:
                raise ClaimError(f"there is no case {token!r}; see: mailroute case list --state waiting_chat")
            if not claims.was_asked(db, case.id):
                raise ClaimError(f"{case.token} is no chat that the channel was asked to take")
            first = claims.of_case(db, case.id)
            if first is not None:
                at = f"{first.at.astimezone():%Y-%m-%d %H:%M}"
                raise ClaimError(f"{first.by} has taken {case.token} already, at {at}")
            said = (Evidence("agent", by),)
            step = Step("12", "does somebody take the chat?", f"yes: {by}", said, "agent")
            facts = Facts(author=by, thread=Finding(ThreadKind.CLAIM, evidence=said))
            decision = Decision(Disposition.FOLLOW_UP, "12", trail=(step,))
            plan = Plan(Message(), facts, decision, RouteTaken("nobody"))
            taken = case.state is CaseState.WAITING_CHAT
            plan = (self._taken if taken else self._late)(plan, case, by, mail=None, now=now)
            with_ = Circumstances(self.planner.version, self.shadow, by)
            record(db, plan, case=case, mail=None, with_=with_, now=now)
        if not taken:
            state = cases.get(self.journal.db, case.id).state
            raise ClaimError(f"{case.token} has gone on by mail, and is {state}: the claim came too late and is noted")

    def _taken(self, plan: Plan, case: CaseRow, by: str, *, mail: int | None, now: datetime) -> Plan:
        """The case ends here. The channel is told, so that nobody else takes it; the customer is not written to."""
        db = self.journal.db
        for letter in outbox.unsent_of_case(db, case.id):
            outbox.settle(db, letter.id, OutboxState.CANCELLED, response=f"{by} has taken the chat", now=now)
            limits.give_back(db, letter.id)
        told = self._announced(case, by, now)
        claims.note(db, case.id, by, now, mail=mail)
        cases.move(db, case.id, state=CaseState.CLOSED, disposition=Disposition.CHAT, urgent=False, now=now)
        return replace(plan, outgoing=told.outgoing, route=RouteTaken("chat", told.route.recipients))

    def _announced(self, case: CaseRow, by: str, now: datetime) -> Plan:
        again = Resumption(self.journal, self.planner, self.limits, self.shadow)
        return again.planned(case, now, Again.CLAIMED, agent=AgentWord(by))

    def _late(self, plan: Plan, case: CaseRow, by: str, *, mail: int | None, now: datetime) -> Plan:
        """The case has gone on without the channel: two may be about to help one customer, so a person looks."""
        db = self.journal.db
        how = f"{case.disposition or case.state} by mail" if case.state is not CaseState.CLOSED else "closed"
        why = f"{by} claims the chat, and the case has gone on: {how}. Has {by} taken care of it?"
        events.add(db, "claimed late", f"{by}; the case is {case.state}", now=now, case=case.id, mail=mail)
        if reviews.asked(db, case.id) & _KEPT:
            return plan
        question = Question("claim", why, (Disposition.IGNORE.value,))
        decision = replace(
            plan.decision, disposition=Disposition.REVIEW, question=question, proposed=Disposition.IGNORE
        )
        told = cases.summary(db, case.token)
        message = replace(plan.message, subject=plan.message.subject or (told.subject if told is not None else ""))
        return replace(plan, message=message, decision=decision, route=RouteTaken("review"))


def _noted(decision: Decision, found: Finding[bool]) -> Decision:
    said = "yes" if found.answer else f"no: {found.doubt.why if found.doubt else 'it does not say so'}"
    step = Step("12", "does somebody take the chat?", said, found.evidence, "KB 147120")
    return Decision(Disposition.FOLLOW_UP, "12", trail=(*decision.trail, step))


def _name(message: Message) -> str:
    """Who answers: the name beside the address, else the one signed with, else the address."""
    author = message.author
    signed = next((line for line in message.sections.signature.split("\n") if line.strip(" -")), "")
    name = (author.name if author is not None else "") or signed or (author.addr if author is not None else "")
    return one_line(name).strip(" -")[:LONGEST_NAME] or "somebody of the channel"


