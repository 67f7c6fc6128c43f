"""The journal as the commands and the worker hold it: one open SQLite file and what it tells.

Comes in: a path; ``now``. Goes out: the records of ``records.py``. Never: SQL here (it stands with its noun, in
``mails.py``, ``cases.py``, ``outbox.py``, ``reviews.py``, ...), network, a decision.
"""

import sqlite3
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Self

from mailroute.catalog import Ruling
from mailroute.faults import Commit
from mailroute.journal import (
    cases,
    connection,
    decisions,
    events,
    life,
    mails,
    outbox,
    reviews,
    rulings,
    settings,
    status,
)
from mailroute.journal.life import Life
from mailroute.journal.mark import Mark, Marked
from mailroute.journal.records import CaseState, CaseSummary, Event, OutboxRow, ReviewItem, Status, StoredDecision


class Journal:
    """An open journal. Close it, or use it in a ``with`` statement."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self.db = db
        self.path = path
        self.mark = Mark(path)
        self._secret: bytes | None = None

    @classmethod
    def open(cls, path: Path, *, now: datetime, create: bool = True, check: bool = False) -> "Journal":
        """Open the journal at ``path``, made (mode 0600) or brought to this version when needed.

        With ``create`` False a missing file is a JournalError; with ``check`` the file's pages are looked through
        first. Raises JournalError, in one clear line, when the file is damaged, of a later version, or not to be read.
        """
        db = connection.connect(path, create=create, check=check)
        journal = cls(db, path)
        if settings.get(db, "secret") is None:
            with journal.transaction(Commit.BORN):
                settings.be_born(db, now)
        return journal

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def __enter__(self) -> Self:
        """The journal itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def transaction(self, commit: Commit) -> AbstractContextManager[sqlite3.Connection]:
        """All of the block, or nothing. Holds the write lock from the first line on (BEGIN IMMEDIATE)."""
        return connection.transaction(self.db, commit)

    def savepoint(self) -> AbstractContextManager[None]:
        """A part of a transaction that may fail alone."""
        return connection.savepoint(self.db)

    @property
    def secret(self) -> bytes:
        """The key of our Message-IDs and case tokens, made when the journal was."""
        if self._secret is None:
            self._secret = bytes.fromhex(settings.get(self.db, "secret") or "")
        return self._secret

    def marked(self) -> Marked:
        """What the journal's mark should say."""
        return Marked(settings.get(self.db, "identity") or "", settings.count(self.db, "letters"))

    @property
    def version(self) -> int:
        """A number that changes when another process has committed to the journal (SQLite's data_version)."""
        return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    def reviews(self, *, include_decided: bool = False) -> list[ReviewItem]:
        """The reviews that wait, urgent ones first, then the oldest first."""
        return reviews.listed(self.db, include_decided=include_decided)

    def review(self, review_id: int) -> ReviewItem | None:
        """One review, open or decided."""
        return reviews.get(self.db, review_id)

    def cases(self, *, state: CaseState | None = None, limit: int | None = None) -> list[CaseSummary]:
        """Cases, the newest first."""
        return cases.summaries(self.db, state=state, limit=limit)

    def case(self, token: str) -> CaseSummary | None:
        """One case; its token in any letter case."""
        return cases.summary(self.db, token)

    def life(self, token: str) -> Life | None:
        """All that there is of one case; its token in any letter case."""
        return life.of_case(self.db, token)

    def events(self, token: str) -> list[Event]:
        """What happened in a case, in order."""
        return events.of_case(self.db, token)

    def decisions(self, token: str) -> list[StoredDecision]:
        """The decisions of a case, in order, each with its trail and facts."""
        return decisions.of_case(self.db, token)

    def outbox(self, token: str) -> list[OutboxRow]:
        """The outgoing mails of a case, in order."""
        return outbox.of_case(self.db, token)

    def mail_raw(self, mail_id: int) -> bytes:
        """The bytes of a mail as received. Raises KeyError when there is none."""
        return mails.raw(self.db, mail_id)

    def rulings(self) -> list[Ruling]:
        """HDQA's rulings given by ``mailroute ruling add``: the latest of each service."""
        return rulings.latest(self.db)

    def add_ruling(self, service: str, *, es: bool, by: str, until: date, now: datetime) -> Ruling:
        """Note a ruling of HDQA; it replaces the service's earlier one (which stays in the history)."""
        ruling = Ruling(service, es, by, until)
        with self.transaction(Commit.RULING):
            rulings.add(self.db, ruling, now)
        return ruling

    def status(self, now: datetime, *, poll_s: float = 60) -> Status:
        """The state of the worker and of the work, by the names of the contract."""
        return status.read(self.db, now, poll_s=poll_s)
