"""A case that is decided again: what was not yet sent of the earlier decision never goes out beside the new one."""

from datetime import timedelta

import pytest

from mailroute.case import CaseState
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.journal import outbox
from mailroute.journal.records import OutboxState
from mailroute.review import core
from mailroute.review.core import ReviewError
from mailroute.submission import SubmissionError
from tests.worker.bench import Bench, SubjectPlanner, mail

BUSY = SubmissionError("451 busy", response="451 busy")


def answer(subject: str, bench: Bench) -> bytes:
    """The customer's next mail on the case of the last letter that went out."""
    return mail(f"Re: {subject}", extra=f"In-Reply-To: {bench.submission.ids[-1]}\r\n")


@pytest.fixture
def waiting(bench: Bench) -> Bench:
    """A desk that has asked, was answered, and could not yet send the forward."""
    bench.mailbox.put(mail("ask a"))
    bench.drain()
    bench.mailbox.put(answer("here it is", bench))
    bench.submission.answers = [BUSY]
    bench.drain()
    return bench


def states(bench: Bench) -> list[OutboxState]:
    """Of every letter of the one case, in order."""
    with bench.journal() as journal:
        (case,) = journal.cases()
        return [row.state for row in journal.outbox(case.id)]


@pytest.mark.parametrize(
    ("word", "state"), [("solved", CaseState.CLOSED), ("stolen", CaseState.REVIEW), ("uneasy", CaseState.REVIEW)]
)
def test_a_forward_that_waits_is_given_up_when_the_case_turns(waiting: Bench, word: str, state: CaseState) -> None:
    """A customer's "solved" or a matter of security stops the forward that a busy server has not taken yet."""
    waiting.mailbox.put(answer(word, waiting))
    waiting.drain()
    waiting.now += timedelta(hours=2)
    waiting.drain()
    assert ["reply"] == [outgoing.kind for outgoing in waiting.submission.taken]
    assert [OutboxState.SENT, OutboxState.CANCELLED] == states(waiting)
    with waiting.journal() as journal:
        assert [state] == [case.state for case in journal.cases()]


def test_the_forward_that_takes_its_place_is_the_queues_first(waiting: Bench) -> None:
    """One forward goes out, with both mails; it is the first that the queue sees, so the customer is in its Cc."""
    waiting.mailbox.put(answer("and this", waiting))
    waiting.drain()
    waiting.now += timedelta(hours=2)
    waiting.drain()
    forward = waiting.submission.taken[-1]
    assert ("2 before", True) == (forward.body, forward.subject.endswith(" first"))
    assert [OutboxState.SENT, OutboxState.CANCELLED, OutboxState.SENT] == states(waiting)


def test_the_notice_of_an_outage_goes_out_all_the_same(bench: Bench) -> None:
    """Whatever the customer writes next, HDQA and SNCC hear of the outage."""
    bench.mailbox.put(mail("outage a"))
    bench.submission.answers = [BUSY]
    bench.drain()
    with bench.journal() as journal:
        (case,) = journal.cases()
    bench.mailbox.put(mail(f"Re: solved ({case.id})"))
    bench.drain()
    bench.now += timedelta(hours=2)
    bench.drain()
    assert ["notice"] == [outgoing.kind for outgoing in bench.submission.taken]


@pytest.mark.parametrize("word", ["stolen", "uneasy"])
def test_a_matter_of_security_on_a_waiting_case_is_what_the_agent_is_asked(bench: Bench, word: str) -> None:
    """The question that the agent was reading is void; the new one has the new mail, and nothing was sent."""
    bench.mailbox.put(mail("doubt a"))
    bench.drain()
    with bench.journal() as journal:
        (case,) = journal.cases()
    bench.mailbox.put(mail(f"Re: {word} ({case.id})"))
    bench.drain()
    with bench.journal() as journal:
        planner = SubjectPlanner(journal.secret)
        with pytest.raises(ReviewError, match=r"review 1 is superseded: the case .* has a newer question"):
            core.decide(journal, planner, 1, AgentWord(by="kim", disposition=Disposition.CPS), now=bench.now)
        (item,) = journal.reviews()
        assert (2, "security", 2) == (item.id, item.question["about"], item.mail_id)
        assert [] == journal.outbox(case.id)


def test_a_question_of_security_is_asked_once(bench: Bench) -> None:
    """What the customer adds joins the question that is open, which keeps its number and its age."""
    bench.mailbox.put(mail("stolen a"))
    bench.drain()
    with bench.journal() as journal:
        (case,) = journal.cases()
    bench.mailbox.put(mail(f"Re: stolen, too ({case.id})"))
    bench.drain()
    with bench.journal() as journal:
        assert [(1, True)] == [(item.id, item.urgent) for item in journal.reviews()]


def test_a_letter_in_doubt_keeps_its_own_way_out(bench: Bench) -> None:
    """A matter of security on a case whose forward is in doubt: the same bytes can still be sent again by a person."""
    bench.submission.answers, bench.submission.late = [SubmissionError("gone", in_doubt=True)], True
    bench.mailbox.put(mail("forward a"))
    bench.drain()
    bench.submission.late = False
    with bench.journal() as journal:
        (case,) = journal.cases()
        (letter,) = journal.outbox(case.id)
    bench.mailbox.put(mail(f"Re: stolen ({case.id})"))
    bench.drain()
    with bench.journal() as journal:
        assert ["security", "sent"] == sorted(item.question["about"] for item in journal.reviews())
        word = AgentWord(by="kim", disposition=Disposition.CPS)
        core.decide(journal, SubjectPlanner(journal.secret), 1, word, now=bench.now)
        assert [letter.message_id] == [row.message_id for row in journal.outbox(case.id)]
        assert 1 == len(outbox.due(journal.db, bench.now, limit=9))
