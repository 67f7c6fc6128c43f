"""A mail as octets: header fields and MIME parts written out, and checked once more as they will go out.

Comes in: values and the original mails' bytes. Goes out: a payload with CRLF line ends.
Never: uses the library's generators (they re-wrap and re-encode attached mails), lets a value start a new line,
passes a payload that ``check`` has not seen.
"""

import base64
import re
from binascii import b2a_base64, b2a_qp
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256

from mailroute.mail.characters import one_line
from mailroute.mail.outgoing import Envelope

MAX_LINE = 998  # RFC 5322 section 2.1.1, octets without the CRLF
_FOLD = 76
_PIECE = 57 * 1024  # whole lines of base64

# RFC 5321's Mailbox without quoted local parts and address literals: nobody we write to has those.
ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
    re.ASCII,
)
# RFC 5322's msg-id without quoting, folding or comments. What does not match is left out of In-Reply-To.
MESSAGE_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.:-]{1,150}@[A-Za-z0-9.:\[\]_-]{1,100}>", re.ASCII)

_IN_HEADER = bytes(range(0x20, 0x7F)) + b"\r\n\t"
_FIELD = re.compile(rb"([!-9;-~]+): ")
_IN_VALUE = re.compile(r"[^\s<>,\"]+@[^\s<>,\"]+")


class ComposeError(Exception):
    """A mail cannot be written or must not go out. The message is one clear line: what, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One MIME part (RFC 2045): ``headers`` without the blank line, ``content`` as it stands on the wire.

    The content is in pieces, which are joined once, in the payload: a large mail's copies add up.
    """

    headers: str
    content: Sequence[bytes]
    eight_bit: bool = False


def is_address(text: str) -> bool:
    """Whether an address may stand in an envelope as it is (RFC 5321's limits of 64 and 254 octets kept).

    None that looks like an encoded word: a reader that decodes those even in addresses could see a line break in it.
    """
    known = len(text) <= 254 and len(text.rpartition("@")[0]) <= 64 and "=?" not in text
    return known and ADDRESS.fullmatch(text) is not None


def field(name: str, value: str) -> str:
    """An unstructured field such as Subject, folded, as encoded words where it must be (RFC 2047), with its CRLF."""
    value = one_line(value)
    # A value that only *looks* encoded is encoded too: otherwise the reader's decoder would give it line breaks.
    if value.isascii() and "=?" not in value:
        return f"{name}: {_folded(value, len(name) + 2)}\r\n"
    return f"{name}: {_encoded(value)}\r\n"


def addresses(name: str, values: Sequence[str]) -> str:
    """An address field of bare addresses, one a line."""
    return f"{name}: " + ",\r\n ".join(f"<{value}>" for value in values) + "\r\n"


def named(name: str, words: str, address: str) -> str:
    """An address field of one mailbox with a display name of ours."""
    words = one_line(words)[:100]
    if not words:
        return addresses(name, (address,))
    if not words.isascii() or "=?" in words:
        return f"{name}: {_encoded(words)}\r\n <{address}>\r\n"
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'{name}: "{quoted}" <{address}>\r\n'


def ids(name: str, values: Sequence[str]) -> str:
    """In-Reply-To or References, one Message-ID a line; nothing when there is none."""
    return f"{name}: " + "\r\n ".join(values) + "\r\n" if values else ""


def text_part(body: str) -> Part:
    """The letter's text: plain ASCII as it is, else quoted-printable, so that any server takes it."""
    plain = body.encode("utf-8").replace(b"\n", b"\r\n")
    if body.isascii() and _passes(plain):
        return Part("Content-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n", [plain])
    quoted = b2a_qp(body.encode("utf-8"), istext=True).replace(b"\n", b"\r\n")
    return Part("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n", [quoted])


def mail_part(raw: bytes, name: str) -> Part:
    """A received mail as an attachment, byte for byte.

    ``message/rfc822`` may only be 7bit, 8bit or binary (RFC 2046 section 5.2.1). A mail kept with bare LF line ends
    throughout, as in a Maildir, gets the wire's CRLF and nothing else. One that no 8bit part may hold (a NUL, mixed
    line ends, a line over 998 octets) goes as a file in base64 instead, since changing it would break its signatures.
    """
    wire = raw.replace(b"\n", b"\r\n") if b"\r" not in raw else raw
    if not wire or not _passes(wire):
        pieces = (raw[start : start + _PIECE] for start in range(0, len(raw), _PIECE))
        encoded = [base64.encodebytes(piece).replace(b"\n", b"\r\n") for piece in pieces]
        return Part(
            f'Content-Type: application/octet-stream; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
            f'Content-Disposition: attachment; filename="{name}"\r\n',
            encoded,
        )
    eight_bit = not wire.isascii()
    return Part(
        f"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: {'8bit' if eight_bit else '7bit'}\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\n',
        [wire],
        eight_bit,
    )


def payload(fields: str, parts: Sequence[Part], seed: str) -> bytes:
    """The whole mail: ``fields`` (each with its CRLF), then one part alone, or several as ``multipart/mixed``.

    ``seed`` (the Message-ID) makes the boundary, so that the same mail is composed to the same bytes.
    """
    head = f"{fields}MIME-Version: 1.0\r\n"
    if len(parts) == 1:
        return b"".join((f"{head}{parts[0].headers}\r\n".encode("ascii"), *parts[0].content))
    boundary = _boundary(seed, parts)
    encoding = "8bit" if any(part.eight_bit for part in parts) else "7bit"
    out = [
        f'{head}Content-Type: multipart/mixed; boundary="{boundary}"\r\n'
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n".encode("ascii")
    ]
    for part in parts:
        out.append(f"--{boundary}\r\n{part.headers}\r\n".encode("ascii"))
        out.extend(part.content)
        out.append(b"\r\n")  # belongs to the boundary (RFC 2046 section 5.1.1), not to the part
    out.append(f"--{boundary}--\r\n".encode("ascii"))
    return b"".join(out)


def check(
    data: bytes, envelope: Envelope, *, expected: Sequence[str], allowed: Collection[str], shown: Collection[str] = ()
) -> None:
    """Look at the bytes that will go out, whatever wrote them; raise ComposeError if anything is not as planned.

    ``expected`` is the name of every header field, in order; ``allowed`` are the only addresses that the envelope may
    hold, ``shown`` those that To and Cc may show besides.
    """
    end = data.find(b"\r\n\r\n")
    head = data[: max(end, 0)]
    if end < 0 or not _passes(data) or head.translate(None, _IN_HEADER):
        raise ComposeError("a composed mail holds a bare line end, a NUL, a raw octet in its header or too long a line")
    fields = _fields(head)
    if [name for name, _ in fields] != list(expected):
        names = ", ".join(name for name, _ in fields)
        raise ComposeError(f"a composed mail has other header fields than planned: {names[:400]}")
    for name, value in fields:
        strangers = set(_IN_VALUE.findall(value)) - {*allowed, *shown} if name in {"To", "Cc", "Bcc"} else None
        if strangers:
            raise ComposeError(f"a composed mail would show {min(strangers)} in {name}, which no route names")
    _check_envelope(envelope, allowed)


def _fields(head: bytes) -> list[tuple[str, str]]:
    """Name and unfolded value of each field of a header."""
    fields: list[tuple[str, str]] = []
    for line in head.replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ").split(b"\r\n"):
        match = _FIELD.match(line)
        if match is None:
            raise ComposeError(f"a composed mail's header holds a line that is no field: {line[:60]!r}")
        fields.append((match[1].decode("ascii"), line[match.end() :].decode("ascii")))
    return fields


def _check_envelope(envelope: Envelope, allowed: Collection[str]) -> None:
    if not envelope.recipients or len(set(envelope.recipients)) != len(envelope.recipients):
        raise ComposeError("a composed mail has no recipient, or one twice")
    for recipient in envelope.recipients:
        if recipient not in allowed or not is_address(recipient):
            raise ComposeError(f"{recipient[:80]!r} is neither in [routes] nor the customer of this mail")
    if envelope.sender and not is_address(envelope.sender):
        raise ComposeError(f"{envelope.sender[:80]!r} cannot be an envelope sender: mend desk.from_address")


def _passes(data: bytes) -> bool:
    """Whether octets may go out as they are: no NUL, no bare CR or LF, no line too long (RFC 5322 section 2.3).

    From line end to line end in the longest steps that a good line allows: linear, and without a list of the lines,
    which for 25 MB of short ones takes 2 GB.
    """
    ends = data.count(b"\r\n")
    if b"\0" in data or data.count(b"\r") != ends or data.count(b"\n") != ends:
        return False
    start = 0
    while len(data) - start > MAX_LINE:
        end = data.rfind(b"\n", start, start + MAX_LINE + 2)
        if end < 0:
            return False
        start = end + 1
    return True


def _folded(value: str, used: int) -> str:
    """ASCII text folded at blanks (RFC 5322 section 2.2.3)."""
    lines = [""]
    for word in value.split(" "):
        room = _FOLD - (used if len(lines) == 1 else 1)
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\r\n ".join(lines)


def _encoded(value: str) -> str:
    """Encoded words of at most 75 characters, never split inside a character (RFC 2047 sections 2 and 5)."""
    chunks: list[bytes] = [b""]
    for character in value:
        octets = character.encode("utf-8", "replace")
        if len(chunks[-1]) + len(octets) > 42:  # 56 characters of base64, 12 of frame, room for "Subject: "
            chunks.append(b"")
        chunks[-1] += octets
    return "\r\n ".join(f"=?utf-8?B?{b2a_base64(chunk, newline=False).decode('ascii')}?=" for chunk in chunks)


def _boundary(seed: str, parts: Sequence[Part]) -> str:
    number = 0
    while True:
        boundary = f"=_mr_{sha256(f'{seed}#{number}'.encode()).hexdigest()[:32]}"
        sought = boundary.encode("ascii")  # not over two pieces: only base64 has more than one, and no "_"
        if not any(sought in piece for part in parts for piece in part.content):
            return boundary
        number += 1
