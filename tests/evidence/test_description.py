"""Does the mail say what happens, or what is wanted?"""

import pytest

from mailroute.evidence.description import describe
from tests.evidence.desk import reading

NAMES = ("workday", "timesheet in workday", "dars", "degree audit")
DESCRIBED = [
    "Workday shows a blank page when I submit my hours.",
    "The degree audit lists chemistry 103 twice.",
    "Please add the spring colloquium to the calendar of room 4120.",
    "Error 4711 appears after I press the submit button.",
    "I need the retroactive pay of March corrected.",
    "Workday rejects my vacation request for December with a red triangle.",
]
NOTHING_SAID = [
    "I have a question about Workday.",
    "I need help with Workday.",
    "Workday is not working.",
    "Workday doesn't work at all.",
    "Can somebody call me?",
    "Hello, I have a problem with my degree audit. Thanks!",
    "Please help me with DARS, it is broken again.",
    "Who do I talk to about Workday?",
    "My netid is pnowak2 and you can write to pnowak-fx@wisc.edu.",
    "Hi, my name is Pia Nowak. I am a student. NetID: pnowak2. Thank you so much!",
    "Is this the right place?",
    "",
]


@pytest.mark.parametrize("body", DESCRIBED)
def test_a_description(body: str) -> None:
    """What happens or what is wanted, in words of its own."""
    found = describe(reading(body), NAMES)
    assert found is not None
    assert body == found.answer


@pytest.mark.parametrize("body", NOTHING_SAID)
def test_no_description(body: str) -> None:
    """Naming a service, a vague complaint, greetings and contact lines say nothing of what happens."""
    assert describe(reading(body), NAMES) is None


def test_the_sentence_that_says_most_is_the_description() -> None:
    """Of several sentences the telling one is quoted."""
    found = describe(reading("Hi! I need help. The audit lists chemistry 103 twice. Thanks"), NAMES)
    assert found is not None
    assert "The audit lists chemistry 103 twice." == found.answer


def test_a_telling_subject_is_enough() -> None:
    """A subject alone describes when it says enough; one kept from an old mail does not."""
    assert describe(reading("", "Degree audit lists chemistry 103 twice"), NAMES) is not None
    assert describe(reading("thanks", "Re: Degree audit lists chemistry 103 twice"), NAMES) is None
    assert describe(reading("", "Workday"), NAMES) is None
