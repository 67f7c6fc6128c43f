"""How like a mail is to those that tell of a thing: the model, its file, and words that never stood together before."""

import pytest

from mailroute.bootstrap import likenesses
from mailroute.evidence import crowd_kinds, matter_kinds
from mailroute.evidence.likeness import KINDS, Likeness
from mailroute.evidence.reading import Reading
from tests.evidence.desk import message, reading

FILE = "# a comment\nbias\t-2.0\ncorridor\t3.0\nall&people\t1.5\nf corridor\t-9.0\n"


def test_a_file_is_read() -> None:
    """Lines of a sign and its weight; the bias is one of them, a comment none."""
    model = Likeness.read("outage", FILE)
    assert (-2.0, {"corridor": 3.0, "all&people": 1.5, "f corridor": -9.0}) == (model.bias, model.weights)


@pytest.mark.parametrize("text", ["corridor 3\n", "bias\tmuch\n", "bias\t1\t2\n"])
def test_a_file_of_another_shape_is_refused(text: str) -> None:
    """A line that is no sign with its weight is an error, not a weight of nothing."""
    with pytest.raises(ValueError, match=r"unpack|convert"):
        Likeness.read("outage", text)


def test_without_weights_nothing_is_like() -> None:
    """A model without weights says no to every mail."""
    assert 0.0 == Likeness(KINDS["outage"]).of(reading("Nobody here can print.")).share


def test_the_loudest_sentence_is_kept() -> None:
    """The sentence that speaks most for it is the evidence."""
    found = Likeness.read("outage", FILE).of(reading("Good morning. I walked the corridor. Thanks."))
    assert found.sentence is not None
    assert (True, "I walked the corridor.") == (found.share > 0.5, found.sentence.text)


def test_what_is_passed_on_is_heard_apart() -> None:
    """A word of the forwarded mail is another sign than the same word of the author."""
    model = Likeness.read("outage", FILE)
    own = model.of(Reading(message("The corridor.")))
    others = model.of(Reading(message("See below.", "Fwd: x", forwarded="The corridor.")))
    assert own.share > 0.5 > others.share


def test_quoted_words_are_not_heard() -> None:
    """What an earlier mail said is not what this one tells."""
    model = Likeness.read("outage", FILE)
    plain, quoted = message("My list.", "Re: list"), message("My list.", "Re: list", quoted="The corridor.")
    assert model.of(Reading(plain)).share == model.of(Reading(quoted)).share


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("students", "people"),
        ("3", "many"),
        ("2", "few"),
        ("1,100", "many"),
        ("2026", "year"),
        ("9:40", "time"),
        ("quilt", ""),
    ],
)
def test_kinds_of_a_crowd(word: str, expected: str) -> None:
    """Three is a crowd; a year, a time of day and a pair are none."""
    assert expected == crowd_kinds.kind(word)


def test_kinds_of_a_matter() -> None:
    """Things that are carried about, and ways of losing them."""
    assert ["device", "gone", ""] == [matter_kinds.kind(word) for word in ("ipad", "misplaced", "quilt")]


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        (
            "outage",
            "I went from desk to desk, all six of us are looking at the same gray circle since ten.",
            "I want to change the picture on my profile, where is that?",
        ),
        (
            "security",
            "My bag with the office laptop stayed on the bus and nobody has handed it in.",
            "Where can I download the form for a new parking permit?",
        ),
    ],
)
def test_the_weights_that_come_along(question: str, told: str, other: str) -> None:
    """The fitted weights tell a matter told in plain words from an everyday request."""
    model = likenesses()[question]
    assert model.of(reading(told)).share > 0.5 > model.of(reading(other)).share
    assert len(model.weights) > 1000
