"""``loops``: forty kinds of autoresponders and two pairs of mailroutes face a desk for a day; nobody is answered twice.

Comes in: names of kinds (all of them when there is none). Goes out: lines with the figure; 1 when a peer got more than
one automatic answer within the day, more letters went to queues than people wrote mails, a mail was left unsettled, or
the limit of an hour did not hold. A robot of the kind sits at the customers' addresses and at every queue at once.
"""

import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from mailroute import turns
from mailroute.mail.addresses import plain_address
from tests.faults.hostile_desk import Outcome
from tests.faults.loop_world import BEGIN, HELP, QUEUES, Desk, Party, Post, World, answers, desk, mail, passed_on
from tests.faults.robots import KINDS, TROUBLE, UNBOUNDED, Kind, Robot

MOST_ANSWERS = 1
"""Automatic answers to one peer within a day."""

MOST_ALONE = 1 + turns.MOST_OF_A_SUBJECT
"""Letters to queues for one mail of a person, at most. The aim is one, and all kinds but ``hosted`` keep to it: it
writes from a house of its own, without a trace of our letter and with a whole request, as a person would. Its mails are
passed on until they are too many of a subject; ``UNBOUNDED`` until they are too many at all."""

ANA, DORA = "ana-fx@robots.example", "dora-fx@wisc.edu"
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
    letters: int = 0
    """Letters to queues: forwards, notices, questions."""
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


def written(
    at: datetime, *, to: str = HELP, of: Sequence[tuple[float, str, str, str]] = WRITTEN
) -> Iterator[tuple[timedelta, Post]]:
    """The people's mails of the day."""
    for number, (hour, author, subject, text) in enumerate(of):
        after = timedelta(hours=hour)
        yield after, Post(author, to, mail(author, subject, text, at + after, to=to, number=number))


def facing(kind: Kind, folder: Path, *, noted: bool = True) -> Found:
    """A desk faces robots of a kind, at two customers and at every queue."""
    with desk(folder, noted=noted) as one:
        ana, dora = Robot(kind, ANA), Robot(kind, DORA)
        office = Robot(kind, "office@queues.example")
        parties: dict[str, Party] = {HELP: one, ANA: ana, DORA: dora, **{to: Robot(kind, to) for to in QUEUES}}
        for robot in (ana, dora, office):
            domain = robot.me.partition("@")[2]
            parties |= {f"@{domain}": robot, f"@tickets.{domain}": robot}
        hosted = Robot(kind, "support@tickets-hosted.example")
        parties["@tickets-hosted.example"] = hosted
        # Our own house has many systems: the one that writes for Dora is another peer than her mailbox.
        parties["@tickets.wisc.edu"] = Robot(kind, "office@tickets.wisc.edu")
        world = World([one], parties)
        world.run(written(BEGIN))
        return judged(kind.name, world, one, len(WRITTEN))


def alone(kind: Kind, folder: Path) -> int:
    """The most letters to queues that one mail of a person brings about, when robots of a kind sit at every queue.

    One is what should be. A robot that nothing gives away makes it more: see ``MOST_ALONE``.
    """
    most = 0
    for number, row in enumerate(WRITTEN[1:6]):
        with desk(folder / str(number)) as one:
            hosted = Robot(kind, "support@tickets-hosted.example")
            office = Robot(kind, "office@queues.example")
            parties: dict[str, Party] = {HELP: one, **{to: Robot(kind, to) for to in QUEUES}}
            parties |= {"@tickets-hosted.example": hosted, "@queues.example": office, "@tickets.queues.example": office}
            World([one], parties).run(written(BEGIN, of=(row,)))
            most = max(most, len(passed_on(one.sent)))
    return most


def pair(name: str, folder: Path, edit: Callable[[str], str]) -> Iterator[Found]:
    """Two desks that are each other's customer and each other's queues, all of them; people write to both."""
    there = "desk@helpdesk.example"

    def of_a(text: str) -> str:
        return _routed(text, there)

    def of_b(text: str) -> str:
        return edit(_routed(text.replace(HELP, there).replace("DoIT", "Campus"), HELP))

    with desk(folder / "a", name=f"{name}, one", edit=of_a) as one, desk(
        folder / "b", name=f"{name}, the other", edit=of_b
    ) as other:  # fmt: skip
        world = World([one, other], {HELP: one, there: other})
        mails = [*written(BEGIN), *written(BEGIN, to=there), *_by_hand(HELP, there), *_by_hand(there, HELP)]
        world.run(mails)
        for each in (one, other):
            yield judged(each.name, world, each, len(mails) // 2)


def _routed(text: str, to: str) -> str:
    """Every queue is ``to``."""
    for queue in QUEUES:
        text = text.replace(queue, to)
    return text


def _by_hand(author: str, to: str) -> Iterator[tuple[timedelta, Post]]:
    """Somebody at a desk writes to the other one from the desk's own address: so each is a customer of the other."""
    yield from written(BEGIN, to=to, of=((0.2, author, "Timesheets", TROUBLE), (9.0, author, "VPN", WRITTEN[5][3])))


@dataclass(frozen=True, slots=True)
class Broken:
    """An hour in which too many wanted an answer: the most answers planned in any hour, forwards, alarm, reviews."""

    wanted: int
    most: int
    forwards: int
    forwards_wanted: int
    alarm: bool
    over: bool
    waiting: int

    @property
    def good(self) -> bool:
        """The answers stopped, nothing else did, ``status`` told it, and told no more of it two hours later."""
        held = self.most <= 60 and self.waiting == self.wanted - self.most
        return held and self.forwards == self.forwards_wanted and self.alarm and not self.over


def breaker(folder: Path, *, people: int = 90) -> Broken:
    """As many people as that want an answer, and a third as many whose mail is passed on, within 50 minutes."""
    step = 0.8 / people
    mails = [(number * step, f"p{_letters(number)}-fx@gmail.com", "Timesheet", TROUBLE) for number in range(people)]
    mails += [
        (number * step, f"q{_letters(number)}-fx@gmail.com", "Timesheet", COMPLETE) for number in range(0, people, 3)
    ]
    with desk(folder) as one:
        world = World([one], {HELP: one})
        world.run(written(BEGIN, of=sorted(mails)), lasts=timedelta(minutes=59))
        alarm = _alarmed(one)
        waiting = len(one.journal.reviews())
        at = [letter.at for letter in answers(one.sent)]
        forwards = len(passed_on(one.sent))
        world.run((), lasts=timedelta(hours=3))
        most = max(sum(first <= other < first + timedelta(hours=1) for other in at) for first in at)
        return Broken(people, most, forwards, len(mails) - people, alarm, _alarmed(one), waiting)


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _alarmed(one: Desk) -> bool:
    return any("automatic answers have stopped" in note for note in one.status.notes)


def judged(name: str, world: World, one: Desk, people: int) -> Found:
    """What a desk did in a day, and what is wrong with it."""
    found = Found(name, written=people)
    for letter in answers(one.sent):
        found.answers[_peer(world, letter.to[0])] += 1
    for letter in passed_on(one.sent):
        found.passed_on.update(letter.to)
    found.letters = len(passed_on(one.sent))
    found.unasked = _unasked(one)
    found.received = len(one.outcomes)
    found.reviews = sum(outcome.open_reviews for outcome in one.outcomes)
    if world.storm:
        found.faults.append("a storm: the day was not played to its end")
    if found.most > MOST_ANSWERS:
        found.faults.append(f"answers to one peer: {found.answers.most_common(1)}")
    if found.letters > people:
        found.faults.append(f"{found.letters} letters to queues for {people} mails of people")
    found.faults += [
        f"UID {outcome.uid} is {outcome.state}, {outcome.dispositions}, letters {outcome.letters} {outcome.error}"
        for outcome in one.outcomes
        if not _settled(outcome)
    ]
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


def _settled(outcome: Outcome) -> bool:
    """Filed, decided once, its letters sent; one that came back waits for a person."""
    good = {"sent", "cancelled", "failed"} if outcome.open_reviews else {"sent", "cancelled"}
    once = len(outcome.dispositions) == 1
    return outcome.state == "filed" and once and not outcome.error and good >= {*outcome.letters}


def differently(text: str) -> str:
    """Another desk's configuration: it takes the author's address for the desired one, and has limits of its own."""
    return text.replace('people = "catalog/people.csv"\n', "") + (
        "\n[procedure]\nassume_from = true\nthreshold = 0.0\n[limits]\nper_case_day = 3\nper_customer_day = 9\n"
    )


def played(kinds: Iterable[Kind], *, noted: Sequence[bool] = (True, False), pairs: bool = True) -> Iterator[Found]:
    """Each kind, where the desk's server notes the reverse-path and where it does not; then the pairs."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            for each in noted:
                yield facing(kind, Path(folder) / f"{kind.name}-{each}", noted=each)
        if pairs:
            yield from pair("two alike", Path(folder) / "alike", str)
            yield from pair("two that differ", Path(folder) / "differ", differently)


def main(arguments: Sequence[str]) -> int:
    """Print the figure; 0 when all is well. ``arguments``: names of kinds, all when there are none."""
    begun = monotonic()
    logging.getLogger("mailroute").setLevel(logging.CRITICAL)  # the alarms are part of the play
    kinds = [kind for kind in KINDS if not arguments or kind.name in arguments]
    found = list(played(kinds))
    with tempfile.TemporaryDirectory() as folder:
        broken = breaker(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        letters_alone = {kind.name: alone(kind, Path(folder) / kind.name) for kind in kinds}
        unbounded = alone(UNBOUNDED, Path(folder) / UNBOUNDED.name)
    for one in found:
        for fault in one.faults:
            print(f"{one.name}: {fault}")
    queue = max((one.passed_on.most_common(1)[0] for one in found if one.passed_on), key=lambda pair: pair[1])
    letters = max(found, key=lambda one: one.letters / one.written)
    bad = any(one.faults for one in found) or not broken.good
    bad |= max(letters_alone.values()) > MOST_ALONE or unbounded > 1 + turns.MOST_IN_TURN
    above = {name: count for name, count in letters_alone.items() if count > 1}
    print(
        f"loops: {sum(one.received for one in found):,} mails in {len(found)} days of a desk, {monotonic() - begun:.0f}"
        f" s; to a queue at most {queue[1]} a day, {letters.letters} letters for {letters.written} mails of people at"
        f" most ({letters.name}), {sum(one.unasked for one in found)} on account of a robot's mail;"
        f" {sum(one.reviews for one in found):,} wait for a person"
    )
    print(
        f"loops: breaker: {broken.wanted} wanted an answer in an hour, {broken.most} got one, {broken.waiting} wait for"
        f" a person; {broken.forwards} of {broken.forwards_wanted} forwards went on; status"
        f" {'told it' if broken.alarm else 'was silent'}"
    )
    print(
        f"loops: one mail of a person and robots at the queues: one letter with {len(letters_alone) - len(above)} of"
        f" {len(letters_alone)} kinds; more with {above or 'none'}; {unbounded} with one beyond them ({UNBOUNDED.name})"
    )
    print(
        f"loops: at most {max(one.most for one in found)} answers a peer and day over {len(kinds)} kinds and 2 pairs"
        + (": BELOW THE GOAL" if bad else "")
    )
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
