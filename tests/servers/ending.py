"""How a server of the tests is ended: by its pid, and its children with it."""

import os
import signal
import subprocess
from contextlib import suppress


def end(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """End a process that leads a group of its own; one that does not go within ten seconds is killed."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    with suppress(ProcessLookupError):
        # Its children end a moment later by themselves; a test wants them gone now. The group is ours alone.
        os.killpg(process.pid, signal.SIGKILL)
