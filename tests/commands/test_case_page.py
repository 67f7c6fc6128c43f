"""``mailroute case show``: a case's whole life, told in plain words; played as stories and read by the desk's clock."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailroute.cli import cli
from mailroute.commands import options
from tests.stories import script
from tests.stories.stage import Stage, maildirs

STORIES = Path(__file__).resolve().parent.parent / "stories"
ANA = "person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no\n"


def played(text: str, folder: Path) -> Stage:
    """A desk after a story."""
    stage = maildirs(folder)
    stage.play(script.read(text))
    return stage


def told(stage: Stage, number: int = 1, *more: str, at: str = "2026-03-02T12:30") -> str:
    """The page of the story's Nth case, in one line, as an agent reads it at a moment."""
    now = datetime.fromisoformat(at).replace(tzinfo=script.ZONE)
    config = str(stage.folder / "mailroute.toml")

    def run(*args: str) -> str:
        environment = {"COLUMNS": "80", "TZ": "Asia/Tokyo"}
        ran = CliRunner(env=environment).invoke(cli, ["--config", config, *args], obj=options.Clock(lambda: now))
        assert 0 == ran.exit_code, ran.output
        return ran.stdout

    token = json.loads(run("case", "list", "--json").splitlines()[-number])["id"]
    page = run("case", "show", token, *more)
    assert "--json" in more or [] == [line for line in page.splitlines() if len(line) > 80]
    return page if "--json" in more else " ".join(page.split())


WAITING = f"""# A customer is asked
{ANA}
Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  sent reply to ana-fx@wisc.edu
"""


def test_a_case_that_waits_tells_for_what_and_until_when(tmp_path: Path) -> None:
    """Who is waited for, what was asked, and every moment at which something is done, by the desk's clock."""
    page = told(played(WAITING, tmp_path))
    for words in (
        "Now waits for an answer of ana-fx@wisc.edu: desired email, asked Mon 2026-03-02 09:00",
        "Next Wed 2026-03-04 09:00: the customer is reminded Mon 2026-03-09 09:00: the customer is reminded",
        "Thu 2026-03-12 09:00: a person decides, if nobody has answered",
        "Known NetID: aruiz",
        "Department Chemistry (chem), no contract",
        "Opened Mon 2026-03-02 09:00 (3 h ago); all times: America/Chicago",
        "09:00 ana-fx@wisc.edu writes: Degree audit │ The degree audit in SIS ends",
        "mailroute asks the customer for: desired email why: is the service Pick 2",
        "-> the question is sent to ana-fx@wisc.edu",
    ):
        assert words in page


def test_the_whole_life_as_json(tmp_path: Path) -> None:
    """A program gets the same rows: mails, decisions, letters, questions and timers."""
    one = json.loads(told(played(WAITING, tmp_path), 1, "--json"))
    assert {"mails", "events", "decisions", "outbox", "reviews", "timers", "outage", "held"} < set(one)
    assert ["remind", "remind", "give_up"] == [timer["kind"] for timer in one["timers"]]
    assert "ana-fx@wisc.edu" == one["mails"][0]["author"]


def test_every_rule_that_was_asked_on_request(tmp_path: Path) -> None:
    """The words that a decision rests on are one option away."""
    stage = played(WAITING, tmp_path)
    assert "Rules asked" not in told(stage)
    assert "Rules asked, in order; the last one decided 1, 2, 2b, 3" in told(stage, 1, "--rules")


@pytest.mark.parametrize(
    ("story", "number", "words"),
    [
        (
            "01-*", 1,
            [
                "Now with ES (hd-es@queues.example), since Wed 2026-03-04 10:00",
                "Wed 2026-03-04 09:00 -> the reminder is sent to ana-fx@wisc.edu 10:00 ana-fx@wisc.edu answers",
                "mailroute passes it on to ES",
                "-> the forward is sent to ES (hd-es@queues.example)",
            ],
        ),
        (
            "13-*", 1,
            [
                "Why Jo decided so, Mon 2026-03-02 13:30",
                "mailroute asks HDQA whether it is ES-supported",
                "11:00 HDQA (hdqa@queues.example) answers │ Probably, if it is about payroll.",
                "13:30 Jo decides (review 2): mailroute passes it on to ES -> the forward",
            ],
        ),
        (
            "18-*", 1,
            [
                "Now closed Why Kim Lee has taken the chat",
                "The chat is wanted again, by Jo Brown; Kim Lee had it first".replace("The", "the"),
                "-> the word that the chat is taken is sent to the ES chat channel (es-chat@channels.example)",
            ],
        ),
        (
            "26-*", 1,
            [
                "Outage was held with outage 1 (dars), over since Mon 2026-03-02 11:30, says KIM",
                "is kept back: it may be of an outage (dars); mailroute asks a person (review 1)",
                "mailroute holds it with the outage; it is not passed on",
                "(outage 1 was confirmed by KIM)",
                "-> the notice of the outage is sent to HDQA (hdqa@queues.example) and SNCC (sncc@queues.example)",
                "11:30 outage 1 was declared over by KIM mailroute passes it on to ES",
            ],
        ),
        (
            "34-*", 1,
            [
                "Now with ES (hd-es@queues.example), since Mon 2026-03-02 09:00",
                "mailroute passes it on to where the case is, ES (hd-es@queues.example)",
                "-> the addition is sent to ES (hd-es@queues.example)",
            ],
        ),
        (
            "36-*", 1,
            [
                "the forward to ES (hd-es@queues.example) did not arrive: it came back undelivered: 5.1.1; mailroute",
                "mailroute asks a person (review 1)",
                "it joins the case; a person is being asked already",
                "kim decides (review 1): it is sent again, unchanged",
                "kim decides (review 2): it is given up",
            ],
        ),
    ],
)  # fmt: skip
def test_a_story_is_told_as_it_went(story: str, number: int, words: list[str], tmp_path: Path) -> None:
    """Who wrote, what was decided and why, what went to whom, who decided: in their order, and no inner word."""
    (path,) = STORIES.glob(f"{story}.story")
    page = told(played(path.read_text(encoding="utf-8"), tmp_path), number, at="2026-03-20T12:00")
    for one in words:
        assert one in page
    assert None is re.search(r"follow_up|desired_email|waiting_|UID|octets|reviewed:|T\d\b", page)


def until(story: str, moment: str) -> str:
    """A story up to a moment, which is left out."""
    (path,) = STORIES.glob(f"{story}.story")
    return path.read_text(encoding="utf-8").split(moment, maxsplit=1)[0]


def test_an_open_question_is_told_first(tmp_path: Path) -> None:
    """The question, the command that shows it, and what could not be sent stand on top."""
    page = told(played(until("36-*", "Mon 2026-03-02 11:00"), tmp_path))
    top = (
        "Now waits for a person to decide - URGENT Review 1 it came back undelivered: 5.1.1 decide: mailroute review"
        " show 1 Not sent the forward to ES (hd-es@queues.example): did not arrive"
    )
    assert top in page


def test_an_outage_that_holds_a_case_is_told_with_its_command(tmp_path: Path) -> None:
    """What the case waits for has a number and a command."""
    page = told(played(until("26-*", "Mon 2026-03-02 11:30"), tmp_path))
    assert (
        "Now held with an outage; not passed on Outage outage 1 (dars) is on, confirmed by KIM. When it has ended:"
        " mailroute outage over 1" in page
    )


def test_a_case_in_shadow_says_so(tmp_path: Path) -> None:
    """Nobody takes a plan for something that was done."""
    stage = played(WAITING, tmp_path)
    stage.deliver(
        b"From: bo-fx@wisc.edu\r\nTo: help@doit.example\r\nSubject: Audit\r\n\r\nDARS prints one page only.\r\n"
    )
    config = str(stage.folder / "mailroute.toml")
    ran = CliRunner().invoke(cli, ["--config", config, "run", "--once", "--shadow"])
    assert 0 == ran.exit_code, ran.output
    page = told(stage, 2)
    assert "In shadow nothing was sent or moved for it" in page
    assert "->" not in page
