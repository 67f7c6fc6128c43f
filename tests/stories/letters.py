"""The mails that a story's people write: new ones, answers to our letters, transcripts, delivery reports.

Comes in: a moment of a story and the stage with the letters sent so far. Goes out: bytes as a server delivers them.
Never: knows what mailroute will make of them.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

from tests.stories.script import StoryError

if TYPE_CHECKING:
    from tests.stories.script import Moment
    from tests.stories.stage import Stage

DESK = "help@doit.example"


def written(stage: Stage, moment: Moment, author: str, *, answers: bool, options: str, subject: str) -> bytes:
    """A mail that somebody writes, or answers our letter with."""
    chosen = [option.strip() for option in options.split(",") if option.strip()]
    mail = EmailMessage()
    text = "\n".join(moment.text).strip() + "\n"
    name = next((option.removeprefix("as ") for option in chosen if option.startswith("as ")), "")
    mail["From"] = f"{name} <{author}>" if name else author
    mail["To"] = DESK
    if answers and "their own mail" in chosen:
        name, ours = stage.own[author]
        mail["Subject"] = subject or f"Re: {ours}"
        mail["In-Reply-To"] = name
        mail["References"] = name
    elif answers:
        number = next(
            (int(option.removeprefix("to letter ")) for option in chosen if option.startswith("to letter ")), None
        )
        letter = stage.letter_to(author, number)
        ours = letter.subject
        if "without subject token" in chosen:
            ours = re.sub(r"\s*\(MR-[A-Z]+\)", "", ours)
        mail["Subject"] = subject or (ours if ours.startswith("Re:") else f"Re: {ours}")
        if "without references" not in chosen:
            mail["In-Reply-To"] = letter.message_id
            mail["References"] = letter.message_id
        text = text.replace("{quote}", _quoted(stage.payload(letter))).replace(
            "{letter}", text_of(stage.payload(letter))
        )
    else:
        mail["Subject"] = subject
    for option in chosen:
        _option(mail, option, author)
    checked = next((option for option in chosen if option.startswith("dmarc=")), "dmarc=pass")
    _finish(mail, stage, moment, author, checked=checked)
    if "no authentication" in chosen:
        del mail["Authentication-Results"]
    stage.own[author] = (str(mail["Message-ID"]), str(mail["Subject"]))
    mail.set_content(text)
    for option in chosen:
        if option.startswith("attachment "):
            name = option.removeprefix("attachment ")
            mail.add_attachment(b"\x89PNG of a screen", maintype="image", subtype="png", filename=name)
    return mail.as_bytes(policy=policy.SMTP)


_PLAIN = {
    "their own mail", "dmarc=fail", "dmarc=none", "no authentication", "without references", "without subject token",
}  # fmt: skip


def _option(mail: EmailMessage, option: str, author: str) -> None:
    if option == "out of office":
        mail["Auto-Submitted"] = "auto-replied"
        mail["X-Auto-Response-Suppress"] = "All"
    elif option.startswith("cc "):
        mail["Cc"] = option.removeprefix("cc ")
    elif option.startswith("reply-to "):
        mail["Reply-To"] = option.removeprefix("reply-to ")
    elif option not in _PLAIN and not option.startswith(("as ", "to letter ", "attachment ")):
        raise StoryError(f"{author} cannot write so: {option}")


def transcript(stage: Stage, moment: Moment, customer: str, name: str) -> bytes:
    """What the chat bridge sends when a chat ends."""
    mail = EmailMessage()
    mail["From"] = "chat-bridge-fx@doit.example"
    mail["To"] = DESK
    mail["Subject"] = f"Chat transcript: {name}"
    _finish(mail, stage, moment, "chat-bridge-fx@doit.example", checked="dmarc=pass")
    lines = "\n".join(moment.text).strip()
    mail.set_content(f"Customer: {name} <{customer}>\n\n{lines}\n")
    return mail.as_bytes(policy=policy.SMTP)


def bounced(stage: Stage, moment: Moment, address: str) -> bytes:
    """A delivery report (RFC 3464) for the newest letter to an address."""
    letter = stage.letter_to(address)
    original = message_from_bytes(stage.payload(letter), policy=policy.default)
    headers = "".join(f"{name}: {value}\r\n" for name, value in original.items())
    boundary = "=_report"
    return (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.queues.example\r\nTo: {DESK}\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\n"
        f"Date: {format_datetime(moment.at)}\r\nMessage-ID: <bounce-{stage.mails}@mx.queues.example>\r\n"
        f"Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"\r\n\r\n'
        f"--{boundary}\r\nContent-Type: text/plain\r\n\r\nYour message could not be delivered to {address}.\r\n"
        f"--{boundary}\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.queues.example\r\n\r\n"
        f"Final-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 no such user\r\n"
        f"--{boundary}\r\nContent-Type: text/rfc822-headers\r\n\r\n{headers}\r\n--{boundary}--\r\n"
    ).encode()


def text_of(payload: bytes) -> str:
    """The text of a letter."""
    part = message_from_bytes(payload, policy=policy.default).get_body(("plain",))
    return str(part.get_content()) if part is not None else ""


def _quoted(payload: bytes) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text_of(payload).splitlines())


def _finish(mail: EmailMessage, stage: Stage, moment: Moment, author: str, *, checked: str) -> None:
    domain = author.rpartition("@")[2]
    mail["Date"] = format_datetime(moment.at)
    mail["Message-ID"] = f"<story-{stage.mails}@{domain}>"
    mail["Return-Path"] = f"<{author}>"
    mail["Authentication-Results"] = f"mx.mailroute.example; {checked} header.from={domain}"
