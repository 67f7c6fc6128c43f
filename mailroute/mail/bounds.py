"""How much of a mail the MIME parsers are given: their time and memory must not grow with its nesting.

Comes in: the raw mail. Goes out: its beginning, whole for all mails but hostile ones. Never: parses; takes more than
linear time.

Measured on 25 MB with fast-mail-parser 0.10: it copies the rest of the mail for each attached mail that lies inside of
another (100 of them: 10 s and 4.5 GB). The standard library's parser asks every open multipart about every line
(700 of them: 55 s).
"""

import re

MAX_BOUNDARIES = 800  # lines that begin with two hyphens; 200 parts are read
MAX_COPIED = 64 * 1024 * 1024  # octets times attached mails
MAX_FALLBACK = 400_000  # octets that the slow parser is given
MAX_FALLBACK_NESTED = 20  # multiparts in them, as deep as parts are read

_FIELD = b"content-type:"
_BLANKS = re.compile(rb"\s*")


def for_fast(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """What the fast parser is given, and what was wrong with the mail if that is not all of it."""
    within = _first_boundaries(raw)
    defects = ("too many MIME parts",) if len(within) < len(raw) else ()
    attached = _attached_mails(within)
    if attached * len(within) > MAX_COPIED:
        return within[: MAX_COPIED // attached], (*defects, "too many attached mails")
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


def _attached_mails(raw: bytes) -> int:
    """How many attached mails the fast parser may open.

    It takes a part for one by its type, by a digest's default (RFC 2046 section 5.1.5), and decodes encoded words even
    there (what is hidden in one may be any type).
    """
    low = raw.lower()
    count = low.count(b"message/rfc822") + low.count(b"multipart/digest")
    if b"=?" not in low:
        return count
    place = low.find(_FIELD)
    while place >= 0:
        blanks = _BLANKS.match(low, place + len(_FIELD))
        place = blanks.end() if blanks else place + len(_FIELD)
        count += low.startswith(b"=?", place)
        place = low.find(_FIELD, place)
    return count
