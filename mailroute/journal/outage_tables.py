"""The tables of the outage board, laid by a migration of ``schema.py``.

Comes in: the journal before it had a board. Goes out: its tables with the board's. Changes rows of ``outage``: each
one's notice and first case are noted where the board looks for them.
"""

from sqlite_utils import Database


def lay(db: Database) -> None:
    """Lay the board."""
    # outage: state is possible, open, over or cleared; confirmed_by and ended_by are people. notice is the letter to
    # HDQA and SNCC. about has the services' ids joined by "+", or "?"; place is empty for everywhere.
    outage = db.table("outage")
    for name in ("place", "confirmed_by", "ended_by", "note"):
        outage.add_column(name, str, not_null_default="")
    outage.add_column("state", str, not_null_default="open")
    outage.add_column("ended_at", str)
    outage.add_column("notice", int)
    outage.create_index(["state"])
    # outage_case: the cases of an outage. telling: its mail tells of the outage itself. state: asked (in review, as the
    # outage is only possible), held (with the outage), released (decided again, or taken up otherwise).
    db.create_table(
        "outage_case",
        {"id": int, "outage": int, "case": int, "telling": int, "state": str, "at": str},
        pk="id",
        not_null={"outage", "case", "telling", "state", "at"},
        foreign_keys=[("outage", "outage", "id"), ("case", "case", "id")],
        strict=True,
    ).create_index(["case"])
    db.table("outage_case").create_index(["outage", "state"])
    # trouble: one customer's matter with one service, by the mail's own time: what bursts are found by.
    db.create_table(
        "trouble",
        {"id": int, "case": int, "service": str, "place": str, "customer": str, "at": str},
        pk="id",
        not_null={"case", "service", "place", "customer", "at"},
        foreign_keys=[("case", "case", "id")],
        strict=True,
    ).create_index(["service", "at"])
    db.execute(
        "UPDATE outage SET notice = (SELECT max(id) FROM outbox"
        ' WHERE outbox."case" = outage."case" AND outbox.kind = ?)',
        ("notice",),
    )
    db.execute(
        'INSERT INTO outage_case (outage, "case", telling, state, at)'
        " SELECT id, \"case\", 1, 'held', opened_at FROM outage"
    )
