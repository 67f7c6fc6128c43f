"""The planted bugs still fit the source, and a slice of them is caught; the whole is ``make planted``."""

import re
from random import Random

import pytest

from tests.faults.bug import Bug, MovedError
from tests.faults.planted import BUGS, ROOT, Ran, hunt, judged

SEED, SLICE = 4, 3
WORKED = Bug("none", "nothing", "lock.py", "fcntl.LOCK_EX", "fcntl.LOCK_SH", ("tests/test_cli.py",))


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_each_bug_can_still_be_planted(bug: Bug) -> None:
    """Its line stands where it stood, once, the changed source can be read, and its tests are there."""
    compile(bug.planted((ROOT / "mailroute" / bug.file).read_text(encoding="utf-8")), bug.file, "exec")
    for test in bug.tests:
        file, _, name = test.partition("::")
        found = re.findall(r"^def (\w+)", (ROOT / file).read_text(encoding="utf-8"), re.M)
        assert not name or name.partition("[")[0] in found


def test_there_are_bugs_enough() -> None:
    """At least twenty, each with a name of its own and a harm that can be told."""
    assert len(BUGS) >= 20
    assert len(BUGS) == len({bug.name for bug in BUGS})
    assert all(bug.harm for bug in BUGS)


def test_a_slice_is_caught() -> None:
    """A few of the bugs: each is caught, by tests that pass without it."""
    wrong, outcomes = hunt(Random(SEED).sample(BUGS, SLICE))
    assert "" == wrong
    assert [""] * SLICE == [one.why for one in outcomes]


def test_a_line_that_has_moved_is_told() -> None:
    """A bug that cannot be planted is an error of the table, not a bug that was caught."""
    with pytest.raises(MovedError, match="stands 2 times"):
        WORKED.planted("fcntl.LOCK_EX fcntl.LOCK_EX")


@pytest.mark.parametrize(
    ("ran", "caught_by"),
    [
        (Ran(1, "F\nFAILED tests/test_a.py::test[a b] - AssertionError: x\n1 failed"), "tests/test_a.py::test[a b]"),
        (Ran(1, "F\nFAILED tests/test_a.py::test_it\n1 failed"), "tests/test_a.py::test_it"),
        (Ran(0, "1 passed"), ""),
        (Ran(0, "1 skipped"), ""),
        (Ran(1, "E\nERROR tests/test_cli.py::test_it - AssertionError: in a fixture"), ""),
        (Ran(1, "F\nFAILED tests/test_cli.py::test_it - NameError: name 'x' is not defined\n1 failed"), ""),
        (Ran(2, "ERROR tests/test_cli.py - ImportError: no\n1 error during collection"), ""),
        (Ran(5, "no tests ran"), ""),
        (Ran(-1, ""), ""),
    ],
)
def test_what_counts_as_caught(ran: Ran, caught_by: str) -> None:
    """A test that failed; not one that could not be run, was skipped, or never ended."""
    judgement = judged(WORKED, ran)
    assert caught_by == judgement.caught_by
    assert bool(caught_by) != bool(judgement.why)
