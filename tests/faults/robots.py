# ruff: noqa: E501 - a kind is a row of a table
"""Forty kinds of autoresponders, each with its own way of answering, as they are met in the field.

Comes in: a mail that reached the robot's address. Goes out: its answers. Never: looks at more of a mail than any robot
does: envelope, header fields, text.

The table has a row a kind. In its patterns ``{s}`` is the subject it answers, ``{bare}`` the same without case tokens,
``{n}`` a number that is new each time, ``{word}`` the same in letters, ``{me}`` the robot's address with its ``{local}``
and ``{domain}``, ``{you}`` whom it answers, ``{quoted}`` the mail it answers, line by line behind ``>``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.utils import format_datetime, parseaddr
from zlib import crc32

from mailroute.mail.identity import without_tokens
from tests.faults.loop_world import HELP, Post

TROUBLE = "Workday shows an error when I submit my timesheet."
"""Words that by themselves make a help desk want to know more: the worst that a robot can say to be answered,"""

COMPLETE = f"{TROUBLE} My NetID is zedfx. Please write to me at this address; this address is fine."
ASKED = "Qualtrics says that our quota of responses is used up."
FOR_A_TEAM = "WiscVPN does not connect from home, it says gateway timeout."
OUTAGE = "SIS is down for our whole office, nobody can log in to SIS."
"""and to be passed on: to ES, to HDQA, to a team, to those who handle outages."""

HOURS = 3600.0
_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Kind:
    """A way of answering. ``to``: ``path`` (as RFC 3834 section 4 wants) or ``from``.

    ``heeds``: keeps silent on mail that is itself automatic; ``once``: one answer a correspondent. ``after``: seconds to
    each of its answers. ``null``: sends with the null reverse-path. ``refers``: has In-Reply-To and References.
    ``back``: sends the mail itself back, ``same``, ``inline`` or ``attached``. ``report``: a delivery report (RFC 3464).
    """

    name: str
    how: str
    text: str = TROUBLE
    subject: str = "Re: {s}"
    head: tuple[str, ...] = ()
    author: str = "{me}"
    to: str = "from"
    after: tuple[float, ...] = (2.0,)
    heeds: bool = False
    once: bool = False
    null: bool = False
    refers: bool = False
    back: str = ""
    report: str = ""


AUTO = "Auto-Submitted: auto-replied"
SUPPRESS = "X-Auto-Response-Suppress: All"
AWAY = "I am out of the office until December 1 with limited access to email. I will respond upon my return."

KINDS = (
    # Vacations.
    Kind("exchange", "Outlook's automatic reply, by an Exchange of today", AWAY, "Automatic reply: {s}",
         ("Auto-Submitted: auto-generated", SUPPRESS), to="path", heeds=True, once=True, null=True, refers=True),
    Kind("exchange-2003", "an old Exchange: no header field, no memory", AWAY, "Out of Office: {s}"),
    Kind("outlook-rule", "a rule in Outlook that answers every mail with a template", "Thanks, got it. " + TROUBLE),
    Kind("gmail-vacation", "Gmail's vacation responder, asked to answer everybody", AWAY, "Out until Monday Re: {bare}",
         (AUTO, "Precedence: bulk", "X-Autoreply: yes"), refers=True),
    Kind("gmail-canned", "a Gmail filter with a canned answer, from a +tag", "Got it! " + TROUBLE,
         author="{local}+canned.response@{domain}", refers=True),
    Kind("sieve", "a Sieve vacation (RFC 5230)", AWAY, "Auto: {s}", ("Auto-Submitted: auto-replied (vacation)",),
         to="path", heeds=True, once=True, null=True, refers=True),
    Kind("bsd-vacation", "vacation(1) of a Unix machine", AWAY, "away from my mail", ("Precedence: bulk",), to="path"),
    Kind("procmail", "a recipe of procmail without the lines that end loops", AWAY, "Re: {s}", ("X-Loop: {me}",)),
    Kind("notes", "Lotus Notes, which remembers whom it told", AWAY, "Ana is out of the office (returning 12/01)",
         once=True),
    Kind("left", "somebody who left: no header field, every time", "I do not work here any more. " + COMPLETE,
         "I have left Re: {bare}"),
    # Ticket systems.
    Kind("otrs", "OTRS: a new ticket number each time", "We received your request and will look at it.",
         "[Ticket#20261123{n}] RE: {s}", ("X-OTRS-Loop: {me}", "Precedence: bulk", AUTO)),
    Kind("rt", "RT: its own prefix in the subject", "Your message has been received. There is no need to reply.",
         "[example #{n}] AutoReply: {bare}", ("RT-Ticket: example #{n}", "X-RT-Loop-Prevention: example", AUTO)),
    Kind("zendesk", "Zendesk: write above this line",
         "##- Please type your reply above this line -##\nYour request ({n}) has been received.",
         "[Request received] {bare}", ("Auto-Submitted: auto-generated", SUPPRESS), "{local}+id{word}@{domain}"),
    Kind("servicenow", "ServiceNow: an incident each time", "Incident INC00{n} has been opened on your behalf. " + TROUBLE,
         "Incident INC00{n} opened: {bare}", ("X-ServiceNow-Generated: true",)),
    Kind("hosted", "a ticket system elsewhere that the queue's address leads to; no trace of our mail", COMPLETE,
         "Workday trouble", author="support@tickets-hosted.example"),
    Kind("jira", "Jira: an issue each time, from its own address", "Ana created an issue: " + TROUBLE,
         "[JIRA] (HELP-{n}) {bare}", ("X-JIRA-FingerPrint: abc{n}", "Precedence: bulk"), "jira@{domain}"),
    Kind("bare-ticket", '"we received your request", a new number, no header field, no trace of our mail',
         "We received your request number {n}. " + TROUBLE, "Request {n}"),
    Kind("bare-own-words", "a ticket system in words of its own, with a new number", ASKED + " That is number {n} here.",
         "Qualtrics, {n}"),
    Kind("address-each-time", "a ticket system that writes from a new address each time",
         ASKED, "Qualtrics trouble", author="reply-{n}@tickets.{domain}"),
    Kind("random-address", "a ticket system that writes from a new address of letters each time",
         "Here is {word}. " + COMPLETE, "Workday trouble: {word}", author="{word}@tickets.{domain}"),
    # Lists and aliases.
    Kind("mailman", "a Mailman list that takes our mail for a post", "{quoted}", "[staff] {s}",
         ("List-Id: <staff.lists.example>", "List-Post: <mailto:{me}>", "Precedence: list", "X-BeenThere: {me}"),
         "staff@{domain}", back="inline"),
    Kind("bare-list", "an alias as a list: From rewritten, no header field of a list", "{quoted}", "[staff] {s}",
         back="inline"),
    Kind("list-same-bytes", "a list of old: our own mail, to all, us among them", back="same"),
    Kind("majordomo", "a list server that did not understand the command", ">>>> Hello\n**** Command 'hello' not recognized.",
         "Majordomo results: {bare}", author="majordomo@{domain}"),
    Kind("challenge", "challenge and response: please confirm that you are a person",
         "To deliver your message, please confirm that you are a person by answering this mail. " + OUTAGE,
         "Please confirm your message {word}"),
    # Bounces.
    Kind("dsn-failed", "a delivery report (RFC 3464): no such user", "The mail system\n\n<{me}>: 550 5.1.1 unknown user",
         "Undelivered Mail Returned to Sender", author="MAILER-DAEMON@{domain}", to="path", null=True, report="failed"),
    Kind("dsn-delayed", "delivery reports of a delay, every four hours, then of a failure",
         "Your message could not be delivered for 4 hours. It will be retried.", "Delayed Mail (still being retried)",
         author="MAILER-DAEMON@{domain}", to="path", null=True, after=(4 * HOURS, 8 * HOURS), report="delayed"),
    Kind("qmail", "qmail's bounce: plain text", "Hi. This is the qmail-send program at mx.\nI'm afraid I wasn't able to "
         "deliver your message to the following addresses.\n\n<{me}>:\nSorry, no mailbox here by that name.\n\n"
         "--- Below this line is a copy of the message.\n\n{quoted}", "failure notice",
         author="MAILER-DAEMON@{domain}", to="path", null=True),
    Kind("bounce-to-from", "a bounce of no RFC: to From, from a person's address, no header field",
         "Mail could not be delivered: mailbox full.\n\n{quoted}", "Mail not delivered: {s}"),
    Kind("sms", "a gateway to telephones: delivered", "Delivered to +1 608 555 0100. Message {n}.", "Delivered {n}",
         author="6085550100@{domain}"),
    # Scripts and people.
    Kind("ok-thanks", "somebody's script: 'ok thanks' in the thread", "ok thanks", refers=True),
    Kind("ok-thanks-new", "the same in a new thread each time", "ok thanks. " + FOR_A_TEAM, "VPN"),
    Kind("token", "quotes our token, and nothing else of ours", TROUBLE, "{s}"),
    Kind("new-subject", "a new subject, our mail quoted below", COMPLETE + "\n\n{quoted}", "About your mail {word}"),
    Kind("twice", "answers twice, the second time from another address", COMPLETE, "Workday {word}",
         author="{local}+{n}@{domain}", after=(2.0, 60.0)),
    Kind("slow", "answers hours later, in other words each time", TROUBLE + " It is about {word} {word}.",
         "Workday and {word}", after=(2.5 * HOURS, 5 * HOURS)),
    Kind("reply-to-desk", "its Reply-To is the desk itself", TROUBLE, "Workday {n}", (f"Reply-To: {HELP}",)),
    Kind("reply-to-elsewhere", "its Reply-To is another one's", TROUBLE, "Workday {n}",
         ("Reply-To: robot@elsewhere.example",)),
    # Forwarders.
    Kind("forwarder", "forwards our mail back as new, 'FW:', from its owner", "FYI\n\n{quoted}", "FW: {s}", back="inline"),
    Kind("srs", "a forwarder that rewrites the sender (SRS), with our mail attached", "FYI", "Fwd: {s}",
         author="SRS0=aa=bb=doit.example=help@{domain}", back="attached"),
)  # fmt: skip

UNBOUNDED = Kind(
    "hosted-words", "as hosted, with another subject and text of letters each time: nothing of it can be told apart from"
    " a person's mail", "Here is {word}. " + COMPLETE, "Workday trouble {word}",
    author="support@tickets-hosted.example",
)  # fmt: skip
"""Not one of the forty: the worst that is known. Only the number of letters in turn ends it."""


@dataclass
class Robot:
    """One of a kind at an address (or at every address of a ``@domain``)."""

    kind: Kind
    me: str
    home: str = HELP
    """The desk to which what it sends back goes."""
    number: int = 100
    told: set[str] = field(default_factory=set)

    def receive(self, post: Post, now: datetime) -> Iterator[tuple[float, Post]]:
        """Its answers."""
        got = message_from_bytes(post.raw)
        to = self._to(post, got)
        if not to or (self.kind.heeds and _automatic(post, got)) or (self.kind.once and to in self.told):
            return
        self.told.add(to)
        for after in self.kind.after:
            self.number += 1
            at = now + timedelta(seconds=after)
            if self.kind.back == "same":
                yield after, Post(f"SRS0=aa=bb=doit.example=help@{_domain(self.me)}", self.home, post.raw)
            else:
                yield after, Post(self._path(), to, self._answer(post, got, to, at))

    def _to(self, post: Post, got: Message) -> str:
        if self.kind.to == "path":
            return post.sender
        return self.home if self.kind.back else parseaddr(str(got["From"]))[1]

    def _path(self) -> str:
        return "" if self.kind.null else self._filled(self.kind.author, {})

    def _answer(self, post: Post, got: Message, to: str, at: datetime) -> bytes:
        kind = self.kind
        subject = " ".join(str(got["Subject"] or "").split())
        told = {
            "s": subject, "bare": " ".join(without_tokens(subject).split()), "you": to,
            "quoted": "".join(f"> {line}\n" for line in _text(got).splitlines()[:60]),
        }  # fmt: skip
        author = self._filled(kind.author, told)
        head = [
            f"From: {author}", f"To: {to}", f"Subject: {self._filled(kind.subject, told)}",
            f"Date: {format_datetime(at)}", f"Message-ID: <{self.number}.{crc32(self.me.encode())}@{_domain(self.me)}>",
            "MIME-Version: 1.0", *(self._filled(line, told) for line in kind.head),
        ]  # fmt: skip
        if kind.refers and got["Message-ID"]:
            head += [f"In-Reply-To: {got['Message-ID']}", f"References: {got['Message-ID']}"]
        text = self._filled(kind.text, told)
        if kind.report:
            return _report(head, text, kind.report, self.me, post.raw)
        if kind.back == "attached":
            return _mixed(head, "multipart/mixed", [(_TEXT, text.encode()), ("message/rfc822", post.raw)])
        return "\r\n".join([*head, f"Content-Type: {_TEXT}", "", *text.splitlines(), ""]).encode()

    def _filled(self, pattern: str, told: dict[str, str]) -> str:
        word = "".join("bdgjlmpqrvxzaeiou"[int(digit) + self.number % 7] for digit in str(self.number * 7_919))
        local, _, domain = self.me.partition("@")
        known = {**told, "n": str(self.number), "word": word, "me": self.me, "local": local, "domain": domain}
        return re.sub(r"\{(\w+)\}", lambda found: known.get(found[1], ""), pattern)


def _automatic(post: Post, got: Message) -> bool:
    """RFC 3834 section 2: what no responder should answer."""
    marked = str(got["Auto-Submitted"] or "no").lower() != "no" or bool(got["X-Auto-Response-Suppress"])
    return not post.sender or marked or str(got["Precedence"] or "").lower() in {"bulk", "list", "junk"}


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _text(got: Message) -> str:
    part = next((part for part in got.walk() if part.get_content_type() == "text/plain"), got)
    body = part.get_payload(decode=True)
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else ""


def _report(head: list[str], text: str, action: str, me: str, raw: bytes) -> bytes:
    status = "5.1.1" if action == "failed" else "4.4.1"
    fields = f"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {me}\r\nAction: {action}\r\nStatus: {status}\r\n"
    parts = [(_TEXT, text.encode()), ("message/delivery-status", fields.encode()), ("message/rfc822", raw)]
    return _mixed(head, "multipart/report; report-type=delivery-status", parts)


def _mixed(head: list[str], media: str, parts: list[tuple[str, bytes]]) -> bytes:
    lines = [*head, f'Content-Type: {media}; boundary="=_robot_"', ""]
    body = b"".join(f"--=_robot_\r\nContent-Type: {kind}\r\n\r\n".encode() + part + b"\r\n" for kind, part in parts)
    return "\r\n".join([*lines, ""]).encode() + body + b"--=_robot_--\r\n"
