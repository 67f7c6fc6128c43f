"""How many mails a second does ``mailroute explain`` decide on one core?

Comes in: labelled and sample mails, copied many times over into a temporary folder. Goes out: the rate of each kind.
Never: times the start of Python; the rate is of the command's own work, and the start is told beside it. The rate is
of CPU seconds (user and system), which other programs on the machine hardly touch; wall seconds are told beside them.

Run it as ``python -m benchmarks.explain [MAILS]``; ``make bench`` runs it with the others.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from mailroute import labelled, resources

GOAL = 1000
"""Mails a second, on one core."""


def main(count: int = 5000) -> None:
    """Explain a folder of plain mails and one of the demo's odd ones; print both rates."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    demo = [path.read_bytes() for path in sorted((resources.demo() / "mails").glob("*.eml"))]
    report(f"mails of ordinary weeks (goal {GOAL:,})", list(ordinary()), count)
    report("the demo's mails, half of them HTML, quoted, encoded or robots'", demo, count)


def ordinary() -> Iterator[bytes]:
    """The labelled mails that were developed on: what people of six independent authors write."""
    for path in sorted((Path(__file__).resolve().parent.parent / "tests" / "labelled").glob("developed-*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (
                mail.raw for mail in labelled.read(lines, name=path.name) if isinstance(mail, labelled.Labelled)
            )


def report(what: str, samples: list[bytes], count: int) -> None:
    """Print the rate at which ``count`` mails, made of the samples in turn, are decided."""
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder) / "many", Path(folder) / "one"
        many.mkdir()
        one.mkdir()
        for number, raw in enumerate(islice(cycle(samples), count)):
            (many / f"{number:06}.eml").write_bytes(raw)
        (one / "1.eml").write_bytes(samples[0])
        start = timed(one)
        whole = timed(many)
    rate = (count - 1) / (whole.cpu - start.cpu)
    print(f"explain: {rate:,.0f} mails/s of CPU time on one core: {what}")
    print(f"         {count:,} mails in {whole}, of which {start} to start")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds that a command took."""

    cpu: float
    wall: float

    def __str__(self) -> str:
        """Both, CPU first."""
        return f"{self.cpu:.2f} s of CPU ({self.wall:.2f} s of wall clock)"


def timed(folder: Path) -> Spent:
    """What ``explain --json`` takes for a folder."""
    command = [sys.executable, "-m", "mailroute", "explain", "--json", str(folder)]
    before, began = _children(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  # ours
    return Spent(_children() - before, time.perf_counter() - began)


def _children() -> float:
    """CPU seconds of all child processes that have ended so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
