"""Mutations of mails, seeded: the same seed and number give the same octets on every machine.

Comes in: mails to begin with, a seed and a number. Goes out: a mutant with the names of what was done to it.
"""

from collections.abc import Callable, Sequence
from random import Random

from tests.faults import mutations_of_bodies, mutations_of_headers

Operator = Callable[[Random, bytes], bytes]

MOST_OCTETS = 3_000_000


def flip(rng: Random, raw: bytes) -> bytes:
    """Change some octets to any others."""
    data = bytearray(raw)
    for _ in range(rng.randint(1, 20)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def cut(rng: Random, raw: bytes) -> bytes:
    """Take a stretch out, or everything behind a place."""
    first, last = _stretch(rng, raw)
    return raw[:first] if rng.random() < 0.3 else raw[:first] + raw[last:]


def repeat(rng: Random, raw: bytes) -> bytes:
    """Say a stretch many times over."""
    first, last = _stretch(rng, raw)
    times = min(rng.choice((2, 3, 10, 100, 1000)), MOST_OCTETS // 10 // max(1, last - first) + 1)
    return raw[:first] + raw[first:last] * times + raw[last:]


def odd_octets(rng: Random, raw: bytes) -> bytes:
    """Put NULs, bare CR, broken UTF-8 or control characters at some places."""
    odd = (
        b"\0",
        b"\r",
        b"\n",
        b"\r\r\n",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xf0\x9f",
        b"\x1b[2J",
        b"\x7f",
        b"\x85",
        b"\x0c",
    )
    for _ in range(rng.randint(1, 10)):
        place = rng.randint(0, len(raw))
        raw = raw[:place] + rng.choice(odd) * rng.choice((1, 1, 1, 5, 300)) + raw[place:]
    return raw


def line_ends(rng: Random, raw: bytes) -> bytes:
    """Give it line ends of another kind, or of several."""
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    kinds = rng.choice(
        ((b"\r\n",), (b"\n",), (b"\r",), (b"\r\r\n",), (b"\n\r",), (b"\r\n", b"\n", b"\r"), (b"",), (b" ",))
    )
    if len(kinds) == 1:
        return kinds[0].join(lines)
    return b"".join(line + rng.choice(kinds) for line in lines)


def shuffle_lines(rng: Random, raw: bytes) -> bytes:
    """Let some lines change places."""
    lines = raw.split(b"\n")
    for _ in range(rng.randint(1, 8)):
        one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _stretch(rng: Random, raw: bytes) -> tuple[int, int]:
    first = rng.randint(0, len(raw))
    return first, min(len(raw), first + rng.choice((1, 10, 100, 1000, 10_000)))


OCTETS: tuple[Operator, ...] = (flip, cut, repeat, odd_octets, line_ends, shuffle_lines)
OPERATORS: tuple[tuple[Operator, ...], ...] = (
    OCTETS,
    mutations_of_headers.OPERATORS,
    mutations_of_headers.OPERATORS,
    mutations_of_bodies.OPERATORS,
    mutations_of_bodies.OPERATORS,
)
HEAVY = mutations_of_headers.HEAVY + mutations_of_bodies.HEAVY
_HEAVY_SHARE = 0.01


def mutant(seed: int, number: int, mails: Sequence[bytes]) -> tuple[bytes, tuple[str, ...]]:
    """The mutant of this seed and number: one to four operators on one of ``mails``, spliced with another at times."""
    rng = Random(seed * 1_000_000_007 + number)
    raw = rng.choice(mails)
    done: list[str] = []
    if rng.random() < 0.05:
        other = rng.choice(mails)
        raw = raw[: rng.randint(0, len(raw))] + other[rng.randint(0, len(other)) :]
        done.append("splice")
    for _ in range(rng.choice((1, 1, 2, 2, 3, 4))):
        operators = HEAVY if rng.random() < _HEAVY_SHARE else rng.choice(OPERATORS)
        operator = rng.choice(operators)
        raw = operator(rng, raw)[:MOST_OCTETS]
        done.append(operator.__name__)
    return raw, tuple(done)
