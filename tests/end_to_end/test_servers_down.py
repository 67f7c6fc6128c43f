"""Servers that are down, refuse us, or die in the middle: one clear line, nothing lost, nothing twice."""

import signal
import threading
from pathlib import Path

import pytest

from tests.end_to_end.desk import CPS, Desk, Ran, ended, message_id, samples, until
from tests.end_to_end.settled import Account, settled
from tests.servers.authority import Authority
from tests.servers.dovecot import dovecot
from tests.servers.smtp import MailServer


def put(desk: Desk, count: int = 56) -> list[bytes]:
    """Some of the samples, in INBOX."""
    mails = list(samples().values())[:count]
    desk.account.append(*mails)
    return mails


def one_line(ran: Ran) -> str:
    """The one line with which a run failed: what, where, how to mend it."""
    assert 1 == ran.code, ran
    (line,) = ran.complaints
    assert "Traceback" not in ran.out + ran.err
    assert line.startswith("mailroute: ")
    return line


def all_well(desk: Desk, mails: list[bytes], *, doubts: int = 0) -> Account:
    """Every mail is filed, every letter arrived once as it was frozen, at most ``doubts`` of them unknown."""
    account = settled(desk, mails)
    assert account.in_doubt <= doubts
    return account


def test_a_submission_server_that_is_down(desk: Desk) -> None:
    """The run fails with one line and keeps everything where it is; when the server is up, all goes out once."""
    mails = put(desk, 12)
    desk.server.stop()
    line = one_line(desk.run("run", "--once"))
    assert f"127.0.0.1:{desk.server.port}" in line
    assert "nothing listens" in line
    waiting = {state for _, state, _ in desk.letters()}
    assert {"waiting"} == waiting
    desk.server.start()
    assert desk.once().lines[-1].startswith("0 received, 0 decided, ")
    all_well(desk, mails)


def test_a_wrong_password_for_imap(desk: Desk) -> None:
    """The run fails with one line that names the account, not the password; nothing has happened."""
    mails = put(desk, 3)
    desk.password("imap", "not-this-one")
    line = one_line(desk.run("run", "--once"))
    assert desk.account.user in line
    assert "password" in line
    assert "not-this-one" not in line
    assert ([], mails) == (desk.server.received, desk.account.mails())


def test_a_wrong_password_for_smtp(each_desk: Desk) -> None:
    """The run fails with one line; with the right password everything goes out once."""
    desk = each_desk
    mails = put(desk, 6)
    desk.password("smtp", "not-this-one")
    line = one_line(desk.run("run", "--once"))
    assert "password" in line
    assert "not-this-one" not in line
    assert [] == desk.server.received
    desk.password("smtp", desk.server.password)
    desk.once()
    all_well(desk, mails)


def test_a_missing_password_file(desk: Desk) -> None:
    """The run fails with one line that names the file."""
    (desk.folder / "secrets" / "imap").unlink()
    assert str(desk.folder / "secrets" / "imap") in one_line(desk.run("run", "--once"))


def test_an_untrusted_server(desk: Desk, tmp_path: Path) -> None:
    """A server whose certificate nobody vouches for gets no password: one line."""
    other = Authority(tmp_path / "another authority")
    config = desk.config.read_text()
    desk.config.write_text(config.replace(desk.account.ca_file, str(other.ca_file)))
    assert "certificate" in one_line(desk.run("run", "--once"))


def test_a_queue_that_refuses(each_desk: Desk) -> None:
    """A route that the server refuses for good costs only its own letters: a person is told, the rest goes out."""
    desk = each_desk
    mails = put(desk, 12)
    desk.server.behaviour.at_recipient[CPS] = "550 5.1.1 no such queue"
    ran = desk.run("run", "--once")
    assert 0 == ran.code
    refused = [item for item in desk.waiting() if item.question["about"] == "refused"]
    lost = [name for kind, state, name in desk.letters() if state == "failed"]
    assert 2 == len(lost) == len(refused)
    assert "no such queue" in refused[0].question["why"]
    assert not [letter for letter in desk.server.received if CPS in letter.recipients]
    desk.server.behaviour.at_recipient.clear()
    for item in refused:
        assert 0 == desk.run("review", "decide", str(item.id), "cps", "--by", "kim").code
    desk.once()
    assert lost == [message_id(letter) for letter in desk.server.received if CPS in letter.recipients]
    all_well(desk, mails)


def test_a_submission_server_that_dies_at_work(each_desk: Desk) -> None:
    """It goes away after some letters: the run fails with one line; started again, every other letter goes out once."""
    desk = each_desk
    mails = put(desk)
    until_then = threading.Event()

    def killer() -> None:
        until(lambda: len(desk.server.received) >= 7, "seven letters", 40)
        desk.server.stop()
        until_then.set()

    thread = threading.Thread(target=killer)
    thread.start()
    ran = desk.run("run", "--once")
    thread.join()
    assert until_then.is_set()
    assert 1 == ran.code
    # A letter whose answer never came is a line of its own, for the person who looks.
    assert 1 == len([line for line in ran.complaints if line.startswith("mailroute: ")]), ran.err
    desk.server.start()
    desk.once()
    all_well(desk, mails, doubts=1)


@pytest.mark.usefixtures("dovecot_installed")
def test_an_imap_server_that_dies_at_work(tmp_path: Path, each_server: MailServer) -> None:
    """Killed while mails are worked on, and started again: what was in custody is not fetched or sent again."""
    with dovecot() as server:
        desk = Desk(tmp_path, server.account(), each_server)
        desk.set_up()
        mails = put(desk)
        with desk.start("run", "--once") as process:
            until(lambda: len(each_server.received) >= 5, "five letters")
            # Held for a moment, so that the server is surely gone before the worker is done.
            process.send_signal(signal.SIGSTOP)
            server.stop()
            process.send_signal(signal.SIGCONT)
            line = one_line(ended(process))
        assert f"127.0.0.1:{desk.account.imaps_port}" in line
        server.start()
        assert desk.once().lines[-1].startswith("0 received, 0 decided, ")
        all_well(desk, mails)
