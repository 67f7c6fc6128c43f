"""Taking custody: every mail of the mailbox is in the journal before anything is decided.

Comes in: an open mailbox. Goes out: rows in the journal. Never: looks at flags, at the UIDs of another UIDVALIDITY, or
at the mail itself.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from mailroute import log
from mailroute.faults import Commit
from mailroute.journal import Journal, events, mailboxes, mails, settings
from mailroute.journal.mailboxes import MailboxRow
from mailroute.mailbox import Fetched, Mailbox, MailboxError
from mailroute.witness import Witness

BATCH = 100
"""Mails taken into custody with one commit,"""

BATCH_OCTETS = 16 * 1024 * 1024
"""and octets, whichever is reached first: what is held in memory stays bounded."""


SUSPECTS = 50
"""Mails that may be the one at which a connection broke."""

MOST_BREAKS = 5
"""Connections that break at a mail fetched alone, before a person is told of it."""

_BREAKS = "fetch_broke_at"


@dataclass(slots=True)
class Intake:
    """Takes mail from one mailbox."""

    journal: Journal
    mailbox: Mailbox
    folders: Sequence[str] = ()
    """The folders that we file to. When they hold mail and the journal knows nothing of it, it is the wrong journal."""
    witness: Witness | None = None
    """Whether the journal is the newest one; None in shadow, where nothing is sent."""
    row: MailboxRow | None = None
    there: Sequence[int] = field(default_factory=list)

    def begin(self, now: datetime) -> MailboxRow:
        """Connect and compare the UIDVALIDITY with the journal's; a new one puts the mailbox on hold.

        So does a journal that is not the newest one. Raises OSError when its mark cannot be read or written.
        """
        uidvalidity = self.mailbox.open()
        db = self.journal.db
        handled = self.mailbox.holding(self.folders) if mailboxes.find(db, self.mailbox.name) is None else []
        doubt = self.witness.doubt() if self.witness is not None else ""
        with self.journal.transaction(Commit.BEGIN):
            known = mailboxes.find(db, self.mailbox.name)
            if known is None:
                added = mailboxes.add(db, self.mailbox.name, uidvalidity)
                if handled:
                    why = (
                        f"the journal is new, yet {', '.join(handled)} holds mail, so that another journal was lost or "
                        "is elsewhere: mails are taken in, nothing is sent until 'mailroute retry --release-hold'"
                    )
                    mailboxes.hold(db, added.id, why)
            elif known.uidvalidity != uidvalidity:
                # RFC 3501 section 2.3.1.1: every UID that we know means nothing now, perhaps another mail.
                why = (
                    f"the server renumbered its mails (UIDVALIDITY {known.uidvalidity} became {uidvalidity}): "
                    "they are taken in, nothing is sent until 'mailroute retry --release-hold'"
                )
                mailboxes.renumber(db, known.id, uidvalidity)
                mailboxes.hold(db, known.id, why)
            if self.witness is not None:
                self.witness.trust()
            if self.witness is not None and doubt:
                mailboxes.hold(db, known.id if known else added.id, doubt)
                self.witness.distrust(now)
        if self.witness is not None and doubt:
            self.witness.settle()
        self.refresh()
        assert self.row is not None, "it was found or added above"
        if self.row.hold:
            log.held(self.row.name, self.row.hold)
        return self.row

    def refresh(self) -> None:
        """See whether the hold was released meanwhile."""
        self.row = mailboxes.find(self.journal.db, self.mailbox.name)

    def new_uids(self) -> list[int]:
        """The UIDs on the server that the journal has not."""
        assert self.row is not None, "begin comes first"
        self.there = self.mailbox.uids()
        known = mails.known_uids(self.journal.db, self.row.id, self.row.uidvalidity, self.there)
        return [uid for uid in self.there if uid not in known]

    def take(self, uids: Sequence[int], now: datetime) -> int:
        """Take custody of these UIDs; how many mails came.

        When the connection breaks, what had come is kept (MailboxError goes on). The mails that were being fetched come
        last at the next pass, one by one, so that one at which a server always breaks off holds up no other; after
        ``MOST_BREAKS`` it is taken without its bytes, for a person.
        """
        breaks = self._breaks()
        careful = sorted((uid for uid in uids if uid in breaks), key=lambda uid: (breaks[uid], uid))
        count = self._fetch([uid for uid in uids if uid not in breaks], now)
        for uid in careful:
            if breaks[uid] >= MOST_BREAKS:
                count += self._keep([Fetched(uid, b"", "the server breaks off whenever this mail is fetched")], now)
            else:
                count += self._fetch([uid], now)
        if careful:
            with self.journal.transaction(Commit.BROKE) as db:
                settings.put(db, _BREAKS, "")
        if count:
            log.received(count)
        return count

    def _fetch(self, uids: Sequence[int], now: datetime) -> int:
        count = 0
        came: set[int] = set()
        try:
            for batch in _batches(self.mailbox.fetch(uids)):
                count += self._keep(batch, now)
                came.update(fetched.uid for fetched in batch)
        except MailboxError:
            self._broke([uid for uid in uids if uid not in came])
            raise
        return count

    def _keep(self, batch: Sequence[Fetched], now: datetime) -> int:
        with self.journal.transaction(Commit.CUSTODY):
            return sum(self._one(fetched, now) for fetched in batch)

    def _broke(self, uids: Sequence[int]) -> None:
        """Note at which mails the connection broke: any of the next few, as the mailbox fetches some at a time."""
        breaks = self._breaks()
        for uid in uids[:SUSPECTS]:
            # Only a mail that was fetched alone is the one.
            breaks[uid] = breaks.get(uid, 0) + (len(uids) == 1)
        with self.journal.transaction(Commit.BROKE) as db:
            settings.put(db, _BREAKS, json.dumps([self._uidvalidity, sorted(breaks.items())]))

    def _breaks(self) -> dict[int, int]:
        """How often the connection broke at a mail when it was fetched alone; 0 for one that was among others."""
        uidvalidity, breaks = json.loads(settings.get(self.journal.db, _BREAKS) or "[0, []]")
        return dict(breaks) if uidvalidity == self._uidvalidity else {}

    @property
    def _uidvalidity(self) -> int:
        assert self.row is not None, "begin comes first"
        return self.row.uidvalidity

    def _one(self, fetched: Fetched, now: datetime) -> bool:
        assert self.row is not None, "begin comes first"
        db, row = self.journal.db, self.row
        if row.hold and not fetched.fault:  # without its bytes a mail cannot be told from another one
            known = mails.renumbered(db, row.id, row.uidvalidity, fetched.uid, fetched.raw)
            if known is not None:
                events.add(db, "renumbered", f"its UID is now {fetched.uid}", now=now, mail=known)
                return True
        mail = mails.take(db, row.id, row.uidvalidity, fetched.uid, fetched.raw, now=now, fault=fetched.fault)
        if mail is None:
            return False
        events.add(db, "received", f"{len(fetched.raw)} octets, UID {fetched.uid}", now=now, mail=mail)
        return True


def _batches(fetched: Iterator[Fetched]) -> Iterator[list[Fetched]]:
    """Fetched mails in groups that one commit takes. The fetching happens outside of it."""
    batch: list[Fetched] = []
    octets = 0
    broken: MailboxError | None = None
    try:
        for one in fetched:
            batch.append(one)
            octets += len(one.raw)
            if len(batch) >= BATCH or octets >= BATCH_OCTETS:
                yield batch
                batch, octets = [], 0
    except MailboxError as error:
        broken = error
    if batch:
        yield batch
    if broken is not None:
        raise broken


def chunks(uids: Sequence[int], size: int) -> Iterator[list[int]]:
    """UIDs in chunks, each taken through the whole journey before the next one."""
    rest = iter(uids)
    while chunk := list(islice(rest, size)):
        yield chunk
