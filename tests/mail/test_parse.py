"""Bytes become a Message, whatever the bytes are."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailroute.mail.message import Address, Attachment, Message
from mailroute.mail.parse import parse

FIXTURES = Path(__file__).resolve().parents[3] / "shared" / "fixtures"
PLAIN = b"From: Kim Vale <kvale-fx@chem.wisc.edu>\r\nTo: help@doit.example\r\nSubject: report\r\n"


def of(head: bytes, text: bytes = b"hello", *, base: bytes = PLAIN) -> Message:
    """A mail with ``head`` as further header lines."""
    return parse(base + head + b"\r\n" + text)


def test_fields_of_a_plain_mail() -> None:
    """Ids, addresses, date and text of an ordinary mail are read; addresses are lower case, the date is UTC."""
    message = of(
        b"Date: Tue, 4 Mar 2025 10:12:00 -0600\r\nMessage-ID: <a1@chem.wisc.edu>\r\nIn-Reply-To: <q@doit.example>\r\n"
        b"References: <p@doit.example> <q@doit.example>\r\nCc: Lee@Chem.wisc.edu\r\nReply-To: kv-fx@wisc.edu\r\n"
    )
    assert Address("kvale-fx@chem.wisc.edu", "Kim Vale") == message.author
    assert (Address("help@doit.example"),) == message.to
    assert (Address("lee@chem.wisc.edu"),) == message.cc
    assert (Address("kv-fx@wisc.edu"),) == message.reply_to
    assert datetime(2025, 3, 4, 16, 12, tzinfo=UTC) == message.date
    assert message.message_id == "<a1@chem.wisc.edu>"
    assert message.in_reply_to == ("<q@doit.example>",)
    assert message.references == ("<p@doit.example>", "<q@doit.example>")
    assert message.text == "hello"
    assert message.defects == ()


def test_every_instance_of_a_field_is_kept() -> None:
    """Two fields of the same name are two headers, in order, and two From lines leave no author."""
    message = of(b"From: other-fx@wisc.edu\r\nReceived: one\r\nReceived: two\r\n")
    assert message.all("Received") == ("one", "two")
    assert message.author is None
    assert len(message.authors) == 2


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (b"=?utf-8?B?R3LDvMOfZQ==?=", "Grüße"),
        (b"=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=", "Grüße"),
        (b"=?iso-8859-1?Q?Gr=FC=DFe?= all", "Grüße all"),
        (b"=?utf-8?Q?a=0D=0ABcc:_x@y.example?=", "a Bcc: x@y.example"),
        ("a\u202eb\u200bc".encode(), "abc"),
        (b"one\r\n two\r\n\tthree", "one two three"),
        (b"=?no-such-charset?Q?caf=C3=A9?=", "café"),
        ("naïve".encode("latin-1"), "naïve"),
        (b"=?utf-8?Q?broken", "=?utf-8?Q?broken"),
    ],
)
def test_header_values_are_decoded_into_one_clean_line(subject: bytes, expected: str) -> None:
    """Encoded words, folded lines and raw 8-bit text are read; no line break or bidirectional mark is left."""
    assert expected == parse(b"From: a-fx@wisc.edu\r\nSubject: " + subject + b"\r\n\r\nx").subject


@pytest.mark.parametrize(
    ("content_type", "octets", "expected"),
    [
        (b"text/plain; charset=utf-8", "Müller".encode(), "Müller"),
        (b"text/plain; charset=us-ascii", "Müller".encode(), "Müller"),
        (b"text/plain; charset=utf-8", "Müller".encode("latin-1"), "Müller"),
        (b"text/plain; charset=iso-8859-1", "it’s €".encode("cp1252"), "it’s €"),
        (b"text/plain; charset=no-such", "Müller".encode("cp1252"), "Müller"),
        (b"text/plain; charset=punycode", b"abc-", "abc-"),
        (b"text/plain; charset=zlib", b"abc", "abc"),
        (b'text/plain; charset="\x00"', b"abc", "abc"),
        (b"text/plain; charset=gb2312", "你好".encode("gb18030"), "你好"),
        (b"text/plain; charset=iso-2022-jp", "こんにちは".encode("iso-2022-jp"), "こんにちは"),
        (b"text/html", b"<p>a<br>b</p><script>c</script>", "a\nb"),
        (b"nonsense", b"abc", "abc"),
    ],
)
def test_text_is_decoded_whatever_its_label(content_type: bytes, octets: bytes, expected: str) -> None:
    """A wrong, unknown or dangerous charset label does not keep the text from being read."""
    assert expected == of(b"Content-Type: " + content_type + b"\r\n", octets).text


def test_transfer_encodings() -> None:
    """Base64, also broken, and quoted-printable are decoded."""
    assert of(b"Content-Transfer-Encoding: base64\r\n", b"aGVsbG8gd29ybGQ=").text == "hello world"
    assert of(b"Content-Transfer-Encoding: base64\r\n", b"aGVs!bG8g\r\nd29ybGQ").text == "hello world"
    assert of(b"Content-Transfer-Encoding: quoted-printable\r\n", b"a=3Db=\r\nc").text == "a=bc"


def test_flowed_text_is_joined() -> None:
    """A soft line break (RFC 3676) is undone, the signature's delimiter stays."""
    text = of(b"Content-Type: text/plain; format=flowed\r\n", b"one \r\ntwo\r\n-- \r\nKim\r\n").text
    assert text.startswith("one two\n-- \nKim")


def multipart(kind: bytes, *parts: bytes) -> Message:
    """A multipart mail of ``parts``, each with its own header lines."""
    joined = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts)
    return of(b"MIME-Version: 1.0\r\nContent-Type: multipart/" + kind + b"; boundary=b\r\n", joined + b"--b--\r\n")


def test_the_plain_alternative_is_read_unless_it_is_a_stub() -> None:
    """Of two alternatives the plain one is the text; "view this in a browser" is none."""
    html = b"Content-Type: text/html\r\n\r\n<p>the report stays blank in Safari</p>"
    full = multipart(b"alternative", b"Content-Type: text/plain\r\n\r\nthe report stays blank in Safari", html)
    stub = multipart(b"alternative", b"Content-Type: text/plain\r\n\r\nYour client cannot show HTML", html)
    assert full.text.strip() == stub.text.strip() == "the report stays blank in Safari"
    assert full.media_types == ("multipart/alternative", "text/plain", "text/html")


def test_attachments_are_named_and_not_read() -> None:
    """An attachment gives its name, type and size; its text is not the mail's."""
    message = multipart(
        b"mixed",
        b"Content-Type: text/plain\r\n\r\nsee the log",
        b'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="a.log"\r\n\r\nfatal',
    )
    assert message.text.strip() == "see the log"
    assert [(one.name, one.media_type) for one in message.attachments] == [("a.log", "text/plain")]
    assert Attachment("a.log", "text/plain", message.attachments[0].size) == message.attachments[0]


def test_an_attached_mail_is_a_forwarded_one() -> None:
    """A mail that is attached whole is the forwarded text, with its author; its parts are not ours."""
    message = multipart(
        b"mixed",
        b"Content-Type: text/plain\r\n\r\nplease help her",
        b"Content-Type: message/rfc822\r\n\r\nFrom: Ida Moss <imoss-fx@wisc.edu>\r\nSubject: login\r\n\r\nit loops",
    )
    assert message.sections.newest == "please help her"
    assert "it loops" in message.sections.forwarded
    assert Address("imoss-fx@wisc.edu", "Ida Moss") == message.sections.forwarded_author
    assert message.sections.forwarded_subject == "login"
    assert "message/rfc822" in message.media_types


def test_encryption_is_seen_in_the_media_types() -> None:
    """OpenPGP and S/MIME mails show what they are and have no text."""
    pgp = multipart(b"encrypted", b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1")
    smime = of(b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n", b"\x30\x80")
    assert pgp.media_types[0] == "multipart/encrypted"
    assert smime.media_types == ("application/pkcs7-mime",)
    assert pgp.text == smime.text == ""


def test_a_calendar_answer_shows_its_method() -> None:
    """The METHOD of a text/calendar part is kept, from the field or from the calendar itself."""
    field = multipart(b"mixed", b"Content-Type: text/calendar; method=reply\r\n\r\nBEGIN:VCALENDAR")
    inside = multipart(b"mixed", b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:COUNTER\r\n")
    assert (field.calendar_method, inside.calendar_method) == ("REPLY", "COUNTER")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100), "binary"),
        (b"just some words\r\nin two lines\r\n", "not a mail"),
        (b"name: value\nother: value\n", "not a mail"),
    ],
)
def test_what_is_no_mail_says_why(raw: bytes, why: str) -> None:
    """Bytes that are no mail give a Message with the reason in ``unreadable``."""
    assert why in parse(raw).unreadable


def test_a_mail_without_a_blank_line_keeps_its_text() -> None:
    """Text that follows the header without a blank line is the text, and the defect is named."""
    message = parse(b"From: a-fx@wisc.edu\nSubject: x\nmy screen is black\nplease help\n")
    assert message.text.strip() == "my screen is black\nplease help"
    assert message.defects


def test_mbox_line_and_bare_line_ends() -> None:
    """An mbox "From " line is skipped, and bare CR or LF line ends are understood."""
    assert parse(b"From a@b Tue Mar  4\nFrom: a-fx@wisc.edu\nSubject: x\n\ny").subject == "x"
    assert parse(b"From: a-fx@wisc.edu\rSubject: x\r\ry").text == "y"


def test_caps_are_told() -> None:
    """What is too long is cut, and the cut is a defect; the whole size is kept."""
    long = of(b"X-Long: " + b"a" * 100_000 + b"\r\n", b"word " * 40_000)
    assert long.size > 300_000
    assert len(long.text) == 64_000
    assert any("x-long" in one.lower() for one in long.defects)
    assert any("text cut" in one for one in long.defects)


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN + b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 50_000,
        PLAIN + b"Content-Type: multipart/mixed; boundary=a\n\n" + b"\n--" * 100_000,
        PLAIN.replace(b"Kim Vale", b'"(' * 20_000) + b"\n",
        PLAIN.replace(b"report", b"=?a?q?" * 20_000) + b"\n",
        b"X: a\n" * 500_000,
        PLAIN + b"Content-Type: text/html\n\n" + b"<div>" * 100_000,
        PLAIN + b"\n" + b"On 1.1.2020 wrote:\n" * 20_000,
        PLAIN + b"\n" + b"> " * 200_000,
        PLAIN + b"\n" + b"Thanks,\n" * 50_000,
    ],
)
def test_hostile_mails_take_no_time(raw: bytes) -> None:
    """Deep, wide and endless structures are read within a second of processor time, without an exception."""
    start = time.process_time()
    message = parse(raw)
    assert not message.unreadable.startswith("cannot be read")
    assert time.process_time() - start < 1


def test_odd_real_mails() -> None:
    """None of the odd mails of other parsers' test suites raises or leaves a control character in the text."""
    folder = FIXTURES / "mime"
    if not folder.is_dir():
        pytest.skip(f"no fixtures at {folder}")
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            message = parse(file.read_bytes())
            assert not message.unreadable.startswith("cannot be read"), file
            assert not any(ord(one) < 32 and one not in "\n\t" for one in message.text), file
            assert all("\n" not in value and "\r" not in value for _, value in message.headers), file
