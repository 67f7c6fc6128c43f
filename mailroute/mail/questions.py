"""Which questions a customer is asked: names of fields, at most six, the required ones first.

Comes in: a decision, its facts and the mail. Goes out: names; their wording is the desk's
(``templates/questions.toml``).
Never: asks for what is known, for a secret, or for data about students.
"""

import re

from mailroute.decision import Decision
from mailroute.disposition import Disposition
from mailroute.facts import Facts
from mailroute.mail.characters import one_line
from mailroute.mail.message import Message

MOST = 6

OPTIONAL = ("steps", "department", "error", "started", "device", "phone", "affected", "location")
"""Asked in the same mail, never blocking (PROCEDURE, "What is gathered"); the most useful first."""

FIELDS = ("netid", "desired_email", "description", *OPTIONAL, "other_sites")
"""Every field whose question has a wording of its own."""

# Nobody is asked these by mail, whatever a service's row of the catalogue requires.
_NEVER = re.compile(
    r"pass[ -]?(?:word|code|phrase)|\bpin\b|\bssn\b|social.security|birth|\bdob\b|student.?(?:id|data|record)"
    r"|card.number",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(r"\b(?:log|sign)(?:ged|ging|s|ned|ning)?[ -]?(?:in|on)(?:to)?\b|\bduo\b|\bmfa\b", re.IGNORECASE)


def forbidden(words: str) -> bool:
    """Whether a question asks for something that we never ask for by mail."""
    return _NEVER.search(words.replace("_", " ")) is not None


def asked(decision: Decision, facts: Facts, message: Message) -> tuple[list[str], list[str]]:
    """``(required, optional)``: the fields to ask for, six at most in all.

    At trouble with signing in we ask whether other sites work: one application's, or the login's?
    """
    if decision.disposition is Disposition.ASK_DEPARTMENT:
        return ["department"], []
    required = [one_line(name) for name in decision.missing if not forbidden(name)][:MOST]
    known = {name for name, found in facts.handling.values.items() if found.answer}
    if facts.department.answer is not None:
        known.add("department")
    wanted = list(OPTIONAL)
    text = f"{message.subject[:500]}\n{message.sections.newest[:4000]}"
    if _SIGN_IN.search(text):
        wanted.insert(0, "other_sites")
    optional = [name for name in wanted if name not in known and name not in required]
    return required, optional[: MOST - len(required)]
