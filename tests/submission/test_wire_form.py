"""A mail as SMTP carries it."""

import re
import tracemalloc
from random import Random

from mailroute.mail.outgoing import Envelope, Kind, Outgoing
from mailroute.submission.wire_form import wire_form


def _outgoing(payload: bytes) -> Outgoing:
    envelope = Envelope("help@doit.example", ("es@queues.example",))
    return Outgoing(Kind.FORWARD, "forward_es", envelope, "<1@doit.example>", "x", "x", payload)


def test_no_octets_can_end_a_mail_early() -> None:
    """Whatever CR, LF and dots a mail holds: every line ends with CRLF, none begins with one dot."""
    rng = Random(1)  # noqa: S311 - data of a test
    for _ in range(3000):
        payload = b"".join(
            rng.choice((b"\r", b"\n", b"\r\n", b".", b"a", b"..", b"\0")) for _ in range(rng.randint(0, 12))
        )
        body = wire_form(_outgoing(payload)).body
        lines = body.split(b"\r\n")
        assert b"" == lines.pop()
        assert not re.search(rb"[\r\n]", b"".join(lines)), payload
        assert not any(line.startswith(b".") and not line.startswith(b"..") for line in lines), payload


def test_nothing_but_line_ends_and_dots_is_changed() -> None:
    """The receiver, who takes one dot away from each line that has one, has the mail as it was."""
    rng = Random(2)  # noqa: S311 - data of a test
    for _ in range(3000):
        lines = [b"".join(rng.choice((b".", b"a", b"\xff", b" ")) for _ in range(rng.randint(0, 4))) for _ in range(4)]
        payload = b"\r\n".join(lines) + b"\r\n"
        received = wire_form(_outgoing(payload)).body.replace(b"\r\n.", b"\r\n").removeprefix(b".")
        assert payload == received


def test_short_lines_need_no_more_memory_than_long_ones() -> None:
    """Five megabytes of dots are made ready with a copy or two of them (it took 80 times the mail's size)."""
    outgoing = _outgoing(b".\r\n" * (5 * 1024 * 1024 // 3))
    tracemalloc.start()
    wire_form(outgoing)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 1024 * 1024
