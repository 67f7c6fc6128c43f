"""A worker on a bench: real journal, real worker; a mailbox, a server and a planner that stay in memory.

The mailbox and the server outlive a worker, as real ones do, so that a test can let one crash and start the next.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from mailroute.catalog import Ruling, Service
from mailroute.config_sections import LimitsSection
from mailroute.deciding import Deciding
from mailroute.decision import Decision, Question
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord, Customer, Facts, Handling, ThreadKind
from mailroute.filing import Filing
from mailroute.finding import Finding
from mailroute.intake import Intake
from mailroute.journal import Journal
from mailroute.mail.identity import CaseHead, message_id
from mailroute.mail.message import Message
from mailroute.mail.outgoing import Envelope, Kind, Outgoing
from mailroute.mail.parse import parse
from mailroute.mailbox import MOST_HEADS, Fetched, MailboxError, Newcomers
from mailroute.planning import Again, Plan, RouteTaken
from mailroute.recording import FOLDERS
from mailroute.sending import Sending
from mailroute.submission import SubmissionError
from mailroute.threads import Threads
from mailroute.witness import Witness
from mailroute.worker import Done, Worker

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DESK = "help@desk.example"
HDQA = "hdqa@queues.example"


def mail(
    subject: str, *, author: str = "ana-fx@wisc.edu", message: str = "", extra: str = "", body: str = "Hello"
) -> bytes:
    """A small mail; the planner of this bench reads nothing but its subject."""
    name = message or f"<{abs(hash((subject, author, extra, body)))}@mail.example>"
    return (
        f"From: {author}\r\nTo: {DESK}\r\nSubject: {subject}\r\nMessage-ID: {name}\r\n{extra}\r\n{body}\r\n"
    ).encode()


@dataclass
class MemoryMailbox:
    """A mailbox that never forgets a UID and keeps what was filed by folder. ``down`` makes every call fail."""

    name: str = "memory://help/INBOX"
    uidvalidity: int = 7
    inbox: dict[int, bytes] = field(default_factory=dict)
    filed: dict[str, list[bytes]] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    next_uid: int = 1
    down: str = ""

    def put(self, *raws: bytes) -> None:
        """Deliver mails."""
        for raw in raws:
            self.inbox[self.next_uid] = raw
            self.next_uid += 1

    def renumber(self) -> None:
        """Do what a server does that has lost its index: every mail gets a new UID, under a new UIDVALIDITY."""
        self.uidvalidity += 1
        self.inbox = dict(enumerate(self.inbox.values(), 1001))
        self.next_uid = 1001 + len(self.inbox)

    def open(self) -> int:
        """Give the UIDVALIDITY."""
        self._check()
        return self.uidvalidity

    def uids(self) -> Sequence[int]:
        """Every UID."""
        self._check()
        return sorted(self.inbox)

    def fetch(self, uids: Iterable[int]) -> Iterator[Fetched]:
        """The bytes of these."""
        self._check()
        yield from (Fetched(uid, self.inbox[uid], self.faults.get(uid, "")) for uid in uids if uid in self.inbox)

    def file(self, uids: Sequence[int], folder: str) -> None:
        """Move these; one that has gone is no error."""
        self._check()
        for uid in uids:
            if uid in self.inbox:
                self.filed.setdefault(folder.removeprefix("Mailroute/"), []).append(self.inbox.pop(uid))

    def holding(self, folders: Sequence[str]) -> list[str]:
        """Those that hold mail."""
        self._check()
        return [folder for folder in folders if self.filed.get(folder.removeprefix("Mailroute/"))]

    def newcomers(self, since: Mapping[str, str]) -> dict[str, Newcomers]:
        """What was filed since: the mark is how many there were."""
        self._check()
        there = {folder: self.filed.get(folder.removeprefix("Mailroute/"), []) for folder in since}
        return {
            folder: Newcomers(str(len(raws)), tuple(raws[int(since[folder] or 0) :][-MOST_HEADS:]))
            for folder, raws in there.items()
            if len(raws) != int(since[folder] or 0)
        }

    def wait(self, seconds: float, wake: Callable[[], bool] | None = None) -> None:
        """Nothing comes while a test waits."""
        del seconds, wake
        self._check()

    def probe(self, folders: Sequence[str]) -> list[str]:
        """The name."""
        del folders
        return [self.name]

    def close(self) -> None:
        """Nothing is held open."""

    def _check(self) -> None:
        if self.down:
            raise MailboxError(self.down)


@dataclass
class MemorySubmission:
    """A server that keeps what it took; ``answers`` are the faults of the next mails, None for a mail that it takes."""

    name: str = "memory://submission"
    taken: list[Outgoing] = field(default_factory=list)
    answers: list[SubmissionError | None] = field(default_factory=list)
    late: bool = False
    """Whether a fault comes after the dot (else before it)."""

    def submit(self, outgoing: Outgoing, before_dot: Callable[[], None]) -> str:
        """Take the mail, or answer with the next fault."""
        fault = self.answers.pop(0) if self.answers else None
        if fault is not None and not self.late:
            raise fault
        before_dot()
        if fault is not None:
            raise fault
        self.taken.append(outgoing)
        return "250 taken"

    def probe(self) -> list[str]:
        """The name."""
        return [self.name]

    def close(self) -> None:
        """Nothing is held open."""

    @property
    def ids(self) -> list[str]:
        """The Message-IDs taken, in order."""
        return [outgoing.message_id for outgoing in self.taken]


SIS = Service("sis", "SIS", pick2=True)

_BY_WORD = {
    "forward": Disposition.CPS,
    "ask": Disposition.GATHER,
    "robot": Disposition.IGNORE,
    "doubt": Disposition.REVIEW,
    "outage": Disposition.OUTAGE,
    "consult": Disposition.CONSULT,
}
_KINDS = {
    Disposition.CPS: Kind.FORWARD,
    Disposition.ES: Kind.FORWARD,
    Disposition.GATHER: Kind.REPLY,
    Disposition.OUTAGE: Kind.NOTICE,
    Disposition.CONSULT: Kind.CONSULT,
}


@dataclass
class SubjectPlanner:
    """Decides by the subject's first word; an answer to a case becomes ``es``. ``broken`` subjects raise."""

    secret: bytes
    version: str = "v1"

    def plan(
        self,
        raw: bytes,
        *,
        now: datetime,
        case: CaseHead,
        thread: Finding[ThreadKind] = Finding(ThreadKind.NEW),
        agent: AgentWord | None = None,
        known: Handling | None = None,
        rulings: Sequence[Ruling] = (),
        limits_reached: str | None = None,
        message: Message | None = None,
        earlier: Sequence[bytes] = (),
        said: AgentWord | None = None,
    ) -> Plan:
        """Decide by the first word."""
        del now, known, rulings, said
        message = parse(raw) if message is None else message
        words = message.subject.removeprefix("Re: ").split()
        word = words[0] if words else ""
        if word == "broken":
            raise LookupError("a rule tripped over it")
        author = message.author.addr if message.author else None
        facts = Facts(
            author=author,
            customer=Finding(Customer(author) if author else None),
            automatic=Finding(word == "robot"),
            thread=thread,
            agent=agent,
            services=Finding((SIS,) if word == "outage" else ()),
        )
        decision = self._decision(word, thread.answer, agent, limits_reached)
        outgoing: tuple[Outgoing, ...] = ()
        kind = _KINDS.get(decision.disposition)
        if kind is not None and (kind is not Kind.NOTICE or case.outage_notice_due):
            to = author or "" if kind is Kind.REPLY else f"{decision.disposition}@queues.example"
            name = message_id(kind, case.token, case.next_number, domain="desk.example", secret=self.secret)
            body = f"{len(earlier)} before"
            outgoing = (
                Outgoing(
                    kind,
                    kind.value,
                    Envelope("", (to,)),
                    name,
                    f"Re: ({case.token})" + (" first" if kind is Kind.FORWARD and case.first_forward else ""),
                    body,
                    b"Subject: x\r\n\r\n",
                ),
            )
        recipients = tuple(to for one in outgoing for to in one.envelope.recipients)
        return Plan(message, facts, decision, RouteTaken(decision.disposition.value, recipients), outgoing)

    def again(self, raw: bytes, *, came_at: datetime, why: Again, **given: Any) -> Plan:  # noqa: ANN401 - as above
        """Decide the same again."""
        del came_at, why, given["outage"]
        return self.plan(raw, **given)

    def _decision(self, word: str, thread: ThreadKind, agent: AgentWord | None, limits_reached: str | None) -> Decision:
        if agent is not None and agent.disposition is not None:
            return Decision(agent.disposition, "agent")
        if word == "robot":
            return Decision(Disposition.IGNORE, "1")
        if word == "stolen":
            security = Question("security", "a stolen laptop: a person at once; nothing is sent")
            return Decision(Disposition.REVIEW, "3", urgent=True, question=security)
        if word == "uneasy":
            return Decision(Disposition.REVIEW, "10", question=Question("security", "it may be one"))
        if thread is ThreadKind.CUSTOMER_ANSWER:
            return Decision(Disposition.IGNORE if word == "solved" else Disposition.ES, "14")
        if thread is not ThreadKind.NEW:
            return Decision(Disposition.REVIEW, "2b", question=Question("thread", "not its author"))
        disposition = _BY_WORD.get(word, Disposition.REVIEW)
        if disposition is Disposition.GATHER and limits_reached:
            return Decision(Disposition.REVIEW, "13", question=Question("answer", limits_reached), proposed=disposition)
        question = Question("service", "which?", ("sis", "canvas")) if disposition is Disposition.REVIEW else None
        return Decision(disposition, "10", question=question, proposed=Disposition.CPS if question else None)


@dataclass
class Bench:
    """What outlives a worker: the journal's file, the mailbox, the server, and the time."""

    path: Path
    mailbox: MemoryMailbox = field(default_factory=MemoryMailbox)
    submission: MemorySubmission = field(default_factory=MemorySubmission)
    now: datetime = NOW
    limits: LimitsSection = field(
        default_factory=lambda: LimitsSection(per_case_day=9, per_customer_day=99, per_hour=999)
    )

    def clock(self) -> datetime:
        """The time on the bench; it moves by a second each time it is asked, and by what a test adds."""
        self.now += timedelta(seconds=1)
        return self.now

    @contextmanager
    def journal(self) -> Iterator[Journal]:
        """The journal, to look into."""
        with Journal.open(self.path, now=self.now) as journal:
            yield journal

    @contextmanager
    def worker(self, *, shadow: bool = False) -> Iterator[Worker]:
        """A worker, started; a Crash out of the block leaves what a crash leaves."""
        with Journal.open(self.path, now=self.now, check=True) as journal:
            threads = Threads(journal, (HDQA,), "mx.desk.example")
            planner = SubjectPlanner(journal.secret)
            folders = () if shadow else tuple(f"Mailroute/{name}" for name in FOLDERS.values())
            witness = Witness(journal, self.mailbox, folders, "Mailroute")
            worker = Worker(
                journal=journal,
                mailbox=self.mailbox,
                intake=Intake(journal, self.mailbox, folders, None if shadow else witness),
                deciding=Deciding(journal, planner, threads, self.limits, "Mailroute", shadow),
                sending=Sending(journal, self.submission, "Mailroute"),
                filing=Filing(journal, self.mailbox),
                clock=self.clock,
                stop=lambda: False,
                pause=lambda _seconds: None,
            )
            worker.start()
            yield worker
            worker.close()

    def drain(self, *, shadow: bool = False) -> Done:
        """One ``mailroute run --once``."""
        with self.worker(shadow=shadow) as worker:
            return worker.drain()
