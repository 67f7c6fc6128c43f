"""Texts against mailroute's own patterns: those that once had no end, and that the search for such texts finds them."""

import re
import signal
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from tests.faults import hostile_desk, pumps
from tests.faults.places import Draft

PROJECT = Path(__file__).resolve().parents[2]
FILE = b"Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--q--\r\n"

ENDLESS = {
    "dots behind NetID": b"My NetID " + b"." * 80 + b"!\r\n",
    "a long word before a department": b"I cannot open Workday.\r\nThanks, " + b"x" * 300 + b"!, Chemistry\r\n",
    "a part a part": b"I have been " + b"a part " * 50 + b"of Chemistry since 2009.\r\n",
    "thankthank": b"thank" * 60 + b"x\r\n",
    "itself itself": b"Workday, itself " + b"itself " * 50 + b"x, but Canvas is broken.\r\n",
    "dept.dept.": b"I cannot open Workday.\r\n\r\n-- \r\nAna Example\r\n" + b"dept." * 30 + b"x-uw\r\n",
    "a line that forwards": b"begin" + b" forwarded message" * 3 + b"a" * 60 + b"\r\n" * 2,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_text_against_a_pattern_takes_no_time(name: str) -> None:
    """Texts that some pattern once tried to read in more ways than there are seconds are read at once."""
    draft = Draft(1, b"Workday", ENDLESS[name])
    if name == "thankthank":
        draft.subject = b"File"
        draft.content = b"Content-Type: multipart/mixed; boundary=q\r\n"
        draft.body = b"--q\r\n\r\n" + ENDLESS[name] + b"--q\r\n" + FILE
    hostile_desk.plan(draft.raw())
    started = process_time()
    hostile_desk.plan(draft.raw())
    assert process_time() - started < 0.5


@pytest.mark.parametrize(
    "pattern", [r"(?:a|a)+b", r"x(?:\w+ ?)+y", r"(?:\bdept\.?\b[ .]*)+$", r"(?:(?:one|two|one) )*three"]
)
def test_a_pattern_that_has_no_end_is_found(pattern: str) -> None:
    """A pattern that can read the same words in two ways is caught by one of the texts made against it."""
    code = (
        "import re, signal\n"
        "from tests.faults import pumps\n"
        f"pattern = re.compile({pattern!r})\n"
        "signal.setitimer(signal.ITIMER_PROF, 2)\n"
        "[pumps.tried(pattern, text) for seed in range(3) for text in pumps.texts(pattern, seed)]\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False)  # noqa: S603 - this Python
    assert -signal.SIGPROF == ran.returncode


def test_every_room_has_patterns_that_are_looked_at() -> None:
    """Patterns are found in modules, in tables and behind gates, each with texts against it where it repeats."""
    found = pumps.patterns()
    assert 300 < len(found)
    assert {"evidence", "mail", "mailbox"} <= {name.split(".")[1] for name in found}
    repeating = [name for name, pattern in found.items() if re.search(r"[*+]|\{\d+,\d*\}", str(pattern.pattern))]
    assert 0.8 * len(repeating) < sum(any(pumps.texts(found[name], 1, tries=1)) for name in repeating)
