"""What a plan is, and what planning needs of those who read and write: the types between planner, worker and review.

Comes in: nothing. Goes out: ``Plan``, ``RouteTaken`` and protocols. Never: plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from mailroute.catalog import Ruling
from mailroute.decision import Decision
from mailroute.facts import AgentWord, Facts, Handling, ThreadKind
from mailroute.finding import Finding
from mailroute.mail.identity import CaseHead
from mailroute.mail.message import Message
from mailroute.mail.outgoing import Outgoing

_NEW = Finding(ThreadKind.NEW)


@dataclass(frozen=True, slots=True)
class RouteTaken:
    """Where a mail goes.

    ``name`` is ``cps``, ``es``, ``customer``, ``hdqa``, ``chat``, ``outage``, ``team:<name>``, ``help_desk``,
    ``review`` or ``nobody``; ``recipients`` are addresses, empty when nobody is written to.
    """

    name: str
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of one mail. ``error`` is set when evidence, rules or templates failed on it (then ``review``)."""

    message: Message
    facts: Facts
    decision: Decision
    route: RouteTaken
    outgoing: tuple[Outgoing, ...] = ()
    error: str | None = None


class Again(StrEnum):
    """Why a case is looked at again without a new mail."""

    REMIND = "remind"
    GIVE_UP = "give up"
    UNCLAIMED = "unclaimed"
    CLAIMED = "claimed"
    RULED = "ruled"
    CONFIRMED = "confirmed"
    CLEARED = "cleared"


class Reading(Protocol):
    """What reads the facts of a mail: ``evidence.reader.Reader``."""

    def read(
        self,
        message: Message,
        *,
        now: datetime,
        thread: Finding[ThreadKind] = _NEW,
        known: Handling | None = None,
        agent: AgentWord | None = None,
        rulings: Sequence[Ruling] = (),
        asked: Sequence[str] = (),
    ) -> Facts:
        """Every fact that the procedure may ask."""


class Composing(Protocol):
    """What writes the mails of a decision: ``mail.compose.Composer``."""

    def compose(
        self,
        decision: Decision,
        facts: Facts,
        message: Message,
        raw: bytes,
        *,
        case: CaseHead,
        now: datetime,
        earlier: Sequence[bytes] = (),
    ) -> tuple[Outgoing, ...]:
        """The mails that carry out the decision."""

    def remind(
        self, decision: Decision, facts: Facts, message: Message, *, case: CaseHead, now: datetime
    ) -> tuple[Outgoing, ...]:
        """One reminder of a question that had no answer; none where the decision asks nothing."""

    def claimed(self, facts: Facts, message: Message, *, case: CaseHead, now: datetime) -> tuple[Outgoing, ...]:
        """What the chat channel is told when an agent has taken the chat."""

    def addressed(self, decision: Decision, facts: Facts, message: Message, *, case: CaseHead) -> tuple[str, ...]:
        """Whom it would go to; raises for an address or a route as ``compose`` does."""


class Routes(Protocol):
    """The addresses of each target: ``[routes]`` of the configuration."""

    @property
    def cps(self) -> tuple[str, ...]:
        """Contract Partner Support."""

    @property
    def es(self) -> tuple[str, ...]:
        """The HD ES queue."""

    @property
    def hdqa(self) -> tuple[str, ...]:
        """HDQA."""

    @property
    def sncc(self) -> tuple[str, ...]:
        """SNCC."""

    @property
    def chat(self) -> tuple[str, ...]:
        """The chat channel."""

    @property
    def teams(self) -> dict[str, tuple[str, ...]]:
        """Technical teams by name."""


class Planning(Protocol):
    """What the worker and the review need of a planner."""

    @property
    def version(self) -> str:
        """The version of the catalogue it decides by, noted with each decision."""

    def plan(
        self,
        raw: bytes,
        *,
        now: datetime,
        case: CaseHead,
        thread: Finding[ThreadKind] = _NEW,
        agent: AgentWord | None = None,
        known: Handling | None = None,
        rulings: Sequence[Ruling] = (),
        limits_reached: str | None = None,
        message: Message | None = None,
        earlier: Sequence[bytes] = (),
        said: AgentWord | None = None,
    ) -> Plan:
        """See ``Planner.plan``."""


class Forwarding(Protocol):
    """A planner that passes a mail on which it cannot read."""

    @property
    def version(self) -> str:
        """The version of the catalogue it decides by."""

    def unread(self, raw: bytes, word: AgentWord, *, case: CaseHead, now: datetime) -> Plan:
        """See ``Planner.unread``."""


class Resuming(Planning, Protocol):
    """A planner that also goes on with a case that nobody has answered."""

    def again(
        self,
        raw: bytes,
        *,
        now: datetime,
        came_at: datetime,
        case: CaseHead,
        rulings: Sequence[Ruling] = (),
        earlier: Sequence[bytes] = (),
        why: Again,
        limits_reached: str | None = None,
        agent: AgentWord | None = None,
        outage: Finding[bool] | None = None,
    ) -> Plan:
        """See ``Planner.again``."""
