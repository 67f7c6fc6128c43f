"""Figure 9: mails renumbered, a journal lost, yesterday's or another desk's: nothing is sent unasked, nothing skipped.

Comes in: a desk with a thousand mails behind it, some of them half-way. Goes out: one line a mishap, and the figure.

Each mishap is met by a worker, then a person releases the hold and looks at what is in doubt, as the oracle's person
does everywhere: in the queue's inbox. In the end each mail is settled, and no letter about a mail has come twice.
"""

import csv
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from mailroute import resources
from mailroute.journal import mailboxes
from tests.faults.fault import ALWAYS, Fault, Trouble
from tests.faults.oracle import person
from tests.faults.play import finished
from tests.faults.scenarios import decide, release, samples
from tests.faults.scene import Scene, complain, rows, scene, work

MAILS = 1000

OF_EACH = ("cps", "es", "technical", "gather")
"""Dispositions of the samples that come: forwards and answers;"""

REVIEW = "56-what-even"
"""and a question to a person."""

_PERSON = re.compile(rb"(?<=[a-z])-fx@")
_ID = re.compile(rb"(?im)^(Message-ID:\s*<)")
_NAMES = re.compile(rb"(?im)^(?:Message-ID|In-Reply-To):\s*(<[^>\r\n]+>)")


@dataclass
class Day:
    """A desk's day until the mishap; ``count`` numbers the mails."""

    stage: Scene
    mails: int
    count: int = 0
    delivered: set[bytes] = field(default_factory=set)

    def come(self, share: float) -> None:
        """So many of the mails come, a round of the samples at a time, and what can be done with each round is done."""
        until = self.count + max(1, round(self.mails * share))
        while self.count < until:
            raws = [another_person(raw, self.count + number) for number, raw in enumerate(_round(), start=1)]
            self.count += len(raws)
            self.delivered |= {_name(raw) for raw in raws}
            self.stage.deliver(*raws)
            self.stage.later(minutes=16)  # one after the other: no burst, as in an outage
            finished(self.stage, work)

    def until_backup(self) -> None:
        """Mails are settled; others wait for a server that is busy; an agent has ordered letters that wait, too."""
        self.come(0.4)
        self.stage.trouble(Trouble("MAIL", Fault.NO, times=ALWAYS))
        self.come(0.1)
        for _ in range(3):
            finished(self.stage, decide("cps"))

    def after_backup(self) -> None:
        """What waited is sent, mails come and are settled, an agent decides, and some are half-way again."""
        self.stage.trouble()
        self.stage.later(hours=1)
        for _ in range(3):
            finished(self.stage, decide("cps"))
        self.come(0.25)
        self.stage.trouble(Trouble("MAIL", Fault.NO, times=ALWAYS))
        self.come(0.05)
        self.stage.trouble()
        self.stage.later(hours=1)


def renumbered(stage: Scene, _backup: Path) -> None:
    """The server has lost its index."""
    with stage.imap.state:
        stage.imap.store.renumber()


def lost(stage: Scene, _backup: Path) -> None:
    """The journal is gone, with all that lay beside it."""
    for file in stage.folder.glob("mailroute.db*"):
        file.unlink()


def removed(stage: Scene, _backup: Path) -> None:
    """The journal is gone; its mark is still there."""
    stage.path.unlink()


def yesterdays(stage: Scene, backup: Path) -> None:
    """The journal is yesterday's, its mark today's."""
    shutil.copyfile(backup / stage.path.name, stage.path)


def alone(stage: Scene, backup: Path) -> None:
    """The journal is yesterday's, and nothing else was restored."""
    lost(stage, backup)
    yesterdays(stage, backup)


def altogether(stage: Scene, backup: Path) -> None:
    """The whole folder is yesterday's."""
    for file in backup.glob("mailroute.db*"):
        shutil.copyfile(file, stage.folder / file.name)


def another(stage: Scene, backup: Path) -> None:
    """It is the journal of another desk."""
    shutil.copyfile(backup / "another.db", stage.path)


MISHAPS: tuple[Callable[[Scene, Path], None], ...] = (
    renumbered, lost, removed, yesterdays, alone, altogether, another,
)  # fmt: skip


@dataclass(slots=True)
class Figure:
    """What came of the mishaps."""

    mails: int = 0
    unasked: int = 0
    skipped: int = 0
    twice: int = 0
    in_doubt: int = 0
    letters: int = 0
    wrong: list[str] = field(default_factory=list)


def another_desks(stage: Scene, keep: Path) -> None:
    """Make the journal of another desk, with letters that wait, and keep it."""
    stage.reset(fresh=True)
    day = Day(stage, 60, count=100_000)
    day.until_backup()
    shutil.copyfile(stage.path, keep / "another.db")


def met(stage: Scene, mishap: Callable[[Scene, Path], None], mails: int, figure: Figure) -> Iterator[str]:
    """A day, a backup, a day, the mishap; what is wrong then."""
    backup = stage.folder / "backup"
    shutil.rmtree(backup, ignore_errors=True)
    backup.mkdir()
    if mishap is another:
        another_desks(stage, backup)
    stage.reset()
    day = Day(stage, mails)
    day.until_backup()
    for file in stage.folder.glob("mailroute.db*"):
        shutil.copyfile(file, backup / file.name)
    day.after_backup()
    before = len(stage.arrived)
    mishap(stage, backup)
    day.come(0.2)
    finished(stage, work)
    figure.mails += day.count
    unasked = len(stage.arrived) - before
    figure.unasked += unasked
    if unasked:
        yield f"{unasked} letters sent unasked"
    with stage.journal() as journal:
        held = mailboxes.held(journal.db)
        uids = "SELECT uid FROM mail JOIN mailbox ON mailbox.id = mailbox WHERE mail.uidvalidity = mailbox.uidvalidity"
        taken = {row[0] for row in rows(journal.db, uids)}
    if not held:
        yield "the mailbox is not on hold"
    left = set(stage.imap.store.inbox.mails) - taken
    if left:
        yield f"{len(left)} mails are not taken in"
    stage.run(release)
    yield from _in_the_end(stage, day, figure)


def _in_the_end(stage: Scene, day: Day, figure: Figure) -> Iterator[str]:
    """After the release, and when a person has looked: each mail settled, no letter twice."""
    looked = person(stage)
    finished(stage, work)
    while found := person(stage):
        looked += found
        finished(stage, work)
        if found.unasked:
            yield "a letter in doubt is in no review"
            break
    figure.in_doubt += looked.in_doubt
    figure.letters += len(stage.arrived)
    with stage.imap.state:
        store = stage.imap.store
        lying = {_name(raw): [place for place, _ in store.copies(origin)] for origin, raw in store.delivered.items()}
    skipped = [name for name in day.delivered if not lying[name] or lying[name] == ["INBOX"]]
    figure.skipped += len(skipped)
    if skipped:
        yield f"{len(skipped)} mails skipped, such as {skipped[0].decode()} in {lying[skipped[0]]}"
    letters = Counter((name, mail.recipients) for mail in stage.arrived for name in _NAMES.findall(mail.raw))
    twice = [letter for letter, count in letters.items() if count > 1 and letter[0] in day.delivered]
    figure.twice += len(twice)
    if twice:
        yield f"{len(twice)} letters twice, such as {twice[0]}"
    again = [name for name, count in Counter(mail.message_id for mail in stage.arrived).items() if count > 1]
    if again:
        yield f"{len(again)} Message-IDs twice"


def another_person(raw: bytes, number: int) -> bytes:
    """The same mail from somebody else, wherever they are named in it. In letters: a number makes no other person."""
    name = bytes(ord("a") + int(digit) for digit in str(number))
    return _ID.sub(rb"\g<1>%d." % number, _PERSON.sub(b"x" + name + b"-fx@", raw))


@cache
def _round() -> tuple[bytes, ...]:
    """One mail of each sample that another person may have written as well."""
    with (resources.demo() / "expected.csv").open(encoding="utf-8", newline="") as file:
        names = [Path(row["file"]).stem for row in csv.DictReader(file) if row["disposition"] in OF_EACH]
    names.append(REVIEW)
    return tuple(raw for raw in samples(*names) if _PERSON.search(raw) and _NAMES.search(raw))


def _name(raw: bytes) -> bytes:
    found = _NAMES.search(raw)
    assert found is not None, "every sample has one"
    return found[1]


def main(arguments: Sequence[str] = ()) -> int:
    """``make old-journals``: every mishap with a thousand mails, or so many; 1 below the goal."""
    mails = int(arguments[0]) if arguments else MAILS
    figure = Figure()
    with scene() as stage:
        for mishap in MISHAPS:
            wrong = list(met(stage, mishap, mails, figure))
            figure.wrong += wrong
            for line in wrong:
                complain(f"{mishap.__name__}: {line}")
    print(
        f"old-journals: {len(MISHAPS)} mishaps, {figure.mails:,} mails, {figure.letters:,} letters:"
        f" {figure.unasked} sent unasked, {figure.skipped} mails skipped, {figure.twice} letters twice after the"
        f" release; {figure.in_doubt} letters in doubt, each in the review"
    )
    return int(bool(figure.wrong))
