"""Five hundred mails in one run: every UID accounted for, nothing twice."""

import time
from collections import Counter
from itertools import islice

from mailroute.disposition import Disposition
from tests.end_to_end.desk import NOTHING_DONE, Desk, message_id
from tests.end_to_end.load import copies

MANY = 500

GROUPS = {
    "forwarded": {Disposition.CPS, Disposition.ES, Disposition.CONSULT, Disposition.TECHNICAL, Disposition.CHAT},
    "answered": {Disposition.GATHER, Disposition.ASK_DEPARTMENT},
    "held": {Disposition.REVIEW, Disposition.OUTAGE},
    "ignored": {Disposition.IGNORE},
}
FOLDERS = {
    "forwarded": {"Forwarded", "Consulting", "General Help Desk", "Chat"},
    "answered": {"Answered"},
    "held": {"Review", "Outage"},
    "ignored": {"Ignored"},
}


def test_five_hundred_mails(desk: Desk) -> None:
    """Forwarded, answered, held and ignored make 500, in the journal and in the folders; each letter arrived once."""
    mails = list(islice(copies(), MANY))
    assert MANY == len(set(mails))
    desk.config.write_text(f"{desk.config.read_text()}\n[outages]\nburst_mails = 0\n")
    desk.account.append(*mails)
    begun = time.monotonic()
    ran = desk.run("run", "--once")
    took = time.monotonic() - begun
    print(f"{MANY} mails in {took:.1f} s, {MANY / took:.0f} a second")  # noqa: T201 - shown by pytest -s; nothing is asserted on it
    assert 0 == ran.code
    (alarm,) = ran.complaints
    assert "answers stop" in alarm, "60 an hour are sent, and somebody is told"
    last = ran.lines[-1]
    received = desk.server.received
    assert f"{MANY} received, {MANY} decided, {len(received)} sent, {MANY} filed" == last

    outcomes = desk.outcomes()
    assert list(range(1, MANY + 1)) == [outcome.uid for outcome in outcomes]
    assert sorted(mails) == sorted(outcome.raw for outcome in outcomes)
    assert {"filed"} == {outcome.state for outcome in outcomes}
    decided = Counter(outcome.disposition for outcome in outcomes)
    sums = {group: sum(decided[each] for each in dispositions) for group, dispositions in GROUPS.items()}
    assert MANY == sum(sums.values())
    assert all(sums.values()), sums

    lying = {name: len(raws) for name, raws in desk.folders().items()}
    assert sums == {group: sum(lying.get(name, 0) for name in names) for group, names in FOLDERS.items()}
    assert MANY == sum(lying.values())

    assert {} == {name: count for name, count in Counter(map(message_id, received)).items() if count > 1}
    letters = desk.letters()
    assert {"sent"} == {state for _, state, _ in letters}
    assert {name for _, _, name in letters} == {message_id(letter) for letter in received}
    kinds = Counter(kind for kind, _, _ in letters)
    assert sums["answered"] == kinds["reply"]
    # 60 answers an hour; whoever would be the 61st waits for a person.
    assert 60 == kinds["reply"]
    assert decided[Disposition.CHAT] == kinds["chat"]
    assert decided[Disposition.CONSULT] == kinds["consult"]
    assert decided[Disposition.CPS] + decided[Disposition.ES] <= kinds["forward"] <= sums["forwarded"]
    assert kinds["notice"] < 10 < decided[Disposition.OUTAGE]
    assert decided[Disposition.REVIEW] == len(desk.waiting())
    assert decided[Disposition.REVIEW] == desk.json("status")[0]["review_open"]

    count = len(received)
    assert NOTHING_DONE == desk.once().lines[-1]
    assert count == len(desk.server.received)
