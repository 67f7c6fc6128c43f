"""A crash at each named point, and the restart after it: the same end, nothing lost, nothing twice."""

import pytest

from mailroute import faults
from mailroute.faults import NAMES, Crash, armed
from mailroute.submission import SubmissionError
from tests.worker.bench import Bench, mail

IN_DOUBT = {"T3.after", "send.after", "T4.before"}
"""Between the record of the final dot and the record of its outcome, nobody can know."""


def crash_and_restart(bench: Bench, point: str, count: int) -> bool:
    """Let a worker crash at the ``count``-th pass of a point, then run another one; whether it came to the crash."""
    crashed = False
    try:
        with bench.worker() as worker, armed(point, count=count):
            worker.start()
            worker.drain()
    except Crash:
        crashed = True
    bench.drain()
    return crashed


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("point", NAMES)
def test_the_end_is_the_same_after_a_crash(bench: Bench, point: str, count: int) -> None:
    """Every mail ends settled or in review, and no letter went out twice; at most one is in doubt."""
    bench.mailbox.put(mail("forward a"), mail("ask b"), mail("robot c"), mail("doubt d"), mail("forward e"))
    crashed = crash_and_restart(bench, point, count)
    assert {} == bench.mailbox.inbox
    assert 5 == sum(map(len, bench.mailbox.filed.values()))
    assert len(set(bench.submission.ids)) == len(bench.submission.ids)
    with bench.journal() as journal:
        status = journal.status(bench.now)
        assert (0, 0, None) == (status.outbox_waiting, status.shunted, status.oldest_undecided_s)
        doubts = [item for item in journal.reviews() if item.question["about"] == "sent"]
        assert (1 if crashed and point in IN_DOUBT else 0) == len(doubts) == status.in_doubt
        lost = 3 - len(bench.submission.ids)
        assert (1 if crashed and point == "T3.after" else 0) == lost


@pytest.mark.parametrize(
    "fault",
    [
        SubmissionError("451 busy"),
        SubmissionError("550 no", permanent=True),
        SubmissionError("refused", account=True),
        SubmissionError("gone", in_doubt=True),
    ],
)
@pytest.mark.parametrize("point", ["T4.before", "T4.after"])
def test_a_crash_while_a_fault_is_noted(bench: Bench, point: str, fault: SubmissionError) -> None:
    """A crash between a server's fault and its record loses nothing and sends nothing twice."""
    bench.mailbox.put(mail("forward a"))
    bench.submission.answers, bench.submission.late = [fault], fault.in_doubt
    crash_and_restart(bench, point, 1)
    with bench.journal() as journal:
        waiting = journal.status(bench.now).outbox_waiting
        assert 1 == len(bench.submission.ids) + len(journal.reviews()) + waiting


def test_an_unarmed_point_does_nothing() -> None:
    """Without a test, a failpoint is no more than a name."""
    for name in NAMES:
        faults.failpoint(name)


def test_only_named_points_can_be_armed() -> None:
    """A misspelt point would make a test that proves nothing."""
    with pytest.raises(ValueError, match="no failpoint"), armed("T9.before"):
        pass
