"""A customer says that a matter is solved while a person is asked about it: the question is void, or it is not.

Comes in: the plan of the customer's mail, its case. Goes out: whether the case closes by it. Never: closes one.
Source: PROCEDURE ("a customer's 'solved, thanks' before the forward: the case closes").
"""

import sqlite3

from mailroute.disposition import Disposition
from mailroute.journal import cases, passed_on, reviews
from mailroute.journal.cases import CaseRow
from mailroute.planning import Plan

_STAYS = frozenset({"security", "sent", "refused", "outage", "queue"})
"""Questions that are about more than the customer's trouble, or about a letter that may have gone out."""


def closes(db: sqlite3.Connection, plan: Plan, case: CaseRow) -> bool:
    """Whether a case that waits for a person closes by a customer's "solved, thanks", unseen.

    Not when the matter is urgent, or when a queue has the case: it must hear of it.
    """
    if plan.decision.disposition is not Disposition.IGNORE or not plan.facts.solved.answer:
        return False
    summary = cases.summary(db, case.token)
    urgent = summary is not None and summary.urgent
    return not urgent and not _STAYS & reviews.asked(db, case.id) and passed_on.latest(db, case) is None
