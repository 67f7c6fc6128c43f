"""A TCP proxy before a server: it hands octets on until it is told to cut the line, or has counted enough of them."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_PIECE = 64 * 1024
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER without waiting: close says RST


class Proxy:
    """Listens on ``port``. ``cut_after`` cuts the next connection from which so many octets came, once."""

    def __init__(self, target: int) -> None:
        """Listen at once, for the server at this port of loopback."""
        self.cut_after = 0
        self.cuts = 0
        self._target = target
        self._lock = threading.Lock()
        self._links: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Cut every connection now, as a firewall that forgets them does: a reset to both sides."""
        with self._lock:
            links, self._links = self._links, []
            self.cuts += bool(links)
        for link in links:
            with suppress(OSError):
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            with suppress(OSError):
                link.shutdown(socket.SHUT_RD)  # wakes the thread that reads it; the close below resets
            link.close()

    def close(self) -> None:
        """Listen no longer, and cut what there is."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._target), timeout=10)
            except OSError:
                near.close()
                continue
            far.settimeout(None)
            with self._lock:
                self._links += [near, far]
            for source, sink, counted in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._pump, args=(source, sink, counted), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:  # noqa: FBT001
        came = 0
        with suppress(OSError):
            while octets := source.recv(_PIECE):
                came += len(octets)
                if counted and self.cut_after and came > self.cut_after:
                    self.cut_after = 0
                    self.cut()
                    return
                sink.sendall(octets)
            sink.shutdown(socket.SHUT_WR)


@contextmanager
def proxy(target: int) -> Iterator[Proxy]:
    """A proxy for the server at this port of loopback, until the end of the block."""
    before = Proxy(target)
    try:
        yield before
    finally:
        before.close()
