"""Case tokens and our own Message-IDs."""

import random
import string

import pytest

from mailroute.mail.identity import (
    LETTERS,
    case_token,
    loop_mark,
    message_id,
    token_of_message_id,
    tokens_in,
    verified_token,
    without_tokens,
)
from mailroute.mail.outgoing import Kind

SECRET = b"a secret of thirty-two octets ..."
OTHER = b"another secret of that length ..."


def test_a_token_is_letters_only() -> None:
    """A ticket system that reads the first number in a subject finds none in a token."""
    letters = {letter for number in range(500) for letter in case_token(number, SECRET).removeprefix("MR-")}

    assert letters <= set(LETTERS)
    assert not letters & set("AEIOUYCFHKNSTW" + string.digits)


def test_every_case_has_a_token_of_its_own() -> None:
    """No two numbers share a token, not even where the tokens grow by a letter."""
    numbers = [*range(5000), *range(12**6 - 500, 12**6 + 500)]

    assert len(numbers) == len({case_token(number, SECRET) for number in numbers})


def test_a_token_is_known_again() -> None:
    """Our token is found in a subject, in small letters and in any brackets too."""
    token = case_token(42, SECRET)

    assert token == verified_token(token.lower(), SECRET)
    assert (token,) == tokens_in(f"AW: Re: printer [{token.lower()}] again ({token})", SECRET)


@pytest.mark.parametrize(
    "text", ["", "MR-", "MR-BDGJLMPQRV", "XMR-BDGJLMPQRV", "MR-BDGJ1MPQRV", "MR-" + "B" * 5000, "\ud800"]
)
def test_a_guessed_token_is_none_of_ours(text: str) -> None:
    """What only looks like a token joins no case."""
    assert verified_token(text, SECRET) is None
    assert () == tokens_in(f"Re: {text}", SECRET)


def test_a_changed_token_is_none_of_ours() -> None:
    """A token with any one letter changed, or of another desk, is refused."""
    token = case_token(42, SECRET)
    changed = [token[:at] + ("B" if token[at] != "B" else "D") + token[at + 1 :] for at in range(3, len(token))]

    assert [] == [text for text in changed if verified_token(text, SECRET)]
    assert verified_token(token, OTHER) is None


def test_the_subject_without_its_token() -> None:
    """A token is taken out with its brackets, so that it never stands twice."""
    assert "Re: printer" == without_tokens(f"Re: printer ({case_token(1, SECRET)})").strip()


@pytest.mark.parametrize("kind", list(Kind))
def test_our_message_id_tells_its_case(kind: Kind) -> None:
    """Each kind of mail has a Message-ID that leads back to its case."""
    token = case_token(7, SECRET)
    ours = message_id(kind, token, 3, domain="Desk.Example", secret=SECRET)

    assert token == token_of_message_id(ours, SECRET)
    assert token == token_of_message_id(ours.strip("<>"), SECRET)
    assert token_of_message_id(ours, OTHER) is None


def test_a_forged_message_id_joins_no_case() -> None:
    """Five hundred damaged copies of a Message-ID of ours are all refused, and none raises."""
    ours = message_id(Kind.REPLY, case_token(7, SECRET), 3, domain="desk.example", secret=SECRET)
    dice = random.Random(1)  # noqa: S311 - a seeded test
    for _ in range(500):
        at = dice.randrange(len(ours))
        damaged = ours[:at] + chr(dice.choice([0, 10, 13, 46, 60, 64, 65, 97, 0xD800, 0x2028])) + ours[at + 1 :]
        assert damaged == ours or token_of_message_id(damaged, SECRET) is None


def test_the_loop_mark_names_the_desk() -> None:
    """Two desks have two marks, and one desk always the same."""
    assert loop_mark("help@desk.example", SECRET) == loop_mark("HELP@desk.example", SECRET)
    assert loop_mark("help@desk.example", SECRET) != loop_mark("help@desk.example", OTHER)
    assert loop_mark("help@desk.example", SECRET).startswith("help@desk.example; ")


def test_a_negative_number_is_a_bug() -> None:
    """A case's number begins at nought."""
    with pytest.raises(ValueError, match="negative"):
        case_token(-1, SECRET)
