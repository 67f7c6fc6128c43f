"""IMAP's lines and literals over a connection with deadlines.

Comes in: an Endpoint. Goes out: the standard library's IMAP4, as imapclient expects it, that never waits for ever and
never reads more than it can hold. Never: decides what to ask.
"""

import imaplib
import socket
import ssl
from typing import Any

from mailroute.connection import Link, connect
from mailroute.endpoint import Endpoint, Security

LONGEST_LINE = 16 * 1024 * 1024
"""Octets in one line: a SEARCH answer over two million mails (the standard library stops at one million octets)."""

LARGEST_LITERAL = 128 * 1024 * 1024
"""Octets in one literal, whatever a broken server announces."""

# The standard library knows IDLE from Python 3.14 on.
imaplib.Commands.setdefault("IDLE", ("SELECTED",))


class Wire(imaplib.IMAP4):
    """IMAP4 over a ``Link``. Raises imaplib's errors and OSError."""

    link: Link

    def __init__(self, endpoint: Endpoint, context: ssl.SSLContext | None, seconds: float) -> None:
        self._endpoint = endpoint
        self._context = context
        self._seconds = seconds
        super().__init__(endpoint.host, endpoint.port, seconds)

    def _create_socket(self, timeout: float | None) -> socket.socket:  # noqa: ARG002 - the signature is imaplib's
        sock = connect(self._endpoint, self._seconds)
        try:
            if self._endpoint.security is Security.TLS and self._context is not None:
                sock = self._context.wrap_socket(sock, server_hostname=self._endpoint.host)
        except BaseException:
            sock.close()
            raise
        self.link = Link(sock)
        self.link.allow(self._seconds)
        return sock

    def read(self, size: int) -> bytes:
        """The octets of a literal."""
        if size > LARGEST_LITERAL:
            raise self.abort(f"the server announced {size} octets at once")
        return self._current_link().exactly(size)

    def readline(self) -> bytes:
        """One line with its line end."""
        return self._current_link().line(LONGEST_LINE)

    def send(self, data: bytes) -> None:  # type: ignore[override] # imaplib takes any buffer, we get bytes only
        """Send a line or a literal."""
        self._current_link().send(data)

    def begin_idle(self) -> bytes:
        """Send IDLE (RFC 2177) and wait for the go-ahead; return the tag that ``end_idle`` needs.

        imapclient's own takes news before the go-ahead for an error, and the end of the connection for silence.
        """
        tag: Any = self._command("IDLE")  # bytes, but for the standard library's own notes
        while self._get_response() is not None:
            if self.tagged_commands[tag]:
                raise self.error("the server refuses IDLE")
        return bytes(tag)

    def read_news(self) -> None:
        """Read one untagged answer into ``untagged_responses``. Raises on BYE and on the end of the connection."""
        self._get_response()
        self._check_bye()

    def end_idle(self, tag: bytes) -> None:
        """Say DONE and read until the server has closed the command."""
        self.send(b"DONE\r\n")
        self._command_complete("IDLE", tag)

    def _current_link(self) -> Link:
        # STARTTLS in the standard library puts another socket in place of the first.
        if self.link.sock is not self.sock:
            self.link.protect(self.sock)
        return self.link
