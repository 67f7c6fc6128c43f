"""A mail made ready to be questioned: its newest words, cut into sentences.

Comes in: a Message (and, for a chat, its transcript). Goes out: a Reading, shared by every question.
Never: answers a question, looks at quoted text, footers or hidden HTML.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mailroute.evidence.answers import answers
from mailroute.evidence.gate import Gated, bits
from mailroute.finding import Evidence
from mailroute.mail.message import Message
from mailroute.mail.transcript import Transcript

QUOTE_LENGTH = 160
_STRAIGHT = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00a0": " ",
        "\u2011": "-",
        "\u2013": "-",
        "\u2014": "-",
    }
)
_REPLY = re.compile(r"^\s*(?:(?:re|aw|sv|antw|fw|fwd|wg|tr|rv)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_ANSWER = re.compile(r"^\s*(?:re|aw|sv|antw)\s*(?:\[\d+\])?:", re.IGNORECASE)
_LIST_ITEM = re.compile(r"\s*(?:[-*\u2022>]|\(?\d{1,2}[.)]|[a-c][.)])\s+")
_END = re.compile(r"(?<=[.!?;])(?:[\"')\]]*)\s+(?=\S)|\s+-\s+(?=[A-Z])")
_WRAPPED_FROM = 58
LONGEST_TEXT = 16_000
"""Characters of a newest text that are read; what a person wants stands before."""
MOST_SENTENCES = 200
LONGEST_SENTENCE = 400
_PRIVATE_NUMBER = re.compile(r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])|(?<![\d.-])(?:\d[ -]?){13,16}(?![\d-])")
_FOUR_DIGITS = re.compile(r"\d[ -]?\d[ -]?\d[ -]?\d")
"""A part of every such number, looked for in a tenth of the time."""
_LEADERS = re.compile(r"(?m)^([A-Z][\w /'-]{1,30}?) ?(?:\.{3,}|_{3,}) ?:? ?(?=\S)")
"""A form's leaders: "NetID ....... jdoe"."""
_ANSWERED_LINES = 150
_ASKED = (
    ("NetID", re.compile(r"net-?id", re.IGNORECASE)),
    (
        "Best address",
        re.compile(
            r"(?:which|what|best|preferred|desired)\b.*(?:address|e-?mail)|(?:address|e-?mail).*(?:use|reach|reply|write)",
            re.IGNORECASE,
        ),
    ),
)
_LABELS = (("netid", "NetID"), ("desired_email", "Best address"))
"""Answers to our questions are read like the lines of a form, by their names."""
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules|prompts?|guidelines|procedure|programming)\b"
    r"|\b(?:set|change|make) (?:the |your )?disposition\b|\bdisposition ?[=:]|\b(?:system (?:note|prompt|message)|note|message|instructions?) (?:to|for) (?:the )?(?:ai|assistant|bot|model|router|program|system)\b"
    r"|\b(?:dear|hey|hello) (?:ai|bot|assistant|mailroute|router)\b|\byou are (?:now )?(?:an? )?(?:ai|bot|assistant|language model|routing)\b",
    re.IGNORECASE,
)
_ORDER_WORDS = tuple(
    "instruct|rules|prompt|guideline|procedure|program|disposition| ai|bot|assistant|model|rout|system".split("|")
)
"""Every order holds one of these words."""


def straighten(text: str) -> str:
    """Typographic quotes, dashes and spaces as their plain twins, one character for one: positions stay."""
    return text if text.isascii() else text.translate(_STRAIGHT)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or list item, or subject): ``text`` as written, ``low`` the same in lower case, one line."""

    text: str
    low: str
    zone: str

    def evidence(self) -> Evidence:
        """The sentence as evidence."""
        return quote(self.zone, self.text)


def _lines_joined(text: str) -> list[str]:
    """Lines that a client wrapped are one line again; list items and short lines stay alone."""
    lines: list[str] = []
    open_line = False
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped:
            open_line = False
        elif open_line and not _LIST_ITEM.match(stripped + " "):
            lines[-1] += " " + stripped
            open_line = len(stripped) >= _WRAPPED_FROM
        else:
            lines.append(stripped)
            open_line = len(stripped) >= _WRAPPED_FROM
    return lines


def _may_order(text: str) -> bool:
    """False where no order can stand; other letters than ASCII may be read as these by a pattern that ignores case."""
    low = text.lower()
    return not text.isascii() or any(word in low for word in _ORDER_WORDS)


def sentences_of(text: str, zone: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences. Abbreviations may cut one in two: no question depends on a sentence being whole.

    Orders to a program ("ignore all previous instructions") are no words about a matter: such a paragraph is left out.
    """
    found = []
    orders = _may_order(text) and _ORDER.search(text) is not None
    text = text[:LONGEST_TEXT]
    for line in text.split("\n") if zone == "transcript" else _lines_joined(text):
        if orders and _ORDER.search(line):
            continue
        for piece in _END.split(line):
            plain = " ".join(straighten(piece).split())
            while plain:
                part, plain = _cut(plain)
                low = part.lower()
                # a letter whose small form is longer would move every place in the sentence
                found.append(Sentence(part, low if len(low) == len(part) else _lower(part), zone))
    return tuple(found[:MOST_SENTENCES])


def _cut(plain: str) -> tuple[str, str]:
    """The first part of a sentence too long to be one, and the rest; cut at a space where there is one."""
    if len(plain) <= LONGEST_SENTENCE:
        return plain, ""
    at = plain.rfind(" ", 1, LONGEST_SENTENCE) if " " in plain[1:LONGEST_SENTENCE] else LONGEST_SENTENCE
    return plain[:at], plain[at:].lstrip()


def _lower(text: str) -> str:
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _answered(message: Message) -> str:
    """Our questions, quoted, with what is written below each: as the lines of a form, behind the newest text."""
    lines: list[str] = []
    asked = ""
    for line in message.text.split("\n")[:_ANSWERED_LINES]:
        stripped = line.strip()
        if stripped.startswith(">"):
            asked = stripped.strip("> ") if stripped.endswith(("?", ":")) else ""
        elif stripped and asked:
            label = next((label for label, pattern in _ASKED if pattern.search(asked)), "")
            if label:
                lines.append(f"{label}: {stripped}")
            asked = ""
    return "\n" + "\n".join(lines) if lines else ""


class Reading:
    """What the author wrote now, made ready for the questions of ``evidence/``.

    ``body`` and ``subject`` are :class:`Sentence` tuples; ``low`` is the newest text in lower case on one line a
    paragraph; ``old_subject`` is True when the subject was kept from an earlier mail ("Re: ..."). ``asked`` are the
    fields that we asked for, ``answers`` what was given for them; ``follows`` is True for a further mail of a case.
    """

    def __init__(
        self,
        message: Message,
        transcript: Transcript | None = None,
        *,
        asked: Sequence[str] = (),
        follows: bool = False,
    ) -> None:
        self.message = message
        self.transcript = transcript
        newest = "\n".join(transcript.customer_lines) if transcript else message.sections.newest
        self.follows = follows
        self.answers = answers(message, asked) if transcript is None else {}
        labelled = "".join(f"\n{label}: {self.answers[name]}" for name, label in _LABELS if name in self.answers)
        self.newest = straighten(newest[:LONGEST_TEXT]) + _answered(message) + straighten(labelled)
        if "..." in self.newest or "___" in self.newest:
            self.newest = _LEADERS.sub(r"\1: ", self.newest)
        self.signature = "" if transcript else straighten(message.sections.signature)
        plain_subject = straighten(message.subject)
        self.old_subject = bool(_ANSWER.match(plain_subject))
        self.passed_on = not self.old_subject and bool(_REPLY.match(plain_subject))
        self.subject_text = _REPLY.sub("", plain_subject).strip()
        self.body = sentences_of(self.newest, "transcript" if transcript else "body")
        self.subject = sentences_of(self.subject_text, "subject")

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The subject's sentences, then the newest text's."""
        return self.subject + self.body

    @cached_property
    def low(self) -> str:
        """The newest text in lower case, a line a sentence."""
        return "\n".join(sentence.low for sentence in self.body)

    @cached_property
    def low_all(self) -> str:
        """Subject and newest text in lower case, a line a sentence."""
        return "\n".join(sentence.low for sentence in self.sentences)

    @cached_property
    def bits(self) -> int:
        """The gates that the subject and the newest text open, asked once for all patterns."""
        return bits(self.low_all)

    def may(self, gated: Gated) -> bool:
        """False where the pattern can match neither in the subject nor in the newest text, nor in a part of them."""
        return gated.bit & self.bits != 0

    def found(self, gated: Gated) -> re.Match[str] | None:
        """The pattern's first match in the subject and the newest text."""
        return gated.search(self.low_all) if gated.bit & self.bits else None

    def told(self, gated: Gated) -> re.Match[str] | None:
        """The pattern's first match in the newest text, the subject left out."""
        return gated.search(self.low) if gated.bit & self.bits else None


def quote(source: str, text: str) -> Evidence:
    """Evidence with its words on one line, cut to a readable length; a number that may be an SSN or a card is left out."""
    words = " ".join(text[: 4 * QUOTE_LENGTH].split())
    if _FOUR_DIGITS.search(words):
        words = _PRIVATE_NUMBER.sub("[number]", words)
    return Evidence(source, words[:QUOTE_LENGTH])
