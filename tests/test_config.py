"""A desk's configuration: what loads, and "this bad config says this"."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import cast

import pytest

from mailroute import config, resources
from mailroute.config import Config, ConfigError, load

FOLDER = Path("/desk")

SMALL = """\
[desk]
name = "Desk"
addresses = ["help@desk.example"]

[mailbox]
url = "maildir:in"

[submission]
url = "maildir:out"

[routes]
cps = "cps@queues.example"
es = "es@queues.example"
hdqa = "hdqa@queues.example"
sncc = ["sncc@queues.example", "noc@queues.example"]
"""


def small(section: str = "", line: str = "", *, instead_of: str = "") -> str:
    """The smallest config, with a line added to a section, or put in place of one that begins so."""
    lines = [kept for kept in SMALL.splitlines() if not (instead_of and kept.startswith(instead_of))]
    if f"[{section}]" in lines:
        lines.insert(lines.index(f"[{section}]") + 1, line)
    elif section:
        lines += [f"[{section}]", line]
    return "\n".join(lines) + "\n"


def said(text: str) -> list[str]:
    """What a config is told: its faults, one line each; none when it loads."""
    try:
        load(text, folder=FOLDER)
    except ConfigError as error:
        return [str(fault) for fault in error.faults]
    return []


def test_smallest_config_takes_every_default() -> None:
    """A config with the needed keys alone loads, and every other value is its section's default."""
    loaded = load(SMALL, folder=FOLDER)
    assert ("help@desk.example",) == loaded.desk.addresses
    assert "help@desk.example" == loaded.desk.from_address
    assert ("cps@queues.example",) == loaded.routes.cps
    assert ("sncc@queues.example", "noc@queues.example") == loaded.routes.sncc
    assert (1, 3, 5, 60) == (
        loaded.limits.per_case_day,
        loaded.limits.per_case,
        loaded.limits.per_customer_day,
        loaded.limits.per_hour,
    )
    assert None is loaded.catalog.people


def test_paths_start_from_the_configs_folder() -> None:
    """Relative paths, a Maildir's too, start from the config's folder; absolute ones stay."""
    text = small(
        "mailbox", 'url = "maildir:/var/mail/help"\npassword_file = "secrets/imap"', instead_of='url = "maildir:in"'
    )
    loaded = load(text, folder=FOLDER)
    assert "maildir:/var/mail/help" == loaded.mailbox.url
    assert "maildir:/desk/out" == loaded.submission.url
    assert Path("/desk/secrets/imap") == loaded.mailbox.password_file
    assert Path("/desk/mailroute.db") == loaded.journal.path
    assert Path("/desk/catalog/services.csv") == loaded.catalog.services
    assert Path("/desk/templates") == loaded.templates.path


def test_one_address_or_a_list() -> None:
    """A route and a team's route are one address or a list; both become a tuple."""
    text = small("routes.teams", 'network = "net@queues.example"\nvoice = ["v1@queues.example", "v2@queues.example"]')
    expected = {"network": ("net@queues.example",), "voice": ("v1@queues.example", "v2@queues.example")}
    assert expected == load(text, folder=FOLDER).routes.teams


def test_byte_order_mark_and_crlf_are_no_fault() -> None:
    """A config saved by a Windows editor loads."""
    assert [] == said("\ufeff" + SMALL.replace("\n", "\r\n"))


BAD: list[tuple[str, str, list[str]]] = [
    (
        "no TOML",
        small("log", "level = yes"),
        ["mailroute.toml:17: this is no TOML (Invalid value): values are text in quotes"],
    ),
    (
        "a table is missing",
        SMALL.replace('[submission]\nurl = "maildir:out"\n', ""),
        ["mailroute.toml: the table [submission] is missing"],
    ),
    ("a key is missing", small(instead_of="name"), ["mailroute.toml:1: desk.name is missing: add a line `name = ...`"]),
    ("a name is empty", small("desk", 'name = " "', instead_of="name"), ["mailroute.toml:2: desk.name is empty"]),
    ("no address", small("desk", "addresses = []", instead_of="addr"), ["mailroute.toml:2: desk.addresses is empty"]),
    (
        "a misspelt key",
        small("desk", 'authserv-id = "mx.example"'),
        ["mailroute.toml:2: there is no key desk.authserv-id: did you mean authserv_id?"],
    ),
    (
        "a misspelt table",
        small("catalogue", 'people = "p.csv"'),
        ["mailroute.toml:16: there is no table or key called catalogue: did you mean [catalog]?"],
    ),
    (
        "a key of another table",
        small("desk", "per_hour = 5"),
        ["mailroute.toml:2: there is no key desk.per_hour: it belongs to [limits]"],
    ),
    (
        "a key outside of the tables",
        "assume_from = true\n" + SMALL,
        ["mailroute.toml:1: assume_from stands outside of its table: move it below [procedure]"],
    ),
    (
        "a text for a yes or no",
        small("procedure", 'assume_from = "no"'),
        ["mailroute.toml:17: procedure.assume_from has the wrong type: write true or false"],
    ),
    (
        "a text for a number",
        small("limits", 'per_hour = "60"'),
        ["mailroute.toml:17: limits.per_hour has the wrong type: write a whole number"],
    ),
    (
        "a number for a list",
        small("desk", "outage_sources = 1"),
        ["mailroute.toml:2: desk.outage_sources has the wrong type: write a list"],
    ),
    (
        "a text for a table",
        'log = "info"\n' + SMALL,
        ["mailroute.toml:1: log has the wrong type: write a table"],
    ),
    (
        "a number out of range",
        small("mailbox", "poll_s = 0"),
        ["mailroute.toml:6: mailbox.poll_s is out of range: write a number from 1 to 3600"],
    ),
    ("not a number", small("mailbox", "poll_s = nan"), ["mailroute.toml:6: mailbox.poll_s is out of range"]),
    (
        "a word that is none of the known",
        small("log", 'level = "verbose"'),
        ["mailroute.toml:17: log.level is none of the words it may be: write one of 'debug', 'info'"],
    ),
    (
        "an address with a name",
        small("routes", 'chat = "Chat <chat@queues.example>"'),
        ["mailroute.toml:12: routes.chat: 'Chat <chat@queues.example>' is no mail address: write a bare address"],
    ),
    (
        "an agent that is no address",
        small("desk", 'agents = ["*@desk.example", "kim@desk.example", "desk.example"]'),
        ["mailroute.toml:2: desk.agents: 'desk.example' is neither"],
    ),
    (
        "the second address of a list over several lines",
        small("desk", 'outage_sources = [\n  "a@noc.example",\n  "noc.example",\n]'),
        ["mailroute.toml:4: desk.outage_sources: 'noc.example' is no mail address"],
    ),
    (
        "a line end in a value",
        small("desk", 'name = "Desk\\r\\nBcc: x@y.example"', instead_of="name"),
        ["mailroute.toml:2: desk.name holds a control character"],
    ),
    (
        "a route to ourselves",
        small("routes", 'es = "Help+es@DESK.example"', instead_of="es"),
        ["mailroute.toml:12: routes.es: 'Help+es@DESK.example' is this desk's own, so forwarded mail would come back"],
    ),
    (
        "a team's route to ourselves",
        small("routes.teams", 'net = "help@desk.example"'),
        ["mailroute.toml:17: routes.teams.net: 'help@desk.example' is this desk's own"],
    ),
    (
        "a sender that is not ours",
        small("desk", 'from_address = "noreply@desk.example"'),
        ["mailroute.toml:2: desk.from_address: 'noreply@desk.example' is none of desk.addresses"],
    ),
    (
        "a chat bridge that is ourselves",
        small("desk", 'chat_bridge = "help@desk.example"'),
        [
            "mailroute.toml:2: desk.chat_bridge: 'help@desk.example' is this desk's own",
            "mailroute.toml:12: routes.chat is",
        ],
    ),
    (
        "no time zone",
        small("desk", 'timezone = "America/Chigaco"'),
        ["mailroute.toml:2: desk.timezone: 'America/Chigaco' is no time zone: did you mean America/Chicago?"],
    ),
    (
        "a day of no week",
        small("hours", 'days = ["mon", "tues"]'),
        ["mailroute.toml:17: hours.days: 'tues' is no day: write one of mon, tue"],
    ),
    (
        "a desk that never opens",
        small("hours", 'opens = "17:00"'),
        ["mailroute.toml:17: the desk closes before it opens"],
    ),
    (
        "no time of day",
        small("hours", 'closes = "5 pm"'),
        ["mailroute.toml:17: hours.closes: '5 pm' is no time of day"],
    ),
    (
        "a holiday of no calendar",
        small("hours", 'holidays = ["25.12.2026"]'),
        ["mailroute.toml:17: hours.holidays: '25.12.2026' is no day: write one such as 2026-12-25"],
    ),
    (
        "reminders that go back in time",
        small("hours", "remind_after_days = [5, 2]"),
        ["mailroute.toml:17: hours.remind_after_days must rise from 1 on"],
    ),
    (
        "a reminder behind the end",
        small("hours", "remind_after_days = [2, 9]"),
        ["mailroute.toml:17: a reminder would go out after the case was given up"],
    ),
    (
        "a folder that is a pattern",
        small("mailbox", 'folder = "Done*"'),
        ["mailroute.toml:6: mailbox.folder: 'Done*' cannot be the folder"],
    ),
    (
        "plain IMAP to another machine",
        small("mailbox", 'url = "imap://help@imap.example.edu"\npassword_env = "P"', instead_of='url = "maildir:in'),
        ["mailroute.toml:6: mailbox.url: plain imap to imap.example.edu would send the password"],
    ),
    (
        "plain SMTP to another machine",
        small("submission", 'url = "smtp://smtp.example.edu"', instead_of='url = "maildir:out'),
        ["mailroute.toml:9: submission.url: plain smtp to smtp.example.edu would send"],
    ),
    (
        "an unknown scheme",
        small("mailbox", 'url = "pop3://help@pop.example.edu"', instead_of='url = "maildir:in'),
        ["mailroute.toml:6: mailbox.url does not begin with a scheme"],
    ),
    (
        "a misspelt scheme",
        small("mailbox", 'url = "imap+starttsl://help@imap.example.edu"', instead_of='url = "maildir:in'),
        ["mailroute.toml:6: mailbox.url does not begin with a scheme"],
    ),
    (
        "no server",
        small("mailbox", 'url = "imaps:///INBOX"\npassword_env = "P"', instead_of='url = "maildir:in'),
        ["mailroute.toml:6: mailbox.url names no server", "mailroute.toml:6: mailbox.url names no user"],
    ),
    (
        "a port that is none",
        small("submission", 'url = "smtps://smtp.example.edu:70000"', instead_of='url = "maildir:out'),
        ["mailroute.toml:9: submission.url cannot be read: the host or the port is no such thing"],
    ),
    (
        "an encoded line end in a url",
        small(
            "mailbox", 'url = "imaps://h%0d%0a@imap.example.edu"\npassword_env = "P"', instead_of='url = "maildir:in'
        ),
        ["mailroute.toml:6: mailbox.url holds an encoded control character"],
    ),
    (
        "a user without a password",
        small("mailbox", 'url = "imaps://help@imap.example.edu"', instead_of='url = "maildir:in'),
        ["mailroute.toml:6: [mailbox] names a user, but no password_file or password_env"],
    ),
    (
        "a Maildir without a path",
        small("mailbox", 'url = "maildir:"', instead_of='url = "maildir:in'),
        ["mailroute.toml:6: mailbox.url: a Maildir is written maildir:PATH"],
    ),
    (
        "two ways to the password",
        small("mailbox", 'password_file = "p"\npassword_env = "P"'),
        ["mailroute.toml:7: [mailbox] names both a password_file and a password_env"],
    ),
    (
        "a sign-in that is not there yet",
        small("mailbox.oauth", 'client = "x"'),
        ["mailroute.toml:16: [mailbox.oauth] is not there yet: sign in with password_file"],
    ),
    (
        "an empty path",
        small("catalog", 'people = ""'),
        ["mailroute.toml:17: catalog.people is empty: leave the key out"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*rest, id=name) for name, *rest in BAD])
def test_bad_config_says_so(text: str, expected: list[str]) -> None:
    """Each bad config is told its faults, all of them, each with the line of its key and how to mend it."""
    told = said(text)
    assert len(expected) == len(told), told
    assert [] == [(want, got) for want, got in zip(expected, told, strict=True) if not got.startswith(want)]


def test_all_faults_at_once_in_the_order_of_lines() -> None:
    """A config with faults of every kind is told all of them, from top to bottom."""
    text = (
        SMALL.replace('"Desk"', "7").replace("maildir:in", "pop3:x").replace("cps@queues.example", "cps")
        + '[log]\nformat = "xml"\n[limits]\nper_day = 3\n'
    )
    assert [2, 6, 12, 17, 19] == [int(line.split(":")[1]) for line in said(text)]


SECRET = "hunter2-fx"

PASSWORDS = {
    "as a key": small("mailbox", f'password = "{SECRET}"'),
    "as a misspelt key": small("submission", f'pasword = "{SECRET}"'),
    "as a token": small("desk", f'api_token = "{SECRET}"'),
    "in a url": small("mailbox", f'url = "imaps://help:{SECRET}@imap.example.edu"', instead_of='url = "maildir:in'),
    "in a url, with a slash": small(
        "submission", f'url = "smtps://help:a/{SECRET}@smtp.example.edu"', instead_of='url = "maildir:out'
    ),
    "in a url for an address": small("routes", f'chat = "smtp://u:{SECRET}@queues.example"'),
    "as a variable's name": small("mailbox", f'password_env = "{SECRET}"'),
    "in a broken url": small("mailbox", f'url = "imaps://help:{SECRET}@[::"', instead_of='url = "maildir:in'),
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in PASSWORDS.items()])
def test_password_in_the_config_is_a_fault_and_never_repeated(text: str) -> None:
    """A password written in the config is a fault, and the fault's words do not hold it."""
    told = said(text)
    assert [] != told
    assert [] == [line for line in told if SECRET in line]


def sections() -> Iterator[tuple[str, str, object]]:
    """Every key of the config: its table, its name, its default (MISSING where it is needed)."""
    for section in fields(Config):
        kind = cast("type", section.type)
        assert is_dataclass(kind)
        for key in fields(kind):
            default = key.default if key.default_factory is MISSING else key.default_factory()
            yield section.name, key.name, default


def test_example_config_loads() -> None:
    """The example config has no fault."""
    assert [] == said(resources.example_config().read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("table", "key", "default"), [pytest.param(*row, id=f"{row[0]}.{row[1]}") for row in sections()]
)
def test_example_config_shows_every_key(table: str, key: str, default: object) -> None:
    """The example has each key with its default and a comment line; where it differs, the comment says so."""
    text = resources.example_config().read_text(encoding="utf-8")
    lines = re.split(r"(?m)^\[", text)
    (section,) = [part for part in lines if part.startswith(f"{table}]")] or [""]
    if key == "teams":
        assert "\n# " in text[: text.index("[routes.teams]")]
        return
    found = re.search(rf"(?m)^(# .*)\n(# )?{key} = (.*)$", section)
    assert found is not None, f"[{table}] {key} is not in config.example.toml with a comment above it"
    comment, absent, written = found.groups()
    if "needed" in comment or "(example" in comment:
        return
    value: object = None if absent else tomllib.loads(f"x = {written}")["x"]
    plain = list(default) if isinstance(default, tuple) else str(default) if isinstance(default, Path) else default
    assert plain == value


def test_library_of_the_shape_check_loads_late() -> None:
    """Importing the config's types does not load pydantic, so that other commands start quickly."""
    assert not hasattr(config, "TypeAdapter")
