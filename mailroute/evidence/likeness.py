"""How like is a mail to those that tell of a thing: a logistic model over words and kinds of words, fitted to examples.

Comes in: a Reading, and weights that ``benchmarks/likeness.py`` has fitted to labelled mails. Goes out: a share between
0 and 1, and the sentence that speaks loudest for it. Never: decides alone; the questions weigh it against what is told
outright. It hears what nobody has foreseen ("a show of hands, and it is basically the room"), and explains it by that
sentence.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import exp, sqrt

from mailroute.evidence import crowd_kinds, matter_kinds
from mailroute.evidence.reading import Reading, Sentence

_WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]|\d+(?:[:.,/]\d+)*|[?!]")
MOST_SENTENCES, MOST_WORDS, FORWARDED_LINES = 60, 80, 20
KINDS = {"outage": crowd_kinds.kind, "security": matter_kinds.kind}
"""Which kinds of words each question hears."""
SCALE = 8.0
"""Signs weigh by ``SCALE / sqrt(their number)``: a long mail is not more of everything."""


@dataclass(frozen=True, slots=True)
class Likely:
    """``share`` (0 to 1) of mails like this one that tell of the thing; ``sentence`` speaks loudest for it."""

    share: float
    sentence: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """One question's weights, by sign. Without any, every mail is as likely as ``bias`` says: not at all."""

    kind: Callable[[str], str]
    weights: Mapping[str, float] = field(default_factory=dict)
    bias: float = -30.0

    @classmethod
    def read(cls, question: str, text: str) -> "Likeness":
        """The weights of a question's file: lines ``sign<TAB>weight``; the sign ``bias`` is the bias, ``#`` begins a comment.

        Raises ValueError for a line of another shape.
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
        total, loudest, sentence = 0.0, 0.0, None
        for one in sentences(reading):
            signs = set(signs_of(one, self.kind)) - seen
            seen |= signs
            found = sum(map(self._weight, signs))
            total += found
            if found > loudest:
                loudest, sentence = found, one
        if not seen:
            return Likely(0.0)
        score = self.bias + total * SCALE / sqrt(len(seen))
        return Likely(1 / (1 + exp(-max(-30.0, min(30.0, score)))), sentence)

    def _weight(self, sign: str) -> float:
        return self.weights.get(sign, 0.0)


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
    words = _WORD.findall(sentence.low)[:MOST_WORDS]
    kinds = [kind(word) for word in words]
    where = "f " if sentence.zone == "forwarded" else ""
    last = len(words) - 1
    signs = [where + word for word in words]
    for at, here in enumerate(kinds):
        if here:
            if at < last:
                signs.append(f"{where}{here}+ {words[at + 1]}")
            if at:
                signs.append(f"{where}{words[at - 1]} +{here}")
    told = sorted({one for one in kinds if one})
    signs += [f"{where}{one}&{other}" for at, one in enumerate(told) for other in told[at + 1 :]]
    return signs
