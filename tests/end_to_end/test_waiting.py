"""The waiting worker, as a service manager runs it."""

import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailroute.journal import JournalError
from tests.end_to_end.desk import CPS, ES, Desk, ended, message_id, samples, until
from tests.servers.authority import Authority
from tests.servers.dovecot import dovecot
from tests.servers.smtp import smtp_server


@contextmanager
def waiting(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    """A worker that has made its first pass and waits; killed if a test leaves it running."""
    with desk.start("run") as process:
        try:
            until(lambda: passed(desk), "a pass")
            yield process
        finally:
            if process.poll() is None:
                process.kill()
                process.communicate()


def passed(desk: Desk) -> bool:
    """Whether the worker has made a pass."""
    try:
        with desk.journal() as journal:
            return journal.status(datetime.now(UTC)).last_pass_at is not None
    except (JournalError, sqlite3.Error):
        return False  # it is just being made


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
        (item,) = desk.waiting()
        decided = desk.run("review", "decide", str(item.id), "cps", "--by", "kim", "--note", "called them")
        assert 0 == decided.code
        until(lambda: desk.server.received, "the forward")
        assert (CPS,) == desk.server.received[0].recipients


@pytest.mark.usefixtures("dovecot_installed")
def test_it_outlives_its_servers(tmp_path: Path, authority: Authority) -> None:
    """Servers that went away are used again without a restart: neither the outbox nor the mailbox is forgotten."""
    with dovecot() as server, smtp_server(authority) as mail_server:
        desk = Desk(tmp_path, server.account(), mail_server)
        desk.set_up()
        mail_server.stop()
        desk.account.append(samples()["06-coned-canvas"])
        with waiting(desk) as process:
            until(lambda: [("forward", "waiting")] == [letter[:2] for letter in desk.letters()], "the letter's row")
            mail_server.start()
            until(lambda: mail_server.received, "the forward", 30)
            until(lambda: desk.account.mails("Mailroute/Forwarded"), "the mail in its folder")
            server.stop()
            server.start()
            desk.account.append(samples()["33-registrar-25live"])
            until(lambda: 2 == len(desk.account.mails("Mailroute/Forwarded")), "the second mail in its folder", 30)
            process.terminate()
            ran = ended(process, 15)
    assert 0 == ran.code
    smtp_down, *imap_down = ran.complaints
    assert f"127.0.0.1:{mail_server.port}" in smtp_down
    assert "nothing listens" in smtp_down
    assert imap_down
    assert all(f"127.0.0.1:{desk.account.imaps_port}" in line for line in imap_down)


def test_it_stops_between_two_steps(desk: Desk) -> None:
    """SIGTERM in the middle of the work: the step is finished, the rest is the next run's, nothing is in doubt."""
    mails = list(samples().values())
    desk.account.append(*mails)
    with desk.start("run", "--once") as process:
        until(lambda: len(desk.server.received) >= 5, "five letters")
        process.terminate()
        ran = ended(process, 15)
    assert (0, "") == (ran.code, ran.err)
    early = len(desk.server.received)
    assert early < 25, "it was at work"
    desk.once()
    arrived = [message_id(letter) for letter in desk.server.received]
    assert len(arrived) == len(set(arrived))
    assert {"sent"} == {state for _, state, _ in desk.letters()}
    assert sorted(mails) == sorted(raw for raws in desk.folders().values() for raw in raws)
    assert [] == desk.account.mails()
