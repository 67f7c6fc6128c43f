"""Canaries: passwords, a customer's NetID and the words of their mail never leave the journal by the log or a report.

Each run goes wrong in another way, with the log at its most talkative; whatever it printed and whatever it left beside
the journal is searched. What a person asks for (``review show``, ``case``) shows the mail, of course.
"""

import os
import re
import stat
from base64 import b64encode
from collections.abc import Iterator

import pytest

from tests.end_to_end.desk import Desk, Ran, ended, samples, until
from tests.end_to_end.test_waiting import waiting
from tests.servers import smtp
from tests.servers.dovecot import PASSWORD
from tests.servers.echo import echo

NETID, COLLEAGUE = "canarynetid-fx", "canarycolleague-fx"
CUSTOMER = f"{NETID}@wisc.edu"
WORDS = "canarywords of a customer"
WRONG = "canary-password-that-is-wrong"
SECRETS = (PASSWORD, smtp.PASSWORD, WRONG)

ASKED, FORWARDED = "11-dars-senior", "06-coned-canvas"
"""Samples of which one is answered and the other one forwarded."""


def tagged(name: str) -> bytes:
    """A sample with canaries for its author, subject and text."""
    raw = samples()[name]
    author = re.search(rb"(?m)^From: .*<([a-z]+-fx)@", raw)
    assert author is not None
    netid = NETID if name == ASKED else COLLEAGUE
    raw = re.sub(rb"(?m)^(From: ).*<", rb"\1Canaryname Canaryfamily <", raw).replace(author[1], netid.encode())
    raw = re.sub(rb"(?m)^(Subject: .*?)\r$", rb"\1 (canarysubject)\r", raw)
    return re.sub(rb"(3 credits|vanished)", rb"\1 (" + WORDS.encode() + rb") ", raw)


@pytest.fixture
def talkative(request: pytest.FixtureRequest, desk: Desk) -> Desk:
    """A desk that logs all it can, in the form that the test wants, with a customer's mails in its mailbox."""
    form = getattr(request, "param", "text")
    desk.config.write_text(f'{desk.config.read_text()}\n[log]\nlevel = "debug"\nformat = "{form}"\n')
    people = desk.folder / "catalog" / "people.csv"
    people.write_text(people.read_text().replace("thrdlicka-fx@", f"{COLLEAGUE}@"))
    desk.account.append(tagged(ASKED), tagged(FORWARDED))
    return desk


both_forms = pytest.mark.parametrize("talkative", ["text", "json"], indirect=True)


def kept(desk: Desk, *runs: Ran) -> None:
    """Hold the runs and what lies in the desk's folder to it."""
    users = ("", f"\0{smtp.USER}\0", f"\0{desk.account.user}\0")
    encoded = [b64encode(f"{user}{secret}".encode()).decode().rstrip("=") for user in users for secret in SECRETS]
    for text in (*(run.out + run.err for run in runs), *left_behind(desk)):
        found = re.search("|".join(["(?i:canary)", *map(re.escape, (*SECRETS, *encoded))]), text)
        assert found is None, f"{found[0]} in: {text[max(0, found.start() - 300) : found.end() + 100]}"


def left_behind(desk: Desk) -> Iterator[str]:
    """Every file that mailroute made but the journal itself: locks and marks."""
    made = [path for path in desk.folder.iterdir() if path.name.startswith("mailroute.db")]
    for path in made:
        if path.name not in {"mailroute.db", "mailroute.db-wal", "mailroute.db-journal", "mailroute.db-shm"}:
            yield f"{path.name}: {path.read_text(errors='replace')}"


@both_forms
def test_when_all_goes_well(talkative: Desk) -> None:
    """A quiet day: what is logged names mails, cases and letters by their numbers."""
    ran = talkative.run("run", "--once")
    assert 0 == ran.code
    assert {"reply", "forward"} == {kind for kind, _, _ in talkative.letters()}
    kept(talkative, ran, talkative.run("status"))


@pytest.mark.parametrize("server", ["imap", "smtp"])
@pytest.mark.parametrize("place", ["file", "environment"])
def test_a_wrong_password(talkative: Desk, server: str, place: str) -> None:
    """It is not repeated, wherever it came from, nor is the right one of the other server."""
    if place == "file":
        talkative.password(server, WRONG)
        ran = talkative.run("run", "--once")
    else:
        config = talkative.config.read_text()
        talkative.config.write_text(
            config.replace(f'password_file = "secrets/{server}"', 'password_env = "DESK_SECRET"')
        )
        ran = talkative.run("run", "--once", DESK_SECRET=WRONG)
    assert 1 == ran.code
    kept(talkative, ran, talkative.run("check", "--connect", DESK_SECRET=WRONG), talkative.run("status"))


@pytest.mark.parametrize("server", ["imap", "smtp"])
def test_a_server_that_repeats_what_it_hears(talkative: Desk, server: str) -> None:
    """A server's complaint that quotes our AUTH or LOGIN is told without the password, plain or encoded."""
    with echo(server) as port:
        url = talkative.account.url if server == "imap" else talkative.server.url
        there = re.sub(r"^[^:]+://([^@]+)@[^/]+", rf"{server}://\1@127.0.0.1:{port}", url)
        talkative.config.write_text(talkative.config.read_text().replace(url, there))
        ran = talkative.run("run", "--once")
        assert 1 == ran.code
        assert "what is" in ran.err
        kept(talkative, ran, talkative.run("check", "--connect"), talkative.run("status"))


@pytest.mark.parametrize("talkative", ["json"], indirect=True)
@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("recipient", "550 5.1.1 <{to}> no such person: {netid}"),
        ("recipient", "421 4.3.2 enough of {to} and {netid}"),
        ("dot", "451 4.7.1 <{to}> greylisted, {netid}"),
        ("dot", "552 5.2.2 {netid}'s mailbox is full"),
    ],
)
def test_a_server_that_names_the_customer(talkative: Desk, step: str, answer: str) -> None:
    """What a server says about a customer's mailbox is for the review and the case, not for the log."""
    desk = talkative
    with desk.account.client() as client:
        client.select("INBOX")
        client.store("2", "+FLAGS", "(\\Deleted)")
        client.expunge()
    words = answer.format(to=CUSTOMER, netid=NETID)
    behaviour = desk.server.behaviour
    if step == "recipient":
        behaviour.at_recipient[CUSTOMER] = words
    else:
        behaviour.at_dot = words
    runs = [desk.run("run", "--once") for _ in range(2)]
    assert {0, 1} >= {ran.code for ran in runs}
    assert words[:3] in runs[0].out + runs[0].err
    kept(desk, *runs, desk.run("status"))


def test_no_answer_to_the_dot(talkative: Desk) -> None:
    """In doubt, by the letter's number."""
    assert isinstance(talkative.server, smtp.SmtpServer)
    talkative.server.behaviour.hang_up_at_dot = True
    runs = [talkative.run("run", "--once") for _ in range(2)]
    assert "in doubt" in runs[0].err
    kept(talkative, *runs)


@both_forms
def test_a_mail_that_cannot_be_decided(talkative: Desk) -> None:
    """An error that quotes a mail is logged by its kind and place; its words stay in the journal."""
    talkative.run("run", "--once", "--shadow")
    with talkative.journal() as journal:
        # What any bug may do: an exception whose message has the customer's words.
        journal.db.execute(
            f"CREATE TRIGGER provoked BEFORE INSERT ON decision BEGIN SELECT RAISE(ABORT, '{WORDS} of {CUSTOMER}'); END"
        )
    talkative.account.append(tagged(FORWARDED))
    ran = talkative.run("run", "--once")
    assert 0 == ran.code
    assert "shunted" in ran.err
    kept(talkative, ran)


@pytest.mark.parametrize(
    ("damage", "command"),
    [
        ("UPDATE outbox SET state = '{words}'", ["case", "show"]),
        ("UPDATE decision SET facts = '{words}'", ["case", "show"]),
        ("UPDATE review SET question = '{words}'", ["review", "list"]),
        ("UPDATE outbox SET recipients = '{words}', state = 'waiting'", ["run", "--once"]),
    ],
)
def test_a_bug(talkative: Desk, damage: str, command: list[str]) -> None:
    """A journal that no mailroute wrote makes any command stumble: exit code 3 and a report without a word of it."""
    talkative.account.append(samples()["56-what-even"])
    talkative.run("run", "--once")
    with talkative.journal() as journal:
        journal.db.execute(damage.format(words=f"{WORDS} {CUSTOMER}"))
        (token,) = journal.db.execute(
            'SELECT token FROM "case" JOIN outbox ON outbox."case" = "case".id LIMIT 1'
        ).fetchone()
    ran = talkative.run(*command, *([token] if command[0] == "case" else []))
    assert 3 == ran.code, ran
    assert "bug report" in ran.err
    kept(talkative, Ran(ran.code, "", ran.err))


@pytest.mark.parametrize(
    "line", ['password = "{}"', 'url = "imaps://desk:{}@mail.example"', 'password_env = "{}"', 'password_file = "{}']
)
def test_a_password_where_none_belongs(desk: Desk, line: str) -> None:
    """Somebody writes the password into the configuration: ``check`` and ``run`` tell the place, not the password."""
    secret = line.format(WRONG)
    config = desk.config.read_text().replace('password_file = "secrets/imap"\n', f"{secret}\n")
    if secret.startswith("url"):
        config = re.sub(r'url = "imaps:[^\n]*\n', "", config)
    desk.config.write_text(config)
    runs = [desk.run("check"), desk.run("run", "--once")]
    assert {1} == {ran.code for ran in runs}
    kept(desk, *runs)


def test_its_owner_only(talkative: Desk) -> None:
    """Whatever the umask, nobody else can read the journal or anything beside it, while the worker is at work, too."""
    before = os.umask(0)
    try:
        with waiting(talkative) as process:
            until(lambda: talkative.account.mails("Mailroute/Forwarded"), "the mail filed")
            modes = dict(_modes(talkative))
            process.terminate()
            ended(process, 15)
    finally:
        os.umask(before)
    modes |= dict(_modes(talkative))
    assert len(modes) > 1
    assert {0o600} == set(modes.values()), modes


def _modes(desk: Desk) -> Iterator[tuple[str, int]]:
    for path in desk.folder.glob("mailroute.db*"):
        yield path.name, stat.S_IMODE(path.stat().st_mode)
