"""The fault tools themselves: servers that work, that keep the truth, and that misbehave once."""

import pytest

from mailroute.mail.outgoing import Envelope, Kind, Outgoing
from mailroute.mailbox import Mailbox, MailboxError
from mailroute.mailbox.choose import open_mailbox
from mailroute.submission import Submission, SubmissionError
from mailroute.submission.choose import open_submission
from tests.faults.fault import Fault, Trouble
from tests.faults.imap_server import FaultyImap
from tests.faults.imap_store import ALL_MAIL, COURIER, GMAIL, OLD, PROFILES, Profile
from tests.faults.smtp_server import FaultySmtp

MAILS = (b"Subject: one\r\n\r\n.\r\n", b"Subject: two\r\n\r\n", b"Subject: three\r\n\r\nthree\r\n")
FOLDER = "Mailroute/Forwarded"
LETTER = Outgoing(
    Kind.FORWARD,
    "forward",
    Envelope("help@desk.example", ("cps@queues.example", "es@queues.example")),
    "<1@desk.example>",
    "x",
    "x",
    b"Message-ID: <1@desk.example>\r\nSubject: x\r\n\r\n.one dot\r\nend\r\n",
)


def _mailbox(server: FaultyImap) -> Mailbox:
    mailbox = open_mailbox(server.url, password="x", timeout_s=5)
    mailbox.open()
    return mailbox


def _submission(server: FaultySmtp) -> Submission:
    return open_submission(server.url, password="x", timeout_s=5)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_each_profile_serves_a_whole_pass(profile: Profile) -> None:
    """Fetched to the octet, filed where they belong, and nothing lost."""
    with FaultyImap(profile) as server:
        uids = server.deliver(*MAILS)
        mailbox = _mailbox(server)
        assert uids == list(mailbox.uids())
        assert list(MAILS) == [mail.raw for mail in mailbox.fetch(uids)]
        assert [] == mailbox.holding([FOLDER])
        mailbox.file(uids[:2], FOLDER)
        assert [FOLDER] == mailbox.holding([FOLDER])
        mailbox.wait(0)
        mailbox.close()
        assert [] == server.store.lost()
        target = profile.prefix + FOLDER.replace("/", profile.delimiter)
        left = [name for origin in (1, 2) for name, _ in server.store.copies(origin)]
        kept = ["INBOX", target] if profile is OLD else [target]
        assert kept * 2 == left
        assert [("INBOX", 3)] == server.store.copies(3)
        # Expunged copies of Gmail's are in All Mail yet.
        assert (ALL_MAIL in server.store.folders) == (profile is GMAIL)


def test_courier_files_by_copy_and_expunge() -> None:
    """The way of a server that cannot MOVE is walked on this profile."""
    with FaultyImap(COURIER) as server:
        mailbox = _mailbox(server)
        mailbox.file(server.deliver(*MAILS), FOLDER)
        mailbox.close()
        steps = [step for step in ("UID COPY", "UID STORE", "UID EXPUNGE", "UID MOVE") if server.script.passes[step]]
    assert ["UID COPY", "UID STORE", "UID EXPUNGE"] == steps


def test_what_is_asked_may_be_done_and_the_answer_spoilt() -> None:
    """The mails are moved, and the client hears nothing of it."""
    with FaultyImap(troubles=[Trouble("UID MOVE", Fault.CLOSE, done=True)]) as server:
        uids = server.deliver(*MAILS)
        mailbox = _mailbox(server)
        with pytest.raises(MailboxError):
            mailbox.file(uids, FOLDER)
        assert {} == server.store.inbox.mails
        assert [] == server.store.lost()
        assert ["UID MOVE 1: CLOSE, having done it"] == [str(trouble) for trouble in server.script.met]


@pytest.mark.parametrize("ways", ["PLAIN", "LOGIN"])
def test_the_submission_server_keeps_what_it_took(ways: str) -> None:
    """Envelope, Message-ID and bytes, the dots undone."""
    with FaultySmtp(ways=ways) as server:
        submission = _submission(server)
        assert "250 taken" == submission.submit(LETTER, lambda: None)
        submission.close()
        (mail,) = server.arrived
    assert (LETTER.message_id, LETTER.envelope.recipients) == (mail.message_id, mail.recipients)
    assert LETTER.payload == mail.raw
    assert (True, True) == (mail.taken, mail.answered)


@pytest.mark.parametrize("done", [False, True])
def test_a_dot_without_an_answer_is_known_to_the_server_alone(*, done: bool) -> None:
    """Taken or not: the client is told nothing, the truth is."""
    with FaultySmtp([Trouble("DOT", Fault.RESET, done=done)]) as server:
        submission = _submission(server)
        with pytest.raises(SubmissionError) as caught:
            submission.submit(LETTER, lambda: None)
        assert caught.value.in_doubt
        assert [(done, False)] == [(mail.taken, mail.answered) for mail in server.arrived]
        assert "250 taken" == submission.submit(LETTER, lambda: None)
        assert [LETTER.message_id] * done == server.twice
        submission.close()
