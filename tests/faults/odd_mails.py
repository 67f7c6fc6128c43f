"""``corpus``: every odd mail that can be found, each through the whole of mailroute.

Comes in: folders (the shared fixtures, tests/corpus, the demo's mails and any that is named). Goes out: one line with
the figure; 1 when a mail has no outcome or takes too long. Mails are found whatever they lie in: files of one mail,
mbox, Maildir, zip, tar, gzip, strings inside of JSON; a text or HTML page that is no mail is put into one; and a file
that is none at all is given as it stands, too: what lies in a mailbox may be anything.
"""

import gzip
import io
import json
import re
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from mailroute.mail_files import from_stream
from tests.faults import hostile_desk

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared" / "fixtures"
OWN = (PROJECT / "tests" / "corpus", PROJECT / "demo" / "mails")
GOAL_S = 0.050
WORKED = 500
"""Mails that go through the worker and the journal, too."""

_MOST_NESTED = 5
_MOST_OCTETS = 64 * 1024 * 1024
_MBOX = re.compile(rb"From \S.*\d{4}\r?\n")
_LIKE_A_MAIL = re.compile(
    rb"(?im)\A[\s\xef\xbb\xbf]*(?:>?From .*\r?\n)?(?:[!-9;-~]+[ \t]*:.*\r?\n(?:[ \t].*\r?\n)*){0,200}?"
    rb"(?:from|to|subject|date|message-id|received|return-path|content-type|mime-version)[ \t]*:"
)


@dataclass(frozen=True, slots=True)
class Odd:
    """One mail: where it was found, how (``as it stands``, ``put into a mail``, ``with CRLF``), its bytes."""

    name: str
    how: str
    raw: bytes


def found(folders: Iterable[Path]) -> Iterator[Odd]:
    """Every mail in and below the folders, in a stable order; each once more with the wire's line ends."""
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file():
                yield from _twice(_inside(str(path), path.read_bytes(), 0))


def _twice(mails: Iterable[Odd]) -> Iterator[Odd]:
    for mail in mails:
        yield mail
        if b"\n" in mail.raw and b"\r" not in mail.raw:
            yield Odd(mail.name, f"{mail.how}, with CRLF", mail.raw.replace(b"\n", b"\r\n"))


def _inside(name: str, data: bytes, depth: int) -> Iterator[Odd]:
    """The mails of a file or of a member of a container."""
    if depth < _MOST_NESTED:
        members = list(_members(name, data))
        if members:
            for member, octets in members:
                yield from _inside(member, octets, depth + 1)
            return
    yield Odd(name, "as it stands", data)
    if _MBOX.match(data):
        for mail in from_stream(io.BytesIO(data), name=name):
            yield Odd(mail.name, "of an mbox", mail.raw)
    elif name.endswith((".json", ".jsonl")):
        yield from (Odd(name, "of JSON", text) for text in _strings(data) if _LIKE_A_MAIL.match(text))
    elif not _LIKE_A_MAIL.match(data):
        yield Odd(name, "put into a mail", _mail_of(name, data))


def _members(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """What a container holds; nothing when it is none, or broken."""
    stream = io.BytesIO(data)
    try:
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(stream) as archive:
                for info in archive.infolist():
                    if not info.is_dir() and info.file_size <= _MOST_OCTETS:
                        yield f"{name}!{info.filename}", archive.read(info)
        elif data.startswith(b"\x1f\x8b"):
            with gzip.open(stream) as file:
                yield name.removesuffix(".gz"), file.read(_MOST_OCTETS)
        elif data[257:262] == b"ustar":
            with tarfile.open(fileobj=stream) as tar:
                for member in tar:
                    inside = tar.extractfile(member) if member.isfile() and member.size <= _MOST_OCTETS else None
                    if inside is not None:
                        yield f"{name}!{member.name}", inside.read()
    except (OSError, zipfile.BadZipFile, tarfile.TarError, RuntimeError, NotImplementedError):
        return


def _strings(data: bytes) -> Iterator[bytes]:
    """Every string value of a JSON document, or of JSON Lines."""
    for text in (data, *data.splitlines()):
        try:
            todo = [json.loads(text)]
        except (ValueError, RecursionError):
            continue
        while todo:
            value = todo.pop()
            if isinstance(value, str):
                yield value.encode("utf-8", "surrogatepass")
            elif isinstance(value, dict):
                todo += value.values()
            elif isinstance(value, list):
                todo += value
        if text is data:
            return


def _mail_of(name: str, data: bytes) -> bytes:
    """A text or a page as a mail of today's to the desk, its octets as they are."""
    kind = "html" if name.endswith((".html", ".htm")) else "plain"
    head = (
        "From: Ana Example <ana-fx@wisc.edu>\nTo: help@doit.example\nSubject: Workday trouble\n"
        "Date: Mon, 23 Nov 2026 17:50:00 +0000\nMessage-ID: <put-into-a-mail@mail.example>\nMIME-Version: 1.0\n"
        f"Content-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    )
    return head.encode() + data


@dataclass(slots=True)
class Figure:
    """What was counted: seconds are of the processor's time, one a mail."""

    seconds: list[float] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    outcomes: Counter[str] = field(default_factory=Counter)
    how: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def at(self, share: float) -> float:
        """The time within which this share of the mails was done, in milliseconds."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * share))] * 1000

    @property
    def good(self) -> bool:
        """No failure, and 99 of 100 within the goal."""
        return not self.failures and self.at(0.99) <= GOAL_S * 1000


def judged(mails: Iterable[Odd]) -> Figure:
    """Each mail through parse, facts, decision and letters."""
    for raw in hostile_desk.samples():  # patterns and indexes are built at the first mails, not at each
        hostile_desk.plan(raw)
    figure = Figure()
    for mail in mails:
        started = process_time()
        try:
            outcome = str(hostile_desk.plan(mail.raw).decision.disposition)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            figure.failures.append(f"{mail.name} ({mail.how}): {type(error).__name__}: {error}")
            continue
        seconds = process_time() - started
        figure.slowest = max(figure.slowest, (seconds, mail.name))
        figure.seconds.append(seconds)
        figure.outcomes[outcome] += 1
        figure.how[mail.how] += 1
    return figure


def through_the_worker(mails: Sequence[Odd], figure: Figure) -> int:
    """A sample, evenly spread, through the real worker and journal; how many. What is wrong goes into the figure."""
    sample = mails[:: max(1, len(mails) // WORKED)]
    with tempfile.TemporaryDirectory() as folder:
        try:
            return len(hostile_desk.worked((mail.raw for mail in sample), Path(folder)))
        except Exception as error:  # noqa: BLE001 - the same
            figure.failures.append(f"the worker: {type(error).__name__}: {error}")
            return 0


def main(folders: Sequence[str] = ()) -> int:
    """Print the figure; 0 when it is reached."""
    places = [SHARED, *OWN, *(Path(folder) for folder in folders)]
    for place in places:
        if not place.exists():
            print(f"corpus: skipped {place}: no corpus")
    mails = list(found(place for place in places if place.exists()))
    figure = judged(mails)
    settled = through_the_worker(mails, figure)
    for failure in figure.failures:
        print(f"corpus: FAILED: {failure}")
    print(f"corpus: found: {_listed(figure.how)}")
    print(f"corpus: became: {_listed(figure.outcomes)}")
    done = len(figure.seconds)
    print(
        f"corpus: {done:,} of {len(mails):,} mails have exactly one outcome, {len(figure.failures)} failures;"
        f" CPU a mail: p50 {figure.at(0.5):.1f} ms, p99 {figure.at(0.99):.1f} ms (goal {GOAL_S * 1000:.0f}),"
        f" max {figure.at(1):.1f} ms ({Path(figure.slowest[1]).name}); {settled:,} also settled by worker and journal"
    )
    return 0 if figure.good else 1


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.most_common())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
