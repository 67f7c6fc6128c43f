"""What is shipped: the wheel's files, the locks, the project's promises about itself."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from mailroute import __version__, resources

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as hatchling builds it, without a network."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel; it is in requirements.lock")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)  # noqa: S603  # our own words
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_wheel_carries_what_init_and_demo_write(wheel: Path) -> None:
    """The wheel holds the example config, the templates, the catalogue and the sample mails, byte for byte."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        expected = [Path("config.example.toml")]
        for folder in ("templates", "catalog", "demo"):
            expected += [path.relative_to(ROOT) for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
        assert [] == [name.as_posix() for name in expected if f"mailroute/share/{name.as_posix()}" not in names]
        example = archive.read("mailroute/share/config.example.toml")
    assert (ROOT / "config.example.toml").read_bytes() == example


@pytest.mark.slow
def test_unpacked_wheel_finds_its_files(wheel: Path, tmp_path: Path) -> None:
    """Installed without the checkout, ``init`` writes a desk that ``check`` finds no fault with."""
    site, desk = tmp_path / "site", tmp_path / "desk"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    start = (
        f"import sys; sys.path[:] = [{str(site)!r}, *(p for p in sys.path if p != {str(ROOT)!r})];"
        "import mailroute; assert mailroute.__file__.startswith(sys.path[0]), mailroute.__file__;"
        "from mailroute.cli import main; main()"
    )
    for arguments in (["init", str(desk)], ["check", "--config", str(desk / "mailroute.toml")]):
        done = subprocess.run(  # noqa: S603  # our own words
            [sys.executable, "-I", "-c", start, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert 0 == done.returncode, done.stdout + done.stderr


def test_checkout_finds_its_files() -> None:
    """In a checkout the files are those at the project's root."""
    assert ROOT == resources.share()
    assert resources.example_config().is_file()
    assert all(folder.is_dir() for folder in (resources.templates(), resources.catalog(), resources.demo()))


def test_changelog_names_this_version() -> None:
    """The changelog has an entry for the version of the package."""
    assert re.search(rf"(?m)^## {re.escape(__version__)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_has_hashes_and_no_index(name: str) -> None:
    """Every library of a lock is pinned and has its hashes, and no index or machine is named."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[a-z0-9])", text)
    assert [] == [entry.splitlines()[0] for entry in entries[1:] if "==" not in entry or "--hash=sha256:" not in entry]
    assert None is re.search(r"://|--index|--extra-index|--find-links|--trusted-host", text)


def test_lock_holds_every_dependency() -> None:
    """Each library that the project and its tests name is in the lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["test"], "hatchling"]:
        library = re.split(r"[<>=\[ ]", wanted)[0]
        assert re.search(rf"(?m)^{re.escape(library)}==", lock), library


def test_every_ignored_lint_rule_has_its_reason() -> None:
    """Each rule that pyproject.toml ignores says why on its line."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.flake8")]
    ignored = [line for line in section.splitlines() if re.match(r'\s+"[A-Z]+\d+",', line)]
    assert [] != ignored
    assert [] == [line for line in ignored if "# " not in line]
