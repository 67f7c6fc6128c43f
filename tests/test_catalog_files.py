"""The desk's tables: what is read, and "this bad row says this"."""

from datetime import date
from pathlib import Path

import pytest

from mailroute import resources
from mailroute.catalog import Person, Ruling
from mailroute.catalog_files import NAMES, CatalogError, examine, read

DEPARTMENTS = "id,name,aliases,domains,contract_partner,note\n"
SERVICES = "id,name,aliases,hints,pick2,es_ruling,ruled_by,ruled_until,team,requires,help_url,checked_on\n"
PEOPLE = "email,name,netid,departments,coned\n"

CHEM = "chem,Chemistry,chem dept,chem.wisc.edu,no,\n"
SIS = "sis,Student Information System,,,yes,,,,,,,\n"


def said(departments: str = "", services: str = "", people: str | None = None, **known: object) -> list[str]:
    """What rows are told; each table has one good row, or people none, before the rows given."""
    texts = (DEPARTMENTS + CHEM + departments, SERVICES + SIS + services, None if people is None else PEOPLE + people)
    return [str(fault) for fault in examine(*texts, **known).faults]  # type: ignore[arg-type]  # a test's shorthand


def test_example_catalogue_has_no_fault() -> None:
    """The catalogue that comes along is read, and the only warnings are of aliases that stand for several rows."""
    departments, services, people = [(resources.catalog() / name).read_bytes() for name in NAMES]
    examined = examine(departments, services, people)
    assert examined.catalogue is not None
    assert [] == [fault for fault in examined.faults if "stands for" not in fault.what]


def test_example_people_are_invented() -> None:
    """The example directory's people say by their names that there are no such people."""
    departments, services, people = [(resources.catalog() / name).read_bytes() for name in NAMES]
    assert [] == [person.email for person in read(departments, services, people).people if "-fx@" not in person.email]


def test_cells_become_values() -> None:
    """Lists are split at ``;``, domains are in lower case, yes and no in any case are understood, blanks dropped."""
    catalogue = read(
        DEPARTMENTS + "stat, Statistics ,stats; stat dept ;,STAT.wisc.edu,Yes,\n",
        SERVICES + "duo,MFA-Duo,mfa,duo;fob,no,No,HDQA,2027-06-30,net,device;netid,https://kb.example/1,2026-11-01\n",
        PEOPLE + "A-fx@wisc.edu,Ada,ada,stat,yes\n",
    )
    (department,), (service,), (person,) = catalogue.departments, catalogue.services, catalogue.people
    assert ("Statistics", ("stats", "stat dept"), ("stat.wisc.edu",)) == (
        department.name,
        department.aliases,
        department.domains,
    )
    assert department.contract_partner
    assert Ruling("duo", es=False, by="HDQA", until=date(2027, 6, 30)) == service.ruling
    assert ("device", "netid") == service.requires
    assert date(2026, 11, 1) == service.checked_on
    assert Person("A-fx@wisc.edu", "Ada", "ada", ("stat",), coned=True) == person
    assert person == catalogue.person("a-FX@wisc.edu")


def test_blank_and_comment_lines_are_left_out() -> None:
    """Blank lines, rows of commas and lines that begin with # are no rows, and the lines below keep their numbers."""
    text = '# the "list\n\n' + DEPARTMENTS + "# old\n,,,,,\n" + CHEM + "x y,Bad,,,no,\n"
    assert ["departments.csv:7: id 'x y' holds what an id cannot: write small letters, digits, _ and -"] == [
        str(fault) for fault in examine(text, SERVICES + SIS).faults
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_byte_order_mark_and_line_ends_of_a_spreadsheet(end: str) -> None:
    """A byte-order mark and any line end are no fault."""
    raw = ("\ufeff" + DEPARTMENTS + CHEM).replace("\n", end).encode()
    assert ("chem",) == tuple(department.id for department in read(raw, SERVICES + SIS).departments)


def test_optional_columns_may_be_missing() -> None:
    """A table with its needed columns alone is read."""
    catalogue = read(
        "id,name,contract_partner\nchem,Chemistry,no\n", "pick2,id,name\nyes,sis,SIS\n", "email\na-fx@b.example\n"
    )
    assert (1, 1, 1) == (len(catalogue.departments), len(catalogue.services), len(catalogue.people))


BAD = {
    "bad yes or no": (
        {"departments": "a,A,,,maybe,\n"},
        ["departments.csv:3: contract_partner is 'maybe': write yes or no"],
    ),
    "no yes or no": ({"departments": "a,A,,,,\n"}, ["departments.csv:3: contract_partner is empty"]),
    "empty id": ({"departments": ",A,,,no,\n"}, ["departments.csv:3: id is empty"]),
    "empty name": ({"services": "a,,,,no,,,,,,,\n"}, ["services.csv:3: name is empty"]),
    "duplicate id": ({"departments": "chem,C,,,no,\n"}, ["departments.csv:3: id 'chem' is in line 2, too"]),
    "bad domain": ({"departments": "a,A,,@a.wisc.edu,no,\n"}, ["departments.csv:3: domains holds '@a.wisc.edu'"]),
    "too many cells": (
        {"departments": "a,A, B,,,no,\n"},
        ["departments.csv:3: the row has 7 cells, the header 6: put a cell that holds a comma"],
    ),
    "too few cells": ({"departments": "a,A\n"}, ["departments.csv:3: the row has 2 cells, the header 6"]),
    "open quote": (
        {"departments": 'a,"A,,,no,\nb,B,,,oui,\n'},
        ["departments.csv:3: a quote is not closed", "departments.csv:4: contract_partner is 'oui'"],
    ),
    "control character": ({"departments": "a,A\x1b[2J,,,no,\n"}, ["departments.csv:3: the line holds a control"]),
    "bad date": (
        {"services": "a,A,,,no,no,HDQA,30.6.2027,,,,\n"},
        ["services.csv:3: ruled_until is '30.6.2027', which is no date: write it like 2027-06-30"],
    ),
    "a day that is none": (
        {"services": "a,A,,,no,,,,,,,2026-02-30\n"},
        ["services.csv:3: checked_on is '2026-02-30', which is no date"],
    ),
    "half a ruling": (
        {"services": "a,A,,,no,yes,,,,,,\n"},
        ["services.csv:3: a ruling without ruled_by and ruled_until"],
    ),
    "ruling against Pick 2": (
        {"services": "a,A,,,yes,no,HDQA,2027-06-30,,,,\n"},
        ["services.csv:3: the service is Pick 2 and ruled not ES"],
    ),
    "ruling that has run out": (
        {"services": "a,A,,,no,no,HDQA,2026-06-30,,,,\n", "today": date(2026, 7, 1)},
        ["services.csv:3: the ruling ended on 2026-06-30"],
    ),
    "ruling on its last day": ({"services": "a,A,,,no,no,HDQA,2026-06-30,,,,\n", "today": date(2026, 6, 30)}, []),
    "unknown field": (
        {"services": "a,A,,,no,,,,,net_id,,\n"},
        ["services.csv:3: requires names 'net_id', which nobody gathers: did you mean netid?"],
    ),
    "bad link": ({"services": "a,A,,,no,,,,,,kb 12,\n"}, ["services.csv:3: help_url is no link"]),
    "team without a route": (
        {"services": "a,A,,,no,,,,net,,,\n", "teams": {"voice"}},
        ["services.csv:3: team 'net' has no address: add it to [routes.teams]"],
    ),
    "unknown department": (
        {"people": "a-fx@wisc.edu,A,,chm,no\n"},
        ["people.csv:2: there is no department 'chm': did you mean chem?"],
    ),
    "bad address": ({"people": "A <a-fx@wisc.edu>,A,,,no\n"}, ["people.csv:2: email 'A <a-fx@wisc.edu>' is no mail"]),
    "same address twice": (
        {"people": "a-fx@wisc.edu,A,,,no\nA-FX@wisc.edu,A,,,yes\n"},
        ["people.csv:3: email 'a-fx@wisc.edu' is in line 2, too"],
    ),
    "alias of two departments": (
        {"departments": "a,A,Chem Dept;a;A,,no,\n"},
        ["departments.csv:3: 'chem dept' stands for chem, too"],
    ),
    "alias of two services": (
        {"services": "a,A,sis;s,,no,,,,,,,\nb,B,S,,no,,,,,,,\n"},
        ["services.csv:4: 's' stands for a"],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), BAD.values(), ids=BAD)
def test_bad_row_says_so(rows: dict[str, object], expected: list[str]) -> None:
    """Each bad row is told what is wrong with it, with file and line."""
    told = said(**rows)  # type: ignore[arg-type]  # a test's shorthand
    assert len(expected) == len(told), told
    assert [] == [(want, got) for want, got in zip(expected, told, strict=True) if not got.startswith(want)]


HEADERS = {
    "unknown column": (
        "id,name,alias,contract_partner\na,A,,no\n",
        "departments.csv:1: there is no column 'alias': did you mean aliases?",
    ),
    "missing column": ("id,name\na,A\n", "departments.csv:1: the header lacks contract_partner"),
    "column twice": ("id,name,id,contract_partner\na,A,a,no\n", "departments.csv:1: the column id is there twice"),
    "semicolons": ("id;name;contract_partner\n", "departments.csv:1: the columns are not parted by commas"),
    "empty file": ("", "departments.csv: the file has no header line"),
    "no rows": (DEPARTMENTS, "departments.csv: the file holds no department"),
    "UTF-16": ((DEPARTMENTS + CHEM).encode("utf-16"), "departments.csv: the file is UTF-16"),
    "Latin-1": (
        (DEPARTMENTS + CHEM).encode() + "a,Café,,,no,\n".encode("latin-1"),
        "departments.csv:3: this line is not UTF-8",
    ),
}


@pytest.mark.parametrize(("departments", "expected"), HEADERS.values(), ids=HEADERS)
def test_bad_file_says_so(departments: str | bytes, expected: str) -> None:
    """A file that is no such table is one fault, and its people's departments are not reported on top of it."""
    examined = examine(departments, SERVICES + SIS, PEOPLE + "a-fx@wisc.edu,A,,chem,no\n")
    (told,) = map(str, examined.faults)
    assert told.startswith(expected), told
    assert None is examined.catalogue


def test_all_faults_of_all_files_at_once() -> None:
    """One exception holds the faults of all three files, named as the caller names them, without the warnings."""
    with pytest.raises(CatalogError) as caught:
        read(
            DEPARTMENTS + CHEM + "a,A,chem dept,,x,\n",
            SERVICES + "b,B,,,x,,,,,,,\n",
            PEOPLE + "c,C,,,x\n",
            ("/etc/d.csv", "s.csv", "p.csv"),
        )
    assert [("/etc/d.csv", 3), ("p.csv", 2), ("p.csv", 2), ("s.csv", 2)] == [
        (fault.where, fault.line) for fault in caught.value.faults
    ]


def test_version_changes_with_any_byte() -> None:
    """The version is the same for the same bytes and another for any others, even when they move between the files."""
    versions = {
        read(DEPARTMENTS + CHEM, SERVICES + SIS).version,
        read(DEPARTMENTS + CHEM, SERVICES + SIS).version,
        read(DEPARTMENTS + CHEM, SERVICES + SIS, PEOPLE).version,
        read(DEPARTMENTS + CHEM + "\n", SERVICES + SIS).version,
        read(DEPARTMENTS + CHEM, "\n" + SERVICES + SIS).version,
    }
    assert 4 == len(versions)


def test_desk_without_a_directory() -> None:
    """Without a people file there is no directory, and that is no fault."""
    assert () == read(DEPARTMENTS + CHEM, SERVICES + SIS).people


def test_catalogue_files_of_the_example_are_plain() -> None:
    """The files that desks will edit have no trailing blanks and no carriage returns."""
    for name in NAMES:
        raw = Path(resources.catalog() / name).read_bytes()
        assert b"\r" not in raw
        assert raw.endswith(b"\n")
