"""Can the mail be read as a request?"""

import pytest

from mailroute.evidence.readable import find
from mailroute.evidence.reading import Reading
from mailroute.mail.message import Message
from tests.evidence.desk import message


@pytest.mark.parametrize(
    ("mail", "says"),
    [
        (message("", ""), "empty"),
        (message("", "help"), "empty"),
        (message(" \n ", "(no subject)"), "empty"),
        (message("!!!", "Question"), "empty"),
        (message("", "", footer="Sent from my iPhone"), "empty"),
        (message("", "IMG_2041", attachments=("IMG_2041.png",)), "attachment"),
        (message("Please see attached.", "screenshot", attachments=("a.png",)), "attachment"),
        (message("Thanks", "", attachments=("a.pdf",)), "attachment"),
        (message("", "secret", media_types=("multipart/encrypted", "application/pgp-encrypted")), "encrypted"),
        (message("-----BEGIN PGP MESSAGE-----\nhQEMA\n-----END PGP MESSAGE-----", "Workday"), "encrypted"),
        (message("", "Notenliste", media_types=("application/pkcs7-mime",)), "encrypted"),
        (message("", "Voicemail from 608-555-0142", attachments=("msg.wav",)), "voicemail"),
        (message("", "You have a new voice message", attachments=("msg.wav",)), "voicemail"),
        (message("Ich kann mich nicht anmelden, bitte helfen Sie mir mit dem Zugang.", "Zugang"), "English (de)"),
        (message("", "No puedo entrar en mi cuenta desde ayer y no sé qué hacer con la clave"), "English (es)"),
    ],
)
def test_no_readable_request(mail: Message, says: str) -> None:
    """Empty, only an attachment, encrypted, a voicemail notice, not in English: each says why."""
    found = find(Reading(mail), voicemail=False)
    assert found.answer is not None
    assert says in found.answer


@pytest.mark.parametrize(
    "mail",
    [
        message("My timesheet is gone.", ""),
        message("", "Please reset my Duo fob"),
        message("", "Canvas quiz will not open"),
        message("See attached, the audit shows an error.", "DARS", attachments=("a.png",)),
        message("The code on the screen is below.", "VPN", attachments=("a.png",)),
        message("I signed this.", "Canvas", media_types=("multipart/signed", "application/pkcs7-signature")),
        message("Hola! My course is empty. Gracias", "Canvas"),
        message("My voicemail greeting is wrong.", "Voicemail PIN"),
        message("My office phone shows a light.", "You have a new voice message"),
        message("", "printer jam room 4120", attachments=("jam.jpg",)),
    ],
)
def test_a_readable_request(mail: Message) -> None:
    """A request in one sentence, in the subject alone, signed, or beside an attachment is one."""
    assert find(Reading(mail), voicemail=False).answer is None


def test_the_voicemail_systems_mail_is_a_notice() -> None:
    """Whatever the voicemail system writes, somebody must listen."""
    found = find(Reading(message("You missed a call about Workday.", "Missed call")), voicemail=True)
    assert found.answer is not None
    assert "voicemail" in found.answer


def test_bytes_that_are_no_mail_say_so() -> None:
    """What cannot be read as a mail hands on why."""
    found = find(Reading(Message(unreadable="no header")), voicemail=False)
    assert "it cannot be read as a mail: no header" == found.answer
