"""The figures of labelled mails for a terminal of 80 columns.

Comes in: evaluations (``evaluation.py`` tells the keys), the one for all last. Goes out: lines of text, clean.
Never: prints, counts anew; a mail's words pass through ``clean``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mailroute.commands import card, output
from mailroute.commands.output import clean, style
from mailroute.disposition import Disposition

Told = Mapping[str, Any]

_LABEL = 20
_COLUMN = 15
_POINTS = 12

FIGURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("precision", ("precision",)),
    ("coverage", ("coverage",)),
    ("forbidden errors", ("forbidden", "any")),
    ("  outage forwarded", ("forbidden", "outage_forwarded")),
    ("  partner into ES", ("forbidden", "partner_into_es")),
    ("  robot answered", ("forbidden", "robot_answered")),
    ("  sent in security", ("forbidden", "sent_in_security")),
    ("services right", ("services",)),
    ("  without robots", ("services_without_robots",)),
    ("missing right", ("missing",)),
    ("department (noted)", ("department",)),
)
"""Each figure's name, and where it stands in an evaluation."""

FAULTS = {
    "outage_forwarded": "FORBIDDEN: an outage forwarded",
    "partner_into_es": "FORBIDDEN: a partner's mail into ES",
    "robot_answered": "FORBIDDEN: an answer to a robot",
    "sent_in_security": "FORBIDDEN: sent in a security case, or to a failed authentication",
    "disposition": "wrong disposition",
    "error": "mailroute failed on it",
    "left": "left to a person, though the label knows what to do",
    "services": "wrong services",
    "missing": "wrong in what is missing",
}
"""What is wrong with a mail, in words, the worst first."""


def report(told: Sequence[Told], *, only_figures: bool = False) -> Iterator[str]:
    """The whole report. ``only_figures`` leaves out all that speaks of single mails."""
    shown = told[:1] if len(told) == 2 and not only_figures else told
    names = columns(shown)
    cells = [_counted(_at(one, path)) for one in shown for _, path in FIGURES]
    column = max(_COLUMN, *(len(cell) + 2 for cell in cells))
    side_by_side = max(1, (output.width() - _LABEL) // column)
    for start in range(0, len(shown), side_by_side):
        stop = start + side_by_side
        yield from _figures(names[start:stop], shown[start:stop], column)
        yield ""
    yield style("Each figure: the share, how many of how many, the 95 % interval (Wilson).", dim=True)
    if only_figures:
        return
    everything = told[-1]
    yield ""
    yield from confusion(everything)
    yield ""
    yield from curve(everything)
    yield ""
    yield from calibration(everything)
    yield ""
    yield from _mistakes(everything)


def columns(told: Sequence[Told]) -> list[str]:
    """A short name for each column: the file's own name, with its folder where two are alike."""
    paths = [Path(one["file"]) if one["file"] is not None else None for one in told]
    alone = [path.name if path is not None else "all" for path in paths]
    names = [
        name if path is None or alone.count(name) == 1 else str(path) for name, path in zip(alone, paths, strict=True)
    ]
    return [clean(name) for name in names]


def _figures(names: Sequence[str], told: Sequence[Told], column: int) -> Iterator[str]:
    yield style(_row("", [_fit(name, column - 2) for name in names], column), bold=True)
    for label, key in (("labelled mails", "mails"), ("without a label", "unlabelled"), ("failed on", "failed")):
        if key == "mails" or any(one[key] for one in told):
            yield _row(label, [str(one[key]) for one in told], column)
    for label, path in FIGURES:
        shares = [_at(one, path) for one in told]
        forbidden = path[0] == "forbidden"
        text = _row(label, [_counted(share, forbidden=forbidden) for share in shares], column)
        bad = forbidden and any(share["count"] for share in shares)
        yield style(text, fg="red", bold=True) if bad else text
        yield style(_row("", [interval(share) for share in shares], column), dim=True)


def _at(one: Told, path: Sequence[str]) -> Told:
    for key in path:
        one = one[key]
    return one


def _row(label: str, cells: Sequence[str], column: int) -> str:
    return (label.ljust(_LABEL) + "".join(cell + " " * (column - output.cells(cell)) for cell in cells)).rstrip()


def _fit(name: str, room: int) -> str:
    """A column's name, its end kept, which tells one file of a set from another."""
    name = name.removesuffix(".jsonl")
    return name if output.cells(name) <= room else f"..{name[-(room - 2) :]}"


def _counted(share: Told, *, forbidden: bool = False) -> str:
    if not share["of"]:
        return "-"
    if forbidden:
        return f"{share['count']} of {share['of']}"
    return f"{share['share']:.3f} {share['count']}/{share['of']}"


def interval(share: Told) -> str:
    """``0.906-0.977``, or nothing where there is no share."""
    return f"{share['low']:.3f}-{share['high']:.3f}" if share["of"] else ""


def confusion(told: Told) -> Iterator[str]:
    """Expected down, got across."""
    counted = told["confusion"]
    across = [word for word in Disposition if any(word in row for row in counted.values())]
    yield style("Expected (down) and got (across)", bold=True)
    yield style(" " * 16 + "".join(f"{word[:3]:>5}" for word in across), bold=True)
    for expected, row in counted.items():
        cells = []
        for got in across:
            count = row.get(got, 0)
            cell = f"{count or '.':>5}"
            cells.append(style(cell, fg="yellow") if count and got != expected else cell)
        yield f"{expected:<16}{''.join(cells)}".rstrip()


def curve(told: Told) -> Iterator[str]:
    """The figures over the threshold; of many points those that tell most."""
    yield style("If every decision less sure than the threshold were left to a person", bold=True)
    yield style("threshold  acted  precision             coverage              forbidden", bold=True)
    points = told["curve"]
    step = max(1, -(-(len(points) - 1) // (_POINTS - 1)))
    for place, point in enumerate(points):
        if place % step == 0 or place == len(points) - 1:
            both = "".join(f"{_counted_share(point[name]):<22}" for name in ("precision", "coverage"))
            yield f"{point['threshold']:9.3f}  {point['acted']:5}  {both}{point['forbidden']:>9}"


def _counted_share(share: Told) -> str:
    return f"{share['share']:.3f} ({interval(share)})" if share["of"] else "-"


def calibration(told: Told) -> Iterator[str]:
    """Bin by bin: what was said, what was right; marked where the interval does not hold what was said."""
    yield style("Does a confidence mean what it says?", bold=True)
    yield style("of          confidence  answers    said   right  95 % interval", bold=True)
    for asked, bins in told["calibration"].items():
        for one in bins:
            said, low, high = one["said"], one["low"], one["high"]
            verdict = "too sure" if said > high else "not sure enough" if said < low else ""
            span = f"{one['from']:.2f}-{one['to']:.2f}" if one["from"] < one["to"] else f"{one['to']:.2f}"
            counted = f"{one['of']:>9}{said:>8.3f}{one['share']:>8.3f}  {interval(one)}"
            line = f"{asked:<12}{span:<10}{counted:<42}{verdict}"
            yield style(line.rstrip(), fg="yellow") if verdict else line.rstrip()


def _mistakes(told: Told) -> Iterator[str]:
    mistakes = told["mistakes"]
    if not mistakes:
        yield style("No mistakes.", bold=True)
        return
    yield style(f"Mistakes: {len(mistakes)}", bold=True)
    for one in mistakes:
        yield ""
        yield from _mistake(one)


def _mistake(one: Told) -> Iterator[str]:
    yield card.rule_line(f"{one['id']}  {one['file']}:{one['line']}")
    what = "; ".join(FAULTS[fault] for fault in one["faults"])
    yield from card.labelled("Wrong", what)
    yield from card.labelled("Subject", one["subject"] or "(none)")
    yield from card.labelled("Expected", " or ".join([one["expected"]["disposition"], *one["also_ok"]]))
    least = f" ({one['least_sure']})" if one["least_sure"] else ""
    yield from card.labelled("Got", f"{one['got']} by rule {one['rule']}, sure {one['confidence']:.2f}{least}")
    if "services" in one["faults"]:
        yield from _both("Services", one["expected"]["services"], one["services"])
    if "missing" in one["faults"]:
        yield from _both("Missing", one["expected"]["missing"], one["missing"])
    yield from card.question(one["question"])
    if one["error"]:
        yield from card.labelled("Error", one["error"])
    yield from card.trail(one["trail"], brief=True)


def _both(label: str, expected: Sequence[str], got: Sequence[str]) -> list[str]:
    return card.labelled(label, f"expected {', '.join(expected) or 'none'}; got {', '.join(got) or 'none'}")
