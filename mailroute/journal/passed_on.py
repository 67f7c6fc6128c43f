"""Where a case was passed on to, and what its customer wrote since that went nowhere.

Comes in: an open journal. Goes out: ``PassedOn``; ids of mails. Never: writes.
"""

import json
import sqlite3

from mailroute.case import CaseState
from mailroute.disposition import Disposition
from mailroute.journal import mails
from mailroute.journal.cases import CaseRow
from mailroute.mail.identity import PassedOn
from mailroute.mail.outgoing import ADDITION, Kind

_WITH = frozenset({CaseState.FORWARDED, CaseState.TECHNICAL})
_BY_TEMPLATE = {
    "forward_cps": Disposition.CPS,
    "forward_es": Disposition.ES,
    "technical": Disposition.TECHNICAL,
}


def latest(db: sqlite3.Connection, case: CaseRow) -> PassedOn | None:
    """Where a case went last; None when it was never handed on, or its letter did not arrive."""
    there = case.state in _WITH
    row = db.execute(
        'SELECT message_id, subject, recipients, template, state FROM outbox WHERE "case" = ? AND kind = ?'
        " AND template <> ? AND state NOT IN ('failed', 'cancelled') ORDER BY id DESC LIMIT 1",
        (case.id, Kind.FORWARD, ADDITION),
    ).fetchone()
    disposition = _BY_TEMPLATE.get(row["template"]) if row is not None else None
    if there and disposition is not None and case.disposition != disposition.value:
        row = None  # a person has moved it since
    if row is None:
        # of these two, only "technical" can be without a letter: its service has no team
        return PassedOn(Disposition.TECHNICAL) if case.state is CaseState.TECHNICAL else None
    return PassedOn(
        disposition or Disposition(case.disposition or Disposition.ES),
        row["message_id"],
        row["subject"],
        tuple(json.loads(row["recipients"])),
        sent=row["state"] not in {"waiting", "deferred"},
        there=there,
    )


def kept_back(db: sqlite3.Connection, case: int) -> list[int]:
    """The mails of a case's customer that joined while a person was asked, after the last forward of the case.

    A mail that was passed on itself is not among them (a letter that was cancelled passed nothing on), nor one that a
    person was asked about.
    """
    rows = db.execute(
        'SELECT DISTINCT decision.mail FROM decision WHERE decision."case" = ?1'
        " AND decision.disposition = 'follow_up'"
        ' AND decision.at > (SELECT max(created_at) FROM outbox WHERE "case" = ?1 AND kind = ?2'
        "   AND state NOT IN ('failed', 'cancelled'))"
        " AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.mail = decision.mail AND outbox.state <> 'cancelled')"
        " AND NOT EXISTS (SELECT 1 FROM review WHERE review.mail = decision.mail)",
        (case, Kind.FORWARD),
    )
    waited = {mail for (mail,) in rows}
    return [mail for mail in mails.of_customer(db, case) if mail in waited]
