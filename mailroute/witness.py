"""Is this the journal that the desk used last? A lost one, an old one and another desk's look alike from inside.

Comes in: the open journal, its mark, our folders in the mailbox. Goes out: the reason for a hold, in words; "" when
nothing speaks against it. Never: sends, decides, takes a letter of a doubtful journal for one that was not sent.
"""

from dataclasses import dataclass
from datetime import datetime

from mailroute import log
from mailroute.disposition import Disposition
from mailroute.journal import Journal, cases, events, outbox, settings
from mailroute.journal.mark import Marked
from mailroute.journal.records import OutboxState
from mailroute.recording import FOLDERS, ask_about_letter

_UNTIL = "mails are taken in, nothing is sent until 'mailroute retry --release-hold'"

_MARKED = "marked"
"""The setting of a journal that has a mark: without it, a missing mark says nothing."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What stands beside the journal. ``folder`` is the parent of the folders we file to."""

    journal: Journal
    folder: str

    def doubt(self) -> str:
        """Why the journal may not be the desk's newest; "" when all is well, and then it has its mark."""
        mark, own = self.journal.mark, self.journal.marked()
        found = mark.read()
        if found == own and self._was_marked:
            return ""
        why = _difference(found, own, was_marked=self._was_marked)
        if why:
            return f"{mark.path.name}: {why}: {_UNTIL}"
        # Never ahead of the journal, and on disk before the journal says that there is one.
        mark.write(own)
        return ""

    def trust(self) -> None:
        """Within the commit that begins with a mailbox: the journal has its mark."""
        if not self._was_marked:
            settings.put(self.journal.db, _MARKED, "yes")

    def distrust(self, now: datetime) -> None:
        """Within the commit of the hold: what waits to be sent may have been sent, and numbers may have been used."""
        db = self.journal.db
        for letter in outbox.unsent(db):
            why = "the journal is not the newest one of this desk: was this mail sent already?"
            outbox.settle(db, letter.id, OutboxState.IN_DOUBT, response=why, now=now)
            folder = f"{self.folder}/{FOLDERS[Disposition.REVIEW]}"
            ask_about_letter(db, letter.id, about="sent", why=why, now=now, folder=folder)
            log.in_doubt(letter.id, letter.case, why)
        cases.skip_numbers(db)
        found = self.journal.mark.read()
        missing = found.letters - self.journal.marked().letters if found else 0
        settings.count(db, "letters", more=max(0, missing))
        settings.put(db, _MARKED, "yes")
        events.add(db, "distrusted", "the journal is not the newest one of this desk", now=now)

    def settle(self) -> None:
        """When the hold is committed: from now on this is the desk's journal."""
        self.journal.mark.write(self.journal.marked())

    @property
    def _was_marked(self) -> bool:
        return settings.get(self.journal.db, _MARKED) is not None


def _difference(found: Marked | None, own: Marked, *, was_marked: bool) -> str:
    if found is None:
        return "the file that belongs beside the journal is missing, as if the journal came from elsewhere" * was_marked
    if found.identity != own.identity:
        return "it belongs to another journal, which was lost or is elsewhere"
    if found.letters > own.letters:
        return f"{found.letters - own.letters} letters went out that the journal does not know, so it is an old one"
    return ""
