"""After the forward: what a further mail of the customer becomes, by the planner with its real parts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mailroute import bootstrap, config, resources
from mailroute.decision import Decision
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord, ThreadKind
from mailroute.finding import Finding
from mailroute.mail.identity import CaseHead, PassedOn, case_token, message_id
from mailroute.mail.outgoing import Kind
from mailroute.mail.parse import parse
from mailroute.mail.wire import ComposeError
from mailroute.planner import Planner
from mailroute.planning import Plan

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TOKEN = case_token(1, b"secret")
ES = ("hd-es@queues.example",)
FORWARD = message_id(Kind.FORWARD, TOKEN, 1, domain="doit.example", secret=b"secret")
WHERE = PassedOn(Disposition.ES, FORWARD, f"Enterprise Support request ({TOKEN})", ES)
CASE = CaseHead(TOKEN, 2, first_forward=False, passed_on=WHERE)
ANSWER = Finding(ThreadKind.CUSTOMER_ANSWER)


@pytest.fixture(scope="module")
def planner() -> Planner:
    """The planner of the packaged example desk, without a directory."""
    text = resources.example_config().read_text(encoding="utf-8")
    example = config.load(text, folder=resources.share())
    routes = replace(example.routes, es=ES, cps=("cps@queues.example",))
    catalog = replace(example.catalog, people=None)
    return bootstrap.assemble(replace(example, catalog=catalog, routes=routes), now=NOW).planner()


def mail(body: str, more: str = "", media: str = "text/plain; charset=utf-8") -> bytes:
    """A mail of a customer of no known department."""
    return (
        "From: Ana Example <ana-fx@wisc.edu>\r\nTo: help@doit.example\r\nSubject: Re: Question\r\n"
        f"Message-ID: <{abs(hash(body))}@wisc.edu>\r\nDate: Mon, 02 Mar 2026 08:59:00 +0000\r\n"
        f"Return-Path: <ana-fx@wisc.edu>\r\nMIME-Version: 1.0\r\nContent-Type: {media}\r\n{more}\r\n{body}\r\n"
    ).encode()


FIRST = mail("Workday shows error 12 when I submit my timesheet. My NetID is afxample, reach me at this address.")
LATER = mail("Since noon it is blue instead.")


def planned(planner: Planner, raw: bytes, *, where: PassedOn = WHERE, earlier: tuple[bytes, ...] = (FIRST,)) -> Plan:
    """What becomes of a mail on the case."""
    return planner.plan(raw, now=NOW, case=replace(CASE, passed_on=where), thread=ANSWER, earlier=earlier)


def about(decision: Decision) -> str:
    """What a person is asked about."""
    return decision.question.about if decision.question else ""


def test_it_follows_in_the_same_thread_alone(planner: Planner) -> None:
    """To the same recipients, under the same subject, with the new mail and no other; nobody is in Cc again."""
    raw = mail("It happens in Firefox, too.")
    plan = planned(planner, raw)
    (letter,) = plan.outgoing
    assert (Disposition.FOLLOW_UP, "es", ES) == (plan.decision.disposition, plan.route.name, plan.route.recipients)
    assert (Kind.FORWARD, "addition", ES) == (letter.kind, letter.template, letter.envelope.recipients)
    sent = parse(letter.payload)
    assert ((FORWARD,), (FORWARD,), f"Re: {WHERE.subject}") == (sent.in_reply_to, sent.references, sent.subject)
    assert (True, False) == (raw in letter.payload, FIRST in letter.payload)
    assert b"\r\nCc:" not in letter.payload.partition(b"\r\n\r\n")[0]
    assert not letter.body.startswith(("#", ">"))


@pytest.mark.parametrize(
    ("text", "disposition", "asked"),
    [
        ("Ich habe es auch mit einem anderen Browser versucht, es geht immer noch nicht.", "review", "request"),
        ("Now Workday is down for everyone in our building, nobody can log in.", "outage", ""),
        ("My laptop was stolen last night.", "review", "security"),
        ("I also can't submit my assignment in Canvas, the Canvas page stays blank.", "review", "thread"),
        ("By the way, I work in the Office of the Registrar.", "review", "department"),
        ("I have asked my colleague Jo to try it, without success.", "follow_up", ""),
        ("Thanks!", "follow_up", ""),
        ("Solved, thanks!", "follow_up", ""),
        ("My department is Chemistry, and my phone is 608 555 0100.", "follow_up", ""),
    ],
)
def test_what_it_may_not_be(planner: Planner, text: str, disposition: str, asked: str) -> None:
    """Rules 3 to 6, a new matter and a contract partner stop it; nothing else does."""
    plan = planned(planner, mail(text))
    assert (disposition, asked) == (plan.decision.disposition.value, about(plan.decision))
    assert (disposition == "follow_up") == any(letter.template == "addition" for letter in plan.outgoing)


def test_a_screenshot_alone_follows(planner: Planner) -> None:
    """It is what the queue has asked for; an empty mail is nothing."""
    parts = (
        "--b\r\nContent-Type: text/plain\r\n\r\n\r\n--b\r\nContent-Type: image/png; name=screen.png\r\n"
        "Content-Disposition: attachment; filename=screen.png\r\n\r\nx\r\n--b--"
    )
    raw = mail(parts, media='multipart/mixed; boundary="b"').replace(b"Subject: Re: Question", b"Subject:")
    assert "addition" == planned(planner, raw).outgoing[0].template
    empty = mail("").replace(b"Subject: Re: Question", b"Subject:")
    assert ("request", ()) == (about(planned(planner, empty).decision), planned(planner, empty).outgoing)


def test_the_route_of_an_agent_holds(planner: Planner) -> None:
    """A case of no service, that an agent sent to CPS: its customer's next mail goes there, unread by rules 7 to 17."""
    where = replace(WHERE, disposition=Disposition.CPS, recipients=("cps@queues.example",))
    plan = planned(planner, LATER, where=where, earlier=(mail("The projector shows all in green."),))
    assert (Disposition.FOLLOW_UP, "cps") == (plan.decision.disposition, plan.route.name)


def test_what_was_not_sent_yet_is_replaced(planner: Planner) -> None:
    """One letter with both mails; where the procedure would go elsewhere than the agent did, it follows behind."""
    waiting = replace(WHERE, sent=False)
    plan = planned(planner, mail("It happens in Firefox, too."), where=waiting)
    assert (Disposition.ES, "forward_es") == (plan.decision.disposition, plan.outgoing[0].template)
    green = mail("The projector shows all in green.")
    plan = planned(planner, LATER, where=waiting, earlier=(green,))
    assert ["addition"] == [letter.template for letter in plan.outgoing]


def test_what_an_agent_sends_there_again_is_an_addition(planner: Planner) -> None:
    """A second first letter would open a second ticket; to another queue it is the first."""

    def said(disposition: Disposition) -> list[str]:
        word = AgentWord("kim", disposition)
        plan = planner.plan(mail("Blue."), now=NOW, case=CASE, agent=word, earlier=(FIRST,))
        assert FIRST in plan.outgoing[0].payload
        return [letter.template for letter in plan.outgoing]

    assert (["addition"], ["forward_cps"]) == (said(Disposition.ES), said(Disposition.CPS))


def test_at_the_general_help_desk_nobody_is_written_to(planner: Planner) -> None:
    """It is filed with the case."""
    plan = planned(planner, LATER, where=PassedOn(Disposition.TECHNICAL))
    assert (Disposition.FOLLOW_UP, ()) == (plan.decision.disposition, plan.outgoing)


def test_a_route_that_is_gone_is_told(planner: Planner) -> None:
    """Recipients come from the configuration alone."""
    with pytest.raises(ComposeError, match=r"the case went to old@queues.example, which \[routes\] no longer names"):
        planned(planner, LATER, where=replace(WHERE, recipients=("old@queues.example",)))
