"""What each rule of the procedure asks and says: one function a rule, in the page's order.

Comes in: Facts. Goes out: a Verdict when the rule applies, else the evidence that it looked at.
Never: knows the order (``procedure.py`` has the table), looks at a mail, a clock or a catalogue.
"""

from dataclasses import dataclass, replace

from mailroute.catalog import Service
from mailroute.decision import Question
from mailroute.disposition import Disposition
from mailroute.facts import Authentication, Channel, Facts, ThreadKind
from mailroute.finding import Evidence


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule that applies says: disposition, reason in words, evidence, and the question if it is review."""

    disposition: Disposition
    says: str
    evidence: tuple[Evidence, ...] = ()
    question: Question | None = None
    proposed: Disposition | None = None
    urgent: bool = False
    split: tuple[tuple[str, ...], tuple[str, ...]] | None = None


Answer = Verdict | tuple[Evidence, ...]


def robot(facts: Facts) -> Answer:
    """Rule 1: sent by a machine."""
    if facts.automatic.answer:
        return Verdict(Disposition.IGNORE, "yes: a robot is never answered", facts.automatic.evidence)
    return facts.automatic.evidence


def follow_up(facts: Facts) -> Answer:
    """Rule 2: answers an open case, by its customer or HDQA."""
    if facts.thread.answer in {ThreadKind.CUSTOMER_ANSWER, ThreadKind.HDQA_ANSWER, ThreadKind.CLAIM}:
        return Verdict(Disposition.FOLLOW_UP, "yes: it joins its case", facts.thread.evidence)
    return facts.thread.evidence


def not_ours_to_join(facts: Facts) -> Answer:
    """Rule 2b: answers somebody else's case, a closed one, or brings a new matter; or the queue that has the case."""
    why = {
        ThreadKind.STRANGER: "it answers a case of somebody else",
        ThreadKind.CLOSED: "it answers a closed case",
        ThreadKind.QUEUE_ANSWER: "the queue that has the case has answered: does it stay there?",
        ThreadKind.NEW_MATTER: "it brings a new matter in an old thread",
    }.get(facts.thread.answer)
    if why is None:
        return ()
    candidates = ("join the case", "open a new case")
    verdict = _review("thread", why, facts.thread.evidence, candidates=candidates)
    if facts.thread.answer is ThreadKind.QUEUE_ANSWER:
        elsewhere = (Disposition.IGNORE, Disposition.ES, Disposition.CPS, Disposition.TECHNICAL)
        verdict = _review("queue", why, facts.thread.evidence, candidates=tuple(map(str, elsewhere)))
    if facts.sensitive.answer is None:
        return verdict
    # Rule 3 comes after this one, and its haste does not: whoever it is from, a person looks at once.
    return replace(verdict, urgent=True, evidence=facts.thread.evidence + facts.sensitive.evidence)


def sensitive(facts: Facts) -> Answer:
    """Rule 3: security, safety, restricted data."""
    matter = facts.sensitive.answer
    if matter is None:
        return ()
    why = f"{matter}: a person at once; nothing is sent"
    return replace(_review("security", why, facts.sensitive.evidence), urgent=True)


def failed_authentication(facts: Facts) -> Answer:
    """Rule 4: the author's domain failed authentication."""
    if facts.authentication.answer is Authentication.FAIL:
        return _review("author", "the author's domain failed authentication", facts.authentication.evidence)
    return facts.authentication.evidence


def unreadable(facts: Facts) -> Answer:
    """Rule 5: no readable request of an identified customer."""
    if facts.unreadable.answer is None:
        return ()
    candidates = facts.unreadable.doubt.candidates if facts.unreadable.doubt else ()
    about = "customer" if facts.unreadable.doubt else "request"
    return _review(about, facts.unreadable.answer, facts.unreadable.evidence, candidates=candidates)


def outage(facts: Facts) -> Answer:
    """Rule 6: an outage is never forwarded."""
    if facts.outage.answer:
        return Verdict(Disposition.OUTAGE, "yes: it is never forwarded", facts.outage.evidence)
    return facts.outage.evidence


def coned(facts: Facts) -> Answer:
    """Rule 7: the customer is coned."""
    if facts.coned.answer:
        return Verdict(Disposition.CPS, "yes: whatever the service", facts.coned.evidence)
    return ()


def contract_list(facts: Facts) -> Answer:
    """Rule 8: the department is on the contract list."""
    if facts.contract.answer:
        named = facts.department.answer.name if facts.department.answer else "every department it may be"
        return Verdict(Disposition.CPS, f"yes: {named}", facts.contract.evidence)
    return facts.contract.evidence


def cue(facts: Facts) -> Answer:
    """Rule 9: a contract-partner cue, and no department."""
    if not facts.partner_cue.answer:
        return ()
    if facts.contract.answer is not None or facts.department.answer is not None:
        return facts.partner_cue.evidence
    if facts.department.doubt is not None:
        doubt = facts.department.doubt
        return _review("department", doubt.why, facts.department.evidence, candidates=doubt.candidates)
    return _to_customer(
        facts, Disposition.ASK_DEPARTMENT, "yes: a cue, and the department is not known", facts.partner_cue.evidence
    )


def no_service(facts: Facts) -> Answer:
    """Rule 10: no service is recognised."""
    if facts.services.answer:
        return ()
    return _review("service", "no service of the catalogue is recognised")


def mixed(facts: Facts) -> Answer:
    """Rule 11: several services, some ES-supported, some not."""
    supported = tuple(service.id for service in facts.services.answer if _es(service, facts))
    others = tuple(service.id for service in facts.services.answer if not _es(service, facts))
    if not (supported and others):
        return ()
    why = f"ES-supported ({', '.join(supported)}) and not ({', '.join(others)}) in one mail: two cases?"
    verdict = _review("split", why, facts.services.evidence, candidates=(*supported, *others))
    return replace(verdict, split=(supported, others))


def pick2_chat(facts: Facts) -> Answer:
    """Rule 12: Pick 2, by chat."""
    return _chat(facts) if _all_pick2(facts) else ()


def pick2_incomplete(facts: Facts) -> Answer:
    """Rule 13: Pick 2, something is missing."""
    return _gather(facts) if _all_pick2(facts) else ()


def pick2_complete(facts: Facts) -> Answer:
    """Rule 14: Pick 2, nothing is missing."""
    return _complete(facts) if _all_pick2(facts) else ()


def ruled_es(facts: Facts) -> Answer:
    """Rule 15: ruled 'ES': as rules 12 to 14."""
    if not all(_es(service, facts) for service in facts.services.answer):
        return ()
    for then in (_chat, _gather, _complete):
        verdict = then(facts)
        if isinstance(verdict, Verdict):
            return replace(verdict, evidence=(*_ruling_evidence(facts), *verdict.evidence))
    return ()


def ruled_not_es(facts: Facts) -> Answer:
    """Rule 16: ruled 'not ES'."""
    rulings = [facts.rulings.get(service.id) for service in facts.services.answer]
    if all(ruling is not None and not ruling.es for ruling in rulings):
        return Verdict(Disposition.TECHNICAL, "yes: HDQA's ruling is 'not ES'", _ruling_evidence(facts))
    return _ruling_evidence(facts)


def unruled(facts: Facts) -> Answer:
    """Rule 17: no ruling in force."""
    named = ", ".join(service.id for service in facts.services.answer)
    return Verdict(Disposition.CONSULT, f"yes: HDQA is asked about {named}", facts.services.evidence)


def _chat(facts: Facts) -> Answer:
    if facts.channel is Channel.CHAT:
        return Verdict(Disposition.CHAT, "yes: the ES chat channel is asked first", facts.services.evidence)
    return ()


def _gather(facts: Facts) -> Answer:
    if not facts.handling.missing:
        return ()
    if facts.handling.declined:
        field = facts.handling.declined[0]
        why = f"the customer says to have none ({field}): does it go on without?"
        return replace(_review(field, why), proposed=Disposition.ES)
    return _to_customer(facts, Disposition.GATHER, f"yes: {', '.join(facts.handling.missing)}", facts.services.evidence)


def _complete(facts: Facts) -> Answer:
    if facts.handling.missing:
        return ()
    evidence = tuple(quote for found in facts.handling.values.values() for quote in found.evidence[:1])
    return Verdict(Disposition.ES, "yes: everything is there", (*facts.services.evidence, *evidence[:4]))


def _to_customer(facts: Facts, disposition: Disposition, says: str, evidence: tuple[Evidence, ...]) -> Verdict:
    """A question to the customer, unless this mail must not be answered by a machine: then a person writes."""
    if facts.answerable.answer:
        return Verdict(disposition, says, evidence)
    why = "the customer should be asked, and this mail must not be answered automatically"
    if facts.answerable.doubt is not None:
        why = f"the customer should be asked, and {facts.answerable.doubt.why}"
    return replace(_review("answer", why, facts.answerable.evidence), proposed=disposition)


def _review(about: str, why: str, evidence: tuple[Evidence, ...] = (), *, candidates: tuple[str, ...] = ()) -> Verdict:
    return Verdict(Disposition.REVIEW, f"yes: {why}", evidence, Question(about, why, candidates))


def _es(service: Service, facts: Facts) -> bool:
    ruling = facts.rulings.get(service.id)
    return service.pick2 or (ruling is not None and ruling.es)


def _all_pick2(facts: Facts) -> bool:
    return all(service.pick2 for service in facts.services.answer)


def _ruling_evidence(facts: Facts) -> tuple[Evidence, ...]:
    return tuple(
        Evidence("ruling", f"{ruling.service}: {ruling.told}")
        for service in facts.services.answer
        if (ruling := facts.rulings.get(service.id)) is not None
    )
