"""A person's decision: a fact, committed once, with what follows from it."""

from pathlib import Path

import pytest

from mailroute.case import CaseState
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.journal import Journal
from mailroute.journal.records import OutboxState
from mailroute.review import core
from mailroute.review.core import ReviewError
from mailroute.submission import SubmissionError
from tests.worker.bench import Bench, SubjectPlanner, mail


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A desk with one mail in doubt."""
    made = Bench(tmp_path / "mailroute.db")
    made.mailbox.put(mail("doubt a"))
    made.drain()
    return made


def decided(journal: Journal, bench: Bench, disposition: Disposition, *, review: int = 1, by: str = "kim") -> None:
    """Decide, and keep nothing of the plan."""
    word = AgentWord(by=by, disposition=disposition, note="looked it up")
    core.decide(journal, SubjectPlanner(journal.secret), review, word, now=bench.now)


def test_a_decision_is_a_fact_with_a_name(bench: Bench) -> None:
    """Decision, outgoing mail, closed review and the case's new state stand in the journal together."""
    with bench.journal() as journal:
        decided(journal, bench, Disposition.CPS)
        (case,) = journal.cases()
        assert (CaseState.FORWARDED, "cps") == (case.state, case.disposition)
        assert ["", "kim"] == [decision.by for decision in journal.decisions(case.id)]
        assert [OutboxState.WAITING] == [row.state for row in journal.outbox(case.id)]
        item = journal.review(1)
        assert item is not None
        assert ("decided", "kim", "cps", "looked it up") == (item.state, item.decided_by, item.decided_as, item.note)
        assert [] == journal.reviews()


def test_nobody_decides_twice(bench: Bench) -> None:
    """The second one is told who was first, and nothing changes."""
    with bench.journal() as journal:
        decided(journal, bench, Disposition.IGNORE)
        with pytest.raises(ReviewError, match=r"review 1 was decided by kim \(2026-03-02.*\): ignore"):
            decided(journal, bench, Disposition.CPS, by="lee")
        assert [] == journal.outbox(journal.cases()[0].id)


@pytest.mark.parametrize("disposition", [Disposition.REVIEW, Disposition.FOLLOW_UP])
def test_a_word_that_decides_nothing_is_refused(bench: Bench, disposition: Disposition) -> None:
    """``review`` is where the mail is already."""
    with bench.journal() as journal, pytest.raises(ReviewError, match="is no decision of an agent"):
        decided(journal, bench, disposition)


def test_a_decision_needs_a_name(bench: Bench) -> None:
    """Nobody decides nameless."""
    with bench.journal() as journal, pytest.raises(ReviewError, match="needs the name"):
        decided(journal, bench, Disposition.CPS, by=" ")


def test_an_unknown_review_is_said_so(bench: Bench) -> None:
    """The list is named."""
    with (
        bench.journal() as journal,
        pytest.raises(ReviewError, match="there is no review 77: see 'mailroute review list'"),
    ):
        decided(journal, bench, Disposition.CPS, review=77)


def test_a_mail_that_cannot_be_written_changes_nothing(bench: Bench) -> None:
    """When the plan fails, the review stays open and the agent chooses again."""
    bench.mailbox.put(mail("broken b"))
    bench.drain()
    with bench.journal() as journal:
        with pytest.raises(ReviewError, match="cannot be decided so: a rule tripped over it"):
            decided(journal, bench, Disposition.CPS, review=2)
        assert ["open", "open"] == [item.state for item in journal.reviews()]


def test_a_mail_that_mailroute_fails_on_can_still_be_ignored(bench: Bench) -> None:
    """Whoever has dealt with it by hand closes the review; the error stays with the decision."""
    bench.mailbox.put(mail("broken b"))
    bench.drain()
    with bench.journal() as journal:
        decided(journal, bench, Disposition.IGNORE, review=2)
        assert ([1], CaseState.CLOSED) == ([item.id for item in journal.reviews()], journal.cases()[0].state)


def test_a_mail_that_is_not_whole_is_never_forwarded_as_if_it_were(bench: Bench) -> None:
    """The queue would take the beginning for the mail: the agent forwards it by hand, then says ``ignore``."""
    bench.mailbox.put(mail("forward b"))
    bench.mailbox.faults[2] = "the mail has 99999999 octets"
    bench.drain()
    with bench.journal() as journal:
        with pytest.raises(ReviewError, match="99999999 octets: forward it by hand from the mailbox"):
            decided(journal, bench, Disposition.CPS, review=2)
        decided(journal, bench, Disposition.IGNORE, review=2)
        assert [1] == [item.id for item in journal.reviews()]


def test_a_word_without_a_disposition_lets_the_procedure_go_on(bench: Bench) -> None:
    """The procedure may come back with a new question; the old one is closed."""
    with bench.journal() as journal:
        planner = SubjectPlanner(journal.secret)
        plan = core.decide(journal, planner, 1, AgentWord(by="kim", department="chem"), now=bench.now)
        assert Disposition.REVIEW is plan.decision.disposition
        assert [2] == [item.id for item in journal.reviews()]


def test_a_proposal_has_no_effect(bench: Bench) -> None:
    """It shows the mail that the proposed disposition would send, and sends nothing."""
    with bench.journal() as journal:
        plan = core.proposal(journal, SubjectPlanner(journal.secret), 1, now=bench.now)
        assert plan is not None
        assert ("cps@queues.example",) == plan.outgoing[0].envelope.recipients
        assert (1, []) == (len(journal.reviews()), journal.outbox(journal.cases()[0].id))


def in_doubt(bench: Bench, subject: str) -> str:
    """A letter whose final dot had no answer; the Message-ID that it has."""
    bench.submission.answers, bench.submission.late = [SubmissionError("gone", in_doubt=True)], True
    bench.mailbox.put(mail(subject))
    bench.drain()
    bench.submission.late = False
    with bench.journal() as journal:
        return journal.outbox(journal.cases()[0].id)[0].message_id


def test_a_forward_in_doubt_may_be_sent_again(bench: Bench) -> None:
    """A person says so: the same bytes go out under the same Message-ID."""
    name = in_doubt(bench, "forward b")
    with bench.journal() as journal:
        decided(journal, bench, Disposition.CPS, review=2)
        assert CaseState.FORWARDED is journal.cases()[0].state
    bench.drain()
    assert [name] == bench.submission.ids


def test_a_letter_in_doubt_may_be_taken_as_sent(bench: Bench) -> None:
    """``ignore`` says that it was sent: the case goes on as if it had been, and nothing goes out."""
    in_doubt(bench, "forward b")
    with bench.journal() as journal:
        decided(journal, bench, Disposition.IGNORE, review=2)
        assert (CaseState.FORWARDED, 0) == (journal.cases()[0].state, journal.status(bench.now).in_doubt)
    assert 0 == bench.drain().sent


def test_a_reply_in_doubt_is_never_the_same_again(bench: Bench) -> None:
    """When a person asks the customer after all, it is a new letter with a name of its own."""
    name = in_doubt(bench, "ask b")
    with bench.journal() as journal:
        decided(journal, bench, Disposition.GATHER, review=2)
    bench.drain()
    assert 1 == len(bench.submission.ids)
    assert name not in bench.submission.ids


def test_a_letter_in_doubt_needs_a_clear_word(bench: Bench) -> None:
    """Without a disposition nobody knows whether to send again: it is asked for, and the review stays open."""
    in_doubt(bench, "forward b")
    with bench.journal() as journal:
        with pytest.raises(ReviewError, match="name a disposition, such as ignore or cps"):
            core.decide(journal, SubjectPlanner(journal.secret), 2, AgentWord(by="kim"), now=bench.now)
        assert [1, 2] == [item.id for item in journal.reviews()]


def test_another_decision_takes_the_place_of_a_letter_in_doubt(bench: Bench) -> None:
    """When a person sends the mail elsewhere, the old letter is given up and nothing stays in doubt."""
    name = in_doubt(bench, "forward b")
    with bench.journal() as journal:
        decided(journal, bench, Disposition.CONSULT, review=2)
        assert 0 == journal.status(bench.now).in_doubt
    bench.drain()
    assert (1, False) == (len(bench.submission.ids), name in bench.submission.ids)


def test_what_is_decided_in_shadow_stays_in_shadow(tmp_path: Path) -> None:
    """A review of a mail that was only watched sends nothing."""
    bench = Bench(tmp_path / "shadow.db")
    bench.mailbox.put(mail("doubt a"))
    bench.drain(shadow=True)
    with bench.journal() as journal:
        decided(journal, bench, Disposition.CPS)
        assert [OutboxState.SHADOW] == [row.state for row in journal.outbox(journal.cases()[0].id)]
