"""``mailroute check``: is what the desk wrote fit for work?

Comes in: the configuration, the catalogue and the templates. Goes out: every fault at once with file and line, exit
code 1 if there is one. Never: changes anything, on disk or on a server; stops at the first fault; shows a password.
"""

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailroute.commands import output
from mailroute.commands.errors import Failure
from mailroute.commands.options import config_option, config_path, json_option
from mailroute.config_lines import Lines
from mailroute.fault import Fault, in_order

if TYPE_CHECKING:
    from mailroute.config import Config
    from mailroute.config_sections import CatalogSection, MailboxSection, SubmissionSection


@dataclass(slots=True)
class Report:
    """What was looked at: ``parts`` by name with a word on each, ``faults`` by part, ``found`` on the servers.

    ``config`` is the config's name for people, ``lines`` knows where its keys stand.
    """

    config: str = ""
    lines: Lines = field(default_factory=lambda: Lines(""))
    parts: dict[str, str] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    found: list[tuple[str, str]] = field(default_factory=list)

    def add(self, part: str, faults: Iterable[Fault], summary: str = "") -> None:
        """Note a part that was looked at."""
        self.faults.setdefault(part, []).extend(faults)
        self.parts[part] = summary or self.parts.get(part, "")

    def at(self, table: str, key: str, what: str, mend: str = "", *, warning: bool = False) -> Fault:
        """Make a fault of what a key of the config names: it is shown at that key's line."""
        return Fault(self.config, self.lines.of((table, key)), what, mend, warning)

    def count(self, *, warning: bool) -> int:
        """How many faults, or warnings, in all."""
        return sum(fault.warning is warning for faults in self.faults.values() for fault in faults)


@click.command()
@click.option("--connect", is_flag=True, help="Also sign in to the mailbox and the submission server; changes nothing.")
@json_option
@config_option
def check(*, connect: bool, as_json: bool) -> None:
    """Check configuration, catalogue and templates: all faults at once, with file and line.

    Exits 1 when there is a fault; a warning is shown and no more.
    """
    report = examine(config_path(), connect=connect, now=datetime.now().astimezone())
    (_print_json if as_json else _print)(report)
    faults = report.count(warning=False)
    if faults:
        raise Failure(
            f"check found {faults} fault{'s' if faults > 1 else ''}; mend {'them' if faults > 1 else 'it'} first"
        )


def examine(path: Path, *, connect: bool, now: datetime) -> Report:
    """Look at everything that the configuration ``path`` names. ``now`` is for rulings that have run out."""
    from mailroute import config

    report = Report(config=_shown(path))
    loaded: Config | None = None
    text = _text(path, report)
    if text is None:
        return report
    report.lines = Lines(text)
    try:
        loaded = config.load(text, folder=path.absolute().parent, name=report.config)
        report.add("config", (), report.config)
    except config.ConfigError as error:
        report.add("config", error.faults)
    # With a faulty config, too, the rest is looked at, where it says that it is: all faults at once.
    catalog, templates = (loaded.catalog, loaded.templates.path) if loaded else _places(text, path.absolute().parent)
    _catalogue(catalog, set(loaded.routes.teams) if loaded else None, now, report)
    _templates(templates, report)
    if loaded is not None:
        _files(loaded, report)
        _extras(loaded, report)
        passwords = _passwords(loaded, report, connect=connect)
        if connect:
            _connect(loaded, passwords, report)
    return report


def _shown(path: Path) -> str:
    """A path as people know it: relative when it is below the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _text(path: Path, report: Report) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        report.add("config", [Fault(report.config, None, f"cannot be read ({error.strerror})", "look at its rights")])
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        report.add("config", [Fault(report.config, line, "is not UTF-8", "save it as UTF-8 text")])
    return None


def _places(text: str, folder: Path) -> "tuple[CatalogSection, Path]":
    """Where a config that does not load says that catalogue and templates are; else the usual places."""
    from mailroute.config_sections import CatalogSection, TemplatesSection

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        data = {}

    def place(table: str, key: str, usual: Path | None) -> Path | None:
        section = data.get(table)
        written = section.get(key) if isinstance(section, dict) else None
        named = Path(written) if isinstance(written, str) and written and "\0" not in written else usual
        return folder / named if named else None

    usual, letters = CatalogSection(), TemplatesSection().path
    return (
        CatalogSection(
            departments=place("catalog", "departments", usual.departments) or usual.departments,
            services=place("catalog", "services", usual.services) or usual.services,
            people=place("catalog", "people", usual.people),
        ),
        place("templates", "path", letters) or letters,
    )


def _read(path: Path | None, key: tuple[str, str], mend: str, report: Report, part: str) -> bytes | None:
    """The bytes of a file that the config names under ``key``; one that cannot be read is a fault."""
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        report.add(part, [report.at(*key, f"{_shown(path)} cannot be read ({error.strerror})", mend)])
        return None


def _catalogue(places: "CatalogSection", teams: set[str] | None, now: datetime, report: Report) -> None:
    from mailroute import catalog_files

    named = {"departments": places.departments, "services": places.services, "people": places.people}
    mends = dict.fromkeys(named, "mend the path, or write the file as `mailroute init` does")
    mends["people"] = "write it, or leave the key out: then there is no directory"
    raw = {key: _read(path, ("catalog", key), mends[key], report, "catalogue") for key, path in named.items()}
    names = [_shown(path) if path else "" for path in named.values()]
    unread = {name for name, content in zip(names, raw.values(), strict=True) if content is None}
    examined = catalog_files.examine(
        raw["departments"] or b"", raw["services"] or b"", raw["people"], names, teams=teams, today=now.date()
    )
    # A file that could not be read has said so above; that it is empty is no news.
    faults = [fault for fault in examined.faults if fault.where not in unread]
    summary = ""
    if examined.catalogue is not None:
        known = examined.catalogue
        sizes = f"{len(known.departments)} departments, {len(known.services)} services"
        directory = f"{len(known.people)} people" if places.people else "no directory of people"
        summary = f"{sizes}, {directory} (version {known.version})"
    report.add("catalogue", faults, summary)


def _templates(folder: Path, report: Report) -> None:
    from mailroute import resources, templates

    folder = resources.letters(folder)
    shown = _shown(folder)
    if not folder.is_dir():
        mend = "mend the path, or write the templates as `mailroute init` does"
        report.add("templates", [report.at("templates", "path", f"{shown} is no folder", mend)])
        return
    faults = [replace(fault, where=str(Path(shown) / fault.where)) for fault in templates.check(folder)]
    report.add("templates", faults, f"{len(list(folder.glob('*.txt')))} letters in {shown}")


def _files(config: "Config", report: Report) -> None:
    """The files that a run would write to or read, but passwords."""
    journal = config.journal.path
    what = mend = ""
    if journal.is_dir():
        what, mend = f"{_shown(journal)} is a folder", "name a file"
    elif not journal.parent.is_dir():
        what, mend = f"there is no folder {_shown(journal.parent)} for the journal", "make it"
    elif not os.access(journal if journal.exists() else journal.parent, os.W_OK):
        what, mend = f"{_shown(journal)} cannot be written", "look at its rights, and at its folder's"
    faults = [report.at("journal", "path", what, mend)] if what else []
    report.add("journal", faults, f"{_shown(journal)}{'' if journal.exists() else ', which the first run makes'}")
    for table, section in (("mailbox", config.mailbox), ("submission", config.submission)):
        _read(section.ca_file, (table, "ca_file"), "mend the path, or leave the key out", report, "passwords")


def _extras(config: "Config", report: Report) -> None:
    """What the config asks for and only an optional extra brings. Without it mail is handled all the same."""
    from mailroute import meaning

    if not config.procedure.second_opinion:
        return
    absent = [] if meaning.installed() else [
        report.at("procedure", "second_opinion", meaning.MISSING, meaning.MEND, warning=True)
    ]  # fmt: skip
    report.add("second opinion", absent, "services are proposed by meaning" if not absent else "")


def _passwords(config: "Config", report: Report, *, connect: bool) -> dict[str, str | None]:
    """The passwords of the sections that can be had. A missing one is a warning, with ``connect`` a fault."""
    from mailroute.passwords import PasswordError, password

    had: dict[str, str | None] = {}
    sections: dict[str, MailboxSection | SubmissionSection] = {
        "mailbox": config.mailbox,
        "submission": config.submission,
    }
    for name, section in sections.items():
        if section.url.startswith("maildir:"):
            had[name] = None
            continue
        try:
            had[name] = password(file=section.password_file, env=section.password_env or None, environ=os.environ)
        except PasswordError as error:
            absent = not (section.password_file and section.password_file.exists())
            key = "password_file" if section.password_file else "password_env"
            report.add("passwords", [report.at(name, key, str(error), warning=absent and not connect)])
        else:
            report.add("passwords", ())
    return had


def _connect(config: "Config", passwords: dict[str, str | None], report: Report) -> None:
    """Sign in to both servers and look; nothing is changed there."""
    from mailroute.mailbox import MailboxError
    from mailroute.mailbox.choose import open_mailbox
    from mailroute.recording import FOLDERS
    from mailroute.submission import SubmissionError
    from mailroute.submission.choose import open_submission

    def authorities(section: "MailboxSection | SubmissionSection") -> str | None:
        return str(section.ca_file) if section.ca_file else None

    if "mailbox" in passwords:
        section = config.mailbox
        folders = [f"{section.folder}/{name}" for name in dict.fromkeys(FOLDERS.values())]
        try:
            mailbox = open_mailbox(
                section.url,
                password=passwords["mailbox"],
                ca_file=authorities(section),
                timeout_s=section.timeout_s,
            )
            try:
                report.found += [("mailbox", line) for line in mailbox.probe(folders)]
            finally:
                mailbox.close()
            report.add("mailbox", (), "signed in")
        except MailboxError as error:
            report.add("mailbox", [report.at("mailbox", "url", str(error))])
    if "submission" in passwords:
        sending = config.submission
        try:
            submission = open_submission(
                sending.url,
                password=passwords["submission"],
                ca_file=authorities(sending),
                timeout_s=sending.timeout_s,
            )
            try:
                report.found += [("submission", line) for line in submission.probe()]
            finally:
                submission.close()
            report.add("submission", (), "signed in")
        except SubmissionError as error:
            report.add("submission", [report.at("submission", "url", str(error))])


def _print(report: Report) -> None:
    """Print a line for each part, and below it what is wrong with it."""
    for part, summary in report.parts.items():
        faults = in_order(report.faults[part])
        serious = [fault for fault in faults if not fault.warning]
        state = output.style("FAULT", fg="red") if serious else output.style("ok", fg="green")
        output.say(f"{part}: {state}{f' - {summary}' if summary and not serious else ''}")
        for fault in faults:
            output.say(f"  {'warning: ' if fault.warning else ''}{output.clean(fault)}")
        for name, line in report.found:
            if name == part:
                output.say(f"  {output.clean(line)}")


def _print_json(report: Report) -> None:
    """Print an object for each fault, and for each thing found on a server."""
    for part, faults in report.faults.items():
        for fault in in_order(faults):
            kind = "warning" if fault.warning else "fault"
            output.json_line(
                {
                    "part": part,
                    "kind": kind,
                    "file": fault.where,
                    "line": fault.line,
                    "what": fault.what,
                    "mend": fault.mend,
                }
            )
    for part, line in report.found:
        output.json_line({"part": part, "kind": "found", "file": None, "line": None, "what": line, "mend": ""})
