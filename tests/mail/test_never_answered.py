# ruff: noqa: E501 - a reason is a row of a table
"""What never gets an automatic answer, item by item: each alone is enough to stop one, and stops no forward.

The ordinary mail of this file would be answered; each row changes one thing in it. ``machine`` says whether it is known
for a robot's besides, which nobody is written to about.
"""

from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime

import pytest

from mailroute.disposition import Disposition
from mailroute.mail.automatic import may_answer, sent_by_machine
from mailroute.mail.outgoing import Kind
from mailroute.mail.parse import parse
from mailroute.planning import Plan
from tests.faults.hostile_desk import CASE, NOW, planner

OWN = ("help@doit.example",)
TROUBLE = "Workday shows an error when I submit my timesheet."
PERSON = "I cannot submit my timesheet, Workday shows an error. Could you help me?"
COMPLETE = f"{TROUBLE} My NetID is jofx. Please write to me at this address; this address is fine."
FROM, TO, HELP = "From: Jo Lee <jo-fx@wisc.edu>", "To: Help Desk <help@doit.example>", "help@doit.example"


def date(hours: float) -> str:
    """A Date that many hours before now."""
    return f"Date: {format_datetime(NOW - timedelta(hours=hours))}"


def plan(raw: bytes) -> Plan:
    """What becomes of a mail now."""
    return planner().plan(raw, now=NOW, case=CASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One reason not to answer: the item of the list, and what is other than in an ordinary mail."""

    item: str
    head: str = ""
    author: str = FROM
    to: str = TO
    at: str = date(0.1)
    body: str = ""
    machine: bool = False

    def raw(self, text: str) -> bytes:
        """The mail, about ``text``."""
        lines = [self.author, self.to, "Subject: Workday timesheet", self.at, "Message-ID: <x@mail.example>", self.head]
        return "\r\n".join([*(line for line in lines if line), "", self.body or text, ""]).encode()


def robots(item: str, *heads: str) -> list[Row]:
    """A row for each field."""
    return [Row(item, head, machine=True) for head in heads]


def people(item: str, *heads: str) -> list[Row]:
    """The same for fields that a person's mail may have."""
    return [Row(item, head) for head in heads]


def parts(media: str, inner: str) -> tuple[str, str]:
    """Field and body of a mail in parts, one of them ``inner``."""
    head = f'MIME-Version: 1.0\r\nContent-Type: {media}; boundary="b"'
    return head, f"--b\r\nContent-Type: text/plain\r\n\r\n{TROUBLE}\r\n--b\r\n{inner}\r\n\r\nx: y\r\n--b--"


REPORT = parts("multipart/report; report-type=delivery-status", "Content-Type: message/delivery-status")
IN_MIXED = parts("multipart/mixed", "Content-Type: message/disposition-notification")
CALENDAR = parts("multipart/mixed", "Content-Type: text/calendar; method=REPLY")
COUNTER = parts("multipart/mixed", "Content-Type: text/calendar; method=COUNTER")

ROWS = [
    *robots("null Return-Path", "Return-Path: <>", "Return-Path: < >"),
    *people("broken Return-Path", "Return-Path: nonsense", "Return-Path: <jo-fx@>", "Return-Path:"),
    *robots("Auto-Submitted", "Auto-Submitted: auto-replied", "auto-submitted: Auto-Generated (x)",
            "Auto-Submitted: auto-notified; owner-email=x", "Auto-Submitted: whatever"),
    *people("Auto-Submitted", "Auto-Submitted:"),
    *robots("List-*", "List-Id: <a.lists.example>", "List-Unsubscribe: <mailto:a@b.example>", "List-Post: NO"),
    *people("List-*", "List-Whatever: yes"),
    *robots("Mailing-List", "Mailing-List: list a@b.example", "X-BeenThere: a@lists.example"),
    *people("X-Loop, Feedback-ID", "X-Loop: a", "Feedback-ID: a:b:c"),
    *robots("Precedence", "Precedence: bulk", "Precedence: junk", "Precedence: list", "Precedence: auto_reply",
            "X-Precedence: bulk", "precedence: Bulk"),
    *people("X-Auto-Response-Suppress", "X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: OOF",
            "X-Auto-Response-Suppress: DR, AutoReply"),
    *robots("vendor marks", "X-Autoreply: yes", "X-Autorespond: x", "X-Mail-Autoreply: x", "X-FC-MachineGenerated: true",
            "X-Failed-Recipients: a@b.example", "Delivered-To: autoresponder@a.example", "Preference: autoresp"),
    Row("reports", REPORT[0], body=REPORT[1], machine=True),
    Row("reports", IN_MIXED[0], body=IN_MIXED[1], machine=True),
    Row("calendar answers", CALENDAR[0], body=CALENDAR[1], machine=True),
    Row("calendar answers", COUNTER[0], body=COUNTER[1], machine=True),
    *(Row("system local parts", author=f"From: {local}@mail.example", machine=True) for local in (
        "MAILER-DAEMON", "noreply", "no-reply", "do-not-reply", "bounces+jo", "auto-reply", "listserv")),
    *(Row("system local parts", author=f"From: {local}@mail.example", machine=True, body="The list of today.")
      for local in ("postmaster", "owner-staff", "staff-request", "staff-owner")),
    *(Row("system local parts", author=f"From: {local}@mail.example", body=PERSON) for local in ("postmaster", "x-request")),
    *robots("system local parts", "Return-Path: <staff-bounces+jo=wisc.edu@lists.example>", "Sender: owner-staff@l.example"),
    *(Row("our own addresses", author=f"From: {address}", machine=True) for address in (
        HELP, "HELP@DoIT.example", "help+tag@doit.example", "SRS0=aa=bb=doit.example=help@fwd.example",
        "SRS1=cc=fwd.example==aa=bb=doit.example=help@two.example", "prvs=1234abcdef=help@doit.example")),
    Row("none of ours in To or Cc", to="To: jo-fx@wisc.edu"),
    Row("none of ours in To or Cc", to="Bcc: help@doit.example"),
    *robots("our loop header", "X-Mailroute-Loop: help@doit.example; 0123"),
    *people("another desk's loop header", "X-Mailroute-Loop: desk@other.example; 0123"),
    *people("25 Received", "\r\n".join(["Received: from a.example by b.example"] * 25)),
    Row("From missing", author="X-Nothing: here"),
    Row("From several", author="From: jo-fx@wisc.edu, bo-fx@wisc.edu"),
    Row("From twice", "From: bo-fx@wisc.edu"),
    Row("From a group", author="From: team: jo-fx@wisc.edu;"),
    Row("From broken", author="From: <<>>"),
    *people("spam flag", "X-Spam-Flag: YES", "X-Spam-Status: Yes, score=9", "X-MS-Exchange-Organization-SCL: 6"),
    *people("Reply-To elsewhere", "Reply-To: jo@other.example", "Reply-To: help@doit.example", "Reply-To: nonsense"),
    Row("older than 24 hours", at=date(24.1)),
    Row("from the future", at=date(-3)),
    Row("no date", at=""),
    Row("no date", at="Date: yesterday"),
    *robots("the second instance", "Auto-Submitted: no\r\nAuto-Submitted: auto-replied", "Precedence: first\r\nPrecedence: bulk",
            "Return-Path: <jo-fx@wisc.edu>\r\nReturn-Path: <>"),
    *people("a parse problem", "this line is no field", "X-A: " + "a" * 40_000),
]  # fmt: skip
IDS = [f"{row.item}: {row.head or row.author}"[:60].replace("\r\n", " ") for row in ROWS]


def test_the_ordinary_mail_is_answered() -> None:
    """Without any of these reasons the mail gets its answer."""
    made = plan(Row("none").raw(TROUBLE))
    assert [Kind.REPLY] == [letter.kind for letter in made.outgoing]


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_no_automatic_answer(row: Row) -> None:
    """The reason alone forbids the answer, and is told as evidence."""
    message = parse(row.raw(TROUBLE))
    found = may_answer(message, own=OWN, now=NOW)
    assert not found.answer
    assert found.evidence
    assert row.machine == sent_by_machine(message, own=OWN).answer


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_no_answer_goes_out(row: Row) -> None:
    """The whole desk sends nothing to its author: a robot is ignored, a person's mail waits for a person."""
    made = plan(row.raw(TROUBLE))
    assert () == made.outgoing
    assert (Disposition.IGNORE if row.machine else Disposition.REVIEW) == made.decision.disposition


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if not row.machine and row.author == FROM and "another desk's" not in row.item and "From" not in row.item],
    ids=lambda row: f"{row.item}: {row.head}"[:60].replace("\r\n", " "),
)  # fmt: skip
def test_a_forward_is_not_suppressed(row: Row) -> None:
    """What forbids an answer to a person keeps nobody's request from its queue."""
    assert [Kind.FORWARD] == [letter.kind for letter in plan(row.raw(COMPLETE)).outgoing]


def test_failed_authentication_gets_no_answer() -> None:
    """A failed check by our own server: nobody is answered, a person looks."""
    made = plan(Row("", "Authentication-Results: mx.mailroute.example; dmarc=fail header.from=wisc.edu").raw(TROUBLE))
    assert (Disposition.REVIEW, ()) == (made.decision.disposition, made.outgoing)


def test_our_message_ids_are_our_own() -> None:
    """A mail under a Message-ID of our own making is ours, whoever it says it is from."""
    raw = Row("").raw(TROUBLE).replace(b"<x@mail.example>", b"<mr.reply.BDGJLMPQRV.1.0123456789abcdef0123@doit.example>")
    assert sent_by_machine(parse(raw), own=OWN).answer
