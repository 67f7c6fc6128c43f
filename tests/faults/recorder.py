"""A submission server that keeps every octet: what was said line by line, and each mail as it came.

Comes in: SMTP. Goes out: ``commands`` and ``mails``. Strict: only CRLF ends a line, only CRLF, dot, CRLF ends a mail.
"""

from dataclasses import dataclass

from tests.faults.listening import Gone, Listening, Peer


@dataclass(frozen=True, slots=True)
class Recorded:
    """One mail: the lines MAIL and RCPT that went before, and everything behind DATA's answer to its final dot."""

    sender: bytes
    recipients: tuple[bytes, ...]
    stream: bytes


class Recorder(Listening):
    """A running server; read ``mails`` and ``commands`` when the client has gone."""

    def __init__(self) -> None:
        self.commands: list[bytes] = []
        self.mails: list[Recorded] = []
        super().__init__()

    @property
    def url(self) -> str:
        """The address for ``[submission] url``."""
        return f"smtp://127.0.0.1:{self.port}"

    def converse(self, peer: Peer) -> None:
        """Take whatever comes."""
        unread = b""
        sender, recipients = b"", list[bytes]()

        def until(mark: bytes) -> bytes:
            nonlocal unread
            pieces = bytearray(unread)
            while (end := pieces.find(mark)) < 0:
                piece = peer.sock.recv(256 * 1024)
                if not piece:
                    raise Gone
                pieces += piece
            unread = bytes(pieces[end + len(mark) :])
            return bytes(pieces[: end + len(mark)])

        peer.send(b"220 here\r\n")
        while True:
            line = until(b"\r\n")
            word = line[:4].upper().strip()
            with self.state:
                self.commands.append(line)
            if word == b"EHLO":
                peer.send(b"250-here\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 50000000\r\n")
            elif word == b"DATA":
                peer.send(b"354 go on\r\n")
                unread = b"\r\n" + unread
                stream = until(b"\r\n.\r\n")[2:]
                with self.state:
                    self.mails.append(Recorded(sender, tuple(recipients), stream))
                peer.send(b"250 taken\r\n")
            elif word == b"QUIT":
                peer.send(b"221 bye\r\n")
                raise Gone
            else:
                if word == b"MAIL":
                    sender, recipients = line, []
                elif word == b"RCPT":
                    recipients.append(line)
                peer.send(b"250 fine\r\n")
