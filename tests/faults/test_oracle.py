"""The oracle of the crash runs tells what is wrong: each kind of loss, done by hand, is found and named."""

from collections.abc import Callable, Iterator

import pytest

from mailroute.faults import Commit
from tests.faults.oracle import Looked, Verdict, compare, ending, person
from tests.faults.play import play
from tests.faults.scenarios import Scenario, dialogue, samples
from tests.faults.scene import Scene, scene, work

DIALOGUE = Scenario("dialogue", dialogue)


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """One desk for all."""
    with scene() as made:
        yield made


def sql(stage: Scene, statement: str) -> None:
    """Change the journal by hand."""
    with stage.journal() as journal, journal.transaction(Commit.REVIEW) as db:
        db.execute("PRAGMA defer_foreign_keys=ON")
        db.execute(statement)


def forgotten(stage: Scene) -> None:
    """A letter that the journal takes for sent has never arrived."""
    stage.smtp.arrived.pop()


def again(stage: Scene) -> None:
    """A letter has arrived twice."""
    stage.smtp.arrived.append(stage.smtp.arrived[0])


def unknown(stage: Scene) -> None:
    """A mail of the server is not in the journal."""
    sql(stage, "UPDATE mail SET raw = x'00', size = 1 WHERE id = 1")


def destroyed(stage: Scene) -> None:
    """A mail is gone from the server."""
    folder = stage.imap.store.folder("Mailroute/Answered")
    assert folder is not None
    folder.mails.clear()


def strayed(stage: Scene) -> None:
    """A mail lies back in the INBOX."""
    store = stage.imap.store
    folder = store.folder("Mailroute/Answered")
    assert folder is not None
    store.copy(folder, list(folder.mails), store.inbox)
    folder.mails.clear()


def waiting(stage: Scene) -> None:
    """A letter waits for ever."""
    sql(stage, "UPDATE outbox SET state = 'waiting' WHERE id = 1")


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (forgotten, "lost"), (again, "twice"), (unknown, "lost"), (destroyed, "lost"), (strayed, "undecided"),
        (waiting, "undecided"),
    ],
)  # fmt: skip
def test_damage_is_found(stage: Scene, damage: Callable[[Scene], None], kind: str) -> None:
    """What is lost, twice or undecided is told as that."""
    wanted = play(stage, DIALOGUE)
    assert Verdict() == compare(wanted.ending, play(stage, DIALOGUE).ending)
    damage(stage)
    verdict = compare(wanted.ending, ending(stage, Looked()))
    assert getattr(verdict, kind), str(verdict)


def test_a_letter_in_doubt_without_a_review_is_found(stage: Scene) -> None:
    """Nobody would look at it, so it counts as lost sight of."""
    stage.reset()
    stage.deliver(*samples("11-dars-senior"))
    assert not stage.run(work).code
    sql(stage, "UPDATE outbox SET state = 'in_doubt'")
    assert (0, 1) == ((found := person(stage)).in_doubt, found.unasked)
