"""A mail made ready to be questioned: its newest words, cut into sentences.

Comes in: a Message (and, for a chat, its transcript). Goes out: a Reading, shared by every question.
Never: answers a question, looks at quoted text, footers or hidden HTML.
"""

import re
from dataclasses import dataclass
from functools import cached_property

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
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules|prompts?|guidelines|procedure|programming)\b"
    r"|\b(?:set|change|make) (?:the |your )?disposition\b|\bdisposition ?[=:]|\b(?:system (?:note|prompt|message)|note|message|instructions?) (?:to|for) (?:the )?(?:ai|assistant|bot|model|router|program|system)\b"
    r"|\b(?:dear|hey|hello) (?:ai|bot|assistant|mailroute|router)\b|\byou are (?:now )?(?:an? )?(?:ai|bot|assistant|language model|routing)\b",
    re.IGNORECASE,
)


def straighten(text: str) -> str:
    """Typographic quotes, dashes and spaces as their plain twins, one character for one: positions stay."""
    return text.translate(_STRAIGHT)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or list item, or subject): ``text`` as written, ``low`` the same in lower case, one line."""

    text: str
    low: str
    zone: str

    def evidence(self) -> Evidence:
        """The sentence as evidence."""
        return Evidence(self.zone, self.text[:QUOTE_LENGTH])


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


def sentences_of(text: str, zone: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences. Abbreviations may cut one in two: no question depends on a sentence being whole.

    Orders to a program ("ignore all previous instructions") are no words about a matter: such a paragraph is left out.
    """
    found = []
    orders = _ORDER.search(text) is not None
    for line in text.split("\n") if zone == "transcript" else _lines_joined(text):
        if orders and _ORDER.search(line):
            continue
        for piece in _END.split(line):
            plain = " ".join(straighten(piece).split())
            if plain:
                found.append(Sentence(plain, plain.lower(), zone))
    return tuple(found)


class Reading:
    """What the author wrote now, made ready for the questions of ``evidence/``.

    ``body`` and ``subject`` are :class:`Sentence` tuples; ``low`` is the newest text in lower case on one line a
    paragraph; ``old_subject`` is True when the subject was kept from an earlier mail ("Re: ...").
    """

    def __init__(self, message: Message, transcript: Transcript | None = None) -> None:
        self.message = message
        self.transcript = transcript
        newest = "\n".join(transcript.customer_lines) if transcript else message.sections.newest
        self.newest = straighten(newest)
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


def quote(source: str, text: str) -> Evidence:
    """Evidence with its words on one line, cut to a readable length."""
    return Evidence(source, " ".join(text.split())[:QUOTE_LENGTH])
