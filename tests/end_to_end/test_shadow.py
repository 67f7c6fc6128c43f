"""``run --shadow``: all is decided and journaled, and the world stays as it is; the real thing follows on request."""

from tests.end_to_end.desk import ES, NOTHING_DONE, Desk, samples

THREE = ("03-workday-timesheet-complete", "11-dars-senior", "25-empty")


def put(desk: Desk) -> list[bytes]:
    """Three mails, one of them read and one flagged: one for a queue, one to be answered, one for a person."""
    raws = samples()
    mails = [raws[name] for name in THREE]
    desk.account.append(*mails)
    desk.account.flag(1, "\\Seen")
    desk.account.flag(3, "\\Flagged")
    return mails


def test_shadow_touches_nothing(desk: Desk) -> None:
    """Nothing is sent; INBOX and its flags are as they were; no folder is made; the journal has every decision."""
    mails = put(desk)
    folders, flags = desk.account.folders(), desk.account.flags()
    ran = desk.run("run", "--once", "--shadow")
    assert (0, "", "3 received, 3 decided, 0 sent, 0 filed") == (ran.code, ran.err, ran.lines[-1])
    assert [] == desk.server.received
    assert 0 == desk.server.connections
    assert (mails, flags, folders) == (desk.account.mails(), desk.account.flags(), desk.account.folders())
    assert ["es", "gather", "review"] == [outcome.disposition for outcome in desk.outcomes()]
    assert [("forward", "shadow"), ("reply", "shadow")] == [letter[:2] for letter in desk.letters()]
    (item,) = desk.waiting()
    assert "request" == item.question["about"]


def test_after_shadow_the_real_worker_waits_for_the_word(desk: Desk) -> None:
    """A real run leaves alone what was decided in shadow, says so, and takes it up after ``retry --shadowed``."""
    mails = put(desk)
    assert 0 == desk.run("run", "--once", "--shadow").code
    ran = desk.run("run", "--once")
    assert (0, NOTHING_DONE) == (ran.code, ran.lines[-1])
    assert "mailroute retry --shadowed" in ran.out
    assert ([], mails) == (desk.server.received, desk.account.mails())

    new = samples()["24-infoaccess-query"]
    desk.account.append(new)
    assert "1 received, 1 decided, 1 sent, 1 filed" == desk.once().lines[-1]

    assert 0 == desk.run("retry", "--shadowed").code
    assert "0 received, 3 decided, 2 sent, 3 filed" == desk.once().lines[-1]
    assert [(ES,), (ES,), ("kwollschlager-fx@wisc.edu",)] == [letter.recipients for letter in desk.server.received]
    assert {"Forwarded": [new, mails[0]], "Answered": [mails[1]], "Review": [mails[2]]} == desk.folders()
    assert 1 == len(desk.waiting())
