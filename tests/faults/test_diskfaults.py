"""A seeded slice of the disk's troubles; the whole is ``make diskfaults``."""

import subprocess
import sys

import pytest

from tests.faults import disk

SLICE, SEED = "8", "20261123"


def test_a_bad_disk_changes_nothing_and_a_lying_one_is_found_out() -> None:
    """Some full disks, I/O errors and power cuts end as if nothing had been; without fsync the oracle sees the harm."""
    if disk.compiler() is None:
        pytest.skip("there is no C compiler (cc) to make the shim with")
    ran = subprocess.run(  # noqa: S603 - this Python, this program
        [sys.executable, "-m", "tests.faults", "diskfaults", SLICE, SEED],
        cwd=disk.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "") == (ran.returncode, ran.stderr), ran.stdout
    first, second = ran.stdout.splitlines()
    assert "8 of 8 errors (ENOSPC, EIO) and 8 of 8 power cuts" in first
    assert second.endswith(": caught")
