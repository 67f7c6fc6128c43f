"""What is left out of a server's words."""

import pytest

from mailroute.discretion import address_forms, signed_in_with, without


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('BAD what is LOGIN desk "op\\"en"?', 'BAD what is LOGIN desk "…"?'),
        ("501 AUTH PLAIN AGRlc2sAb3AiZW4=", "501 AUTH PLAIN …"),
        ("535 no: b3AiZW4=", "535 no: …"),
        ('op"en OP"EN', "… …"),
        ("535 authentication failed", "535 authentication failed"),
    ],
)
def test_a_password_that_a_server_repeats(said: str, told: str) -> None:
    """In each form in which a client said it."""
    assert told == without(said, signed_in_with("desk", 'op"en'))


def test_an_address_and_its_local_part() -> None:
    """A campus knows people by the local part; capitals make no difference, and the domain may stay."""
    said = "550 <Ana-fx@WISC.edu>: ana-fx is unknown at wisc.edu"
    assert "550 <…>: … is unknown at wisc.edu" == without(said, address_forms(("ana-fx@wisc.edu",)))


def test_nothing_to_leave_out() -> None:
    """No secret, no change; an empty one is none."""
    assert "250 fine" == without("250 fine", ())
    assert "250 fine" == without("250 fine", ("",))
