"""The desk's folder as a story finds it: configuration, catalogue, directory.

Comes in: a folder, the servers, the keys and people that the story adds. Goes out: files. Never: a journal, a mail.
"""

from collections.abc import Iterable
from pathlib import Path

from mailroute import resources

_CONFIG = """
[desk]
name = "DoIT Help Desk"
addresses = ["help@doit.example"]
authserv_id = "mx.mailroute.example"
chat_bridge = "chat-bridge-fx@doit.example"
voicemail = "voicemail-fx@doit.example"
timezone = "America/Chicago"
agents = ["*@doit.example"]
[mailbox]
url = "{mailbox}"
[submission]
url = "{submission}"
[journal]
path = "mailroute.db"
[catalog]
departments = "departments.csv"
services = "services.csv"
people = "people.csv"
[routes]
cps = "cps@queues.example"
es = "hd-es@queues.example"
hdqa = "hdqa@queues.example"
sncc = "sncc@queues.example"
chat = "es-chat@channels.example"
[routes.teams]
network = "network-team@queues.example"
"""


def set_up(folder: Path, mailbox: str, submission: str, *, settings: Iterable[str], people: Iterable[str]) -> None:
    """Write the files. ``settings`` are ``TABLE.KEY = VALUE``, ``people`` rows of the directory with their commas."""
    folder.mkdir(parents=True, exist_ok=True)
    tables: dict[str, list[str]] = {}
    for line in settings:
        key, _, value = line.partition("=")
        table, _, name = key.strip().rpartition(".")
        tables.setdefault(table, []).append(f"{name} = {value.strip()}")
    text = _CONFIG.format(mailbox=mailbox, submission=submission)
    for table, lines in tables.items():
        head = f"[{table}]\n"
        body = "\n".join(lines) + "\n"
        text = text.replace(head, head + body) if head in text else f"{text}{head}{body}"
    (folder / "mailroute.toml").write_text(text)
    for name in ("departments.csv", "services.csv"):
        (folder / name).write_bytes((resources.catalog() / name).read_bytes())
    rows = "\n".join(",".join(part.strip() for part in row.split(",")) for row in people)
    (folder / "people.csv").write_text(f"email,name,netid,departments,coned\n{rows}\n")
