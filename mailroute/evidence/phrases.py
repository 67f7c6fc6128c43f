"""Many phrases looked for in a text at once.

Comes in: phrases with what they stand for, then texts. Goes out: every place of every phrase, overlaps too.
Never: checks word boundaries (the caller knows what an ending may be).
"""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import ahocorasick_rs

T = TypeVar("T")


class Phrases(Generic[T]):
    """An Aho-Corasick automaton over phrases in lower case."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        meanings: dict[str, list[T]] = {}
        for phrase, meaning in entries:
            meanings.setdefault(phrase.lower(), []).append(meaning)
        self._meanings = list(meanings.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(meanings)) if meanings else None

    def find(self, low: str) -> Iterator[tuple[int, int, T]]:
        """Each place (start, end) of a phrase in a text in lower case, with each of its meanings."""
        if self._automaton is None:
            return
        for phrase, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            for meaning in self._meanings[phrase]:
                yield start, end, meaning

    def meanings(self, low: str) -> Iterator[T]:
        """The meanings of all phrases in a text in lower case, one phrase's as often as it stands there."""
        if self._automaton is None:
            return
        for phrase, _, _ in self._automaton.find_matches_as_indexes(low, overlapping=True):
            yield from self._meanings[phrase]
