"""Is a word a name with a letter or two wrong?

Comes in: words in lower case. Goes out: yes or no, or the nearest name. Never: folds letters of other alphabets.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

LONGER_NAME = 8
"""Letters of a name from which two may be wrong."""
NEAR = 88
"""Of 100: how like a department's name a piece of text must be."""

LIKE = 60
"""Of 100: how like a name must be to be shown to a person."""


def misspelt(word: str, name: str) -> bool:
    """True for one letter off (two in a longer name), swapped neighbours counting as one; False for the name itself."""
    if word == name or abs(len(name) - len(word)) > 1 or word[:-1] == name[:-1] or word in (name + "s", name[:-1]):
        # another ending is another word ("copies", "copier")
        return False
    allowed = 1 if len(name) < LONGER_NAME else 2
    return DamerauLevenshtein.distance(name, word, score_cutoff=allowed) <= allowed


def nearest(words: str, names: Sequence[str]) -> str:
    """The name most like ``words``, when it is like enough and begins with the same letter; else the empty string."""
    best = process.extractOne(words, names, scorer=fuzz.ratio, score_cutoff=NEAR)
    return best[0] if best is not None and best[0][:1] == words[:1] else ""


def nearest_few(words: str, names: Sequence[str], *, most: int) -> tuple[str, ...]:
    """The names most like ``words``, whatever their words' order, the most like first; for a person to choose from."""
    return tuple(
        one[0] for one in process.extract(words, names, scorer=fuzz.token_sort_ratio, limit=most, score_cutoff=LIKE)
    )
