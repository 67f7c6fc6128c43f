"""Texts made against each of mailroute's own patterns: does one take time that grows faster than the text?

Comes in: every compiled pattern of the package. Goes out: for each repetition in it a few texts that lead there, repeat
what it repeats, and end in something that does not fit. A pattern that has two ways to read the same words tries all.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from random import Random
from re import _constants, _parser  # type: ignore[attr-defined]  # the standard library's own reader of patterns
from typing import Any

import mailroute
from mailroute.evidence.gate import Gated

LENGTH = 400
"""Characters of a sentence that a pattern is asked about; most see no more at a time."""

_ENDINGS = ("", "!", " \x00", "\n\x00", "]", " x")
_CLASSES = {
    _constants.CATEGORY_DIGIT: "1",
    _constants.CATEGORY_NOT_DIGIT: "a",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_NOT_SPACE: "a",
    _constants.CATEGORY_WORD: "a",
    _constants.CATEGORY_NOT_WORD: " ",
}
_WRITTEN = {
    _constants.CATEGORY_DIGIT: r"\d",
    _constants.CATEGORY_NOT_DIGIT: r"\D",
    _constants.CATEGORY_SPACE: r"\s",
    _constants.CATEGORY_NOT_SPACE: r"\S",
    _constants.CATEGORY_WORD: r"\w",
    _constants.CATEGORY_NOT_WORD: r"\W",
}


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every pattern that stands in a module of mailroute, by its first line's place; each once."""
    found: dict[tuple[object, int], tuple[str, re.Pattern[Any]]] = {}
    for module in pkgutil.walk_packages(mailroute.__path__, "mailroute."):
        if module.name.endswith(("__main__", "meaning")):
            continue
        names = vars(importlib.import_module(module.name))
        for name, value in names.items():
            for at, one in enumerate(_of(value)):
                found.setdefault((one.pattern, one.flags), (f"{module.name}.{name}[{at}]", one))
    return dict(found.values())


def _of(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Gated):
        yield value.pattern
    elif isinstance(value, dict):
        for one in value.values():
            yield from _of(one)
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _of(one)


def texts(pattern: re.Pattern[Any], seed: int, *, tries: int = 3, length: int = LENGTH) -> Iterator[str]:
    """Texts of about that length against each repetition of a pattern, of so many prefixes and pieces each."""
    rng = Random(seed)
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = _parser.parse(source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    seen: set[str] = set()
    for before, body in _repetitions(list(tree), [], rng):
        pieces = [piece for choice in _choices(body) if (piece := _sample(choice, rng))] if tries > 1 else []
        for _ in range(tries):
            piece = _sample(body, rng) or "a"
            pieces += [piece, piece + _sample(body, rng)]
        prefix = _sample(before, rng)
        for piece in dict.fromkeys(pieces):
            text = prefix + piece * max(2, (length - len(prefix)) // len(piece))
            for ending in _ENDINGS:
                if text + ending not in seen:
                    seen.add(text + ending)
                    yield text + ending


def _choices(body: list[Any]) -> Iterator[list[Any]]:
    """The body once with each of the alternatives that it begins with or holds: two that overlap are the fault."""
    for place, (op, value) in enumerate(body):
        if op is _constants.BRANCH:
            for branch in value[1]:
                yield [*body[:place], *branch, *body[place + 1 :]]
        elif op in {_constants.SUBPATTERN, _constants.ATOMIC_GROUP}:
            for choice in _choices(list(value[3] if op is _constants.SUBPATTERN else value)):
                yield [*body[:place], *choice, *body[place + 1 :]]


def _repetitions(items: list[Any], before: list[Any], rng: Random) -> Iterator[tuple[list[Any], list[Any]]]:
    """What stands before each repetition of more than a few, and what it repeats."""
    for place, (op, value) in enumerate(items):
        lead = before + items[:place]
        if op in _REPEATS:
            least, most, body = value
            if most > 3:
                yield lead, list(body)
            yield from _repetitions(list(body), lead + list(body) * min(least, 2), rng)
        elif op is _constants.SUBPATTERN:
            yield from _repetitions(list(value[3]), lead, rng)
        elif op is _constants.BRANCH:
            for branch in value[1]:
                yield from _repetitions(list(branch), lead, rng)
        elif op in {_constants.ASSERT, _constants.ASSERT_NOT}:
            yield from _repetitions(list(value[1]), lead, rng)
        elif op is _constants.ATOMIC_GROUP:
            yield from _repetitions(list(value), lead, rng)


_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}


def _sample(items: list[Any], rng: Random) -> str:
    """A text that the items may match; assertions are not looked at."""
    return "".join(_one(op, value, rng) for op, value in items)


def _one(op: Any, value: Any, rng: Random) -> str:  # noqa: ANN401 - the pattern reader's own
    if op is _constants.LITERAL:
        return chr(value)
    if op is _constants.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if op is _constants.ANY:
        return rng.choice("a .")
    if op is _constants.IN:
        return _of_set(value, rng)
    if op is _constants.BRANCH:
        return _sample(list(rng.choice(value[1])), rng)
    if op is _constants.SUBPATTERN:
        return _sample(list(value[3]), rng)
    if op is _constants.ATOMIC_GROUP:
        return _sample(list(value), rng)
    if op in _REPEATS:
        least, most, body = value
        return "".join(_sample(list(body), rng) for _ in range(rng.randint(least, min(most, max(least, 2)))))
    return ""


def _of_set(value: list[Any], rng: Random) -> str:
    negated = value[0][0] is _constants.NEGATE
    if negated:
        return next(letter for letter in "a .-1\u00e9\x01" if not any(_holds(item, letter) for item in value[1:]))
    op, what = rng.choice(value)
    if op is _constants.LITERAL:
        return chr(what)
    if op is _constants.RANGE:
        return chr(rng.randint(*what))
    return _CLASSES.get(what, "a")


def _holds(item: tuple[Any, Any], letter: str) -> bool:
    op, what = item
    if op is _constants.LITERAL:
        return bool(ord(letter) == what)
    if op is _constants.RANGE:
        return bool(what[0] <= ord(letter) <= what[1])
    return re.match(_WRITTEN[what], letter) is not None


def tried(pattern: re.Pattern[Any], text: str) -> None:
    """Look for the pattern in the text, in each way."""
    subject = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    for _ in pattern.finditer(subject):
        pass
    pattern.fullmatch(subject)
