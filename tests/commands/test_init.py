"""``mailroute init``: the files of a new desk, and nothing overwritten."""

from pathlib import Path

from click.testing import CliRunner, Result

from mailroute import resources
from mailroute.cli import cli


def run(*arguments: str | Path) -> Result:
    """Run mailroute."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_new_desk_has_config_catalogue_and_templates(tmp_path: Path) -> None:
    """A new desk gets the example config as mailroute.toml, the catalogue and every template, and is told each."""
    desk = tmp_path / "deep" / "desk"
    result = run("init", desk)
    assert 0 == result.exit_code
    assert resources.example_config().read_bytes() == (desk / "mailroute.toml").read_bytes()
    for folder in ("catalog", "templates"):
        expected = {path.name for path in (resources.share() / folder).iterdir() if path.is_file()}
        assert expected == {path.name for path in (desk / folder).iterdir()}
    written = {line.removeprefix("wrote ") for line in result.output.splitlines() if line.startswith("wrote ")}
    assert {str(path) for path in desk.rglob("*") if path.is_file()} == written


def test_what_is_there_is_named_and_left_alone(tmp_path: Path) -> None:
    """A file that is there keeps its bytes and is named; what is missing beside it is written."""
    (tmp_path / "mailroute.toml").write_text("mine", encoding="utf-8")
    result = run("init", tmp_path)
    assert 0 == result.exit_code
    assert "mine" == (tmp_path / "mailroute.toml").read_text(encoding="utf-8")
    assert f"left alone, since it is there: {tmp_path / 'mailroute.toml'}" in result.output
    assert (tmp_path / "catalog" / "services.csv").is_file()


def test_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    """A link whose target is missing counts as being there."""
    (tmp_path / "mailroute.toml").symlink_to(tmp_path / "elsewhere")
    assert 0 == run("init", tmp_path).exit_code
    assert not (tmp_path / "elsewhere").exists()


def test_second_run_changes_nothing(tmp_path: Path) -> None:
    """A second run writes nothing."""
    run("init", tmp_path)
    assert "wrote" not in run("init", tmp_path).output


def test_file_in_the_way_is_one_clear_line(tmp_path: Path) -> None:
    """A file where the folder should be, or a folder where a file should be, is an expected failure of one line."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "desk" / "mailroute.toml").mkdir(parents=True)
    for place in ("file", "file/below", "desk"):
        result = run("init", tmp_path / place)
        assert 1 == result.exit_code
        assert 1 == len(result.output.splitlines()), result.output
