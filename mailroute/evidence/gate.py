"""A pattern that is tried only where a text holds one of the literals that it cannot do without.

Comes in: regular expressions over text in lower case. Goes out: the same patterns, each with a bit, and the bits that a
text sets. Never: changes what a pattern matches. A pattern of fifty alternatives takes ten microseconds to find
nothing in a mail; one automaton over the literals of all patterns says in one pass which of them can match at all.
"""

import importlib
import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from mailroute.evidence.phrases import Phrases

# The standard library's own reading of a pattern. It is not public, and answers never depend on it: where it says
# something new, a pattern gets no gate and is tried always.
_PARSER: Any = importlib.import_module("re._parser")
MOST_SPELLINGS = 48
"""Spellings of one stretch of a pattern that are written out ("can'?t" has two)."""
ALWAYS = 1
"""The bit of a pattern without a gate: every text sets it."""
ANY_TEXT = -1
"""The bits of a text that was not asked: every pattern is tried on it."""
_Spellings = frozenset[str]
_NOTHING: _Spellings = frozenset({""})
_ZERO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_ONE_OR_MORE = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


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
    """The literals of every gate in one automaton, which is built when the first text is asked."""

    def __init__(self) -> None:
        self._literals: dict[str, int] = {}
        self._last = ALWAYS
        self._phrases: Phrases[int] | None = None

    def add(self, pattern: str) -> int:
        """The bit for a pattern; the same gate for all texts from now on."""
        literals = needed(pattern)
        if not literals:
            return ALWAYS
        self._last <<= 1
        for literal in literals:
            self._literals[literal] = self._literals.get(literal, 0) | self._last
        self._phrases = None
        return self._last

    def bits(self, low: str) -> int:
        """The bits of all patterns that may match in a text in lower case, or in a part of it."""
        if self._phrases is None:
            self._phrases = Phrases(self._literals.items())
        found = ALWAYS
        for bit in self._phrases.meanings(low):
            found |= bit
        return found


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
    _, literals = _sequence(tree)
    if literals is None:
        return None
    # "log" says all that "login" says
    return frozenset(one for one in literals if not any(other != one and other in one for other in literals))


def _sequence(items: Iterable[tuple[Any, Any]]) -> tuple[_Spellings | None, _Spellings | None]:
    """Of a stretch of a pattern: everything it can match when that is little, and what each match of it holds."""
    stretch, best = _NOTHING, None
    whole = True
    for kind, value in items:
        spellings, literals = _item(str(kind), value)
        if spellings is not None and len(stretch) * len(spellings) <= MOST_SPELLINGS:
            stretch = frozenset(before + after for before, after in product(stretch, spellings))
            continue
        whole = False
        best = _rarer(_rarer(best, stretch), literals)
        stretch = spellings if spellings is not None and len(spellings) <= MOST_SPELLINGS else _NOTHING
    return (stretch if whole else None), _rarer(best, stretch)


def _item(kind: str, value: Any) -> tuple[_Spellings | None, _Spellings | None]:  # noqa: ANN401 - the parser's tree
    if kind == "LITERAL":
        return frozenset({chr(value)}), frozenset({chr(value)})
    if kind in _ZERO_WIDTH:
        return _NOTHING, None
    if kind == "SUBPATTERN":
        _, added, _, inner = value
        return (None, None) if added & re.IGNORECASE else _sequence(inner)
    if kind == "BRANCH":
        return _branches([_sequence(branch) for branch in value[1]])
    if kind == "IN":
        return _letters(value)
    if kind in _ONE_OR_MORE:
        least, most, inner = value
        spellings, literals = _sequence(inner)
        if (least, int(most)) == (0, 1):
            return (spellings | _NOTHING if spellings is not None else None), None
        return None, (literals if least else None)
    return None, None


def _letters(members: Sequence[tuple[Any, Any]]) -> tuple[_Spellings | None, _Spellings | None]:
    if all(str(kind) == "LITERAL" for kind, _ in members):
        letters = frozenset(chr(letter) for _, letter in members)
        return letters, letters
    return None, None


def _branches(
    branches: Sequence[tuple[_Spellings | None, _Spellings | None]],
) -> tuple[_Spellings | None, _Spellings | None]:
    spellings = [one for one, _ in branches if one is not None]
    literals = [one for _, one in branches if one is not None]
    return (
        frozenset().union(*spellings) if len(spellings) == len(branches) else None,
        frozenset().union(*literals) if len(literals) == len(branches) else None,
    )


def _rarer(one: _Spellings | None, other: _Spellings | None) -> _Spellings | None:
    """Of two sets of literals the one that fewer texts hold, judged by length; a set with "" says nothing."""
    sets = [literals for literals in (one, other) if literals and "" not in literals]
    return min(sets, key=lambda literals: sum(0.25 ** len(literal) for literal in literals), default=None)


_GATES = _Gates()
