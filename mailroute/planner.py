"""From bytes to a plan: parse, read the facts, decide, compose. The same object serves ``explain`` and the worker.

Comes in: a mail's bytes, the case it belongs to and how it stands to it, ``now``.
Goes out: a ``Plan``: what was found, decided and would be sent. Never: stores, sends, asks the clock or the journal.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from mailroute import addition
from mailroute.catalog import Ruling
from mailroute.decision import Decision, Question, Step
from mailroute.disposition import Disposition
from mailroute.expecting import expected
from mailroute.facts import AgentWord, Channel, Facts, Handling, ThreadKind
from mailroute.finding import Doubt, Evidence, Finding
from mailroute.joined import joined
from mailroute.mail.identity import CaseHead, PassedOn
from mailroute.mail.message import Message
from mailroute.mail.outgoing import Outgoing
from mailroute.mail.parse import parse
from mailroute.planning import Again, Composing, Plan, Reading, Routes, RouteTaken
from mailroute.proposing import Proposing, with_proposals

_NEW = Finding(ThreadKind.NEW)
_CHAT_IS_OVER = frozenset({Again.UNCLAIMED, Again.REMIND, Again.GIVE_UP, Again.CONFIRMED, Again.CLEARED})


class Planner:
    """Makes plans. ``decide`` is ``procedure.decide``; ``second`` adds guesses to a question that was decided on."""

    def __init__(
        self,
        reader: Reading,
        composer: Composing,
        routes: Routes,
        *,
        decide: Callable[[Facts], Decision],
        version: str = "",
        second: Proposing | None = None,
    ) -> None:
        self._second = second
        self._reader = reader
        self._composer = composer
        self._routes = routes
        self._decide = decide
        self.version = version

    def plan(
        self,
        raw: bytes,
        *,
        now: datetime,
        case: CaseHead,
        thread: Finding[ThreadKind] = _NEW,
        agent: AgentWord | None = None,
        known: Handling | None = None,
        rulings: Sequence[Ruling] = (),
        limits_reached: str | None = None,
        message: Message | None = None,
        earlier: Sequence[bytes] = (),
        letters: bool = True,
        said: AgentWord | None = None,
    ) -> Plan:
        """What becomes of the mail ``raw``.

        ``case`` and ``thread`` say which case it belongs to and how it stands to it; ``earlier`` are the mails that
        case was decided on, oldest first. ``rulings`` are those given to the journal, which come before the
        catalogue's. ``limits_reached`` is the limit that forbids an automatic answer now, in words.
        ``message`` saves parsing ``raw`` again. Lets every exception of evidence, rules and templates through: the
        caller makes a ``failed`` plan of it. ``said`` is what agents said of the earlier mails, where ``agent`` does
        not say otherwise. Without ``letters`` nothing is written: the route alone is told.
        """
        message = parse(raw) if message is None else message
        before, asked = self._facts_before(earlier, now=now, agent=_both(agent, said), rulings=rulings)
        if known is None and before is not None:
            known = before.handling
        facts = self._reader.read(
            message, now=now, thread=thread, known=known, agent=agent, rulings=rulings, asked=asked
        )
        if limits_reached:
            facts = replace(facts, answerable=_forbidden(limits_reached))
        if agent is not None and before is not None:
            facts = joined(before, facts)
        decision = self._decide(facts)
        if decision.disposition is Disposition.FOLLOW_UP:
            facts, decision = self._followed_up(before, facts, decision, case.passed_on)
        decision = with_proposals(decision, facts, message, self._second)
        if facts.thread.answer is ThreadKind.CLAIM:
            return Plan(message, facts, decision, RouteTaken("nobody"))
        if not letters:
            told = self._composer.addressed(decision, facts, message, case=case)
            return Plan(message, facts, decision, self._route(decision, facts, told))
        outgoing = self._composer.compose(decision, facts, message, raw, case=case, now=now, earlier=earlier)
        return Plan(message, facts, decision, self._route(decision, facts, _recipients(outgoing)), outgoing)

    def again(
        self,
        raw: bytes,
        *,
        now: datetime,
        came_at: datetime,
        case: CaseHead,
        rulings: Sequence[Ruling] = (),
        earlier: Sequence[bytes] = (),
        why: Again,
        limits_reached: str | None = None,
        agent: AgentWord | None = None,
        outage: Finding[bool] | None = None,
    ) -> Plan:
        """What becomes of a case without a new mail of its customer: its newest one ``raw`` came at ``came_at``.

        It is read as of then: what was asked may be asked again, however old it has become. ``why`` says which letter
        is written. A case that would be decided otherwise by now brings a plan without a reminder. ``agent`` is what
        one has said of the department and the service before, ``outage`` what a person said of an outage of it.
        """
        before, asked = self._facts_before(earlier, now=came_at, agent=agent, rulings=rulings)
        known = before.handling if before is not None else None
        message = parse(raw)
        facts = self._reader.read(message, now=came_at, known=known, rulings=rulings, agent=agent, asked=asked)
        if limits_reached:
            facts = replace(facts, answerable=_forbidden(limits_reached))
        facts = joined(before, facts) if before is not None else facts
        facts = replace(facts, outage=outage) if outage is not None else facts
        # The chat's minutes are over when its customer is asked by mail; what is known of the chat stays known.
        decision = self._decide(replace(facts, channel=Channel.EMAIL) if why in _CHAT_IS_OVER else facts)
        if why is Again.REMIND:
            outgoing = self._composer.remind(decision, facts, message, case=case, now=now)
        elif why is Again.CLAIMED:
            outgoing = self._composer.claimed(facts, message, case=case, now=now)
        else:
            outgoing = self._composer.compose(decision, facts, message, raw, case=case, now=now, earlier=earlier)
        return Plan(message, facts, decision, self._route(decision, facts, _recipients(outgoing)), outgoing)

    def unread(self, raw: bytes, word: AgentWord, *, case: CaseHead, now: datetime) -> Plan:
        """An agent passes a mail on that could not be read: nothing is known of it but its bytes."""
        assert word.disposition is not None, "an agent who passes it on says where to"
        step = Step("agent", "what did the agent say?", f"{word.by}: {word.disposition}, unread", source="agent")
        decision, facts, message = Decision(word.disposition, "agent", trail=(step,)), Facts(agent=word), Message()
        outgoing = self._composer.compose(decision, facts, message, raw, case=case, now=now)
        return Plan(message, facts, decision, self._route(decision, facts, _recipients(outgoing)), outgoing)

    def _followed_up(
        self, before: Facts | None, facts: Facts, follow_up: Decision, where: PassedOn | None
    ) -> tuple[Facts, Decision]:
        """Rule 2: what becomes of a mail that joins its case, which may have been handed on by now."""
        whole, decision = self._decided_again(before, facts, follow_up)
        if where is None or not where.there or facts.thread.answer is not ThreadKind.CUSTOMER_ANSWER:
            return whole, decision
        if not where.sent and decision.disposition in {where.disposition, Disposition.IGNORE}:
            return whole, decision  # one letter with all of it takes the place of the one that was not sent yet
        new = before is not None and _names_another_service(before, facts)
        decision = addition.decided(before, facts, follow_up, where, decide=self._decide, new_matter=new)
        if before is not None and decision.disposition is Disposition.FOLLOW_UP:
            whole = replace(joined(before, facts), channel=facts.channel)
        return whole, decision

    def _decided_again(self, before: Facts | None, facts: Facts, follow_up: Decision) -> tuple[Facts, Decision]:
        """Rule 2: the mail joins its case, and the case is decided again; the trail tells both."""
        if facts.thread.answer is ThreadKind.HDQA_ANSWER:
            # A sentence of HDQA's decides about a customer's mail: a person reads it.
            question = Question(
                "consult",
                "HDQA has answered: is it ES-supported?",
                (Disposition.ES.value, Disposition.GATHER.value, Disposition.TECHNICAL.value),
            )
            return facts, replace(follow_up, disposition=Disposition.REVIEW, question=question)
        if facts.thread.answer is ThreadKind.CLAIM:
            return facts, follow_up  # of a chat, which ``claims.py`` knows
        whole = joined(before, facts) if before is not None else replace(facts, thread=_NEW)
        if _may_be_of_security(facts):
            return whole, self._whole(whole, follow_up)
        if facts.solved.answer:
            # The procedure sends unresolved incidents on; this one is over.
            step = Step(
                "2", "does the customer say that it is solved?", "yes: the case closes, nothing is sent",
                facts.solved.evidence, "KB 147120",
            )  # fmt: skip
            return whole, replace(follow_up, disposition=Disposition.IGNORE, trail=(*follow_up.trail, step))
        if before is not None and _is_new_matter(before, facts):
            # Rule 2b: what was asked and known is of another service than what is told now.
            thread = Finding(ThreadKind.NEW_MATTER, evidence=facts.services.evidence)
            return whole, self._decide(replace(facts, thread=thread))
        return whole, self._whole(whole, follow_up)

    def _whole(self, whole: Facts, follow_up: Decision) -> Decision:
        again = self._decide(whole)
        return replace(again, trail=(*follow_up.trail, *again.trail))

    def _facts_before(
        self, earlier: Sequence[bytes], *, now: datetime, agent: AgentWord | None, rulings: Sequence[Ruling]
    ) -> tuple[Facts | None, tuple[str, ...]]:
        """The facts of a case's earlier mails, each later one joined to those before it, and what was asked then."""
        whole: Facts | None = None
        asked: tuple[str, ...] = ()
        for raw in earlier:
            message = parse(raw)
            known = whole.handling if whole is not None else None
            one = self._reader.read(message, now=now, agent=agent, rulings=rulings, known=known, asked=asked)
            whole = one if whole is None else joined(whole, one)
            asked = expected(whole, message, self._decide)
        return whole, asked

    def _route(self, decision: Decision, facts: Facts, recipients: tuple[str, ...]) -> RouteTaken:
        routes = self._routes
        match decision.disposition:
            case Disposition.CPS:
                return RouteTaken("cps", routes.cps)
            case Disposition.ES:
                return RouteTaken("es", routes.es)
            case Disposition.CONSULT:
                return RouteTaken("hdqa", routes.hdqa)
            case Disposition.CHAT:
                return RouteTaken("chat", routes.chat)
            case Disposition.OUTAGE:
                return RouteTaken("outage", (*routes.hdqa, *routes.sncc) if recipients else ())
            case Disposition.GATHER | Disposition.ASK_DEPARTMENT:
                return RouteTaken("customer", recipients)
            case Disposition.FOLLOW_UP if recipients:
                return RouteTaken(self._queue(recipients), recipients)
            case Disposition.TECHNICAL:
                teams = [service.team for service in facts.services.answer if service.team in routes.teams]
                name = f"team:{teams[0]}" if teams and recipients else "help_desk"
                return RouteTaken(name, recipients)
            case Disposition.REVIEW:
                return RouteTaken("review")
            case _:
                return RouteTaken("nobody")

    def _queue(self, recipients: tuple[str, ...]) -> str:
        """The name of the route that leads to these."""
        named = {"cps": self._routes.cps, "es": self._routes.es}
        named |= {f"team:{name}": addresses for name, addresses in self._routes.teams.items()}
        return next((name for name, addresses in named.items() if set(recipients) == set(addresses)), "team")


def _both(agent: AgentWord | None, said: AgentWord | None) -> AgentWord | None:
    """What an agent says now, and what was said before of that which they leave out."""
    if agent is None or said is None:
        return agent or said
    return replace(agent, department=agent.department or said.department, service=agent.service or said.service)


def _may_be_of_security(facts: Facts) -> bool:
    return facts.sensitive.answer is not None or bool(facts.sensitive.alternatives)


def _is_new_matter(before: Facts, facts: Facts) -> bool:
    """The answer names services, none of them the case's, and gives nothing that was still missing."""
    given = any(name in facts.handling.values for name in before.handling.missing)
    told = facts.department.answer is not None or facts.department.doubt is not None
    given = given or (before.department.answer is None and told)
    return _names_another_service(before, facts) and not given


def _names_another_service(before: Facts, facts: Facts) -> bool:
    case = {service.id for service in before.services.answer}
    named = {service.id for service in facts.services.answer}
    named |= {service.id for services in facts.services.alternatives for service in services}
    return bool(case and named) and not case & named


def failed(raw: bytes, error: Exception) -> Plan:
    """The plan of a mail that evidence, a rule or a template failed on: a ``review`` about ``error``."""
    words = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    question = Question("error", f"mailroute failed on this mail ({words}); a person must decide it")
    message = parse(raw)
    author = message.author
    return Plan(
        message,
        Facts(author=author.addr if author else None),
        Decision(Disposition.REVIEW, "error", question=question),
        RouteTaken("review"),
        error=words,
    )


def not_whole(raw: bytes, fault: str) -> Plan:
    """The plan of a mail that the mailbox could not give whole: a ``review`` about ``mail``, decided on nothing."""
    plan = failed(raw, ValueError(fault))
    question = Question("mail", f"{fault}; look at it in the mailbox")
    return replace(plan, decision=replace(plan.decision, rule="5", question=question), error=fault)


def _forbidden(limit: str) -> Finding[bool]:
    return Finding(False, evidence=(Evidence("case", limit),), doubt=Doubt(limit))


def _recipients(outgoing: Sequence[Outgoing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(to for one in outgoing for to in one.envelope.recipients))
