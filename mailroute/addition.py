"""After the forward: what becomes of a further mail of the customer, on a case that was handed on.

Comes in: the facts of the case before and of the mail, and where the case went. Goes out: a Decision: ``follow_up``,
an addition to where the case went, or what stands against it. Never: chooses the route anew, asks for what the queue
may ask by now, sends.
"""

from collections.abc import Callable
from dataclasses import replace

from mailroute.decision import Decision, Question, Step
from mailroute.disposition import Disposition
from mailroute.evidence.readable import ONLY_ATTACHMENT
from mailroute.facts import Facts, ThreadKind
from mailroute.finding import Evidence, Finding
from mailroute.mail.identity import PassedOn

MAIL = "mail"


def decided(
    before: Facts | None,
    facts: Facts,
    follow_up: Decision,
    passed_on: PassedOn,
    *,
    decide: Callable[[Facts], Decision],
    new_matter: bool,
) -> Decision:
    """What becomes of the mail ``facts`` on a case whose mails so far are ``before``.

    Rules 3 to 6 are asked of the mail itself: a matter of security, a forged or unreadable mail and an outage are what
    they are wherever the case is. The others have been answered for the case, by the procedure or by an agent.
    """
    alone = replace(facts, thread=Finding(ThreadKind.NEW))
    guarded = decide(_as_if_coned(alone))
    if guarded.disposition is not Disposition.CPS:
        return replace(guarded, trail=(*follow_up.trail, *guarded.trail))
    trail = (*follow_up.trail, *guarded.trail[:-1])
    if new_matter:
        thread = Finding(ThreadKind.NEW_MATTER, evidence=facts.services.evidence)
        other = decide(replace(facts, thread=thread))
        return replace(other, trail=(*trail, *other.trail))
    if _turns_out_a_contract(before, facts) and passed_on.disposition is not Disposition.CPS:
        why = f"the case went to {passed_on.disposition}, and by what the customer says now it may be CPS's"
        asks = "is the customer's department on the contract list?"
        step = Step("8", asks, f"yes: {why}", _signs(facts), "KB 147120")
        question = Question("department", why, (Disposition.CPS.value, passed_on.disposition.value))
        return Decision(
            Disposition.REVIEW, "8", question=question, proposed=Disposition.CPS, trail=(*trail, step)
        )
    solved = " (the customer says that it is solved)" if facts.solved.answer else ""
    where = ", ".join(passed_on.recipients) or "it stays with the General Help Desk"
    step = Step(
        "2", "was the case handed on already?", f"yes: the mail follows to where it went, {where}{solved}",
        facts.solved.evidence, MAIL,
    )  # fmt: skip
    return replace(follow_up, trail=(*trail, step))


def _as_if_coned(facts: Facts) -> Facts:
    """The facts with everything that the rules after the sixth read settled, so that only those before it speak.

    That it is nothing but an attachment is no fault here, nor that it speaks of another person: the request and its
    customer are known.
    """
    bare = facts.unreadable.answer == ONLY_ATTACHMENT
    somebody = facts.unreadable.doubt is not None
    return replace(
        facts,
        unreadable=Finding(None) if bare or somebody else facts.unreadable,
        coned=Finding(answer=True),
        contract=Finding(None),
        partner_cue=Finding(answer=False),
        services=Finding(()),
    )


def _turns_out_a_contract(before: Facts | None, facts: Facts) -> bool:
    return _may_be_a_contract(facts) and not (before is not None and _may_be_a_contract(before))


def _may_be_a_contract(facts: Facts) -> bool:
    return facts.coned.answer or facts.contract.answer is True or True in facts.contract.alternatives


def _signs(facts: Facts) -> tuple[Evidence, ...]:
    return (*facts.coned.evidence, *facts.contract.evidence)
