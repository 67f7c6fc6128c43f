"""The limits of automatic answers."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailroute.config_sections import LimitsSection
from mailroute.faults import Commit
from mailroute.journal import Journal, cases, limits, outbox
from mailroute.mail.outgoing import Envelope, Kind, Outgoing

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A journal with two cases, in a transaction."""
    with Journal.open(tmp_path / "a.db", now=NOW) as opened, opened.transaction(Commit.REVIEW) as db:
        for _ in range(2):
            cases.open_case(db, secret=opened.secret, now=NOW)
        yield opened


def answered(journal: Journal, case: int, customer: str, at: datetime) -> int:
    """An answer as it is planned."""
    count = journal.db.execute("SELECT count(*) FROM outbox").fetchone()[0]
    letter = Outgoing(Kind.REPLY, "gather", Envelope("", (customer,)), f"<{count}@x>", "", "", b"")
    row = outbox.add(journal.db, letter, case=case, mail=None, shadow=False, now=at)
    limits.reserve(journal.db, case=case, customer=customer, outbox=row, now=at)
    return row


@pytest.mark.parametrize(
    ("section", "case", "customer", "hours", "reached"),
    [
        (LimitsSection(), 1, "a@x", 1, "the limit of 1 automatic mails to this case in a day is reached"),
        (LimitsSection(), 1, "a@x", 25, None),
        (LimitsSection(per_case=1), 1, "a@x", 25, "the limit of 1 automatic mails to this case is reached"),
        (
            LimitsSection(per_customer_day=1),
            2,
            "A@X",
            1,
            "the limit of 1 automatic mails to this customer in a day is reached",
        ),
        (LimitsSection(per_hour=1), 2, "b@x", 0.5, "the limit of 1 automatic mails in all in an hour is reached"),
        (LimitsSection(per_hour=1), 2, "b@x", 1.5, None),
    ],
)
def test_each_limit_is_reached_and_passes(
    journal: Journal, *, section: LimitsSection, case: int, customer: str, hours: float, reached: str | None
) -> None:
    """One answer went to ``a@x`` on case 1; so many hours later another one is asked for."""
    answered(journal, 1, "a@x", NOW)
    later = NOW + timedelta(hours=hours)
    found = limits.reached(journal.db, section, case=case, customer=customer, now=later)
    assert reached == (found.words if found else None)


def test_a_place_can_be_given_back(journal: Journal) -> None:
    """An answer that was planned in shadow takes no place from a real one."""
    limits.give_back(journal.db, answered(journal, 1, "a@x", NOW))
    assert limits.reached(journal.db, LimitsSection(), case=1, customer="a@x", now=NOW) is None
