"""A help desk on this machine: real IMAP and submission servers, and the real command in a process of its own.

The command is ``python -m mailroute``, as a cron job or a service manager would start it; what it did is read from the
servers, and from the journal by its public reader.
"""

import csv
import imaplib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from mailroute import resources
from mailroute.commands.demo_box import today
from mailroute.config import load
from mailroute.journal import Journal
from mailroute.journal.records import ReviewItem
from mailroute.recording import FOLDERS
from tests.servers.dovecot import Account
from tests.servers.smtp import MailServer, Received

PROJECT = Path(__file__).resolve().parents[2]
DESK = "help@doit.example"
CPS, ES, HDQA = "cps@queues.example", "hd-es@queues.example", "hdqa@queues.example"
SNCC, CHAT, NETWORK = "sncc@queues.example", "es-chat@channels.example", "network-team@queues.example"
NOTHING_DONE = "0 received, 0 decided, 0 sent, 0 filed"

_CONFIG = """\
[desk]
name = "DoIT Help Desk"
addresses = ["{desk}"]
authserv_id = "mx.mailroute.example"
chat_bridge = "chat-bridge-fx@doit.example"
voicemail = "voicemail-fx@doit.example"
timezone = "America/Chicago"

[mailbox]
url = "{imap}"
password_file = "secrets/imap"
ca_file = "{imap_ca}"
timeout_s = 20

[submission]
url = "{smtp}"
password_file = "secrets/smtp"
ca_file = "{smtp_ca}"
timeout_s = 20

[journal]
path = "mailroute.db"

[catalog]
departments = "catalog/departments.csv"
services = "catalog/services.csv"
people = "catalog/people.csv"

[templates]
path = "templates"

[routes]
cps = "{cps}"
es = "{es}"
hdqa = "{hdqa}"
sncc = "{sncc}"
chat = "{chat}"

[routes.teams]
network = "{network}"
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it said on standard output, one JSON value a line read."""
        return self.out.splitlines()

    @property
    def complaints(self) -> list[str]:
        """What it said to a person on standard error."""
        return self.err.splitlines()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the journal says of one received mail. ``disposition`` is the procedure's, ``folder`` where it was filed."""

    uid: int
    raw: bytes
    case: str
    disposition: str
    rule: str
    urgent: bool
    folder: str
    state: str


@dataclass
class Desk:
    """One desk's folder, its account and its submission server."""

    folder: Path
    account: Account
    server: MailServer
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        """Its configuration."""
        return self.folder / "mailroute.toml"

    def set_up(self) -> None:
        """Write the configuration, the passwords, the example catalogue with the demo's people, the templates."""
        self.config.write_text(
            _CONFIG.format(
                desk=DESK, imap=self.account.url, imap_ca=self.account.ca_file, smtp=self.server.url,
                smtp_ca=self.server.ca_file, cps=CPS, es=ES, hdqa=HDQA, sncc=SNCC, chat=CHAT, network=NETWORK,
            )
        )  # fmt: skip
        self.password("imap", self.account.password)
        self.password("smtp", self.server.password)
        catalog = self.folder / "catalog"
        shutil.copytree(resources.catalog(), catalog)
        shutil.copytree(resources.templates(), self.folder / "templates")
        shutil.copyfile(resources.demo() / "people.csv", catalog / "people.csv")
        _give_a_team(catalog / "services.csv", "wiscvpn", "network")

    def password(self, of: str, words: str) -> None:
        """Write a password file, for its owner's eyes."""
        path = self.folder / "secrets" / of
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{words}\n")
        path.chmod(0o600)

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start ``mailroute --config ... ARGUMENTS`` and do not wait for it."""
        return subprocess.Popen(  # noqa: S603 - this Python, this program
            [sys.executable, "-m", "mailroute", "--config", str(self.config), *arguments],
            cwd=PROJECT,
            env=os.environ | {"NO_COLOR": "1", "COLUMNS": "200"} | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **environment: str) -> Ran:
        """Run ``mailroute --config ... ARGUMENTS`` to its end."""
        with self.start(*arguments, **environment) as process:
            return ended(process)

    def once(self) -> Ran:
        """``mailroute run --once``, which must go well."""
        ran = self.run("run", "--once")
        assert (0, "") == (ran.code, ran.err), f"{ran.err}\n{ran.out[-2000:]}"
        return ran

    def json(self, *arguments: str) -> list[Any]:
        """What a command tells a script: each line of ``--json`` read."""
        ran = self.run(*arguments, "--json")
        assert (0, "") == (ran.code, ran.err)
        return [json.loads(line) for line in ran.lines]

    @contextmanager
    def journal(self) -> Iterator[Journal]:
        """The journal, to look into."""
        with Journal.open(self.folder / "mailroute.db", now=datetime.now(UTC), create=False) as journal:
            yield journal

    def outcomes(self) -> list[Outcome]:
        """What became of each mail that was ever taken into custody, by its UID."""
        with self.journal() as journal:
            rows = journal.db.execute(
                'SELECT mail.uid, mail.raw, mail.folder, mail.state, "case".token, "case".urgent,'
                " decision.disposition, decision.rule FROM mail"
                ' LEFT JOIN "case" ON "case".id = mail."case"'
                " LEFT JOIN decision ON decision.id = (SELECT min(id) FROM decision WHERE decision.mail = mail.id)"
                " ORDER BY mail.uid"
            )
            return [
                Outcome(
                    row["uid"], row["raw"], row["token"] or "", row["disposition"] or "", row["rule"] or "",
                    bool(row["urgent"]), row["folder"], row["state"],
                )
                for row in rows
            ]  # fmt: skip

    def waiting(self) -> list[ReviewItem]:
        """The open reviews, without the cost of a command."""
        with self.journal() as journal:
            return journal.reviews()

    def letters(self) -> list[tuple[str, str, str]]:
        """Kind, state and Message-ID of every letter of the outbox."""
        with self.journal() as journal:
            rows = journal.db.execute("SELECT kind, state, message_id FROM outbox ORDER BY id")
            return [(row["kind"], row["state"], row["message_id"]) for row in rows]

    def folders(self) -> dict[str, list[bytes]]:
        """What lies in INBOX (as "") and in each of the desk's folders, by the short name; empty ones left out."""
        return {name: [raw for raw, _ in mails] for name, mails in self.flagged().items()}

    def flagged(self) -> dict[str, list[tuple[bytes, set[str]]]]:
        """As ``folders``, each mail with its flags but Recent. One connection, as each costs the server a process."""
        found: dict[str, list[tuple[bytes, set[str]]]] = {}
        with self.account.client() as client:
            for name in ("", *dict.fromkeys(FOLDERS.values())):
                typ, count = client.select(f'"Mailroute/{name}"' if name else "INBOX", readonly=True)
                if typ == "OK" and count != [b"0"]:
                    _, answer = client.fetch("1:*", "(FLAGS BODY.PEEK[])")
                    found[name] = [_flagged(part) for part in answer if isinstance(part, tuple)]
        return found


def ended(process: subprocess.Popen[str], timeout_s: float = 120) -> Ran:
    """Wait for a command's end; one that does not end is killed, and the test fails."""
    try:
        out, err = process.communicate(timeout=timeout_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return Ran(process.returncode, out, err)


def until(true: Callable[[], object], what: str, timeout_s: float = 20) -> None:
    """Wait for something to come true; say what did not."""
    end = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < end, f"after {timeout_s} s still not: {what}"
        time.sleep(0.02)


def check_config(desk: Desk) -> None:
    """The configuration that these tests write is a good one (else they would prove little)."""
    load(desk.config.read_text(), folder=desk.folder)


def samples() -> dict[str, bytes]:
    """The demo's mails as if the newest had come a minute ago, with the wire's line ends, by their file's stem."""
    raws = {path.stem: path.read_bytes() for path in sorted((resources.demo() / "mails").glob("*.eml"))}
    newest = max(parsedate_to_datetime(str(message_from_bytes(raw)["Date"])) for raw in raws.values())
    # Whole seconds, which is what a Date can say.
    shift = datetime.now(UTC).replace(microsecond=0) - newest
    return {name: today(raw, shift).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for name, raw in raws.items()}


def expected() -> dict[str, str]:
    """What the procedure makes of each of the demo's mails, by its file's stem."""
    with (resources.demo() / "expected.csv").open(encoding="utf-8", newline="") as file:
        return {Path(row["file"]).stem: row["disposition"] for row in csv.DictReader(file)}


def header(raw: bytes) -> Message:
    """A mail, to read its header fields."""
    return message_from_bytes(raw)


def message_id(received: Received) -> str:
    """The Message-ID of a mail that arrived at the server."""
    return str(header(received.data)["Message-ID"])


def case_of(received: Received) -> str:
    """The token of the case whose letter arrived, from its Message-ID."""
    found = re.fullmatch(r"<mr\.[a-z]+\.([A-Z]+)\.\d+\.[0-9a-f]+@doit\.example>", message_id(received))
    assert found is not None, message_id(received)
    return f"MR-{found[1]}"


def text_of(received: Received) -> str:
    """The first text part of a mail that arrived: what a person reads first."""
    mail = header(received.data)
    part = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode(part.get_content_charset() or "ascii")


def mail(
    subject: str,
    body: str,
    *,
    author: str = "ana-fx@wisc.edu",
    answers: str = "",
    more: str = "",
    name: str = "",
) -> bytes:
    """A mail to the desk of just now, whose domain our server vouches for, with the wire's line ends."""
    now = datetime.now(UTC)
    lines = [
        f"Authentication-Results: mx.mailroute.example; dmarc=pass header.from={author.rpartition('@')[2]}",
        f"From: Ana Example <{author}>",
        f"To: {DESK}",
        f"Subject: {subject}",
        f"Date: {now:%a, %d %b %Y %H:%M:%S} +0000",
        f"Message-ID: <{name or f'{now.timestamp():.6f}'}@mail.example>",
        *([f"In-Reply-To: {answers}", f"References: {answers}"] if answers else []),
        *([more] if more else []),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "",
        *body.splitlines(),
        "",
    ]
    return "\r\n".join(lines).encode()


def _flagged(part: tuple[bytes, bytes]) -> tuple[bytes, set[str]]:
    """A mail of imaplib's FETCH answer, with its flags."""
    head, raw = part
    return raw, {flag.decode() for flag in imaplib.ParseFlags(head)} - {"\\Recent"}


def _give_a_team(services: Path, service: str, team: str) -> None:
    """Name the technical team of one service, as a desk that has one does."""
    with services.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["id"] == service:
            row["team"] = team
    with services.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
