"""The text of a mail, told apart: newest, quoted, forwarded, signature, footer.

Comes in: the plain text of a mail, its subject, its author. Goes out: ``Sections``.
Never: raises, takes more than linear time, loses a line: each stands in one section.
"""

import re

from mailroute.mail.addresses import parse_addresses
from mailroute.mail.footer import split_footer
from mailroute.mail.html import CUT
from mailroute.mail.message import Address, Sections
from mailroute.mail.quotes import FROM_LINE, MAX_SEEN, SUBJECT_LINE, Kind, kinds
from mailroute.mail.signature import signature_start

MAX_LINES = 3_000
MAX_SECTION = 16_000  # characters; what reads a section may be slow on long text

_FORWARDED_SUBJECT = re.compile(
    r"\s*(?:(?:re|aw|sv)\s*:\s*){0,3}(?:fwd?|wg|tr|rv|vs|vb|i|enc|doorst|vl|pd|továbbítás)\s*(?:\[\d+\])?\s*:", re.I
)
_MAILTO = re.compile(r"\[mailto:([^\]\s]{1,200})\]|<mailto:([^>\s]{1,200})>")
_BLANK_RUN = re.compile(r"\n\n\n+")  # "\n{3,}" says the same, but is searched for ten times slower


def sections(text: str, *, subject: str = "", author: Address | None = None) -> Sections:
    """The parts of ``text``; ``subject`` tells a forward from an answer, ``author``'s name is looked for at the end."""
    lines = text.split("\n", MAX_LINES)[:MAX_LINES]
    of = kinds(lines, is_forward=_FORWARDED_SUBJECT.match(subject[:200]) is not None)
    newest: list[str] = []
    signature: list[str] = []
    footer: list[str] = []
    stretches = _stretches(of)
    for number, (first, last) in enumerate(stretches):
        words = [line for line in lines[first:last] if line != CUT]
        if not any(line.strip() for line in words):
            newest.append("")
            continue
        rest, added = split_footer(words)
        start = signature_start(rest, author, may_be_all=bool(newest) and number > 0)
        newest += rest[:start]
        signature += rest[start:]
        footer += added
    forwarded = [line for line, kind in zip(lines, of, strict=True) if kind is Kind.FORWARDED and line != CUT]
    quoted = [line for line, kind in zip(lines, of, strict=True) if kind is Kind.QUOTED and line != CUT]
    who, about = _header(forwarded)
    return Sections(
        newest=_joined(newest),
        quoted=_joined(quoted),
        forwarded=_joined(forwarded),
        signature=_joined(signature),
        footer=_joined(footer),
        forwarded_author=who,
        forwarded_subject=about,
    )


def _stretches(of: list[Kind]) -> list[tuple[int, int]]:
    """Runs of newest lines as ``(first, behind the last)``."""
    found: list[tuple[int, int]] = []
    first = -1
    for index, kind in enumerate([*of, Kind.QUOTED]):
        if kind is Kind.NEWEST and first < 0:
            first = index
        elif kind is not Kind.NEWEST and first >= 0:
            found.append((first, index))
            first = -1
    return found


def _header(forwarded: list[str]) -> tuple[Address | None, str]:
    """Author and subject of a forwarded mail, from the block above it."""
    who: Address | None = None
    about = ""
    for line in forwarded[:15]:
        if who is None and (match := FROM_LINE.match(line[:MAX_SEEN])) is not None:
            value = _MAILTO.sub(r"<\1\2>", match["value"].replace("*", ""))
            who = next((one for one in parse_addresses(value) if "@" in one.addr), None)
        if not about and (match := SUBJECT_LINE.match(line[:MAX_SEEN])) is not None:
            about = match["value"].strip(" *")
    return who, about


def _joined(lines: list[str]) -> str:
    if not lines:
        return ""
    return _BLANK_RUN.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")[:MAX_SECTION]
