"""Which services is the mail about? Names, old names, descriptions, everyday words, negation."""

import pytest

from mailroute.catalog import Catalogue, Service
from mailroute.evidence.reading import Reading
from mailroute.evidence.service import ServiceReader, finding
from tests.evidence.desk import chat, found, message, reading, service_reader, services

NAMED = [
    ("The degree audit never finishes.", {"dars"}),
    ("My DARS will not load.", {"dars"}),
    ("25Live shows the wrong room.", {"r25"}),
    ("I cannot submit my absence in Workday.", {"workday"}),
    ("ISIS gives me error 500.", {"sis"}),
    ("The student center is blank.", {"sis"}),
    ("ImageNow crashes when I open a batch.", {"ecms"}),
    ("I need access to the data warehouse.", {"infoaccess"}),
    ("Shop@UW rejects my cart.", {"shopuw"}),
    ("e-Reimbursement does not save my trip.", {"shopuw"}),
    ("WISER shows the old fund.", {"sfs"}),
    ("The permission numbers for my class are missing.", {"sis_enroll"}),
    ("An ISIR did not load for this aid year.", {"sis_finaid"}),
    ("The service indicator cannot be removed.", {"sis_cc"}),
    ("Outlook keeps asking for my password.", {"m365"}),
    ("Please add me to the shared mailbox.", {"m365_svc"}),
    ("OneDrive stopped syncing.", {"onedrive"}),
    ("My Google Drive is full.", {"google"}),
    ("Who owns the WiscList for the alumni?", {"wisclist"}),
    ("GlobalProtect disconnects every ten minutes.", {"wiscvpn"}),
    ("eduroam drops my phone.", {"wifi"}),
    ("The data jack behind my shelf is dead.", {"network"}),
    ("The desk phone has no dial tone.", {"voice"}),
    ("Our WiscWeb page shows the wrong menu.", {"wiscweb"}),
    ("CrashPlan says that no backup was completed.", {"backup"}),
    ("I need more quota on ResearchDrive.", {"rdrive"}),
    ("The copier jams on every page.", {"printer"}),
    ("I lost access to the S: drive.", {"shareddrive"}),
    ("Secure Endpoint quarantined my script.", {"antivirus"}),
    ("Gradescope does not import the roster.", {"tophat"}),
    ("How do I get a parking permit?", {"wiscard"}),
    ("Where is the KB article on printing? kb.wisc.edu gives an error.", {"kb"}),
    ("The Kaltura captions are wrong.", {"kaltura"}),
    ("Qualtrics lost two hundred responses.", {"qualtrics"}),
    ("Photoshop asks for a licence again.", {"adobe"}),
    ("My matlab licence expired.", {"csl"}),
    ("MyUW shows an empty page.", {"myuw"}),
    ("My UW is blank.", {"myuw"}),
    ("enroll.wisc.edu will not let me add the class.", {"cse"}),
    ("Top Hat shows the wrong course.", {"tophat"}),
]
DESCRIBED = [
    ("I forgot my password and cannot get in anywhere.", {"netid"}),
    ("How do I enter final grades for my section?", {"sis"}),
    ("My earnings statement from March is gone.", {"hrs"}),
    ("I want to book a room for a talk.", {"r25"}),
    ("The wifi in my dorm is slow.", {"wifi"}),
    ("All wired and wireless network service in Weeks Hall is dead.", {"network"}),
    ("The toner is empty again.", {"printer"}),
    ("The docking station does not detect my second monitor.", {"desktop"}),
    ("I am locked out of everything.", {"netid"}),
    ("My tuition bill has a wrong charge.", {"sis_sf"}),
    ("My UW email does not sync.", {"m365"}),
    ("My email is not working.", {"m365"}),
    ("My inbox is full.", {"m365"}),
    ("I need my key fob replaced, the token is broken.", {"duo"}),
]
MISSPELT = [
    ("I cannot reach infoacess from home.", {"infoaccess"}),
    ("edurome is down on my phone", {"wifi"}),
    ("qualtircs lost my survey", {"qualtrics"}),
    ("The wokday page is blank", {"workday"}),
    ("sharepiont denies me", {"onedrive"}),
]
EVERYDAY = [
    ("Please check the box next to my name.", "box"),
    ("The dialog box shows an error.", "box"),
    ("Our teams of advisors need a room.", "teams"),
    ("Thanks in advance for your help with the error!", "advance"),
    ("Can you advance the deadline? The page is broken.", "advance"),
    ("I cannot zoom in on the page of my timesheet.", "zoom"),
    ("The Windows profile is corrupted.", "profile"),
    ("I waited two hrs and it still fails.", "hrs"),
    ("I am none the wiser, the form will not load.", "sfs"),
    ("A cultural exchange with Lund is missing from the page.", "m365"),
    ("The blank canvas prints are missing from the page.", "canvas"),
    ("The piano duo needs a room.", "duo"),
    ("The MFA program's page is blank.", "duo"),
    ("Our MFA students cannot print.", "duo"),
    ("The packaging tape in the printer room is gone.", "sis_finaid"),
    ("The problem manifests itself on Mondays.", "manifest"),
]
FITTING = [
    ("Canvas does not show my course.", "canvas"),
    ("I cannot join a Teams meeting.", "teams"),
    ("Duo sends no push to my phone.", "duo"),
    ("Zoom drops the audio of my class.", "zoom"),
    ("My Box folder does not sync.", "box"),
    ("I have no access to a screen in Advance.", "advance"),
    ("My preferred name is wrong in my profile.", "profile"),
    ("My preferred name is wrong in my UW profile.", "profile"),
    ("My UW Zoom account will not start a meeting.", "zoom"),
    ("I can't open my UW Box folder.", "box"),
    ("My UW Google Drive is full.", "google"),
    ("I am not a member of the Manifest group any more.", "manifest"),
]
DENIED = [
    ("This is not about Canvas. My timesheet in Workday is gone.", {"workday"}),
    ("It has nothing to do with Zoom; 25Live lost my event.", {"r25"}),
    ("Canvas works fine, but my degree audit fails.", {"dars"}),
    ("Outlook, Canvas and Zoom all work; Qualtrics shows an error.", {"qualtrics"}),
    ("Unlike WiscVPN, eduroam keeps dropping me.", {"wifi"}),
    ("I no longer use HRS, but Workday shows no absence.", {"workday"}),
    ("Kaltura is not working, everything else works, Canvas too.", {"kaltura"}),
    ("DARS fails for me. Never mind the VPN.", {"dars"}),
]
SEVERAL = [
    ("My degree audit fails, and Workday shows no timesheet.", {"dars", "workday"}),
    ("1. Qualtrics lost my survey.\n2. The printer on our floor is jammed.", {"qualtrics", "printer"}),
    ("Zoom drops my meeting and Kaltura lost the recording.", {"zoom", "kaltura"}),
]
NOTHING = [
    "",
    "Can somebody call me?",
    "Something is wrong again.",
    "Hello, I have a question.",
    "Thanks for the great work!",
    "My chair is broken.",
    "Where can I park my bike?",
]


@pytest.mark.parametrize(("body", "expected"), NAMED)
def test_a_service_named(body: str, expected: set[str]) -> None:
    """A name or an alias, old ones too, beside a trouble or a wish."""
    assert expected == services(body)


@pytest.mark.parametrize(("body", "expected"), DESCRIBED)
def test_a_service_described(body: str, expected: set[str]) -> None:
    """Who does not say the name says what it does."""
    assert expected == services(body)


@pytest.mark.parametrize(("body", "expected"), MISSPELT)
def test_a_service_misspelt(body: str, expected: set[str]) -> None:
    """A letter or two off, where nothing is named rightly."""
    assert expected == services(body)


@pytest.mark.parametrize(("body", "service"), EVERYDAY)
def test_an_everyday_word_is_no_service(body: str, service: str) -> None:
    """A box to tick, thanks in advance, two hrs: words of everyday English, even beside a trouble."""
    assert service not in services(body)


@pytest.mark.parametrize(("body", "service"), FITTING)
def test_an_everyday_word_with_a_second_that_fits_is_one(body: str, service: str) -> None:
    """Ambiguous names count with a symptom or a co-word."""
    assert {service} == services(body)


@pytest.mark.parametrize(("body", "expected"), DENIED)
def test_a_service_denied_or_said_to_work_does_not_count(body: str, expected: set[str]) -> None:
    """Names under negation, and services that work, are not the matter."""
    assert expected == services(body)


@pytest.mark.parametrize(("body", "expected"), SEVERAL)
def test_several_services(body: str, expected: set[str]) -> None:
    """Two matters in one mail are both found."""
    assert expected == services(body)


@pytest.mark.parametrize("body", NOTHING)
def test_no_service(body: str) -> None:
    """A mail that names nothing is about nothing of the catalogue, and the finding says so."""
    assert set() == services(body)
    doubt = finding(found(body)).doubt
    assert doubt is not None
    assert "no service" in doubt.why


def test_where_a_name_stands_decides() -> None:
    """The newest text and the subject count; a signature, quoted text and a footer do not."""
    there = {"quoted": "Canvas is broken", "signature": "Zoom Support Lead", "footer": "Sent from Outlook for iOS"}
    mail = message("The report will not open.", "", **there)  # type: ignore[arg-type]
    assert () == service_reader().find(Reading(mail))
    assert {"workday"} == services("The report will not open.", "Workday")


def test_a_kept_subject_weighs_less_than_the_newest_text() -> None:
    """Under "Re: Canvas question", a text that names DARS is about DARS; one that names nothing keeps the subject."""
    assert {"dars"} == services("My degree audit fails now.", "Re: Canvas course question")
    assert {"dars"} == services("My degree audit fails now.", "Re: Workday question")


def test_a_job_title_is_no_matter() -> None:
    """The words "SIS Functional Analyst" on a line of its own is who writes."""
    assert {"workday"} == services("My timesheet in Workday is gone.\n\nPia Nowak\nSIS Functional Analyst")


def test_a_module_counts_when_its_function_is_named() -> None:
    """A bill is Student Financials', not plain SIS as well."""
    assert {"sis_sf"} == services("In SIS, the tuition calc of a student is wrong.")
    assert {"sis"} == services("SIS shows an error.")


def test_of_a_chat_the_customers_words_count() -> None:
    """The agent's question names no matter."""
    read = chat("my degree audit fails", agent=("Is it Canvas?",))
    assert ["dars"] == [match.service.id for match in service_reader().find(read)]


def test_each_service_is_quoted() -> None:
    """The finding quotes the sentence of each service and is as sure as the least sure of them."""
    matches = found("My degree audit fails. Workday shows no timesheet.")
    answer = finding(matches)
    assert {"dars", "workday"} == {service.id for service in answer.answer}
    assert {"My degree audit fails.", "Workday shows no timesheet."} == {one.quote for one in answer.evidence}
    assert min(match.confidence for match in matches) == answer.confidence


def test_the_most_likely_comes_first() -> None:
    """Confidences fall from the first to the last."""
    confidences = [match.confidence for match in found("Zoom drops my meeting and the Kaltura captions are wrong.")]
    assert sorted(confidences, reverse=True) == confidences


@pytest.mark.parametrize("catalogue", [Catalogue(), Catalogue(services=(Service("sis", "Student system"),))])
def test_a_small_catalogue(catalogue: Catalogue) -> None:
    """A catalogue without services finds none; one service is enough to be found."""
    matches = ServiceReader(catalogue).find(reading("The student system is broken."))
    assert [service.id for service in catalogue.services] == [match.service.id for match in matches]
