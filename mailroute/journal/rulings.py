"""HDQA's rulings on services, as given to mailroute: standing ones, and those for one case alone.

Comes in: an open journal. Goes out: the catalogue's ``Ruling``. Never: judges whether one is in force.
"""

import sqlite3
from datetime import date, datetime

from mailroute.catalog import Ruling
from mailroute.journal.columns import clean, moment, stamp

_COLUMNS = 'service, es, "by", until, "case", words'


def add(
    db: sqlite3.Connection, ruling: Ruling, now: datetime, *, case: int | None = None, mail: int | None = None
) -> None:
    """Note a ruling; the latest of a service counts. One that does not stand is that ``case``'s alone."""
    if ruling.standing == (case is not None):
        raise ValueError("a ruling either stands for its whole service or belongs to a case")
    db.execute(
        'INSERT INTO ruling (service, es, "by", until, at, "case", mail, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        (
            ruling.service, ruling.es, clean(ruling.by), ruling.until.isoformat(), stamp(now), case, mail,
            clean(ruling.words),
        ),
    )  # fmt: skip


def latest(db: sqlite3.Connection) -> list[Ruling]:
    """The latest standing ruling of each service, by service."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM ruling WHERE id IN"  # noqa: S608 - constants
        ' (SELECT max(id) FROM ruling WHERE "case" IS NULL GROUP BY service) ORDER BY service'
    )
    return [_ruling(row) for row in rows]


def of_case(db: sqlite3.Connection, case: int) -> list[Ruling]:
    """The rulings that a case is decided by: the standing ones, then those that HDQA gave on this very case."""
    rows = db.execute(
        f'SELECT {_COLUMNS} FROM ruling WHERE id IN (SELECT max(id) FROM ruling WHERE "case" = ? GROUP BY service)'  # noqa: S608
        " ORDER BY service",
        (case,),
    )
    return [*latest(db), *map(_ruling, rows)]


def last_at(db: sqlite3.Connection) -> datetime | None:
    """When the newest standing ruling was given; None when there is none."""
    found = db.execute('SELECT max(at) FROM ruling WHERE "case" IS NULL').fetchone()[0]
    return moment(found) if found else None


def _ruling(row: sqlite3.Row) -> Ruling:
    until = date.fromisoformat(row["until"])
    return Ruling(row["service"], bool(row["es"]), row["by"], until, row["words"], standing=row["case"] is None)
