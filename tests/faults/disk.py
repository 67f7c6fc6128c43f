"""A disk that fails or loses power at its k-th step: the C shim compiled, preloaded, and armed in a child.

Comes in: the beginning of the paths that are to suffer, and when and how. Goes out: a job that suffers it. Never:
touches another file, nor the process that asked.

The shim must be loaded before the C library (LD_PRELOAD), so a program that wants it is started once more with it.
"""

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from mailroute import bootstrap
from tests.faults.scene import Clock, Job

SOURCE = Path(__file__).with_name("disk_shim.c")
ROOT = Path(__file__).resolve().parents[2]


class What(IntEnum):
    """What becomes of the k-th step."""

    COUNT = 1
    FAIL = 2
    CUT = 3


class Keeps(IntEnum):
    """What a power cut leaves of that which was written and not fsynced."""

    NOTHING = 0
    BEGINNING = 1
    SCATTERED = 2
    EVERYTHING = 3


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that a disk does. ``lasts``: every later step of its kind fails as well. ``lies``: no fsync is done."""

    what: What
    at: int = 0
    error: int = 0
    lasts: bool = False
    keeps: Keeps = Keeps.NOTHING
    lies: bool = False
    seed: int = 1

    def __str__(self) -> str:
        if self.what is What.CUT:
            return f"power cut at step {self.at}, {self.keeps.name.lower()} kept" + (", no fsync" if self.lies else "")
        return f"{errno.errorcode[self.error]} {'from' if self.lasts else 'at'} step {self.at}"


def compiler() -> str | None:
    """A C compiler, if there is one."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def ready() -> bool:
    """Is the shim in front of this process's C library?"""
    return hasattr(ctypes.CDLL(None), "disk_arm")


def again(cc: str, module: str, arguments: Sequence[str]) -> int:
    """Run a module of ours with the shim before the C library; its exit code."""
    with tempfile.TemporaryDirectory(prefix="mailroute-disk-") as folder:
        shim = Path(folder) / "disk_shim.so"
        subprocess.run([cc, "-shared", "-fPIC", "-O2", "-o", str(shim), str(SOURCE)], check=True)  # noqa: S603 - ours
        environment = os.environ | {"LD_PRELOAD": str(shim), "PYTHONPATH": str(ROOT)}
        return subprocess.run(  # noqa: S603 - this Python, this program
            [sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment, check=False
        ).returncode


def suffering(job: Job, trouble: Trouble, path: Path) -> Job:
    """The job, on a disk that has this trouble with every file whose path begins as ``path`` does."""

    def armed(desk: bootstrap.Desk, clock: Clock) -> None:
        arm(trouble, path)
        job(desk, clock)

    return armed


def arm(trouble: Trouble, path: Path) -> None:
    """Let this process have the trouble from now on."""
    ctypes.CDLL(None).disk_arm(
        os.fsencode(path), ctypes.c_int(trouble.what), ctypes.c_long(trouble.at), ctypes.c_int(trouble.error),
        ctypes.c_int(trouble.lasts), ctypes.c_int(trouble.keeps), ctypes.c_int(trouble.lies),
        ctypes.c_ulong(trouble.seed * 2_654_435_761 + trouble.at),
    )  # fmt: skip


def steps() -> str:
    """The steps that this process has passed, a letter each (see ``disk_shim.c``)."""
    shim = ctypes.CDLL(None)
    shim.disk_kinds.restype = ctypes.c_char_p
    kinds: bytes = shim.disk_kinds()
    return kinds.decode("ascii")
