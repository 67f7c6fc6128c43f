"""Is it a matter of security or safety, or is restricted data in the text?"""

import pytest

from mailroute.evidence.sensitive import find, restricted_data
from mailroute.finding import Finding
from tests.evidence.desk import reading, service_reader


def asked(body: str, subject: str = "") -> Finding[str | None]:
    """The question asked of a plain mail, its services found first."""
    read = reading(body, subject)
    return find(read, service_reader().find(read))


MATTERS = [
    ("stolen or lost device", "My laptop was stolen from the library."),
    ("stolen or lost device", "I lost my phone on the bus, it has Duo on it."),
    ("stolen or lost device", "Somebody took my backpack with the department's laptop, it was stolen."),
    ("stolen or lost device", "I left my iPad in a taxi."),
    ("stolen or lost device", "I misplaced my Duo fob."),
    ("phishing", "I got a suspicious email from the provost."),
    ("phishing", "I clicked on a link in a mail and typed in my password on the page."),
    ("phishing", "My boss asks for gift cards from an odd address, gift cards for a client."),
    ("phishing", "This looks like phishing to me."),
    ("hacked account", "My account was hacked."),
    ("hacked account", "Somebody is using my NetID."),
    ("hacked account", "I get Duo pushes that I did not request."),
    ("hacked account", "My mailbox is sending spam to my contacts, sent spam from my address."),
    ("hacked account", "The computer has a ransomware note on it."),
    ("exposed data", "By mistake I sent the grades of my class to the wrong list."),
    ("exposed data", "Anyone can see the social security numbers in that folder."),
    ("exposed data", "I can see another student's transcript in my account."),
    ("threat", "A student threatened me in an email."),
    ("threat", "I got a message that says they will kill me."),
    ("threat", "I cannot go on, I want to end my life."),
    ("Select Agent lab", "The computer of our Select Agent lab does not start."),
    ("access to another person's mailbox", "I need access to the mailbox of a former employee."),
    ("access to another person's mailbox", "Please let me read my ex-colleague's email, forward all mail to me."),
    ("access to another person's mailbox", "Can you open her mailbox for me?"),
]
ORDINARY = [
    "My timesheet is gone.",
    "I lost my connection to the VPN.",
    "I lost access to the shared drive.",
    "I forgot my laptop charger, can I borrow one?",
    "The phishing training module does not load.",
    "Your mails go to my spam folder.",
    "I need access to our shared mailbox.",
    "Please give my assistant delegate access to my calendar.",
    "Who is the owner of our mailing list?",
    "The water leak in the room broke the projector.",
    "I lost my changes when the page timed out.",
    "The hackathon needs a room.",
    "The deadline is killing my schedule, please book the room.",
    "My laptop is slow.",
    "I opened a ticket about the roster last week.",
    "I left the department in May.",
    "The antivirus says that all is well.",
    "I was not hacked, I simply forgot my password.",
    "Nothing was stolen, I only forgot my password.",
    "The link in the article does not work.",
    "Please delete the room request.",
    "Can you forward my old address to my new mailbox?",
    "I shared the folder with my class by link and they cannot open it.",
    "How do I request a Duo fob?",
]
RESTRICTED = [
    "My SSN is 123-45-6789.",
    "ssn 123456789",
    "Social security number: 123 45 6789",
    "His number is 219-09-9999, please look him up.",
    "Please charge 4111 1111 1111 1111.",
    "card 5500-0000-0000-0004 exp 12/28",
    "DOB: 04/12/1999",
    "My date of birth is 1999-04-12.",
    "My password is sommer2024",
    "My password is hunter2x!",
    "My passcode is Abcdef7",
    "Passport number X1234567",
    "MRN 00451234",
]
NO_DATA = [
    "Call me at 608-555-0142.",
    "My campus ID is 907 123 4567.",
    "The PO number is 123-45-6789.",
    "Case 4111111111111111 is still open.",
    "Asset tag 123-45-6789 is on the back.",
    "The Zoom meeting id is 938 1234 5678.",
    "In 2026-11-24 10:00 the job ran 123456 rows.",
    "Funding string 101-A48-123456-4-000000",
    "Serial number 4111 1111 1111 1112",
    "The order 900-12-3456 was rejected.",
    "ISBN 978-3-16-148410-0",
    "Course 266-123-4567 is full.",
    "What is my SSN needed for?",
    "The ticket of 12/04/2026 is still open.",
    "My password is expired.",
]


@pytest.mark.parametrize(("matter", "body"), MATTERS)
def test_a_matter_of_security_or_safety(matter: str, body: str) -> None:
    """Each kind of matter is named and quoted."""
    found = asked(body)
    assert matter == found.answer
    assert found.evidence


@pytest.mark.parametrize("body", ORDINARY)
def test_an_ordinary_matter(body: str) -> None:
    """A lost connection, a training, a shared mailbox, a spam folder: nothing for rule 3."""
    assert asked(body).answer is None


@pytest.mark.parametrize("body", RESTRICTED)
def test_restricted_data_is_found_and_not_repeated(body: str) -> None:
    """An SSN, a card, a date of birth, a secret: found, and no digit of it in the evidence."""
    found = asked(body)
    assert "restricted data" == found.answer
    assert not any(character.isdigit() for one in found.evidence for character in one.quote)


@pytest.mark.parametrize("body", NO_DATA)
def test_a_number_named_as_something_else_is_no_restricted_data(body: str) -> None:
    """Phone numbers, orders, asset tags, meetings, dates and numbers that fail their check."""
    assert restricted_data(reading(body)) is None
    assert "restricted data" != asked(body).answer


def test_the_subject_is_read_too() -> None:
    """A matter or a number in the subject counts."""
    assert "phishing" == asked("See below.", "Phishing mail from HR").answer
    assert "restricted data" == asked("Please look.", "SSN 123-45-6789").answer


def test_a_matter_beside_a_number_is_the_matter() -> None:
    """Where both are there, the matter is named; the quote is the sentence of the matter."""
    found = asked("My laptop was stolen.\nMy SSN is 123-45-6789.")
    assert "stolen or lost device" == found.answer
    assert not any("6789" in one.quote for one in found.evidence)


def test_a_matters_own_sentence_does_not_repeat_a_number() -> None:
    """A sentence that tells of a matter and holds a number is quoted without it."""
    found = asked("My account was hacked, my SSN is 123-45-6789.")
    assert found.answer is not None
    assert not any("123-45-6789" in one.quote for one in found.evidence)


def test_a_service_that_must_not_be_automated_is_a_matter() -> None:
    """Where the catalogue forbids automation, the service's name is the matter."""
    found = asked("Please help with the computer of the Select Agent Program lab.")
    assert found.answer is not None


@pytest.mark.parametrize(
    "text",
    [
        "I mailed the applicants' file to the wrong mailing list. It has their birthdays and Social Security numbers.",
        "The roster went out by mistake. All grades are in it.",
    ],
)
def test_private_things_that_went_astray_are_told_over_sentences(text: str) -> None:
    """What was in it may stand in the next sentence."""
    assert "exposed data" == find(reading(text), ()).answer


def test_a_mishap_without_anything_private_is_ordinary() -> None:
    """A mail sent to the wrong list is an ordinary wish."""
    assert find(reading("I sent the agenda to the wrong mailing list. Can you recall it?"), ()).answer is None
