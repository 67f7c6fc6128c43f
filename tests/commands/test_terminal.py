"""What a person sees in a real terminal: colours where they are welcome, one line a row, a page that fits."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from click.testing import Result

from .conftest import invoke

_COLOUR = re.compile(rb"\x1b\[[0-9;]*m")


def in_terminal(folder: Path, *args: str, **environment: str) -> bytes:
    """Everything a command writes to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    inherited = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "MAILROUTE_CONFIG"}}
    with subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "mailroute", "--config", str(folder / "mailroute.toml"), *args],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=Path(__file__).resolve().parent.parent.parent,
        env=inherited | {"COLUMNS": "80", "LINES": "24", "TERM": "xterm-256color"} | environment,
    ) as process:
        os.close(theirs)
        written = b""
        try:
            while chunk := os.read(ours, 65536):
                written += chunk
        except OSError:
            pass  # Linux says EIO where the other end is closed
        assert 0 == process.wait(timeout=30), written
    os.close(ours)
    return written


def test_a_terminal_gets_colours_and_one_line_a_row(worked: tuple[Path, Result]) -> None:
    """Urgent cases stand out; no row is wider than the terminal."""
    written = in_terminal(worked[0], "review", "list")
    assert b"urgent" in written
    assert _COLOUR.search(written)
    lines = _COLOUR.sub(b"", written).decode().splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) == 1 + sum(line[:1].isdigit() for line in lines)


def test_no_color_is_honoured(worked: tuple[Path, Result]) -> None:
    """With NO_COLOR no colour is written, in tables and in cards."""
    for args in (("review", "list"), ("review", "show", "1"), ("case", "list")):
        written = in_terminal(worked[0], *args, NO_COLOR="1")
        found = set(_COLOUR.findall(written)) - {b"\x1b[0m", b"\x1b[1m"}
        assert set() == found, args


def test_a_case_looks_the_same_without_its_colours(worked: tuple[Path, Result]) -> None:
    """Colours move no word of a case's page."""
    config = ("--config", str(worked[0] / "mailroute.toml"))
    token = invoke(*config, "case", "list", "--limit", "1").stdout.splitlines()[-1].split()[0]
    written = in_terminal(worked[0], "case", "show", token, "--rules")
    assert _COLOUR.search(written)
    shown = _COLOUR.sub(b"", written).decode().splitlines()
    plain = invoke(*config, "case", "show", token, "--rules").stdout.splitlines()
    assert [line for line in plain if "ago)" not in line] == [line for line in shown if "ago)" not in line]


def test_the_form_asks_in_a_terminal_and_quits(worked: tuple[Path, Result]) -> None:
    """Without a subcommand the form shows the first case; the end of input leaves it, and nothing is decided."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "mailroute", "--config", str(worked[0] / "mailroute.toml"), "review"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=Path(__file__).resolve().parent.parent.parent,
        env=os.environ | {"TERM": "dumb", "USER": "kim"},
    ) as process:
        os.close(theirs)
        os.write(ours, b"q\n")
        written = b""
        try:
            while chunk := os.read(ours, 65536):
                written += chunk
        except OSError:
            pass  # as above
        assert 0 == process.wait(timeout=30), written
    os.close(ours)
    assert b"waiting. Decisions are noted as kim's" in written
    assert b"0 decided" in written
    assert not _COLOUR.search(written)
