"""A small world of mail for ``loops``: desks with the real worker, people who write, robots that answer; one clock.

Comes in: parties with their addresses, and what people write when. Goes out: every letter that a desk sent, with its
moment and the party it went to. Never: waits (the clock jumps to the next event), judges.
"""

import csv
import heapq
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count
from pathlib import Path
from typing import Protocol
from zlib import crc32

from mailroute import bootstrap, resources
from mailroute.commands.demo_box import CONFIG
from mailroute.config import Config, load
from mailroute.deciding import Deciding
from mailroute.filing import Filing
from mailroute.intake import Intake
from mailroute.journal import Journal
from mailroute.journal.records import Status
from mailroute.mail.addresses import plain_address
from mailroute.mail.outgoing import Kind, Outgoing
from mailroute.recording import FOLDERS
from mailroute.sending import Sending
from mailroute.threads import Threads
from mailroute.worker import Worker
from tests.faults.hostile_desk import Outcome, WireSubmission, outcomes
from tests.worker.bench import MemoryMailbox

BEGIN = datetime(2026, 11, 23, 6, tzinfo=UTC)
DAY = timedelta(hours=24)
HELP = "help@doit.example"
CPS, ES, HDQA = "cps@queues.example", "hd-es@queues.example", "hdqa@queues.example"
SNCC, CHAT, NETWORK = "sncc@queues.example", "es-chat@channels.example", "network-team@queues.example"
QUEUES = (CPS, ES, HDQA, SNCC, CHAT, NETWORK)
TEAM = f'\n[routes.teams]\nnetwork = "{NETWORK}"\n'

_STUFFED = re.compile(rb"(?m)^\.\.")
_MOST_EVENTS = 5_000
"""Mails of one scene: a storm ends here, and is told."""


@dataclass(frozen=True, slots=True)
class Post:
    """One mail on its way to one recipient; ``sender`` is the reverse-path, empty for the null one."""

    sender: str
    recipient: str
    raw: bytes


class Party(Protocol):
    """Who receives mail: a desk, a robot."""

    def receive(self, post: Post, now: datetime) -> Iterable[tuple[float, Post]]:
        """What it sends in answer, each so many seconds later."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that a desk sent: when, and to which party (its name) each copy went."""

    at: datetime
    outgoing: Outgoing
    to: tuple[str, ...]


@dataclass
class Desk:
    """A mailroute: real journal and real worker; mailbox and submission are the world's."""

    name: str
    config: Config
    journal: Journal
    now: datetime = BEGIN
    noted: bool = True
    """Whether its mail server notes the reverse-path in the mail (RFC 5321 section 4.4); some do not."""
    mailbox: MemoryMailbox = field(default_factory=MemoryMailbox)
    submission: WireSubmission = field(default_factory=WireSubmission)
    sent: list[Letter] = field(default_factory=list)
    worker: Worker | None = None

    def start(self) -> None:
        """Put the worker together as ``bootstrap`` does, with this world's mailbox and submission."""
        desk = _parts(self.config)
        threads = Threads(self.journal, self.config.routes.hdqa, self.config.desk.authserv_id)
        self.worker = Worker(
            journal=self.journal,
            mailbox=self.mailbox,
            intake=Intake(self.journal, self.mailbox, tuple(f"Mailroute/{name}" for name in FOLDERS.values())),
            deciding=Deciding(
                self.journal, desk.planner(self.journal), threads, self.config.limits, "Mailroute", peers=desk.peers
            ),
            sending=Sending(self.journal, self.submission, "Mailroute"),
            filing=Filing(self.journal, self.mailbox),
            clock=self._clock,
            stop=lambda: False,
            pause=lambda _seconds: None,
        )
        self.worker.start()

    def receive(self, post: Post, now: datetime) -> Iterator[tuple[float, Post]]:
        """Deliver into its mailbox, let the worker work, and hand over what it sends."""
        self.mailbox.put(self._delivered(post, now))
        return self.work(now)

    def work(self, now: datetime) -> Iterator[tuple[float, Post]]:
        """What the worker sends now."""
        self.now = max(self.now, now)
        assert self.worker is not None, "start comes first"
        before = len(self.submission.taken)
        self.worker.drain()
        for outgoing, body in self.submission.taken[before:]:
            self.sent.append(Letter(now, outgoing, outgoing.envelope.recipients))
            raw = _STUFFED.sub(b".", body)
            for recipient in outgoing.envelope.recipients:
                yield 1.0, Post(outgoing.envelope.sender, recipient, raw)

    @property
    def outcomes(self) -> list[Outcome]:
        """What became of each mail that it received."""
        return outcomes(self.journal)

    @property
    def status(self) -> Status:
        """What ``mailroute status`` tells now."""
        return self.journal.status(self.now)

    def _clock(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def _delivered(self, post: Post, now: datetime) -> bytes:
        """The mail as the desk's own server puts it into the mailbox. The robots' domains all authenticate."""
        passed = f"Authentication-Results: {self.config.desk.authserv_id}; dmarc=pass\r\n"
        path = f"Return-Path: <{post.sender}>\r\n" if self.noted else ""
        received = f"Received: from mx.example by mx.mailroute.example; {format_datetime(now)}\r\n"
        return f"{path}{passed}{received}".encode() + post.raw


@dataclass
class World:
    """Everybody who may receive mail, by plain address or by ``@domain``; who is not there keeps silent."""

    desks: Sequence[Desk]
    parties: Mapping[str, Party]
    now: datetime = BEGIN
    received: Counter[str] = field(default_factory=Counter)
    storm: bool = False

    def run(self, written: Iterable[tuple[timedelta, Post]], *, lasts: timedelta = DAY) -> None:
        """Let the day pass: deliver what people write, all answers to it, and look in at each desk every hour."""
        order = count()
        events = [(self.now + at, next(order), post) for at, post in written]
        hours = int(lasts / timedelta(hours=1))
        events += [(self.now + timedelta(hours=hour), next(order), Post("", "", b"")) for hour in range(1, hours + 1)]
        heapq.heapify(events)
        end = self.now + lasts
        while events and not self.storm:
            self.now, _, post = heapq.heappop(events)
            if self.now > end:
                break
            for after, answer in self._deliver(post) if post.recipient else self._look_in():
                heapq.heappush(events, (self.now + timedelta(seconds=after), next(order), answer))
            self.storm = next(order) > _MOST_EVENTS

    def _deliver(self, post: Post) -> list[tuple[float, Post]]:
        party = self.whose(post.recipient)
        self.received[post.recipient] += 1
        return list(party.receive(post, self.now)) if party is not None else []

    def _look_in(self) -> list[tuple[float, Post]]:
        return [sent for desk in self.desks for sent in desk.work(self.now)]

    def whose(self, address: str) -> Party | None:
        """The party that receives mail for an address."""
        plain = plain_address(address)
        return self.parties.get(plain) or self.parties.get(f"@{plain.rpartition('@')[2]}")


def mail(author: str, subject: str, text: str, at: datetime, *, to: str = HELP, number: int = 0) -> bytes:
    """What a person writes by hand."""
    return (
        f"From: Ana Example <{author}>\r\nTo: Help Desk <{to}>\r\nSubject: {subject}\r\nDate: {format_datetime(at)}\r\n"
        f"Message-ID: <hand.{number}.{crc32(f'{author} {subject} {to}'.encode())}@mail.example>\r\n"
        "MIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n\r\nAna\r\n"
    ).encode()


_PARTS: dict[str, bootstrap.Desk] = {}


def _parts(config: Config) -> bootstrap.Desk:
    """The catalogue and templates of a desk, read once for all desks that are alike but for their folder."""
    key = repr((config.desk, config.routes, config.procedure))
    if key not in _PARTS:
        _PARTS[key] = bootstrap.assemble(config, now=BEGIN)
    return _PARTS[key]


@contextmanager
def desk(folder: Path, *, name: str = "A", edit: Callable[[str], str] = str, noted: bool = True) -> Iterator[Desk]:
    """A desk of the example's configuration, which ``edit`` may change."""
    if not (folder / "catalog").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(resources.catalog(), folder / "catalog")
        shutil.copytree(resources.templates(), folder / "templates")
        shutil.copyfile(resources.demo() / "people.csv", folder / "catalog" / "people.csv")
        _give_a_team(folder / "catalog" / "services.csv")
    config = load(edit(CONFIG + TEAM), folder=folder)
    with Journal.open(config.journal.path, now=BEGIN) as journal:
        journal.db.execute("PRAGMA synchronous=OFF")  # nothing crashes here; the disk's patience is proved elsewhere
        made = Desk(name, config, journal, noted=noted)
        made.start()
        yield made


def _give_a_team(services: Path) -> None:
    """WiscVPN, ruled "not ES", is handled by the network team."""
    with services.open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    for row in rows:
        if row[0] == "wiscvpn":
            row[head.index("team")] = "network"
    with services.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


def answers(letters: Iterable[Letter]) -> list[Letter]:
    """Those that are automatic answers."""
    return [letter for letter in letters if letter.outgoing.kind.at_most_once]


def passed_on(letters: Iterable[Letter]) -> list[Letter]:
    """Those that go to a queue: forwards, notices, questions to HDQA, to the chat channel."""
    return [letter for letter in letters if letter.outgoing.kind not in {Kind.REPLY, Kind.REMINDER}]
