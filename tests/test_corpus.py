"""Mails on the edges of the procedure, and the demo's mailbox, from raw bytes to the decision."""

import csv
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from mailroute import catalog_files, procedure, resources
from mailroute.decision import Decision
from mailroute.disposition import Disposition
from mailroute.evidence.reader import DeskContext, Reader
from mailroute.facts import Facts
from mailroute.mail.parse import parse

CORPUS = Path(__file__).parent / "corpus"
DESK = DeskContext(
    addresses=("help@doit.example",),
    authserv_id="mx.mailroute.example",
    chat_bridge="chat-bridge-fx@doit.example",
    voicemail="voicemail-fx@doit.example",
)
NOTES_ONLY = {Disposition.IGNORE, Disposition.OUTAGE, Disposition.REVIEW}
"""Where these are the disposition, department and services are notes that decide nothing."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the procedure makes of a mail."""

    disposition: str
    departments: tuple[str | None, ...]
    services: tuple[str, ...]
    missing: tuple[str, ...]
    urgent: bool | None
    also_ok: tuple[str, ...]
    why: str


def corpus() -> list[tuple[Path, Expected]]:
    """Every mail of tests/corpus with its expectation."""
    cases = []
    for mail in sorted(CORPUS.glob("*.eml")):
        told = json.loads(mail.with_suffix(".expected.json").read_text(encoding="utf-8"))
        departments = (told["department"], *told.get("department_also_ok", ()))
        lists = [tuple(told[name]) for name in ("services", "missing", "also_ok")]
        cases.append(
            (
                mail,
                Expected(told["disposition"], departments, lists[0], lists[1], told["urgent"], lists[2], told["why"]),
            )
        )
    return cases


def demo() -> list[tuple[Path, Expected]]:
    """Every mail of demo/mails with its row of expected.csv."""
    folder = resources.demo()
    cases = []
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            lists = [_split(row[name]) for name in ("services", "missing", "also_ok")]
            expected = Expected(
                row["disposition"], (row["department"] or None,), lists[0], lists[1], None, lists[2], row["why"]
            )
            cases.append((folder / "mails" / row["file"], expected))
    return cases


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def reader(people: Path) -> Reader:
    """The example catalogue with a directory of its own."""
    folder = resources.catalog()
    tables = [(folder / name).read_bytes() for name in ("departments.csv", "services.csv")]
    return Reader(catalog_files.read(tables[0], tables[1], people.read_bytes()), DESK)


def decided(mail: Path, people: Path) -> tuple[Facts, Decision]:
    """The facts and the decision of a mail, read five minutes after it was written."""
    message = parse(mail.read_bytes())
    now = (message.date or datetime(2026, 11, 24, 18, tzinfo=UTC)).astimezone(UTC) + timedelta(minutes=5)
    facts = reader(people).read(message, now=now)
    return facts, procedure.decide(facts)


def case(mail: Path, expected: Expected) -> ParameterSet:
    """A mail as a test of its own, named as its file."""
    return pytest.param(mail, expected, id=mail.stem)


def check(mail: Path, expected: Expected, people: Path) -> None:
    """The decision is the expected one, or one that a careful reader could defend."""
    facts, decision = decided(mail, people)
    trail = "\n".join(f"{step.rule}: {step.asks} {step.answer}" for step in decision.trail)
    assert decision.disposition in {expected.disposition, *expected.also_ok}, f"{expected.why}\n{trail}"
    if decision.disposition != expected.disposition:
        return
    if decision.disposition is Disposition.GATHER:
        assert sorted(expected.missing) == sorted(decision.missing), expected.why
    if expected.urgent is not None:
        assert expected.urgent == decision.urgent, expected.why
    if decision.disposition not in NOTES_ONLY:
        department = facts.department.answer.id if facts.department.answer else None
        assert department in expected.departments, f"{expected.why}\n{facts.department.evidence}"
        assert set(expected.services) == {service.id for service in facts.services.answer}, expected.why


@pytest.mark.parametrize(("mail", "expected"), [case(*row) for row in corpus()])
def test_a_mail_on_an_edge_is_decided_as_a_person_would(mail: Path, expected: Expected) -> None:
    """Every mail of tests/corpus gets its expected disposition, department, services and missing fields."""
    check(mail, expected, CORPUS / "people.csv")


@pytest.mark.parametrize(("mail", "expected"), [case(*row) for row in demo()])
def test_a_mail_of_the_demo_is_decided_as_its_table_says(mail: Path, expected: Expected) -> None:
    """Every mail of the demo's mailbox gets what demo/expected.csv says."""
    check(mail, expected, resources.demo() / "people.csv")


def test_every_mail_has_an_expectation() -> None:
    """No mail of the corpus or the demo lies there unread, and no expectation is without its mail."""
    assert {mail.stem for mail in CORPUS.glob("*.eml")} == {
        mail.name.removesuffix(".expected.json") for mail in CORPUS.glob("*.expected.json")
    }
    assert {mail.name for mail in (resources.demo() / "mails").glob("*.eml")} == {mail.name for mail, _ in demo()}


def test_the_demo_shows_every_disposition() -> None:
    """Each disposition that a new mail can get is among the demo's mails."""
    assert set(Disposition) - {Disposition.FOLLOW_UP} == {Disposition(expected.disposition) for _, expected in demo()}
