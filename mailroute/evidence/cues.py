"""A cue: a way of saying something, found in a sentence at little cost.

Comes in: a regular expression and the plain words of which one must be there before it is tried.
Goes out: the sentences that match. Never: knows what a cue means.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailroute.evidence.reading import Sentence


@dataclass(frozen=True, slots=True)
class Cue:
    """One way of saying something. ``triggers`` are literals in lower case; without one of them nothing is tried."""

    name: str
    pattern: re.Pattern[str]
    triggers: tuple[str, ...] = ()

    def possible(self, low: str) -> bool:
        """True when a trigger stands in the text at all, and the pattern somewhere in it."""
        for trigger in self.triggers or ("",):
            if trigger in low:
                return self.pattern.search(low) is not None
        return False


def cue(name: str, pattern: str, triggers: str = "") -> Cue:
    """A cue from a pattern (verbose is off, case is already lowered) and its triggers, split at ``|``."""
    return Cue(name, re.compile(pattern), tuple(part for part in triggers.split("|") if part))


def hits(cues: Iterable[Cue], sentences: Iterable[Sentence], low: str) -> Iterator[tuple[Cue, Sentence, re.Match[str]]]:
    """Every cue found, with the sentence it stands in; ``low`` is the whole text, for the triggers."""
    for one in cues:
        if not one.possible(low):
            continue
        for sentence in sentences:
            match = one.pattern.search(sentence.low)
            if match:
                yield one, sentence, match
