"""The outage board: outages by service, place and time, what a person said of each, and the cases that belong to it.

Comes in: an open journal, in a transaction where it writes. Goes out: ``Outage``, ``Link``. Never: decides what is an
outage, moves a case. A notice goes out once for each outage, later mails are counted onto it.
"""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mailroute.journal.columns import clean, maybe_moment, moment, stamp
from mailroute.journal.records import OutboxState

LASTS = timedelta(hours=12)
"""How long after its last report another one is of the same outage."""


class OutageState(StrEnum):
    """An outage's life: perhaps one, one, one that has ended, one that was none."""

    POSSIBLE = "possible"
    OPEN = "open"
    OVER = "over"
    CLEARED = "cleared"


class LinkState(StrEnum):
    """How a case belongs to an outage: a person is asked, it is held with it, it goes its own way again."""

    ASKED = "asked"
    HELD = "held"
    RELEASED = "released"


class OutageError(Exception):
    """An outage cannot become that: unknown, or not in a state for it. One clear line."""


@dataclass(frozen=True, slots=True)
class Outage:
    """An outage. ``services`` are ids, empty when none was recognised; ``place`` is empty for everywhere.

    ``case`` is the first case's number and ``subject`` its subject; ``reports`` counts the mails. ``told`` is True when
    HDQA and SNCC have its ``notice`` (a letter's number), or will. ``held`` counts the cases that wait for its end.
    """

    id: int
    services: tuple[str, ...]
    place: str
    state: OutageState
    case: int
    token: str
    subject: str
    opened_at: datetime
    last_at: datetime
    reports: int
    told: bool
    held: int
    notice: int | None = None
    confirmed_by: str = ""
    ended_by: str = ""
    ended_at: datetime | None = None
    note: str = ""

    @property
    def words(self) -> str:
        """What it is about: ``canvas``, ``wifi in van hise``, ``a service that was not recognised``."""
        about = ", ".join(self.services) or "a service that was not recognised"
        return f"{about} in {self.place}" if self.place else about

    @property
    def holds(self) -> bool:
        """Whether it keeps the next forwards of its services: a possible one, and one that a person confirmed."""
        return self.state is OutageState.POSSIBLE or (self.state is OutageState.OPEN and bool(self.confirmed_by))


@dataclass(frozen=True, slots=True)
class Link:
    """A case of an outage (both by number). ``telling``: its mail tells of the outage itself."""

    id: int
    outage: int
    case: int
    telling: bool
    state: LinkState


# An outage that was only planned in shadow, or whose notice was given up, is one that nobody was told of.
_SELECT = """
    SELECT outage.*, "case".token, "case".subject, outbox.state AS notice_state, (SELECT count(*) FROM outage_case
        WHERE outage_case.outage = outage.id AND outage_case.state <> 'released') AS held
    FROM outage JOIN "case" ON "case".id = outage."case" LEFT JOIN outbox ON outbox.id = outage.notice
"""
_REAL = (
    "(outage.state <> 'open' OR outage.confirmed_by <> '' OR coalesce(outbox.state, 'shadow')"
    " NOT IN ('shadow', 'cancelled'))"
)


def get(db: sqlite3.Connection, outage: int) -> Outage | None:
    """The outage of a number."""
    row = db.execute(f"{_SELECT} WHERE outage.id = ?", (outage,)).fetchone()
    return _outage(row) if row else None


def listed(db: sqlite3.Connection, *, ended: bool) -> list[Outage]:
    """The board, the newest first: what is possible or open, and with ``ended`` what was."""
    states = tuple(OutageState) if ended else (OutageState.POSSIBLE, OutageState.OPEN)
    marks = ", ".join("?" * len(states))
    rows = db.execute(f"{_SELECT} WHERE {_REAL} AND outage.state IN ({marks}) ORDER BY outage.id DESC", states)
    return [_outage(row) for row in rows]


def begin(
    db: sqlite3.Connection,
    *,
    services: Collection[str],
    place: str,
    state: OutageState,
    case: int,
    reports: int,
    now: datetime,
) -> int:
    """Put an outage on the board; its number."""
    cursor = db.execute(
        'INSERT INTO outage (about, place, state, "case", reports, opened_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ("+".join(sorted(services)) or "?", clean(place), state, case, reports, stamp(now), stamp(now)),
    )
    return int(cursor.lastrowid or 0)


def told_of(db: sqlite3.Connection, now: datetime, *, shadow: bool) -> list[Outage]:
    """The open outages that another report may be of, the newest first; in shadow those planned in shadow, too."""
    rows = db.execute(
        f"{_SELECT} WHERE outage.state = ? AND outage.last_at > ? AND outbox.state NOT IN (?, ?)"
        " ORDER BY outage.id DESC",
        (OutageState.OPEN, stamp(now - LASTS), OutboxState.CANCELLED, "" if shadow else OutboxState.SHADOW),
    )
    return [_outage(row) for row in rows]


def holding(db: sqlite3.Connection) -> list[Outage]:
    """The outages that keep the next forwards of their services; one that a person confirmed before a possible one."""
    rows = db.execute(
        f"{_SELECT} WHERE outage.state = ? OR (outage.state = ? AND outage.confirmed_by <> '')"
        " ORDER BY outage.state = ?, outage.id",
        (OutageState.POSSIBLE, OutageState.OPEN, OutageState.POSSIBLE),
    )
    return [_outage(row) for row in rows]


def count(db: sqlite3.Connection, outage: int, now: datetime) -> None:
    """Count a mail onto an outage."""
    db.execute("UPDATE outage SET reports = reports + 1, last_at = ? WHERE id = ?", (stamp(now), outage))


def notify(db: sqlite3.Connection, outage: int, letter: int) -> None:
    """Note the letter that tells HDQA and SNCC of an outage."""
    db.execute("UPDATE outage SET notice = ? WHERE id = ?", (letter, outage))


def confirm(db: sqlite3.Connection, outage: int, *, by: str, note: str) -> None:
    """A person says that it is an outage. Raises OutageError."""
    _must_be(db, outage, (OutageState.POSSIBLE, OutageState.OPEN))
    db.execute(
        "UPDATE outage SET state = ?, confirmed_by = ?, note = ? WHERE id = ?",
        (OutageState.OPEN, clean(by), clean(note), outage),
    )


def end(db: sqlite3.Connection, outage: int, state: OutageState, *, by: str, note: str, now: datetime) -> None:
    """A person says that it is over, or was none (``cleared``). Raises OutageError."""
    if state is OutageState.OVER:
        _must_be(db, outage, (OutageState.OPEN,))
    else:
        _must_be(db, outage, (OutageState.POSSIBLE, OutageState.OPEN))
    db.execute(
        "UPDATE outage SET state = ?, ended_by = ?, ended_at = ?, note = ? WHERE id = ?",
        (state, clean(by), stamp(now), clean(note), outage),
    )


def _must_be(db: sqlite3.Connection, outage: int, states: tuple[OutageState, ...]) -> None:
    found = get(db, outage)
    if found is None:
        raise OutageError(f"there is no outage {outage}; see: mailroute outage list")
    if found.state not in states:
        if found.state is OutageState.POSSIBLE:
            raise OutageError(f"outage {outage} is only possible: confirm or clear it")
        raise OutageError(f"outage {outage} was declared {found.state} by {found.ended_by}")


# --- the cases of an outage ---


def link(
    db: sqlite3.Connection, outage: int, case: int, state: LinkState, *, telling: bool = False, now: datetime
) -> None:
    """Let a case belong to an outage, and to no other one any more."""
    release(db, case)
    db.execute(
        'INSERT INTO outage_case (outage, "case", telling, state, at) VALUES (?, ?, ?, ?, ?)',
        (outage, case, telling, state, stamp(now)),
    )


def release(db: sqlite3.Connection, case: int) -> None:
    """Let a case go its own way."""
    db.execute(
        'UPDATE outage_case SET state = ? WHERE "case" = ? AND state <> ?',
        (LinkState.RELEASED, case, LinkState.RELEASED),
    )


def of_case(db: sqlite3.Connection, case: int) -> Link | None:
    """The outage that a case belongs to now."""
    row = db.execute(
        'SELECT * FROM outage_case WHERE "case" = ? AND state <> ? ORDER BY id DESC LIMIT 1', (case, LinkState.RELEASED)
    ).fetchone()
    return _link(row) if row else None


def last_of_case(db: sqlite3.Connection, case: int) -> int | None:
    """The number of the outage that a case belongs to, or belonged to last."""
    row = db.execute('SELECT outage FROM outage_case WHERE "case" = ? ORDER BY id DESC LIMIT 1', (case,)).fetchone()
    return int(row[0]) if row else None


def pending(db: sqlite3.Connection, *, limit: int) -> list[Link]:
    """The cases with which something is to be done, as a person has said what their outage is; the oldest first."""
    rows = db.execute(
        "SELECT outage_case.* FROM outage_case JOIN outage ON outage.id = outage_case.outage"
        " WHERE (outage_case.state = 'asked' AND outage.state = 'open' AND outage.confirmed_by <> '')"
        " OR (outage_case.state <> 'released' AND outage.state IN ('over', 'cleared'))"
        ' ORDER BY outage_case."case" LIMIT ?',
        (limit,),
    )
    return [_link(row) for row in rows]


def untold(db: sqlite3.Connection) -> list[Outage]:
    """The outages that a person confirmed and HDQA and SNCC do not know of, though no case is left to tell of it."""
    rows = db.execute(
        f"{_SELECT} WHERE outage.state = ? AND outage.confirmed_by <> '' AND outage.notice IS NULL AND NOT EXISTS"  # noqa: S608 - constants
        " (SELECT 1 FROM outage_case WHERE outage_case.outage = outage.id AND outage_case.state = 'asked')",
        (OutageState.OPEN,),
    )
    return [_outage(row) for row in rows]


# --- what bursts are found by ---


@dataclass(frozen=True, slots=True)
class Trouble:
    """One customer's matter with a service, by the mail's own time ``at``."""

    case: int
    customer: str
    place: str
    at: datetime


def note_trouble(db: sqlite3.Connection, *, case: int, service: str, place: str, customer: str, at: datetime) -> None:
    """Note a customer's matter with a service."""
    db.execute(
        'INSERT INTO trouble ("case", service, place, customer, at) VALUES (?, ?, ?, ?, ?)',
        (case, service, clean(place), clean(customer.lower()), stamp(at)),
    )


def troubles(db: sqlite3.Connection, service: str, *, since: datetime, until: datetime) -> list[Trouble]:
    """The matters with a service between two moments, both included, in the order of their own times."""
    rows = db.execute(
        'SELECT "case", customer, place, at FROM trouble WHERE service = ? AND at BETWEEN ? AND ? ORDER BY at, id',
        (service, stamp(since), stamp(until)),
    )
    return [Trouble(row[0], row[1], row[2], moment(row[3])) for row in rows]


def place_of_case(db: sqlite3.Connection, case: int) -> str:
    """Where a case's trouble is, as far as it was noted."""
    row = db.execute('SELECT place FROM trouble WHERE "case" = ? LIMIT 1', (case,)).fetchone()
    return str(row[0]) if row else ""


def _link(row: sqlite3.Row) -> Link:
    return Link(row["id"], row["outage"], row["case"], bool(row["telling"]), LinkState(row["state"]))


def _outage(row: sqlite3.Row) -> Outage:
    told = row["notice_state"] is not None and row["notice_state"] != OutboxState.CANCELLED
    return Outage(
        id=row["id"],
        services=() if row["about"] == "?" else tuple(row["about"].split("+")),
        place=row["place"],
        state=OutageState(row["state"]),
        case=row["case"],
        token=row["token"],
        subject=row["subject"],
        opened_at=moment(row["opened_at"]),
        last_at=moment(row["last_at"]),
        reports=row["reports"],
        told=told,
        held=row["held"],
        notice=row["notice"],
        confirmed_by=row["confirmed_by"],
        ended_by=row["ended_by"],
        ended_at=maybe_moment(row["ended_at"]),
        note=row["note"],
    )
