"""A policy service for Postfix (its SMTPD_POLICY_README): Postfix asks at MAIL, RCPT and the final dot what to answer.

So a real Postfix can be told, while it runs, to put off or to refuse one sender, one recipient, one mail.
"""

import socketserver
import threading
from collections.abc import Callable
from typing import cast

from tests.servers.smtp import Behaviour


class _Asked(socketserver.StreamRequestHandler):
    """One of smtpd's connections: requests of ``name=value`` lines, each ended by an empty line."""

    def handle(self) -> None:
        request: dict[str, str] = {}
        for octets in self.rfile:
            line = octets.decode(errors="replace").rstrip("\n")
            if line:
                name, _, value = line.partition("=")
                request[name] = value
                continue
            action = cast("_Server", self.server).answer(request)
            self.wfile.write(f"action={action or 'DUNNO'}\n\n".encode())
            request = {}


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    answer: Callable[[dict[str, str]], str]


class Policy:
    """Answers for Postfix by ``behaviour``. ``on_dot`` is called when Postfix has a whole mail and has not answered."""

    def __init__(self, behaviour: Behaviour) -> None:
        """Listen at once."""
        self.behaviour = behaviour
        self.on_dot: Callable[[], None] | None = None
        self._server = _Server(("127.0.0.1", 0), _Asked)
        self._server.answer = self._answer
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Listen no longer."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, request: dict[str, str]) -> str:
        match request["protocol_state"]:
            case "MAIL":
                return self.behaviour.at_mail
            case "RCPT":
                return self.behaviour.at_recipient.get(request["recipient"], "")
            case "END-OF-MESSAGE":
                if self.on_dot is not None:
                    self.on_dot()
                return self.behaviour.for_this_dot()
            case _:
                return ""
