"""``mailroute review``: the cases that wait for a person.

Comes in: the journal's reviews, an agent's word. Goes out: the queue, one case in full, a committed decision.
Never: sends (the worker does, at its next pass), decides by itself.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from mailroute.commands import card, options, output
from mailroute.commands.errors import Failure
from mailroute.commands.naming import one_of, services_of
from mailroute.disposition import Disposition

if TYPE_CHECKING:
    from mailroute.journal import Journal
    from mailroute.journal.records import ReviewItem, StoredDecision
    from mailroute.mail.outgoing import Outgoing
    from mailroute.planning import Planning

PROCEDURE = "procedure"
"""Instead of a disposition: let the procedure go on with the facts given."""


@click.group(invoke_without_command=True)
@options.config_option
@click.pass_context
def review(context: click.Context) -> None:
    """Decide the cases that wait for a person; without a subcommand, one by one in a simple form."""
    if context.invoked_subcommand is not None:
        return
    if not (sys.stdin.isatty() and output.on_terminal()):
        context.invoke(list_, as_json=False)
        return
    from mailroute.commands import review_form

    now = options.clock()
    desk = options.assemble(options.load_config(), now=now)
    with closing(desk.journal(now=now, create=False)) as journal:
        form = review_form.Form(journal, desk.planner(journal), desk.catalogue, by=agent(None), now=options.clock)
        form.walk()


@review.command("list")
@options.json_option
@options.config_option
def list_(as_json: bool) -> None:  # noqa: FBT001  # click gives it
    """List the cases that wait, urgent ones first."""
    now = options.clock()
    with closing(options.open_journal(options.load_config(), now=now)) as journal:
        items = journal.reviews()
    if as_json:
        for item in items:
            output.json_line(as_dict(item, now))
        return
    if not items:
        output.say("Nothing waits for review.")
        return
    rows: list[tuple[object, ...]] = [
        (
            item.id,
            output.age((now - item.opened_at).total_seconds()),
            "urgent" if item.urgent else "",
            item.question.get("about", ""),
            card.likely(item.question),
            item.proposed or "-",
            item.author,
            item.subject,
        )
        for item in items
    ]
    columns: tuple[str, ...] = ("id", "age", "", "in doubt", "by meaning", "proposed", "author", "subject")
    if not any(card.likely(item.question) for item in items):
        columns, rows = columns[:4] + columns[5:], [row[:4] + row[5:] for row in rows]
    output.table(columns, rows, flexible=("by meaning", "author", "subject"), emphasis={"urgent": "bold red"})


@review.command()
@click.argument("review_id", metavar="ID", type=int)
@options.json_option
@options.config_option
def show(review_id: int, as_json: bool) -> None:  # noqa: FBT001  # click gives it
    """Show one case in full: what is in doubt, the newest text, the rules asked, what the proposal would send."""
    now = options.clock()
    config = options.load_config()
    with closing(options.open_journal(config, now=now)) as journal:
        item = known(journal, review_id)
        decision = decision_of(journal, item)
        text = newest_text(journal, item)
        letter = about_letter(journal, item)
        mails: tuple[Outgoing, ...] = ()
        hindrance = ""
        if item.state == "open" and item.proposed:
            planner = options.assemble(config, now=now).planner(journal)
            mails, hindrance = would_send(journal, planner, item, now=now)
    if as_json:
        told = as_dict(item, now) | {
            "state": item.state,
            "decided_at": item.decided_at,
            "decided_by": item.decided_by,
            "decided_as": item.decided_as,
            "note": item.note,
            "text": text,
            "trail": decision.trail if decision is not None else [],
            "would_send": [
                {"kind": mail.kind, "recipients": mail.envelope.recipients, "subject": mail.subject, "body": mail.body}
                for mail in mails
            ],
            "hindrance": hindrance or None,
        }
        output.json_line(told)
        return
    zone = ZoneInfo(config.desk.timezone)
    lines = [*page(item, decision, text, now=now, zone=zone), *letter, *proposal(mails, hindrance)]
    if item.state == "open":
        word = item.proposed if item.proposed and not hindrance else "DISPOSITION"
        lines += ["", output.style(f"Decide: mailroute review decide {item.id} {word}", dim=True)]
    for line in lines:
        output.say(line)


@review.command()
@click.argument("review_id", metavar="ID", type=int)
@click.argument(
    "disposition",
    metavar="DISPOSITION",
    # Plain texts: of an enum's members click would want the names, in capitals.
    type=click.Choice([*(one.value for one in Disposition), PROCEDURE]),
)
@click.option("--department", metavar="D", help="The department's id: a fact from you, before the procedure goes on.")
@click.option("--service", metavar="S", help="The service's id, in the same way; several: a;b.")
@click.option("--by", metavar="NAME", help="Who decides (else the user's name).")
@click.option("--note", default="", metavar="TEXT", help="Why; kept in the journal.")
@options.config_option
def decide(  # noqa: PLR0917  # click passes them by name
    review_id: int, disposition: str, department: str | None, service: str | None, by: str | None, note: str
) -> None:
    """Decide a case.

    DISPOSITION is ignore, outage, cps, es, gather, ask_department, consult, technical or chat; or "procedure", which
    lets the procedure go on with the department and service that you give.
    """
    from mailroute.facts import AgentWord
    from mailroute.review import core

    now = options.clock()
    config = options.load_config()
    desk = options.assemble(config, now=now)
    with closing(options.open_journal(config, now=now)) as journal:
        item = known(journal, review_id)
        word = AgentWord(
            by=agent(by),
            disposition=None if disposition == PROCEDURE else Disposition(disposition),
            department=None if department is None else one_of(desk.catalogue.departments, department, "department"),
            service=None if service is None else services_of(desk.catalogue.services, service),
            note=note,
        )
        plan = core.decide(journal, desk.planner(journal), review_id, word, now=now)
    output.say(
        f"Review {review_id} ({item.case}): {output.clean(outcome(plan.decision.disposition, plan.route.recipients))}"
    )
    if plan.decision.question is not None:
        for line in card.question({"about": plan.decision.question.about, "why": plan.decision.question.why}):
            output.say(line)


def outcome(disposition: str, recipients: Iterable[str]) -> str:
    """What a decision leads to, in words."""
    to = ", ".join(recipients)
    return (
        f"{disposition}, to {to}; the worker sends it at its next pass"
        if to
        else f"{disposition}; nobody is written to"
    )


def agent(name: str | None) -> str:
    """Who decides: the name given, else the user's."""
    if name is not None and name.strip():
        return name.strip()
    try:
        return os.environ.get("USER") or getpass.getuser()
    except (KeyError, OSError):
        raise Failure("nobody to note as the one who decided: give --by NAME") from None


def known(journal: Journal, review_id: int) -> ReviewItem:
    """The review of an id. Raises Failure when there is none."""
    item = journal.review(review_id)
    if item is None:
        raise Failure(f"there is no review {review_id}; see: mailroute review list")
    return item


def decision_of(journal: Journal, item: ReviewItem) -> StoredDecision | None:
    """The decision that asked for this review: the case's latest for its mail, made by the procedure."""
    made = [decision for decision in journal.decisions(item.case) if decision.mail_id == item.mail_id]
    return next((decision for decision in reversed(made) if decision.disposition == Disposition.REVIEW), None)


def newest_text(journal: Journal, item: ReviewItem) -> str:
    """What the author wrote, without quotes, and what the customer has added on the case while it waits.

    The whole text where nothing can be told apart. The decision is made on all of it, so all of it is shown.
    """
    if item.mail_id is None:
        return ""
    from mailroute.journal import cases, mails
    from mailroute.mail.parse import parse

    case = cases.find(journal.db, item.case)
    told = mails.foremost(journal.db, mails.of_customer(journal.db, case.id)) if case else []
    later = [mail for mail in told if mail > item.mail_id]
    texts: list[str] = []
    for mail in (item.mail_id, *later):
        message = parse(journal.mail_raw(mail))
        text = message.sections.newest or message.text
        texts.append(f"[The customer has written again: {message.subject}]\n\n{text}" if texts else text)
    return "\n\n".join(texts)


def would_send(
    journal: Journal, planner: Planning, item: ReviewItem, *, now: datetime
) -> tuple[tuple[Outgoing, ...], str]:
    """The mails that the proposal would send; none, and why, when it cannot be carried out."""
    from mailroute.review import core

    try:
        plan = core.proposal(journal, planner, item.id, now=now)
    except core.ReviewError as error:
        return (), str(error)
    return (plan.outgoing if plan is not None else ()), ""


def proposal(mails: Iterable[Outgoing], hindrance: str) -> list[str]:
    """What the proposal would send, in full, or what is in its way."""
    lines = ["", *card.labelled("But", hindrance)] if hindrance else []
    for mail in mails:
        lines += ["", *card.outgoing(mail)]
    return lines


def about_letter(journal: Journal, item: ReviewItem) -> list[str]:
    """For a question about a mail of ours: which one it is, and what each answer does. Else nothing."""
    from mailroute.journal import outbox, reviews
    from mailroute.mail.outgoing import Kind
    from mailroute.review import core

    number = reviews.outbox_of(journal.db, item.id)
    letter = outbox.get(journal.db, number) if number is not None else None
    if letter is None or item.question.get("about") not in core.ABOUT_LETTER:
        return []
    again = (
        "gather or ask_department: a new answer is written, this one is never sent again"
        if Kind(letter.kind).at_most_once
        else f"{', '.join(item.question['candidates'][1:])}: the same mail goes out again, under the same Message-ID"
    )
    left = "it was sent, or need not be" if item.question["about"] == "sent" else "it is given up"
    return [
        "",
        *card.labelled("Our mail", f"{letter.kind} to {', '.join(letter.recipients)}: {letter.subject}"),
        *card.labelled("Message-ID", letter.message_id),
        *card.labelled("Answers", f"ignore: {left}. {again}."),
    ]


def as_dict(item: ReviewItem, now: datetime) -> dict[str, Any]:
    """A review by the contract's names; ``age_s`` in whole seconds."""
    return {
        "id": item.id,
        "case": item.case,
        "opened_at": item.opened_at,
        "urgent": item.urgent,
        "question": item.question,
        "proposed": item.proposed,
        "author": item.author,
        "subject": item.subject,
        "age_s": int((now - item.opened_at).total_seconds()),
    }


def page(
    item: ReviewItem, decision: StoredDecision | None, text: str, *, now: datetime, zone: tzinfo = UTC
) -> list[str]:
    """A case for the one who decides it: the question first, then what it rests on; ``zone`` is the desk's."""
    urgent = output.style("URGENT, ", fg="red", bold=True) if item.urgent else ""
    lines = [card.rule_line(f"Review {item.id}, case {item.case}")]
    lines += card.labelled("Waiting", output.age((now - item.opened_at).total_seconds()), mark=urgent)
    lines += card.labelled("Author", item.author or "(none)")
    lines += card.labelled("Subject", item.subject or "(none)")
    lines += card.question(item.question)
    lines += card.labelled("Proposed", item.proposed or "(none)")
    if item.state != "open":
        when = output.local(item.decided_at, zone) if item.decided_at is not None else ""
        decided = f"{item.decided_as} by {item.decided_by} {when}"
        void = f"nobody is asked this any more, since {when}: see mailroute case show {item.case}"
        lines += card.labelled("Decided", decided if item.state == "decided" else void)
        lines += card.labelled("Note", item.note) if item.note else []
    if text:
        lines += ["", *card.mail_text(text)]
    if decision is not None:
        lines += ["", *card.trail(decision.trail, brief=True)]
    return lines
