"""Every story is true."""

from pathlib import Path

import pytest

from tests.stories import script
from tests.stories.stage import maildirs

STORIES = [
    path for path in sorted(Path(__file__).parent.glob("*.story")) if not script.needs_server(path.read_text("utf-8"))
]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path, tmp_path: Path) -> None:
    """What the story tells happens, line by line, and no letter beyond it goes out."""
    maildirs(tmp_path).play(script.read(path.read_text(encoding="utf-8")))
