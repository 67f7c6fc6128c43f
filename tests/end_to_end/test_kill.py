"""``kill -9`` of the worker, at random moments and between a letter's last steps: nothing lost, nothing twice."""

import random
import signal
import time
from collections import Counter

import pytest

from tests.end_to_end.desk import Desk, Outcome, message_id, samples

KILLS = 5


def killed_at_work(desk: Desk, writes: int, wait_s: float) -> bool:
    """Start a worker, kill it when it has written to its journal so often; whether it was still at work."""
    with desk.start("run", "--once") as process:
        seen, count = journal_stamp(desk), 0
        while process.poll() is None and count < writes:
            now = journal_stamp(desk)
            count, seen = count + (now != seen), now
            time.sleep(0.0005)
        time.sleep(wait_s)
        process.kill()
        process.communicate()
        return process.returncode == -signal.SIGKILL


def journal_stamp(desk: Desk) -> list[int]:
    """Changes with every commit; looked at from outside, so that the worker is not held up."""
    return [
        path.stat().st_mtime_ns
        for path in (desk.folder / "mailroute.db", desk.folder / "mailroute.db-wal")
        if path.exists()
    ]


@pytest.mark.parametrize("seed", [147120])
def test_five_kills(desk: Desk, seed: int) -> None:
    """Killed five times, then run once more: each forward arrived once, no reply twice, doubts are in review."""
    dice = random.Random(seed)  # noqa: S311 - a reproducible test, no secret
    mails = list(samples().values())
    desk.account.append(*mails)
    deaths = [killed_at_work(desk, dice.randrange(2, 30), dice.uniform(0, 0.01)) for _ in range(KILLS)]
    assert any(deaths)
    # The alarms of the last start are for letters in doubt, which the review shows as well.
    assert 0 == desk.run("run", "--once").code

    outcomes = desk.outcomes()
    assert sorted(mails) == sorted(outcome.raw for outcome in outcomes)
    assert {"filed"} == {outcome.state for outcome in outcomes}
    assert sorted(mails) == sorted(raw for name, raws in desk.folders().items() if name for raw in raws)

    arrived = Counter(map(message_id, desk.server.received))
    assert {1} == set(arrived.values())
    letters = desk.letters()
    doubtful = {name for _, state, name in letters if state == "in_doubt"}
    assert {name for _, state, name in letters if state == "sent"} == set(arrived) - doubtful
    assert {"sent", "in_doubt"} >= {state for _, state, _ in letters}
    assert len(doubtful) <= KILLS
    about = [item.question["about"] for item in desk.waiting()]
    assert len(doubtful) == about.count("sent")
    assert _letters_expected(outcomes) == len(letters)


@pytest.mark.parametrize("point", ["T3.after", "send.after"])
def test_killed_at_the_final_dot(desk: Desk, point: str) -> None:
    """Between the record of the final dot and that of its outcome nobody can know: a person is asked, and decides."""
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


def _letters_expected(outcomes: list[Outcome]) -> int:
    """One letter a mail that is written about; an outage's later reports, reviews and robots bring none."""
    one_each = {"cps", "es", "consult", "chat", "gather", "ask_department"}
    decided = Counter(outcome.disposition for outcome in outcomes)
    teams, notices = 1, 3
    return sum(decided[each] for each in one_each) + teams + notices
