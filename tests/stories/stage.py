"""The stage that a story is played on: a whole desk with the real worker, and a clock that the story sets.

Comes in: a folder, the mailbox and the server to play with, a Story. Goes out: nothing when it is true, else a
StoryError with its line. Never: looks into mailroute but by its journal's public reader and the letters that went out.
"""

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path

from click.testing import CliRunner

from mailroute import bootstrap
from mailroute.cli import cli
from mailroute.commands import options
from mailroute.config import load
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.journal import Journal, outbox, timers
from mailroute.journal.records import OutboxRow, OutboxState
from mailroute.review import core
from tests.stories import letters, scene
from tests.stories.script import Moment, Outcome, Story, StoryError

_TICK = timedelta(milliseconds=20)
MOST_ROUNDS = 500
"""Of work between two moments; a story that needs more goes round in a circle."""


@dataclass
class Stage:
    """One desk. ``deliver`` brings a mail into its mailbox; ``refuse`` makes its server answer the next letter so."""

    folder: Path
    mailbox: str
    submission: str
    deliver: Callable[[bytes], None]
    refuse: Callable[[str], None] | None = None
    settings: tuple[str, ...] = ()
    """Keys of the configuration as a story's ``set`` gives them: what its servers need."""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    told: set[tuple[int, datetime | None]] = field(default_factory=set)
    """Letters of the outbox that were accounted for, each with its moment: one that came back may go out again."""
    sent: list[str] = field(default_factory=list)
    """The Message-ID of each letter that the story has told, in its order."""
    mails: int = 0
    own: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Message-ID and subject of the newest mail of each author."""
    stopped: bool = False
    printed: str = ""
    """What the newest command printed."""
    desk: bootstrap.Desk | None = None

    def play(self, story: Story) -> None:
        """Play a story to its end. Raises StoryError at the first line that is not true."""
        settings = (*self.settings, *story.settings)
        scene.set_up(self.folder, self.mailbox, self.submission, settings=settings, people=story.people)
        self.now = story.moments[0].at.astimezone(UTC) - timedelta(minutes=1)
        self._work()
        for moment in story.moments:
            try:
                self._play(moment)
            except StoryError as error:
                raise StoryError(f"{story.title}: {error}") from None

    # --- time ---

    def _clock(self) -> datetime:
        self.now += _TICK
        return self.now

    def _pass(self, until: datetime) -> None:
        """Let time pass, and do what is due when it is due; nothing while mailroute is stopped."""
        if self.stopped:
            self.now = max(self.now, until)
            return
        for _ in range(MOST_ROUNDS):
            with Journal.open(self.folder / "mailroute.db", now=self.now) as journal:
                dues = [due for due in (timers.next_due(journal.db), outbox.next_try(journal.db)) if due is not None]
            due = min(dues, default=until)
            if due >= until:
                self.now = max(self.now, until)
                return
            self.now = max(self.now, due)
            self._work()
        raise StoryError(f"after {MOST_ROUNDS} rounds something is still due")

    def _work(self) -> None:
        """What the worker does in one look at the mailbox."""
        if self.stopped:
            return
        desk = self._assembled()
        with desk.journal(now=self.now) as journal:
            worker = desk.worker(journal, clock=self._clock, stop=lambda: False, pause=lambda _seconds: None)
            worker.start()
            done = worker.drain()
            worker.close()
        if done.troubles:
            raise StoryError(f"the worker could not work: {done.troubles}")

    def _assembled(self) -> bootstrap.Desk:
        """The desk's parts. No story edits the catalogue or the letters, so they are read once."""
        if self.desk is None:
            config = load((self.folder / "mailroute.toml").read_text(), folder=self.folder)
            self.desk = bootstrap.assemble(config, now=self.now)
        return self.desk

    # --- what happens ---

    def _play(self, moment: Moment) -> None:
        before = self._newest_review()
        self._pass(moment.at.astimezone(UTC))
        self._happen(moment)
        self._work()
        for outcome in moment.outcomes:
            try:
                self._check(outcome, before)
            except StoryError as error:
                raise StoryError(f"line {outcome.line}: {outcome.text}: {error}") from None
        if left := self._untold():
            words = "; ".join(f"{letter.kind} to {', '.join(letter.recipients)}" for letter in left)
            raise StoryError(f"line {moment.line}: letters that the story does not tell: {words}")

    def _happen(self, moment: Moment) -> None:
        what = moment.what
        if found := re.fullmatch(r"(\S+@\S+) (writes|answers)(?: \(([^)]*)\))?(?:: (.*))?", what):
            author, verb, options, subject = found.groups()
            self._mail(
                letters.written(
                    self, moment, author, answers=verb == "answers", options=options or "", subject=subject or ""
                )
            )
        elif found := re.fullmatch(r"chat with (\S+@\S+) \(([^)]*)\)", what):
            self._mail(letters.transcript(self, moment, found[1], found[2]))
        elif found := re.fullmatch(r"the last letter to (\S+@\S+) bounces", what):
            self._mail(letters.bounced(self, moment, found[1]))
        elif found := re.fullmatch(r"the server refuses: (.*)", what):
            if self.refuse is None:
                raise StoryError(f"line {moment.line}: this stage's server cannot refuse")
            self.refuse(found[1])
        elif what in {"mailroute stops", "mailroute starts"}:
            self.stopped = what.endswith("stops")
        elif found := re.fullmatch(r"(\w+) decides (\w+)((?: \w+=\S+)*)", what):
            self._decide(moment, *found.groups())
        elif found := re.fullmatch(r"(\w+) runs: mailroute (.*)", what):
            self._run(moment, found[2])
        elif what:
            raise StoryError(f"line {moment.line}: what happens here? {what}")

    def _mail(self, raw: bytes) -> None:
        self.mails += 1
        self.deliver(raw)

    def _decide(self, moment: Moment, agent: str, disposition: str, options: str) -> None:
        given = dict(option.split("=", 1) for option in options.split())
        with self._journal() as journal:
            waiting = journal.reviews()
            if not waiting:
                raise StoryError(f"line {moment.line}: nothing waits for {agent}")
            newest = max(item.id for item in waiting)
            desk = self._assembled()
            word = AgentWord(
                by=agent,
                disposition=None if disposition == "procedure" else Disposition(disposition),
                department=given.get("department"),
                service=given.get("service"),
            )
            core.decide(journal, desk.planner(journal), newest, word, now=self._clock())

    def _run(self, moment: Moment, arguments: str) -> None:
        words = shlex.split(arguments.replace("{case}", self._newest_case()))
        clock = options.Clock(self._clock)
        ran = CliRunner().invoke(cli, ["--config", str(self.folder / "mailroute.toml"), *words], obj=clock)
        self.printed = ran.output
        if ran.exit_code and not any(outcome.text.startswith("prints ") for outcome in moment.outcomes):
            raise StoryError(f"line {moment.line}: exit code {ran.exit_code}: {ran.output}")

    # --- what must follow ---

    def _check(self, outcome: Outcome, reviews_before: int) -> None:
        text = outcome.text
        if found := re.fullmatch(r"sent (\w+) to (.*)", text):
            self._check_letter(outcome, found[1], [part.strip() for part in found[2].split(",")])
        elif found := re.fullmatch(r"decided (\w+)(?: by rule (\w+))?( urgent)?", text):
            self._check_decision(found[1], found[2], urgent=bool(found[3]))
        elif found := re.fullmatch(r"asks about ([\w ]+?)( urgent)?", text):
            self._check_review(outcome, found[1], reviews_before, urgent=bool(found[2]))
        elif found := re.fullmatch(r"prints (.*)", text):
            if found[1].lower() not in " ".join(self.printed.split()).lower():
                raise StoryError(f"it printed:\n{self.printed}")
        elif found := re.fullmatch(r"case (\w+)(?: of (\d+))?", text):
            self._check_case(found[1], int(found[2]) if found[2] else None)
        else:
            raise StoryError("no story tells this")

    def _check_letter(self, outcome: Outcome, kind: str, to: list[str]) -> None:
        untold = self._untold()
        if not untold:
            raise StoryError("no such letter went out")
        letter = untold[0]
        self.told.add((letter.id, letter.sent_at))
        self.sent.append(letter.message_id)
        if (kind, sorted(to)) != (letter.kind, sorted(letter.recipients)):
            raise StoryError(f"it was a {letter.kind} to {', '.join(letter.recipients)}")
        shown = " ".join(f"{letter.subject}\n{letters.text_of(self.payload(letter))}".split()).lower()
        for there, words in outcome.words:
            if there != (" ".join(words.split()).lower() in shown):
                raise StoryError(f"the letter {'does not say' if there else 'says'} {words!r}:\n{shown}")

    def _check_decision(self, disposition: str, rule: str | None, *, urgent: bool) -> None:
        with self._journal() as journal:
            row = journal.db.execute(
                "SELECT disposition, rule, decision FROM decision ORDER BY id DESC LIMIT 1"
            ).fetchone()
            case = journal.db.execute('SELECT urgent FROM "case" ORDER BY updated_at DESC, id DESC LIMIT 1').fetchone()
        if disposition != row["disposition"] or (rule and rule != row["rule"]) or urgent != bool(case["urgent"]):
            raise StoryError(
                f"it was {row['disposition']} by rule {row['rule']}"
                f"{' urgent' if case['urgent'] else ''}: {row['decision']}"
            )

    def _check_review(self, outcome: Outcome, about: str, before: int, *, urgent: bool) -> None:
        with self._journal() as journal:
            opened = [item for item in journal.reviews() if item.id > before]
        found = [(item.question["about"], item.urgent) for item in opened]
        if (about, urgent) not in found:
            raise StoryError(f"what was asked since: {found}")
        asked = " ".join(str(item.question) for item in opened if item.question["about"] == about).lower()
        for there, words in outcome.words:
            if there != (words.lower() in asked):
                raise StoryError(f"the question {'does not name' if there else 'names'} {words!r}: {asked}")

    def _check_case(self, state: str, number: int | None) -> None:
        with self._journal() as journal:
            if number is not None:
                row = journal.db.execute(
                    'SELECT state FROM "case" ORDER BY id LIMIT 1 OFFSET ?', (number - 1,)
                ).fetchone()
            else:
                row = journal.db.execute(
                    'SELECT "case".state FROM "case" JOIN mail ON mail."case" = "case".id ORDER BY mail.id DESC LIMIT 1'
                ).fetchone()
        if row is None or state != row["state"]:
            raise StoryError(f"it is {row['state'] if row else 'not there'}")

    # --- what is there ---

    def _journal(self) -> Journal:
        return Journal.open(self.folder / "mailroute.db", now=self.now)

    def _newest_review(self) -> int:
        with self._journal() as journal:
            return max((item.id for item in journal.reviews(include_decided=True)), default=0)

    def _newest_case(self) -> str:
        with self._journal() as journal:
            return next((case.id for case in journal.cases(limit=1)), "")

    def _letters(self) -> list[OutboxRow]:
        """Every letter that went out, in the order of going."""
        with self._journal() as journal:
            rows = journal.db.execute(
                "SELECT id FROM outbox WHERE state = ? ORDER BY settled_at, id", (OutboxState.SENT,)
            ).fetchall()
            return [row for (number,) in rows if (row := outbox.get(journal.db, number)) is not None]

    def _untold(self) -> list[OutboxRow]:
        return [letter for letter in self._letters() if (letter.id, letter.sent_at) not in self.told]

    def letter_to(self, address: str, number: int | None = None) -> OutboxRow:
        """The newest letter that went to an address (or was copied to it), or the story's Nth letter."""
        gone = self._letters()
        if number is not None:
            return gone[number - 1]
        for letter in reversed(gone):
            parsed = message_from_bytes(self.payload(letter), policy=policy.default)
            if address in letter.recipients or address in str(parsed["Cc"] or ""):
                return letter
        raise StoryError(f"no letter went to {address}")

    def payload(self, letter: OutboxRow) -> bytes:
        """The bytes of a letter."""
        with self._journal() as journal:
            return bytes(journal.db.execute("SELECT payload FROM outbox WHERE id = ?", (letter.id,)).fetchone()[0])


def maildirs(folder: Path) -> Stage:
    """A stage with two Maildirs for servers."""
    inbox = folder / "mail"
    for part in ("cur", "new", "tmp"):
        (inbox / part).mkdir(parents=True)

    numbers = count(1)

    def deliver(raw: bytes) -> None:
        (inbox / "new" / f"{next(numbers):06}.story").write_bytes(raw)

    return Stage(folder, f"maildir:{inbox}", f"maildir:{folder / 'sent'}", deliver)


__all__ = ["EmailMessage", "Stage", "maildirs"]
