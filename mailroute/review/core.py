"""An agent's decision on a review, whichever form it came by (command line, terminal, web).

Comes in: the journal, the planner, the review's id, the agent's word. Goes out: the Plan that was committed.
Never: decides by itself (the agent's word is a fact; ``procedure.decide`` goes on from it), sends.
"""

from datetime import datetime

from mailroute.facts import AgentWord
from mailroute.journal import Journal
from mailroute.planner import Plan, Planning


class ReviewError(Exception):
    """The review cannot be decided: unknown, or decided already. One clear line that says by whom and when."""


def proposal(journal: Journal, planner: Planning, review_id: int, *, now: datetime) -> Plan | None:
    """What would be sent if the agent took the proposed disposition; None when there is no proposal. No effect."""
    raise NotImplementedError


def decide(journal: Journal, planner: Planning, review_id: int, word: AgentWord, *, now: datetime) -> Plan:
    """Commit the agent's decision: decision, outgoing mails and the closed review in one transaction.

    The worker sends. Raises ReviewError when the review is unknown or decided already.
    """
    raise NotImplementedError
