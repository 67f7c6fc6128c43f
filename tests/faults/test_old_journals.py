"""A slice of the journals that are not the desk's newest one; the whole is ``make old-journals``."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.old_journals import MISHAPS, Figure, met
from tests.faults.scene import Scene, scene


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """One desk for all."""
    with scene() as made:
        yield made


@pytest.mark.parametrize("mishap", MISHAPS, ids=lambda mishap: mishap.__name__)
def test_nothing_is_sent_unasked_and_nothing_is_skipped(stage: Scene, mishap: Callable[[Scene, Path], None]) -> None:
    """Held, all taken in; after the release each mail is settled, and no letter has come twice."""
    figure = Figure()
    assert [] == list(met(stage, mishap, 30, figure))
    assert (0, 0, 0) == (figure.unasked, figure.skipped, figure.twice)
