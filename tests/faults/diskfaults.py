"""Figure 4: the journal's disk is full, fails, or loses power at each step; after a restart the end is the same.

Comes in: some of the scenarios. Goes out: one line a deviation, and at the end the figures. Never: spares the start at
which the journal is made.

The negative control lets every fsync be a lie, which is what ``synchronous=OFF`` comes to: then the same oracle must
find letters sent twice, or it would have found nothing anywhere.
"""

import atexit
import errno
import io
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import monotonic

from mailroute import bootstrap
from mailroute.commands.errors import FAILED, OK, Failure, exit_code
from mailroute.commands.run import working
from tests.faults import disk
from tests.faults.disk import Keeps, Trouble, What
from tests.faults.oracle import Ending, Verdict, compare
from tests.faults.play import Stuck, finished, play
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.scene import Clock, Ended, Job, Scene, complain, rows, scene, work

CHOSEN = ("every disposition", "dialogue", "decided by an agent", "renumbered", "during recovery")
"""Scenarios that write to the journal in every way there is."""

CONTROL = 10
"""The negative control takes one step of so many."""

FEW = 20
"""Runs of each kind for which it does not pay to start another process."""


def fails(at: int, turn: int) -> Trouble:
    """An error at a step: a full disk, one I/O error, or nothing but I/O errors from there on, by turns."""
    full = Trouble(What.FAIL, at, errno.ENOSPC, lasts=True)
    return (full, Trouble(What.FAIL, at, errno.EIO), Trouble(What.FAIL, at, errno.EIO, lasts=True))[turn % 3]


def cuts(at: int, turn: int) -> Trouble:
    """A power cut at a step that loses all that was not fsynced, or all but its beginning, or some of it, by turns."""
    return Trouble(What.CUT, at, keeps=(Keeps.NOTHING, Keeps.BEGINNING, Keeps.SCATTERED)[turn % 3], seed=turn)


def lies(at: int, _turn: int) -> Trouble:
    """A power cut on a disk that never did an fsync."""
    return Trouble(What.CUT, at, lies=True)


@dataclass(frozen=True, slots=True)
class Reference:
    """A scenario undisturbed, and the steps of the disk that each of its jobs passes."""

    scenario: Scenario
    ending: Ending
    in_doubt: int
    steps: tuple[str, ...]

    def runs(self, trouble: Callable[[int, int], Trouble], turn: int) -> "Iterator[Run]":
        """This trouble at each step of each job; the seed says whose turn is first."""
        for job, steps in enumerate(self.steps):
            for at in range(1, len(steps) + 1):
                yield Run(self, job, trouble(at, at + turn))


@dataclass(frozen=True, slots=True)
class Run:
    """One trouble in one job of a scenario."""

    wanted: Reference
    job: int
    trouble: Trouble

    def __str__(self) -> str:
        return f"{self.wanted.scenario.name}, job {self.job}, {self.trouble}"


@dataclass(slots=True)
class Figure:
    """What came of some runs."""

    runs: int = 0
    good: int = 0
    lost: int = 0
    twice: int = 0
    in_doubt: int = 0

    @property
    def caught(self) -> bool:
        """Whether the oracle has seen a mail lost or a letter sent twice."""
        return bool(self.lost or self.twice)

    def add(self, outcome: "Outcome") -> None:
        """Count one run."""
        self.runs += 1
        self.good += not outcome.wrong
        self.lost += bool(outcome.verdict.lost)
        self.twice += bool(outcome.verdict.twice)
        self.in_doubt += outcome.in_doubt


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is wrong with a run, in words; nothing, when it ended as it should."""

    wrong: str = ""
    verdict: Verdict = field(default_factory=Verdict)
    in_doubt: int = 0


def reference(stage: Scene, scenario: Scenario) -> Reference:
    """Play a scenario undisturbed and count the steps of the disk."""
    passed: list[str] = []
    told = stage.folder / "steps"

    def do(stage: Scene, _number: int, job: Job) -> Ended:
        def counted(desk: bootstrap.Desk, clock: Clock) -> None:
            job(desk, clock)
            told.write_text(disk.steps())

        ended = finished(stage, disk.suffering(counted, Trouble(What.COUNT), stage.path))
        passed.append(told.read_text())
        return ended

    played = play(stage, scenario, do)
    return Reference(scenario, played.ending, played.looked.in_doubt, tuple(passed))


def suffered(stage: Scene, run: Run) -> Outcome:
    """Play a scenario with one trouble in one of its jobs; then the disk is well, and the job is done again."""
    wrong: list[str] = []

    def do(stage: Scene, number: int, job: Job) -> Ended:
        if number == run.job:
            ended = stage.run(disk.suffering(as_command(job, stage.folder), run.trouble, stage.path))
            wrong.extend(complaints(ended, run.trouble))
            wrong.extend(f"sent and not recorded: {name}" for name in unrecorded(stage))
        return finished(stage, job)

    try:
        played = play(stage, run.wanted.scenario, do)
    except Stuck as error:
        return Outcome(f"cannot go on: {error}")
    verdict = compare(run.wanted.ending, played.ending)
    if played.looked.unasked:
        wrong.append("a letter in doubt is in no review")
    if verdict:
        wrong.append(str(verdict))
    return Outcome("; ".join(wrong), verdict, played.looked.in_doubt - run.wanted.in_doubt)


def complaints(ended: Ended, trouble: Trouble) -> Iterator[str]:
    """What is wrong with how the process ended: one clear line and exit code 1, or all done; or dead by a power cut."""
    lines = ended.said.splitlines()
    if trouble.what is What.CUT:
        if not ended.killed:
            yield f"the step was not passed (exit code {ended.code}): {ended.said[-300:]}"
    elif ended.code not in {OK, FAILED}:
        yield f"exit code {ended.code}: {ended.said[-600:]}"
    elif ended.code == FAILED and (len(lines) != 1 or not lines[0].startswith("mailroute: ")):
        yield f"not one clear line: {ended.said}"


def unrecorded(stage: Scene) -> list[str]:
    """Letters that arrived although the journal has not that they may have gone out."""
    if not stage.path.exists():
        return [mail.message_id for mail in stage.arrived]
    with stage.journal() as journal:
        known = rows(journal.db, "SELECT message_id FROM outbox WHERE state IN ('dot', 'sent', 'in_doubt')")
    return sorted({mail.message_id for mail in stage.arrived} - {str(row[0]) for row in known})


def as_command(job: Job, folder: Path) -> Job:
    """The job with the command's own ending: what it says on standard error, and its exit code."""

    def command(desk: bootstrap.Desk, clock: Clock) -> None:
        said = io.StringIO()
        with redirect_stderr(said):
            code = exit_code(lambda: _once(desk, clock) if job is work else job(desk, clock))
        (folder / "said").write_text(said.getvalue())
        os._exit(code)

    return command


def _once(desk: bootstrap.Desk, clock: Clock) -> None:
    """``mailroute run --once``, by the scene's clock."""
    with working(desk, stop=lambda: False, shadow=False) as worker:
        worker.clock = clock
        done = worker.drain()
        if done.troubles:
            raise Failure(*done.troubles)


_stage: list[Scene] = []


def _ready() -> None:
    """Put a process of the pool in order: a desk for all of its runs."""
    entered = scene()
    _stage.append(entered.__enter__())
    atexit.register(entered.__exit__, None, None, None)


def _references() -> list[Reference]:
    return [reference(_stage[0], scenario) for scenario in SCENARIOS if scenario.name in CHOSEN]


def _one(run: Run) -> Outcome:
    return suffered(_stage[0], run)


def chosen(references: Sequence[Reference], most: int, seed: int) -> tuple[list[Run], list[Run], list[Run]]:
    """Errors, power cuts, and those of the negative control: at every step, or so many of each, drawn by the seed."""
    dice = Random(seed)
    found = []
    for trouble in (fails, cuts, lies):
        # The control needs but one scenario: the one with most letters.
        of = references[:1] if trouble is lies else references
        runs = [run for wanted in of for run in wanted.runs(trouble, seed)]
        some = most or (len(runs) // CONTROL if trouble is lies else 0)
        found.append(dice.sample(runs, min(some, len(runs))) if some else runs)
    failing, cutting, lying = found
    return failing, cutting, lying


def main(arguments: Sequence[str] = ()) -> int:
    """``make diskfaults``: every step of each scenario, or so many of them, drawn by a seed; 1 below the goal."""
    cc = disk.compiler()
    if cc is None:
        print("diskfaults: skipped: there is no C compiler (cc) to make the shim with")
        return 0
    if not disk.ready():
        return disk.again(cc, "tests.faults", ["diskfaults", *arguments])
    most, seed = (int(word) for word in (*arguments, "0", "1")[:2])
    began = monotonic()
    failed, cut, control = Figure(), Figure(), Figure()
    several = (os.cpu_count() or 1) if most == 0 or most > FEW else 1
    with ProcessPoolExecutor(several, get_context("spawn"), _ready) as pool:
        groups = chosen(pool.submit(_references).result(), most, seed)
        for figure, runs in zip((failed, cut, control), groups, strict=True):
            for run, outcome in zip(runs, pool.map(_one, runs, chunksize=4), strict=True):
                figure.add(outcome)
                if outcome.wrong and figure is not control:
                    complain(f"{run}: {outcome.wrong}")
    print(told(failed, cut, control, monotonic() - began))
    return int(failed.good < failed.runs or cut.good < cut.runs or not control.caught)


def told(failed: Figure, cut: Figure, control: Figure, took_s: float) -> str:
    """The figures."""
    return (
        f"diskfaults: {failed.good:,} of {failed.runs:,} errors (ENOSPC, EIO) and {cut.good:,} of {cut.runs:,} power"
        f" cuts end as if nothing had been: {failed.lost + cut.lost} lost, {failed.twice + cut.twice} twice;"
        f" {failed.in_doubt + cut.in_doubt} letters in doubt, each in the review; {took_s:.0f} s\n"
        f"diskfaults: negative control (no fsync, as synchronous=OFF): {control.twice} twice, {control.lost} lost"
        f" in {control.runs} power cuts: {'caught' if control.caught else 'NOT CAUGHT'}"
    )
