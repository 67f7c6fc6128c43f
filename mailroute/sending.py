"""Sending what is due: the point of no return is committed before the final dot, its outcome right after.

Comes in: the outbox. Goes out: mail, and each letter's state. Never: sends a letter whose final dot may have gone out,
changes a byte, holds a transaction while it talks to the server.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailroute import log
from mailroute.discretion import address_forms, without
from mailroute.disposition import Disposition
from mailroute.faults import Commit, failpoint
from mailroute.journal import Journal, events, outbox, settings
from mailroute.journal.outbox import Due
from mailroute.journal.records import OutboxState
from mailroute.recording import FOLDERS, ask_about_letter
from mailroute.submission import Submission, SubmissionError

BATCH = 50
"""Letters read from the outbox at a time."""

FIRST_WAIT = timedelta(seconds=40)
"""With its spread it is over within a minute, so that a server's short trouble is not long a desk's."""

LONGEST_WAIT = timedelta(hours=1)
GIVE_UP = timedelta(hours=24)
"""A letter that the server put off for so long is a person's matter,"""

GIVE_UP_TRIES = 8
"""once it was tried so often (an hour and a half): a day without any server is not the letter's."""


class Unrecorded(Exception):  # noqa: N818 - never seen by a user: it stops the dot
    """The point of no return could not be recorded, so it was not crossed."""


@dataclass(slots=True)
class Sending:
    """Sends what is due. ``trouble`` is the server's one clear line when it cannot be used, else empty."""

    journal: Journal
    submission: Submission
    folder: str
    trouble: str = ""

    def recover(self, now: datetime) -> int:
        """At the start: a letter that was at its final dot may have been sent. It is in doubt, and a person looks."""
        count = 0
        with self.journal.transaction(Commit.RECOVER) as db:
            for row in outbox.hanging(db):
                why = "mailroute stopped when it was about to send this mail, or had just sent it: was it sent?"
                self._doubt(row.id, row.case, why, now)
                count += 1
        return count

    def vanished(self, uids: frozenset[int], mailbox: int, now: datetime) -> int:
        """At the start: a letter still to be sent for a mail that is gone from the mailbox is in doubt.

        Either somebody took the mail away to handle it, or this journal is an old one from a backup and a later
        mailroute has sent the letter already.
        """
        count = 0
        with self.journal.transaction(Commit.VANISHED) as db:
            for row, uid in outbox.unsettled_with_mail(db, mailbox):
                if uid not in uids:
                    why = "the mail that this one answers or forwards is gone from the mailbox: was it handled already?"
                    self._doubt(row.id, row.case, why, now)
                    count += 1
        return count

    def send(self, clock: Callable[[], datetime], stop: Callable[[], bool]) -> int:
        """Send what is due; how many letters were settled or put off. Ends at the first fault of the server itself."""
        self.trouble = ""
        count = 0
        while not stop():
            batch = outbox.due(self.journal.db, clock(), limit=BATCH)
            if not batch:
                break
            for letter in batch:
                if stop() or not self._one(letter, clock):
                    return count
                count += 1
        return count

    def _one(self, letter: Due, clock: Callable[[], datetime]) -> bool:
        """Send one letter and commit the outcome; False when the server cannot be used now."""
        db = self.journal.db

        def before_dot() -> None:
            with self.journal.transaction(Commit.DOT):
                taken = outbox.dot(db, letter.id, clock())
                if taken:
                    settings.count(db, "letters", more=1)
                elif (row := outbox.get(db, letter.id)) is not None and row.response == outbox.OF_OUTAGE:
                    # whoever thinks that it was passed on must know that it was not
                    self._ask(letter.id, "refused", outbox.OF_OUTAGE, clock())
            if not taken:
                raise Unrecorded(f"letter {letter.id} is no longer to be sent")
            with suppress(OSError):  # a witness, not the record: behind the journal it only knows less
                self.journal.mark.write(self.journal.marked())

        token = letter.token
        failpoint("send", "before")
        try:
            response = self.submission.submit(letter.outgoing, before_dot)
        except Unrecorded:
            return True  # another process took it out of the outbox: nothing was sent
        except SubmissionError as error:
            return self._not_sent(letter, token, error, clock())
        failpoint("send", "after")
        now = clock()
        with self.journal.transaction(Commit.OUTCOME):
            outbox.settle(db, letter.id, OutboxState.SENT, response=response, now=now)
            words = f"{letter.outgoing.kind} to {', '.join(letter.outgoing.envelope.recipients)}"
            events.add(db, "sent", words, now=now, case=letter.case, mail=letter.mail, letter=letter.id)
        log.sent(letter.id, token, letter.outgoing.kind)
        return True

    def _not_sent(self, letter: Due, token: str, error: SubmissionError, now: datetime) -> bool:
        db = self.journal.db
        why = str(error)
        # What a server says of a customer's mailbox is for the review and the case, not for the log.
        to = letter.outgoing.envelope.recipients if letter.outgoing.kind.at_most_once else ()
        told = without(why, address_forms(to))
        if error.in_doubt:
            with self.journal.transaction(Commit.OUTCOME):
                self._doubt(letter.id, token, why, now, told)
        elif error.permanent:
            with self.journal.transaction(Commit.OUTCOME):
                outbox.settle(db, letter.id, OutboxState.FAILED, response=why, now=now)
                self._ask(letter.id, "refused", why, now)
            log.refused(letter.id, token, told)
        elif error.account and not (error.midway and letter.attempts):
            # Not this letter's fault: it waits as it is, and so do all the others.
            self.trouble = told
            with self.journal.transaction(Commit.OUTCOME):
                outbox.put_back(db, letter.id, attempts=letter.attempts + error.midway)
            return False
        elif now - letter.created_at > GIVE_UP and letter.attempts >= GIVE_UP_TRIES:
            words = f"the server put it off for {GIVE_UP.total_seconds() / 3600:.0f} hours"
            with self.journal.transaction(Commit.OUTCOME):
                outbox.settle(db, letter.id, OutboxState.FAILED, response=why, now=now)
                self._ask(letter.id, "refused", f"{words}: {why}", now)
            log.refused(letter.id, token, f"{words}: {told}")
        else:
            wait = put_off(letter.attempts, letter.id)
            with self.journal.transaction(Commit.OUTCOME):
                outbox.defer(db, letter.id, until=now + wait, response=why, attempts=letter.attempts + 1)
                events.add(db, "deferred", why, now=now, case=letter.case, mail=letter.mail, letter=letter.id)
            log.deferred(letter.id, token, wait.total_seconds(), told)
        if error.account:
            # The server broke off at this letter once more: it stands back, the others go first at the next pass.
            self.trouble = told
        return not error.account

    def _doubt(self, letter: int, token: str, why: str, now: datetime, told: str = "") -> None:
        outbox.settle(self.journal.db, letter, OutboxState.IN_DOUBT, response=why, now=now)
        self._ask(letter, "sent", why, now)
        log.in_doubt(letter, token, told or why)

    def _ask(self, letter: int, about: str, why: str, now: datetime) -> None:
        folder = f"{self.folder}/{FOLDERS[Disposition.REVIEW]}"
        ask_about_letter(self.journal.db, letter, about=about, why=why, now=now, folder=folder)


def put_off(attempts: int, seed: int) -> timedelta:
    """How long a letter waits after so many attempts: doubling, at most an hour, spread by a quarter.

    The spread follows from the letter's number, so that letters put off together do not come back together.
    """
    wait = min(FIRST_WAIT * (1 << min(attempts, 10)), LONGEST_WAIT)
    return wait * (1 + (seed * 2_654_435_761 % 1000) / 4000)
