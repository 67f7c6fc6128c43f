"""A mailbox in a Maildir."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mailroute.mailbox import Mailbox, MailboxError
from mailroute.mailbox import maildir as maildir_mailbox
from mailroute.mailbox.choose import open_mailbox
from mailroute.maildir import deliver, listed, make_maildir

RAW = b"From: a@b.example\nSubject: x\n\n.\nFrom there\r\n\xff\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty Maildir."""
    make_maildir(tmp_path / "Help Desk")
    return tmp_path / "Help Desk"


def _opened(path: Path) -> Mailbox:
    mailbox = open_mailbox(f"maildir:{path}", password=None)
    mailbox.open()
    return mailbox


def _to_cur(mail: Path, flags: str) -> Path:
    """What a person's mail program does when the mail is looked at."""
    return mail.rename(mail.parent.parent / "cur" / f"{mail.name}:2,{flags}")


def _fault(work: Callable[[], object]) -> MailboxError:
    with pytest.raises(MailboxError) as caught:
        work()
    assert "\n" not in str(caught.value)
    return caught.value


def test_mails_of_both_parts_are_read_as_they_are(path: Path) -> None:
    """New and seen mails are listed alike; reading changes no octet, no flag and no place."""
    first, second = deliver(path, RAW), deliver(path, b"two")
    seen = _to_cur(first, "RS")
    mailbox = _opened(path)
    assert [RAW, b"two"] == [mail.raw for mail in mailbox.fetch(mailbox.uids())]
    assert {seen, second} == set(listed(path).values())


def test_uids_stay(path: Path) -> None:
    """A mail keeps its number over restarts, flag changes and the going of others; a new one gets a new number."""
    mails = [deliver(path, str(number).encode()) for number in range(3)]
    mailbox = _opened(path)
    uidvalidity = mailbox.open()
    assert [1, 2, 3] == list(mailbox.uids())
    mails[2] = _to_cur(mails[2], "S")
    mails[0].unlink()
    deliver(path, b"3")
    again = _opened(path)
    assert uidvalidity == again.open()
    assert [(2, b"1"), (3, b"2"), (4, b"3")] == [(mail.uid, mail.raw) for mail in again.fetch(again.uids())]


def test_a_number_is_never_given_twice(path: Path) -> None:
    """When the last mail goes, its number goes with it."""
    deliver(path, RAW)
    mailbox = _opened(path)
    mailbox.file(mailbox.uids(), "Mailroute/Forwarded")
    deliver(path, RAW)
    assert [2] == list(_opened(path).uids())


def test_a_mail_missed_for_a_moment_keeps_its_number(path: Path) -> None:
    """While another program renames a file a listing may miss it: the mail must not come back as a new one."""
    mail = deliver(path, RAW)
    aside = path / "aside"
    mailbox = _opened(path)
    mail.rename(aside)
    assert [] == list(mailbox.uids())
    aside.rename(mail)
    assert [1] == list(mailbox.uids())


@pytest.mark.parametrize(
    "content", [None, b"", b"mailroute-uids 1 7 9\n1 a", b"mailroute-uids 1 7 1\n5 a\n", b"\xff\xfe"]
)
def test_a_lost_or_broken_numbering_has_another_uidvalidity(path: Path, content: bytes | None) -> None:
    """New numbers are never taken for the old ones."""
    deliver(path, RAW)
    mailbox = _opened(path)
    before = mailbox.open()
    if content is None:
        (path / "mailroute-uids").unlink()
    else:
        (path / "mailroute-uids").write_bytes(content)
    assert before != mailbox.open()
    assert [RAW] == [mail.raw for mail in mailbox.fetch(mailbox.uids())]


def test_odd_file_names(path: Path) -> None:
    """A name may hold anything but a slash: blanks, line breaks, octets that are no UTF-8."""
    names = [b"a b", b"line\nbreak", b"\xff\xfe", b"100%"]
    for name in names:
        (Path(os.fsdecode(os.path.join(os.fsencode(path / "new"), name)))).write_bytes(name)  # noqa: PTH118 - octets
    mailbox = _opened(path)
    uidvalidity = mailbox.open()
    assert [1, 2, 3, 4] == list(mailbox.uids())
    assert set(names) == {mail.raw for mail in mailbox.fetch([1, 2, 3, 4])}
    assert uidvalidity == mailbox.open()


def test_filing_keeps_read_and_unread(path: Path) -> None:
    """Filed mails are in the Maildir++ folder, the read one with its flags, the unread one still new."""
    read = _to_cur(deliver(path, b"read"), "S")
    unread = deliver(path, b"unread")
    mailbox = _opened(path)
    mailbox.file(mailbox.uids(), "Mailroute/Forwarded")
    folder = path / ".Mailroute.Forwarded"
    assert {folder / "cur" / read.name, folder / "new" / unread.name} == set(listed(folder).values())
    assert [] == list(mailbox.uids())
    assert (folder / "maildirfolder").exists()


def test_filing_twice_is_filing_once(path: Path) -> None:
    """A UID that is no longer there is no error."""
    deliver(path, RAW)
    mailbox = _opened(path)
    for uids in ([1], [1], [4711], []):
        mailbox.file(uids, "Mailroute/Forwarded")
    assert 1 == len(listed(path / ".Mailroute.Forwarded"))


def test_filing_overwrites_nothing(path: Path) -> None:
    """A mail of the same file name in the folder stays beside the new one."""
    mail = deliver(path, b"one")
    mailbox = _opened(path)
    make_maildir(path / ".Done")
    (path / ".Done" / "new" / mail.name).write_bytes(b"other")
    mailbox.file([1], "Done")
    assert {b"one", b"other"} == {filed.read_bytes() for filed in listed(path / ".Done").values()}


@pytest.mark.parametrize("folder", ["", "Mailroute//x", "/x", "a\nb", "../x"])
def test_an_impossible_folder_name_is_refused(path: Path, folder: str) -> None:
    """No folder outside the Maildir, none without a name."""
    deliver(path, RAW)
    mailbox = _opened(path)
    assert _fault(lambda: mailbox.file([1], folder)).permanent


def test_a_mail_moved_while_we_read_is_found(path: Path) -> None:
    """Somebody looks at a mail between our listing and our reading: it is read at its new place."""
    mails = [deliver(path, str(number).encode()) for number in range(3)]
    mailbox = _opened(path)
    found = mailbox.fetch([1, 2, 3])
    assert b"0" == next(found).raw
    _to_cur(mails[1], "S")
    mails[2].unlink()
    assert [(2, b"1")] == [(mail.uid, mail.raw) for mail in found]


def test_links_and_pipes_are_no_mails(path: Path, tmp_path: Path) -> None:
    """A symbolic link does not lead us elsewhere, a pipe does not hold us."""
    (tmp_path / "secret").write_bytes(b"secret")
    (path / "new" / "1.link").symlink_to(tmp_path / "secret")
    os.mkfifo(path / "new" / "2.pipe")
    (path / "new" / "3.directory").mkdir()
    assert [] == list(_opened(path).uids())


def test_a_huge_mail_is_given_in_part(path: Path) -> None:
    """Its beginning and the reason: a person looks at the rest."""
    mail = deliver(path, b"Subject: x\n\n")
    os.truncate(mail, maildir_mailbox.LARGEST + 1)
    (fetched,) = _opened(path).fetch([1])
    assert maildir_mailbox.PREVIEW == len(fetched.raw)
    assert fetched.raw.startswith(b"Subject: x\n")
    assert str(maildir_mailbox.LARGEST + 1) in fetched.fault


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_mail_stops_nothing(path: Path) -> None:
    """It is given with the reason, and the others come."""
    deliver(path, b"one").chmod(0)
    deliver(path, b"two")
    fetched = list(_opened(path).fetch([1, 2]))
    assert [b"", b"two"] == [mail.raw for mail in fetched]
    assert "cannot be read" in fetched[0].fault


def test_a_path_without_a_maildir_is_one_line(tmp_path: Path) -> None:
    """A mistyped path is no empty mailbox."""
    mailbox = open_mailbox(f"maildir:{tmp_path}/nowhere", password=None)
    assert _fault(mailbox.open).permanent
    assert _fault(lambda: mailbox.probe([])).permanent
    assert not (tmp_path / "nowhere").exists()


def test_waiting_ends_when_mail_comes(path: Path) -> None:
    """A new file wakes; silence ends with the time; ``wake`` ends it at once."""
    mailbox = _opened(path)
    mailbox.uids()
    began = time.monotonic()
    mailbox.wait(0.2)
    mailbox.wait(30, wake=lambda: True)
    later = threading.Timer(0.2, deliver, [path, RAW])
    later.start()
    mailbox.wait(30)
    later.join()
    assert 0.3 < time.monotonic() - began < 10


def test_folders_that_hold_mail(path: Path) -> None:
    """Only a folder with a mail in it holds one; looking makes none."""
    deliver(path, RAW)
    mailbox = _opened(path)
    mailbox.file([1], "Mailroute/Forwarded")
    make_maildir(path / ".Mailroute.Empty")
    folders = ["Mailroute/Forwarded", "Mailroute/Empty", "Mailroute/Nowhere"]
    assert ["Mailroute/Forwarded"] == mailbox.holding(folders)
    assert not (path / ".Mailroute.Nowhere").exists()


def test_what_came_into_a_folder_is_told_once(path: Path) -> None:
    """The newest headers since a mark, and a new mark; nothing when nothing came, or when there is no such folder."""
    folder = "Mailroute/Forwarded"
    mailbox = _opened(path)
    assert {} == mailbox.newcomers({folder: ""})
    _filed(path, folder, *range(12))
    (first,) = mailbox.newcomers({folder: "", "Mailroute/Nowhere": ""}).values()
    assert 10 == len(first.heads)
    assert b"Subject: 11" in first.heads[-1]
    assert {} == mailbox.newcomers({folder: first.mark})
    _filed(path, folder, 12)
    (second,) = mailbox.newcomers({folder: first.mark}).values()
    assert [b"From: a@b.example\nSubject: 12\n\nx\n"] == list(second.heads)


def _filed(path: Path, folder: str, *numbers: int) -> None:
    for number in numbers:
        deliver(path, b"From: a@b.example\nSubject: %d\n\nx\n" % number)
        mailbox = _opened(path)
        mailbox.file(mailbox.uids(), folder)
        time.sleep(0.01)  # the clock of a file system may be coarse


def test_probe_changes_nothing(path: Path) -> None:
    """``check --connect`` only looks."""
    deliver(path, RAW)
    before = sorted(path.rglob("*"))
    lines = open_mailbox(f"maildir:{path}", password=None).probe(["Mailroute/Forwarded"])
    assert before == sorted(path.rglob("*"))
    assert "1 mails" in lines[0]
    assert "will be made" in lines[1]


def test_two_programs_number_alike(path: Path) -> None:
    """Many at once, while mail comes in: every mail has one number, and everybody says the same."""
    mailboxes = [_opened(path) for _ in range(4)]

    def work(mailbox: Mailbox) -> None:
        for _ in range(15):
            deliver(path, RAW)
            mailbox.uids()

    threads = [threading.Thread(target=work, args=[mailbox]) for mailbox in mailboxes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [list(range(1, 61))] * 4 == [list(mailbox.uids()) for mailbox in mailboxes]
