"""Stories over real servers: the same conversations as in tests/stories, with a Dovecot and a submission server."""

from collections import Counter
from pathlib import Path

import pytest

from tests.end_to_end.desk import Desk
from tests.end_to_end.settled import as_frozen, filed_once
from tests.servers.dovecot import Account
from tests.servers.smtp import MailServer, SmtpServer
from tests.stories import script
from tests.stories.stage import Stage

_FOLDER = Path(__file__).resolve().parents[1] / "stories"

CHOSEN = (
    "01-reminded-and-answered",
    "10-hdqa-says-yes",
    "14-for-all-such-cases",
    "16-hdqa-is-late",
    "18-a-chat-is-claimed",
    "21-an-unclaimed-chat-with-nothing-missing",
    "26-burst-confirmed-and-over",
    "27-two-places",
    "34-additions",
    "36-the-forward-bounces",
    "38-who-else-answers",
    "44-another-address",
    "48-against-what-was-said",
    "50-crossed-in-the-mail",
)
"""One or two of each matter: reminders, HDQA, chats, outages, additions, bounces, several people, answers."""

NEED_SERVER = tuple(
    path.stem for path in sorted(_FOLDER.glob("*.story")) if script.needs_server(path.read_text(encoding="utf-8"))
)


def played(name: str, folder: Path, account: Account, server: MailServer) -> None:
    """Play a story, and then ask the servers: what arrived is what it tells, and each mail lies where it was filed."""
    desk = Desk(folder, account, server)
    desk.password("imap", account.password)
    desk.password("smtp", server.password)
    mails: list[bytes] = []

    def deliver(raw: bytes) -> None:
        mails.append(raw)
        account.append(raw)

    stage = Stage(
        folder, account.url, server.url, deliver, server.behaviour.at_next_dots.append,
        (
            'mailbox.password_file = "secrets/imap"', f'mailbox.ca_file = "{account.ca_file}"',
            'submission.password_file = "secrets/smtp"', f'submission.ca_file = "{server.ca_file}"',
        ),
    )  # fmt: skip
    stage.play(script.read((_FOLDER / f"{name}.story").read_text(encoding="utf-8")))
    filed_once(desk, mails)
    assert Counter(stage.sent) == as_frozen(desk), "what arrived is not what the story tells"
    assert [] == server.behaviour.at_next_dots, "the server was to refuse a letter that never came"


@pytest.mark.parametrize("name", CHOSEN)
def test_story(name: str, tmp_path: Path, account: Account, mail_server: SmtpServer) -> None:
    """What the story tells happens over real servers, too: each letter that it tells arrives once, and no other."""
    played(name, tmp_path, account, mail_server)


@pytest.mark.parametrize("name", NEED_SERVER)
def test_story_that_needs_a_server(name: str, tmp_path: Path, account: Account, each_server: MailServer) -> None:
    """A server that refuses in the middle of a story: ours, and a Postfix."""
    played(name, tmp_path, account, each_server)
