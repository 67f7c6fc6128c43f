"""One worker a journal.

Comes in: the journal's path. Goes out: a lock held until closed, or who holds it. Never: stays behind after a crash
(the kernel lets go of it with the process).
"""

import fcntl
import os
import socket
from pathlib import Path
from typing import Self


class Locked(Exception):  # noqa: N818 - a state of the journal, not a fault
    """Another worker has the journal. The message is one clear line."""


class Lock:
    """``flock`` on a file beside the journal, with the holder's process id in it."""

    def __init__(self, journal: Path) -> None:
        self._path = journal.with_name(journal.name + ".lock")
        self._file = -1

    def __enter__(self) -> Self:
        """Take the lock. Raises Locked, saying who has it."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.read(self._file, 200).decode("utf-8", "replace").strip() or "another process"
            os.close(self._file)
            raise Locked(f"{self._path}: another worker has this journal ({holder}): stop it first") from None
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of it. The file stays: removing it would let two workers lock two files of one name."""
        os.close(self._file)
