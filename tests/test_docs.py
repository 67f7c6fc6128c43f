"""The documents say what is true: their commands run, and nothing that can be said of a command or a key is left out.

A block marked ``sh`` is run line by line, in order, in one folder a document, and each line must succeed; ``sh fails``
must end in an expected failure of clear lines; ``sh shown`` is for another machine and only its mailroute and make
commands are looked at. What stands in backticks and begins with ``mailroute`` is looked at, too.
"""

import json
import os
import re
import shlex
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import StrEnum
from pathlib import Path

import click
import pytest

from mailroute import explanation
from mailroute.case import CaseState
from mailroute.cli import cli
from mailroute.config import Config
from mailroute.disposition import Disposition
from mailroute.facts import Channel
from mailroute.faults import NAMES as FAILPOINTS
from mailroute.journal.records import MailState, OutboxState
from mailroute.recording import FOLDERS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/*.md", "demo/*.md", "tests/corpus/*.md")
    for path in ROOT.glob(pattern)
)
README = (ROOT / "README.md").read_text(encoding="utf-8")

Words = tuple[str, ...]

_FENCE = re.compile(r"^```([a-z]*)(?: ([a-z]+))?\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_SPAN = re.compile(r"`([^`\n]+)`")
# Folders of somebody's machine; /etc, /opt and /srv are where a desk may really lie.
_MACHINE = re.compile(r"(?<![\w./])(?:/(?:home|root|tmp|work|Users|private|mnt)/|[A-Z]:\\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its document, the line it begins at, its language, its mark and its text."""

    document: str
    line: int
    language: str
    mark: str
    text: str

    @property
    def commands(self) -> list[str]:
        """Its lines that are no comments; one that ends in a backslash goes on in the next."""
        joined = self.text.replace("\\\n", " ")
        return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def blocks(document: str) -> Iterator[Block]:
    """The fenced blocks of a document."""
    text = (ROOT / document).read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        yield Block(document, text[: found.start()].count("\n") + 1, found[1], found[2] or "", found[3])


def shell(*marks: str) -> list[Block]:
    """Every document's shell blocks with one of these marks."""
    return [
        block for document in DOCUMENTS for block in blocks(document) if block.language == "sh" and block.mark in marks
    ]


def section(title: str, text: str = README) -> str:
    """What stands below a heading, up to the next one of its level or a higher one."""
    found = re.search(rf"^(#+) {re.escape(title)}.*?\n(.*?)(?=^#{{1,6}} |\Z)", text, re.M | re.S)
    assert found is not None, f"there is no heading {title!r}"
    level = len(found[1])
    rest = text[found.start(2) :]
    end = re.search(rf"^#{{1,{level}}} ", rest, re.M)
    return rest[: end.start()] if end else rest


@pytest.fixture(scope="module")
def mailroute_on_path(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which ``mailroute`` is this very program, whether it is installed or not."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "mailroute"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m mailroute "$@"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("MAILROUTE")}
    return inherited | {"PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}


@pytest.mark.parametrize("document", dict.fromkeys(block.document for block in shell("", "fails")))
def test_the_commands_of_a_document_do_as_it_says(
    document: str, tmp_path: Path, mailroute_on_path: dict[str, str]
) -> None:
    """Every line of a shell block runs, in order; those marked ``fails`` end with exit code 1 and clear lines."""
    script = ["set -e -o pipefail"]
    for block in blocks(document):
        if block.language != "sh" or block.mark == "shown":
            continue
        for command in block.commands:
            script.append(f"echo {shlex.quote(f'==> line {block.line}: {command}')} >&2")
            if block.mark == "fails":
                script += ["code=0", f"{command} || code=$?", '[ "$code" = 1 ]']
            else:
                script.append(command)
    done = subprocess.run(  # noqa: S603 - the documents' own commands
        ["bash", "-c", "\n".join(script)],  # noqa: S607 - wherever bash is
        cwd=tmp_path,
        env=mailroute_on_path,
        capture_output=True,
        check=False,
        timeout=120,
    )
    said = done.stderr.decode()
    assert 0 == done.returncode, said
    assert "Traceback" not in said
    assert all(line.startswith(("==> ", "mailroute: ")) for line in said.splitlines()), said


def test_there_is_something_to_run() -> None:
    """The README leads through the first steps with commands that this test runs."""
    ran = [command for block in shell("", "fails") for command in block.commands if block.document == "README.md"]
    for begins in ("mailroute init", "mailroute check", "mailroute demo", "mailroute status", "mailroute review"):
        assert any(command.startswith(begins) for command in ran), begins


def commands_shown() -> list[tuple[str, str]]:
    """Every mailroute command line of the documents with its place; in backticks or in a shell block."""
    found = [
        (f"{block.document}:{block.line}", command)
        for block in shell("", "fails", "shown")
        for command in block.commands
    ]
    for document in DOCUMENTS:
        text = _FENCE.sub("", (ROOT / document).read_text(encoding="utf-8"))
        found += [(document, span[1]) for span in _SPAN.finditer(text)]
    return [(place, line) for place, line in found if re.search(r"(?:^|[ /])mailroute(?: [a-z-]|$)", line)]


@pytest.mark.parametrize(("place", "line"), commands_shown())
def test_a_command_that_is_shown_is_there(place: str, line: str) -> None:
    """Each word behind ``mailroute`` is a command, each option one that it takes."""
    words = shlex.split(line.partition("|")[0])
    starts = [index for index, word in enumerate(words) if word.rpartition("/")[2] == "mailroute"]
    for start in starts[-1:]:
        command: click.Command = cli
        for word in words[start + 1 :]:
            if word.startswith("--") or word == "-h":
                assert word in options_of(command) | options_of(cli), f"{place}: {line}: {word}"
            elif isinstance(command, click.Group) and re.fullmatch(r"[a-z]+", word):
                inner = command.get_command(click.Context(command), word)
                assert inner is not None, f"{place}: {line}: no command {word}"
                command = inner


def test_every_make_target_that_is_shown_is_there() -> None:
    """``make demo`` and the others are targets of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    shown = {"demo", "test"}
    for document in DOCUMENTS:
        shown |= set(re.findall(r"(?:^|`| )make ([a-z]+)(?=`|$| +#)", (ROOT / document).read_text("utf-8"), re.M))
    assert shown <= targets


def options_of(command: click.Command) -> set[str]:
    """The long names of a command's options, with those that click adds."""
    context = click.Context(command)
    return {
        name
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        for name in parameter.opts
    } | {"--help", "-h"}


def every_command(command: click.Command = cli, path: Words = ()) -> Iterator[tuple[Words, click.Command]]:
    """Each command that does something, by its path."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from every_command(inner, (*path, name))
    else:
        yield path, command


@pytest.mark.parametrize("path", [path for path, _ in every_command()], ids=" ".join)
def test_every_command_and_option_is_in_the_readme(path: Words) -> None:
    """The section of a command names it, its subcommands and every option it takes."""
    command = dict(every_command())[path]
    told = section(f"mailroute {path[0]}")
    if len(path) > 1:
        assert f"mailroute {' '.join(path)}" in told
    for option in options_of(command) - {"--config", "--help", "-h"}:
        assert option in told, option
    for parameter in command.params:
        if isinstance(parameter.type, click.Choice):
            assert {f"{word}" for word in parameter.type.choices} - {"review", "follow_up"} <= set(
                re.findall(r"[a-z_]+", told)
            )


def test_the_options_of_every_command_are_in_the_readme() -> None:
    """``--config``, ``--help`` and ``--version`` are told once, for all."""
    told = section("Commands").partition("\n### ")[0]
    assert [] == [option for option in options_of(cli) if option not in told]


def sections() -> list[tuple[str, "Field[object]"]]:
    """Each table of the configuration with each of its keys."""
    return [
        (table.name, key)
        for table in fields(Config)
        if isinstance(table.type, type) and is_dataclass(table.type)
        for key in fields(table.type)
    ]


@pytest.mark.parametrize(("table", "key"), sections(), ids=[f"{table}.{key.name}" for table, key in sections()])
def test_every_key_is_in_the_readme_with_its_default(table: str, key: "Field[object]") -> None:
    """A row in the table of its section: the key, the default that the program has, what it is."""
    told = section(f"[{table}]")
    row = re.search(rf"^\| `{key.name}` \| ([^|]+) \| [^|]+ \|$", told, re.M)
    assert row is not None, f"[{table}] {key.name} is not in the README"
    assert default(key) == row[1]


def default(key: "Field[object]") -> str:
    """A key's default as the README writes it."""
    value = key.default if key.default_factory is MISSING else key.default_factory()
    if value is MISSING:
        return "needed"
    if value is None:
        return "none"
    if isinstance(value, Path):
        value = str(value)
    return f"`{json.dumps(value)}`"


def test_every_key_of_the_example_is_a_key() -> None:
    """The example, the program and the README speak of the same keys."""
    example = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    found = set(re.findall(r"^(?:# )?([a-z0-9_]+) = ", example, re.M))
    assert found == {key.name for _, key in sections()} - {"teams"}
    assert "[routes.teams]" in example


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    """A link of a document to a file or a heading of ours finds it."""
    text = _FENCE.sub("", (ROOT / document).read_text(encoding="utf-8"))
    for target in _LINK.findall(text):
        if target.startswith(("https://", "http://")):
            continue
        name, _, heading = target.partition("#")
        path = (ROOT / document).parent / name if name else ROOT / document
        assert path.exists(), f"{document}: {target}"
        if heading:
            headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
            assert heading in {slug(one) for one in headings}, f"{document}: {target}"


def slug(heading: str) -> str:
    """A heading as a link names it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_machine_is_named(document: str) -> None:
    """No path of the machine on which a document was written stands in it."""
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [] == _MACHINE.findall(text)


def test_every_disposition_is_told_with_its_folder() -> None:
    """The table of the README says where each mail is filed."""
    told = section("What becomes of a mail")
    rows = dict(re.findall(r"^\| `([a-z_]+)` \|.*\| `([^`|]+)` \|$", told, re.M))
    assert rows == {disposition.value: FOLDERS[disposition] for disposition in Disposition}


@pytest.mark.parametrize("states", [CaseState, MailState, OutboxState])
def test_every_state_is_told(states: type[StrEnum]) -> None:
    """The page on the flow has a row for each state of a mail, a letter and a case."""
    rows = re.findall(r"^\| `([a-z_]+)` \|", (ROOT / "docs/flow.md").read_text(encoding="utf-8"), re.M)
    assert {state.value for state in states} <= set(rows)


def test_every_commit_of_the_journey_is_told() -> None:
    """The page on the flow speaks of each commit at which the tests make mailroute crash."""
    flow = (ROOT / "docs/flow.md").read_text(encoding="utf-8")
    commits = {name.partition(".")[0] for name in FAILPOINTS if re.match(r"T\d", name)}
    assert {"T1", "T2a", "T2", "T3", "T4", "T6"} == commits
    assert [] == [commit for commit in commits if not re.search(rf"\b{commit}\b", flow)]


def examples(title: str) -> list[dict[str, object]]:
    """The JSON objects in a section of the README."""
    return [json.loads(found[3]) for found in _FENCE.finditer(section(title)) if found[1] == "json"]


def test_the_shape_of_explain_is_told() -> None:
    """The README's example has the keys that ``explain --json`` prints, in their order."""
    (shown,) = examples("mailroute explain")
    printed = explanation.unreadable(file="x", error="y")
    assert list(printed) == list(shown)
    assert shown["channel"] in set(Channel)
    assert shown["disposition"] in set(Disposition)


def test_the_shape_of_status_is_told(tmp_path: Path, mailroute_on_path: dict[str, str]) -> None:
    """The README's example has the keys that ``status --json`` prints, in their order."""
    run = [sys.executable, "-m", "mailroute"]
    subprocess.run([*run, "init", "desk"], cwd=tmp_path, env=mailroute_on_path, check=True, capture_output=True)  # noqa: S603 - ours
    done = subprocess.run(  # noqa: S603 - ours
        [*run, "status", "--json"], cwd=tmp_path / "desk", env=mailroute_on_path, check=True, capture_output=True
    )
    (shown,) = examples("mailroute status")
    assert list(json.loads(done.stdout)) == list(shown)
