"""Figure 10: bugs planted one at a time in a copy of mailroute; the tests that guard against each must fail.

Comes in: the table of bugs. Goes out: for each the test that caught it, and the figure. Never: touches the working
tree, counts a test that cannot even be read, or one that fails without the bug as well.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from compileall import compile_dir
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.faults import bugs_before_sending, bugs_in_letters, bugs_in_sending
from tests.faults.bug import Bug, MovedError

ROOT = Path(__file__).resolve().parents[2]
BUGS = (*bugs_before_sending.ALL, *bugs_in_sending.ALL, *bugs_in_letters.ALL)

AT_ONCE = 2
LONGEST_S, ALL_S = 120.0, 600.0
"""Seconds for the tests of one bug, and for all of them together without any."""

_NEEDED = ("mailroute", "tests", "templates", "catalog", "demo", "config.example.toml", "pyproject.toml")
"""What the tests need of the project."""

_FAILED = re.compile(r"^FAILED (.+?)(?: - (.*))?$", re.M)
_NO_CATCH = re.compile(r"(ImportError|ModuleNotFoundError|SyntaxError|IndentationError|NameError|UnboundLocalError)\b")
"""A source that is merely broken: nothing was tested then."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a bug: the test that caught it, or why none did."""

    bug: Bug
    caught_by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run of pytest ended; code -1: not at all, in time."""

    code: int
    said: str


def plant(bug: Bug, root: Path) -> None:
    """Plant a bug in the copy of the project at ``root``. Raises MovedError when its line has moved."""
    path = root / "mailroute" / bug.file
    source = bug.planted(path.read_text(encoding="utf-8"))
    compile(source, str(path), "exec")
    path.write_text(source, encoding="utf-8")
    Path(cache_from_source(str(path))).unlink(missing_ok=True)


@contextmanager
def copied() -> Iterator[Path]:
    """A folder with a copy of the project that was compiled once, so that each copy of it starts quickly."""
    with TemporaryDirectory(prefix="planted-") as folder:
        base = Path(folder) / "base"
        base.mkdir()
        for name in _NEEDED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, base / name)
            else:
                shutil.copy2(ROOT / name, base / name)
        compile_dir(base / "mailroute", quiet=2)
        yield base


def outcome(base: Path, bug: Bug) -> Outcome:
    """Plant a bug in a copy of its own and see whether its tests fail."""
    with TemporaryDirectory(prefix="bug-", dir=base.parent) as folder:
        root = Path(folder) / "project"
        shutil.copytree(base, root)
        try:
            plant(bug, root)
        except MovedError as error:
            return Outcome(bug, why=str(error))
        return judged(bug, tried(root, "-x", *bug.tests, longest_s=LONGEST_S))


def judged(bug: Bug, ran: Ran) -> Outcome:
    """Caught when a test failed, and not because the source could not be read."""
    failed = _FAILED.search(ran.said)
    if ran.code < 0:
        return Outcome(bug, why=f"no end within {LONGEST_S:.0f} s")
    if ran.code == 0:
        return Outcome(bug, why=f"no test of {', '.join(bug.tests)} fails: {ran.said.strip().splitlines()[-1]}")
    if ran.code != 1 or failed is None or _NO_CATCH.match(failed[2] or ""):
        return Outcome(bug, why=f"no test failed, pytest did (exit code {ran.code}): {ran.said[-800:]}")
    return Outcome(bug, caught_by=failed[1])


def tried(root: Path, *arguments: str, longest_s: float) -> Ran:
    """Run pytest in a copy, which comes before every other mailroute that is installed."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--tb=short", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(root), "COLUMNS": "400", "PYTEST_ADDOPTS": ""}
    with subprocess.Popen(  # noqa: S603 - this Python, this program
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            said, _ = process.communicate(timeout=longest_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return Ran(-1, "")
    return Ran(process.returncode, said)


def unbroken(base: Path, bugs: Sequence[Bug]) -> str:
    """What is wrong with the tests where no bug is planted; "" when each of them passes."""
    ran = tried(base, *dict.fromkeys(test for bug in bugs for test in bug.tests), longest_s=ALL_S)
    if ran.code < 0:
        return f"no end within {ALL_S:.0f} s without a bug"
    return "" if ran.code == 0 else f"they do not pass without a bug (exit code {ran.code}):\n{ran.said[-2000:]}"


def hunt(bugs: Sequence[Bug]) -> tuple[str, list[Outcome]]:
    """Each bug's outcome, and what is wrong with the tests as they are; some at a time."""
    with copied() as base, ThreadPoolExecutor(AT_ONCE) as pool:
        sane = pool.submit(unbroken, base, bugs)
        outcomes = list(pool.map(partial(outcome, base), bugs))
        return sane.result(), outcomes


def main(arguments: Sequence[str] = ()) -> int:
    """``make planted``: every bug, or those whose name has one of these words; 1 when one is not caught."""
    bugs = [bug for bug in BUGS if not arguments or any(word in bug.name for word in arguments)]
    began = monotonic()
    wrong, outcomes = hunt(bugs)
    for one in outcomes:
        print(f"{one.bug.name}: {one.caught_by or f'NOT CAUGHT: {one.why}'}\n    ({one.bug.harm})")
    if wrong:
        print(f"planted: the tests prove nothing: {wrong}")
    caught = sum(bool(one.caught_by) for one in outcomes)
    print(f"planted: {caught} of {len(outcomes)} caught; {monotonic() - began:.0f} s")
    return int(bool(wrong) or caught < len(outcomes) or not outcomes)
