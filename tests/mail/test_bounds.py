"""What the MIME parsers are given of a hostile mail."""

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
    """A large mail with a few attached ones is read to its end."""
    raw = MIXED + (b"--b\r\n" + ATTACHED + b"Subject: y\r\n\r\n" + b"y\r\n" * 500_000) * 3 + b"--b--\r\n"
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
    within, defects = bounds.for_fast(MIXED + b"--b\r\n" + opener * 100 + b"a" * 5 * MB)
    assert len(within) * 100 <= bounds.MAX_COPIED
    assert ("too many attached mails",) == defects


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


@pytest.mark.parametrize("nested", ["multipart", "digest", "mail"])
def test_deep_mails_are_parsed_in_no_time(nested: str) -> None:
    """Five megabytes of lines inside of a deep nesting take well under a second (they took up to a minute)."""
    opened = {"multipart": _nested(700), "digest": _nested(100, b"digest"), "mail": HEAD + ATTACHED * 100}
    raw = opened[nested] + b"\n" * (5 * MB)
    started = process_time()
    message = parse(raw)
    assert process_time() - started < 1
    assert "" == message.unreadable
    assert message.defects


def test_the_text_before_a_chain_of_mails_is_read() -> None:
    """What a person wrote stands first, and is read although the rest is cut."""
    raw = MIXED + b"--b\r\n\r\nMy SIS is slow\r\n--b\r\n" + ATTACHED * 200 + b"y\r\n" * MB
    assert "My SIS is slow" == parse(raw).sections.newest
