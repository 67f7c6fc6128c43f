"""What does an agent need to start, and what of it is there?

Comes in: a Reading, the customer, the services, what the case already knows. Goes out: Handling (values and missing).
Never: asks; takes an address that only wrote for the desired one (unless the desk says so).
Source: KB 147120 (handling information); PROCEDURE, "What is gathered".
"""

import re
from collections.abc import Sequence

from mailroute.catalog import Service
from mailroute.evidence.answers import declined
from mailroute.evidence.description import describe
from mailroute.evidence.desired import desired_address
from mailroute.evidence.gate import Gated
from mailroute.evidence.netid import stated_netid
from mailroute.evidence.reading import Reading, quote
from mailroute.facts import Customer, Handling
from mailroute.finding import Evidence, Finding

REQUIRED = ("description", "netid", "desired_email")
_READ_OTHERWISE = frozenset({"netid", "desired_email", "department"})
"""Answers that are read as the statements they are, with what speaks against them."""
_PHONE = re.compile(
    r"(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]\d{4}(?!\d)|\b(?:ext\.?|extension|x) ?\d[\d-]{3,6}\b|\b\d-\d{4}\b"
)
_DIGITS = re.compile(r"\d\D{0,2}\d\D{0,2}\d\D{0,2}\d")
_DEVICE = Gated(
    r"\b(?:windows (?:1[01]|xp|7|8)?|win ?1[01]|mac ?os\w*(?: \w+)?|macbook(?: (?:pro|air))?|imac|mac|sonoma|sequoia|ventura|ubuntu|linux|chromebook|chrome ?os|iphone|ipad|ios(?: \d+)?|android|pixel|galaxy|surface|dell|lenovo|thinkpad|hp laptop|"
    r"chrome(?: \d+)?|firefox(?: \d+)?|safari|edge|opera|brave)\b"
)
_LOCATION = Gated(
    r"\b(?:room|rm\.?|office|suite|lab|floor|building|bldg\.?) ?#?[a-z]?\d{1,5}[a-z]?\b|\b\d{1,4} [A-Z][a-z]+ (?:Hall|Building|Bldg|Center|Library|Dr|St|Mall|Ave)\b|\b[A-Z][a-z]+ (?:Hall|Building|Bldg|Library)\b"
)
_ERROR = re.compile(
    r"\"([^\"\n]{4,160})\"|(?<![A-Za-z])'([^'\n]{6,160})'(?![A-Za-z])|\b((?:error|code|err)[ :#-]*(?:code |number |message )?[:#]?\s?[A-Z]{0,5}-?\d[\w,.-]*|ORA-\d+|HTTP \d{3}|\b50[0-4]\b(?= error)?)",
    re.IGNORECASE,
)
_ERROR_WORDS = ("err", "code", "50", "ora-", "http")
_DAY = (
    r"(?:yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:this |last |the |late |early )*(?:morning|afternoon|evening|noon|lunch|night|week|weekend|month|break|summer|semester|year)|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{1,2})?|\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"\d{1,2}(?:[:/.]\d{1,2})?(?:[:/.]\d{2,4})? ?(?:am|pm|a\.m\.|p\.m\.|o'clock)?|(?:the|my|our) (?:\w+ )?(?:update|upgrade|migration|move|job change|change|restart|holiday|break))"
)
_SINCE = re.compile(r"^(?:since|started|began|ever since)\s+", re.IGNORECASE)
_ERROR_TOLD = re.compile(
    r"\b(?:error|errors|says?|said|saying|message|reads?|shows?|returns?|throws?|get|gets|got|getting|fails? with|stops with|ends with|pops? up|warning|tells me)\b"
)
_STARTED = Gated(
    rf"\b(?:since|started|began|beginning|as of|ever since)(?: about| around| on| at| last| this| early| late)* {_DAY}(?: (?:morning|afternoon|evening|night|at \d[\d:]*))?\b"
    r"|\b(?:about |around )?(?:a|an|two|three|four|five|six|ten|\d+|a few|a couple of|several) (?:minutes|hours|days|weeks|minute|hour|day|week) ago\b"
)
_AFFECTED = Gated(
    r"\b(?:only me|just me|it's only me|(?:my|our|the) (?:colleague|coworker|roommate|office ?mate)\w*[^.\n]{0,60}|nobody else|no one else|everyone else|other (?:people|users|students|colleagues)[^.\n]{0,40})"
)
_STEPS = Gated(
    r"\b(?:(?:i |we |already |have |'ve )*(?:tried|restarted|rebooted|cleared|reinstalled|logged out|signed out|deleted and|changed browsers?|switched|updated|unplugged|checked|turned it off)\b[^.\n]{0,90})"
)


def find(
    reading: Reading,
    customer: Customer | None,
    services: Sequence[Service],
    *,
    assume_from: bool,
    known: Handling | None = None,
) -> Handling:
    """What the newest text adds to what is known; ``missing`` counts the required fields and the services' own."""
    values: dict[str, Finding[str]] = dict(known.values) if known else {}
    record = customer.record if customer else None
    netid = stated_netid(reading, of_author=customer is None or customer.is_author)
    if netid is None and record is not None and record.netid:
        netid = Finding(record.netid, 0.99, (Evidence("directory", f"{record.email}: {record.netid}"),))
    _put(values, "netid", netid)
    _put(values, "desired_email", desired_address(reading, customer, assume_from=assume_from))
    if services or "description" in values:
        _put(values, "description", describe(reading, _names(services)))
    for name, pattern in (
        ("device", _DEVICE),
        ("location", _LOCATION),
        ("started", _STARTED),
        ("affected", _AFFECTED),
        ("steps", _STEPS),
    ):
        _put(values, name, _first(reading, pattern))
    _put(values, "phone", _phone(reading))
    _put(values, "error", _error(reading))
    required = dict.fromkeys((*REQUIRED, *(field for service in services for field in service.requires)))
    for name, words in reading.answers.items():
        if name not in values and name not in _READ_OTHERWISE:
            values[name] = Finding(words, 0.85, (quote("body", words),))
    missing = tuple(field for field in required if field not in values)
    return Handling(values, missing, declined(reading.newest, missing) if reading.follows else ())


def _names(services: Sequence[Service]) -> tuple[str, ...]:
    """The words that name these services, longest first, so that a part never hides its whole."""
    names = {
        name.lower()
        for service in services
        for name in (service.name, *service.aliases, *service.hints)
        if len(name) > 2
    }
    return tuple(sorted(names, key=len, reverse=True))


def _put(values: dict[str, Finding[str]], name: str, found: Finding[str] | None) -> None:
    if found is not None:
        values[name] = found


def _first(reading: Reading, pattern: Gated) -> Finding[str] | None:
    if reading.told(pattern) is None:
        return None
    for sentence in reading.body:
        match = pattern.search(sentence.low)
        if match:
            told = _SINCE.sub("", sentence.text[match.start() : match.end()].strip())
            return Finding(told, 0.8, (sentence.evidence(),))
    return None


def _phone(reading: Reading) -> Finding[str] | None:
    for source, text in (("body", reading.newest), ("signature", reading.signature)):
        match = _PHONE.search(text) if _DIGITS.search(text) else None
        if match:
            return Finding(match.group().strip(), 0.9, (quote(source, match.group()),))
    return None


def _may_tell_error(low: str) -> bool:
    """A pair of quotation marks, or a word of an error: without one of them the pattern finds nothing."""
    return low.count('"') > 1 or low.count("'") > 1 or any(word in low for word in _ERROR_WORDS)


def _error(reading: Reading) -> Finding[str] | None:
    if not _may_tell_error(reading.low):
        return None
    for sentence in reading.body:
        match = _ERROR.search(sentence.text) if _may_tell_error(sentence.low) else None
        if match and (match.group(3) or _ERROR_TOLD.search(sentence.low)):
            return Finding(next(group for group in match.groups() if group), 0.8, (sentence.evidence(),))
    return None
