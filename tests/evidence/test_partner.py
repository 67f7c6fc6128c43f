"""Is there a cue that the customer's department is a contract partner?"""

import pytest

from mailroute.evidence.partner import find
from mailroute.evidence.reading import Reading
from mailroute.finding import Finding
from tests.evidence.desk import message, reading, service_reader


def asked(read: Reading) -> Finding[bool]:
    """The question, its services found first."""
    return find(read, service_reader().find(read))


CUES = [
    "We are a contract partner of DoIT.",
    "Our office is covered by a support contract.",
    "Our unit pays DoIT for support.",
    "I think we are CPS customers.",
    "I need remote support, please.",
    "Can a technician remote in and look?",
    "Please connect to my computer remotely.",
    "Could someone take control of my screen?",
    "The departmental computer at the front desk is slow.",
    "Edge on my work PC shows a blank page.",
    "My office computer shows the error.",
    "The asset tag is 004411.",
    "The sticker says WDN-AB1234.",
    "On our lab's workstation the audit does not load.",
    "The computer in my office will not open SIS.",
    "A laptop that was issued by the department shows error 12.",
    "I cannot open the S: drive.",
    "The copier on our floor is jammed.",
    "My monitor is broken at the office, docking station too.",
]
NO_CUES = [
    "My laptop shows a blank page.",
    "My own laptop is slow.",
    "My MacBook does not connect.",
    "The computer in the library shows an error.",
    "A public computer in the computer lab ate my file.",
    "I am not a contract partner.",
    "This is not a departmental computer.",
    "It happens at home, not on my work computer.",
    "I teach remotely and my class cannot join.",
    "I need a room for remote teaching.",
    "The legal contract is not in the imaging system.",
    "A research contract is missing in the report.",
    "The departmental seminar needs a room.",
    "Our departmental mailing list bounces.",
    "My roommate's computer works.",
    "Workday shows an error.",
    "The computer science class is full.",
    "I forgot the remote control for the projector in the classroom.",
    "My partner and I share a calendar.",
    "I study remotely from Chile.",
]


@pytest.mark.parametrize("body", CUES)
def test_a_cue(body: str) -> None:
    """Each of the four cues, in passing too, is found and quoted."""
    found = asked(reading(body))
    assert found.answer
    assert found.evidence


@pytest.mark.parametrize("body", NO_CUES)
def test_no_cue(body: str) -> None:
    """Own and public machines, remote teaching, legal contracts, seminars and denied cues are none."""
    assert not asked(reading(body)).answer


def test_quoted_and_signed_words_are_no_cue() -> None:
    """What another wrote, or stands in a signature, is no cue."""
    mail = message("The page is blank.", quoted="Is it a departmental computer?", signature="Remote Support Team")
    assert not asked(Reading(mail)).answer


def test_a_service_that_the_contract_covers_is_a_cue() -> None:
    """The catalogue's own mark is the evidence."""
    found = asked(reading("Our network printer prints blank pages."))
    assert "catalogue" in {evidence.source for evidence in found.evidence}
