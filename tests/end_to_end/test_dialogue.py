"""A dialogue over real servers: we ask, the customer answers, the case goes on; nobody else can join it."""

from email.utils import parseaddr

from mailroute.mail.parse import parse
from tests.end_to_end.desk import DESK, ES, HDQA, Desk, case_of, header, mail, message_id, samples, text_of
from tests.servers.smtp import Received

ASKED = "15-gather-answers-later"
ANSWER = "My NetID is isaavedraholm, and you can reach me at this address."
CUSTOMER = "isaavedraholm-fx@wisc.edu"


def ask(desk: Desk) -> tuple[bytes, Received]:
    """A customer writes and is asked; the mail, and our question as it arrived."""
    raw = samples()[ASKED]
    desk.account.append(raw)
    desk.once()
    (question,) = desk.server.received
    assert ("", (CUSTOMER,)) == (question.sender, question.recipients)
    return raw, question


def answer(question: Received, body: str, *, author: str = CUSTOMER, more: str = "", subject: str = "") -> bytes:
    """A reply to our question, with the question quoted below, as mail programs write it."""
    asked = header(question.data)
    quoted = "\n".join(f"> {line}" for line in parse(question.data).text.splitlines())
    return mail(
        subject or parse(question.data).subject,  # it begins with "Re:" already
        f"{body}\n\nOn {asked['Date']}, {parseaddr(str(asked['From']))[1]} wrote:\n{quoted}\n",
        author=author,
        answers=message_id(question),
        more=more,
    )


def test_the_answer_makes_the_case_complete(desk: Desk) -> None:
    """Asked, answered, forwarded to ES with both mails, in one case; the answer lies in Follow-ups."""
    raw, question = ask(desk)
    reply = answer(question, ANSWER)
    desk.account.append(reply)
    assert "1 received, 1 decided, 1 sent, 1 filed" == desk.once().lines[-1]
    _, forward = desk.server.received
    assert (DESK, (ES,)) == (forward.sender, forward.recipients)
    assert case_of(question) == case_of(forward)
    first, again = (b"\r\n\r\n" + original + b"\r\n--" for original in (raw, reply))
    assert (1, 1) == (forward.data.count(first), forward.data.count(again))
    assert CUSTOMER == parseaddr(str(header(forward.data)["Cc"]))[1]
    assert "NetID:          isaavedraholm" in text_of(forward)
    assert {"Answered": [raw], "Follow-ups": [reply]} == desk.folders()
    (shown,) = desk.json("case", "show", case_of(question))
    assert ("forwarded", "es") == (shown["state"], shown["disposition"])
    assert [("reply", "sent"), ("forward", "sent")] == [(row["kind"], row["state"]) for row in shown["outbox"]]


def test_a_stranger_joins_nothing(desk: Desk) -> None:
    """Somebody else who answers our question, in their own name, a forged one or on a forged Message-ID of ours."""
    _, question = ask(desk)
    forged_author = answer(question, ANSWER).replace(b"dmarc=pass", b"dmarc=fail")
    forged_name = answer(question, "Any news?", subject="Re: hello").replace(b".1.", b".2.").replace(b"MR-", b"")
    desk.account.append(answer(question, ANSWER, author="eve-fx@else.example"), forged_author, forged_name)
    assert "3 received, 3 decided, 0 sent, 3 filed" == desk.once().lines[-1]
    assert [question] == desk.server.received
    assert 3 == len({item.case for item in desk.waiting()} - {case_of(question)}), "each is a case of its own"
    (shown,) = desk.json("case", "show", case_of(question))
    assert "waiting_customer" == shown["state"]
    assert 3 == len(desk.folders()["Review"])


def test_a_robots_answer_is_never_answered(desk: Desk) -> None:
    """A vacation notice and a bounce on a case are marked there and sent nobody anything; the case waits on."""
    _, question = ask(desk)
    away = answer(question, "I am away until Monday.", more="Auto-Submitted: auto-replied")
    bounce = b"Return-Path: <>\r\n" + answer(
        question, "Delivery has failed to these recipients.", author="mailer-daemon@wisc.edu", subject="Undeliverable"
    )
    desk.account.append(away, bounce)
    assert "2 received, 2 decided, 0 sent, 2 filed" == desk.once().lines[-1]
    (shown,) = desk.json("case", "show", case_of(question))
    assert "waiting_customer" == shown["state"]
    assert 2 == [event["what"] for event in shown["events"]].count("robot")
    assert 2 == len(desk.folders()["Ignored"])


def test_the_customer_is_asked_once_a_day(desk: Desk) -> None:
    """An answer that still lacks something would bring a second question the same day: a person looks instead."""
    _, question = ask(desk)
    desk.account.append(answer(question, "Thank you, what do you need that for?"))
    desk.once()
    assert [question] == desk.server.received
    (item,) = desk.waiting()
    assert case_of(question) == item.case


def consulted(desk: Desk, words: str) -> Received:
    """Ask HDQA about a mail and let it answer; the question."""
    desk.account.append(samples()["08-qualtrics-quota"])
    desk.once()
    (consult,) = desk.server.received
    assert (HDQA,) == consult.recipients
    desk.account.append(answer(consult, words, author=HDQA))
    desk.once()
    return consult


def test_hdqas_plain_answer_decides(desk: Desk) -> None:
    """A plain no to a consultation: the case stays with the General Help Desk, and nobody is asked again."""
    consult = consulted(desk, "No.")
    assert [] == desk.waiting()
    assert "technical" == desk.json("case", "show", case_of(consult))[0]["state"]
    assert [consult] == desk.server.received


def test_hdqas_answer_in_doubt_is_a_persons(desk: Desk) -> None:
    """An answer that is neither yes nor no is shown to a person, who decides."""
    consult = consulted(desk, "It depends on what they want to do.")
    (item,) = desk.waiting()
    assert (case_of(consult), "consult") == (item.case, item.question["about"])
    assert 0 == desk.run("review", "decide", str(item.id), "technical", "--by", "kim").code
    desk.once()
    assert ([], [consult]) == (desk.waiting(), desk.server.received)
