"""A Maildir on disk: made, filled, listed, as several programs share it without a lock.

Comes in: a directory and mails. Goes out: files, each complete or not there (https://cr.yp.to/proto/maildir.html).
Never: opens a file in ``tmp`` of another program, changes a mail.
"""

import os
import secrets
import socket
from contextlib import suppress
from itertools import count
from pathlib import Path
from time import time_ns

from mailroute.faults import failpoint

_PARTS = ("tmp", "new", "cur")
_COUNT = count(1)


def is_maildir(path: Path) -> bool:
    """Whether the directory has the three parts of a Maildir."""
    return all((path / part).is_dir() for part in _PARTS)


def make_maildir(path: Path) -> None:
    """Make a Maildir, or the missing parts of one; the directory it is in must exist. Raises OSError."""
    for directory in (path, *(path / part for part in _PARTS)):
        with suppress(FileExistsError):
            directory.mkdir(mode=0o700)
    if not is_maildir(path):
        raise NotADirectoryError(f"{path} is no Maildir")


def make_subfolder(path: Path, name: str) -> Path:
    """Make the Maildir++ folder ``.name`` in the Maildir ``path``, its levels parted by dots; return its directory."""
    folder = path / f".{name}"
    make_maildir(folder)
    (folder / "maildirfolder").touch(mode=0o600)
    return folder


def unique_name() -> str:
    """A file name that no other program, process or call makes. Its first part sorts by time of delivery."""
    seconds, rest = divmod(time_ns(), 1_000_000_000)
    host = socket.gethostname().replace("/", r"\057").replace(":", r"\072") or "localhost"
    return f"{seconds}.M{rest // 1000:06}P{os.getpid()}Q{next(_COUNT)}R{secrets.token_hex(4)}.{host}"


def renamed(path: Path, target: Path, step: str) -> None:
    """Rename a file, replacing what is at ``target``; ``step`` names the failpoints. Raises OSError."""
    failpoint("maildir", step, "before")
    path.replace(target)
    failpoint("maildir", step, "after")


class Delivery:
    """One mail on its way into a Maildir: written and safe on disk in ``tmp``, not yet to be seen.

    ``finish`` makes it appear in ``new`` at once and whole; ``abandon`` removes it. Raises OSError.
    """

    def __init__(self, maildir: Path, raw: bytes) -> None:
        self.name = unique_name()
        self._maildir = maildir
        self._waiting = maildir / "tmp" / self.name
        self._arrived = maildir / "new" / self.name
        try:
            descriptor = os.open(self._waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(raw)
                opened.flush()
                os.fsync(opened.fileno())
        except BaseException:
            self.abandon()
            raise

    def finish(self) -> Path:
        """Let it appear in ``new``; return its path there."""
        renamed(self._waiting, self._arrived, "deliver")
        sync_directory(self._arrived.parent)
        return self._arrived

    def appeared(self) -> bool:
        """Is it in ``new``? It may be although ``finish`` failed."""
        return self._arrived.exists()

    def abandon(self) -> None:
        """Remove it; never raises."""
        with suppress(OSError):
            self._waiting.unlink()


def deliver(maildir: Path, raw: bytes) -> Path:
    """Put one mail into ``new``; return its path. Raises OSError, and then nothing is there."""
    delivery = Delivery(maildir, raw)
    try:
        return delivery.finish()
    except BaseException:
        delivery.abandon()
        raise


def listed(maildir: Path) -> dict[str, Path]:
    """Every mail in ``new`` and ``cur``: its unique name (without flags) and where it is now. Raises OSError.

    ``new`` is read first: a mail that another program moves to ``cur`` meanwhile is seen once or twice, never missed.
    """
    found: dict[str, Path] = {}
    for part in ("new", "cur"):
        with os.scandir(maildir / part) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False):
                    found[entry.name.partition(":")[0]] = Path(entry.path)
    return found


def sync_directory(directory: Path) -> None:
    """Make the names in a directory safe against a power cut."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
