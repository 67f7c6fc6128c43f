"""Mails that lie in files: one mail a file, a folder of them, a Maildir, an mbox, labelled mails, standard input.

Comes in: a path, or a stream. Goes out: raw mails with the name to show for each, in a stable order, one at a time.
Never: changes a file, follows a link out of a folder, stops at a file that cannot be read.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from mailroute import labelled
from mailroute.catalog import Person
from mailroute.fault import Fault

MAX_SIZE = 64 * 1024 * 1024
"""Octets of one mail; what is larger is reported, not read."""

_USUAL_SIZE = 64 * 1024
"""Octets asked for first: to ask for ``MAX_SIZE`` at once would set that much memory aside for each small mail."""

_UNRELATED = frozenset(
    f".{ending}"
    for endings in (
        "bak bz2 cfg conf css csv db doc docx gif gz htm html ini jpeg jpg js json jsonl lock log md pdf png ps py pyc",
        "rst sh sqlite svg tar toml tsv xls xlsx xml yaml yml zip",
    )
    for ending in endings.split()
)
_MAILDIR = ("cur", "new", "tmp")
# RFC 4155: a separator is "From ", an address, a date that ends in a year (some writers add a zone).
_SEPARATOR = re.compile(rb"From \S.*\d{4}")
_HEADER_LINE = re.compile(rb"[!-9;-~]+[ \t]*:")


@dataclass(frozen=True, slots=True)
class MailFile:
    """One mail found: ``name`` for people, ``raw`` its bytes, or ``error`` why there are none.

    ``directory`` is set for labelled mails: the customer directory that their label assumes.
    """

    name: str
    raw: bytes = b""
    error: str | None = None
    directory: tuple[Person, ...] | None = None


@dataclass(slots=True)
class LeftOut:
    """What a folder held besides mails: how many files of each ending (``hidden`` for those with a leading dot)."""

    endings: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        """Say how many, the most frequent first."""
        listed = ", ".join(f"{count} {ending}" for ending, count in self.endings.most_common())
        total = sum(self.endings.values())
        return f"left out {total} {'file that is' if total == 1 else 'files that are'} no mail: {listed}"


def read(path: Path, *, name: str, left_out: LeftOut) -> Iterator[MailFile]:
    """The mails of one argument; ``name`` is what a single file is called. A folder's are named relative to it."""
    if path.is_dir():
        yield from _folder(path, left_out)
        return
    if path.suffix.lower() == ".eml":
        yield _file(path, name)
        return
    try:
        if path.suffix.lower() == ".jsonl":
            with path.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
                yield from labelled_mails(lines, name=name)
        else:
            with path.open("rb") as stream:
                yield from from_stream(stream, name=name)
    except OSError as error:
        yield MailFile(name, error=f"cannot be read: {error.strerror}")


def from_stream(stream: IO[bytes], *, name: str) -> Iterator[MailFile]:
    """The mails of a stream: labelled ones when it begins with ``{``, an mbox with ``From ``, else a single mail."""
    first = stream.readline(MAX_SIZE)
    if first.lstrip().startswith(b"{"):
        text = (line.decode("utf-8", "surrogateescape") for line in _chain(first, stream))
        yield from labelled_mails(text, name=name)
    elif _SEPARATOR.match(first):
        yield from _mbox(_chain(first, stream), name)
    else:
        raw = first + stream.read(MAX_SIZE + 1)
        yield _too_large(name) if len(raw) > MAX_SIZE else MailFile(name, raw)


def labelled_mails(lines: Iterable[str], *, name: str) -> Iterator[MailFile]:
    """Labelled mails, each with the directory it assumes; a line that is none gives its error.

    The whole file is read first: its records together are the directory.
    """
    rows = list(labelled.read(lines, name=name))
    everybody = labelled.people(row for row in rows if isinstance(row, labelled.Labelled))
    shared = tuple(everybody.values())
    for row in rows:
        if isinstance(row, Fault):
            yield MailFile(f"{name}:{row.line}", error=str(row))
            continue
        own = labelled.directory_for(row, everybody)
        yield MailFile(f"{name}#{row.id}", row.raw, directory=shared if own is everybody else tuple(own.values()))


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _too_large(name: str) -> MailFile:
    return MailFile(name, error=f"is larger than {MAX_SIZE // 1024 // 1024} MB")


def _file(path: Path, name: str) -> MailFile:
    try:
        with path.open("rb") as stream:
            raw = stream.read(_USUAL_SIZE)
            if len(raw) == _USUAL_SIZE:
                raw += stream.read(MAX_SIZE + 1 - _USUAL_SIZE)
    except OSError as error:
        return MailFile(name, error=f"cannot be read: {error.strerror}")
    return _too_large(name) if len(raw) > MAX_SIZE else MailFile(name, raw)


def _folder(top: Path, left_out: LeftOut) -> Iterator[MailFile]:
    """The mails in and below a folder, in the order of their names."""

    def closed(error: OSError) -> None:
        left_out.endings[f"folder {error.filename}: {error.strerror}"] += 1

    for here, folders, files in os.walk(top, onerror=closed):
        place = Path(here)
        maildir = "cur" in folders and "new" in folders
        # A Maildir's own subfolders begin with a dot (Maildir++); elsewhere a dot hides.
        folders[:] = sorted(name for name in folders if maildir or not name.startswith("."))
        if maildir:
            folders[:] = [name for name in folders if name != "tmp"]
        below = "" if place == top else f"{place.relative_to(top).as_posix()}/"
        in_maildir = place.name in _MAILDIR and _is_maildir(place.parent)
        for name in sorted(files):
            path = place / name
            if name.startswith(".") or (maildir and not name.endswith(".eml")):
                left_out.endings["hidden" if name.startswith(".") else "of the Maildir itself"] += 1
            else:
                yield from _found(path, f"{below}{name}", left_out, sure=in_maildir)


def _is_maildir(folder: Path) -> bool:
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


def _found(path: Path, name: str, left_out: LeftOut, *, sure: bool) -> Iterator[MailFile]:
    """The mails of a file in a folder; without the ending ``.eml`` it must begin like a mail, or it is left out."""
    ending = path.suffix.lower()
    if sure or ending == ".eml":
        yield _file(path, name)
        return
    if ending in _UNRELATED or not path.is_file():
        left_out.endings[ending or "special"] += 1
        return
    try:
        with path.open("rb") as stream:
            start = stream.readline(1000)
            mbox = _SEPARATOR.match(start)
            if mbox is None and _HEADER_LINE.match(start) is None:
                left_out.endings[ending or "without an ending"] += 1
                return
            stream.seek(0)
            yield from from_stream(stream, name=name)
    except OSError as error:
        yield MailFile(name, error=f"cannot be read: {error.strerror}")


def _mbox(lines: Iterable[bytes], name: str) -> Iterator[MailFile]:
    """The mails of an mbox, numbered from 1; ``>From`` is given back its ``From`` (the mboxrd way)."""
    number, size = 0, 0
    mail: list[bytes] = []
    blank = True
    for line in lines:
        if blank and _SEPARATOR.match(line):
            if number:
                yield _one(mail, size, f"{name}#{number}")
            number, size, mail = number + 1, 0, []
        else:
            size += len(line)
            if size <= MAX_SIZE:
                mail.append(line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line)
        blank = not line.strip(b"\r\n")
    yield _one(mail, size, f"{name}#{number}")


def _one(mail: list[bytes], size: int, name: str) -> MailFile:
    if size > MAX_SIZE:
        return _too_large(name)
    if mail and not mail[-1].strip(b"\r\n"):
        mail.pop()  # the blank line before the next separator is the mbox's, not the mail's
    return MailFile(name, b"".join(mail))
