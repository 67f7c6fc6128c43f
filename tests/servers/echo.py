"""Servers with the worst of manners: whatever the client says, they refuse it and repeat it word for word.

Real ones do so with a command that they do not understand, and a command may hold a password.
"""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar


class _Repeating(socketserver.StreamRequestHandler):
    greeting: ClassVar[bytes]

    def handle(self) -> None:
        self.wfile.write(self.greeting)
        for octets in self.rfile:
            self.wfile.write(self.answer(octets.strip()))

    def answer(self, line: bytes) -> bytes:
        """The refusal of a line."""
        raise NotImplementedError


class _Smtp(_Repeating):
    greeting = b"220 echo.mailroute.example\r\n"

    def answer(self, line: bytes) -> bytes:
        if line.upper().startswith(b"EHLO"):
            return b"250-echo.mailroute.example\r\n250 AUTH PLAIN LOGIN\r\n"
        return b"501 5.5.2 what is " + line + b"?\r\n"


class _Imap(_Repeating):
    greeting = b"* OK echo\r\n"

    def answer(self, line: bytes) -> bytes:
        tag, _, rest = line.partition(b" ")
        if rest.upper() == b"CAPABILITY":
            return b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK done\r\n"
        return tag + b" NO [AUTHENTICATIONFAILED] what is " + rest + b"?\r\n"


@contextmanager
def echo(scheme: str) -> Iterator[int]:
    """The port of such a server, of ``smtp`` or ``imap``, until the end of the block."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp if scheme == "smtp" else _Imap) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()
