"""When the desk works, and which moment lies so many working days ahead.

Comes in: the configuration's ``[hours]`` and a moment. Goes out: moments (aware, UTC). Never: asks the clock. The
desk's own time counts, through every change to summer time and back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days' names in ``[hours] days``, in the order of ``date.weekday``."""

_FARTHEST = timedelta(days=3660)
"""No desk is closed for ten years; a table of holidays that says so must not make us count for ever."""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The desk's week: ``days`` (0 is Monday) from ``opens`` to ``closes`` in ``zone``, ``holidays`` left out."""

    zone: tzinfo = UTC
    days: frozenset[int] = frozenset(range(5))
    opens: time = time(8)
    closes: time = time(17)
    holidays: frozenset[date] = field(default_factory=frozenset)

    @classmethod
    def of(cls, zone: tzinfo, days: Iterable[str], opens: str, closes: str, holidays: Iterable[str]) -> "WorkingHours":
        """From the configuration's words, such as ``"mon"``, ``"08:00"`` and ``"2026-12-25"``. Raises ValueError."""
        return cls(
            zone,
            frozenset(DAYS.index(day) for day in days),
            time.fromisoformat(opens),
            time.fromisoformat(closes),
            frozenset(date.fromisoformat(day) for day in holidays),
        )

    def works_on(self, day: date) -> bool:
        """Whether the desk works on a day at all."""
        return day.weekday() in self.days and day not in self.holidays

    def is_open(self, moment: datetime) -> bool:
        """Whether the desk works at a moment."""
        local = moment.astimezone(self.zone)
        return self.works_on(local.date()) and self.opens <= local.time() < self.closes

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself when the desk works then, else when it opens next."""
        if self.is_open(moment):
            return moment
        local = moment.astimezone(self.zone)
        day = local.date() if local.time() < self.opens else local.date() + timedelta(days=1)
        return self._at(self._next_day(day), self.opens)

    def after(self, moment: datetime, working_days: int) -> datetime:
        """The same time of day so many working days later, moved into the working hours of that day.

        What begins outside of them begins when the desk opens next: two working days after a Saturday is Wednesday
        (what is asked on a Saturday is seen on Monday).
        """
        local = self.next_open(moment).astimezone(self.zone)
        day = local.date()
        for _ in range(working_days):
            day = self._next_day(day + timedelta(days=1))
        return self._at(day, local.time())

    def _next_day(self, day: date) -> date:
        last = day + _FARTHEST
        while not self.works_on(day) and day < last:
            day += timedelta(days=1)
        return day

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)
