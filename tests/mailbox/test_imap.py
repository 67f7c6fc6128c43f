"""A mailbox on a real IMAP server."""

import re
import threading
import time
from collections.abc import Callable

import pytest

from mailroute.mailbox import Fetched, Mailbox, MailboxError
from mailroute.mailbox.choose import open_mailbox
from tests.servers.dovecot import Account, Dovecot, dovecot
from tests.servers.ports import free_ports

WITHOUT_MOVE = "imap_capability = IMAP4rev1 SASL-IR LITERAL+ UIDPLUS UNSELECT NAMESPACE"
WITHOUT_MOVE_AND_UIDPLUS = "imap_capability = IMAP4rev1 UNSELECT"


def _mail(number: int, text: str = "Please help.") -> bytes:
    return (
        f"From: Ada Penrose <apenrose-fx@chem.wisc.edu>\r\nTo: help@doit.example\r\nSubject: Number {number}\r\n"
        f"Message-ID: <n{number}@chem.wisc.edu>\r\n\r\n{text}\r\n"
    ).encode()


def _mailbox(account: Account, url: str = "", *, timeout_s: float = 20) -> Mailbox:
    return open_mailbox(url or account.url, password=account.password, ca_file=account.ca_file, timeout_s=timeout_s)


def _opened(account: Account, url: str = "") -> Mailbox:
    mailbox = _mailbox(account, url)
    mailbox.open()
    return mailbox


def _fault(work: Callable[[], object]) -> MailboxError:
    """The MailboxError that ``work`` raises, which must be one line without a trace of Python."""
    with pytest.raises(MailboxError) as caught:
        work()
    message = str(caught.value)
    assert "\n" not in message
    assert not re.search(r"b'|Traceback|Error\(|object at", message), message
    return caught.value


@pytest.mark.parametrize("scheme", ["imaps", "imap+starttls", "imap"])
def test_each_way_in(account: Account, scheme: str) -> None:
    """IMAPS, STARTTLS and, on this machine, plain IMAP give the same mails."""
    account.append(_mail(1))
    mailbox = _opened(account, account.at(scheme))
    assert [_mail(1)] == [fetched.raw for fetched in mailbox.fetch(mailbox.uids())]
    mailbox.close()


def test_the_name_is_the_account_and_folder(account: Account) -> None:
    """A mailbox is named by its address, with no password in it."""
    assert f"imaps://{account.user}@127.0.0.1:{account.imaps_port}/INBOX" == _mailbox(account).name


def test_reading_sets_no_flag(account: Account) -> None:
    """A mail that was fetched is as unread as before."""
    account.append(_mail(1))
    mailbox = _opened(account)
    assert [Fetched(1, _mail(1))] == list(mailbox.fetch(mailbox.uids()))
    mailbox.close()
    assert [set()] == account.flags()


def test_a_mail_that_people_have_read_is_listed(account: Account) -> None:
    """Mails are found whatever their flags: one that was opened elsewhere, answered or flagged is not skipped."""
    account.append(_mail(1), flags="\\Seen")
    account.append(_mail(2), flags="\\Seen \\Answered \\Flagged")
    account.append(_mail(3))
    mailbox = _opened(account)
    assert [1, 2, 3] == list(mailbox.uids())
    mailbox.close()


def test_octets_arrive_as_they_are(account: Account) -> None:
    """NUL-free octets of any kind, an empty text and a mail without a header come back unchanged."""
    odd = [
        b"Subject: \xff\xfe 8 bit\r\n\r\n\xe9 {5}\r\n* 1 FETCH (UID 7)\r\n)\r\n",
        b"no header at all\r\n",
        b"Subject: x\r\n\r\n",
    ]
    account.append(*odd)
    mailbox = _opened(account)
    assert odd == [fetched.raw for fetched in mailbox.fetch(mailbox.uids())]
    mailbox.close()


def test_many_mails_come_in_batches_and_in_order(account: Account) -> None:
    """More mails than fit in one batch all come, once each."""
    account.append(*(_mail(number) for number in range(1, 131)))
    mailbox = _opened(account)
    fetched = list(mailbox.fetch(mailbox.uids()))
    assert [_mail(number) for number in range(1, 131)] == [mail.raw for mail in fetched]
    assert list(range(1, 131)) == [mail.uid for mail in fetched]
    mailbox.close()


def test_a_vanished_mail_is_left_out(account: Account) -> None:
    """A UID that is not there costs nothing."""
    account.append(_mail(1))
    mailbox = _opened(account)
    assert [1] == [fetched.uid for fetched in mailbox.fetch([1, 7, 4711])]
    mailbox.close()


def test_only_numbers_go_to_the_server(account: Account) -> None:
    """What is no positive whole number is refused before anything is sent."""
    mailbox = _opened(account)
    with pytest.raises(ValueError, match="positive"):
        list(mailbox.fetch([0]))
    with pytest.raises(ValueError, match="invalid literal"):
        mailbox.file(["1\r\nx EXPUNGE"], "Mailroute/Forwarded")  # type: ignore[list-item] # the point of the test
    mailbox.close()


def test_filing_makes_the_folder_and_moves(account: Account) -> None:
    """Mails go to a folder that did not exist, levels and all, and the others stay."""
    account.append(_mail(1), _mail(2), _mail(3))
    mailbox = _opened(account)
    mailbox.file([1, 3], "Mailroute/Forwarded")
    assert [2] == list(mailbox.uids())
    mailbox.close()
    assert [_mail(1), _mail(3)] == account.mails("Mailroute/Forwarded")


def test_filing_twice_is_filing_once(account: Account) -> None:
    """A UID that is no longer there is no error, and nothing is filed a second time."""
    account.append(_mail(1), _mail(2))
    mailbox = _opened(account)
    mailbox.file([1], "Mailroute/Forwarded")
    mailbox.file([1], "Mailroute/Forwarded")
    mailbox.file([], "Mailroute/Forwarded")
    mailbox.close()
    assert [_mail(1)] == account.mails("Mailroute/Forwarded")
    assert [_mail(2)] == account.mails()


def test_filing_where_the_mail_is_refused(account: Account) -> None:
    """Filing into the mailbox itself would bring each mail back under a new UID for ever."""
    mailbox = _opened(account)
    assert _fault(lambda: mailbox.file([1], "INBOX")).permanent


def test_a_folder_removed_meanwhile_is_made_again(account: Account) -> None:
    """Somebody deletes the folder between two filings: the second makes it anew."""
    account.append(_mail(1), _mail(2))
    mailbox = _opened(account)
    mailbox.file([1], "Mailroute/Forwarded")
    with account.client() as client:
        client.delete("Mailroute/Forwarded")
    mailbox.file([2], "Mailroute/Forwarded")
    mailbox.close()
    assert [_mail(2)] == account.mails("Mailroute/Forwarded")


def test_a_folder_name_beyond_ascii(account: Account) -> None:
    """A folder may have a name in any script."""
    account.append(_mail(1))
    mailbox = _opened(account)
    mailbox.file([1], "Mailroute/Erledigt & Büro")
    mailbox.close()
    assert [_mail(1)] == account.mails("Mailroute/Erledigt &- B&APw-ro")


@pytest.mark.parametrize("folder", ["", "Mailroute//x", "Mailroute/*", "Mailroute/a\r\nx NOOP"])
def test_an_impossible_folder_name_is_refused(account: Account, folder: str) -> None:
    """A name that is no folder's, or more than one line, never reaches the server."""
    mailbox = _opened(account)
    assert _fault(lambda: mailbox.file([1], folder)).permanent


def test_a_server_with_another_separator_and_a_prefix(dovecot_installed: None) -> None:
    """Where folders live under INBOX and levels are parted by a full stop, ours do too."""
    with dovecot(separator=".", prefix="INBOX.") as server:
        account = server.account()
        account.append(_mail(1))
        mailbox = _opened(account)
        mailbox.file([1], "Mailroute/Forwarded")
        mailbox.close()
        assert [_mail(1)] == account.mails("INBOX.Mailroute.Forwarded")


def test_without_move_only_ours_is_expunged(dovecot_installed: None) -> None:
    """Copy, flag, expunge by UID: a mail that a person has flagged as deleted stays."""
    with dovecot(WITHOUT_MOVE) as server:
        account = server.account()
        account.append(_mail(1), _mail(2), _mail(3))
        account.flag(2, "\\Deleted")
        mailbox = _opened(account)
        mailbox.file([1], "Mailroute/Forwarded")
        mailbox.file([1], "Mailroute/Forwarded")
        assert [2, 3] == list(mailbox.uids())
        mailbox.close()
        assert [_mail(1)] == account.mails("Mailroute/Forwarded")
        assert [{"\\Deleted"}, set()] == account.flags()


def test_without_move_and_uidplus_nothing_is_expunged(dovecot_installed: None) -> None:
    """Copy and flag, once, however often it is asked; the mail itself stays for people to expunge."""
    with dovecot(WITHOUT_MOVE_AND_UIDPLUS) as server:
        account = server.account()
        account.append(_mail(1), _mail(2))
        mailbox = _opened(account)
        mailbox.file([1], "Mailroute/Forwarded")
        mailbox.file([1], "Mailroute/Forwarded")
        mailbox.close()
        assert [_mail(1)] == account.mails("Mailroute/Forwarded")
        assert [{"\\Deleted"}, set()] == account.flags()


def test_a_folder_made_anew_has_another_uidvalidity(account: Account) -> None:
    """The same name, other mails: the UIDVALIDITY tells."""
    with account.client() as client:
        client.create("Desk")
    mailbox = _mailbox(account, account.at("imaps", "Desk"))
    before = mailbox.open()
    assert before == mailbox.open()
    mailbox.close()
    with account.client() as client:
        client.delete("Desk")
        time.sleep(1.1)  # Dovecot takes the second of making for the UIDVALIDITY
        client.create("Desk")
    assert before != mailbox.open()
    mailbox.close()


def test_waiting_ends_when_mail_comes(account: Account) -> None:
    """The server's word (IDLE) wakes long before the time is over, and the connection goes on."""
    mailbox = _opened(account)
    later = threading.Timer(0.3, account.append, [_mail(1)])
    later.start()
    began = time.monotonic()
    mailbox.wait(30)
    took = time.monotonic() - began
    later.join()
    assert took < 10
    assert [1] == list(mailbox.uids())
    mailbox.close()


def test_waiting_ends_with_its_time_and_when_woken(account: Account) -> None:
    """Silence ends after the seconds given, and ``wake`` ends it at once."""
    mailbox = _opened(account)
    began = time.monotonic()
    mailbox.wait(0.3)
    mailbox.wait(30, wake=lambda: True)
    assert 0.25 < time.monotonic() - began < 5
    assert [] == list(mailbox.uids())
    mailbox.close()


def test_waiting_without_idle(dovecot_installed: None) -> None:
    """A server without IDLE is polled by the caller; waiting is then only waiting."""
    with dovecot(WITHOUT_MOVE) as server:
        mailbox = _opened(server.account())
        began = time.monotonic()
        mailbox.wait(0.2)
        assert 0.15 < time.monotonic() - began < 5
        assert [] == list(mailbox.uids())
        mailbox.close()


def test_a_wrong_password_is_one_line(account: Account) -> None:
    """The line names the account and what to check, never the password, and says that trying again is hopeless."""
    fault = _fault(open_mailbox(account.url, password="not the secret", ca_file=account.ca_file).open)
    assert fault.permanent
    assert "not the secret" not in str(fault)
    assert f"imaps://{account.user}@127.0.0.1" in str(fault)
    assert "check the user in [mailbox] url and the password" in str(fault)


def test_an_unreachable_server_is_one_line() -> None:
    """Nothing listens there: say where, and try again later."""
    port = free_ports(1)[0]
    fault = _fault(open_mailbox(f"imaps://help@127.0.0.1:{port}", password="x").open)
    assert not fault.permanent
    assert f"nothing listens at 127.0.0.1:{port}" in str(fault)


def test_an_unknown_host_is_one_line() -> None:
    """A mistyped name is told as such."""
    assert "is not known" in str(_fault(open_mailbox("imaps://help@no-such-host.invalid", password="x").open))


@pytest.mark.parametrize("scheme", ["imaps", "imap+starttls"])
def test_an_unknown_authority_is_one_line(account: Account, scheme: str) -> None:
    """A certificate that cannot be verified ends the connection before the password is sent."""
    fault = _fault(open_mailbox(account.at(scheme), password=account.password).open)
    assert "not signed by a known authority" in str(fault)
    assert "SSL_CERT_FILE" in str(fault)


def test_the_authority_comes_from_the_environment(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """SSL_CERT_FILE names the authorities to trust."""
    monkeypatch.setenv("SSL_CERT_FILE", account.ca_file)
    mailbox = open_mailbox(account.url, password=account.password)
    assert mailbox.open() > 0
    mailbox.close()


def test_a_certificate_for_another_name_is_refused(account: Account) -> None:
    """The host in the address must be the one in the certificate."""
    url = account.url.replace("127.0.0.1", "127.0.0.2")
    fault = _fault(open_mailbox(url, password=account.password, ca_file=account.ca_file).open)
    assert "127.0.0.2" in str(fault)


def test_a_missing_ca_file_is_one_line(account: Account) -> None:
    """The file that was named is not there."""
    fault = _fault(open_mailbox(account.url, password="x", ca_file="/nowhere/ca.pem").open)
    assert "/nowhere/ca.pem" in str(fault)


def test_a_server_without_starttls_gets_no_password(dovecot_installed: None) -> None:
    """An address that asks for STARTTLS is never used without."""
    with dovecot("ssl = no") as server:
        account = server.account()
        fault = _fault(_mailbox(account, account.at("imap+starttls")).open)
    assert "STARTTLS" in str(fault)


def test_a_missing_folder_is_one_line(account: Account) -> None:
    """The folder in the address does not exist: it is not made, it is reported."""
    fault = _fault(_mailbox(account, account.at("imaps", "Nowhere")).open)
    assert fault.permanent
    assert "check the folder" in str(fault)
    assert "Nowhere" not in account.folders()


def test_a_server_that_dies_is_an_error_and_then_works_again(dovecot_installed: None) -> None:
    """The connection breaks in the middle: one clear line, and after opening anew all is as before."""
    with dovecot() as server:
        account = server.account()
        account.append(_mail(1), _mail(2))
        mailbox = _mailbox(account)
        uidvalidity = mailbox.open()
        server.stop()
        assert not _fault(mailbox.uids).permanent
        assert "open the mailbox first" in str(_fault(mailbox.uids))
        assert "nothing listens" in str(_fault(mailbox.open))
        server.start()
        assert uidvalidity == mailbox.open()
        assert [_mail(1), _mail(2)] == [fetched.raw for fetched in mailbox.fetch(mailbox.uids())]
        mailbox.close()


def test_a_server_that_dies_ends_the_waiting(dovecot_installed: None) -> None:
    """The end of the connection is no silence: waiting ends with an error, not with the seconds."""
    with dovecot() as server:
        mailbox = _opened(server.account())
        later = threading.Timer(0.3, server.stop)
        later.start()
        began = time.monotonic()
        _fault(lambda: mailbox.wait(30))
        assert time.monotonic() - began < 15
        later.join()


def test_folders_that_hold_mail(account: Account) -> None:
    """Only a folder with a mail in it holds one; looking makes none."""
    with account.client() as client:
        client.create("Mailroute/Empty")
    account.append(_mail(1))
    mailbox = _opened(account)
    mailbox.file([1], "Mailroute/Forwarded")
    folders = ["Mailroute/Forwarded", "Mailroute/Empty", "Mailroute/Nowhere"]
    assert ["Mailroute/Forwarded"] == mailbox.holding(folders)
    mailbox.close()
    assert "Mailroute/Nowhere" not in account.folders()


def test_what_came_into_a_folder_is_told_once(account: Account) -> None:
    """The newest headers since a mark, and a new mark; nothing is selected, flagged or made by looking."""
    folder = "Mailroute/Forwarded"
    mailbox = _opened(account)
    assert {} == mailbox.newcomers({folder: ""})
    account.append(*(_mail(number) for number in range(12)))
    mailbox.file(mailbox.uids(), folder)
    (first,) = mailbox.newcomers({folder: "", "Mailroute/Nowhere": ""}).values()
    assert 10 == len(first.heads)
    assert {} == mailbox.newcomers({folder: first.mark})
    account.append(_mail(99))
    mailbox.file(mailbox.uids(), folder)
    (second,) = mailbox.newcomers({folder: first.mark}).values()
    (head,) = second.heads
    assert head.startswith(_mail(99).partition(b"\r\n\r\n")[0])
    assert [] == list(mailbox.uids()), "INBOX is still what is selected"
    mailbox.close()
    assert "Mailroute/Nowhere" not in account.folders()
    assert [set()] * 13 == account.flags(folder)


def test_probe_looks_and_changes_nothing(account: Account) -> None:
    """``check --connect`` says what is there; no folder is made, no flag is set."""
    account.append(_mail(1))
    lines = _mailbox(account).probe(["Mailroute/Forwarded"])
    assert ["signed in", "1 mails", "will be made"] == [
        word for word, line in zip(["signed in", "1 mails", "will be made"], lines, strict=True) if word in line
    ]
    assert {"INBOX"} == account.folders()


def test_closing_twice_is_no_error(account: Account) -> None:
    """``close`` may be called at any time."""
    mailbox = _mailbox(account)
    mailbox.close()
    mailbox.open()
    mailbox.close()
    mailbox.close()


def test_a_user_with_an_at_sign(imap_server: Dovecot) -> None:
    """Many accounts are named like an address."""
    account = imap_server.account("help@doit.example")
    account.append(_mail(1))
    mailbox = _opened(account)
    assert [1] == list(mailbox.uids())
    mailbox.close()
