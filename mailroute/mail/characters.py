"""Octets and characters: charsets of any label, encoded words, and the characters that may not pass.

Comes in: bytes with a charset label, header values as they stand in the mail. Goes out: clean ``str``.
Never: raises, whatever the label or the bytes; takes more than linear time.
"""

import binascii
import codecs
import re
from functools import lru_cache

# Labels that decode, but are no character sets of mail, or are quadratic (punycode, idna) or evaluate escapes.
_NO_CHARSETS = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
# What the label says and what mail programs mean by it (https://encoding.spec.whatwg.org/#names-and-labels).
_MEANT = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "windows-31j": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "iso-2022-jp": "iso2022_jp_ext",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "unicode-1-1-utf-7": "utf-7",
}
_GUESSED = frozenset(["", *"ascii us-ascii utf-8 utf8 unknown unknown-8bit x-unknown binary 8bit".split()])

# Bidirectional overrides and isolates can show a text in another order than the one that is matched; line and
# paragraph separators break a line for some readers; zero-width spaces split words unseen; surrogates cannot be stored.
_ZERO_WIDTH = (0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))
_UNSEEN = dict.fromkeys((*_ZERO_WIDTH, *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
_SPACES = dict.fromkeys([0x85, 0xA0, 0x2028, 0x2029, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_CONTROLS = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0)])
_IN_TEXT: dict[int, str | None] = {**_CONTROLS, **_UNSEEN, **_SPACES, 0x0A: "\n", 0x09: "\t", 0x0B: "\n", 0x0C: "\n"}
_IN_LINE: dict[int, str | None] = {**_IN_TEXT, 0x09: " ", 0x0A: " ", 0x0B: " ", 0x0C: " ", 0x0D: " "}
_ODD_IN_ASCII_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# RFC 2047 section 2. Each repetition stops at the next "?", so that the search is linear; a "?" inside a "Q" word is
# not allowed there, but sent.
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,8000}(?:\?(?!=)[^?]{0,400}){0,4})\?=")


def decode(octets: bytes, label: str = "") -> str:
    """Text of ``octets`` in the charset ``label``; an unknown or wrong label is guessed (UTF-8, else Windows-1252)."""
    name = label.strip().strip("\"'").lower()
    if name in _GUESSED:
        return _guess(octets)
    codec = _codec(name)
    if codec is None:
        return _guess(octets)
    try:
        return octets.decode(codec)
    except (UnicodeError, ValueError):
        if codec == "cp1252":
            return octets.decode("latin-1")
    try:
        return octets.decode(codec, "replace")
    except (UnicodeError, ValueError):
        return octets.decode("latin-1")


@lru_cache(maxsize=256)
def _codec(name: str) -> str | None:
    if len(name) > 60:
        return None
    try:
        info = codecs.lookup(_MEANT.get(name, name))
    except (LookupError, ValueError, UnicodeError):
        return None
    if info.name in _NO_CHARSETS or info.name.replace("-", "_") in _NO_CHARSETS:
        return None
    # The private flag is the only one that tells character sets from byte transforms such as zlib (a bomb) or hex.
    return info.name if getattr(info, "_is_text_encoding", False) else None


def _guess(octets: bytes) -> str:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return octets.decode("cp1252")
    except UnicodeDecodeError:
        return octets.decode("utf-8", "replace")


def decode_words(value: str) -> str:
    """A header value with its encoded words decoded (RFC 2047), one split inside a character joined first."""
    if "=?" not in value:
        return value
    pieces: list[str] = []
    pending = b""
    charset = ""
    last = 0
    for match in _ENCODED_WORD.finditer(value):
        between = value[last : match.start()]
        label = match[1].partition("*")[0].lower()  # RFC 2231 section 5: a language may follow
        octets = _word_octets(match[2], match[3])
        if pending and (between.strip() or label != charset):
            pieces.append(decode(pending, charset))
            pending = b""
        if between.strip() or last == 0:
            pieces.append(between)
        pending += octets
        charset = label
        last = match.end()
    pieces.append(decode(pending, charset))
    pieces.append(value[last:])
    return "".join(pieces)


def _word_octets(encoding: str, text: str) -> bytes:
    octets = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(octets, header=True)
    return base64_octets(octets)


def base64_octets(octets: bytes) -> bytes:
    """Decoded base64; what is not of the alphabet is skipped, what is cut off is left out."""
    try:
        return binascii.a2b_base64(octets)
    except binascii.Error:
        pass
    alphabet = re.sub(rb"[^A-Za-z0-9+/]", b"", octets)
    alphabet = alphabet[: len(alphabet) - 1] if len(alphabet) % 4 == 1 else alphabet
    try:
        return binascii.a2b_base64(alphabet + b"=" * (-len(alphabet) % 4))
    except binascii.Error:
        return b""


def one_line(value: str) -> str:
    """``value`` as one line without control, bidirectional or zero-width characters, runs of blanks as one."""
    if not value.isprintable():  # nothing of _IN_LINE and no surrogate is
        value = _SURROGATE.sub("\ufffd", value.translate(_IN_LINE))
    return " ".join(value.split())


def lines(value: str) -> str:
    r"""``value`` with ``\n`` line ends and without control, bidirectional or zero-width characters."""
    if "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    if value.replace("\n", "").replace("\t", "").isprintable():  # nothing else of _IN_TEXT and no surrogate is
        return value
    if value.isascii():
        return _ODD_IN_ASCII_TEXT.sub("", value)
    return _SURROGATE.sub("\ufffd", value.translate(_IN_TEXT))
