"""A full disk in the middle of a decision is nobody's mail's fault: the worker ends, and nothing of it counts."""

import sqlite3

import pytest

from tests.worker.bench import Bench, mail


@pytest.mark.parametrize("room", [1, 5])
def test_a_full_disk_is_no_mails_fault(bench: Bench, room: int) -> None:
    """It stops the worker; no attempt is noted as failed, no mail is set aside, and with room all goes on."""
    bench.mailbox.put(*(mail(f"forward {number}", body="x" * 4000) for number in range(30)))
    with bench.worker() as worker:
        worker.intake.begin(bench.clock())
        worker.intake.take(worker.intake.new_uids(), bench.clock())
        db = worker.journal.db
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count={pages + room}")
        with pytest.raises(sqlite3.OperationalError, match="full"):
            worker.deciding.decide(bench.clock())
        assert not db.in_transaction
        assert [(30, "")] == [tuple(row) for row in db.execute("SELECT count(*), error FROM mail GROUP BY error")]
    done = bench.drain()
    assert (30, 30, 30) == (done.decided, done.sent, done.filed)
