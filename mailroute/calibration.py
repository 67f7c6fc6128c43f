"""Does a confidence mean what it says? Of the answers at 0.9, nine in ten should be right.

Comes in: answers with their confidence, and whether each was right. Goes out: the share that was right, bin by bin.
Pure. Never: changes a confidence; people do that, looking at the bins.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mailroute.proportion import Share, share_of

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
"""Where the bins of the calibration begin; each ends where the next begins, and the last holds 1.0 alone."""


class Asked(StrEnum):
    """What a confidence is given to: a whole decision, or one finding."""

    DECISION = "decision"
    SERVICE = "service"
    DEPARTMENT = "department"
    OUTAGE = "outage"


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure the program was of an answer (0 to 1), and whether the answer is the label's."""

    asked: Asked
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers of a confidence from ``low`` up to, but without, ``high`` (the last: 1.0 itself)."""

    low: float
    high: float
    said: float
    right: Share


def calibration(answers: Iterable[Sure], asked: Asked) -> tuple[Bin, ...]:
    """Of the answers to one question, the share that was right at each confidence; empty bins are left out."""
    found = [sure for sure in answers if sure.asked is asked]
    bins = []
    for low, high in zip(BINS, (*BINS[1:], math.inf), strict=True):
        within = [sure for sure in found if low <= sure.confidence < high]
        if within:
            said = math.fsum(sure.confidence for sure in within) / len(within)
            bins.append(Bin(low, min(high, 1.0), said, share_of(sure.right for sure in within)))
    return tuple(bins)
