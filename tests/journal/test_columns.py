"""How values stand in the journal."""

import json
from datetime import UTC, datetime, timedelta, timezone

from mailroute.catalog import Service
from mailroute.disposition import Disposition
from mailroute.facts import Facts
from mailroute.finding import Evidence, Finding
from mailroute.journal.columns import clean, dumps, moment, stamp


def test_stamps_sort_as_time_does() -> None:
    """Text order is time order, whatever zone a moment came in."""
    early = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=2)))
    late = datetime(2026, 3, 2, 8, 0, 0, 1, tzinfo=UTC)
    assert stamp(early) < stamp(late)
    assert early == moment(stamp(early))


def test_facts_become_plain_json() -> None:
    """Facts are stored with their quotes; a service by its id, not with its hundreds of aliases."""
    facts = Facts(services=Finding((Service("sis", "SIS", aliases=("a",) * 99),), 0.9, (Evidence("body", "SIS"),)))
    stored = json.loads(dumps(facts))
    assert {"answer": [{"id": "sis", "name": "SIS"}], "confidence": 0.9} == {
        key: stored["services"][key] for key in ("answer", "confidence")
    }
    assert '"cps"' == dumps(Disposition.CPS)


def test_a_lone_surrogate_does_not_stop_the_journal() -> None:
    """A broken mail's text can be stored."""
    assert "a?b" == clean("a\udcffb")
    dumps("a\udcffb").encode()
