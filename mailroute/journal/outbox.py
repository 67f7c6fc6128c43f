"""Outgoing mail with its frozen bytes, and how far each one has come.

Comes in: an open journal, in a transaction where it writes. Goes out: ``OutboxRow``, and ``Outgoing`` to be sent.
Never: changes a payload, sends.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from mailroute.journal.columns import clean, maybe_moment, moment, stamp
from mailroute.journal.records import OutboxRow, OutboxState
from mailroute.mail.outgoing import Envelope, Kind, Outgoing

MOST_OCTETS = 32 * 1024 * 1024
"""Of letters that are held in memory at a time; a larger one goes alone."""

LATELY = 200
"""Letters that are looked back over for a storm: what goes round in a circle makes most of them."""


OF_OUTAGE = "the case is of an outage: its mails are never forwarded"


class OutageMail(Exception):  # noqa: N818 - it names what was nearly sent
    """A mail of an outage was to be passed on; a fault of ours, which nothing may come of."""


@dataclass(frozen=True, slots=True)
class Due:
    """An outgoing mail whose time has come."""

    id: int
    case: int
    token: str
    mail: int | None
    attempts: int
    created_at: datetime
    outgoing: Outgoing


def add(
    db: sqlite3.Connection,
    outgoing: Outgoing,
    *,
    case: int,
    mail: int | None,
    shadow: bool,
    now: datetime,
) -> int:
    """Freeze a mail to be sent; its id. The same Message-ID twice is an sqlite3.IntegrityError.

    Raises OutageMail for what would pass on a mail of an outage (KB 147120: outages are never forwarded).
    """
    if outgoing.kind.passes_on and not shadow and of_outage(db, case):
        raise OutageMail(f"case {case} is of an outage: its mails are never forwarded")
    cursor = db.execute(
        'INSERT INTO outbox ("case", mail, kind, template, state, sender, recipients, message_id, subject, body,'
        " created_at, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, zeroblob(?))",
        (
            case, mail, outgoing.kind, outgoing.template, OutboxState.SHADOW if shadow else OutboxState.WAITING,
            outgoing.envelope.sender, json.dumps(outgoing.envelope.recipients), outgoing.message_id,
            clean(outgoing.subject), clean(outgoing.body), stamp(now), len(outgoing.payload),
        ),
    )  # fmt: skip
    added = int(cursor.lastrowid or 0)
    # Written into its place: as a parameter SQLite would hold it twice more, and a forward may have 100 MB.
    with db.blobopen("outbox", "payload", added) as blob:
        blob.write(outgoing.payload)
    return added


def due(db: sqlite3.Connection, now: datetime, *, limit: int) -> list[Due]:
    """What is to be sent now, the oldest first; at most ``MOST_OCTETS`` at a time. Nothing of a mailbox on hold."""
    # The length of a blob is known without reading it: the bytes are read of those only that are given.
    found = db.execute(
        "SELECT id, length(payload) FROM outbox"
        " WHERE state IN ('waiting', 'deferred') AND (next_try_at IS NULL OR next_try_at <= ?)"
        " AND NOT EXISTS (SELECT 1 FROM mail JOIN mailbox ON mailbox.id = mail.mailbox"
        "   WHERE mail.id = outbox.mail AND mailbox.hold = 1) ORDER BY id LIMIT ?",
        (stamp(now), limit),
    ).fetchall()
    octets = 0
    taken: list[int] = []
    for row in found:
        octets += row[1]
        if taken and octets > MOST_OCTETS:
            break
        taken.append(row[0])
    rows = db.execute(
        'SELECT outbox.*, "case".token FROM outbox JOIN "case" ON "case".id = outbox."case"'
        " WHERE outbox.id IN (SELECT value FROM json_each(?)) ORDER BY outbox.id",
        (json.dumps(taken),),
    )
    return [
        Due(
            row["id"], row["case"], row["token"], row["mail"], row["attempts"],
            moment(row["created_at"]), _outgoing(row),
        )
        for row in rows
    ]  # fmt: skip


def of_outage(db: sqlite3.Connection, case: int) -> bool:
    """Whether a case belongs to an outage that is on, or may be."""
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM outage_case JOIN outage ON outage.id = outage_case.outage"
        " WHERE outage_case.\"case\" = ? AND outage_case.state <> 'released' AND outage.state IN ('possible', 'open'))",
        (case,),
    ).fetchone()
    return bool(row[0])


def dot(db: sqlite3.Connection, outbox_id: int, now: datetime) -> bool:
    """Note that the final dot is about to go out; False when the mail is no longer to be sent.

    What would pass on a mail of an outage is given up here, at the last moment, however it came into the outbox.
    """
    row = db.execute('SELECT "case", kind FROM outbox WHERE id = ?', (outbox_id,)).fetchone()
    if row is not None and Kind(row["kind"]).passes_on and of_outage(db, row["case"]):
        settle(db, outbox_id, OutboxState.CANCELLED, response=OF_OUTAGE, now=now)
        return False
    cursor = db.execute(
        "UPDATE outbox SET state = 'dot', attempts = attempts + 1, dot_at = ?"
        " WHERE id = ? AND state IN ('waiting', 'deferred')",
        (stamp(now), outbox_id),
    )
    return cursor.rowcount == 1


def settle(db: sqlite3.Connection, outbox_id: int, state: OutboxState, *, response: str, now: datetime) -> None:
    """Note how a mail ended: sent, failed, in doubt or cancelled."""
    db.execute(
        "UPDATE outbox SET state = ?, response = ?, settled_at = ?, next_try_at = NULL WHERE id = ?",
        (state, clean(response), stamp(now), outbox_id),
    )


def defer(db: sqlite3.Connection, outbox_id: int, *, until: datetime, response: str, attempts: int) -> None:
    """Note that the server asked to come back later (4yz)."""
    db.execute(
        "UPDATE outbox SET state = 'deferred', next_try_at = ?, response = ?, attempts = ? WHERE id = ?",
        (stamp(until), clean(response), attempts, outbox_id),
    )


def put_back(db: sqlite3.Connection, outbox_id: int, *, attempts: int) -> None:
    """Let a mail wait again that certainly did not go out: the server, not the mail, was at fault."""
    db.execute(
        "UPDATE outbox SET attempts = ?, state = CASE WHEN state = 'dot' THEN 'waiting' ELSE state END WHERE id = ?",
        (attempts, outbox_id),
    )


def again(db: sqlite3.Connection, outbox_id: int) -> bool:
    """Send a forward in doubt again, the same bytes under the same Message-ID; never a reply."""
    row = db.execute("SELECT kind FROM outbox WHERE id = ?", (outbox_id,)).fetchone()
    if row is None or Kind(row["kind"]).at_most_once:
        return False
    cursor = db.execute(
        "UPDATE outbox SET state = 'waiting', next_try_at = NULL, settled_at = NULL"
        " WHERE id = ? AND state IN ('in_doubt', 'failed')",
        (outbox_id,),
    )
    return cursor.rowcount == 1


def hanging(db: sqlite3.Connection) -> list[OutboxRow]:
    """Mails that were at the final dot when the worker last stopped."""
    return _rows(db, "WHERE outbox.state = 'dot'")


def unsent(db: sqlite3.Connection) -> list[OutboxRow]:
    """All that would still be sent."""
    return _rows(db, "WHERE outbox.state IN ('waiting', 'deferred')")


def waiting_of_mail(db: sqlite3.Connection, mail: int) -> list[OutboxRow]:
    """What a mail caused and is not settled."""
    return _rows(db, "WHERE outbox.mail = ? AND outbox.state IN ('waiting', 'deferred', 'shadow')", mail)


def unsent_of_case(db: sqlite3.Connection, case: int) -> list[OutboxRow]:
    """What a case's decisions would still send. Not the notice of an outage: that is about more than this case."""
    where = "WHERE outbox.\"case\" = ? AND outbox.state IN ('waiting', 'deferred') AND outbox.kind <> ?"
    return _rows(db, where, case, Kind.NOTICE)


def written(db: sqlite3.Connection, case: int, template: str) -> int:
    """How many letters of a kind a case's customer has had, or has coming."""
    row = db.execute(
        'SELECT COUNT(*) FROM outbox WHERE "case" = ? AND template = ? AND state NOT IN (?, ?)',
        (case, template, OutboxState.CANCELLED, OutboxState.FAILED),
    ).fetchone()
    return int(row[0])


def forwarded(db: sqlite3.Connection, case: int) -> bool:
    """Whether a queue has had a forward of this case, or may have had one."""
    row = db.execute(
        'SELECT EXISTS (SELECT 1 FROM outbox WHERE "case" = ? AND kind = ?'
        " AND state NOT IN ('waiting', 'deferred', 'failed', 'cancelled'))",
        (case, Kind.FORWARD),
    ).fetchone()
    return bool(row[0])


def unsettled_with_mail(db: sqlite3.Connection, mailbox: int) -> list[tuple[OutboxRow, int]]:
    """What is to be sent for a mail of a mailbox that was not filed yet, with its UID; 0 for a UID that is void."""
    rows = db.execute(
        "SELECT outbox.id, mail.uid * (mail.uidvalidity = mailbox.uidvalidity) AS uid FROM outbox"
        " JOIN mail ON mail.id = outbox.mail JOIN mailbox ON mailbox.id = mail.mailbox"
        " WHERE outbox.state IN ('waiting', 'deferred') AND mail.state = 'decided' AND mail.mailbox = ?",
        (mailbox,),
    ).fetchall()
    return [(_rows(db, "WHERE outbox.id = ?", row["id"])[0], row["uid"]) for row in rows]


def of_case(db: sqlite3.Connection, token: str) -> list[OutboxRow]:
    """The outgoing mails of a case, in order."""
    return _rows(db, 'WHERE "case".token = ?', token.upper())


def get(db: sqlite3.Connection, outbox_id: int) -> OutboxRow | None:
    """One outgoing mail."""
    return next(iter(_rows(db, "WHERE outbox.id = ?", outbox_id)), None)


def sent_as(db: sqlite3.Connection, message_id: str) -> OutboxRow | None:
    """The mail that was sent under this Message-ID; None when none was, or when it was found not to have arrived."""
    return next(iter(_rows(db, "WHERE outbox.message_id = ? AND outbox.state = ?", message_id, OutboxState.SENT)), None)


def passed_on(db: sqlite3.Connection, *, after: datetime, before: datetime) -> list[tuple[int, str, str]]:
    """The cases (number, customer, subject) of the letters to queues that were written between these moments.

    Only the last ``LATELY`` letters are looked at.
    """
    rows = db.execute(
        'SELECT "case".id, "case".customer, "case".subject FROM'
        ' (SELECT "case", kind, created_at FROM outbox ORDER BY id DESC LIMIT ?) AS latest'
        ' JOIN "case" ON "case".id = latest."case" WHERE latest.kind NOT IN (?, ?)'
        " AND latest.created_at > ? AND latest.created_at < ?",
        (LATELY, Kind.REPLY, Kind.REMINDER, stamp(after), stamp(before)),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def next_try(db: sqlite3.Connection) -> datetime | None:
    """When the next deferred mail is due. None of a mailbox on hold: it would be due for ever, and never sent."""
    row = db.execute(
        "SELECT min(next_try_at) FROM outbox WHERE state = 'deferred' AND NOT EXISTS (SELECT 1 FROM mail"
        " JOIN mailbox ON mailbox.id = mail.mailbox WHERE mail.id = outbox.mail AND mailbox.hold = 1)"
    ).fetchone()
    return maybe_moment(row[0])


def _rows(db: sqlite3.Connection, where: str, *values: object) -> list[OutboxRow]:
    rows = db.execute(
        'SELECT outbox.*, "case".token FROM outbox JOIN "case" ON "case".id = outbox."case" '  # noqa: S608 - constants
        f"{where} ORDER BY outbox.id",
        values,
    )
    return [
        OutboxRow(
            id=row["id"],
            case=row["token"],
            mail_id=row["mail"],
            kind=row["kind"],
            template=row["template"],
            state=OutboxState(row["state"]),
            sender=row["sender"],
            recipients=tuple(json.loads(row["recipients"])),
            message_id=row["message_id"],
            subject=row["subject"],
            body=row["body"],
            attempts=row["attempts"],
            created_at=moment(row["created_at"]),
            next_try_at=maybe_moment(row["next_try_at"]),
            sent_at=maybe_moment(row["settled_at"]) if row["state"] == OutboxState.SENT else None,
            response=row["response"],
        )
        for row in rows
    ]


def _outgoing(row: sqlite3.Row) -> Outgoing:
    return Outgoing(
        kind=Kind(row["kind"]),
        template=row["template"],
        envelope=Envelope(row["sender"], tuple(json.loads(row["recipients"]))),
        message_id=row["message_id"],
        subject=row["subject"],
        body=row["body"],
        payload=bytes(row["payload"]),
    )
