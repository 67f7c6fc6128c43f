"""Passwords from files and the environment."""

from pathlib import Path

import pytest

from mailroute.passwords import PasswordError, password


def _file(tmp_path: Path, content: bytes, mode: int = 0o600) -> Path:
    file = tmp_path / "imap"
    file.write_bytes(content)
    file.chmod(mode)
    return file


@pytest.mark.parametrize("content", ["se cret ü".encode(), "se cret ü\n".encode(), "se cret ü\r\n".encode()])
def test_one_line_end_is_not_part_of_it(tmp_path: Path, content: bytes) -> None:
    """Editors end a file with a line end; blanks belong to the password."""
    assert "se cret ü" == password(file=_file(tmp_path, content), env=None, environ={})


def test_from_the_environment() -> None:
    """The variable that is named, as it stands."""
    assert "secret" == password(file=None, env="IMAP_PASSWORD", environ={"IMAP_PASSWORD": "secret"})


def test_none_when_none_is_configured() -> None:
    """A server may want no password."""
    assert None is password(file=None, env=None, environ={"IMAP_PASSWORD": "secret"})


@pytest.mark.parametrize(
    ("content", "mode", "says"),
    [
        (b"hunter2", 0o644, "can be read by everybody on this machine: chmod 600"),
        (b"", 0o600, "is empty"),
        (b"\n", 0o600, "is empty"),
        (b"hunter2\nhunter2\n", 0o600, "more than one line"),
        (b"hunter2\n\n", 0o600, "more than one line"),
        (b"hunter2\xff", 0o600, "not UTF-8"),
        (b"hunter2" * 1000, 0o600, "longer than"),
    ],
)
def test_a_bad_file_is_one_line(tmp_path: Path, content: bytes, mode: int, says: str) -> None:
    """The line names the file and what to do, never the password."""
    file = _file(tmp_path, content, mode)
    with pytest.raises(PasswordError, match=says) as caught:
        password(file=file, env=None, environ={})
    assert str(file) in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_missing_file_or_variable_is_one_line(tmp_path: Path) -> None:
    """Both kinds of forgetting are told apart."""
    with pytest.raises(PasswordError, match="cannot be read"):
        password(file=tmp_path / "nowhere", env=None, environ={})
    with pytest.raises(PasswordError, match="SMTP_PASSWORD for the password is not set"):
        password(file=None, env="SMTP_PASSWORD", environ={})


def test_two_sources_are_one_too_many(tmp_path: Path) -> None:
    """Nobody should have to guess which one counts."""
    with pytest.raises(PasswordError, match="leave one of them out"):
        password(file=_file(tmp_path, b"a"), env="B", environ={"B": "b"})
