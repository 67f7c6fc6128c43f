"""A decision with its trail: what becomes of a mail, and each rule that was asked on the way.

Comes in: nothing; ``procedure.decide`` makes these. Goes out: what the journal stores and people read.
"""

from dataclasses import dataclass
from typing import Any

from mailroute.disposition import Disposition
from mailroute.finding import Evidence


@dataclass(frozen=True, slots=True)
class Step:
    """One rule asked: its number on the procedure's page, the question, the answer in words, the quotes, the source.

    ``source`` is ``KB 147120`` for the knowledge-base document's rules, ``mail`` for the mailbox's own, ``agent`` for
    an agent's word.
    """

    rule: str
    asks: str
    answer: str
    evidence: tuple[Evidence, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A service (its id) that a mail is like in meaning. ``likeness`` is a cosine, 0 to 1, and no probability."""

    service: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked in the review: ``about`` is the fact in doubt, ``candidates`` its possible answers.

    ``proposals`` are guesses by meaning, for the person's eyes; no rule reads them.
    """

    about: str
    why: str
    candidates: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    def told(self) -> dict[str, Any]:
        """The question in JSON's own types; ``proposals`` is a key only where there are any."""
        told: dict[str, Any] = {"about": self.about, "candidates": list(self.candidates), "why": self.why}
        if self.proposals:
            told["proposals"] = [{"service": one.service, "likeness": one.likeness} for one in self.proposals]
        return told


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a mail.

    ``question`` is set when, and only when, the disposition is ``review``; ``proposed`` is then what the procedure
    would have done on its best reading (None when it has none). ``split`` holds service ids apart for rule 11:
    ES-supported ones first. ``confidence`` is the probability (0 to 1) of the least sure finding that the decision
    rests on, ``least_sure`` its name in the facts.
    """

    disposition: Disposition
    rule: str
    confidence: float = 1.0
    least_sure: str = ""
    urgent: bool = False
    missing: tuple[str, ...] = ()
    question: Question | None = None
    proposed: Disposition | None = None
    split: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    trail: tuple[Step, ...] = ()
