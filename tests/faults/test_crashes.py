"""A seeded slice of the crash sweep and of the random kills; the whole is ``make crash-sweep`` and ``crash-random``."""

import sqlite3
from collections.abc import Iterator
from random import Random

import pytest

from mailroute.faults import NAMES, Commit, watched
from tests.faults.crash_random import Tally, one
from tests.faults.crash_sweep import Reference, Swept, reference, strike
from tests.faults.scenarios import SCENARIOS, Scenario, every_disposition
from tests.faults.scene import Scene, scene, work

SEED = 20261123
SLICE = 3
RANDOM = 40


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """One desk for all."""
    with scene() as made:
        yield made


@pytest.fixture(scope="module")
def references(stage: Scene) -> dict[str, Reference]:
    """Each scenario undisturbed."""
    return {scenario.name: reference(stage, scenario) for scenario in SCENARIOS}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_kill_changes_nothing(stage: Scene, references: dict[str, Reference], scenario: Scenario) -> None:
    """A few kills of each scenario, one of them at a final dot where there is one, end as if nothing had been."""
    wanted = references[scenario.name]
    dice = Random(f"{SEED}{scenario.name}")
    at_a_dot = [kill for kill in wanted.kills if kill.in_doubt]
    kills = dice.sample(wanted.kills, SLICE) + ([dice.choice(at_a_dot)] if at_a_dot else [])
    swept = Swept()
    assert {} == {str(kill): wrong for kill in kills if (wrong := strike(stage, wanted, kill, swept))}


def test_kills_at_random(stage: Scene, references: dict[str, Reference]) -> None:
    """Deaths in a row, also during recovery, at random points and moments: nothing lost, twice or undecided."""
    tally = Tally()
    found = []
    while tally.kills < RANDOM:
        dice = Random(f"{SEED}/{tally.plays}")
        found.append(one(stage, dice.choice(list(references.values())), dice, tally, RANDOM - tally.kills))
    assert [] == [wrong for wrong in found if wrong]
    assert not tally.bad
    assert tally.by_clock


def test_the_scenarios_pass_every_kind_of_commit_of_a_mails_way(references: dict[str, Reference]) -> None:
    """No scenario leaves out what the worker commits; only what a command does by itself may be missing."""
    passed = {kill.point for wanted in references.values() for kill in wanted.kills}
    elsewhere = {Commit.BROKE, Commit.RULING, Commit.UNSHUNT, Commit.SHADOWED}
    assert [] == [name for name in NAMES if name not in passed and name.partition(".")[0] not in elsewhere]


def test_every_commit_of_a_run_is_made_between_its_points(stage: Scene) -> None:
    """SQLite's own count of commits moves between a ``before`` and its ``after``, and nowhere else."""
    stage.reset()
    for _ in every_disposition(stage):
        break
    eye = sqlite3.connect(stage.path, isolation_level=None)
    names: list[str] = []
    seen: list[int] = []

    def look(point: str) -> None:
        names.append(point)
        seen.append(int(eye.execute("PRAGMA data_version").fetchone()[0]))

    with watched(look):
        work(stage.desk, stage._clock())
    eye.close()
    moved = [(a, b) for a, b, old, new in zip(names, names[1:], seen, seen[1:], strict=False) if old != new]
    assert moved
    assert [] == [pair for pair in moved if pair[0].removesuffix(".before") != pair[1].removesuffix(".after")]
    assert {name.removesuffix(".before") for name, _ in moved} <= set(Commit)
