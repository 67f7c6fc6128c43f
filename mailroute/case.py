"""A case's life: its states, what each disposition makes of it, and the moves that are legal.

Comes in: a state and a disposition. Goes out: the next state, or IllegalMove.
Never: stores, reads a mail, asks the clock.
"""

from enum import StrEnum

from mailroute.disposition import Disposition


class CaseState(StrEnum):
    """A case's life."""

    NEW = "new"
    REVIEW = "review"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_HDQA = "waiting_hdqa"
    WAITING_CHAT = "waiting_chat"
    OUTAGE = "outage"
    FORWARDED = "forwarded"
    TECHNICAL = "technical"
    CLOSED = "closed"


class IllegalMove(Exception):  # noqa: N818 - it names what was tried, as the caller reads it
    """A case was asked to go where it cannot; a fault of ours, which the worker turns into a review."""


# What a decision makes of the case. ``follow_up`` is not here: it joins the mail and the case is decided again.
BECOMES: dict[Disposition, CaseState] = {
    Disposition.IGNORE: CaseState.CLOSED,
    Disposition.OUTAGE: CaseState.OUTAGE,
    Disposition.CPS: CaseState.FORWARDED,
    Disposition.ES: CaseState.FORWARDED,
    Disposition.GATHER: CaseState.WAITING_CUSTOMER,
    Disposition.ASK_DEPARTMENT: CaseState.WAITING_CUSTOMER,
    Disposition.CONSULT: CaseState.WAITING_HDQA,
    Disposition.TECHNICAL: CaseState.TECHNICAL,
    Disposition.CHAT: CaseState.WAITING_CHAT,
    Disposition.REVIEW: CaseState.REVIEW,
}

_DECIDED = frozenset(BECOMES.values())
_HANDED_ON = frozenset({CaseState.FORWARDED, CaseState.TECHNICAL, CaseState.OUTAGE})

# From a state (left) to the states it may go to. Read: "a case that waits for HDQA cannot become an outage's".
MOVES: dict[CaseState, frozenset[CaseState]] = {
    CaseState.NEW: _DECIDED,
    CaseState.REVIEW: _DECIDED,
    CaseState.WAITING_CUSTOMER: _DECIDED,
    CaseState.WAITING_HDQA: _DECIDED - {CaseState.OUTAGE},
    CaseState.WAITING_CHAT: _DECIDED - {CaseState.OUTAGE},
    # When its outage is over, or was none, it is decided again as if it had just come.
    CaseState.OUTAGE: _DECIDED,
    CaseState.FORWARDED: _HANDED_ON | {CaseState.REVIEW, CaseState.CLOSED},
    CaseState.TECHNICAL: _HANDED_ON | {CaseState.REVIEW, CaseState.CLOSED},
    # Closed means closed: whoever writes on it again is seen by a person first (rule 2b).
    CaseState.CLOSED: frozenset({CaseState.CLOSED, CaseState.REVIEW}),
}


def after(state: CaseState, disposition: Disposition) -> CaseState:
    """The state of a case once ``disposition`` has been decided for it.

    Raises IllegalMove when a case in ``state`` cannot go there.
    """
    if disposition is Disposition.FOLLOW_UP:
        return state
    target = BECOMES[disposition]
    if target not in MOVES[state]:
        raise IllegalMove(f"a case that is {state} cannot become {target} by {disposition}")
    return target


def is_open(state: CaseState) -> bool:
    """True while an answer on the case may still change what becomes of it."""
    return state is not CaseState.CLOSED
