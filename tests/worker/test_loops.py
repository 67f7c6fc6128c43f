"""A robot that answers us brings about nothing more: seen from the journal, one guard at a time."""

from datetime import timedelta

import pytest

from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.journal.records import OutboxState, ReviewItem
from mailroute.review import core
from mailroute.turns import MOST_IN_TURN, MOST_OF_A_SUBJECT
from tests.worker.bench import DESK, Bench, SubjectPlanner, mail


def waiting(bench: Bench) -> list[ReviewItem]:
    """What waits for a person."""
    with bench.journal() as journal:
        return journal.reviews()


def test_a_mail_after_our_answer_gets_none(bench: Bench) -> None:
    """Whatever its subject, within a day; a day later it gets one again."""
    for subject in ("ask 1", "ask 2 other words"):
        bench.mailbox.put(mail(subject))
        bench.drain()
    assert 1 == len(bench.submission.taken)
    assert ["answer"] == [item.question["about"] for item in waiting(bench)]
    assert "it may be a robot's answer" in waiting(bench)[0].question["why"]
    bench.now += timedelta(days=1)
    bench.mailbox.put(mail("ask 3"))
    bench.drain()
    assert 2 == len(bench.submission.taken)


def test_a_tag_makes_no_other_customer(bench: Bench) -> None:
    """``ana-fx+1`` and ``ana-fx+2`` are one customer to the limits."""
    for tag in range(3):
        bench.mailbox.put(mail("ask", author=f"ana-fx+{tag}@wisc.edu"))
        bench.drain()
    assert 1 == len(bench.submission.taken)


def test_the_same_subject_is_passed_on_thrice_a_day(bench: Bench) -> None:
    """A person writes twice; a new number makes no new subject; what came together is passed on, each."""
    bench.mailbox.put(mail("forward [#101] a"))
    bench.drain()
    bench.mailbox.put(*(mail(f"forward [#{number}] a") for number in range(102, 101 + MOST_OF_A_SUBJECT)))
    bench.drain()
    assert MOST_OF_A_SUBJECT == len(bench.submission.taken)
    bench.mailbox.put(mail("Re: forward [#109] A"))
    bench.drain()
    assert MOST_OF_A_SUBJECT == len(bench.submission.taken)
    assert ["author"] == [item.question["about"] for item in waiting(bench)]


def test_a_storm_of_forwards_ends(bench: Bench) -> None:
    """Under a new subject each time it ends, too, and only for that customer."""
    for number in range(MOST_IN_TURN + 3):
        bench.mailbox.put(mail(f"forward {'abcdefghijklmnopqrstuvwxyz'[number]}"))
        bench.drain()
    assert MOST_IN_TURN == len(bench.submission.taken)
    bench.mailbox.put(mail("forward z", author="bo-fx@wisc.edu"))
    bench.drain()
    assert MOST_IN_TURN + 1 == len(bench.submission.taken)


def test_a_token_in_the_text_names_the_case(bench: Bench) -> None:
    """An answer under a new subject that quotes our letter joins for its customer; a stranger's waits for a person."""
    bench.mailbox.put(mail("ask"))
    bench.drain()
    with bench.journal() as journal:
        token = journal.cases()[0].id
    bench.mailbox.put(mail("es", body=f"here it is\r\n> our letter ({token})"))
    bench.mailbox.put(mail("forward x", author="robot@elsewhere.example", body=f"> our letter ({token})"))
    bench.drain()
    with bench.journal() as journal:
        assert ["decided", "joined"] == sorted({event.what for event in journal.events(token)} & {"joined", "decided"})
    assert ["thread"] == [item.question["about"] for item in waiting(bench)]


@pytest.mark.parametrize("action", ["failed", "delayed"])
def test_a_forward_that_came_back_waits_for_a_person(bench: Bench, action: str) -> None:
    """It can be sent again; the report of a delay leaves a mark and nothing else."""
    bench.mailbox.put(mail("forward a"))
    bench.drain()
    bench.mailbox.put(report(bench.submission.ids[0], action))
    bench.drain()
    items = waiting(bench)
    with bench.journal() as journal:
        token = journal.cases()[0].id
        state = journal.outbox(token)[0].state
        assert "robot" in [event.what for event in journal.events(token)]
        if action == "delayed":
            assert ([], OutboxState.SENT) == (items, state)
            return
        assert (["refused"], OutboxState.FAILED) == ([item.question["about"] for item in items], state)
        assert "it came back undelivered: 5.1.1" in items[0].question["why"]
        word = AgentWord("kim-fx", Disposition.CPS)
        core.decide(journal, SubjectPlanner(journal.secret), items[0].id, word, now=bench.now)
    bench.drain()
    assert 2 * bench.submission.ids[:1] == bench.submission.ids


def test_a_second_report_asks_nothing_more(bench: Bench) -> None:
    """One question for a letter, however often it comes back."""
    bench.mailbox.put(mail("forward a"))
    bench.drain()
    bench.mailbox.put(*(report(bench.submission.ids[0], "failed") for _ in range(3)))
    bench.drain()
    assert 1 == len(waiting(bench))


def report(name: str, action: str) -> bytes:
    """A delivery report about the mail of this name. This bench's planner knows a robot by its subject."""
    return (
        f"From: MAILER-DAEMON@queues.example\r\nTo: {DESK}\r\nSubject: robot\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; boundary="b"\r\n\r\n--b\r\n\r\nnot delivered\r\n--b\r\n'
        "Content-Type: message/delivery-status\r\n\r\n"
        f"Final-Recipient: rfc822; x\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
        f"\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {name}\r\n\r\nx\r\n--b--\r\n"
    ).encode()


def test_an_answer_that_came_back_leaves_a_mark(bench: Bench) -> None:
    """Its customer wrote, and can again: the case waits on, and no person is asked."""
    bench.mailbox.put(mail("ask"))
    bench.drain()
    bench.mailbox.put(report(bench.submission.ids[0], "failed"))
    bench.drain()
    assert [] == waiting(bench)
    with bench.journal() as journal:
        (case,) = journal.cases()
        assert "robot" in [event.what for event in journal.events(case.id)]
        assert OutboxState.SENT == journal.outbox(case.id)[0].state
