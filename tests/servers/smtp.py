"""A submission server on loopback (aiosmtpd) that keeps what it receives and can be told to misbehave."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.authority import Authority
from tests.servers.ports import free_ports

USER = "desk-fx"
PASSWORD = "swordfish"
PATIENCE_S = 10


class Protection(StrEnum):
    """How the server is reached."""

    TLS = "smtps"
    STARTTLS = "smtp+starttls"
    PLAIN = "smtp"


@dataclass(frozen=True, slots=True)
class Received:
    """One mail as it arrived: envelope, MAIL's parameters, bytes after undoing the dots, and who was signed in."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes
    options: tuple[str, ...]
    user: str


@dataclass
class Behaviour:
    """What the server shall do; changed by a test while it runs. Answers are whole lines: ``451 later``."""

    at_mail: str = ""
    at_recipient: dict[str, str] = field(default_factory=dict)
    at_dot: str = ""
    at_next_dots: list[str] = field(default_factory=list)
    """Answers to one mail each, before ``at_dot`` counts again."""
    hang_up_at_dot: bool = False
    hang_up_after_mails: int = 0

    def for_this_dot(self) -> str:
        """The answer to the mail that is there now; empty to take it."""
        return self.at_next_dots.pop(0) if self.at_next_dots else self.at_dot


class MailServer(Protocol):
    """A submission server as a desk's tests see it: this one, or a real Postfix."""

    behaviour: Behaviour

    @property
    def url(self) -> str:
        """The address for ``[submission] url``."""

    @property
    def password(self) -> str:
        """What ``USER`` signs in with."""

    @property
    def ca_file(self) -> str:
        """Whom a client must trust."""

    @property
    def port(self) -> int:
        """Where it listens on loopback."""

    @property
    def received(self) -> list[Received]:
        """What it took, in order."""

    @property
    def connections(self) -> int:
        """How many connections said EHLO."""

    def start(self) -> None:
        """Run, and answer from now on."""

    def stop(self) -> None:
        """End, with every connection."""


class _Patient(SMTP):
    """aiosmtpd with lines as long as a mail may have them (it refuses more than 1,000 octets)."""

    line_length_limit = 2**22

    def __init__(self, *arguments: Any, transports: set[asyncio.Transport], **options: Any) -> None:  # noqa: ANN401
        self.open_transports = transports
        super().__init__(*arguments, **options)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.open_transports.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.open_transports.discard(self.transport)
        super().connection_lost(error)


class SmtpServer:
    """A running server: ``received`` grows, ``behaviour`` may be changed at any time."""

    password = PASSWORD

    def __init__(self, authority: Authority, protection: Protection, *, sign_in: bool, extensions: bool) -> None:
        """Prepare it; ``smtp_server`` starts it."""
        self.received: list[Received] = []
        self.commands: list[str] = []
        self._transports: set[asyncio.Transport] = set()
        self._peers: set[object] = set()
        self.behaviour = Behaviour()
        self.protection = protection
        self.ca_file = str(authority.ca_file)
        self.port = free_ports(1)[0]
        self._authority = authority
        self._sign_in = sign_in
        self._extensions = extensions
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """The address for ``[submission] url``."""
        return f"{self.protection}://{USER}@127.0.0.1:{self.port}"

    @property
    def connections(self) -> int:
        """How many connections said EHLO."""
        return len(self._peers)

    def start(self) -> None:
        """Run it in a thread."""
        server = self

        class Running(Controller):
            def factory(self) -> SMTP:
                tls = server._authority.server_context() if server.protection is Protection.STARTTLS else None
                return _Patient(
                    self.handler,
                    transports=server._transports,
                    decode_data=False,
                    enable_SMTPUTF8=server._extensions,
                    data_size_limit=2**26,
                    hostname="mx.mailroute.example",
                    tls_context=tls,
                    require_starttls=tls is not None,
                    authenticator=server._authenticate if server._sign_in else None,
                    auth_required=server._sign_in and tls is not None,
                    auth_require_tls=server.protection is Protection.STARTTLS,
                )

        context: ssl.SSLContext | None = None
        if self.protection is Protection.TLS:
            context = self._authority.server_context()
        self._controller = Running(self, hostname="127.0.0.1", port=self.port, ssl_context=context)
        self._controller.start()

    def stop(self) -> None:
        """End it."""
        controller, self._controller = self._controller, None
        if controller is not None:
            asyncio.run_coroutine_threadsafe(self._hang_up(controller), controller.loop).result(PATIENCE_S)
            controller.stop()

    async def _hang_up(self, controller: Controller) -> None:
        """End every connection: aiosmtpd leaves them open for the garbage collector."""
        if controller.server is not None:
            controller.server.close()
        for _ in range(2):  # what was just being accepted has its transport by the second time
            for transport in list(self._transports):
                transport.abort()
            await asyncio.sleep(0.02)

    def _authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:  # noqa: ANN401 - aiosmtpd's
        right = isinstance(data, LoginPassword) and data == LoginPassword(USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False, auth_data=USER if right else None)

    async def handle_EHLO(  # noqa: D102, N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self._peers.add(session.peer)
        if self._extensions:
            return responses
        return [line for line in responses if "8BITMIME" not in line and "SMTPUTF8" not in line]

    async def handle_NOOP(self, server: SMTP, _session: Session, _envelope: Envelope, _arg: str) -> str:  # noqa: D102, N802
        self.commands.append("NOOP")
        if self.behaviour.hang_up_after_mails and len(self.received) >= self.behaviour.hang_up_after_mails:
            self.behaviour.hang_up_after_mails = 0
            _abort(server)
        return "250 still here"

    async def handle_RSET(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: D102, N802
        self.commands.append("RSET")
        return "250 forgotten"

    async def handle_MAIL(  # noqa: D102, N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.commands.append("MAIL")
        if self.behaviour.at_mail:
            return self.behaviour.at_mail
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: D102, N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.commands.append(f"RCPT {address}")
        if answer := self.behaviour.at_recipient.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: D102, N802
        if self.behaviour.hang_up_at_dot:
            _abort(server)
            return "250 never seen"
        if answer := self.behaviour.for_this_dot():
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        self.received.append(
            Received(
                str(envelope.mail_from).removeprefix("<>"),
                tuple(str(to) for to in envelope.rcpt_tos),
                content,
                tuple(str(option) for option in envelope.mail_options),
                str(session.auth_data) if session.authenticated else "",
            )
        )
        return f"250 queued as {len(self.received)}"


def _abort(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


@contextmanager
def smtp_server(
    authority: Authority,
    protection: Protection = Protection.STARTTLS,
    *,
    sign_in: bool = True,
    extensions: bool = True,
) -> Iterator[SmtpServer]:
    """A server that runs until the end of the block; without ``extensions`` it offers neither 8BITMIME nor SMTPUTF8."""
    server = SmtpServer(authority, protection, sign_in=sign_in, extensions=extensions)
    server.start()
    try:
        yield server
    finally:
        server.stop()
