"""How often may the customer be asked the same?

Comes in: an open journal, a plan and its case. Goes out: in words why the customer is not asked once more, or None.
Never: counts a reminder, which asks nothing new. Source: PROCEDURE ("gather"), asked once more at most, then a person.
"""

import sqlite3

from mailroute.disposition import Disposition
from mailroute.journal import outbox
from mailroute.journal.cases import CaseRow
from mailroute.planning import Plan

MOST_TIMES = 2
"""Asked, and asked once more."""


def asked_enough(db: sqlite3.Connection, plan: Plan, case: CaseRow) -> str | None:
    """Why this plan's question is not sent: the customer has had it often enough."""
    if plan.decision.disposition not in {Disposition.GATHER, Disposition.ASK_DEPARTMENT}:
        return None
    for letter in plan.outgoing:
        if outbox.written(db, case.id, letter.template) >= MOST_TIMES:
            return "it has been asked for twice: a person writes"
    return None
