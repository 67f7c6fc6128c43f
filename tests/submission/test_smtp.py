"""Sending by a real SMTP server."""

import base64
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from mailroute.endpoint import SMTP, parse_endpoint
from mailroute.mail.outgoing import Envelope, Kind, Outgoing
from mailroute.submission import Submission, SubmissionError
from mailroute.submission.choose import open_submission
from mailroute.submission.smtp import SmtpSubmission
from tests.faults.smtp_server import FaultySmtp
from tests.servers.authority import Authority
from tests.servers.echo import echo
from tests.servers.ports import free_ports
from tests.servers.smtp import PASSWORD, USER, Protection, SmtpServer, smtp_server

PAYLOAD = b"From: help@doit.example\r\nTo: hdqa@queues.example\r\nSubject: A question\r\n\r\nMay they?\r\n"


def _outgoing(payload: bytes = PAYLOAD, sender: str = "help@doit.example", *recipients: str) -> Outgoing:
    return Outgoing(
        kind=Kind.CONSULT,
        template="consult",
        envelope=Envelope(sender, recipients or ("hdqa@queues.example",)),
        message_id="<1@mailroute.example>",
        subject="A question",
        body="May they?",
        payload=payload,
    )


def _submission(server: SmtpServer, *, timeout_s: float = 20) -> Submission:
    return open_submission(server.url, password=PASSWORD, ca_file=server.ca_file, timeout_s=timeout_s)


def _nothing() -> None:
    """A point of no return that is recorded without trouble."""


def _fault(work: Callable[[], object]) -> SubmissionError:
    """The SubmissionError that ``work`` raises, which must be one line without a trace of Python or the password."""
    with pytest.raises(SubmissionError) as caught:
        work()
    message = str(caught.value)
    assert "\n" not in message
    assert not re.search(r"b'|Traceback|Error\(|object at", message), message
    assert PASSWORD not in message
    return caught.value


@pytest.mark.parametrize("protection", list(Protection))
def test_each_way_out(authority: Authority, protection: Protection) -> None:
    """SMTPS, STARTTLS and, on this machine, plain SMTP carry the same octets, signed in."""
    with smtp_server(authority, protection) as server:
        submission = _submission(server)
        answer = submission.submit(_outgoing(), _nothing)
        submission.close()
        assert "250 queued as 1" == answer
        assert [PAYLOAD] == [mail.data for mail in server.received]
        assert [USER] == [mail.user for mail in server.received]


def test_the_envelope_is_what_was_planned(mail_server: SmtpServer) -> None:
    """Recipients come from the envelope only, each once; the sender may be the null path."""
    payload = b"From: a@doit.example\r\nTo: b@doit.example\r\nCc: c@doit.example\r\nBcc: d@doit.example\r\n\r\nx\r\n"
    submission = _submission(mail_server)
    submission.submit(_outgoing(payload, "", "e@queues.example", "f@queues.example", "e@queues.example"), _nothing)
    submission.close()
    assert ("", ("e@queues.example", "f@queues.example")) == (
        mail_server.received[0].sender,
        mail_server.received[0].recipients,
    )
    assert payload == mail_server.received[0].data


@pytest.mark.parametrize(
    "text",
    [
        b".\r\n",
        b"..\r\n.\r\n...\r\n",
        b".hidden\r\n\r\n.\r\nQUIT\r\n",
        b"a\r\n.\r\nMAIL FROM:<x@y.example>\r\n",
        b"x" * 5000 + b"\r\n" + b".y" * 3000 + b"\r\n",
        b"no dot.\r\n" * 40_000,
        b"caf\xc3\xa9 \xff\xfe\r\n",
    ],
    ids=["dot", "dots", "command", "smuggled", "long lines", "large", "8 bit"],
)
def test_octets_arrive_as_they_are(mail_server: SmtpServer, text: bytes) -> None:
    """Lines that begin with a dot, that look like commands, that are long, and 8 bits: all arrive unchanged."""
    submission = _submission(mail_server)
    submission.submit(_outgoing(PAYLOAD + text), _nothing)
    submission.submit(_outgoing(), _nothing)
    submission.close()
    assert [PAYLOAD + text, PAYLOAD] == [mail.data for mail in mail_server.received]


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n", b""])
def test_line_ends_become_crlf(mail_server: SmtpServer, end: bytes) -> None:
    """A bare CR or LF around a dot is no way to end the mail early; the last line gets its end."""
    submission = _submission(mail_server)
    submission.submit(_outgoing(b"Subject: x\r\n\r\none\r.\r\ntwo\n.\r\nthree\n.\nfour" + end), _nothing)
    submission.close()
    assert [b"Subject: x\r\n\r\none\r\n.\r\ntwo\r\n.\r\nthree\r\n.\r\nfour\r\n"] == [
        mail.data for mail in mail_server.received
    ]


def test_the_caller_is_asked_before_the_dot(mail_server: SmtpServer) -> None:
    """At the point of no return all recipients are accepted and nothing has arrived yet."""
    seen: list[tuple[int, bool]] = []
    submission = _submission(mail_server)
    submission.submit(
        _outgoing(),
        lambda: seen.append((len(mail_server.received), "RCPT hdqa@queues.example" in mail_server.commands)),
    )
    submission.close()
    assert [(0, True)] == seen
    assert 1 == len(mail_server.received)


def test_nothing_arrives_when_the_record_fails(mail_server: SmtpServer) -> None:
    """What cannot be recorded is not sent: the connection ends without the dot, and the next mail goes out."""

    def full() -> None:
        raise OSError(28, "No space left on device")

    submission = _submission(mail_server)
    with pytest.raises(OSError, match="No space left"):
        submission.submit(_outgoing(), full)
    assert [] == mail_server.received
    submission.submit(_outgoing(), _nothing)
    submission.close()
    assert [PAYLOAD] == [mail.data for mail in mail_server.received]


def test_no_answer_to_the_dot_is_in_doubt(mail_server: SmtpServer) -> None:
    """The server hangs up behind the dot: the mail may have been sent, so it is neither sent nor failed."""
    mail_server.behaviour.hang_up_at_dot = True
    submission = _submission(mail_server)
    fault = _fault(lambda: submission.submit(_outgoing(), _nothing))
    assert (True, False) == (fault.in_doubt, fault.permanent)
    mail_server.behaviour.hang_up_at_dot = False
    assert "250 queued as 1" == submission.submit(_outgoing(), _nothing)
    submission.close()


@pytest.mark.parametrize(
    ("answer", "permanent"), [("451 4.3.0 later", False), ("554 5.7.1 no", True), ("421 4.3.2 bye", False)]
)
def test_a_refusal_at_the_dot(mail_server: SmtpServer, answer: str, permanent: bool) -> None:  # noqa: FBT001 - a table
    """4yz behind the dot is transient, 5yz permanent; neither is in doubt, and the next mail goes out."""
    mail_server.behaviour.at_dot = answer
    submission = _submission(mail_server)
    fault = _fault(lambda: submission.submit(_outgoing(), _nothing))
    assert (permanent, False, answer) == (fault.permanent, fault.in_doubt, fault.response)
    mail_server.behaviour.at_dot = ""
    assert ("RSET" in mail_server.commands) == (not answer.startswith("421")), "or some stay in the mail"
    submission.submit(_outgoing(), _nothing)
    submission.close()
    assert 1 == len(mail_server.received)


@pytest.mark.parametrize(("answer", "midway"), [("503 5.5.1 nested MAIL command", True), ("530 5.7.0 who?", False)])
def test_a_refusal_of_the_session(mail_server: SmtpServer, answer: str, midway: bool) -> None:  # noqa: FBT001 - a table
    """Commands out of turn or no sign-in: it says nothing about the mail, which is not refused but waits."""
    submission = _submission(mail_server)
    submission.submit(_outgoing(), _nothing)
    mail_server.behaviour.at_mail = answer
    fault = _fault(lambda: submission.submit(_outgoing(), _nothing))
    assert (False, True, midway) == (fault.permanent, fault.account, fault.midway)
    mail_server.behaviour.at_mail = ""
    submission.submit(_outgoing(), _nothing)
    submission.close()
    assert 2 == len(mail_server.received)


@pytest.mark.parametrize(("answer", "permanent"), [("450 4.2.1 busy", False), ("550 5.1.1 unknown", True)])
def test_all_recipients_or_none(mail_server: SmtpServer, answer: str, permanent: bool) -> None:  # noqa: FBT001 - a table
    """One refused recipient is named, the mail is taken back, nobody gets it, and the connection goes on."""
    mail_server.behaviour.at_recipient["b@queues.example"] = answer
    submission = _submission(mail_server)
    asked: list[int] = []
    outgoing = _outgoing(PAYLOAD, "help@doit.example", "a@queues.example", "b@queues.example", "c@queues.example")
    fault = _fault(lambda: submission.submit(outgoing, lambda: asked.append(1)))
    assert (permanent, False, answer) == (fault.permanent, fault.in_doubt, fault.response)
    assert "b@queues.example" in str(fault)
    assert "RSET" in mail_server.commands
    assert [] == asked
    submission.submit(_outgoing(), _nothing)
    submission.close()
    assert [("hdqa@queues.example",)] == [mail.recipients for mail in mail_server.received]
    assert 1 == mail_server.connections


def test_a_refused_sender(mail_server: SmtpServer) -> None:
    """MAIL may be refused too."""
    mail_server.behaviour.at_mail = "550 5.7.1 not you"
    submission = _submission(mail_server)
    assert _fault(lambda: submission.submit(_outgoing(), _nothing)).permanent
    submission.close()


def test_many_mails_share_a_connection(mail_server: SmtpServer) -> None:
    """One sign-in serves all."""
    submission = _submission(mail_server)
    for _ in range(5):
        submission.submit(_outgoing(), _nothing)
    submission.close()
    assert (5, 1) == (len(mail_server.received), mail_server.connections)


def test_a_server_that_hung_up_between_mails_is_called_again(mail_server: SmtpServer) -> None:
    """A connection that ended while idle costs no mail and no error."""
    mail_server.behaviour.hang_up_after_mails = 2
    submission = _submission(mail_server)
    for _ in range(4):
        submission.submit(_outgoing(), _nothing)
    submission.close()
    assert (4, 2) == (len(mail_server.received), mail_server.connections)


def test_a_server_that_was_restarted_is_called_again(mail_server: SmtpServer) -> None:
    """While it is down each mail waits; afterwards they go out."""
    submission = _submission(mail_server)
    submission.submit(_outgoing(), _nothing)
    mail_server.stop()
    fault = _fault(lambda: submission.submit(_outgoing(), _nothing))
    assert (False, False, True, False) == (fault.permanent, fault.in_doubt, fault.account, fault.midway)
    mail_server.start()
    submission.submit(_outgoing(), _nothing)
    submission.close()
    assert 2 == len(mail_server.received)


def test_a_wrong_password_is_one_line(mail_server: SmtpServer) -> None:
    """It is the account's fault, not the mail's: every mail waits until the password is mended."""
    submission = open_submission(mail_server.url, password="wrong", ca_file=mail_server.ca_file)
    fault = _fault(submission.probe)
    assert (False, False, True) == (fault.permanent, fault.in_doubt, fault.account)
    assert "check the user in [submission] url and the password" in str(fault)
    assert "wrong" not in str(fault)


def test_a_server_that_repeats_the_password() -> None:
    """A complaint that quotes our AUTH is told without the password, in the form in which it was sent."""
    with echo("smtp") as port:
        submission = open_submission(f"smtp://{USER}@127.0.0.1:{port}", password=PASSWORD)
        fault = str(_fault(submission.probe))
    said = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
    assert "what is AUTH PLAIN" in fault
    assert said not in fault


def test_an_unreachable_server_is_one_line() -> None:
    """Nothing listens there."""
    port = free_ports(1)[0]
    fault = _fault(open_submission(f"smtp://127.0.0.1:{port}", password=None).probe)
    assert f"nothing listens at 127.0.0.1:{port}" in str(fault)
    assert fault.account


@pytest.mark.parametrize("protection", [Protection.TLS, Protection.STARTTLS])
def test_an_unknown_authority_is_one_line(authority: Authority, protection: Protection) -> None:
    """A certificate that cannot be verified ends the connection before the password is sent."""
    with smtp_server(authority, protection) as server:
        fault = _fault(open_submission(server.url, password=PASSWORD).probe)
    assert "not signed by a known authority" in str(fault)


def test_a_server_without_starttls_gets_no_password(authority: Authority) -> None:
    """An address that asks for STARTTLS is never used without."""
    with smtp_server(authority, Protection.PLAIN) as server:
        url = f"smtp+starttls://{USER}@127.0.0.1:{server.port}"
        fault = _fault(open_submission(url, password=PASSWORD, ca_file=server.ca_file).probe)
    assert "STARTTLS" in str(fault)


def test_a_server_without_sign_in(authority: Authority) -> None:
    """A password for a server that takes none is told; without one it works."""
    with smtp_server(authority, Protection.PLAIN, sign_in=False) as server:
        assert "signing in" in str(_fault(_submission(server).probe))
        submission = open_submission(server.url, password=None)
        submission.submit(_outgoing(), _nothing)
        submission.close()
        assert [""] == [mail.user for mail in server.received]


def test_8_bits_are_declared_or_refused(authority: Authority) -> None:
    """8BITMIME is asked for; where the server has none, the mail is a person's matter and nothing is sent."""
    payload = PAYLOAD + b"caf\xc3\xa9\r\n"
    with smtp_server(authority) as server:
        submission = _submission(server)
        submission.submit(_outgoing(payload), _nothing)
        submission.close()
        assert "BODY=8BITMIME" in server.received[0].options
    with smtp_server(authority, extensions=False) as server:
        submission = _submission(server)
        fault = _fault(lambda: submission.submit(_outgoing(payload), _nothing))
        submission.submit(_outgoing(), _nothing)
        submission.close()
        assert fault.permanent
        assert "8BITMIME" in str(fault)
        assert [PAYLOAD] == [mail.data for mail in server.received]


def test_addresses_beyond_ascii_are_declared_or_refused(authority: Authority) -> None:
    """The same for SMTPUTF8."""
    outgoing = _outgoing(PAYLOAD, "help@doit.example", "büro@queues.example")
    with smtp_server(authority) as server:
        submission = _submission(server)
        submission.submit(outgoing, _nothing)
        submission.close()
        assert ("büro@queues.example",) == server.received[0].recipients
    with smtp_server(authority, extensions=False) as server:
        submission = _submission(server)
        fault = _fault(lambda: submission.submit(outgoing, _nothing))
        submission.close()
        assert (True, "SMTPUTF8" in str(fault)) == (fault.permanent, True)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b.example>\r\nRCPT TO:<x@y.example",
        "a b@c.example",
        "<a@b.example>",
        "@b.example",
        "a@",
        "a@b\0",
    ],
)
def test_an_address_that_is_none_never_reaches_the_server(mail_server: SmtpServer, address: str) -> None:
    """Nothing that could end a command early is sent."""
    submission = _submission(mail_server)
    assert _fault(lambda: submission.submit(_outgoing(PAYLOAD, "help@doit.example", address), _nothing)).permanent
    assert 0 == mail_server.connections


def test_probe_sends_nothing(mail_server: SmtpServer) -> None:
    """``check --connect`` signs in and leaves."""
    lines = _submission(mail_server).probe()
    assert 1 == len(lines)
    assert f"signed in as {USER}" in lines[0]
    assert [] == mail_server.commands


@contextmanager
def _scripted(*answers: bytes, pause: bool = False, thinks_s: float = 0) -> Iterator[int]:
    """A server that greets and then gives these answers, one a command, whatever was asked; the port it listens at.

    An answer that begins with ``#`` is the one to the final dot, for which the server thinks a while.
    """
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        peer, _ = listener.accept()
        with peer, peer.makefile("rb") as asked:
            peer.sendall(b"220 mx.mailroute.example\r\n")
            for answer in answers:
                line = asked.readline()
                while answer.startswith(b"#") and line not in {b".\r\n", b""}:
                    line = asked.readline()
                time.sleep(thinks_s * answer.startswith(b"#"))
                peer.sendall(answer.removeprefix(b"#"))
            if pause:
                asked.read()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
        thread.join(5)


def _over(port: int, *, timeout_s: float = 5) -> SmtpSubmission:
    return SmtpSubmission(parse_endpoint(f"smtp://127.0.0.1:{port}", SMTP), None, timeout_s=timeout_s, dot_timeout_s=1)


_UNTIL_DATA = (b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n")


@pytest.mark.parametrize("answer", [b"#garbage\r\n", b"#354 what\r\n", b"#2", b"#250-one\r\n250-two\r\n", b"#"])
def test_an_unclear_answer_to_the_dot_is_in_doubt(answer: bytes) -> None:
    """Garbage, half an answer, an answer out of place and silence leave it open whether the mail was sent."""
    with _scripted(*_UNTIL_DATA, answer, pause=True) as port:
        submission = _over(port)
        fault = _fault(lambda: submission.submit(_outgoing(), _nothing))
        assert (True, False) == (fault.in_doubt, fault.permanent)
        submission.close()


def test_the_answer_to_the_dot_has_time_of_its_own() -> None:
    """A server that looks through the mail first may take longer for it than for any other answer."""
    with _scripted(*_UNTIL_DATA, b"#250 taken\r\n", pause=True, thinks_s=2) as port:
        endpoint = parse_endpoint(f"smtp://127.0.0.1:{port}", SMTP)
        submission = SmtpSubmission(endpoint, None, timeout_s=1, dot_timeout_s=30)
        assert "250 taken" == submission.submit(_outgoing(), _nothing)
        submission.close()


@pytest.mark.parametrize("steps", range(5))
def test_a_connection_lost_before_the_dot_is_transient(steps: int) -> None:
    """Wherever the server goes away before the point of no return, a later try is safe."""
    recorded: list[int] = []
    answers = (*_UNTIL_DATA[:steps],)
    with _scripted(*answers) as port:
        submission = _over(port)
        payload = PAYLOAD + b"x" * 78 * 200_000 if steps == 4 else PAYLOAD
        fault = _fault(lambda: submission.submit(_outgoing(payload), lambda: recorded.append(1)))
        assert (False, False) == (fault.in_doubt, fault.permanent)
        assert [] == recorded
        submission.close()


def test_an_answer_in_the_middle_of_the_mail_stops_it() -> None:
    """A server that speaks before the dot has given up on the mail: nothing is recorded, a later try is safe."""
    with _scripted(*_UNTIL_DATA[:3], b"354 go\r\n421 no more\r\n", pause=True) as port:
        submission = _over(port)
        fault = _fault(lambda: submission.submit(_outgoing(), lambda: pytest.fail("recorded")))
        assert (False, False) == (fault.in_doubt, fault.permanent)


def test_a_server_that_drips_is_given_up() -> None:
    """One octet now and then does not hold us beyond the deadline."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def drip() -> None:
        peer, _ = listener.accept()
        with peer:
            while not done.wait(0.1):
                try:
                    peer.sendall(b"2")
                except OSError:
                    return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    fault = _fault(_over(listener.getsockname()[1], timeout_s=0.6).probe)
    done.set()
    thread.join(5)
    listener.close()
    assert "no full answer within 0.6 s" in str(fault)


def test_a_server_that_breaks_off_while_the_dot_is_recorded_gets_none() -> None:
    """The record takes a while; what is seen then is no doubt: the dot was not sent, a later try is safe."""
    recorded: list[int] = []
    with FaultySmtp() as server:
        submission = SmtpSubmission(parse_endpoint(server.url, SMTP), None)

        def record() -> None:
            recorded.append(1)
            server.hang_up()

        fault = _fault(lambda: submission.submit(_outgoing(), record))
        assert ([1], False, True) == (recorded, fault.in_doubt, fault.account)
        assert [] == server.arrived
        submission.close()
