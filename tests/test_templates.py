"""The desk's templates: what is rendered, and what is said of a broken one."""

import re
import shutil
from pathlib import Path

import pytest

from mailroute.mail.letter import TEMPLATES
from mailroute.mail.questions import FIELDS, forbidden
from mailroute.mail.sample_letters import sample_contexts
from mailroute.templates import TemplateError, Templates, check

OURS = Path(__file__).parent.parent / "templates"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of our templates to break."""
    return Path(shutil.copytree(OURS, tmp_path / "templates"))


def test_our_templates_have_no_fault() -> None:
    """What the project ships is without fault or warning."""
    assert () == check(OURS)


@pytest.mark.parametrize("name", TEMPLATES)
def test_each_letter_has_a_subject_and_the_token(name: str) -> None:
    """Every letter is written for every sample, names the case and begins with the desk's own words."""
    templates = Templates.load(OURS)
    for sample in sample_contexts():
        letter = templates.render(name, sample)

        assert "(MR-BBBBBBBBBB)" in letter.subject
        assert letter.body.lstrip()[0] not in "#>"


@pytest.mark.parametrize("name", ["gather", "ask_department", "reminder"])
def test_no_question_asks_for_a_secret(name: str) -> None:
    """The numbered questions to customers ask for no password, passcode, SSN, birth date or student data."""
    templates = Templates.load(OURS)
    for sample in sample_contexts():
        questions = re.findall(r"^\d\. .*", templates.render(name, sample).body, re.MULTILINE)

        assert [] == [question for question in questions if forbidden(question)]
        assert 6 >= len(questions)


def test_the_words_of_a_mail_are_never_a_template() -> None:
    """Braces in a customer's words stay text, in the subject and in the body."""
    hostile = "{{ 7*7 }} {% for x in facts %}{{ x }}{% endfor %} {# gone? #}"
    letter = Templates.load(OURS).render(
        "forward_es", {**sample_contexts()[0], "quoted": [f"> {hostile}"], "subject": hostile}
    )

    assert hostile in letter.subject
    assert f"> {hostile}" in letter.body
    assert "49" not in letter.body


BROKEN = [
    ("Hello\n", "gather.txt:1: does not begin with a Subject line"),
    ("Subject: x\nHello\n", "gather.txt:1: does not begin with a Subject line"),
    ("Subject: x\n\nHello\n{{ customer.name\n", "gather.txt:4: unexpected end"),
    ("Subject: x\n\n{% if known %}\nHello\n", "gather.txt:4: Unexpected end of template"),
    ("Subject: {{ subjct }}\n\nHello\n", "gather.txt:1: the name 'subjct' is not known"),
    ("Subject: x\n\nHello\n\n{{ custmer.name }}\n", "gather.txt:5: the name 'custmer' is not known"),
    ("Subject: x\n\nHello\n\n{{ customer.nam }}\n", "gather.txt:5: 'dict object' has no attribute 'nam'"),
    ("Subject: x\n\n{{ subject | shout }}\n", "gather.txt:3: there is no filter 'shout'"),
    ("Subject: x\n\n{{ subject.upper() }}\n", "gather.txt:3: Call is not allowed"),
    ("Subject: x\n\n{{ subject.__class__ }}\n", "gather.txt:3: access to attribute '__class__'"),
    ("Subject: x\n\n{{ 'x' * 999999999 }}\n", "gather.txt:3: Mul is not allowed"),
    ("Subject: x\n\n{{ 9 ** 9 ** 9 }}\n", "gather.txt:3: Pow is not allowed"),
    ("Subject: x\n\n{% include 'consult.txt' %}\n", "gather.txt:3: Include is not allowed"),
    ("Subject: x\n\n{% macro a() %}{% endmacro %}\n", "gather.txt:3: Macro is not allowed"),
    ("Subject: x\n\n# Heading\n", "gather.txt:3: a line that begins with #"),
    ("Subject: x\n\nHello " + "y" * 1000 + "\n", "gather.txt:3: the line is longer than 998"),
    ("Subject: x\n\n" + "{% for a in facts %}" * 3 + "x" + "{% endfor %}" * 3 + "\n", "gather.txt:3: loops are nested"),
    ("Subject: {{ reach }}\n\nHello\n", "gather.txt:1: the subject is empty"),
    (
        "Subject: x\n\n{% for line in quoted %}\n{{ line }}\n{% endfor %}\nHello\n",
        "gather.txt:3: the letter begins with",
    ),
]


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_a_broken_template_is_told_with_its_line(folder: Path, text: str, expected: str) -> None:
    """Each fault names the file, the line and what is wrong, and the templates are not taken into service."""
    (folder / "gather.txt").write_text(text)
    found = [str(fault) for fault in check(folder)]

    assert any(fault.startswith(expected) for fault in found), found
    with pytest.raises(TemplateError, match=r"gather\.txt"):
        Templates.load(folder)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    """A missing file, a bad one and a bad question stand in one list."""
    (folder / "consult.txt").unlink()
    (folder / "gather.txt").write_text("Subject: {{ a }}\n\n{{ b }}\n{{ c }}\n")
    (folder / "questions.toml").write_text('netid = "What is your NetID password?"\nother = "{field}?"\n')
    with pytest.raises(TemplateError) as caught:
        Templates.load(folder)
    places = [(fault.where, fault.line) for fault in caught.value.faults]

    assert ("consult.txt", None) in places
    assert {("gather.txt", 1), ("gather.txt", 3), ("gather.txt", 4)} <= set(places)
    assert ("questions.toml", 1) in places
    assert len(FIELDS) - 1 == places.count(("questions.toml", None))


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """Without a folder every letter is missing, and nothing is raised but the faults."""
    assert len(TEMPLATES) + 1 == len(check(tmp_path / "nowhere"))


def test_a_file_that_is_not_utf8_is_a_fault(folder: Path) -> None:
    """The line of the first wrong octet is named."""
    (folder / "gather.txt").write_bytes(b"Subject: x\n\nHello\nGr\xfc\xdfe\n")

    assert ["gather.txt:4: is not UTF-8: save it as UTF-8 text"] == [str(fault) for fault in check(folder)]


def test_a_template_without_a_use_is_a_warning(folder: Path) -> None:
    """A misspelt file name is told, and stops nothing."""
    (folder / "gathr.txt").write_text("Subject: x\n\nHello\n")

    assert [("gathr.txt", True)] == [(fault.where, fault.warning) for fault in check(folder)]
    Templates.load(folder)


def test_a_field_of_a_service_without_its_own_question_is_asked_plainly() -> None:
    """A service may require what no question has words for."""
    letter = Templates.load(OURS).render("gather", {**sample_contexts()[0], "required": ["query_name"], "optional": []})

    assert "1. Please also tell us: query name" in letter.body


def test_windows_line_ends_are_read(folder: Path) -> None:
    """A template saved with CRLF is the same letter."""
    before = Templates.load(folder).render("gather", sample_contexts()[0])
    for path in folder.glob("*.txt"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert before == Templates.load(folder).render("gather", sample_contexts()[0])


def test_every_name_is_documented() -> None:
    """The page for the desk knows every name, filter and file that a letter may use."""
    page = (OURS.parent / "docs" / "templates.md").read_text(encoding="utf-8")

    assert [] == [name for name in sample_contexts()[0] if f"`{name}" not in page]
    assert [] == [name for name in TEMPLATES if f"`{name}.txt`" not in page]
