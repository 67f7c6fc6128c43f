"""An IMAP server (RFC 3501) in memory that keeps the truth and misbehaves as a script says.

Comes in: a profile, mails, a script. Goes out: ``store`` (every copy of every mail), ``lines`` (what it was asked).
A step is a command's name (``SELECT``, ``UID MOVE``), ``GREETING``, ``DONE``, or ``TLS``, STARTTLS's handshake.
"""

import re
import ssl
from collections.abc import Callable, Iterable, Mapping

from tests.faults.fault import Fault, Script, Trouble
from tests.faults.imap_store import DOVECOT, Folder, Profile, Store
from tests.faults.listening import Listening, Peer

CHANGING = frozenset({"CREATE", "SUBSCRIBE", "UID MOVE", "UID COPY", "UID STORE", "UID EXPUNGE"})
"""Steps that may be done although their answer is spoilt."""

USER, PASSWORD = "help", "swordfish"

Answer = bytes | Callable[[str], bytes | None]

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\([^)]*\))|([^\s"()]+)')
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
    """One client's connection. ``_do`` maps a step to what answers it: (untagged octets, tagged words)."""

    def __init__(self, server: FaultyImap, peer: Peer) -> None:
        self.server = server
        self.peer = peer
        self.folder: Folder | None = None
        self.protected = False

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
        words = [
            quoted.replace('\\"', '"').replace("\\\\", "\\") or list_ or atom
            for quoted, list_, atom in _WORD.findall(line)
        ]
        with self.server.state:
            if step not in _DOES:
                return b"", "BAD not known here"
            if step.startswith("UID ") and self.folder is None:
                return b"", "BAD nothing is selected"
            return _DOES[step](self, words[step.count(" ") + 1 :], line)

    def _spoilt(self, tag: str, step: str, line: str) -> bool:
        """Let the script's fault happen, if there is one; True when the command is over with that."""
        trouble = self.server.script.at(step)
        if trouble is None:
            return False
        if trouble.done and step != "GREETING":
            self._done(step, line)
        ok = f"{tag} OK done\r\n".encode() if step != "GREETING" else b""
        said = {
            Fault.GARBAGE: _GARBAGE + ok,
            Fault.HALF_LITERAL: b"* 1 FETCH (UID 11 BODY[] {100}\r\nhalf",
            Fault.HUGE_LITERAL: b"* 1 FETCH (UID 11 BODY[] {99999999999}\r\n",
            Fault.BYE: b"* BYE see you\r\n",
            Fault.NO: f"{tag} NO not this\r\n".encode(),
            Fault.BAD: f"{tag} BAD what\r\n".encode(),
        }
        self.server.misbehave(self.peer, trouble.fault, said.get(trouble.fault, b""))
        return step != "GREETING"

    # -- what each command does: its words and its line in; untagged octets and the tagged answer out

    def _nothing(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        return b"", "OK done"

    def _capability(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        more = " STARTTLS" if self.server.tls is not None and not self.protected else ""
        return f"* CAPABILITY {self.server.profile.capabilities}{more}\r\n".encode(), "OK done"

    def _logout(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        return b"* BYE see you\r\n", "OK done"

    def _namespace(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        profile = self.server.profile
        if not profile.offers("NAMESPACE"):
            return b"", "BAD not known here"
        return f'* NAMESPACE (("{profile.prefix}" "{profile.delimiter}")) NIL NIL\r\n'.encode(), "OK done"

    def _list(self, words: list[str], _line: str) -> tuple[bytes, str]:
        mark, pattern = self.server.profile.delimiter, words[-1] if len(words) > 1 else ""
        if not pattern:
            return f'* LIST (\\Noselect) "{mark}" ""\r\n'.encode(), "OK done"
        like = re.compile(re.escape(pattern).replace(r"\*", ".*").replace("%", f"[^{re.escape(mark)}]*"))
        found = [name for name in self.server.store.folders if like.fullmatch(name)]
        return "".join(f'* LIST () "{mark}" "{name}"\r\n' for name in found).encode(), "OK done"

    def _create(self, words: list[str], _line: str) -> tuple[bytes, str]:
        if not self.server.store.create(words[0]):
            return b"", "NO [ALREADYEXISTS] it is there"
        return b"", "OK done"

    def _status(self, words: list[str], _line: str) -> tuple[bytes, str]:
        folder = self.server.store.folder(words[0])
        if folder is None:
            return b"", "NO [NONEXISTENT] no such folder"
        return f'* STATUS "{words[0]}" (MESSAGES {len(folder.mails)})\r\n'.encode(), "OK done"

    def _select(self, words: list[str], _line: str) -> tuple[bytes, str]:
        self.folder = self.server.store.folder(words[0])
        if self.folder is None:
            return b"", "NO [NONEXISTENT] no such folder"
        said = f"* {len(self.folder.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.folder.uidvalidity}] ok\r\n"
        return said.encode(), "OK [READ-WRITE] done"

    def _noop(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        return (b"* %d EXISTS\r\n" % len(self.folder.mails) if self.folder else b""), "OK done"

    def _search(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        assert self.folder is not None, "seen to before"
        return f"* SEARCH {' '.join(str(uid) for uid in sorted(self.folder.mails))}\r\n".encode(), "OK done"

    def _fetch(self, words: list[str], line: str) -> tuple[bytes, str]:
        assert self.folder is not None, "seen to before"
        numbers, said = self.folder.numbers(), bytearray()
        for uid in self._uids(words[0]):
            stored = self.folder.mails[uid]
            said += b"* %d FETCH (UID %d %s)\r\n" % (numbers[uid], uid, _items(stored.raw, stored.flags, line))
        return bytes(said), "OK done"

    def _copy(self, words: list[str], _line: str) -> tuple[bytes, str]:
        assert self.folder is not None, "seen to before"
        target = self.server.store.folder(words[1])
        if target is None:
            return b"", "NO [TRYCREATE] no such folder"
        made = self.server.store.copy(self.folder, self._uids(words[0]), target)
        return b"", f"OK {self._copied(made, target)}done"

    def _move(self, words: list[str], line: str) -> tuple[bytes, str]:
        if not self.server.profile.offers("MOVE"):
            return b"", "BAD not known here"
        assert self.folder is not None, "seen to before"
        target = self.server.store.folder(words[1])
        if target is None:
            return b"", "NO [TRYCREATE] no such folder"
        uids = self._uids(words[0])
        made = self.server.store.copy(self.folder, uids, target)
        star = self._gone(self.server.store.remove(self.folder, uids))
        del line
        if self.server.profile.silent_move:
            return b"", "OK done"
        return f"* OK {self._copied(made, target)}moved\r\n".encode() + star, "OK done"

    def _store(self, words: list[str], line: str) -> tuple[bytes, str]:
        assert self.folder is not None, "seen to before"
        flags = set(re.findall(r"\\\w+", words[2]))
        for uid in self._uids(words[0]):
            mail = self.folder.mails[uid]
            mail.flags = mail.flags - flags if "-FLAGS" in line.upper() else mail.flags | flags
        return b"", "OK done"

    def _expunge_uids(self, words: list[str], _line: str) -> tuple[bytes, str]:
        if not self.server.profile.offers("UIDPLUS"):
            return b"", "BAD not known here"
        return self._expunge(self._uids(words[0]))

    def _expunge_all(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        return self._expunge(list(self.folder.mails) if self.folder else [])

    def _expunge(self, uids: Iterable[int]) -> tuple[bytes, str]:
        assert self.folder is not None, "seen to before"
        flagged = [uid for uid in uids if r"\Deleted" in self.folder.mails[uid].flags]
        return self._gone(self.server.store.remove(self.folder, flagged)), "OK done"

    # -- what takes more than one line

    def _authenticate(self, tag: str, line: str, _own: bytes | None) -> None:
        if len(line.split()) < 3:  # no initial answer (RFC 4959)
            self.peer.send(b"+ \r\n")
            self.peer.line()
        self.peer.send(f"{tag} OK signed in\r\n".encode())

    def _start_tls(self, tag: str, _line: str, _own: bytes | None) -> None:
        if self.server.tls is None or self.protected:
            self.peer.send(f"{tag} BAD not now\r\n".encode())
            return
        self.peer.send(f"{tag} OK begin\r\n".encode())
        if not self._spoilt("*", "TLS", ""):
            self.peer.protect(self.server.tls)
            self.protected = True

    def _idle(self, tag: str, _line: str, own: bytes | None) -> None:
        self.peer.send(own or b"+ idling\r\n")
        with self.server.state:
            self.server.idle.append(self.peer)
        done = ""
        try:
            done = self.peer.line().decode("utf-8", "replace")
        finally:
            with self.server.state:
                self.server.idle.remove(self.peer)
                self.server.lines.append(done)
        if not self._spoilt(tag, "DONE", done):
            self.peer.send(f"{tag} OK done\r\n".encode())

    # -- small things

    def _uids(self, words: str) -> list[int]:
        assert self.folder is not None, "seen to before"
        there, wanted = self.folder.mails, set[int]()
        last = max(there, default=0)
        for part in words.split(","):
            low, _, high = part.replace("*", str(last)).partition(":")
            wanted.update(range(int(low), int(high or low) + 1))
        return sorted(wanted & set(there))

    def _copied(self, made: Mapping[int, int], target: Folder) -> str:
        if not made or not self.server.profile.offers("UIDPLUS"):
            return ""
        old, new = (",".join(map(str, some)) for some in (made.keys(), made.values()))
        return f"[COPYUID {target.uidvalidity} {old} {new}] "

    def _gone(self, numbers: Iterable[int]) -> bytes:
        return b"".join(b"* %d EXPUNGE\r\n" % number for number in numbers)


def _items(raw: bytes, flags: set[str], line: str) -> bytes:
    """The data items of one mail that a FETCH asks for."""
    items: list[bytes] = []
    if "RFC822.SIZE" in line:
        items.append(b"RFC822.SIZE %d" % len(raw))
    if "FLAGS" in line:
        items.append(f"FLAGS ({' '.join(sorted(flags))})".encode())
    for section, part in re.findall(r"BODY(?:\.PEEK)?\[([A-Z]*)\](<0\.\d+>)?", line):
        text = raw[: raw.find(b"\r\n\r\n") + 4] if section == "HEADER" else raw
        if part:
            text = text[: int(part[3:-1])]
        items.append(b"BODY[%s]%s {%d}\r\n%s" % (section.encode(), b"<0>" if part else b"", len(text), text))
    if re.search(r"BODY\[", line):
        flags.add(r"\Seen")
    return b" ".join(items)


_Does = Callable[[_Conversation, list[str], str], tuple[bytes, str]]
_DOES: Mapping[str, _Does] = {
    "CAPABILITY": _Conversation._capability,
    "NOOP": _Conversation._noop,
    "LOGIN": _Conversation._nothing,
    "LOGOUT": _Conversation._logout,
    "ID": _Conversation._nothing,
    "ENABLE": _Conversation._nothing,
    "NAMESPACE": _Conversation._namespace,
    "LIST": _Conversation._list,
    "CREATE": _Conversation._create,
    "SUBSCRIBE": _Conversation._nothing,
    "STATUS": _Conversation._status,
    "SELECT": _Conversation._select,
    "EXAMINE": _Conversation._select,
    "UID SEARCH": _Conversation._search,
    "UID FETCH": _Conversation._fetch,
    "UID COPY": _Conversation._copy,
    "UID MOVE": _Conversation._move,
    "UID STORE": _Conversation._store,
    "UID EXPUNGE": _Conversation._expunge_uids,
    "EXPUNGE": _Conversation._expunge_all,
}
_TALKS: Mapping[str, Callable[[_Conversation, str, str, bytes | None], None]] = {
    "AUTHENTICATE": _Conversation._authenticate,
    "STARTTLS": _Conversation._start_tls,
    "IDLE": _Conversation._idle,
}
