"""A connection to a server: reached, protected, and never waited for longer than its deadline.

Comes in: an Endpoint. Goes out: a ``Link`` that sends and reads octets, and ``reason``, which puts what the network
says in words. Never: knows a protocol, retries, trusts a certificate that was not verified.

A socket's own time limit starts again with each octet, so a server that sends one octet a second holds a client for
ever; here a whole answer has one deadline.
"""

import select
import socket
import ssl
from contextlib import suppress
from time import monotonic

from mailroute.endpoint import Endpoint

_PIECE = 256 * 1024
"""Octets asked of the socket at once."""

_VERIFY_EXPIRED = 10
_VERIFY_WRONG_HOST = {62, 64}


class Link:
    """A connected socket with one deadline for all reading that follows ``allow``.

    Raises OSError only: TimeoutError behind the deadline, ConnectionError when the server has gone away or sends what
    no server sends. After any error the link must be closed.
    """

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._unread = bytearray()
        self._seconds = 60.0
        self._deadline = monotonic() + self._seconds

    def allow(self, seconds: float) -> None:
        """Give what is sent and read from now on this many seconds in all."""
        self._seconds = seconds
        self._deadline = monotonic() + seconds

    def protect(self, sock: socket.socket) -> None:
        """Go on over ``sock``, the same connection under TLS.

        What arrived before the handshake is thrown away: it may have been slipped in by somebody on the way.
        """
        self.sock = sock
        self._unread.clear()

    def send(self, data: bytes) -> None:
        """Send all of ``data``."""
        self.sock.settimeout(self._left())
        self.sock.sendall(data)

    def line(self, limit: int) -> bytes:
        """The next line with its line end; at most ``limit`` octets."""
        searched = 0
        while (end := self._unread.find(b"\n", searched)) < 0:
            searched = len(self._unread)
            if searched > limit:
                raise ConnectionError(f"the server sent a line of more than {limit} octets")
            self._more()
        return self._take(end + 1)

    def exactly(self, size: int) -> bytes:
        """The next ``size`` octets."""
        while len(self._unread) < size:
            self._more()
        return self._take(size)

    def unread(self) -> bool:
        """Has something arrived (or has the connection ended) that nobody has read yet? Does not wait."""
        if self._unread:
            return True
        self.sock.settimeout(0)
        try:
            self._unread += self.sock.recv(_PIECE)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        except OSError:
            return True
        return True

    def ready(self, seconds: float) -> bool:
        """Wait at most ``seconds`` for something to read."""
        until = monotonic() + seconds
        poller = select.poll()
        poller.register(self.sock, select.POLLIN)
        while not self.unread():
            # What arrived may have been TLS's own business: then look again.
            if not poller.poll(max(0.0, until - monotonic()) * 1000):
                return False
        return True

    def close(self) -> None:
        """Let go of the socket at once, saying nothing to the server; never raises."""
        with suppress(OSError):
            self.sock.close()

    def _left(self) -> float:
        left = self._deadline - monotonic()
        if left <= 0:
            raise TimeoutError(f"no full answer within {self._seconds:g} s")
        return left

    def _more(self) -> None:
        self.sock.settimeout(self._left())
        try:
            piece = self.sock.recv(_PIECE)
        except TimeoutError:
            raise TimeoutError(f"no full answer within {self._seconds:g} s") from None
        if not piece:
            raise ConnectionError("the server closed the connection")
        self._unread += piece

    def _take(self, size: int) -> bytes:
        taken = bytes(self._unread[:size])
        del self._unread[:size]
        return taken


def connect(endpoint: Endpoint, seconds: float) -> socket.socket:
    """A TCP connection, not yet protected."""
    sock = socket.create_connection((endpoint.host, endpoint.port), timeout=seconds)
    # The final dot goes out alone, behind the body: Nagle's algorithm would hold it back until the server's delayed
    # acknowledgement of the body, 40 ms a mail.
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """TLS with certificate and host name verified.

    With ``ca_file`` only the authorities in that PEM file are trusted; without, the machine's own, or those in the
    file that the environment variable SSL_CERT_FILE names (OpenSSL reads it). Raises OSError for a file that cannot
    be used.
    """
    context = ssl.create_default_context(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def reason(error: OSError, endpoint: Endpoint) -> str:
    """What the network said, in one line for a person: what is wrong and how to mend it."""
    place = endpoint.place
    match error:
        case ssl.SSLCertVerificationError():
            return _certificate(error, endpoint)
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError() | ConnectionResetError() | BrokenPipeError():
            return f"the server at {place} closed the connection"
        case ssl.SSLError():
            why = (error.reason or "no reason given").replace("_", " ").lower()
            return f"no protected connection to {place} ({why}): check that this port speaks TLS as the address says"
        case socket.gaierror():
            return f"the host name {endpoint.host} is not known: check the address and the machine's name service"
        case ConnectionRefusedError():
            return f"nothing listens at {place}: check host and port, and that the server runs"
        case TimeoutError():
            words = str(error) if str(error).startswith("no full answer") else "no answer in time"
            return f"{words} from {place}: check the network, the firewall, and the server's load"
        case ConnectionError():
            return f"{error.strerror or error} ({place})"
        case _:
            return f"{place} cannot be reached: {error.strerror or error}"


def _certificate(error: ssl.SSLCertVerificationError, endpoint: Endpoint) -> str:
    if error.verify_code == _VERIFY_EXPIRED:
        return f"the certificate of {endpoint.place} has expired: the server's administrator must renew it"
    if error.verify_code in _VERIFY_WRONG_HOST:
        return f"the certificate of {endpoint.place} is for another name: check the host in the address"
    return (
        f"the certificate of {endpoint.place} is not signed by a known authority ({error.verify_message}):"
        " if it is your own, name its CA file in SSL_CERT_FILE"
    )
