"""The desk's three tables: CSV text becomes a Catalogue, or every fault at once.

Comes in: the bytes or text of ``departments.csv``, ``services.csv`` and, where the desk has one, ``people.csv``.
Goes out: a Catalogue, and what is wrong in which line of which file. Never: opens a file, asks the clock.

One line is one row: blank lines and lines that begin with ``#`` are left out, lists in a cell are split at ``;``.
"""

import difflib
import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from mailroute.catalog import Catalogue, Department, Person, Ruling, Service
from mailroute.catalog_rows import Row, Rows, Table, rows
from mailroute.config_checks import is_address
from mailroute.fault import Fault, in_order
from mailroute.mail.questions import FIELDS

NAMES = ("departments.csv", "services.csv", "people.csv")
"""What the three files are called in a fault, unless the caller knows better."""

_DEPARTMENTS = Table(
    what="department",
    needed=("id", "name", "contract_partner"),
    optional=("aliases", "domains", "note"),
)
_SERVICES = Table(
    what="service",
    needed=("id", "name", "pick2"),
    optional=(
        "aliases",
        "hints",
        "contract_supported",
        "never_automate",
        "es_ruling",
        "ruled_by",
        "ruled_until",
        "team",
        "requires",
        "help_url",
        "checked_on",
        "note",
    ),
)
_PEOPLE = Table(what="person", needed=("email",), optional=("name", "netid", "departments", "coned"), may_be_empty=True)

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
_URL = re.compile(r"https?://[^\s/]+\S*")


class CatalogError(Exception):
    """The catalogue cannot be used; ``faults`` are all its faults, in the order of their files and lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Examined:
    """A catalogue that was looked at: ``catalogue`` is None when one of the ``faults`` is more than a warning."""

    catalogue: Catalogue | None
    faults: tuple[Fault, ...]


def read(
    departments: str | bytes,
    services: str | bytes,
    people: str | bytes | None = None,
    names: Sequence[str] = NAMES,
    *,
    teams: Collection[str] | None = None,
) -> Catalogue:
    """Read the catalogue. ``people`` None: the desk has no directory. ``names``: the files' names, for the faults.

    ``teams`` are the names under ``[routes.teams]``; None leaves the services' teams unchecked.
    Raises CatalogError with every fault of all three files.
    """
    examined = examine(departments, services, people, names, teams=teams)
    if examined.catalogue is None:
        raise CatalogError(tuple(fault for fault in examined.faults if not fault.warning))
    return examined.catalogue


def examine(
    departments: str | bytes,
    services: str | bytes,
    people: str | bytes | None = None,
    names: Sequence[str] = NAMES,
    *,
    teams: Collection[str] | None = None,
    today: date | None = None,
) -> Examined:
    """Read the catalogue for ``check``: with the warnings, and without an exception.

    With ``today`` a ruling that has run out is a warning.
    """
    department_rows = rows(departments, names[0], _DEPARTMENTS)
    service_rows = rows(services, names[1], _SERVICES)
    person_rows = rows(people, names[2], _PEOPLE) if people is not None else Rows()

    all_departments = [_department(row) for row in department_rows]
    all_services = [_service(row, teams, today) for row in service_rows]
    # A department whose own row cannot be read is not reported again for each of its people.
    known = {department.id for department in all_departments} if department_rows.whole else None
    all_people = [_person(row, known) for row in person_rows]
    _once(department_rows, "id")
    _once(service_rows, "id")
    _once(person_rows, "email")
    _told_apart(department_rows)
    _told_apart(service_rows)

    faults = in_order([*department_rows.faults, *service_rows.faults, *person_rows.faults])
    if any(not fault.warning for fault in faults):
        return Examined(None, faults)
    version = _version(departments, services, people)
    return Examined(Catalogue(tuple(all_departments), tuple(all_services), tuple(all_people), version), faults)


def _department(row: Row) -> Department:
    domains = tuple(domain.lower() for domain in row.items("domains"))
    for domain in domains:
        if not _DOMAIN.fullmatch(domain):
            row.fault(f"domains holds {domain[:60]!r}, which is no domain", "write it like chem.wisc.edu, without @")
    return Department(
        id=_id(row),
        name=row.text("name", needed=True),
        aliases=row.items("aliases"),
        domains=domains,
        contract_partner=row.yes("contract_partner", needed=True),
        note=row.text("note"),
    )


def _service(row: Row, teams: Collection[str] | None, today: date | None) -> Service:
    team, url, requires = row.text("team"), row.text("help_url"), row.items("requires")
    if team and teams is not None and team not in teams:
        row.fault(f"team {team[:40]!r} has no address", "add it to [routes.teams] in the config")
    if url and not _URL.fullmatch(url):
        row.fault("help_url is no link", "write it like https://kb.example.edu/12345")
    for wanted in requires:
        if wanted not in FIELDS:
            near = difflib.get_close_matches(wanted, FIELDS, n=1)
            mend = f"did you mean {near[0]}?" if near else f"it may name {', '.join(FIELDS)}"
            row.fault(f"requires names {wanted[:40]!r}, which nobody gathers", mend)
    pick2 = row.yes("pick2", needed=True)
    ruling = _ruling(row, today)
    if pick2 and ruling is not None and not ruling.es:
        row.fault("the service is Pick 2 and ruled not ES", "Pick 2 wins; empty es_ruling", warning=True)
    return Service(
        id=_id(row),
        name=row.text("name", needed=True),
        aliases=row.items("aliases"),
        hints=row.items("hints"),
        pick2=pick2,
        contract_supported=row.yes("contract_supported"),
        never_automate=row.yes("never_automate"),
        ruling=ruling,
        team=team,
        requires=requires,
        help_url=url,
        checked_on=row.day("checked_on"),
        note=row.text("note"),
    )


def _ruling(row: Row, today: date | None) -> Ruling | None:
    """HDQA's ruling on a service: all three of its cells, or none."""
    cells = ("es_ruling", "ruled_by", "ruled_until")
    es, by, until = row.yes("es_ruling"), row.text("ruled_by"), row.day("ruled_until")
    empty = [cell for cell in cells if not row.text(cell)]
    if len(empty) == len(cells):
        return None
    if empty:
        row.fault(f"a ruling without {' and '.join(empty)}", "a ruling needs its answer, its author and its last day")
    if until is None:
        return None
    if today is not None and until < today:
        row.fault(f"the ruling ended on {until}", "ask HDQA anew", warning=True)
    return Ruling(service=row.text("id"), es=es, by=by, until=until)


def _person(row: Row, known: Collection[str] | None) -> Person:
    email, departments = row.text("email", needed=True), row.items("departments")
    if email and not is_address(email):
        row.fault(f"email {email[:100]!r} is no mail address", "write a bare address such as jdoe-fx@wisc.edu")
    for department in departments:
        if known is not None and department not in known:
            near = difflib.get_close_matches(department, known, n=1)
            mend = f"did you mean {near[0]}?" if near else "write an id of departments.csv"
            row.fault(f"there is no department {department[:40]!r}", mend)
    return Person(
        email=email,
        name=row.text("name"),
        netid=row.text("netid"),
        departments=departments,
        coned=row.yes("coned"),
    )


def _id(row: Row) -> str:
    value = row.text("id", needed=True)
    if value and not _ID.fullmatch(value):
        row.fault(f"id {value[:40]!r} holds what an id cannot", "write small letters, digits, _ and -")
    return value


def _once(table: Rows, column: str) -> None:
    """Fault the second row of the same id or address (compared in lower case)."""
    first: dict[str, int] = {}
    for row in table:
        value = row.text(column).lower()
        if value and first.setdefault(value, row.line) != row.line:
            row.fault(f"{column} {value[:100]!r} is in line {first[value]}, too", "leave one of the rows out")


def _told_apart(table: Rows) -> None:
    """Warn of a name or alias that stands for several rows: it may be meant, and then it proves none of them."""
    owners: dict[str, list[Row]] = {}
    for row in table:
        for name in dict.fromkeys(name.casefold() for name in (row.text("name"), *row.items("aliases")) if name):
            owners.setdefault(name, []).append(row)
    for name, owned in owners.items():
        if len(owned) > 1:
            others = ", ".join(row.text("id") for row in owned[:-1])
            what = f"{name[:60]!r} stands for {others}, too"
            owned[-1].fault(what, "fine if it is meant; by itself it tells none of them", warning=True)


def _version(*files: str | bytes | None) -> str:
    """A short hash of the files' bytes, each closed by its length, so that no two catalogues share one."""
    digest = hashlib.sha256()
    for content in files:
        raw = b"" if content is None else content.encode() if isinstance(content, str) else content
        digest.update(raw)
        digest.update(f":{len(raw)};".encode())
    return digest.hexdigest()[:12]
