"""The Help Desk's procedure, as one table read downward: the first rule that applies decides.

Comes in: Facts. Goes out: a Decision with its trail. Never: looks at a mail, at a clock, at a catalogue.
Source: knowledge-base document 147120; the mailbox's own rules are marked ``mail``. Each rule stands here once, in the
page's order; rules 12 to 15 share what they do for a service that is ES-supported.

A doubtful finding carries the other answers that the evidence leaves open. The table is read again with each of them;
only when one leads elsewhere is a person asked (:func:`decide`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mailroute import rules
from mailroute.decision import Decision, Question, Step
from mailroute.disposition import Disposition
from mailroute.facts import Facts
from mailroute.finding import Evidence, Finding
from mailroute.rules import Answer, Verdict

KB = "KB 147120"
MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. ``test`` returns a Verdict when the rule applies, else the evidence it looked at.

    ``reads`` names the findings that the answer rests on: a decision is as sure as the least sure of them.
    """

    number: str
    asks: str
    source: str
    reads: tuple[str, ...]
    test: Callable[[Facts], Answer]


TABLE = (
    Rule("1", "was it sent by a machine?", MAIL, ("automatic",), rules.robot),
    Rule("2", "does it answer an open case, by that case's customer or HDQA?", MAIL, ("thread",), rules.follow_up),
    Rule(
        "2b",
        "does it answer a case that is not open to its author, or bring a new matter?",
        MAIL,
        ("thread",),
        rules.not_ours_to_join,
    ),
    Rule("3", "is it a matter of security or safety?", MAIL, ("sensitive",), rules.sensitive),
    Rule("4", "did the author's domain fail authentication?", MAIL, ("authentication",), rules.failed_authentication),
    Rule(
        "5", "is it no readable request of an identified customer?", MAIL, ("unreadable", "customer"), rules.unreadable
    ),
    Rule("6", "is it an outage?", KB, ("outage",), rules.outage),
    Rule("7", "is the customer coned?", KB, ("coned",), rules.coned),
    Rule("8", "is the customer's department on the contract list?", KB, ("contract",), rules.contract_list),
    Rule("9", "is there a contract-partner cue, and no department?", KB, ("partner_cue",), rules.cue),
    Rule("10", "is no service of the catalogue recognised?", MAIL, ("services",), rules.no_service),
    Rule("11", "are there several services, some ES-supported, some not?", MAIL, ("services",), rules.mixed),
    Rule("12", "is the service Pick 2, by chat?", KB, ("services",), rules.pick2_chat),
    Rule(
        "13", "is the service Pick 2, and is handling information missing?", KB, ("services",), rules.pick2_incomplete
    ),
    Rule("14", "is the service Pick 2, and is nothing missing?", KB, ("services",), rules.pick2_complete),
    Rule("15", "is HDQA's ruling in force 'ES'?", KB, ("services",), rules.ruled_es),
    Rule("16", "is HDQA's ruling in force 'not ES'?", KB, ("services",), rules.ruled_not_es),
    Rule("17", "is there no ruling in force?", KB, ("services",), rules.unruled),
)


def decide(facts: Facts, *, threshold: float = 0.0) -> Decision:
    """What becomes of a mail, with every rule that was asked. Pure; the same facts give the same decision.

    A decision that rests on a finding less sure than ``threshold`` (0 to 1) is a person's.
    """
    if facts.agent is not None and facts.agent.disposition is not None:
        return _by_agent(facts)
    best = _read_down(facts)
    if facts.agent is not None:
        best = replace(best, trail=(_agent_step(facts), *best.trail))
    for name, finding, other_facts in _other_readings(facts):
        if _read_down(other_facts).disposition is not best.disposition:
            return _ask_a_person(best, name, finding)
    if best.disposition is not Disposition.REVIEW and best.confidence < threshold:
        about = {"partner_cue": "partner", "services": "service", "contract": "department"}
        return _ask_a_person(best, about.get(best.least_sure, best.least_sure), getattr(facts, best.least_sure))
    return best


def _other_readings(facts: Facts) -> Iterator[tuple[str, Finding[object], Facts]]:
    """The facts with each other answer that the evidence leaves open, in the order of the rules that read them."""
    for automatic in facts.automatic.alternatives:
        yield "author", facts.automatic, replace(facts, automatic=Finding(automatic))
    for sensitive in facts.sensitive.alternatives:
        yield "security", facts.sensitive, replace(facts, sensitive=Finding(sensitive))
    for unreadable in facts.unreadable.alternatives:
        yield "customer", facts.unreadable, replace(facts, unreadable=Finding(unreadable))
    for outage in facts.outage.alternatives:
        yield "outage", facts.outage, replace(facts, outage=Finding(outage))
    for coned in facts.coned.alternatives:
        yield "coned", facts.coned, replace(facts, coned=Finding(coned))
    for contract in facts.contract.alternatives:
        yield "department", facts.contract, replace(facts, contract=Finding(contract))
    for cue in facts.partner_cue.alternatives:
        yield "partner", facts.partner_cue, replace(facts, partner_cue=Finding(cue))
    for services in facts.services.alternatives:
        yield "service", facts.services, replace(facts, services=Finding(services))


def _read_down(facts: Facts) -> Decision:
    trail: list[Step] = []
    for rule in TABLE:
        answer = rule.test(facts)
        if isinstance(answer, Verdict):
            trail.append(Step(rule.number, rule.asks, answer.says, answer.evidence, rule.source))
            return _decision(facts, rule, answer, tuple(trail))
        trail.append(Step(rule.number, rule.asks, "no", answer, rule.source))
    raise AssertionError("rule 17 applies to every mail that reaches it")


def _decision(facts: Facts, rule: Rule, verdict: Verdict, trail: tuple[Step, ...]) -> Decision:
    confidence, least_sure = _sureness(facts, rule)
    asks = verdict.disposition in {Disposition.GATHER, Disposition.CHAT}
    return Decision(
        disposition=verdict.disposition,
        rule=rule.number,
        confidence=confidence,
        least_sure=least_sure,
        urgent=verdict.urgent,
        missing=facts.handling.missing if asks else (),
        question=verdict.question,
        proposed=verdict.proposed,
        split=verdict.split,
        trail=trail,
    )


def _sureness(facts: Facts, decided_by: Rule) -> tuple[float, str]:
    """The confidence of the least sure finding that was read on the way down, and its name."""
    read = [name for rule in TABLE[: TABLE.index(decided_by) + 1] for name in rule.reads]
    return min(((getattr(facts, name).confidence, name) for name in read), key=lambda pair: pair[0])


def _ask_a_person(best: Decision, about: str, finding: Finding[object]) -> Decision:
    """The disposition hangs on a doubtful finding: review, with the question, and the best reading as a proposal."""
    why = finding.doubt.why if finding.doubt else f"the answer to '{about}' is in doubt"
    candidates = finding.doubt.candidates if finding.doubt else tuple(str(other) for other in finding.alternatives)
    step = Step(
        best.rule, f"would another answer on '{about}' change the disposition?", f"yes: {why}", finding.evidence, MAIL
    )
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
    said = [
        f"department {agent.department}" if agent.department else "",
        f"service {agent.service}" if agent.service else "",
    ]
    said.append(f"disposition {agent.disposition}" if agent.disposition else "the procedure goes on")
    evidence = (Evidence("agent", f"{agent.by}: {agent.note}" if agent.note else agent.by),)
    return Step(
        "agent", "what did the agent say?", f"{agent.by}: {', '.join(part for part in said if part)}", evidence, "agent"
    )


def _by_agent(facts: Facts) -> Decision:
    """An agent chose the disposition: a fact with their name; what is missing still counts for a ``gather``."""
    agent = facts.agent
    if agent is None or agent.disposition is None:
        raise AssertionError("no agent has chosen")
    chosen = agent.disposition
    question = Question("agent", agent.note or "an agent keeps it in review") if chosen is Disposition.REVIEW else None
    missing = facts.handling.missing if chosen in {Disposition.GATHER, Disposition.CHAT} else ()
    return Decision(chosen, "agent", missing=missing, question=question, trail=(_agent_step(facts),))
