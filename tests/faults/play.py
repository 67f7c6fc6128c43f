"""A scenario played to its end, disturbed or not.

Comes in: a scene, a scenario, and what does each of its jobs. Goes out: a ``Played``: the ending, and what a person had
to look at. Never: repairs anything; what a person cannot do with ``review`` and ``retry`` is not done.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.oracle import Ending, Looked, ending, person
from tests.faults.scenarios import Scenario
from tests.faults.scene import Ended, Job, Scene, work

STARTS = 2
"""Starts of a worker after which all must be as if nothing had been."""


class Stuck(Exception):  # noqa: N818 - the proof's finding, not a fault of the program
    """A job could not be done, however often it was started. The message says what it said last."""


@dataclass(frozen=True, slots=True)
class Played:
    """How it ended, what a person had to look at, and the points that each job passed (when they were recorded)."""

    ending: Ending
    looked: Looked
    recordings: tuple[Ended, ...] = ()


Doing = Callable[[Scene, int, Job], Ended]
"""Does the job of this number, in one process or, killing some, in several; how the last of them ended."""


def undisturbed(scene: Scene, _number: int, job: Job) -> Ended:
    """Do a job, in one process that is not killed."""
    return finished(scene, job)


def recorded(scene: Scene, _number: int, job: Job) -> Ended:
    """Do a job and record the points that it passes."""
    return finished(scene, job, record=True)


def finished(scene: Scene, job: Job, *, record: bool = False) -> Ended:
    """Do a job to its end; a second start is allowed."""
    for _ in range(STARTS):
        ended = scene.run(job, record=record)
        if not ended.code:
            return ended
    raise Stuck(ended.said.strip().splitlines()[-1] if ended.said else f"exit code {ended.code}")


def play(scene: Scene, scenario: Scenario, do: Doing = undisturbed) -> Played:
    """Play a scenario. After each job a person looks at what is in doubt or set aside, before anything else comes."""
    scene.reset(scenario.profile, fresh=scenario.fresh)
    looked = Looked()
    ended = []
    for number, job in enumerate(scenario.jobs(scene)):
        ended.append(do(scene, number, job))
        while found := person(scene):
            looked += found
            finished(scene, work)
            if found.unasked:
                break
    return Played(ending(scene, looked), looked, tuple(ended))
