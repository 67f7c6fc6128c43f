"""``mailroute outage``: the outage board, and what a person says of an outage.

Comes in: the journal. Goes out: a list, or an outage confirmed, cleared or over. Never: decides a case; the worker
does, by what was said.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from mailroute.commands import options, output
from mailroute.commands.errors import Failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from mailroute.journal.outages import Outage, OutageState

@click.group()
@options.config_option
def outage() -> None:
    """The outage board: what is on, who was told, and what is held.

    While an outage is possible, forwards about its service wait in the review. Confirm it: HDQA and SNCC get one
    notice, and what waits is held until it is over. Clear it: what waits is decided again, and sent.
    """


@outage.command("list")
@click.option("--all", "ended", is_flag=True, help="Also those that are over or were none.")
@options.json_option
@options.config_option
def list_(ended: bool, as_json: bool) -> None:  # noqa: FBT001  # click gives it
    """List what is possible or open, the newest first."""
    from mailroute.journal import outages

    now = options.clock()
    with closing(options.open_journal(options.load_config(), now=now)) as journal:
        found = outages.listed(journal.db, ended=ended)
    if as_json:
        for one in found:
            output.json_line(_told(one))
        return
    if not found:
        output.say("There is no outage." if not ended else "There was no outage.")
        return
    rows = [
        (
            str(one.id),
            one.state,
            ", ".join(one.services) or "(not recognised)",
            one.place or "(everywhere)",
            output.age((now - one.opened_at).total_seconds()),
            str(one.reports),
            str(one.held),
            one.ended_by or one.confirmed_by,
        )
        for one in found
    ]
    columns = ("id", "state", "service", "place", "age", "mails", "held", "by")
    output.table(columns, rows, flexible=("service", "place", "by"), emphasis={"possible": "yellow", "open": "red"})


def _said(command: options.Command) -> options.Command:
    """What each word about an outage takes: its number, who says it, and why."""
    command = click.option("--note", default="", metavar="TEXT", help="Why; it is kept with the outage.")(command)
    command = click.option("--by", required=True, metavar="NAME", help="Who says so.")(command)
    command = click.argument("number", metavar="ID", type=click.IntRange(min=1))(command)
    return options.config_option(command)


@outage.command()
@_said
def confirm(number: int, by: str, note: str) -> None:
    """Say that outage ID is one: HDQA and SNCC get one notice, and what waits for it is held."""
    from mailroute.journal import outages

    one = _speak(number, by, lambda db, name, _now: outages.confirm(db, number, by=name, note=note.strip()))
    waiting = f", {_mails(one.held)} {'waits' if one.held == 1 else 'wait'}" if one.held else ""
    told = "HDQA and SNCC know of it" if one.told else "HDQA and SNCC are told"
    output.say(f"Outage {one.id} ({output.clean(one.words)}) is confirmed: {told}{waiting} until it is over.")


@outage.command()
@_said
def clear(number: int, by: str, note: str) -> None:
    """Say that outage ID is none: what it holds is decided again, and sent."""
    from mailroute.journal.outages import OutageState

    one = _end(number, by, note, OutageState.CLEARED)
    output.say(f"Outage {one.id} ({output.clean(one.words)}) was none: {_again(one)}.")


@outage.command()
@_said
def over(number: int, by: str, note: str) -> None:
    """Say that outage ID is over: what was held is decided again; mails that told of it are closed."""
    from mailroute.journal.outages import OutageState

    one = _end(number, by, note, OutageState.OVER)
    output.say(f"Outage {one.id} ({output.clean(one.words)}) is over: {_again(one)}.")


def _end(number: int, by: str, note: str, state: OutageState) -> Outage:
    from mailroute.journal import outages

    return _speak(number, by, lambda db, name, now: outages.end(db, number, state, by=name, note=note.strip(), now=now))


def _speak(number: int, by: str, say: Callable[..., None]) -> Outage:
    """Commit what a person says; the outage as it is then. The worker does the rest."""
    from mailroute.faults import Commit
    from mailroute.journal import outages

    name = by.strip()
    if not name:
        raise Failure("this needs the name of who says so: give --by NAME")
    now: datetime = options.clock()
    with closing(options.open_journal(options.load_config(), now=now)) as journal:
        try:
            with journal.transaction(Commit.OUTAGE) as db:
                say(db, name, now)
                found = outages.get(db, number)
        except outages.OutageError as error:
            raise Failure(str(error)) from None
    assert found is not None, "it was found a moment ago"
    return found


def _again(one: Outage) -> str:
    return f"{_mails(one.held)} {'is' if one.held == 1 else 'are'} decided again" if one.held else "it holds no mail"


def _mails(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"


def _told(one: Outage) -> dict[str, object]:
    return {
        "id": one.id,
        "state": one.state,
        "services": one.services,
        "place": one.place,
        "case": one.token,
        "opened_at": one.opened_at,
        "last_at": one.last_at,
        "reports": one.reports,
        "held": one.held,
        "told": one.told,
        "confirmed_by": one.confirmed_by,
        "ended_by": one.ended_by,
        "ended_at": one.ended_at,
        "note": one.note,
    }
