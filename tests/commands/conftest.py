"""A desk that has worked a day: the demo's sandbox, made once and copied for each test that changes it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailroute.cli import cli

Run = Callable[..., Result]


def invoke(*args: str, stdin: str = "", columns: int = 80) -> Result:
    """A command's outcome, without a configuration in the environment."""
    environment = {"MAILROUTE_CONFIG": None, "NO_COLOR": None, "COLUMNS": str(columns), "USER": "kim"}
    return CliRunner(env=environment).invoke(cli, list(args), input=stdin)


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The demo's sandbox after its passes, and what the demo printed. Not to be changed."""
    folder = tmp_path_factory.mktemp("demo") / "sandbox"
    return folder, invoke("demo", "--dir", str(folder))


@pytest.fixture
def desk(worked: tuple[Path, Result], tmp_path: Path) -> Run:
    """Run a command on a copy of the sandbox: ``desk("review", "list")``."""
    folder = tmp_path / "desk"
    shutil.copytree(worked[0], folder)

    return _runner(folder)


@pytest.fixture
def working_desk(tmp_path: Path) -> Run:
    """As ``desk``, on a sandbox of its own: a copy's worker would hold back, as its mailbox is not the journal's."""
    folder = tmp_path / "desk"
    assert 0 == invoke("demo", "--dir", str(folder)).exit_code
    return _runner(folder)


def _runner(folder: Path) -> Run:
    def run(*args: str, stdin: str = "") -> Result:
        return invoke("--config", str(folder / "mailroute.toml"), *args, stdin=stdin)

    return run
