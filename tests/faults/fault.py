"""What a server or the network may do instead of answering, and when.

Comes in: nothing. Goes out: ``Fault``, and a ``Script`` that a server asks at each step of its protocol.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

ALWAYS = 1_000_000_000
"""For ``Trouble.times``: until the script is mended."""


class Fault(StrEnum):
    """What happens. In SMTP a literal is a line, BYE is 421, NO is 451 and BAD is 550 (see ``smtp_server``)."""

    CLOSE = "hangs up"
    RESET = "resets the connection"
    STALL = "says nothing more"
    GARBAGE = "sends octets of another protocol"
    HALF_LITERAL = "announces a literal, sends half of it and hangs up"
    HUGE_LITERAL = "announces more octets than anybody can hold"
    BYE = "says goodbye"
    NO = "refuses"
    BAD = "does not understand"
    DRIP = "sends an octet now and then"


SILENT = frozenset({Fault.STALL, Fault.HUGE_LITERAL, Fault.DRIP})
"""Those that end at the client's deadline only."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """At the ``at``-th pass of ``step``, and ``times`` times from there on, ``fault`` happens.

    ``done``: the server carries out what it was asked first, and only the answer is spoilt.
    """

    step: str
    fault: Fault
    at: int = 1
    times: int = 1
    done: bool = False

    def __str__(self) -> str:
        done = ", having done it" if self.done else ""
        return f"{self.step} {self.at}: {self.fault.name}{done}"


class Script:
    """What goes wrong, and a count of every step that was passed. Safe between threads."""

    def __init__(self, troubles: Iterable[Trouble] = ()) -> None:
        self._lock = Lock()
        self._troubles = tuple(troubles)
        self.passes: Counter[str] = Counter()
        self.met: list[Trouble] = []

    def plan(self, *troubles: Trouble) -> None:
        """Let these go wrong from now on, and nothing else; passes are counted anew."""
        with self._lock:
            self._troubles = troubles
            self.passes.clear()
            self.met.clear()

    @property
    def planned(self) -> tuple[Trouble, ...]:
        """What goes wrong."""
        return self._troubles

    def mend(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self._troubles = ()

    def at(self, step: str) -> Trouble | None:
        """Count a pass of ``step``; what goes wrong at it."""
        with self._lock:
            self.passes[step] += 1
            number = self.passes[step]
            for trouble in self._troubles:
                if trouble.step == step and trouble.at <= number < trouble.at + trouble.times:
                    self.met.append(trouble)
                    return trouble
        return None
