"""``mailroute review``: the queue, one case in full, decisions, and the form."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mailroute.bootstrap import assemble
from mailroute.commands import options, review_form
from mailroute.commands import review as pages
from mailroute.journal import Journal
from tests.worker.bench import Bench, mail

from .conftest import Run


def queue(desk: Run) -> list[dict[str, Any]]:
    """What ``review list --json`` prints."""
    return [json.loads(line) for line in desk("review", "list", "--json").stdout.splitlines()]


def one(desk: Run, subject: str) -> dict[str, Any]:
    """The waiting case with these words in its subject."""
    (found,) = [item for item in queue(desk) if subject in item["subject"]]
    return found


def test_the_list_has_the_keys_of_the_contract_and_urgent_ones_first(desk: Run) -> None:
    """Keys and order of ``review list --json``."""
    items = queue(desk)
    assert len(items) > 5
    keys = ["id", "case", "opened_at", "urgent", "question", "proposed", "author", "subject", "age_s"]
    assert all(keys == list(item) for item in items)
    urgent = [item["urgent"] for item in items]
    assert urgent == sorted(urgent, reverse=True)
    assert urgent[0]
    assert {"about", "why", "candidates"} == set(items[0]["question"])


def test_without_a_terminal_review_is_the_list(desk: Run) -> None:
    """In a pipe, ``review`` alone prints the queue."""
    plain = desk("review", "list").stdout
    assert "laptop stolen" in plain
    assert plain.splitlines()[0].split() == desk("review").stdout.splitlines()[0].split()


def test_show_tells_question_text_and_rules(desk: Run) -> None:
    """One case: the question, the newest text, the rules, for people and as JSON."""
    item = one(desk, "Two things")
    shown = desk("review", "show", str(item["id"])).stdout
    for words in ("Two things", "In doubt", "In Workday my time off", "Rules asked", item["case"]):
        assert words in shown
    (told,) = desk("review", "show", str(item["id"]), "--json").stdout.splitlines()
    assert {"text", "trail", "would_send", "state"} < set(json.loads(told))


def test_show_has_the_mail_that_the_proposal_would_send(desk: Run) -> None:
    """Where there is a proposal, the mail it would send is shown in full."""
    item = next(item for item in queue(desk) if item["proposed"] == "cps")
    shown = desk("review", "show", str(item["id"])).stdout
    assert "The mail that would be sent (forward, template forward_cps)" in shown
    (told,) = desk("review", "show", str(item["id"]), "--json").stdout.splitlines()
    assert ["cps@queues.example"] == json.loads(told)["would_send"][0]["recipients"]


def test_a_decision_is_committed_and_sent_by_the_worker(working_desk: Run) -> None:
    """Deciding closes the review; the worker's next pass sends the mail."""
    item = one(working_desk, "Two things")
    done = working_desk(
        "review", "decide", str(item["id"]), "es", "--service", "workday", "--by", "Kim", "--note", "Zoom apart"
    )
    assert 0 == done.exit_code, done.output
    assert "es, to hd-es@queues.example; the worker sends it at its next pass" in done.stdout
    assert item["id"] not in [waiting["id"] for waiting in queue(working_desk)]
    once = working_desk("run", "--once")
    assert 0 == once.exit_code, once.output
    assert "1 sent" in once.stdout
    shown = working_desk("case", "show", item["case"]).stdout
    assert "Kim" in shown
    assert "Zoom apart" in shown


def test_the_procedure_goes_on_with_an_agents_fact(desk: Run) -> None:
    """``procedure`` with a department decides by the same rules: a contract department means CPS."""
    item = one(desk, "e-Reimbursement stuck")
    done = desk("review", "decide", str(item["id"]), "procedure", "--department", "bussvc")
    assert 0 == done.exit_code, done.output
    assert "cps, to cps@queues.example" in done.stdout
    assert "kim" in desk("case", "show", item["case"]).stdout


def test_deciding_twice_says_who_was_first(desk: Run) -> None:
    """A decided review cannot be decided again."""
    item = one(desk, "laptop stolen")
    assert 0 == desk("review", "decide", str(item["id"]), "ignore", "--by", "Kim").exit_code
    again = desk("review", "decide", str(item["id"]), "cps", "--by", "Lee")
    assert 1 == again.exit_code
    assert "was decided by Kim" in again.stderr
    assert 1 == again.stderr.count("\n")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("9999", "es"), 1, "there is no review 9999"),
        (("ID", "es", "--department", "chemm"), 1, "there is no department 'chemm'; the nearest: chem"),
        (("ID", "es", "--service", "workdya"), 1, "there is no service 'workdya'; the nearest: workday"),
        (("ID", "es", "--service", "qqqq"), 1, "there is no service 'qqqq'; see the catalogue's services"),
        (("ID", "review"), 1, "is no decision of an agent"),
        (("ID", "forward"), 2, "'forward' is not one of"),
    ],
)
def test_a_wrong_word_is_one_clear_line_and_changes_nothing(
    desk: Run, args: tuple[str, ...], code: int, said: str
) -> None:
    """Unknown ids, departments, services and dispositions are told with what would be right."""
    item = one(desk, "Two things")
    result = desk("review", "decide", *(arg.replace("ID", str(item["id"])) for arg in args))
    assert code == result.exit_code
    assert said in result.stderr
    assert not result.stdout
    assert item in [waiting | {"age_s": item["age_s"]} for waiting in queue(desk)]


def test_a_full_name_finds_its_id(desk: Run) -> None:
    """A department may be given by its name, in any letter case."""
    item = one(desk, "e-Reimbursement stuck")
    done = desk("review", "decide", str(item["id"]), "procedure", "--department", "CHEMISTRY")
    assert 0 == done.exit_code, done.output


def formed(tmp_path: Path, desk: Run, lines: list[str], *, after: str | None = "q") -> tuple[int, Journal]:
    """Type these lines into the form, then ``after`` or the end of input; how many were decided, and the journal."""
    assert 0 == desk("review", "list").exit_code
    now = datetime.now(UTC)
    parts = assemble(options.load_config(tmp_path / "desk" / "mailroute.toml"), now=now)
    journal = parts.journal(now=now, create=False)
    typed = iter(lines)

    def ask(_prompt: str) -> str:
        line = next(typed, after)
        if line is None:
            raise EOFError
        return line

    form = review_form.Form(
        journal,
        parts.planner(journal),
        parts.catalogue,
        by="Kim",
        now=lambda: datetime.now(UTC),
        ask=ask,
    )
    return form.walk(), journal


def test_the_form_walks_decides_and_skips(desk: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Skip the first, choose for the second with a note, answer nonsense with help, quit."""
    waiting = queue(desk)
    decided, journal = formed(tmp_path, desk, ["k", "?", "n", "seen it", "c", "nonsense", "c", "ignore", "a", "q"])
    with closing(journal):
        assert 1 == decided
        second = journal.review(waiting[1]["id"])
        assert second is not None
        assert ("decided", "Kim", "ignore", "seen it") == (
            second.state,
            second.decided_by,
            second.decided_as,
            second.note,
        )
        assert len(waiting) - 1 == len(journal.reviews())
    out = capsys.readouterr().out
    assert "'nonsense' is none of them." in out
    assert "There is no proposal for this one" in out
    assert f"1 decided, {len(waiting) - 1} still waiting." in out


def test_the_form_takes_facts_and_lets_the_procedure_go_on(
    desk: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """D and p: with the department given, the procedure decides; an unknown one is told with the nearest."""
    waiting = queue(desk)
    place = [item["subject"] for item in waiting].index("e-Reimbursement stuck")
    decided, journal = formed(tmp_path, desk, ["k"] * place + ["d", "bussvcs", "d", "bussvc", "p", "q"])
    with closing(journal):
        assert 1 == decided
        case = journal.case(waiting[place]["case"])
        assert case is not None
        assert "cps" == case.disposition
    assert "there is no department 'bussvcs'; the nearest: bussvc" in capsys.readouterr().out


def test_the_form_accepts_a_proposal(desk: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A takes the proposal whose mail was shown."""
    waiting = queue(desk)
    place = [item["proposed"] for item in waiting].index("cps")
    decided, journal = formed(tmp_path, desk, ["k"] * place + ["a", "q"])
    with closing(journal):
        assert 1 == decided
        assert waiting[place]["id"] not in [item.id for item in journal.reviews()]
    out = capsys.readouterr().out
    assert "=> cps, to cps@queues.example" in out
    assert "template forward_cps" in out


def test_the_end_of_input_is_a_way_to_quit(desk: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-D at any question leaves the form; what was decided stays, the rest waits."""
    waiting = queue(desk)
    decided, journal = formed(tmp_path, desk, ["c", "ignore", "n"], after=None)
    with closing(journal):
        assert 1 == decided
        assert len(waiting) - 1 == len(journal.reviews())
    assert f"1 decided, {len(waiting) - 1} still waiting." in capsys.readouterr().out


def test_what_the_customer_added_while_the_case_waited_is_shown(tmp_path: Path) -> None:
    """The decision is made on all of the customer's mails, so the page has the words of all of them."""
    bench = Bench(tmp_path / "mailroute.db")
    bench.mailbox.put(mail("doubt a", body="It does not work."))
    bench.drain()
    with bench.journal() as journal:
        (case,) = journal.cases()
    bench.mailbox.put(mail(f"Re: and this ({case.id})", body="Please hurry."))
    bench.drain()
    with bench.journal() as journal:
        (item,) = journal.reviews()
        text = pages.newest_text(journal, item)
    assert ["It does not work.", f"[The customer has written again: Re: and this ({case.id})]", "Please hurry."] == [
        line for line in text.splitlines() if line
    ]


def test_guesses_by_meaning_are_seen_everywhere(desk: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """List, page, JSON and form show the services that a waiting mail is like; a list without any has no column."""
    assert "by meaning" not in desk("review", "list").stdout
    item = queue(desk)[0]
    guesses = [{"service": "wifi", "likeness": 0.613}, {"service": "duo", "likeness": 0.4}]
    with closing(sqlite3.connect(tmp_path / "desk" / "mailroute.db")) as db, db:
        asked = json.dumps(item["question"] | {"proposals": guesses})
        db.execute("UPDATE review SET question = ? WHERE id = ?", (asked, item["id"]))
    head, first, *_ = desk("review", "list").stdout.splitlines()
    assert ("by meaning" in head, "wifi 0.61, duo 0.40" in first) == (True, True)
    assert guesses == queue(desk)[0]["question"]["proposals"]
    assert "By meaning     wifi 0.61, duo 0.40" in desk("review", "show", str(item["id"])).stdout
    _, journal = formed(tmp_path, desk, ["q"])
    journal.close()
    assert 2 == capsys.readouterr().out.count("By meaning     wifi 0.61, duo 0.40")
