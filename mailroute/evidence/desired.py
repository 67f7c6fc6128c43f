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
    rf"{_MAIL}[)\"']*,? (?:is (?:the |my )?(?:best|preferred|right|correct|good|fine|where|ok|(?:one|address|inbox|mailbox) (?:to (?:use|write|answer|reply|reach)|(?:that )?(?:i|we) (?:read|check|use|watch|look at|see)))|(?:would be|works|will work) (?:best|fine|great|for (?:me|us))|(?:will |does |always )?(?:reach(?:es)?|finds?|gets) (?:me|us)\b|(?:and |but |- )?(?:that|which|this|it)(?:'s| is) (?:where|the (?:one|address|best|place|inbox|mailbox|right|account)|best|my best|what (?:i|we) (?:read|check|use))|(?:so |and |- )*(?:please |pls |kindly |you can |just )*(?:use|write to|reply to|answer to|take) (?:that|it|this)(?: one| address)?\b|please\b|antworten|for (?:replies|answers|contact)|if you (?:need|have|want))|\ban {_MAIL} antworten"
)
_TO_ME_AT = re.compile(
    rf"\b(?:(?:find|reach|catch|get|tell|inform|notify|answer|update|have) (?:me|us)|be (?:found|had|answered|contacted|e-?mailed|written to|notified|told|informed|reached)|let (?:me|us) know|keep (?:me|us) (?:posted|updated|informed|in the loop)|(?:drop|shoot|send) (?:me|us) (?:an?|the) [\w-]+|correspond(?: with (?:me|us))?|in touch|hear(?: back)?(?: from you)?|best reached)(?: [\w'-]+){{0,2}}?,? (?:at|on|under|via|through|over|by|with|to)(?: [\w'-]+){{0,4}}?[:,]? {_MAIL}"
    rf"|\b(?:i'm|i am|we're|we are) (?:now |always |usually |best |reachable )?(?:at|on|under):? {_MAIL}"
    rf"|\b(?:best|right|good|preferred|easiest|surest|quickest|fastest|only)(?: \w+)?? (?:place|way|spot|means|method|address|bet|option|contact)\b(?: [\w'-]+){{0,7}}? ?(?:is|would be|will be|:|-)+ (?:at |via |by |through |to |under )?(?:[\w'-]+,? ){{0,4}}?{_MAIL}"
    rf"|\b(?:i|we)(?:'d| would)? (?:rather |much |really )?(?:prefer|like)(?: (?:to use|my|an? (?:answer|reply|response)|the (?:answer|reply|response)|answers|replies|to be [\w-]+|it|you to \w+))*(?: (?:at|to|on|via|under))? {_MAIL}|^prefer {_MAIL}"
    rf"|\b(?:i|we)(?:'m| am|'re| are)? (?:only |mostly |always |now |actually |still |do |both )*(?:read|reading|check|checking|watch|watching|look (?:at|into|in))(?: (?:my|our|mail|e-?mail|messages|it|them))*(?: (?:at|on|in|under))? {_MAIL}"
    rf"|\buse (?:the |my )?(?:[\w-]+ )?(?:address|account|e-?mail):? {_MAIL}"
    rf"|\bmy (?:[\w-]+ )?(?:address|e-?mail) for (?:this|that|now|(?:the |your |all )?(?:repl\w+|answers?|contact|correspondence|responses?|case|ticket|matter)) ?(?:is|:|=|would be) {_MAIL}"
)
_VERB_THEN = re.compile(
    rf"\b(?:reach|contact|e-?mail|mail|write|answer|reply|respond|send|get back)\b(?![^.]{{0,80}}\b(?:cc|forward|from|sent|about|told|error|says|as)\b)(?: [\w'-]+,?){{0,9}}[,:]? {_MAIL}"
)
_FORM = re.compile(
    rf"\b(?:where|which|what|how)\b[^.?:]{{0,40}}\b(?:write|reply|answer|reach|contact|e-?mail|respond)\b[^.?:]{{0,25}}[?:] {_MAIL}"
)
"""A question of a form, answered behind it."""
_THIS = Gated(
    r"(?m)\b(?:this|the same|that same|my from|my current|the current|the sending|the present) (?:very |e-?mail |mail |uw |wisc )?(?:address|e-?mail(?: address)?|account|inbox|mailbox|mail)\b|"
    r"\b(?:the|an?) (?:e-?mail )?(?:address|account|one) (?:above|in the from(?: line| field)?|(?:that )?(?:i(?:'m| am|'ve)?|this|it) (?:writ|wrote|us|mail|e-?mail|sen[dt]|is from|came from|am on)\w*)|"
    r"\b(?:address|e-?mail|contact|best|mail)\b[^.]{0,25}\b(?:is|:|=|-) ?(?:this(?: one)?|the same|same|here|as above|the one (?:above|i))\b|\bthis (?:one )?(?:is|works)\b[^.]{0,20}\b(?:address|e-?mail|best|fine|good) ?(?:to|for) (?:reach|reply|answer|contact)\w*|"
    r"\b(?:reply|answer|respond|write(?: me| back)?|contact me|reach me|get back to me|e-?mail me|mail me)(?: me| to me| back| please| directly| right| just| only)*,? here\b|\b(?:just|please just|you can|simply|feel free to|kindly) (?:just )?(?:hit |press |use )?(?:reply|respond)(?: here)?(?: to (?:me|this))?(?: please)?[.!]*$|\b(?:reply|respond|answer|write)(?: back| me)? to this\b|\baddress\b[^.]{0,30}\bthis one\b|\bthis one is fine\b|\bthe same,? please\b|\bsame (?:one|address|e-?mail|account) (?:as|i)\b|\breply-?to ?: ?(?:this|the same|same)\b|"
    r"\b(?:the |my )?sender(?:'s)? (?:e-?mail )?address\b|\bthe (?:address|e-?mail|account|one) (?:you see (?:above|here)|i(?:'m| am) (?:writing|mailing|e-?mailing|sending|using|on|at|typing)|this (?:mail|message|e-?mail|one|request)? ?(?:came|comes|is|was sent) from|on this (?:mail|message|e-?mail))\b|"
    r"\bwhere (?:this(?: (?:mail|message|e-?mail|one))?|it) (?:came|comes|is) from\b|\bwhere i(?:'m| am)? (?:write|wrote|writing|mailing|sending)(?: this)?(?: from)?\b|\b(?:e-?mail|address) i (?:sent|wrote|write|send) (?:this|it)?(?: from)?|"
    r"\b(?:e-?mail|mail|write|answer|reply|respond|get (?:back )?to me|send(?: \w+){0,3}?|reach me|find me|contact me|get me|catch me|get back to me)(?: back)?(?: to)?(?: me)?,? (?:at|on|to|under|via|through|with|using) this(?: one)?(?: please| pls|[.,;:!)]|$| -| and| if| as| thanks| so| when)|"
    r"\bthis is (?:the|my|an?) (?:\w+ )?(?:address|e-?mail|mailbox|inbox|account|one) (?:to|that|i|for|where|we)\b|"
    r"\b(?:reached|answered|contacted|found|had|e-?mailed|come|go|arrive)(?: right| just| back| only| best)*,? here\b(?! (?:in|at|on|by|for|with|from)\b)"
)
_HERE = (
    "this",
    "here",
    "same",
    "that address",
    "address",
    "e-mail",
    "email",
    "account",
    "my from",
    "current",
    "sending",
    "reply",
    "replying",
    "respond",
    "answering",
    "present",
)
"""Each sentence that points to where the mail came from holds one of these."""
_BY_REPLY = Gated(
    r"(?m)\bby (?:simply |just |only |a |an? simple )?(?:hitting |pressing |using |clicking |the )*(?:reply|replying|answering|responding)\b(?! (?:to (?:the|my|an?|his|her|their)|in|all)\b)|"
    r"\b(?:hit|press|use|click)(?:ting|ing)? (?:on )?(?:the )?reply(?: button)?(?: (?:is|will|works|does|and)| here| please|,|[.!]*$)|"
    r"\b(?:reply|replying|answering|responding|the reply button)(?: button)?(?: (?:directly|straight|simply|right))?(?: (?:to|on) (?:this|it|me)(?: (?:e-?mail|mail|message|one|thread|address))?)?(?: here)? (?:(?:will |does |always |also )*(?:reach(?:es)?|finds?|gets to|gets) (?:me|us)|(?:is|works|would be|will be)(?: just| perfectly| totally| quite)? (?:fine|ok|okay|best|good|enough|great|perfect|right|sufficient|easiest)|will do|suffices|does it|is all (?:it takes|you need))|"
    r"\b(?:reply|respond|answer)(?: \w+){0,2}? (?:straight|directly|right) to this\b|\bthe best way to (?:reach|contact) me is (?:by |with |via )?(?:a |an? simple )?(?:this|reply|replying)"
)
"""Answering by the reply button, whatever its words: the address written from."""
_TO_REACH = re.compile(
    r"\b(?:reach\w*|repl\w+|answer\w*|respon\w+|writ(?:e|ing) (?:me|back|to me)|write|contact\w*|best|good|fine|right|correct|ok|okay|works?|please|prefer\w*|get back|use|send|great|perfect|enough|desired|email me|mail me|(?:e-?mail|mail) back|reached|here|(?:find|get|catch|tell|drop|shoot|keep|let|ping|notify|have) me|hold of me|found|had|hear back|i(?:'m| am) at|the (?:one|address|mailbox|inbox) (?:that )?i (?:read|check|watch|use|look)|come (?:to|here)|go to|forward)\b"
)
_ONLY_A_BOX = re.compile(r"^(?:this|the same|that same) (?:very |uw |wisc |e-?mail )?(?:account|inbox|mailbox|mail)$")
_TO_REACH_THE_BOX = re.compile(
    r"\b(?:reach(?:ed|able)?|repl(?:y|ies|ied to)|answer(?:s|ed)?|respon\w+|writ(?:e|ing) (?:me|back|to)|contact(?: me|ed)?|get back|(?:find|get|catch|tell|drop|keep|let|ping|e-?mail|mail|message|notify) me|hear back|(?:send|forward)\b[^.]{0,40}\b(?:to|on|at)|i(?:'m| am) at|please use(?! this \w+ (?:for|only|as|in|on)\b)|(?:you (?:can|may) )use(?! this \w+ (?:for|only|as|in|on)\b))\b|"
    r"\bthis (?:very |uw |wisc |e-?mail )?(?:account|inbox|mailbox|mail) (?:is|works|would be|will be|does)(?: just| the| perfectly| also)? (?:fine|best|good|ok|okay|right|perfect|great|one|where|it|enough)\b|\bi (?:check|read|watch|look (?:at|in|into)) this\b"
)
"""An account or a mailbox has troubles of its own: "please use" and the like is not enough beside them."""
_NOT_THIS = re.compile(
    r"\b(?:told|asked|advised|said|says|sent|suggested|recommended|referred|supposed|instructed)(?: (?:me|us|you|that|i|we))*(?: (?:to|can|could|should|must))? (?:to )?(?:write|reply|answer|contact|e-?mail|mail|ask|send|try) (?:\w+ )?(?:here|this)\b|"
    r"(?:\bnot|n't|\bno longer|\bnever|\bcannot|\bunable to|\binstead of|\brather than)\b(?! mind| hesitate| need| worry)[^.,;]{0,25}\b(?:this|here|the same)\b|\b(?:this|the same|from)\b[^.,;]{0,30}\b(?:not|never|no longer|stops?|expires?|ends?|bounces?|hacked|closed|wrong|old|error|problem|full|broken|needs?|should (?:get|have|be))\b|\b(?:this|the same|from)\b[^.,;]{0,30}n't\b"
    r"|\b(?:why|when|since|after|because|how)\b[^.]{0,30}\bthis (?:e-?mail|account|address)|\b(?:(?<!me )is|about|with|got|received|sent|access(?: to)?|into|open|found) (?:this|your) (?:e-?mail|account|mailbox|inbox)\b"
    r"|\b(?:found|got|have|had|saw|took) (?:this|your) (?:\w+ )?address\b|^(?:so |and |but |also |hi,? |hello,? )*(?:is|was|are|does|did) (?:this|that|the)\b[^?]*\?$"
    r"|\b(?:delete|remove|add|change|update|fix|correct|block|unblock|rename|close|reset|restore|migrate|create|unsubscribe|replace|take|own|owns|share|manage|disable|enable|give)(?:s|d|ing)? (?:\w+ )?(?:this|the same|the sender)\b|\b(?:i|we|he|she|they|nobody|people)(?: have| had|'ve| has)? (?:replied|wrote|written|answered|responded|reply|answer|e-?mailed|mailed)(?: to)? (?:this|here|the same)\b|\b(?:the|best|right|an|no|correct) answer here (?:is|was)\b"
    r"|\breply(?:ing)?(?: button| all)?\b[^.,;]{0,40}\b(?:gr[ae]yed|missing|gone|error|slow|bounces?|fails?|broken|disappeared|does nothing)\b"
)
_OTHERS_WORDS = re.compile(
    r"\b(?:error|page|popup|pop-up|window|screen|it|message|instructions?|banner|site|they)(?: \w+){0,2}? (?:says?|said|reads?|tells?|told|asks?|shows?)\b"
)
_AT_THEIRS = re.compile(
    r"\b(?:write|reply|answer|reach|e-?mail|mail|contact|respond)(?: to)?(?: him| her| them)?(?: directly| please)?,? (?:at|to|under|on|using) (?:that|this|his|her|their|the above|the same) (?:\w+ )?(?:address|e-?mail|account)\b"
)
_NOT_THAT = re.compile(
    r"(?:\b(?:not|never|old|former|no longer|cannot|unable to)|n't)\b[^.,;]{0,12}$|\b(?:told|asked|advised|instructed|tried|trying|try|able|unable|had|supposed|meant|referred)(?: (?:me|us|him|her|them|people|everyone))?(?: to)? $"
)
_ON_ITS_OWN = re.compile(
    r"^>?[)\"']*,? (?:bounces?|bounced|fails?|failed|is (?:full|not|no longer|gone|wrong|closed)|comes? back|never|gets? (?:rejected|lost|bounced)|(?:was|is|are|were) (?:rejected|returned|refused|lost)|does(?:n't| not)|did(?:n't| not)|stopped|instead of me)\b"
)
"""What a sentence goes on with that tells of the address's own trouble."""


def desired_address(reading: Reading, customer: Customer | None = None, *, assume_from: bool) -> Finding[str] | None:
    """The address the customer states in plain words; with ``assume_from`` the one they write from."""
    author = reading.message.author.addr if reading.message.author else ""
    spoken = "@" in reading.low
    this = bool(author and (reading.may(_THIS) or reading.may(_BY_REPLY)))
    for sentence in reading.body if spoken or this else ():
        stated = _stated(sentence) if "@" in sentence.low else ""
        if stated:
            return Finding(stated, 0.95, (sentence.evidence(),))
        if this and any(word in sentence.low for word in _HERE) and _means_this(sentence.low):
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


def _means_this(low: str) -> bool:
    """The sentence says that the address it came from is the one to write to."""
    replying = "repl" in low or "answering" in low or "respond" in low or "best way" in low
    if replying and _BY_REPLY.search(low):
        return not _NOT_THIS.search(low)
    if not _TO_REACH.search(low):
        return False
    places = list(_THIS.finditer(low))
    if not places or _NOT_THIS.search(low):
        return False
    return bool(_TO_REACH_THE_BOX.search(low)) or not all(_ONLY_A_BOX.search(place.group()) for place in places)


def _stated(sentence: Sentence) -> str:
    low = sentence.low
    for pattern in (_DESIRED, _PLEASE_AT, _TO_ME_AT, _VERB_THEN):
        match = pattern.search(low)
        if match is None:
            continue
        if (
            _NOT_THAT.search(low[: match.start()])
            or _OTHERS_WORDS.search(low[: match.start()])
            or _ON_ITS_OWN.match(low[match.end() :])
        ):
            return ""
        return next(group for group in match.groups() if group).strip(".'")
    return ""
