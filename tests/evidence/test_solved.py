"""Does the customer say that the matter is solved?"""

import pytest

from mailroute.evidence.solved import solved
from tests.evidence.desk import reading

SOLVED = [
    "Solved, thanks!",
    "Never mind, I figured it out.",
    "Thank you, it works now.",
    "The problem is resolved. Thanks!",
    "This has been fixed.",
    "You can close this ticket.",
    "It's working again, thanks for your help",
    "Please close my request.",
    "All good now. It is fixed.",
    "I no longer need this.",
    "worked it out myself, no need to reply",
]
OPEN = [
    "It is still not fixed.",
    "It works now, but now the printer is stuck.",
    "Is this solved?",
    "My NetID is pnowak and you can write to this address.",
    "I hope this can be resolved soon.",
    "It is not resolved.",
    "It works again, but I have another question about rosters.",
    "Please fix it.",
    "",
    "How was this solved for the other people?",
    "It worked yesterday.",
    "Never mind the colour, the page will not load.",
    "I was told that the problem is fixed, and the page is blank.",
    "It works now on my phone, on my laptop the page is blank.",
    "I thought it was fixed.",
]


@pytest.mark.parametrize("body", SOLVED)
def test_solved(body: str) -> None:
    """A short word that all is well closes, and is quoted."""
    found = solved(reading(body))
    assert found.answer
    assert found.evidence


@pytest.mark.parametrize("body", OPEN)
def test_not_solved(body: str) -> None:
    """A question, a wish, a "still", a new matter or the past close nothing."""
    assert not solved(reading(body)).answer


def test_a_long_mail_is_not_solved_by_two_words() -> None:
    """In a mail of many words "it works now" is a part of a story."""
    assert not solved(
        reading("It works now. " + "I then opened the roster and looked at the next student. " * 8)
    ).answer
