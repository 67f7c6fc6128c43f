"""Twelve days at a desk, each a list of jobs that a worker or a person does, with what happens between them.

Comes in: a scene that has just been reset. Goes out: jobs, one after another; whoever plays the scenario does each in a
process of its own, and may kill it and do it again. Never: looks at the scene while a job is being done.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache

from mailroute import bootstrap, resources
from mailroute.commands.demo_box import today
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.faults import Commit, at, die
from mailroute.journal import mailboxes, outages
from mailroute.journal.outages import OutageState
from mailroute.review import core
from tests.faults.fault import Fault, Trouble
from tests.faults.imap_store import COURIER, DOVECOT, EXCHANGE, Profile
from tests.faults.scene import DESK, Clock, Job, Scene, work
from tests.faults.smtp_server import Arrived

EVERYTHING = (
    "01-bounce", "02-sis-nobody-in-advising", "03-workday-timesheet-complete", "07-duo-new-phone", "08-qualtrics-quota",
    "11-dars-senior", "14-office-computer-slow", "16-bursar-by-signature", "47-chat-25live", "56-what-even",
)  # fmt: skip
"""One sample of each disposition."""

ASKED = "15-gather-answers-later"
ANSWER = "My NetID is isaavedraholm, and you can reach me at this address."


@dataclass(frozen=True, slots=True)
class Scenario:
    """A day: its jobs, what kind of IMAP server there is, and whether the journal must be made first."""

    name: str
    jobs: Callable[[Scene], Iterator[Job]]
    profile: Profile = DOVECOT
    fresh: bool = False


def every_disposition(scene: Scene) -> Iterator[Job]:
    """The very first start: no journal, no folder, and a mail of each kind."""
    scene.deliver(*samples(*EVERYTHING))
    yield work


def dialogue(scene: Scene) -> Iterator[Job]:
    """We ask, the customer answers, the case goes on to ES."""
    scene.deliver(*samples(ASKED))
    yield work
    scene.deliver(reply(scene.arrived[-1], ANSWER, scene.now))
    yield work


def put_off(scene: Scene) -> Iterator[Job]:
    """The server puts a letter off, at MAIL and at the dot; later it takes it."""
    scene.deliver(*samples("03-workday-timesheet-complete", "11-dars-senior"))
    scene.trouble(Trouble("MAIL", Fault.NO, times=999))
    yield work
    scene.later(hours=1)
    scene.trouble(Trouble("DOT", Fault.NO, times=999))
    yield work
    scene.later(hours=2)
    scene.trouble()
    yield work


def refused(scene: Scene) -> Iterator[Job]:
    """The server refuses each letter for good: a person hears of it, nothing is sent."""
    scene.deliver(*samples("03-workday-timesheet-complete", "11-dars-senior"))
    scene.trouble(Trouble("RCPT", Fault.BAD, times=999))
    yield work
    scene.trouble()
    yield work


def two_recipients(scene: Scene) -> Iterator[Job]:
    """A queue with two addresses: as long as the second is put off, the first gets nothing either."""
    scene.deliver(*samples("16-bursar-by-signature", "06-coned-canvas"))
    scene.trouble(Trouble("RCPT", Fault.NO, at=2), Trouble("RCPT", Fault.NO, at=4))
    yield work
    scene.later(hours=1)
    scene.trouble()
    yield work


def set_aside(scene: Scene) -> Iterator[Job]:
    """A mail kills mailroute each time that it is decided: it is set aside, the others go their way."""
    scene.deliver(*samples("56-what-even", "03-workday-timesheet-complete"))
    for _ in range(3):
        scene.run(work, at("plan.before", 1, die))
    yield work
    scene.deliver(*samples("11-dars-senior"))
    yield work


def decided_by_an_agent(scene: Scene) -> Iterator[Job]:
    """An agent decides a review while no worker runs; the next one carries it out."""
    scene.deliver(*samples("56-what-even"))
    yield work
    yield decide("cps")
    yield work


def held(scene: Scene) -> Iterator[Job]:
    """The journal is new, but a folder of ours holds mail: all waits until somebody releases it."""
    with scene.imap.state:
        scene.imap.store.create("Mailroute/Review")
        folder = scene.imap.store.folder("Mailroute/Review")
        assert folder is not None
        scene.imap.store.copy(scene.imap.store.inbox, [], folder)
        scene.deliver(*samples("43-workday-question"))
        (uid,) = scene.imap.store.inbox.mails
        scene.imap.store.copy(scene.imap.store.inbox, [uid], folder)
        scene.imap.store.remove(scene.imap.store.inbox, [uid])
    scene.deliver(*samples("03-workday-timesheet-complete", "11-dars-senior"))
    yield work
    yield release
    yield work


def renumbered(scene: Scene) -> Iterator[Job]:
    """The server loses its index between two runs: held, recognised, released; nothing is decided twice."""
    scene.deliver(*samples("03-workday-timesheet-complete", "56-what-even"))
    scene.trouble(Trouble("MAIL", Fault.NO, times=999))
    yield work
    with scene.imap.state:
        scene.imap.store.renumber()
    scene.deliver(*samples("11-dars-senior"))
    scene.later(hours=1)
    scene.trouble()
    yield work
    yield release
    yield work


def outage_burst(scene: Scene) -> Iterator[Job]:
    """Six people report one outage, which has one notice; another is possible, until a person confirms and ends it."""
    raw = samples("02-sis-nobody-in-advising")[0]
    scene.deliver(*(someone_else(raw, number) for number in range(4)))
    yield work
    scene.later(minutes=5)
    scene.deliver(*(someone_else(raw, number) for number in range(4, 6)))
    yield work
    raw = samples("24-infoaccess-query")[0]
    for number in range(3):
        # One by one: the third is the one too many, however often a kill has set another aside meanwhile.
        scene.deliver(just_written(someone_else(raw, number), scene.now))
        yield work
    yield said("confirm")
    yield work
    yield said("over")
    yield work


def folder_gone(scene: Scene) -> Iterator[Job]:
    """Somebody removes our folder right before a mail is filed into it: it is made again."""
    scene.deliver(*samples("03-workday-timesheet-complete"))
    yield work
    store = scene.imap.store

    def vanish(_line: str) -> None:
        (name,) = (name for name in store.folders if name.endswith("Forwarded"))
        gone = store.folders.pop(name)
        gone.name = "Old"
        store.folders["Old"] = gone
        del scene.imap.answers["UID MOVE"]

    scene.imap.answers["UID MOVE"] = vanish
    scene.deliver(*samples("24-infoaccess-query", "40-perceptive-content-other-address"))
    yield work


def during_recovery(scene: Scene) -> Iterator[Job]:
    """A worker died at a letter's dot, with others waiting: what is swept here is the start after it."""
    scene.deliver(*samples("03-workday-timesheet-complete", "11-dars-senior", "16-bursar-by-signature"))
    scene.run(work, at("smtp.dot.sent", 2, die))
    yield work


SCENARIOS = (
    Scenario("every disposition", every_disposition, fresh=True),
    Scenario("dialogue", dialogue),
    Scenario("put off", put_off),
    Scenario("refused", refused),
    Scenario("two recipients", two_recipients),
    Scenario("set aside", set_aside),
    Scenario("decided by an agent", decided_by_an_agent),
    Scenario("held", held),
    Scenario("renumbered", renumbered),
    Scenario("outage burst", outage_burst, EXCHANGE),
    Scenario("folder gone", folder_gone),
    Scenario("during recovery", during_recovery, COURIER),
)


def decide(words: str) -> Job:
    """``mailroute review decide``: of the oldest open review; nothing when there is none any more."""

    def job(desk: bootstrap.Desk, clock: Clock) -> None:
        with desk.journal(now=clock()) as journal:
            word = AgentWord("lee-fx", Disposition(words))
            for item in journal.reviews()[:1]:
                core.decide(journal, desk.planner(journal), item.id, word, now=clock())

    return job


def said(word: str) -> Job:
    """``mailroute outage confirm`` or ``over``: of the newest outage; nothing when it was said already."""

    def job(desk: bootstrap.Desk, clock: Clock) -> None:
        with desk.journal(now=clock()) as journal, journal.transaction(Commit.OUTAGE) as db:
            newest = max(outages.listed(db, ended=True), key=lambda outage: outage.id)
            if word == "confirm" and newest.state is OutageState.POSSIBLE:
                outages.confirm(db, newest.id, by="lee-fx", note="")
            elif word == "over" and newest.state is OutageState.OPEN:
                outages.end(db, newest.id, OutageState.OVER, by="lee-fx", note="", now=clock())

    return job


def release(desk: bootstrap.Desk, clock: Clock) -> None:
    """``mailroute retry --release-hold``."""
    with desk.journal(now=clock()) as journal, journal.transaction(Commit.RELEASE) as db:
        for box in mailboxes.held(db):
            mailboxes.release(db, box.id)


@cache
def _all_samples() -> dict[str, bytes]:
    """The demo's mails as if the newest had come a minute ago, with the wire's line ends, by their file's stem."""
    raws = {path.stem: path.read_bytes() for path in sorted((resources.demo() / "mails").glob("*.eml"))}
    newest = max(parsedate_to_datetime(str(message_from_bytes(raw)["Date"])) for raw in raws.values())
    shift = datetime.now(UTC).replace(microsecond=0) - newest
    return {name: today(raw, shift).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for name, raw in raws.items()}


def samples(*names: str) -> list[bytes]:
    """These samples of the demo."""
    return [_all_samples()[name] for name in names]


def someone_else(raw: bytes, number: int) -> bytes:
    """The same mail from another person."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    head = re.sub(rb"(?im)^(Message-ID:\s*<)", rb"\g<1>%d." % number, head)
    return re.sub(rb"(?im)^(From:[^\r]*?)([a-z]+)-fx@", rb"\g<1>\g<2>x%d-fx@" % number, head) + gap + body


def just_written(raw: bytes, now: datetime) -> bytes:
    """The same mail, written now."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    return re.sub(rb"(?im)^Date:[^\r]*", b"Date: " + format_datetime(now).encode(), head) + gap + body


def reply(question: Arrived, words: str, now: datetime) -> bytes:
    """The customer's answer to a letter of ours."""
    asked = message_from_bytes(question.raw)
    (customer,) = question.recipients
    name = str(asked["Message-ID"]).strip()
    lines = [
        f"Authentication-Results: mx.mailroute.example; dmarc=pass header.from={customer.rpartition('@')[2]}",
        f"From: {customer}",
        f"To: {DESK}",
        "Subject: Re: " + " ".join(str(asked["Subject"]).split()),
        f"Date: {format_datetime(now)}",
        "Message-ID: <the-answer@mail.example>",
        f"In-Reply-To: {name}",
        f"References: {name}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "",
        words,
        "",
    ]
    return "\r\n".join(lines).encode()
