"""One SMTP session: commands and their answers (RFC 5321), each within a deadline.

Comes in: an Endpoint and a password. Goes out: replies. Never: decides what an answer means for a mail, tries again.

The standard library's smtplib hides the moment before the final dot, and waits for ever on a server that sends one
octet at a time; this is the little of it that is needed, over a ``Link``.
"""

import base64
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

from mailroute.connection import Link, connect
from mailroute.discretion import signed_in_with, without
from mailroute.endpoint import Endpoint, Security
from mailroute.faults import failpoint

_LONGEST_LINE = 16 * 1024
_MOST_LINES = 200
_PIECE = 64 * 1024
_CLOSING = 421
_GOODBYE_S = 2.0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its code (0 when it is none) and its text on one line, without control characters."""

    code: int
    text: str

    @property
    def good(self) -> bool:
        """2yz: done. Only the first digit counts (RFC 5321 section 4.3.2)."""
        return self.code // 100 == 2

    @property
    def permanent(self) -> bool:
        """5yz: refused for good."""
        return self.code // 100 == 5

    @property
    def transient(self) -> bool:
        """4yz: not now."""
        return self.code // 100 == 4

    @property
    def closing(self) -> bool:
        """421: the server is about to hang up."""
        return self.code == _CLOSING

    def __str__(self) -> str:
        return f"{self.code:03} {self.text}"


class RefusedError(Exception):
    """The server refuses the session (not a mail): ``doing`` says what was tried, ``mend`` what to do about it."""

    def __init__(self, doing: str, reply: Reply | None, mend: str) -> None:
        super().__init__(f"{doing}: {reply}: {mend}" if reply else f"{doing}: {mend}")
        self.reply = reply


class Session:
    """A connection that has been greeted, protected and signed in. Raises OSError and RefusedError.

    After an OSError it must be hung up.
    """

    def __init__(self, endpoint: Endpoint, password: str | None, context: ssl.SSLContext, seconds: float) -> None:
        self._endpoint = endpoint
        self._seconds = seconds
        self.extensions: Mapping[str, str] = {}
        failpoint("smtp", "connect", "before")
        sock = connect(endpoint, seconds)
        try:
            if endpoint.security is Security.TLS:
                sock = context.wrap_socket(sock, server_hostname=endpoint.host)
            self._link = Link(sock)
            self._greet()
            if endpoint.security is Security.STARTTLS:
                sock = self._start_tls(context)
            if password is not None:
                self._sign_in(endpoint.user, password)
        except BaseException:
            sock.close()
            raise

    def ask(self, command: str, seconds: float = 0, *, step: str = "") -> Reply:
        """Send one command and read its answer. ``step`` names the failpoints of what does not begin with its verb."""
        if "\r" in command or "\n" in command:
            raise ValueError("an SMTP command is one line")
        self._link.allow(seconds or self._seconds)
        return self._exchange(step or command.partition(" ")[0].lower(), f"{command}\r\n".encode())

    def send_body(self, body: bytes) -> None:
        """Send a mail's octets, not the final dot."""
        for start in range(0, len(body), _PIECE):
            self._link.allow(self._seconds)
            self._say("body", body[start : start + _PIECE])

    def send_dot(self, seconds: float) -> Reply:
        """End the mail and read the server's word on it."""
        self._link.allow(seconds)
        return self._exchange("dot", b".\r\n")

    def spoke_unasked(self) -> bool:
        """Whether the server has said something, or hung up, while it was not its turn."""
        return self._link.unread()

    def quit(self) -> None:
        """Say goodbye, wait a moment for the answer, hang up; never raises."""
        try:
            self.ask("QUIT", min(_GOODBYE_S, self._seconds))
        except OSError:
            pass
        finally:
            self.hang_up()

    def hang_up(self) -> None:
        """Let go at once, saying nothing: a mail begun is not ended."""
        self._link.close()

    def _greet(self) -> None:
        self._link.allow(self._seconds)
        greeting = self._reply()
        failpoint("smtp", "connect", "after")
        if not greeting.good:
            raise RefusedError(
                "greeting", greeting, "check that a mail server is there and takes mail from this machine"
            )
        self._hello()

    def _hello(self) -> None:
        reply = self.ask(f"EHLO {self._own_name()}")
        if not reply.good:
            raise RefusedError("EHLO", reply, "the server must speak ESMTP")
        self.extensions = self._offered

    def _start_tls(self, context: ssl.SSLContext) -> ssl.SSLSocket:
        if "STARTTLS" not in self.extensions:
            raise RefusedError("STARTTLS", None, "the server does not offer it: check the port, or use smtps://")
        reply = self.ask("STARTTLS")
        if not reply.good:
            raise RefusedError("STARTTLS", reply, "check the server, or use smtps://")
        sock = context.wrap_socket(self._link.sock, server_hostname=self._endpoint.host)
        self._link.protect(sock)
        self._hello()  # what was said before the handshake does not count (RFC 3207 section 4.2)
        return sock

    def _sign_in(self, user: str, password: str) -> None:
        """AUTH PLAIN (RFC 4616), or LOGIN where there is nothing better."""
        offered = self.extensions.get("AUTH", "").upper().split()
        if "PLAIN" in offered:
            reply = self.ask(f"AUTH PLAIN {_base64(chr(0) + user + chr(0) + password)}")
        elif "LOGIN" in offered:
            reply = self.ask("AUTH LOGIN")
            for answer in (user, password):
                if reply.code == 334:  # go on (RFC 4954 section 4)
                    reply = self.ask(_base64(answer), step="auth")
        else:
            ways = " ".join(offered) or "no way to sign in"
            why = f"the server offers {ways}, not PLAIN or LOGIN: check port and server"
            raise RefusedError("signing in", None, why)
        if not reply.good:
            reply = Reply(reply.code, without(reply.text, signed_in_with(user, password)))
            raise RefusedError("signing in", reply, "check the user in [submission] url and the password")

    def _own_name(self) -> str:
        """Our name for EHLO: the machine's full name, or its address (RFC 5321 section 4.1.3)."""
        name = socket.gethostname()
        if "." in name and name.isascii() and " " not in name:
            return name
        address = str(self._link.sock.getsockname()[0])
        return f"[IPv6:{address}]" if ":" in address else f"[{address}]"

    def _exchange(self, step: str, data: bytes) -> Reply:
        self._say(step, data)
        reply = self._reply()
        failpoint("smtp", step, "after")
        return reply

    def _say(self, step: str, data: bytes) -> None:
        """Whatever the client says goes out here."""
        failpoint("smtp", step, "before")
        self._link.send(data)
        failpoint("smtp", step, "sent")

    def _reply(self) -> Reply:
        lines: list[str] = []
        while len(lines) < _MOST_LINES:
            line = self._link.line(_LONGEST_LINE).decode("utf-8", "replace").rstrip("\r\n")
            code, mark, text = line[:3], line[3:4], line[4:]
            if not (code.isascii() and code.isdigit()) or mark not in {"", " ", "-"}:
                raise ConnectionError(f"the server answers what is no SMTP: {_printable(line)[:80]!r}")
            lines.append(text)
            if mark != "-":
                self._offered = {
                    word.upper(): rest for word, _, rest in (line.strip().partition(" ") for line in lines[1:]) if word
                }
                return Reply(int(code), _printable(" ".join(lines))[:500].strip())
        raise ConnectionError(f"the server's answer has more than {_MOST_LINES} lines")

    _offered: Mapping[str, str] = {}


def _printable(text: str) -> str:
    return "".join(mark if mark.isprintable() else " " for mark in text)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
