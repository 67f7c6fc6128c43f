"""HDQA's standing rulings on services, as given to mailroute.

Comes in: an open journal. Goes out: the catalogue's ``Ruling``. Never: judges whether one is in force.
"""

import sqlite3
from datetime import date, datetime

from mailroute.catalog import Ruling
from mailroute.journal.columns import clean, stamp


def add(db: sqlite3.Connection, ruling: Ruling, now: datetime) -> None:
    """Note a ruling; the latest of a service counts."""
    db.execute(
        'INSERT INTO ruling (service, es, "by", until, at) VALUES (?, ?, ?, ?, ?)',
        (ruling.service, ruling.es, clean(ruling.by), ruling.until.isoformat(), stamp(now)),
    )


def latest(db: sqlite3.Connection) -> list[Ruling]:
    """The latest ruling of each service, by service."""
    rows = db.execute(
        'SELECT service, es, "by", until FROM ruling WHERE id IN (SELECT max(id) FROM ruling GROUP BY service)'
        " ORDER BY service"
    )
    return [Ruling(row["service"], bool(row["es"]), row["by"], date.fromisoformat(row["until"])) for row in rows]
