"""What could make one letter, one mail or one hold bring everything else to a stand, or let the worker spin."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest

from mailroute import planner
from mailroute.case import CaseState
from mailroute.faults import Commit
from mailroute.journal import cases, mailboxes, mails, outbox
from mailroute.mail.message import Message
from mailroute.mail.outgoing import Envelope, Kind, Outgoing
from mailroute.mail.parse import parse
from mailroute.mailbox import Fetched, MailboxError
from mailroute.submission import SubmissionError
from mailroute.timing import Timing
from mailroute.waits import Waits
from mailroute.worker import Worker
from tests.worker.bench import Bench, MemoryMailbox, SubjectPlanner, mail

BUSY = SubmissionError("451 busy", response="451 busy")


class Waits60(MemoryMailbox):
    """A mailbox that notes how long it was told to wait."""

    waited: float = -1

    def wait(self, seconds: float, wake: object = None) -> None:
        """Note it."""
        del wake
        self.waited = seconds


@pytest.mark.parametrize("why", ["hold", "shadow"])
def test_a_deferred_letter_that_may_not_go_wakes_nobody(bench: Bench, why: str) -> None:
    """On hold, or in shadow, a letter that is due is not sent: the worker waits its whole poll, it does not spin."""
    bench.mailbox = mailbox = Waits60()
    mailbox.put(mail("forward a"))
    bench.submission.answers = [BUSY]
    bench.drain()
    bench.now += timedelta(hours=1)
    if why == "hold":
        with bench.journal() as journal, journal.transaction(Commit.REVIEW) as db:
            mailboxes.hold(db, 1, "a person asked for it")
    with bench.worker(shadow=why == "shadow") as worker:
        worker.drain()
        worker._wait()
    assert (60, []) == (mailbox.waited, bench.submission.ids)


def test_a_letter_that_breaks_the_connection_holds_nobody_up(bench: Bench) -> None:
    """The server hangs up at one letter each time: the next ones go out, and a day later a person is asked about it."""
    broken = "the server hung up in the middle of the mail: nothing was sent"
    bench.mailbox.put(mail("forward bad"), mail("forward good"))
    for _ in range(2):
        bench.submission.answers = [SubmissionError(broken, account=True, midway=True)]
        assert [broken] == bench.drain().troubles
    assert 1 == bench.drain().sent
    for _ in range(13):
        bench.now += timedelta(hours=2)
        bench.submission.answers = [SubmissionError(broken, account=True, midway=True)]
        bench.drain()
    with bench.journal() as journal:
        assert ["refused"] == [item.question["about"] for item in journal.reviews()]


def test_a_letter_is_not_given_up_for_the_days_the_server_was_away(bench: Bench) -> None:
    """After a weekend without a server, its first "come back later" is a first one."""
    bench.mailbox.put(mail("forward a"))
    bench.submission.answers = [SubmissionError("connection refused", account=True)]
    bench.drain()
    bench.now += timedelta(hours=60)
    bench.submission.answers = [BUSY]
    bench.drain()
    with bench.journal() as journal:
        assert [] == journal.reviews()
    bench.now += timedelta(minutes=5)
    assert 1 == bench.drain().sent


def test_finding_the_next_mails_costs_the_same_however_many_wait(bench: Bench) -> None:
    """The query for undecided mails walks an index and sorts nothing: a released hold may have a hundred thousand."""
    with bench.journal() as journal:
        seen: list[str] = []
        journal.db.set_trace_callback(seen.append)
        assert [] == mails.undecided(journal.db, limit=50)
        journal.db.set_trace_callback(None)
        plans = [str(row["detail"]) for sql in seen for row in journal.db.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [line for line in plans if "TEMP B-TREE" in line]


def test_two_mails_without_bytes_are_two_mails(bench: Bench) -> None:
    """After a renumbering a mail that the server withholds is not taken for an older one that it withheld, too."""
    bench.mailbox.put(b"")
    bench.mailbox.faults[1] = "the server does not hand out this mail"
    bench.drain()
    bench.mailbox.put(b"")
    bench.mailbox.renumber()
    bench.mailbox.faults[1001] = "the server does not hand out this mail"
    bench.drain()
    with bench.journal() as journal, journal.transaction(Commit.REVIEW) as db:
        mailboxes.release(db, 1)
    bench.drain()
    with bench.journal() as journal:
        assert 2 == len(journal.reviews())


def test_an_outage_seen_in_shadow_is_still_told_of(bench: Bench) -> None:
    """In shadow no notice goes out, so that the first real report, or the one taken up, sends it."""
    bench.mailbox.put(mail("outage a"), mail("outage b"))
    bench.drain(shadow=True)
    bench.mailbox.put(mail("outage c"), mail("outage d"))
    bench.drain()
    assert ["notice"] == [outgoing.kind for outgoing in bench.submission.taken]
    with bench.journal() as journal:
        shadow = [row for case in journal.cases() for row in journal.outbox(case.id) if row.state == "shadow"]
        assert 1 == len(shadow)


def test_a_case_that_is_written_on_without_end_sends_no_more(bench: Bench) -> None:
    """A machine that nobody recognises answers on one case: after twenty mails a person looks; reading stays cheap."""
    bench.mailbox.put(mail("ask a"))
    bench.drain()
    with bench.journal() as journal:
        (case,) = journal.cases()
    for number in range(30):
        bench.mailbox.put(mail(f"Re: number {number} ({case.id})"))
        bench.drain()
    forwards = [outgoing for outgoing in bench.submission.taken if outgoing.kind == "forward"]
    assert (19, "10 before") == (len(forwards), forwards[-1].body)
    with bench.journal() as journal:
        (item,) = journal.reviews()
        assert "the case has 20 mails already: does a machine write them?" == item.question["why"]


def test_a_case_of_large_mails_is_read_by_its_first_and_newest(bench: Bench) -> None:
    """What is held in memory, and sent along, has an end in octets as well."""
    bench.mailbox.put(*(mail(f"robot {number}") for number in range(4)))
    bench.drain()
    with bench.journal() as journal, journal.transaction(Commit.REVIEW) as db:
        db.execute("UPDATE mail SET size = ?", (mails.MOST_OCTETS // 2,))
        assert [1, 3, 4] == mails.foremost(db, [1, 2, 3, 4])
        assert [] == mails.foremost(db, [])


class Breaks(MemoryMailbox):
    """A mailbox whose server hangs up whenever it is asked for one of these."""

    poison: frozenset[int] = frozenset()

    def fetch(self, uids: Iterable[int]) -> Iterator[Fetched]:
        """The bytes, up to the one that breaks the connection."""
        for uid in uids:
            if uid in self.poison:
                raise MailboxError("imap.example: fetching mails: the connection broke off")
            yield from super().fetch([uid])


def test_a_mail_that_breaks_the_mailboxs_connection_holds_nobody_up(bench: Bench) -> None:
    """The others are taken at the next passes, by new processes even; after five tries a person is told of this one."""
    bench.mailbox = mailbox = Breaks()
    mailbox.poison = frozenset({2})
    mailbox.put(*(mail(f"forward {name}") for name in "abcd"))
    assert 1 == len(bench.drain().troubles)
    bench.drain()
    bench.drain()
    assert 3 == len(bench.submission.ids)
    for _ in range(5):
        bench.drain()
    assert [] == bench.drain().troubles
    with bench.journal() as journal:
        (item,) = journal.reviews()
        assert "mail" == item.question["about"]
        assert "breaks off whenever this mail is fetched" in item.question["why"]


def test_a_server_that_breaks_off_once_costs_no_mail(bench: Bench) -> None:
    """What was given before the break is in custody, and the rest comes whole when the server is well again."""
    bench.mailbox = mailbox = Breaks()
    mailbox.poison = frozenset({3})
    mailbox.put(*(mail(f"forward {name}") for name in "abcd"))
    bench.drain()
    mailbox.poison = frozenset()
    bench.drain()
    assert 4 == len(bench.submission.ids)
    with bench.journal() as journal:
        assert [] == journal.reviews()


def test_letters_are_held_in_memory_a_few_at_a_time(bench: Bench) -> None:
    """However large the mails that are passed on: the next letters are read up to a bound, and one at least."""
    with bench.journal() as journal, journal.transaction(Commit.REVIEW) as db:
        case = cases.open_case(db, secret=journal.secret, now=bench.now)
        large = b"x" * (outbox.MOST_OCTETS // 2 + 1)
        for number in range(3):
            name = f"<{number}@desk.example>"
            letter = Outgoing(Kind.FORWARD, "x", Envelope("", ("es@queues.example",)), name, "s", "b", large)
            outbox.add(db, letter, case=case.id, mail=None, shadow=False, now=bench.now)
        assert ["<0@desk.example>"] == [due.outgoing.message_id for due in outbox.due(db, bench.now, limit=9)]


def _timed(bench: Bench, worker: Worker) -> None:
    worker.timing = Timing(worker.journal, worker.deciding.planner, bench.limits, Waits(remind_after_days=()))


def test_a_timer_that_may_not_fire_wakes_nobody(bench: Bench) -> None:
    """On hold nothing is given up, as the answer may be among what is held, and the worker waits its whole poll."""
    bench.mailbox = mailbox = Waits60()
    mailbox.put(mail("ask a"))
    with bench.worker() as worker:
        _timed(bench, worker)
        worker.drain()
        with bench.journal() as journal, journal.transaction(Commit.REVIEW) as db:
            mailboxes.hold(db, 1, "a person asked for it")
        bench.now += timedelta(days=30)
        worker.drain()
        worker._wait()
        assert (60, []) == (mailbox.waited, worker.journal.reviews())
    with bench.worker() as worker:
        _timed(bench, worker)
        worker.drain()
        worker._wait()
        assert (60, []) == (mailbox.waited, worker.journal.reviews())


def test_what_is_due_of_a_bad_case_is_a_persons_and_holds_up_no_other(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it can be read any more: it waits for a person, and the other case is given up as is due."""
    bench.mailbox.put(mail("ask broken"), mail("ask good"))
    with bench.worker() as worker:
        _timed(bench, worker)
        worker.drain()
    def tripping(raw: bytes) -> Message:
        if b"broken" in raw:
            raise LookupError("it tripped")
        return parse(raw)

    monkeypatch.setattr(planner, "parse", tripping)
    monkeypatch.setattr(SubjectPlanner, "again", lambda _self, raw, **_given: planner.failed(raw, ValueError("x")))
    bench.now += timedelta(days=30)
    with bench.worker() as worker:
        _timed(bench, worker)
        worker.drain()
        assert ["error", "no answer"] == sorted(item.question["about"] for item in worker.journal.reviews())
        assert {CaseState.REVIEW} == {case.state for case in worker.journal.cases()}


def test_a_mail_that_was_passed_on_unread_is_not_read_when_its_timer_is_due(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may end the process: here nobody counts, so that it would do so at each start."""
    bench.mailbox.put(mail("consult a"))
    with bench.worker() as worker:
        _timed(bench, worker)
        worker.drain()
        worker.journal.db.execute("UPDATE mail SET attempts = 3")
        monkeypatch.setattr(SubjectPlanner, "again", lambda *_, **__: pytest.fail("it was read"))
        bench.now += timedelta(days=30)
        worker.drain()
        assert ["consult"] == [item.question["about"] for item in worker.journal.reviews()]
