"""Sending into a Maildir."""

from pathlib import Path

import pytest

from mailroute.mail.outgoing import Envelope, Kind, Outgoing
from mailroute.maildir import listed
from mailroute.submission import Submission, SubmissionError
from mailroute.submission.choose import open_submission

OUTGOING = Outgoing(
    kind=Kind.FORWARD,
    template="cps",
    envelope=Envelope("help@doit.example", ("cps@queues.example", "apenrose-fx@chem.wisc.edu")),
    message_id="<1@mailroute.example>",
    subject="x",
    body="y",
    payload=b"Subject: x\r\n\r\n.\r\ny\r\n",
)


def _submission(path: Path) -> Submission:
    return open_submission(f"maildir:{path}", password=None)


def test_the_envelope_stands_above_the_mail(tmp_path: Path) -> None:
    """A person sees where the mail would go; the mail itself is unchanged below."""
    answer = _submission(tmp_path / "sent").submit(OUTGOING, lambda: None)
    (kept,) = listed(tmp_path / "sent").values()
    assert (
        b"X-Envelope-From: <help@doit.example>\r\nX-Envelope-To: <cps@queues.example>\r\n"
        b"X-Envelope-To: <apenrose-fx@chem.wisc.edu>\r\n" + OUTGOING.payload
    ) == kept.read_bytes()
    assert f"kept as new/{kept.name}" == answer


def test_nothing_appears_before_the_record(tmp_path: Path) -> None:
    """At the point of no return nobody can see the mail yet; when the record fails nobody ever does."""
    submission = _submission(tmp_path / "sent")

    def full() -> None:
        assert {} == listed(tmp_path / "sent")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        submission.submit(OUTGOING, full)
    assert [] == [file for file in (tmp_path / "sent").rglob("*") if file.is_file()]


def test_each_mail_is_a_file(tmp_path: Path) -> None:
    """Mails submitted in the same moment do not meet."""
    submission = _submission(tmp_path / "sent")
    for _ in range(50):
        submission.submit(OUTGOING, lambda: None)
    assert 50 == len(listed(tmp_path / "sent"))


def test_a_missing_directory_is_one_line(tmp_path: Path) -> None:
    """The Maildir is made, the directory it is to be in is not."""
    submission = _submission(tmp_path / "nowhere" / "sent")
    with pytest.raises(SubmissionError, match="No such file or directory") as caught:
        submission.submit(OUTGOING, lambda: None)
    assert (False, False, True) == (caught.value.permanent, caught.value.in_doubt, caught.value.account)
    with pytest.raises(SubmissionError, match="make it, or change"):
        submission.probe()


def test_probe_writes_nothing(tmp_path: Path) -> None:
    """``check --connect`` only looks."""
    assert "will be made" in _submission(tmp_path / "sent").probe()[0]
    assert [] == list(tmp_path.iterdir())
