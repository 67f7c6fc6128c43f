"""An IMAP server of few words that misbehaves where a real one cannot be made to.

It is plain IMAP on loopback with one folder of three mails (UIDs 11, 12, 13). A test gives answers of its own for some
commands: octets before the tagged OK, or one of the faults.
"""

import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import Enum

MAILS = {11: b"Subject: eleven\r\n\r\n", 12: b"Subject: twelve\r\n\r\n", 13: b"Subject: thirteen\r\n\r\n"}


class Fault(Enum):
    """What a server or the network may do instead of answering."""

    CLOSE = "hangs up"
    RESET = "resets the connection"
    STALL = "says nothing more"
    GARBAGE = "sends octets that are no IMAP"
    HALF_LITERAL = "announces a literal, sends half of it and hangs up"
    HUGE_LITERAL = "announces more octets than anybody can hold"
    BYE = "says BYE"
    NO = "refuses"
    BAD = "does not understand"
    DRIP = "sends an octet now and then"


Answer = bytes | Fault | Callable[[str], bytes]


def _fetched(line: str) -> bytes:
    answers = b""
    for number, (uid, raw) in enumerate(MAILS.items(), start=1):
        if re.search(rf"FETCH \S*\b{uid}\b", line):
            if "RFC822.SIZE" in line:
                answers += b"* %d FETCH (UID %d RFC822.SIZE %d)\r\n" % (number, uid, len(raw))
            elif "BODY.PEEK[]" in line:
                answers += b"* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (number, uid, len(raw), raw)
    return answers


_ANSWERS: Mapping[str, Answer] = {
    "GREETING": b"* OK ready\r\n",
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE UIDPLUS MOVE\r\n",
    "LIST": b'* LIST (\\Noselect) "/" ""\r\n',
    "SELECT": b"* 3 EXISTS\r\n* OK [UIDVALIDITY 5] ok\r\n",
    "UID SEARCH": b"* SEARCH 11 12 13\r\n",
    "UID FETCH": _fetched,
    "LOGOUT": b"* BYE\r\n",
}


class ScriptedImap:
    """A running server; ``lines`` is what it was asked, without tags."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        """Listen; ``scripted_imap`` serves."""
        self.answers = {**_ANSWERS, **answers}
        self.lines: list[str] = []
        self.over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The address for ``[mailbox] url``."""
        return f"imap://help@127.0.0.1:{self.port}/INBOX"

    def mend(self, name: str) -> None:
        """Answer this command as it should be from now on."""
        self.answers[name] = _ANSWERS.get(name, b"")

    def stop(self) -> None:
        """End it."""
        self.over.set()
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        self._listener.settimeout(0.02)
        while not self.over.is_set():
            with suppress(OSError):
                peer, _ = self._listener.accept()
                with peer:
                    peer.settimeout(0.1)
                    self._talk(peer)

    def _talk(self, peer: socket.socket) -> None:
        if not self._answer(peer, "", "GREETING", ""):
            return
        unread = b""
        while not self.over.is_set():
            with suppress(TimeoutError):
                piece = peer.recv(65536)
                if not piece:
                    return
                unread += piece
            while b"\r\n" in unread:
                text, _, unread = unread.partition(b"\r\n")
                tag, _, line = text.decode().partition(" ")
                self.lines.append(line)
                name = " ".join(line.upper().split()[: 2 if line.upper().startswith("UID ") else 1])
                if name == "IDLE":
                    peer.sendall(b"* 3 EXISTS\r\n+ idling\r\n")
                    self._idle_tag = tag
                elif tag.upper() == "DONE":
                    peer.sendall(f"{self._idle_tag} OK done\r\n".encode())
                elif not self._answer(peer, tag, name, line):
                    return

    def _until_gone(self, peer: socket.socket) -> None:
        while not self.over.is_set():
            with suppress(TimeoutError):
                if not peer.recv(65536):
                    return

    def _answer(self, peer: socket.socket, tag: str, name: str, line: str) -> bool:
        """Answer one command; False when the connection is over."""
        answer = self.answers.get(name, b"")
        ok = f"{tag} OK done\r\n".encode() if tag else b""
        if isinstance(answer, Fault):
            return self._misbehave(peer, answer, tag or "*", ok)
        said = answer if isinstance(answer, bytes) else answer(line)
        own = said.startswith(b"!")
        peer.sendall(said[1:].replace(b"TAG", tag.encode()) if own else said + ok)
        return True

    def _misbehave(self, peer: socket.socket, fault: Fault, tag: str, ok: bytes) -> bool:
        said = {
            Fault.GARBAGE: b"\x16\x03\x01 what? {12\r\n)))(\r\n" + ok,
            Fault.HALF_LITERAL: b"* 1 FETCH (UID 11 BODY[] {100}\r\nhalf",
            Fault.HUGE_LITERAL: b"* 1 FETCH (UID 11 BODY[] {99999999999}\r\n",
            Fault.BYE: b"* BYE see you\r\n",
            Fault.NO: f"{tag} NO not this\r\n".encode(),
            Fault.BAD: f"{tag} BAD what\r\n".encode(),
        }
        peer.sendall(said.get(fault, b""))
        if fault is Fault.RESET:
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        elif fault in {Fault.STALL, Fault.HUGE_LITERAL}:
            self._until_gone(peer)
        elif fault is Fault.DRIP:
            while not self.over.wait(0.1):
                peer.sendall(b"*")
        return fault in {Fault.GARBAGE, Fault.NO, Fault.BAD}


@contextmanager
def scripted_imap(answers: Mapping[str, Answer] | None = None) -> Iterator[ScriptedImap]:
    """A server that runs until the end of the block. An answer beginning with ``!`` has its own tagged line (TAG)."""
    server = ScriptedImap(answers or {})
    try:
        yield server
    finally:
        server.stop()
