"""``mailroute explain``: one object or one card a mail, whatever the mail is."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mailroute import resources
from mailroute.cli import cli
from mailroute.disposition import Disposition

KEYS = [
    "file",
    "message_id",
    "author",
    "customer",
    "channel",
    "subject",
    "disposition",
    "urgent",
    "route",
    "department",
    "services",
    "missing",
    "question",
    "trail",
    "error",
]
MAIL = (
    b"From: Ada <ada-fx@wisc.edu>\r\nTo: help@doit.example\r\nSubject: Workday\r\n"
    b"Date: Mon, 2 Nov 2026 10:12:00 -0600\r\n"
    b'Message-ID: <a1@wisc.example>\r\n\r\nMy Workday timesheet says "Error 17" when I submit it.\r\n'
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path) -> Iterator[Path]:
    """The current folder: an empty one, without a configuration."""
    with chdir(tmp_path):
        yield tmp_path


def run(*args: str, stdin: bytes = b"") -> Result:
    """The command's outcome."""
    return CliRunner(env={"MAILROUTE_CONFIG": None}).invoke(cli, ["explain", *args], input=stdin)


def told(*args: str, stdin: bytes = b"") -> list[dict[str, Any]]:
    """The objects printed."""
    result = run("--json", *args, stdin=stdin)
    assert 0 == result.exit_code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_object_has_the_keys_of_the_contract(here: Path) -> None:
    """Keys, their order, and the shapes within."""
    (here / "a001.eml").write_bytes(MAIL)
    (found,) = told("a001.eml")
    assert KEYS == list(found)
    assert ("a001.eml", "ada-fx@wisc.edu", "ada-fx@wisc.edu", "email", "Workday") == tuple(
        found[key] for key in ("file", "author", "customer", "channel", "subject")
    )
    assert "gather" == found["disposition"]
    assert {"name": "customer", "recipients": ["ada-fx@wisc.edu"]} == found["route"]
    assert ["workday"] == [service["id"] for service in found["services"]]
    assert {"id", "confidence", "evidence"} == set(found["services"][0])
    assert {"source", "quote"} == set(found["services"][0]["evidence"][0])
    assert ["netid", "desired_email"] == found["missing"]
    assert {"rule", "asks", "answer", "evidence"} == set(found["trail"][0])
    assert "13" == found["trail"][-1]["rule"]
    assert found["question"] is None
    assert found["error"] is None


def test_the_sample_mails_meet_every_disposition() -> None:
    """The packaged samples give an object each, and every disposition but follow_up, which needs a case."""
    found = told(str(resources.demo() / "mails"))
    assert sorted(path.name for path in (resources.demo() / "mails").glob("*.eml")) == [one["file"] for one in found]
    assert set(Disposition) - {"follow_up"} == {one["disposition"] for one in found}
    for one in found:
        assert (one["disposition"] == "review") == (one["question"] is not None), one["file"]
        if one["question"] is not None:
            assert {"about", "candidates", "why"} == set(one["question"])


def test_what_cannot_be_read_is_a_review_with_its_error(here: Path) -> None:
    """Empty, binary and dead files give their object too, and the mails around them are decided."""
    (here / "a.eml").write_bytes(MAIL)
    (here / "b.eml").write_bytes(b"")
    (here / "c.eml").symlink_to(here / "gone")
    (here / "d.eml").write_bytes(bytes(range(256)) * 40)
    (here / "e.eml").write_bytes(MAIL)
    found = {one["file"]: one for one in told(".")}
    assert ["a.eml", "b.eml", "c.eml", "d.eml", "e.eml"] == list(found)
    assert "gather" == found["a.eml"]["disposition"] == found["e.eml"]["disposition"]
    for name in ("b.eml", "c.eml", "d.eml"):
        assert KEYS == list(found[name])
        assert "review" == found[name]["disposition"]
        assert found[name]["question"]["why"]
    assert "cannot be read: No such file or directory" == found["c.eml"]["error"]


def test_standard_input_and_labelled_mails(here: Path) -> None:
    """A mail or labelled mails on standard input; the records of the file are its directory."""
    (found,) = told("-", stdin=MAIL)
    assert "-" == found["file"]
    row = {
        "id": "q1",
        "from": "q1-fx@wisc.edu",
        "to": "help@doit.example",
        "subject": "Canvas",
        "body": "Canvas is slow.",
    }
    coned = row | {"record": {"email": "q1-fx@wisc.edu", "departments": ["registrar"], "coned": True}}
    (here / "m.jsonl").write_text(json.dumps(coned) + "\n" + json.dumps(row | {"id": "q2"}) + "\n", encoding="utf-8")
    first, second = told("m.jsonl")
    assert ("m.jsonl#q1", "cps") == (first["file"], first["disposition"])
    assert "cps" != second["disposition"]


def test_a_missing_argument_is_one_clear_line() -> None:
    """A path that is not there, or a folder without a mail, is an expected failure."""
    assert (1, "mailroute: gone.eml: no such file or folder\n") == (run("gone.eml").exit_code, run("gone.eml").stderr)
    Path("empty").mkdir()
    assert 1 == run("empty").exit_code
    assert "no mail found in empty" in run("empty").stderr


def test_the_packaged_example_stands_in_where_no_config_is_given(here: Path) -> None:
    """Without a configuration the example decides, and says so; one that was given and is missing is a failure."""
    (here / "a.eml").write_bytes(MAIL)
    assert "packaged example" in run("a.eml").stderr
    result = run("a.eml", "--config", "gone.toml")
    assert 1 == result.exit_code
    assert "gone.toml: no such configuration file" in result.stderr


def test_a_card_shows_facts_rules_and_the_mail(here: Path) -> None:
    """The card has the quote, the rules asked, the disposition and the whole mail that would be sent."""
    (here / "a.eml").write_bytes(MAIL)
    result = run("a.eml")
    assert 0 == result.exit_code, result.output
    for words in (
        "Error 17",
        "was it sent by a machine?",
        "=> gather",
        "To: ",
        "Auto-Submitted: auto-replied",
        "NetID",
    ):
        assert words in result.stdout


def test_a_card_is_plain_in_a_pipe_and_cannot_paint_the_terminal(here: Path) -> None:
    """No colour in a pipe, and no control or bidi character of the mail anywhere."""
    raw = MAIL.replace(b"Subject: Workday", "Subject: Work\u202eday \x1b[31m".encode())
    (here / "a.eml").write_bytes(raw.replace(b"submit it.", b"submit it.\x1b]0;owned\x07 \xc2\x9b2J"))
    result = run("a.eml")
    assert 0 == result.exit_code, result.output
    for bad in ("\x1b", "\u202e", "\x07", "\x9b"):
        assert bad not in result.stdout


def test_a_closed_pipe_is_no_error(here: Path) -> None:
    """A reader that takes one line and goes ends the command in peace."""
    (here / "m.mbox").write_bytes((b"From a@b.example Mon Nov  2 10:12:00 2026\n" + MAIL) * 400)
    root = Path(__file__).resolve().parent.parent.parent
    script = 'PYTHONPATH="$3" "$1" -m mailroute explain --json "$2" | head -n 1; echo "${PIPESTATUS[0]}"'
    command = ["bash", "-c", script, "bash", sys.executable, str(here / "m.mbox"), str(root)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)  # noqa: S603  # our own command
    first, code = done.stdout.decode().splitlines()
    assert "m.mbox#1" == json.loads(first)["file"]
    assert "0" == code
    assert b"Broken" not in done.stderr
    assert b"Traceback" not in done.stderr
