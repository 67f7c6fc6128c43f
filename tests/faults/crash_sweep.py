"""Figure 1: a kill at every point that a scenario passes, a restart, and the same end.

Comes in: the scenarios. Goes out: one line a deviation, and at the end the figure.

A recording run gives the points that each job passes. A job is then killed at the first, the second and the last pass
of each, and done again. In doubt may be exactly the letter that was between the record of its dot (T3) and that of its
outcome (T4), and it must be in the review.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from mailroute.faults import Commit, at, die
from tests.faults.oracle import Ending, compare
from tests.faults.play import Stuck, finished, play, recorded
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.scene import Ended, Job, Scene, complain, scene

PASSES = 2
"""First passes of a point that a job is killed at, beside the last."""


@dataclass(frozen=True, slots=True)
class Kill:
    """A death at the ``count``-th pass of a point, in the job of this number; whether it leaves a letter in doubt."""

    job: int
    point: str
    count: int
    in_doubt: bool

    def __str__(self) -> str:
        return f"job {self.job}, {self.point} ({self.count})"


@dataclass(frozen=True, slots=True)
class Reference:
    """A scenario undisturbed: its end, what a person had to look at even so, and the kills to be made."""

    scenario: Scenario
    ending: Ending
    in_doubt: int
    kills: tuple[Kill, ...]
    recordings: tuple[Ended, ...]


@dataclass(slots=True)
class Swept:
    """What a sweep has found."""

    kills: int = 0
    good: int = 0
    in_doubt: int = 0
    copied: int = 0
    points: set[str] = field(default_factory=set)


def reference(stage: Scene, scenario: Scenario) -> Reference:
    """Play a scenario undisturbed and record its points."""
    played = play(stage, scenario, recorded)
    kills = tuple(
        kill for number, ended in enumerate(played.recordings) for kill in kills_of(number, ended.points)
    )
    return Reference(scenario, played.ending, played.looked.in_doubt, kills, played.recordings)


def kills_of(job: int, points: Sequence[str]) -> Iterator[Kill]:
    """The kills for the points that a job passed, in their order."""
    totals = {point: points.count(point) for point in points}
    seen = dict.fromkeys(totals, 0)
    at_the_dot = False
    for point in points:
        seen[point] += 1
        if point in {f"{Commit.DOT}.after", f"{Commit.OUTCOME}.after"}:
            at_the_dot = point == f"{Commit.DOT}.after"
        if seen[point] <= PASSES or seen[point] == totals[point]:
            yield Kill(job, point, seen[point], at_the_dot)


def strike(stage: Scene, wanted: Reference, kill: Kill, swept: Swept) -> str:
    """Play a scenario with one kill; what is wrong then (nothing, when it ends as it should)."""
    struck = False

    def do(stage: Scene, number: int, job: Job) -> Ended:
        nonlocal struck
        if number == kill.job:
            struck = stage.run(job, at(kill.point, kill.count, die)).killed
        return finished(stage, job)

    try:
        played = play(stage, wanted.scenario, do)
    except Stuck as error:
        return f"cannot go on: {error}"
    doubts = played.looked.in_doubt - wanted.in_doubt
    verdict = compare(wanted.ending, played.ending)
    swept.in_doubt += doubts
    swept.copied += played.ending.copied
    if not struck:
        return "the point was not passed"
    if played.looked.unasked:
        return "a letter in doubt is in no review"
    if doubts != kill.in_doubt:
        return f"{doubts} letters in doubt, not {int(kill.in_doubt)}"
    return str(verdict) if verdict else ""


def sweep(stage: Scene, wanted: Reference, kills: Sequence[Kill], swept: Swept) -> None:
    """Make these kills, one a play."""
    for kill in kills:
        wrong = strike(stage, wanted, kill, swept)
        swept.kills += 1
        if wrong:
            complain(f"{wanted.scenario.name}: killed at {kill}: {wrong}")
        else:
            swept.good += 1


def main(arguments: Sequence[str] = ()) -> int:
    """Sweep each scenario, or those named; ``--most N`` kills of each, chosen by ``--seed``. 1 below the goal."""
    parser = argparse.ArgumentParser(prog="crash-sweep", description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="SCENARIO")
    parser.add_argument("--most", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    scenarios = [scenario for scenario in SCENARIOS if not asked.names or scenario.name in asked.names]
    swept = Swept()
    begun = time.monotonic()
    with scene() as stage:
        for scenario in scenarios:
            wanted = reference(stage, scenario)
            swept.points |= {kill.point for kill in wanted.kills}
            most = len(wanted.kills) if asked.most is None else min(asked.most, len(wanted.kills))
            sweep(stage, wanted, Random(asked.seed).sample(wanted.kills, most), swept)
    share = 100 * swept.in_doubt / max(swept.kills, 1)
    print(
        f"crash-sweep: {swept.good:,} of {swept.kills:,} kills end as if nothing had been"
        f" ({len(scenarios)} scenarios, {len(swept.points)} points, {time.monotonic() - begun:.0f} s);"
        f" {swept.in_doubt} letters in doubt ({share:.1f} % of the kills), each between T3 and T4 and in the review;"
        f" {swept.copied} mails copied twice by a server without MOVE"
    )
    return int(swept.good < swept.kills or not swept.kills)
