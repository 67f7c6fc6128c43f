"""A plan told in plain values, as ``explain --json`` prints it; ``eval`` and ``replay`` compare the same.

Comes in: a Plan. Goes out: one dict, of JSON's own types. Never: decides, prints, leaves a key out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mailroute.disposition import Disposition
from mailroute.finding import Evidence, Finding

if TYPE_CHECKING:
    from mailroute.catalog import Service
    from mailroute.decision import Question, Step
    from mailroute.planning import Plan


def explanation(plan: Plan, *, file: str) -> dict[str, Any]:
    """The plan of the mail in ``file``, with the keys of the contract in their order.

    ``error`` says why a mail could not be read or decided; its disposition is then ``review``.
    """
    message, facts, decision = plan.message, plan.facts, plan.decision
    author = message.author
    customer = facts.customer.answer
    department = facts.department.answer
    return {
        "file": file,
        "message_id": message.message_id,
        "author": facts.author or (author.addr if author is not None else None),
        "customer": customer.address if customer is not None else None,
        "channel": str(facts.channel),
        "subject": message.subject,
        "disposition": str(decision.disposition),
        "urgent": decision.urgent,
        "route": {"name": plan.route.name, "recipients": list(plan.route.recipients)},
        "department": None
        if department is None
        else {
            "id": department.id,
            "contract_partner": department.contract_partner,
            "confidence": round(facts.department.confidence, 3),
            "evidence": quotes(facts.department.evidence),
        },
        "services": services(facts.services),
        "missing": list(decision.missing),
        "question": question(decision.question),
        "trail": trail(decision.trail),
        "error": plan.error or message.unreadable or None,
    }


def unreadable(*, file: str, error: str) -> dict[str, Any]:
    """The same object for what could not be opened, or is no mail at all."""
    return {
        "file": file,
        "message_id": "",
        "author": None,
        "customer": None,
        "channel": "email",
        "subject": "",
        "disposition": str(Disposition.REVIEW),
        "urgent": False,
        "route": {"name": "review", "recipients": []},
        "department": None,
        "services": [],
        "missing": [],
        "question": {"about": "mail", "candidates": [], "why": error},
        "trail": [],
        "error": error,
    }


def quotes(evidence: Iterable[Evidence]) -> list[dict[str, str]]:
    """Evidence as ``{"source", "quote"}``."""
    return [{"source": item.source, "quote": item.quote} for item in evidence]


def trail(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Each rule asked as ``{"rule", "asks", "answer", "evidence"}``."""
    return [
        {"rule": step.rule, "asks": step.asks, "answer": step.answer, "evidence": quotes(step.evidence)}
        for step in steps
    ]


def question(asked: Question | None) -> dict[str, Any] | None:
    """The question for a person as ``{"about", "candidates", "why"}``, or None.

    Where a second opinion is on and has any, ``proposals`` is a list of ``{"service", "likeness"}``, too.
    """
    return None if asked is None else asked.told()


def services(finding: Finding[tuple[Service, ...]]) -> list[dict[str, Any]]:
    """Each service found, with its own quote; where quotes and services do not pair off, with all of them."""
    found, evidence = finding.answer, finding.evidence
    pairs = len(found) == len(evidence)
    return [
        {
            "id": service.id,
            "confidence": round(finding.confidence, 3),
            "evidence": quotes(evidence[place : place + 1] if pairs else evidence),
        }
        for place, service in enumerate(found)
    ]
