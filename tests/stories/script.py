"""A story as it stands in its file: moments, what happens in each, and what mailroute must do.

Comes in: the text of a ``.story``. Goes out: a Story. Never: plays it. The format is told in README.md.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Chicago")
_MOMENT = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?)(?:\s+(.*))?")
_INDENT = "    "
_NEEDS_SERVER = "needs server"


class StoryError(Exception):
    """The story's text cannot be understood: line and why."""


@dataclass
class Outcome:
    """A line of what mailroute does, with the words that a letter holds (True) or does not (False)."""

    line: int
    text: str
    words: list[tuple[bool, str]] = field(default_factory=list)


@dataclass
class Moment:
    """One moment: when, what happens ("" for nothing), the text below it, and what must follow."""

    line: int
    at: datetime
    what: str
    text: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass
class Story:
    """A whole story."""

    title: str
    settings: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)


def needs_server(text: str) -> bool:
    """Whether a story can be played with real servers only. Looks at its text, which may be faulty."""
    return _NEEDS_SERVER in text.splitlines()


def read(text: str) -> Story:
    """Read a story. Raises StoryError."""
    lines = text.splitlines()
    if not lines or not lines[0].startswith("# "):
        raise StoryError("line 1: a story begins with '# ' and its title")
    story = Story(lines[0].removeprefix("# ").strip())
    for number, line in enumerate(lines[1:], start=2):
        if not line.startswith("# ") and line != _NEEDS_SERVER:  # a remark; a word to who chooses the stage
            _read_line(story, number, line.rstrip())
    if not story.moments:
        raise StoryError("the story has no moment")
    return story


def _read_line(story: Story, number: int, line: str) -> None:
    moment = story.moments[-1] if story.moments else None
    if not line:
        if moment is not None and moment.text and not moment.outcomes:
            moment.text.append("")
    elif line.startswith("set ") and moment is None:
        story.settings.append(line.removeprefix("set "))
    elif line.startswith("person ") and moment is None:
        story.people.append(line.removeprefix("person "))
    elif found := _MOMENT.fullmatch(line):
        story.moments.append(_moment(number, found))
    elif moment is None or not line.startswith("  "):
        raise StoryError(f"line {number}: this is no moment: {line}")
    elif not line.startswith(_INDENT):
        moment.outcomes.append(Outcome(number, line.strip()))
    elif moment.outcomes:
        mark, _, words = line.strip().partition(" ")
        if mark not in {"|", "!"}:
            raise StoryError(f"line {number}: words of a letter begin with '|' or '!'")
        moment.outcomes[-1].words.append((mark == "|", words))
    else:
        moment.text.append(line.removeprefix(_INDENT))


def _moment(number: int, found: re.Match[str]) -> Moment:
    weekday, day, hour, what = found.groups()
    at = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ZONE)
    if f"{at:%a}" != weekday:
        raise StoryError(f"line {number}: {day} is a {at:%a}, not a {weekday}")
    return Moment(number, at, what or "")
