"""Where a service is mentioned, and how."""

import pytest

from mailroute.evidence.mentions import Mention, Strength
from tests.evidence.desk import reading, service_reader


def mentions(body: str, subject: str = "") -> list[Mention]:
    """Every mention of a plain mail, denied ones included."""
    return list(service_reader().mentions(reading(body, subject)))


def of(service: str, body: str) -> Mention:
    """The first mention of a service."""
    return next(mention for mention in mentions(body) if mention.service == service)


@pytest.mark.parametrize(
    ("service", "body", "strength", "words"),
    [
        ("workday", "Workday is blank.", Strength.NAME, "Workday"),
        ("dars", "Where is my DARS?", Strength.NAME, "DARS"),
        ("netid", "I forgot my password.", Strength.DESCRIBED, "forgot my password"),
        ("canvas", "Canvas hides my course.", Strength.HINT, "Canvas"),
        ("qualtrics", "qualtircs is gone", Strength.MISSPELT, "qualtircs"),
    ],
)
def test_a_mention_says_how_and_with_which_words(service: str, body: str, strength: Strength, words: str) -> None:
    """By name, by description, by a word that needs a second one, or misspelt."""
    mention = of(service, body)
    assert (strength, words) == (mention.strength, mention.words)
    assert mention.sentence.text in mention.evidence().quote


@pytest.mark.parametrize(
    ("service", "body"),
    [
        ("canvas", "This is not about Canvas but my class is gone."),
        ("zoom", "Zoom works fine in class, the room does not."),
        ("wiscvpn", "It has nothing to do with the VPN."),
        ("workday", "I do not use Workday."),
        ("m365", "Everything else works, Outlook, Canvas, all of it."),
    ],
)
def test_a_denied_mention_is_kept_and_marked(service: str, body: str) -> None:
    """What is denied or said to work is a mention that says so."""
    assert of(service, body).denied


@pytest.mark.parametrize(
    ("service", "body"),
    [
        ("workday", "Workday does not work."),
        ("workday", "Workday is not working since noon."),
        ("workday", "Workday works, but shows no absence."),
        ("zoom", "Zoom stopped working in class."),
        ("m365", "Everything works except Outlook."),
        ("m365", "Everything but Outlook works."),
        ("canvas", "Every site works except Canvas, my course there is blank."),
        ("wiscvpn", "Why is the VPN not connected?"),
    ],
)
def test_a_broken_service_is_not_denied(service: str, body: str) -> None:
    """A "not" behind a service is its trouble, no negation of it."""
    assert not of(service, body).denied


@pytest.mark.parametrize(
    "body",
    [
        "My colleague workdaysson is out.",
        "Write to canvas@example.org about the error.",
        "The wiscvpns_old folder is gone",
        "isisters is broken",
    ],
)
def test_a_name_inside_a_word_is_none(body: str) -> None:
    """A name counts as a whole word, not as a part of another or of an address."""
    assert [] == [mention for mention in mentions(body) if mention.strength is Strength.NAME]


def test_the_longest_name_wins() -> None:
    """A longer name, "Webex calling", is the voice service's, not Webex."""
    assert {"voice"} == {mention.service for mention in mentions("Webex calling has no sound.")}


def test_a_computers_own_trouble_is_marked() -> None:
    """A trouble of the machine itself is told from one that merely happens on it."""
    assert of("desktop", "My office computer will not boot, blue screen.").hardware
    assert not of("desktop", "On my office computer I see the report.").hardware
