"""What the MIME parsers are given of a hostile mail."""

import base64
from time import process_time

import pytest

from mailroute.mail import bounds
from mailroute.mail.parse import parse

HEAD = b"From: ana-fx@wisc.edu\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
ATTACHED = b"Content-Type: message/rfc822\r\n\r\n"
MB = 1024 * 1024


def _nested(levels: int, kind: bytes = b"mixed") -> bytes:
    opener = b"--b%d\r\nContent-Type: multipart/" + kind + b"; boundary=b%d\r\n\r\n"
    opened = b"".join(opener % (level, level + 1) for level in range(levels))
    return HEAD + b"Content-Type: multipart/" + kind + b"; boundary=b0\r\n\r\n" + opened


def test_an_ordinary_mail_is_given_whole() -> None:
    """A mail of nearly a megabyte with a few attached ones is read to its end."""
    raw = MIXED + (b"--b\r\n" + ATTACHED + b"Subject: y\r\n\r\n" + b"y\r\n" * 100_000) * 3 + b"--b--\r\n"
    assert (raw, ()) == bounds.for_fast(raw)


@pytest.mark.parametrize(
    "opener",
    [
        ATTACHED,
        b"content-type:\r\n\tMESSAGE/RFC822\r\n\r\n",
        b"Content-Type: =?utf-8?b?bWVzc2FnZS9yZmM4MjI=?=\r\n\r\n",
        b"Content-Type:\r\n =?utf-8?q?message/rfc822?=\r\n\r\n",
        b"Content-Type: multipart/digest; boundary=d\r\n\r\n--d\r\n\r\n",
    ],
    ids=["plain", "folded", "encoded", "encoded and folded", "digest"],
)
def test_mails_in_mails_cost_no_multiple_of_the_whole(opener: bytes) -> None:
    """However a chain of attached mails is written, what the parser copies is bounded."""
    within, defects = bounds.for_fast(MIXED + b"--b\r\n" + opener * 200 + b"a" * 900_000)
    assert len(within) * 200 <= bounds.MAX_COPIED
    assert ("too many MIME parts that hold others",) == defects


def test_long_attachments_are_cut_and_what_follows_them_is_not() -> None:
    """Of a mail with large attachments the text before and the parts behind them are read, with their names."""
    file = b"--b\r\nContent-Type: application/zip; name=%d.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n"
    files = b"".join(file % (number, (b"QUFB" * 19 + b"\r\n") * 30_000) for number in range(10))
    raw = MIXED + b"--b\r\n\r\nSee my files.\r\n" + files + b"--b\r\n\r\nThat was all.\r\n--b--\r\n"
    message = parse(raw)
    assert ["See my files.", "That was all."] == [line for line in message.text.splitlines() if line]
    assert [f"{number}.zip" for number in range(10)] == [attachment.name for attachment in message.attachments]
    assert bounds.MAX_WHOLE * 1.1 > len(bounds.for_fast(raw)[0])
    assert () == message.defects


def test_a_long_text_in_base64_is_read_as_far_as_it_is_kept() -> None:
    """A text part of more than a megabyte in base64 is cut between two lines, so that it can be decoded."""
    text = base64.encodebytes(b"The printer is broken. " * 50_000).replace(b"\n", b"\r\n")
    raw = MIXED + b"--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + text + b"--b--\r\n"
    assert parse(raw).text.startswith("The printer is broken. The printer is broken.")


def test_lines_that_look_like_boundaries_are_bounded() -> None:
    """Behind eight hundred lines that begin with two hyphens nothing more is read."""
    within, defects = bounds.for_fast(MIXED + b"--b\r\n\r\nx\r\n" * 5000)
    assert bounds.MAX_BOUNDARIES > within.count(b"\n--")
    assert ("too many MIME parts",) == defects


def test_the_slow_parser_gets_few_nested_multiparts() -> None:
    """It asks each open multipart about each line, so it is given no more of them than are read."""
    within = bounds.for_fallback(_nested(700) + b"\n" * MB)
    assert bounds.MAX_FALLBACK_NESTED >= within.count(b"multipart")
    assert bounds.MAX_FALLBACK >= len(bounds.for_fallback(b"\n" * MB))


@pytest.mark.parametrize("nested", ["multipart", "20 multiparts", "digest", "mail", "in base64"])
def test_deep_mails_are_parsed_in_no_time(nested: str) -> None:
    """Five megabytes of lines inside of a deep nesting take well under a second (they took up to a minute)."""
    hidden = b"--b\r\nContent-Transfer-Encoding: base64\r\n" + ATTACHED + base64.encodebytes(ATTACHED * 200_000)
    opened = {
        "multipart": _nested(700),
        "20 multiparts": _nested(20),
        "digest": _nested(100, b"digest"),
        "mail": HEAD + ATTACHED * 100,
        "in base64": MIXED + hidden,
    }
    raw = opened[nested] + b"\n" * (5 * MB)
    started = process_time()
    message = parse(raw)
    assert process_time() - started < 1
    assert "" == message.unreadable


def test_the_text_before_a_chain_of_mails_is_read() -> None:
    """What a person wrote stands first, and is read although the rest is cut."""
    raw = MIXED + b"--b\r\n\r\nMy SIS is slow\r\n--b\r\n" + ATTACHED * 200 + b"y\r\n" * MB
    assert "My SIS is slow" == parse(raw).sections.newest
