"""What ``[hours]`` of a config may say: days, times of day, holidays, and how long a case waits.

Comes in: the table's data, of whatever shape. Goes out: problems, each with the path of its key. Never: changes one.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time

from mailroute.config_words import Problem, shown
from mailroute.working_hours import DAYS


def hours(table: Mapping[str, object]) -> Iterator[Problem]:
    """Everything that is wrong with the table."""
    yield from _days(table.get("days"))
    yield from _times(table)
    yield from _holidays(table.get("holidays"))
    yield from _reminders(table)


def _days(days: object) -> Iterator[Problem]:
    if days == []:
        yield ("hours", "days"), "hours.days is empty", "name at least one day, such as mon"
    for place, day in enumerate(days) if isinstance(days, list) else ():
        if isinstance(day, str) and day not in DAYS:
            yield ("hours", "days", place), f"hours.days: {shown(day)} is no day", f"write one of {', '.join(DAYS)}"


def _times(table: Mapping[str, object]) -> Iterator[Problem]:
    read: dict[str, time] = {"opens": time(8), "closes": time(17)}
    for key in ("opens", "closes"):
        text = table.get(key)
        if isinstance(text, str):
            try:
                read[key] = time.fromisoformat(text)
            except ValueError:
                yield ("hours", key), f"hours.{key}: {shown(text)} is no time of day", "write one such as 08:00"
                return
    if read["opens"] >= read["closes"]:
        yield (
            ("hours", "closes" if "closes" in table else "opens"),
            "the desk closes before it opens",
            "mend one of the two",
        )


def _holidays(holidays: object) -> Iterator[Problem]:
    for place, day in enumerate(holidays) if isinstance(holidays, list) else ():
        if isinstance(day, str):
            try:
                date.fromisoformat(day)
            except ValueError:
                at = ("hours", "holidays", place)
                yield at, f"hours.holidays: {shown(day)} is no day", "write one such as 2026-12-25"


def _reminders(table: Mapping[str, object]) -> Iterator[Problem]:
    days = table.get("remind_after_days", [2, 5])
    if not isinstance(days, list) or not all(isinstance(day, int) and not isinstance(day, bool) for day in days):
        return
    at = ("hours", "remind_after_days")
    if days != sorted(set(days)) or (days and days[0] < 1):
        yield at, "hours.remind_after_days must rise from 1 on", "write them such as [2, 5]"
        return
    last = table.get("give_up_after_days", 8)
    if isinstance(last, int) and days and days[-1] >= last:
        yield at, "a reminder would go out after the case was given up", "let hours.give_up_after_days be later"
