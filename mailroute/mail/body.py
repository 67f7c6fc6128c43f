"""The MIME body: which parts there are, and the text a reader is shown.

Comes in: the raw mail and its fields. Goes out: the text, the attachments, the media types.
Never: raises; opens more parts, deeper or longer ones, than its caps allow; decodes an attachment.
"""

import binascii
import email
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message as StdlibMessage
from email.policy import compat32

import fast_mail_parser

from mailroute.mail import bounds
from mailroute.mail.bounds import MAX_PART
from mailroute.mail.characters import base64_octets, decode, decode_words, lines, one_line
from mailroute.mail.html import visible_text
from mailroute.mail.message import Attachment

MAX_PARTS = 200
MAX_DEPTH = 20
MAX_TEXT = 64_000  # characters of the mail's text

_PARAMETER = re.compile(r';\s*([a-zA-Z-]{1,30})\*?\s*=\s*("[^"]{0,300}"|[^\s;"]{1,300})')
_METHOD = re.compile(rb"^METHOD:([A-Z-]{1,20})", re.M)
_STUB = re.compile(r"\bhtml\b|web browser|im browser|navigateur|navegador|view (?:it|this)", re.I)


@dataclass(slots=True)
class Body:
    """What was found, filled while the parts are walked. ``inner`` are the texts of the first attached mail."""

    text: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    media_types: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    calendar_method: str = ""
    inner: str = ""
    inner_from: str = ""
    inner_subject: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A MIME part in the shape both parsers are brought to; ``content`` decodes on demand."""

    media_type: str
    parameters: dict[str, str]
    name: str
    is_attachment: bool
    size: int
    content: Callable[[], bytes]
    children: tuple["_Part", ...] = ()
    author: str = ""
    subject: str = ""


def read_body(raw: bytes, start: int, fields: tuple[tuple[str, str], ...]) -> Body:
    """The body of the mail ``raw`` whose body begins at octet ``start``."""
    body = Body()
    named: dict[str, str] = {}
    for name, value in fields:
        named.setdefault(name, value)
    media_type, parameters = _content_type(named.get("content-type", ""))
    encoding = named.get("content-transfer-encoding", "").strip().lower()
    if media_type.startswith("multipart/") or media_type == "message/rfc822" or "uu" in encoding:
        root = _tree(raw, body)
        if root is None:
            media_type, parameters = "text/plain", {}
    else:
        root = None
    if root is None:
        octets = raw[start : start + MAX_PART * 2]
        disposition = named.get("content-disposition", "")
        root = _Part(
            media_type,
            parameters,
            _parameters(disposition).get("filename", "") or parameters.get("name", ""),
            disposition.lower().startswith("attachment"),
            max(0, len(raw) - start),
            lambda: _transfer_decoded(octets, encoding),
        )
    body.text = _text_of(root, body, 0)
    if len(body.text) > MAX_TEXT:
        body.text = body.text[:MAX_TEXT]
        body.defects.append(f"text cut at {MAX_TEXT} characters")
    return body


def _content_type(value: str) -> tuple[str, dict[str, str]]:
    media_type = value.partition(";")[0].strip().lower()
    if not re.fullmatch(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}", media_type):
        media_type = "text/html" if media_type == "html" else "text/plain"
    return media_type, _parameters(value)


def _parameters(value: str) -> dict[str, str]:
    return {match[1].lower(): match[2].strip('"') for match in _PARAMETER.finditer(value[:4000])}


def _transfer_decoded(octets: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64_octets(octets)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(octets)
    return octets


def _tree(raw: bytes, body: Body) -> _Part | None:
    """The parts, by the fast parser, else by the standard library's."""
    within, defects = bounds.for_fast(raw)
    body.defects.extend(defects)
    try:
        return _from_fast(fast_mail_parser.parse_email_tree(within, mode="lazy"))
    except (fast_mail_parser.ParseError, ValueError, RuntimeError, RecursionError):
        body.defects.append("MIME structure broken")
    try:
        return _from_stdlib(email.message_from_bytes(bounds.for_fallback(within), policy=compat32), 0)
    except Exception:  # noqa: BLE001 - the standard library's parser raises what it likes on odd mails
        body.defects.append("MIME structure unreadable")
        return None


def _from_fast(node: fast_mail_parser.PyLazyMimePart, depth: int = 0) -> _Part:
    headers = {name.lower(): values for name, values in node.headers.items()}
    declared = (headers.get("content-type") or [""])[0]
    media_type = node.content_type.partition(";")[0].strip().lower() or "text/plain"
    children = node.children[:MAX_PARTS] if depth < MAX_DEPTH else []

    def content() -> bytes:
        try:
            return node.content or b""
        except (fast_mail_parser.ParseError, ValueError, RuntimeError):
            return b""

    return _Part(
        media_type,
        _parameters(declared),
        one_line(node.filename or "")[:200],
        (node.disposition or "").lower().startswith("attachment"),
        node.encoded_size or 0,
        content,
        tuple(_from_fast(child, depth + 1) for child in children),
        (headers.get("from") or [""])[0],
        (headers.get("subject") or [""])[0],
    )


def _from_stdlib(part: StdlibMessage, depth: int) -> _Part:
    payload = part.get_payload()
    children: tuple[_Part, ...] = ()
    if isinstance(payload, list) and depth < MAX_DEPTH:
        children = tuple(
            _from_stdlib(child, depth + 1) for child in payload[:MAX_PARTS] if isinstance(child, StdlibMessage)
        )

    def content() -> bytes:
        try:
            decoded = part.get_payload(decode=True)
        except (ValueError, LookupError, AssertionError, TypeError, binascii.Error):
            return b""
        return decoded if isinstance(decoded, bytes) else b""

    declared = str(part.get("content-type", ""))
    disposition = str(part.get("content-disposition", ""))
    name = _parameters(disposition).get("filename", "") or _parameters(declared).get("name", "")
    return _Part(
        part.get_content_type(),
        _parameters(declared),
        one_line(decode_words(name))[:200],
        disposition.lower().startswith("attachment"),
        len(payload) if isinstance(payload, str) else 0,
        content,
        children,
        str(part.get("from", "")),
        str(part.get("subject", "")),
    )


def _text_of(part: _Part, body: Body, depth: int) -> str:
    if len(body.media_types) >= MAX_PARTS or depth > MAX_DEPTH:
        return ""
    body.media_types.append(part.media_type)
    kind = part.media_type
    if kind == "multipart/alternative":
        return _alternative(part, body, depth)
    if kind.startswith("multipart/"):
        shown = (_text_of(child, body, depth + 1) for child in part.children)
        return "\n\n".join(text for text in shown if text)
    if kind in {"text/plain", "text/html"} and not part.is_attachment:
        return _shown(part)
    if kind == "text/calendar":
        match = _METHOD.search(part.content()[:20_000].upper())
        stated = part.parameters.get("method", "") or (match[1].decode("ascii") if match else "")
        body.calendar_method = body.calendar_method or stated.upper()
    if kind == "message/rfc822" and part.children and not body.inner and "multipart/report" not in body.media_types:
        attached = Body()
        body.inner = _text_of(part.children[0], attached, depth + 1)[:MAX_TEXT]
        body.inner_from, body.inner_subject = part.children[0].author, part.children[0].subject
    body.attachments.append(Attachment(one_line(part.name)[:200], kind, part.size))
    return ""


def _alternative(part: _Part, body: Body, depth: int) -> str:
    """The plain one of the alternatives, unless it is only a stub that points to the other."""
    texts = [(child.media_type, _text_of(child, body, depth + 1)) for child in part.children]
    plain = next((text for kind, text in texts if kind == "text/plain" and text.strip()), "")
    rich = next((text for kind, text in reversed(texts) if kind != "text/plain" and text.strip()), "")
    if plain and rich and (len(plain) * 3 < len(rich) or (len(plain) < 300 and _STUB.search(plain))):
        return rich
    return plain or rich


def _shown(part: _Part) -> str:
    octets = part.content()[:MAX_PART]
    text = decode(octets, part.parameters.get("charset", ""))
    if part.media_type == "text/html":
        return visible_text(text)
    text = lines(text)
    if part.parameters.get("format", "").lower() == "flowed":
        return _unflowed(text, joined=part.parameters.get("delsp", "").lower() == "yes")
    return text


def _unflowed(text: str, *, joined: bool) -> str:
    """Soft line breaks undone (RFC 3676 section 4): a line that ends in a blank goes on in the next one."""
    out: list[str] = []
    open_depth = -1
    for line in text[: MAX_TEXT * 2].split("\n"):
        rest = line.lstrip(">")
        depth = len(line) - len(rest)
        rest = rest.removeprefix(" ")
        if depth == open_depth and rest != "-- ":
            out[-1] += rest
        else:
            out.append(">" * depth + (" " if depth else "") + rest)
        flows = rest.endswith(" ") and rest != "-- "
        open_depth = depth if flows else -1
        if flows and joined:
            out[-1] = out[-1][:-1]
    return "\n".join(out)
