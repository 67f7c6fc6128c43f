"""The end of a standing ruling is seen coming, and for a while behind."""

from datetime import date, timedelta

import pytest

from mailroute.catalog import Ruling, Service
from mailroute.expiry import notes, standing

UNTIL = date(2026, 3, 31)
CANVAS = Ruling("canvas", es=False, by="HDQA", until=UNTIL)


@pytest.mark.parametrize(
    ("days", "said"), [(-15, ""), (-14, "expires on 2026-03-31"), (0, "expires on"), (1, "has expired on"), (31, "")]
)
def test_a_ruling_that_ends(days: int, said: str) -> None:
    """Two weeks before its last day and a month after it there is a note."""
    told = notes([CANVAS], UNTIL + timedelta(days=days))
    assert bool(said) == bool(told)
    assert said in "".join(told)


def test_the_ruling_that_counts() -> None:
    """The journal's comes before the catalogue's, and none counts of a Pick 2 service."""
    services = (
        Service("canvas", "Canvas", ruling=CANVAS),
        Service("sis", "SIS", pick2=True, ruling=Ruling("sis", es=True, by="HDQA", until=UNTIL)),
        Service("zoom", "Zoom"),
    )
    given = Ruling("canvas", es=True, by="Kim", until=UNTIL)
    assert [given] == standing(services, [given])
    assert [CANVAS] == standing(services, [])
