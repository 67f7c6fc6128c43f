"""Guesses beside a question: who gets them, and that nothing but the question knows of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from mailroute import bootstrap, config, resources
from mailroute.decision import Proposal
from mailroute.disposition import Disposition
from mailroute.mail.identity import CaseHead, case_token
from mailroute.mail.parse import parse
from mailroute.meaning import SecondOpinion, installed
from mailroute.planner import Planner
from mailroute.planning import Plan
from mailroute.proposing import Proposing

CORPUS = Path(__file__).parent / "corpus"
CASE = CaseHead(case_token(1, b"secret"), 1)
EXTRA = pytest.mark.skipif(not installed(), reason="the extra `ml` is not installed")
GUESS = (Proposal("wifi", 0.61), Proposal("duo", 0.5))


class Anything:
    """Guesses the same of every text, and remembers the texts."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def propose(self, text: str, most: int = 3) -> tuple[Proposal, ...]:
        """Our guess."""
        self.asked.append(text)
        return GUESS[:most]


@cache
def desk(people: Path) -> bootstrap.Desk:
    """The packaged example desk with a directory of its own."""
    example = config.load(resources.example_config().read_text(encoding="utf-8"), folder=resources.share())
    chosen = replace(example, catalog=replace(example.catalog, people=people))
    return bootstrap.assemble(chosen, now=datetime(2026, 11, 24, tzinfo=UTC))


@cache
def planners(people: Path, *, real: bool) -> tuple[Planner, Planner]:
    """A planner without a second opinion, and one with it."""
    alone = desk(people)
    with_it = replace(alone, second=SecondOpinion(alone.catalogue.services)).planner() if real else alone.planner()
    if not real:
        with_it._second = Anything()
    return alone.planner(), with_it


def mails() -> Iterator[ParameterSet]:
    """Every mail of the corpus and of the demo, with its directory."""
    for folder, people in (
        (CORPUS, CORPUS / "people.csv"),
        (resources.demo() / "mails", resources.demo() / "people.csv"),
    ):
        for path in sorted(folder.glob("*.eml")):
            yield pytest.param(path, people, id=path.stem)


def planned(planner: Planner, raw: bytes) -> Plan:
    """The plan of a mail that is read five minutes after it was written."""
    message = parse(raw)
    now = (message.date or datetime(2026, 11, 24, 18, tzinfo=UTC)).astimezone(UTC) + timedelta(minutes=5)
    return planner.plan(raw, now=now, case=CASE, message=message)


def without_guesses(plan: Plan) -> Plan:
    """The plan as it is known to everything but the person who is asked."""
    question = plan.decision.question
    asked = None if question is None else replace(question, proposals=())
    return replace(plan, decision=replace(plan.decision, question=asked))


@pytest.mark.parametrize("real", [pytest.param(False, id="any"), pytest.param(True, id="real", marks=EXTRA)])
@pytest.mark.parametrize(("path", "people"), list(mails()))
def test_nothing_but_the_question_differs(path: Path, people: Path, *, real: bool) -> None:
    """Facts, disposition, missing, route, trail and the mails sent are the same with a second opinion and without."""
    alone, with_it = (planned(planner, path.read_bytes()) for planner in planners(people, real=real))
    assert alone.decision.question is None or () == alone.decision.question.proposals
    assert (alone.decision.disposition, alone.decision.missing, alone.route, alone.decision.trail) == (
        with_it.decision.disposition,
        with_it.decision.missing,
        with_it.route,
        with_it.decision.trail,
    )
    assert alone == without_guesses(with_it)


def mail(body: str, subject: str = "Question", more: str = "") -> bytes:
    """A mail of a customer of no known department."""
    return (
        f"From: Ana Example <ana-fx@wisc.edu>\r\nTo: help@doit.example\r\n{more}"
        f"Subject: {subject}\r\nMessage-ID: <1-fx@wisc.edu>\r\nDate: Tue, 24 Nov 2026 17:59:00 +0000\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\nReturn-Path: <ana-fx@wisc.edu>\r\n\r\n{body}\r\n"
    ).encode()


def guessed(raw: bytes, second: Proposing) -> Plan:
    """The plan with this second opinion."""
    planner = desk(CORPUS / "people.csv").planner()
    planner._second = second
    return planned(planner, raw)


def test_a_question_about_the_service_gets_guesses() -> None:
    """Where no service is recognised, the person sees what the mail is like; subject and newest text were asked."""
    second = Anything()
    plan = guessed(mail("The thingy on the wall blinks.\r\n\r\n> an older mail", "Blinking"), second)
    assert plan.decision.question is not None
    assert (Disposition.REVIEW, "10", "service", GUESS) == (
        plan.decision.disposition,
        plan.decision.rule,
        plan.decision.question.about,
        plan.decision.question.proposals,
    )
    assert ["Blinking\nThe thingy on the wall blinks."] == [text.strip() for text in second.asked]


def test_a_mail_in_another_language_gets_guesses() -> None:
    """It goes to a person by rule 5, who sees which services it is like."""
    text = "Guten Tag, ich kann mich mit meinem Rechner nicht mit dem Netz verbinden, was kann ich noch tun?"
    plan = guessed(mail(text, "Verbindung"), Anything())
    assert plan.decision.question is not None
    assert (Disposition.REVIEW, "5", GUESS) == (
        plan.decision.disposition,
        plan.decision.rule,
        plan.decision.question.proposals,
    )


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(mail("My timesheet in Workday shows error 17 when I submit it."), id="acted-on"),
        pytest.param(mail("Somebody stole my laptop with all the student records on it."), id="security"),
        pytest.param(
            mail(
                "My timesheet in Workday shows error 17 when I submit it.",
                more="Authentication-Results: mx.mailroute.example; dmarc=fail header.from=wisc.edu\r\n",
            ),
            id="another-question",
        ),
    ],
)
def test_nothing_else_is_asked_about(raw: bytes) -> None:
    """What is acted on, a matter of security, and an English mail with another question get no guess."""
    second = Anything()
    plan = guessed(raw, second)
    assert plan.decision.question is None or () == plan.decision.question.proposals
    assert [] == second.asked
