"""The journal's tables, each brought about by a migration; this one file says what a row holds.

Comes in: a connection. Goes out: its tables as this version of mailroute needs them.
Never: touches a row of a table that is there, except in a migration that says so.
"""

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from mailroute.journal import outage_tables

migrations = Migrations("mailroute")


def apply(db: sqlite3.Connection) -> None:
    """Apply what is missing, in order, each migration in a transaction of its own."""
    migrations.apply(Database(db))


@migrations()
def m001_first(db: Database) -> None:
    """Lay the tables of the first version."""
    # mailbox: one row for each account and folder. hold: taken in, but nothing is decided, sent or filed.
    db.create_table(
        "mailbox",
        {"id": int, "name": str, "uidvalidity": int, "hold": int, "hold_reason": str, "swept_at": str},
        pk="id",
        not_null={"name", "uidvalidity", "hold", "hold_reason"},
        defaults={"hold": 0, "hold_reason": ""},
        strict=True,
    ).create_index(["name"], unique=True)

    # case: token is letters only and sealed (mail/identity.py); letters counts its outgoing mails.
    db.create_table(
        "case",
        {
            "id": int,
            "token": str,
            "state": str,
            "opened_at": str,
            "updated_at": str,
            "customer": str,
            "subject": str,
            "disposition": str,
            "department": str,
            "services": str,
            "urgent": int,
            "letters": int,
            "forwards": int,
        },
        pk="id",
        not_null={"state", "opened_at", "updated_at", "customer", "subject", "disposition", "department", "services"},
        defaults={"urgent": 0, "letters": 0, "forwards": 0},
        strict=True,
    ).create_index(["token"], unique=True)
    db.table("case").create_index(["state"])

    # mail: custody of every mail ever seen. The bytes come last, so that a scan need not read them.
    db.create_table(
        "mail",
        {
            "id": int,
            "mailbox": int,
            "uidvalidity": int,
            "uid": int,
            "state": str,
            "attempts": int,
            "shadow": int,
            "robot": int,
            "case": int,
            "folder": str,
            "received_at": str,
            "decided_at": str,
            "filed_at": str,
            "error": str,
            "fault": str,
            "message_id": str,
            "author": str,
            "subject": str,
            "sha256": str,
            "size": int,
            "raw": bytes,
        },
        pk="id",
        not_null={"mailbox", "uidvalidity", "uid", "state", "received_at", "sha256", "size", "raw"},
        defaults={
            "attempts": 0,
            "shadow": 0,
            "robot": 0,
            "folder": "",
            "error": "",
            "fault": "",
            "message_id": "",
            "author": "",
            "subject": "",
        },
        foreign_keys=[("mailbox", "mailbox", "id"), ("case", "case", "id")],
        strict=True,
    ).create_index(["mailbox", "uidvalidity", "uid"], unique=True)
    db.table("mail").create_index(["state"])
    db.table("mail").create_index(["case"])
    db.table("mail").create_index(["sha256"])

    # decision: what was decided, on which facts, by which catalogue and program, and by whom when by an agent.
    db.create_table(
        "decision",
        {
            "id": int,
            "case": int,
            "mail": int,
            "at": str,
            "disposition": str,
            "rule": str,
            "by": str,
            "route": str,
            "decision": str,
            "trail": str,
            "facts": str,
            "catalogue": str,
            "program": str,
            "error": str,
        },
        pk="id",
        not_null={"case", "at", "disposition", "rule", "decision", "trail", "facts"},
        foreign_keys=[("case", "case", "id"), ("mail", "mail", "id")],
        strict=True,
    ).create_index(["case"])
    db.table("decision").create_index(["mail"])

    # outbox: frozen mails. The unique Message-ID makes planning the same letter twice impossible.
    db.create_table(
        "outbox",
        {
            "id": int,
            "case": int,
            "mail": int,
            "kind": str,
            "template": str,
            "state": str,
            "attempts": int,
            "sender": str,
            "recipients": str,
            "message_id": str,
            "subject": str,
            "body": str,
            "created_at": str,
            "next_try_at": str,
            "dot_at": str,
            "settled_at": str,
            "response": str,
            "payload": bytes,
        },
        pk="id",
        not_null={"case", "kind", "state", "sender", "recipients", "message_id", "created_at", "payload"},
        defaults={"attempts": 0, "template": "", "subject": "", "body": "", "response": ""},
        foreign_keys=[("case", "case", "id"), ("mail", "mail", "id")],
        strict=True,
    ).create_index(["message_id"], unique=True)
    db.table("outbox").create_index(["state", "next_try_at"])
    db.table("outbox").create_index(["case"])
    db.table("outbox").create_index(["mail"])

    # review: what waits for a person. outbox is set when the doubt is about a mail of ours.
    db.create_table(
        "review",
        {
            "id": int,
            "case": int,
            "mail": int,
            "outbox": int,
            "opened_at": str,
            "urgent": int,
            "question": str,
            "proposed": str,
            "author": str,
            "subject": str,
            "state": str,
            "decided_at": str,
            "decided_by": str,
            "decided_as": str,
            "note": str,
        },
        pk="id",
        not_null={"case", "opened_at", "question", "state"},
        defaults={
            "urgent": 0,
            "author": "",
            "subject": "",
            "state": "open",
            "decided_by": "",
            "decided_as": "",
            "note": "",
        },
        foreign_keys=[("case", "case", "id"), ("mail", "mail", "id"), ("outbox", "outbox", "id")],
        strict=True,
    ).create_index(["state"])
    db.table("review").create_index(["case"])

    # event: what happened, for people. Nothing is decided by it.
    db.create_table(
        "event",
        {"id": int, "case": int, "mail": int, "at": str, "what": str, "text": str, "detail": str},
        pk="id",
        not_null={"at", "what", "text"},
        foreign_keys=[("case", "case", "id"), ("mail", "mail", "id")],
        strict=True,
    ).create_index(["case"])
    db.table("event").create_index(["mail"])

    # answer_limit: a place in the limits, reserved in the commit that planned the answer.
    db.create_table(
        "answer_limit",
        {"id": int, "case": int, "customer": str, "at": str, "outbox": int},
        pk="id",
        not_null={"case", "customer", "at"},
        foreign_keys=[("case", "case", "id"), ("outbox", "outbox", "id")],
        strict=True,
    ).create_index(["at"])
    db.table("answer_limit").create_index(["case"])
    db.table("answer_limit").create_index(["customer"])

    # outage: the reports that belong together; one notice goes out for each.
    db.create_table(
        "outage",
        {"id": int, "about": str, "case": int, "opened_at": str, "last_at": str, "reports": int},
        pk="id",
        not_null={"about", "case", "opened_at", "last_at"},
        defaults={"reports": 1},
        foreign_keys=[("case", "case", "id")],
        strict=True,
    ).create_index(["about", "opened_at"])

    # ruling: HDQA's answers, the latest of a service counts.
    db.create_table(
        "ruling",
        {"id": int, "service": str, "es": int, "by": str, "until": str, "at": str},
        pk="id",
        not_null={"service", "es", "by", "until", "at"},
        strict=True,
    ).create_index(["service"])

    # setting: the journal's own: identity, secret, heartbeat, last_pass.
    db.create_table("setting", {"name": str, "value": str}, pk="name", not_null={"value"}, strict=True)


@migrations()
def m002_waiting(db: Database) -> None:
    """Lay the table of what cases wait for."""
    # timer: what is done when a letter has no answer at due_at. state: open, fired, cancelled.
    db.create_table(
        "timer",
        {
            "id": int,
            "case": int,
            "letter": int,
            "kind": str,
            "due_at": str,
            "state": str,
            "set_at": str,
            "settled_at": str,
        },
        pk="id",
        not_null={"case", "letter", "kind", "due_at", "state", "set_at"},
        foreign_keys=[("case", "case", "id"), ("letter", "outbox", "id")],
        strict=True,
    ).create_index(["state", "due_at"])
    db.table("timer").create_index(["case"])
    db.table("timer").create_index(["letter"])
    # question: each waiting case with the newest letter of the kind that it waits to be answered.
    db.create_view(
        "question",
        """
        SELECT "case".id AS "case", "case".state, outbox.id AS letter, outbox.state AS sent,
            outbox.settled_at AS sent_at
        FROM "case" JOIN outbox ON outbox.id = (
            SELECT max(o.id) FROM outbox o WHERE o."case" = "case".id AND o.kind = CASE "case".state
                WHEN 'waiting_customer' THEN 'reply' WHEN 'waiting_hdqa' THEN 'consult'
                WHEN 'waiting_chat' THEN 'chat' END
        )
        WHERE "case".state IN ('waiting_customer', 'waiting_hdqa', 'waiting_chat')
        """,
    )


@migrations()
def m003_consulted(db: Database) -> None:
    """Let a ruling stand for one case alone, and with the mail and the words that it comes from."""
    # ruling: "case" NULL is a standing ruling of the whole service; mail is HDQA's answer, NULL for one by command.
    db.execute('ALTER TABLE ruling ADD COLUMN "case" INTEGER REFERENCES "case"(id)')
    db.execute("ALTER TABLE ruling ADD COLUMN mail INTEGER REFERENCES mail(id)")
    db.execute("ALTER TABLE ruling ADD COLUMN words TEXT NOT NULL DEFAULT ''")
    db.table("ruling").create_index(["case"])


@migrations()
def m004_outages(db: Database) -> None:
    """Lay the outage board."""
    outage_tables.lay(db.conn)


@migrations()
def m005_threads(db: Database) -> None:
    """Let a customer's own mails be found by their Message-IDs."""
    db.table("mail").create_index(["message_id"])
