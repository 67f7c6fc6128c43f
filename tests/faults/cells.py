"""Each step of each protocol meets each fault once, on each kind of server; then all is well again.

Comes in: a desk. Goes out: a ``Cell`` for each setting, step, pass and fault, and a ``Verdict`` on what came of it.
The steps are those that a worker walks when nothing goes wrong: a command that mailroute learns to say is met, too.

A cell is right when ``judging`` finds nothing: well within a minute, nothing lost, nothing twice, no needless doubt.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.faults import judging
from tests.faults.fault import Fault, Trouble
from tests.faults.imap_server import CHANGING
from tests.faults.imap_store import PROFILES
from tests.faults.judging import Allowed
from tests.faults.netdesk import NetDesk
from tests.faults.played import Played, Setting

ON_IMAP = tuple(Setting(profile) for profile in PROFILES)
ON_SMTP = (Setting(), Setting(ways="LOGIN"), Setting(smtp_tls=True))
STARTTLS = Setting(imap_tls=True)

UNANSWERED = frozenset(Fault) - {Fault.BYE, Fault.NO, Fault.BAD}
"""In SMTP those after which the client knows nothing."""

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
        # The server is asked to forget a mail of which it has refused a recipient, or the whole.
        for refused in (Trouble("RCPT", Fault.NO, at=2), Trouble("DOT", Fault.NO, at=2)):
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
        if wrong := judging.faults_of(played, played, setting.profile, Allowed()):
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
    return judging.faults_of(played, well, cell.setting.profile, _allowed(cell))


def _allowed(cell: Cell) -> Allowed:
    """How one letter may end, other than sent."""
    if not cell.smtp or cell.trouble.step not in AT_A_MAIL:
        return Allowed()
    at_the_body = cell.trouble.step == "BODY"
    if cell.trouble.fault is Fault.BAD:
        # A word in the middle of the text that is seen before the dot is no answer to it.
        return Allowed(refused=1, needed=not at_the_body)
    if cell.trouble.fault in UNANSWERED and (at_the_body or cell.trouble.step == "DOT"):
        # Whether a break-off in the middle of the text is seen before the dot is a matter of microseconds.
        return Allowed(in_doubt=1, needed=not at_the_body)
    return Allowed()
