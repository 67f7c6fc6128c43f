"""The figures of labelled mails as one page of HTML that needs nothing else: no script, no request to anybody.

Comes in: evaluations (``evaluation.py`` tells the keys), the one for all last. Goes out: the page's text.
Never: counts anew; lets a mail's word through unescaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from mailroute import __version__
from mailroute.commands import eval_plots, eval_text
from mailroute.commands.output import clean
from mailroute.disposition import Disposition

Told = Mapping[str, Any]

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --paper: #fff; --line: #d5dae0; --shade: #f3f5f7;
  --bad: #b42318; --s1: #0b62c4; --s2: #b3540a; --s3: #0f7b4d; --s4: #8a3ab9; --s5: #1b1f24; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --soft: #9aa5b1; --paper: #14171b; --line: #39414a;
  --shade: #1e2329; --bad: #ff8a80; --s1: #6db3ff; --s2: #ffb066; --s3: #5fd3a0; --s4: #cf9bf0; --s5: #e6e9ed; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; } h3 { font-size: 1rem; }
p { margin: .4rem 0; max-width: 48rem; } .soft, small { color: var(--soft); } .bad { color: var(--bad); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .6rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .7rem; text-align: left; vertical-align: top; }
td.n, th.n { text-align: right; } td small { display: block; white-space: nowrap; }
thead th { background: var(--shade); }
.tight th, .tight td { padding: .3rem .4rem; }
td.hit { background: var(--shade); font-weight: 600; } td.miss { color: var(--bad); font-weight: 600; }
svg { width: 100%; height: auto; max-width: 44rem; display: block; } .small svg { max-width: 22rem; }
.small { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem; }
.grid { stroke: var(--line); } .tick, .axis, .name { fill: var(--soft); font: 12px system-ui, sans-serif; }
.name { fill: var(--ink); } .end { text-anchor: end; } .mid { text-anchor: middle; }
.line { fill: none; stroke-width: 2; } .dot { stroke: var(--paper); } .whisker { stroke: var(--s1); stroke-width: 1.5; }
.band { fill: var(--s1); opacity: .15; } .line.s0 { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 4; }
.line.s1 { stroke: var(--s1); } .line.s2 { stroke: var(--s2); stroke-dasharray: 7 3; }
.line.s3 { stroke: var(--s3); stroke-dasharray: 2 3; } .line.s4 { stroke: var(--s4); stroke-dasharray: 9 3 2 3; }
.line.s5 { stroke: var(--s5); } .dot.s1 { fill: var(--s1); } .dot.s2 { fill: var(--s2); } .dot.s3 { fill: var(--s3); }
.dot.s4 { fill: var(--s4); } .dot.s5 { fill: var(--s5); }
article { border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .9rem; margin: .8rem 0; }
article h3 { margin: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .4rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; } summary { cursor: pointer; color: var(--soft); }
ol.trail { list-style: none; padding: 0; margin: .4rem 0; } .trail b { display: inline-block; min-width: 2.2rem; }
q { overflow-wrap: anywhere; } @media (max-width: 34rem) { dl { grid-template-columns: 1fr; } }
"""

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>How well mailroute decides</title>
<style>"""


def page(told: Sequence[Told], *, now: datetime) -> str:
    """The whole page; ``now`` is told as the time it was made."""
    return "\n".join(_page(told, now)) + "\n"


def _page(told: Sequence[Told], now: datetime) -> Iterator[str]:
    everything = told[-1]
    shown = told[:1] if len(told) == 2 else told
    names = eval_text.columns(shown)
    yield f"{_HEAD}{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield "<h1>How well mailroute decides</h1>"
    made = now.strftime("%Y-%m-%d %H:%M UTC")
    yield _soft(f"{everything['mails']} labelled mails; mailroute {__version__}, {made}")
    yield from _figures(names, shown)
    yield from _curves(names, shown)
    yield from _calibration(everything)
    yield from _confusion(everything)
    yield from _mistakes(everything)
    yield "</main>\n</body>\n</html>"


def _figures(names: Sequence[str], told: Sequence[Told]) -> Iterator[str]:
    yield "<h2>Figures</h2>"
    yield _soft(
        "Acted: anything but a review. Precision: of the acted mails, those whose disposition is the labelled one, or "
        "one that the label allows. Coverage: of the mails whose label is no review, those that were acted on. Below "
        "each share: how many of how many, and the 95 % interval (Wilson)."
    )
    rows = [["labelled mails", *(f'<td class="n">{one["mails"]}</td>' for one in told)]]
    rows += [["acted", *(f'<td class="n">{one["acted"]}</td>' for one in told)]]
    if any(one["failed"] for one in told):
        rows += [["failed on", *(f'<td class="n bad">{one["failed"]}</td>' for one in told)]]
    for label, path in eval_text.FIGURES:
        cells = []
        for one in told:
            share = one[path[0]] if len(path) == 1 else one[path[0]][path[1]]
            cells.append(_share(share, forbidden=path[0] == "forbidden"))
        inner = label.startswith(" ")
        rows.append([f"<small>{label.strip()}</small>" if inner else label, *cells])
    body = "\n".join(f'<tr><th scope="row">{label}</th>{"".join(cells)}</tr>' for label, *cells in rows)
    yield _table(["", *names], body)


def _share(share: Told, *, forbidden: bool) -> str:
    if not share["of"]:
        return '<td class="n">-</td>'
    bad = " bad" if forbidden and share["count"] else ""
    main = str(share["count"]) if forbidden else f"{share['share']:.3f}"
    return (
        f'<td class="n{bad}">{main}<small>{share["count"]} of {share["of"]}</small>'
        f"<small>{eval_text.interval(share)}</small></td>"
    )


def _curves(names: Sequence[str], told: Sequence[Told]) -> Iterator[str]:
    everything = told[-1]
    yield "<h2>Precision and coverage over the threshold</h2>"
    yield _soft("If every decision less sure than the threshold were left to a person. The shade is the 95 % interval.")
    yield eval_plots.over_threshold(everything)
    yield eval_plots.curves(told, names)
    body = "\n".join(
        f'<tr><td class="n">{point["threshold"]:.3f}</td><td class="n">{point["acted"]}</td>'
        f"{_share(point['precision'], forbidden=False)}{_share(point['coverage'], forbidden=False)}"
        f'<td class="n">{point["forbidden"]}</td></tr>'
        for point in everything["curve"]
    )
    yield "<details><summary>The plots as a table</summary>"
    yield _table(["threshold", "acted", "precision", "coverage", "forbidden errors"], body)
    yield "</details>"


def _calibration(everything: Told) -> Iterator[str]:
    yield "<h2>Does a confidence mean what it says?</h2>"
    yield _soft(
        "On the dashed line, a confidence of 0.9 is right nine times in ten; above it the program is surer than it "
        "says. A larger dot has more answers; the line through it is the 95 % interval."
    )
    yield '<div class="small">'
    rows = []
    for asked, bins in everything["calibration"].items():
        if bins:
            yield f"<div><h3>{escape(asked)}</h3>{eval_plots.calibration(asked, bins)}</div>"
        rows += [
            f"<tr><td>{escape(asked)}</td><td>{one['from']:.2f} to {one['to']:.2f}</td>"
            f'<td class="n">{one["said"]:.3f}</td>{_share(one, forbidden=False)}</tr>'
            for one in bins
        ]
    yield "</div>\n<details><summary>The plots as a table</summary>"
    yield _table(["of", "confidence", "said", "right"], "\n".join(rows))
    yield "</details>"


def _confusion(everything: Told) -> Iterator[str]:
    counted = everything["confusion"]
    across = [word for word in Disposition if any(word in row for row in counted.values())]
    yield "<h2>Expected and got</h2>"
    rows = []
    for expected, row in counted.items():
        cells = []
        for got in across:
            kind = " hit" if got == expected else " miss"
            cells.append(f'<td class="n{kind}">{row[got]}</td>' if got in row else '<td class="n">&#183;</td>')
        rows.append(f'<tr><th scope="row">{expected}</th>{"".join(cells)}</tr>')
    yield _table(["expected \N{RIGHTWARDS ARROW} got", *across], "\n".join(rows), tight=True)


def _mistakes(everything: Told) -> Iterator[str]:
    mistakes = everything["mistakes"]
    yield f"<h2>Mistakes: {len(mistakes)}</h2>"
    if not mistakes:
        yield _soft("None.")
    for one in mistakes:
        yield "<article>"
        yield f"<h3>{_text(one['id'])}: {_text(one['subject'] or '(no subject)')}</h3>"
        yield f'<p class="bad">{"; ".join(eval_text.FAULTS[fault] for fault in one["faults"])}</p>\n<dl>'
        yield from (f"<dt>{name}</dt><dd>{_text(words)}</dd>" for name, words in _told(one))
        yield "</dl>\n<details><summary>Every rule asked</summary>"
        yield '<ol class="trail">'
        for step in one["trail"]:
            yield f"<li><b>{_text(step['rule'])}</b> {_text(step['asks'])} {_text(step['answer'])}{_quotes(step)}</li>"
        yield "</ol></details>\n</article>"


def _told(one: Told) -> Iterator[tuple[str, str]]:
    expected = one["expected"]
    yield "where", f"{one['file']}:{one['line']}"
    yield "expected", " or ".join([expected["disposition"], *one["also_ok"]])
    yield "got", f"{one['got']} by rule {one['rule']}, sure {one['confidence']:.2f} ({one['least_sure'] or 'nothing'})"
    for name in ("services", "missing"):
        if name in one["faults"]:
            yield name, f"expected {', '.join(expected[name]) or 'none'}; got {', '.join(one[name]) or 'none'}"
    if one["question"]:
        yield "in doubt", f"{one['question']['about']}: {one['question']['why']}"
    if one["error"]:
        yield "error", one["error"]
    for item in one["evidence"][:3]:
        yield item["source"], item["quote"]


def _quotes(step: Told) -> str:
    shown = [f"<br/><small>{_text(item['source'])} <q>{_text(item['quote'])}</q></small>" for item in step["evidence"]]
    return "".join(shown[:3])


def _table(heads: Sequence[str], body: str, *, tight: bool = False) -> str:
    """A table whose first column has words and whose others have numbers; it scrolls where the page is narrow."""
    first, *others = (_text(head) for head in heads)
    cells = "".join([f'<th scope="col">{first}</th>', *(f'<th scope="col" class="n">{head}</th>' for head in others)])
    kind = ' class="tight"' if tight else ""
    return (
        f'<div class="wide" tabindex="0"><table{kind}>\n<thead><tr>{cells}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _soft(words: str) -> str:
    return f'<p class="soft">{escape(words)}</p>'


def _text(words: object) -> str:
    """A mail's words: harmless in a page, and without what hides or reorders text."""
    return escape(clean(words))
