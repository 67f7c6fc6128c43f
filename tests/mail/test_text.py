# ruff: noqa: E501 - a case is one row of a table
"""What the author wrote now is told from everything else that a mail carries."""

import time

import pytest

from mailroute.mail.message import Address
from mailroute.mail.text import sections

ASK = "The audit report stays blank.\nOnly for me."
KIM = Address("kvale-fx@chem.wisc.edu", "Kim Vale")


@pytest.mark.parametrize(
    "header",
    [
        "On Tue, Mar 4, 2025 at 10:12 AM Help Desk <help@doit.example> wrote:",
        "On Tue, Mar 4, 2025 at 10:12 AM Help Desk of the University <\nhelp@doit.example> wrote:",
        "On 4 Mar 2025, at 10:12, Help Desk wrote:",
        "Am 04.03.25 um 10:12 schrieb Help Desk:",
        "Am Di., 4. März 2025 um 10:12 Uhr schrieb Help Desk <\nhelp@doit.example>:",
        "Le mar. 4 mars 2025 à 10:12, Help Desk <help@doit.example> a écrit :",
        "El mar, 4 mar 2025 a las 10:12, Help Desk (<help@doit.example>) escribió:",
        "Il giorno mar 4 mar 2025 alle ore 10:12 Help Desk <help@doit.example> ha scritto:",
        "Em ter., 4 de mar. de 2025 às 10:12, Help Desk <help@doit.example> escreveu:",
        "Op di 4 mrt 2025 om 10:12 schreef Help Desk <help@doit.example>:",
        "Den tis 4 mars 2025 kl 10:12 skrev Help Desk <help@doit.example>:",
        "ti 4. maalisk. 2025 klo 10.12 Help Desk <help@doit.example> kirjoitti:",
        "wt., 4 mar 2025 o 10:12 Help Desk <help@doit.example> napisał(a):",
        "вт, 4 мар. 2025 г. в 10:12, Help Desk <help@doit.example>:",
        "-----Original Message-----\nFrom: Help Desk\nSent: Tuesday\nSubject: question",
        "-----Ursprüngliche Nachricht-----\nVon: Help Desk\nGesendet: Dienstag",
        "________________________________\nFrom: Help Desk <help@doit.example>\nSent: Tuesday\nTo: Kim\nSubject: a",
        "Von: Help Desk <help@doit.example>\nGesendet: Dienstag, 4. März 2025\nAn: Kim\nBetreff: Frage",
        "De : Help Desk <help@doit.example>\nEnvoyé : mardi 4 mars 2025\nÀ : Kim\nObjet : question",
        "De: Help Desk\nEnviado el: martes, 4 de marzo de 2025\nPara: Kim\nAsunto: pregunta",
        "*From:* Help Desk\n*Sent:* Tuesday\n*To:* Kim\n*Subject:* a",
    ],
)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_an_answered_mail_is_quoted(header: str, mark: str) -> None:
    """Reply headers of the usual programs and languages, over one or two lines, marked below or not."""
    found = sections(f"{ASK}\n\n{header}\n\n{mark}Which browser?\n{mark}Which year?\n", subject="Re: audit")
    assert found.newest == ASK
    assert "Which browser?" in found.quoted
    assert found.forwarded == ""


@pytest.mark.parametrize(
    "header",
    [
        "---------- Forwarded message ---------\nFrom: Ida Moss <imoss-fx@wisc.edu>\nDate: Tue\nSubject: login loops\nTo: a",
        "Begin forwarded message:\n\nFrom: Ida Moss <imoss-fx@wisc.edu>\nSubject: login loops\nDate: 4 March",
        "-------- Weitergeleitete Nachricht --------\nBetreff: login loops\nVon: Ida Moss <imoss-fx@wisc.edu>\nAn: a",
        "From: Ida Moss <imoss-fx@wisc.edu>\nSent: Tuesday\nTo: Kim\nSubject: login loops",
        "-----Original Message-----\nFrom: Ida Moss [mailto:imoss-fx@wisc.edu]\nSubject: login loops",
    ],
)
def test_a_forwarded_mail_has_its_author(header: str) -> None:
    """A mail passed on is forwarded, not quoted; its author and subject are read."""
    found = sections(f"Can you help her?\n\n{header}\n\nIt goes round and round.", subject="FW: login loops")
    assert found.newest == "Can you help her?"
    assert "round and round" in found.forwarded
    assert Address("imoss-fx@wisc.edu", "Ida Moss") == found.forwarded_author
    assert found.forwarded_subject == "login loops"


def test_inline_answers_stay_newest() -> None:
    """What stands between quoted lines is the author's."""
    text = (
        "On Tue, Mar 4, 2025 at 10:12 AM Desk <h@d.example> wrote:\n> Browser?\nSafari\n\n> NetID?\n\nNetID: kvalefx\n"
    )
    assert sections(text, subject="Re: a", author=KIM).newest == "Safari\n\nNetID: kvalefx"


@pytest.mark.parametrize(
    "text",
    [
        "On Monday at 10:30 the report was there, on Tuesday it was gone.",
        "From: and To: are swapped in the form, what can I do?",
        "The log says:\n\n10:12 error 5 from db1:\n\nIs that bad?",
        "On page 3 the manual says:\nrestart twice",
        "Here is what I did\n---\n1. restart\n2. cry\n---\nNothing helped me.",
        "Sent from my desk it works, from home it does not.",
    ],
)
def test_ordinary_text_is_not_taken_for_a_quote(text: str) -> None:
    """Sentences that only resemble headers, rules and device lines stay whole."""
    assert sections(text, author=KIM).newest == text


@pytest.mark.parametrize(
    "block",
    [
        "-- \nKim Vale\nDepartment of Chemistry",
        "--\nKim Vale | Chemistry",
        "Thanks,\nKim",
        "Thanks!\nKim Vale\nDepartment of Chemistry\n608-555-0100",
        "Thank you,\nKim Vale\nDepartment of Chemistry\n608-555-0100",
        "Thank you so much!\n\nKim",
        "Thanks in advance for your help,\nKim Vale",
        "Thanks and best regards,\nKim",
        "Thank you and have a great day!\nKim",
        "Vielen Dank im Voraus\nKim",
        "Gracias por su ayuda,\nKim",
        "Many thanks for your help,\n\nKim Vale\nProgram Coordinator",
        "Best regards, Kim Vale",
        "Regards,\n\nKim Vale\nProgram Coordinator\nDepartment of Chemistry\n550 N. Park St.",
        "Mit freundlichen Grüßen\n\nKim Vale\nInstitut für Chemie",
        "Cordialement,\nKim Vale",
        "Un saludo\nKim",
        "Med vänlig hälsning\nKim",
        "Kim Vale\nDepartment of Chemistry",
        "Kim Vale | Department of Chemistry",
        "Kim Vale, Chemistry",
        "Kim",
        "- Kim",
        "kim",
        "Kim Vale (she/her)\nLab Manager, Room 2118\nkvale-fx@chem.wisc.edu\n(608) 555-0100",
        "________________\nKim Vale\nLab Manager",
    ],
)
def test_the_authors_block_is_the_signature(block: str) -> None:
    """With a delimiter, with a closing, or with the author's name alone."""
    found = sections(f"{ASK}\n\n{block}", author=KIM)
    assert found.newest == ASK
    assert "".join(block.split()) == "".join(found.signature.split())


@pytest.mark.parametrize(
    "text",
    [
        "printer offline. Kim, Chemistry",
        "Kim Vale",
        "Office of the Registrar",
        "Thanks!",
        "Please add these people:\n\nIda Moss\nLeo Finch",
        "It fails in\n\nFirefox",
        "The form wants my office.\n\nKim Vale\nI am in the School of Nursing, is that right?",
        "SIS says no.\n\nNetID: kvalefx\nBest email: kvale-fx@wisc.edu\nPhone: 608-555-0100",
        "Thanks for looking into it but the report is still blank.",
        "Regards to the team, the second screen is dead too.",
        "One thing more\n--\nI forgot to say that it is urgent.\nThe report is due on Friday and I cannot print it.",
    ],
)
def test_prose_is_never_a_signature(text: str) -> None:
    """In doubt a line stays with what the author wrote now."""
    found = sections(text, author=KIM)
    assert found.newest == text
    assert found.signature == ""


def test_facts_above_a_name_stay_newest() -> None:
    """Lines of facts are not swallowed by the name below them."""
    facts = "NetID: kvalefx\nBest email: kvale-fx@wisc.edu\nPhone 608-555-0100\nChrome on Windows 11, tried twice."
    found = sections(f"{facts}\n\nKim Vale, Chemistry", author=KIM)
    assert (found.newest, found.signature) == (facts, "Kim Vale, Chemistry")


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Get Outlook for iOS<https://aka.ms/x>",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "CONFIDENTIALITY NOTICE: this message is for its recipient.\nDelete it if that is not you.",
        "Diese E-Mail enthält vertrauliche Angaben.",
        "Unsubscribe: leave-x@lists.example",
        "You received this message because you are subscribed to a group.",
    ],
)
def test_what_devices_and_lists_add_is_footer(line: str) -> None:
    """Device lines, notices of lawyers and of lists are neither newest nor signature."""
    found = sections(f"{ASK}\n\nKim\n\n{line}", author=KIM)
    assert (found.newest, found.signature) == (ASK, "Kim")
    assert found.footer == line


def test_a_warning_banner_is_footer() -> None:
    """The line that a gateway puts above a mail from outside is not the author's."""
    found = sections(f"[EXTERNAL] This message originated from outside the university.\n\n{ASK}", author=KIM)
    assert found.newest == ASK
    assert "EXTERNAL" in found.footer


def test_a_device_line_glued_to_the_sentence() -> None:
    """A device's line behind the last sentence is cut off."""
    found = sections("It hangs. Sent from my iPhone")
    assert (found.newest, found.footer) == ("It hangs.", "Sent from my iPhone")


def test_an_empty_text_has_empty_sections() -> None:
    """No text, no section."""
    found = sections("")
    assert found.newest == found.quoted == found.forwarded == found.signature == found.footer == ""


@pytest.mark.parametrize(
    "unit",
    [
        "\n",
        ">\n",
        "--\n",
        "wrote:\n",
        "On 1.1.2020 wrote:\n",
        "From: a\n",
        "Thanks,\n",
        "Anna Lee\n",
        "Anna ",
        "-",
        "_",
        "a@b ",
    ],
)
def test_endless_text_takes_no_time(unit: str) -> None:
    """Each pattern is linear: 64,000 characters of one kind take well under half a second."""
    start = time.process_time()
    sections(unit * (64_000 // len(unit)), author=KIM)
    assert time.process_time() - start < 0.5
