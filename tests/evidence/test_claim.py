"""Who takes a chat says so; whoever does not, has not."""

import pytest

from mailroute.evidence.claim import claim

CLAIMS = [
    "mine", "Mine!", "MINE\n\nKim", "I'll take it.", "I take this", "taking it", "On it", "got it, thanks", "Claimed.",
    "I've got this", "I’m on it", "this one is mine", "Yes, I can take it", "I am talking with her now",
    "I will help them",
]  # fmt: skip
NOT = [
    "", "not mine", "I can't take it", "Who takes it?", "is this mine?", "Mine, if nobody else wants it.",
    "busy, sorry",
    "Someone else please", "Thanks! Your message was posted to #es-chat.", "received", "I'll take it after lunch",
    "The customer has an error 417.", "No", "Yes, " + "this is a long story " * 20, "Kim, can you take it?",
    "Nobody is here", "I don't have this",
]  # fmt: skip


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim(text: str) -> None:
    """The chat is theirs."""
    assert claim(text).answer


@pytest.mark.parametrize("text", NOT, ids=lambda text: text[:30] or "nothing")
def test_no_claim(text: str) -> None:
    """The chat is nobody's yet."""
    assert not claim(text).answer
