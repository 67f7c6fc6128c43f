"""The tables of the outage board, laid by a migration of ``schema.py``.

Comes in: the journal before it had a board. Goes out: its tables with the board's. Changes rows of ``outage``: each
one's notice and first case are noted where the board looks for them.
"""

import sqlite3

_SCRIPT = """
    -- outage: state is possible, open, over or cleared; confirmed_by and ended_by are people. notice is the letter to
    -- HDQA and SNCC. about has the services' ids joined by "+", or "?"; place is empty for everywhere.
    ALTER TABLE outage ADD COLUMN place TEXT NOT NULL DEFAULT '';
    ALTER TABLE outage ADD COLUMN state TEXT NOT NULL DEFAULT 'open';
    ALTER TABLE outage ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT '';
    ALTER TABLE outage ADD COLUMN ended_by TEXT NOT NULL DEFAULT '';
    ALTER TABLE outage ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE outage ADD COLUMN ended_at TEXT;
    ALTER TABLE outage ADD COLUMN notice INTEGER;
    CREATE INDEX idx_outage_state ON outage (state);

    -- outage_case: the cases of an outage. telling: its mail tells of the outage itself. state: asked (in review, as
    -- the outage is only possible), held (with the outage), released (decided again, or taken up otherwise).
    CREATE TABLE outage_case (
        id INTEGER PRIMARY KEY,
        outage INTEGER NOT NULL REFERENCES outage (id),
        "case" INTEGER NOT NULL REFERENCES "case" (id),
        telling INTEGER NOT NULL,
        state TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX idx_outage_case_case ON outage_case ("case");
    CREATE INDEX idx_outage_case_outage_state ON outage_case (outage, state);

    -- trouble: one customer's matter with one service, by the mail's own time: what bursts are found by.
    CREATE TABLE trouble (
        id INTEGER PRIMARY KEY,
        "case" INTEGER NOT NULL REFERENCES "case" (id),
        service TEXT NOT NULL,
        place TEXT NOT NULL,
        customer TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX idx_trouble_service_at ON trouble (service, at);
    CREATE INDEX idx_trouble_case ON trouble ("case");

    UPDATE outage SET notice =
        (SELECT max(id) FROM outbox WHERE outbox."case" = outage."case" AND outbox.kind = 'notice');
    INSERT INTO outage_case (outage, "case", telling, state, at) SELECT id, "case", 1, 'held', opened_at FROM outage
        WHERE (SELECT state FROM "case" WHERE id = outage."case") = 'outage'
"""


def lay(db: sqlite3.Connection) -> None:
    """Lay the board, statement by statement: ``executescript`` would commit the migration's transaction."""
    statement = ""
    for part in _SCRIPT.split(";"):
        statement += part
        if sqlite3.complete_statement(f"{statement};"):
            db.execute(statement)
            statement = ""
        else:
            statement += ";"
