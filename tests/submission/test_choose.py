"""Which way of sending an address means."""

import pytest

from mailroute.submission import SubmissionError
from mailroute.submission.choose import open_submission


@pytest.mark.parametrize(
    ("url", "password", "says"),
    [
        ("mailto:help@doit.example", None, "begins with none of smtps://, smtp+starttls://, smtp:// and maildir:"),
        ("smtp://help@smtp.example.edu", "x", "would send the password and all mail unprotected"),
        ("smtps://smtp.example.edu", "x", "names no user"),
        ("smtps://help:hunter2@smtp.example.edu", "x", "has a password in it"),
        ("maildir:", None, "needs a path"),
    ],
)
def test_an_address_that_means_nothing_is_one_line(url: str, password: str | None, says: str) -> None:
    """What, where, how to mend it; never the password that somebody wrote into it."""
    with pytest.raises(SubmissionError) as caught:
        open_submission(url, password=password)
    assert caught.value.permanent
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_one_account_has_one_name() -> None:
    """The usual port is not part of it."""
    assert (
        "smtp+starttls://help@smtp.example.edu"
        == open_submission("smtp+starttls://help@SMTP.example.edu:587", password="x").name
    )
