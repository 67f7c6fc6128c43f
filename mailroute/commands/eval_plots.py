"""The plots of ``mailroute eval --html``, as SVG written by ourselves.

Comes in: evaluations (``evaluation.py`` tells the keys). Goes out: SVG elements, each with a title and a description
for those who do not see it. Never: a script, a colour of its own (the page's style has them), a reference outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

Told = Mapping[str, Any]

SERIES = 5
"""Lines in a plot that the style has colours and dashes for."""

_TICKS = (0.0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)


class Axis(NamedTuple):
    """A range of values on a range of pixels."""

    low: float
    high: float
    first: float
    last: float

    def at(self, value: float) -> float:
        """The pixel of a value; what lies outside is put on the edge."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.first + share * (self.last - self.first), 1)

    def ticks(self) -> list[float]:
        """Round values within, four to eight of them."""
        within = [tick for tick in _TICKS if self.low <= tick <= self.high]
        return (
            within
            if len(within) <= 8
            else [tick for tick in within if round(tick * 10) % 2 == 0 and tick * 10 % 1 == 0]
        )


def over_threshold(told: Told, *, name: str = "threshold") -> str:
    """Precision with its interval, and coverage, over the threshold; steps, since nothing changes between."""
    points = _drawable(told)
    if not points:
        return ""
    shares = [share for point in points for share in (point["precision"]["low"], point["coverage"]["share"])]
    across, down = _axes(_floor(min(shares)), min([0.5, *(p["threshold"] for p in points if p["threshold"])]))
    steps = [(across.low, points[0]), *((point["threshold"], point) for point in points[1:])]
    top = _stairs([(across.at(t), down.at(p["precision"]["high"])) for t, p in steps], across.last)
    bottom = _stairs([(across.at(t), down.at(p["precision"]["low"])) for t, p in steps], across.last)
    band = " ".join(f"{x},{y}" for x, y in (*top, *reversed(bottom)))
    parts = [*_frame(across, down, "threshold", "share"), f'<polygon class="band" points="{band}"/>']
    for number, key in enumerate(("precision", "coverage"), start=1):
        line = _stairs([(across.at(t), down.at(p[key]["share"])) for t, p in steps], across.last)
        parts.append(_line(line, number))
        parts.append(_legend(number - 1, number, key))
    words = (
        "Steps over the threshold, from every decision acted on to only the surest. "
        f"At {points[0]['threshold']:.2f} the precision is {points[0]['precision']['share']:.3f} "
        f"and the coverage {points[0]['coverage']['share']:.3f}; the table below the plot has every step."
    )
    return _svg(name, "Precision and coverage over the threshold", words, parts)


def curves(told: Sequence[Told], names: Sequence[str], *, name: str = "curve") -> str:
    """Precision against coverage: a line a file, the one for all last."""
    shown = [(label, points) for label, one in [*zip(names, told, strict=True)][-SERIES:] if (points := _drawable(one))]
    if not shown:
        return ""
    least = min(point["precision"]["share"] for _, points in shown for point in points)
    across, down = _axes(_floor(least - 0.02), 0.0)
    parts = _frame(across, down, "coverage", "precision")
    for place, (label, points) in enumerate(shown):
        number = SERIES if len(shown) > 1 and place + 1 == len(shown) else place + 1
        line = [(across.at(p["coverage"]["share"]), down.at(p["precision"]["share"])) for p in points]
        parts.append(_line(line, number))
        parts += [
            f'<circle class="dot s{number}" cx="{x}" cy="{y}" r="3"><title>{_words(label, point)}</title></circle>'
            for (x, y), point in zip(line, points, strict=True)
        ]
        parts.append(_legend(place, number, label))
    words = (
        f"A line each for {', '.join(label for label, _ in shown)}; each dot is a threshold. The table has them all."
    )
    return _svg(name, "Precision against coverage", words, parts)


def _drawable(told: Told) -> list[Told]:
    """The curve's points that have both figures."""
    return [point for point in told["curve"] if point["precision"]["of"] and point["coverage"]["of"]]


def _words(label: str, point: Told) -> str:
    precision, coverage = point["precision"]["share"], point["coverage"]["share"]
    return escape(f"{label}, threshold {point['threshold']:.3f}: precision {precision:.3f}, coverage {coverage:.3f}")


def calibration(asked: str, bins: Sequence[Told]) -> str:
    """The share that was right over the confidence said; a dot a bin, larger for more answers, with its interval."""
    if not bins:
        return ""
    low = _floor(min(0.5, *(min(one["from"], one["low"]) for one in bins)))
    across, down = _axes(low, low, width=320, height=260)
    parts = _frame(across, down, "confidence said", "share right")
    diagonal = [(across.at(low), down.at(low)), (across.at(1), down.at(1))]
    parts.append(_line(diagonal, 0))
    most = max(one["of"] for one in bins)
    for one in bins:
        x, y = across.at(one["said"]), down.at(one["share"])
        size = round(3 + 6 * (one["of"] / most) ** 0.5, 1)
        told = f"said {one['said']:.3f}, right {one['share']:.3f} ({one['count']} of {one['of']})"
        parts.append(f'<path class="whisker" d="M{x} {down.at(one["low"])}V{down.at(one["high"])}"/>')
        parts.append(f'<circle class="dot s1" cx="{x}" cy="{y}" r="{size}"><title>{told}</title></circle>')
    words = "; ".join(f"said {one['said']:.2f}: {one['count']} of {one['of']} right" for one in bins)
    return _svg(f"calibration-{asked}", f"Calibration of: {asked}", f"{words}.", parts, width=320, height=260)


def _floor(value: float) -> float:
    """The tenth below a value, so that the axis begins at a round one."""
    return max(0.0, int(value * 10 - 1e-9) / 10)


def _axes(bottom: float, left: float, *, width: int = 640, height: int = 300) -> tuple[Axis, Axis]:
    return Axis(left, 1.0, 52.0, width - 16.0), Axis(bottom, 1.0, height - 40.0, 14.0)


def _stairs(corners: Sequence[tuple[float, float]], end: float) -> list[tuple[float, float]]:
    """The line that stays at each value until the next."""
    out: list[tuple[float, float]] = []
    for x, y in corners:
        if out:
            out.append((x, out[-1][1]))
        out.append((x, y))
    return [*out, (end, out[-1][1])]


def _line(points: Sequence[tuple[float, float]], number: int) -> str:
    return f'<polyline class="line s{number}" points="{" ".join(f"{x},{y}" for x, y in points)}"/>'


def _legend(place: int, number: int, label: str) -> str:
    """The line's own look and its name, in the lower left corner where the curves are not."""
    y = 244 - 16 * (SERIES - 1 - place)
    return f'<path class="line s{number}" d="M66 {y}H90"/><text class="name" x="96" y="{y + 4}">{escape(label)}</text>'


def _frame(across: Axis, down: Axis, below: str, beside: str) -> list[str]:
    """Grid, ticks and the axes' names."""
    parts = []
    for tick in down.ticks():
        y = down.at(tick)
        parts.append(f'<path class="grid" d="M{across.first} {y}H{across.last}"/>')
        parts.append(f'<text class="tick end" x="{across.first - 6}" y="{y + 4}">{tick:g}</text>')
    for tick in across.ticks():
        x = across.at(tick)
        parts.append(f'<path class="grid" d="M{x} {down.first}V{down.last}"/>')
        parts.append(f'<text class="tick mid" x="{x}" y="{down.first + 16}">{tick:g}</text>')
    middle = round((across.first + across.last) / 2, 1)
    parts.append(f'<text class="axis mid" x="{middle}" y="{down.first + 34}">{below}</text>')
    height = round((down.first + down.last) / 2, 1)
    parts.append(f'<text class="axis mid" transform="translate(13 {height}) rotate(-90)">{beside}</text>')
    return parts


def _svg(name: str, title: str, words: str, parts: Sequence[str], *, width: int = 640, height: int = 300) -> str:
    inner = "\n".join(_indented(parts))
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title {name}-words">\n'
        f'<title id="{name}-title">{escape(title)}</title>\n<desc id="{name}-words">{escape(words)}</desc>\n'
        f"{inner}\n</svg>"
    )


def _indented(parts: Sequence[str]) -> Iterator[str]:
    yield from (f"  {part}" for part in parts)
