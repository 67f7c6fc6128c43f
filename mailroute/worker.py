"""The worker: intake, decide, send, file away, over and over. One bad mail never stops it.

Comes in: the parts, a clock, and a word when to stop. Goes out: mail sent and filed, everything in the journal.
Never: decides by itself (``deciding.py``), sends without a record (``sending.py``), trusts a flag, ends on a mail's
fault.

The order is the whole point: custody is committed before a decision, the decision with everything it brings before a
send, the point of no return before the final dot, and a mail is filed when all that is settled. The way back from a
crash is the normal start.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import monotonic

from mailroute import log
from mailroute.deciding import Deciding
from mailroute.faults import Commit
from mailroute.filing import Filing
from mailroute.intake import Intake, chunks
from mailroute.journal import Journal, mailboxes, mails, outbox, settings, timers
from mailroute.mailbox import Mailbox, MailboxError
from mailroute.releasing import Releasing
from mailroute.renewal import Renewal
from mailroute.sending import Sending
from mailroute.timing import Timing

CHUNK = 500
"""Mails taken through the whole journey before the next ones are fetched."""

SWEEP_EVERY = timedelta(hours=1)

BEAT_EVERY_S = 30.0

FIRST_WAIT_S, LONGEST_WAIT_S = 5.0, 300.0
"""Seconds between attempts at a server that cannot be reached."""


@dataclass(slots=True)
class Done:
    """What a pass did. ``troubles`` are the clear lines of servers that could not be used."""

    received: int = 0
    decided: int = 0
    sent: int = 0
    filed: int = 0
    due: int = 0
    troubles: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """True when there was work."""
        return bool(self.received or self.decided or self.sent or self.filed or self.due)


@dataclass(slots=True)
class Worker:
    """One desk's worker. ``clock`` gives the aware UTC time; ``stop`` is asked between two steps; ``pause`` sleeps.

    ``ticks`` gives seconds that never go back, whatever is done to the machine's clock.
    """

    journal: Journal
    mailbox: Mailbox
    intake: Intake
    deciding: Deciding
    sending: Sending
    filing: Filing
    clock: Callable[[], datetime]
    stop: Callable[[], bool]
    pause: Callable[[float], None]
    poll_s: float = 60
    timing: Timing | None = None
    releasing: Releasing | None = None
    renewal: Renewal | None = None
    ticks: Callable[[], float] = monotonic
    connected: bool = False
    examined: bool = False
    failures: int = 0

    def start(self) -> None:
        """Recover what a crash left, and say what lies in the way. Called once, with the lock held."""
        now = self.clock()
        self.sending.recover(now)
        if not self.deciding.shadow:
            left = len(mails.shadowed(self.journal.db))
            if left:
                log.left_in_shadow(left)
        self._note_catalogue("")
        self._beat()

    def drain(self) -> Done:
        """Pass after pass until nothing is due; what was done in all. Ends early when a server cannot be used."""
        total = Done()
        while not self.stop():
            done = self.work()
            total.received += done.received
            total.decided += done.decided
            total.sent += done.sent
            total.filed += done.filed
            total.due += done.due
            total.troubles = done.troubles
            if done.troubles or not done.anything:
                break
        return total

    def run(self) -> None:
        """Work until asked to stop: polling carries correctness, the server's hints only shorten the wait."""
        while not self.stop():
            done = self.work()
            if done.troubles:
                self._back_off(done.troubles)
                continue
            self.failures = 0
            if not done.anything:
                self._wait()
        log.stopped()

    def work(self) -> Done:
        """One pass: everything that can be done now. Never raises for a mail or a server."""
        done = Done()
        self._renew()
        try:
            self._with_mailbox(done)
        except MailboxError as error:
            self._drop()
            done.troubles.append(str(error))
        # What is in custody can be decided and sent without the mailbox, and what is due waits for no server.
        self._decide(done)
        self._tick(done)
        self._send(done)
        self._beat(trouble="; ".join(done.troubles), passed=True)
        return done

    def close(self) -> None:
        """Let go of both connections."""
        self._drop()
        self.sending.submission.close()

    def _with_mailbox(self, done: Done) -> None:
        if not self.connected:
            self.intake.begin(self.clock())
            self.connected = True
        self.intake.refresh()
        new = self.intake.new_uids()
        row = self.intake.row
        assert row is not None, "begin has found or made it"
        if not self.examined and not row.hold:
            # Before the first send of this process, and with the list of what is really there. What an earlier one took
            # and did not decide may be gone as well.
            self._decide(done)
            self.sending.vanished(frozenset(self.intake.there), row.id, self.clock())
            self.examined = True
        if not row.hold and not self.deciding.shadow:
            # While the list is fresh: what is filed from here on is rightly no longer there.
            self._sweep_if_due()
        came = 0
        for chunk in chunks(new, CHUNK):
            if self.stop():
                return
            came += self.intake.take(chunk, self.clock())
            done.received = came
            self._decide(done)
            self._send(done)
            done.filed += self._file()
            self._beat()
        if came < len(new):
            log.never_came(len(new) - came)
        if not self.stop():
            done.filed += self._file()

    def _file(self) -> int:
        assert self.intake.row is not None, "the mailbox is open"
        if self.deciding.shadow or self.intake.row.hold:
            return 0
        return self.filing.file(self.intake.row, self.clock, self.stop)

    def _decide(self, done: Done) -> None:
        while not self.stop():
            count = self.deciding.decide(self.clock())
            if not count:
                return
            done.decided += count

    def _tick(self, done: Done) -> None:
        """Do what is due; not in shadow, on hold, or before the mailbox was seen: an answer may lie there."""
        if not self.examined or self.deciding.shadow or done.troubles:
            return
        if self._on_hold:
            return  # the answer may be among what is held
        for one in (self.timing, self.releasing):
            if one is not None:
                done.due += one.tick(self.clock(), self.stop)

    @property
    def _on_hold(self) -> bool:
        return self.intake.row is not None and bool(self.intake.row.hold)

    def _send(self, done: Done) -> None:
        if self.deciding.shadow or not self.examined or self.stop() or self.sending.trouble in done.troubles:
            return
        done.sent += self.sending.send(self.clock, self.stop)
        if self.sending.trouble:
            done.troubles.append(self.sending.trouble)

    def _sweep_if_due(self) -> None:
        row = self.intake.row
        assert row is not None, "the mailbox is open"
        now = self.clock()
        last = mailboxes.swept_at(self.journal.db, row.id)
        if last is None or now - last >= SWEEP_EVERY:
            self.filing.sweep(row, list(self.intake.there), now)

    def _wait(self) -> None:
        """Wait for mail, a due letter, a person's decision in another process, or the word to stop."""
        seconds = self.poll_s
        db = self.journal.db
        awake = self.examined and not self.deciding.shadow
        letter = outbox.next_try(db) if awake else None
        timer = timers.next_due(db) if awake and not self._on_hold else None
        for due in filter(None, (letter, timer)):
            seconds = min(seconds, max(0.0, (due - self.clock()).total_seconds()))
        before = self.journal.version
        self.sending.submission.close()  # no server keeps an idle connection for us
        try:
            self.mailbox.wait(seconds, lambda: self.stop() or self.journal.version != before)
        except MailboxError as error:
            self._drop()
            self._back_off([str(error)])

    def _back_off(self, troubles: list[str]) -> None:
        self.failures += 1
        wait = min(FIRST_WAIT_S * 2 ** min(self.failures - 1, 8), LONGEST_WAIT_S)
        # Spread by what the process's own clock shows, so that many desks do not come back in step.
        wait *= 0.75 + self.ticks() % 1 / 2
        for trouble in troubles:
            log.unreachable(trouble, wait)
        until = self.ticks() + wait
        beat_at = self.ticks() + BEAT_EVERY_S
        while not self.stop() and (left := until - self.ticks()) > 0:
            self.pause(min(left, 0.5))
            if self.ticks() >= beat_at:
                # A worker that waits for a server is alive; ``status`` tells of the trouble.
                self._beat()
                beat_at += BEAT_EVERY_S

    def _drop(self) -> None:
        self.mailbox.close()
        self.connected = False

    def _renew(self) -> None:
        """Take up what the desk has edited; a faulty file is told of, and what was good last stays in force."""
        renewed = self.renewal.look() if self.renewal is not None else None
        if renewed is None:
            return
        if renewed.planner is not None:
            self.deciding = replace(self.deciding, planner=renewed.planner)
            if self.timing is not None:
                self.timing = replace(self.timing, planner=renewed.planner)
            if self.releasing is not None:
                self.releasing = replace(self.releasing, planner=renewed.planner)
        log.renewed(renewed.fault)
        self._note_catalogue(renewed.fault)

    def _note_catalogue(self, fault: str) -> None:
        with self.journal.transaction(Commit.CATALOGUE) as db:
            settings.put(db, "catalog_fault", fault)

    def _beat(self, *, trouble: str | None = None, passed: bool = False) -> None:
        now = self.clock()
        with self.journal.transaction(Commit.BEAT) as db:
            settings.note(db, now, "heartbeat", *(("last_pass",) if passed else ()))
            if trouble is not None:
                settings.put(db, "trouble", trouble)
