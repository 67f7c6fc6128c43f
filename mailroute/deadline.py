"""A mail that takes the processor for too long ends the process: no pattern and no parser can be told to stop.

Comes in: seconds of the processor's time. Goes out: nothing, or the end of the process by SIGPROF. Never: raises into
the code that it watches, counts the time that a slow disk takes.

The attempt at a mail is committed before it is made, so a mail that ends the process three times is set aside, as one
that crashes it. What starts mailroute again is the service manager, or the next run from cron.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

DECIDING_S = 30.0
"""For one mail; the slowest measured of 25 MB takes 2 s (docs/reliability.md)."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """End the process when the block takes more than ``seconds`` of the processor's time.

    By the signal's own effect, not by a Python function: that would wait for the pattern or the parser to return.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
