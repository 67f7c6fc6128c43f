"""Does a sentence make one uneasy, without a word of security?"""

import pytest

from mailroute.evidence import unease
from mailroute.evidence.likeness import Likely
from tests.evidence.desk import reading

UNEASY = [
    "A man on the phone asked me for my password and I gave it to him.",
    "There is an unfamiliar device in my account list.",
    "Somebody changed the forwarding in my Outlook.",
    "I never signed up for this, and my name is on it.",
    "A window says to call this number, from Microsoft, and the screen is stuck.",
    "Our assistant left the university and we need to get into her mailbox.",
    "The list of grades is visible to everyone.",
    "He keeps writing and I am scared.",
]

AT_EASE = [
    "I forgot my password.",
    "The page says your password is incorrect.",
    "Please write to him, not me.",
    "A weird error message comes up in Canvas.",
    "Could we get a shared mailbox for the club?",
    "Our public calendar does not show the event.",
]


@pytest.mark.parametrize("text", UNEASY)
def test_what_makes_one_uneasy(text: str) -> None:
    """A person should look, and the words are quoted."""
    found = unease.find(reading(text))
    assert found.answer
    assert found.evidence
    assert found.confidence < 0.7


@pytest.mark.parametrize("text", AT_EASE)
def test_what_does_not(text: str) -> None:
    """Ordinary requests stay ordinary."""
    assert not unease.find(reading(text)).answer


def test_known_words_alone_make_nobody_uneasy_where_nothing_reads_so() -> None:
    """That nothing was changed is said of a query as well as of an account."""
    mail = reading("I did not change anything in the query, and it gives no rows.")
    assert unease.find(mail).answer
    assert not unease.find(mail, Likely(0.01, mail.body[0])).answer
    assert unease.find(mail, Likely(0.2, mail.body[0])).answer
