"""``mailroute demo``: the whole job in a sandbox, shown on a page."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from click.testing import Result

from mailroute import config, resources
from mailroute.commands import demo_box
from mailroute.disposition import Disposition

from .conftest import invoke


def test_every_sample_is_shown_under_its_disposition(worked: tuple[Path, Result]) -> None:
    """All samples and the customer's answer are on the page, over all eleven dispositions, on 80 columns."""
    _, result = worked
    assert 0 == result.exit_code, result.output
    shown = re.findall(r"^(\w+) \((\d+)\): ", result.stdout, re.M)
    samples = list((resources.demo() / "mails").glob("*.eml"))
    assert set(Disposition) == {word for word, _ in shown}
    assert len(samples) + 1 == sum(int(count) for _, count in shown)
    page = result.stdout.partition("Look around")[0]
    assert [] == [line for line in page.splitlines()[1:] if len(line) > 80]


def test_what_was_sent_lies_in_the_sandbox(worked: tuple[Path, Result]) -> None:
    """The page counts the mails that lie in sent/, and the inbox is empty."""
    folder, result = worked
    sent = list((folder / "sent" / "new").iterdir())
    assert f"Sent: {len(sent)} mails" in result.stdout
    assert [] == [*(folder / "inbox" / "new").iterdir(), *(folder / "inbox" / "cur").iterdir()]


def test_the_dialogue_ends_at_enterprise_support(worked: tuple[Path, Result]) -> None:
    """The scripted answer to the mail that was really sent joins its case, which is then forwarded."""
    _, result = worked
    assert "answer-to-15" in result.stdout
    assert re.search(r"then +forward to hd-es@queues.example", result.stdout)


def test_the_next_commands_work(worked: tuple[Path, Result]) -> None:
    """What the page proposes can be run as it stands."""
    _, result = worked
    proposed = re.findall(r" (--config \S+ .*)$", result.stdout, re.M)
    assert 5 == len(proposed)
    for line in proposed:
        assert 0 == invoke(*line.split()).exit_code, line


def test_a_second_run_into_the_same_folder_begins_anew(tmp_path: Path) -> None:
    """A former sandbox is emptied of what the demo made; what a person put there stays."""
    folder = tmp_path / "new" / "box"
    assert 0 == invoke("demo", "--dir", str(folder)).exit_code
    (folder / "mine.txt").write_text("keep", encoding="utf-8")
    second = invoke("demo", "--dir", str(folder))
    assert 0 == second.exit_code, second.output
    assert f"{len(list((resources.demo() / 'mails').glob('*.eml')))} received" in second.stdout
    assert "keep" == (folder / "mine.txt").read_text(encoding="utf-8")


def test_anybody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    """A folder with something in it that is no former sandbox is refused, and nothing is written."""
    (tmp_path / "thesis.tex").write_text("x", encoding="utf-8")
    result = invoke("demo", "--dir", str(tmp_path))
    assert 1 == result.exit_code
    assert f"mailroute: {tmp_path}: is not empty and no former demo; give a new folder with --dir\n" == result.stderr
    assert ["thesis.tex"] == [path.name for path in tmp_path.iterdir()]


def test_mails_are_moved_to_today_and_not_otherwise_changed() -> None:
    """Only the dates of the header change, all by the same span, and keep their zone."""
    raw = (
        b"Received: from a by b;\r\n\tMon, 23 Nov 2026 08:16:06 -0600\r\nDate: Mon, 23 Nov 2026 08:16:03 -0600\r\n"
        b"Subject: x\r\n\r\nSince Mon, 23 Nov 2026 08:00:00 -0600\r\n"
    )
    expected = raw.replace(b"Mon, 23 Nov 2026 08:16", b"Thu, 26 Nov 2026 09:16", 2)
    assert expected == demo_box.today(raw, timedelta(days=3, hours=1))


def test_no_sample_is_too_old_or_from_the_future(tmp_path: Path) -> None:
    """After filling, every mail came within the last day."""
    now = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
    names = demo_box.fill(tmp_path, now=now)
    mails = [message_from_bytes(path.read_bytes()) for path in (tmp_path / "inbox" / "new").iterdir()]
    assert len(names) == len(mails)
    for mail in mails:
        assert timedelta(0) < now - parsedate_to_datetime(mail["Date"]) < timedelta(hours=24)


def test_the_sandbox_is_configured_as_the_example_is() -> None:
    """The sandbox's configuration is a good one, and names the same desk as the packaged example."""
    sandbox = config.load(demo_box.CONFIG, folder=Path("/x"))
    example = config.load(resources.example_config().read_text(encoding="utf-8"), folder=Path("/x"))
    assert (example.desk.addresses, example.desk.authserv_id) == (sandbox.desk.addresses, sandbox.desk.authserv_id)
    assert example.routes == sandbox.routes


@pytest.mark.parametrize("word", ["Traceback", "Error", "bug"])
def test_nothing_goes_wrong(worked: tuple[Path, Result], word: str) -> None:
    """The demo is quiet about itself."""
    assert word not in worked[1].stderr
