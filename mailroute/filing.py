"""Filing away: a mail goes to its folder when everything that it caused is settled.

Comes in: decided mails. Goes out: moved mails, in one request a folder. Never: a mail of which a letter may still be
sent; never decides by a folder or flag.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mailroute import log
from mailroute.faults import Commit, failpoint
from mailroute.journal import Journal, mailboxes, mails
from mailroute.journal.mailboxes import MailboxRow
from mailroute.mailbox import Mailbox

BATCH = 500
"""Mails moved with one request."""


@dataclass(frozen=True, slots=True)
class Filing:
    """Files what is settled."""

    journal: Journal
    mailbox: Mailbox

    def file(self, row: MailboxRow, clock: Callable[[], datetime], stop: Callable[[], bool]) -> int:
        """Move what is settled to its folders; how many mails. MailboxError ends it; the next pass goes on."""
        count = 0
        for folder, found in mails.to_file(self.journal.db, row.id, row.uidvalidity).items():
            for start in range(0, len(found), BATCH):
                if stop():
                    return count
                batch = found[start : start + BATCH]
                failpoint("file", "before")
                self.mailbox.file([uid for _, uid in batch], folder)
                failpoint("file", "after")
                with self.journal.transaction(Commit.FILED) as db:
                    mails.filed(db, [mail for mail, _ in batch], clock())
                log.filed(len(batch), folder)
                count += len(batch)
        return count

    def sweep(self, row: MailboxRow, there: list[int], now: datetime) -> int:
        """The hourly account: what the journal thinks filed and the server still has is filed again; how many."""
        with self.journal.transaction(Commit.SWEEP) as db:
            taken_up = mails.unfiled(db, row.id, row.uidvalidity, there)
            mailboxes.swept(db, row.id, now)
        log.swept(len(there), taken_up)
        return taken_up
