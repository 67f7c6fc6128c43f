"""The journal is lost, is yesterday's, or the server renumbers its mails: nothing is sent that nobody asked for."""

import shutil

import pytest

from tests.end_to_end.desk import CPS, Desk, message_id, samples
from tests.servers.dovecot import Account

FIRST, SECOND = "06-coned-canvas", "33-registrar-25live"
LATER = ("03-workday-timesheet-complete", "24-infoaccess-query", "40-perceptive-content-other-address")
"""Forwarded, all to one folder."""


def test_a_lost_journal_sends_nothing(desk: Desk) -> None:
    """A new journal, while our folders hold mail: mails are taken in, nothing is sent until a person says so."""
    desk.account.append(samples()[FIRST])
    desk.once()
    (desk.folder / "mailroute.db").unlink()
    desk.account.append(samples()[SECOND])
    ran = desk.run("run", "--once")
    assert (0, "1 received, 0 decided, 0 sent, 0 filed") == (ran.code, ran.lines[-1])
    assert "mailroute retry --release-hold" in ran.err
    assert desk.json("status")[0]["held"]
    assert 1 == len(desk.server.received)
    assert 0 == desk.run("retry", "--release-hold").code
    assert "0 received, 1 decided, 1 sent, 1 filed" == desk.once().lines[-1]
    assert [(CPS,), (CPS,)] == [letter.recipients for letter in desk.server.received]


@pytest.mark.parametrize("whole", [False, True])
def test_yesterdays_journal_sends_nothing_again(desk: Desk, *, whole: bool) -> None:
    """Restored from a backup, alone or with what lies beside it: held; what waited is in doubt, for a person."""
    desk.account.append(samples()[FIRST])
    desk.server.stop()
    assert 1 == desk.run("run", "--once").code
    backup = desk.folder / "backup"
    backup.mkdir()
    for file in desk.folder.glob("mailroute.db*" if whole else "mailroute.db"):
        shutil.copy(file, backup)
    desk.server.start()
    desk.account.append(*(samples()[name] for name in LATER))
    desk.once()
    sent = list(desk.server.received)
    shutil.copytree(backup, desk.folder, dirs_exist_ok=True)
    ran = desk.run("run", "--once")
    assert (0, "0 received, 0 decided, 0 sent, 0 filed") == (ran.code, ran.lines[-1])
    assert "that the journal does not know" in ran.err
    assert sent == desk.server.received
    (item,) = desk.waiting()
    assert "sent" == item.question["about"]
    assert 0 == desk.run("retry", "--release-hold").code
    assert 0 == desk.run("review", "decide", str(item.id), "ignore", "--by", "kim").code
    desk.once()
    assert sent == desk.server.received
    desk.account.append(samples()[SECOND])
    desk.once()
    assert 1 + len(sent) == len({message_id(letter) for letter in desk.server.received})


def test_renumbered_mails_are_held(desk: Desk) -> None:
    """A folder under a new UIDVALIDITY may hold anything: it is taken in, and handled when a person releases it."""
    make(desk.account, "Help")
    config = desk.config.read_text()
    desk.config.write_text(config.replace("/INBOX", "/Help"))
    desk.account.append(samples()[FIRST], folder="Help")
    desk.once()
    make(desk.account, "Help")
    desk.account.append(samples()[SECOND], folder="Help")
    ran = desk.run("run", "--once")
    assert (0, "1 received, 0 decided, 0 sent, 0 filed") == (ran.code, ran.lines[-1])
    assert "UIDVALIDITY" in ran.err
    assert 1 == len(desk.server.received)
    assert 0 == desk.run("retry", "--release-hold").code
    assert "0 received, 1 decided, 1 sent, 1 filed" == desk.once().lines[-1]
    assert 2 == len(desk.account.mails("Mailroute/Forwarded"))


def make(account: Account, folder: str) -> None:
    """Make a folder, anew if there is one of that name: Dovecot gives it another UIDVALIDITY."""
    with account.client() as client:
        client.delete(folder)
        assert "OK" == client.create(folder)[0]
