"""The state of the worker and of the work, as ``mailroute status`` tells it.

Comes in: an open journal, ``now``. Goes out: a ``Status``. Never: changes anything.
"""

import sqlite3
from datetime import datetime

from mailroute.journal import limits, mailboxes, mails, outages, settings
from mailroute.journal.columns import moment
from mailroute.journal.outages import OutageState
from mailroute.journal.records import Status

BEATS = 3
"""A worker is alive while its last heartbeat is younger than this many polls (and a minute, for slow servers)."""


def read(db: sqlite3.Connection, now: datetime, *, poll_s: float) -> Status:
    """All figures of the contract."""
    heartbeat = settings.when(db, "heartbeat")
    oldest = db.execute("SELECT min(received_at) FROM mail WHERE state IN ('custody', 'shunted')").fetchone()[0]
    held = mailboxes.held(db)
    shadowed = len(mails.shadowed(db))
    trouble = settings.get(db, "trouble")
    notes = [f"{box.name} is on hold: {box.hold}" for box in held]
    if shadowed:
        notes.append(f"{shadowed} mails were decided in shadow and left where they lie ('mailroute retry --shadowed')")
    if trouble:
        notes.append(trouble)
    stopped = limits.stopped(db, now)
    if stopped is not None:
        notes.append(
            f"automatic answers have stopped (the limit of an hour, last met at {stopped:%H:%M} UTC): forwards go on,"
            " who would be answered waits for review"
        )
    for one in outages.listed(db, ended=False):
        on = "may be on" if one.state is OutageState.POSSIBLE else "is on"
        notes.append(f"outage {one.id} ({one.words}) {on}, holding {one.held} cases ('mailroute outage list')")
    answers = limits.in_last_hour(db, now)
    if answers:
        notes.append(f"automatic answers planned in the last hour: {answers}")
    return Status(
        alive=heartbeat is not None and (now - heartbeat).total_seconds() < BEATS * poll_s + 60,
        last_pass_at=settings.when(db, "last_pass"),
        oldest_undecided_s=max(0.0, (now - moment(oldest)).total_seconds()) if oldest else None,
        review_open=_count(db, "review", "state = 'open'"),
        in_doubt=_count(db, "outbox", "state IN ('in_doubt', 'dot')"),
        held=bool(held),
        shunted=_count(db, "mail", "state = 'shunted'"),
        outbox_waiting=_count(db, "outbox", "state IN ('waiting', 'deferred')"),
        catalog_ok=settings.get(db, "catalog_fault") in {None, ""},
        notes=tuple(notes),
    )


def _count(db: sqlite3.Connection, table: str, where: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])  # noqa: S608 - constants
