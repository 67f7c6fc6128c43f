"""One letter as it went over the wire, looked at by other code than wrote it: is it what a letter of ours may be?

Comes in: the octets between DATA and the final dot, the envelope, the mails that it may carry. Goes out: complaints,
empty when all is well. RFC 5322 and 2045 are read strictly here, and smuggling as loosely as any server reads.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses

from mailroute.mail.outgoing import Kind
from tests.faults.payloads import EVIL, PRODUCT

_ALL = ("From", "Reply-To", "To", "Cc?", "Subject", "Date", "Message-ID", "X-Mailroute-Loop")
_ANSWER = ("Auto-Submitted", "X-Auto-Response-Suppress", "Precedence", "In-Reply-To?", "References?")
_MIME = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")
_WITH_MAIL = frozenset({Kind.FORWARD, Kind.CONSULT})

# What some server takes for the end of a mail: a dot alone between any two line ends.
_AN_END = re.compile(rb"(?:\r\n|\r|\n|\x00)\.(?:\x00|\r\n|\r|\n)")
_NAME = re.compile(rb"([!-9;-~]+): (?=\S)")
_BOUNDARY = re.compile(rb'boundary="([^"]{1,70})"')
_EVALUATED = re.compile(rf"{PRODUCT}|<class '|x{{99}}|<TemplateReference|root:x:0")


@dataclass(frozen=True, slots=True)
class Letter:
    """One submission: ``stream`` is what came behind DATA's answer, with its dots doubled and its final dot."""

    kind: Kind
    sender: str
    recipients: tuple[str, ...]
    stream: bytes


def boundary(stream: bytes) -> bytes:
    """The boundary of a letter of several parts."""
    found = _BOUNDARY.search(stream.partition(b"\r\n\r\n")[0])
    return found[1] if found else b""


def shown(letter: Letter) -> str:
    """The address in Reply-To: whom an answer to a forward would reach."""
    head = letter.stream.partition(b"\r\n\r\n")[0]
    found = getaddresses(message_from_bytes(head + b"\r\n\r\n").get_all("Reply-To", []))
    return found[0][1] if found else ""


def complaints(
    letter: Letter, *, may_go_to: set[str], may_show: set[str], carries: list[bytes], payload: str
) -> list[str]:
    """What is wrong with it. ``may_show`` are addresses that its header may hold besides ``may_go_to``."""
    wrong: list[str] = []
    if not letter.stream.endswith(b"\r\n.\r\n"):
        return ["does not end with its final dot"]
    body = letter.stream[: -len(b".\r\n")]
    if _AN_END.search(b"\r\n" + body):
        wrong.append("some server could see a second mail in it")
    if body.count(b"\r\n") != body.count(b"\r") or body.count(b"\r\n") != body.count(b"\n") or b"\0" in body:
        wrong.append("a bare CR or LF, or a NUL")
    if max(map(len, body.split(b"\r\n"))) > 999:
        wrong.append("a line of more than 998 octets")
    if not letter.recipients or set(letter.recipients) - may_go_to:
        wrong.append(f"goes to {letter.recipients}")
    mail = body.replace(b"\r\n.", b"\r\n").removeprefix(b".")
    head, gap, rest = mail.partition(b"\r\n\r\n")
    if not gap:
        return [*wrong, "no blank line behind the header"]
    wrong += _header(letter, head, may_go_to | may_show)
    wrong += _as_others_read(mail, head)
    return wrong + _parts(letter, head, rest, carries, payload)


def _header(letter: Letter, head: bytes, addresses: set[str]) -> list[str]:
    wrong: list[str] = []
    names: list[str] = []
    for line in head.split(b"\r\n"):
        if re.search(rb"[^ -~\t]", line):
            wrong.append(f"a raw octet in the header: {line[:80]!r}")
        if line[:1] in {b" ", b"\t"} and names and line.strip():
            continue
        match = _NAME.match(line)
        names.append(match[1].decode() if match else f"{line[:60]!r}")
    expected = [*_ALL, *(_ANSWER if letter.kind.at_most_once else ()), *_MIME]
    if names != [name.rstrip("?") for name in expected if not name.endswith("?") or name.rstrip("?") in names]:
        wrong.append(f"header fields {names}")
    read = message_from_bytes(head + b"\r\n\r\n")
    for name in ("From", "Reply-To", "To", "Cc"):
        shown = {address for _, address in getaddresses(read.get_all(name, [])) if "@" in address}
        if shown - addresses:
            wrong.append(f"{name} shows {sorted(shown - addresses)}")
    for name in ("Subject", "From", "Reply-To", "To"):
        decoded = str(make_header(decode_header(re.sub(r"\r\n([ \t])", r"\1", str(read.get(name, ""))))))
        if not decoded.isprintable():
            wrong.append(f"{name} decodes to {decoded[:80]!r}")
        if _EVALUATED.search(decoded):
            wrong.append(f"{name} was evaluated: {decoded[:80]!r}")
    return wrong


def _as_others_read(mail: bytes, head: bytes) -> list[str]:
    """The standard library, which is lenient, must see the same fields and no defect."""
    read = message_from_bytes(mail)
    strict = [
        line.partition(b":")[0].decode("latin-1") for line in head.split(b"\r\n") if line[:1] not in {b" ", b"\t"}
    ]
    wrong = [] if read.keys() == strict else [f"another reader sees the fields {read.keys()}"]
    return wrong + [f"another reader finds {type(defect).__name__}" for defect in read.defects]


def _parts(letter: Letter, head: bytes, rest: bytes, carries: list[bytes], payload: str) -> list[str]:
    between = boundary(head + b"\r\n\r\n")
    if bool(between) != (letter.kind in _WITH_MAIL):
        return ["carries a mail" if between else "lost the mail"]
    if not between:
        return _text(letter, head, rest, payload)
    mark = b"--" + between
    first, *parts = (b"\r\n" + rest).split(b"\r\n" + mark)
    if first or parts[-1] != b"--\r\n" or len(parts) != len(carries) + 2:
        return [f"{len(parts) - 1} parts, {len(carries) + 1} expected"]
    text_head, _, text = parts[0].partition(b"\r\n\r\n")
    wrong = _text(letter, text_head, text, payload)
    for part, original in zip(parts[1:-1], carries, strict=True):
        part_head, _, content = part.partition(b"\r\n\r\n")
        if len(part_head.split(b"\r\n")) != 4:
            wrong.append(f"an attached mail's header is {part_head!r}")
        if b"base64" in part_head:
            content = base64.b64decode(content, validate=False)
        as_sent = original if b"\r" in original or b"base64" in part_head else original.replace(b"\n", b"\r\n")
        if content != as_sent:
            wrong.append("the attached mail is not the original, octet for octet")
    return wrong


def _text(letter: Letter, head: bytes, content: bytes, payload: str) -> list[str]:
    """The desk's own words, as a reader sees them."""
    octets = binascii.a2b_qp(content) if b"quoted-printable" in head else content
    text = octets.decode("utf-8").replace("\r\n", "\n")
    wrong: list[str] = []
    if any(line.lstrip().startswith("#") for line in text.split("\n")):
        wrong.append("a line of the text begins with #")
    if not letter.kind.at_most_once and text.startswith((">", "#")):
        wrong.append("the text does not begin with our words")
    if re.search(
        r"[^\n]",
        re.sub(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]", "", text.replace("\n", "")),
    ):
        wrong.append("a control character in the text")
    found = _EVALUATED.search(text)
    if found and found[0] not in payload:
        wrong.append(f"the text was evaluated: {found[0]!r}")
    if letter.kind.at_most_once and re.search(rf"(?<![\w.@-])(?:https?://|www\.)\S*{EVIL}", text):
        wrong.append("the answer passes on a link of the mail's")
    return wrong
