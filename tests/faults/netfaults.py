"""Each step of each protocol meets each fault once, on each kind of server; then all is well again.

Comes in: settings. Goes out: a ``Cell`` for each step, pass of it and fault, and what is wrong with what came of it.
The steps are those that a worker walks when nothing goes wrong: a command that mailroute learns to say is met, too.

A cell is right when, within 60 s: every mail is in the journal to the octet and filed where it belongs, none is lost,
no flag was set; every letter was taken once by the submission server with its frozen bytes, or a person is asked; and a
letter is in doubt only when the fault was at its dot or behind its first line, which the server alone can tell apart.
"""

import atexit
import logging
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random
from time import monotonic

from tests.faults.fault import Fault, Trouble
from tests.faults.imap_server import CHANGING
from tests.faults.imap_store import COURIER, OLD, PROFILES
from tests.faults.netdesk import LIMIT_S, NetDesk, net_desk
from tests.faults.played import Letter, Played, Setting

ON_IMAP = tuple(Setting(profile) for profile in PROFILES)
ON_SMTP = (Setting(), Setting(ways="LOGIN"), Setting(smtp_tls=True))
STARTTLS = Setting(imap_tls=True)

UNANSWERED = frozenset(Fault) - {Fault.BYE, Fault.NO, Fault.BAD}
"""In SMTP those after which the client knows nothing."""

_ASKED = {"in_doubt": "sent", "failed": "refused"}
"""What a person is asked about a letter in this state."""

AT_A_MAIL = frozenset({"MAIL", "RCPT", "DATA", "BODY", "DOT"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One play: on what servers, and what goes wrong at which of them."""

    setting: Setting
    trouble: Trouble
    smtp: bool
    before: Trouble | None = None
    """What brings the step about."""

    def __str__(self) -> str:
        return f"{self.setting}, {'SMTP' if self.smtp else 'IMAP'} {self.trouble}"

    def played(self, desk: NetDesk) -> Played:
        """Play it."""
        troubles = [trouble for trouble in (self.before, self.trouble) if trouble is not None]
        return desk.play(self.setting, *(([], troubles) if self.smtp else (troubles, [])))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a cell: ``wrong`` is empty when it is right. ``doubled``: second copies in a folder."""

    cell: Cell
    wrong: tuple[str, ...]
    in_doubt: int
    doubled: int
    slowest_s: float


def cells(desk: NetDesk) -> list[Cell]:
    """Every cell: of each step the first, the second and the last time that it is walked."""
    found: list[Cell] = []
    for setting in ON_IMAP:
        steps = healthy(desk, setting).passes[0]
        found += (Cell(setting, trouble, smtp=False) for trouble in _troubles(steps, CHANGING, frozenset(Fault)))
    steps = Counter({step: healthy(desk, STARTTLS).passes[0][step] for step in ("STARTTLS", "TLS", "CAPABILITY")})
    found += (Cell(STARTTLS, trouble, smtp=False) for trouble in _troubles(steps))
    for setting in ON_SMTP:
        steps = healthy(desk, setting).passes[1]
        found += (Cell(setting, trouble, smtp=True) for trouble in _troubles(steps, frozenset({"DOT"}), UNANSWERED))
        # The server is asked to forget a mail of which it has refused a recipient.
        refused = Trouble("RCPT", Fault.NO, at=2)
        found += (Cell(setting, trouble, True, refused) for trouble in _troubles(Counter({"RSET": 1})))
    return found


def _troubles(
    steps: Counter[str], changing: frozenset[str] = frozenset(), spoilt: frozenset[Fault] = frozenset()
) -> Iterator[Trouble]:
    for step, count in sorted(steps.items()):
        for at in sorted({1, min(2, count), count}):
            for fault in Fault:
                yield Trouble(step, fault, at)
                if step in changing and fault in spoilt:
                    yield Trouble(step, fault, at, done=True)


def healthy(desk: NetDesk, setting: Setting) -> Played:
    """What comes of it when nothing goes wrong."""
    if setting not in desk.healthy:
        played = desk.play(setting)
        if wrong := [*_unsettled(played), *_of_the_letters(played, frozenset())]:
            raise AssertionError(f"{setting}: without any fault: {wrong}")
        desk.healthy[setting] = played
    return desk.healthy[setting]


def judged(desk: NetDesk, cell: Cell) -> Verdict:
    """Play a cell and look at everything."""
    played = cell.played(desk)
    wrong = faults_of(played, healthy(desk, cell.setting), cell)
    if cell.trouble not in played.met:
        wrong.append("the fault was not met")
    doubled = sum(len(set_) - len(frozenset(set_)) for set_ in played.copies.values())
    in_doubt = sum(letter.state == "in_doubt" for letter in played.letters)
    return Verdict(cell, tuple(wrong), in_doubt, doubled, max(played.took_s, default=0.0))


def faults_of(played: Played, well: Played, cell: Cell) -> list[str]:
    """What is not as it should be; ``well`` is the same without trouble."""
    return [*_unsettled(played), *_of_the_letters(played, _ends(cell)), *_of_the_mails(played, well, cell)]


def _ends(cell: Cell) -> frozenset[str]:
    """How one letter may end, other than sent."""
    if not cell.smtp or cell.trouble.step not in AT_A_MAIL:
        return frozenset()
    at_the_body = cell.trouble.step == "BODY"
    if cell.trouble.fault is Fault.BAD:
        # A word in the middle of the text that is seen before the dot is no answer to it.
        return frozenset({"failed", "sent"} if at_the_body else {"failed"})
    if cell.trouble.fault in UNANSWERED and (at_the_body or cell.trouble.step == "DOT"):
        # Whether a break-off in the middle of the text is seen before the dot is a matter of microseconds.
        return frozenset({"in_doubt", "sent"} if at_the_body else {"in_doubt"})
    return frozenset()


def _unsettled(played: Played) -> Iterator[str]:
    if len(played.took_s) != 2:
        yield "not settled in the end"
    for seconds in played.took_s:
        if seconds > LIMIT_S:
            yield f"settled after {seconds:.0f} s only"


def _of_the_letters(played: Played, ends: frozenset[str]) -> Iterator[str]:
    taken = Counter(mail.message_id for mail in played.arrived if mail.taken)
    by_id = {mail.message_id: mail for mail in played.arrived if mail.taken}
    other = [letter for letter in played.letters if letter.state != "sent"]
    if len(other) > 1 or (ends and "sent" not in ends and not other):
        yield f"{len(other)} letters were not sent, or in doubt"
    for letter in played.letters:
        count = taken.pop(letter.message_id, 0)
        if letter.state != "sent" and letter.state not in ends:
            yield f"a letter is {letter.state}"
        if count > 1:
            yield f"a letter went out {count} times"
        if count == 0 and letter.state == "sent":
            yield "a letter that counts as sent never went out"
        if letter.state == "failed" and count:
            yield "a letter that counts as refused went out"
        if letter.asked != _ASKED.get(letter.state, ""):
            yield f"of a letter that is {letter.state} a person is asked {letter.asked or 'nothing'}"
        if count and not _same(letter, by_id[letter.message_id].recipients, by_id[letter.message_id].raw):
            yield "a letter went out with other recipients or bytes"
    if taken:
        yield f"{len(taken)} mails went out that are no letters"


def _same(letter: Letter, recipients: Sequence[str], raw: bytes) -> bool:
    payload = re.sub(rb"\r\n|\r|\n", b"\r\n", letter.payload)
    return letter.recipients == "[" + ", ".join(f'"{to}"' for to in recipients) + "]" and raw == payload


def _of_the_mails(played: Played, well: Played, cell: Cell) -> Iterator[str]:
    if played.lost:
        yield f"{len(played.lost)} mails were destroyed"
    if {mail.uid: mail.disposition for mail in well.mails} != {mail.uid: mail.disposition for mail in played.mails}:
        yield "the mails were decided otherwise"
    if sorted(map(_address, well.letters)) != sorted(map(_address, played.letters)):
        yield "other letters were written"
    profile = cell.setting.profile
    for mail in played.mails:
        if mail.raw != played.delivered[mail.uid]:
            yield f"mail {mail.uid} is in the journal with other bytes"
        target = profile.prefix + mail.folder.replace("/", profile.delimiter)
        if set(played.copies[mail.uid]) != {target, *(["INBOX"] if profile == OLD else [])}:
            yield f"mail {mail.uid} lies in {played.copies[mail.uid]}, not in {target}"
        if len(played.copies[mail.uid]) > 1 and profile not in {OLD, COURIER}:
            yield f"mail {mail.uid} lies in {target} twice"
    if any(flags != {r"\Deleted"} for flags in played.flags):
        yield f"mails in INBOX have the flags {set(played.flags)}"


def _address(letter: Letter) -> tuple[str, str, str]:
    return letter.kind, letter.template, letter.recipients


_desk: list[NetDesk] = []


def _ready() -> None:
    """Put a process of the pool in order: a desk for all of its cells."""
    logging.disable()
    entered = net_desk()
    desk = entered.__enter__()
    atexit.register(entered.__exit__, None, None, None)
    _desk.append(desk)


def _one(cell: Cell) -> Verdict:
    return judged(_desk[0], cell)


def _all() -> list[Cell]:
    return cells(_desk[0])


def main(arguments: Sequence[str] = ()) -> int:
    """``make netfaults``: every cell, or so many of them, drawn by a seed; prints the figure; 1 when one is wrong."""
    number, seed = (int(word) for word in (*arguments, "0", "1")[:2])
    began = monotonic()
    # A cell mostly waits: for a deadline, or for the other end.
    with ProcessPoolExecutor((os.cpu_count() or 1) * 2, get_context("spawn"), _ready) as pool:
        chosen = pool.submit(_all).result()
        if number:
            chosen = Random(seed).sample(chosen, number)
        verdicts = list(pool.map(_one, chosen, chunksize=8))
    print(told(verdicts, monotonic() - began))
    return int(any(verdict.wrong for verdict in verdicts))


def told(verdicts: Sequence[Verdict], took_s: float) -> str:
    """What was wrong first in each cell, a line each, and the figure."""
    lines = [f"{verdict.cell}: {verdict.wrong[0]}" for verdict in verdicts if verdict.wrong]
    right = len(verdicts) - len(lines)
    doubts = [verdict for verdict in verdicts if verdict.in_doubt]
    at_dot = sum(verdict.cell.trouble.step == "DOT" for verdict in doubts)
    doubled = sum(bool(verdict.doubled) for verdict in verdicts)
    slowest = max((verdict.slowest_s for verdict in verdicts), default=0.0)
    figure = (
        f"netfaults: {right:,} of {len(verdicts):,} cells right; in doubt {len(doubts)} ({at_dot} at the dot,"
        f" {len(doubts) - at_dot} in the text); a second copy in a folder {doubled} (servers without MOVE);"
        f" well again after {slowest:.0f} s at most; {took_s:.0f} s"
    )
    return "\n".join([*lines, figure])
