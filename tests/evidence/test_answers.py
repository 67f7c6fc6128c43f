"""What was answered to our questions."""

import pytest

from mailroute.evidence.answers import answers, declined
from mailroute.mail.message import Message
from mailroute.mail.text import sections

ASKED = ("netid", "desired_email", "steps", "department")


def written(text: str, subject: str = "Re: Degree audit") -> Message:
    """An answer with this text."""
    return Message(subject=subject, text=text, sections=sections(text, subject=subject))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. afx2\n2. this one", {"netid": "afx2", "desired_email": "this one"}),
        ("1) afx2 2) this one is fine", {"netid": "afx2", "desired_email": "this one is fine"}),
        ("#1: afx2\n(3) restarted it", {"netid": "afx2", "steps": "restarted it"}),
        ("Hi,\n\nafx2\nana-fx@gmail.example\n\nAna", {"netid": "afx2", "desired_email": "ana-fx@gmail.example"}),
        ("afx2, and this address is fine", {"netid": "afx2"}),
        ("Same address please", {"desired_email": "Same address please"}),
    ],
)
def test_an_answer_is_found_by_its_number_or_alone(text: str, expected: dict[str, str]) -> None:
    """Numbers mean our questions in their order; a value on a line of its own tells what it is."""
    assert expected == answers(written(text), ASKED)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks",
        "Thank you, I will look it up.",
        "Sure, this address.",
        "Ana",
        "1. I open SIS\n2. I press the button",
        "It still does not work.",
        "12. afx2",
        "",
    ],
)
def test_what_answers_nothing_is_no_value(text: str) -> None:
    """Courtesy, a name and numbered steps are neither a NetID nor an address."""
    assert {} == {name: told for name, told in answers(written(text), ASKED[:2]).items() if name != "desired_email"}


@pytest.mark.parametrize(
    "text",
    [
        "> 1. What is your NetID?\n\nafx2\n\n> 2. Which address? (Any is\n> fine.)\n\nana-fx@gmail.example\n\n> Bye",
        "> 1. What is your NetID? afx2\n> 2. Which address should we use?\nana-fx@gmail.example\n\nAna",
        ">> 1. What is your NetID?\n> afx2\nafx2\n>> 2. Which address should we use?\nana-fx@gmail.example\n",
    ],
)
def test_an_answer_stands_between_our_questions(text: str) -> None:
    """Below a question or behind it, whatever the program did with our lines."""
    found = answers(written(text), ASKED)
    assert ("afx2", "ana-fx@gmail.example") == (found.get("netid"), found.get("desired_email"))


def test_our_own_words_are_no_answer() -> None:
    """Our letter below a mail that says nothing, marked or not, answers nothing."""
    letter = (
        "Please reply to this mail and tell us:\n\n1. What is your NetID?\n"
        '2. Which email address should we use to reach you? ("This one is fine" is a\ngood answer.)\n\n'
        "If you can, please add these too. Leave out whatever you do not know:\n\n"
        "3. What have you tried so far, if anything?\n"
        "4. Which department or unit do you work in?\n\nKind regards,\nDoIT Help Desk\nhelp@doit.example\n"
    )
    block = (
        "Thanks!\n\nFrom: Desk <help@doit.example>\nSent: Monday, March 2, 2026 9:00 AM\n"
        "To: ana-fx@wisc.edu\nSubject: Re: x\n\n"
    )
    marked = "".join(f"> {line}\n" for line in letter.splitlines())
    for text in (
        block + letter,
        f"On Mon, Mar 2, 2026 at 9:00 AM Desk <help@doit.example> wrote:\n{marked}\nThanks!\n",
    ):
        found = answers(written(text), ASKED)
        assert {} == {name: words for name, words in found.items() if name in {"netid", "desired_email", "steps"}}
        assert "Thanks" not in str(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bursar's Office", "Bursar's Office"),
        ("Hi,\nI work in the Bursars Ofice.\nAna", "Bursars Ofice"),
        ("It's Statistics", "Statistics"),
        ("Our department is Plant Pathology, thanks", "Plant Pathology"),
        ("I'm a student", "I'm a student"),
        ("I don't know which unit that is", "I don't know which unit that is"),
    ],
)
def test_what_is_told_of_the_department_is_kept_as_told(text: str, expected: str) -> None:
    """Where nothing else was asked, a few words are its name, also when no department is called so."""
    assert {"department": expected} == answers(written(text), ("department",))


@pytest.mark.parametrize("text", ["It still stays black.", "Why do you need to know that?", "thank you"])
def test_what_is_no_name_is_no_department(text: str) -> None:
    """A word on the matter, a question and courtesy name nothing."""
    assert {} == answers(written(text), ("department",))


@pytest.mark.parametrize(
    ("text", "missing", "expected"),
    [
        ("I do not have a NetID.", ("netid", "desired_email"), ("netid",)),
        ("Sorry, I don't have one.", ("netid",), ("netid",)),
        ("I don't have one.", ("netid", "desired_email"), ()),
        ("My NetID is afx2.", ("desired_email",), ()),
    ],
)
def test_who_has_none_says_so(text: str, missing: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """What one does not have is not asked for again; "one" is what was asked for alone."""
    assert expected == declined(text, missing)


def test_nothing_was_asked_nothing_is_answered() -> None:
    """A first mail with numbers is no answer."""
    assert {} == answers(written("1. afx2\n2. this one"), ())
