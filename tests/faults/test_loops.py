"""Robots and desks that answer each other come to rest: a slice of ``make loops``."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.faults import loops
from tests.faults.loop_world import BEGIN, HELP, World, desk
from tests.faults.robots import KINDS, TROUBLE, Kind

SLICE = ("exchange-2003", "left", "hosted", "random-address", "bare-list", "dsn-failed", "token", "twice", "forwarder")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name in SLICE], ids=lambda kind: kind.name)
def test_a_kind_of_robot_gets_one_answer_a_day(kind: Kind, tmp_path: Path) -> None:
    """Robots of a kind at customers and queues: one answer, no storm, all settled or in review."""
    found = loops.facing(kind, tmp_path)
    assert [] == found.faults
    assert found.most <= loops.MOST_ANSWERS


def test_a_robot_at_a_queue_is_bounded(tmp_path: Path) -> None:
    """One mail of a person is one letter when the queue's robot shows itself, and a few when nothing gives it away."""
    kinds = {kind.name: kind for kind in KINDS}
    assert 1 == loops.alone(kinds["bare-ticket"], tmp_path / "a")
    assert 1 < loops.alone(kinds["hosted"], tmp_path / "b") <= loops.MOST_ALONE


def test_there_are_forty_kinds() -> None:
    """Each kind is of its own name and way."""
    assert (40, 40) == (len(KINDS), len({kind.how for kind in KINDS}))


@pytest.mark.parametrize(("name", "edit"), [("alike", str), ("differ", loops.differently)])
def test_two_desks_that_face_each_other_come_to_rest(name: str, edit: Callable[[str], str], tmp_path: Path) -> None:
    """Two mailroutes that are each other's customer and queue."""
    for found in loops.pair(name, tmp_path, edit):
        assert [] == found.faults


def test_the_breaker_holds(tmp_path: Path) -> None:
    """Over sixty answers an hour they stop, forwards go on, and status tells it while it is so."""
    broken = loops.breaker(tmp_path, people=70)
    assert broken.good, broken


def test_several_mails_that_came_together_are_answered_and_told(tmp_path: Path) -> None:
    """What was written before our first answer is no answer to it; the judge counts, and says that it was too much."""
    with desk(tmp_path) as one:
        posts = [post for _, post in loops.written(BEGIN, of=[(0, "ana-fx@wisc.edu", name, TROUBLE) for name in "AB"])]
        one.mailbox.put(*(post.raw for post in posts))
        world = World([one], {HELP: one})
        world.run((), lasts=timedelta(hours=1))
        found = loops.judged("together", world, one, 2)
    assert 2 == found.most
    assert 1 == len(found.faults)
