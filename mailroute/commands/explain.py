"""``mailroute explain``: how mails would be decided, and why.

Comes in: files, folders, Maildirs, mboxes, labelled mails, standard input. Goes out: a card or a JSON object a mail.
Never: opens the journal, sends, moves or changes anything; stops at one bad mail.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailroute import explanation, mail_files
from mailroute.commands import card, options, output
from mailroute.commands.errors import Failure

if TYPE_CHECKING:
    from mailroute.bootstrap import Desk
    from mailroute.catalog import Person
    from mailroute.mail_files import LeftOut, MailFile
    from mailroute.planner import Planner
    from mailroute.planning import Plan

# Letters only, as a case's token is; it stands in the mail that would be sent.
_SAMPLE_CASE = "MR-XXXXXXXXXX"
# Dates before mail are a broken clock's; they would make every ruling look in force.
_FIRST_DAY = datetime(1990, 1, 1, tzinfo=UTC)
_FORESEEN = timedelta(days=3650)


class Explainer:
    """Decides mails as they would have been decided on arrival, with one planner for each customer directory."""

    def __init__(self, desk: Desk, *, clock: datetime) -> None:
        from mailroute.mail.identity import CaseHead

        self._desk = desk
        self._clock = clock
        self._case = CaseHead(_SAMPLE_CASE, 1)
        self._planner = desk.planner()
        self._directory: tuple[Person, ...] | None = None
        self._directory_planner: Planner | None = None

    def plan(self, mail: MailFile, *, letters: bool = True) -> Plan:
        """The plan of one mail; ``now`` is its own Date where that is credible. A failure is a plan too."""
        from mailroute.mail.parse import parse
        from mailroute.planner import failed

        try:
            message = parse(mail.raw)
            now = self._as_on_arrival(message.date)
            return self._planner_for(mail.directory).plan(
                mail.raw, now=now, case=self._case, message=message, letters=letters
            )
        except Exception as error:  # noqa: BLE001  # one bad mail never stops the others
            return failed(mail.raw, error)

    def _as_on_arrival(self, date: datetime | None) -> datetime:
        """The mail's own Date where it is credible, a time to come included: labelled mails may be of next term."""
        if date is None or not _FIRST_DAY <= date <= self._clock + _FORESEEN:
            return self._clock
        return date

    def _planner_for(self, directory: tuple[Person, ...] | None) -> Planner:
        """The desk's planner, or for labelled mails one with their directory; the latest is kept."""
        if directory is None:
            return self._planner
        if self._directory_planner is None or directory != self._directory:
            catalogue = self._desk.catalogue.with_people(directory)
            self._directory, self._directory_planner = directory, replace(self._desk, catalogue=catalogue).planner()
        return self._directory_planner


@click.command()
@click.argument("what", metavar="FILE|DIR|MBOX|-...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@options.json_option
@options.config_option
def explain(what: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001  # click gives it
    """Show how mails would be decided, and why; nothing is stored, sent or moved.

    Give .eml files, folders, Maildirs, mbox files, labelled mails (.jsonl), or - for standard input. Each mail is
    decided as if it arrived at its own Date. Without a configuration the packaged example is used.
    """
    clock = options.clock()
    paths = _checked(what)
    desk = chosen_desk(clock)
    left_out = mail_files.LeftOut()
    explainer = Explainer(desk, clock=clock)
    found: Counter[str] = Counter()
    with output.progress(_mails(paths, left_out), label="Deciding", shared=True) as mails:
        for mail in mails:
            found[_show(explainer, mail, as_json=as_json)] += 1
    if left_out.endings:
        output.note(str(left_out))
    if not found:
        raise Failure(f"no mail found in {', '.join(what)}")
    if not as_json and sum(found.values()) > 1:
        listed = ", ".join(f"{count} {word}" for word, count in found.most_common())
        output.note(f"{sum(found.values())} mails: {listed}")


def _show(explainer: Explainer, mail: MailFile, *, as_json: bool) -> str:
    """Print one mail's explanation and return its disposition."""
    if mail.error is not None:
        told = explanation.unreadable(file=mail.name, error=mail.error)
        lines = None if as_json else [card.rule_line(mail.name), *card.outcome(told), ""]
    else:
        # JSON shows whom a letter goes to, not the letter: it need not be written
        plan = explainer.plan(mail, letters=not as_json)
        told = explanation.explanation(plan, file=mail.name)
        lines = None if as_json else card.plan(plan, told)
    if lines is None:
        output.json_line(told)
    else:
        for line in lines:
            output.say(line)
    return str(told["disposition"])


def chosen_desk(now: datetime) -> Desk:
    """The desk of the configuration that was given or lies here, else of the packaged example."""
    return example_desk(now) if _no_config() else options.assemble(options.load_config(), now=now)


def _no_config() -> bool:
    """True when none was given and none lies here; one that was given and is missing is a fault."""
    return options.config_given() is None and not Path(options.CONFIG_NAME).is_file()


def example_desk(now: datetime) -> Desk:
    """The desk of the packaged example configuration and catalogue, said so on standard error."""
    from mailroute import config, resources

    output.note(f"no {options.CONFIG_NAME} here: deciding with the packaged example configuration and catalogue")
    example = config.load(resources.example_config().read_text(encoding="utf-8"), folder=resources.share())
    people = example.catalog.people
    if people is not None and not people.is_file():
        example = replace(example, catalog=replace(example.catalog, people=None))
    return options.assemble(example, now=now)


def _checked(what: Sequence[str]) -> list[Path | None]:
    """The paths, None for standard input. All must be there before the first mail is decided."""
    paths = [None if name == "-" else Path(name) for name in what]
    gone = [path for path in paths if path is not None and not path.exists()]
    if gone:
        raise Failure(*(f"{path}: no such file or folder" for path in gone))
    return paths


def _mails(paths: Sequence[Path | None], left_out: LeftOut) -> Iterator[MailFile]:
    """Every mail of every argument; a file alone goes by its name, one of several as it was typed."""
    for path in paths:
        if path is None:
            yield from mail_files.from_stream(sys.stdin.buffer, name="-")
        else:
            name = path.name if len(paths) == 1 else str(path)
            yield from mail_files.read(path, name=name, left_out=left_out)
