"""The failpoints are complete by construction: read from the source, there is one way to commit and one to speak."""

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from mailroute import faults
from mailroute.faults import NAMES, Commit, Crash, armed, failpoint, recorded

PACKAGE = Path(faults.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))


@cache
def nodes(path: Path) -> tuple[tuple[str, ast.AST], ...]:
    """Every node of a file, with the name of the function it stands in (of the inner one, if one is in another)."""

    def walk(node: ast.AST, where: str) -> Iterator[tuple[str, ast.AST]]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.FunctionDef) else where
            yield inside, child
            yield from walk(child, inside)

    return tuple(walk(ast.parse(path.read_text(encoding="utf-8")), ""))


def places(*methods: str, on: str = "") -> set[tuple[str, str]]:
    """Where (file, function) something calls one of these methods, or functions; ``on`` ends what it is called on."""
    found = set()
    for path in FILES:
        for where, node in nodes(path):
            if isinstance(node, ast.Call):
                owner, _, method = ast.unparse(node.func).rpartition(".")
                if method in methods and owner.endswith(on):
                    found.add((path.relative_to(PACKAGE).as_posix(), where))
    return found


def test_there_is_one_way_to_commit() -> None:
    """BEGIN and COMMIT stand in ``transaction`` alone; only ``migrations``, with its own points, writes beside it."""
    said = {
        (path.relative_to(PACKAGE).as_posix(), where)
        for path in FILES
        for where, node in nodes(path)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.upper().split(" ")[0] in {"BEGIN", "COMMIT", "END"}
        and node.value.isupper()
    }
    assert {("journal/connection.py", "transaction")} == said
    assert set() == places("commit", "executescript")
    assert {("journal/connection.py", "_open"), ("journal/migrations.py", "migrate")} == places("connect", on="sqlite3")
    assert {("journal/migrations.py", "migrate")} == places("apply", on="schema")


def test_every_commit_has_a_name_and_every_name_a_commit() -> None:
    """Each ``transaction(...)`` says which Commit it is, and none of them is without a transaction."""
    named: list[str] = []
    for path in FILES:
        for _, node in nodes(path):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("transaction"):
                named += [ast.unparse(argument) for argument in node.args]
                assert node.args, f"{path.name}: a transaction without a name"
    kinds = {name.removeprefix("Commit.") for name in named if name.startswith("Commit.")}
    assert {commit.name for commit in Commit} == kinds
    assert {"self.db", "commit"} == {name for name in named if not name.startswith("Commit.")}, "Journal.transaction"


def test_there_is_one_way_to_speak_to_a_server() -> None:
    """Octets leave by ``Link.send``, and only IMAP's ``Wire.send`` and SMTP's ``Session._say`` call it."""
    assert {("connection.py", "send")} == places("sendall", "sendto", "sendmsg", "sendfile")
    assert {("submission/session.py", "_say")} == places("send", on="_link")
    assert {("mailbox/wire.py", "send")} == places("send", on="_current_link()")
    others = places("send") - {("submission/session.py", "_say"), ("mailbox/wire.py", "send")}
    # The worker's own ``sending.send``, and DONE, which is the end of IDLE and goes out by Wire.send.
    assert {("worker.py", "_send"), ("mailbox/wire.py", "end_idle")} == others
    assert {("mailbox/wire.py", "_create_socket"), ("submission/session.py", "__init__")} == places("connect") - {
        ("journal/connection.py", "_open"), ("journal/migrations.py", "migrate"), ("journal/journal.py", "open"),
        ("connection.py", "connect"),
    }  # fmt: skip


def test_both_ways_to_speak_have_their_points() -> None:
    """Before, when it is sent, and after the answer, on both."""
    sides = {
        (path.relative_to(PACKAGE).as_posix(), ast.literal_eval(node.args[-1]))
        for path in FILES
        for _, node in nodes(path)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "failpoint"
    }
    files = ("mailbox/wire.py", "submission/session.py")
    assert {(file, side) for file in files for side in ("before", "sent", "after")} <= sides


def test_a_maildirs_files_are_renamed_in_one_place() -> None:
    """What makes a mail appear, move or be numbered is a rename, with its points."""
    of_strings = {("mailbox/folders.py", "spelled")}
    assert {("maildir.py", "renamed")} == places("rename", "replace", "link", on="path") - of_strings
    assert set() == places("rename", "replace", "renames", "link", on="os")


def test_unwatched_points_do_nothing() -> None:
    """Without a test, a failpoint is no more than a name."""
    assert [] == faults.watchers
    for name in NAMES:
        failpoint(name)


def test_what_is_passed_can_be_recorded() -> None:
    """Names in order, each as often as it was passed; nothing outside of the block."""
    with recorded() as names:
        failpoint("T1", "before")
        failpoint("imap", "noop", "after")
        failpoint("T1", "before")
    failpoint("T1", "after")
    assert ["T1.before", "imap.noop.after", "T1.before"] == names


def test_only_points_that_can_be_are_armed() -> None:
    """A misspelt point would make a test that proves nothing; a protocol's commands are open-ended."""
    for name in ("T9.before", "T1", "imap.noop", "http.get.before"):
        with pytest.raises(ValueError, match="no failpoint"), armed(name):
            pass
    with armed("smtp.dot.sent", count=2):
        failpoint("smtp", "dot", "sent")
        with pytest.raises(Crash, match=r"smtp\.dot\.sent"):
            failpoint("smtp", "dot", "sent")


@pytest.mark.parametrize(("variable", "code"), [("T1.before:2", -signal.SIGKILL), ("T1.before:3", 0), ("", 0)])
def test_the_environment_arms_a_real_death(variable: str, code: int) -> None:
    """``NAME:COUNT`` kills the process at the COUNTth pass, and not before."""
    words = "from mailroute.faults import failpoint as f; f('T1', 'before'); f('T1.before')"
    environment = os.environ | {faults.VARIABLE: variable}
    ran = subprocess.run([sys.executable, "-c", words], env=environment, check=False)  # noqa: S603 - this Python
    assert code == ran.returncode
