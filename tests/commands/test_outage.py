"""``mailroute outage``: the board, and what a person says of an outage."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailroute.faults import Commit
from mailroute.journal import Journal, outages
from mailroute.journal.outages import OutageState

from .conftest import Run

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture
def number(desk: Run, tmp_path: Path) -> str:
    """A possible outage, on the demo's desk."""
    assert 0 == desk("outage", "list").exit_code
    with Journal.open(tmp_path / "desk" / "mailroute.db", now=NOW) as journal:
        with journal.transaction(Commit.OUTAGE) as db:
            made = outages.begin(
                db, services=("dars",), place="van hise", state=OutageState.POSSIBLE, case=1, reports=3, now=NOW
            )
        return str(made)


def board(desk: Run, *args: str) -> dict[str, dict[str, object]]:
    """The board by number."""
    lines = desk("outage", "list", "--json", *args).stdout.splitlines()
    return {str(one["id"]): one for one in map(json.loads, lines)}


def test_the_board_is_listed(desk: Run, number: str) -> None:
    """For people with what it holds; for programs with everything."""
    shown = desk("outage", "list").stdout
    assert [] == [word for word in ("possible", "dars", "van hise", "3") if word not in shown]
    one = board(desk)[number]
    assert (["dars"], "van hise", "possible", 3, 0, False, "") == tuple(
        one[key] for key in ("services", "place", "state", "reports", "held", "told", "confirmed_by")
    )


def test_a_person_confirms_it_and_says_that_it_is_over(desk: Run, number: str) -> None:
    """Each word has a name; what is over is on the board only when asked for."""
    assert "is confirmed: HDQA and SNCC are told" in desk("outage", "confirm", number, "--by", "kim").stdout
    assert ("open", "kim") == tuple(board(desk)[number][key] for key in ("state", "confirmed_by"))
    assert 0 == desk("outage", "over", number, "--by", "sam", "--note", "power is back").exit_code
    assert number not in board(desk)
    ended = board(desk, "--all")[number]
    assert ("over", "sam", "power is back") == tuple(ended[key] for key in ("state", "ended_by", "note"))


def test_a_person_clears_it(desk: Run, number: str) -> None:
    """It was none."""
    assert "was none: it holds no mail" in desk("outage", "clear", number, "--by", "kim").stdout
    assert "cleared" == board(desk, "--all")[number]["state"]


def test_what_cannot_be_said_is_one_clear_line(desk: Run, number: str) -> None:
    """An unknown outage, a possible one that is over, no name."""
    for args, words in (
        (("over", number, "--by", "kim"), f"outage {number} is only possible: confirm or clear it"),
        (("confirm", "99", "--by", "kim"), "there is no outage 99; see: mailroute outage list"),
        (("confirm", number, "--by", " "), "this needs the name of who says so: give --by NAME"),
    ):
        result = desk("outage", *args)
        assert (1, f"mailroute: {words}\n") == (result.exit_code, result.stderr)
    assert 2 == desk("outage", "confirm", number).exit_code


def test_status_tells_of_an_outage(desk: Run, number: str) -> None:
    """Whoever looks whether all is well learns that it may not be."""
    assert f"note: outage {number} (dars in van hise) may be on" in desk("status").stdout
