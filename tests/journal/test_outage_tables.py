"""A journal from before the outage board."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from mailroute.journal import Journal, outages, outbox
from mailroute.journal.schema import migrations

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AT = "2026-03-02T08:00:00.000000+00:00"


def test_what_was_reported_before_is_on_the_board(tmp_path: Path) -> None:
    """An outage whose notice went out is open, and its first case is held with it."""
    path = tmp_path / "mailroute.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrations.apply(Database(db), stop_before="m004_outages")
        db.execute(
            'INSERT INTO "case" (id, token, state, opened_at, updated_at, customer, subject, disposition, department,'
            " services) VALUES (1, 'MR-X', 'outage', ?, ?, '', '', 'outage', '', '[]')",
            (AT, AT),
        )
        db.execute(
            'INSERT INTO outbox (id, "case", kind, state, sender, recipients, message_id, created_at, payload)'
            " VALUES (7, 1, 'notice', 'sent', '', '[]', '<x@y>', ?, x'')",
            (AT,),
        )
        db.execute(
            "INSERT INTO outage (about, \"case\", opened_at, last_at, reports) VALUES ('sis', 1, ?, ?, 4)", (AT, AT)
        )
    with Journal.open(path, now=NOW) as journal:
        (found,) = outages.listed(journal.db, ended=False)
        assert (("sis",), "open", 4, 1, True, 7) == (
            found.services,
            found.state,
            found.reports,
            found.held,
            found.told,
            found.notice,
        )


def test_a_case_that_left_its_outage_before_there_was_a_board_is_not_held(tmp_path: Path) -> None:
    """An agent has passed it on since: its letter goes out, and what its customer adds follows."""
    path = tmp_path / "mailroute.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrations.apply(Database(db), stop_before="m004_outages")
        db.execute(
            'INSERT INTO "case" (id, token, state, opened_at, updated_at, customer, subject, disposition, department,'
            " services) VALUES (1, 'MR-X', 'forwarded', ?, ?, '', '', 'es', '', '[]')",
            (AT, AT),
        )
        db.execute(
            "INSERT INTO outage (about, \"case\", opened_at, last_at, reports) VALUES ('sis', 1, ?, ?, 1)", (AT, AT)
        )
    with Journal.open(path, now=NOW) as journal:
        assert not outbox.of_outage(journal.db, 1)
