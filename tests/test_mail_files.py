"""Mails are found in files, folders, Maildirs, mboxes and streams."""

import json
from io import BytesIO
from pathlib import Path

from mailroute import mail_files
from mailroute.mail_files import LeftOut, MailFile

MAIL = b"From: a@b.example\r\nSubject: x\r\n\r\nhello\r\n"


def found(path: Path) -> tuple[list[MailFile], LeftOut]:
    """Everything that a path holds, and what was left out."""
    left_out = LeftOut()
    return list(mail_files.read(path, name=path.name, left_out=left_out)), left_out


def names(path: Path) -> list[str]:
    """The names of the mails of a path."""
    return [mail.name for mail in found(path)[0]]


def test_a_folder_is_read_in_order_with_its_subfolders(tmp_path: Path) -> None:
    """Mails are named relative to the folder and sorted; a file of another name counts when it begins like one."""
    for name in ("b.eml", "a.eml", "deep/er/c.EML", "17", "note.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(MAIL if name != "note.txt" else b"buy milk\n")
    assert ["17", "a.eml", "b.eml", "deep/er/c.EML"] == names(tmp_path)


def test_what_is_no_mail_is_left_out_and_counted(tmp_path: Path) -> None:
    """Hidden files, tables and configurations are left out, and said so."""
    for name in ("a.eml", ".b.eml", "people.csv", "mailroute.toml", "other.csv"):
        (tmp_path / name).write_bytes(MAIL)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.eml").write_bytes(MAIL)
    mails, left_out = found(tmp_path)
    assert ["a.eml"] == [mail.name for mail in mails]
    assert "left out 4 files that are no mail: 2 .csv, 1 hidden, 1 .toml" == str(left_out)


def test_a_maildir_gives_new_and_cur_and_its_subfolders(tmp_path: Path) -> None:
    """Of a Maildir the mails in tmp are not read; the folders that begin with a dot are."""
    box = tmp_path / "box"
    for folder in ("cur", "new", "tmp", ".Archive/cur", ".Archive/new", ".Archive/tmp"):
        (box / folder).mkdir(parents=True)
        (box / folder / "17.M1.host").write_bytes(MAIL)
    (box / "dovecot-uidlist").write_bytes(b"3 V1")
    expected = [".Archive/cur/17.M1.host", ".Archive/new/17.M1.host", "cur/17.M1.host", "new/17.M1.host"]
    assert expected == names(box)
    assert [f"box/{name}" for name in expected] == names(tmp_path)


def test_an_mbox_gives_each_of_its_mails(tmp_path: Path) -> None:
    """Mails are numbered; a quoted ``>From`` is given back, a sentence that begins with From separates nothing."""
    box = tmp_path / "old.mbox"
    box.write_bytes(
        b"From a@b.example Mon Nov  2 10:12:00 2026\nSubject: 1\n\nFrom here on\n>From there\n\n"
        b"From c@d.example Mon Nov  2 10:13:00 2026\nSubject: 2\n\ntwo\n"
    )
    mails, _ = found(box)
    assert ["old.mbox#1", "old.mbox#2"] == [mail.name for mail in mails]
    assert [b"Subject: 1\n\nFrom here on\nFrom there\n", b"Subject: 2\n\ntwo\n"] == [mail.raw for mail in mails]


def test_a_stream_is_told_apart_by_its_first_line() -> None:
    """Standard input may be a mail, an mbox or labelled mails."""
    row = json.dumps({"id": "q1", "from": "a@b.example"}).encode()
    assert ["-"] == [mail.name for mail in mail_files.from_stream(BytesIO(MAIL), name="-")]
    assert ["-#1"] == [mail.name for mail in mail_files.from_stream(BytesIO(b"From a@b x 2026\n" + MAIL), name="-")]
    assert ["-#q1"] == [mail.name for mail in mail_files.from_stream(BytesIO(row), name="-")]


def test_labelled_mails_carry_their_directory(tmp_path: Path) -> None:
    """Each labelled mail comes with the directory of its file; a wrong line is an error of its own."""
    path = tmp_path / "m.jsonl"
    record = {"email": "a@b.example", "coned": True}
    path.write_text(json.dumps({"id": "1", "from": "a@b.example", "record": record}) + "\nnonsense\n", encoding="utf-8")
    mails, _ = found(path)
    assert ["m.jsonl#1", "m.jsonl:2"] == [mail.name for mail in mails]
    assert mails[0].directory is not None
    assert ["a@b.example"] == [person.email for person in mails[0].directory]
    assert "is no JSON" in (mails[1].error or "")


def test_a_file_that_cannot_be_read_is_an_error_and_not_the_end(tmp_path: Path) -> None:
    """A mail that lies behind a dead link is reported, and the next one is read."""
    (tmp_path / "a.eml").symlink_to(tmp_path / "gone")
    (tmp_path / "b.eml").write_bytes(MAIL)
    mails, _ = found(tmp_path)
    assert ["cannot be read: No such file or directory", None] == [mail.error for mail in mails]


def test_a_mail_longer_than_the_first_read_comes_whole(tmp_path: Path) -> None:
    """No octet is lost at, before or behind the size that is read first."""
    for size in (64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200_000):
        raw = MAIL + b"x" * (size - len(MAIL))
        path = tmp_path / "long.eml"
        path.write_bytes(raw)
        assert [MailFile("long.eml", raw)] == found(path)[0]
