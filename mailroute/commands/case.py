"""``mailroute case``: cases, and the full history of one.

Comes in: the journal. Goes out: a list, the life of a case that a new agent understands in half a minute, or a chat
that somebody has taken. Never: changes a case otherwise.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from mailroute.commands import options, output
from mailroute.commands.errors import Failure

if TYPE_CHECKING:
    from mailroute.journal import Journal
    from mailroute.journal.life import Life

_IN_WORDS = {
    "new": "being decided",
    "review": "waits for a person: mailroute review",
    "waiting_customer": "waits for the customer's answer",
    "waiting_hdqa": "waits for HDQA's answer",
    "waiting_chat": "waits for the chat channel",
    "outage": "held for the outage procedure",
    "forwarded": "forwarded",
    "technical": "with the General Help Desk or a technical team",
    "closed": "closed",
}


@click.group()
@options.config_option
def case() -> None:
    """Cases, the full history of one, and taking a chat."""


@case.command("list")
@click.option("--state", type=click.Choice(list(_IN_WORDS)), help="Only the cases in this state.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N cases, the newest ones.")
@options.json_option
@options.config_option
def list_(state: str | None, limit: int | None, as_json: bool) -> None:  # noqa: FBT001  # click gives it
    """List cases, the newest first."""
    from mailroute.journal.records import CaseState

    now = options.clock()
    with closing(options.open_journal(options.load_config(), now=now)) as journal:
        found = journal.cases(state=None if state is None else CaseState(state), limit=limit)
    if as_json:
        for item in found:
            output.json_line(asdict(item))
        return
    if not found:
        output.say("There are no cases." if state is None else f"There are no cases in the state {state}.")
        return
    rows = [
        (
            item.id,
            output.age((now - item.opened_at).total_seconds()),
            item.state,
            item.disposition,
            item.customer,
            item.subject,
        )
        for item in found
    ]
    output.table(("case", "age", "state", "decided", "customer", "subject"), rows, flexible=("customer", "subject"))


@case.command()
@click.argument("token", metavar="ID")
@click.option("--rules", is_flag=True, help="Also every rule that was asked, with the words that it rests on.")
@options.json_option
@options.config_option
def show(token: str, rules: bool, as_json: bool) -> None:  # noqa: FBT001  # click gives it
    """Show the life of one case: how it stands, what comes next, and what happened, by the desk's clock."""
    from mailroute.commands.case_page import Page
    from mailroute.commands.case_words import Names

    now = options.clock()
    config = options.load_config()
    with closing(options.open_journal(config, now=now)) as journal:
        life = journal.life(token)
        if life is None:
            raise Failure(f"there is no case {token!r}; see: mailroute case list")
        texts = {} if as_json else _texts(journal, life)
    if as_json:
        told = asdict(life)
        output.json_line(told.pop("case") | told)
        return
    zone = ZoneInfo(config.desk.timezone)
    for line in Page(life, texts, Names.of(config), zone, now, rules=rules).lines():
        output.say(line)


@case.command()
@click.argument("token", metavar="ID")
@click.option("--by", required=True, metavar="NAME", help="Who takes the chat.")
@options.config_option
def claim(token: str, by: str) -> None:
    """Take a chat that the channel was asked about: it is closed with your name, and the customer is left to you."""
    from mailroute.claims import ClaimError, Claims

    now = options.clock()
    config = options.load_config()
    desk = options.assemble(config, now=now)
    with closing(options.open_journal(config, now=now)) as journal:
        try:
            Claims(journal, desk.planner(journal), config.limits).claim(token, by, now)
        except ClaimError as error:
            raise Failure(str(error)) from None
    output.say(f"{output.clean(by.strip())} has taken {output.clean(token.upper())}.")


def _texts(journal: Journal, life: Life) -> dict[int, str]:
    """What each mail of a case says that is new in it, by its number; a machine's is left out."""
    from mailroute.mail.parse import parse

    texts: dict[int, str] = {}
    for mail in life.mails:
        if not mail.robot:
            message = parse(journal.mail_raw(mail.id))
            texts[mail.id] = message.sections.newest or message.text
    return texts
