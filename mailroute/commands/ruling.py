"""``mailroute ruling``: HDQA's standing answers to "is this service ES-supported?".

Comes in: the catalogue's rulings and the journal's. Goes out: a list, or one more ruling in the journal.
Never: changes the catalogue, forgets an earlier ruling.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from mailroute import expiry
from mailroute.commands import options, output
from mailroute.commands.errors import Failure

if TYPE_CHECKING:
    from mailroute.bootstrap import Desk
    from mailroute.catalog import Ruling


@click.group()
@options.config_option
def ruling() -> None:
    """HDQA's standing rulings: is a service ES-supported? One in the journal overrides the catalogue's."""


@ruling.command("list")
@options.json_option
@options.config_option
def list_(as_json: bool) -> None:  # noqa: FBT001  # click gives it
    """List every ruling: who gave it, until when, and whether it is in force."""
    now = options.clock()
    desk = options.assemble(options.load_config(), now=now)
    ours: list[Ruling] = []
    if desk.config.journal.path.exists():
        with closing(desk.journal(now=now, create=False)) as journal:
            ours = journal.rulings()
    rows = _rows(desk, ours, today=_today(desk, now))
    if as_json:
        for row in rows:
            output.json_line(row)
        return
    if not rows:
        output.say("There are no rulings: every service that is not Pick 2 is consulted about.")
        return
    table = [
        (row["service"], "yes" if row["es"] else "no", row["by"], row["until"], _left(row), row["from"], row["state"])
        for row in rows
    ]
    columns = ("service", "ES", "by", "until", "days left", "from", "state")
    output.table(columns, table, flexible=("by",), emphasis={"expired": "yellow", "in force": "green"})


@ruling.command()
@click.argument("service", metavar="SERVICE")
@click.argument("answer", type=click.Choice(["yes", "no"]))
@click.option("--by", required=True, metavar="NAME", help="Who of HDQA has ruled.")
@click.option(
    "--until", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The last day in force."
)
@options.config_option
def add(service: str, answer: str, by: str, until: datetime) -> None:
    """Note a ruling on whether SERVICE is ES-supported."""
    from mailroute.commands.naming import one_of

    now = options.clock()
    desk = options.assemble(options.load_config(), now=now)
    found = one_of(desk.catalogue.services, service, "service")
    if not by.strip():
        raise Failure("a ruling needs a name: give --by NAME")
    last, today = until.date(), _today(desk, now)
    if last < today:
        raise Failure(f"--until {last} is in the past: today is {today}")
    with closing(desk.journal(now=now)) as journal:
        made = journal.add_ruling(found, es=answer == "yes", by=by.strip(), until=last, now=now)
    word = "is" if made.es else "is not"
    output.say(f"{made.service} {word} ES-supported until {made.until}, says {output.clean(made.by)}.")
    row = desk.catalogue.service(found)
    if row is not None and row.pick2:
        output.note(f"{found} is Pick 2, which comes before any ruling: this one changes nothing for now")


def _rows(desk: Desk, ours: list[Ruling], *, today: date) -> list[dict[str, object]]:
    """The rulings of catalogue and journal, by service; of two for one service the journal's counts."""
    overridden = {ruling.service for ruling in ours}
    known = [(service.ruling, "catalogue") for service in desk.catalogue.services if service.ruling is not None]
    rows: list[dict[str, object]] = []
    for given, source in [*known, *((ruling, "journal") for ruling in ours)]:
        if not given.in_force(today):
            state = "expired"
        elif source == "catalogue" and given.service in overridden:
            state = "overridden"
        else:
            state = "in force"
        rows.append(
            {
                "service": given.service,
                "es": given.es,
                "by": given.by,
                "until": given.until,
                "days_left": max(0, (given.until - today).days + 1) if state == "in force" else 0,
                "from": source,
                "state": state,
                "words": given.words,
            }
        )
    return sorted(rows, key=lambda row: (str(row["service"]), str(row["from"])))


def _left(row: dict[str, object]) -> str:
    """The days left, told when they are few: the last day is one."""
    days = row["days_left"]
    return str(days) if isinstance(days, int) and 0 < days <= expiry.SOON.days + 1 else ""


def _today(desk: Desk, now: datetime) -> date:
    return now.astimezone(ZoneInfo(desk.config.desk.timezone)).date()
