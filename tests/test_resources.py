"""Where the files are that mailroute brings along."""

from pathlib import Path

from mailroute import resources


def test_a_desk_without_letters_of_its_own_uses_ours(tmp_path: Path) -> None:
    """The usual folder may be absent; a folder of another name was meant, and is not replaced."""
    assert resources.templates() == resources.letters(tmp_path / "templates")
    assert tmp_path / "letters" == resources.letters(tmp_path / "letters")


def test_a_desks_own_letters_are_used(tmp_path: Path) -> None:
    """Where the folder is, it counts, whatever it holds."""
    (tmp_path / "templates").mkdir()
    assert tmp_path / "templates" == resources.letters(tmp_path / "templates")
