"""A mail as SMTP carries it: line ends, dots, and what the server must be able to do for it.

Comes in: an Outgoing. Goes out: octets and the parameters of MAIL and RCPT. Never: changes anything but line ends.
"""

import re
from dataclasses import dataclass

from mailroute.mail.outgoing import Envelope, Outgoing
from mailroute.submission import SubmissionError

_NOT_IN_A_PATH = re.compile(r"[\x00-\x20\x7f<>]")
_LONGEST_ADDRESS = 320


@dataclass(frozen=True, slots=True)
class WireForm:
    """``body`` is what goes between DATA and the final dot: it ends with CRLF, every line's first dot is doubled.

    ``octets`` is the size to declare (RFC 1870), ``eight_bit`` asks for 8BITMIME (RFC 6152), ``utf8`` for SMTPUTF8
    (RFC 6531).
    """

    body: bytes
    octets: int
    eight_bit: bool
    utf8: bool


def wire_form(outgoing: Outgoing) -> WireForm:
    """Bare CR and LF become CRLF: a server that takes them for a line end could see a final dot inside the mail.

    Whole replacements and no pattern: 25 MB of short lines, one by one, take 2 GB.
    """
    payload = outgoing.payload
    ends = payload.count(b"\r\n")
    if payload.count(b"\r") != ends or payload.count(b"\n") != ends:
        payload = payload.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
    if not payload.endswith(b"\r\n"):
        payload += b"\r\n"
    end = payload.find(b"\r\n\r\n")
    header = payload[:end] if end >= 0 else payload
    addresses = (outgoing.envelope.sender, *outgoing.envelope.recipients)
    return WireForm(
        body=(b"." if payload.startswith(b".") else b"") + payload.replace(b"\n.", b"\n.."),
        octets=len(payload),
        eight_bit=not payload.isascii(),
        utf8=not header.isascii() or not all(address.isascii() for address in addresses),
    )


def checked(envelope: Envelope) -> None:
    """Raise SubmissionError (permanent) for an envelope that cannot be sent as it stands.

    Nothing that could end an SMTP command or its path early gets near the server.
    """
    if not envelope.recipients:
        raise SubmissionError("the mail has no recipient: nothing was sent", permanent=True)
    for address in (*([envelope.sender] if envelope.sender else []), *envelope.recipients):
        local, _, domain = address.rpartition("@")
        if not local or not domain or _NOT_IN_A_PATH.search(address) or len(address) > _LONGEST_ADDRESS:
            raise SubmissionError(
                f"{address!r} is no address that mail can be sent to: nothing was sent", permanent=True
            )
