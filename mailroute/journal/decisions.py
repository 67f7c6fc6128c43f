"""Every decision as it was made, with its trail, the facts and the versions it rests on.

Comes in: an open journal, in a transaction where it writes. Goes out: ``StoredDecision``.
Never: changes a decision once made; a later one stands beside it.
"""

import sqlite3
from datetime import datetime
from typing import Any

from mailroute.decision import Decision
from mailroute.facts import Facts
from mailroute.journal.columns import clean, dumps, loads, moment, stamp
from mailroute.journal.records import StoredDecision


def add(
    db: sqlite3.Connection,
    *,
    case: int,
    mail: int | None,
    decision: Decision,
    facts: Facts,
    route: object,
    by: str,
    catalogue: str,
    program: str,
    error: str | None,
    now: datetime,
) -> int:
    """Store a decision; its id."""
    cursor = db.execute(
        'INSERT INTO decision ("case", mail, at, disposition, rule, "by", route, decision, trail, facts, catalogue,'
        " program, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            case, mail, stamp(now), decision.disposition, decision.rule, clean(by), dumps(route),
            dumps(_head(decision)), dumps(decision.trail), dumps(facts), catalogue, program,
            clean(error) if error else None,
        ),
    )  # fmt: skip
    return int(cursor.lastrowid or 0)


def of_case(db: sqlite3.Connection, token: str) -> list[StoredDecision]:
    """The decisions of a case, in order."""
    rows = db.execute(
        'SELECT decision.*, "case".token FROM decision JOIN "case" ON "case".id = decision."case"'
        ' WHERE "case".token = ? ORDER BY decision.id',
        (token.upper(),),
    )
    return [
        StoredDecision(
            id=row["id"],
            case=row["token"],
            mail_id=row["mail"],
            at=moment(row["at"]),
            disposition=row["disposition"],
            rule=row["rule"],
            by=row["by"] or "",
            decision=loads(row["decision"]),
            trail=tuple(loads(row["trail"])),
            facts=loads(row["facts"]),
            catalogue=row["catalogue"] or "",
            program=row["program"] or "",
            route=loads(row["route"]) or {},
        )
        for row in rows
    ]


def said_by_agents(db: sqlite3.Connection, case: int) -> list[dict[str, Any]]:
    """What agents have said of a case (``AgentWord`` as a dict), the newest first."""
    rows = db.execute(
        'SELECT facts FROM decision WHERE "case" = ? AND "by" <> \'\' ORDER BY id DESC',
        (case,),
    )
    return [said for row in rows if (said := (loads(row[0]) or {}).get("agent"))]


def _head(decision: Decision) -> dict[str, object]:
    """The decision without its trail, which has a column of its own."""
    return {
        "disposition": decision.disposition,
        "rule": decision.rule,
        "urgent": decision.urgent,
        "missing": decision.missing,
        "question": decision.question.told() if decision.question is not None else None,
        "proposed": decision.proposed,
        "split": decision.split,
    }
