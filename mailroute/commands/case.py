"""``mailroute case``: cases, and the full history of one.

Comes in: the journal. Goes out: a list, the life of a case that a new agent understands in half a minute, or a chat
that somebody has taken. Never: changes a case otherwise.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from mailroute.commands import card, options, output
from mailroute.commands.errors import Failure

if TYPE_CHECKING:
    from mailroute.journal import Journal
    from mailroute.journal.records import CaseSummary, Event, OutboxRow, StoredDecision

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
@options.json_option
@options.config_option
def show(token: str, as_json: bool) -> None:  # noqa: FBT001  # click gives it
    """Show the life of one case: who, what, why, what was sent, and what comes next."""
    now = options.clock()
    with closing(options.open_journal(options.load_config(), now=now)) as journal:
        found = journal.case(token)
        if found is None:
            raise Failure(f"there is no case {token!r}; see: mailroute case list")
        events, decisions, outbox = journal.events(found.id), journal.decisions(found.id), journal.outbox(found.id)
        text = _first_text(journal, decisions)
    if as_json:
        told = asdict(found) | {"events": events, "decisions": decisions, "outbox": outbox}
        output.json_line(told)
        return
    for line in page(found, events, decisions, outbox, text=text, now=now):
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


def page(
    found: CaseSummary,
    events: list[Event],
    decisions: list[StoredDecision],
    outbox: list[OutboxRow],
    *,
    text: str,
    now: datetime,
) -> list[str]:
    """A case on one page: the present first, then the customer's words, the reason, the way here."""
    lines = [card.rule_line(f"Case {found.id}")]
    state = _IN_WORDS.get(found.state, str(found.state))
    lines += card.labelled("Now", state + (" - URGENT" if found.urgent else ""))
    lines += card.labelled("Customer", found.customer or "(unknown)")
    lines += card.labelled("Subject", found.subject or "(none)")
    lines += card.labelled("Department", found.department or "(unknown)")
    lines += card.labelled("Services", ", ".join(found.services) or "(none recognised)")
    opened = f"{output.local(found.opened_at)} ({output.age((now - found.opened_at).total_seconds())} ago)"
    lines += card.labelled("Opened", opened)
    if text:
        lines += ["", output.style("What the customer wrote", bold=True), *card.mail_text(text, most=12)]
    if events:
        lines += ["", output.style("What happened", bold=True)]
        for event in events:
            lines += card.labelled(event.at.astimezone().strftime("%m-%d %H:%M"), f"{event.what}: {event.text}")
    if outbox:
        lines += ["", output.style("Mails of this case", bold=True)]
        for mail in outbox:
            to = ", ".join(mail.recipients)
            answer = f" ({mail.response})" if mail.response and mail.state not in {"sent", "waiting"} else ""
            lines += card.labelled(str(mail.state), f"{mail.kind} to {to}: {mail.subject}{answer}")
    if decisions:
        last = decisions[-1]
        by = f" by {last.by}" if last.by else ""
        title = f"Why {last.disposition}, decided {output.local(last.at)}{by}"
        lines += ["", output.style(output.clean(title), bold=True), *card.trail(last.trail, brief=True)]
        lines += card.question(last.decision.get("question"))
    return lines


def _first_text(journal: Journal, decisions: list[StoredDecision]) -> str:
    """What the customer wrote in the case's first mail."""
    mail_id = next((decision.mail_id for decision in decisions if decision.mail_id is not None), None)
    if mail_id is None:
        return ""
    from mailroute.mail.parse import parse

    message = parse(journal.mail_raw(mail_id))
    return message.sections.newest or message.text
