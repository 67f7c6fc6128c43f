"""Who stands behind an address."""

import pytest

from mailroute.mail.peers import Peers

PEERS = Peers.at_home(["doit.example", "chem.wisc.edu", "WISC.edu"])


@pytest.mark.parametrize(
    ("address", "peer"),
    [
        ("Ana-FX@wisc.edu", "ana-fx@wisc.edu"),
        ("ana-fx+canvas@chem.wisc.edu", "ana-fx@chem.wisc.edu"),
        ("reply-4711@wisc.edu", "reply-@wisc.edu"),
        ("4711@wisc.edu", "4711@wisc.edu"),
        ("bbadger21@wisc.edu", "bbadger21@wisc.edu"),
        ("SRS0=aa=bb=wisc.edu=ana-fx@fwd.example", "ana-fx@wisc.edu"),
        ("ana21@gmail.com", "ana21@gmail.com"),
        ("reply-4711@tickets.vendor.example", "@vendor.example"),
        ("x@tickets.wisc.edu", "@wisc.edu"),
        ("x@a.vendor.co.uk", "@vendor.co.uk"),
        ("", "@"),
    ],
)
def test_peers_are_told_apart(address: str, peer: str) -> None:
    """At home and at a public provider an address is a peer; elsewhere the whole house is one."""
    assert peer == PEERS.of(address)


def test_without_a_house_each_address_is_a_peer() -> None:
    """Where no domain is known, the address counts."""
    assert "x7@vendor.example" == Peers().of("x7+y@vendor.example")
