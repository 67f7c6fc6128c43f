"""``netfaults``: every cell, then storms of many faults at once; two lines with the figures.

Comes in: how many cells and storms, and a seed. Goes out: 1 when something was wrong.
"""

import argparse
import atexit
import logging
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random
from time import monotonic

from tests.faults import storms
from tests.faults.cells import Cell, Verdict, cells, judged
from tests.faults.netdesk import NetDesk, net_desk

STORMS = 500

_desk: list[NetDesk] = []
"""The one of this process."""


def main(arguments: Sequence[str] = ()) -> int:
    """Play every cell, or ``--most N`` drawn by ``--seed``, then ``--storms N``. 1 when one is not right."""
    parser = argparse.ArgumentParser(prog="netfaults", description=main.__doc__)
    parser.add_argument("--most", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--storms", type=int, default=STORMS)
    asked = parser.parse_args(arguments)
    began = monotonic()
    # A play mostly waits: for a deadline, or for the other end.
    with ProcessPoolExecutor((os.cpu_count() or 1) * 2, get_context("spawn"), _ready) as pool:
        chosen = pool.submit(_all).result()
        if asked.most is not None:
            chosen = Random(asked.seed).sample(chosen, min(asked.most, len(chosen)))
        verdicts = list(pool.map(_one, chosen, chunksize=8))
        print(told(verdicts, monotonic() - began))
        began = monotonic()
        found = list(pool.map(_storm, range(asked.seed, asked.seed + asked.storms), chunksize=2))
    wrong = [words for words, _ in found if words]
    in_doubt = sum(count for _, count in found)
    print(
        *wrong,
        f"storms: {len(found) - len(wrong):,} of {len(found):,} right (SEED={asked.seed}, up to {storms.MOST} faults on"
        f" each server, some for {storms.LASTING} passes); {in_doubt} letters in doubt; {monotonic() - began:.0f} s",
        sep="\n",
    )
    return int(bool(wrong) or any(verdict.wrong for verdict in verdicts))


def told(verdicts: Sequence[Verdict], took_s: float) -> str:
    """What was wrong first in each cell, a line each, and the figure."""
    lines = [f"{verdict.cell}: {verdict.wrong[0]}" for verdict in verdicts if verdict.wrong]
    right = len(verdicts) - len(lines)
    doubts = [verdict for verdict in verdicts if verdict.in_doubt]
    at_dot = sum(verdict.cell.trouble.step == "DOT" for verdict in doubts)
    doubled = sum(bool(verdict.doubled) for verdict in verdicts)
    slowest = max((verdict.slowest_s for verdict in verdicts), default=0.0)
    figure = (
        f"netfaults: {right:,} of {len(verdicts):,} cells right; a letter in doubt in {len(doubts)} ({at_dot} at the"
        f" dot, {len(doubts) - at_dot} in the text); a second copy in a folder in {doubled} (servers without MOVE);"
        f" well again after {slowest:.0f} s at most; {took_s:.0f} s"
    )
    return "\n".join([*lines, figure])


def _ready() -> None:
    """Put a process of the pool in order: a desk for all of its plays."""
    logging.disable()
    entered = net_desk()
    _desk.append(entered.__enter__())
    atexit.register(entered.__exit__, None, None, None)


def _all() -> list[Cell]:
    return cells(_desk[0])


def _one(cell: Cell) -> Verdict:
    return judged(_desk[0], cell)


def _storm(seed: int) -> tuple[str, int]:
    storm = storms.drawn(_desk[0], seed)
    wrong, in_doubt = storms.faults_of(_desk[0], storm)
    return (f"storm {seed}, {storm}: {'; '.join(wrong)}" if wrong else ""), in_doubt
