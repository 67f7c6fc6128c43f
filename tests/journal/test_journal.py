"""The journal as a file: how it is made, opened, refused, and what a transaction is."""

import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier

import pytest

from mailroute.faults import Commit
from mailroute.journal import Journal, JournalError, connection, mailboxes, mails
from mailroute.journal.migrations import VERSION
from mailroute.journal.schema import migrations
from mailroute.lock import Lock

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_new_journal_is_for_its_owner_only(tmp_path: Path) -> None:
    """It holds mails and a secret: mode 0600 from the first moment, also in a folder made for it."""
    path = tmp_path / "new" / "mailroute.db"
    Journal.open(path, now=NOW).close()
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    """Names given yesterday are known today; another journal's are not."""
    with Journal.open(tmp_path / "a.db", now=NOW) as journal:
        secret = journal.secret
    with Journal.open(tmp_path / "a.db", now=NOW) as again, Journal.open(tmp_path / "b.db", now=NOW) as other:
        assert (32, secret) == (len(secret), again.secret)
        assert secret != other.secret


def test_commits_are_durable(tmp_path: Path) -> None:
    """Every commit is synced; WAL only where SQLite resets it without damage."""
    with Journal.open(tmp_path / "a.db", now=NOW) as journal:
        mode = "wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "truncate"
        assert (mode, 2) == tuple(
            journal.db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
        )


@pytest.mark.parametrize(
    ("version", "mode"),
    [((3, 40, 1), "TRUNCATE"), ((3, 51, 2), "TRUNCATE"), ((3, 51, 3), "WAL"), ((3, 52, 0), "WAL"), ((4, 0, 0), "WAL")],
)
def test_the_mode_follows_from_the_version(version: tuple[int, ...], mode: str) -> None:
    """Before 3.51.3 a WAL can be damaged when it is reset."""
    assert mode == connection.journal_mode(version)


@pytest.mark.parametrize("mode", ["WAL", "TRUNCATE"])
def test_what_lies_beside_the_journal_is_for_its_owner_only(tmp_path: Path, mode: str) -> None:
    """Its lock, its mark, and SQLite's own files in the middle of a transaction, whatever the umask."""
    path = tmp_path / "mailroute.db"
    before = os.umask(0)
    try:
        with Lock(path), Journal.open(path, now=NOW) as journal:
            journal.db.execute(f"PRAGMA journal_mode={mode}")
            journal.mark.write(journal.marked())
            with journal.transaction(Commit.BEAT) as db:
                mailboxes.add(db, "imap://x/INBOX", 7)
                files = {file.name.removeprefix("mailroute.db"): file.stat().st_mode for file in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert {"", ".lock", ".mark", *({"-wal", "-shm"} if mode == "WAL" else {"-journal"})} == set(files)
    assert {0o600} == {stat.S_IMODE(found) for found in files.values()}


def test_every_migration_is_counted() -> None:
    """The version that a journal is known by is the number of its migrations."""
    assert VERSION == len(migrations._migrations)


def test_a_missing_journal_is_not_made_by_a_reader(tmp_path: Path) -> None:
    """``status`` on a new desk makes no file."""
    with pytest.raises(JournalError, match="there is no journal yet"):
        Journal.open(tmp_path / "a.db", now=NOW, create=False)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (b"this is a text file, not a journal\n" * 99, "is damaged"),
        (None, "is damaged"),
    ],
)
def test_a_damaged_journal_is_one_clear_line(tmp_path: Path, damage: bytes | None, words: str) -> None:
    """A file that is no journal, and one with a broken page, are refused before anything is sent."""
    path = tmp_path / "a.db"
    if damage is None:
        with Journal.open(path, now=NOW) as journal, journal.transaction(Commit.REVIEW) as db:
            box = mailboxes.add(db, "box", 1)
            for uid in range(50):
                mails.take(db, box.id, 1, uid, b"x" * 5000, now=NOW)
        whole = bytearray(path.read_bytes())
        whole[8192:40960] = bytes(32768)
        path.write_bytes(whole)
    else:
        path.write_bytes(damage)
    with pytest.raises(JournalError, match=words) as caught:
        Journal.open(path, now=NOW, check=True)
    assert "\n" not in str(caught.value)


def test_a_later_journal_is_refused(tmp_path: Path) -> None:
    """An older program does not write into a newer journal."""
    path = tmp_path / "a.db"
    with Journal.open(path, now=NOW) as journal:
        journal.db.execute("PRAGMA user_version=99")
    with pytest.raises(JournalError, match="of a later mailroute"):
        Journal.open(path, now=NOW)


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    """A path below a file is no place for a journal."""
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="cannot be opened"):
        Journal.open(tmp_path / "file" / "a.db", now=NOW)


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    """What fails within one leaves no trace; a savepoint fails alone."""
    with Journal.open(tmp_path / "a.db", now=NOW) as journal:
        with suppress(ZeroDivisionError), journal.transaction(Commit.REVIEW) as db:
            mailboxes.add(db, "first", 1)
            raise ZeroDivisionError
        with journal.transaction(Commit.REVIEW) as db:
            mailboxes.add(db, "second", 1)
            with suppress(ZeroDivisionError), journal.savepoint():
                mailboxes.add(db, "third", 1)
                raise ZeroDivisionError
        names = [row[0] for row in journal.db.execute("SELECT name FROM mailbox")]
        assert ["second"] == names


def test_custody_is_taken_once(tmp_path: Path) -> None:
    """The same UID under the same UIDVALIDITY is one mail, under another it is another."""
    with Journal.open(tmp_path / "a.db", now=NOW) as journal, journal.transaction(Commit.REVIEW) as db:
        box = mailboxes.add(db, "box", 1)
        taken = [mails.take(db, box.id, validity, 5, b"raw", now=NOW) for validity in (1, 1, 2)]
        assert [True, False, True] == [mail is not None for mail in taken]
        assert {5} == mails.known_uids(db, box.id, 1, [4, 5, 6])
        assert b"raw" == journal.mail_raw(taken[0] or 0)
        with pytest.raises(KeyError):
            journal.mail_raw(99)


def test_the_latest_ruling_counts(tmp_path: Path) -> None:
    """HDQA may think again; the earlier ruling stays in the file."""
    with Journal.open(tmp_path / "a.db", now=NOW) as journal:
        journal.add_ruling("zoom", es=True, by="lee", until=date(2026, 5, 1), now=NOW)
        journal.add_ruling("zoom", es=False, by="kim", until=date(2026, 6, 1), now=NOW)
        assert [("zoom", False, "kim")] == [(one.service, one.es, one.by) for one in journal.rulings()]
        assert 2 == journal.db.execute("SELECT count(*) FROM ruling").fetchone()[0]


def test_another_process_is_noticed(tmp_path: Path) -> None:
    """The version changes when somebody else commits: the waiting worker wakes up for it."""
    with Journal.open(tmp_path / "a.db", now=NOW) as mine, Journal.open(tmp_path / "a.db", now=NOW) as other:
        before = mine.version
        assert before == mine.version
        with other.transaction(Commit.REVIEW) as db:
            mailboxes.add(db, "box", 1)
        assert before != mine.version


def test_many_may_open_a_new_journal_at_once(tmp_path: Path) -> None:
    """A worker that makes the journal and commands that look into it at that moment do not trip over each other."""
    for number in range(8):
        path = tmp_path / f"{number}.db"
        together = Barrier(6)

        def secret(path: Path = path, together: Barrier = together) -> bytes:
            together.wait()
            with Journal.open(path, now=NOW, check=True) as journal:
                return journal.secret

        with ThreadPoolExecutor(6) as pool:
            found = [future.result() for future in [pool.submit(secret) for _ in range(6)]]
        assert 1 == len(set(found))


def test_a_busy_journal_is_not_called_damaged(tmp_path: Path) -> None:
    """Who meets another process's lock is told to come back, not to restore a backup."""
    path = tmp_path / "journal.db"
    Journal.open(path, now=NOW).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalError, match="another process keeps the journal busy"):
            connection.connect(path, create=False, check=True, busy_ms=10)
