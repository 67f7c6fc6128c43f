"""Which address does the customer want to be written to?

Comes in: a Reading. Goes out: a Finding of an address. Never: takes a header or a signature for a statement.
Source: PROCEDURE, readings ("A stated desired address is in plain words").
"""

import re

from mailroute.evidence.gate import Gated
from mailroute.evidence.reading import Reading, Sentence, quote
from mailroute.facts import Customer
from mailroute.finding import Evidence, Finding

_MAIL = r"<?(?:mailto:)?([\w.+'-]+@[\w-]+(?:\.[\w-]+)+)>?"
_DESIRED = re.compile(
    rf"\b(?:(?:reach|reachable|reached|get me|find me|catch me|got me|contact|e-?mail|mail|write(?: to)?|answer|respond to|reply to|message|get (?:back )?(?:to|hold of|in touch with)|call or e-?mail|ping|notify|update)(?: me| us| back| her| him| them)*(?: please)?(?: back)? ?(?:at|on|under|via|using|to|here:?|by e-?mail at|:)?:? ?(?:my (?:\w+ )?(?:address|e-?mail|account),? )?(?:at )?"
    rf"|(?:best|preferred|desired|wished|good|right|correct|alternate|alternative|personal|contact|reply|response)(?: \w+){{0,3}}? ?(?:e-?mail|address|contact|e-?mail address|way to reach me|place|mail|one)(?: (?:address|for (?:me|us|this|answers?|replies|contact|an answer|a reply)|to (?:use|reach me|reply to|contact me)|until (?:then|\w+ \w+)|for now|at the moment))*\s*(?:is|would be|:|=|-|at|\||->)* ?(?:my (?:\w+ )?(?:one|address|account|e-?mail),? )?"
    rf"|best(?: is|:) ?|(?:where to (?:answer|reply|write)|(?:replies|answers?|responses?|correspondence|follow-?ups?|everything|mail|updates?)(?: \w+){{0,3}}? to|(?:please |pls )?(?:use|try|send (?:it|them|answers?|replies|everything|any\w*|the \w+|your \w+|mail)?(?: \w+)? ?to|cc)|my (?:best |preferred |other |personal |current |working )?e-?mail(?: address)? (?:is|for (?:this|replies|answers) is)|e-?mail(?: address)?\s*[:=|])\s*(?:please reach me at |me at |my (?:\w+ )?(?:address|account|e-?mail),? )?(?:at )?)"
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
_THIS = Gated(
    r"\b(?:this|the same|that same|my from|my current|the current|the sending|the present) (?:very |e-?mail |mail |uw |wisc )?(?:address|e-?mail(?: address)?|account|inbox|mailbox|mail)\b|"
    r"\b(?:the|an?) (?:e-?mail )?(?:address|account|one) (?:above|in the from(?: line| field)?|(?:that )?(?:i(?:'m| am|'ve)?|this|it) (?:writ|wrote|us|mail|e-?mail|sen[dt]|is from|came from|am on)\w*)|"
    r"\b(?:address|e-?mail|contact|best|mail)\b[^.]{0,25}\b(?:is|:|=|-) ?(?:this(?: one)?|the same|same|here|as above|the one (?:above|i))\b|\bthis (?:one )?(?:is|works)\b[^.]{0,20}\b(?:address|e-?mail|best|fine|good) ?(?:to|for) (?:reach|reply|answer|contact)\w*|"
    r"\b(?:reply|answer|respond|write(?: me| back)?|contact me|reach me|get back to me|e-?mail me|mail me)(?: me| to me| back| please| directly| right| just| only)*,? here\b|\b(?:just|please|you can|simply|feel free to|kindly) (?:just )?(?:hit )?(?:reply|respond)(?: here)?(?: to (?:me|this))?(?: please)?[.!]*$|\b(?:reply|respond|answer|write)(?: back| me)? to this\b|\baddress\b[^.]{0,30}\bthis one\b|\bthis one is fine\b|\bthe same,? please\b"
)
_TO_REACH = re.compile(
    r"\b(?:reach\w*|repl\w+|answer\w*|respon\w+|writ(?:e|ing) (?:me|back|to me)|write|contact\w*|best|good|fine|right|correct|ok|okay|works?|please|prefer\w*|get back|use|send|great|perfect|enough|desired|email me|mail me|here)\b"
)
_NOT_THIS = re.compile(
    r"\b(?:not|n't|no longer|never|instead of|rather than)\b[^.]{0,25}\b(?:this|here|the same)\b|\b(?:this|the same|from)\b[^.,;]{0,30}\b(?:not|n't|no longer|never|stops?|expires?|ends?|bounces?|hacked|closed|don't|wrong|old|error|problem|full|broken)\b"
    r"|\b(?:why|when|since|after|because|how)\b[^.]{0,30}\bthis (?:e-?mail|account|address)|\b(?:is|about|with|got|received|sent|access(?: to)?|into|open) this (?:e-?mail|account|mailbox|inbox)\b"
)
_OTHERS_WORDS = re.compile(
    r"\b(?:error|page|popup|pop-up|window|screen|it|message|instructions?|banner|site|they)(?: \w+){0,2}? (?:says?|said|reads?|tells?|told|asks?|shows?)\b"
)
_AT_THEIRS = re.compile(
    r"\b(?:write|reply|answer|reach|e-?mail|mail|contact|respond)(?: to)?(?: him| her| them)?(?: directly| please)?,? (?:at|to|under|on|using) (?:that|this|his|her|their|the above|the same) (?:\w+ )?(?:address|e-?mail|account)\b"
)
_NOT_THAT = re.compile(r"\b(?:not|n't|never|old|no longer)\b[^.]{0,12}$")


def desired_address(reading: Reading, customer: Customer | None = None, *, assume_from: bool) -> Finding[str] | None:
    """The address the customer states in plain words; with ``assume_from`` the one they write from."""
    author = reading.message.author.addr if reading.message.author else ""
    spoken = "@" in reading.low
    this = author and reading.told(_THIS)
    for sentence in reading.body if spoken or this else ():
        stated = _stated(sentence) if "@" in sentence.low else ""
        if stated:
            return Finding(stated, 0.95, (sentence.evidence(),))
        low = sentence.low
        if this and _THIS.search(low) and _TO_REACH.search(low) and not _NOT_THIS.search(low):
            return Finding(author, 0.92, (sentence.evidence(),))
    theirs = _AT_THEIRS.search(reading.low) if customer is not None and not customer.is_author else None
    if theirs and customer is not None:
        return Finding(customer.address, 0.9, (quote("body", theirs.group()),))
    asked = _FORM.search(reading.low.replace("\n", " ")) if spoken else None
    if asked:
        return Finding(asked.group(1), 0.9, (quote("body", asked.group()),))
    if assume_from and author and reading.transcript is None:
        return Finding(author, 0.9, (Evidence("header", f"From: {author}"),))
    return None


def _stated(sentence: Sentence) -> str:
    low = sentence.low
    match = _DESIRED.search(low) or _PLEASE_AT.search(low) or _VERB_THEN.search(low)
    if match is None or _NOT_THAT.search(low[: match.start()]) or _OTHERS_WORDS.search(low[: match.start()]):
        return ""
    return next(group for group in match.groups() if group).strip(".'")
