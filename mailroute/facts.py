"""What is known of a mail when the procedure is asked: one finding a question.

Comes in: findings from ``evidence/``, the thread from the journal, an agent's word from the review.
Goes out: the one argument of ``procedure.decide``. Never: holds a rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mailroute.catalog import Department, Person, Ruling, Service
from mailroute.disposition import Disposition
from mailroute.finding import Finding


class Channel(StrEnum):
    """How the customer came to the desk."""

    EMAIL = "email"
    CHAT = "chat"


class ThreadKind(StrEnum):
    """How a mail stands to the cases already open (rules 2 and 2b)."""

    NEW = "new"
    CUSTOMER_ANSWER = "customer_answer"
    HDQA_ANSWER = "hdqa_answer"
    QUEUE_ANSWER = "queue_answer"
    CLAIM = "claim"
    STRANGER = "stranger"
    CLOSED = "closed"
    NEW_MATTER = "new_matter"


class Authentication(StrEnum):
    """What the trusted Authentication-Results say of the author's domain (RFC 8601, DMARC)."""

    PASS = "pass"  # noqa: S105 - a result, no password
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Customer:
    """The person who has the problem: mostly the author. ``record`` is their row of the directory."""

    address: str
    name: str = ""
    record: Person | None = None
    is_author: bool = True


@dataclass(frozen=True, slots=True)
class Handling:
    """Handling information.

    ``values`` maps a field (``netid``, ``desired_email``, ``description``, ``phone``,
    ``device``, ``location``, ``error``, ``started``, ``affected``, ``steps``, or a service's own) to its finding;
    ``missing`` lists the required fields that are not there, in the order they are asked; ``declined`` those of
    them that the customer says not to have.
    """

    values: dict[str, Finding[str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgentWord:
    """What an agent said in the review. It enters the facts and the procedure goes on from there.

    ``disposition`` None means: the procedure decides, with the department and service given.
    """

    by: str
    disposition: Disposition | None = None
    department: str | None = None
    service: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the procedure may ask. Defaults are those of a plain new mail that says nothing.

    ``place`` is the building that the text names, in short; no rule reads it, but outages are told apart by it.
    """

    author: str | None = None
    channel: Channel = Channel.EMAIL
    customer: Finding[Customer | None] = Finding(None)
    automatic: Finding[bool] = Finding(False)
    thread: Finding[ThreadKind] = Finding(ThreadKind.NEW)
    sensitive: Finding[str | None] = Finding(None)
    authentication: Finding[Authentication] = Finding(Authentication.NONE)
    unreadable: Finding[str | None] = Finding(None)
    outage: Finding[bool] = Finding(False)
    place: str = ""
    coned: Finding[bool] = Finding(False)
    department: Finding[Department | None] = Finding(None)
    contract: Finding[bool | None] = Finding(None)
    partner_cue: Finding[bool] = Finding(False)
    services: Finding[tuple[Service, ...]] = Finding(())
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    handling: Handling = field(default_factory=Handling)
    answerable: Finding[bool] = Finding(True)
    solved: Finding[bool] = Finding(False)
    agent: AgentWord | None = None
