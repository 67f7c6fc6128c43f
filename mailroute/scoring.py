"""How good were the decisions? What labelled mails say should have become of them, against what would have.

Comes in: a labelled mail and its plan. Goes out: a Score a mail; of many Scores the figures, the confusion and the
curve over the threshold (``calibration.py`` judges the confidences). Pure. Never: reads a file, decides, prints.

The words. *Acted*: any disposition but ``review``. *Precision*: of the acted mails, the share whose disposition is the
expected one or in ``also_ok``. *Coverage*: of the mails whose label is not ``review``, the share that is acted.
*Forbidden*: the errors of ``Forbidden``, counted apart; each kind's share is of the mails that could have had it.
*Services* are right, among the acted, when each labelled one was found, or one of its family, and no other; since
nobody needs a robot's services, that share is told without what was rightly ignored, too. *Missing* is right, among
the mails that are ``gather`` by label and decision, when it is exactly the label's. *Department* is right, among the
acted, when it is the label's (none, where the label has none). Intervals: see ``proportion.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mailroute.calibration import Asked, Sure
from mailroute.decision import Decision
from mailroute.disposition import Disposition
from mailroute.facts import Authentication
from mailroute.labelled import Expected, Labelled
from mailroute.mail.authentication import without_comments
from mailroute.mail.message import Message
from mailroute.planning import Plan
from mailroute.proportion import Share, share_of

SENDS = frozenset(Disposition) - {Disposition.IGNORE, Disposition.FOLLOW_UP, Disposition.REVIEW}
_TO_CUSTOMER = frozenset({Disposition.GATHER, Disposition.ASK_DEPARTMENT})
_INTO_ES = frozenset({Disposition.ES, Disposition.GATHER})
_FORWARDS = _TO_CUSTOMER | {Disposition.CPS, Disposition.ES, Disposition.TECHNICAL}
# Labels that say that a mail is no outage; ``ignore`` and ``review`` leave that open.
_NO_OUTAGE = SENDS - {Disposition.OUTAGE}


class Forbidden(StrEnum):
    """Errors that must not happen, however seldom."""

    OUTAGE_FORWARDED = "outage_forwarded"
    PARTNER_INTO_ES = "partner_into_es"
    ROBOT_ANSWERED = "robot_answered"
    SENT_IN_SECURITY = "sent_in_security"


@dataclass(frozen=True, slots=True)
class Score:
    """One labelled mail, decided. ``missing_right`` is None unless label and decision are both ``gather``."""

    id: str
    line: int
    subject: str
    expected: Expected
    also_ok: tuple[str, ...]
    decision: Decision
    services: tuple[str, ...]
    department: str | None
    at_risk: tuple[Forbidden, ...]
    forbidden: tuple[Forbidden, ...]
    services_right: bool
    missing_right: bool | None
    department_right: bool
    sure: tuple[Sure, ...]
    file: str = ""
    error: str = ""

    @property
    def got(self) -> Disposition:
        """What would have become of it."""
        return self.decision.disposition

    @property
    def acted(self) -> bool:
        """Something would have been done without a person."""
        return self.got is not Disposition.REVIEW

    @property
    def robot(self) -> bool:
        """It was rightly ignored: then the services in its text are nobody's matter."""
        return self.got is self.expected.disposition is Disposition.IGNORE

    @property
    def right(self) -> bool:
        """The disposition is the label's, or one that the label also allows."""
        return self.got is self.expected.disposition or self.got.value in self.also_ok

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with it, worst first; empty when all is well.

        A kind of ``Forbidden``, ``disposition``, ``left`` (to a person, though the label knows what to do),
        ``services``, ``missing``, ``error`` (the program failed on it).
        """
        known = self.expected.disposition is not Disposition.REVIEW
        found = [
            *self.forbidden,
            *(["disposition"] if self.acted and not self.right else []),
            *(["left"] if not self.acted and known and not self.right else []),
            *(["services"] if self.acted and not self.services_right and not self.robot else []),
            *(["missing"] if self.missing_right is False else []),
            *(["error"] if self.error else []),
        ]
        return tuple(map(str, found))


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of many mails. ``forbidden`` maps each kind to its share, ``any_forbidden`` is all of them."""

    mails: int
    acted: int
    precision: Share
    coverage: Share
    any_forbidden: Share
    forbidden: dict[Forbidden, Share]
    services: Share
    services_without_robots: Share
    missing: Share
    department: Share
    failed: int


@dataclass(frozen=True, slots=True)
class Point:
    """The figures if every decision less sure than ``threshold`` were left to a person."""

    threshold: float
    precision: Share
    coverage: Share
    forbidden: int


def score(mail: Labelled, plan: Plan, *, authserv_id: str, file: str = "") -> Score:
    """One mail's score. ``authserv_id`` is the server whose word on authentication counts; ``file`` is only noted.

    Raises ValueError for a mail without a label.
    """
    expected = mail.expected
    if expected is None:
        raise ValueError(f"{mail.id} has no label")
    facts, decision = plan.facts, plan.decision
    got = decision.disposition
    services = tuple(service.id for service in facts.services.answer)
    department = facts.department.answer.id if facts.department.answer is not None else None
    failed = facts.authentication.answer is Authentication.FAIL or failed_authentication(plan.message, authserv_id)
    at_risk = tuple(_at_risk(expected, failed=failed))
    right = got is expected.disposition or got.value in mail.also_ok
    services_right = {*map(family, services)} == {*map(family, expected.services)}
    outage, robot = _outage(mail, expected), expected.disposition is Disposition.IGNORE
    gather = got is expected.disposition is Disposition.GATHER
    judged = [
        (Asked.DECISION, decision.confidence, right if got is not Disposition.REVIEW else None),
        # A robot's services are nobody's matter; that no department was found is no finding.
        (Asked.SERVICE, facts.services.confidence, None if robot else services_right),
        (Asked.DEPARTMENT, facts.department.confidence, department == expected.department if department else None),
        (Asked.OUTAGE, facts.outage.confidence, None if outage is None else facts.outage.answer == outage),
    ]
    return Score(
        id=mail.id,
        line=mail.line,
        subject=plan.message.subject,
        expected=expected,
        also_ok=mail.also_ok,
        decision=decision,
        services=services,
        department=department,
        at_risk=at_risk,
        forbidden=tuple(kind for kind in at_risk if got in _BAD[kind]),
        services_right=services_right,
        missing_right={*decision.missing} == {*expected.missing} if gather else None,
        department_right=department == expected.department,
        sure=tuple(Sure(asked, confidence, said) for asked, confidence, said in judged if said is not None),
        file=file,
        error=plan.error or "",
    )


_BAD: dict[Forbidden, frozenset[Disposition]] = {
    Forbidden.OUTAGE_FORWARDED: _FORWARDS,
    Forbidden.PARTNER_INTO_ES: _INTO_ES,
    Forbidden.ROBOT_ANSWERED: _TO_CUSTOMER,
    Forbidden.SENT_IN_SECURITY: SENDS,
}


def _at_risk(expected: Expected, *, failed: bool) -> Iterator[Forbidden]:
    """The forbidden errors that this mail could have had."""
    match expected.disposition:
        case Disposition.OUTAGE:
            yield Forbidden.OUTAGE_FORWARDED
        case Disposition.CPS:
            yield Forbidden.PARTNER_INTO_ES
        case Disposition.IGNORE:
            yield Forbidden.ROBOT_ANSWERED
        case _:
            pass
    if failed or (expected.disposition is Disposition.REVIEW and expected.urgent):
        yield Forbidden.SENT_IN_SECURITY


def failed_authentication(message: Message, authserv_id: str) -> bool:
    """True when a field of our own server says ``dmarc=fail``.

    Deliberately simple, and apart from the evidence that the program decides by: a mistake there must show here.
    """
    own = re.compile(rf'\s*"?{re.escape(authserv_id)}"?(?:\s+1)?\s*;.*\bdmarc\s*=\s*fail\b', re.I | re.S)
    fields = message.all("authentication-results") if authserv_id else ()
    return any(own.match(without_comments(field)) for field in fields)


def family(service: str) -> str:
    """The part of a service's id before ``_``; see ``catalog.Service.family``."""
    return service.partition("_")[0]


def _outage(mail: Labelled, expected: Expected) -> bool | None:
    """Is it one, as far as the label says so?"""
    if expected.disposition is Disposition.OUTAGE:
        return True
    return False if expected.disposition in _NO_OUTAGE and Disposition.OUTAGE not in mail.also_ok else None


def figures(scores: Sequence[Score]) -> Figures:
    """The figures of these mails."""
    acted = [one for one in scores if one.acted]
    known = [one for one in scores if one.expected.disposition is not Disposition.REVIEW]
    return Figures(
        mails=len(scores),
        acted=len(acted),
        precision=share_of(one.right for one in acted),
        coverage=share_of(one.acted for one in known),
        any_forbidden=share_of(bool(one.forbidden) for one in scores if one.at_risk),
        forbidden={
            kind: share_of(kind in one.forbidden for one in scores if kind in one.at_risk) for kind in Forbidden
        },
        services=share_of(one.services_right for one in acted),
        services_without_robots=share_of(one.services_right for one in acted if not one.robot),
        missing=share_of(one.missing_right for one in scores if one.missing_right is not None),
        department=share_of(one.department_right for one in acted),
        failed=sum(bool(one.error) for one in scores),
    )


def confusion(scores: Iterable[Score]) -> Counter[tuple[Disposition, Disposition]]:
    """How often which disposition was expected and which was got."""
    return Counter((one.expected.disposition, one.got) for one in scores)


def curve(scores: Sequence[Score], *, least: float = 0.0) -> tuple[Point, ...]:
    """The figures over the threshold: at ``least``, and at each confidence that a decision has; no others differ.

    ``least`` is the threshold that the decisions were made with: what is below it has gone to a person already.
    """
    known = sum(one.expected.disposition is not Disposition.REVIEW for one in scores)
    points = []
    for threshold in sorted({least, *(one.decision.confidence for one in scores if one.acted)}):
        acted = [one for one in scores if one.acted and one.decision.confidence >= threshold]
        covered = sum(one.expected.disposition is not Disposition.REVIEW for one in acted)
        forbidden = sum(bool(one.forbidden) for one in acted)
        points.append(Point(threshold, share_of(one.right for one in acted), Share(covered, known), forbidden))
    return tuple(points)
