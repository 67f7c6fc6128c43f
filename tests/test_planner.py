"""The planner with its real parts: the packaged catalogue, templates and procedure."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mailroute import bootstrap, config, resources
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord, ThreadKind
from mailroute.finding import Finding
from mailroute.mail.identity import CaseHead, case_token
from mailroute.mail.outgoing import Kind
from mailroute.mail.parse import parse
from mailroute.planner import Planner, failed, not_whole
from mailroute.planning import RouteTaken

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CASE = CaseHead(case_token(1, b"secret"), 1)
ANSWER = Finding(ThreadKind.CUSTOMER_ANSWER)


@pytest.fixture(scope="module")
def planner() -> Planner:
    """The planner of the packaged example desk, without a directory."""
    example = config.load(resources.example_config().read_text(encoding="utf-8"), folder=resources.share())
    desk = bootstrap.assemble(replace(example, catalog=replace(example.catalog, people=None)), now=NOW)
    return desk.planner()


def mail(body: str, subject: str = "Question") -> bytes:
    """A mail of a customer of no known department."""
    return (
        "From: Ana Example <ana-fx@wisc.edu>\r\nTo: help@doit.example\r\n"
        f"Subject: {subject}\r\nMessage-ID: <{abs(hash(body))}@wisc.edu>\r\nDate: Mon, 02 Mar 2026 08:59:00 +0000\r\n"
        f"Return-Path: <ana-fx@wisc.edu>\r\n\r\n{body}\r\n"
    ).encode()


FIRST = mail("My timesheet in Workday shows an error when I submit it. Please help me with Workday.")
"""A Pick 2 service without a NetID or a desired address."""


def test_a_question_to_the_customer_is_a_reply(planner: Planner) -> None:
    """What is missing is asked, at the address that wrote."""
    plan = planner.plan(FIRST, now=NOW, case=CASE)
    assert (Disposition.GATHER, RouteTaken("customer", ("ana-fx@wisc.edu",))) == (plan.decision.disposition, plan.route)
    assert [Kind.REPLY] == [outgoing.kind for outgoing in plan.outgoing]


def test_a_limit_turns_the_answer_into_a_review(planner: Planner) -> None:
    """A person writes then; the reason stands in the facts, the answer that was meant in the proposal."""
    plan = planner.plan(FIRST, now=NOW, case=CASE, limits_reached="the limit of 1 is reached")
    assert plan.decision.question is not None
    assert (Disposition.REVIEW, "answer", Disposition.GATHER) == (
        plan.decision.disposition,
        plan.decision.question.about,
        plan.decision.proposed,
    )
    assert () == plan.outgoing
    assert "the limit of 1 is reached" == plan.facts.answerable.evidence[0].quote


def test_an_answer_goes_on_with_the_first_mails_matter(planner: Planner) -> None:
    """With the NetID and the address the case is complete: it goes to ES, and the trail begins with rule 2."""
    answer = mail("My NetID is afxample and you can reach me at this address.", "Re: Question")
    plan = planner.plan(answer, now=NOW, case=CASE, thread=ANSWER, earlier=(FIRST,))
    assert (Disposition.ES, "es") == (plan.decision.disposition, plan.route.name)
    answered = [step.rule for step in plan.decision.trail if step.answer.startswith("yes")]
    assert ["2", "14"] == answered
    assert FIRST in plan.outgoing[0].payload


def test_an_answer_that_still_lacks_something_asks_again(planner: Planner) -> None:
    """Only what is still missing is asked."""
    answer = mail("My NetID is afxample.", "Re: Question")
    plan = planner.plan(answer, now=NOW, case=CASE, thread=ANSWER, earlier=(FIRST,))
    assert (Disposition.GATHER, ("desired_email",)) == (plan.decision.disposition, plan.decision.missing)


def test_solved_before_the_forward_closes_the_case(planner: Planner) -> None:
    """The procedure sends unresolved incidents on; a solved one is not forwarded."""
    plan = planner.plan(mail("Never mind, it works now. Thanks!"), now=NOW, case=CASE, thread=ANSWER, earlier=(FIRST,))
    assert (Disposition.IGNORE, ()) == (plan.decision.disposition, plan.outgoing)
    assert "the case closes" in plan.decision.trail[-1].answer


@pytest.mark.parametrize("also", ["My NetID is afxample, reach me at this address.", "Never mind, it works now."])
def test_what_may_be_a_matter_of_security_in_an_answer_is_a_persons(planner: Planner, also: str) -> None:
    """However complete the case is, and even if it is solved: nothing is sent, and it does not close unseen."""
    answer = mail(f"{also} By the way, a strange person called me and I gave him my password.", "Re: Question")
    plan = planner.plan(answer, now=NOW, case=CASE, thread=ANSWER, earlier=(FIRST,))
    assert plan.decision.question is not None
    assert (Disposition.REVIEW, "security", ()) == (
        plan.decision.disposition,
        plan.decision.question.about,
        plan.outgoing,
    )


def test_an_answer_about_another_service_is_a_new_matter(planner: Planner) -> None:
    """Rule 2b: it gives nothing that was asked, and names a service that the case is not about."""
    answer = mail("I also can't submit my assignment in Canvas, the Canvas page stays blank.", "Re: Question")
    plan = planner.plan(answer, now=NOW, case=CASE, thread=ANSWER, earlier=(FIRST,))
    assert plan.decision.question is not None
    assert (Disposition.REVIEW, "2b", "thread") == (
        plan.decision.disposition,
        plan.decision.rule,
        plan.decision.question.about,
    )
    assert ["workday"] == [service.id for service in plan.facts.services.answer]


def test_another_service_named_on_the_way_is_no_new_matter(planner: Planner) -> None:
    """Who gives what was asked goes on with the case."""
    answer = mail("My NetID is afxample, reach me at this address. Canvas works for me, by the way.", "Re: Question")
    plan = planner.plan(answer, now=NOW, case=CASE, thread=ANSWER, earlier=(FIRST,))
    assert Disposition.ES is plan.decision.disposition


def test_hdqas_answer_is_read_by_a_person(planner: Planner) -> None:
    """A sentence of HDQA's is not guessed at."""
    plan = planner.plan(mail("Yes, take it."), now=NOW, case=CASE, thread=Finding(ThreadKind.HDQA_ANSWER))
    assert plan.decision.question is not None
    assert (Disposition.REVIEW, "consult") == (plan.decision.disposition, plan.decision.question.about)


def test_an_agents_service_goes_through_the_same_procedure(planner: Planner) -> None:
    """The agent names the service, the procedure finds what is missing."""
    vague = mail("It does not work, please help. My NetID is afxample.")
    plan = planner.plan(vague, now=NOW, case=CASE, agent=AgentWord(by="kim", service="workday"))
    assert Disposition.GATHER is plan.decision.disposition
    assert "agent" == plan.decision.trail[0].rule


def test_a_failure_is_a_review_that_names_it() -> None:
    """Whatever broke, the mail is a person's, with the reason in one line."""
    plan = failed(FIRST, KeyError("netid\nand more"))
    assert plan.decision.question is not None
    assert (Disposition.REVIEW, "error") == (plan.decision.disposition, plan.decision.question.about)
    assert plan.error is not None
    assert "\n" not in plan.error
    assert "ana-fx@wisc.edu" == plan.facts.author


def test_a_mail_that_is_not_whole_is_a_review() -> None:
    """Nothing is decided on the beginning of a mail."""
    plan = not_whole(FIRST[:50], "the mail has 99999999 octets")
    assert plan.decision.question is not None
    assert ("mail", "the mail has 99999999 octets; look at it in the mailbox") == (
        plan.decision.question.about,
        plan.decision.question.why,
    )


def test_without_letters_the_route_is_the_same(planner: Planner) -> None:
    """Whom a letter would go to is told without writing it; every mail of the demo keeps its route."""
    for path in sorted((resources.demo() / "mails").glob("*.eml")):
        raw = path.read_bytes()
        message = parse(raw)
        now = message.date or NOW
        written = planner.plan(raw, now=now, case=CASE)
        told = planner.plan(raw, now=now, case=CASE, letters=False)
        assert (written.route, written.decision) == (told.route, told.decision), path.name
        assert () == told.outgoing
