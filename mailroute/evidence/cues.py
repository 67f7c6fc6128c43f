"""A cue: a way of saying something, found in a sentence at little cost.

Comes in: a regular expression and the plain words of which one must be there before it is tried.
Goes out: the sentences that match. Never: knows what a cue means.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailroute.evidence.gate import ALWAYS, ANY_TEXT, Gated
from mailroute.evidence.reading import Sentence


@dataclass(frozen=True, slots=True)
class Cue:
    """One way of saying something. ``triggers`` are literals in lower case; without one of them nothing is tried.

    ``bit`` is the pattern's gate (see ``gate.py``), which is asked before them.
    """

    name: str
    pattern: re.Pattern[str]
    triggers: tuple[str, ...] = ()
    bit: int = ALWAYS

    def possible(self, low: str) -> bool:
        """True when a trigger stands in the text at all, and the pattern somewhere in it."""
        for trigger in self.triggers or ("",):
            if trigger in low:
                return self.pattern.search(low) is not None
        return False


def cue(name: str, pattern: str, triggers: str = "") -> Cue:
    """A cue from a pattern (verbose is off, case is already lowered) and its triggers, split at ``|``."""
    gated = Gated(pattern)
    return Cue(name, gated.pattern, tuple(part for part in triggers.split("|") if part), gated.bit)


def hits(
    cues: Iterable[Cue], sentences: Iterable[Sentence], low: str, bits: int = ANY_TEXT
) -> Iterator[tuple[Cue, Sentence, re.Match[str]]]:
    """Every cue found, with the sentence it stands in; ``low`` is the whole text, ``bits`` the gates that it opens."""
    for one in cues:
        if not one.bit & bits or not one.possible(low):
            continue
        for sentence in sentences:
            match = one.pattern.search(sentence.low)
            if match:
                yield one, sentence, match
