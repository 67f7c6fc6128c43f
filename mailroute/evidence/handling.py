"""What does an agent need to start, and what of it is there?

Comes in: a Reading, the customer, the services, what the case already knows. Goes out: Handling (values and missing).
Never: asks; takes an address that only wrote for the desired one (unless the desk says so).
Source: KB 147120 (handling information); PROCEDURE, "What is gathered".
"""

import re
from collections.abc import Sequence

from mailroute.catalog import Service
from mailroute.evidence.description import describe
from mailroute.evidence.netid import stated_netid
from mailroute.evidence.reading import Reading, quote
from mailroute.facts import Customer, Handling
from mailroute.finding import Evidence, Finding

REQUIRED = ("description", "netid", "desired_email")
_MAIL = r"<?(?:mailto:)?([\w.+'-]+@[\w-]+(?:\.[\w-]+)+)>?"
_DESIRED = re.compile(
    rf"\b(?:(?:reach|contact|e-?mail|mail|write(?: to)?|answer|respond to|reply to|message|get (?:back )?(?:to|hold of|in touch with)|call or e-?mail|ping|notify|update)(?: me| us| back| her| him| them)*(?: please)?(?: back)? ?(?:at|on|under|via|using|to|here:?|by e-?mail at|:)?:? ?(?:my (?:\w+ )?(?:address|e-?mail|account),? )?(?:at )?"
    rf"|(?:best|preferred|desired|wished|good|right|correct|alternate|alternative|personal|contact|reply|response)(?: \w+){{0,3}}? ?(?:e-?mail|address|contact|e-?mail address|way to reach me|place|mail|one)(?: (?:address|for (?:me|us|this|answers?|replies|contact|an answer|a reply)|to (?:use|reach me|reply to|contact me)))*\s*(?:is|would be|:|=|-|at|\||->)* ?(?:my (?:\w+ )?(?:one|address|account|e-?mail),? )?"
    rf"|(?:where to (?:answer|reply|write)|(?:replies|answers?|responses?|correspondence|follow-?ups?|everything|mail|updates?)(?: \w+){{0,3}}? to|(?:please |pls )?(?:use|try|send (?:it|them|answers?|replies|everything|any\w*|the \w+|your \w+|mail)?(?: \w+)? ?to|cc)|my (?:best |preferred |other |personal |current |working )?e-?mail(?: address)? (?:is|for (?:this|replies|answers) is)|e-?mail(?: address)?\s*[:=|])\s*(?:please reach me at |me at |my (?:\w+ )?(?:address|account|e-?mail),? )?(?:at )?)"
    rf"[\"'(]*{_MAIL}"
)
_PLEASE_AT = re.compile(
    rf"{_MAIL}[)\"']*,? (?:is (?:the |my )?(?:best|preferred|right|correct|good|fine|where|ok)|works best|is best|(?:would be|works) (?:best|fine|great)|please\b|antworten|for (?:replies|answers|contact)|if you (?:need|have|want))|\ban {_MAIL} antworten"
)
_VERB_THEN = re.compile(
    rf"\b(?:reach|contact|e-?mail|mail|write|answer|reply|respond|send|get back)\b(?![^.]{{0,80}}\b(?:cc|forward|from|sent|about|told|error|says)\b)(?: [\w'-]+,?){{0,9}}[,:]? {_MAIL}"
)
_FORM = re.compile(
    rf"\b(?:where|which|what|how)\b[^.?:]{{0,40}}\b(?:write|reply|answer|reach|contact|e-?mail|respond)\b[^.?:]{{0,25}}[?:] {_MAIL}"
)
"""A question of a form, answered behind it."""
_THIS = re.compile(
    r"\b(?:this|the same|that same|my from|my current|the current|the sending|the present) (?:very |e-?mail |mail |uw |wisc )?(?:address|e-?mail(?: address)?|account|inbox|mailbox|mail)\b|"
    r"\b(?:the|an?) (?:e-?mail )?(?:address|account|one) (?:above|in the from(?: line| field)?|(?:that )?(?:i(?:'m| am|'ve)?|this|it) (?:writ|wrote|us|mail|e-?mail|sen[dt]|is from|came from|am on)\w*)|"
    r"\b(?:address|e-?mail|contact|best|mail)\b[^.]{0,25}\b(?:is|:|=|-) ?(?:this(?: one)?|the same|same|here|as above|the one (?:above|i))\b|\bthis (?:one )?(?:is|works)\b[^.]{0,20}\b(?:address|e-?mail|best|fine|good) ?(?:to|for) (?:reach|reply|answer|contact)\w*|"
    r"\b(?:reply|answer|respond|write(?: me| back)?|contact me|reach me|get back to me|e-?mail me|mail me)(?: me| back| please| directly| right| just| only)*,? here\b|\b(?:just|please|you can|simply|feel free to|kindly) (?:just )?(?:hit )?(?:reply|respond)(?: here)?(?: to (?:me|this))?(?: please)?[.!]*$|\b(?:reply|respond|answer|write)(?: back| me)? to this\b"
)
_TO_REACH = re.compile(
    r"\b(?:reach\w*|repl\w+|answer\w*|respon\w+|writ(?:e|ing) (?:me|back|to me)|write|contact\w*|best|good|fine|right|correct|ok|okay|works?|please|prefer\w*|get back|use|send|great|perfect|enough|desired|email me|mail me|here)\b"
)
_NOT_THIS = re.compile(
    r"\b(?:not|n't|no longer|never|instead of|rather than)\b[^.]{0,25}\b(?:this|here|the same)\b|\b(?:this|the same|from)\b[^.,;]{0,30}\b(?:not|n't|no longer|never|stops?|expires?|ends?|bounces?|hacked|closed|don't|wrong|old|error|problem|full|broken)\b"
    r"|\b(?:why|when|since|after|because|how)\b[^.]{0,30}\bthis (?:e-?mail|account|address)|\b(?:is|about|with|got|received|sent|access(?: to)?|into|open) this (?:e-?mail|account|mailbox|inbox)\b"
)
_PHONE = re.compile(
    r"(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]\d{4}(?!\d)|\b(?:ext\.?|extension|x) ?\d[\d-]{3,6}\b|\b\d-\d{4}\b"
)
_DEVICE = re.compile(
    r"\b(?:windows (?:1[01]|xp|7|8)?|win ?1[01]|mac ?os\w*(?: \w+)?|macbook(?: (?:pro|air))?|imac|mac|sonoma|sequoia|ventura|ubuntu|linux|chromebook|chrome ?os|iphone|ipad|ios(?: \d+)?|android|pixel|galaxy|surface|dell|lenovo|thinkpad|hp laptop|"
    r"chrome(?: \d+)?|firefox(?: \d+)?|safari|edge|opera|brave)\b"
)
_LOCATION = re.compile(
    r"\b(?:room|rm\.?|office|suite|lab|floor|building|bldg\.?) ?#?[a-z]?\d{1,5}[a-z]?\b|\b\d{1,4} [A-Z][a-z]+ (?:Hall|Building|Bldg|Center|Library|Dr|St|Mall|Ave)\b|\b[A-Z][a-z]+ (?:Hall|Building|Bldg|Library)\b"
)
_ERROR = re.compile(
    r"\"([^\"\n]{4,160})\"|(?<![A-Za-z])'([^'\n]{6,160})'(?![A-Za-z])|\b((?:error|code|err)[ :#-]*(?:code |number |message )?[:#]?\s?[A-Z]{0,5}-?\d[\w,.-]*|ORA-\d+|HTTP \d{3}|\b50[0-4]\b(?= error)?)",
    re.IGNORECASE,
)
_STARTED = re.compile(
    r"\b(?:since|started|began|from|as of|beginning)(?: about| around| on| at| last| this| early| late| the)* (?:yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|noon|lunch|week|weekend|month|break|january|february|march|april|may|june|july|august|september|october|november|december|\d[\d:/. apm]*|update|upgrade|migration|then|my)\w*[\w ,:/]{0,20}"
    r"|\b(?:this (?:morning|afternoon|week)|yesterday|today|last (?:night|week|monday|tuesday|wednesday|thursday|friday|weekend)|\w+ (?:minutes|hours|days|weeks) ago)\b"
)
_AFFECTED = re.compile(
    r"\b(?:only me|just me|it's only me|(?:my|our|the) (?:colleague|coworker|roommate|office ?mate)\w*[^.\n]{0,60}|nobody else|no one else|everyone else|other (?:people|users|students|colleagues)[^.\n]{0,40})"
)
_STEPS = re.compile(
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
    _put(values, "desired_email", _desired(reading, assume_from=assume_from))
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
    return Handling(values, tuple(field for field in required if field not in values))


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


def _desired(reading: Reading, *, assume_from: bool) -> Finding[str] | None:
    author = reading.message.author.addr if reading.message.author else ""
    for sentence in reading.body:
        low = sentence.low
        match = _DESIRED.search(low) or _PLEASE_AT.search(low) or (_VERB_THEN.search(low) if "@" in low else None)
        if match:
            address = next(group for group in match.groups() if group).strip(".'")
            if not re.search(r"\b(?:not|n't|never|old|no longer)\b[^.]{0,12}$", low[: match.start()]):
                return Finding(address, 0.95, (sentence.evidence(),))
        if author and _THIS.search(low) and _TO_REACH.search(low) and not _NOT_THIS.search(low):
            return Finding(author, 0.92, (sentence.evidence(),))
    asked = _FORM.search(reading.low.replace("\n", " "))
    if asked:
        return Finding(asked.group(1), 0.9, (quote("body", asked.group()),))
    if assume_from and author and reading.transcript is None:
        return Finding(author, 0.9, (Evidence("header", f"From: {author}"),))
    return None


def _first(reading: Reading, pattern: re.Pattern[str]) -> Finding[str] | None:
    for sentence in reading.body:
        match = pattern.search(sentence.low)
        if match:
            return Finding(sentence.text[match.start() : match.end()].strip(), 0.8, (sentence.evidence(),))
    return None


def _phone(reading: Reading) -> Finding[str] | None:
    for source, text in (("body", reading.newest), ("signature", reading.signature)):
        match = _PHONE.search(text)
        if match:
            return Finding(match.group().strip(), 0.9, (quote(source, match.group()),))
    return None


def _error(reading: Reading) -> Finding[str] | None:
    for sentence in reading.body:
        match = _ERROR.search(sentence.text)
        if match:
            return Finding(next(group for group in match.groups() if group), 0.8, (sentence.evidence(),))
    return None
