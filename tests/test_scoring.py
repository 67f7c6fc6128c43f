"""The figures of labelled mails: hand-made plans with labels, and the exact numbers that follow from them."""

import math
from collections.abc import Sequence

import pytest

from mailroute.calibration import Asked, Bin, Sure, calibration
from mailroute.catalog import Department, Service
from mailroute.decision import Decision, Question
from mailroute.disposition import Disposition
from mailroute.evaluation import Group, evaluation, mistakes, whole
from mailroute.facts import Authentication, Facts
from mailroute.finding import Finding
from mailroute.labelled import Expected, Labelled
from mailroute.mail.message import Message
from mailroute.planning import Plan, RouteTaken
from mailroute.proportion import Share, wilson
from mailroute.scoring import Forbidden, Score, confusion, curve, failed_authentication, figures, score

D = Disposition
OURS = "mx.desk.example"


def scored(
    expected: Disposition,
    got: Disposition,
    *,
    confidence: float = 0.9,
    also_ok: tuple[str, ...] = (),
    urgent: bool = False,
    services: tuple[Sequence[str], Sequence[str]] = ((), ()),
    missing: tuple[Sequence[str], Sequence[str]] = ((), ()),
    departments: tuple[str | None, str | None] = (None, None),
    authentication: Authentication = Authentication.NONE,
    outage: bool = False,
    headers: tuple[tuple[str, str], ...] = (),
    identity: str = "m1",
) -> Score:
    """A mail's score; each pair is what the label says and what was found."""
    found = tuple(Service(name, name) for name in services[1])
    department = Department(departments[1], departments[1]) if departments[1] is not None else None
    facts = Facts(
        authentication=Finding(authentication),
        services=Finding(found, 0.8),
        department=Finding(department, 0.7),
        outage=Finding(outage, 0.6),
    )
    question = Question("service", "why") if got is D.REVIEW else None
    decision = Decision(got, "13", confidence=confidence, missing=tuple(missing[1]), question=question)
    plan = Plan(Message(subject="s", headers=headers), facts, decision, RouteTaken("x"))
    label = Expected(expected, departments[0], tuple(services[0]), tuple(missing[0]), urgent)
    return score(Labelled(identity, 1, b"", "a@b.example", None, label, also_ok), plan, authserv_id=OURS)


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_the_interval_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    """The published values, to four places."""
    found = wilson(right, of)
    assert pytest.approx((low, high), abs=5e-5) == found
    assert (0.0, 1.0) == (wilson(0, 7)[0], wilson(7, 7)[1])


@pytest.mark.parametrize(("right", "of"), [(0, 0), (3, 2), (-1, 2)])
def test_what_is_no_share_has_no_interval(right: int, of: int) -> None:
    """Nothing to have a share of, more than all, less than none."""
    with pytest.raises(ValueError, match="no share"):
        wilson(right, of)


def test_an_empty_share_says_so() -> None:
    """A share of nothing is None, and so is its interval."""
    assert (None, None) == (Share(0, 0).share, Share(0, 0).interval)


def test_precision_is_of_the_acted_and_coverage_of_the_known() -> None:
    """A review is not acted on; a label ``review`` is not to be covered; ``also_ok`` is right."""
    scores = [
        scored(D.CPS, D.CPS),
        scored(D.ES, D.CONSULT, also_ok=("consult",)),
        scored(D.ES, D.TECHNICAL),
        scored(D.GATHER, D.REVIEW),
        scored(D.CONSULT, D.REVIEW, also_ok=("review",)),
        scored(D.REVIEW, D.REVIEW),
        scored(D.REVIEW, D.CONSULT),
        scored(D.IGNORE, D.IGNORE),
    ]
    found = figures(scores)
    assert (8, 5) == (found.mails, found.acted)
    assert Share(3, 5) == found.precision
    assert Share(4, 6) == found.coverage
    assert 1 == confusion(scores)[D.ES, D.TECHNICAL]
    assert 8 == confusion(scores).total()
    assert [("disposition",), ("left",), ("disposition",)] == [one.faults for one in scores if one.faults]


FORWARDED = (D.CPS, D.ES, D.TECHNICAL, D.GATHER, D.ASK_DEPARTMENT)
SENDING = (*FORWARDED, D.OUTAGE, D.CONSULT, D.CHAT)


@pytest.mark.parametrize("got", list(Disposition))
def test_each_forbidden_error_is_known(got: Disposition) -> None:
    """Which dispositions are forbidden where the label says outage, partner, robot, security."""
    assert (got in FORWARDED) == (Forbidden.OUTAGE_FORWARDED in scored(D.OUTAGE, got).forbidden)
    assert (got in {D.ES, D.GATHER}) == (Forbidden.PARTNER_INTO_ES in scored(D.CPS, got).forbidden)
    assert (got in {D.GATHER, D.ASK_DEPARTMENT}) == (Forbidden.ROBOT_ANSWERED in scored(D.IGNORE, got).forbidden)
    assert (got in SENDING) == (Forbidden.SENT_IN_SECURITY in scored(D.REVIEW, got, urgent=True).forbidden)
    assert () == scored(D.REVIEW, got).forbidden
    failed = scored(D.TECHNICAL, got, authentication=Authentication.FAIL)
    assert (got in SENDING) == (Forbidden.SENT_IN_SECURITY in failed.forbidden)


@pytest.mark.parametrize(
    ("field", "failed"),
    [
        (f"{OURS}; dmarc=fail header.from=wisc.edu", True),
        (f"{OURS} 1; spf=pass; dmarc = FAIL (p=none)", True),
        (f'"{OURS}"; dmarc=fail', True),
        (f"{OURS}; dmarc=pass (earlier; dmarc=fail)", False),
        (f"{OURS}.evil.example; dmarc=fail", False),
        ("elsewhere.example; dmarc=fail", False),
        (f"{OURS}; dmarc=failing", False),
    ],
)
def test_a_failed_authentication_is_seen_without_the_program(*, field: str, failed: bool) -> None:
    """The word of our own server counts even where the program overlooks it; nobody else's does."""
    headers = (("authentication-results", field),)
    assert failed == failed_authentication(Message(headers=headers), OURS)
    assert failed == bool(scored(D.ES, D.ES, headers=headers).forbidden)
    assert not failed_authentication(Message(headers=headers), "")


def test_forbidden_errors_are_shares_of_those_that_could_be() -> None:
    """One outage of two forwarded, no partner of one: 1 of 3."""
    found = figures([scored(D.OUTAGE, D.CPS), scored(D.OUTAGE, D.OUTAGE), scored(D.CPS, D.CPS), scored(D.ES, D.ES)])
    assert Share(1, 3) == found.any_forbidden
    assert Share(1, 2) == found.forbidden[Forbidden.OUTAGE_FORWARDED]
    assert Share(0, 1) == found.forbidden[Forbidden.PARTNER_INTO_ES]
    assert Share(0, 0) == found.forbidden[Forbidden.SENT_IN_SECURITY]


@pytest.mark.parametrize(
    ("label", "found", "right"),
    [
        (("sis",), ("sis",), True),
        (("sis",), ("sis_finaid",), True),
        (("sis_ar",), ("sis_finaid",), True),
        (("sis", "canvas"), ("canvas", "sis_ar"), True),
        (("sis", "canvas"), ("canvas",), False),
        (("sis",), ("sis", "zoom"), False),
        (("sis",), (), False),
        ((), (), True),
    ],
)
def test_services_are_right_by_family(*, label: Sequence[str], found: Sequence[str], right: bool) -> None:
    """Each labelled service, or one of its family, and no other."""
    assert right == scored(D.ES, D.ES, services=(label, found)).services_right
    assert (() if right else ("services",)) == scored(D.ES, D.ES, services=(label, found)).faults


def test_a_robots_services_are_counted_apart() -> None:
    """They count among the acted, not among those without robots, and are no mistake to show."""
    robot = scored(D.IGNORE, D.IGNORE, services=((), ("zoom",)))
    found = figures([robot, scored(D.ES, D.ES)])
    assert (Share(1, 2), Share(1, 1)) == (found.services, found.services_without_robots)
    assert () == robot.faults


def test_missing_is_judged_where_label_and_decision_are_gather() -> None:
    """Exactly the label's fields, in any order."""
    both = scored(D.GATHER, D.GATHER, missing=(("netid", "phone"), ("phone", "netid")))
    less = scored(D.GATHER, D.GATHER, missing=(("netid", "phone"), ("netid",)))
    other = scored(D.ES, D.GATHER, missing=((), ("netid",)))
    assert (True, False, None) == (both.missing_right, less.missing_right, other.missing_right)
    assert Share(1, 2) == figures([both, less, other]).missing
    assert ("missing",) == less.faults


def test_the_department_is_noted_among_the_acted() -> None:
    """None is right where the label has none."""
    scores = [
        scored(D.CPS, D.CPS, departments=("chem", "chem")),
        scored(D.CPS, D.CPS, departments=("chem", "math")),
        scored(D.CPS, D.CPS, departments=(None, None)),
        scored(D.CPS, D.REVIEW, departments=("chem", None)),
    ]
    assert Share(2, 3) == figures(scores).department


def test_the_curve_leaves_the_less_sure_to_a_person() -> None:
    """Each step up takes the least sure decisions away."""
    scores = [
        scored(D.ES, D.ES, confidence=0.99),
        scored(D.ES, D.ES, confidence=0.9),
        scored(D.OUTAGE, D.CPS, confidence=0.6),
        scored(D.ES, D.REVIEW, confidence=0.3),
    ]
    found = [(point.threshold, point.precision, point.coverage, point.forbidden) for point in curve(scores)]
    assert [
        (0.0, Share(2, 3), Share(3, 4), 1),
        (0.6, Share(2, 3), Share(3, 4), 1),
        (0.9, Share(2, 2), Share(2, 4), 0),
        (0.99, Share(1, 1), Share(1, 4), 0),
    ] == found
    assert [0.5, 0.6, 0.9, 0.99] == [point.threshold for point in curve(scores, least=0.5)]


def test_the_calibration_counts_bin_by_bin() -> None:
    """A value belongs to the bin that begins with it; 1.0 has its own; empty bins are left out."""
    answers = [
        *(Sure(Asked.SERVICE, said, right) for said, right in [(0.9, True), (0.94, False), (0.95, True), (1.0, True)]),
        Sure(Asked.OUTAGE, 0.9, right=False),
    ]
    assert (
        Bin(0.9, 0.95, math.fsum([0.9, 0.94]) / 2, Share(1, 2)),
        Bin(0.95, 0.98, 0.95, Share(1, 1)),
        Bin(1.0, 1.0, 1.0, Share(1, 1)),
    ) == calibration(answers, Asked.SERVICE)
    assert () == calibration(answers, Asked.DEPARTMENT)


def test_a_confidence_is_judged_where_the_label_allows() -> None:
    """A review is no decision; a robot's services are not asked about; ``review`` leaves the outage open."""
    acted = scored(D.ES, D.ES, services=(("sis",), ("sis",)), departments=("chem", "math"))
    assert [
        Sure(Asked.DECISION, 0.9, right=True),
        Sure(Asked.SERVICE, 0.8, right=True),
        Sure(Asked.DEPARTMENT, 0.7, right=False),
        Sure(Asked.OUTAGE, 0.6, right=True),
    ] == list(acted.sure)
    assert [Asked.DECISION] == [sure.asked for sure in scored(D.IGNORE, D.IGNORE).sure]
    assert [Asked.SERVICE] == [sure.asked for sure in scored(D.REVIEW, D.REVIEW).sure]
    assert Sure(Asked.OUTAGE, 0.6, right=False) in scored(D.OUTAGE, D.OUTAGE, outage=False).sure


def test_the_worst_mistake_stands_first() -> None:
    """Forbidden errors, wrong dispositions, what was left to a person, services; what is right is not there."""
    scores = (
        scored(D.ES, D.ES, services=(("sis",), ()), identity="services"),
        scored(D.ES, D.REVIEW, identity="left"),
        scored(D.ES, D.ES, identity="right"),
        scored(D.ES, D.CPS, identity="wrong"),
        scored(D.CPS, D.ES, identity="forbidden"),
    )
    assert ["forbidden", "wrong", "left", "services"] == [one.id for one in mistakes(scores)]
    told = evaluation(whole([Group("a", scores[:2]), Group("b", scores[2:], unlabelled=1)]))
    assert (None, 5, 1) == (told["file"], told["mails"], told["unlabelled"])
    assert {"count": 2, "of": 4, "share": 0.5, "low": 0.15, "high": 0.85} == told["precision"]
    assert {"es": {"cps": 1, "es": 2, "review": 1}, "cps": {"es": 1}} == told["confusion"]


def test_nothing_gives_no_figures_and_no_error() -> None:
    """No mails, or none acted on: every share is empty."""
    told = evaluation(Group("a", ()))
    assert {"count": 0, "of": 0, "share": None, "low": None, "high": None} == told["precision"]
    assert Share(0, 0) == figures([scored(D.REVIEW, D.REVIEW)]).precision


def test_a_mail_without_a_label_has_no_score() -> None:
    """The caller leaves it out."""
    plan = Plan(Message(), Facts(), Decision(D.ES, "14"), RouteTaken("es"))
    with pytest.raises(ValueError, match="has no label"):
        score(Labelled("x", 1, b"", ""), plan, authserv_id=OURS)
