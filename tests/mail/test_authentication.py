"""Only our own server's word on the author's domain is believed."""

import pytest

from mailroute.facts import Authentication
from mailroute.mail.authentication import authentication, from_our_own
from mailroute.mail.parse import parse

PASS, FAIL, NONE = Authentication.PASS, Authentication.FAIL, Authentication.NONE


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        (PASS, ["mx.mailroute.example; dmarc=pass"]),
        (PASS, ["mx.mailroute.example 1; spf=pass smtp.mailfrom=x; dmarc=pass (p=none; a) header.from=chem.wisc.edu"]),
        (PASS, ["MX.Mailroute.Example ; DMARC=Pass header.from=Chem.Wisc.Edu"]),
        (PASS, ["other.example; dmarc=fail", "mx.mailroute.example; dmarc=pass"]),
        (FAIL, ["mx.mailroute.example; dmarc=fail (p=reject) header.from=chem.wisc.edu"]),
        (FAIL, ["mx.mailroute.example; dmarc=pass", "mx.mailroute.example; dmarc=fail"]),
        (FAIL, ['mx.mailroute.example; dmarc=fail reason="a; b"; spf=pass']),
        (NONE, []),
        (NONE, ["mx.mailroute.example; none"]),
        (NONE, ["mx.mailroute.example; dmarc=none"]),
        (NONE, ["mx.mailroute.example; dmarc=temperror"]),
        (NONE, ["mx.mailroute.example; dmarc=bestguesspass"]),
        (NONE, ["mx.mailroute.example; spf=pass; dkim=pass header.d=chem.wisc.edu"]),
        (NONE, ["other.example; dmarc=pass"]),
        (NONE, ["other.example; dmarc=fail"]),
        (NONE, ["mx.mailroute.example.evil.example; dmarc=pass"]),
        (NONE, ["evil.example (mx.mailroute.example; dmarc=pass)"]),
        (NONE, ["mx.mailroute.example; dmarc=pass header.from=evil.example"]),
        (NONE, ["mx.mailroute.example; spf=none", "mx.mailroute.example; dmarc=pass"]),
        (NONE, ["mx.mailroute.example 2; dmarc=pass"]),
        (NONE, ['mx.mailroute.example; spf=pass reason="x; dmarc=pass"']),
        (NONE, ["mx.mailroute.example; x-dmarc=pass"]),
        (NONE, ["spf=pass smtp.mailfrom=x; dmarc=pass header.from=chem.wisc.edu"]),
        (NONE, ["((((" * 1000]),
        (NONE, [""]),
    ],
)
def test_what_the_trusted_fields_say(expected: Authentication, fields: list[str]) -> None:
    """A fail in any trusted field fails; a pass counts from the topmost and for the author's domain only."""
    head = "".join(f"Authentication-Results: {field}\n" for field in fields)
    message = parse(f"{head}From: Kim <kvale-fx@chem.wisc.edu>\n\nhello".encode())
    found = authentication(message, authserv_id="mx.mailroute.example")
    assert expected is found.answer
    assert bool(found.evidence) == (expected is not NONE)


def test_a_pass_needs_one_author() -> None:
    """Two authors are nobody's domain."""
    raw = b"Authentication-Results: mx.mailroute.example; dmarc=pass\nFrom: a@x.example, b@y.example\n\nhello"
    assert NONE is authentication(parse(raw), authserv_id="mx.mailroute.example").answer


@pytest.mark.parametrize(
    ("expected", "server", "fields"),
    [
        (True, "mx.mailroute.example", ["mx.mailroute.example; dmarc=pass"]),
        (True, "mx.mailroute.example", []),
        (True, "mx.mailroute.example", ["other.example; dmarc=fail"]),
        (False, "mx.mailroute.example", ["mx.mailroute.example; dmarc=none"]),
        (False, "mx.mailroute.example", ["mx.mailroute.example; spf=pass"]),
        (False, "mx.mailroute.example", ["mx.mailroute.example; dmarc=pass header.from=evil.example"]),
        (False, "mx.mailroute.example", ["mx.mailroute.example; dmarc=fail"]),
        (True, "", ["mx.mailroute.example; dmarc=none"]),
        (True, "", []),
    ],
)
def test_a_program_of_ours_is_believed(expected: bool, server: str, fields: list[str]) -> None:  # noqa: FBT001
    """When it passed, or never came in from outside; without a server to believe, nothing is known."""
    head = "".join(f"Authentication-Results: {field}\r\n" for field in fields)
    message = parse(f"{head}From: bridge-fx@doit.example\r\nSubject: Chat\r\n\r\nHello\r\n".encode())
    assert expected is from_our_own(message, authserv_id=server)
