"""How well and how fast the text of a mail is told apart, measured on the shared fixtures.

Run as ``python benchmarks/text.py [FIXTURES]``; the folder defaults to ``../shared/fixtures`` beside the project.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from mailroute.mail.html import CUT, visible_text
from mailroute.mail.message import Sections
from mailroute.mail.parse import parse
from mailroute.mail.text import sections

HERE = Path(__file__).resolve().parent.parent
ORDINARY = b"""Return-Path: <avery-fx@chem.wisc.edu>
Received: from a.example by b.example; Tue, 4 Mar 2025 10:12:00 -0600
Authentication-Results: mx.mailroute.example; dmarc=pass header.from=chem.wisc.edu
From: Avery Stone <avery-fx@chem.wisc.edu>
To: Help Desk <help@doit.example>
Subject: audit report stays blank
Date: Tue, 4 Mar 2025 10:12:00 -0600
Message-ID: <1@chem.wisc.edu>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Good morning,

the report opens as a blank page since Monday.
I tried two browsers. My NetID is averyfx.

Thank you,
Avery Stone
Department of Chemistry
608-555-0100
""".replace(b"\n", b"\r\n")


def main() -> int:
    """Print each share and speed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("fixtures", nargs="?", type=Path, default=HERE.parent / "shared" / "fixtures")
    options.add_argument("--misses", action="store_true", help="print each miss")
    chosen = options.parse_args()
    quotes = chosen.fixtures / "quotes"
    if not quotes.is_dir():
        print(f"no fixtures at {quotes}", file=sys.stderr)
        return 1
    measured = {"crisp": _crisp, "trimmer": _trimmer, "talon mails": _talon_mails, "talon html": _talon_html}
    for name, measure in measured.items():
        right = total = 0
        for case, good, found in measure(quotes):
            total += 1
            right += good
            if chosen.misses and not good:
                print(f"-- {name} {case}: {found}")
        print(f"{name:12} newest text right: {right} of {total}")
    _odd_mails(chosen.fixtures)
    _speed()
    return 0


def _flat(text: str) -> str:
    return "".join(text.split())


def _crisp(quotes: Path) -> Iterator[tuple[str, bool, str]]:
    """Replies above or between quotes whose own words are one known paragraph."""
    tests = (quotes / "crisp" / "expectations.test.js.txt").read_text(encoding="utf-8")
    match = re.search(r"COMMON_FIRST_FRAGMENT = '(.*?)';", tests, re.DOTALL)
    own_words = _flat(match[1].replace("\\n", "\n").replace("\\\n", "\n")) if match else ""
    for file in sorted((quotes / "crisp").glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        if _flat(text).startswith(own_words[:60]) and file.name != "expectations.test.js.txt":
            found = sections(text)
            yield file.name, _flat(found.newest) == own_words, found.newest[-200:]


def _trimmer(quotes: Path) -> Iterator[tuple[str, bool, str]]:
    """The trimmed text keeps most signatures: with or without ours it must be the same words."""
    for file in sorted((quotes / "trimmer" / "emails").glob("*.txt")):
        found = sections(file.read_text(encoding="utf-8"))
        expected = _flat((quotes / "trimmer" / "trimmed" / file.name).read_text(encoding="utf-8"))
        with_block = _flat(found.newest + found.signature)
        partly = with_block.startswith(expected) and expected.startswith(_flat(found.newest))
        yield file.name, partly or expected in _variants(found), repr(found.newest[-200:])


def _variants(found: Sections) -> set[str]:
    return {
        _flat(found.newest),
        _flat(found.newest + found.signature),
        _flat(found.newest + found.footer),
        _flat(found.newest + found.signature + found.footer),
    }


def _talon_mails(quotes: Path) -> Iterator[tuple[str, bool, str]]:
    for file in sorted((quotes / "talon" / "standard_replies").glob("*.eml")):
        found = parse(file.read_bytes()).sections
        yield file.name, _flat(found.newest) in {"Hello", "Hi"}, found.newest[-200:]


def _talon_html(quotes: Path) -> Iterator[tuple[str, bool, str]]:
    for file in sorted((quotes / "talon" / "html_replies").glob("*.html")):
        charset = re.search(rb"charset=[\"']?([\w-]+)", file.read_bytes())
        text = visible_text(file.read_bytes().decode(charset[1].decode() if charset else "utf-8", "replace"))
        found = sections(text)
        good = _flat(found.newest).startswith("Hi.Iamfine") and len(_flat(found.newest + found.signature)) < 30
        yield file.name, good, repr(found.newest[-300:]) + repr(found.signature)


def _odd_mails(fixtures: Path) -> None:
    unreadable = total = garbled = 0
    slowest = (0.0, "")
    for file in sorted((fixtures / "mime").rglob("*")):
        if file.suffix not in {".eml", ".msg", ".txt"} or "_decoded" in file.name:
            continue
        start = time.perf_counter()
        found = parse(file.read_bytes())
        slowest = max(slowest, (time.perf_counter() - start, file.name))
        total += 1
        unreadable += bool(found.unreadable)
        garbled += CUT in found.text or any(ord(one) < 32 and one not in "\n\t" for one in found.text)
    print(f"odd mails    {total} parsed, {unreadable} no mail at all, {garbled} with control characters")
    print(f"             slowest {slowest[0] * 1000:.1f} ms ({slowest[1]})")


def _speed() -> None:
    rounds = 2000
    start = time.perf_counter()
    for _ in range(rounds):
        parse(ORDINARY)
    print(f"speed        {(time.perf_counter() - start) / rounds * 1e6:.0f} microseconds an ordinary short mail")


if __name__ == "__main__":
    sys.exit(main())
