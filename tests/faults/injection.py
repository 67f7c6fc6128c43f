"""``injection``: payloads in every place of a mail that letters, SMTP or IMAP commands could take words from.

Comes in: how many payloads, a seed. Goes out: one line with the figure; 1 when something of a payload became a header,
a recipient, a second mail, a command, or was evaluated. Mails go the whole way: a real IMAP session, the worker with
its journal, a real SMTP session whose every octet is kept; what waits for a person is decided, in turn, as each thing
that a person can say.
"""

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from mailroute.bootstrap import Desk
from mailroute.catalog import Person
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.journal import Journal
from mailroute.mail.outgoing import Kind
from mailroute.mailbox.choose import open_mailbox
from mailroute.recording import FOLDERS
from mailroute.review.core import ReviewError, decide
from mailroute.submission.choose import open_submission
from tests.faults import hostile_desk, letters
from tests.faults.fuzz import Figure, spread
from tests.faults.imap_server import FaultyImap
from tests.faults.payloads import payloads
from tests.faults.places import DESK, DRAFTS, OF_ADDRESSES, PLACES, Draft
from tests.faults.recorder import Recorded, Recorder

GROUP = 10
"""Payloads that share a journal and two servers."""

SAYINGS = (
    Disposition.ES,
    Disposition.GATHER,
    Disposition.CPS,
    Disposition.ASK_DEPARTMENT,
    Disposition.CONSULT,
    Disposition.OUTAGE,
    Disposition.CHAT,
    Disposition.TECHNICAL,
)

_FOLDER = '"Mailroute(?:/(?:' + "|".join(sorted(set(FOLDERS.values()))) + '))?"'
_UIDS = r"[\d:,*]+"
_IMAP = (
    "CAPABILITY|NOOP|LOGOUT|IDLE|DONE|CLOSE|UNSELECT|NAMESPACE",
    r"LOGIN \S+ \S+|AUTHENTICATE PLAIN(?: \S+)?|ENABLE \w+",
    rf'(?:SELECT|EXAMINE) (?:"?INBOX"?|{_FOLDER})|(?:CREATE|SUBSCRIBE) {_FOLDER}',
    rf'(?:LIST|LSUB) "" (?:""|"Mailroute/?\*?"|{_FOLDER})|STATUS {_FOLDER} \([A-Z ]+\)',
    rf"UID SEARCH (?:RETURN \([A-Z ]*\) )?(?:ALL|(?:UID )?{_UIDS})",
    rf"UID FETCH {_UIDS} (?:\([A-Z0-9.<>\[\] ]+\)|[A-Z.]+)",
    rf"UID (?:MOVE|COPY) {_UIDS} {_FOLDER}",
    rf"UID STORE {_UIDS} \+FLAGS(?:\.SILENT)? \(\\Deleted\)|UID EXPUNGE {_UIDS}",
)
IMAP_LINE = re.compile("|".join(f"(?:{one})" for one in _IMAP))
"""Every command that mailroute has a need of: numbers, and names of its own."""

SMTP_LINE = re.compile(
    rb"EHLO [\w.:\[\]-]+\r\n|MAIL FROM:<[^<>\s]*>(?: SIZE=\d+)?(?: BODY=8BITMIME)?\r\n"
    rb"|RCPT TO:<[^<>\s]+>\r\n|(?:DATA|NOOP|RSET|QUIT)\r\n"
)
_BARE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+", re.ASCII)


class Injected(AssertionError):  # noqa: N818 - a verdict
    """Something of a payload went further than it may; says where."""


def drafts(found: Sequence[bytes], first: int) -> list[tuple[str, bytes, Draft]]:
    """Each payload in each place: the place, the payload, the mail. Kinds of mail take turns."""
    made = []
    for at, payload in enumerate(found):
        for turn, (name, place) in enumerate(PLACES.items()):
            _, subject, text, domain = DRAFTS[(first + at + turn) % len(DRAFTS)]
            draft = Draft(at * len(PLACES) + turn, subject, text, domain)
            place(draft, payload)
            made.append((name, payload, draft))
    return made


def tried(found: Sequence[bytes], first: int) -> Counter[str]:
    """These payloads the whole way; what was counted. Raises Injected with the first complaints."""
    made = drafts(found, first)
    people = [
        Person(draft.author, payload.decode("utf-8", "replace"), f"u{draft.number}", (), coned=False)
        for name, payload, draft in made
        if name == "name in the directory"
    ]
    desk = _with_people(people)
    with tempfile.TemporaryDirectory() as folder, FaultyImap() as imap, Recorder() as smtp:
        imap.deliver(*(draft.raw() for _, _, draft in made))
        with Journal.open(Path(folder) / "mailroute.db", now=hostile_desk.NOW, check=True) as journal:
            _worked(desk, journal, imap, smtp)
            decided = _decided(desk, journal, first)
            _worked(desk, journal, imap, smtp)
            rows = _rows(journal)
            outcomes = hostile_desk.outcomes(journal)
    wrong = [f"UID {one.uid} is {one.state}: {one.error}" for one in outcomes if one.state != "filed"]
    wrong += _complaints(rows, smtp.mails, made)
    wrong += [f"IMAP line {line[:120]!r}" for line in imap.lines if not IMAP_LINE.fullmatch(line)]
    wrong += [f"SMTP line {line[:120]!r}" for line in smtp.commands if not SMTP_LINE.fullmatch(line)]
    if len(outcomes) != len(made) or imap.store.inbox.numbers():
        wrong.append(f"{len(made)} mails, {len(outcomes)} in the journal, {len(imap.store.inbox.numbers())} not filed")
    if wrong:
        raise Injected(f"{len(wrong)} complaints: " + "; ".join(wrong[:5]))
    kinds = Counter(f"{row.kind} letters" for row in rows)
    counts = {"mails": len(made), "letters": len(rows), "by a person": decided}
    return kinds + Counter(counts | {"IMAP lines": len(imap.lines), "SMTP lines": len(smtp.commands)})


def _with_people(people: Sequence[Person]) -> Desk:
    desk = hostile_desk.desk()
    return replace(desk, catalogue=desk.catalogue.with_people(people))


def _worked(desk: Desk, journal: Journal, imap: FaultyImap, smtp: Recorder) -> None:
    mailbox = open_mailbox(imap.url, password="any", timeout_s=30)
    submission = open_submission(smtp.url, password=None, timeout_s=30)
    worker = hostile_desk.worker(journal, mailbox, submission, desk)
    with closing(worker):
        worker.start()
        worker.drain()


def _decided(desk: Desk, journal: Journal, first: int) -> int:
    """Say something else about each mail that waits; how many could be decided so."""
    planner, count = desk.planner(journal), 0
    for item in journal.reviews():
        said = SAYINGS[(first + item.id) % len(SAYINGS)]
        service = "wiscvpn" if said is Disposition.TECHNICAL else None
        word = AgentWord("a person", said, service=service, note=f"{item.subject} {item.author}")
        try:
            decide(journal, planner, item.id, word, now=hostile_desk.NOW + timedelta(minutes=5))
        except ReviewError:
            continue  # it may not be answered so, and nothing was changed
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class Row:
    """A letter of the outbox: the mail that it is about, by its UID, and the octets of that."""

    message_id: bytes
    kind: Kind
    recipients: tuple[str, ...]
    state: str
    uid: int
    raw: bytes


def _rows(journal: Journal) -> list[Row]:
    rows = journal.db.execute(
        "SELECT outbox.message_id, outbox.kind, outbox.recipients, outbox.state, mail.uid, mail.raw FROM outbox"
        " JOIN mail ON mail.id = outbox.mail ORDER BY outbox.id"
    )
    return [
        Row(row[0].encode(), Kind(row[1]), tuple(json.loads(row[2])), row[3], row[4], bytes(row[5])) for row in rows
    ]


def _complaints(rows: Sequence[Row], mails: Sequence[Recorded], made: Sequence[tuple[str, bytes, Draft]]) -> list[str]:
    """What is wrong with the letters: each once at the server, and each as a letter may be."""
    wrong = [f"{row.kind} of UID {row.uid} is {row.state}" for row in rows if row.state != "sent"]
    if len(rows) != len(mails):
        wrong.append(f"{len(rows)} letters, {len(mails)} mails at the server")
    arrived = {_message_id(mail.stream): mail for mail in mails}
    for row in rows:
        mail = arrived.get(row.message_id)
        if mail is None:
            wrong.append(f"{row.kind} of UID {row.uid} did not arrive")
            continue
        place, payload, draft = made[row.uid - 1]
        letter = letters.Letter(row.kind, _path(mail.sender), tuple(map(_path, mail.recipients)), mail.stream)
        # A payload that begins a From field or ends the header before it makes another author, as it may.
        another = place in OF_ADDRESSES or b"From:" in payload or b"From :" in payload
        known = {draft.author} | (_own_word(row, letter) if another else set())
        may_go_to = known if row.kind.at_most_once else set(hostile_desk.configured())
        found = letters.complaints(
            letter, may_go_to=may_go_to, may_show=known | {DESK}, carries=[row.raw], payload=payload.decode("latin-1")
        )
        if row.kind.at_most_once and len(letter.recipients) != 1:
            found.append(f"an answer to {letter.recipients}")
        wrong += [f"{payload!r} in {place} ({row.kind} of UID {row.uid}): {one}" for one in found]
    return wrong


def _own_word(row: Row, letter: letters.Letter) -> set[str]:
    """The one address that the mail itself gives for its author: bare, and written there."""
    shown = {letters.shown(letter)} if not row.kind.at_most_once else set(letter.recipients)
    written = row.raw.lower()
    return {
        one for one in shown if _BARE.fullmatch(one) and (one.encode() in written or "@xn--" in one or ".xn--" in one)
    }


def _message_id(stream: bytes) -> bytes:
    found = re.search(rb"(?m)^Message-ID: (<[^>\r\n]*>)\r$", stream)
    return found[1] if found else b""


def _path(line: bytes) -> str:
    found = re.search(rb"<([^<>]*)>", line)
    return found[1].decode("ascii") if found else repr(line)


def main(arguments: Sequence[str] = ()) -> int:
    """``[N [SEED]]``: print the figure; 0 when it is reached."""
    numbers = [int(argument) for argument in arguments]
    count, seed = (*numbers, *(5_000, 1)[len(numbers) :])
    found = payloads(count, seed)
    for raw in hostile_desk.samples():
        hostile_desk.plan(raw)

    def work(figure: Figure, number: int) -> None:
        group: Counter[str] = Counter()

        def decided() -> str:
            group.update(tried(found[number * GROUP : (number + 1) * GROUP], number))
            return "groups"

        figure.judge(f"payloads {number * GROUP} to {number * GROUP + GROUP - 1} of seed {seed}", decided)
        figure.outcomes += group

    groups = -(-count // GROUP)
    figure = spread(
        (range(at, min(at + 5, groups)) for at in range(0, groups, 5)), work, lambda number: f"group {number}"
    )
    counts = figure.outcomes
    failures = [(name, why) for name, why in figure.failures if not why.startswith("took")]
    for name, why in failures[:20]:
        print(f"injection: FAILED: {name}: {why}")
    kinds = sorted(what for what in counts if what.endswith(" letters"))
    print(f"injection: {', '.join(f'{counts[what]:,} {what}' for what in kinds)}")
    print(
        f"injection: {count:,} payloads in {len(PLACES)} places, seed {seed}: {counts['mails']:,} mails,"
        f" {counts['letters']:,} letters over SMTP ({counts['SMTP lines']:,} commands), {counts['IMAP lines']:,} IMAP"
        f" commands; {len(failures)} failures (headers, recipients, second mails, commands, evaluated templates)"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
