"""A share of things counted, and how far it may be from the true one.

Comes in: how many of how many. Goes out: a Share with its 95 % interval. Pure. Never: rounds.

The interval is Wilson's (E. B. Wilson, 1927, J. Am. Stat. Assoc. 22, 209-212): it holds for small numbers, and
for shares of 0 and 1, where the usual one has no width.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_Z = 1.959963984540054  # the normal distribution's 97.5 % point


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``of``; the share and its 95 % interval are None where there is nothing to have a share of."""

    right: int
    of: int

    @property
    def share(self) -> float | None:
        """0 to 1."""
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval."""
        return wilson(self.right, self.of) if self.of else None


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share. Raises ValueError unless 0 <= right <= of and of > 0."""
    if not 0 <= right <= of or not of:
        raise ValueError(f"no share: {right} of {of}")
    share, square = right / of, _Z * _Z
    centre = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return (0.0 if right == 0 else centre - half, 1.0 if right == of else centre + half)


def share_of(answers: Iterable[bool]) -> Share:
    """The share of True among the answers."""
    counted = Counter(answers)
    return Share(counted[True], counted.total())
