"""The header block of a mail: octets to fields.

Comes in: the raw mail. Goes out: every field in order, unfolded, not yet decoded, and where the body begins.
Never: raises, loses an instance of a field, reads more than its caps allow.
"""

import re
from dataclasses import dataclass

from mailroute.mail.characters import decode

MAX_BLOCK = 256 * 1024
MAX_FIELDS = 1000
MAX_VALUE = 32 * 1024

_END_OF_BLOCK = re.compile(rb"\n\r?\n")
_FIELD_NAME = re.compile(r"[!-9;-~]{1,200}[ \t]{0,8}:")  # RFC 5322 section 2.2, a blank before the colon tolerated
# A mail has at least one of these: the fields that tell a mail from any other file with "word: word" lines.
_OF_A_MAIL = frozenset(
    "from to cc bcc subject date message-id received return-path sender reply-to delivered-to mime-version content-type"
    " x-original-to envelope-to in-reply-to references resent-from resent-to apparently-to auto-submitted".split()
)


@dataclass(frozen=True, slots=True)
class Block:
    """Fields as ``(name in lower case, unfolded value)``, the octet at which the body begins, and what was wrong."""

    fields: tuple[tuple[str, str], ...]
    body: int
    defects: tuple[str, ...]

    @property
    def is_of_a_mail(self) -> bool:
        """Whether one of the fields is one that mails have."""
        return any(name in _OF_A_MAIL for name, _ in self.fields)


def split(raw: bytes) -> Block:
    """The header block of ``raw``, as far as ``MAX_BLOCK``, ``MAX_FIELDS`` and ``MAX_VALUE`` allow."""
    defects: list[str] = []
    start = _start(raw)
    end, body = _extent(raw, start, defects)
    text = _text(raw[start:end])
    fields: list[tuple[str, str]] = []
    strays: list[str] = []
    for line in text.split("\n"):
        if not line:
            continue
        match = _FIELD_NAME.match(line)
        if match is None:
            strays.append(line)
            continue
        if len(fields) >= MAX_FIELDS:
            defects.append(f"more than {MAX_FIELDS} header fields")
            break
        value = line[match.end() :].strip()
        if len(value) > MAX_VALUE:
            defects.append(f"header field {match[0][:40]} longer than {MAX_VALUE} characters")
            value = value[:MAX_VALUE]
        fields.append((match[0][:-1].rstrip().lower(), value))
    if strays and fields:
        defects.append("a line in the header that is no field")
        body = _missing_separator(raw, start, end, body)
    return Block(tuple(fields), body, tuple(defects))


def _start(raw: bytes) -> int:
    """Behind a byte-order mark, blank lines and an mbox "From " line."""
    start = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    while start < min(len(raw), MAX_BLOCK) and raw[start : start + 1] in b"\r\n":
        start += 1
    if raw.startswith((b"From ", b">From "), start):
        line_end = raw.find(b"\n", start, start + 1000)
        start = line_end + 1 if line_end >= 0 else start
    return start


def _extent(raw: bytes, start: int, defects: list[str]) -> tuple[int, int]:
    """Where the block ends and where the body begins."""
    limit = start + MAX_BLOCK
    match = _END_OF_BLOCK.search(raw, start, limit)
    if match is not None:
        return match.start(), match.end()
    if b"\n" not in raw[start:limit]:
        bare = raw.find(b"\r\r", start, limit)  # line ends of a kind that no mail should have, but some do
        if bare >= 0:
            return bare, bare + 2
    if len(raw) > limit:
        defects.append(f"header block longer than {MAX_BLOCK} octets")
        return limit, limit
    return len(raw), len(raw)


def _text(block: bytes) -> str:
    """The block unfolded (RFC 5322 section 2.2.3), one field a line."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
        block = block.replace(b"\r", b" " if b"\n" in block else b"\n")
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError:
        text = "\n".join(decode(line) for line in block.split(b"\n"))
    return text.replace("\n ", " ").replace("\n\t", " ")


def _missing_separator(raw: bytes, start: int, end: int, body: int) -> int:
    """Where the body begins when the blank line is missing: at the first line that is no field, if none follows it."""
    position = start
    first_stray = -1
    for line in raw[start:end].split(b"\n"):
        folded = line[:1] in {b" ", b"\t"}
        if line.strip() and not folded:
            if _FIELD_NAME.match(line[:220].decode("latin-1")) is None:
                first_stray = position if first_stray < 0 else first_stray
            elif first_stray >= 0 and line[:200].partition(b":")[0].strip().lower().decode("latin-1") in _OF_A_MAIL:
                return body
        position += len(line) + 1
    return first_stray if first_stray >= 0 else body
