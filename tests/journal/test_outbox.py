"""What the outbox allows of a letter."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailroute.faults import Commit
from mailroute.journal import Journal, cases, outbox
from mailroute.journal.records import OutboxState
from mailroute.mail.outgoing import Envelope, Kind, Outgoing

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("kind", "again"), [(Kind.REPLY, False), (Kind.REMINDER, False), (Kind.FORWARD, True)])
def test_an_answer_in_doubt_is_never_put_back(tmp_path: Path, kind: Kind, *, again: bool) -> None:
    """Whoever asks for it: the same answer does not go out a second time; a forward in doubt may."""
    letter = Outgoing(kind, kind.value, Envelope("", ("ana-fx@wisc.edu",)), "<1@desk.example>", "", "", b"")
    with Journal.open(tmp_path / "a.db", now=NOW) as journal, journal.transaction(Commit.REVIEW) as db:
        case = cases.open_case(db, secret=journal.secret, now=NOW)
        row = outbox.add(db, letter, case=case.id, mail=None, shadow=False, now=NOW)
        outbox.settle(db, row, OutboxState.IN_DOUBT, response="no answer", now=NOW)
        assert again == outbox.again(db, row)
        assert again == bool(outbox.due(db, NOW, limit=9))
