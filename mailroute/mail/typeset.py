"""Text set for a plain mail: lines of one width, a stranger's words behind a mark, subjects without numbers.

Comes in: any text. Goes out: lines fit to send. Never: lets a line begin with ``#``, a command to WiscIT.
"""

import re

from mailroute.mail.characters import lines

MAX_QUOTED_LINES = 200
MAX_QUOTED = 12_000
WIDTH = 78
_LONGEST_WORD = 230

_BLANK_RUN = re.compile(r"\n\n\n+")  # "\n{3,}" says the same, but is searched for ten times slower
_HANG = re.compile(r"> ?|\d\. |- |[A-Z][^:]{0,14}: {2,}| +")


def without_numbers(text: str) -> str:
    """A subject without digits: a ticket system takes the first number it sees for the number of a record."""
    text = re.sub(r"\S*\d\S*", "...", text)
    return re.sub(r"\.\.\.(?: \.\.\.)+", "...", text)


def quote(text: str) -> tuple[list[str], bool]:
    """``text`` with each line behind ``> ``, wrapped and capped, and whether something was left out.

    Behind the mark no line of a stranger's can begin with ``#``, a command to WiscIT.
    """
    text = lines(text)
    cut = len(text) > MAX_QUOTED
    out: list[str] = []
    for line in text[:MAX_QUOTED].strip("\n").split("\n"):
        wrapped = _wrap(line.expandtabs(4).rstrip(), WIDTH - 2, "")
        out.extend(f"> {piece}".rstrip() for piece in wrapped)
        if len(out) > MAX_QUOTED_LINES:
            return out[:MAX_QUOTED_LINES], True
    return ([] if out == [">"] else out), cut


def settled(body: str) -> str:
    """A rendered body made fit to send: wrapped, one blank line at most, no line that begins with ``#``."""
    out: list[str] = []
    for line in lines(body).expandtabs(4).strip("\n").split("\n"):
        line = line.rstrip()  # noqa: PLW2901 - the same line, trimmed
        if len(line) <= WIDTH and "#" not in line:
            out.append(line)
            continue
        hang = _HANG.match(line)
        indent = len(hang[0]) if hang else 0
        follow = "> " if line.startswith(">") else " " * indent
        out.extend(f"> {piece}" if piece.lstrip().startswith("#") else piece for piece in _wrap(line, WIDTH, follow))
    return _BLANK_RUN.sub("\n\n", "\n".join(out)) + "\n"


def _wrap(line: str, width: int, follow: str) -> list[str]:
    """``line`` broken at blanks; a word without an end is cut at the wire's limit for four-octet characters."""
    if len(line) <= width:
        return [line]
    words = line.split(" ")  # runs of blanks give empty words, which keep a column where it is
    out: list[str] = []
    current = words[0]
    for word in words[1:]:
        if len(current) + 1 + len(word) <= width or not current.strip():
            current = f"{current} {word}"
        elif word:
            out.append(current.rstrip())
            current = follow + word
    out.append(current)
    if all(len(piece) <= _LONGEST_WORD for piece in out):
        return out
    starts = ((piece, at) for piece in out for at in range(0, len(piece), _LONGEST_WORD))
    return [f"{follow if at else ''}{piece[at : at + _LONGEST_WORD]}" for piece, at in starts]
