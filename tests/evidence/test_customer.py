"""Who has the problem? Mostly the author; sometimes somebody the author writes for."""

import pytest

from mailroute.evidence.customer import find
from mailroute.evidence.reading import Reading
from mailroute.mail.message import Address, Message
from tests.evidence.desk import AUTHOR, catalogue, chat, message

OWN = [
    "My page is blank.",
    "I cannot see my student's grade in the roster.",
    "My student's survey is gone, I need it back.",
    "I am writing on behalf of our department: the room is double booked.",
    "On behalf of my lab, we would like a mailing list.",
    "My boss told me to write, I cannot log in to SIS.",
    "My TA left, and I need to remove her from the roster.",
    "Can you help me? My colleague could not.",
    "I asked my advisor and I still cannot enrol.",
    "My colleague can't help me and I still can't print.",
    "My supervisor asked me to book a room.",
    "My daughter is sick and I missed the deadline, I cannot submit.",
    "We need a room for a guest speaker.",
]
FOR_SOMEBODY = [
    "My colleague cannot log in to Workday. It works fine for me.",
    "I am writing on behalf of a student who cannot see her grades.",
    "One of my students is unable to enrol, can you help her?",
    "My husband forgot his password. Please contact him.",
    "Asking for a friend: his DARS does not load.",
]


@pytest.mark.parametrize("body", OWN)
def test_the_author_is_the_customer(body: str) -> None:
    """Who tells of other people, and has the trouble, is the customer."""
    found = find(Reading(message(body, name="Pia Nowak")), catalogue()).answer
    assert found is not None
    assert (AUTHOR, True) == (found.address, found.is_author)


@pytest.mark.parametrize("body", FOR_SOMEBODY)
def test_somebody_else_who_is_not_identified(body: str) -> None:
    """Written for another of whom nothing is known: nobody, and the question who."""
    found = find(Reading(message(body)), catalogue())
    assert found.answer is None
    assert found.doubt is not None
    assert found.evidence


@pytest.mark.parametrize(
    ("mail", "address"),
    [
        (message("I am writing on behalf of Ines Keller, she cannot log in."), "ikeller-fx@wisc.edu"),
        (message("My student zlange-fx@wisc.edu cannot see her grade. Please help her."), "zlange-fx@wisc.edu"),
        (message("I write this for my colleague, her NetID is dbose. Please contact her."), "dbose-fx@wisc.edu"),
        (message("My colleague cannot log in. Please help her.", cc=("zlange-fx@wisc.edu",)), "zlange-fx@wisc.edu"),
        (
            message(
                "Please help her.",
                "Fwd: grades",
                forwarded="I cannot see my grades. Yara",
                forwarded_author="ymarsh-fx@wisc.edu",
            ),
            "ymarsh-fx@wisc.edu",
        ),
    ],
)
def test_somebody_else_who_is_identified(mail: Message, address: str) -> None:
    """A name of the directory, an address, a NetID, the one in Cc, the author of a forwarded mail."""
    found = find(Reading(mail), catalogue()).answer
    assert found is not None
    assert (address, False) == (found.address, found.is_author)
    assert catalogue().person(address) == found.record


def test_two_in_copy_identify_nobody() -> None:
    """Two people in Cc leave the question open."""
    mail = message("My colleague cannot log in. Please help her.", cc=("a-fx@wisc.edu", "b-fx@wisc.edu"))
    assert find(Reading(mail), catalogue()).answer is None


def test_the_customer_of_a_chat_is_the_one_it_names() -> None:
    """The transcript's head names the customer; without an address nobody is known."""
    found = find(chat("hi", address="DBose-fx@wisc.edu"), catalogue()).answer
    assert found is not None
    assert ("dbose-fx@wisc.edu", False) == (found.address, found.is_author)
    assert found.record is not None
    nobody = find(chat("hi", address=""), catalogue())
    assert nobody.answer is None
    assert nobody.doubt is not None


def test_the_directory_record_comes_along() -> None:
    """The author's record is found whatever the letters' case."""
    found = find(Reading(message("Hi", author="ikeller-fx@wisc.edu")), catalogue()).answer
    assert found is not None
    assert found.record is not None
    assert found.record.coned


@pytest.mark.parametrize("authors", [(), (Address("a-fx@wisc.edu"), Address("b-fx@wisc.edu"))])
def test_a_mail_of_no_single_author_has_no_customer(authors: tuple[Address, ...]) -> None:
    """Nobody or two in From: a person looks."""
    found = find(Reading(Message(authors=authors)), catalogue())
    assert found.answer is None
    assert found.doubt is not None


NAMED = [
    "I'm passing this on for Zora Lange, zlange-fx@wisc.edu, whose page is blank.",
    "Passing this along for Zora Lange (zlange-fx@wisc.edu): her timesheet is gone.",
    "Forwarding this for Zora Lange <zlange-fx@wisc.edu>, she can't get in.",
    "I am relaying this for Zora Lange, zlange-fx@wisc.edu: her page is blank.",
    "Relaying a problem for Zora Lange (zlange-fx@wisc.edu), whose timesheet is gone.",
    "This is for Zora Lange, zlange-fx@wisc.edu: her timesheet is gone.",
    "This one's for Zora Lange (zlange-fx@wisc.edu), her timesheet is gone.",
    "I'm filing this for Zora Lange, zlange-fx@wisc.edu; she has no access.",
    "Submitting this for Zora Lange (zlange-fx@wisc.edu).",
    "Reporting for Zora Lange (zlange-fx@wisc.edu): her timesheet is gone.",
    "Asking for Zora Lange, zlange-fx@wisc.edu: why is her timesheet gone?",
    "Writing in place of Zora Lange, zlange-fx@wisc.edu, whose timesheet is gone.",
    "I write for Zora Lange (zlange-fx@wisc.edu), who has no access to her timesheet.",
    "Please help Zora Lange (zlange-fx@wisc.edu), her timesheet is gone.",
    "Sending this in Zora Lange's name (zlange-fx@wisc.edu), her timesheet is gone.",
    "The person with the problem is Zora Lange, zlange-fx@wisc.edu. Her timesheet is gone.",
    "The customer is Zora Lange, zlange-fx@wisc.edu. Her timesheet is gone.",
    "It is Zora Lange (zlange-fx@wisc.edu) who has the trouble: her timesheet is gone.",
    "Zora Lange (zlange-fx@wisc.edu) asked me to pass this on: her timesheet is gone.",
    "Zora Lange (zlange-fx@wisc.edu) can't get into Workday, her timesheet is gone.",
]
MENTIONED = [
    "My timesheet is gone. My manager is Zora Lange, zlange-fx@wisc.edu.",
    "I can't log in. Zora Lange (zlange-fx@wisc.edu) can confirm that I work for her.",
    "Please add Zora Lange (zlange-fx@wisc.edu) to the list, I own it.",
    "I need access to the folder of Zora Lange, zlange-fx@wisc.edu, she agreed.",
    "I am passing the role on to Zora Lange, zlange-fx@wisc.edu, please give it to her.",
    "My report goes to Zora Lange (zlange-fx@wisc.edu) and she gets two copies.",
    "Please give Zora Lange, zlange-fx@wisc.edu, approver rights, my own can be removed.",
    "My timesheet is gone, please cc Zora Lange, zlange-fx@wisc.edu.",
    "Pass this on to Zora Lange (zlange-fx@wisc.edu), she knows my case.",
    "I can't send mail to Zora Lange (zlange-fx@wisc.edu), it bounces and she waits.",
]


@pytest.mark.parametrize("body", NAMED)
def test_passed_on_for_somebody_named_with_an_address(body: str) -> None:
    """Who passes a matter on names the customer."""
    found = find(Reading(message(body)), catalogue()).answer
    assert found is not None
    assert ("zlange-fx@wisc.edu", False) == (found.address, found.is_author)


@pytest.mark.parametrize("body", MENTIONED)
def test_a_manager_a_recipient_a_witness_is_no_customer(body: str) -> None:
    """Somebody named with an address for another reason leaves the author the customer."""
    found = find(Reading(message(body)), catalogue()).answer
    assert found is not None
    assert AUTHOR == found.address


def test_who_has_the_trouble_too_writes_for_themselves() -> None:
    """A friend who has it as well makes nobody a messenger."""
    mail = message("Me and all my roommates keep getting thrown back. My friend says she cannot get in.")
    found = find(Reading(mail), catalogue())
    assert found.answer is not None
    assert found.answer.is_author
