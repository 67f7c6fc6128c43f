"""The mark beside the journal: which journal it is, and how many letters have come to their final dot with it.

Comes in: the journal's path. Goes out: ``Marked``. Never: is ahead of the journal, holds anything of a mail.

A journal restored from a backup knows of fewer letters than its mark, and another journal has another name. Each letter
is in the journal before it is in the mark, which is written over in place and synced only when it is made: a crash or a
power cut leaves it behind the journal, and that says nothing.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from mailroute.maildir import sync_directory

_LINE = re.compile(rb"([0-9a-f]{16}) ([0-9]{15})\n")


@dataclass(frozen=True, slots=True)
class Marked:
    """A journal's identity, and the letters that have come to their final dot."""

    identity: str
    letters: int


class Mark:
    """One journal's mark, ``mailroute.db.mark``. Raises OSError."""

    def __init__(self, journal: Path) -> None:
        self._path = journal.with_name(f"{journal.name}.mark")

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self._path

    def read(self) -> Marked | None:
        """What it says; None when there is none, or none that can be understood."""
        try:
            found = _LINE.fullmatch(self._path.read_bytes())
        except FileNotFoundError:
            return None
        return Marked(found[1].decode("ascii"), int(found[2])) if found else None

    def write(self, marked: Marked) -> None:
        """Write it over; one that is made is on disk before anybody relies on it."""
        made = self.read() is None
        line = f"{marked.identity} {marked.letters:015}\n".encode("ascii")
        opened = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.pwrite(opened, line, 0)
            os.ftruncate(opened, len(line))
            if made:
                os.fsync(opened)
        finally:
            os.close(opened)
        if made:
            sync_directory(self._path.parent)
