"""HDQA's answer: a plain yes or no decides, anything else is a person's."""

from datetime import date

import pytest

from mailroute.evidence.verdict import Verdict, verdict

TODAY = date(2026, 3, 2)
YEAR = date(2027, 3, 2)

PLAIN = [
    ("yes", Verdict(es=True)),
    ("Yes.", Verdict(es=True)),
    ("no", Verdict(es=False)),
    ("Nope", Verdict(es=False)),
    ("- yes", Verdict(es=True)),
    ("Hi all,\n\nYes, it is.\n\nThanks,\nKim", Verdict(es=True)),
    ("No, it isn't.", Verdict(es=False)),
    ("No. ES does not support Qualtrics.", Verdict(es=False)),
    ("This is not ES.", Verdict(es=False)),
    ("Not ES-supported", Verdict(es=False)),
    ("No, that stays with the help desk.", Verdict(es=False)),
    ("It's ES, send it to ES please.", Verdict(es=True)),
    ("Yes, ES supports this.", Verdict(es=True)),
    ("Yes, just this one.", Verdict(es=True)),
    ("yes for this case only", Verdict(es=True)),
    ("Yes. Let me know if you need anything else.", Verdict(es=True)),
    ("yes, for all such cases until 2026-12-31", Verdict(es=True, until=date(2026, 12, 31))),
    ("No, for all such cases until 2026-12-31.", Verdict(es=False, until=date(2026, 12, 31))),
    ("yes, for all such cases until December 31, 2026", Verdict(es=True, until=date(2026, 12, 31))),
    ("yes, for all such cases until 31 Dec 2026", Verdict(es=True, until=date(2026, 12, 31))),
    ("yes, for all such cases until 12/31/2026", Verdict(es=True, until=date(2026, 12, 31))),
    ("yes, for all such cases until the end of the year", Verdict(es=True, until=date(2026, 12, 31))),
    ("yes, for all such cases until end of June", Verdict(es=True, until=date(2026, 6, 30))),
    ("yes, for all such cases until Jan 15", Verdict(es=True, until=date(2027, 1, 15))),
    ("No, for all cases like this, for six months", Verdict(es=False, until=date(2026, 9, 2))),
    ("Yes, for all such cases.", Verdict(es=True, until=YEAR)),
    ("Yes, for all such cases until further notice", Verdict(es=True, until=YEAR)),
    ("No, from now on.", Verdict(es=False, until=YEAR)),
    ("yes, for the whole service through 2026-08-31", Verdict(es=True, until=date(2026, 8, 31))),
]

DOUBTFUL = [
    "",
    "Thanks!",
    "Yes and no.",
    "Maybe",
    "Probably yes",
    "I think so",
    "Yes, but only for staff",
    "Yes, if they are faculty.",
    "No, unless it is the API.",
    "Yes?",
    "Which survey is this?",
    "Let me check with Kim and get back to you.",
    "No idea.",
    "No problem, we will look at it tomorrow.",
    "Yes, I can look into it later",
    "Yes, that is not one of ours",
    "No, it is supported by ES.",
    "yes until 2026-12-31",
    "yes, for all such cases until 2025-12-31",
    "yes, for all such cases until 05/06/2026",
    "yes, for all such cases until the semester ends",
    "yes, for all such cases until 2062-12-31",
    "yes, for all such cases until 2026-02-31",
    "Yes, all Qualtrics matters.",
    "Yes for this case, not for all such cases.",
    "This looks like phishing. No.",
    "Sorry, scratch that: no.",
    "ja",
    "yes for faculty",
    "No for students, yes for staff",
    "Yes, when the customer is staff.",
    "Yes, this is ES-supported for the staff of the Registrar.",
    "Yes. No, wait",
    "Yes, at least until summer.",
    "Received, thank you. A colleague will be in touch.",
    "Yes " + "and this is how that came about " * 20,
]


@pytest.mark.parametrize(("text", "expected"), PLAIN, ids=lambda value: str(value)[:40])
def test_a_plain_answer(text: str, expected: Verdict) -> None:
    """It is read as it is meant, with the last day of a standing ruling."""
    assert expected == verdict(text, today=TODAY).answer


@pytest.mark.parametrize("text", DOUBTFUL, ids=lambda value: value[:40] or "nothing")
def test_a_doubtful_answer(text: str) -> None:
    """It decides nothing, and says why."""
    found = verdict(text, today=TODAY)
    assert found.answer is None
    assert found.doubt is not None


def test_what_we_asked_is_no_answer() -> None:
    """Lines of our own letter that a client left unquoted are not HDQA's words."""
    asked = "Is this ES-supported?\n\n- yes\n- no\n- no, for all such cases until DATE\n"
    assert verdict(asked, today=TODAY, asked=asked).answer is None
    assert Verdict(es=True) == verdict(f"yes\n\n{asked}", today=TODAY, asked=asked).answer
