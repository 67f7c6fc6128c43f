"""A decision as a card for people: facts with their quotes, the rules asked, what would be sent.

Comes in: an explanation, a trail, an outgoing mail. Goes out: lines of text, clean and fitted to a width.
Never: decides, leaves out a rule that was asked, prints.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from email import message_from_bytes
from typing import TYPE_CHECKING, Any

from mailroute.commands import output
from mailroute.commands.output import clean, style

if TYPE_CHECKING:
    from mailroute.mail.outgoing import Outgoing
    from mailroute.planning import Plan

_LABEL = 15
_WIDEST = 100
_LABELS = {"netid": "NetID"}
_SHOWN_HEADERS = ("From", "To", "Cc", "Reply-To", "Subject", "In-Reply-To", "Auto-Submitted")
_SPOKEN = re.compile(r"[^:]{1,60}\(\d\d?:\d\d(?::\d\d)?\):")
"""The beginning of a line of a chat: ``Ana Ruiz (09:00:01):``."""
_COLOURS = {"review": "yellow", "ignore": "bright_black", "outage": "red"}


def fitted() -> int:
    """The card's width in columns: the terminal's, but no wider than reads well."""
    return min(output.width(), _WIDEST)


def rule_line(title: str) -> str:
    """A line across the card with a title in it."""
    text = f"── {clean(title)} "
    return style(text + "─" * max(4, fitted() - output.cells(text)), bold=True)


def labelled(label: str, text: str, *, mark: str = "") -> list[str]:
    """``label   text``, the text folded beside its label; ``mark``, a short one of ours, stands before it."""
    body = textwrap.wrap(clean(text), max(20, fitted() - _LABEL), break_on_hyphens=False) or [""]
    return [f"{style(label.ljust(_LABEL), dim=True)}{mark}{body[0]}", *(" " * _LABEL + line for line in body[1:])]


def disposition(word: str, *, urgent: bool = False) -> str:
    """A disposition in its colour, with the mark of an urgent one."""
    shown = style(clean(word), fg="red" if urgent else _COLOURS.get(word, "green"), bold=True)
    return f"{shown} {style('URGENT', fg='red', bold=True)}" if urgent else shown


def quoted(evidence: Iterable[Mapping[str, str]], most: int = 3) -> str:
    """Evidence in words: ``body "will not run"; domain "chem.wisc.edu"``."""
    items = list(dict.fromkeys(f'{item["source"]} "{item["quote"]}"' for item in evidence))
    shown = items[:most]
    return "; ".join([*shown, f"and {len(items) - most} more"] if len(items) > most else shown)


def trail(steps: Sequence[Mapping[str, Any]], *, brief: bool = False, margin: int = 0) -> list[str]:
    """Each rule asked: its number, the question, the answer, and the quotes below; the last one decided.

    ``brief`` keeps the rules that did not simply say no, and names the others by their numbers. ``margin`` is what the
    caller puts before each line.
    """
    if not steps:
        return []
    lines = [style("Rules asked, in order; the last one decided", bold=True)]
    passed: list[str] = []
    for number, step in enumerate(steps, start=1):
        last = number == len(steps)
        if brief and not last and step["answer"] == "no":
            passed.append(step["rule"])
            continue
        lines += _passed(passed, margin)
        passed = []
        lines += _step(step, bold=last, margin=margin)
    return lines


def _passed(rules: Sequence[str], margin: int) -> list[str]:
    return folded(f"{', '.join(rules)}: no", indent=2, margin=margin, dim=True) if rules else []


def _step(step: Mapping[str, Any], *, bold: bool, margin: int) -> list[str]:
    width = fitted() - margin - 8
    text = textwrap.wrap(f"{clean(step['asks'])} {clean(step['answer'])}", width, break_on_hyphens=False)
    shown = [f"  {clean(step['rule']):<5} {text[0]}", *(f"        {more}" for more in text[1:])]
    lines = [style(line, bold=bold) for line in shown]
    if step["evidence"]:
        lines += folded(quoted(step["evidence"]), indent=8, margin=margin, dim=True)
    return lines


def outgoing(mail: Outgoing) -> list[str]:
    """A mail that would be sent, in full: its envelope, the headers that matter, its text, what is attached."""
    parsed = message_from_bytes(mail.payload)
    lines = [style(f"The mail that would be sent ({mail.kind}, template {clean(mail.template)})", bold=True)]
    lines += folded(
        f"from <{mail.envelope.sender}> to {', '.join(mail.envelope.recipients)} (envelope)", indent=2, dim=True
    )
    shown = {"subject": mail.subject}
    for name in _SHOWN_HEADERS:
        value = shown.get(name.lower(), parsed.get(name))
        if value is not None:
            lines += folded(f"{name}: {value}", indent=2, dim=True)
    lines.append("")
    for line in clean(mail.body, one_line=False).rstrip().split("\n"):
        lines += [f"  {part}" for part in textwrap.wrap(line, fitted() - 2, drop_whitespace=False) or [""]]
    attached = [part.get_content_type() for part in parsed.walk() if part.get_content_type() == "message/rfc822"]
    if attached:
        lines += ["", style("  with the original mail attached", dim=True)]
    return lines


def mail_text(text: str, *, most: int = 30, margin: int = 0) -> list[str]:
    """A mail's text behind a bar, so that nobody takes it for words of ours; at most ``most`` lines.

    ``margin`` is what the caller puts before each line.
    """
    lines: list[str] = []
    width = fitted() - margin - 2
    for paragraph in clean(text, one_line=False).strip().split("\n\n"):
        lines += [*(part for line in _flowing(paragraph, width) for part in textwrap.wrap(line, width) or [""]), ""]
    lines.pop()
    more = len(lines) - most
    shown = [f"│ {line}".rstrip() for line in lines[:most]]
    return [*shown, style(f"│ ... {more} more lines", dim=True)] if more > 0 else shown


def _flowing(paragraph: str, width: int) -> list[str]:
    """A paragraph's lines; one whose lines were broken for a wider page becomes one line, so that it folds evenly."""
    lines = paragraph.split("\n")
    too_wide = any(output.cells(line) > width for line in lines)
    prose = all((line[:1].isalnum() or line[:1] in "\"'(“‘") and not _SPOKEN.match(line) for line in lines if line)
    return [" ".join(lines)] if too_wide and prose else lines


def plan(plan: Plan, told: Mapping[str, Any]) -> list[str]:
    """The whole card of one mail; ``told`` is its explanation."""
    lines = [rule_line(told["file"])]
    lines += labelled("Subject", told["subject"] or "(none)")
    lines += labelled("Author", told["author"] or "(none)")
    if told["customer"] and told["customer"] != told["author"]:
        lines += labelled("Customer", told["customer"])
    if told["channel"] != "email":
        lines += labelled("Came by", told["channel"])
    lines += facts(plan, told)
    lines += ["", *trail(told["trail"])] if told["trail"] else []
    lines += ["", *outcome(told)]
    for mail in plan.outgoing:
        lines += ["", *outgoing(mail)]
    return [*lines, ""]


def facts(plan: Plan, told: Mapping[str, Any]) -> list[str]:
    """What was found in the mail, each with its confidence and quotes."""
    lines = []
    department = told["department"]
    if department is not None:
        contract = "contract partner" if department["contract_partner"] else "no contract"
        name = plan.facts.department.answer.name if plan.facts.department.answer is not None else ""
        found = f"{department['id']} ({name}), {contract}"
        lines += labelled("Department", _found(found, department["confidence"], department["evidence"]))
    for service in told["services"]:
        lines += labelled("Service", _found(service["id"], service["confidence"], service["evidence"]))
    for name, finding in plan.facts.handling.values.items():
        evidence = [{"source": item.source, "quote": item.quote} for item in finding.evidence]
        value = clean(finding.answer)
        short = value if len(value) <= _WIDEST else value[: _WIDEST - 1] + "…"
        # A value that is its own quote is not said twice.
        evidence = [item for item in evidence if clean(item["quote"]) != value]
        label = _LABELS.get(name, name.replace("_", " ").capitalize())[: _LABEL - 2]
        lines += labelled(label, _found(short, finding.confidence, evidence))
    if told["missing"]:
        lines += labelled("Missing", ", ".join(told["missing"]))
    return lines


def outcome(told: Mapping[str, Any]) -> list[str]:
    """The disposition with its route, and the question when a person is asked."""
    route = told["route"]
    where = clean(f"{route['name']}: {', '.join(route['recipients'])}" if route["recipients"] else route["name"])
    lines = [f"{style('=>', bold=True)} {disposition(told['disposition'], urgent=told['urgent'])}, route {where}"]
    lines += question(told["question"])
    if told["error"]:
        lines += labelled("Error", told["error"])
    return lines


def question(asked: Mapping[str, Any] | None) -> list[str]:
    """What a person is asked, with the candidates."""
    if asked is None:
        return []
    lines = labelled("In doubt", f"{asked['about']}: {asked['why']}")
    if asked.get("candidates"):
        lines += labelled("Candidates", ", ".join(map(str, asked["candidates"])))
    return [*lines, *proposals(asked)]


def proposals(asked: Mapping[str, Any]) -> list[str]:
    """The services that the mail is like in meaning, where a second opinion has any."""
    if not asked.get("proposals"):
        return []
    return labelled("By meaning", f"{likely(asked)} (a guess: how like they are, 0 to 1)")


def likely(asked: Mapping[str, Any]) -> str:
    """A question's proposals in words: ``wifi 0.52, network 0.40``; nothing where there are none."""
    return ", ".join(f"{one['service']} {one['likeness']:.2f}" for one in asked.get("proposals", ()))


def _found(what: str, confidence: float, evidence: Sequence[Mapping[str, str]]) -> str:
    sure = "" if confidence >= 1 else f" [{confidence:.0%}]"
    return f"{what}{sure}" + (f"  - {quoted(evidence)}" if evidence else "")


def folded(text: str, *, indent: int, margin: int = 0, dim: bool | None = None, bold: bool | None = None) -> list[str]:
    """A text folded behind ``indent`` blanks, what is folded a little more; ``margin`` as in ``trail``."""
    pad = " " * indent
    lines = textwrap.wrap(
        clean(text),
        fitted() - margin,
        initial_indent=pad,
        subsequent_indent=pad + "  ",
        break_on_hyphens=False,
    )
    # The blanks in front stay bare, so that a caller may put a label in their place.
    return [line[: -len(words)] + style(words, dim=dim, bold=bold) for line in lines if (words := line.lstrip())]
