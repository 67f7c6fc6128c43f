"""What a letter may say: facts and the mail's own words as plain, clean text for a template.

Comes in: a decision, its facts and the mail. Goes out: a mapping of strings, lists and mappings.
Never: passes on a line break, control character or more than a cap of what a stranger wrote; writes a sentence.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from mailroute.config_sections import DeskSection
from mailroute.decision import Decision
from mailroute.facts import Channel, Customer, Facts
from mailroute.finding import Evidence
from mailroute.mail.characters import one_line
from mailroute.mail.identity import CaseHead, without_tokens
from mailroute.mail.message import Message
from mailroute.mail.outgoing import ADDITION
from mailroute.mail.questions import asked
from mailroute.mail.typeset import MAX_QUOTED_LINES, quote

MAX_VALUE = 300
MAX_SUBJECT = 100

Context = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter as its template gave it: one subject line, the body with line feeds as line ends."""

    subject: str
    body: str


Render = Callable[[str, Context], Rendered]

TEMPLATES = (
    "gather",
    "ask_department",
    "reminder",
    "forward_cps",
    "forward_es",
    "consult",
    "technical",
    "chat_request",
    "chat_claimed",
    "outage_notice",
    ADDITION,
)
"""The letters that are sent, by the name of their template."""

LABELS = {
    "netid": "NetID",
    "desired_email": "Desired email",
    "phone": "Phone",
    "department": "Department",
    "services": "Service",
    "description": "What happens",
    "error": "Exact error",
    "started": "Since",
    "affected": "Affected",
    "device": "Device",
    "location": "Location",
    "steps": "Tried so far",
}
"""The fields of handling information in the order they are told, with their names for staff."""

_SAID = {
    "directory": "from the directory",
    "domain": "from the address's domain",
    "signature": "from the signature",
    "statement": "stated in the mail",
    "computer_name": "from the computer's name",
    "subject": "from the subject",
    "body": "from the text",
    "header": "from the header",
    "transcript": "from the chat",
    "catalogue": "from the catalogue",
    "ruling": "HDQA's ruling",
    "case": "from this case",
    "agent": "said by an agent",
}
_PREFIXES = re.compile(r"(?:(?:re|aw|fwd?|wg|sv|antw)(?:\[\d+\])?: ?)+", re.IGNORECASE)
_LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,12}://|\bwww\.)\S*", re.IGNORECASE)


def context(
    decision: Decision,
    facts: Facts,
    message: Message,
    *,
    case: CaseHead,
    desk: DeskSection,
    now: datetime,
    zone: tzinfo = UTC,
    earlier: Sequence[Message] = (),
) -> dict[str, object]:
    """Everything a template may use; every letter gets the same names.

    Text that comes from the mail is one line each, at most ``MAX_VALUE`` characters; ``quoted`` is the customer's
    newest text, each line behind ``> ``, and ``before`` that of ``earlier``, the case's mails before. ``known`` is
    safe to tell the author: no link, and nothing of a third person's directory record.
    """
    customer = facts.customer.answer
    names = [one_line(service.name) for service in facts.services.answer]
    required, optional = asked(decision, facts, message)
    quoted, cut = quote(message.sections.newest or message.text)
    return {
        "desk": {"name": one_line(desk.name), "address": desk.from_address or desk.addresses[0]},
        "case": {"token": case.token},
        "addition": {"to": one_line(case.passed_on.subject) if case.passed_on else "", "solved": facts.solved.answer},
        "subject": subject(message, facts.channel),
        "customer": _person(customer, message, facts.channel),
        "author": _author(message),
        "by_chat": facts.channel is Channel.CHAT,
        "services": names,
        "service": _listed(names),
        "links": [
            {"service": one_line(service.name), "url": one_line(service.help_url)}
            for service in facts.services.answer
            if service.help_url
        ],
        "department": one_line(facts.department.answer.name) if facts.department.answer else "",
        "facts": _facts(facts, message, customer, zone, urgent=decision.urgent),
        "unknown": [LABELS[name] for name in LABELS if name != "description" and not _value(facts, name)],
        "known": _known(facts, customer),
        "required": required,
        "optional": optional,
        "reach": _clean(_value(facts, "desired_email")),
        "quoted": quoted,
        "quoted_cut": cut,
        "before": _before(earlier, zone),
        "attachments": [_clean(attachment.name, 80) or "(no name)" for attachment in message.attachments[:20]],
        "decided": _decided(decision, facts),
        "urgent": decision.urgent,
        "outage": {
            "reports": case.outage_reports,
            "place": _clean(facts.place.title(), 80),
            "signs": _quotes(facts.outage.evidence),
        },
        "now": _time(now, zone),
        "example_date": f"{now + timedelta(days=365):%Y-%m-%d}",
    }


def _before(earlier: Sequence[Message], zone: tzinfo) -> list[dict[str, object]]:
    """What the case's mails before said, oldest first, as many lines in all as one mail may have."""
    out: list[dict[str, object]] = []
    room = MAX_QUOTED_LINES
    for message in earlier:
        quoted, _ = quote(message.sections.newest or message.text)
        if quoted and room > 0:
            when = _time(message.date, zone) if message.date is not None else ""
            out.append({"when": when, "lines": quoted[:room]})
            room -= len(quoted)
    return out


def subject(message: Message, channel: Channel = Channel.EMAIL) -> str:
    """The mail's subject without "Re:" and tokens, capped; empty for a chat, whose subject is the bridge's."""
    if channel is Channel.CHAT:
        return ""
    words = _PREFIXES.sub("", one_line(without_tokens(message.subject[:2000])), count=1)
    return _clean(_LINK.sub("[link]", words), MAX_SUBJECT)


def _clean(text: str, limit: int = MAX_VALUE) -> str:
    text = one_line(text[: limit * 4])
    return text if len(text) <= limit else f"{text[: limit - 3].rstrip()}..."


def _value(facts: Facts, name: str) -> str:
    if name == "department":
        return facts.department.answer.name if facts.department.answer else ""
    if name == "services":
        return _listed([service.name for service in facts.services.answer])
    found = facts.handling.values.get(name)
    return found.answer if found is not None else ""


def _evidence(facts: Facts, name: str) -> tuple[Evidence, ...]:
    if name == "department":
        return facts.department.evidence
    if name == "services":
        return facts.services.evidence
    found = facts.handling.values.get(name)
    return found.evidence if found else ()


def _person(customer: Customer | None, message: Message, channel: Channel) -> dict[str, str]:
    """The customer; the author stands in where nobody else is identified, but never a chat bridge."""
    if customer is None:
        return _author(message) if channel is Channel.EMAIL else {"name": "", "address": ""}
    name = customer.name or (customer.record.name if customer.record else "")
    return {"name": _name(name), "address": _clean(customer.address, 254)}


def _author(message: Message) -> dict[str, str]:
    author = message.author
    return {"name": _name(author.name if author else ""), "address": _clean(author.addr if author else "", 254)}


def _name(name: str) -> str:
    """A person's name, or nothing where an address, a link or a command stands in its place."""
    name = _clean(name, 60)
    return "" if "@" in name or name.startswith("#") or _LINK.search(name) else name


def _how(evidence: Iterable[Evidence], *, with_quote: bool = False) -> str:
    first = next(iter(evidence), None)
    if first is None:
        return ""
    said = _SAID.get(first.source, first.source)
    return f'{said}: "{_clean(first.quote, 80)}"' if with_quote and first.quote else said


def _facts(
    facts: Facts, message: Message, customer: Customer | None, zone: tzinfo, *, urgent: bool
) -> list[dict[str, str]]:
    """The block of gathered facts, in the order an agent reads it."""
    person = _person(customer, message, facts.channel)
    out = [_fact("Urgent", "yes")] if urgent else []
    who = f"{person['name']} <{person['address']}>" if person["name"] else person["address"]
    out.append(_fact("Customer", who or "not known"))
    if facts.channel is Channel.CHAT:
        out.append(_fact("Came by", "chat"))
    elif message.author is not None and message.author.addr != person["address"]:
        out.append(_fact("Written by", f"{_name(message.author.name)} <{message.author.addr}>".strip()))
    for name, label in LABELS.items():
        value = _value(facts, name)
        if value:
            evidence = _evidence(facts, name)
            out.append(_fact(label, value, _how(evidence, with_quote=name in {"department", "services"})))
        if name == "department":
            out.append(_fact("Contract", *_contract(facts)))
    for name, found in facts.handling.values.items():
        if name not in LABELS and found.answer:
            out.append(_fact(name.replace("_", " ").capitalize(), found.answer, _how(found.evidence)))
    out.append(_fact("Subject", message.subject or "(none)"))
    if message.date is not None:
        out.append(_fact("Written", _time(message.date, zone)))
    return out


def _fact(label: str, value: str, how: str = "") -> dict[str, str]:
    return {"label": _clean(label, 40), "text": _clean(value), "how": how}


def _contract(facts: Facts) -> tuple[str, str]:
    if facts.coned.answer:
        return "yes, the customer is marked as a contract partner (coned)", _how(facts.coned.evidence)
    if facts.contract.answer:
        return "yes, the department is on the contract list", _how(facts.contract.evidence)
    return ("no" if facts.contract.answer is False else "not known"), ""


def _known(facts: Facts, customer: Customer | None) -> list[dict[str, str]]:
    """What the author may be told that we know."""
    others_record = customer is not None and not customer.is_author
    out = []
    for name in ("services", "department", *facts.handling.values):
        value = _value(facts, name)
        if not value:
            continue
        if others_record and any(evidence.source == "directory" for evidence in _evidence(facts, name)):
            continue
        label = _TOLD.get(name) or LABELS.get(name) or name.replace("_", " ").capitalize()
        out.append({"label": label, "text": _unlinked(value)})
    return out[:10]


_TOLD = {"desired_email": "Email", "description": "Your request", "affected": "Affected", "steps": "Tried"}


def _unlinked(value: str) -> str:
    """One line to repeat in an answer: without links, so that nobody can have us send one to a third person."""
    return _clean(_LINK.sub("[link]", one_line(value[:1000])), 160)


def _decided(decision: Decision, facts: Facts) -> dict[str, object]:
    step = next((step for step in reversed(decision.trail) if step.rule == decision.rule), None)
    agent = facts.agent
    return {
        "rule": _clean(decision.rule, 20),
        "words": _clean(f"{step.asks} {step.answer}") if step else "",
        "source": _clean(step.source, 40) if step else "",
        "signs": _quotes(step.evidence) if step else [],
        "agent": _clean(agent.by, 60) if agent else "",
        "note": _clean(agent.note) if agent else "",
    }


def _quotes(evidence: Iterable[Evidence]) -> list[str]:
    told = [item for item in evidence if item.quote][:5]
    return [f'"{_clean(item.quote, 160)}" ({_SAID.get(item.source, item.source)})' for item in told]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _time(moment: datetime, zone: tzinfo) -> str:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return f"{moment.astimezone(zone):%A, %d %B %Y, %H:%M %Z}"
    except (OverflowError, ValueError):  # a forged Date at the calendar's end has no local time
        return moment.isoformat()
