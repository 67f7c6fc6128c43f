"""A mail that never ends to be decided is set aside in the end, and holds up no other."""

import os
import re
import signal
from dataclasses import replace
from typing import Any

import pytest

from mailroute.planning import Plan
from tests.worker.bench import Bench, SubjectPlanner, mail


class Endless(SubjectPlanner):
    """As the bench's planner; a mail with ``endless`` in it meets a pattern that has no end, inside the library."""

    def plan(self, raw: bytes, **how: Any) -> Plan:  # noqa: ANN401 - the bench's own arguments
        """Decide, or look for ever."""
        if b"endless" in raw:
            re.fullmatch(r"(a|a)+", "a" * 60 + "b")
        return super().plan(raw, **how)


def _start(bench: Bench) -> int:
    """A worker in a process of its own that may take a second for a mail; how the process ended."""
    pid = os.fork()
    if not pid:
        status = 1
        try:
            with bench.worker() as worker:
                planner = Endless(worker.journal.secret)
                worker.deciding = replace(worker.deciding, planner=planner, deadline_s=0.5)
                worker.drain()
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(pid, 0)[1]


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")  # the parent has pytest's threads
def test_a_mail_without_end_is_set_aside_after_three_starts(bench: Bench) -> None:
    """Each start is ended by the deadline at it; the third failure shunts it, and every other mail is decided."""
    bench.mailbox.put(mail("forward one"), mail("endless"), mail("robot two"))
    ends = [_start(bench) for _ in range(5)]
    assert [signal.SIGPROF] * 3 == ends[:3]
    assert 0 == ends[-1]
    with bench.journal() as journal:
        states = dict(journal.db.execute("SELECT uid, state FROM mail").fetchall())
    assert "shunted" == states[2]
    assert {"filed", "decided"} >= {states[1], states[3]}


def test_the_deadline_counts_nothing_behind_its_mail(bench: Bench) -> None:
    """A worker that has decided its mails goes on for longer than one mail may take."""
    bench.mailbox.put(mail("forward one"))
    bench.drain()
    assert (0.0, 0.0) == signal.getitimer(signal.ITIMER_PROF)
