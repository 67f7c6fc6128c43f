"""Received bytes to a Message.

Comes in: the raw mail, whatever it is. Goes out: a ``Message``; what cannot be read as a mail says so in
``unreadable``. Never: raises; takes long over hostile bytes; uses ``email.policy.default`` (it crashes and hangs on
received mail, see CPython issues gh-100884 and gh-80222).
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mailroute.mail.addresses import parse_addresses
from mailroute.mail.body import Body, read_body
from mailroute.mail.characters import decode_words, one_line
from mailroute.mail.headers import Block, split
from mailroute.mail.html import CUT
from mailroute.mail.message import Address, Message, Sections
from mailroute.mail.text import sections

MAX_IDS = 100

_MESSAGE_ID = re.compile(r"<([^<>\s]{1,900})>")
_NUL = b"\x00"


def parse(raw: bytes) -> Message:
    """The mail in ``raw``, at most some hundred kilobytes of it looked at, however long it is."""
    if not raw.strip():
        return Message(unreadable="empty: no octets but blanks", size=len(raw))
    try:
        block = split(raw)
        if not block.is_of_a_mail:
            return Message(unreadable=_why_no_mail(raw), defects=block.defects, size=len(raw))
        return _message(raw, block)
    except Exception as error:  # noqa: BLE001 - a mail must never stop the worker: a person gets it with the reason
        return Message(unreadable=f"cannot be read: {type(error).__name__}", size=len(raw))


def _why_no_mail(raw: bytes) -> str:
    if _NUL in raw[:4096]:
        return "binary data, not a mail"
    return "not a mail: no header field that a mail has"


def _message(raw: bytes, block: Block) -> Message:
    headers = tuple((name, one_line(decode_words(value))) for name, value in block.fields)
    body = read_body(raw, block.body, block.fields)
    authors = _addresses(block, "from")
    subject = _first(headers, "subject")
    parts = sections(body.text, subject=subject, author=authors[0] if len(authors) == 1 else None)
    return Message(
        headers=headers,
        message_id=next(iter(_ids(headers, "message-id")), ""),
        in_reply_to=_ids(headers, "in-reply-to"),
        references=_ids(headers, "references"),
        authors=authors,
        reply_to=_addresses(block, "reply-to"),
        to=_addresses(block, "to"),
        cc=_addresses(block, "cc"),
        subject=subject,
        date=_date(_first(headers, "date")),
        text="\n".join(line for line in body.text.split("\n") if line != CUT),
        sections=_with_attached(parts, body),
        attachments=tuple(body.attachments),
        media_types=tuple(body.media_types),
        defects=block.defects + tuple(body.defects),
        calendar_method=body.calendar_method,
        size=len(raw),
    )


def _with_attached(parts: Sections, body: Body) -> Sections:
    """A mail that is attached whole is a forwarded one, when the text itself forwards none."""
    if not body.inner or parts.forwarded:
        return parts
    return Sections(
        newest=parts.newest,
        quoted=parts.quoted,
        forwarded=body.inner.replace(CUT + "\n", ""),
        signature=parts.signature,
        footer=parts.footer,
        forwarded_author=next(iter(parse_addresses(body.inner_from[:2000])), None),
        forwarded_subject=one_line(decode_words(body.inner_subject[:2000])),
    )


def _first(headers: tuple[tuple[str, str], ...], name: str) -> str:
    return next((value for key, value in headers if key == name), "")


def _addresses(block: Block, name: str) -> tuple[Address, ...]:
    found: dict[str, Address] = {}
    for key, value in block.fields:
        if key == name:
            for address in parse_addresses(value):
                found.setdefault(address.addr, address)
    return tuple(found.values())


def _ids(headers: tuple[tuple[str, str], ...], name: str) -> tuple[str, ...]:
    """Message identifiers in angle brackets, in order, none twice (RFC 5322 section 3.6.4)."""
    found: dict[str, None] = {}
    for key, value in headers:
        if key == name:
            for identifier in _MESSAGE_ID.findall(value):
                found.setdefault(f"<{identifier}>")
    return tuple(found)[:MAX_IDS]


def _date(value: str) -> datetime | None:
    """The Date field in UTC; None when it is missing or no date."""
    if not value:
        return None
    try:
        stated = parsedate_to_datetime(value[:200])
        aware = stated if stated.tzinfo else stated.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
