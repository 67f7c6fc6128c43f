"""Which mailbox an address means."""

import pytest

from mailroute.mailbox import MailboxError
from mailroute.mailbox.choose import open_mailbox


@pytest.mark.parametrize(
    ("url", "password", "says"),
    [
        ("", "x", "begins with none of"),
        ("pop3://help@imap.example.edu", "x", "begins with none of imaps://, imap+starttls://, imap:// and maildir:"),
        ("imap://help@imap.example.edu/INBOX", "x", "would send the password and all mail unprotected"),
        ("imap://help@127.0.0.1.example.edu", "x", "unprotected"),
        ("imaps://imap.example.edu", "x", "names no user"),
        ("imaps://help@", "x", "names no host"),
        ("imaps://help@imap.example.edu:many", "x", "cannot be read"),
        ("imaps://help@imap.example.edu:99999", "x", "cannot be read"),
        ("imaps://help:hunter2@imap.example.edu", "x", "has a password in it"),
        ("imaps://help@imap.example.edu/IN%0d%0aBOX", "x", "line break"),
        ("imaps://help@imap.example.edu\r\n/INBOX", "x", "line break"),
        ("imaps://help@imap.example.edu", None, "no password for imaps://help@imap.example.edu"),
        ("maildir:", None, "needs a path"),
    ],
)
def test_an_address_that_means_nothing_is_one_line(url: str, password: str | None, says: str) -> None:
    """What, where, how to mend it; never the password that somebody wrote into it."""
    with pytest.raises(MailboxError) as caught:
        open_mailbox(url, password=password)
    assert caught.value.permanent
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("imaps://help@imap.example.edu/INBOX", "imaps://help@imap.example.edu/INBOX"),
        ("IMAPS://help@IMAP.example.edu:993", "imaps://help@imap.example.edu/INBOX"),
        (
            "imaps://help%40example.edu@imap.example.edu:1993/Desk/In",
            "imaps://help@example.edu@imap.example.edu:1993/Desk/In",
        ),
        ("imap://help@[::1]/INBOX", "imap://help@[::1]/INBOX"),
        ("maildir:/var/mail/help", "maildir:/var/mail/help"),
    ],
)
def test_one_account_has_one_name(url: str, name: str) -> None:
    """However it is written, the journal knows it again."""
    assert name == open_mailbox(url, password="x").name
