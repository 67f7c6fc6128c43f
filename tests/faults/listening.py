"""A server on loopback, a thread for each connection, that outlives the programs that talk to it.

Comes in: connections. Goes out: a ``Peer`` for each, to ``converse`` with. Never: sleeps, but to send an octet now and
then when a script asks for it.
"""

import socket
import ssl
import struct
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.faults.fault import Fault

DRIP_S = 0.05
"""Seconds between two octets of a server that drips: one a second would do the same, more slowly."""

_DROP = struct.pack("ii", 1, 0)
_PIECE = 256 * 1024


class Gone(Exception):  # noqa: N818 - the usual end of a conversation
    """The conversation is over: the client has gone, or we hang up."""


class Peer:
    """The client's end of a connection. Every method raises Gone when it is over."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._unread = bytearray()

    def line(self) -> bytes:
        """The next line, without its line end."""
        while (end := self._unread.find(b"\n")) < 0:
            self._more()
        return self._take(end + 1).rstrip(b"\r\n")

    def exactly(self, size: int) -> bytes:
        """The next ``size`` octets."""
        while len(self._unread) < size:
            self._more()
        return self._take(size)

    def send(self, octets: bytes) -> None:
        """Send all of it."""
        try:
            self.sock.sendall(octets)
        except OSError:
            raise Gone from None

    def tell(self, octets: bytes) -> None:
        """Send it if the client is still there."""
        with suppress(Gone):
            self.send(octets)

    def until_gone(self) -> None:
        """Listen, and say nothing more."""
        while True:
            self._unread.clear()
            self._more()

    def protect(self, context: ssl.SSLContext) -> None:
        """Go on under TLS."""
        self._unread.clear()
        try:
            self.sock = context.wrap_socket(self.sock, server_side=True)
        except OSError:
            raise Gone from None

    def close(self, *, reset: bool = False) -> None:
        """Hang up; with ``reset`` by a segment with RST set, as a machine does that has forgotten the connection."""
        with suppress(OSError):
            if reset:
                self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _DROP)
            else:
                self.sock.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            self.sock.close()

    def wake(self) -> None:
        """Make whoever listens here find the connection at its end."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)

    def _more(self) -> None:
        try:
            piece = self.sock.recv(_PIECE)
        except OSError:
            raise Gone from None
        if not piece:
            raise Gone
        self._unread += piece

    def _take(self, size: int) -> bytes:
        taken = bytes(self._unread[:size])
        del self._unread[:size]
        return taken


class Listening:
    """A server, running from its making until ``stop`` or the end of its ``with`` block."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.connections = 0
        self.state = threading.RLock()
        """Held while the truth is read or changed."""
        self._peers: dict[Peer, threading.Thread] = {}
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End it; every connection is hung up."""
        self.over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept, which a close does not
        self._listener.close()
        self._thread.join(5)
        self.hang_up()

    def hang_up(self) -> None:
        """End every connection, as a server does that is restarted; new ones are taken."""
        with self.state:
            talking = dict(self._peers)
        for peer in talking:
            peer.wake()
        for thread in talking.values():
            thread.join(5)

    def converse(self, peer: Peer) -> None:
        """Talk to one client until it has gone."""
        raise NotImplementedError

    def misbehave(self, peer: Peer, fault: Fault, said: bytes) -> None:
        """Say ``said``, then do what the fault is; returns when the conversation goes on."""
        peer.send(said)
        if fault is Fault.RESET:
            peer.close(reset=True)
        if fault in {Fault.STALL, Fault.HUGE_LITERAL}:
            peer.until_gone()
        while fault is Fault.DRIP:
            peer.send(b"*")
            if self.over.wait(DRIP_S):
                break
        if fault not in {Fault.GARBAGE, Fault.NO, Fault.BAD}:
            raise Gone

    def _serve(self) -> None:
        while not self.over.is_set():
            with suppress(OSError):
                sock, _ = self._listener.accept()
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                peer = Peer(sock)
                thread = threading.Thread(target=self._talk, args=(peer,), daemon=True)
                with self.state:
                    self.connections += 1
                    self._peers[peer] = thread
                thread.start()

    def _talk(self, peer: Peer) -> None:
        try:
            with suppress(Gone):
                self.converse(peer)
        finally:
            peer.close()
            with self.state:
                del self._peers[peer]
