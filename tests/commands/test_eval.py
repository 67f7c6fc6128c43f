"""``mailroute eval``: figures of labelled mails, for people, programs, browsers and gates."""

import json
import re
from collections.abc import Iterator
from contextlib import chdir
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from mailroute.cli import cli
from mailroute.commands import eval_plots, eval_text
from mailroute.evaluation import Group, evaluation

ROOT = Path(__file__).resolve().parent.parent.parent
KEYS = [
    "file",
    "mails",
    "unlabelled",
    "acted",
    "failed",
    "threshold",
    "precision",
    "coverage",
    "forbidden",
    "services",
    "services_without_robots",
    "missing",
    "department",
    "confusion",
    "curve",
    "calibration",
    "mistakes",
]
GATHER: dict[str, Any] = {
    "id": "g1",
    "from": "ada-fx@wisc.edu",
    "to": "help@doit.example",
    "date": "2026-11-02T10:12:00-06:00",
    "subject": "Workday",
    "body": 'My Workday timesheet says "Error 17" when I submit it.',
    "record": None,
    "expected": {"disposition": "gather", "services": ["workday"], "missing": ["netid", "desired_email"]},
}
ROBOT = GATHER | {"id": "r1", "headers": {"Auto-Submitted": "auto-generated"}, "expected": {"disposition": "ignore"}}
WRONG = GATHER | {
    "id": "w1",
    "subject": "<script>alert(1)</script> \u202e & Workday",
    "expected": {"disposition": "cps", "department": None, "services": ["workday"]},
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path) -> Iterator[Path]:
    """The current folder: an empty one, without a configuration."""
    with chdir(tmp_path):
        yield tmp_path


def write(name: str, *rows: object) -> str:
    """A file of labelled mails."""
    Path(name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return name


def run(*args: str, columns: int = 80) -> Result:
    """The command's outcome."""
    environment = {"MAILROUTE_CONFIG": None, "COLUMNS": str(columns)}
    return CliRunner(env=environment).invoke(cli, ["eval", *args])


def told(*args: str) -> list[dict[str, Any]]:
    """The objects printed."""
    result = run("--json", *args)
    assert 0 == result.exit_code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_object_a_file_and_one_for_all() -> None:
    """Stable keys in their order; the last object is for all and has no file."""
    found = told(write("a.jsonl", GATHER, ROBOT), write("b.jsonl", WRONG))
    assert [KEYS] * 3 == [list(one) for one in found]
    assert ["a.jsonl", "b.jsonl", None] == [one["file"] for one in found]
    assert [2, 1, 3] == [one["mails"] for one in found]
    assert [(2, 2), (0, 1), (2, 3)] == [(one["precision"]["count"], one["precision"]["of"]) for one in found]
    assert {"count", "of", "share", "low", "high"} == set(found[0]["coverage"])
    assert {"any", "outage_forwarded", "partner_into_es", "robot_answered", "sent_in_security"} == set(
        found[0]["forbidden"]
    )
    assert ["decision", "service", "department", "outage"] == list(found[0]["calibration"])
    assert {"threshold", "acted", "precision", "coverage", "forbidden"} == set(found[0]["curve"][0])
    assert {"cps": {"gather": 1}} == found[1]["confusion"]


def test_a_mistake_has_its_label_its_rule_and_its_trail() -> None:
    """What was expected, got, by which rule, on which words."""
    found, _ = told(write("b.jsonl", GATHER | {"id": "g0"}, WRONG))
    (mistake,) = found["mistakes"]
    assert ("b.jsonl", 2, "w1") == (mistake["file"], mistake["line"], mistake["id"])
    assert ["partner_into_es", "disposition"] == mistake["faults"]
    assert ("cps", "gather", "13") == (mistake["expected"]["disposition"], mistake["got"], mistake["rule"])
    assert "Workday" in mistake["evidence"][0]["quote"]
    assert "13" == mistake["trail"][-1]["rule"]


def test_each_mail_is_decided_with_its_own_record() -> None:
    """The author's row counts for their own mail; one labelled without a row has none."""
    record = {"email": "ada-fx@wisc.edu", "name": "Ada", "netid": "adafx", "departments": [], "coned": True}
    coned = GATHER | {"record": record, "expected": {"disposition": "cps", "services": ["workday"]}}
    found, _ = told(write("a.jsonl", coned, GATHER | {"id": "g2"}))
    assert {"cps": {"cps": 1}, "gather": {"gather": 1}} == found["confusion"]


def test_people_read_it_in_80_columns() -> None:
    """No line is wider; files stand side by side with the file's name; a mistake tells its rule."""
    result = run(write("a.jsonl", GATHER, ROBOT), write("b.jsonl", WRONG))
    assert 0 == result.exit_code
    assert [] == [line for line in result.stdout.splitlines() if len(line) > 80]
    assert ["a", "b", "all"] == result.stdout.splitlines()[0].split()
    assert "precision           1.000 2/2      0.000 0/1      0.667 2/3" in result.stdout
    assert "FORBIDDEN: a partner's mail into ES; wrong disposition" in result.stdout
    assert "gather by rule 13" in result.stdout
    assert "\u202e" not in result.stdout


def test_many_files_go_on_below() -> None:
    """More columns than fit are put under the first ones; files of one name keep their folder."""
    for folder in ("x", "y"):
        Path(folder).mkdir()
    names = [write(f"{name}.jsonl", GATHER) for name in ("x/a", "y/a", "b", "c", "d")]
    lines = run(*names).stdout.splitlines()
    heads = [line.split() for line in lines if line.startswith(" " * 20) and not re.match(r" +\d|  +ign", line)]
    assert [["x/a", "y/a", "b", "c"], ["d", "all"]] == heads[:2]


def test_a_file_alone_is_one_column() -> None:
    """All would say the same again; without a mistake that is said."""
    result = run(write("a.jsonl", GATHER, GATHER | {"id": "n", "expected": None}))
    assert ["a"] == result.stdout.splitlines()[0].split()
    assert "without a label     1" in result.stdout
    assert "No mistakes." in result.stdout


class Page(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.append((tag, dict(attrs)))


def test_the_page_needs_nobody_else_and_escapes_every_word() -> None:
    """Well-formed, no script, no reference, no handler; a mail's words are words."""
    result = run(write("a.jsonl", GATHER, ROBOT), write("b&.jsonl", WRONG), "--html", "report.html")
    assert 0 == result.exit_code, result.output
    text = Path("report.html").read_text(encoding="utf-8")
    ET.fromstring(text)  # noqa: S314  # ours
    page = Page(text)
    assert {"script", "link", "img", "iframe", "object", "a", "form"} & {tag for tag, _ in page.tags} == set()
    names = {name for _, attributes in page.tags for name in attributes}
    assert {"src", "href", "style", "xlink:href"} & names == set()
    assert [] == [name for name in names if name.startswith("on")]
    assert not re.search(r"https?://|url\(|@import", text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "\u202e" not in text
    assert "default-src 'none'" in text
    assert "prefers-color-scheme: dark" in text


def test_each_plot_is_told_in_words_and_in_a_table() -> None:
    """An SVG has a title and a description that it names; the plots' numbers stand in tables."""
    run(write("a.jsonl", GATHER, ROBOT, WRONG), "--html", "report.html")
    root = ET.fromstring(Path("report.html").read_text(encoding="utf-8"))  # noqa: S314  # ours
    plots = list(root.iter("svg"))
    assert 3 <= len(plots)
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    for plot in plots:
        assert "img" == plot.get("role")
        assert {"title", "desc"} <= {child.tag for child in plot}
        assert set((plot.get("aria-labelledby") or "").split()) <= ids
    assert len(list(root.iter("details"))) >= 2


def test_no_mails_make_no_plot() -> None:
    """Nothing acted on: an empty plot is left out, the text still stands."""
    empty = evaluation(Group(None, ()))
    assert "" == eval_plots.over_threshold(empty)
    assert "" == eval_plots.curves([empty], ["all"])
    assert "" == eval_plots.calibration("decision", [])
    assert any("No mistakes" in line for line in eval_text.report([empty, empty]))


def test_only_figures_name_no_mail() -> None:
    """What is printed of untouched mails holds no id, no subject and no confusion."""
    run_told = told(write("b.jsonl", WRONG))
    lines = "\n".join(eval_text.report(run_told, only_figures=True))
    assert "precision" in lines
    assert not re.search(r"w1|Workday|Expected|Mistakes", lines)


def test_each_faulty_line_is_told_with_its_place(here: Path) -> None:
    """No JSON, a wrong disposition, no UTF-8: all at once, exit code 1, nothing measured."""
    rows = [json.dumps(GATHER).encode(), b"{", json.dumps(GATHER | {"expected": {"disposition": "es?"}}).encode()]
    (here / "bad.jsonl").write_bytes(b"\n".join([*rows, b'{"id": "\xff"}']))
    result = run("bad.jsonl", "--json")
    assert (1, "") == (result.exit_code, result.stdout)
    lines = result.stderr.splitlines()
    assert ["bad.jsonl:2:", "bad.jsonl:3:", "bad.jsonl:4:"] == [line.split()[1] for line in lines]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("gone.jsonl",), "gone.jsonl: cannot be read: No such file or directory"),
        (("empty.jsonl",), "empty.jsonl: holds no labelled mail"),
        (("a.jsonl", "--html", "none/x.html"), "none/x.html: cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_used_is_one_clear_line(args: tuple[str, ...], said: str) -> None:
    """A file that is not there, one without a label, a page that cannot be written."""
    write("a.jsonl", GATHER)
    write("empty.jsonl", GATHER | {"expected": None})
    result = run(*args)
    assert 1 == result.exit_code
    assert said in result.stderr


def test_a_label_that_can_never_be_met_is_noted() -> None:
    """A department or service that the catalogue does not have, and an ``also_ok`` that is no disposition."""
    label = {"disposition": "gather", "department": "alchemy", "services": ["magic"]}
    result = run(write("a.jsonl", GATHER | {"expected": label, "also_ok": ["es", "perhaps"]}))
    assert 0 == result.exit_code
    for said in ("department 'alchemy'", "services 'magic'", "also_ok 'perhaps'"):
        assert f"a.jsonl:1: {'expected.' if 'also' not in said else ''}{said}" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--fail-under-precision", "0.6"), None),
        (("--fail-under-precision", "0.7"), "precision is 2 of 3, below 0.7 (--fail-under-precision)"),
        (("--fail-under-coverage", "1"), None),
        (("--fail-on-forbidden",), "mails with a forbidden error: 1 (--fail-on-forbidden)"),
    ],
)
def test_a_gate_fails_after_the_report(options: tuple[str, ...], said: str | None) -> None:
    """Exit code 1 and a line for each bar missed; the report is printed all the same."""
    result = run(write("a.jsonl", GATHER, ROBOT, WRONG), "--json", *options)
    assert 2 == len(result.stdout.splitlines())
    assert (0 if said is None else 1) == result.exit_code
    assert said is None or said in result.stderr


def test_a_gate_is_not_passed_by_leaving_everything_to_a_person() -> None:
    """No mail acted on is no precision at all."""
    nothing = GATHER | {"subject": "", "body": "", "expected": {"disposition": "review"}}
    result = run(write("a.jsonl", nothing), "--fail-under-precision", "0.5")
    assert 1 == result.exit_code
    assert "precision is 0 of 0" in result.stderr


def test_the_example_of_the_document_is_right() -> None:
    """The labelled mails in docs/eval.md are decided as they say."""
    text = (ROOT / "docs" / "eval.md").read_text(encoding="utf-8")
    example = re.search(r"```jsonl\n(.*?)```", text, re.S)
    assert example is not None
    Path("mails.jsonl").write_text(example[1], encoding="utf-8")
    found, _ = told("mails.jsonl")
    assert [] == found["mistakes"]
    assert {"gather": {"gather": 1}, "ignore": {"ignore": 1}} == found["confusion"]
