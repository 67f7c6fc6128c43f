"""``loops``: forty kinds of autoresponders and two pairs of mailroutes face a desk for a day; nobody is answered twice.

Comes in: kinds (all of them), a folder for the journals. Goes out: one line with the figure; 1 when a peer got more than
one automatic answer within the day, a robot's mail was passed on to a queue, a mail was left unsettled, or the limit of
an hour did not hold. A robot of the kind sits at the customers' addresses and at every queue at once.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from mailroute.mail.addresses import plain_address
from tests.faults.loop_world import BEGIN, HELP, QUEUES, Desk, Party, Post, World, answers, desk, mail, passed_on
from tests.faults.robots import KINDS, TROUBLE, Kind, Robot

MOST_ANSWERS = 1
"""Automatic answers to one peer within a day."""

ANA, DORA = "ana-fx@robots.example", "dora-fx@robots.example"
BEA = "bea-fx@people.example"
COMPLETE = f"{TROUBLE} My NetID is beafx. Please write to me at this address; this address is fine."

WRITTEN = (
    (0.0, ANA, "Workday timesheet", TROUBLE),
    (0.5, BEA, "Timesheet in Workday", COMPLETE),
    (1.0, "thrdlicka-fx@wisc.edu", "Timesheet", TROUBLE),
    (2.0, BEA, "Qualtrics", "Qualtrics says that my quota of responses is used up."),
    (3.0, BEA, "SIS down", "SIS is down for our whole office, nobody can log in to SIS."),
    (4.0, BEA, "VPN", "WiscVPN does not connect from home, it says gateway timeout."),
    (6.0, ANA, "Degree audit", "My degree audit (DARS) does not run since this morning."),
    (7.0, ANA, "Advising in SIS", "SIS does not open for me. My NetID is anafx. This address is fine."),
    (8.0, DORA, "computer", "My departmental computer does not start."),
    (12.0, ANA, "Kaltura", "My video upload to Kaltura MediaSpace stops at half."),
    (18.0, ANA, "Enrollment", "SIS Student Records shows me no permission numbers."),
)
"""What people write in the day: hour, author, subject, text. Each disposition that sends something is among them."""


@dataclass(slots=True)
class Found:
    """What one scene showed."""

    name: str
    answers: Counter[str] = field(default_factory=Counter)
    """Automatic answers by peer: by the system behind an address, whatever address it writes from."""
    passed_on: Counter[str] = field(default_factory=Counter)
    """Copies that went to each queue."""
    unasked: int = 0
    """Letters to a queue on account of a mail that no person wrote."""
    written: int = 0
    received: int = 0
    reviews: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def most(self) -> int:
        """Answers to the peer that got most."""
        return max(self.answers.values(), default=0)


def written(at: datetime, *, to: str = HELP, of: Sequence[tuple[float, str, str, str]] = WRITTEN) -> Iterator[tuple[timedelta, Post]]:
    """The people's mails of the day."""
    for number, (hour, author, subject, text) in enumerate(of):
        after = timedelta(hours=hour)
        yield after, Post(author, to, mail(author, subject, text, at + after, to=to, number=number))


def facing(kind: Kind, folder: Path, *, noted: bool = True) -> Found:
    """A desk faces robots of a kind, at two customers and at every queue."""
    with desk(folder, noted=noted) as one:
        ana = Robot(kind, ANA)
        parties: dict[str, Party] = {
            HELP: one, ANA: ana, "@robots.example": ana, DORA: Robot(kind, DORA), **{to: Robot(kind, to) for to in QUEUES},
            "@queues.example": Robot(kind, "office@queues.example"), "robot@elsewhere.example": Robot(kind, "robot@elsewhere.example"),
        }  # fmt: skip
        world = World([one], parties)
        world.run(written(BEGIN))
        return judged(kind.name, world, one, len(WRITTEN))


def judged(name: str, world: World, one: Desk, people: int) -> Found:
    """What a desk did in a day, and what is wrong with it."""
    found = Found(name, written=people)
    for letter in answers(one.sent):
        found.answers[_peer(world, letter.to[0])] += 1
    for letter in passed_on(one.sent):
        found.passed_on.update(letter.to)
    found.unasked = _unasked(one)
    found.received = len(one.outcomes)
    found.reviews = sum(outcome.open_reviews for outcome in one.outcomes)
    if world.storm:
        found.faults.append("a storm: the day was not played to its end")
    if found.most > MOST_ANSWERS:
        found.faults.append(f"answers to one peer: {found.answers.most_common(1)}")
    if found.unasked:
        found.faults.append(f"{found.unasked} letters to a queue on account of a robot's mail")
    found.faults += [
        f"UID {outcome.uid} is {outcome.state}, decided as {outcome.dispositions}, letters {outcome.letters} {outcome.error}"
        for outcome in one.outcomes
        if outcome.state != "filed" or len(outcome.dispositions) != 1 or outcome.error or set(outcome.letters) - {"sent", "cancelled"}
    ]  # fmt: skip
    if one.mailbox.inbox:
        found.faults.append(f"{len(one.mailbox.inbox)} mails lie in the inbox")
    return found


def _peer(world: World, address: str) -> str:
    party = world.whose(address)
    return party.me if isinstance(party, Robot) else plain_address(address)


def _unasked(one: Desk) -> int:
    rows = one.journal.db.execute(
        "SELECT mail.raw FROM outbox JOIN mail ON mail.id = outbox.mail WHERE outbox.kind NOT IN ('reply', 'reminder')"
    )
    return sum(b"Message-ID: <hand." not in bytes(row[0]).partition(b"\r\n\r\n")[0] for row in rows)


def main(arguments: Sequence[str]) -> int:
    """Print the figure; 0 when all is well. ``arguments``: names of kinds, all when there are none."""
    begun = monotonic()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            for noted in (True, False):
                if not arguments or kind.name in arguments:
                    found.append(facing(kind, Path(folder) / f"{kind.name}-{noted}", noted=noted))
                    f=found[-1]; print(f.name, noted, f.most, dict(f.answers), 'passed',sum(f.passed_on.values()), max(f.passed_on.values()), 'unasked',f.unasked, 'rec', f.received, 'rev', f.reviews, f.faults)
    print(f"{monotonic() - begun:.1f} s")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
