"""The desk's configuration: TOML text becomes a frozen Config, or every fault at once.

Comes in: the text of ``mailroute.toml`` and its folder. Goes out: a Config whose paths are absolute.
Never: opens a file, reads a password, repeats one in a message. Keys and defaults stand in ``config_sections.py``.
"""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import ClassVar

from mailroute import config_checks
from mailroute.config_lines import KeyPath, Lines
from mailroute.config_sections import (
    CLOSED,
    CatalogSection,
    DeskSection,
    HoursSection,
    JournalSection,
    LimitsSection,
    LogSection,
    MailboxSection,
    OutagesSection,
    ProcedureSection,
    RoutesSection,
    SubmissionSection,
    TemplatesSection,
)
from mailroute.config_words import Problem, in_words
from mailroute.fault import Fault, in_order


class ConfigError(Exception):
    """The configuration cannot be used; ``faults`` are all its faults, in the order of their lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Config:
    """The whole configuration; every path in it is absolute."""

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    desk: DeskSection
    mailbox: MailboxSection
    submission: SubmissionSection
    routes: RoutesSection
    journal: JournalSection = field(default_factory=JournalSection)
    catalog: CatalogSection = field(default_factory=CatalogSection)
    templates: TemplatesSection = field(default_factory=TemplatesSection)
    procedure: ProcedureSection = field(default_factory=ProcedureSection)
    hours: HoursSection = field(default_factory=HoursSection)
    outages: OutagesSection = field(default_factory=OutagesSection)
    limits: LimitsSection = field(default_factory=LimitsSection)
    log: LogSection = field(default_factory=LogSection)


FILE = "mailroute.toml"
"""What the config is called in a fault, whatever the name on disk."""


def load(text: str, *, folder: Path, name: str = FILE) -> Config:
    """Read the configuration of a desk.

    ``folder`` is what its relative paths start from (made absolute); ``name`` is the file's name in the faults.
    Raises ConfigError with every fault, each with the line of its key. A file that is no TOML has one fault: the
    first, since nothing after it can be trusted.
    """
    text = text.removeprefix("\ufeff")
    try:
        data: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((_syntax(error, name),)) from None
    lines = Lines(text)
    data = _lists(data)
    config, found = _shape(data)
    misshapen = {path for path, _, _ in found}
    found += [problem for problem in config_checks.problems(data) if problem[0] not in misshapen]
    if config is None or found:
        raise ConfigError(
            in_order([Fault(name, lines.of(path, _at(data, path)), what, mend) for path, what, mend in found])
        )
    return _settled(config, Path(os.path.abspath(folder)))  # noqa: PTH100 - resolve() would follow the desk's symlinks


def _syntax(error: tomllib.TOMLDecodeError, name: str) -> Fault:
    """The one fault of a text that is no TOML; the line stands in the library's words."""
    words = str(error)
    at = re.search(r" \(at line (\d+), column \d+\)", words)
    what = words.replace(at[0], "") if at else words.replace(" (at end of document)", "; the file ends too early")
    mend = "values are text in quotes, numbers, true or false, or lists in [ ]; a key or table stands only once"
    return Fault(name, int(at[1]) if at else None, f"this is no TOML ({what})", mend)


def _lists(data: dict[str, object]) -> dict[str, object]:
    """The same data with each single address of the routes made a list of one."""
    routes = data.get("routes")
    if not isinstance(routes, dict):
        return data
    teams = routes.get("teams")
    many = {key: [value] if isinstance(value, str) else value for key, value in routes.items()}
    if isinstance(teams, dict):
        many["teams"] = {key: [value] if isinstance(value, str) else value for key, value in teams.items()}
    return {**data, "routes": many}


def _at(data: Mapping[str, object], path: KeyPath) -> object:
    """The value at a path, None where there is none."""
    value: object = data
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _shape(data: dict[str, object]) -> tuple[Config | None, list[Problem]]:
    """The Config, or what is unknown, missing or of the wrong type in it.

    It is read as JSON because pydantic's strict mode then takes lists for tuples and texts for paths, but neither
    "yes" for true nor "60" for 60.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(Config).validate_json(json.dumps(data, default=str), strict=True), []
    except ValidationError as error:
        known = _known()
        return None, [
            in_words(problem["type"], problem["loc"], problem.get("ctx", {}), known)
            for problem in error.errors(include_url=False, include_input=False)
        ]


def _known() -> dict[str, tuple[str, ...]]:
    """Each table with its keys."""
    return {
        section.name: tuple(key.name for key in fields(section.type))
        for section in fields(Config)
        if isinstance(section.type, type) and is_dataclass(section.type)
    }


def _settled(config: Config, folder: Path) -> Config:
    """The same configuration with absolute paths and the sender's address filled in."""
    mailbox, submission, catalog = config.mailbox, config.submission, config.catalog
    return replace(
        config,
        desk=replace(config.desk, from_address=config.desk.from_address or config.desk.addresses[0]),
        mailbox=replace(
            mailbox,
            url=_absolute_url(mailbox.url, folder),
            password_file=_under(folder, mailbox.password_file),
            ca_file=_under(folder, mailbox.ca_file),
        ),
        submission=replace(
            submission,
            url=_absolute_url(submission.url, folder),
            password_file=_under(folder, submission.password_file),
            ca_file=_under(folder, submission.ca_file),
        ),
        journal=replace(config.journal, path=folder / config.journal.path),
        catalog=replace(
            catalog,
            departments=folder / catalog.departments,
            services=folder / catalog.services,
            people=_under(folder, catalog.people),
        ),
        templates=replace(config.templates, path=folder / config.templates.path),
    )


def _under(folder: Path, path: Path | None) -> Path | None:
    return None if path is None else folder / path


def _absolute_url(url: str, folder: Path) -> str:
    scheme, colon, path = url.partition(":")
    return f"{scheme}{colon}{folder / path}" if scheme == "maildir" else url
