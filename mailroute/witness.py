"""Is this the journal that the desk used last? A lost one, an old one and another desk's look alike from inside.

Comes in: the open journal, its mark, our folders in the mailbox. Goes out: the reason for a hold, in words; "" when
nothing speaks against it. Never: sends, decides, takes a letter of a doubtful journal for one that was not sent.

Two things outlive a journal. Its mark lies beside it and counts letters: it tells exactly, unless the whole folder was
restored. The mailbox has what was filed: mails that no decision of this journal is about were filed by a later one.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mailroute import log
from mailroute.disposition import Disposition
from mailroute.journal import Journal, cases, events, mails, outbox, settings
from mailroute.journal.mark import Marked
from mailroute.journal.records import OutboxState
from mailroute.mail.parse import parse
from mailroute.mailbox import Mailbox
from mailroute.recording import FOLDERS, ask_about_letter

STRANGERS = 3
"""Mails in our folders that the journal does not know, and at least half of the newest there: fewer a person may have
put there by hand."""

_UNTIL = "mails are taken in, nothing is sent until 'mailroute retry --release-hold'"

_MARKED = "marked"
"""The setting of a journal that has a mark: without it, a missing mark says nothing."""

_FOLDERS = "folder_marks"
"""Up to where each of our folders was looked at."""


@dataclass(slots=True)
class Witness:
    """What stands beside the journal. ``folders`` are those we file to, ``folder`` is their parent."""

    journal: Journal
    mailbox: Mailbox
    folders: Sequence[str]
    folder: str
    seen: dict[str, str] | None = field(default=None, init=False)
    strangers: int = field(default=0, init=False)

    def doubt(self) -> str:
        """Why the journal may not be the desk's newest; "" when all is well. Looks at the folders once a process.

        Raises MailboxError, and OSError for a mark that cannot be read.
        """
        mark, own = self.journal.mark, self.journal.marked()
        found = mark.read()
        why = _difference(found, own, was_marked=self._was_marked)
        if why:
            why = f"{mark.path.name}: {why}"
        elif found != own or not self._was_marked:
            # Never ahead of the journal, and on disk before the journal says that there is one.
            mark.write(own)
        if self.seen is None:
            why = self._look() or why
        return f"{why}: {_UNTIL}" if why else ""

    def trust(self) -> None:
        """Within the commit that begins with a mailbox: note what was seen."""
        db = self.journal.db
        if not self._was_marked:
            settings.put(db, _MARKED, "yes")
        if self.seen is not None and (self.seen != self._looked_at or settings.get(db, _FOLDERS) is None):
            settings.put(db, _FOLDERS, json.dumps(self.seen))
        if self.strangers:
            cases.skip_numbers(db, cases.SOME)
            self.strangers = 0

    def distrust(self, now: datetime) -> None:
        """Within the commit of the hold: what waits to be sent may have been sent, and numbers may have been used."""
        db = self.journal.db
        for letter in outbox.unsent(db):
            why = "the journal is not the newest one of this desk: was this mail sent already?"
            outbox.settle(db, letter.id, OutboxState.IN_DOUBT, response=why, now=now)
            folder = f"{self.folder}/{FOLDERS[Disposition.REVIEW]}"
            ask_about_letter(db, letter.id, about="sent", why=why, now=now, folder=folder)
            log.in_doubt(letter.id, letter.case, why)
        cases.skip_numbers(db, cases.MANY)
        found = self.journal.mark.read()
        missing = found.letters - self.journal.marked().letters if found else 0
        settings.count(db, "letters", more=max(0, missing))
        events.add(db, "distrusted", "the journal is not the newest one of this desk", now=now)

    def settle(self) -> None:
        """When the hold is committed: from now on this is the desk's journal."""
        self.journal.mark.write(self.journal.marked())

    def _look(self) -> str:
        """Which folder holds mails that a later journal has filed, in words; "" for none."""
        before = self._looked_at
        came = self.mailbox.newcomers({folder: before.get(folder, "") for folder in self.folders})
        self.seen = before | {folder: newcomers.mark for folder, newcomers in came.items()}
        if settings.get(self.journal.db, _FOLDERS) is None:
            return ""  # the first look; a new journal whose folders hold mail is held for that
        for folder, newcomers in came.items():
            names = [name for head in newcomers.heads if (name := parse(head).message_id)]
            strangers = mails.unknown(self.journal.db, names)
            self.strangers += strangers
            if strangers >= STRANGERS and 2 * strangers >= len(names):
                return f"{folder} holds mails that the journal does not know, so it is an old one, or another's"
        return ""

    @property
    def _was_marked(self) -> bool:
        return settings.get(self.journal.db, _MARKED) is not None

    @property
    def _looked_at(self) -> dict[str, str]:
        return dict(json.loads(settings.get(self.journal.db, _FOLDERS) or "{}"))


def _difference(found: Marked | None, own: Marked, *, was_marked: bool) -> str:
    if found is None:
        return "the file that belongs beside the journal is missing, as if the journal came from elsewhere" * was_marked
    if found.identity != own.identity:
        return "it belongs to another journal, which was lost or is elsewhere"
    if found.letters > own.letters:
        return f"{found.letters - own.letters} letters went out that the journal does not know, so it is an old one"
    return ""
