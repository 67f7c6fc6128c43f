"""Figure 2: deaths at random, several in a row, also during recovery; nothing lost, nothing twice, nothing undecided.

Comes in: how many, and a seed. Goes out: one line a deviation, and at the end the figures.

Each job of a random scenario dies up to ``MOST`` times before it is left in peace. Half of the deaths come at a random
pass among all the points that the job passes undisturbed, half at a random microsecond of the time that it takes. The
first kind comes again with the seed; of the second the seed fixes the moment, not what the process was at.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from mailroute.faults import die
from tests.faults.crash_sweep import Reference, reference
from tests.faults.oracle import Verdict, compare
from tests.faults.play import Stuck, finished, play
from tests.faults.scenarios import SCENARIOS
from tests.faults.scene import Ended, Job, Scene, complain, scene

MOST = 6
"""Deaths of one job in a row."""


@dataclass(slots=True)
class Tally:
    """What the deaths have brought. ``in_row`` counts jobs by how often they died."""

    kills: int = 0
    by_clock: int = 0
    lost: int = 0
    twice: int = 0
    undecided: int = 0
    in_doubt: int = 0
    shunted: int = 0
    plays: int = 0
    in_row: Counter[int] = field(default_factory=Counter)

    @property
    def bad(self) -> bool:
        """True when the goal is missed."""
        return bool(self.lost or self.twice or self.undecided)


class Deaths:
    """Kills each job of a play, as the dice say, and then lets it be done."""

    def __init__(self, wanted: Reference, dice: Random, tally: Tally, most: int) -> None:
        self._wanted = wanted
        self._dice = dice
        self._tally = tally
        self._left = most
        self.story: list[str] = []

    def __call__(self, stage: Scene, number: int, job: Job) -> Ended:
        """Kill a job a few times, then let it be done."""
        undisturbed = self._wanted.recordings[number]
        deaths = 0
        for _ in range(min(self._left, self._dice.choice((0, 1, 1, 2, 2, 3, 4, MOST)))):
            if self._dice.random() < 0.5:
                after = self._dice.uniform(0, undisturbed.took_s)
                ended = stage.run(job, kill_after_s=after)
                how = f"job {number} after {after * 1e6:.0f} us"
                self._tally.by_clock += ended.killed
            else:
                passes = self._dice.randint(1, len(undisturbed.points) or 1)
                watch = _AtPass(passes)
                ended = stage.run(job, watch)
                how = f"job {number} at its {passes}. point"
            if ended.killed:
                deaths += 1
                self._left -= 1
                self.story.append(how)
            elif ended.code:
                raise Stuck(ended.said.strip().splitlines()[-1])
        self._tally.kills += deaths
        self._tally.in_row[deaths] += 1
        return finished(stage, job)


class _AtPass:
    """Dies at the n-th point passed, whichever it is."""

    def __init__(self, passes: int) -> None:
        self._left = passes

    def __call__(self, _point: str) -> None:
        self._left -= 1
        if not self._left:
            die()


def one(stage: Scene, wanted: Reference, dice: Random, tally: Tally, most: int) -> str:
    """Play a scenario with deaths; what is wrong then, and by which deaths (nothing, when all is as it should be)."""
    deaths = Deaths(wanted, dice, tally, most)
    tally.plays += 1
    try:
        played = play(stage, wanted.scenario, deaths)
    except Stuck as error:
        verdict = Verdict(undecided=(f"cannot go on: {error}",))
    else:
        verdict = compare(wanted.ending, played.ending)
        tally.in_doubt += played.looked.in_doubt - wanted.in_doubt
        tally.shunted += played.looked.shunted
        if played.looked.unasked:
            verdict = Verdict(verdict.lost, verdict.twice, (*verdict.undecided, "a letter in doubt is in no review"))
    tally.lost += len(verdict.lost)
    tally.twice += len(verdict.twice)
    tally.undecided += len(verdict.undecided)
    return f"{wanted.scenario.name}: {'; '.join(deaths.story)}: {verdict}" if verdict else ""


def main(arguments: Sequence[str] = ()) -> int:
    """Make that many kills; 1 below the goal."""
    parser = argparse.ArgumentParser(prog="crash-random", description=main.__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    asked = parser.parse_args(arguments)
    count, seed = max(1, asked.count), asked.seed
    tally = Tally()
    with scene() as stage:
        references = [reference(stage, scenario) for scenario in SCENARIOS]
        begun = time.monotonic()
        number = 0
        while tally.kills < count:
            dice = Random(f"{seed}/{number}")
            wrong = one(stage, dice.choice(references), dice, tally, count - tally.kills)
            if wrong:
                complain(f"play {number} of SEED={seed}: {wrong}")
            number += 1
        took = time.monotonic() - begun
    often = ((deaths, jobs) for deaths, jobs in sorted(tally.in_row.items()) if deaths > 1)
    rows = ", ".join(f"{jobs:,} jobs died {deaths} times" for deaths, jobs in often)
    print(
        f"crash-random: {tally.kills:,} kills (SEED={seed}, {tally.by_clock:,} by the clock, {tally.plays:,} plays;"
        f" {rows}): {tally.lost} lost, {tally.twice} twice, {tally.undecided} undecided;"
        f" {tally.in_doubt} letters in doubt ({100 * tally.in_doubt / tally.kills:.1f} % of the kills),"
        f" {tally.shunted} mails set aside; {tally.kills / took:.0f} kills a second"
    )
    return int(tally.bad)
