"""Is it an outage: several people, or a whole service or place, now?"""

from typing import Any

import pytest

from mailroute.evidence.likeness import Likely
from mailroute.evidence.outage import find
from mailroute.evidence.reading import Reading
from tests.evidence.desk import message, reading

OUTAGE: list[Any] = [
    "Nobody on our floor can log in to SIS since nine.",
    "Everyone in the office gets a blank page in Workday.",
    "The whole building has no internet.",
    "All of us at the front desk are locked out of 25Live.",
    "Three of my colleagues and I cannot reach the S: drive.",
    "Twelve students in my lab can't connect to eduroam right now.",
    "The entire department lost the phones at noon and they are still dead.",
    "None of us can open Outlook.",
    "Several advisors report that the degree audit is down.",
    "Every one of us sees error 503 in SIS.",
    "Nobody here can print, all printers on the third floor are offline.",
    "The whole dorm has no wifi since last night and it is still out.",
    "About 40 people in our clinic cannot log in at the moment.",
    "It is not only me: everyone in advising gets the same error.",
    "It's not just me, nobody on our floor can log in.",
    "This isn't only me, the whole office is locked out.",
    "Not only me, but all my colleagues in the lab see error 503.",
    "Canvas is down for everyone in my department.",
    "Five of us cannot get into ImageNow, it hangs for all of us.",
]
ONE_PERSON: list[Any] = [
    "Workday shows me a blank page.",
    "I cannot log in to SIS since nine.",
    "My colleagues are fine, it is only me.",
    "Everyone else can open it, I cannot.",
    "Nobody can hear me in Zoom.",
    "No one else has this problem, I get error 503.",
    "I asked everyone in the office, they all can print; mine is stuck.",
    "Does anybody know where the audit is?",
    "I am the only one who cannot log in.",
    "I need all students to see the module, how do I publish it?",
    "Please add three people to the list.",
    "Hi everyone!\nMy audit does not load.",
    "Hi everyone, my audit does not load.",
    "Hello everybody, I cannot log in to Workday.",
    "I have no idea why the page is blank.",
    "Can you give all my colleagues access to the folder?",
]
RECORDS = [
    "The grades of 40 students are missing in my roster.",
    "I cannot open the records of several students.",
    "All my advisees have the wrong term in the report.",
    "The batch job failed for 300 students.",
    "Twelve rows of my spreadsheet were not loaded.",
    "Two hundred responses are gone from my survey.",
]
PAST = [
    "SIS was down for everyone yesterday, it is working again. My transcript is still wrong.",
    "During the outage last week nobody could log in. Now my hold is gone but the class is full.",
    "Everyone in the office lost the network this morning, it is back to normal now.",
    "After the outage yesterday my timesheet shows no hours.",
    "The whole floor had no phones on Monday; that is resolved.",
]
PLANNED = [
    "Will SIS be down for everyone during the scheduled maintenance on Sunday?",
    "I read that Workday will be unavailable for all users next weekend, when can I submit?",
    "The planned upgrade: will everybody lose access?",
]
ONE_DEVICE = [
    "The copier on our floor is jammed.",
    "Our label printer is offline.",
    "The projector in room 120 is dead.",
]
DOUBTFUL = [
    "My office mate and I cannot log in to Workday.",
    "Both of us get a blank page in SIS.",
    "My colleague has the same problem, neither the page nor the app loads.",
    "SIS is down.",
    "The VPN is completely down.",
    "Is there an outage of Workday? I cannot get in.",
    "I cannot see my Canvas quiz and nobody in my course can open the quiz either.",
]


@pytest.mark.parametrize("body", OUTAGE)
def test_an_outage(body: str) -> None:
    """Three or more people, everyone, nobody, a whole place: now."""
    found = find(reading(body))
    assert found.answer
    assert found.evidence


@pytest.mark.parametrize("body", ONE_PERSON + RECORDS + PAST + PLANNED + ONE_DEVICE)
def test_no_outage(body: str) -> None:
    """One person, many records of one, the past, planned work, one shared device: none, and no question either."""
    found = find(reading(body))
    assert not found.answer
    assert () == found.alternatives


@pytest.mark.parametrize("body", DOUBTFUL)
def test_a_doubtful_outage_asks(body: str) -> None:
    """Two people, a service said to be down without who has it, one course: both answers stay open."""
    found = find(reading(body))
    assert (False, (True,)) == (found.answer, found.alternatives)
    assert found.doubt is not None


def test_a_notice_that_a_person_passes_on_is_one() -> None:
    """The notice stands in the forwarded part; a notice of what is over or planned is none."""
    notice = "Outage: SIS is unavailable for all users. We are investigating. Next update at 10:00."
    assert find(Reading(message("FYI", "Fwd: SIS outage", forwarded=notice))).answer
    over = "Resolved: the SIS outage that affected all users is over."
    assert not find(Reading(message("FYI, what about my hold?", "Fwd: SIS", forwarded=over))).answer
    planned = "Planned maintenance: Workday will be unavailable for all users on Sunday."
    assert not find(Reading(message("When can I enter my time?", "Fwd: Workday", forwarded=planned))).answer


def test_quoted_words_are_no_outage() -> None:
    """What an earlier mail told is not told now."""
    mail = message("My transcript has a wrong date.", "Re: SIS", quoted="Nobody can log in to SIS!")
    assert not find(Reading(mail)).answer


def test_the_subject_counts() -> None:
    """An outage told in the subject is one."""
    assert find(reading("Please help.", "Nobody in our office can log in to Workday")).answer


@pytest.mark.parametrize(
    ("body", "share", "expected"),
    [
        ("Nobody on our floor can log in.", 0.8, (True, ())),
        ("Nobody on our floor can log in.", 0.02, (False, (True,))),
        ("I went from desk to desk and it was the same sight.", 0.95, (True, ())),
        ("I went from desk to desk and it was the same sight.", 0.5, (False, (True,))),
        ("I went from desk to desk and it was the same sight.", 0.2, (False, ())),
        ("Our printer went dark and it is only me who needs it.", 0.8, (False, ())),
        ("SIS is down.", 0.85, (True, ())),
        ("SIS is down.", 0.01, (False, ())),
    ],
)
def test_how_it_reads_is_weighed_against_what_it_says(body: str, share: float, expected: object) -> None:
    """Both together, or one beyond doubt, make an outage; one against the other is a question."""
    mail = reading(body)
    found = find(mail, Likely(share, mail.body[0]))
    assert expected == (found.answer, found.alternatives)
