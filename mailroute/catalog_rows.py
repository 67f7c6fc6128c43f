"""A table of the desk's: CSV bytes become rows that know their line and collect their faults.

Comes in: the bytes or text of a CSV file (RFC 4180, UTF-8, one line a row) and the columns it may have. Goes out: rows.
Never: opens a file, knows what a department is.

A cell holds no line break. So a quote that is not closed is a fault of its own line and swallows no other.
"""

import contextlib
import csv
import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from mailroute.fault import Fault

_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")

_Fault = Callable[[int | None, str, str], None]
"""Notes a fault: its line, what is wrong, how to mend it."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file must and may hold: ``what`` is the word for one row, ``needed`` and ``optional`` are its columns."""

    what: str
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line's cells by column, without the blanks around them, and the faults found in it so far."""

    file: str
    line: int
    cells: dict[str, str]
    faults: list[Fault]

    def fault(self, what: str, mend: str = "", *, warning: bool = False) -> None:
        """Note a fault of this line."""
        self.faults.append(Fault(self.file, self.line, what, mend, warning))

    def text(self, column: str, *, needed: bool = False) -> str:
        """A cell; empty when the column is not there."""
        value = self.cells.get(column, "")
        if needed and not value:
            self.fault(f"{column} is empty", "each row needs one")
        return value

    def items(self, column: str) -> tuple[str, ...]:
        """A cell's list, split at ``;``; empty items are left out."""
        return tuple(item for part in self.text(column).split(";") if (item := part.strip()))

    def yes(self, column: str, *, needed: bool = False) -> bool:
        """Whether a cell says yes; an empty one is no, unless it is ``needed``."""
        value = self.text(column, needed=needed)
        if value.lower() not in {"yes", "no", ""}:
            self.fault(f"{column} is {value[:40]!r}", "write yes or no")
        return value.lower() == "yes"

    def day(self, column: str) -> date | None:
        """A cell's date; None when it is empty or none."""
        value = self.text(column)
        # fromisoformat() alone takes 20261101 and 2026-W44-7, too: dates, but none that a desk writes on purpose
        if value and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            with contextlib.suppress(ValueError):
                return date.fromisoformat(value)
        if value:
            self.fault(f"{column} is {value[:40]!r}, which is no date", "write it like 2027-06-30")
        return None


@dataclass(slots=True)
class Rows:
    """A file's rows. ``whole`` is False when some line could not be read as a row at all."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    whole: bool = True

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def rows(content: str | bytes, file: str, table: Table) -> Rows:
    """Read a table. ``file`` is its name in the faults; they are in ``Rows.faults``, and so are those noted later."""
    found = Rows()

    def fault(line: int | None, what: str, mend: str) -> None:
        found.faults.append(Fault(file, line, what, mend))
        found.whole = False

    text = _text(content, fault)
    if text is None:
        return found
    columns: list[str] = []
    for line, cells in _cells(text, fault):
        if not columns:
            columns = [cell.lower() for cell in cells]
            if not _header(columns, line, table, fault):
                return found
        elif len(cells) != len(columns):
            more = len(cells) > len(columns)
            mend = 'put a cell that holds a comma into "quotes"' if more else "write the commas of empty cells, too"
            fault(line, f"the row has {len(cells)} cells, the header {len(columns)}", mend)
        else:
            found.rows.append(Row(file, line, dict(zip(columns, cells, strict=True)), found.faults))
    if not columns:
        fault(None, "the file has no header line", f"begin it with {','.join((*table.needed, *table.optional))}")
    elif not found.rows and not found.faults and not table.may_be_empty:
        fault(None, f"the file holds no {table.what}", "write one a line below the header")
    return found


def _text(content: str | bytes, fault: _Fault) -> str | None:
    """The text of a file; None when it is not UTF-8."""
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        fault(None, "the file is UTF-16", 'save it as "CSV UTF-8"')
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.split(content[: error.start].decode("latin-1")))
        fault(line, "this line is not UTF-8", 'save the file as "CSV UTF-8"')
        return None


def _cells(text: str, fault: _Fault) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that is neither blank nor a comment."""
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if not line.strip(" \t,") or line.startswith("#"):
            continue
        if _CONTROL.search(line):
            fault(number, "the line holds a control character", "take it out")
            continue
        try:
            (cells,) = csv.reader([line], strict=True)
        except csv.Error:
            mend = 'close each quote on its line, write one inside a cell as ""'
            fault(number, "a quote is not closed, or closed in the middle of a cell", mend)
            continue
        yield number, [cell.strip() for cell in cells]


def _header(columns: list[str], line: int, table: Table, fault: _Fault) -> bool:
    """True when the columns are those of the table; else their faults are noted."""
    known = (*table.needed, *table.optional)
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t"):
        fault(line, "the columns are not parted by commas", "save the file as comma-separated values")
        return False
    missing = [column for column in table.needed if column not in columns]
    if missing:
        fault(line, f"the header lacks {', '.join(missing)}", f"the columns are {', '.join(known)}")
    for column in dict.fromkeys(columns):
        if column not in known:
            near = difflib.get_close_matches(column, known, n=1)
            mend = f"did you mean {near[0]}?" if near else f"the columns are {', '.join(known)}"
            fault(line, f"there is no column {column[:40]!r}" if column else "a column has no name", mend)
        elif columns.count(column) > 1:
            fault(line, f"the column {column} is there twice", "leave one out")
    return not missing and len(set(columns)) == len(columns)
