"""``mailroute review`` where a mail of ours is the matter: one that must not be sent, one that may have been sent."""

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from mailroute.bootstrap import assemble
from mailroute.commands import options, review_form

ROOT = Path(__file__).resolve().parents[2]
MAIL = """\
Authentication-Results: mx.mailroute.example; dmarc=pass header.from=wisc.edu
Return-Path: <rowan-fx@wisc.edu>
From: Rowan Example <rowan-fx@wisc.edu>
To: help@doit.example
Subject: timesheet
Date: {date}
Message-ID: <{number}@wisc.example>

My Workday timesheet was rejected twice and I cannot submit it again.
{more}"""
COMPLETE = "My NetID is rowan. This address is fine to reach me.\n"


def mailroute(desk: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, in the desk's folder."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("MAILROUTE")}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "mailroute", *args],
        cwd=desk,
        env=inherited | {"PYTHONPATH": str(ROOT), "USER": "kim"} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A new desk on two Maildirs, its inbox empty."""
    assert 0 == mailroute(tmp_path, "init", "desk").returncode
    folder = tmp_path / "desk"
    config = folder / "mailroute.toml"
    lines = [line for line in config.read_text(encoding="utf-8").splitlines() if not line.startswith("password_file")]
    text = "\n".join(lines).replace("imaps://help@imap.example.edu/INBOX", "maildir:mail")
    config.write_text(text.replace("smtp+starttls://help@smtp.example.edu:587", "maildir:sent"), encoding="utf-8")
    for part in ("cur", "new", "tmp"):
        (folder / "mail" / part).mkdir(parents=True)
    return folder


def receive(desk: Path, *, age: timedelta = timedelta(), more: str = "") -> None:
    """Put a mail into the inbox."""
    number = len(list((desk / "mail").rglob("mail-*")))
    date = format_datetime(datetime.now(UTC) - age)
    text = MAIL.format(date=date, number=number, more=more)
    (desk / "mail" / "new" / f"mail-{number}").write_text(text, encoding="utf-8")


def test_a_proposal_that_cannot_be_carried_out_is_shown_with_the_reason(desk: Path) -> None:
    """A mail too old for an automatic answer: the case is shown in full, and why its proposal will not do."""
    receive(desk, age=timedelta(days=3))
    assert 0 == mailroute(desk, "run", "--once").returncode
    shown = mailroute(desk, "review", "show", "1")
    assert (0, "") == (shown.returncode, shown.stderr)
    said = " ".join(shown.stdout.split())
    for words in ("Proposed gather", "may not be answered automatically", "mailroute review decide 1 DISPOSITION"):
        assert words in said
    told = json.loads(mailroute(desk, "review", "show", "1", "--json").stdout)
    assert [] == told["would_send"]
    assert "answer it by hand" in told["hindrance"]


def test_the_form_goes_on_behind_such_a_case(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The form shows the case, says no to its proposal, and takes another word."""
    receive(desk, age=timedelta(days=3))
    assert 0 == mailroute(desk, "run", "--once").returncode
    now = datetime.now(UTC)
    assembled = assemble(options.load_config(desk / "mailroute.toml"), now=now)
    typed = iter(["a", "c", "es"])
    with closing(assembled.journal(now=now, create=False)) as journal:
        form = review_form.Form(
            journal,
            assembled.planner(journal),
            assembled.catalogue,
            by="kim",
            now=lambda: now,
            ask=lambda _prompt: next(typed),
        )
        assert 1 == form.walk()
    said = " ".join(capsys.readouterr().out.split())
    assert 2 == said.count("may not be answered automatically")
    assert "=> es, to hd-es@queues.example" in said


@pytest.mark.parametrize(
    ("more", "kind", "answers"),
    [
        ("", "reply", "gather or ask_department: a new answer is written"),
        (COMPLETE, "forward", "es: the same mail goes out again"),
    ],
)
def test_a_letter_in_doubt_is_named_with_what_each_answer_does(desk: Path, more: str, kind: str, answers: str) -> None:
    """Killed at the final dot: the review tells which mail it is, its Message-ID, and what can be said."""
    receive(desk, more=more)
    assert -9 == mailroute(desk, "run", "--once", MAILROUTE_FAILPOINT="T3.after").returncode
    assert 0 == mailroute(desk, "run", "--once").returncode
    shown = " ".join(mailroute(desk, "review", "show", "1").stdout.split())
    assert f"Our mail {kind} to " in shown
    assert f"Message-ID <mr.{kind}." in shown
    assert "ignore: it was sent, or need not be." in shown
    assert answers in shown
