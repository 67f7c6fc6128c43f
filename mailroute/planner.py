"""From bytes to a plan: parse, read the facts, decide, compose. The same object serves ``explain`` and the worker.

Comes in: a mail's bytes, the case it belongs to and how it stands to it, ``now``.
Goes out: a ``Plan``: what was found, decided and would be sent. Never: stores, sends, asks the clock or the journal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from mailroute.catalog import Ruling
from mailroute.decision import Decision
from mailroute.facts import AgentWord, Facts, Handling, ThreadKind
from mailroute.finding import Finding
from mailroute.mail.message import Message
from mailroute.mail.outgoing import Outgoing

if TYPE_CHECKING:
    from mailroute.mail.identity import CaseHead


@dataclass(frozen=True, slots=True)
class RouteTaken:
    """Where a mail goes: ``name`` is ``cps``, ``es``, ``customer``, ``hdqa``, ``chat``, ``outage``, ``team:<name>``,
    ``help_desk``, ``review`` or ``nobody``; ``recipients`` are addresses, empty when nobody is written to.
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


class Planning(Protocol):
    """What the worker and the review need of a planner."""

    def plan(
        self,
        raw: bytes,
        *,
        now: datetime,
        case: "CaseHead",
        thread: Finding[ThreadKind] = Finding(ThreadKind.NEW),
        agent: AgentWord | None = None,
        known: Handling | None = None,
        rulings: Sequence[Ruling] = (),
        limits_reached: str | None = None,
        message: Message | None = None,
        earlier: Sequence[bytes] = (),
    ) -> Plan:
        """See ``Planner.plan``."""


def failed(raw: bytes, error: Exception) -> Plan:
    """The plan of a mail that evidence, a rule or a template failed on: a ``review`` about ``error``."""
    raise NotImplementedError
