"""The journal is lost, is yesterday's, or the server renumbers its mails: nothing is sent that nobody asked for."""

import shutil

from tests.end_to_end.desk import CPS, Desk, samples
from tests.servers.dovecot import Account

FIRST, SECOND = "06-coned-canvas", "33-registrar-25live"


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


def test_yesterdays_journal_sends_nothing_again(desk: Desk) -> None:
    """A journal restored from a backup has letters to send that went out long ago: each is in doubt, for a person."""
    desk.account.append(samples()[FIRST])
    desk.server.stop()
    assert 1 == desk.run("run", "--once").code
    shutil.copy(desk.folder / "mailroute.db", desk.folder / "backup.db")
    desk.server.start()
    desk.once()
    (forward,) = desk.server.received
    shutil.move(desk.folder / "backup.db", desk.folder / "mailroute.db")
    ran = desk.run("run", "--once")
    assert 0 == ran.code
    assert "0 received, 0 decided, 0 sent, " in ran.lines[-1]
    assert [forward] == desk.server.received
    (item,) = desk.waiting()
    assert "sent" == item.question["about"]
    assert 0 == desk.run("review", "decide", str(item.id), "ignore", "--by", "kim").code
    desk.once()
    assert [forward] == desk.server.received


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
