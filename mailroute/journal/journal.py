"""The journal as the commands and the worker hold it: one open SQLite file and what it tells.

Comes in: a path; ``now``. Goes out: the records of ``records.py``. Never: SQL here (it stands with its noun, in
``mails.py``, ``cases.py``, ``outbox.py``, ``reviews.py``, ...), network, a decision.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from mailroute.catalog import Ruling
from mailroute.journal.records import (
    CaseState,
    CaseSummary,
    Event,
    OutboxRow,
    ReviewItem,
    Status,
    StoredDecision,
)


class Journal:
    """An open journal. Close it, or use it in a ``with`` statement."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self.db = db
        self.path = path

    @classmethod
    def open(cls, path: Path, *, now: datetime, create: bool = True) -> "Journal":
        """Open the journal at ``path``, made (mode 0600) or brought to this version when needed.

        With ``create`` False a missing file is a JournalError. Raises JournalError, in one clear line, when the file
        is damaged, of a later version, or not to be read.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file."""
        raise NotImplementedError

    def __enter__(self) -> "Journal":
        """The journal itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the block, or nothing. Holds the write lock from the first line on (BEGIN IMMEDIATE)."""
        raise NotImplementedError

    @property
    def secret(self) -> bytes:
        """The key of our Message-IDs and case tokens, made when the journal was."""
        raise NotImplementedError

    def reviews(self, *, include_decided: bool = False) -> list[ReviewItem]:
        """The reviews that wait, urgent ones first, then the oldest first."""
        raise NotImplementedError

    def review(self, review_id: int) -> ReviewItem | None:
        """One review, open or decided."""
        raise NotImplementedError

    def cases(self, *, state: CaseState | None = None, limit: int | None = None) -> list[CaseSummary]:
        """Cases, the newest first."""
        raise NotImplementedError

    def case(self, token: str) -> CaseSummary | None:
        """One case; its token in any letter case."""
        raise NotImplementedError

    def events(self, token: str) -> list[Event]:
        """What happened in a case, in order."""
        raise NotImplementedError

    def decisions(self, token: str) -> list[StoredDecision]:
        """The decisions of a case, in order, each with its trail and facts."""
        raise NotImplementedError

    def outbox(self, token: str) -> list[OutboxRow]:
        """The outgoing mails of a case, in order."""
        raise NotImplementedError

    def mail_raw(self, mail_id: int) -> bytes:
        """The bytes of a mail as received. Raises KeyError when there is none."""
        raise NotImplementedError

    def rulings(self) -> list[Ruling]:
        """HDQA's rulings given by ``mailroute ruling add``: the latest of each service."""
        raise NotImplementedError

    def add_ruling(self, service: str, es: bool, *, by: str, until: date, now: datetime) -> Ruling:  # noqa: FBT001
        """Note a ruling of HDQA; it replaces the service's earlier one (which stays in the history)."""
        raise NotImplementedError

    def status(self, now: datetime, *, poll_s: float = 60) -> Status:
        """The state of the worker and of the work, by the names of the contract."""
        raise NotImplementedError

    def known_rulings(self) -> Sequence[Ruling]:
        """The same as ``rulings``, for the planner."""
        return self.rulings()
