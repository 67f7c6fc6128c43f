"""What an IMAP server keeps, in memory: the truth that a test looks at.

Comes in: mails, and what a client asks to be done with them. Goes out: folders with every copy of every mail. A copy
remembers which delivery it stems from (``origin``), so that a test can tell two copies of one mail from two mails.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

ALL_MAIL = "[Gmail]/All Mail"
INBOX = "INBOX"


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of server.

    ``silent_move``: MOVE is answered by its tagged line alone. ``labels``: folders are labels of mails that all lie in
    one place, so that a mail is in a folder once at most, and leaving one destroys nothing.
    """

    name: str
    capabilities: str
    delimiter: str = "/"
    prefix: str = ""
    silent_move: bool = False
    labels: bool = False

    def offers(self, capability: str) -> bool:
        """Whether it says that it can do this."""
        return capability in self.capabilities.split()


DOVECOT = Profile("Dovecot", "IMAP4rev1 SASL-IR LITERAL+ ID ENABLE IDLE NAMESPACE UIDPLUS MOVE AUTH=PLAIN")
EXCHANGE = Profile("Exchange", "IMAP4 IMAP4rev1 ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+ MOVE", silent_move=True)
GMAIL = Profile(
    "Gmail",
    "IMAP4rev1 UNSELECT IDLE NAMESPACE ID CHILDREN X-GM-EXT-1 UIDPLUS ENABLE MOVE SASL-IR AUTH=PLAIN",
    labels=True,
)
COURIER = Profile("Courier", "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE IDLE AUTH=PLAIN", delimiter=".", prefix="INBOX.")
"""Files by COPY, STORE and UID EXPUNGE, below a prefix."""

OLD = Profile("RFC 3501", "IMAP4rev1")
"""Files by COPY and STORE; no IDLE, no namespace."""

PROFILES = (DOVECOT, EXCHANGE, GMAIL, COURIER, OLD)


@dataclass(slots=True)
class Stored:
    """One copy of a mail. ``origin`` is the number of its delivery."""

    origin: int
    raw: bytes
    flags: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Folder:
    """UIDs that never come twice, and what lies under them."""

    name: str
    uidvalidity: int
    next_uid: int = 1
    mails: dict[int, Stored] = field(default_factory=dict)

    def add(self, stored: Stored) -> int:
        """Put a copy in; its UID."""
        uid, self.next_uid = self.next_uid, self.next_uid + 1
        self.mails[uid] = stored
        return uid

    def numbers(self) -> dict[int, int]:
        """UID to sequence number."""
        return {uid: number for number, uid in enumerate(sorted(self.mails), start=1)}


class Store:
    """One account. Whoever uses it from several threads holds a lock meanwhile."""

    def __init__(self, profile: Profile, *, uidvalidity: int = 5, first_uid: int = 1) -> None:
        self.profile = profile
        self._uidvalidities = itertools.count(uidvalidity + 1000)
        self._origins = itertools.count(1)
        self.inbox = Folder(INBOX, uidvalidity, first_uid)
        self.folders: dict[str, Folder] = {INBOX: self.inbox}
        self.delivered: dict[int, bytes] = {}
        """Every mail that ever came, by its origin."""
        self.destroyed: list[Stored] = []
        """Copies that were expunged and are nowhere else."""
        if profile.labels:
            self.folders[ALL_MAIL] = Folder(ALL_MAIL, next(self._uidvalidities))

    def deliver(self, raw: bytes) -> int:
        """Put a new mail into INBOX; its UID."""
        origin = next(self._origins)
        self.delivered[origin] = raw
        stored = Stored(origin, raw)
        if self.profile.labels:
            self.folders[ALL_MAIL].add(stored)
        return self.inbox.add(stored)

    def renumber(self) -> None:
        """What a server does that has lost its index: each mail of INBOX has a new UID, under a new UIDVALIDITY."""
        old = self.inbox
        self.inbox = Folder(INBOX, old.uidvalidity + 1, old.next_uid + 1000)
        for uid in sorted(old.mails):
            self.inbox.add(old.mails[uid])
        self.folders[INBOX] = self.inbox

    def folder(self, name: str) -> Folder | None:
        """The folder of this name (INBOX in any case)."""
        return self.folders.get(INBOX if name.upper() == INBOX else name)

    def create(self, name: str) -> bool:
        """Make a folder; False when it is there."""
        if self.folder(name) is not None:
            return False
        self.folders[name] = Folder(name, next(self._uidvalidities))
        return True

    def copy(self, source: Folder, uids: Iterable[int], target: Folder) -> dict[int, int]:
        """Copy what is there; UID to new UID."""
        made: dict[int, int] = {}
        for uid in uids:
            stored = source.mails.get(uid)
            if stored is None:
                continue
            if self.profile.labels:
                have = [its for its, other in target.mails.items() if other is stored]
                made[uid] = have[0] if have else target.add(stored)
            else:
                made[uid] = target.add(Stored(stored.origin, stored.raw, set(stored.flags)))
        return made

    def remove(self, source: Folder, uids: Iterable[int]) -> list[int]:
        """Take copies out of a folder; the sequence numbers as EXPUNGE tells them, the last mail first."""
        numbers = source.numbers()
        gone = sorted((uid for uid in uids if uid in source.mails), reverse=True)
        for uid in gone:
            stored = source.mails.pop(uid)
            if not any(
                other.origin == stored.origin for folder in self.folders.values() for other in folder.mails.values()
            ):
                self.destroyed.append(stored)
        return [numbers[uid] for uid in gone]

    def copies(self, origin: int) -> list[tuple[str, int]]:
        """Where a delivered mail lies now: folder and UID of each copy (of Gmail's, without All Mail)."""
        return [
            (folder.name, uid)
            for folder in self.folders.values()
            if folder.name != ALL_MAIL
            for uid, stored in folder.mails.items()
            if stored.origin == origin
        ]

    def lost(self) -> Sequence[int]:
        """Origins of which there is no copy anywhere any more."""
        kept = {stored.origin for folder in self.folders.values() for stored in folder.mails.values()}
        return sorted(set(self.delivered) - kept)
