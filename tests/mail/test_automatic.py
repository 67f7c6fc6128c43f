# ruff: noqa: E501 - a case is one row of a table
"""Machines are known, with and without header fields; people who write about them are not taken for one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailroute.mail.automatic import may_answer, sent_by_machine
from mailroute.mail.message import Message
from mailroute.mail.parse import parse

FIXTURES = Path(__file__).resolve().parents[3] / "shared" / "fixtures"
OWN = ("help@doit.example",)
NOW = datetime(2025, 3, 4, 17, 0, tzinfo=UTC)

# (subject, text, author, further header lines)
PEOPLE = [
    (
        "Re: Automatic reply: [Help Desk] SIS access",
        "Hi, I got your automatic reply but nobody wrote since. Can you check?",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "my out of office message won't turn off",
        "My out of office message won't turn off in Outlook, it still tells people I am away until March 3. Please help.\nJo",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "Out of office",
        "my out of office reply keeps going out although I am back. How do I turn it off?",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "Out of office replies",
        "Do you know how to set up an out of office reply for a shared mailbox?",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "Automatic reply not working",
        "I set an automatic reply but it does not get sent. I am out of the office next week.",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "FW: Undeliverable: grant report",
        "What does this mean? I keep getting this when I mail my colleague.\n\n-----Original Message-----\nFrom: Mail Delivery System <mailer-daemon@wisc.edu>\nSubject: Undeliverable: grant report\n\nDelivery has failed to these recipients: x@y.example 550 5.1.1 user unknown",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "Undeliverable mail",
        "I keep getting 'Delivery has failed to these recipients' when I write to x@y.example. Can someone help?",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "Fwd: [ALERT] disk full on lab-server",
        "Is this something we should worry about? Got this today.\n\n---------- Forwarded message ---------\nFrom: nagios@lab.example\nSubject: [ALERT] disk full\n\nHost: lab",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "Unsubscribe",
        "I cannot unsubscribe from a WiscList, it says address unknown. How do I get off it?",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "please remove me",
        "Hi, please unsubscribe me from the list it-news, I retired.\nThanks, Jo",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "my ticket",
        "Your ticket has been closed, says the mail I got, but my problem is not solved. It still fails.",
        "jo-fx@wisc.edu",
        "",
    ),
    ("Ticket 1234567", "My ticket 1234567 has been closed but SIS still does not open for me.", "jo-fx@wisc.edu", ""),
    (
        "scanner",
        "Scan to email on our copier stopped working. It says error 5. Can somebody come by?",
        "jo-fx@wisc.edu",
        "",
    ),
    ("Scan to email broken", "The scanner in 204 sends nothing since Monday.", "jo-fx@wisc.edu", ""),
    ("printer alert", "Our printer shows toner low although it is new, what should we do?", "jo-fx@wisc.edu", ""),
    (
        "WARNING: someone is using my NetID",
        "I got a mail that says I logged in from Brazil. That was not me.",
        "jo-fx@wisc.edu",
        "",
    ),
    ("SIS down", "SIS is down for our whole office", "jo-fx@wisc.edu", ""),
    ("DOWN: Canvas?", "Nobody in our class can open Canvas. Is it down?", "jo-fx@wisc.edu", ""),
    ("question", "Canvas quiz does not open", "jo-fx@wisc.edu", "X-Auto-Response-Suppress: All\n"),
    ("Read: my question", "Please read my question about the VPN, I am stuck", "jo-fx@wisc.edu", ""),
    ("cannot join list", "I am the owner of a WiscList and posts bounce. Who can help?", "history-owner@wisc.edu", ""),
    (
        "list trouble",
        "Hi, I run the chem-announce list and cannot add members. Can you help me? Jo",
        "chem-announce-request@lists.wisc.edu",
        "",
    ),
    (
        "DNS question",
        "Hi, we see our mail relay rejected by your server. Could you look at it?\nJo, postmaster of chem",
        "postmaster@chem.wisc.edu",
        "",
    ),
    (
        "error in HRS",
        "HRS says: this is an automated message, do not reply to this email. I do not know what to do with it.",
        "jo-fx@wisc.edu",
        "",
    ),
    ("verification code", "I never get the verification code for Duo.", "jo-fx@wisc.edu", ""),
    ("Accepted: meeting room", "I accepted the invitation, but the room is not booked.", "jo-fx@wisc.edu", ""),
    ("vacation", "I am on vacation from Monday and need my calendar shared before. How?", "jo-fx@wisc.edu", ""),
    ("away", "I am out of the office until Monday, but SIS won't let me in from home.", "jo-fx@wisc.edu", ""),
    ("backup failed", "My Bucky Backup job failed last night, can you look at it?", "jo-fx@wisc.edu", ""),
    ("Zoom webinar", "We want to run a webinar, how do I register now for a licence?", "jo-fx@wisc.edu", ""),
    ("", "", "jo-fx@wisc.edu", ""),
    (
        "desk group",
        "My printer is offline",
        "jo-fx@wisc.edu",
        "List-ID: <help.doit.example>\nList-Post: <mailto:help@doit.example>\n",
    ),
    (
        "Thank you for your message",
        "Thank you for your message. I will respond to the questions below: my NetID is jofx.",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "news site",
        "Our news page on WiscWeb shows an old banner. We updated it yesterday.",
        "news-fx@chem.wisc.edu",
        "",
    ),
    (
        "Printer location change",
        "Printer: HP 4000\nLocation: room 204\nIP address: 1.2.3.4\nPlease move the queue to the new server.",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "Thanks",
        "Thank you for contacting me. For urgent matters I can be called at 608-555-0100. SIS still fails.",
        "jo-fx@wisc.edu",
        "",
    ),
    ("Abwesenheitsnotiz", "Wie schalte ich meine Abwesenheitsnotiz aus?", "jo-fx@wisc.edu", ""),
    (
        "software offer",
        "Our department wants to buy Adobe, what is the best price per month for 20 people?",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "FW: slow sites",
        "For your information, from our web people.\n\n-----Original Message-----\nSubject: slow sites\nPages load slowly.",
        "web.alerts-fx@wisc.edu",
        "",
    ),
    (
        "room booking",
        "Could somebody set up a booking calendar for our room?",
        "jo-fx@wisc.edu",
        "Auto-Submitted: no\n",
    ),
]
MACHINES = [
    (
        "Automatic reply: your question",
        "Thanks for your mail. I'm on parental leave. Please contact the front desk.",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "Out of Office: SIS",
        "I am currently out of the office with no access to email. I will respond when I return on Monday.",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "Re: [Help Desk] SIS",
        "I am out of the office until March 10 with limited access to email. For urgent matters please contact the front desk. I will respond upon my return.",
        "jo-fx@wisc.edu",
        "",
    ),
    (
        "Abwesenheitsnotiz: SIS",
        "Ich bin bis zum 10. März nicht im Büro. In dringenden Fällen wenden Sie sich an das Sekretariat.",
        "jo-fx@wisc.edu",
        "",
    ),
    ("Automatische Antwort: SIS", "Vielen Dank für Ihre Nachricht. Ich bin ab Montag wieder da.", "jo-fx@wisc.edu", ""),
    ("Réponse automatique : SIS", "Je suis absent jusqu'au 10 mars.", "jo-fx@wisc.edu", ""),
    ("Respuesta automática: SIS", "Estoy fuera de la oficina hasta el lunes.", "jo-fx@wisc.edu", ""),
    ("自动回复: SIS", "我不在办公室", "jo-fx@wisc.edu", ""),
    (
        "Undelivered Mail Returned to Sender",
        "This is the mail system at host mx.\n\nI'm sorry to have to inform you that your message could not be delivered.",
        "x@wisc.edu",
        "",
    ),
    (
        "Your ticket has been updated",
        "##- Please type your reply above this line -##\n\nYour ticket (1234) has been updated.",
        "support@vendor.example",
        "",
    ),
    (
        "[Ticket #4411] Received: licence",
        "Hello,\n\nYour request has been received and is being reviewed by our support staff.",
        "support@vendor.example",
        "",
    ),
    (
        "Password expiry",
        "This is an automated message. Your password expires in 5 days. Please do not reply to this email.",
        "it-fx@wisc.edu",
        "",
    ),
    (
        "** PROBLEM Service Alert: web1/HTTP is CRITICAL **",
        "Notification Type: PROBLEM\nService: HTTP\nHost: web1\nState: CRITICAL",
        "nagios@mon.wisc.edu",
        "",
    ),
    (
        "[FIRING:1] DiskFull",
        "Labels:\nalertname: DiskFull\ninstance: db1\nseverity: critical",
        "alertmanager@mon.wisc.edu",
        "",
    ),
    ("ALERT: UPS on battery in room B12", "Device: UPS-12\nState: on battery\nTime: 10:12", "ups-fx@net.wisc.edu", ""),
    ("Cron <root@web1> /usr/bin/backup", "/usr/bin/backup: no space left on device", "root@web1.wisc.edu", ""),
    (
        "Scan from a Xerox Multifunction Printer",
        "Please open the attached document. It was scanned and sent to you using a Xerox Multifunction Printer.\n\nAttachment File Type: pdf, Multi-Page\nMultifunction Printer Location: room 3\nDevice Name: XRX1",
        "copier-fx@fpm.wisc.edu",
        "",
    ),
    ("Message from KM_C364e", "", "scanner-fx@fpm.wisc.edu", ""),
    (
        "Toner low: HP LaserJet 4000",
        "Printer: HP LaserJet\nIP address: 1.2.3.4\nToner: 5%",
        "printer3-fx@fpm.wisc.edu",
        "",
    ),
    (
        "Read: your question",
        "Your message\n\n  To: Jo\n  Subject: your question\n\nwas read on Monday, March 3 2025.",
        "jo-fx@wisc.edu",
        "",
    ),
    ("Accepted: handover", "", "jo-fx@wisc.edu", "Content-Type: text/calendar; method=REPLY\n"),
    ("[Help Desk] x", "hello", "help@doit.example", ""),
    ("[Help Desk] x", "hello", "help+abc@doit.example", ""),
    ("x", "hello", "SRS0=aa=bb=doit.example=help@fwd.example", ""),
    ("hi", "hello there", "jo-fx@wisc.edu", "Precedence: bulk\n"),
    ("hi", "hello there", "jo-fx@wisc.edu", "List-Id: <a.b.example>\n"),
    ("hi", "hello there", "jo-fx@wisc.edu", "Auto-Submitted: auto-generated\n"),
    ("hi", "hello there", "jo-fx@wisc.edu", "Return-Path: <>\n"),
    (
        "Ticket closed",
        "Your ticket has been closed. Please do not reply to this message.",
        "servicedesk@vendor.example",
        "",
    ),
    (
        "Case 00123 has been created",
        "Thank you for contacting Vendor Support. A new case has been created.",
        "support@vendor.example",
        "",
    ),
    ("Backup job on fs1 failed", "Job: nightly\nHost: fs1\nResult: failed", "backup@fs1.wisc.edu", ""),
    ("Voicemail", "x", "mailer-daemon@wisc.edu", ""),
    (
        "Your package",
        "Your order has been received.\n\nThis email was sent automatically. Replies to this mailbox are not monitored.",
        "shop@store.example",
        "",
    ),
    (
        "Rank #1 on Google",
        "Hi, I am a SEO consultant. We offer link building and can increase your traffic by 200%. Would you be interested in a free audit?",
        "seo-fx@gmail.com",
        "",
    ),
    ("Automatic reply: your audit question", "I am away until April 2 and read no mail.", "jo-fx@wisc.edu", ""),
    (
        "Incident 7654321 reassigned to your team",
        "Incident 7654321 has been reassigned to your team.",
        "tickets-fx@wisc.edu",
        "",
    ),
    ("Account request", "Somebody asked for an account. A row was added.", "noreply-fx@accounts.wisc.edu", ""),
    (
        "A better audit for your campus",
        "Dear sir or madam, we offer tools that make audits up to 200% faster. Schedule a demo with our experts!",
        "sales-fx@vendor.example",
        "",
    ),
    (
        "What is new in April",
        "This month: a new search page and shorter forms.\n\nUnsubscribe: leave-news-fx@lists.wisc.edu\nView in browser",
        "news-fx@vendor.example",
        "",
    ),
    (
        "Undeliverable: audit question",
        "Delivery has failed to these recipients: someone-fx@wisc.edu",
        "system-fx@wisc.edu",
        "",
    ),
    ("x", "Final-Recipient: rfc822; a@b", "jo-fx@wisc.edu", "Content-Type: multipart/report; boundary=b\n"),
    ("x", "hello", "jo-fx@wisc.edu", "X-Autoreply: yes\n"),
    ("x", "hello", "jo-fx@wisc.edu", "X-Mailroute-Loop: doit.example\n"),
    ("x", "hello", "jo-fx@wisc.edu", "X-BeenThere: chat@lists.example\n"),
    ("x", "hello", "jo-fx@wisc.edu", "Return-Path: <chat-bounces+jo=wisc.edu@lists.example>\n"),
    ("x", "hello", "MAILER-DAEMON", ""),
]


def mail(subject: str, text: str, author: str, head: str = "") -> Message:
    """A mail to the desk at 10:12 local time."""
    return parse(
        f"{head}From: Jo Lee <{author}>\nTo: Help Desk <help@doit.example>\nSubject: {subject}\n"
        f"Date: Tue, 4 Mar 2025 10:12:00 -0600\n\n{text}\n".encode()
    )


@pytest.mark.parametrize(("subject", "text", "author", "head"), PEOPLE)
def test_people_are_not_taken_for_machines(subject: str, text: str, author: str, head: str) -> None:
    """A person who asks about, quotes or passes on an automatic mail is a person, without a doubt."""
    found = sent_by_machine(mail(subject, text, author, head), own=OWN)
    assert (False, ()) == (found.answer, found.alternatives)


@pytest.mark.parametrize(("subject", "text", "author", "head"), MACHINES)
def test_machines_are_known(subject: str, text: str, author: str, head: str) -> None:
    """Answers, bounces, lists, notices, alerts, devices and our own mail are known, and never answered."""
    message = mail(subject, text, author, head)
    found = sent_by_machine(message, own=OWN)
    assert found.answer
    assert found.evidence
    assert all(one.quote and len(one.quote) <= 200 for one in found.evidence)
    assert not may_answer(message, own=OWN, now=NOW).answer


def test_a_likely_machine_is_a_question() -> None:
    """Where only the tone is a machine's, the finding keeps both answers open and says why."""
    found = sent_by_machine(mail("ALERT: something", "Value out of range.", "jo-fx@wisc.edu"), own=OWN)
    assert not found.answer
    assert found.alternatives == (True,)
    assert found.doubt is not None


def test_a_read_receipt_as_a_report() -> None:
    """A disposition notification is a machine's whatever its subject."""
    raw = (
        b"From: jo-fx@wisc.edu\nTo: help@doit.example\nSubject: x\nContent-Type: multipart/report; boundary=b\n\n"
        b"--b\n\nread\n--b\nContent-Type: message/disposition-notification\n\nDisposition: x\n--b--\n"
    )
    assert sent_by_machine(parse(raw), own=OWN).answer


def test_a_calendar_answer_but_not_an_invitation() -> None:
    """An accepted meeting is a machine's, an invitation is a person's."""
    raw = "From: jo-fx@wisc.edu\nTo: help@doit.example\nSubject: x\nContent-Type: text/calendar; method={}\n\nBEGIN:VCALENDAR\n"
    assert sent_by_machine(parse(raw.format("REPLY").encode()), own=OWN).answer
    assert not sent_by_machine(parse(raw.format("REQUEST").encode()), own=OWN).answer


def test_an_ordinary_mail_may_be_answered() -> None:
    """A fresh mail from one person to us may be answered."""
    found = may_answer(mail("blank report", "My report is blank.", "jo-fx@wisc.edu"), own=OWN, now=NOW)
    assert found.answer


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("X-Auto-Response-Suppress: All\n", "X-Auto-Response-Suppress"),
        ("X-Auto-Response-Suppress: DR, OOF, AutoReply\n", "X-Auto-Response-Suppress"),
        ("X-Loop: other\n", "X-Loop"),
        ("Feedback-ID: a:b\n", "Feedback-Id"),
        ("Return-Path: not a path\n", "Return-Path"),
        ("Auto-Submitted:\n", "Auto-Submitted"),
        ("Reply-To: other-fx@elsewhere.example\n", "Reply-To"),
        ("Reply-To: help@doit.example\n", "Reply-To"),
        ("Reply-To: nonsense here\n", "Reply-To"),
        ("X-Spam-Flag: YES\n", "X-Spam-Flag"),
        ("From: second-fx@wisc.edu\n", "From"),
        ("Received: a by b\n" * 25, "Received"),
    ],
)
def test_some_people_are_not_answered(head: str, reason: str) -> None:
    """Each of these fields forbids an automatic answer to a person, and is the evidence."""
    message = mail("blank report", "My report is blank.", "jo-fx@wisc.edu", head)
    found = may_answer(message, own=OWN, now=NOW)
    assert not found.answer
    assert found.evidence[0].quote.startswith(reason)
    assert not sent_by_machine(message, own=OWN).answer


@pytest.mark.parametrize(
    "raw",
    [
        b"From: jo-fx@wisc.edu\nTo: other@x.example\nDate: Tue, 4 Mar 2025 10:12:00 -0600\n\nMy report",
        b"From: jo-fx@wisc.edu\nBcc: help@doit.example\nDate: Tue, 4 Mar 2025 10:12:00 -0600\n\nMy report",
        b"To: help@doit.example\nDate: Tue, 4 Mar 2025 10:12:00 -0600\n\nMy report",
        b"From: team: jo-fx@wisc.edu;\nTo: help@doit.example\nDate: Tue, 4 Mar 2025 10:12:00 -0600\n\nMy report",
        b"From: a@x.example, b@x.example\nTo: help@doit.example\nDate: Tue, 4 Mar 2025 10:12:00 -0600\n\nMy report",
        b"From: jo-fx@wisc.edu\nTo: help@doit.example\n\nMy report",
        b"From: jo-fx@wisc.edu\nTo: help@doit.example\nDate: yesterday\n\nMy report",
        b"",
    ],
)
def test_a_mail_that_is_not_plainly_for_us_is_not_answered(raw: bytes) -> None:
    """Not to us, no author or several, a group, no date: no automatic answer."""
    assert not may_answer(parse(raw), own=OWN, now=NOW).answer


def test_old_mail_is_not_answered() -> None:
    """Older than the limit, or from the future: no automatic answer."""
    message = mail("blank report", "My report is blank.", "jo-fx@wisc.edu")
    assert not may_answer(message, own=OWN, now=NOW + timedelta(hours=24)).answer
    assert may_answer(message, own=OWN, now=NOW + timedelta(hours=24), max_age_h=48).answer
    assert not may_answer(message, own=OWN, now=NOW - timedelta(hours=4)).answer


def test_mail_to_a_sub_address_is_for_us() -> None:
    """A +tag of ours in To counts as ours."""
    raw = b"From: jo-fx@wisc.edu\nTo: help+case@doit.example\nDate: Tue, 4 Mar 2025 10:12:00 -0600\n\nMy report"
    assert may_answer(parse(raw), own=OWN, now=NOW).answer


def test_bounces_and_automatic_mails_of_the_field() -> None:
    """Every one of the collected bounces and automatic answers is known."""
    folder = FIXTURES / "automatic"
    if not folder.is_dir():
        pytest.skip(f"no fixtures at {folder}")
    missed = [
        file.name for file in folder.rglob("*.eml") if not sent_by_machine(parse(file.read_bytes()), own=OWN).answer
    ]
    assert missed == []
