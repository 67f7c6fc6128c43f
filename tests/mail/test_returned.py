"""A letter of ours that came back is found by its own name; a delay, a receipt or a forged name is none."""

import pytest

from mailroute.mail.identity import message_id
from mailroute.mail.outgoing import Kind
from mailroute.mail.parse import parse
from mailroute.mail.returned import Returned, returned
from tests.faults.loop_world import BEGIN, HELP, Post
from tests.faults.robots import KINDS, Robot

SECRET = b"a secret of this test"
OURS = message_id(Kind.FORWARD, "MR-BDGJLMPQRV", 1, domain="doit.example", secret=SECRET)


def bounce(kind: str, name: str = OURS) -> bytes:
    """What a robot of a kind makes of a forward of ours."""
    robot = Robot(next(one for one in KINDS if one.name == kind), "hd-es@queues.example")
    letter = f"From: {HELP}\r\nTo: {robot.me}\r\nSubject: Request\r\nMessage-ID: {name}\r\n\r\nMessage-ID: {name}\r\n"
    ((_, post),) = list(robot.receive(Post(HELP, robot.me, letter.encode()), BEGIN))[:1]
    return post.raw


@pytest.mark.parametrize(("kind", "why"), [("dsn-failed", "5.1.1"), ("qmail", "This is the qmail-send")])
def test_a_letter_that_came_back_is_named(kind: str, why: str) -> None:
    """A report of RFC 3464, and a bounce in plain words that quotes our mail."""
    raw = bounce(kind)
    found = returned(parse(raw), raw, SECRET)
    assert found is not None
    assert (OURS, why) == (found.message_id, found.why)


def test_a_delay_is_no_failure() -> None:
    """The letter is named, and nothing is said against its delivery."""
    raw = bounce("dsn-delayed")
    assert Returned(OURS) == returned(parse(raw), raw, SECRET)


@pytest.mark.parametrize(("kind", "name"), [("sms", OURS), ("dsn-failed", OURS.replace(".1.", ".2."))])
def test_what_shows_none_of_ours_is_none(kind: str, name: str) -> None:
    """A note of delivery without our mail, and a report about a mail under a name that only looks like ours."""
    raw = bounce(kind, name)
    assert returned(parse(raw), raw, SECRET) is None
