"""What a server repeats and nobody else shall hear: a password in its complaint about a sign-in, a customer's address.

Comes in: a server's words and what is to be left out. Goes out: the words without it. Never: judges what is a secret.
"""

import base64
import re
from collections.abc import Iterable

_LEFT_OUT = "…"


def without(text: str, secrets: Iterable[str]) -> str:
    """``text`` with every one of ``secrets`` left out, in capitals or not."""
    words = sorted({secret for secret in secrets if secret}, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, words)), _LEFT_OUT, text, flags=re.IGNORECASE) if words else text


def signed_in_with(user: str, password: str) -> tuple[str, ...]:
    """A password in every form in which a client says it.

    As it is, as IMAP's quoted string (RFC 3501 section 4.3), and encoded for AUTH LOGIN and PLAIN (RFC 4616).
    """
    quoted = password.replace("\\", "\\\\").replace('"', '\\"')
    encoded = (base64.b64encode(words.encode()).decode("ascii") for words in (password, f"\0{user}\0{password}"))
    return (password, quoted, *encoded)


def address_forms(addresses: Iterable[str]) -> tuple[str, ...]:
    """Addresses and their local parts: on a campus the local part is who somebody is."""
    return tuple(form for address in addresses for form in (address, address.rpartition("@")[0]))
