"""What is known of a case when its customer has answered: the first mail's facts and the answer's, as one.

Comes in: two Facts. Goes out: the Facts on which the case is decided again. Never: decides, reads a mail.
"""

from dataclasses import replace

from mailroute.facts import Authentication, Facts, Handling, ThreadKind
from mailroute.finding import Doubt, Finding


def joined(first: Facts, answer: Facts) -> Facts:
    """The facts of a case: what the matter is comes from ``first``, what is said of it now from ``answer``.

    Whatever makes a mail dangerous or unanswerable (sensitive, authentication, a robot's) is the answer's own, so that
    an answer is never trusted because the first mail was; and what was dangerous in the first mail stays so. A
    department that the answer gives counts; where it speaks against the first mail's about the contract, that is a
    doubt for a person. A chat whose customer answers by mail goes on by mail.
    """
    told = answer.department.answer is not None or (
        answer.department.doubt is not None and first.department.answer is None
    )
    return replace(
        answer,
        unreadable=_whose(first, answer),
        customer=first.customer if first.customer.answer is not None else answer.customer,
        thread=Finding(ThreadKind.NEW),
        sensitive=_gravest(answer.sensitive, first.sensitive),
        authentication=first.authentication if _failed(first) else answer.authentication,
        outage=answer.outage if answer.outage.answer or answer.outage.doubt else first.outage,
        place=first.place or answer.place,
        coned=answer.coned if answer.coned.answer or answer.coned.doubt else first.coned,
        department=answer.department if told else first.department,
        contract=_contract(first, answer),
        partner_cue=answer.partner_cue if answer.partner_cue.answer else first.partner_cue,
        services=first.services if first.services.answer else answer.services,
        rulings={**first.rulings, **answer.rulings},
        handling=_handling(first, answer),
    )


def _gravest(*found: Finding[str | None]) -> Finding[str | None]:
    """A matter of security in any of the mails; else what may be one; else none."""
    sure = (one for one in found if one.answer is not None)
    return next(sure, next((one for one in found if one.alternatives), found[0]))


def _failed(facts: Facts) -> bool:
    return facts.authentication.answer is Authentication.FAIL


def _contract(first: Facts, answer: Facts) -> Finding[bool | None]:
    before, now = first.contract.answer, answer.contract.answer
    if now is None and answer.contract.doubt is None:
        return first.contract
    if before is None or now is None or before == now:
        return answer.contract
    names = tuple(found.department.answer.id for found in (first, answer) if found.department.answer is not None)
    return replace(
        answer.contract,
        alternatives=(before,),
        doubt=Doubt(
            "the answer gives another department than the first mail, and they differ about the contract", names
        ),
    )


def _handling(first: Facts, answer: Facts) -> Handling:
    values = {**first.handling.values, **answer.handling.values}
    if "description" in first.handling.values:
        values["description"] = first.handling.values["description"]
    # What is required follows from the services, so it is asked of the mail that named them.
    required = first.handling.missing if first.services.answer else answer.handling.missing
    missing = tuple(field for field in required if field not in values)
    declined = {*first.handling.declined, *answer.handling.declined}
    return Handling(values, missing, tuple(field for field in missing if field in declined))


def _whose(first: Facts, answer: Facts) -> Finding[str | None]:
    """What keeps the answer from being read; a NetID that is not the one of the customer's record is somebody's."""
    before, now = first.handling.values.get("netid"), answer.handling.values.get("netid")
    known = before is not None and any(quoted.source == "directory" for quoted in before.evidence)
    if not known or before is None or now is None or before.answer.lower() == now.answer.lower():
        return answer.unreadable
    if answer.unreadable.answer is not None or answer.agent is not None:
        return answer.unreadable
    why = "the answer gives another NetID than the directory: who is the customer?"
    doubt = Doubt(why, (before.answer, now.answer))
    return replace(answer.unreadable, confidence=0.6, evidence=now.evidence, alternatives=(why,), doubt=doubt)
