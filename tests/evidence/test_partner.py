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
    "Could one of you log onto my screen from your desk and see?",
    "You might take over the mouse for a while.",
    "Can you take the mouse for a minute and do it?",
    "Could somebody drive my mouse and fix it?",
    "Could anybody log in from afar and check it?",
    "Could you look at it from your end, on my screen?",
    "Please hop onto my machine and have a look.",
    "Would you get onto my desktop from there?",
    "Last time a colleague of yours remoted into my machine.",
    "Somebody took over my screen last time.",
    "Somebody took control of my mouse last year and fixed it.",
    "Can a tech dial in and look at my screen?",
    "Can you jump on my computer?",
    "Could you come onto my computer from where you are?",
    "Could you look over my shoulder on my screen?",
    "Can someone get into my PC from the help desk?",
    "Can we do a screen share so you see it?",
    "Could we share screens?",
    "You may connect to my computer if you want.",
    "Please remote to my PC.",
    "Do the thing where you move my mouse from far away.",
    "Someone of yours controlled my screen from afar and fixed it.",
    "Can you see my screen from there?",
    "Can somebody fix it over the wire?",
    "Please fix it from a distance.",
    "Could you tunnel into my machine and do it?",
    "The sticker on my tower reads UW-204417.",
    "The sticker says UW 0044123.",
    "The tag on the back is 0044123.",
    "The barcode on it is 118842.",
    "There's a metal plate on it, property of UW, number 88123.",
    "Property tag 88123.",
    "Inventory number 88123.",
    "Inventory tag: D-4412",
    "The inventory sticker is 88123.",
    "The machine has a university property sticker.",
    "It has a UW property sticker on the side.",
    "The label on the case reads CHM-0443.",
    "A workstation that our research group paid for.",
    "Our research group's workstation shows the error.",
    "Our group owns the workstation.",
    "The PI bought this PC for the lab.",
    "The instrument computer in our lab shows it.",
    "The microscope PC of our group shows it.",
    "The lab bought the workstation from a grant.",
    "On the workstation of our lab it fails.",
    "The computer that runs our sequencer shows the error.",
    "The PC attached to our microscope shows the error.",
    "The iMac at the reception shows the error.",
    "The machine they gave me at work shows the error.",
    "My work-issued laptop shows it.",
    "The PC my department gave me shows it.",
    "My employer's computer shows it.",
    "the tower under my desk at the office",
    "It's the office's PC.",
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
    "My own notebook has a sticker of a cat.",
    "The sticker on my phone says 5G.",
    "My ticket number is 88123.",
    "The label on the list reads Fall 2025.",
    "The tag in Canvas reads 8812.",
    "The name tag says Room 4.",
    "The mouse over text in Workday is wrong.",
    "I took over the course from a colleague.",
    "I took over the mailing list from Ann.",
    "She took over my role.",
    "Can you see my timesheet?",
    "Can you see it from your end?",
    "Please look at it from your side.",
    "I log in from home.",
    "I log in from afar, I live in Chile.",
    "I can log onto Canvas from over here.",
    "Can someone have a look at my report?",
    "I work remotely.",
    "I share my screen in Zoom and they see black.",
    "When I share my screen in Teams it is black.",
    "Screen sharing in Zoom is greyed out.",
    "I connect remotely to the library.",
    "The remote control is lost.",
    "Our group bought a license.",
    "My PI bought a book.",
    "The lab bought a microscope.",
    "Our research group uses DARS.",
    "The workstation in the library shows it.",
    "A computer lab workstation shows it.",
    "It's my own tower under my own desk at home, I bought it.",
    "Inventory numbers are missing in ShopUW+.",
    "The property of the field is wrong in Workday.",
    "The asset in SFS is missing.",
    "The course number 44123 is on the label.",
    "Please don't take over my screen.",
    "I don't want anybody to log onto my screen.",
    "No remote session please.",
    "My home PC shows it.",
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
