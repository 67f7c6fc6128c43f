"""The demo's sandbox: its configuration, its sample mails as if they came today, and a customer's scripted answer.

Comes in: the packaged samples and a folder. Goes out: files in that folder. Never: decides, reads the journal.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import format_datetime, parseaddr, parsedate_to_datetime
from pathlib import Path

from mailroute import resources
from mailroute.maildir import Delivery, make_maildir

CONFIG = """\
# The sandbox of `mailroute demo`: no server, no network. All keys with their comments: mailroute init DIR

[desk]
name = "DoIT Help Desk"
addresses = ["help@doit.example"]
authserv_id = "mx.mailroute.example"
chat_bridge = "chat-bridge-fx@doit.example"
voicemail = "voicemail-fx@doit.example"
timezone = "America/Chicago"

[mailbox]
url = "maildir:inbox"

[submission]
url = "maildir:sent"

[journal]
path = "mailroute.db"

[catalog]
departments = "catalog/departments.csv"
services = "catalog/services.csv"
people = "catalog/people.csv"

[templates]
path = "templates"

[routes]
cps = "cps@queues.example"
es = "hd-es@queues.example"
hdqa = "hdqa@queues.example"
sncc = "sncc@queues.example"
chat = "es-chat@channels.example"
"""

# RFC 5322 section 3.3, as all samples write it.
_DATE = re.compile(rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
_LATEST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """The scripted answer that was put into the inbox: its name in the demo, and what it says."""

    name: str
    message_id: str
    customer: str
    case: str
    asked: str
    text: str


def fill(sandbox: Path, *, now: datetime) -> dict[str, str]:
    """Lay out the sandbox; return each sample's name by its Message-ID. The newest mail came ten minutes ago."""
    (sandbox / "mailroute.toml").write_text(CONFIG, encoding="utf-8")
    shutil.copytree(resources.catalog(), sandbox / "catalog", dirs_exist_ok=True)
    shutil.copytree(resources.templates(), sandbox / "templates", dirs_exist_ok=True)
    shutil.copyfile(resources.demo() / "people.csv", sandbox / "catalog" / "people.csv")
    inbox = sandbox / "inbox"
    make_maildir(inbox)
    samples = {path.stem: path.read_bytes() for path in sorted((resources.demo() / "mails").glob("*.eml"))}
    shift = now - _LATEST - max(_dates(raw) for raw in samples.values())
    names = {}
    for name, raw in samples.items():
        moved = today(raw, shift)
        names[str(_header(moved, "Message-ID"))] = name
        Delivery(inbox, moved).finish()
    return names


def today(raw: bytes, shift: timedelta) -> bytes:
    """The same mail with each date of its header moved by ``shift``; not one octet else changes."""
    head, gap, body = _split(raw)

    def moved(match: re.Match[bytes]) -> bytes:
        return format_datetime(parsedate_to_datetime(match.group().decode()) + shift).encode()

    return _DATE.sub(moved, head) + gap + body


def answer(sandbox: Path, *, now: datetime) -> Answer | None:
    """Answer our question as the customer would: a reply to the mail that was really sent. None when none was sent."""
    for path in sorted((sandbox / "sent" / "new").iterdir()) if (sandbox / "sent" / "new").is_dir() else ():
        asked = message_from_bytes(path.read_bytes())
        customer = str(asked.get("To", ""))
        if "isaavedraholm-fx@" in customer and asked.get("Auto-Submitted"):
            return _reply(sandbox, asked, customer, now=now)
    return None


def _reply(sandbox: Path, asked: Message, customer: str, *, now: datetime) -> Answer:
    address = parseaddr(customer)[1]
    mail = EmailMessage(policy=policy.SMTP)
    mail["Authentication-Results"] = "mx.mailroute.example; dmarc=pass header.from=wisc.edu"
    mail["From"] = f"Ingrid Saavedra-Holm <{address}>"
    mail["To"] = parseaddr(str(asked.get("Reply-To") or asked.get("From")))[1]
    subject = str(policy.default.header_factory("Subject", " ".join(str(asked["Subject"]).split())))
    mail["Subject"] = subject if subject.lower().startswith("re:") else f"Re: {subject}"
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = "<demo-answer-15@mail.gmail.example>"
    mail["In-Reply-To"] = mail["References"] = "".join(str(asked["Message-ID"]).split())
    text = "Hi,\n\nmy NetID is isaavedraholm, and you can reach me at this address.\n\nIngrid\n"
    body = asked.get_payload(decode=True)
    quoted = body.decode("utf-8", "replace") if isinstance(body, bytes) else ""
    below = "\n".join(f"> {line}" for line in quoted.splitlines())
    mail.set_content(f"{text}\nOn {mail['Date']}, {mail['To']} wrote:\n{below}\n")
    Delivery(sandbox / "inbox", mail.as_bytes()).finish()
    token = re.search(r"MR-[A-Z]+", subject)
    return Answer(
        name="answer-to-15",
        message_id=str(mail["Message-ID"]),
        customer=address,
        case=token.group() if token else "",
        asked=subject,
        text=" ".join(text.split()),
    )


def _split(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """Header block, empty line, body."""
    found = re.search(rb"\r?\n\r?\n", raw)
    return (raw, b"", b"") if found is None else (raw[: found.start()], found.group(), raw[found.end() :])


def _header(raw: bytes, name: str) -> str:
    return " ".join(str(message_from_bytes(_split(raw)[0])[name] or "").split())


def _dates(raw: bytes) -> datetime:
    """The Date of a sample."""
    return parsedate_to_datetime(_header(raw, "Date"))
