"""The desk's catalogue: departments, services, people, rulings.

Comes in: rows of the desk's CSV files (see ``catalog_files.py``). Goes out: indexes that answer "who" and "what".
Never: reads a file, guesses from a mail's text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Department:
    """A row of ``departments.csv``; ``domains`` in lower case."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    contract_partner: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """HDQA's answer, for a whole service, to "is this ES-supported?". ``until`` is the last day in force.

    One that is not ``standing`` was given for one case, which it decides for good. ``words`` are HDQA's own.
    """

    service: str
    es: bool
    by: str
    until: date
    words: str = ""
    standing: bool = True

    def in_force(self, today: date) -> bool:
        """True up to and including the day of expiry."""
        return not self.standing or today <= self.until

    @property
    def told(self) -> str:
        """The ruling in words, without its service."""
        until = f"until {self.until}" if self.standing else "for this case"
        said = f': "{self.words}"' if self.words else ""
        return f"{'ES' if self.es else 'not ES'}, {self.by}, {until}{said}"


@dataclass(frozen=True, slots=True)
class Service:
    """A row of ``services.csv``. ``aliases`` name it alone; ``hints`` count only beside a word that fits."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    pick2: bool = False
    contract_supported: bool = False
    never_automate: bool = False
    ruling: Ruling | None = None
    team: str = ""
    requires: tuple[str, ...] = ()
    help_url: str = ""
    checked_on: date | None = None
    note: str = ""

    @property
    def family(self) -> str:
        """The part of the id before ``_``: ``sis_finaid`` and ``sis_ar`` are of the family ``sis``."""
        return self.id.partition("_")[0]


@dataclass(frozen=True, slots=True)
class Person:
    """A row of ``people.csv``, the customer directory; ``departments`` are ids, ``coned`` the contract-partner mark."""

    email: str
    name: str = ""
    netid: str = ""
    departments: tuple[str, ...] = ()
    coned: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All three files, indexed. ``version`` is a short hash of their bytes, noted with each decision."""

    departments: tuple[Department, ...] = ()
    services: tuple[Service, ...] = ()
    people: tuple[Person, ...] = ()
    version: str = ""
    _department: dict[str, Department] = field(init=False, repr=False, compare=False)
    _service: dict[str, Service] = field(init=False, repr=False, compare=False)
    _person: dict[str, Person] = field(init=False, repr=False, compare=False)
    _by_domain: dict[str, tuple[Department, ...]] = field(init=False, repr=False, compare=False)
    _by_netid: dict[str, tuple[Person, ...]] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, tuple[Person, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Build the indexes once."""
        by_domain: dict[str, tuple[Department, ...]] = {}
        for department in self.departments:
            for domain in department.domains:
                by_domain[domain] = (*by_domain.get(domain, ()), department)
        by_netid: dict[str, tuple[Person, ...]] = {}
        by_name: dict[str, tuple[Person, ...]] = {}
        for person in self.people:
            for index, key in ((by_netid, person.netid.lower()), (by_name, " ".join(person.name.lower().split()))):
                if key:
                    index[key] = (*index.get(key, ()), person)
        object.__setattr__(self, "_by_netid", by_netid)
        object.__setattr__(self, "_by_name", by_name)
        object.__setattr__(self, "_department", {d.id: d for d in self.departments})
        object.__setattr__(self, "_service", {s.id: s for s in self.services})
        object.__setattr__(self, "_person", {p.email.lower(): p for p in self.people})
        object.__setattr__(self, "_by_domain", by_domain)

    def department(self, department_id: str) -> Department | None:
        """The department of an id."""
        return self._department.get(department_id)

    def service(self, service_id: str) -> Service | None:
        """The service of an id."""
        return self._service.get(service_id)

    def person(self, address: str) -> Person | None:
        """The directory record of an address (compared in lower case)."""
        return self._person.get(address.lower())

    def people_of_netid(self, netid: str) -> tuple[Person, ...]:
        """The directory's people with this NetID (compared in lower case)."""
        return self._by_netid.get(netid.lower(), ())

    def people_of_name(self, name: str) -> tuple[Person, ...]:
        """The directory's people of exactly this full name, in any case."""
        return self._by_name.get(" ".join(name.lower().split()), ()) if " " in name.strip() else ()

    def departments_of_domain(self, domain: str) -> tuple[Department, ...]:
        """The departments that mail from ``domain`` (or from a host below a department's domain) may come from.

        A campus domain such as ``wisc.edu`` names no department unless a row lists it.
        """
        domain = domain.lower()
        while "." in domain:
            if domain in self._by_domain:
                return self._by_domain[domain]
            domain = domain.partition(".")[2]
        return ()

    def with_people(self, people: Iterable[Person]) -> "Catalogue":
        """The same catalogue with another directory."""
        return Catalogue(self.departments, self.services, tuple(people), self.version)
