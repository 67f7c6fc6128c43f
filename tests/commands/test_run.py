"""``run``, ``status`` and ``retry`` as a user meets them, on Maildirs."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailroute import resources
from mailroute.cli import cli
from mailroute.faults import VARIABLE
from mailroute.lock import Lock
from mailroute.maildir import deliver, listed, make_maildir

MAIL = (
    b"From: ana-fx@wisc.edu\r\nTo: help@desk.example\r\nSubject: Canvas\r\nMessage-ID: <1@wisc.edu>\r\n"
    b"Date: Mon, 02 Mar 2026 09:00:00 +0000\r\n\r\nAutomatic check.\r\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The configuration of a desk with one mail in its Maildir."""
    share = resources.share()
    config = tmp_path / "mailroute.toml"
    config.write_text(
        f"""
[desk]
name = "Desk"
addresses = ["help@desk.example"]
[mailbox]
url = "maildir:inbox"
poll_s = 1
[submission]
url = "maildir:sent"
[catalog]
departments = "{share}/catalog/departments.csv"
services = "{share}/catalog/services.csv"
[templates]
path = "{share}/templates"
[routes]
cps = "cps@queues.example"
es = "es@queues.example"
hdqa = "hdqa@queues.example"
sncc = "sncc@queues.example"
[routes.teams]
""",
        encoding="utf-8",
    )
    make_maildir(tmp_path / "inbox")
    deliver(tmp_path / "inbox", MAIL)
    return config


def mailroute(desk: Path, *arguments: str) -> Result:
    """One command."""
    return CliRunner().invoke(cli, [*arguments, "--config", str(desk)], standalone_mode=False, catch_exceptions=True)


def program(desk: Path, *arguments: str, failpoint: str = "") -> subprocess.Popen[str]:
    """The program itself, in a process of its own."""
    environment = {**os.environ, VARIABLE: failpoint}
    command = [sys.executable, "-m", "mailroute", *arguments, "--config", str(desk)]
    return subprocess.Popen(  # noqa: S603 - our own program
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def status(desk: Path) -> dict[str, object]:
    """What ``status --json`` says."""
    told: dict[str, object] = json.loads(mailroute(desk, "status", "--json").output)
    return told


def test_status_before_the_first_run(desk: Path) -> None:
    """A desk that never ran has a status with the contract's keys, and no file is made."""
    assert {
        "alive": False,
        "last_pass_at": None,
        "oldest_undecided_s": None,
        "review_open": 0,
        "in_doubt": 0,
        "held": False,
        "shunted": 0,
        "outbox_waiting": 0,
        "catalog_ok": True,
    } == status(desk)
    assert not (desk.parent / "mailroute.db").exists()


def test_once_drains_and_a_second_time_does_nothing(desk: Path) -> None:
    """One mail is taken, decided and filed; the summary says so."""
    ran = program(desk, "run", "--once")
    out, err = ran.communicate(timeout=60)
    assert (0, "") == (ran.returncode, err)
    assert "1 received, 1 decided" in out
    assert {} == listed(desk.parent / "inbox")
    again, _ = program(desk, "run", "--once").communicate(timeout=60)
    assert "0 received, 0 decided, 0 sent, 0 filed" in again
    assert (True, None) == (status(desk)["alive"], status(desk)["oldest_undecided_s"])


def test_a_crash_of_the_process_loses_nothing(desk: Path) -> None:
    """SIGKILL after custody: the next run finishes the mail."""
    ran = program(desk, "run", "--once", failpoint="T1.after")
    ran.communicate(timeout=60)
    assert -signal.SIGKILL == ran.returncode
    assert 1 == len(listed(desk.parent / "inbox"))
    assert "0 received, 1 decided" in program(desk, "run", "--once").communicate(timeout=60)[0]
    assert {} == listed(desk.parent / "inbox")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_the_waiting_worker_takes_what_comes_and_stops_when_told(desk: Path, number: int, code: int) -> None:
    """It wakes up for new mail, and finishes its step at SIGTERM and Ctrl-C."""
    ran = program(desk, "run")
    until = time.monotonic() + 30
    deliver(desk.parent / "inbox", MAIL.replace(b"<1@", b"<2@"))
    while listed(desk.parent / "inbox") and time.monotonic() < until:
        time.sleep(0.1)
    ran.send_signal(number)
    out, err = ran.communicate(timeout=30)
    assert {} == listed(desk.parent / "inbox"), out + err
    assert code == ran.returncode
    assert "stopped" in out


def test_a_second_worker_says_who_is_first(desk: Path) -> None:
    """Two workers on one journal would send twice."""
    with Lock(desk.parent / "mailroute.db"):
        ran = program(desk, "run", "--once")
        _, err = ran.communicate(timeout=60)
    assert 1 == ran.returncode
    assert f"another worker has this journal (process {os.getpid()} on" in err
    assert 1 == len(err.splitlines())


def test_a_missing_mailbox_is_one_line(desk: Path) -> None:
    """No traceback, exit code 1, and the trouble is in ``status``."""
    (desk.parent / "inbox" / "new").rename(desk.parent / "inbox" / "old")
    ran = program(desk, "run", "--once")
    _, err = ran.communicate(timeout=60)
    assert (1, 1) == (ran.returncode, len(err.splitlines()))
    assert "no Maildir is there" in err
    assert "no Maildir is there" in mailroute(desk, "status").output


def test_shadow_leaves_everything_where_it_is(desk: Path) -> None:
    """The mail is decided and stays; ``retry --shadowed`` hands it to the real worker."""
    program(desk, "run", "--once", "--shadow").communicate(timeout=60)
    assert 1 == len(listed(desk.parent / "inbox"))
    assert not (desk.parent / "sent").exists()
    assert "1 mails that were decided in shadow" in mailroute(desk, "retry", "--shadowed").output
    program(desk, "run", "--once").communicate(timeout=60)
    assert {} == listed(desk.parent / "inbox")


def test_a_mail_that_kills_us_is_seen_and_passed_on_by_a_person(desk: Path) -> None:
    """The third crash sets it aside; its bytes can be seen, and an agent forwards it without anybody reading it."""
    for _ in range(3):
        assert -signal.SIGKILL == _ended(program(desk, "run", "--once", failpoint="plan.before"))
    assert 0 == _ended(program(desk, "run", "--once"))
    assert 1 == status(desk)["shunted"]
    assert MAIL == mailroute(desk, "retry", "1", "--raw").stdout_bytes
    assert "--by NAME" in str(mailroute(desk, "retry", "1", "--forward", "es").exception)
    assert "es@queues.example" in mailroute(desk, "retry", "1", "--forward", "es", "--by", "kim").output
    assert "mail 1 is not set aside" in str(mailroute(desk, "retry", "1", "--forward", "es", "--by", "kim").exception)
    assert 0 == _ended(program(desk, "run", "--once"))
    (sent,) = listed(desk.parent / "sent").values()
    assert MAIL in sent.read_bytes()
    assert ({}, 0) == (listed(desk.parent / "inbox"), status(desk)["shunted"])


def _ended(process: subprocess.Popen[str]) -> int:
    process.communicate(timeout=60)
    return process.returncode


def test_retry_says_what_is_set_aside(desk: Path) -> None:
    """Nothing here; and a number that is not set aside is a clear error."""
    program(desk, "run", "--once").communicate(timeout=60)
    assert "no mail is set aside\n" == mailroute(desk, "retry").output
    assert "mail 7 is not set aside" in str(mailroute(desk, "retry", "7").exception)
    assert "no mailbox is on hold" in str(mailroute(desk, "retry", "--release-hold").exception)


def test_a_lost_journal_holds_until_released(desk: Path) -> None:
    """With our folders full and an empty journal nothing is decided until ``retry --release-hold``."""
    program(desk, "run", "--once").communicate(timeout=60)
    (desk.parent / "mailroute.db").unlink()
    deliver(desk.parent / "inbox", MAIL)
    program(desk, "run", "--once").communicate(timeout=60)
    assert status(desk)["held"]
    assert "goes on" in mailroute(desk, "retry", "--release-hold").output
    program(desk, "run", "--once").communicate(timeout=60)
    assert {} == listed(desk.parent / "inbox")


def test_a_damaged_journal_is_one_line(desk: Path) -> None:
    """Nothing is sent, and the way out is named."""
    (desk.parent / "mailroute.db").write_bytes(b"no journal at all, but text\n" * 99)
    for arguments in (("run", "--once"), ("status",), ("retry",)):
        ran = program(desk, *arguments)
        _, err = ran.communicate(timeout=60)
        assert (1, 1) == (ran.returncode, len(err.splitlines())), err
        assert "the journal is damaged" in err
