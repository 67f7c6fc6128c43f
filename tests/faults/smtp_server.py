"""A submission server in memory that keeps the truth and misbehaves as a script says.

Comes in: a script. Goes out: ``arrived``: every mail that came to its final dot, and whether the client was told.
Steps: ``GREETING``, ``EHLO``, ``STARTTLS``, ``TLS`` (the handshake), ``AUTH``, ``NOOP``, ``MAIL``, ``RCPT``, ``DATA``,
``BODY`` (when some of it has come), ``DOT``, ``RSET``, ``QUIT``. Of the faults, BYE is 421 (and the server hangs up),
NO is 451, BAD is 550, HALF_LITERAL half a line, HUGE_LITERAL an answer that does not end.
"""

import ssl
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes

from tests.faults.fault import Fault, Script, Trouble
from tests.faults.listening import Gone, Listening, Peer

USER, PASSWORD = "desk-fx", "swordfish"
EXTENSIONS = ("8BITMIME", "SMTPUTF8", "SIZE 50000000")

_WORDS = {
    Fault.GARBAGE: b"\x16\x03\x01 what?\r\n",
    Fault.HALF_LITERAL: b"250-hal",
    Fault.HUGE_LITERAL: b"250-more\r\n" * 20,
    Fault.BYE: b"421 see you\r\n",
    Fault.NO: b"451 not now\r\n",
    Fault.BAD: b"550 not this\r\n",
}


@dataclass(frozen=True, slots=True)
class Arrived:
    """One mail at its final dot. ``taken``: the server will deliver it. ``answered``: it said so, and was not cut off.

    ``raw`` is the mail with the dots undone; ``connection`` counts connections from 1.
    """

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    taken: bool
    answered: bool
    options: str
    connection: int


class FaultySmtp(Listening):
    """A running server; ``script`` may be changed at any time. ``ways`` to sign in; ``tls`` makes it offer STARTTLS."""

    def __init__(
        self,
        troubles: Iterable[Trouble] = (),
        *,
        ways: str = "PLAIN LOGIN",
        tls: ssl.SSLContext | None = None,
        extensions: tuple[str, ...] = EXTENSIONS,
    ) -> None:
        self.script = Script(troubles)
        self.ways = ways
        self.tls = tls
        self.extensions = extensions
        self.arrived: list[Arrived] = []
        self.lines: list[str] = []
        super().__init__()

    @property
    def url(self) -> str:
        """The address for ``[submission] url``; any password is taken."""
        return f"smtp{'+starttls' if self.tls else ''}://{USER}@127.0.0.1:{self.port}"

    @property
    def taken(self) -> list[Arrived]:
        """What the server will deliver."""
        with self.state:
            return [mail for mail in self.arrived if mail.taken]

    @property
    def twice(self) -> list[str]:
        """Message-IDs of which it will deliver more than one mail."""
        return [name for name, count in Counter(mail.message_id for mail in self.taken).items() if count > 1]

    def converse(self, peer: Peer) -> None:
        """Greet, then answer command after command."""
        _Conversation(self, peer, self.connections).hold()


class _Conversation:
    """One client's connection."""

    def __init__(self, server: FaultySmtp, peer: Peer, number: int) -> None:
        self.server = server
        self.peer = peer
        self.number = number
        self.protected = False
        self._forget()

    def hold(self) -> None:
        """Until somebody hangs up."""
        if not self._spoilt("GREETING"):
            self._say("220 mx.mailroute.example ESMTP")
        while True:
            line = self.peer.line().decode("utf-8", "replace")
            with self.server.state:
                self.server.lines.append(line)
            step = line.upper().split(" ")[0]
            if self._spoilt(step):
                continue
            self._answer(step, line)

    def _answer(self, step: str, line: str) -> None:
        tls = self.server.tls
        match step:
            case "EHLO" | "HELO":
                self._hello()
            case "STARTTLS" if tls is not None and not self.protected:
                self._start_tls(tls)
            case "AUTH":
                self._sign_in(line)
            case "MAIL" | "RCPT" | "DATA":
                self._mail(step, line.partition(":")[2].strip())
            case "RSET":
                self._forget()
                self._say("250 forgotten")
            case "NOOP":
                self._say("250 still here")
            case "QUIT":
                self._say("221 see you")
                raise Gone
            case _:
                self._say("500 not known here")

    def _mail(self, step: str, words: str) -> None:
        if step == "MAIL":
            self._forget()
            path, _, self.options = words.partition(" ")
            self.sender = path.strip("<>")
            self.begun = True
            self._say("250 sender taken")
        elif step == "RCPT" and self.begun:
            self.recipients.append(words.strip("<>"))
            self._say("250 recipient taken")
        elif step == "DATA" and self.recipients:
            self._say("354 go ahead")
            self._data()
        else:
            self._say("503 not in this order")

    def _hello(self) -> None:
        tls = self.server.tls is not None
        words = ["mx.mailroute.example", *self.server.extensions]
        words += (
            ["STARTTLS"] if tls and not self.protected else [f"AUTH {self.server.ways}"] if self.server.ways else []
        )
        self.peer.send("".join(f"250-{word}\r\n" for word in words[:-1]).encode() + f"250 {words[-1]}\r\n".encode())

    def _start_tls(self, context: ssl.SSLContext) -> None:
        self._say("220 begin")
        if not self._spoilt("TLS"):
            self.peer.protect(context)
            self.protected = True

    def _sign_in(self, line: str) -> None:
        if line.upper().startswith("AUTH LOGIN"):
            for question in ("VXNlcm5hbWU6", "UGFzc3dvcmQ6"):
                self._say(f"334 {question}")
                self.peer.line()
                if self._spoilt("AUTH"):
                    return
        self._say("235 signed in")

    def _data(self) -> None:
        """The mail up to its dot. A fault in the BODY comes when its first line has come."""
        lines: list[bytes] = []
        spoilt = False
        while (line := self.peer.line()) != b".":
            if not lines and not spoilt:
                spoilt = self._spoilt("BODY")
            lines.append(line[1:] if line.startswith(b"..") else line)
        raw = b"".join(line + b"\r\n" for line in lines)
        trouble = self.server.script.at("DOT")
        if spoilt:
            # Answered already, and told that the mail is not taken.
            self._note(raw, taken=False, answered=True)
        elif trouble is None:
            self._note(raw, taken=True, answered=True)
            self._say("250 taken")
        else:
            self._note(raw, taken=trouble.done, answered=trouble.fault in {Fault.BYE, Fault.NO, Fault.BAD})
            self.server.misbehave(self.peer, trouble.fault, _WORDS.get(trouble.fault, b""))
        self._forget()

    def _note(self, raw: bytes, *, taken: bool, answered: bool) -> None:
        name = str(message_from_bytes(raw)["Message-ID"] or "")
        mail = Arrived(name, self.sender, tuple(self.recipients), raw, taken, answered, self.options, self.number)
        with self.server.state:
            self.server.arrived.append(mail)

    def _forget(self) -> None:
        self.begun = False
        self.sender = ""
        self.options = ""
        self.recipients: list[str] = []

    def _say(self, words: str) -> None:
        self.peer.send(f"{words}\r\n".encode())

    def _spoilt(self, step: str) -> bool:
        """Let the script's fault happen, if there is one; True when the command is over with that."""
        trouble = self.server.script.at(step)
        if trouble is None:
            return False
        self.server.misbehave(self.peer, trouble.fault, _WORDS.get(trouble.fault, b""))
        if step in {"GREETING", "QUIT"}:
            raise Gone
        return True
