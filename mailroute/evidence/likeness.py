"""How like is a mail to those that tell of a thing: a logistic model over words and kinds of words, fitted to examples.

Comes in: a Reading, and weights that ``benchmarks/likeness.py`` has fitted to labelled mails. Goes out: a share between
0 and 1, and the sentence that speaks loudest for it. Never: decides alone; the questions weigh it against what is told
outright. It hears what nobody has foreseen ("a show of hands, and it is basically the room"), and explains it by that
sentence.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt

from mailroute.evidence import crowd_kinds, matter_kinds
from mailroute.evidence.reading import Reading, Sentence

_WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]|\d+(?:[:.,/]\d+)*|[?!]")
MOST_SENTENCES, MOST_WORDS, FORWARDED_LINES = 60, 80, 20
KINDS = {"outage": crowd_kinds.kind, "security": matter_kinds.kind}
"""Which kinds of words each question hears."""
SCALE = 8.0
"""Signs weigh by ``SCALE / sqrt(words)``: a long mail is not more of everything."""
_FORWARDED = "f "
"""Before the signs of what is passed on."""


@dataclass(frozen=True, slots=True)
class Likely:
    """``share`` (0 to 1) of mails like this one that tell of the thing; ``sentence`` speaks loudest for it."""

    share: float
    sentence: Sentence | None = None


class Likeness:
    """One question's weights, by sign. Without any, every mail is as likely as ``bias`` says: not at all."""

    def __init__(
        self, kind: Callable[[str], str], weights: Mapping[str, float] | None = None, bias: float = -30.0
    ) -> None:
        self.kind = kind
        self.weights = weights or {}
        self.bias = bias

    @classmethod
    def read(cls, question: str, text: str) -> "Likeness":
        """The weights of a question's file: lines ``sign<TAB>weight``; the sign ``bias`` is the bias.

        ``#`` begins a comment. Raises ValueError for a line of another shape.
        """
        weights = {}
        for line in text.splitlines():
            if line and not line.startswith("#"):
                sign, weight = line.split("\t")
                weights[sign] = float(weight)
        bias = weights.pop("bias")
        return cls(KINDS[question], weights, bias)

    def of(self, reading: Reading) -> Likely:
        """How like the mail is, by its subject, newest text and what it passes on."""
        if not self.weights:
            return Likely(0.0)
        seen: set[str] = set()
        told: set[str] = set()
        total, loudest, sentence = 0.0, 0.0, None
        for one in sentences(reading):
            told.update(_words(one.low))
            new = {sign for sign in signs_of(one, self.kind) if sign in self.weights} - seen
            seen |= new
            found = sum(self.weights[sign] for sign in new)
            total += found
            if found > loudest:
                loudest, sentence = found, one
        return Likely(chance(self.bias, total, len(told)), sentence) if told else Likely(0.0)


def chance(bias: float, total: float, words: int) -> float:
    """The share of mails with these signs that tell of the thing: ``total`` is their weight, among so many words."""
    score = bias + total * SCALE / sqrt(max(1, words))
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def sentences(reading: Reading) -> Iterator[Sentence]:
    """What is read: the subject, the newest text, and the lines of what is passed on."""
    yield from reading.sentences[:MOST_SENTENCES]
    parts = reading.message.sections
    forwarded = parts.forwarded or (parts.quoted if reading.passed_on else "")
    for line in forwarded.split("\n")[:FORWARDED_LINES] if forwarded else ():
        plain = " ".join(line.split())[:400]
        if plain:
            yield Sentence(plain, plain.lower(), "forwarded")


def signs_of(sentence: Sentence, kind: Callable[[str], str]) -> Iterable[str]:
    """The signs of one sentence: its words, words beside a kind, kinds that stand together; each may come twice."""
    words = _words(sentence.low)
    kinds = [kind(word) for word in words]
    where = _FORWARDED if sentence.zone == "forwarded" else ""
    signs = [where + word for word in words] if where else list(words)
    last = len(words) - 1
    for at, here in enumerate(kinds):
        if here:
            if at < last:
                signs.append(f"{where}{here}+ {words[at + 1]}")
            if at:
                signs.append(f"{where}{words[at - 1]} +{here}")
    told = sorted({one for one in kinds if one})
    signs += [f"{where}{one}&{other}" for at, one in enumerate(told) for other in told[at + 1 :]]
    return signs


def words_of(reading: Reading) -> int:
    """How many words of its own a mail has, by which its signs are weighed."""
    return len({word for one in sentences(reading) for word in _words(one.low)})


@lru_cache(maxsize=256)
def _words(low: str) -> list[str]:
    """The words of a sentence; each question asks for them in turn."""
    return _WORD.findall(low)[:MOST_WORDS]
