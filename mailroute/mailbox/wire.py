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
from mailroute.faults import failpoint, watchers

LONGEST_LINE = 16 * 1024 * 1024
"""Octets in one line: a SEARCH answer over two million mails (the standard library stops at one million octets)."""

LARGEST_LITERAL = 128 * 1024 * 1024
"""Octets in one literal, whatever a broken server announces."""

# The standard library knows IDLE from Python 3.14 on.
imaplib.Commands.setdefault("IDLE", ("SELECTED",))


class Wire(imaplib.IMAP4):
    """IMAP4 over a ``Link``. Raises imaplib's errors and OSError."""

    link: Link
    tagpre: Any  # bytes, with which this connection's tags begin; typeshed takes it for str
    _command_sent = ""
    """The command that the server has before it, as the failpoints name it."""

    def __init__(self, endpoint: Endpoint, context: ssl.SSLContext | None, seconds: float) -> None:
        self._endpoint = endpoint
        self._context = context
        self._seconds = seconds
        failpoint("imap", "connect", "before")
        super().__init__(endpoint.host, endpoint.port, seconds)
        failpoint("imap", "connect", "after")

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
        line = self._current_link().line(LONGEST_LINE)
        if watchers and line.startswith(self.tagpre):
            failpoint("imap", self._command_sent, "after")
        return line

    def send(self, data: bytes) -> None:  # type: ignore[override] # imaplib takes any buffer, we get bytes only
        """Send a line or a literal, or a piece of one. Whatever the client says goes out here."""
        if watchers and data.startswith(self.tagpre):
            self._command_sent = _command(data)
            failpoint("imap", self._command_sent, "before")
        self._current_link().send(data)
        if watchers and data.endswith(b"\r\n"):
            failpoint("imap", self._command_sent, "sent")

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


def _command(line: bytes) -> str:
    """What a line asks for, as ``uid_fetch``; nothing of what it asks about."""
    words = line.split(None, 3)[1:3]
    count = 2 if words[0].upper() == b"UID" else 1
    return b"_".join(words[:count]).decode("ascii").lower()
