"""Figure 1: a kill at every point that a scenario passes, a restart, and the same end.

Comes in: the scenarios. Goes out: one line a deviation, and at the end the figure.

A recording run gives the points that each job passes. A job is then killed at the first, the second and the last pass
of each, and done again. In doubt may be exactly the letter that was between the record of its dot (T3) and that of its
outcome (T4), and it must be in the review.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


def strike(stage: Scene, wanted: Reference, kill: Kill) -> tuple[str, int]:
    """Play a scenario with one kill; what is wrong then (nothing, when it ends as it should), and letters in doubt."""
    struck = False

    def do(stage: Scene, number: int, job: Job) -> Ended:
        nonlocal struck
        if number == kill.job:
            struck = stage.run(job, at(kill.point, kill.count, die)).killed
        return finished(stage, job)

    try:
        played = play(stage, wanted.scenario, do)
    except Stuck as error:
        return f"cannot go on: {error}", 0
    doubts = played.looked.in_doubt - wanted.in_doubt
    verdict = compare(wanted.ending, played.ending)
    if not struck:
        return "the point was not passed", doubts
    if played.looked.unasked:
        return "a letter in doubt is in no review", doubts
    if doubts != kill.in_doubt:
        return f"{doubts} letters in doubt, not {int(kill.in_doubt)}", doubts
    return (str(verdict) if verdict else ""), doubts


def sweep(stage: Scene, wanted: Reference, kills: Sequence[Kill], swept: Swept) -> None:
    """Make these kills, one a play."""
    for kill in kills:
        wrong, doubts = strike(stage, wanted, kill)
        swept.kills += 1
        swept.in_doubt += doubts
        if wrong:
            complain(f"{wanted.scenario.name}: killed at {kill}: {wrong}")
        else:
            swept.good += 1


def main(*, only: str = "", most: int | None = None, seed: int = 4) -> int:
    """Sweep each scenario (or the one of this name), or ``most`` kills of each, chosen by ``seed``; 1 below the goal."""
    swept = Swept()
    points: set[str] = set()
    scenarios = [scenario for scenario in SCENARIOS if only in {"", scenario.name}]
    with scene() as stage:
        for scenario in scenarios:
            wanted = reference(stage, scenario)
            points |= {kill.point for kill in wanted.kills}
            chosen = wanted.kills if most is None else Random(seed).sample(wanted.kills, min(most, len(wanted.kills)))
            sweep(stage, wanted, chosen, swept)
    share = 100 * swept.in_doubt / max(swept.kills, 1)
    print(
        f"crash-sweep: {swept.good:,} of {swept.kills:,} kills end as if nothing had been"
        f" ({len(scenarios)} scenarios, {len(points)} points; {swept.in_doubt} letters in doubt, {share:.1f} %,"
        " each in the review)"
    )
    return int(swept.good < swept.kills or not swept.kills)
