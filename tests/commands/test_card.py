"""What people see of a mail and of a decision fits the page and keeps its words."""

from mailroute.commands import card


def test_a_paragraph_broken_for_a_wider_page_folds_evenly() -> None:
    """Lines too wide for the page are joined first, so that no line of one word is left over."""
    text = "one " * 22 + "\n" + "two " * 22 + "\n\nanother paragraph"
    lines = card.mail_text(text)
    assert 22 == sum(line.split().count("one") for line in lines)
    assert 22 == sum(line.split().count("two") for line in lines)
    assert ["│", "│ another paragraph"] == lines[-2:]
    assert all(len(line.split()) > 10 for line in lines[:2])


def test_a_list_keeps_its_lines() -> None:
    """Lines that begin with a mark or a blank are no prose: each stays a line of its own."""
    text = "- " + "long " * 20 + "\n- short\n  indented"
    assert ["│ - short", "│   indented"] == card.mail_text(text)[-2:]


def test_short_lines_stay_as_they_are() -> None:
    """An address or a signature whose lines fit is not run together."""
    assert ["│ Ana Fx", "│ Room 12"] == card.mail_text("Ana Fx\nRoom 12")


def test_guesses_by_meaning_are_told_as_guesses() -> None:
    """The services with how like they are, apart from the candidates; without any, nothing is said of them."""
    asked = {"about": "service", "why": "none is recognised", "candidates": []}
    assert not any("By meaning" in line for line in card.question(asked))
    proposals = [{"service": "wifi", "likeness": 0.613}, {"service": "duo", "likeness": 0.4}]
    told = " ".join(" ".join(card.question(asked | {"proposals": proposals})).split())
    assert "By meaning wifi 0.61, duo 0.40 (a guess: how like they are, 0 to 1)" in told
