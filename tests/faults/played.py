"""What came of a worker's life among servers that misbehave: the truth of both, and the journal's rows.

Comes in: nothing. Goes out: plain values, to be judged.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tests.faults.fault import Trouble
from tests.faults.imap_store import DOVECOT, Profile
from tests.faults.smtp_server import Arrived


@dataclass(frozen=True, slots=True)
class Setting:
    """Two servers: the mailbox's profile, the submission's ways to sign in, and whether each is reached by STARTTLS."""

    profile: Profile = DOVECOT
    ways: str = "PLAIN"
    imap_tls: bool = False
    smtp_tls: bool = False

    def __str__(self) -> str:
        imap = self.profile.name + (" STARTTLS" if self.imap_tls else "")
        return f"{imap} / {self.ways}{' STARTTLS' if self.smtp_tls else ''}"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail's row of the journal. ``fault`` says why its text is not whole."""

    uid: int
    raw: bytes
    state: str
    folder: str
    fault: str
    disposition: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's row of the journal, and whether a person is asked about it."""

    kind: str
    template: str
    state: str
    recipients: str
    message_id: str
    payload: bytes
    asked: str


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it. ``took_s``: until the first mails were settled, and until the one was that came while waiting.

    ``copies``: where each delivered mail lies, by its number from 1. ``flags``: those in INBOX.
    """

    took_s: tuple[float, ...]
    mails: tuple[Mail, ...]
    letters: tuple[Letter, ...]
    arrived: tuple[Arrived, ...]
    delivered: Mapping[int, bytes]
    copies: Mapping[int, tuple[str, ...]]
    lost: tuple[int, ...]
    flags: tuple[frozenset[str], ...]
    passes: tuple[Counter[str], Counter[str]]
    met: tuple[Trouble, ...]
