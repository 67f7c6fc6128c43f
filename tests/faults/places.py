"""Where a stranger's words may stand in a mail: one builder a field, for mails of each kind that brings a letter.

Comes in: a payload, a number that names the author. Goes out: the raw mail with the payload in that one place.
"""

import base64
import binascii
import quopri
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes

DESK = "help@doit.example"
BRIDGE = "chat-bridge-fx@doit.example"
DATE = "Mon, 23 Nov 2026 17:50:00 +0000"


@dataclass
class Draft:
    """A mail before it is put together; a place changes one thing of it. ``lines`` are header fields as octets."""

    number: int
    subject: bytes
    text: bytes
    domain: str = "wisc.edu"
    sender: bytes = b""
    lines: dict[str, bytes] = field(default_factory=dict)
    content: bytes = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
    body: bytes | None = None

    @property
    def author(self) -> str:
        """The address that it is from, in the directory under the same number."""
        return f"u{self.number}-fx@{self.domain}"

    def raw(self) -> bytes:
        """The octets, with CRLF but where the payload has other ends."""
        fields = {
            "Authentication-Results": f"mx.mailroute.example; dmarc=pass header.from={self.domain}".encode(),
            "From": f"Ana Example <{self.author}>".encode(),
            "To": DESK.encode(),
            "Subject": self.subject,
            "Date": DATE.encode(),
            "Message-ID": f"<{self.number}@mail.example>".encode(),
        } | self.lines
        head = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in fields.items())
        return (
            head + b"MIME-Version: 1.0\r\n" + self.content + b"\r\n" + (self.text if self.body is None else self.body)
        )


DRAFTS: tuple[tuple[str, bytes, bytes, str], ...] = (
    ("es", b"Workday timesheet", b"My NetID is anaex, please answer to ana-fx@wisc.edu. My Workday timesheet shows error 500 when I submit it.\r\n", "wisc.edu"),
    ("gather", b"Workday timesheet", b"My Workday timesheet shows error 500 when I submit it.\r\n", "wisc.edu"),
    ("cps", b"Printer", b"The printer in our office prints empty pages since Monday.\r\n", "fpm.wisc.edu"),
    ("consult", b"Qualtrics quota", b"In Qualtrics my survey says that the quota is full, but it is not.\r\n", "psych.wisc.edu"),
    ("technical", b"WiscVPN", b"WiscVPN says gateway not found when I connect at home.\r\n", "wisc.edu"),
    ("ask_department", b"Remote support", b"My office computer is very slow. Can somebody look at it by remote support?\r\n", "wisc.edu"),
    ("outage", b"SIS down", b"SIS is down for all of us, nobody in our office can get in since 8.\r\n", "econ.wisc.edu"),
)  # fmt: skip

Place = Callable[[Draft, bytes], None]


def _line(name: str, before: bytes = b"", behind: bytes = b"") -> Place:
    def place(draft: Draft, payload: bytes) -> None:
        draft.lines[name] = before + payload + behind

    return place


def _from(shape: str) -> Place:
    """A name before the author's address; PAYLOAD, Q or B says where and how it stands."""

    def place(draft: Draft, payload: bytes) -> None:
        q = b"=?utf-8?q?" + b"".join(b"=%02X" % octet for octet in payload) + b"?="
        b = b"=?utf-8?b?" + binascii.b2a_base64(payload, newline=False) + b"?="
        named = shape.encode().replace(b"PAYLOAD", payload).replace(b"QWORD", q).replace(b"BWORD", b)
        draft.lines["From"] = named.replace(b"AUTHOR", draft.author.encode())

    return place


def _subject(encode: Callable[[bytes], bytes]) -> Place:
    def place(draft: Draft, payload: bytes) -> None:
        draft.lines["Subject"] = encode(payload) + b" " + draft.subject

    return place


def _in_text(before: bytes, behind: bytes = b"") -> Place:
    def place(draft: Draft, payload: bytes) -> None:
        draft.body = draft.text + before + payload + behind + b"\r\n"

    return place


def _first(draft: Draft, payload: bytes) -> None:
    draft.body = payload + b" " + draft.text


def _encoded(label: bytes, encode: Callable[[bytes], bytes], kind: bytes = b"plain") -> Place:
    def place(draft: Draft, payload: bytes) -> None:
        draft.content = (
            b"Content-Type: text/" + kind + b"; charset=utf-8\r\nContent-Transfer-Encoding: " + label + b"\r\n"
        )
        text = b"<p>" + draft.text + b"</p><p>" + payload + b"</p>" if kind == b"html" else draft.text + payload
        draft.body = encode(text)

    return place


def _attachment(parameter: Callable[[bytes], bytes]) -> Place:
    def place(draft: Draft, payload: bytes) -> None:
        draft.content = b"Content-Type: multipart/mixed; boundary=qq\r\n"
        head = b"Content-Type: application/pdf\r\nContent-Disposition: attachment; " + parameter(payload) + b"\r\n\r\n"
        draft.body = b"--qq\r\n\r\n" + draft.text + b"\r\n--qq\r\n" + head + b"x\r\n--qq--\r\n"

    return place


def _header_line(draft: Draft, payload: bytes) -> None:
    draft.content = payload + b"\r\n" + draft.content


def _attached_mail(draft: Draft, payload: bytes) -> None:
    draft.content = b"Content-Type: multipart/mixed; boundary=qq\r\n"
    inner = b"From: " + payload + b" <x@y.example>\r\nSubject: " + payload + b"\r\n\r\n" + payload + b"\r\n"
    draft.body = (
        b"--qq\r\n\r\n" + draft.text + b"\r\n--qq\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"--qq--\r\n"
    )


def _chat(part: str) -> Place:
    """A transcript of the bridge's, with the payload as the customer's name, address or words."""

    def place(draft: Draft, payload: bytes) -> None:
        name = payload if part == "name" else b"Ana Example"
        address = payload if part == "address" else draft.author.encode()
        said = payload if part == "words" else b"my DARS audit won't run, error 500"
        draft.lines["From"] = b"Help Desk Chat <" + BRIDGE.encode() + b">"
        draft.lines["Authentication-Results"] = b"mx.mailroute.example; dmarc=pass header.from=doit.example"
        draft.lines["Subject"] = b"Chat transcript: " + name
        draft.body = (
            b"Chat transcript\r\nCustomer: " + name + b" <" + address + b">\r\nAgent: Corin (Help Desk)\r\n\r\n[08:12] " + name
            + b": hi! DARS won't run\r\n[08:13] Corin (Help Desk): what happens?\r\n[08:14] " + name + b": " + said + b"\r\n"
        )  # fmt: skip

    return place


def _directory(draft: Draft, payload: bytes) -> None:
    """Nothing: the payload is the author's name in the directory."""
    del payload
    draft.lines["From"] = draft.author.encode()


PLACES: dict[str, Place] = {
    "name in From": _from("PAYLOAD <AUTHOR>"),
    "quoted name in From": _from('"PAYLOAD" <AUTHOR>'),
    "Q word in From": _from("QWORD <AUTHOR>"),
    "B word in From": _from("BWORD <AUTHOR>"),
    "comment in From": _from("AUTHOR (PAYLOAD)"),
    "address in From": _from("PAYLOAD"),
    "local part in From": _from("<PAYLOADAUTHOR>"),
    "domain in From": _from("<AUTHORPAYLOAD>"),
    "Reply-To": _line("Reply-To"),
    "To": _line("To", b"help@doit.example, "),
    "Cc": _line("Cc"),
    "Sender": _line("Sender"),
    "Return-Path": _line("Return-Path"),
    "Subject": _subject(lambda payload: payload),
    "Q word in Subject": _subject(lambda payload: b"=?utf-8?q?" + b"".join(b"=%02X" % octet for octet in payload) + b"?="),
    "B word in Subject": _subject(lambda payload: b"=?utf-8?b?" + binascii.b2a_base64(payload, newline=False) + b"?="),
    "Message-ID": _line("Message-ID", b"<", b"@mail.example>"),
    "In-Reply-To": _line("In-Reply-To", b"<", b"@mail.example>"),
    "References": _line("References", b"<a@b.example> <", b"@mail.example> <c@d.example>"),
    "Date": _line("Date", DATE.encode()),
    "Authentication-Results": _line("Authentication-Results", b"mx.mailroute.example; dmarc=pass header.from=wisc.edu"),
    "a line of the header": _header_line,
    "text": _in_text(b""),
    "first words": _first,
    "text in base64": _encoded(b"base64", base64.encodebytes),
    "text in quoted-printable": _encoded(b"quoted-printable", lambda octets: quopri.encodestring(octets, quotetabs=True)),
    "HTML": _encoded(b"8bit", lambda octets: octets, b"html"),
    "HTML in base64": _encoded(b"base64", base64.encodebytes, b"html"),
    "attachment's name": _attachment(lambda payload: b'filename="' + payload + b'"'),
    "attachment's name, RFC 2231": _attachment(lambda payload: b"filename*=utf-8''" + quote_from_bytes(payload, safe="").encode()),
    "attachment's name, B word": _attachment(lambda payload: b'filename="=?utf-8?b?' + binascii.b2a_base64(payload, newline=False) + b'?="'),
    "attached mail": _attached_mail,
    "NetID": _in_text(b"My NetID is "),
    "desired address": _in_text(b"Please answer to "),
    "phone": _in_text(b"My phone is (608) 555-0100 "),
    "error": _in_text(b'The error says "', b'"'),
    "service": _in_text(b"It is about Workday ", b" and Canvas"),
    "department": _in_text(b"I work in the Department of ", b" Chemistry"),
    "signature": _in_text(b"\r\n--\r\nAna Example, ", b"\r\nDepartment of Chemistry"),
    "forwarded mail": _in_text(b"\r\n-----Original Message-----\r\nFrom: ", b" <x@y.example>\r\nSubject: x\r\n\r\nDear all"),
    "chat, name": _chat("name"),
    "chat, address": _chat("address"),
    "chat, words": _chat("words"),
    "name in the directory": _directory,
}  # fmt: skip
"""Each place that mail-derived text comes from."""

OF_ADDRESSES = frozenset({"address in From", "local part in From", "domain in From", "comment in From", "name in From", "quoted name in From", "chat, address", "chat, name"})  # fmt: skip
"""Places in which a payload may make the author or customer somebody else, whoever it names: then that one is answered."""
