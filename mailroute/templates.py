"""The desk's letters: templates in a folder, rendered in a sandbox. The one file that knows jinja2.

Comes in: the folder, a letter's name and its context. Goes out: ``Rendered(subject, body)``, or every fault at once.
Never: compiles a word that came by mail, calls a function from a template, gives a letter with a name left undefined.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, meta, nodes
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailroute.fault import Fault, in_order
from mailroute.mail.letter import TEMPLATES, Rendered
from mailroute.mail.questions import FIELDS, forbidden
from mailroute.mail.sample_letters import sample_contexts

QUESTIONS = "questions.toml"
MAX_TEMPLATE = 32_000
MAX_LETTER = 200_000
MAX_LINE = 998
MAX_NESTED_LOOPS = 2

# What a letter needs and no more: no call, macro or include, and nothing that can make much out of little.
_FILTERS = frozenset(
    {"capitalize", "default", "first", "join", "last", "length", "lower", "question", "column", "trim", "upper"}
)
_TESTS = frozenset({"defined", "undefined", "none", "string", "number", "eq", "ne", "lt", "le", "gt", "ge", "in"})
_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.If,
    nodes.For, nodes.Assign, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.Test,
    nodes.CondExpr, nodes.Concat, nodes.Add, nodes.Sub, nodes.List, nodes.Tuple, nodes.Keyword,
)  # fmt: skip
_LOOP = frozenset({"index", "index0", "first", "last", "length"})


class TemplateError(Exception):
    """The templates cannot be used; ``faults`` are all their faults, in the order of files and lines."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which nothing can be called and no attribute of a Python object be read, but a loop's counters."""

    intercepted_binops = frozenset({"*", "**", "%", "//", "/"})

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - jinja2's signature
        """A mapping of the context is read by key at once: jinja2 would look for an attribute first, in vain."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401, ARG002 - jinja2's signature
        """A loop's counters alone; what else a template reads are keys of mappings."""
        return isinstance(obj, LoopContext) and attr in _LOOP

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401, ARG002 - jinja2's signature
        """Nothing is."""
        return False


@dataclass(frozen=True, slots=True)
class _Letter:
    """A compiled template: its subject line and its body, which begins behind ``offset`` lines of the file."""

    file: str
    subject: Template
    body: Template
    offset: int


class Templates:
    """Every letter of the desk, compiled."""

    def __init__(self, letters: Mapping[str, _Letter], questions: Mapping[str, str]) -> None:
        """Made by ``load``."""
        self._letters = MappingProxyType(dict(letters))
        self.questions = MappingProxyType(dict(questions))

    @classmethod
    def load(cls, folder: Path) -> "Templates":
        """Read, compile and try out the templates of a folder; raises TemplateError with every fault at once."""
        templates, faults = _read(folder)
        serious = [fault for fault in faults if not fault.warning]
        if serious:
            raise TemplateError(serious)
        return templates

    def render(self, name: str, context: Mapping[str, object]) -> Rendered:
        """The letter ``name`` for a context; raises TemplateError with the one fault (file and line)."""
        letter = self._letters.get(name)
        if letter is None:
            raise TemplateError([Fault(f"{name}.txt", None, "there is no such template", "write it, or copy ours")])
        subject = _rendered(letter, letter.subject, context, 0)
        body = _rendered(letter, letter.body, context, letter.offset)
        return Rendered(" ".join(subject.split()), body)


def check(folder: Path) -> tuple[Fault, ...]:
    """Every fault of the templates in a folder, warnings included, by file and line; empty when all is well."""
    return _read(folder)[1]


def _read(folder: Path) -> tuple[Templates, tuple[Fault, ...]]:
    faults: list[Fault] = []
    questions = _questions(folder, faults)
    environment = _environment(questions)
    letters: dict[str, _Letter] = {}
    for name in TEMPLATES:
        letter = _letter(folder / f"{name}.txt", environment, faults)
        if letter is not None:
            letters[name] = letter
    if folder.is_dir():
        for path in sorted(folder.glob("*.txt")):
            if path.stem not in TEMPLATES:
                what = "no letter has this name, so this template is never used"
                faults.append(Fault(path.name, None, what, f"names are: {', '.join(TEMPLATES)}", warning=True))
    templates = Templates(letters, questions)
    broken = {fault.where for fault in faults if not fault.warning}
    for name, letter in letters.items():
        if letter.file not in broken and QUESTIONS not in broken:
            faults.extend(_tried(templates, name))
    return templates, in_order(faults)


def _environment(questions: Mapping[str, str]) -> _Sandbox:
    environment = _Sandbox(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.globals.clear()
    environment.filters = {key: value for key, value in environment.filters.items() if key in _FILTERS}
    environment.filters["question"] = lambda field: _question(questions, str(field))
    environment.filters["column"] = lambda text, width=16: f"{text!s:<{min(int(width), 40)}}"
    environment.tests = {key: value for key, value in environment.tests.items() if key in _TESTS}
    return environment


def _question(questions: Mapping[str, str], field: str) -> str:
    return questions.get(field) or questions.get("other", "{field}?").replace("{field}", field.replace("_", " "))


def _questions(folder: Path, faults: list[Fault]) -> dict[str, str]:
    """The wording of each question; what is wrong with them goes to ``faults``."""
    mend = f"copy ours, then change the words: one line for each of {', '.join((*FIELDS, 'other'))}"
    text = _text(folder / QUESTIONS, mend, faults)
    if text is None:
        return {}
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        what = f"this is no TOML ({error})"
        faults.append(Fault(QUESTIONS, int(at[1]) if at else None, what, 'write: netid = "What is your NetID?"'))
        return {}
    out: dict[str, str] = {}
    for key, value in data.items():
        line = next(
            (n for n, row in enumerate(text.split("\n"), 1) if re.match(rf'"?{re.escape(key)}"?\s*=', row)), None
        )
        if not isinstance(value, str) or not value.strip() or "\n" in value or len(value) > 240:
            faults.append(Fault(QUESTIONS, line, f"{key} is no short question", "write one line of text in quotes"))
        elif forbidden(value) or forbidden(key):
            what = f"{key} asks for something that is never asked by mail"
            faults.append(Fault(QUESTIONS, line, what, "no passwords, passcodes, SSN, date of birth or student data"))
        else:
            out[key] = " ".join(value.split())
    faults.extend(
        Fault(QUESTIONS, None, f"the question {key} is missing", mend) for key in (*FIELDS, "other") if key not in data
    )
    return out


def _text(path: Path, mend: str, faults: list[Fault]) -> str | None:
    try:
        text = path.read_bytes()[: MAX_TEMPLATE + 1].decode("utf-8")
    except FileNotFoundError:
        faults.append(Fault(path.name, None, f"missing in {path.parent}", mend))
    except OSError as error:
        faults.append(
            Fault(path.name, None, f"cannot be read ({error.strerror})", f"look at its rights in {path.parent}")
        )
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        faults.append(Fault(path.name, line, "is not UTF-8", "save it as UTF-8 text"))
    else:
        if len(text) <= MAX_TEMPLATE:
            return text.removeprefix("\ufeff").replace("\r\n", "\n")
        faults.append(Fault(path.name, None, f"is longer than {MAX_TEMPLATE} characters", "a letter is short"))
    return None


def _letter(path: Path, environment: _Sandbox, faults: list[Fault]) -> _Letter | None:
    text = _text(path, "write it, or copy ours", faults)
    if text is None:
        return None
    found = len(faults)
    rows = text.split("\n")
    for number, row in enumerate(rows, 1):
        if len(row.encode("utf-8")) > MAX_LINE:
            faults.append(Fault(path.name, number, f"the line is longer than {MAX_LINE} octets", "break it"))
        if row.startswith("#"):
            what = "a line that begins with # is a command to the ticket system"
            faults.append(Fault(path.name, number, what, "begin it otherwise; a remark is {# ... #}"))
    if not rows[0].startswith("Subject: ") or len(rows) < 3 or rows[1].strip():  # subject, blank, body
        what = "does not begin with a Subject line and a blank line"
        faults.append(Fault(path.name, 1, what, 'first line "Subject: ...", then a blank line, then the letter'))
        return None
    subject = _compiled(rows[0].removeprefix("Subject: "), 0, path.name, environment, faults)
    body = _compiled("\n".join(rows[2:]), 2, path.name, environment, faults)
    if subject is None or body is None or len(faults) > found:
        return None
    return _Letter(path.name, subject, body, 2)


def _compiled(source: str, offset: int, file: str, environment: _Sandbox, faults: list[Fault]) -> Template | None:
    try:
        tree = environment.parse(source, file, file)
        found = [
            Fault(file, line + offset, what, mend) for line, what, mend in (list(_unwanted(tree)) or _unknown(tree))
        ]
        if found:
            faults.extend(found)
            return None
        code = environment.compile(source, file, file)
    except TemplateSyntaxError as error:
        mend = "look for a brace or an end tag that is missing"
        faults.append(Fault(file, error.lineno + offset, str(error.message).rstrip("."), mend))
        return None
    return Template.from_code(environment, code, dict(environment.globals))


def _unwanted(tree: nodes.Template) -> Iterator[tuple[int, str, str]]:
    """``(line, what, mend)`` of everything in a template that a letter has no use for."""
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            yield node.lineno, f"there is no filter {node.name!r} here", f"filters are: {', '.join(sorted(_FILTERS))}"
        elif isinstance(node, nodes.Test) and node.name not in _TESTS:
            yield node.lineno, f"there is no test {node.name!r} here", f"tests are: {', '.join(sorted(_TESTS))}"
        elif not isinstance(node, _NODES):
            yield (
                node.lineno,
                f"{type(node).__name__} is not allowed in a letter",
                "use names, if, for and filters only",
            )
        elif isinstance(node, nodes.For) and (node.recursive or _depth(node) > MAX_NESTED_LOOPS):
            yield node.lineno, f"loops are nested deeper than {MAX_NESTED_LOOPS}, or recursive", "write it flatter"


def _unknown(tree: nodes.Template) -> Iterator[tuple[int, str, str]]:
    """``(line, what, mend)`` of every name that no letter is given."""
    known = set(sample_contexts()[0])
    unknown = meta.find_undeclared_variables(tree) - known
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in unknown:
            yield node.lineno, f"the name {node.name!r} is not known here", f"names are: {', '.join(sorted(known))}"


def _depth(node: nodes.Node) -> int:
    inner = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return inner + isinstance(node, nodes.For)


def _rendered(letter: _Letter, template: Template, context: Mapping[str, object], offset: int) -> str:
    try:
        pieces, length = [], 0
        for piece in template.generate(context):
            length += len(piece)
            if length > MAX_LETTER:
                raise TemplateError([Fault(letter.file, None, "the letter grows without end", "look at its loops")])
            pieces.append(piece)
        return "".join(pieces)
    except (JinjaError, TypeError, ValueError, ArithmeticError) as error:
        line = _line(error, letter.file)
        what = str(error).rstrip(".") or type(error).__name__
        fault = Fault(letter.file, line + offset if line else None, what, "compare with the names in docs/templates.md")
        raise TemplateError([fault]) from error


def _line(error: BaseException, file: str) -> int | None:
    """The template's line that an error arose in; jinja2 rewrites the traceback so that it says so."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _tried(templates: Templates, name: str) -> Iterator[Fault]:
    """The faults that only show when a letter is written: each sample is tried, each fault is told once."""
    for sample in sample_contexts():
        try:
            letter = templates.render(name, sample)
        except TemplateError as error:
            yield from error.faults
            continue
        if not letter.subject:
            yield Fault(
                f"{name}.txt", 1, "the subject is empty with sample values", "write words that are always there"
            )
        if not letter.body.strip():
            yield Fault(f"{name}.txt", 3, "the letter is empty with sample values", "write words that are always there")
        elif letter.body.lstrip().startswith(("#", ">")):
            yield Fault(f"{name}.txt", 3, "the letter begins with the customer's words", "begin with the desk's own")
