"""A mail on its way out: SMTP envelope and frozen bytes.

Comes in: nothing; ``compose.py`` makes these. Goes out: what the outbox stores and a submission sends.
"""

from dataclasses import dataclass
from enum import StrEnum

ADDITION = "addition"
"""The letter (its template) with which a later mail of a case follows to where the case went."""


class Kind(StrEnum):
    """What an outgoing mail is: a ``reply`` is sent at most once, the others exactly once or a person is asked."""

    FORWARD = "forward"
    REPLY = "reply"
    CONSULT = "consult"
    NOTICE = "notice"
    CHAT = "chat"
    REMINDER = "reminder"

    @property
    def at_most_once(self) -> bool:
        """True for mails to a customer: one in doubt is never sent again."""
        return self in {Kind.REPLY, Kind.REMINDER}

    @property
    def passes_on(self) -> bool:
        """True where the customer's mail goes along: what a mail of an outage never does."""
        return self in {Kind.FORWARD, Kind.CONSULT}


@dataclass(frozen=True, slots=True)
class Envelope:
    """SMTP's envelope (RFC 5321 section 2.3.1). ``sender`` is empty for the null reverse-path."""

    sender: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One mail to submit: ``payload`` is the whole mail, CRLF line ends, never changed once planned."""

    kind: Kind
    template: str
    envelope: Envelope
    message_id: str
    subject: str
    body: str
    payload: bytes
