"""A case's states and moves."""

import pytest

from mailroute.case import BECOMES, MOVES, CaseState, IllegalMove, after, is_open
from mailroute.disposition import Disposition


@pytest.mark.parametrize(
    ("disposition", "state"),
    [
        (Disposition.CPS, CaseState.FORWARDED),
        (Disposition.GATHER, CaseState.WAITING_CUSTOMER),
        (Disposition.CONSULT, CaseState.WAITING_HDQA),
        (Disposition.IGNORE, CaseState.CLOSED),
    ],
)
def test_a_new_case_goes_where_its_disposition_says(disposition: Disposition, state: CaseState) -> None:
    """Every disposition has its state."""
    assert state == after(CaseState.NEW, disposition)


def test_every_disposition_leads_somewhere() -> None:
    """No disposition is forgotten; a follow-up leaves the case where it is, as the case is decided again."""
    assert set(Disposition) - {Disposition.FOLLOW_UP} == set(BECOMES)
    assert CaseState.WAITING_CUSTOMER == after(CaseState.WAITING_CUSTOMER, Disposition.FOLLOW_UP)


def test_every_state_has_its_moves_and_a_person_can_be_asked_in_each() -> None:
    """No state is a trap: a review is always possible."""
    assert set(CaseState) == set(MOVES)
    assert all(CaseState.REVIEW in moves for moves in MOVES.values())


def test_nothing_becomes_new_again() -> None:
    """A case is new once."""
    assert not any(CaseState.NEW in moves for moves in MOVES.values())


@pytest.mark.parametrize("disposition", [Disposition.ES, Disposition.GATHER, Disposition.OUTAGE])
def test_a_closed_case_is_not_opened_by_a_machine(disposition: Disposition) -> None:
    """Only a person goes on with a closed case."""
    assert not is_open(CaseState.CLOSED)
    with pytest.raises(IllegalMove, match="a case that is closed cannot become"):
        after(CaseState.CLOSED, disposition)
