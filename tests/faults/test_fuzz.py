"""A seeded slice of ``make fuzz``: mutants, and every attack at a size that takes no long time."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.faults import attacks, fuzz, hostile_desk, mutations

PROJECT = Path(__file__).resolve().parents[2]
MUTANTS, SEED, ATTACK = 800, 20261123, 300_000


def test_mutants_and_attacks_end_in_a_decision() -> None:
    """Some hundred mutants and every attack, small: no failure, nothing slow or large."""
    ran = subprocess.run(  # noqa: S603 - this Python, this proof
        [sys.executable, "-m", "tests.faults", "fuzz", str(MUTANTS), str(SEED), str(ATTACK)],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    assert f"{MUTANTS:,} of {MUTANTS:,} decided, 0 failures" in ran.stdout
    assert f"{len(attacks.ATTACKS)} of {len(attacks.ATTACKS)} decided, 0 failures" in ran.stdout


def test_a_mutant_comes_again() -> None:
    """The same seed and number give the same octets, others give others."""
    mails = list(hostile_desk.samples())
    made = [mutations.mutant(7, number, mails) for number in range(50)]
    assert made == [mutations.mutant(7, number, mails) for number in range(50)]
    assert 45 < len({raw for raw, _ in made} | {raw for raw, _ in [mutations.mutant(8, 0, mails)]})


def test_every_operator_stands_whatever_it_is_given() -> None:
    """No mutation trips over an empty mail, one octet, or no mail at all."""
    operators = {operator for group in (*mutations.OPERATORS, mutations.HEAVY) for operator in group}
    for operator in sorted(operators, key=lambda one: one.__name__):
        for raw in (b"", b"\n", b"\0", b"a: b", b"\r\n\r\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x"):
            operator(Random(1), raw)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")  # the parent has pytest's threads
def test_a_process_that_dies_is_a_failure_of_its_mail_alone() -> None:
    """One number that kills its process is told, and all the others are done."""

    def work(figure: fuzz.Figure, number: int) -> None:
        if number == 37:
            os._exit(9)
        figure.judge(str(number), lambda: "done")

    figure = fuzz.spread(iter([range(20), range(20, 60)]), work, str)
    assert 60 == figure.count
    assert 59 == figure.outcomes["done"]
    assert ["37"] == [name for name, _ in figure.failures]


def test_what_raises_is_a_failure() -> None:
    """A mail that mailroute lets an exception through for is told with the exception and its place."""
    figure = fuzz.Figure()
    figure.judge("wrong", lambda: str(1 // 0))
    ((name, why),) = figure.failures
    assert "wrong" == name
    assert "ZeroDivisionError" in why
