"""What the journal tells: plain rows for the worker, the commands and the review.

Comes in: nothing. Goes out: value types. Never: SQL.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from mailroute.case import CaseState as CaseState  # noqa: PLC0414 - the readers of cases want it from here


class MailState(StrEnum):
    """A mail's way through the worker."""

    CUSTODY = "custody"
    DECIDED = "decided"
    SHUNTED = "shunted"
    FILED = "filed"


class OutboxState(StrEnum):
    """An outgoing mail's way. ``dot``: the final dot may have gone out; ``in_doubt``: and nobody knows whether."""

    WAITING = "waiting"
    DOT = "dot"
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    IN_DOUBT = "in_doubt"
    SHADOW = "shadow"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A case that waits for a person. ``question`` is what ``Question.told`` says."""

    id: int
    case: str
    opened_at: datetime
    urgent: bool
    question: dict[str, Any]
    proposed: str | None
    author: str
    subject: str
    mail_id: int | None
    state: str = "open"
    decided_at: datetime | None = None
    decided_by: str = ""
    decided_as: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One line of ``case list``. ``id`` is the case's token, letters only."""

    id: str
    state: CaseState
    opened_at: datetime
    updated_at: datetime
    customer: str
    subject: str
    disposition: str
    department: str
    services: tuple[str, ...]
    urgent: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: ``what`` is a short word (``received``, ``decided``, ``sent``, ``filed``, ...)."""

    at: datetime
    what: str
    text: str
    mail_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """What ``status --json`` prints, by the names of the contract; ages in seconds."""

    alive: bool
    last_pass_at: datetime | None
    oldest_undecided_s: float | None
    review_open: int
    in_doubt: int
    held: bool
    shunted: int
    outbox_waiting: int
    catalog_ok: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One outgoing mail of the outbox, without its bytes. ``recipients`` are the envelope's."""

    id: int
    case: str
    mail_id: int | None
    kind: str
    template: str
    state: OutboxState
    sender: str
    recipients: tuple[str, ...]
    message_id: str
    subject: str
    body: str
    attempts: int
    created_at: datetime
    next_try_at: datetime | None = None
    sent_at: datetime | None = None
    response: str = ""


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision as it was made: ``decision``, ``trail`` and ``facts`` as plain dicts, and what they rest on."""

    id: int
    case: str
    mail_id: int | None
    at: datetime
    disposition: str
    rule: str
    by: str
    decision: dict[str, Any]
    trail: tuple[dict[str, Any], ...]
    facts: dict[str, Any]
    catalogue: str
    program: str
    route: dict[str, Any] = field(default_factory=dict)
