"""What a command prints: JSON Lines for programs, a table for people, a progress bar for the patient.

Comes in: rows and texts, much of it from mails of strangers. Goes out: standard output and standard error.
Never: passes a control or a bidi character of a mail on to a terminal; colours a pipe; loads rich for a pipe.
"""

from __future__ import annotations

import json
import os
import re
import stat
import sys
import unicodedata
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Item = TypeVar("Item")

# C0 without tab and newline, DEL, C1; then what reorders or hides text: Arabic letter mark, zero-width characters,
# direction marks, embeddings and overrides, line and paragraph separators, invisible operators, isolates, byte-order
# mark, interlinear annotation, tag characters; and lone surrogates, which no terminal can print.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"


DAY = "%a %Y-%m-%d"
"""How a day is written for people, for ``strftime``."""


def clean(text: object, *, one_line: bool = True) -> str:
    """Text of a mail made harmless for a terminal: controls become pictures, what hides or reorders text U+FFFD.

    ``one_line`` also turns line breaks and runs of blanks into one blank.
    """
    value = str(text)
    value = " ".join(value.split()) if one_line else value.replace("\r\n", "\n").replace("\t", "    ")
    return _HARMFUL.sub(_picture, value)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:  # C0
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if code == 0x7F else "\ufffd"  # DEL


def json_value(value: object) -> Any:  # noqa: ANN401  # json's own contract
    """What ``json`` cannot write by itself: times in ISO 8601 UTC, dataclasses, sets, paths."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


# ASCII only: valid in every locale, lone surrogates included, and harmless when a person reads it in a terminal.
_encode = json.JSONEncoder(default=json_value).encode


def json_line(value: object) -> None:
    """Print one object as one line on standard output."""
    sys.stdout.write(_encode(value) + "\n")


def on_terminal() -> bool:
    """True when standard output is a terminal."""
    return sys.stdout.isatty()


def colour() -> bool:
    """True when colours are welcome: a terminal, no NO_COLOR (no-color.org: set and not empty), not a dumb one."""
    return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns to fill: the terminal's, else 80."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def style(text: str, **how: Any) -> str:  # noqa: ANN401  # click.style's own keywords
    """The text in a colour, where colours are welcome."""
    return click.style(text, **how) if colour() else text


def say(text: str = "") -> None:
    """Print a line of our own words; what stems from a mail goes through ``clean`` first."""
    click.echo(text, color=colour())


def note(text: str) -> None:
    """Print a remark on standard error."""
    click.echo(f"mailroute: {text}", err=True)


def cells(text: str) -> int:
    """Columns a text takes in a terminal (wide East Asian characters take two, combining marks none)."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    flexible: Sequence[str] = (),
    emphasis: dict[str, str] | None = None,
) -> None:
    """Print rows for people, one line each.

    On a terminal ``flexible`` columns are cut to its width; in a pipe nothing is.

    ``emphasis`` maps a cell's text to a rich style (``{"review": "yellow"}``); in a pipe it is ignored.
    """
    safe = [[clean(cell) for cell in row] for row in rows]
    if not on_terminal():
        _plain_table(columns, safe)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        gives_way = name in flexible
        # rich makes columns narrower that may wrap; their texts then are cut instead (below).
        grid.add_column(name, no_wrap=not gives_way, min_width=None if gives_way else cells(name))
    styles = emphasis or {}
    for row in safe:
        grid.add_row(*(Text(cell, style=styles.get(cell, ""), no_wrap=True, overflow="ellipsis") for cell in row))
    # rich reads NO_COLOR itself; TERM=dumb too.
    Console(highlight=False, no_color=not colour()).print(grid)


def _plain_table(columns: Sequence[str], rows: list[list[str]]) -> None:
    """Columns padded with blanks; no line is cut, so that ``grep`` and ``awk`` see everything."""
    widths = [max(map(cells, column)) for column in zip(columns, *rows, strict=True)]
    for row in (columns, *rows):
        line = "  ".join(cell + " " * (size - cells(cell)) for cell, size in zip(row, widths, strict=True))
        sys.stdout.write(line.rstrip() + "\n")


def _to_file() -> bool:
    """True when standard output is neither a terminal nor a pipe."""
    try:
        return not on_terminal() and not stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return False


@contextmanager
def progress(
    items: Iterable[Item], *, label: str, total: int | None = None, shared: bool = False
) -> Iterator[Iterable[Item]]:
    """Iterate with a bar on standard error when that is a terminal, and silently in a pipe.

    ``shared``: the command prints results meanwhile, so there is only a bar when these go to a file: in a terminal,
    or before ``| less``, the bar would stand among them.
    """
    if not sys.stderr.isatty() or (shared and not _to_file()):
        yield items
        return
    with click.progressbar(items, length=total, label=label, file=sys.stderr) as bar:
        yield bar


def age(seconds: float) -> str:
    """A span of time in the largest fitting unit: ``40 s``, ``12 min``, ``5 h``, ``3 d``."""
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{int(seconds // size)} {unit}"
    return f"{max(0, int(seconds))} s"


def local(moment: datetime, zone: tzinfo) -> str:
    """A moment by the desk's clock, with its weekday, to the minute: ``Mon 2026-03-02 09:00``."""
    return f"{moment.astimezone(zone):{DAY} %H:%M}"
