"""UIDs for a Maildir: which number each mail has, kept in one small file in the Maildir.

Comes in: the unique names that are there. Goes out: a UID for each, the same for ever. Never: gives a number twice.

The file, ``mailroute-uids``, has a first line ``mailroute-uids 1 UIDVALIDITY NEXT`` and then ``UID NAME`` a line, the
name percent-encoded (a file name may hold a line break). It is replaced as a whole, under a lock. When it is missing
or broken, the numbering starts anew under another UIDVALIDITY, so that nobody takes the new numbers for the old.
"""

import fcntl
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from mailroute.maildir import renamed, sync_directory, unique_name

_TITLE = "mailroute-uids 1"
_LARGEST_UIDVALIDITY = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Numbering:
    """``names`` maps each UID to a mail's unique name; ``next_uid`` has not been given yet."""

    uidvalidity: int
    next_uid: int
    names: dict[int, str]

    def with_names(self, names: Iterable[str]) -> "Numbering":
        """The same with a number for each name that had none, in the order of delivery.

        A name that is not there now keeps its number: while another program renames a file (a flag was set), a listing
        of the directory may miss it, and a mail must not come back as a new one.
        """
        known = set(self.names.values())
        fresh = dict(enumerate(sorted(set(names) - known, key=_delivery_order), start=self.next_uid))
        return Numbering(self.uidvalidity, self.next_uid + len(fresh), self.names | fresh)

    def without(self, uids: Iterable[int]) -> "Numbering":
        """The same without these UIDs, which are gone for good; their numbers are not given again."""
        gone = set(uids)
        return Numbering(
            self.uidvalidity, self.next_uid, {uid: name for uid, name in self.names.items() if uid not in gone}
        )


class UidList:
    """The numbering of one Maildir on disk. Raises OSError."""

    def __init__(self, maildir: Path) -> None:
        self._file = maildir / "mailroute-uids"
        self._lock = maildir / "mailroute-uids.lock"

    def read(self) -> Numbering | None:
        """What the file says; None when there is none, or none that can be understood."""
        try:
            lines = self._file.read_text("ascii").split("\n")
            title, uidvalidity, next_uid = lines[0].rsplit(" ", 2)
            entries = (line.split(" ", 1) for line in lines[1:] if line)
            numbering = Numbering(int(uidvalidity), int(next_uid), {int(uid): _decoded(name) for uid, name in entries})
        except (FileNotFoundError, ValueError):
            return None
        sound = (
            title == _TITLE
            and numbering.uidvalidity > 0
            and all(0 < uid < numbering.next_uid for uid in numbering.names)
        )
        return numbering if sound and lines[-1] == "" else None

    def number(self, names: Iterable[str]) -> Numbering:
        """The numbering with all these names in it, on disk before anybody hears of it."""
        with self._locked():
            known = self.read()
            wanted = (known or Numbering(1 + secrets.randbelow(_LARGEST_UIDVALIDITY), 1, {})).with_names(names)
            if wanted != known:
                self._write(wanted)
            return wanted

    def remove(self, uids: Iterable[int]) -> None:
        """Forget the names of mails that have been moved away."""
        with self._locked():
            known = self.read()
            if known is not None:
                self._write(known.without(uids))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        descriptor = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _write(self, numbering: Numbering) -> None:
        lines = [f"{_TITLE} {numbering.uidvalidity} {numbering.next_uid}"]
        lines += [f"{uid} {_encoded(name)}" for uid, name in numbering.names.items()]
        text = "".join(f"{line}\n" for line in lines).encode("ascii")
        waiting = self._file.with_name(f"{self._file.name}.{unique_name()}")
        try:
            with waiting.open("xb") as opened:
                opened.write(text)
                opened.flush()
                os.fsync(opened.fileno())
            renamed(waiting, self._file, "number")
        except BaseException:
            waiting.unlink(missing_ok=True)
            raise
        sync_directory(self._file.parent)


def _delivery_order(name: str) -> tuple[int, str]:
    """Names begin with the second of delivery; others come last."""
    seconds = name.partition(".")[0]
    return (int(seconds) if seconds.isascii() and seconds.isdigit() else 2**63, name)


def _encoded(name: str) -> str:
    return quote_from_bytes(os.fsencode(name), safe=",=+@")


def _decoded(name: str) -> str:
    return os.fsdecode(unquote_to_bytes(name))
