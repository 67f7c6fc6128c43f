"""The waiting worker, as a service manager runs it."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.end_to_end.desk import CPS, ES, Desk, ended, samples, until


@contextmanager
def waiting(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    """A worker that has made its first pass and waits; killed if a test leaves it running."""
    with desk.start("run") as process:
        try:
            until(lambda: desk.run("status", "--json").out.startswith('{"alive": true, "last_pass_at": "'), "a pass")
            yield process
        finally:
            if process.poll() is None:
                process.kill()
                process.communicate()


def test_mail_is_picked_up_while_it_waits(desk: Desk) -> None:
    """A mail that comes in is sent on and filed within seconds (poll_s is a minute: the server's word wakes it)."""
    raw = samples()["03-workday-timesheet-complete"]
    with waiting(desk) as process:
        for number in (1, 2):
            desk.account.append(raw)
            until(lambda: len(desk.account.mails("Mailroute/Forwarded")) == number, "the mail in its folder")  # noqa: B023 - called at once
            assert [(ES,)] * number == [letter.recipients for letter in desk.server.received]
        process.terminate()
        ran = ended(process, 15)
    assert (0, "") == (ran.code, ran.err)
    assert "stopped" in ran.lines[-1]


def test_ctrl_c_ends_it(desk: Desk) -> None:
    """SIGINT ends it as well, with the exit code of an interrupted command and without a traceback."""
    with waiting(desk) as process:
        process.send_signal(signal.SIGINT)
        ran = ended(process, 15)
    assert (130, "") == (ran.code, ran.err)


def test_a_second_worker_says_who_has_the_journal(desk: Desk) -> None:
    """Two workers on one journal would do everything twice: the second ends with one line that names the first."""
    with waiting(desk) as process:
        second = desk.run("run", "--once")
        (line,) = second.complaints
        assert 1 == second.code
        assert f"process {process.pid} " in line
        assert "another worker has this journal" in line


def test_a_persons_decision_wakes_it(desk: Desk) -> None:
    """``review decide`` in another process: the waiting worker sends within seconds and files where it was decided."""
    raw = samples()["56-what-even"]
    desk.account.append(raw)
    with waiting(desk):
        until(lambda: desk.account.mails("Mailroute/Review"), "the mail in Review")
        (item,) = desk.json("review", "list")
        decided = desk.run("review", "decide", str(item["id"]), "cps", "--by", "kim", "--note", "called them")
        assert 0 == decided.code
        until(lambda: desk.server.received, "the forward")
        assert (CPS,) == desk.server.received[0].recipients


def test_it_outlives_its_servers(desk: Desk) -> None:
    """A submission server that comes back is used again without a restart."""
    desk.server.stop()
    desk.account.append(samples()["06-coned-canvas"])
    with waiting(desk) as process:
        until(lambda: [("forward", "waiting")] == [letter[:2] for letter in desk.letters()], "the letter in the outbox")
        desk.server.start()
        until(lambda: desk.server.received, "the forward", 30)
        until(lambda: desk.account.mails("Mailroute/Forwarded"), "the mail in its folder")
        process.terminate()
        ran = ended(process, 15)
    assert 0 == ran.code
    assert "nothing listens" in ran.err
