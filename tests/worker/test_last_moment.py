"""What is seen at the last moment counts: nothing goes out that has been overtaken meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from mailroute.case import CaseState
from mailroute.faults import Commit
from mailroute.journal import Journal, outbox
from mailroute.journal.records import OutboxState
from mailroute.mail.outgoing import Outgoing
from mailroute.submission import SubmissionError
from mailroute.timing import Timing
from mailroute.waits import Waits
from tests.worker.bench import Bench, MemorySubmission, mail


def test_nothing_is_sent_before_the_mailbox_was_seen(bench: Bench) -> None:
    """The mailbox is away when mailroute starts: a letter that is due waits, for its mail may be gone. It was."""
    bench.mailbox.put(mail("forward a"))
    bench.submission.answers = [SubmissionError("451 busy")]
    bench.drain()
    bench.mailbox.inbox.clear()
    bench.mailbox.down = "imap.example: connection refused"
    bench.now += timedelta(hours=1)
    assert ["imap.example: connection refused"] == bench.drain().troubles
    assert [] == bench.submission.ids
    bench.mailbox.down = ""
    bench.drain()
    assert [] == bench.submission.ids
    with bench.journal() as journal:
        assert ["sent"] == [item.question["about"] for item in journal.reviews()]


def _drain(bench: Bench) -> None:
    """As ``Bench.drain``, with the timers."""
    with bench.worker() as worker:
        worker.timing = Timing(worker.journal, worker.deciding.planner, bench.limits, Waits(remind_after_days=()))
        worker.drain()


def test_nothing_is_due_before_the_mailbox_was_seen(bench: Bench) -> None:
    """The mailbox was away for weeks, and the customer's answer lies in it: it is not given up."""
    bench.mailbox.put(mail("ask a"))
    _drain(bench)
    bench.now += timedelta(days=30)
    bench.mailbox.put(mail("Re: a", extra=f"In-Reply-To: {bench.submission.ids[0]}\r\n"))
    bench.mailbox.down = "imap.example: connection refused"
    _drain(bench)
    bench.mailbox.down = ""
    _drain(bench)
    assert ["reply", "forward"] == [letter.kind for letter in bench.submission.taken]
    with bench.journal() as journal:
        assert [] == journal.reviews(include_decided=True)
        assert CaseState.FORWARDED is journal.cases()[0].state


@dataclass
class _Interrupted(MemorySubmission):
    """A server that is slow before the final dot; ``meanwhile`` is what is done then."""

    meanwhile: Callable[[], None] = lambda: None

    def submit(self, outgoing: Outgoing, before_dot: Callable[[], None]) -> str:
        """Take the mail, a while later."""
        self.meanwhile()
        return super().submit(outgoing, before_dot)


def test_a_letter_that_was_taken_back_does_not_pass_its_dot(bench: Bench) -> None:
    """Another process gives the letter up while its text is being sent: the dot does not go out."""

    def taken_back() -> None:
        with Journal.open(bench.path, now=bench.now) as other, other.transaction(Commit.REVIEW) as db:
            outbox.settle(db, 1, OutboxState.CANCELLED, response="kim decided otherwise", now=bench.now)

    bench.submission = _Interrupted(meanwhile=taken_back)
    bench.mailbox.put(mail("forward a"))
    bench.drain()
    assert [] == bench.submission.ids
    with bench.journal() as journal:
        (letter,) = journal.outbox(journal.cases()[0].id)
        assert (OutboxState.CANCELLED, 0) == (letter.state, letter.attempts)
