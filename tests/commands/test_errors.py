"""Every way a command can end has its exit code and its words."""

import sqlite3
from contextlib import closing
from pathlib import Path

import click
import pytest

from mailroute.commands import errors
from mailroute.config import ConfigError
from mailroute.fault import Fault
from mailroute.mailbox import MailboxError


def ended(error: BaseException | None, value: object = None) -> int:
    """The exit code of a command that raises, or returns."""

    def run() -> object:
        if error is not None:
            raise error
        return value

    return errors.exit_code(run)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (None, 0, ""),
        (errors.Failure("one", "two"), 1, "mailroute: one\nmailroute: two\n"),
        (MailboxError("imap.example: wrong password"), 1, "mailroute: imap.example: wrong password\n"),
        (ConfigError((Fault("m.toml", 3, "a"), Fault("m.toml", 4, "b", "c"))), 1, "mailroute: m.toml:3: a\n"),
        (FileNotFoundError(2, "No such file", "x.csv"), 1, "mailroute: x.csv: No such file\n"),
        (click.UsageError("no such option"), 2, "no such option"),
        (KeyboardInterrupt(), 130, "mailroute: interrupted\n"),
        (SystemExit(5), 5, ""),
        (ValueError("secret words of a mail"), 3, "ValueError"),
        (sqlite3.OperationalError("x"), 3, "OperationalError"),
    ],
)
def test_each_end_has_its_code(
    error: BaseException | None, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Expected failures are 1, wrong usage 2, bugs 3, an interrupt 130; the words go to standard error."""
    assert code == ended(error)
    out, err = capsys.readouterr()
    assert not out
    assert said in err
    assert "Traceback" not in err


def test_a_report_has_the_place_but_neither_mail_nor_password() -> None:
    """A report names versions, command, options and frames; values and the words of a KeyError stay out."""
    nothing: dict[str, str] = {}
    try:
        nothing["hunter2 the customer's text"]
    except KeyError as error:
        report = errors.report(error, ["--config=/home/ada/x.toml", "review", "decide", "7", "--note", "hunter2"])
    assert "command: mailroute review --config --note" in report
    assert f"{Path(__file__).name}:" in report
    assert "hunter2" not in report
    assert "ada" not in report


def test_a_report_keeps_pythons_own_words() -> None:
    """Where the message can hold only names in the code, it is kept."""
    report = errors.report(AttributeError("'NoneType' object has no attribute 'addr'"), [])
    assert "AttributeError: 'NoneType' object has no attribute 'addr'" in report


def test_a_failure_cannot_paint_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """What a failure quotes is cleaned as everything else."""
    errors.Failure("x.eml\x1b[2J: gone").show()
    assert "mailroute: x.eml␛[2J: gone\n" == capsys.readouterr().err


def test_a_busy_journal_is_no_bug(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A database that another holds is an expected failure; a wrong statement is a bug."""
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(path, timeout=0)) as two:
        one.execute("BEGIN EXCLUSIVE")
        assert 1 == errors.exit_code(lambda: two.execute("CREATE TABLE x (y)"))
        assert "the journal cannot be used now: database is locked" in capsys.readouterr().err
        assert 3 == errors.exit_code(lambda: one.execute("SELECT nothing"))
