"""Which of the robots' patterns may match in a text at all: one pass for the words of all gates.

Comes in: a text in lower case. Goes out: the gates that it opens. Never: what a match means.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from mailroute.evidence.phrases import Phrases

Gate = tuple[str, ...]
ALWAYS: Gate = ()
"""No gate: for a pattern that is asked only where another has matched."""
_GATES: dict[Gate, int] = {}


def gate(words: Iterable[str]) -> Gate:
    """A gate of these words, of which each match of its pattern holds one."""
    one = tuple(words)
    _GATES.setdefault(one, len(_GATES))
    return one


def opens(low: str, one: Gate, *, times: int = 1) -> bool:
    """Whether words of the gate stand in the text so often."""
    return not one or _counted(low).get(_GATES[one], 0) >= times


@lru_cache(maxsize=4)
def _counted(low: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for number in _phrases().meanings(low):
        found[number] = found.get(number, 0) + 1
    return found


@cache
def _phrases() -> Phrases[int]:
    return Phrases((word, number) for words, number in _GATES.items() for word in words)
