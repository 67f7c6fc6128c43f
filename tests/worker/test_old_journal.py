"""A journal that is not the desk's newest one: held, and nothing goes out that may have gone out before."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.faults import Commit, Crash, armed
from mailroute.journal import mailboxes
from mailroute.journal.mark import Marked
from mailroute.review import core
from mailroute.submission import SubmissionError
from tests.worker.bench import Bench, SubjectPlanner, mail

BUSY = SubmissionError("451 busy", response="451 busy")


def beside(bench: Bench) -> list[Path]:
    """The journal's file and its mark."""
    return [bench.path, bench.path.with_name(f"{bench.path.name}.mark")]


@contextmanager
def restored(bench: Bench, tmp_path: Path, *, whole: bool) -> Iterator[None]:
    """What is done in the block is not in the journal that stands there afterwards; with ``whole``, nor in its mark."""
    backup = tmp_path / "backup"
    backup.mkdir()
    files = beside(bench)[: 2 if whole else 1]
    for file in files:
        shutil.copy(file, backup)
    yield
    for file in files:
        shutil.copy(backup / file.name, file)


def reason(bench: Bench) -> str:
    """Why the mailbox is on hold; "" when it is not."""
    with bench.journal() as journal:
        return "; ".join(box.hold for box in mailboxes.held(journal.db))


def release(bench: Bench) -> None:
    """``mailroute retry --release-hold``."""
    with bench.journal() as journal, journal.transaction(Commit.RELEASE) as db:
        for box in mailboxes.held(db):
            mailboxes.release(db, box.id)


def put(bench: Bench, *words: str) -> None:
    """Mails come."""
    bench.mailbox.put(*(mail(word) for word in words))


@pytest.mark.parametrize("whole", [False, True])
def test_yesterdays_journal_holds_the_mailbox(bench: Bench, tmp_path: Path, *, whole: bool) -> None:
    """Its mark knows of more letters; and if that is yesterday's too, our folders hold mails that it does not know."""
    put(bench, "forward a", "forward b")
    bench.drain()
    with restored(bench, tmp_path, whole=whole):
        put(bench, "forward c", "forward d", "forward e")
        bench.drain()
    put(bench, "forward f")
    sent = bench.submission.ids
    assert (1, 0, 0) == ((done := bench.drain()).received, done.decided, done.sent)
    assert "that the journal does not know" in reason(bench)
    assert "--release-hold" in reason(bench)
    release(bench)
    assert (1, 1) == ((done := bench.drain()).decided, done.sent)
    assert 6 == len(set(bench.submission.ids)), "no Message-ID is given a second time"
    assert sent == bench.submission.ids[:5]
    assert "" == reason(bench), "released is released"
    put(bench, "forward g")
    assert 1 == bench.drain().sent


@pytest.mark.parametrize("whole", [False, True])
def test_letters_that_waited_in_an_old_journal_are_in_doubt(bench: Bench, tmp_path: Path, *, whole: bool) -> None:
    """They have gone out since: after the release, too, only a person can have them sent again."""
    bench.submission.answers = [BUSY, BUSY]
    put(bench, "forward a", "ask b")
    bench.drain()
    with restored(bench, tmp_path, whole=whole):
        bench.now = bench.now.replace(hour=15)
        put(bench, "forward c", "forward d", "forward e")
        assert 5 == bench.drain().sent
    bench.drain()
    assert reason(bench)
    release(bench)
    bench.drain()
    assert 5 == len(bench.submission.ids)
    with bench.journal() as journal:
        assert 2 == journal.status(bench.now).in_doubt
        assert ["sent", "sent"] == [item.question["about"] for item in journal.reviews()]


def test_what_an_agent_ordered_before_the_backup_is_not_sent_again(bench: Bench, tmp_path: Path) -> None:
    """Its mail lies in its folder, as it did then: only the mark tells that the letter has gone out since."""
    put(bench, "doubt a")
    bench.drain()
    with bench.journal() as journal:
        planner = SubjectPlanner(journal.secret)
        core.decide(journal, planner, 1, AgentWord(by="kim", disposition=Disposition.CPS), now=bench.now)
    with restored(bench, tmp_path, whole=False):
        assert 1 == bench.drain().sent
    bench.drain()
    release(bench)
    assert 0 == bench.drain().sent
    with bench.journal() as journal:
        assert ["sent"] == [item.question["about"] for item in journal.reviews()]


def test_numbers_that_a_lost_day_has_given_are_given_to_nobody_else(bench: Bench, tmp_path: Path) -> None:
    """A letter under a Message-ID that was used may be taken for the other one, and be dropped."""
    put(bench, "ask a")
    bench.drain()
    with restored(bench, tmp_path, whole=False):
        put(bench, "forward b")
        bench.drain()
    bench.mailbox.filed.clear()  # the folders tell nothing
    put(bench, "forward c")
    bench.drain()
    release(bench)
    bench.drain()
    assert [1, 2, 3] == [len(set(bench.submission.ids[:count])) for count in (1, 2, 3)]


def test_a_mail_that_waited_to_be_decided_in_an_old_journal_is_in_doubt(bench: Bench) -> None:
    """Taken and not yet decided when the worker stopped, gone from INBOX now: what it brings is not sent unasked."""
    put(bench, "forward a")
    with pytest.raises(Crash), armed("T1.after"):
        bench.drain()
    bench.mailbox.inbox.clear()
    assert (1, 0) == ((done := bench.drain()).decided, done.sent)
    with bench.journal() as journal:
        assert ["sent"] == [item.question["about"] for item in journal.reviews()]


def test_a_journal_whose_mark_is_missing_came_from_elsewhere(bench: Bench) -> None:
    """Whoever copies the file alone may have copied any state of it."""
    put(bench, "forward a")
    bench.drain()
    beside(bench)[1].unlink()
    put(bench, "forward b")
    assert 0 == bench.drain().sent
    assert "missing" in reason(bench)
    release(bench)
    assert 1 == bench.drain().sent
    assert (0, "") == (bench.drain().sent, reason(bench)), "released is released"


def test_another_journal_in_the_place_of_the_lost_one(bench: Bench) -> None:
    """Even if no folder holds a mail any more, the mark tells that there was another journal."""
    put(bench, "forward a")
    bench.drain()
    bench.mailbox.filed.clear()
    bench.path.unlink()
    put(bench, "forward b")
    assert 0 == bench.drain().sent
    assert "another journal" in reason(bench)
    release(bench)
    assert 1 == bench.drain().sent
    assert (0, "") == (bench.drain().sent, reason(bench)), "released is released"


def test_a_mail_that_a_person_put_into_a_folder_of_ours_holds_nothing(bench: Bench) -> None:
    """Few strangers are no sign of a lost day; but numbers are left out, in case they are."""
    put(bench, "forward a")
    bench.drain()
    bench.mailbox.filed["Forwarded"].append(mail("by hand"))
    put(bench, "forward b")
    assert 1 == bench.drain().sent
    assert "" == reason(bench)
    with bench.journal() as journal:
        assert [1, 1000] < [row[0] for row in journal.db.execute('SELECT id FROM "case" ORDER BY id')]


def test_a_crash_before_the_hold_is_committed_does_not_lose_it(bench: Bench, tmp_path: Path) -> None:
    """The mark becomes the old journal's when the hold is in it, not before."""
    put(bench, "forward a")
    bench.drain()
    with restored(bench, tmp_path, whole=False):
        put(bench, "forward b")
        bench.drain()
    for point in ("begin.before", "begin.after"):
        with pytest.raises(Crash), armed(point):
            bench.drain()
    put(bench, "forward c")
    assert 0 == bench.drain().sent
    assert reason(bench)


@pytest.mark.parametrize("text", ["", "nonsense\n", "0123456789abcdef 12\n"])
def test_a_mark_that_cannot_be_read_is_none(bench: Bench, text: str) -> None:
    """It stands for a missing one."""
    with bench.journal() as journal:
        assert journal.mark.read() is None
        journal.mark.write(journal.marked())
        assert Marked(journal.marked().identity, 0) == journal.mark.read()
        journal.mark.path.write_text(text)
        assert journal.mark.read() is None
