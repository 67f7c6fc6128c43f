"""Addresses as they are written in the field."""

import pytest

from mailroute.mail.addresses import parse_addresses, plain_address


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("kim-fx@wisc.edu", [("kim-fx@wisc.edu", "")]),
        ("Kim Vale <Kim-FX@Wisc.EDU>", [("kim-fx@wisc.edu", "Kim Vale")]),
        ('"Vale, Kim" <k@wisc.edu>', [("k@wisc.edu", "Vale, Kim")]),
        ("Vale, Kim <k@wisc.edu>, l@wisc.edu", [("k@wisc.edu", "Vale, Kim"), ("l@wisc.edu", "")]),
        ("k@wisc.edu (Kim Vale)", [("k@wisc.edu", "Kim Vale")]),
        ("=?utf-8?Q?M=C3=BCller=2C_J?= <j@wisc.edu>", [("j@wisc.edu", "Müller, J")]),
        ("Team: a@x.example, B <b@x.example>;", [("a@x.example", ""), ("b@x.example", "B")]),
        ("undisclosed-recipients:;", []),
        ('"help@doit.example" <evil@x.example>', [("evil@x.example", "help@doit.example")]),
        ("<@relay.example:k@wisc.edu>", [("k@wisc.edu", "")]),
        ("k@bücher.example", [("k@xn--bcher-kva.example", "")]),
        ("MAILER-DAEMON", [("mailer-daemon", "")]),
        ("a@x.example, A@x.example", [("a@x.example", "")]),
        ("not an address", []),
        ("", []),
        ("<>", []),
        ('"(,;:<' * 3000, []),
        ("Kim < k @ wisc.edu >", [("k@wisc.edu", "Kim")]),
        ("<k vale@wisc.edu>", []),
        ("<k@wisc.edu evil.example>", []),
        ("<k\r\n vale@wisc.edu>", []),
        ("<k\x00@wisc.edu>", []),
        ("<ki\u200bm@wisc.edu>", []),
        ("ki\u202em@wisc.edu", []),
    ],
)
def test_addresses_are_read_tolerantly(value: str, expected: list[tuple[str, str]]) -> None:
    """Groups, comments, unquoted commas and foreign alphabets are understood; a name that is an address is a name."""
    assert expected == [(one.addr, one.name) for one in parse_addresses(value)]


@pytest.mark.parametrize(
    "addr",
    [
        "help+ticket.7@doit.example",
        "SRS0=HHH=TT=doit.example=help@relay.example",
        "SRS1=HH=first.example==HHH=TT=doit.example=help@relay.example",
        "prvs=1234567890=help@doit.example",
        "HELP@doit.example",
    ],
)
def test_rewritten_addresses_are_undone(addr: str) -> None:
    """Sub-addresses, SRS and BATV are seen through."""
    assert plain_address(addr) == "help@doit.example"
