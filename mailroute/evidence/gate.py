"""A pattern that is tried only where a text holds one of the literals that it cannot do without.

Comes in: regular expressions over text in lower case. Goes out: the same patterns, each with a bit, and the bits that a
text sets. Never: changes what a pattern matches. A pattern of fifty alternatives takes ten microseconds to find
nothing in a mail; one automaton over the literals of all patterns says in one pass which of them can match at all.
"""

import importlib
import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

from mailroute.evidence.phrases import Phrases

# The standard library's own reading of a pattern. It is not public, and answers never depend on it: where it says
# something new, a pattern gets no gate and is tried always.
_PARSER: Any = importlib.import_module("re._parser")
MOST_SPELLINGS = 48
"""Spellings of one stretch of a pattern that are written out ("can'?t" has two)."""
WORTH_IT_FROM = 16
"""Texts from which on the gates are used: to read all patterns takes as long as some 200 mails without gates, and a
command that decides one mail shall not wait for it."""
ALWAYS = 1
"""The bit of a pattern without a gate: every text sets it."""
ANY_TEXT = -1
"""The bits of a text that was not asked: every pattern is tried on it."""
_Spellings = frozenset[str]
_NOTHING: _Spellings = frozenset({""})
_ZERO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


class Gated:
    """A compiled pattern over lower-case text with the bit of its gate; searches like the pattern itself."""

    __slots__ = ("bit", "finditer", "match", "pattern", "search")

    def __init__(self, pattern: str) -> None:
        compiled = re.compile(pattern)
        self.pattern = compiled
        self.search = compiled.search
        self.match = compiled.match
        self.finditer = compiled.finditer
        self.bit = _GATES.add(pattern)


class _Gates:
    """The literals of all gates in one automaton, built when enough texts have come to be worth it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, int]] = []
        self._literals: dict[str, int] = {}
        self._always = ALWAYS
        self._last = ALWAYS
        self._texts = 0
        self._phrases: Phrases[int] = Phrases(())

    def add(self, pattern: str) -> int:
        """The bit for a pattern."""
        self._last <<= 1
        self._waiting.append((pattern, self._last))
        return self._last

    def bits(self, low: str) -> int:
        """The bits of all patterns that may match in a text in lower case, or in a part of it."""
        if self._waiting:
            self._texts += 1
            if self._texts < WORTH_IT_FROM:
                return ANY_TEXT
            self._build()
        found = self._always
        for bits in self._phrases.meanings(low):
            found |= bits
        return found

    def _build(self) -> None:
        for pattern, bit in self._waiting:
            literals = needed(pattern)
            if not literals:
                self._always |= bit
            for literal in literals or ():
                self._literals[literal] = self._literals.get(literal, 0) | bit
        self._waiting.clear()
        self._phrases = Phrases(self._literals.items())


def bits(low: str) -> int:
    """The bits of all patterns that may match in a text in lower case, or in a part of it."""
    return _GATES.bits(low)


def needed(pattern: str) -> _Spellings | None:
    """Literals of which every match of a pattern holds at least one; None when nothing of the kind is sure."""
    try:
        tree = _PARSER.parse(pattern)
    except re.error:
        return None
    if tree.state.flags & re.IGNORECASE:
        return None
    literals = _sequence(tree).held
    if literals is None:
        return None
    # "log" says all that "login" says
    return frozenset(one for one in literals if not any(other != one and other in one for other in literals))


class _Piece(NamedTuple):
    """What is known of a piece of a pattern.

    ``whole``: everything it can match, when that is little; ``first``: what every match begins with, one of these;
    ``held``: what every match holds, one of these.
    """

    whole: _Spellings | None
    first: _Spellings
    held: _Spellings | None


_UNKNOWN = _Piece(None, _NOTHING, None)


def _spelt(spellings: _Spellings) -> _Piece:
    return _Piece(spellings, spellings, spellings)


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Piece:
    stretch, best = _NOTHING, None
    first: _Spellings | None = None
    for kind, value in items:
        piece = _item(str(kind), value)
        if piece.whole is not None and len(stretch) * len(piece.whole) <= MOST_SPELLINGS:
            stretch = _joined(stretch, piece.whole)
            continue
        reached = _joined(stretch, piece.first) if len(stretch) * len(piece.first) <= MOST_SPELLINGS else stretch
        first = reached if first is None else first
        best = _rarer(_rarer(best, reached), piece.held)
        stretch = piece.whole if piece.whole is not None and len(piece.whole) <= MOST_SPELLINGS else _NOTHING
    best = _rarer(best, stretch)
    return _Piece(stretch, stretch, best) if first is None else _Piece(None, first, best)


def _joined(before: _Spellings, after: _Spellings) -> _Spellings:
    return frozenset(one + other for one, other in product(before, after))


def _item(kind: str, value: Any) -> _Piece:  # noqa: ANN401 - the parser's tree
    if kind == "LITERAL":
        return _spelt(frozenset({chr(value)}))
    if kind == "IN" and all(str(member) == "LITERAL" for member, _ in value):
        return _spelt(frozenset(chr(letter) for _, letter in value))
    if kind in _ZERO_WIDTH:
        return _Piece(_NOTHING, _NOTHING, None)
    if kind == "SUBPATTERN":
        _, added, _, inner = value
        return _UNKNOWN if added & re.IGNORECASE else _sequence(inner)
    if kind == "BRANCH":
        return _branches([_sequence(branch) for branch in value[1]])
    if kind in _REPEATS:
        least, most, inner = value
        piece = _sequence(inner)
        if (least, int(most)) == (0, 1) and piece.whole is not None:
            return _Piece(piece.whole | _NOTHING, piece.whole | _NOTHING, None)
        return _Piece(None, piece.first, piece.held) if least else _UNKNOWN
    return _UNKNOWN


def _branches(branches: Sequence[_Piece]) -> _Piece:
    wholes = [one.whole for one in branches if one.whole is not None]
    held = [one.held for one in branches if one.held is not None]
    nothing: _Spellings = frozenset()
    return _Piece(
        nothing.union(*wholes) if len(wholes) == len(branches) else None,
        nothing.union(*(one.first for one in branches)),
        nothing.union(*held) if len(held) == len(branches) else None,
    )


def _rarer(one: _Spellings | None, other: _Spellings | None) -> _Spellings | None:
    """Of two sets of literals the one that fewer texts hold, judged by length; a set with "" says nothing."""
    sets = [literals for literals in (one, other) if literals and "" not in literals]
    return min(sets, key=lambda literals: sum(0.25 ** len(literal) for literal in literals), default=None)


_GATES = _Gates()
