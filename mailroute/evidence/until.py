"""Until which day does a ruling hold?

Comes in: HDQA's words in lower case, the day on which they were written. Goes out: the last day named, or that one is
named which cannot be told. Never: guesses between two readings of a date.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

FARTHEST = timedelta(days=3 * 366)
"""A ruling for longer than three years is a slip of the pen ("2062")."""

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_UNTIL = re.compile(r"\b(?:valid |good |holds? |in force |effective )?(?:until|till|til|through|thru|up to|to the|by|expires?(?: on| at)?|expiring(?: on| at)?)\b:?\s*(?:and including )?(.{0,60})")
_FOR = re.compile(r"\bfor (?:the )?(?:next )?(a|an|one|two|three|four|six|nine|twelve|\d{1,3}) (day|week|month|year)s?\b")
_FURTHER_NOTICE = re.compile(r"(?:further notice|we say otherwise|you hear otherwise)")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "twelve": 12}
_DAYS = {"day": 1, "week": 7}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_DAY_FIRST = re.compile(rf"(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},?(?: (\d{{4}}))?(?!\w)")
_MONTH_FIRST = re.compile(rf"{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?(?!\w)")
_END = re.compile(rf"(?:the )?end of (?:the |this )?(?:(year)|(month)|{_MONTH}(?:,? (\d{{4}}))?|(\d{{4}}))(?!\w)")


@dataclass(frozen=True, slots=True)
class Until:
    """The last day, None where the words name one that cannot be told; and the words."""

    day: date | None
    words: str


def until(text: str, *, today: date) -> Until | None:
    """The day named in ``text``; None when it names none ("until further notice" neither)."""
    span = _FOR.search(text)
    if span is not None:
        return Until(_after(today, _NUMBERS.get(span[1]) or int(span[1]), span[2]), span[0])
    named = _UNTIL.search(text)
    if named is None:
        return None
    rest = named[1]
    if _FURTHER_NOTICE.match(rest):
        return None
    found = _day(rest, today)
    if found is None:
        return Until(None, named[0])
    day, length = found
    told = named[0][: len(named[0]) - len(rest) + length]
    return Until(day if day is not None and today <= day <= today + FARTHEST else None, told)


def _after(today: date, count: int, unit: str) -> date | None:
    if unit in _DAYS:
        day = today + timedelta(days=count * _DAYS[unit])
    else:
        months = today.month - 1 + count * (12 if unit == "year" else 1)
        year, month = today.year + months // 12, months % 12 + 1
        if year > today.year + 100:
            return None
        day = date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
    return day if today <= day <= today + FARTHEST else None


def _day(text: str, today: date) -> tuple[date | None, int] | None:
    """The day at the text's begin (None: it cannot be told) and how long its words are."""
    if found := _ISO.match(text):
        return _date(int(found[1]), int(found[2]), int(found[3])), found.end()
    if found := _SLASHES.match(text):
        # 12/31/2026 is one day only; 05/06/2026 is one here and another one elsewhere.
        first, second = int(found[1]), int(found[2])
        either = {_date(int(found[3]), first, second), _date(int(found[3]), second, first)} - {None}
        return (either.pop() if len(either) == 1 else None), found.end()
    if found := _DOTS.match(text):
        return _date(int(found[3]), int(found[2]), int(found[1])), found.end()
    if found := _DAY_FIRST.match(text):
        return _in_year(found[3], _SHORT[found[2][:3]], int(found[1]), today), found.end()
    if found := _MONTH_FIRST.match(text):
        return _in_year(found[3], _SHORT[found[1][:3]], int(found[2]), today), found.end()
    if found := _END.match(text):
        return _end(found, today), found.end()
    return None


def _end(found: re.Match[str], today: date) -> date | None:
    this_year, this_month, month, year_of_month, year = found.groups()
    if this_year or year:
        return date(int(year or today.year), 12, 31)
    if this_month:
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    number = _SHORT[month[:3]]
    written = int(year_of_month) if year_of_month else today.year + (number < today.month)
    return date(written, number, calendar.monthrange(written, number)[1]) if written else None


def _in_year(year: str | None, month: int, day: int, today: date) -> date | None:
    """A day whose year may be left out: then the next such day."""
    if year:
        return _date(int(year), month, day)
    this = _date(today.year, month, day)
    return this if this is None or this >= today else _date(today.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
