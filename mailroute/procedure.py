"""The Help Desk's procedure, as one table read downward: the first rule that applies decides.

Comes in: Facts. Goes out: a Decision with its trail. Never: looks at a mail, at a clock, at a catalogue.
Source: knowledge-base document 147120; the mailbox's own rules are marked ``mail``. Each rule stands here once, in the
page's order; rules 12 to 15 share what they do for a service that is ES-supported.

A doubtful finding carries the other answers that the evidence leaves open. The table is read again with each of them;
only when one leads elsewhere is a person asked (:func:`decide`).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from mailroute.catalog import Service
from mailroute.decision import Decision, Question, Step
from mailroute.disposition import Disposition
from mailroute.facts import Authentication, Channel, Facts, ThreadKind
from mailroute.finding import Evidence, Finding

KB = "KB 147120"
MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule that applies says: the disposition, its reason in words, the evidence, and a question if it is review."""

    disposition: Disposition
    says: str
    evidence: tuple[Evidence, ...] = ()
    question: Question | None = None
    proposed: Disposition | None = None
    urgent: bool = False
    split: tuple[tuple[str, ...], tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. ``test`` returns a Verdict when the rule applies, else the evidence it looked at."""

    number: str
    asks: str
    source: str
    test: Callable[[Facts], Verdict | tuple[Evidence, ...]]


def _robot(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if facts.automatic.answer:
        return Verdict(Disposition.IGNORE, "yes: a robot is never answered", facts.automatic.evidence)
    return facts.automatic.evidence


def _follow_up(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if facts.thread.answer in {ThreadKind.CUSTOMER_ANSWER, ThreadKind.HDQA_ANSWER}:
        return Verdict(Disposition.FOLLOW_UP, "yes: it joins its case", facts.thread.evidence)
    return facts.thread.evidence


def _not_ours_to_join(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    why = {
        ThreadKind.STRANGER: "it answers a case of somebody else",
        ThreadKind.CLOSED: "it answers a closed case",
        ThreadKind.NEW_MATTER: "it brings a new matter in an old thread",
    }.get(facts.thread.answer)
    if why is None:
        return ()
    candidates = ("join the case", "open a new case")
    return _review("thread", why, facts.thread.evidence, candidates=candidates)


def _sensitive(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    matter = facts.sensitive.answer
    if matter is None:
        return ()
    why = f"{matter}: a person at once; nothing is sent"
    return replace(_review("security", why, facts.sensitive.evidence), urgent=True)


def _failed_authentication(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if facts.authentication.answer is Authentication.FAIL:
        return _review("author", "the author's domain failed authentication", facts.authentication.evidence)
    return facts.authentication.evidence


def _unreadable(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if facts.unreadable.answer is None:
        return ()
    candidates = facts.unreadable.doubt.candidates if facts.unreadable.doubt else ()
    about = "customer" if facts.unreadable.doubt else "request"
    return _review(about, facts.unreadable.answer, facts.unreadable.evidence, candidates=candidates)


def _outage(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if facts.outage.answer:
        return Verdict(Disposition.OUTAGE, "yes: it is never forwarded", facts.outage.evidence)
    return facts.outage.evidence


def _coned(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if facts.coned.answer:
        return Verdict(Disposition.CPS, "yes: whatever the service", facts.coned.evidence)
    return ()


def _contract_list(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if facts.contract.answer:
        named = facts.department.answer.name if facts.department.answer else "every department it may be"
        return Verdict(Disposition.CPS, f"yes: {named}", facts.contract.evidence)
    return facts.contract.evidence


def _cue(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if not facts.partner_cue.answer:
        return ()
    if facts.contract.answer is not None or facts.department.answer is not None:
        return facts.partner_cue.evidence
    return _to_customer(
        facts, Disposition.ASK_DEPARTMENT, "yes: a cue, and the department is not known", facts.partner_cue.evidence
    )


def _no_service(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if facts.services.answer:
        return ()
    return _review("service", "no service of the catalogue is recognised")


def _mixed(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    supported = tuple(service.id for service in facts.services.answer if _es(service, facts))
    others = tuple(service.id for service in facts.services.answer if not _es(service, facts))
    if not (supported and others):
        return ()
    why = f"ES-supported ({', '.join(supported)}) and not ({', '.join(others)}) in one mail: two cases?"
    verdict = _review("split", why, facts.services.evidence, candidates=(*supported, *others))
    return replace(verdict, split=(supported, others))


def _pick2_chat(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    return _chat(facts) if _all_pick2(facts) else ()


def _pick2_incomplete(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    return _gather(facts) if _all_pick2(facts) else ()


def _pick2_complete(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    return _complete(facts) if _all_pick2(facts) else ()


def _ruled_es(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if not all(_es(service, facts) for service in facts.services.answer):
        return ()
    for then in (_chat, _gather, _complete):
        verdict = then(facts)
        if isinstance(verdict, Verdict):
            return replace(verdict, evidence=(*_ruling_evidence(facts), *verdict.evidence))
    return ()


def _ruled_not_es(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    rulings = [facts.rulings.get(service.id) for service in facts.services.answer]
    if all(ruling is not None and not ruling.es for ruling in rulings):
        return Verdict(Disposition.TECHNICAL, "yes: HDQA's ruling is 'not ES'", _ruling_evidence(facts))
    return _ruling_evidence(facts)


def _unruled(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    named = ", ".join(service.id for service in facts.services.answer)
    return Verdict(Disposition.CONSULT, f"yes: HDQA is asked about {named}", facts.services.evidence)


def _chat(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if facts.channel is Channel.CHAT:
        return Verdict(Disposition.CHAT, "yes: the ES chat channel is asked first", facts.services.evidence)
    return ()


def _gather(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if not facts.handling.missing:
        return ()
    return _to_customer(
        facts, Disposition.GATHER, f"yes: {', '.join(facts.handling.missing)}", facts.services.evidence
    )


def _complete(facts: Facts) -> Verdict | tuple[Evidence, ...]:
    if facts.handling.missing:
        return ()
    evidence = tuple(quote for found in facts.handling.values.values() for quote in found.evidence[:1])
    return Verdict(Disposition.ES, "yes: everything is there", (*facts.services.evidence, *evidence[:4]))


def _to_customer(facts: Facts, disposition: Disposition, says: str, evidence: tuple[Evidence, ...]) -> Verdict:
    """A question to the customer, unless this mail must not be answered by a machine: then a person writes."""
    if facts.answerable.answer:
        return Verdict(disposition, says, evidence)
    why = "the customer should be asked, and this mail must not be answered automatically"
    return replace(_review("answer", why, facts.answerable.evidence), proposed=disposition)


def _review(
    about: str, why: str, evidence: tuple[Evidence, ...] = (), *, candidates: tuple[str, ...] = ()
) -> Verdict:
    return Verdict(Disposition.REVIEW, f"yes: {why}", evidence, Question(about, why, candidates))


def _es(service: Service, facts: Facts) -> bool:
    ruling = facts.rulings.get(service.id)
    return service.pick2 or (ruling is not None and ruling.es)


def _all_pick2(facts: Facts) -> bool:
    return all(service.pick2 for service in facts.services.answer)


def _ruling_evidence(facts: Facts) -> tuple[Evidence, ...]:
    return tuple(
        Evidence("ruling", f"{ruling.service}: {'ES' if ruling.es else 'not ES'}, {ruling.by}, until {ruling.until}")
        for service in facts.services.answer
        if (ruling := facts.rulings.get(service.id)) is not None
    )


TABLE = (
    Rule("1", "was it sent by a machine?", MAIL, _robot),
    Rule("2", "does it answer an open case, by that case's customer or HDQA?", MAIL, _follow_up),
    Rule("2b", "does it answer a case that is not open to its author, or bring a new matter?", MAIL, _not_ours_to_join),
    Rule("3", "is it a matter of security or safety?", MAIL, _sensitive),
    Rule("4", "did the author's domain fail authentication?", MAIL, _failed_authentication),
    Rule("5", "is it no readable request of an identified customer?", MAIL, _unreadable),
    Rule("6", "is it an outage?", KB, _outage),
    Rule("7", "is the customer coned?", KB, _coned),
    Rule("8", "is the customer's department on the contract list?", KB, _contract_list),
    Rule("9", "is there a contract-partner cue, and no department?", KB, _cue),
    Rule("10", "is no service of the catalogue recognised?", MAIL, _no_service),
    Rule("11", "are there several services, some ES-supported, some not?", MAIL, _mixed),
    Rule("12", "is the service Pick 2, by chat?", KB, _pick2_chat),
    Rule("13", "is the service Pick 2, and is handling information missing?", KB, _pick2_incomplete),
    Rule("14", "is the service Pick 2, and is nothing missing?", KB, _pick2_complete),
    Rule("15", "is HDQA's ruling in force 'ES'?", KB, _ruled_es),
    Rule("16", "is HDQA's ruling in force 'not ES'?", KB, _ruled_not_es),
    Rule("17", "is there no ruling in force?", KB, _unruled),
)

_DOUBTFUL = ("automatic", "sensitive", "outage", "coned", "contract", "partner_cue", "services")
"""Findings that may carry other answers, in the order of the rules that read them."""


def decide(facts: Facts) -> Decision:
    """What becomes of a mail, with every rule that was asked. Pure; the same facts give the same decision."""
    if facts.agent is not None and facts.agent.disposition is not None:
        return _by_agent(facts)
    best = _read_down(facts)
    if facts.agent is not None:
        best = replace(best, trail=(_agent_step(facts), *best.trail))
    for name in _DOUBTFUL:
        finding: Finding[object] = getattr(facts, name)
        for other in finding.alternatives:
            reading = replace(facts, **{name: replace(finding, answer=other, alternatives=())})
            if _read_down(reading).disposition is not best.disposition:
                return _ask_a_person(best, name, finding)
    return best


def _read_down(facts: Facts) -> Decision:
    trail: list[Step] = []
    for rule in TABLE:
        answer = rule.test(facts)
        if isinstance(answer, Verdict):
            trail.append(Step(rule.number, rule.asks, answer.says, answer.evidence, rule.source))
            return _decision(facts, rule.number, answer, tuple(trail))
        trail.append(Step(rule.number, rule.asks, "no", answer, rule.source))
    raise AssertionError("rule 17 applies to every mail that reaches it")


def _decision(facts: Facts, number: str, verdict: Verdict, trail: tuple[Step, ...]) -> Decision:
    asks = verdict.disposition in {Disposition.GATHER, Disposition.CHAT}
    return Decision(
        disposition=verdict.disposition,
        rule=number,
        urgent=verdict.urgent,
        missing=facts.handling.missing if asks else (),
        question=verdict.question,
        proposed=verdict.proposed,
        split=verdict.split,
        trail=trail,
    )


def _ask_a_person(best: Decision, name: str, finding: Finding[object]) -> Decision:
    """The disposition hangs on a doubtful finding: review, with the question, and the best reading as a proposal."""
    about = {"partner_cue": "partner", "services": "service", "contract": "department"}.get(name, name)
    why = finding.doubt.why if finding.doubt else f"the answer to '{about}' is in doubt"
    candidates = finding.doubt.candidates if finding.doubt else tuple(str(other) for other in finding.alternatives)
    step = Step(best.rule, f"would another answer on '{about}' change the disposition?", f"yes: {why}", finding.evidence, MAIL)
    return replace(
        best,
        disposition=Disposition.REVIEW,
        missing=(),
        question=Question(about, why, candidates),
        proposed=best.proposed if best.disposition is Disposition.REVIEW else best.disposition,
        trail=(*best.trail, step),
    )


def _agent_step(facts: Facts) -> Step:
    agent = facts.agent
    if agent is None:
        raise AssertionError("no agent has spoken")
    said = [f"department {agent.department}" if agent.department else "", f"service {agent.service}" if agent.service else ""]
    said.append(f"disposition {agent.disposition}" if agent.disposition else "the procedure goes on")
    evidence = (Evidence("agent", f"{agent.by}: {agent.note}" if agent.note else agent.by),)
    return Step("agent", "what did the agent say?", f"{agent.by}: {', '.join(part for part in said if part)}", evidence, "agent")


def _by_agent(facts: Facts) -> Decision:
    """An agent chose the disposition: a fact with their name; what is missing still counts for a ``gather``."""
    agent = facts.agent
    if agent is None or agent.disposition is None:
        raise AssertionError("no agent has chosen")
    chosen = agent.disposition
    question = Question("agent", agent.note or "an agent keeps it in review") if chosen is Disposition.REVIEW else None
    missing = facts.handling.missing if chosen in {Disposition.GATHER, Disposition.CHAT} else ()
    return Decision(chosen, "agent", missing=missing, question=question, trail=(_agent_step(facts),))
