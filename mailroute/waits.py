"""How long a case waits for an answer, and what is due then.

Comes in: the configuration's ``[hours]``, what a case waits for, and when its question went out. Goes out: what is to
be done and when. Never: does it, asks the clock.
Source: KB 147120 (the chat's five minutes); PROCEDURE ("a ``gather`` without an answer after the reminders: review").
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from mailroute.case import CaseState
from mailroute.working_hours import WorkingHours


class TimerKind(StrEnum):
    """What is done when a timer is due: the customer reminded, a person asked, a chat taken to be unclaimed."""

    REMIND = "remind"
    GIVE_UP = "give_up"
    CHAT = "chat"


WAITING = frozenset({CaseState.WAITING_CUSTOMER, CaseState.WAITING_HDQA, CaseState.WAITING_CHAT})
"""The states in which a case waits for somebody else."""


@dataclass(frozen=True, slots=True)
class Waits:
    """The desk's patience. Days are working days after the question went out."""

    hours: WorkingHours = field(default_factory=WorkingHours)
    remind_after_days: tuple[int, ...] = (2, 5)
    give_up_after_days: int = 8
    consult_wait_days: int = 2
    chat: timedelta = timedelta(minutes=5)

    def timers(self, state: CaseState, asked_at: datetime) -> Iterator[tuple[TimerKind, datetime]]:
        """What is due, and when, while a case stays in ``state``; nothing for a state that waits for nobody."""
        if state is CaseState.WAITING_CUSTOMER:
            for days in self.remind_after_days:
                yield TimerKind.REMIND, self.hours.after(asked_at, days)
            yield TimerKind.GIVE_UP, self.hours.after(asked_at, self.give_up_after_days)
        elif state is CaseState.WAITING_HDQA:
            yield TimerKind.GIVE_UP, self.hours.after(asked_at, self.consult_wait_days)
        elif state is CaseState.WAITING_CHAT:
            # PROCEDURE, "Mail manners": the chat's minutes are minutes, at night and on holidays as well.
            yield TimerKind.CHAT, asked_at + self.chat
