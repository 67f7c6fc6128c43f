"""A help desk in memory for hostile mail: the real catalogue, templates and rules, real worker and journal, no server.

Comes in: raw mails. Goes out: ``plan``: the whole way of one mail (parse, facts, decision, letters); ``worked``: what
the real worker made of many. Both raise ``WrongError`` when a mail has no outcome, or not exactly one.
"""

import json
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from mailroute import resources
from mailroute.bootstrap import Desk, assemble
from mailroute.commands.demo_box import CONFIG
from mailroute.config import load
from mailroute.config_sections import LimitsSection
from mailroute.deciding import Deciding
from mailroute.disposition import Disposition
from mailroute.explanation import explanation
from mailroute.facts import AgentWord
from mailroute.filing import Filing
from mailroute.intake import Intake
from mailroute.journal import Journal
from mailroute.mail.identity import CaseHead, case_token
from mailroute.mail.message import Message
from mailroute.mail.outgoing import Kind, Outgoing
from mailroute.mail.parse import parse
from mailroute.mail.wire import ComposeError
from mailroute.mailbox import Mailbox
from mailroute.planner import Planner, failed
from mailroute.planning import Plan
from mailroute.recording import FOLDERS
from mailroute.review.core import decide
from mailroute.sending import Sending
from mailroute.submission import Submission
from mailroute.submission.wire_form import checked, wire_form
from mailroute.threads import Threads
from mailroute.worker import Worker
from tests.worker.bench import MemoryMailbox

logging.getLogger("mailroute").addHandler(logging.NullHandler())  # what is wrong is told by the figure

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
CASE = CaseHead(case_token(7, b"a secret of the tests"), 1)
_TEAM = '\n[routes.teams]\nnetwork = "network-team@queues.example"\n'
_SANE = (datetime(1995, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC))

KINDS: dict[Disposition, Kind | None] = {
    Disposition.IGNORE: None,
    Disposition.REVIEW: None,
    Disposition.OUTAGE: Kind.NOTICE,
    Disposition.CPS: Kind.FORWARD,
    Disposition.ES: Kind.FORWARD,
    Disposition.TECHNICAL: Kind.FORWARD,
    Disposition.CONSULT: Kind.CONSULT,
    Disposition.CHAT: Kind.CHAT,
    Disposition.GATHER: Kind.REPLY,
    Disposition.ASK_DEPARTMENT: Kind.REPLY,
}
"""What may become of a mail that belongs to no case yet, and its letter (``technical`` has one for a team only)."""


class WrongError(AssertionError):
    """A mail has no outcome, or one that cannot be; says what."""


@cache
def desk() -> Desk:
    """The example's desk with the demo's people and one technical team."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(resources.catalog(), folder / "catalog")
        shutil.copytree(resources.templates(), folder / "templates")
        shutil.copyfile(resources.demo() / "people.csv", folder / "catalog" / "people.csv")
        services = folder / "catalog" / "services.csv"
        rows = services.read_text(encoding="utf-8").splitlines()
        place = rows[0].split(",").index("team")
        # No cell before "team" of these rows is quoted: the packaged example's own.
        services.write_text("\n".join(_with_team(row, place) for row in rows) + "\n", encoding="utf-8")
        return assemble(load(CONFIG + _TEAM, folder=folder), now=NOW)


def _with_team(row: str, place: int) -> str:
    cells = row.split(",")
    if cells[0] == "wiscvpn":
        cells[place] = "network"
    return ",".join(cells)


@cache
def planner() -> Planner:
    """Its planner."""
    return desk().planner()


@cache
def configured() -> frozenset[str]:
    """Every address that a letter may go to by the configuration."""
    routes = desk().config.routes
    teams = (address for team in routes.teams.values() for address in team)
    return frozenset((*routes.cps, *routes.es, *routes.hdqa, *routes.sncc, *routes.chat, *teams))


def plan(raw: bytes, *, agent: AgentWord | None = None, by: Planner | None = None) -> Plan:
    """The whole way of a mail, as the worker goes it; raises WrongError, or whatever mailroute lets through.

    A letter that must not be written (ComposeError) is an outcome: the worker asks a person about it.
    """
    message = parse(raw)
    now = _soon_after(message)
    try:
        made = (by or planner()).plan(raw, now=now, case=CASE, message=message, agent=agent)
    except ComposeError as refused:
        made = failed(raw, refused)
    check(made)
    return made


def check(made: Plan) -> None:
    """One disposition, its letter or none, in values that a journal and a script can hold."""
    disposition, letters = made.decision.disposition, made.outgoing
    if disposition not in KINDS:
        raise WrongError(f"a mail of no case became {disposition}")
    if disposition is Disposition.REVIEW and made.decision.question is None:
        raise WrongError("a review that asks nothing")
    if len(letters) > 1 or any(letter.kind is not KINDS[disposition] for letter in letters):
        raise WrongError(f"{disposition} brings {[str(letter.kind) for letter in letters]}")
    if not letters and KINDS[disposition] is not None and disposition is not Disposition.TECHNICAL:
        raise WrongError(f"{disposition} brings no letter")
    for letter in letters:
        author = made.facts.author or ""
        strangers = set(letter.envelope.recipients) - (_answered(made) if letter.kind.at_most_once else configured())
        if strangers or not letter.envelope.recipients:
            raise WrongError(f"a {letter.kind} to {sorted(strangers) or 'nobody'} for {author!r}")
    json.dumps(explanation(made, file="x"), ensure_ascii=False).encode()  # a lone surrogate cannot be told


def _answered(made: Plan) -> set[str]:
    customer = made.facts.customer.answer
    return {made.facts.author or "", customer.address if customer else ""}


def _soon_after(message: Message) -> datetime:
    """Five minutes after the mail was written, so that it is young enough for an answer; NOW when its date is odd."""
    if message.date is not None and _SANE[0] < message.date < _SANE[1]:
        return message.date + timedelta(minutes=5)
    return NOW


@dataclass
class WireSubmission:
    """Takes every mail in the form that goes over SMTP, and keeps it if told to. What cannot be sent raises."""

    name: str = "memory://submission"
    keep: bool = True
    taken: list[tuple[Outgoing, bytes]] = field(default_factory=list)

    def submit(self, outgoing: Outgoing, before_dot: Callable[[], None]) -> str:
        """Take the mail."""
        checked(outgoing.envelope)
        form = wire_form(outgoing)
        before_dot()
        if self.keep:
            self.taken.append((outgoing, form.body))
        return "250 taken"

    def probe(self) -> list[str]:
        """The name."""
        return [self.name]

    def close(self) -> None:
        """Nothing is held open."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the journal says of one mail, by its UID."""

    uid: int
    state: str
    dispositions: tuple[str, ...]
    open_reviews: int
    letters: tuple[str, ...]
    error: str


def worked(raws: Iterable[bytes], folder: Path) -> list[Outcome]:
    """What the real worker made of these mails with a journal in ``folder``; every one settled exactly once."""
    mailbox = MemoryMailbox()
    mailbox.put(*raws)
    with Journal.open(folder / "mailroute.db", now=NOW, check=True) as journal:
        _drained(journal, mailbox, WireSubmission(keep=False))
        found = outcomes(journal)
    for one in found:
        settle(one)
    return found


def forwarded_by_hand(raws: Iterable[bytes], folder: Path) -> str:
    """As ``worked``; then a person has every mail that waits for one forwarded. The first mail's disposition."""
    mailbox, submission = MemoryMailbox(), WireSubmission(keep=False)
    mailbox.put(*raws)
    with Journal.open(folder / "mailroute.db", now=NOW, check=True) as journal:
        _drained(journal, mailbox, submission)
        found = outcomes(journal)
        for one in found:
            settle(one)
        by = desk().planner(journal)
        for item in journal.reviews():
            decide(journal, by, item.id, AgentWord("a person", Disposition.ES), now=NOW + timedelta(hours=1))
        waiting = len(journal.reviews())
        _drained(journal, mailbox, submission)
        letters = [state for one in outcomes(journal) for state in one.letters]
    if waiting or set(letters) - {"sent"}:
        raise WrongError(f"{waiting} reviews wait, letters are {letters}")
    return found[0].dispositions[0]


def _drained(journal: Journal, mailbox: MemoryMailbox, submission: WireSubmission) -> None:
    made = worker(journal, mailbox, submission)
    made.start()
    made.drain()
    made.close()
    if mailbox.inbox or len(outcomes(journal)) != mailbox.next_uid - 1:
        raise WrongError(f"of {mailbox.next_uid - 1} mails {len(mailbox.inbox)} lie in the inbox")


def settle(one: Outcome) -> None:
    """A mail is settled: filed, decided once, a review open exactly where a person must look."""
    if one.state != "filed" or len(one.dispositions) != 1 or one.error:
        raise WrongError(f"UID {one.uid} is {one.state}, decided as {one.dispositions}: {one.error}")
    if (one.dispositions[0] == "review") != (one.open_reviews == 1):
        raise WrongError(f"UID {one.uid} is {one.dispositions[0]} with {one.open_reviews} open reviews")
    if any(state != "sent" for state in one.letters):
        raise WrongError(f"UID {one.uid} has letters {one.letters}")


def outcomes(journal: Journal) -> list[Outcome]:
    """What became of each mail in custody."""
    rows = journal.db.execute(
        "SELECT mail.uid, mail.state, mail.error,"
        " (SELECT json_group_array(disposition) FROM decision WHERE decision.mail = mail.id) AS decided,"
        " (SELECT count(*) FROM review WHERE review.mail = mail.id AND review.state = 'open') AS asked,"
        " (SELECT json_group_array(state) FROM outbox WHERE outbox.mail = mail.id) AS letters"
        " FROM mail ORDER BY mail.uid"
    )
    return [
        Outcome(
            row["uid"], row["state"], tuple(json.loads(row["decided"])), row["asked"],
            tuple(json.loads(row["letters"])), row["error"],
        )
        for row in rows
    ]  # fmt: skip


def worker(journal: Journal, mailbox: Mailbox, submission: Submission, of: Desk | None = None) -> Worker:
    """The real worker, at NOW, with limits that nothing here reaches."""
    of = of or desk()
    threads = Threads(journal, of.config.routes.hdqa, of.config.desk.authserv_id)
    limits = LimitsSection(per_case_day=99, per_case=99, per_customer_day=10_000, per_hour=1_000_000)
    moment = NOW

    def clock() -> datetime:
        nonlocal moment
        moment += timedelta(milliseconds=10)
        return moment

    return Worker(
        journal=journal,
        mailbox=mailbox,
        intake=Intake(journal, mailbox, tuple(f"Mailroute/{name}" for name in FOLDERS.values())),
        deciding=Deciding(journal, of.planner(journal), threads, limits, "Mailroute"),
        sending=Sending(journal, submission, "Mailroute"),
        filing=Filing(journal, mailbox),
        clock=clock,
        stop=lambda: False,
        pause=lambda _seconds: None,
    )


def samples() -> Sequence[bytes]:
    """The project's own mails: those of the demo and of tests/corpus."""
    here = Path(__file__).resolve().parents[1] / "corpus"
    files = [*sorted((resources.demo() / "mails").glob("*.eml")), *sorted(here.glob("*.eml"))]
    return [file.read_bytes() for file in files]
