"""An IMAP server, or the network, that misbehaves."""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pytest

from mailroute.mailbox import Fetched, Mailbox, MailboxError
from mailroute.mailbox.choose import open_mailbox
from mailroute.mailbox.imap_mailbox import LARGEST, PREVIEW
from tests.faults.fault import ALWAYS, Fault, Trouble
from tests.faults.imap_server import Answer, FaultyImap
from tests.faults.imap_store import COURIER, OLD

MAILS = {11: b"Subject: eleven\r\n\r\n", 12: b"Subject: twelve\r\n\r\n", 13: b"Subject: thirteen\r\n\r\n"}

_PLAIN = replace(OLD, capabilities="IMAP4rev1 IDLE UIDPLUS MOVE")
"""Signs in by LOGIN, tells its delimiter by LIST."""


@contextmanager
def _serving(answers: Mapping[str, Answer | Fault] | None = None) -> Iterator[FaultyImap]:
    """A server with three mails, and answers or lasting faults of its own for some commands."""
    own = answers or {}
    troubles = [Trouble(step, fault, times=ALWAYS) for step, fault in own.items() if isinstance(fault, Fault)]
    said = {step: answer for step, answer in own.items() if not isinstance(answer, Fault)}
    with FaultyImap(_PLAIN, troubles, answers=said, first_uid=11) as server:
        server.deliver(*MAILS.values())
        yield server


def _mailbox(server: FaultyImap, timeout_s: float = 5) -> Mailbox:
    return open_mailbox(server.url, password="x", timeout_s=timeout_s)


def _opened(server: FaultyImap, timeout_s: float = 5) -> Mailbox:
    mailbox = _mailbox(server, timeout_s)
    mailbox.open()
    return mailbox


def _pass(mailbox: Mailbox) -> list[Fetched]:
    """What the worker does once."""
    assert 5 == mailbox.open()
    fetched = list(mailbox.fetch(mailbox.uids()))
    mailbox.file([mail.uid for mail in fetched], "Mailroute/Forwarded")
    mailbox.wait(0.02, wake=lambda: False)
    return fetched


def test_a_pass_without_fault() -> None:
    """The server of these tests is one that works."""
    with _serving() as server:
        mailbox = _mailbox(server)
        assert [Fetched(uid, raw) for uid, raw in MAILS.items()] == _pass(mailbox)
        mailbox.close()
        assert any(line.startswith("UID MOVE 11,12,13 ") for line in server.lines)


def test_what_people_have_read_is_listed_and_nothing_is_marked() -> None:
    """A mail that somebody opened elsewhere is no other one, and one that was fetched is as unread as before."""
    with _serving() as server:
        server.store.inbox.mails[12].flags = {r"\Seen", r"\Answered"}
        mailbox = _opened(server)
        assert list(MAILS) == list(mailbox.uids())
        assert list(MAILS) == [mail.uid for mail in mailbox.fetch(MAILS)]
        mailbox.close()
        assert [11, 13] == [uid for uid, mail in server.store.inbox.mails.items() if not mail.flags]


def test_without_move_only_ours_is_expunged() -> None:
    """What a person has flagged as deleted stays where it is when a mail is filed by copy, flag and expunge."""
    with FaultyImap(COURIER) as server:
        filed, flagged, untouched = server.deliver(*MAILS.values())
        server.store.inbox.mails[flagged].flags = {r"\Deleted"}
        mailbox = _opened(server)
        mailbox.file([filed], "Mailroute/Forwarded")
        mailbox.close()
        assert [flagged, untouched] == sorted(server.store.inbox.mails)


_STEPS = ["GREETING", "CAPABILITY", "LOGIN", "LIST", "SELECT", "NOOP", "UID SEARCH", "UID FETCH", "CREATE", "UID MOVE"]


@pytest.mark.parametrize("fault", list(Fault))
@pytest.mark.parametrize("step", _STEPS)
def test_each_step_may_meet_each_fault(step: str, fault: Fault) -> None:
    """One clear line in time, whatever happens wherever; then, when the server is well again, everything works."""
    with _serving({step: fault}) as server:
        mailbox = _mailbox(server, timeout_s=0.25)
        began = time.monotonic()
        with pytest.raises(MailboxError, match=r"^imap://help@127\.0\.0\.1") as caught:
            _pass(mailbox)
        message = str(caught.value)
        assert not re.search(r"\n|b'|Traceback|object at", message), message
        lasting = fault is Fault.NO and step in {"LOGIN", "LIST", "SELECT", "CREATE", "UID MOVE"}
        assert lasting == caught.value.permanent, message
        assert time.monotonic() - began < 5
        server.script.mend()
        assert list(MAILS) == [mail.uid for mail in _pass(mailbox)]
        mailbox.close()


def test_a_dripping_server_is_given_up_in_time() -> None:
    """An octet now and then keeps a socket alive, not us."""
    with _serving({"UID SEARCH": Fault.DRIP}) as server:
        mailbox = _opened(server, timeout_s=0.6)
        with pytest.raises(MailboxError, match=r"no full answer within 0\.6 s"):
            mailbox.uids()


def test_news_of_another_mail_is_not_taken_for_an_answer() -> None:
    """Flags of the eleventh mail, sent unasked and without a UID, are not the mail with UID 11."""
    news = b"* 11 FETCH (FLAGS (\\Seen))\r\n* 12 FETCH (FLAGS (\\Seen) UID 77)\r\n"

    def answer(line: str) -> bytes:
        return news if "BODY.PEEK" in line else b"* 1 FETCH (UID 11 RFC822.SIZE 19)\r\n"

    with _serving({"UID FETCH": answer}) as server:
        mailbox = _opened(server)
        assert [] == list(mailbox.fetch([11]))
        mailbox.close()


def test_a_mail_nobody_asked_for_is_left_out() -> None:
    """Only UIDs that were asked for count."""

    def answer(line: str) -> bytes:
        if "BODY.PEEK" in line:
            return b"* 1 FETCH (UID 99 BODY[] {3}\r\nbad)\r\n* 2 FETCH (BODY[] {4}\r\ngood UID 11)\r\n"
        return b"* 1 FETCH (UID 11 RFC822.SIZE 4)\r\n"

    with _serving({"UID FETCH": answer}) as server:
        mailbox = _opened(server)
        assert [Fetched(11, b"good")] == list(mailbox.fetch([11]))
        mailbox.close()


def test_one_mail_that_cannot_be_had_costs_only_itself() -> None:
    """The server refuses a whole batch because of one mail: the others come, and that one is handed over empty."""

    def answer(line: str) -> bytes:
        if "BODY.PEEK" in line and "12" in line:
            return b"!TAG NO this mail could not be converted\r\n"
        return b"".join(
            b"* %d FETCH (UID %d %s)\r\n"
            % (
                number,
                uid,
                b"BODY[] {%d}\r\n%s" % (len(raw), raw) if "BODY.PEEK" in line else b"RFC822.SIZE %d" % len(raw),
            )
            for number, (uid, raw) in enumerate(MAILS.items(), start=1)
            if str(uid) in line
        )

    with _serving({"UID FETCH": answer}) as server:
        mailbox = _opened(server)
        fetched = list(mailbox.fetch([11, 12, 13]))
        mailbox.close()
    assert [(11, MAILS[11]), (13, MAILS[13]), (12, b"")] == [(mail.uid, mail.raw) for mail in fetched]
    assert "this mail could not be converted" in fetched[2].fault


def test_the_header_of_a_refused_mail_is_better_than_nothing() -> None:
    """A server that cannot give the mail may still give its header."""

    def answer(line: str) -> bytes:
        if "BODY.PEEK[HEADER]" in line:
            return b"* 1 FETCH (UID 11 BODY[HEADER] {7}\r\nSubject)\r\n"
        return b"!TAG NO this mail could not be converted\r\n"

    with _serving({"UID FETCH": answer}) as server:
        mailbox = _opened(server)
        (fetched,) = mailbox.fetch([11])
        mailbox.close()
    assert b"Subject" == fetched.raw
    assert "only the header" in fetched.fault


def test_a_mail_refused_once_is_asked_for_again() -> None:
    """A hiccup of the server's leaves nobody with half a mail."""
    with _serving() as server:
        mailbox = _opened(server)
        server.script.plan(Trouble("UID FETCH", Fault.NO, at=2))
        assert [Fetched(11, MAILS[11])] == list(mailbox.fetch([11]))
        mailbox.close()


def test_a_server_that_gives_nothing_is_ill_itself() -> None:
    """When every mail is refused no mail is to blame: an error, and all of them come another time."""
    with _serving({"UID FETCH": Fault.NO}) as server:
        mailbox = _opened(server)
        with pytest.raises(MailboxError, match="gives no other") as caught:
            list(mailbox.fetch([11, 12, 13]))
        mailbox.close()
    assert not caught.value.permanent


def test_a_passing_trouble_is_no_bad_mail() -> None:
    """What the server says will pass (RFC 5530) ends the pass; the mail comes the next time."""
    with _serving({"UID FETCH": lambda _: b"!TAG NO [UNAVAILABLE] disk busy\r\n"}) as server:
        mailbox = _opened(server)
        with pytest.raises(MailboxError) as caught:
            list(mailbox.fetch([11]))
    assert not caught.value.permanent


def test_a_huge_mail_is_given_in_part() -> None:
    """Its beginning and the reason: a person looks at the rest."""
    size = LARGEST + 1

    def answer(line: str) -> bytes:
        if f"BODY.PEEK[]<0.{PREVIEW}>" in line:
            return b"* 1 FETCH (UID 11 BODY[]<0> {7}\r\nSubject)\r\n"
        return b"* 1 FETCH (UID 11 RFC822.SIZE %d)\r\n" % size

    with _serving({"UID FETCH": answer}) as server:
        mailbox = _opened(server)
        (fetched,) = mailbox.fetch([11])
        mailbox.close()
    assert b"Subject" == fetched.raw
    assert str(size) in fetched.fault


def test_news_before_the_go_ahead_wakes() -> None:
    """A server may tell of mail before it confirms IDLE; that is news like any other."""
    with _serving({"IDLE": b"* 3 EXISTS\r\n+ idling\r\n"}) as server:
        mailbox = _opened(server)
        mailbox.uids()
        began = time.monotonic()
        mailbox.wait(10)
        assert time.monotonic() - began < 3
        mailbox.close()


def test_a_server_without_uidvalidity_is_refused() -> None:
    """Its mails could not be told apart."""
    with (
        _serving({"SELECT": b"* 3 EXISTS\r\n"}) as server,
        pytest.raises(MailboxError, match="UIDVALIDITY") as caught,
    ):
        _opened(server)
    assert caught.value.permanent


def test_a_server_that_refuses_passwords_gets_none() -> None:
    """LOGINDISABLED without another way to sign in."""
    with _serving({"CAPABILITY": b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n"}) as server:
        with pytest.raises(MailboxError, match="LOGINDISABLED"):
            _opened(server)
        assert not any("LOGIN " in line for line in server.lines)
