"""A seeded slice of ``make netfaults``, and what it has found."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from tests.faults import cells, storms
from tests.faults.cells import AT_A_MAIL, Cell
from tests.faults.fault import Fault, Trouble
from tests.faults.netdesk import NetDesk, net_desk
from tests.faults.played import Setting

SEED, SLICE, STORMS = 20261123, 20, 3


@pytest.fixture(scope="module")
def desk() -> Iterator[NetDesk]:
    """A desk for all of these."""
    with net_desk() as made:
        yield made


def test_a_slice_of_all_cells_is_right(desk: NetDesk) -> None:
    """So many steps and faults as a test run has time for, drawn by a seed."""
    chosen = Random(SEED).sample(cells.cells(desk), SLICE)
    assert [] == [(str(cell), wrong) for cell in chosen if (wrong := cells.judged(desk, cell).wrong)]


def test_storms_lose_nothing_and_send_nothing_twice(desk: NetDesk) -> None:
    """Many faults at once, on both servers."""
    for seed in range(SEED, SEED + STORMS):
        storm = storms.drawn(desk, seed)
        assert [] == storms.faults_of(desk, storm)[0], f"storm {seed}, {storm}"


def test_every_step_is_among_the_cells(desk: NetDesk) -> None:
    """What a worker says to a server is met by faults: nobody keeps a list."""
    made = cells.cells(desk)
    imap = {cell.trouble.step for cell in made if not cell.smtp}
    smtp = {cell.trouble.step for cell in made if cell.smtp}
    assert {
        "GREETING", "CAPABILITY", "STARTTLS", "TLS", "AUTHENTICATE", "LOGIN", "NAMESPACE", "LIST", "STATUS", "SELECT",
        "EXAMINE", "NOOP", "UID SEARCH", "UID FETCH", "CREATE", "SUBSCRIBE", "UID MOVE", "UID COPY", "UID STORE",
        "UID EXPUNGE", "IDLE", "IDLING", "DONE", "LOGOUT",
    } == imap  # fmt: skip
    assert AT_A_MAIL | {"GREETING", "EHLO", "STARTTLS", "TLS", "AUTH", "NOOP", "RSET", "QUIT"} == smtp
    assert set(Fault) == {cell.trouble.fault for cell in made}


def test_a_letter_put_off_once_is_sent_within_a_minute(desk: NetDesk) -> None:
    """A server that says 451 once does not cost a desk more than the goal allows."""
    cell = Cell(Setting(), Trouble("MAIL", Fault.NO), smtp=True)
    verdict = cells.judged(desk, cell)
    assert () == verdict.wrong
    assert 40 <= verdict.slowest_s <= 60


def test_the_judge_sees_what_would_be_wrong(desk: NetDesk) -> None:
    """A letter sent twice or never, a doubt without need, a mail lost or in the wrong folder, a flag, a long wait."""
    cell = Cell(Setting(), Trouble("NOOP", Fault.CLOSE), smtp=False)
    well = cells.healthy(desk, cell.setting)
    letter, *letters = well.letters
    doubted = replace(letter, state="in_doubt", asked="sent")
    bent = {
        "out 2 times": replace(well, arrived=well.arrived * 2),
        "never went out": replace(well, arrived=well.arrived[1:]),
        "1 letters are in_doubt": replace(well, letters=(doubted, *letters)),
        "asked nothing": replace(well, letters=(replace(doubted, asked=""), *letters)),
        "other letters": replace(well, letters=tuple(letters)),
        "decided otherwise": replace(well, mails=well.mails[1:]),
        "destroyed": replace(well, lost=(1,)),
        "not in Mailroute": replace(well, copies=dict.fromkeys(well.copies, ("INBOX",))),
        "twice": replace(well, copies={number: names * 2 for number, names in well.copies.items()}),
        "have the flags": replace(well, flags=(frozenset({r"\Seen"}),)),
        "after 61 s only": replace(well, took_s=(61.0, 0.0)),
        "not settled": replace(well, took_s=(0.0,)),
    }
    assert [] == cells.faults_of(well, well, cell)
    for words, played in bent.items():
        assert any(words in fault for fault in cells.faults_of(played, well, cell)), words
