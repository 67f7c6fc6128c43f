"""Mails that failed three times: seen, and passed on as they are, by a person.

Comes in: the journal, the planner, a mail's number and an agent's word. Goes out: the letters in the outbox, the mail
decided. Never: reads the mail (that is what failed), sends.
"""

from datetime import datetime

from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.faults import Commit
from mailroute.journal import Journal, cases, events, mails
from mailroute.journal.records import MailState
from mailroute.mail.identity import CaseHead
from mailroute.planning import Forwarding, Plan
from mailroute.recording import FOLDERS, Circumstances, note_mail, record

TO_A_QUEUE = (Disposition.CPS, Disposition.ES, Disposition.CONSULT)
"""Where a mail can be passed on to that nobody has read; ``ignore`` sets it aside for good."""


class ShuntedError(Exception):
    """The mail cannot be passed on so. One clear line."""


def forward(journal: Journal, planner: Forwarding, mail: int, word: AgentWord, *, folder: str, now: datetime) -> Plan:
    """Commit an agent's decision on a shunted mail; the worker sends it, the original attached byte for byte.

    Raises ShuntedError when the mail is not set aside, or the word is no queue.
    """
    if word.disposition not in {*TO_A_QUEUE, Disposition.IGNORE}:
        named = ", ".join(one.value for one in TO_A_QUEUE)
        raise ShuntedError(f"a mail that cannot be read goes to a queue ({named}) or is given up (ignore)")
    with journal.transaction(Commit.UNSHUNT) as db:
        row = mails.get(db, mail)
        if row is None or row.state is not MailState.SHUNTED:
            raise ShuntedError(f"mail {mail} is not set aside: 'mailroute retry' lists those that are")
        case = cases.open_case(db, secret=journal.secret, now=now)
        plan = planner.unread(mails.raw(db, mail), word, case=CaseHead(case.token, case.letters + 1), now=now)
        record(db, plan, case=case, mail=mail, with_=Circumstances(planner.version, by=word.by), now=now)
        target = f"{folder}/{FOLDERS[plan.decision.disposition]}"
        note_mail(db, plan, mail=mail, case=case.id, folder=target, shadow=False, now=now)
        events.add(db, "passed on unread", f"{word.by}: {word.disposition}", now=now, case=case.id, mail=mail)
    return plan
