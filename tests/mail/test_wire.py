"""Header fields as octets, and the last look at a mail before it goes out."""

import email
import tracemalloc
from email.header import decode_header, make_header

import pytest

from mailroute.mail import wire
from mailroute.mail.outgoing import Envelope
from mailroute.mail.wire import ComposeError


@pytest.mark.parametrize(
    "value", ["a\r\nBcc: x@y.example", "a\nb", "=?utf-8?q?a=0D=0ABcc:_x@y.example?=", "é" * 300, "名" * 90, ""]
)
def test_a_subject_is_one_field(value: str) -> None:
    """Whatever is in it, the decoded subject is one line, and each line on the wire is short."""
    written = wire.field("Subject", value)
    mail = email.message_from_string(written + "\r\n")

    assert ["Subject"] == mail.keys()
    assert " ".join(value.split()) == "".join(str(part) for part in [make_header(decode_header(mail["Subject"]))])
    assert all(len(line) <= 78 for line in written.split("\r\n"))


def test_what_looks_like_an_encoded_word_is_no_address_to_write_to() -> None:
    """A reader that decodes encoded words in addresses, too, would see a line break."""
    assert wire.is_address("ana=x?y-fx@wisc.edu")
    assert not wire.is_address("=?utf-8?q?=0D=0A?=@wisc.edu")


FIELDS = ("From", "To", "Subject")
GOOD = b"From: <help@doit.example>\r\nTo: <es@queues.example>\r\nSubject: x\r\n\r\nHello\r\n"
BAD = {
    "a field more": GOOD.replace(b"\r\n\r\n", b"\r\nBcc: <evil@evil.example>\r\n\r\n"),
    "a field twice": GOOD.replace(b"Subject", b"To: <es@queues.example>\r\nSubject"),
    "a foreign address": GOOD.replace(b"es@queues", b"evil@evil"),
    "a bare LF": GOOD.replace(b"Hello\r", b"Hello"),
    "a bare CR": GOOD.replace(b"Hello\r\n", b"Hello\r"),
    "a NUL": GOOD.replace(b"Hello", b"\0"),
    "a raw octet in the header": GOOD.replace(b"x", b"\xe9"),
    "a line too long": GOOD + b"y" * 999,
    "no body": GOOD.partition(b"\r\n\r\n")[0],
    "a line that is no field": GOOD.replace(b"Subject: x", b"Subject: x\r\nevil"),
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_the_last_look_refuses_what_was_not_planned(data: bytes) -> None:
    """Whatever wrote them, octets that are not as planned do not go out."""
    envelope = Envelope("help@doit.example", ("es@queues.example",))
    wire.check(GOOD, envelope, expected=FIELDS, allowed=("es@queues.example",))
    with pytest.raises(ComposeError):
        wire.check(data, envelope, expected=FIELDS, allowed=("es@queues.example",))


@pytest.mark.parametrize(
    "envelope",
    [
        Envelope("help@doit.example", ()),
        Envelope("help@doit.example", ("es@queues.example", "es@queues.example")),
        Envelope("help@doit.example", ("es@queues.example", "evil@evil.example")),
        Envelope("help@doit.example>\r\nRCPT TO:<x@y.example", ("es@queues.example",)),
    ],
)
def test_the_last_look_refuses_another_envelope(envelope: Envelope) -> None:
    """No recipient but a route's or the customer's, none twice, no broken sender."""
    with pytest.raises(ComposeError):
        wire.check(GOOD, envelope, expected=FIELDS, allowed=("es@queues.example",))


@pytest.mark.parametrize("line", [b"", b"a", b"ab", b"." * 998, b"a" * 500], ids=len)
def test_the_last_look_needs_little_memory(line: bytes) -> None:
    """Five megabytes of short lines are looked at without a list of them (it took 80 times the mail's size)."""
    data = GOOD + (line + b"\r\n") * (5 * 1024 * 1024 // (len(line) + 2))
    tracemalloc.start()
    wire.check(data, Envelope("", ("es@queues.example",)), expected=FIELDS, allowed=("es@queues.example",))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1024 * 1024


@pytest.mark.parametrize("before", [b"", b"y\r\n", b"y" * 998 + b"\r\n", b"\r\n" * 999])
@pytest.mark.parametrize("after", [b"", b"\r\n", b"\r\ny", b"\r\n" * 999])
def test_a_line_may_have_998_octets(before: bytes, after: bytes) -> None:
    """998 octets pass wherever the line stands, 999 do not (RFC 5322 section 2.1.1)."""
    envelope = Envelope("", ("es@queues.example",))
    wire.check(GOOD + before + b"x" * 998 + after, envelope, expected=FIELDS, allowed=("es@queues.example",))
    with pytest.raises(ComposeError):
        wire.check(GOOD + before + b"x" * 999 + after, envelope, expected=FIELDS, allowed=("es@queues.example",))
