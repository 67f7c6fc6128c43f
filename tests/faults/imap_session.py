"""What an IMAP server does with each command (RFC 3501, 4315, 6851), without a connection.

Comes in: a step and the command's line. Goes out: the untagged octets and the tagged answer's words.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from tests.faults.imap_store import Folder, Store

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\([^)]*\))|([^\s"()]+)')


class ImapSession:
    """What one client has selected. Whoever uses it holds the lock of the store meanwhile."""

    def __init__(self, store: Store, *, offers_tls: bool = False) -> None:
        self.store = store
        self.profile = store.profile
        self.offers_tls = offers_tls
        self.folder: Folder | None = None

    def do(self, step: str, line: str) -> tuple[bytes, str]:
        """Do what is asked."""
        words = [
            quoted.replace('\\"', '"').replace("\\\\", "\\") or list_ or atom
            for quoted, list_, atom in _WORD.findall(line)
        ]
        if step not in _DOES:
            return b"", "BAD not known here"
        if step.startswith("UID ") and self.folder is None:
            return b"", "BAD nothing is selected"
        return _DOES[step](self, words[step.count(" ") + 1 :], line)

    def _nothing(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        return b"", "OK done"

    def _capability(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        more = " STARTTLS" if self.offers_tls else ""
        return f"* CAPABILITY {self.profile.capabilities}{more}\r\n".encode(), "OK done"

    def _logout(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        return b"* BYE see you\r\n", "OK done"

    def _namespace(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        profile = self.profile
        if not profile.offers("NAMESPACE"):
            return b"", "BAD not known here"
        return f'* NAMESPACE (("{profile.prefix}" "{profile.delimiter}")) NIL NIL\r\n'.encode(), "OK done"

    def _list(self, words: list[str], _line: str) -> tuple[bytes, str]:
        mark, pattern = self.profile.delimiter, words[-1] if len(words) > 1 else ""
        if not pattern:
            return f'* LIST (\\Noselect) "{mark}" ""\r\n'.encode(), "OK done"
        like = re.compile(re.escape(pattern).replace(r"\*", ".*").replace("%", f"[^{re.escape(mark)}]*"))
        found = [name for name in self.store.folders if like.fullmatch(name)]
        return "".join(f'* LIST () "{mark}" "{name}"\r\n' for name in found).encode(), "OK done"

    def _create(self, words: list[str], _line: str) -> tuple[bytes, str]:
        if not self.store.create(words[0]):
            return b"", "NO [ALREADYEXISTS] it is there"
        return b"", "OK done"

    def _status(self, words: list[str], _line: str) -> tuple[bytes, str]:
        folder = self.store.folder(words[0])
        if folder is None:
            return b"", "NO [NONEXISTENT] no such folder"
        said = f"MESSAGES {len(folder.mails)} UIDNEXT {folder.next_uid} UIDVALIDITY {folder.uidvalidity}"
        return f'* STATUS "{words[0]}" ({said})\r\n'.encode(), "OK done"

    def _select(self, words: list[str], _line: str) -> tuple[bytes, str]:
        self.folder = self.store.folder(words[0])
        if self.folder is None:
            return b"", "NO [NONEXISTENT] no such folder"
        said = f"* {len(self.folder.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.folder.uidvalidity}] ok\r\n"
        return said.encode(), "OK [READ-WRITE] done"

    def _noop(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        return (b"* %d EXISTS\r\n" % len(self.folder.mails) if self.folder else b""), "OK done"

    def _search(self, words: list[str], _line: str) -> tuple[bytes, str]:
        assert self.folder is not None, "seen to before"
        there = self.folder.mails
        found = [uid for uid in sorted(there) if "UNSEEN" not in words or r"\Seen" not in there[uid].flags]
        return f"* SEARCH {' '.join(map(str, found))}\r\n".encode(), "OK done"

    def _fetch(self, words: list[str], line: str) -> tuple[bytes, str]:
        assert self.folder is not None, "seen to before"
        numbers, said = self.folder.numbers(), bytearray()
        for uid in self._uids(words[0]):
            stored = self.folder.mails[uid]
            said += b"* %d FETCH (UID %d %s)\r\n" % (numbers[uid], uid, _items(stored.raw, stored.flags, line))
        return bytes(said), "OK done"

    def _copy(self, words: list[str], _line: str) -> tuple[bytes, str]:
        assert self.folder is not None, "seen to before"
        target = self.store.folder(words[1])
        if target is None:
            return b"", "NO [TRYCREATE] no such folder"
        made = self.store.copy(self.folder, self._uids(words[0]), target)
        return b"", f"OK {self._copied(made, target)}done"

    def _move(self, words: list[str], line: str) -> tuple[bytes, str]:
        if not self.profile.offers("MOVE"):
            return b"", "BAD not known here"
        assert self.folder is not None, "seen to before"
        target = self.store.folder(words[1])
        if target is None:
            return b"", "NO [TRYCREATE] no such folder"
        uids = self._uids(words[0])
        made = self.store.copy(self.folder, uids, target)
        star = self._gone(self.store.remove(self.folder, uids))
        del line
        if self.profile.silent_move:
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
        if not self.profile.offers("UIDPLUS"):
            return b"", "BAD not known here"
        return self._expunge(self._uids(words[0]))

    def _expunge_all(self, _words: list[str], _line: str) -> tuple[bytes, str]:
        return self._expunge(list(self.folder.mails) if self.folder else [])

    def _expunge(self, uids: Iterable[int]) -> tuple[bytes, str]:
        assert self.folder is not None, "seen to before"
        flagged = [uid for uid in uids if r"\Deleted" in self.folder.mails[uid].flags]
        return self._gone(self.store.remove(self.folder, flagged)), "OK done"

    def _uids(self, words: str) -> list[int]:
        assert self.folder is not None, "seen to before"
        there, wanted = self.folder.mails, set[int]()
        last = max(there, default=0)
        for part in words.split(","):
            low, _, high = part.replace("*", str(last)).partition(":")
            wanted.update(range(int(low), int(high or low) + 1))
        return sorted(wanted & set(there))

    def _copied(self, made: Mapping[int, int], target: Folder) -> str:
        if not made or not self.profile.offers("UIDPLUS"):
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


_Does = Callable[[ImapSession, list[str], str], tuple[bytes, str]]
_DOES: Mapping[str, _Does] = {
    "CAPABILITY": ImapSession._capability,
    "NOOP": ImapSession._noop,
    "LOGIN": ImapSession._nothing,
    "LOGOUT": ImapSession._logout,
    "ID": ImapSession._nothing,
    "ENABLE": ImapSession._nothing,
    "NAMESPACE": ImapSession._namespace,
    "LIST": ImapSession._list,
    "CREATE": ImapSession._create,
    "SUBSCRIBE": ImapSession._nothing,
    "STATUS": ImapSession._status,
    "SELECT": ImapSession._select,
    "EXAMINE": ImapSession._select,
    "UID SEARCH": ImapSession._search,
    "UID FETCH": ImapSession._fetch,
    "UID COPY": ImapSession._copy,
    "UID MOVE": ImapSession._move,
    "UID STORE": ImapSession._store,
    "UID EXPUNGE": ImapSession._expunge_uids,
    "EXPUNGE": ImapSession._expunge_all,
}
