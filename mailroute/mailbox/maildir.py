"""A mailbox in a Maildir: the embedded default, with no server and no network.

Comes in: a directory. Goes out: a ``Mailbox``; a UID is the number that ``uid_list`` gives a file's unique name.
Never: moves a mail from ``new`` to ``cur`` or sets a flag by reading, deletes a mail, makes a Maildir where none is
(a mistyped path would look like a mailbox where nothing ever arrives).

Filed mails go to Maildir++ folders: ``Mailroute/Forwarded`` is ``.Mailroute.Forwarded``. A mail above ``LARGEST``
octets, or one that cannot be read, is given as far as it goes with ``Fetched.fault`` set.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from mailroute.mailbox import HEAD_OCTETS, MOST_HEADS, Fetched, MailboxError, Newcomers
from mailroute.mailbox.uid_list import UidList
from mailroute.maildir import is_maildir, listed, make_subfolder, renamed, sync_directory, unique_name

LARGEST = 50 * 1024 * 1024
"""Octets up to which a mail is read whole."""

PREVIEW = 1024 * 1024
"""Octets read of a larger one: its header, and usually its text."""

_LOOK_S = 0.5


class MaildirMailbox:
    """One Maildir. See ``mailroute.mailbox.Mailbox`` for what each method promises."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._list = UidList(path)
        self._seen: set[str] = set()
        self.name = f"maildir:{path}"

    def open(self) -> int:
        """Number the mails that are there; return the UIDVALIDITY of the numbering."""
        with self._asking("opening it"):
            self._check()
            return self._list.number(listed(self._path)).uidvalidity

    def uids(self) -> Sequence[int]:
        """The UID of every mail in ``new`` and ``cur``, ascending."""
        with self._asking("listing the mails"):
            there = listed(self._path)
            self._seen = set(there)
            return sorted(uid for uid, name in self._list.number(there).names.items() if name in there)

    def fetch(self, uids: Iterable[int]) -> Iterator[Fetched]:
        """The bytes of these UIDs, one file at a time; vanished ones are left out."""
        with self._asking("reading mails"):
            wanted = sorted(set(uids))
            numbering = self._list.read()
            names = numbering.names if numbering else {}
            there = listed(self._path)
        for uid in wanted:
            name = names.get(uid, "")
            with self._asking("reading mails"):
                try:
                    fetched = _read(uid, there[name]) if name in there else None
                except FileNotFoundError:
                    # Another program has set a flag, which renames the file, or taken the mail away.
                    there = listed(self._path)
                    fetched = _read_again(uid, there.get(name))
            if fetched is not None:
                yield fetched

    def file(self, uids: Sequence[int], folder: str) -> None:
        """Rename these mails into the Maildir++ folder; a mail stays as read or unread as it was."""
        name = _folder_name(folder)
        with self._asking(f"filing into {folder}"):
            numbering = self._list.read()
            names = {uid: numbering.names[uid] for uid in uids if uid in numbering.names} if numbering else {}
            if not names:
                return
            target = make_subfolder(self._path, name)
            there = listed(self._path)
            for unique in names.values():
                _move(self._path, there.get(unique), unique, target)
            for directory in (target / "new", target / "cur", self._path / "new", self._path / "cur"):
                sync_directory(directory)
            self._list.remove(names)

    def holding(self, folders: Sequence[str]) -> list[str]:
        """Those of these Maildir++ folders in which a mail lies."""
        with self._asking("looking into our folders"):
            there = {folder: self._path / f".{_folder_name(folder)}" for folder in folders}
            return [folder for folder, path in there.items() if is_maildir(path) and listed(path)]

    def newcomers(self, since: Mapping[str, str]) -> dict[str, Newcomers]:
        """What came into these Maildir++ folders; the mark is the time at which the newest file was put there."""
        came: dict[str, Newcomers] = {}
        with self._asking("looking into our folders"):
            for folder, mark in since.items():
                path = self._path / f".{_folder_name(folder)}"
                times = _times(path) if is_maildir(path) else []
                after = [(time, file) for time, file in times if time > int(mark or 0)]
                if after:
                    heads = tuple(_head(file) for _, file in after[-MOST_HEADS:])
                    came[folder] = Newcomers(str(after[-1][0]), heads)
        return came

    def wait(self, seconds: float, wake: Callable[[], bool] | None = None) -> None:
        """Look into the directory twice a second until a mail is there that ``uids`` has not told of."""
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0 and not (wake and wake()):
            with self._asking("waiting for mail"):
                if not listed(self._path).keys() <= self._seen:
                    return
            sleep(min(left, _LOOK_S))

    def probe(self, folders: Sequence[str]) -> list[str]:
        """What is there and may be changed; nothing is written."""
        with self._asking("looking at it"):
            self._check()
            found = [f"{self.name}: {len(listed(self._path))} mails, readable and writable"]
            for folder in folders:
                directory = self._path / f".{_folder_name(folder)}"
                state = "is there" if is_maildir(directory) else "will be made when the first mail is filed"
                found.append(f"{folder}: {state} ({directory.name})")
            return found

    def close(self) -> None:
        """Nothing is held open."""

    def _check(self) -> None:
        if not is_maildir(self._path):
            why = (
                "no Maildir is there (a directory with cur, new and tmp): check the path in [mailbox] url, or make one"
            )
            raise MailboxError(f"{self.name}: {why}", permanent=True)
        for directory in (self._path, self._path / "new", self._path / "cur"):
            if not os.access(directory, os.R_OK | os.W_OK | os.X_OK):
                why = f"{directory} may not be read and written by this user: mend its owner or mode"
                raise MailboxError(f"{self.name}: {why}", permanent=True)

    @contextmanager
    def _asking(self, doing: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            why = f"{error.strerror or error}{where}: check the directory and the disk"
            raise MailboxError(f"{self.name}: {doing}: {why}") from error


def _times(path: Path) -> list[tuple[int, Path]]:
    """The files of a Maildir with the time of their last rename (ctime), the newest last."""
    found = []
    for file in listed(path).values():
        with suppress(FileNotFoundError):  # renamed by another program meanwhile
            found.append((file.stat().st_ctime_ns, file))
    return sorted(found)


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(HEAD_OCTETS)
    except OSError:
        return b""  # it says nothing


def _folder_name(folder: str) -> str:
    """``Mailroute/Forwarded`` as Maildir++ has it: ``Mailroute.Forwarded``."""
    name = folder.replace("/", ".")
    if not all(name.split(".")) or not name.isprintable():
        raise MailboxError(f"{folder!r} is no name for a folder: no empty level, no control character", permanent=True)
    return name


def _read_again(uid: int, path: Path | None) -> Fetched | None:
    if path is None:
        return None
    try:
        return _read(uid, path)
    except FileNotFoundError:
        return None  # it changes under our hands: the next pass meets it at rest


def _read(uid: int, path: Path) -> Fetched:
    try:
        # Not a symbolic link, and no waiting for a pipe: a mail is a plain file.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as opened:
            status = os.fstat(opened.fileno())
            if not stat.S_ISREG(status.st_mode):
                return Fetched(uid, b"", f"{path.name} is no plain file")
            if status.st_size > LARGEST:
                fault = (
                    f"the mail has {status.st_size} octets; only its first {PREVIEW} were read (the limit is {LARGEST})"
                )
                return Fetched(uid, opened.read(PREVIEW), fault)
            return Fetched(uid, opened.read(LARGEST))
    except FileNotFoundError:
        raise
    except OSError as error:
        # One bad file stops nothing.
        return Fetched(uid, b"", f"the file {path.name} cannot be read: {error.strerror}")


def _move(maildir: Path, path: Path | None, unique: str, target: Path) -> None:
    for _ in range(3):
        if path is None:
            return
        arrived = target / path.parent.name / path.name
        if arrived.exists():
            arrived = arrived.with_name(path.name.replace(unique, unique_name(), 1))
        try:
            renamed(path, arrived, "move")
        except FileNotFoundError:
            path = listed(maildir).get(unique)  # renamed by another program meanwhile
        else:
            return
