"""``kill -9`` of the worker, at random moments and between a letter's last steps: nothing lost, nothing twice."""

import random
import signal
from collections import Counter

import pytest

from tests.end_to_end.desk import Desk, message_id, samples
from tests.end_to_end.kills import SEED, in_a_row, killed_at_work
from tests.end_to_end.settled import ONE_LETTER, settled

KILLS = 5


@pytest.mark.parametrize("seed", [SEED])
def test_five_kills(desk: Desk, seed: int) -> None:
    """Killed five times, then run once more: each forward arrived once, no reply twice, doubts are in review."""
    dice = random.Random(seed)  # noqa: S311 - a reproducible test, no secret
    mails = list(samples().values())
    desk.account.append(*mails)
    deaths = [killed_at_work(desk, dice.randrange(2, 30), dice.uniform(0, 0.01)) for _ in range(KILLS)]
    assert any(deaths)
    # The alarms of the last start are for letters in doubt, which the review shows as well.
    assert 0 == desk.run("run", "--once").code

    account = settled(desk, mails)
    assert account.in_doubt <= KILLS
    # One letter a mail that is written about; an outage's later reports, reviews and robots bring none.
    teams, notices = 1, 3
    written = sum(outcome.disposition in ONE_LETTER for outcome in desk.outcomes())
    assert written + teams + notices == len(desk.letters())


def test_kills_under_load(real_desk: Desk) -> None:
    """Real servers, new mail coming in all the time, killed in a row: settled once each, or visible in review."""
    deaths, account = in_a_row(real_desk, KILLS, SEED)
    assert KILLS == deaths
    assert account.mails > 20, "it was under load"


@pytest.mark.parametrize("point", ["T3.after", "send.after"])
def test_killed_at_the_final_dot(each_desk: Desk, point: str) -> None:
    """Between the record of the final dot and that of its outcome nobody can know: a person is asked, and decides."""
    desk = each_desk
    names = ["03-workday-timesheet-complete", "11-dars-senior"]
    desk.account.append(*[samples()[name] for name in names])
    assert -signal.SIGKILL == desk.run("run", "--once", MAILROUTE_FAILPOINT=point).code
    went_out = len(desk.server.received)
    assert (0 if point == "T3.after" else 1) == went_out
    ran = desk.run("run", "--once")
    assert 0 == ran.code
    assert "in doubt" in ran.err, "whoever reads the log is told"
    assert 1 == desk.json("status")[0]["in_doubt"]
    (item,) = desk.waiting()
    assert "sent" == item.question["about"]
    assert {"Review", "Answered"} == set(desk.folders())

    # The queue's staff say whether they have it.
    words = "ignore" if went_out else "es"
    assert 0 == desk.run("review", "decide", str(item.id), words, "--by", "kim").code
    desk.once()
    assert [] == desk.waiting()
    arrived = Counter(map(message_id, desk.server.received))
    assert [1, 1] == list(arrived.values())
    assert {name for _, _, name in desk.letters()} == set(arrived)
