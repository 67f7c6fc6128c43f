"""Several faults in one play, on both servers, again and again: what a single one does not show.

Comes in: a seed. Goes out: a ``Storm``, and what is wrong with what came of it. Recovery may take hours here: a letter
that is put off seven times waits an hour in the end.
"""

from dataclasses import dataclass
from random import Random

from tests.faults import judging
from tests.faults.cells import AT_A_MAIL, ON_IMAP, ON_SMTP, UNANSWERED, healthy
from tests.faults.fault import Fault, Trouble
from tests.faults.imap_server import CHANGING
from tests.faults.judging import Allowed
from tests.faults.netdesk import GIVEN_UP_S, NetDesk
from tests.faults.played import Setting

MOST = 8
"""Troubles on one server."""

LASTING = 4
"""Passes that one may last."""


@dataclass(frozen=True, slots=True)
class Storm:
    """What goes wrong in one play."""

    setting: Setting
    on_imap: tuple[Trouble, ...]
    on_smtp: tuple[Trouble, ...]

    def __str__(self) -> str:
        return f"{self.setting}, {'; '.join(str(trouble) for trouble in (*self.on_imap, *self.on_smtp))}"


def drawn(desk: NetDesk, seed: int) -> Storm:
    """The storm of this seed."""
    random = Random(seed)
    setting = random.choice((*ON_IMAP, *ON_SMTP))
    imap, smtp = (sorted(steps) for steps in healthy(desk, setting).passes)
    return Storm(
        setting,
        tuple(_drawn(random, imap, CHANGING) for _ in range(random.randint(0, MOST))),
        tuple(_drawn(random, [*smtp, "RSET"], frozenset({"DOT"})) for _ in range(random.randint(0, MOST))),
    )


def _drawn(random: Random, steps: list[str], changing: frozenset[str]) -> Trouble:
    step, fault = random.choice(steps), random.choice(list(Fault))
    done = step in changing and fault in UNANSWERED and random.random() < 0.5
    return Trouble(step, fault, random.randint(1, 8), random.randint(1, LASTING), done=done)


def faults_of(desk: NetDesk, storm: Storm) -> tuple[list[str], int]:
    """What is not as it should be; how many letters are in doubt."""
    played = desk.play(storm.setting, storm.on_imap, storm.on_smtp)
    met = [trouble for trouble in played.met if trouble in storm.on_smtp and trouble.step in AT_A_MAIL]
    doubts = sum(trouble.fault in UNANSWERED and trouble.step in {"DOT", "BODY"} for trouble in met)
    refusals = sum(trouble.fault is Fault.BAD for trouble in met)
    allowed = Allowed(doubts, refusals, withheld=True, within_s=GIVEN_UP_S)
    found = judging.faults_of(played, healthy(desk, storm.setting), storm.setting.profile, allowed)
    return found, sum(letter.state == "in_doubt" for letter in played.letters)
