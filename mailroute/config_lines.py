"""On which line of a TOML text a key stands.

Comes in: the text of a TOML file that ``tomllib`` has read. Goes out: line numbers, from 1.
Never: reads a value, judges one. No TOML reader gives lines, so this one looks for headers and keys, nothing else.
"""

import re
from collections.abc import Iterator

_NAME = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_LONG = re.compile(r"\"\"\"|'''")

KeyPath = tuple[str | int, ...]
"""Where a value stands: the keys down to it, and the index in a list."""


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))


def _code(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not inside a multi-line string, with their numbers."""
    closing = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not closing:
            yield number, line
        for mark in _LONG.findall(line):
            if not closing:
                closing = mark
            elif mark == closing:
                closing = ""


class Lines:
    """The lines of a TOML text's tables and keys."""

    def __init__(self, text: str) -> None:
        self._text = text.split("\n")
        self._at: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        for number, line in _code(text):
            if header := _HEADER.match(line):
                table = _names(header[1])
                self._at.setdefault(table, number)
            elif key := _KEY.match(line):
                self._at.setdefault(table + _names(key[1]), number)
        self._starts = sorted(self._at.values())

    def of(self, path: KeyPath, value: object = None) -> int | None:
        """The line of a key; of its nearest table where the key itself is not there; None where neither is.

        ``value``, a text in a list below the key, leads to its own line where the list is spread over several.
        """
        keys = tuple(part for part in path if isinstance(part, str))
        while keys and keys not in self._at:
            keys = keys[:-1]
        if not keys:
            return None
        first = self._at[keys]
        if isinstance(value, str) and value:
            after = next((start for start in self._starts if start > first), len(self._text) + 1)
            for number in range(first, after):
                if f'"{value}"' in self._text[number - 1] or f"'{value}'" in self._text[number - 1]:
                    return number
        return first
