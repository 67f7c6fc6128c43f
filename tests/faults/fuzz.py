"""``fuzz``: mutants and attacks, each to a decision within its time and memory, in processes that can be killed.

Comes in: how many mutants, a seed. Goes out: one line with the figure; 1 when a mail was not decided, took longer than
5 s of the processor's time or more than 400 MB. What fails is kept as a file, with the command that makes it again.

Mutants are decided in processes of some thousand each. The parent looks at where each has come: one that dies or does
not come back within a minute is a failure of the mail it was at; what was before and behind is done again without it.
An attack has a process to itself and goes through everything: the worker, the journal, a person's "forward it".
"""

import json
import mmap
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from tests.faults import attacks, hostile_desk, mutations, odd_mails, pumps

MOST_S = 5.0
MOST_MB = 400
MOST_OF_A_PATTERN_S = 0.5
"""For 400 characters, which is what most patterns see: a mail may have hundreds of such sentences."""
HUNG_S = 60.0
PROCESSES = 2
CHUNK = 2_000
FULL_SIZE = 25 * 1024 * 1024
_ADDRESS_SPACE = 3 * 1024**3
"""So that a bomb ends its process and not the machine."""

_AGENT = AgentWord("a person", Disposition.ES)
FAILED = Path(".fuzz")


@dataclass(slots=True)
class Figure:
    """What was measured: the slowest and the largest with their names, and every failure."""

    count: int = 0
    cpu_s: float = 0
    slowest: tuple[float, str] = (0, "")
    largest: tuple[float, str] = (0, "")
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: "Figure") -> None:
        """Join what another process measured."""
        self.count += other.count
        self.cpu_s += other.cpu_s
        self.slowest = max(self.slowest, other.slowest)
        self.largest = max(self.largest, other.largest)
        self.outcomes += other.outcomes
        self.failures += other.failures

    def judge(self, name: str, decide: Callable[[], str | None]) -> None:
        """Decide one mail and measure it."""
        started = time.process_time()
        try:
            self.outcomes[decide() or "done"] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            where = traceback.extract_tb(error.__traceback__)[-1]
            self.failures.append((name, f"{type(error).__name__}: {error} ({where.filename}:{where.lineno})"))
        seconds = time.process_time() - started
        size = largest_mb()
        self.count += 1
        self.cpu_s += seconds
        self.slowest = max(self.slowest, (seconds, name))
        if size > self.largest[0]:
            self.largest = (size, name)
        if seconds > MOST_S:
            self.failures.append((name, f"took {seconds:.1f} s"))
        if size > MOST_MB:
            self.failures.append((name, f"took the process to {size:.0f} MB"))

    def told(self) -> bytes:
        """For the pipe."""
        values = (self.count, self.cpu_s, self.slowest, self.largest, self.outcomes, self.failures)
        return json.dumps(values).encode()

    @classmethod
    def heard(cls, told: bytes) -> "Figure":
        """From the pipe."""
        count, cpu_s, slowest, largest, outcomes, failures = json.loads(told)
        pairs = [(name, why) for name, why in failures]
        return cls(count, cpu_s, tuple(slowest), tuple(largest), Counter(outcomes), pairs)


def largest_mb() -> float:
    """The most memory that this process has held, in MB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1024 * 1024 if sys.platform == "darwin" else 1024)


@dataclass(slots=True)
class Child:
    """A process at work on ``job``, and how far it has come."""

    job: range
    pid: int
    pipe: int
    place: mmap.mmap
    seen: int = -1
    since: float = field(default_factory=time.monotonic)

    @property
    def at(self) -> int:
        """The number that it is at."""
        return int.from_bytes(self.place[:8], "little")

    def hangs(self) -> bool:
        """Whether it has been at the same one for too long."""
        if self.at != self.seen:
            self.seen, self.since = self.at, time.monotonic()
        return time.monotonic() - self.since > HUNG_S


def spread(jobs: Iterator[range], work: Callable[[Figure, int], None], name: Callable[[int], str]) -> Figure:
    """Do the jobs in at most ``PROCESSES`` processes at once; ``work`` judges one number."""
    total = Figure()
    again: list[range] = []
    running: list[Child] = []
    while True:
        while len(running) < PROCESSES and (job := again.pop() if again else next(jobs, None)) is not None:
            if job:
                running.append(_started(job, work))
        if not running:
            return total
        time.sleep(0.005)
        for child in list(running):
            ended, status = os.waitpid(child.pid, os.WNOHANG)
            if not ended and child.hangs():
                os.kill(child.pid, signal.SIGKILL)
                ended, status = os.waitpid(child.pid, 0)
            if ended:
                running.remove(child)
                told = _all_of(child.pipe)
                if status == 0 and told:
                    total.add(Figure.heard(told))
                    continue
                total.count += 1
                total.failures.append((name(child.at), f"its process did not come back (status {status})"))
                again += [range(child.job.start, child.at), range(child.at + 1, child.job.stop)]


def _started(job: range, work: Callable[[Figure, int], None]) -> Child:
    place = mmap.mmap(-1, 8)
    place[:8] = job.start.to_bytes(8, "little")
    reader, writer = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        os.close(writer)
        return Child(job, pid, reader, place)
    status = 1
    try:  # nothing of the parent's may go on in the child
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
        figure = Figure()
        for number in job:
            place[:8] = number.to_bytes(8, "little")
            work(figure, number)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(figure.told())
        status = 0
    finally:
        os._exit(status)


def _all_of(pipe: int) -> bytes:
    with os.fdopen(pipe, "rb") as stream:
        return stream.read()


def fuzzed(count: int, seed: int, mails: Sequence[bytes], first: int = 0) -> Figure:
    """``count`` mutants of ``mails``. Every tenth is also forwarded by a person, whatever it is."""

    def work(figure: Figure, number: int) -> None:
        raw, _ = mutations.mutant(seed, number, mails)
        figure.judge(f"{seed}-{number}", lambda: _decided(raw, forwarded=number % 10 == 0))

    jobs = (range(at, min(at + CHUNK, first + count)) for at in range(first, first + count, CHUNK))
    return spread(jobs, work, lambda number: f"{seed}-{number}")


def _decided(raw: bytes, *, forwarded: bool) -> str:
    disposition = str(hostile_desk.plan(raw).decision.disposition)
    if forwarded:
        hostile_desk.plan(raw, agent=_AGENT)
    return disposition


def attacked(size: int) -> Figure:
    """Every attack at this size, each in a process of its own, through worker, journal and a person's forward."""
    names = list(attacks.ATTACKS)

    def work(figure: Figure, number: int) -> None:
        raw = attacks.ATTACKS[names[number]](size)
        figure.judge(names[number], lambda: _settled([raw]))

    return spread((range(number, number + 1) for number in range(len(names))), work, lambda number: names[number])


def _settled(raws: Sequence[bytes]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return hostile_desk.forwarded_by_hand(raws, Path(folder))


def corpus() -> list[bytes]:
    """What mutants are made of: the project's own mails, twice as often the shared ones where they are."""
    own = list(hostile_desk.samples())
    shared = [mail.raw for mail in odd_mails.found([odd_mails.SHARED])] if odd_mails.SHARED.is_dir() else []
    return own * max(1, len(shared) // len(own) // 2) + [raw for raw in shared if len(raw) < 100_000]


def pumped(seed: int, tries: int = 3) -> Figure:
    """Every pattern of mailroute's against texts that make it look for as long as it can."""
    found = list(pumps.patterns().items())

    def work(figure: Figure, number: int) -> None:
        name, pattern = found[number]
        for text in pumps.texts(pattern, seed, tries=tries):
            started = time.process_time()
            figure.judge(name, lambda text=text: pumps.tried(pattern, text))  # type: ignore[misc]
            if (seconds := time.process_time() - started) > MOST_OF_A_PATTERN_S:
                figure.failures.append((name, f"took {seconds:.1f} s for {text[:80]!r}..."))

    jobs = (range(at, min(at + 10, len(found))) for at in range(0, len(found), 10))
    return spread(jobs, work, lambda number: found[number][0])


def main(arguments: Sequence[str] = ()) -> int:
    """``[N [SEED [SIZE [FIRST]]]]``: print the figure; 0 when it is reached."""
    numbers = [int(argument) for argument in arguments]
    count, seed, size, first = (*numbers, *(1_000_000, 1, FULL_SIZE, 0)[len(numbers) :])
    mails = corpus()
    for raw in hostile_desk.samples():  # what is built at the first mails is built once, for all processes
        hostile_desk.plan(raw)
    figures = {}
    if size:
        figures[f"{len(attacks.ATTACKS)} attacks of {size / 1024 / 1024:.0f} MB"] = attacked(size)
        figures[f"texts against {len(pumps.patterns())} patterns"] = pumped(seed, 3 if size == FULL_SIZE else 1)
    figures[f"{count:,} mutants, seed {seed}"] = fuzzed(count, seed, mails, first)
    failures = [failure for figure in figures.values() for failure in figure.failures]
    for name, why in failures[:20]:
        print(f"fuzz: FAILED: {name}: {why}; {_kept(name, mails, size)}")
    for what, figure in figures.items():
        print(
            f"fuzz: {what}: {figure.count - len({name for name, _ in figure.failures}):,} of {figure.count:,} decided,"
            f" {len(figure.failures)} failures; slowest {figure.slowest[0]:.2f} s of CPU ({figure.slowest[1]}; goal"
            f" {MOST_S:.0f}), largest {figure.largest[0]:.0f} MB ({figure.largest[1]}; goal {MOST_MB});"
            f" {figure.count / max(figure.cpu_s, 0.001):,.0f} a second of one core"
        )
    return 1 if failures else 0


def _kept(name: str, mails: Sequence[bytes], size: int) -> str:
    """Keep a failure's mail; say how to make it again."""
    FAILED.mkdir(exist_ok=True)
    path = FAILED / f"{name.replace(' ', '-')}.eml"
    if name in attacks.ATTACKS:
        path.write_bytes(attacks.ATTACKS[name](size))
        return f"kept as {path}"
    seed, _, number = name.partition("-")
    if not number.isdecimal():
        return "see tests/faults/pumps.py"
    raw, done = mutations.mutant(int(seed), int(number), mails)
    path.write_bytes(raw)
    return f"{', '.join(done)}; kept as {path}; again: python -m tests.faults fuzz 1 {seed} 0 {number}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
