"""Custody of every mail: its bytes, where it lies on the server, and how far it has come.

Comes in: an open journal, in a transaction where it writes. Goes out: ``MailRow``. Never: parses a mail.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailroute.journal.columns import clean, stamp
from mailroute.journal.records import MailState

ATTEMPTS = 3
"""Failed attempts after which a mail is set aside for a person, and not read any more."""

MOST_TOGETHER = 10
"""Mails of one case that are read, and go along with a forward, together;"""

MOST_OCTETS = 24 * 1024 * 1024
"""and their octets, the first one apart: the letter that carries them must be taken by a server, and fit in memory."""


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail of the journal, without its bytes.

    ``case`` is the case's number, None before it was decided. ``error`` says why the last attempt failed, ``fault``
    why its bytes are not the whole mail.
    """

    id: int
    mailbox: int
    uidvalidity: int
    uid: int
    state: MailState
    attempts: int
    shadow: bool
    case: int | None
    folder: str
    received_at: str
    error: str
    fault: str


_COLUMNS = 'id, mailbox, uidvalidity, uid, state, attempts, shadow, "case", folder, received_at, error, fault'


def known_uids(db: sqlite3.Connection, mailbox: int, uidvalidity: int, uids: Sequence[int]) -> set[int]:
    """Those of ``uids`` that the journal has."""
    if not uids:
        return set()
    rows = db.execute(
        "SELECT uid FROM mail WHERE mailbox = ? AND uidvalidity = ? AND uid BETWEEN ? AND ?",
        (mailbox, uidvalidity, min(uids), max(uids)),
    )
    return {row[0] for row in rows}.intersection(uids)


def take(
    db: sqlite3.Connection, mailbox: int, uidvalidity: int, uid: int, raw: bytes, *, now: datetime, fault: str = ""
) -> int | None:
    """Take custody of a mail; its id, or None when the journal has this UID already."""
    digest = hashlib.sha256(raw).hexdigest()
    cursor = db.execute(
        "INSERT OR IGNORE INTO mail (mailbox, uidvalidity, uid, state, received_at, fault, sha256, size, raw)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (mailbox, uidvalidity, uid, MailState.CUSTODY, stamp(now), fault, digest, len(raw), raw),
    )
    return cursor.lastrowid if cursor.rowcount else None


def renumbered(db: sqlite3.Connection, mailbox: int, uidvalidity: int, uid: int, raw: bytes) -> int | None:
    """After a new UIDVALIDITY: give the mail with exactly these bytes its new UID, and return its id.

    None when no mail under an old UIDVALIDITY has them: it is new. A mail that was filed away and is back is
    filed again, never decided again.
    """
    row = db.execute(
        "SELECT id, state FROM mail WHERE sha256 = ? AND mailbox = ? AND uidvalidity <> ?"
        " ORDER BY state = 'filed', id LIMIT 1",
        (hashlib.sha256(raw).hexdigest(), mailbox, uidvalidity),
    ).fetchone()
    if row is None:
        return None
    state = MailState.DECIDED if row["state"] == MailState.FILED else row["state"]
    db.execute("UPDATE mail SET uidvalidity = ?, uid = ?, state = ? WHERE id = ?", (uidvalidity, uid, state, row["id"]))
    return int(row["id"])


def unknown(db: sqlite3.Connection, message_ids: Sequence[str]) -> int:
    """How many of these Message-IDs no decided mail of the journal has."""
    found = {
        row[0]
        for row in db.execute(
            "SELECT message_id FROM mail WHERE message_id IN (SELECT value FROM json_each(?))",
            (json.dumps([clean(name) for name in message_ids]),),
        )
    }
    return sum(clean(name) not in found for name in message_ids)


def undecided(db: sqlite3.Connection, *, limit: int) -> list[MailRow]:
    """Mails in custody, the oldest first, those never tried before those that were; none of a mailbox on hold."""
    found: list[MailRow] = []
    for tried in (False, True):  # two walks along the index: one would sort all that waits, for each batch anew
        rows = db.execute(
            f"SELECT {_COLUMNS} FROM mail WHERE state = ? AND (attempts > 0) = ?"  # noqa: S608
            " AND mailbox NOT IN (SELECT id FROM mailbox WHERE hold = 1) ORDER BY id LIMIT ?",
            (MailState.CUSTODY, tried, limit - len(found)),
        )
        found += [_row(row) for row in rows]
    return found


def get(db: sqlite3.Connection, mail_id: int) -> MailRow | None:
    """One mail."""
    row = db.execute(f"SELECT {_COLUMNS} FROM mail WHERE id = ?", (mail_id,)).fetchone()  # noqa: S608
    return _row(row) if row else None


def raw(db: sqlite3.Connection, mail_id: int) -> bytes:
    """The bytes of a mail as received. Raises KeyError when there is none."""
    row = db.execute("SELECT raw FROM mail WHERE id = ?", (mail_id,)).fetchone()
    if row is None:
        raise KeyError(mail_id)
    return bytes(row[0])


def of_customer(db: sqlite3.Connection, case: int) -> list[int]:
    """The mails that a case is decided on, oldest first: its first, and what its customer wrote since.

    A robot's mail on the case is not among them, nor HDQA's answer: they say nothing about the matter.
    """
    rows = db.execute(
        'SELECT mail.id FROM mail JOIN "case" ON "case".id = mail."case" WHERE "case".id = ?1 AND mail.robot = 0 AND'
        ' (mail.author = "case".customer OR mail.id = (SELECT min(id) FROM mail WHERE "case" = ?1)) ORDER BY mail.id',
        (case,),
    )
    return [row[0] for row in rows]


def foremost(db: sqlite3.Connection, mail_ids: Sequence[int]) -> list[int]:
    """Of a case's mails those that it is read by: all, or the first and the newest, in order, within the bounds.

    Somebody who never stops writing on a case must not make each further mail dearer than the one before.
    """
    if not mail_ids:
        return []
    first, *later = mail_ids
    kept: list[int] = []
    octets = 0
    for mail_id in reversed(later[-(MOST_TOGETHER - 1) :]):
        octets += int(db.execute("SELECT size FROM mail WHERE id = ?", (mail_id,)).fetchone()[0])
        if kept and octets > MOST_OCTETS:
            break
        kept.append(mail_id)
    return [first, *reversed(kept)]


def case_of_own(db: sqlite3.Connection, names: Sequence[str], author: str, *, since: datetime) -> int | None:
    """The case of the newest mail of an author with one of these Message-IDs that came since then."""
    row = db.execute(
        'SELECT "case" FROM mail WHERE message_id IN (SELECT value FROM json_each(?)) AND author = ? AND robot = 0'
        ' AND "case" IS NOT NULL AND received_at >= ? ORDER BY id DESC LIMIT 1',
        (json.dumps([clean(name) for name in names]), author, stamp(since)),
    ).fetchone()
    return row[0] if row else None


def attempt(db: sqlite3.Connection, mail_ids: Iterable[int]) -> None:
    """Count an attempt before it is made, so that a crash in it is counted too."""
    db.executemany("UPDATE mail SET attempts = attempts + 1 WHERE id = ?", [(mail_id,) for mail_id in mail_ids])


def decided(
    db: sqlite3.Connection,
    mail_id: int,
    *,
    case: int,
    folder: str,
    shadow: bool,
    message_id: str,
    author: str,
    subject: str,
    robot: bool,
    now: datetime,
) -> None:
    """Note that a mail was decided, to which case it belongs and where it is to be filed."""
    db.execute(
        'UPDATE mail SET state = ?, "case" = ?, folder = ?, shadow = ?, message_id = ?, author = ?, subject = ?,'
        " robot = ?, decided_at = ?, error = '' WHERE id = ?",
        (
            MailState.DECIDED, case, folder, shadow, clean(message_id), clean(author), clean(subject),
            robot, stamp(now), mail_id,
        ),
    )  # fmt: skip


def stumbled(db: sqlite3.Connection, mail_id: int, error: str) -> None:
    """Note why an attempt failed; the mail is tried again."""
    db.execute("UPDATE mail SET error = ? WHERE id = ?", (clean(error), mail_id))


def shunt(db: sqlite3.Connection, mail_id: int, error: str) -> None:
    """Set a mail aside for a person: it failed too often."""
    db.execute("UPDATE mail SET state = ?, error = ? WHERE id = ?", (MailState.SHUNTED, clean(error), mail_id))


def unshunt(db: sqlite3.Connection, mail_id: int) -> bool:
    """Bring a shunted mail back, as if it had just come; False when it is not shunted."""
    cursor = db.execute(
        "UPDATE mail SET state = ?, attempts = 0, error = '' WHERE id = ? AND state = ?",
        (MailState.CUSTODY, mail_id, MailState.SHUNTED),
    )
    return cursor.rowcount == 1


def shunted(db: sqlite3.Connection) -> list[MailRow]:
    """The mails that are set aside, in order."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM mail WHERE state = ? ORDER BY id", (MailState.SHUNTED,))  # noqa: S608
    return [_row(row) for row in rows]


def to_file(db: sqlite3.Connection, mailbox: int, uidvalidity: int) -> dict[str, list[tuple[int, int]]]:
    """What can be filed away now: by folder, ``(mail id, uid)``. Not before every mail that it caused is settled."""
    rows = db.execute(
        "SELECT id, uid, folder FROM mail WHERE state = ? AND mailbox = ? AND uidvalidity = ? AND shadow = 0"
        " AND folder <> '' AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.mail = mail.id"
        "   AND outbox.state IN ('waiting', 'deferred', 'dot')) ORDER BY folder, uid",
        (MailState.DECIDED, mailbox, uidvalidity),
    )
    folders: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        folders.setdefault(row["folder"], []).append((row["id"], row["uid"]))
    return folders


def refolder(db: sqlite3.Connection, mail_id: int, folder: str) -> None:
    """File a mail elsewhere than was planned, if it was not filed yet."""
    db.execute("UPDATE mail SET folder = ? WHERE id = ? AND state = ?", (folder, mail_id, MailState.DECIDED))


def filed(db: sqlite3.Connection, mail_ids: Iterable[int], now: datetime) -> None:
    """Note that mails lie in their folders."""
    db.executemany(
        "UPDATE mail SET state = ?, filed_at = ? WHERE id = ?",
        [(MailState.FILED, stamp(now), mail_id) for mail_id in mail_ids],
    )


def unfiled(db: sqlite3.Connection, mailbox: int, uidvalidity: int, uids: Sequence[int]) -> int:
    """Take up again what the journal thinks filed and the server still has; how many."""
    found = 0
    for uid in known_uids(db, mailbox, uidvalidity, uids):
        found += db.execute(
            "UPDATE mail SET state = ? WHERE mailbox = ? AND uidvalidity = ? AND uid = ? AND state = ?",
            (MailState.DECIDED, mailbox, uidvalidity, uid, MailState.FILED),
        ).rowcount
    return found


def shadowed(db: sqlite3.Connection) -> list[int]:
    """Mails that were decided in shadow and lie where they lay."""
    rows = db.execute("SELECT id FROM mail WHERE state = ? AND shadow = 1 ORDER BY id", (MailState.DECIDED,))
    return [row[0] for row in rows]


def back_to_custody(db: sqlite3.Connection, mail_ids: Sequence[int]) -> None:
    """Take decided mails up as if they had just come."""
    db.executemany(
        "UPDATE mail SET state = ?, attempts = 0, shadow = 0, folder = '', \"case\" = NULL WHERE id = ?",
        [(MailState.CUSTODY, mail_id) for mail_id in mail_ids],
    )


def _row(row: sqlite3.Row) -> MailRow:
    return MailRow(
        row["id"], row["mailbox"], row["uidvalidity"], row["uid"], MailState(row["state"]), row["attempts"],
        bool(row["shadow"]), row["case"], row["folder"], row["received_at"], row["error"], row["fault"],
    )  # fmt: skip
