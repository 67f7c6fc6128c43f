"""The worker's ordinary days, and its bad ones that are no crash."""

from datetime import timedelta

import pytest

from mailroute.case import CaseState
from mailroute.config_sections import LimitsSection
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.faults import Commit, Crash, armed
from mailroute.journal import mailboxes, mails, outbox
from mailroute.journal.records import OutboxState
from mailroute.review import core
from mailroute.shadowed import take_up
from mailroute.submission import SubmissionError
from tests.worker.bench import HDQA, Bench, SubjectPlanner, mail


def answer(subject: str, bench: Bench, *, author: str = "ana-fx@wisc.edu", extra: str = "") -> bytes:
    """A mail that answers the last one that the desk sent."""
    return mail(
        f"Re: {subject}", author=author, extra=f"In-Reply-To: {bench.submission.ids[-1]}\r\n{extra}", body=author
    )


def test_every_mail_is_accounted_for(bench: Bench) -> None:
    """Each mail is forwarded, answered, ignored or waits for a person, and lies in the folder that says so."""
    bench.mailbox.put(mail("forward a"), mail("ask b"), mail("robot c"), mail("doubt d"))
    done = bench.drain()
    assert (4, 4, 2, 4) == (done.received, done.decided, done.sent, done.filed)
    assert {"Forwarded": 1, "Answered": 1, "Ignored": 1, "Review": 1} == {
        folder: len(raws) for folder, raws in bench.mailbox.filed.items()
    }
    with bench.journal() as journal:
        assert ["service"] == [item.question["about"] for item in journal.reviews()]


def test_a_second_run_does_nothing(bench: Bench) -> None:
    """What is done is done."""
    bench.mailbox.put(mail("forward a"), mail("ask b"), mail("doubt c"))
    bench.drain()
    sent = list(bench.submission.ids)
    assert not bench.drain().anything
    assert sent == bench.submission.ids


def test_a_mail_left_unread_or_read_is_the_same(bench: Bench) -> None:
    """A mail with the Message-ID of another one is another mail: both are handled."""
    bench.mailbox.put(
        mail("forward a", message="<same@mail.example>"), mail("forward a", message="<same@mail.example>")
    )
    assert 2 == bench.drain().sent
    assert 2 == len(set(bench.submission.ids))


def test_a_deferred_letter_is_sent_later_and_filed_then(bench: Bench) -> None:
    """After a 4yz the same bytes go out when the wait is over, not before; until then the mail stays where it is."""
    bench.mailbox.put(mail("forward a"))
    bench.submission.answers = [SubmissionError("451 busy", response="451 busy")]
    bench.drain()
    assert ([], 1) == (bench.submission.ids, len(bench.mailbox.inbox))
    assert not bench.drain().sent
    bench.now += timedelta(minutes=3)
    assert 1 == bench.drain().sent
    assert ["Forwarded"] == list(bench.mailbox.filed)


def test_a_letter_put_off_for_a_day_is_a_persons_matter(bench: Bench) -> None:
    """Putting off has an end."""
    bench.mailbox.put(mail("forward a"))
    for _ in range(13):
        bench.submission.answers = [SubmissionError("451 busy")]
        bench.drain()
        bench.now += timedelta(hours=2)
    with bench.journal() as journal:
        assert ["refused"] == [item.question["about"] for item in journal.reviews()]


def test_a_refused_letter_waits_for_a_person(bench: Bench) -> None:
    """After a 5yz nothing is sent again; the mail lies in Review and the server's words are in the question."""
    bench.mailbox.put(mail("forward a"))
    bench.submission.answers = [SubmissionError("550 no such queue", permanent=True)]
    bench.drain()
    bench.drain()
    assert ([], ["Review"]) == (bench.submission.ids, list(bench.mailbox.filed))
    with bench.journal() as journal:
        (item,) = journal.reviews()
        assert ("refused", "550 no such queue") == (item.question["about"], item.question["why"])
        assert CaseState.REVIEW == journal.cases()[0].state


def test_a_letter_in_doubt_is_never_sent_again(bench: Bench) -> None:
    """When no answer came to the final dot, a person decides; days later it still was not sent again."""
    bench.mailbox.put(mail("ask a"))
    bench.submission.answers, bench.submission.late = [SubmissionError("connection lost", in_doubt=True)], True
    bench.drain()
    bench.now += timedelta(days=3)
    bench.drain()
    with bench.journal() as journal:
        (item,) = journal.reviews()
        assert ([], "sent") == (bench.submission.ids, item.question["about"])
        assert 1 == journal.status(bench.now).in_doubt


def test_an_unreachable_server_keeps_everything(bench: Bench) -> None:
    """A server that is down costs no letter an attempt: one clear line, and all goes out when it is back."""
    bench.mailbox.put(mail("forward a"), mail("forward b"))
    bench.submission.answers = [SubmissionError("smtp.example: connection refused", account=True)]
    assert ["smtp.example: connection refused"] == bench.drain().troubles
    with bench.journal() as journal:
        assert [0, 0] == [row.attempts for row in outbox.due(journal.db, bench.now, limit=9)]
    assert 2 == bench.drain().sent


def test_an_unreachable_mailbox_is_one_line(bench: Bench) -> None:
    """A mailbox that cannot be opened ends the run with its line; the mail is taken the next time."""
    bench.mailbox.put(mail("forward a"))
    bench.mailbox.down = "imap.example: connection refused"
    assert ["imap.example: connection refused"] == bench.drain().troubles
    bench.mailbox.down = ""
    assert 1 == bench.drain().sent


def test_a_rule_that_fails_becomes_a_review(bench: Bench) -> None:
    """An exception in evidence or rules is a question for a person, and the other mails go on."""
    bench.mailbox.put(mail("broken a"), mail("forward b"))
    assert 1 == bench.drain().sent
    with bench.journal() as journal:
        (item,) = journal.reviews()
        assert "error" == item.question["about"]
        assert "LookupError: a rule tripped over it" in item.question["why"]


def test_a_mail_that_kills_mailroute_is_set_aside(bench: Bench) -> None:
    """Attempts are counted before they are made: after three crashes the mail is shunted, the others are handled."""
    bench.mailbox.put(mail("forward bad"), mail("forward good"))
    for _ in range(3):
        with pytest.raises(Crash), bench.worker() as worker, armed("plan.before"):
            worker.drain()
    bench.drain()
    with bench.journal() as journal:
        assert 1 == journal.status(bench.now).shunted
        (row,) = mails.shunted(journal.db)
        assert (1, 1) == (row.uid, len(bench.submission.ids))
        with journal.transaction(Commit.REVIEW) as db:
            assert mails.unshunt(db, row.id)
    bench.drain()
    assert 2 == len(set(bench.submission.ids))


def test_a_new_uidvalidity_holds_the_mailbox(bench: Bench) -> None:
    """Everything is taken in, nothing is decided or sent until a person releases it."""
    bench.mailbox.put(mail("forward a"))
    bench.drain()
    bench.mailbox.put(mail("forward b"), mail("ask c"))
    bench.mailbox.renumber()
    done = bench.drain()
    assert (2, 0, 0, 0) == (done.received, done.decided, done.sent, done.filed)
    with bench.journal() as journal:
        assert journal.status(bench.now).held
        (held,) = mailboxes.held(journal.db)
        assert "UIDVALIDITY 7 became 8" in held.hold
        with journal.transaction(Commit.REVIEW) as db:
            mailboxes.release(db, held.id)
    assert 2 == bench.drain().sent
    assert {} == bench.mailbox.inbox


def test_a_renumbered_mail_is_known_by_its_bytes(bench: Bench) -> None:
    """A mail that was decided before the renumbering is not decided again: its letter goes out once, on release."""
    bench.mailbox.put(mail("forward a"))
    bench.submission.answers = [SubmissionError("451 busy")]
    bench.drain()
    bench.mailbox.renumber()
    bench.now += timedelta(hours=1)
    assert not bench.drain().sent
    with bench.journal() as journal, journal.transaction(Commit.REVIEW) as db:
        mailboxes.release(db, 1)
    bench.drain()
    assert (1, {}) == (len(bench.submission.ids), bench.mailbox.inbox)


@pytest.mark.parametrize("whole", [False, True])
def test_a_lost_journal_holds_the_mailbox(bench: Bench, *, whole: bool) -> None:
    """A new journal, and our folders hold mail: nothing is sent unasked, whether the old one's mark is there or not."""
    bench.mailbox.put(mail("forward a"))
    bench.drain()
    bench.path.unlink()
    if whole:
        bench.path.with_name(f"{bench.path.name}.mark").unlink()
    bench.mailbox.put(mail("forward b"))
    assert 0 == bench.drain().sent
    with bench.journal() as journal:
        assert journal.status(bench.now).held


def test_a_letter_whose_mail_is_gone_is_in_doubt(bench: Bench) -> None:
    """At the start, a waiting letter for a mail that somebody took away waits for a person: perhaps it was handled."""
    bench.mailbox.put(mail("forward a"))
    bench.submission.answers = [SubmissionError("451 busy")]
    bench.drain()
    bench.mailbox.inbox.clear()
    bench.now += timedelta(hours=1)
    bench.drain()
    assert [] == bench.submission.ids
    with bench.journal() as journal:
        assert ["sent"] == [item.question["about"] for item in journal.reviews()]


def test_a_limit_ends_answers_not_forwards(bench: Bench) -> None:
    """When a limit is reached, the next answer is a review about ``answer``; a forward still goes out."""
    bench.limits = LimitsSection(per_customer_day=2)
    bench.mailbox.put(*(mail(f"ask {n}") for n in range(4)), mail("forward x"), mail("ask y", author="bo-fx@wisc.edu"))
    bench.drain()
    assert [2, 1] == [
        sum(to in outgoing.envelope.recipients for outgoing in bench.submission.taken)
        for to in ("ana-fx@wisc.edu", "bo-fx@wisc.edu")
    ]
    with bench.journal() as journal:
        assert ["answer", "answer"] == [item.question["about"] for item in journal.reviews()]
        assert (
            "the limit of 2 automatic mails to this customer in a day is reached"
            == journal.reviews()[0].question["why"]
        )


def test_twenty_reports_make_one_notice(bench: Bench) -> None:
    """Later reports of an outage are counted onto it; twelve hours later a new one begins."""
    bench.mailbox.put(*(mail(f"outage {n}") for n in range(20)))
    bench.drain()
    assert 1 == len(bench.submission.ids)
    bench.now += timedelta(hours=13)
    bench.mailbox.put(mail("outage again"))
    bench.drain()
    assert 2 == len(bench.submission.ids)


def test_shadow_sends_and_moves_nothing(bench: Bench) -> None:
    """In shadow everything is decided and journaled, and the world stays as it is."""
    bench.mailbox.put(mail("forward a"), mail("ask b"), mail("doubt c"))
    done = bench.drain(shadow=True)
    assert (3, 0, 0) == (done.decided, done.sent, done.filed)
    assert ([], {}, 3) == (bench.submission.ids, bench.mailbox.filed, len(bench.mailbox.inbox))
    with bench.journal() as journal:
        rows = [row for case in journal.cases() for row in journal.outbox(case.id)]
        assert [OutboxState.SHADOW] * 2 == [row.state for row in rows]


def test_after_shadow_nothing_goes_out_unasked(bench: Bench) -> None:
    """The real worker leaves what was decided in shadow alone, until it is told to take it up."""
    bench.mailbox.put(mail("forward a"), mail("ask b"))
    bench.drain(shadow=True)
    assert not bench.drain().sent
    with bench.journal() as journal:
        assert 2 == take_up(journal, bench.now)
    assert 2 == bench.drain().sent
    assert {} == bench.mailbox.inbox


def test_an_answer_joins_its_case(bench: Bench) -> None:
    """The customer's answer is decided with the mails before it, in the same case."""
    bench.mailbox.put(mail("ask a"))
    bench.drain()
    bench.mailbox.put(answer("ask a", bench))
    bench.drain()
    assert "1 before" == bench.submission.taken[-1].body
    with bench.journal() as journal:
        (case,) = journal.cases()
        assert (CaseState.FORWARDED, "es") == (case.state, case.disposition)
        assert 2 == len(journal.decisions(case.id))
    assert "Follow-ups" in bench.mailbox.filed


def test_the_token_in_the_subject_will_do(bench: Bench) -> None:
    """A client that drops In-Reply-To keeps the subject, which carries the case's token."""
    bench.mailbox.put(mail("ask a"))
    bench.drain()
    with bench.journal() as journal:
        token = journal.cases()[0].id
    bench.mailbox.put(mail(f"Re: ask a ({token})"))
    bench.drain()
    with bench.journal() as journal:
        assert [CaseState.FORWARDED] == [case.state for case in journal.cases()]


def test_a_stranger_does_not_join_a_case(bench: Bench) -> None:
    """Somebody else's answer, or a forged From that failed authentication, opens a review of its own."""
    bench.mailbox.put(mail("ask a"))
    bench.drain()
    failed = "Authentication-Results: mx.desk.example; dmarc=fail header.from=wisc.edu\r\n"
    bench.mailbox.put(answer("ask a", bench, author="eve-fx@else.example"), answer("ask a", bench, extra=failed))
    bench.drain()
    with bench.journal() as journal:
        states = [case.state for case in journal.cases()]
        assert [CaseState.REVIEW, CaseState.REVIEW, CaseState.WAITING_CUSTOMER] == states


def test_a_forged_message_id_joins_nothing(bench: Bench) -> None:
    """A name of ours without its seal is nobody's."""
    bench.mailbox.put(mail("ask a"))
    bench.drain()
    forged = bench.submission.ids[-1].replace(".1.", ".2.")
    bench.mailbox.put(mail("forward b", extra=f"In-Reply-To: {forged}\r\n"))
    bench.drain()
    with bench.journal() as journal:
        assert 2 == len(journal.cases())


def test_a_robot_on_a_case_leaves_a_mark(bench: Bench) -> None:
    """A bounce of our question is noted with the case, which stays as it is."""
    bench.mailbox.put(mail("ask a"))
    bench.drain()
    bench.mailbox.put(answer("robot says it is away", bench))
    bench.drain()
    with bench.journal() as journal:
        (case,) = journal.cases()
        assert (CaseState.WAITING_CUSTOMER, "ask a") == (case.state, case.subject)
        assert "robot" in [event.what for event in journal.events(case.id)]
    assert "Ignored" in bench.mailbox.filed


def test_a_further_mail_waits_with_its_case(bench: Bench) -> None:
    """While a person is asked, the customer's next mail joins and nothing is sent over the person's head."""
    bench.mailbox.put(mail("ask a"))
    bench.drain()
    bench.mailbox.put(answer("ask a", bench, author=HDQA))
    bench.drain()
    with bench.journal() as journal, journal.transaction(Commit.REVIEW) as db:
        db.execute("UPDATE \"case\" SET state = 'review' WHERE disposition = 'gather'")
    bench.mailbox.put(answer("ask a", bench))
    sent = len(bench.submission.ids)
    bench.drain()
    assert sent == len(bench.submission.ids)


def test_an_hdqa_answer_counts_only_when_authenticated(bench: Bench) -> None:
    """HDQA's word joins a consultation when its domain passed; else it is a stranger's."""
    bench.mailbox.put(mail("consult a"))
    bench.drain()
    passed = "Authentication-Results: mx.desk.example; dmarc=pass header.from=queues.example\r\n"
    bench.mailbox.put(answer("consult a", bench, author=HDQA))
    bench.drain()
    with bench.journal() as journal:
        assert 2 == len(journal.cases())
    bench.mailbox.put(answer("consult a", bench, author=HDQA, extra=passed))
    bench.drain()
    with bench.journal() as journal:
        assert [CaseState.REVIEW, CaseState.REVIEW] == [case.state for case in journal.cases()]


def test_a_mail_that_is_not_whole_waits_for_a_person(bench: Bench) -> None:
    """What the server could not hand out whole is in custody and in review, never decided on its beginning."""
    bench.mailbox.put(mail("forward a"))
    bench.mailbox.faults[1] = "the mail has 99999999 octets"
    bench.drain()
    assert [] == bench.submission.ids
    with bench.journal() as journal:
        assert ["mail"] == [item.question["about"] for item in journal.reviews()]


def test_a_person_decides_and_the_worker_sends(bench: Bench) -> None:
    """A decision in another process is a letter in the outbox; the next pass sends it."""
    bench.mailbox.put(mail("doubt a"))
    bench.drain()
    with bench.journal() as journal:
        word = AgentWord(by="kim", disposition=Disposition.CPS)
        core.decide(journal, SubjectPlanner(journal.secret), 1, word, now=bench.now)
    assert 1 == bench.drain().sent


def test_what_the_server_still_has_is_filed_again(bench: Bench) -> None:
    """The hourly account takes up a mail that the journal thinks filed and the server still lists."""
    raw = mail("robot a")
    bench.mailbox.put(raw)
    bench.drain()
    bench.mailbox.inbox[1] = raw
    bench.now += timedelta(hours=2)
    bench.drain()
    assert {} == bench.mailbox.inbox


def test_a_hold_in_mid_run_stops_what_waits(bench: Bench) -> None:
    """The server renumbers while the worker runs: at the next connection even a letter that is due stays here."""
    bench.mailbox.put(mail("forward a"))
    bench.submission.answers = [SubmissionError("451 busy")]
    with bench.worker() as worker:
        worker.drain()
        bench.mailbox.down = "connection lost"
        worker.drain()
        bench.mailbox.down = ""
        bench.mailbox.renumber()
        bench.now += timedelta(hours=1)
        worker.drain()
    assert [] == bench.submission.ids


def test_shadow_does_not_finish_what_was_begun_for_real(bench: Bench) -> None:
    """A letter that waits, and a mail that was not filed before a crash, stay as they are in a shadow run."""
    bench.mailbox.put(mail("forward a"), mail("robot b"))
    bench.submission.answers = [SubmissionError("451 busy")]
    with pytest.raises(Crash), bench.worker() as worker, armed("file.before"):
        worker.drain()
    bench.now += timedelta(hours=1)
    bench.drain(shadow=True)
    assert ([], 2) == (bench.submission.ids, len(bench.mailbox.inbox))
