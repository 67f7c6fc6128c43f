"""The outage board at work: what is not sent yet is held, and no mail of an outage is ever passed on."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from mailroute.bursts import Bursts
from mailroute.case import CaseState
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.faults import Commit
from mailroute.finding import Finding
from mailroute.journal import Journal, cases, outages, outbox
from mailroute.journal.outages import LinkState, OutageError, OutageState
from mailroute.journal.outbox import OutageMail
from mailroute.journal.records import OutboxState
from mailroute.mail.identity import CaseHead
from mailroute.mail.message import Message
from mailroute.mail.outgoing import Envelope, Kind, Outgoing
from mailroute.outages import keeper, known_outage
from mailroute.planning import Plan, RouteTaken
from mailroute.recording import Circumstances, record
from mailroute.review import core
from mailroute.submission import SubmissionError
from tests.worker.bench import NOW, SIS, Bench, SubjectPlanner, mail


@dataclass
class AboutSis(SubjectPlanner):
    """Every mail is about SIS."""

    def plan(self, raw: bytes, **given: object) -> Plan:
        """As the bench decides, with the service."""
        plan = super().plan(raw, **given)  # type: ignore[arg-type]
        return replace(plan, facts=replace(plan.facts, services=Finding((SIS,))))


def written(subject: str, author: str, *, minute: float = 0) -> bytes:
    """A mail with a date of its own, ``minute`` minutes after nine."""
    date = format_datetime(datetime(2026, 3, 2, 9, 0, tzinfo=UTC) + timedelta(minutes=minute))
    return mail(subject, author=author, extra=f"Date: {date}\r\n")


def drain(bench: Bench, *, shadow: bool = False, burst: int = 3) -> None:
    """One pass, with bursts."""
    with bench.worker(shadow=shadow) as worker:
        bursts = Bursts(burst, 15)
        worker.deciding = replace(worker.deciding, planner=AboutSis(worker.journal.secret), bursts=bursts)
        worker.drain()


def states(journal: Journal) -> list[str]:
    """The states of all cases, the oldest first."""
    return [case.state for case in reversed(journal.cases())]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A bench."""
    return Bench(tmp_path / "mailroute.db")


def test_what_is_not_sent_yet_is_held(bench: Bench) -> None:
    """Three of one service in one look at the mailbox: none of them goes out, and each waits for a person."""
    bench.mailbox.put(*(written(f"forward {name}", f"{name}-fx@wisc.edu", minute=-n) for n, name in enumerate("abc")))
    drain(bench)
    assert [] == bench.submission.ids
    with bench.journal() as journal:
        assert ["review"] * 3 == states(journal)
        assert ["outage"] * 3 == [item.question["about"] for item in journal.reviews()]
        assert ["cps"] * 3 == [item.proposed for item in journal.reviews()]
        (found,) = outages.listed(journal.db, ended=False)
        assert (OutageState.POSSIBLE, ("sis",), 3, 3) == (found.state, found.services, found.reports, found.held)
    assert 3 == len(bench.mailbox.filed["Review"])


def test_a_forward_that_a_server_put_off_is_held_and_one_in_doubt_is_not(bench: Bench) -> None:
    """What certainly did not go out is given up; of what may have, a person is asked already."""
    bench.submission.answers = [SubmissionError("451 later"), SubmissionError("gone", in_doubt=True)]
    bench.mailbox.put(*(written(f"forward {name}", f"{name}-fx@wisc.edu") for name in "ab"))
    drain(bench)
    bench.mailbox.put(written("forward c", "c-fx@wisc.edu", minute=1))
    drain(bench)
    assert [] == bench.submission.ids
    with bench.journal() as journal:
        assert ["sent", "outage", "outage"] == [item.question["about"] for item in journal.reviews()]
        (put_off, in_doubt) = (row.state for case in reversed(journal.cases()) for row in journal.outbox(case.id))
        assert (OutboxState.CANCELLED, OutboxState.IN_DOUBT) == (put_off, in_doubt)


@pytest.mark.parametrize(
    "raws",
    [
        [written("forward a", "a-fx@wisc.edu"), written("forward b", "b-fx@wisc.edu"), written("x", "a-fx@wisc.edu")],
        [written(f"forward {n}", f"{n}-fx@wisc.edu", minute=-20 * ord(n) + 97 * 20) for n in "abc"],
        [written(f"forward {n}", f"{n}-fx@wisc.edu", minute=-70) for n in "abc"],
        [mail(f"forward {n}", author=f"{n}-fx@wisc.edu") for n in "abc"],
        [written(f"robot {n}", f"{n}-fx@wisc.edu") for n in "abc"],
    ],
    ids=["two customers", "forty minutes", "an old backlog", "no date", "robots"],
)
def test_what_is_no_burst(bench: Bench, raws: list[bytes]) -> None:
    """Nothing is held for two customers, within a longer time, for old mails, or for robots'."""
    bench.mailbox.put(*raws)
    drain(bench)
    with bench.journal() as journal:
        assert [] == outages.listed(journal.db, ended=True)


def test_a_date_in_the_future_is_the_moment_it_came(bench: Bench) -> None:
    """A clock that goes wrong neither hides a burst nor makes one later."""
    bench.mailbox.put(*(written(f"forward {n}", f"{n}-fx@wisc.edu", minute=60 * ord(n)) for n in "abc"))
    drain(bench)
    with bench.journal() as journal:
        assert 1 == len(outages.listed(journal.db, ended=False))


@pytest.mark.parametrize(("shadow", "burst"), [(True, 3), (False, 0)], ids=["in shadow", "turned off"])
def test_nothing_is_held(bench: Bench, shadow: bool, burst: int) -> None:  # noqa: FBT001 - parametrized
    """In shadow nothing would be held up by it, and a desk may turn it off."""
    bench.mailbox.put(*(written(f"forward {n}", f"{n}-fx@wisc.edu") for n in "abc"))
    drain(bench, shadow=shadow, burst=burst)
    with bench.journal() as journal:
        assert ["forwarded"] * 3 == states(journal)


def test_a_person_may_send_one_of_them_on(bench: Bench) -> None:
    """What an agent decides of one case goes out; the outage holds the others."""
    bench.mailbox.put(*(written(f"forward {n}", f"{n}-fx@wisc.edu") for n in "abc"))
    drain(bench)
    with bench.journal() as journal:
        planner = AboutSis(journal.secret)
        core.decide(journal, planner, journal.reviews()[0].id, AgentWord("kim", Disposition.ES), now=bench.clock())
    drain(bench)
    assert 1 == len(bench.submission.ids)
    with bench.journal() as journal:
        assert 2 == outages.listed(journal.db, ended=False)[0].held


def letter(kind: Kind) -> Outgoing:
    """A letter to a queue."""
    return Outgoing(kind, kind, Envelope("help@desk.example", ("es@queues.example",)), f"<{kind}@x>", "s", "b", b"x")


@pytest.mark.parametrize("kind", [Kind.FORWARD, Kind.CONSULT])
def test_no_mail_of_an_outage_gets_into_the_outbox(bench: Bench, kind: Kind) -> None:
    """A forward of a case that is held with an outage is refused, whoever asks for it."""
    bench.mailbox.put(written("outage x", "a-fx@wisc.edu"))
    drain(bench)
    with bench.journal() as journal, journal.transaction(Commit.DECISION) as db:
        with pytest.raises(OutageMail):
            outbox.add(db, letter(kind), case=1, mail=1, shadow=False, now=NOW)
        outbox.add(db, letter(Kind.REPLY), case=1, mail=1, shadow=False, now=NOW)


def test_no_mail_of_an_outage_gets_past_its_dot(bench: Bench) -> None:
    """A forward that is in the outbox all the same is given up at the last moment."""
    bench.mailbox.put(written("doubt x", "a-fx@wisc.edu"))
    drain(bench)
    with bench.journal() as journal, journal.transaction(Commit.DECISION) as db:
        number = outbox.add(db, letter(Kind.FORWARD), case=1, mail=1, shadow=False, now=NOW)
        outage = outages.begin(db, services=("sis",), place="", state=OutageState.OPEN, case=1, reports=1, now=NOW)
        outages.link(db, outage, 1, LinkState.HELD, now=NOW)
    drain(bench)
    assert [] == bench.submission.ids
    with bench.journal() as journal:
        row = outbox.get(journal.db, number)
        assert row is not None
        assert (OutboxState.CANCELLED, True) == (row.state, "never forwarded" in row.response)
        assert "refused" in [item.question["about"] for item in journal.reviews()], "nobody else would know"


def test_a_held_case_stays_with_its_outage(bench: Bench) -> None:
    """Whatever is decided of it while the outage is on: nothing goes out."""
    bench.mailbox.put(written("outage x", "a-fx@wisc.edu"))
    drain(bench)
    with bench.journal() as journal:
        case = cases.get(journal.db, 1)
        plan = AboutSis(journal.secret).plan(written("ask y", "a-fx@wisc.edu"), now=NOW, case=CaseHead(case.token, 9))
        with journal.transaction(Commit.DECISION) as db:
            recorded = record(db, plan, case=case, mail=1, with_=Circumstances(), now=NOW)
        assert (Disposition.OUTAGE, ()) == (recorded.decision.disposition, recorded.outgoing)
        assert CaseState.OUTAGE == cases.get(journal.db, 1).state


def report(place: str = "", *services: str, subject: str = "") -> Plan:
    """A plan of a mail that tells of an outage."""
    given = tuple(replace(SIS, id=name, name=name) for name in services)
    plan = SubjectPlanner(b"x").plan(mail(subject), now=NOW, case=CaseHead("MR-BBBBBBBBBB", 1))
    return replace(
        plan, message=replace(Message(), subject=subject),
        facts=replace(plan.facts, services=Finding(given), place=place), route=RouteTaken("outage"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("same", "first", "second"),
    [
        (True, report("", "sis"), report("", "sis")),
        (True, report("", "sis"), report("van hise", "sis")),
        (True, report("", "sis", "wifi"), report("", "wifi")),
        (True, report("van hise"), report("van hise")),
        (True, report(subject="outage 17"), report(subject="Re: outage 18")),
        (False, report("van hise", "sis"), report("", "sis")),
        (False, report("van hise", "sis"), report("memorial", "sis")),
        (False, report("", "sis"), report("", "sis", "wifi")),
        (False, report("", "sis"), report("")),
        (False, report(""), report("", "sis")),
        (False, report("van hise"), report("memorial")),
        (False, report("van hise", "sis"), report("van hise")),
        (False, report(subject="outage"), report(subject="help")),
        (False, report(), report()),
    ],
)
def test_which_reports_are_of_one_outage(bench: Bench, same: bool, first: Plan, second: Plan) -> None:  # noqa: FBT001
    """By service and place; in doubt it is another outage, which HDQA and SNCC are to know of."""
    bench.mailbox.put(mail("doubt"))
    bench.drain()
    with bench.journal() as journal, journal.transaction(Commit.DECISION) as db:
        db.execute('UPDATE "case" SET subject = ?', (first.message.subject,))
        notice = outbox.add(db, letter(Kind.NOTICE), case=1, mail=1, shadow=False, now=NOW)
        number = outages.begin(
            db, services=[one.id for one in first.facts.services.answer], place=first.facts.place,
            state=OutageState.OPEN, case=1, reports=1, now=NOW,
        )  # fmt: skip
        outages.notify(db, number, notice)
        assert same == (known_outage(db, second, NOW + timedelta(hours=11), shadow=False) is not None)
        assert known_outage(db, second, NOW + timedelta(hours=13), shadow=False) is None


def test_what_may_become_of_an_outage(bench: Bench) -> None:
    """A possible one is confirmed or cleared, an open one ends; what has ended is not said again."""
    bench.mailbox.put(mail("doubt"))
    bench.drain()
    with bench.journal() as journal, journal.transaction(Commit.OUTAGE) as db:
        number = outages.begin(db, services=("sis",), place="", state=OutageState.POSSIBLE, case=1, reports=3, now=NOW)
        assert keeper(db, ("sis", "canvas"), "van hise") is not None
        assert keeper(db, ("canvas",), "") is None
        with pytest.raises(OutageError, match="only possible"):
            outages.end(db, number, OutageState.OVER, by="kim", note="", now=NOW)
        outages.confirm(db, number, by="kim", note="the vendor says so")
        outages.end(db, number, OutageState.OVER, by="sam", note="", now=NOW)
        assert keeper(db, ("sis",), "") is None
        with pytest.raises(OutageError, match="declared over by sam"):
            outages.confirm(db, number, by="kim", note="")
        with pytest.raises(OutageError, match="there is no outage 7"):
            outages.confirm(db, 7, by="kim", note="")
