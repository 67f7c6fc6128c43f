"""What a question about a mail was answered with, and the words the answer rests on.

Comes in: nothing. Goes out: the value types that every evidence file returns and the procedure reads.
Never: looks at a mail itself, knows a rule.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that an answer rests on.

    ``source`` says where they stand: ``directory``, ``domain``, ``signature``, ``statement``, ``computer_name``,
    ``subject``, ``body``, ``header``, ``transcript``, ``catalogue``, ``ruling``, ``case`` or ``agent``;
    ``quote`` is the words themselves, one line, at most 200 characters.
    """

    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an answer may be another one: the question for a person, in the words shown to the agent."""

    why: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding(Generic[T_co]):
    """One question's answer.

    ``confidence`` is a probability, 0 to 1: of findings at 0.9, nine in ten are right.
    ``alternatives`` are other answers that the evidence leaves open; when one of them would change the
    disposition, the procedure asks a person, and ``doubt`` is the question it asks.
    """

    answer: T_co
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    alternatives: tuple[T_co, ...] = ()
    doubt: Doubt | None = None
