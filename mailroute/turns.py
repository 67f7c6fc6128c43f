"""What goes round in a circle ends: how often mails of one peer are passed on in turn before a person looks.

Comes in: the plan of a mail and when it came. Goes out: why a person must look first, mostly nothing.
Never: holds back what came together, or a customer's addition to a case.
"""

import sqlite3
from datetime import datetime, timedelta

from mailroute.facts import Channel
from mailroute.journal import outbox
from mailroute.mail.identity import in_short
from mailroute.mail.peers import Peers
from mailroute.planning import Plan

DAY = timedelta(days=1)

MOST_IN_TURN = 20
"""Letters to queues in a day, each on a mail of one peer that came after the one before was written; then a person
looks. A robot that answers each forward as a new matter would bring about the next one for ever."""

MOST_OF_A_SUBJECT = 3
"""Cases of one subject that are passed on for one peer in a day, in turn. A person who is not heard writes twice; what
writes a fourth time is a robot, or a person whom somebody should call."""


def too_many(db: sqlite3.Connection, plan: Plan, peers: Peers, *, came: datetime, now: datetime, joins: bool) -> str:
    """Why a person must look before one more mail of this peer is passed on or answered; mostly empty.

    What was passed on within a day counts, if it was before this mail came: so mails that came together do not.
    """
    customer = plan.facts.customer.answer.address if plan.facts.customer.answer else plan.facts.author or ""
    peer = peers.of(customer)
    found = [
        (case, subject)
        for case, one, subject in outbox.passed_on(db, after=now - DAY, before=came)
        if peers.of(one) == peer
    ]
    if len(found) >= MOST_IN_TURN:
        return f"{len(found)} mails of this customer were passed on within a day: does a machine write them?"
    mine = in_short(plan.message.subject)
    if mine and not joins and plan.facts.channel is Channel.EMAIL:
        same = {case for case, subject in found if in_short(subject) == mine}
        if len(same) >= MOST_OF_A_SUBJECT:
            return (
                f"{len(same)} mails of this customer with this subject were passed on within a day: is a machine"
                " writing, or does nobody answer?"
            )
    return ""
