"""Odd mails of other projects' test suites, through the whole program: each has one outcome, none stops the worker."""

from collections import Counter
from pathlib import Path

import pytest

from tests.end_to_end.desk import HDQA, NOTHING_DONE, PROJECT, Desk

FIXTURES = PROJECT.parent / "shared" / "fixtures"
EVERY = 6
"""Every sixth is enough to show it over the wire; the parser's own tests read all of them."""


def odd() -> list[bytes]:
    """Bounces, auto-replies, broken MIME, quotes: whatever is a file of one mail."""
    if not FIXTURES.is_dir():
        pytest.skip(f"no odd mails: there is no {Path('..') / FIXTURES.parent.name / FIXTURES.name}")
    files = sorted(path for path in FIXTURES.rglob("*") if path.suffix in {".eml", ".msg", ".email"})
    return [raw for raw in (path.read_bytes() for path in files[::EVERY]) if raw]


def test_odd_mails_have_one_outcome_each(desk: Desk) -> None:
    """All are decided and filed without an error, nothing is shunted, and hardly a letter goes out."""
    mails = odd()
    desk.account.append(*mails)
    last = desk.once().lines[-1]
    count, sent = len(mails), len(desk.server.received)
    assert f"{count} received, {count} decided, {sent} sent, {count} filed" == last
    outcomes = desk.outcomes()
    assert {"filed"} == {outcome.state for outcome in outcomes}
    assert count == sum(len(raws) for raws in desk.folders().values())
    assert {HDQA} >= {to for letter in desk.server.received for to in letter.recipients}
    about = Counter(item.question["about"] for item in desk.waiting())
    assert 0 == about["error"]
    assert NOTHING_DONE == desk.once().lines[-1]
