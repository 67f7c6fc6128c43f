"""Guesses beside a question: which services a mail is like, for the person who decides it.

Comes in: a decision that was made, the mail it is about, what guesses. Goes out: the same decision, its question with
proposals. Never: changes anything of a decision but its question's proposals, is asked before the procedure.
"""

from dataclasses import replace
from typing import Protocol

from mailroute.decision import Decision, Proposal
from mailroute.evidence import language
from mailroute.evidence.reading import Reading
from mailroute.facts import Channel, Facts
from mailroute.mail.message import Message
from mailroute.mail.transcript import transcript


class Proposing(Protocol):
    """What guesses a service by meaning: ``meaning.SecondOpinion``."""

    def propose(self, text: str, most: int = 3) -> tuple[Proposal, ...]:
        """The services that the text is most like. Never raises."""


def with_proposals(decision: Decision, facts: Facts, message: Message, second: Proposing | None) -> Decision:
    """The same decision; a question that a person may answer with a service gets those the mail is like.

    Those are the questions about the service, and all about a mail in another language than English, which our words
    for services hardly reach. A matter of security waits for no guess.
    """
    question = decision.question
    if second is None or question is None or decision.urgent:
        return decision
    text = words(message, facts)
    if question.about != "service" and language.find(text).answer in {"en", "und"}:
        return decision
    return replace(decision, question=replace(question, proposals=second.propose(text)))


def words(message: Message, facts: Facts) -> str:
    """The subject and what the customer wrote now, without quotes, signature and an agent's lines."""
    reading = Reading(message, transcript(message) if facts.channel is Channel.CHAT else None)
    return f"{reading.subject_text}\n{reading.newest}"
