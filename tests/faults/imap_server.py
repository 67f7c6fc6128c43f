"""An IMAP server (RFC 3501) in memory that keeps the truth and misbehaves as a script says.

Comes in: a profile, mails, a script. Goes out: ``store`` (every copy of every mail), ``lines`` (what it was asked).
A step is a command's name (``SELECT``, ``UID MOVE``), ``GREETING``, ``IDLING`` (after the go-ahead),
``DONE``, or ``TLS`` (the handshake after STARTTLS).
"""

import re
import ssl
from collections.abc import Callable, Iterable, Mapping

from tests.faults.fault import Fault, Script, Trouble
from tests.faults.imap_session import ImapSession
from tests.faults.imap_store import DOVECOT, Profile, Store
from tests.faults.listening import Listening, Peer

CHANGING = frozenset({"CREATE", "SUBSCRIBE", "UID MOVE", "UID COPY", "UID STORE", "UID EXPUNGE"})
"""Steps that may be done although their answer is spoilt."""

USER, PASSWORD = "help", "swordfish"

Answer = bytes | Callable[[str], bytes | None]

_LITERAL = re.compile(rb"\{(\d+)(\+?)\}$")
_GARBAGE = b"\x16\x03\x01 what? {12\r\n)))(\r\n"


class FaultyImap(Listening):
    """A running server. Mails come by ``deliver``; ``script`` may be changed at any time.

    ``answers`` gives the untagged answer to a command by its name, in place of the server's own; one that begins with
    ``!`` has its own tagged line (with TAG for the tag). ``tls`` makes it offer STARTTLS.
    """

    def __init__(
        self,
        profile: Profile = DOVECOT,
        troubles: Iterable[Trouble] = (),
        *,
        answers: Mapping[str, Answer] | None = None,
        tls: ssl.SSLContext | None = None,
        uidvalidity: int = 5,
        first_uid: int = 1,
    ) -> None:
        self.profile = profile
        self.store = Store(profile, uidvalidity=uidvalidity, first_uid=first_uid)
        self.script = Script(troubles)
        self.answers = dict(answers or {})
        self.lines: list[str] = []
        self.tls = tls
        self.idle: list[Peer] = []
        super().__init__()

    @property
    def url(self) -> str:
        """The address for ``[mailbox] url``; any password is taken."""
        return f"imap{'+starttls' if self.tls else ''}://{USER}@127.0.0.1:{self.port}/INBOX"

    def deliver(self, *raws: bytes) -> list[int]:
        """Put mails into INBOX and tell those who wait for some; their UIDs."""
        with self.state:
            uids = [self.store.deliver(raw) for raw in raws]
            count, waiting = len(self.store.inbox.mails), list(self.idle)
        for peer in waiting:
            peer.tell(b"* %d EXISTS\r\n" % count)
        return uids

    def converse(self, peer: Peer) -> None:
        """Greet, then answer command after command."""
        _Conversation(self, peer).hold()


class _Conversation:
    """One client's connection."""

    def __init__(self, server: FaultyImap, peer: Peer) -> None:
        self.server = server
        self.peer = peer
        self.session = ImapSession(server.store, offers_tls=server.tls is not None)

    def hold(self) -> None:
        """Until somebody hangs up."""
        if self._spoilt("*", "GREETING", ""):
            return
        self.peer.send(self._own("GREETING", "") or b"* OK ready\r\n")
        while True:
            tag, line = self._command()
            with self.server.state:
                self.server.lines.append(line)
            words = line.upper().split()
            step = " ".join(words[: 2 if words[:1] == ["UID"] else 1])
            if self._spoilt(tag, step, line):
                continue
            self._answer(tag, step, line)
            if step == "LOGOUT":
                return

    def _command(self) -> tuple[str, str]:
        octets = self.peer.line()
        while literal := _LITERAL.search(octets):
            if not literal[2]:
                self.peer.send(b"+ go on\r\n")
            text = self.peer.exactly(int(literal[1])).replace(b"\\", b"\\\\").replace(b'"', b'\\"')
            octets = octets[: literal.start()] + b'"' + text + b'"' + self.peer.line()
        tag, _, line = octets.decode("utf-8", "replace").partition(" ")
        return tag, line

    def _answer(self, tag: str, step: str, line: str) -> None:
        own = self._own(step, line)
        if own is not None and own.startswith(b"!"):
            self.peer.send(own[1:].replace(b"TAG", tag.encode()))
            return
        if step in _TALKS:
            _TALKS[step](self, tag, line, own)
            return
        untagged, tagged = self._done(step, line)
        self.peer.send((untagged if own is None else own) + f"{tag} {tagged}\r\n".encode())

    def _own(self, step: str, line: str) -> bytes | None:
        answer = self.server.answers.get(step)
        return answer(line) if callable(answer) else answer

    def _done(self, step: str, line: str) -> tuple[bytes, str]:
        with self.server.state:
            return self.session.do(step, line)

    def _spoilt(self, tag: str, step: str, line: str) -> bool:
        """Let the script's fault happen, if there is one; True when the command is over with that."""
        trouble = self.server.script.at(step)
        if trouble is None:
            return False
        if trouble.done and step != "GREETING":
            self._done(step, line)
        ok = f"{tag} OK done\r\n".encode() if step != "GREETING" else b""
        text = self._done(step, line)[0] if step == "UID FETCH" else b""
        said = {
            Fault.GARBAGE: _GARBAGE + ok,
            Fault.HALF_LITERAL: text[: len(text) // 2] or b"* 1 FETCH (UID 11 BODY[] {100}\r\nhalf",
            Fault.HUGE_LITERAL: b"* 1 FETCH (UID 11 BODY[] {99999999999}\r\n",
            Fault.BYE: b"* BYE see you\r\n",
            Fault.NO: f"{tag} NO not this\r\n".encode(),
            Fault.BAD: f"{tag} BAD what\r\n".encode(),
        }
        self.server.misbehave(self.peer, trouble.fault, said.get(trouble.fault, b""))
        return step != "GREETING"

    def _authenticate(self, tag: str, line: str, _own: bytes | None) -> None:
        if len(line.split()) < 3:  # no initial answer (RFC 4959)
            self.peer.send(b"+ \r\n")
            self.peer.line()
        self.peer.send(f"{tag} OK signed in\r\n".encode())

    def _start_tls(self, tag: str, _line: str, _own: bytes | None) -> None:
        if self.server.tls is None or not self.session.offers_tls:
            self.peer.send(f"{tag} BAD not now\r\n".encode())
            return
        self.peer.send(f"{tag} OK begin\r\n".encode())
        if not self._spoilt("*", "TLS", ""):
            self.peer.protect(self.server.tls)
            self.session.offers_tls = False

    def _idle(self, tag: str, _line: str, own: bytes | None) -> None:
        self.peer.send(own or b"+ idling\r\n")
        with self.server.state:
            self.server.idle.append(self.peer)
        done = ""
        try:
            if self._spoilt(tag, "IDLING", ""):
                return
            done = self.peer.line().decode("utf-8", "replace")
        finally:
            with self.server.state:
                self.server.idle.remove(self.peer)
                self.server.lines.append(done)
        if not self._spoilt(tag, "DONE", done):
            self.peer.send(f"{tag} OK done\r\n".encode())


_TALKS: Mapping[str, Callable[[_Conversation, str, str, bytes | None], None]] = {
    "AUTHENTICATE": _Conversation._authenticate,
    "STARTTLS": _Conversation._start_tls,
    "IDLE": _Conversation._idle,
}
