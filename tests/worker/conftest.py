"""The bench of every test here."""

from pathlib import Path

import pytest

from tests.worker.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """An empty desk."""
    return Bench(tmp_path / "mailroute.db")
