"""A real Postfix that puts off, refuses, has no room, cannot check passwords, or is cut off in the middle of a mail."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailroute.journal.columns import stamp
from tests.end_to_end.desk import CPS, Desk, ended, samples, until
from tests.end_to_end.settled import settled
from tests.end_to_end.test_servers_down import one_line, put
from tests.end_to_end.test_waiting import waiting
from tests.servers import postfix as postfix_server
from tests.servers.authority import Authority
from tests.servers.dovecot import Dovecot, dovecot
from tests.servers.postfix import Postfix, postfix
from tests.servers.proxy import proxy

BIG = "BIG-" + "x" * 60


def large(octets: int, number: int = 1) -> bytes:
    """A mail of this size that the desk forwards."""
    raw = samples()["06-coned-canvas"].replace(b"Message-ID: <", b"Message-ID: <%d." % number)
    return raw + f"{BIG}\r\n".encode() * (-(-octets // len(BIG)))


def made_due(desk: Desk) -> int:
    """Let the time pass that deferred letters wait; how many there are."""
    with desk.journal() as journal:
        changed = journal.db.execute(
            "UPDATE outbox SET next_try_at = ? WHERE state = 'deferred'", (stamp(datetime.now(UTC)),)
        )
        return changed.rowcount


def states(desk: Desk) -> Counter[str]:
    """How many letters are in which state."""
    return Counter(state for _, state, _ in desk.letters())


@pytest.mark.parametrize("step", ["recipient", "dot", "mail"])
def test_put_off(real_desk: Desk, step: str) -> None:
    """4yz to one recipient, to the text or to the sender: those letters wait, nobody is bothered, a later try sends."""
    desk = real_desk
    mails = put(desk, 8)
    behaviour = desk.server.behaviour
    if step == "recipient":
        behaviour.at_recipient[CPS] = "450 4.7.1 come back later"
    elif step == "dot":
        behaviour.at_dot = "451 4.3.0 come back later"
    else:
        behaviour.at_mail = "452 4.3.1 insufficient system storage"
    desk.once()
    waiting = states(desk)
    assert {"deferred", "sent"} >= set(waiting)
    assert waiting["sent"] == len(desk.server.received)
    assert (waiting["sent"] > 0) == (step == "recipient")
    assert waiting["deferred"] > 0
    assert not [item for item in desk.waiting() if item.question["about"] in {"sent", "refused"}]
    desk.once()
    assert waiting == states(desk), "not yet due"
    behaviour.at_recipient.clear()
    behaviour.at_dot = behaviour.at_mail = ""
    assert waiting["deferred"] == made_due(desk)
    desk.once()
    assert 0 == settled(desk, mails).in_doubt


def test_no_room_for_anything(real_desk: Desk) -> None:
    """552 at the final dot (a quota) is for good: each letter is a person's matter, and nothing arrived."""
    desk = real_desk
    mails = put(desk, 6)
    desk.server.behaviour.at_dot = "552 5.2.2 the queue's mailbox is over its quota"
    ran = desk.run("run", "--once")
    assert 0 == ran.code
    refused = states(desk)["failed"]
    assert {"failed": refused} == states(desk)
    assert [] == desk.server.received
    assert "over its quota" in desk.waiting()[0].question["why"]
    settled(desk, mails, refused=refused)


def test_too_large(tmp_path: Path, imap_server: Dovecot, authority: Authority) -> None:
    """A server's limit of size costs the letter that is over it, told by the server's 552; the others go out."""
    if why := postfix_server.missing():
        pytest.skip(why)
    with postfix(authority, imap_server, "message_size_limit = 30000") as server:
        desk = Desk(tmp_path, imap_server.account(), server)
        desk.set_up()
        mails = [large(40_000), large(4_000, 2)]
        desk.account.append(*mails)
        assert 0 == desk.run("run", "--once").code
        (item,) = [item for item in desk.waiting() if item.question["about"] == "refused"]
        assert "552" in item.question["why"]
        assert {"sent": 1, "failed": 1} == states(desk)
        settled(desk, mails, refused=1)


def test_nobody_checks_passwords(tmp_path: Path, imap_server: Dovecot, authority: Authority) -> None:
    """Postfix without the Dovecot that knows its passwords: one line, nothing refused for good; later all goes out."""
    if why := postfix_server.missing():
        pytest.skip(why)
    with dovecot() as passwords, postfix(authority, passwords) as server:
        desk = Desk(tmp_path, imap_server.account(), server)
        desk.set_up()
        mails = put(desk, 6)
        passwords.stop()
        assert f"127.0.0.1:{server.port}" in one_line(desk.run("run", "--once"))
        assert {"waiting"} == set(states(desk))
        passwords.start()
        desk.once()
        assert 0 == settled(desk, mails).in_doubt


@pytest.fixture
def behind_proxy(real_desk: Desk) -> Desk:
    """A desk whose letters are large enough to be cut in the middle."""
    real_desk.account.append(large(300_000))
    return real_desk


def through(desk: Desk, port: int) -> None:
    """Let the desk send by another port."""
    server = desk.server
    assert isinstance(server, Postfix)
    desk.config.write_text(desk.config.read_text().replace(server.url, server.at(port)))


def test_cut_in_the_middle_of_the_text(behind_proxy: Desk) -> None:
    """The line breaks midway of DATA, twice: Postfix forgets what it had, nothing is in doubt, the third try sends."""
    desk = behind_proxy
    mails = desk.account.mails()
    with proxy(desk.server.port) as line:
        through(desk, line.port)
        for tries in (1, 2):
            line.cut_after = 100_000
            assert "nothing was sent" in one_line(desk.run("run", "--once"))
            assert tries == line.cuts
            assert [] == desk.server.received
        made_due(desk)
        desk.once()
        assert 0 == settled(desk, mails).in_doubt


def test_cut_at_the_final_dot(behind_proxy: Desk) -> None:
    """The line breaks when Postfix has the whole mail and has not answered: in doubt, asked about, not sent again."""
    desk = behind_proxy
    mails = desk.account.mails()
    server = desk.server
    assert isinstance(server, Postfix)
    with proxy(server.port) as line:
        through(desk, line.port)
        server.policy.on_dot = line.cut
        ran = desk.run("run", "--once")
        server.policy.on_dot = None
        assert "in doubt" in ran.err
        account = settled(desk, mails)
        assert (1, 1) == (account.in_doubt, account.doubts_arrived)
        desk.once()
        assert 1 == len(server.received)
        (item,) = desk.waiting()
        assert 0 == desk.run("review", "decide", str(item.id), "ignore", "--by", "kim").code
        desk.once()
        assert 1 == len(server.received)
        assert [] == desk.waiting()


def test_cut_while_it_waits(real_desk: Desk) -> None:
    """A worker whose line to the server is cut now and then, mail after mail, settles everything without a restart."""
    desk = real_desk
    mails = list(samples().values())[:20]
    with proxy(desk.server.port) as line:
        through(desk, line.port)
        with waiting(desk) as process:
            for number, raw in enumerate(mails):
                if number % 5 == 0:
                    line.cut_after = 3_000 + 700 * number
                desk.account.append(raw)
            until(lambda: _all_filed(desk, len(mails)), "all filed", 60)
            process.terminate()
            assert 0 == ended(process, 15).code
        assert line.cuts
        settled(desk, mails)


def _all_filed(desk: Desk, count: int) -> bool:
    if not (desk.folder / "mailroute.db").exists():
        return False
    made_due(desk)
    return count == len([1 for outcome in desk.outcomes() if outcome.state == "filed"])
