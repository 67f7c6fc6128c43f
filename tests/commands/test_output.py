"""What commands print is harmless in a terminal and plain in a pipe."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailroute.commands import output
from mailroute.finding import Evidence


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[2Jgone", "␛[2Jgone"),
        ("bell\x07 del\x7f c1\x9b31m", "bell␇ del␡ c1\ufffd31m"),
        ("abc\u202egnp.exe", "abc\ufffdgnp.exe"),
        ("zero\u200bwidth\u2066x\u2069", "zero\ufffdwidth\ufffdx\ufffd"),
        ("two\r\nlines\tand  blanks", "two lines and blanks"),
        ("lone\udce4", "lone\ufffd"),
        ("ünïcödé 漢字 🙂", "ünïcödé 漢字 🙂"),
    ],
)
def test_controls_and_bidi_characters_become_harmless(text: str, shown: str) -> None:
    """No control, bidi, zero-width or lone surrogate character of a mail reaches the terminal."""
    assert shown == output.clean(text)


def test_line_breaks_stay_where_they_are_wanted() -> None:
    """A mail's text keeps its lines; a lone carriage return, which would overwrite a line, does not pass."""
    assert "a\nb    c␍d" == output.clean("a\r\nb\tc\rd", one_line=False)


def test_a_json_line_is_ascii_and_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Times are ISO 8601 in UTC, dataclasses objects, and every character survives in every locale."""
    output.json_line(
        {
            "at": datetime(2026, 11, 2, 10, 12, tzinfo=UTC),
            "day": date(2026, 11, 2),
            "quote": Evidence("body", "„ü“\u202e\n\udce4"),
            "path": Path("a"),
        }
    )
    out = capsys.readouterr().out
    expected = {
        "at": "2026-11-02T10:12:00Z",
        "day": "2026-11-02",
        "quote": {"source": "body", "quote": "„ü“\u202e\n\udce4"},
        "path": "a",
    }
    assert out.isascii()
    assert 1 == out.count("\n")
    assert expected == json.loads(out)


def test_a_table_in_a_pipe_is_plain_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Columns are padded with blanks, wide characters counted as two, nothing is cut or coloured."""
    output.table(("id", "subject"), [(1, "漢字\x1b[31m"), (22, "x" * 200)], emphasis={"1": "red"})
    expected = ["id  subject", "1   漢字␛[31m", "22  " + "x" * 200]
    assert expected == capsys.readouterr().out.splitlines()


def test_no_progress_bar_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal, the items pass and nothing is written."""
    with output.progress(iter([1, 2, 3]), label="Deciding") as items:
        assert [1, 2, 3] == list(items)
    assert ("", "") == tuple(capsys.readouterr())


@pytest.mark.parametrize(
    ("seconds", "said"), [(-5, "0 s"), (59, "59 s"), (60, "1 min"), (7199, "1 h"), (200_000, "2 d")]
)
def test_ages_are_said_in_one_unit(seconds: float, said: str) -> None:
    """An age is told in its largest unit."""
    assert said == output.age(seconds)


def test_a_table_on_a_terminal_has_one_line_a_row() -> None:
    """Only the flexible columns are cut to the terminal's width; the others stay whole."""
    code = "from mailroute.commands import output\n"
    code += "row = (123, 'waiting_customer', 'word ' * 40)\n"
    code += "output.table(('id', 'state', 'subject'), [row, row], flexible=('subject',))\n"
    lines = on_a_terminal([sys.executable, "-c", code], columns=60).splitlines()
    assert ["id", "state", "subject"] == lines[0].split()
    assert 3 == len(lines)
    for line in lines[1:]:
        assert 60 == len(line)
        assert line.startswith("123  waiting_customer  word word ")
        assert line.endswith("…")


def on_a_terminal(command: list[str], *, columns: int) -> str:
    """What a command prints on a terminal of so many columns, without colours and bold."""
    ours, theirs = pty.openpty()
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {"COLUMNS": str(columns), "TERM": "xterm", "NO_COLOR": "1", "PYTHONPATH": str(root)}
    with subprocess.Popen(command, stdout=theirs, cwd=root, env=environment) as process:  # noqa: S603 - our own command
        os.close(theirs)
        pieces = []
        # Linux says EIO, not end of file, when the last writer has closed.
        with contextlib.suppress(OSError):
            while piece := os.read(ours, 65536):
                pieces.append(piece)
        os.close(ours)
    assert 0 == process.returncode
    return re.sub(r"\x1b\[[0-9;]*m", "", b"".join(pieces).decode()).replace("\r\n", "\n")
