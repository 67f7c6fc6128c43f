"""``mailroute case`` and ``mailroute ruling``."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from .conftest import Run

IN_A_YEAR = str((datetime.now(UTC) + timedelta(days=365)).date())


def test_cases_are_listed_the_newest_first(desk: Run) -> None:
    """The list can be narrowed by state and length, for people and as JSON lines."""
    cases = [json.loads(line) for line in desk("case", "list", "--json").stdout.splitlines()]
    assert {"id", "state", "opened_at", "customer", "subject", "disposition", "urgent"} < set(cases[0])
    opened = [case["opened_at"] for case in cases]
    assert opened == sorted(opened, reverse=True)
    forwarded = [
        json.loads(line) for line in desk("case", "list", "--state", "forwarded", "--json").stdout.splitlines()
    ]
    assert {"forwarded"} == {case["state"] for case in forwarded}
    assert 4 == len(desk("case", "list", "--limit", "3").stdout.splitlines())


def test_a_case_tells_its_life(desk: Run) -> None:
    """Question, answer and forward of the demo's dialogue are on one page, with the reason."""
    (case,) = [
        json.loads(line)
        for line in desk("case", "list", "--json").stdout.splitlines()
        if "25Live event request" in json.loads(line)["subject"]
    ]
    page = desk("case", "show", case["id"].lower()).stdout
    for words in ("isaavedraholm-fx@wisc.edu", "reading group", "mailroute asks the customer for: ", "(rule 14)"):
        assert words in " ".join(page.replace("│", "").split())
    assert [] == [line for line in page.splitlines() if len(line) > 80]
    (told,) = desk("case", "show", case["id"], "--json").stdout.splitlines()
    assert {"events", "decisions", "outbox", "timers"} < set(json.loads(told))
    assert re.search(r"-> the forward is sent to ES \(hd-es@queues.example\)", page)


def test_an_unknown_case_is_one_clear_line(desk: Run) -> None:
    """A case that is not there is an expected failure."""
    result = desk("case", "show", "MR-NOPE")
    assert (1, "mailroute: there is no case 'MR-NOPE'; see: mailroute case list\n") == (result.exit_code, result.stderr)


def test_without_a_journal_the_line_says_so(desk: Run, tmp_path: Path) -> None:
    """Before the first run there is nothing to show, and nothing is made."""
    path = tmp_path / "desk" / "mailroute.db"
    path.unlink()
    for args in (("case", "list"), ("review", "list"), ("review", "show", "1")):
        result = desk(*args)
        assert 1 == result.exit_code, args
        assert 1 == result.stderr.count("\n"), result.stderr
        assert not path.exists()


def test_a_ruling_is_noted_and_overrides_the_catalogue(desk: Run) -> None:
    """A ruling in the journal stands before the catalogue's, and the procedure follows it."""
    added = desk("ruling", "add", "canvas", "yes", "--by", "Pat (HDQA)", "--until", IN_A_YEAR)
    assert (0, f"canvas is ES-supported until {IN_A_YEAR}, says Pat (HDQA).\n") == (added.exit_code, added.stdout)
    rows = [json.loads(line) for line in desk("ruling", "list", "--json").stdout.splitlines()]
    assert [("catalogue", False, "overridden"), ("journal", True, "in force")] == [
        (row["from"], row["es"], row["state"]) for row in rows if row["service"] == "canvas"
    ]


def test_expired_rulings_are_shown_as_such(desk: Run, tmp_path: Path) -> None:
    """A ruling whose last day has passed is listed as expired."""
    path = tmp_path / "desk" / "catalog" / "services.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"HDQA,2027-06-30", "HDQA,2020-06-30", text, count=1), encoding="utf-8")
    states = [json.loads(line)["state"] for line in desk("ruling", "list", "--json").stdout.splitlines()]
    assert 1 == states.count("expired")
    assert "expired" in desk("ruling", "list").stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("canvass", "yes", "--by", "Pat", "--until", IN_A_YEAR), 1, "no service 'canvass'; the nearest: canvas"),
        (("canvas", "yes", "--by", "Pat", "--until", "2020-01-01"), 1, "--until 2020-01-01 is in the past"),
        (("canvas", "yes", "--by", " ", "--until", IN_A_YEAR), 1, "a ruling needs a name"),
        (("canvas", "maybe", "--by", "Pat", "--until", IN_A_YEAR), 2, "'maybe' is not one of 'yes', 'no'"),
        (("canvas", "yes", "--by", "Pat", "--until", "soon"), 2, "'soon' does not match the format"),
        (("canvas", "yes", "--until", IN_A_YEAR), 2, "Missing option '--by'"),
    ],
)
def test_a_wrong_ruling_is_told(desk: Run, args: tuple[str, ...], code: int, said: str) -> None:
    """Nothing is noted, and the line says what would be right."""
    result = desk("ruling", "add", *args)
    assert code == result.exit_code
    assert said in result.stderr


def test_a_ruling_on_a_pick_2_service_is_noted_with_a_remark(desk: Run) -> None:
    """Pick 2 comes before any ruling, and the agent is told."""
    result = desk("ruling", "add", "sis", "no", "--by", "Pat", "--until", IN_A_YEAR)
    assert 0 == result.exit_code
    assert "sis is Pick 2, which comes before any ruling" in result.stderr
