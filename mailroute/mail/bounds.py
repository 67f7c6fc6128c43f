"""How much of a mail the MIME parsers are given: their time and memory must not grow with its length and nesting.

Comes in: the raw mail. Goes out: the mail, long parts cut short; less of it when it is hostile. Never: parses; takes
more than linear time; cuts a mail of up to 1 MB that is no attack.

Measured on 25 MB with fast-mail-parser 0.10: it copies what lies inside for each multipart and each attached mail (100
of them: 10 s and 4.5 GB), and where memory ends, it ends the process. The standard library's parser asks every open
multipart about every line (700 of them: 55 s).
"""

import re

MAX_BOUNDARIES = 800  # lines that begin with two hyphens; 200 parts are read
MAX_WHOLE = 1_000_000  # octets of a mail that is given whole
MAX_PART = 600_000  # octets of one part in a longer one; a mail's text is far shorter
MIN_PART = 1_000  # and of one behind the first million: its own header is told
MAX_COPIED = 64 * 1024 * 1024  # octets times multiparts and attached mails, which may all lie inside of each other
MAX_FALLBACK = 400_000  # octets that the slow parser is given
MAX_FALLBACK_NESTED = 20  # multiparts in them, as deep as parts are read

_FIELD = b"content-type:"
_BLANKS = re.compile(rb"\s*")


def for_fast(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """What the fast parser is given, and what was wrong with the mail if parts of it are left out."""
    within = _first_boundaries(raw)
    defects = ("too many MIME parts",) if len(within) < len(raw) else ()
    within = _slim(within)
    levels = _levels(within)
    if levels * len(within) > MAX_COPIED:
        return within[: MAX_COPIED // levels], (*defects, "too many MIME parts that hold others")
    return within, defects


def for_fallback(raw: bytes) -> bytes:
    """What the standard library's parser is given."""
    raw = raw[:MAX_FALLBACK]
    low = raw.lower()
    place = -1
    for _ in range(MAX_FALLBACK_NESTED + 1):
        place = low.find(b"multipart", place + 1)
        if place < 0:
            return raw
    return raw[:place]


def _first_boundaries(raw: bytes) -> bytes:
    """``raw``, cut where more lines begin with two hyphens than a mail of 200 parts has."""
    if raw.count(b"\n--") <= MAX_BOUNDARIES:
        return raw
    position = 0
    for _ in range(MAX_BOUNDARIES):
        position = raw.find(b"\n--", position) + 1
    return raw[:position]


def _slim(raw: bytes) -> bytes:
    """``raw`` with each part cut at ``MAX_PART``, those behind the first ``MAX_WHOLE`` octets at ``MIN_PART``."""
    if len(raw) <= MAX_WHOLE:
        return raw
    kept: list[bytes] = []
    left = MAX_WHOLE
    start = 0
    while start < len(raw):
        next_part = raw.find(b"\n--", start + 1)
        end = len(raw) if next_part < 0 else next_part
        if end - start > (most := max(MIN_PART, min(MAX_PART, left))):
            line_end = raw.rfind(b"\n", start + 1, start + most)  # base64 is cut between its lines, and stays base64
            kept.append(raw[start : line_end if line_end > 0 else start + most])
        else:
            kept.append(raw[start:end])
        left -= len(kept[-1])
        start = end
    return b"".join(kept)


def _levels(raw: bytes) -> int:
    """How many parts may hold others, and so lie inside of each other.

    Besides multiparts the fast parser opens attached mails. It knows them by their type, by a digest's default (RFC
    2046 section 5.1.5), and decodes encoded words even in a type: what is hidden in one may be any.
    """
    low = raw.lower()
    count = low.count(b"message/rfc822") + low.count(b"multipart/")
    if b"=?" not in low:
        return count
    place = low.find(_FIELD)
    while place >= 0:
        blanks = _BLANKS.match(low, place + len(_FIELD))
        place = blanks.end() if blanks else place + len(_FIELD)
        count += low.startswith(b"=?", place)
        place = low.find(_FIELD, place)
    return count
