"""When the desk works, and which moment lies so many working days ahead."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from mailroute.working_hours import WorkingHours

CHICAGO = ZoneInfo("America/Chicago")
DESK = WorkingHours(CHICAGO, holidays=frozenset({date(2026, 7, 3), date(2026, 12, 25)}))


def local(text: str) -> datetime:
    """A moment by the desk's own clock."""
    return datetime.fromisoformat(text).replace(tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("begin", "days", "expected"),
    [
        ("2026-03-02T10:00", 2, "2026-03-04T10:00"),  # Monday to Wednesday
        ("2026-03-05T10:00", 2, "2026-03-09T10:00"),  # over the weekend, and into summer time
        ("2026-03-07T10:00", 2, "2026-03-11T08:00"),  # a Saturday is seen on Monday, when the desk opens
        ("2026-03-02T06:00", 1, "2026-03-03T08:00"),  # before the desk opens
        ("2026-03-02T19:30", 1, "2026-03-04T08:00"),  # after it closed: seen on Tuesday
        ("2026-07-02T09:00", 1, "2026-07-06T09:00"),  # over a holiday and a weekend
        ("2026-10-30T16:00", 1, "2026-11-02T16:00"),  # out of summer time
        ("2026-03-02T10:00", 0, "2026-03-02T10:00"),
    ],
)
def test_working_days_are_counted(begin: str, days: int, expected: str) -> None:
    """The time of day stays, by the desk's own clock; weekends, holidays and nights are left out."""
    assert local(expected) == DESK.after(local(begin), days)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-02T08:00", True),
        ("2026-03-02T16:59", True),
        ("2026-03-02T17:00", False),
        ("2026-03-07T10:00", False),
        ("2026-12-25T10:00", False),
    ],
)
def test_when_the_desk_is_open(moment: str, *, expected: bool) -> None:
    """From opening up to closing, on working days."""
    assert expected == DESK.is_open(local(moment))


def test_moments_come_in_utc() -> None:
    """Whatever the desk's zone, what goes out is UTC."""
    assert UTC == DESK.after(local("2026-03-02T10:00"), 1).tzinfo


def test_a_desk_that_never_opens_has_an_end() -> None:
    """No days at all are refused by the configuration; here they only must not count for ever."""
    closed = WorkingHours(UTC, days=frozenset())
    assert closed.after(datetime(2026, 3, 2, 9, tzinfo=UTC), 1).year > 2030


def test_the_configurations_words() -> None:
    """Days, times and holidays as they stand in a configuration."""
    assert WorkingHours(
        UTC, frozenset({0, 5}), time(7, 30), time(12), frozenset({date(2026, 1, 1)})
    ) == WorkingHours.of(UTC, ["mon", "sat"], "07:30", "12:00", ["2026-01-01"])
