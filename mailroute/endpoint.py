"""Where a server is, and how it is spoken to: ``imaps://user@host:port/FOLDER`` taken apart.

Comes in: an address from the configuration. Goes out: an ``Endpoint``, or an EndpointError of one clear line.
Never: connects, holds a password (one inside the address is refused).
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Security(StrEnum):
    """How a connection is protected. ``PLAIN`` is for a server on this machine only."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


IMAP: Mapping[str, tuple[Security, int]] = {
    "imaps": (Security.TLS, 993),
    "imap+starttls": (Security.STARTTLS, 143),
    "imap": (Security.PLAIN, 143),
}
"""IMAP's schemes with their usual ports (RFC 8314 sections 3.2 and 7.3)."""

SMTP: Mapping[str, tuple[Security, int]] = {
    "smtps": (Security.TLS, 465),
    "smtp+starttls": (Security.STARTTLS, 587),
    "smtp": (Security.PLAIN, 25),
}
"""Submission's schemes with their usual ports (RFC 8314 section 3.3, RFC 6409 section 3.1)."""


class EndpointError(ValueError):
    """The address is not usable. The message is one clear line: what, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One server: ``user`` is empty when none is named; ``path`` is what follows the host, decoded, no slash."""

    scheme: str
    security: Security
    host: str
    port: int
    user: str
    path: str
    usual_port: int

    @property
    def name(self) -> str:
        """The address in one form only, so that the journal knows an account again however it was written."""
        user = f"{self.user}@" if self.user else ""
        port = "" if self.port == self.usual_port else f":{self.port}"
        path = f"/{self.path}" if self.path else ""
        return f"{self.scheme}://{user}{self._shown_host}{port}{path}"

    @property
    def place(self) -> str:
        """Host and port, for messages to people."""
        return f"{self._shown_host}:{self.port}"

    @property
    def _shown_host(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def loopback(host: str) -> bool:
    """Is this host this very machine? Names are not looked up: only ``localhost`` and loopback addresses count."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def parse_endpoint(url: str, schemes: Mapping[str, tuple[Security, int]]) -> Endpoint:
    """Take an address apart; ``schemes`` says which are known, with their protection and usual port.

    Raises EndpointError for an unknown scheme, a missing host, a bad port, a password inside, a control character, or
    an unprotected connection to another machine.
    """
    known = ", ".join(f"{scheme}://" for scheme in schemes)
    if _CONTROL.search(url):
        raise EndpointError("the address has a line break or control character in it: write it on one line")
    scheme, separator, _ = url.partition("://")
    if not separator or scheme.lower() not in schemes:
        raise EndpointError(f"the address {_without_secret(url)!r} begins with none of {known} and maildir:")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise EndpointError(f"the address {_without_secret(url)!r} cannot be read: {error}") from error
    if parts.password is not None:
        raise EndpointError(f"the address {_without_secret(url)!r} has a password in it: put that in a password_file")
    if not host:
        raise EndpointError(f"the address {url!r} names no host: write {scheme}://USER@HOST")
    user, path = unquote(parts.username or ""), unquote(parts.path.removeprefix("/"))
    if _CONTROL.search(user) or _CONTROL.search(path):
        raise EndpointError(f"the address {url!r} has an encoded line break or control character in it: take it out")
    security, usual_port = schemes[scheme.lower()]
    if security is Security.PLAIN and not loopback(host):
        raise EndpointError(
            f"{scheme}://{host} would send the password and all mail unprotected:"
            f" use {scheme}s:// or {scheme}+starttls:// ({scheme}:// is for 127.0.0.1 only)"
        )
    return Endpoint(scheme.lower(), security, host, port or usual_port, user, path, usual_port)


def _without_secret(url: str) -> str:
    """The address as it may be shown: a password inside is never repeated."""
    return re.sub(r"(://[^/@]*?):[^/]*@", r"\1:...@", url)
