"""What a real Postfix received, against what was frozen: same octets, right recipients, one mail each.

The Postfix of these tests takes a bare LF for a line end, as Debian's does: whoever lets one through has sent two mails
where one was meant (SMTP smuggling).
"""

import re
import smtplib
import ssl
from base64 import b64decode

import pytest

from tests.end_to_end.desk import CPS, Desk, mail, message_id, samples
from tests.end_to_end.settled import as_frozen, outbox, settled
from tests.servers.postfix import Postfix
from tests.servers.smtp import USER

VICTIM = "victim-fx@stranger.example"
SECOND = (
    f"MAIL FROM:<help@doit.example>\r\nRCPT TO:<{VICTIM}>\r\nDATA\r\nSubject: smuggled\r\n\r\nyou won\r\n"
).encode()
ENDS = {
    "CRLF": "\r\n.\r\n",
    "LF": "\n.\n",
    "CR": "\r.\r",
    "LF dot CRLF": "\n.\r\n",
    "CRLF dot LF": "\r\n.\n",
    "CR dot CRLF": "\r.\r\n",
    "CRLF dot CR": "\r\n.\r",
    "CRCRLF": "\r\r\n.\r\r\n",
    "NUL": "\r\n\0.\r\n",
    "doubled": "\r\n..\r\n",
}


def smuggler(dot: str, number: int) -> bytes:
    """A mail that the desk forwards, with an end of mail and a second mail in its text."""
    raw = samples()["06-coned-canvas"].replace(b"Message-ID: <", b"Message-ID: <%d." % number)
    return raw + dot.encode() + SECOND + dot.encode()


def test_every_sample(real_desk: Desk) -> None:
    """All samples at once: each letter arrived as it was frozen, signed in, and went where a route or a case says."""
    mails = list(samples().values())
    real_desk.account.append(*mails)
    real_desk.once()
    account = settled(real_desk, mails)
    assert account.sent > 25
    assert {USER} == {received.user for received in real_desk.server.received}
    assert account.sent == len(real_desk.server.received)


def test_a_smuggler_gets_one_mail_through(real_desk: Desk) -> None:
    """Whatever stands for a final dot in a mail, its forward arrives as one mail, for the queue, with it inside."""
    mails = [smuggler(dot, number) for number, dot in enumerate(ENDS.values())]
    from_maildir(real_desk, mails)
    real_desk.once()
    assert sorted(mails) == sorted(outcome.raw for outcome in real_desk.outcomes())
    received = real_desk.server.received
    assert len(mails) == len(received) == len(settled_ids(real_desk))
    assert {(CPS,)} == {letter.recipients for letter in received}
    inside = [part for letter in received for part in attached(letter.data)]
    assert sorted(mails) == sorted(inside), "each original is there, octet for octet"


def from_maildir(desk: Desk, mails: list[bytes]) -> None:
    """Let the desk read a Maildir: IMAP clients and servers mend line ends on the way."""
    for name in ("tmp", "cur", "new"):
        (desk.folder / "box" / name).mkdir(parents=True)
    for number, raw in enumerate(mails):
        (desk.folder / "box" / "new" / f"{number}.smuggler").write_bytes(raw)
    config = desk.config.read_text()
    mailbox = re.compile(r"(?s)\[mailbox\].*?(?=\n\[)")
    desk.config.write_text(mailbox.sub('[mailbox]\nurl = "maildir:box"\n', config))


def settled_ids(desk: Desk) -> set[str]:
    """The Message-IDs that arrived, each once and as frozen."""
    arrived = as_frozen(desk)
    assert {1} == set(arrived.values())
    return set(arrived)


def attached(data: bytes) -> list[bytes]:
    """The originals in a letter: as a mail between its boundaries, or as a file in base64."""
    boundary = re.search(rb'boundary="([^"]+)"', data)
    assert boundary is not None
    parts = data.split(b"--" + boundary[1])[2:-1]
    found = []
    for part in parts:
        head, _, content = part.partition(b"\r\n\r\n")
        content = content.removesuffix(b"\r\n")
        found.append(b64decode(content) if b"base64" in head else content)
    return found


def test_this_postfix_would_be_fooled(real_desk: Desk) -> None:
    """The negative control: the same trick, by a client that passes a bare LF, sends two."""
    server = real_desk.server
    assert isinstance(server, Postfix)
    with smtplib.SMTP("127.0.0.1", server.port, timeout=10) as client:
        client.starttls(context=ssl.create_default_context(cafile=server.ca_file))
        client.login(USER, server.password)
        client.mail("")
        client.rcpt(CPS)
        client.putcmd("DATA")
        client.getreply()
        client.send(b"Subject: one\r\n\r\nhello\n.\r\n" + SECOND + b".\r\n")
        for _ in range(5):
            client.getreply()
    assert [(CPS,), (VICTIM,)] == [letter.recipients for letter in server.received]


@pytest.mark.parametrize(
    "more",
    [
        f"Bcc: {VICTIM}",
        f"Reply-To: {VICTIM}",
        f"X-Forward-To: {VICTIM}\r\nResent-To: {VICTIM}\r\nResent-Bcc: {VICTIM}",
        f"Cc: {VICTIM}\r\nReturn-Path: <{VICTIM}>\r\nDisposition-Notification-To: {VICTIM}",
    ],
)
def test_a_field_adds_no_recipient(real_desk: Desk, more: str) -> None:
    """Fields of a mail that name a stranger, and a subject with encoded line ends: nothing arrives at the stranger."""
    subject = f"=?utf-8?Q?DARS_wrong=0D=0ABcc:_{VICTIM.replace('@', '=40')}=0D=0A=0D=0A.=0D=0A?="
    body = "my degree audit says i still need 3 credits of ethnic studies but i took it. can u fix"
    real_desk.account.append(mail(subject, body, more=more, author="pat-fx@wisc.edu"))
    real_desk.once()
    for received in real_desk.server.received:
        assert VICTIM not in received.recipients
    settled_names = {letter.outgoing.message_id for letter in outbox(real_desk)}
    assert settled_names == {message_id(received) for received in real_desk.server.received}
    as_frozen(real_desk)


def test_only_a_verified_customer_is_answered(real_desk: Desk) -> None:
    """The same question twice: whom our server vouches for gets the answer, whom it does not gets none."""
    body = "my degree audit says i still need 3 credits of ethnic studies but i took it spring 25. can u fix"
    good = mail("DARS wrong", body, author="pat-fx@wisc.edu", name="good")
    forged = mail("DARS wrong", body, author="eve-fx@wisc.edu", name="forged").replace(b"dmarc=pass", b"dmarc=fail")
    real_desk.account.append(good, forged)
    real_desk.once()
    assert [("pat-fx@wisc.edu",)] == [received.recipients for received in real_desk.server.received]
    settled(real_desk, [good, forged])
