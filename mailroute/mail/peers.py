"""Who stands behind an address, as far as a robot can be told by it: the peer that answers are counted for.

Comes in: an address, the domains of our own house. Goes out: the peer's name. Never: looks at a mail, raises.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mailroute.mail.addresses import plain_address

_DIGITS = re.compile(r"(?<=[-_.=])\d+")  # not those of a NetID

# Everybody's mail: whoever is behind one address there has nothing to do with the next one.
_PUBLIC = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com icloud.com me.com"
    " mac.com proton.me protonmail.com gmx.net gmx.de web.de qq.com 163.com 126.com naver.com charter.net att.net"
    " sbcglobal.net comcast.net verizon.net tds.net mail.com zoho.com fastmail.com".split()
)


@dataclass(frozen=True, slots=True)
class Peers:
    """Tells peers apart. ``home`` are the domains of our house; None: every domain is at home.

    At home a peer is one address, without +tag and numbers (``reply-4711``); at a public provider one address. Else
    it is a whole house: a ticket system writes from a new address each time, and a count that went by the address would
    never reach its end.
    """

    home: frozenset[str] | None = None

    @classmethod
    def at_home(cls, domains: Iterable[str]) -> "Peers":
        """The peers of a house with these domains; the domain above them (``wisc.edu``) is of the house, too."""
        lower = [domain.lower() for domain in domains if domain]
        return cls(frozenset((*lower, *map(_house, lower))))

    def of(self, address: str) -> str:
        """The peer's name: an address in lower case, or ``@domain``."""
        plain = _plain(address)
        local, _, domain = plain.rpartition("@")
        if domain in _PUBLIC:
            return plain
        if self.home is None or domain in self.home:
            return f"{_DIGITS.sub('', local) or local}@{domain}"
        return f"@{_house(domain)}"


@lru_cache(maxsize=4096)
def _plain(address: str) -> str:
    return plain_address(address)


def _house(domain: str) -> str:
    """The domain that a house has registered: ``vendor.example`` of ``tickets.vendor.example``.

    A guess without the list of public suffixes. Where it takes too much together (``ac.uk`` does not, ``city.kyoto.jp``
    does), a person sees a mail more.
    """
    labels = domain.split(".")
    wide = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if wide else -2 :])
