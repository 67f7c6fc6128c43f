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
    "I need a hand with Workday, the approve button is gone.",
    "Workday won't let me approve the timesheet.",
    "I need access to Workday for a new hire.",
    "Workday shows my vacation twice.",
    "Workday logs me out after a minute.",
    "I can't submit my hours in Workday.",
    "Workday says task not available.",
    "Please add my student to Workday as a manager.",
    "In Workday my direct deposit is missing.",
    "How do I delegate approvals in Workday?",
    "My question concerns Workday's absence balance, it is negative.",
    "Workday is slow when I open a report.",
    "Workday freezes on the inbox page.",
    "My boss said to ask you about a missing payslip in Workday.",
    "I was told you can restore my Workday role.",
    "Could somebody walk me through entering sick leave in Workday?",
    "I'm struggling with the time entry in Workday, it rounds the hours.",
    "Who can add a cost center to my Workday profile?",
    "Can I export my hours from Workday to Excel?",
    "Workday keeps asking me to verify my bank details.",
    "When does Workday pay out overtime?",
    "Reach me at pia-fx@mail.example because in Workday the approve button vanished for all my student workers.",
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
    "Workday please. My NetID is pnowak and the best spot is pia-fx@mail.example as I sit in two buildings this week.",
    "Help with Workday please, and write to pia-fx@mail.example as I travel through Norway until the end of June.",
    "I have a question on the Workday system. Who is the right person?",
    "Hello. I have a question about Workday. Who is the right one?",
    "Hello, I could do with a hand with Workday.",
    "I could use a hand with Workday please.",
    "Are you the right desk for Workday? If so I have something to ask, if not tell me who is.",
    "I've got something to ask about Workday.",
    "There is something I'd like to ask you about Workday.",
    "Could you lend me a hand with Workday?",
    "Could somebody walk me through Workday?",
    "Who handles Workday?",
    "Who is in charge of Workday?",
    "Who would be the person to talk to about Workday?",
    "Who's the Workday person?",
    "Am I right here with a Workday question?",
    "Am I in the right place for Workday?",
    "Do you people do Workday?",
    "Do you support Workday?",
    "Is Workday something you help with?",
    "I'd like to talk to someone about Workday.",
    "Can I speak with someone who knows Workday?",
    "I would like to discuss Workday with you.",
    "I'm having some difficulties with Workday.",
    "I'm struggling with Workday.",
    "Workday trouble again, please call.",
    "Workday is giving me trouble.",
    "Workday is giving me grief today.",
    "Workday hates me.",
    "Workday is driving me crazy.",
    "Got a Workday question, when can I call?",
    "Quick question re Workday, do you have a minute?",
    "Do you have time for a Workday question?",
    "May I ask you something about Workday?",
    "It's about Workday.",
    "This is about Workday.",
    "My question concerns Workday.",
    "I'm writing about Workday.",
    "I need your expertise on Workday.",
    "Could you point me to the right person for Workday?",
    "Please put me in touch with the Workday team.",
    "Not sure whether you are the right people for Workday.",
    "Need assistance with Workday. Please advise.",
    "Can you give me a call about Workday?",
    "Please get in touch with me about Workday.",
    "Workday isn't working. Please help.",
    "Workday does not work.",
    "Workday not working for me",
    "Workday is acting strange.",
    "Something is off with Workday.",
    "I have two questions about Workday, both short.",
    "I've a little problem with Workday, nothing urgent.",
    "Any chance of some help with Workday?",
    "Who can help me with Workday?",
    "Can anyone help with Workday?",
    "I would appreciate some help with Workday.",
    "Help needed with Workday please.",
    "When is a good time to call about Workday?",
    "I was told you are the people for Workday.",
    "Someone told me to write to you about Workday.",
    "I have been told to contact you regarding Workday.",
    "My boss said to ask you about Workday.",
    "I hope you can help me with Workday.",
    "I'm new and have questions about Workday.",
    "I'm new here and need help with Workday, thanks in advance.",
    "Same problem with Workday as last time.",
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
