"""``mailroute status``: is the worker alive, and what needs attention?

Comes in: the journal. Goes out: a few lines, or the contract's JSON object. Never: changes anything.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from mailroute import expiry
from mailroute.commands import options, output
from mailroute.commands.errors import Failure

if TYPE_CHECKING:
    from datetime import datetime

    from mailroute.catalog import Ruling, Service
    from mailroute.config import Config
    from mailroute.journal.records import Status


@click.command()
@options.json_option
@options.config_option
def status(*, as_json: bool) -> None:
    """Is it alive, how old is the oldest undecided mail, and what is in doubt or held?"""
    now = options.clock()
    config = options.load_config()
    found = read(config, now)
    if as_json:
        click.echo(json.dumps(_told(found)))
        return
    for line in _lines(found, now):
        click.echo(line)


def read(config: Config, now: datetime) -> Status:
    """The status of a desk; one that has not run yet has a status, too."""
    from mailroute.journal import Journal, JournalError
    from mailroute.journal.records import Status

    given: list[Ruling] = []
    if config.journal.path.exists():
        try:
            with Journal.open(config.journal.path, now=now, create=False) as journal:
                found = journal.status(now, poll_s=config.mailbox.poll_s)
                given = journal.rulings()
        except JournalError as error:
            raise Failure(str(error)) from None
    else:
        found = Status(
            alive=False, last_pass_at=None, oldest_undecided_s=None, review_open=0, in_doubt=0, held=False, shunted=0,
            outbox_waiting=0, catalog_ok=True,
            notes=(f"{config.journal.path}: no journal yet, 'mailroute run' makes one",),
        )  # fmt: skip
    services, fault = _services(config)
    today = now.astimezone(ZoneInfo(config.desk.timezone)).date()
    found = replace(found, notes=(*found.notes, *expiry.notes(expiry.standing(services, given), today)))
    return replace(found, catalog_ok=False, notes=(*found.notes, fault)) if fault else found


def _services(config: Config) -> tuple[tuple[Service, ...], str]:
    """The services as their file lies there now, and the first fault of the catalogue; empty when there is none."""
    from mailroute import catalog_files

    section = config.catalog
    try:
        catalogue = catalog_files.read(
            section.departments.read_bytes(),
            section.services.read_bytes(),
            section.people.read_bytes() if section.people is not None else None,
            teams=config.routes.teams,
        )
    except OSError as error:
        return (), f"{error.filename}: {error.strerror}"
    except catalog_files.CatalogError as error:
        return (), f"the catalogue has {len(error.faults)} faults ('mailroute check'): {error.faults[0]}"
    return catalogue.services, ""


def _told(found: Status) -> dict[str, object]:
    return {
        "alive": found.alive,
        "last_pass_at": found.last_pass_at.isoformat() if found.last_pass_at else None,
        "oldest_undecided_s": round(found.oldest_undecided_s, 1) if found.oldest_undecided_s is not None else None,
        "review_open": found.review_open,
        "in_doubt": found.in_doubt,
        "held": found.held,
        "shunted": found.shunted,
        "outbox_waiting": found.outbox_waiting,
        "catalog_ok": found.catalog_ok,
    }


def _lines(found: Status, now: datetime) -> list[str]:
    passed = f"{output.age((now - found.last_pass_at).total_seconds())} ago" if found.last_pass_at else "never"
    oldest = "none" if found.oldest_undecided_s is None else f"{output.age(found.oldest_undecided_s)} old"
    rows = (
        ("worker", "alive" if found.alive else "not running"),
        ("last pass", passed),
        ("oldest undecided mail", oldest),
        ("waiting for review", str(found.review_open)),
        ("in doubt", str(found.in_doubt)),
        ("on hold", "yes" if found.held else "no"),
        ("shunted", str(found.shunted)),
        ("waiting to be sent", str(found.outbox_waiting)),
        ("catalogue", "good" if found.catalog_ok else "has faults"),
    )
    return [f"{name:<22} {value}" for name, value in rows] + [f"note: {note}" for note in found.notes]
