"""The figures of labelled mails told in plain values, as ``mailroute eval --json`` prints them.

Comes in: scores by file. Goes out: one dict a file, and one for all, of JSON's own types; the keys are stable and all
are always there. Never: decides, prints, leaves a mistake out.

One object a file, and a last one for all of them together, whose ``file`` is null:

- ``file``; ``mails`` (those with a label); ``unlabelled`` (those without one, which count nowhere); ``acted``;
  ``failed`` (mails that the program failed on; they went to a person); ``threshold`` (the configuration's);
- ``precision``, ``coverage``, ``services``, ``services_without_robots``, ``missing``, ``department``: a share, which
  is an object ``{"count", "of", "share", "low", "high"}``: count of so many, from 0 to 1, with its 95 % interval
  (Wilson); the last three are null where ``of`` is 0. What each is a share of is told in ``scoring.py``;
- ``forbidden``: a share for each kind (``outage_forwarded``, ``partner_into_es``, ``robot_answered``,
  ``sent_in_security``) and for ``any``; ``of`` are the mails that could have had the error;
- ``confusion``: ``{expected: {got: mails}}``, without zeros;
- ``curve``: a list of ``{"threshold", "acted", "precision", "coverage", "forbidden"}``: the figures if every decision
  less sure than the threshold were left to a person, from the configuration's own on (``forbidden`` counts mails);
- ``calibration``: for ``decision``, ``service``, ``department``, ``outage`` a list of bins ``{"from", "to", "said"}``
  with the keys of a share: ``said`` is the mean confidence of the bin's answers, ``share`` the share that was right;
- ``mistakes``: a list of ``{"file", "line", "id", "subject", "faults", "expected", "also_ok", "got", "rule",
  "confidence", "least_sure", "services", "department", "missing", "question", "evidence", "trail", "error"}``.
  ``faults`` says what is wrong, worst first: a kind of forbidden error, ``disposition``, ``left`` (to a person, where
  the label knows what to do), ``services``, ``missing``, ``error``. ``evidence`` is what the deciding rule rests on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mailroute import explanation
from mailroute.calibration import Asked, Bin, calibration
from mailroute.disposition import Disposition
from mailroute.proportion import Share
from mailroute.scoring import Point, Score, confusion, curve, figures


@dataclass(frozen=True, slots=True)
class Group:
    """The scores of a file, or of all (``name`` None). ``unlabelled`` is how many mails had no label.

    ``threshold`` is the desk's own, with which they were decided.
    """

    name: str | None
    scores: tuple[Score, ...]
    unlabelled: int = 0
    threshold: float = 0.0


def whole(groups: Sequence[Group]) -> Group:
    """All groups as one."""
    scores = tuple(one for group in groups for one in group.scores)
    unlabelled = sum(group.unlabelled for group in groups)
    return Group(None, scores, unlabelled, min((group.threshold for group in groups), default=0.0))


def evaluation(group: Group) -> dict[str, Any]:
    """Everything there is to say of a group; see the module."""
    scores = group.scores
    found = figures(scores)
    return {
        "file": group.name,
        "mails": found.mails,
        "unlabelled": group.unlabelled,
        "acted": found.acted,
        "failed": found.failed,
        "threshold": group.threshold,
        "precision": share(found.precision),
        "coverage": share(found.coverage),
        "forbidden": {
            "any": share(found.any_forbidden),
            **{str(kind): share(counted) for kind, counted in found.forbidden.items()},
        },
        "services": share(found.services),
        "services_without_robots": share(found.services_without_robots),
        "missing": share(found.missing),
        "department": share(found.department),
        "confusion": _confusion(scores),
        "curve": [_point(point) for point in curve(scores, least=group.threshold)],
        "calibration": {str(asked): [_bin(one) for one in bins(scores, asked)] for asked in Asked},
        "mistakes": [mistake(one) for one in mistakes(scores)],
    }


def bins(scores: Sequence[Score], asked: Asked) -> tuple[Bin, ...]:
    """The calibration of one question over these mails."""
    return calibration((sure for one in scores for sure in one.sure), asked)


def mistakes(scores: Sequence[Score]) -> list[Score]:
    """The mails with which something is wrong, the worst first, else in their order."""
    order = ["disposition", "error", "left", "services", "missing"]
    wrong = [one for one in scores if one.faults]
    return sorted(wrong, key=lambda one: -1 if one.forbidden else order.index(one.faults[0]))


def share(counted: Share) -> dict[str, Any]:
    """A share with its interval."""
    low, high = counted.interval or (None, None)
    return {
        "count": counted.right,
        "of": counted.of,
        "share": _round(counted.share),
        "low": _round(low),
        "high": _round(high),
    }


def mistake(one: Score) -> dict[str, Any]:
    """One mail with which something is wrong: the label, what was got, and why."""
    decision, expected = one.decision, one.expected
    return {
        "file": one.file,
        "line": one.line,
        "id": one.id,
        "subject": one.subject,
        "faults": list(one.faults),
        "expected": {
            "disposition": str(expected.disposition),
            "department": expected.department,
            "services": list(expected.services),
            "missing": list(expected.missing),
            "urgent": expected.urgent,
        },
        "also_ok": list(one.also_ok),
        "got": str(one.got),
        "rule": decision.rule,
        "confidence": _round(decision.confidence),
        "least_sure": decision.least_sure,
        "services": list(one.services),
        "department": one.department,
        "missing": list(decision.missing),
        "question": explanation.question(decision.question),
        "evidence": explanation.quotes(decision.trail[-1].evidence) if decision.trail else [],
        "trail": explanation.trail(decision.trail),
        "error": one.error or None,
    }


def _confusion(scores: Sequence[Score]) -> dict[str, dict[str, int]]:
    counted = confusion(scores)
    rows: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for expected in Disposition:
        for got in Disposition:
            if counted[expected, got]:
                rows[str(expected)][str(got)] = counted[expected, got]
    return dict(rows)


def _point(point: Point) -> dict[str, Any]:
    return {
        "threshold": _round(point.threshold),
        "acted": point.precision.of,
        "precision": share(point.precision),
        "coverage": share(point.coverage),
        "forbidden": point.forbidden,
    }


def _bin(one: Bin) -> dict[str, Any]:
    return {"from": one.low, "to": one.high, "said": _round(one.said), **share(one.right)}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
