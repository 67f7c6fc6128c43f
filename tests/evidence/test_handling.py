"""What does an agent need to start, and what of it is there?"""

from dataclasses import replace

import pytest

from mailroute.evidence.handling import find
from mailroute.evidence.reading import Reading
from mailroute.facts import Customer, Handling
from mailroute.finding import Finding
from tests.evidence.desk import AUTHOR, catalogue, chat, message, reading

SIS = catalogue().service("sis")
assert SIS is not None
SERVICES = [SIS]
ME = Customer(AUTHOR)
TOLD = "The class roster lists a student twice."

DESIRED = [
    ("You can reach me at pia-fx@mail.example.", "pia-fx@mail.example"),
    ("Please write to me at pia-fx@mail.example", "pia-fx@mail.example"),
    ("My preferred email is pia-fx@mail.example", "pia-fx@mail.example"),
    ("Best email: pia-fx@mail.example", "pia-fx@mail.example"),
    ("Please reply to pia-fx@mail.example, thanks", "pia-fx@mail.example"),
    ("pia-fx@mail.example is the best address for me", "pia-fx@mail.example"),
    ("Please use pia-fx@mail.example for answers", "pia-fx@mail.example"),
    ("This address is fine.", AUTHOR),
    ("Please reply here.", AUTHOR),
    ("You can answer to this address.", AUTHOR),
    ("The address I write from is best to reach me.", AUTHOR),
    ("Just reply to this email.", AUTHOR),
    ("Best email: this one", AUTHOR),
]
NOT_DESIRED = [
    "Thanks, Pia",
    "I wrote to advisor-fx@wisc.edu about it.",
    "The error says contact admin at noreply@vendor.example in the log.",
    "This address does not get any mail, it is full.",
    "Do not reply to this address.",
    "My old email was pia-fx@mail.example",
    "I cannot log in to this account.",
    "Why did I get this email?",
    "Please do not write to pia-fx@mail.example.",
    "The list owner is list-owner-fx@lists.example.",
]


@pytest.mark.parametrize(("body", "expected"), DESIRED)
def test_a_desired_address(body: str, expected: str) -> None:
    """In plain words: another one, or the one written from."""
    found = find(reading(body), ME, SERVICES, assume_from=False).values.get("desired_email")
    assert found is not None
    assert (expected, True) == (found.answer, bool(found.evidence))


@pytest.mark.parametrize("body", NOT_DESIRED)
def test_no_desired_address(body: str) -> None:
    """An address that stands there for something else, or that is said not to do, is none."""
    assert "desired_email" in find(reading(body), ME, SERVICES, assume_from=False).missing


def test_a_signature_and_a_header_are_no_desired_address() -> None:
    """An address in the signature, in Cc or in From is not stated."""
    mail = message(TOLD, signature="Pia Nowak\nE-mail: pia-fx@mail.example", cc=("zlange-fx@wisc.edu",))
    assert "desired_email" in find(Reading(mail), ME, SERVICES, assume_from=False).missing


def test_the_desk_may_take_the_address_that_wrote() -> None:
    """With assume_from the author's address counts, but not that of a chat's bridge; a stated one goes before it."""
    assumed = find(reading(TOLD), ME, SERVICES, assume_from=True)
    assert AUTHOR == assumed.values["desired_email"].answer
    stated = find(reading(TOLD + " Reach me at pia-fx@mail.example."), ME, SERVICES, assume_from=True)
    assert "pia-fx@mail.example" == stated.values["desired_email"].answer
    assert "desired_email" in find(chat(TOLD), ME, SERVICES, assume_from=True).missing


def test_what_is_missing_in_the_order_it_is_asked() -> None:
    """Description, NetID, desired address, then the service's own."""
    asks = replace(SERVICES[0], requires=("location", "device"))
    nothing = find(reading("I have a question about SIS."), ME, [asks], assume_from=False)
    assert ("description", "netid", "desired_email", "location", "device") == nothing.missing
    full = TOLD + " My NetID is pnowak2. Please reply here. I use Firefox in room 4120."
    assert () == find(reading(full), ME, [asks], assume_from=False).missing


def test_the_directory_knows_the_netid() -> None:
    """A record's NetID counts where the text states none; a record without one does not; the text goes first."""
    record = catalogue().person("dbose-fx@wisc.edu")
    known = Customer("dbose-fx@wisc.edu", record=record)
    assert "dbose" == find(reading(TOLD), known, SERVICES, assume_from=False).values["netid"].answer
    stated = find(reading(TOLD + " NetID: dbose7"), known, SERVICES, assume_from=False)
    assert "dbose7" == stated.values["netid"].answer
    without = Customer("ofeld-fx@wisc.edu", record=catalogue().person("ofeld-fx@wisc.edu"))
    assert "netid" in find(reading(TOLD), without, SERVICES, assume_from=False).missing


def test_what_the_case_knows_stays() -> None:
    """What an earlier mail gave is there, and a new word replaces it."""
    known = Handling({"netid": Finding("old1"), "description": Finding("it hangs")}, ("desired_email",))
    answer = find(reading("Please reply here."), ME, SERVICES, assume_from=False, known=known)
    assert () == answer.missing
    assert ("old1", "it hangs") == (answer.values["netid"].answer, answer.values["description"].answer)
    newer = find(reading("My NetID is new2."), ME, SERVICES, assume_from=False, known=known)
    assert ("new2", ("desired_email",)) == (newer.values["netid"].answer, newer.missing)


@pytest.mark.parametrize(
    ("field", "body", "expected"),
    [
        ("phone", "Call me at (608) 555-0142.", "(608) 555-0142"),
        ("phone", "My extension is ext. 4711", "ext. 4711"),
        ("device", "I use Firefox.", "Firefox"),
        ("device", "It is a Windows 11 machine.", "Windows 11"),
        ("location", "I sit in room 4120.", "room 4120"),
        ("error", 'It says "Session has ended".', "Session has ended"),
        ("error", "I get error 4711.", "error 4711"),
        ("started", "It began yesterday.", "yesterday"),
        ("affected", "It is only me.", "only me"),
        ("steps", "I restarted the browser twice.", "restarted the browser twice"),
    ],
)
def test_what_else_an_agent_likes_to_know(field: str, body: str, expected: str) -> None:
    """Phone, device, place, error, start, others, steps: noted as they are written."""
    assert expected in find(reading(body), ME, SERVICES, assume_from=False).values[field].answer


@pytest.mark.parametrize("field", ["phone", "device", "location", "error", "started", "affected", "steps"])
def test_what_is_not_said_is_not_noted(field: str) -> None:
    """A mail that says none of it has none of it, and nothing of it is missing either."""
    handling = find(reading("Please add the colloquium to the roster."), ME, SERVICES, assume_from=False)
    assert field not in handling.values
    assert field not in handling.missing
