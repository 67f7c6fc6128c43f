"""The command line as a user meets it: real processes, exit codes, words on the right stream."""

import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import click
import pytest

from mailroute import __version__
from mailroute.cli import COMMANDS, cli

# Of what must not load for --help: each takes longer than all of click.
HEAVY = ("pydantic", "imapclient", "rich", "sqlite_utils", "jinja2", "sqlite3", "selectolax", "email.message")


def mailroute(*args: str, cwd: Path | None = None, stdin: bytes = b"", **environment: str) -> tuple[int, str, str]:
    """Run the command in a process of its own: exit code, standard output, standard error."""
    inherited = {key: value for key, value in os.environ.items() if key not in {"MAILROUTE_CONFIG", "NO_COLOR"}}
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "mailroute", *args],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
        env=inherited | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)} | environment,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_help_lists_every_command_and_loads_none() -> None:
    """``--help`` answers from the list alone, without a heavy library."""
    code = "import sys; from mailroute.cli import cli\ntry: cli.main(['--help'], prog_name='mailroute')\n"
    code += f"finally: print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=root)  # noqa: S603  # ours
    assert b"[]\n" == done.stderr
    for name, lazy in COMMANDS.items():
        assert name in done.stdout.decode()
        assert lazy.summary in " ".join(done.stdout.decode().split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_listed_is_there_and_has_help(name: str) -> None:
    """Each entry of the list names a click command that can tell what it does."""
    module, _, attribute = COMMANDS[name].target.partition(":")
    command = getattr(import_module(module), attribute)
    assert isinstance(command, click.Command)
    assert name == command.name
    assert command.get_short_help_str()


def test_help_and_version_are_quick() -> None:
    """The first of three tries at most takes 0.3 s and a margin for a busy machine."""
    took = []
    for _ in range(3):
        began = time.perf_counter()
        assert (0, f"mailroute {__version__}\n", "") == mailroute("--version")
        took.append(time.perf_counter() - began)
    assert min(took) < 1.0


def test_wrong_usage_is_two() -> None:
    """An unknown command, option or argument is wrong usage."""
    for args in (["nope"], ["explain"], ["explain", "--nope", "x"], ["review", "decide", "x", "es"]):
        code, out, err = mailroute(*args)
        assert (2, "") == (code, out), args
        assert "Error: " in err
        assert "Traceback" not in err


@pytest.mark.parametrize("place", ["before", "behind", "environment"])
def test_config_may_stand_before_and_behind_the_command(place: str, tmp_path: Path) -> None:
    """``--config`` is taken in both places, and from the environment; a missing file is one clear line."""
    path = str(tmp_path / "none.toml")
    if place == "before":
        outcome = mailroute("--config", path, "case", "list")
    elif place == "behind":
        outcome = mailroute("case", "list", "--config", path)
    else:
        outcome = mailroute("case", "list", MAILROUTE_CONFIG=path)
    said = f"mailroute: {path}: no such configuration file; check --config or $MAILROUTE_CONFIG\n"
    assert (1, "", said) == outcome


def test_the_nearer_config_wins(tmp_path: Path) -> None:
    """Of two, the one behind the command counts."""
    one, two = str(tmp_path / "one.toml"), str(tmp_path / "two.toml")
    _, _, err = mailroute("--config", one, "case", "list", "--config", two, MAILROUTE_CONFIG=one)
    assert two in err
    assert one not in err


def test_no_config_at_all_says_what_to_do(tmp_path: Path) -> None:
    """Without any configuration the line names the three ways to one."""
    code, _, err = mailroute("status", cwd=tmp_path)
    assert 1 == code
    assert 1 == err.count("\n")
    assert "mailroute init DIR" in err


def test_a_broken_config_is_all_its_faults_without_a_traceback(tmp_path: Path) -> None:
    """Every fault of the configuration is a line with file and line."""
    path = tmp_path / "m.toml"
    path.write_text("[desk]\nname = 7\ncolour = 'red'\n", encoding="utf-8")
    code, _, err = mailroute("--config", str(path), "case", "list")
    assert 1 == code
    assert f"mailroute: {path}:2: " in err
    assert f"mailroute: {path}:3: " in err
    assert "Traceback" not in err


def test_the_group_help_is_shown_without_arguments() -> None:
    """``mailroute`` alone is wrong usage and shows the help."""
    code, out, err = mailroute()
    assert 2 == code
    assert "Commands:" in out + err


def test_cli_is_one_group() -> None:
    """The entry point is the group that tests and documentation walk."""
    assert list(COMMANDS) == cli.list_commands(click.Context(cli))
