"""From shadow to the real thing: what was decided in shadow is taken up as if it had just come.

Comes in: an open journal. Goes out: mails in custody. Never: sends what was planned in shadow; it is planned anew.
"""

from datetime import datetime

from mailroute.faults import Commit
from mailroute.journal import Journal, cases, events, limits, mails, outbox, reviews
from mailroute.journal.records import OutboxState


def take_up(journal: Journal, now: datetime) -> int:
    """Bring every mail that was decided in shadow back into custody; how many.

    Its letters are cancelled, their places in the limits given back, its open questions withdrawn. The cases and
    decisions of the shadow stay as history.
    """
    with journal.transaction(Commit.SHADOWED) as db:
        found = mails.shadowed(db)
        for mail in found:
            row = mails.get(db, mail)
            for letter in outbox.waiting_of_mail(db, mail):
                outbox.settle(db, letter.id, OutboxState.CANCELLED, response="planned in shadow", now=now)
                limits.give_back(db, letter.id)
            events.add(db, "taken up", "decided in shadow before", now=now, mail=mail)
            mails.back_to_custody(db, [mail])
            if row is not None and row.case is not None:
                reviews.withdraw(db, row.case, now)
                cases.close_if_empty(db, row.case, now)
    return len(found)
