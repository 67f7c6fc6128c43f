"""Who has the problem? Mostly the author; sometimes somebody the author writes for.

Comes in: a Reading and the directory. Goes out: a Finding of a Customer; None when somebody else has the problem and
is not identified. Never: takes a person who is only mentioned for the customer.
Source: PROCEDURE, "Words" (customer), rule 5 and its reading.
"""

import re
from collections.abc import Set as AbstractSet

from mailroute.catalog import Catalogue
from mailroute.evidence.gate import Gated
from mailroute.evidence.reading import Reading, Sentence, quote
from mailroute.facts import Customer
from mailroute.finding import Doubt, Evidence, Finding
from mailroute.mail.message import Address

_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WHO = (
    r"(?:(?:my|our|a|the|one of (?:my|our|the)|another) (?:\w+ )?(?:boss|director|colleague|coworker|co-worker|supervisor|manager|professor|prof|pi|advisor|adviser|dean|chair|assistant|employee|"
    r"student|friend|roommate|husband|wife|spouse|partner|mother|father|mom|dad|son|daughter|brother|sister|parent|grandmother|staff(?: member)?s?|office ?mate|labmate|postdoc|intern|faculty member|teammate|team member|secretary|"
    r"instructors?|lecturers?|coordinators?|technicians?|nurses?|workers?|lady|ladies|guys?|woman|man|researchers?|scientists?|administrators?|receptionist|undergrad|teachers?|fellow|clerk|custodian|volunteer|trainee|client|patient|guest|visitor|speaker|new hire|lab manager|department head|officemate))"
)
_FOR_ANOTHER = Gated(
    r"\b(?:asked me to (?:write|e-?mail|contact you|get in touch)|(?:submitted|requested|opened|reported|filed) (?:for|on behalf of) ?:|(?:affected (?:user|person)|end user|user affected|person affected|problem of) ?:|(?:she|he|they|who)(?: has| have|'s)? (?:asked|told|wants|wanted|begged) me to (?:write|contact|ask|e-?mail|report|reach|let you know|pass|get in touch|send|file|tell you)|(?:on|in) behalf of|i(?:'m| am) (?:just |only )?(?:writing|e-?mailing|asking|sending this|contacting you|reaching out|reporting this|submitting this) (?:this )?(?:for|on behalf of)|"
    r"(?:^|[,;-] ?|and )(?:writing|e-?mailing|sending this) for (?!(?:help|a |an |the |information|assistance|advice|your|more|some|any|this|that|two|one|it|access|permission|support)\b)|asking for a (?:friend|colleague|coworker|co-worker)|"
    r"(?:writing|asking|sending) (?:this )?for (?:my|our|a) (?:\w+ )?(?:boss|director|colleague|coworker|co-worker|supervisor|professor|advisor|dean|chair|assistant|student|friend|roommate|husband|wife|mother|father|mom|dad|son|daughter|staff))\b"
)
_PASSED_ON_FOR = re.compile(
    r"\b(?:pass(?:ing|ed)?|relay(?:ing)?|forward(?:ing)?|fil(?:e|ing)|submit(?:ting)?|send(?:ing)?|log(?:ging)?|report(?:ing)?|rais(?:e|ing)|post(?:ing)?|enter(?:ing)?|hand(?:ing)?|bring(?:ing)?)(?: (?:this|it|that|a (?:\w+ )?(?:problem|request|question|trouble|issue|matter)|her|his|the (?:problem|request|question|trouble|issue|matter)))(?: (?:on|in|along|over|up))? for (?!(?:help|a |an |the |information|assistance|advice|your|you|more|some|any|this|that|two|one|it|access|permission|support|our|my|all|everyone|us|me|now|today|review|approval)\b)"
)
_SOMETHING_FOR = tuple(
    f"{word} for "
    for word in "this it that on in along over up problem request question trouble issue matter her his".split()
)
"""One of these stands wherever a matter is passed on for somebody."""
_NAMED_OUTRIGHT = Gated(
    r"\b(?:in (?:the )?place of(?=[\w .'-]{3,40}[,(<] ?[<(]?[\w.+'-]+@)|in (?!my|your|our|the|this)[\w .'-]{3,40}'s name)|\bthe (?:person|one|customer|user|colleague) (?:(?:with|having|who has|in) (?:the |this )?(?:problem|trouble|issue|need) |affected |concerned )?is (?!me\b|i\b|myself\b|my (?:boss|manager)\b|not\b|a\b|the\b|always\b|never\b|still\b|gone\b|on\b|in\b|at\b)(?=[\w .'-]{3,40}[,(<] ?[<(]?[\w.+'-]+@)"
)
_HELP_OTHER = Gated(
    r"\b(?:can|could|would|will) (?:you|someone|somebody|anyone) (?:please )?(?:help|assist|contact|call|reach out to|get (?:back )?(?:to|in touch with)|write to|e-?mail|look after|set up) (?:him|her|them|this (?:student|person|user|customer|guy|lady))\b|"
    r"\b(?:please|pls|kindly) (?:help|assist|contact|call|answer|reply to|reach out to|write to|e-?mail|get back to|get in touch with|respond to) (?:him|her|them|this (?:student|person|user|customer))\b|\b(?:answer|contact|reply to|write|e-?mail|call) (?:him|her|them) (?:directly|back)\b|"
    r"\b(?:fix|do|look at|look into|check|reset|set (?:it|this) up|sort|arrange|change|unlock|add)(?: (?:it|this|that))?(?: out| up)? for (?:him|her|them)\b|\bhelp (?:him|her|them|this (?:student|person|user)) (?:out|with)?\b"
)
_OTHER_HAS_IT = Gated(
    r"\b(?P<who>"
    + _WHO
    + r")(?: (?!and\b|i\b|that\b|asked\b|but\b)[\w.'-]+){0,3}?(?: \([^)]*\))?,? (?:who [^,.]{3,60},? )?(?:is (?:unable|having|getting|not able|locked|stuck)|has (?:been )?(?:a problem|an issue|trouble|problems|locked|lost|forgotten|the problem)|(?:can'?t|cannot|can not|couldn'?t)(?! help)|gets?|keeps (?:getting|being)|"
    r"does(?:n't| not) (?:get|see|have|receive|know)|forgot|needs? (?:help|to|access|her|his|their|a )|wants?|was (?:locked|unable)|says (?:her|his|their|that (?:he|she|they))|asked me to (?:write|ask|contact|e-?mail|report|reach)|lost (?:her|his|their))\b"
)
_OWN_INTEREST = re.compile(
    r"\b(?:my (?:ta|student|students|assistant|employee|advisee|colleague|staff|intern|hourly|coworker)'?s? (?:graduated|left|retired|quit|survey|quiz|score|grade|record|time|hours|timesheet|name|page|account was)|(?:i|we) (?:can'?t|cannot|need|want|would like|don't|do not|see|get|have|tried|am|try|manage|supervise|teach|advise)\b)"
)
_NOT_MINE = re.compile(
    r"\b(?:i don'?t have (?:it|this|that|the problem|the issue)(?: myself)?|works? (?:fine )?for me|mine (?:is|works)|i(?:'m| am) fine|not me\b|it'?s not (?:for )?me|for (?:him|her|them) not me|my own (?:works|is fine))\b"
)
_NAME_AFTER = re.compile(
    r"^\s*(?:my |our |the )?(?:\w+ ){0,2}?,?\s*((?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Mx)\.?\s+)?[A-Z][\w'\u00c0-\u017f-]+(?:\s+[A-Z][\w.'\u00c0-\u017f-]+){0,3})"
)
_BEFORE_THE_NAME = 60
_NAME_AND_ADDRESS = re.compile(
    r"\b(?:for|help|of|about) (?:[A-Z][\w'-]+ ){1,3}?[A-Z][\w'-]+,? ?[(<]?([\w.+'-]+@[\w-]+(?:\.[\w-]+)+)|\b[A-Z][\w'-]+ [A-Z][\w'-]+ \(([\w.+'-]+@[\w-]+(?:\.[\w-]+)+)\)"
)
_SEND_TO = re.compile(r"\b(?:pass|forward|send|hand|give|copy|cc)\b[^.\n]{0,20}\b(?:to|cc:?) $")
_THIRD_PERSON = re.compile(r"\b(?:she|he|her|his|him|they|their|them)\b")
_ABOUT_ME = re.compile(
    r"\b(?:i (?:(?:just )?(?:re-?ran|ran|checked|opened|looked|pulled)\b|can'?t|cannot|can not|am (?:unable|locked|stuck|not able)|keep|lost|forgot|get (?:an?|the|no)\b|tried to|have (?:to|no)|see (?:an?|no|only)|need (?:to|my|a|an|access)|would like|want)|i'?m (?:unable|locked|stuck)|"
    r"we (?:can'?t|cannot|are (?:unable|locked))|for me\b|my (?:own|account|screen|computer|laptop|roster|list|report|course|class|section|queue|team|inbox) )"
)
_ROLE_ADDRESS = re.compile(
    r"(?:office|desk|help|team|admin|info|support|group|dept|staff|front|service|list|all|contact|mail|hr)(?:-fx)?$"
)
"""A copy to an office is none to the person with the trouble."""
_AMONG_THEM = Gated(
    r"\b(?:me and (?:all )?(?:of )?my|all of us|(?:my \w+|\w+) and i (?:all |both )?(?:keep|get|have|see|can't|cannot|are))\b"
)
"""Who has the trouble themselves writes for themselves, whoever else has it."""
_ANOTHERS_TROUBLE = Gated(
    r"\b(?:"
    + _WHO[3:-1]
    + r"s?(?: [\w.'-]+){0,3}?,? (?:can'?t|cannot|couldn'?t|could not|is unable to|was unable to|isn'?t able to|is not able to|is locked out|keeps getting|gets (?:an?|the) (?:error|message)|has (?:lost|forgotten) (?:her|his|their))\b|"
    r"(?:my|our) (?:boss|colleague|coworker|co-worker|supervisor|manager|director|husband|wife|son|daughter|mother|father|mom|dad|roommate|friend|professor|pi|advisor|dean|assistant|neighbor|brother|sister|intern)'s (?:\w+ ){0,2}?(?:outlook|computer|laptop|account|phone|calendar|e-?mail|login|screen|password|duo|workday|vpn|timesheet|zoom|teams|canvas|onedrive|mailbox|browser|tablet)\b|"
    r"(?:tells|gives|shows(?! (?:her|him) (?:as|to|in|with|on|under|at|still))|asks|kicks|logs|throws|won'?t let|does(?:n't| not) let|lets) (?:her|him)\b|(?:student|visitor|patron|guest|person|man|woman|guy|lady|parent|customer|caller)s?\b[^.]{0,40}\bwho (?:can'?t|couldn'?t|cannot|could not|was unable|had trouble)|"
    r"(?:take care of|look after|follow up with) (?:her|him|them)\b)"
)
_NETID_OF = re.compile(r"\bnet-?id[ :=(]+(?:is )?[\"']?([a-z][a-z0-9-]{2,19})\b")


def find(reading: Reading, catalogue: Catalogue) -> Finding[Customer | None]:
    """The customer, with their row of the directory; for a chat the person that the transcript names."""
    if reading.transcript is not None:
        address = reading.transcript.address
        if not address:
            return Finding(None, 0.9, doubt=Doubt("the transcript does not say who the customer is"))
        record = catalogue.person(address)
        return Finding(
            Customer(address.lower(), reading.transcript.name, record, is_author=False),
            0.97,
            (Evidence("transcript", f"Customer: {reading.transcript.name} <{address}>"),),
        )
    author = reading.message.author
    if author is None:
        return Finding(None, 0.9, doubt=Doubt("From names no single author"))
    own = Finding(
        Customer(author.addr, author.name, catalogue.person(author.addr)),
        0.98,
        (Evidence("header", f"From: {author.addr}"),),
    )
    told = None if reading.found(_AMONG_THEM) else _told_for_another(reading)
    if told is None:
        named = _named_with_address(reading, catalogue)
        return named or own
    sentence, place = told
    other = _identify(reading, sentence, place, catalogue)
    if other is not None:
        return Finding(other, 0.93, (sentence.evidence(),))
    return Finding(
        None,
        0.85,
        (sentence.evidence(),),
        doubt=Doubt("written for somebody else, who is not identified: who is the customer?", (author.addr,)),
    )


def seems_anothers(reading: Reading) -> Finding[bool]:
    """Whether the trouble told may be a third person's, though nothing says outright that one writes for another."""
    named = _named(reading)
    if named and _THIRD_PERSON.search(reading.low):
        return Finding(True, 0.6, (quote("body", named.group()),))
    for sentence in reading.sentences if reading.found(_ANOTHERS_TROUBLE) else ():
        match = _ANOTHERS_TROUBLE.search(sentence.low)
        if match and not _ABOUT_ME.search(reading.low_all):
            return Finding(True, 0.6, (sentence.evidence(),))
    return Finding(False)


def _named(reading: Reading) -> re.Match[str] | None:
    """A person named with an address."""
    return _NAME_AND_ADDRESS.search(reading.newest) if "@" in reading.newest else None


def _named_with_address(reading: Reading, catalogue: Catalogue) -> Finding[Customer | None] | None:
    """A person named with an address, of whom the text goes on to tell ("Mia Tran, m.tran@...: her report ...")."""
    found = _named(reading)
    author = reading.message.author
    if found is None or author is None or not _THIRD_PERSON.search(reading.low) or _ABOUT_ME.search(reading.low):
        return None
    address = (found.group(1) or found.group(2)).lower().strip(".'")
    if _SEND_TO.search(reading.newest[: found.start(1) if found.group(1) else found.start()].lower()):
        return None
    if address == author.addr or address in {one.addr for one in reading.message.to}:
        return None
    return Finding(_customer(address, "", catalogue), 0.85, (quote("body", found.group()),))


def _told_for_another(reading: Reading) -> tuple[Sentence, int] | None:
    """The sentence that says so, and where in it the other's name may begin."""
    patterns = [one.pattern for one in (_FOR_ANOTHER, _NAMED_OUTRIGHT) if reading.found(one)]
    if any(words in reading.low_all for words in _SOMETHING_FOR):
        patterns.append(_PASSED_ON_FOR)
    for sentence in reading.sentences if patterns else ():
        match = next((found for one in patterns if (found := one.search(sentence.low))), None)
        if match and not re.match(
            r"\s*(?:our|the|my) (?:\w+ ){0,2}?(?:department|office|lab|team|group|unit|students|class|school|division|club|committee|company)\b",
            sentence.low[match.end() :],
        ):
            if _is_self(sentence.low[match.end() :]):
                continue
            return sentence, match.end()
    passed_on = bool(reading.message.sections.forwarded) or reading.passed_on
    for sentence in reading.body if reading.told(_HELP_OTHER) else ():
        help_other = _HELP_OTHER.search(sentence.low)
        if help_other and (
            passed_on or _identifies(reading) or not re.search(r"\bi (?:can'?t|cannot|need|am trying)\b", reading.low)
        ):
            return sentence, help_other.end()
    for sentence in reading.sentences if reading.found(_OTHER_HAS_IT) else ():
        match = _OTHER_HAS_IT.search(sentence.low)
        if (
            match
            and not _OWN_INTEREST.search(sentence.low)
            and (_NOT_MINE.search(reading.low) or _not_about_me(reading))
        ):
            return sentence, match.start()
    return None


def _is_self(rest: str) -> bool:
    return bool(re.match(r"\s*(?:myself|me|us|ourselves|you)\b", rest))


def _identifies(reading: Reading) -> bool:
    return bool(_ADDRESS.search(reading.newest)) or bool(reading.message.cc)


def _not_about_me(reading: Reading) -> bool:
    """No sentence tells of a trouble that the author has."""
    return not re.search(
        r"\b(?:i (?:(?:just )?(?:re-?ran|ran|checked|opened|looked|pulled)\b|can'?t|cannot|can not|am (?:unable|trying|getting|having|locked)|get|need|tried|keep|lost|forgot|have (?:a|an|the|no|tried|been)|see|would like|want|wonder|noticed|supervise|manage)|i'?m (?:unable|trying|getting|having|locked|stuck)|we (?:can'?t|cannot|need|have|are|get|want|would)|any of us|for us|our (?:whole|shop|office|team)|for me|my (?:account|own|screen|computer|laptop|netid|"
        r"password))\b",
        reading.low_all,
    )


def _identify(reading: Reading, sentence: Sentence, named: int, catalogue: Catalogue) -> Customer | None:
    """The other person: by an address in the text, a NetID or full name of the directory, Cc, or the forwarded mail."""
    author = reading.message.author.addr if reading.message.author else ""
    own = {author, *(address.addr for address in reading.message.to)}
    name = _NAME_AFTER.match(sentence.text[named:])
    words = name.group(1) if name else ""
    told = _by_address(reading, sentence, named, own) or _in_directory(reading, words, catalogue, author)
    if told:
        return _customer(told, "", catalogue)
    copied = _in_copy(reading, words, own)
    if copied is not None:
        return _customer(copied.addr, copied.name, catalogue)
    forwarded = reading.message.sections.forwarded_author
    if forwarded and forwarded.addr != author and catalogue.person(forwarded.addr) is not None:
        return _customer(forwarded.addr, forwarded.name, catalogue)
    return None


def _by_address(reading: Reading, sentence: Sentence, named: int, own: AbstractSet[str]) -> str:
    for text in (sentence.text[max(0, named - _BEFORE_THE_NAME) :], reading.newest):
        for match in _ADDRESS.finditer(text):
            address = match.group().lower().strip(".'")
            if address not in own:
                return address
    return ""


def _in_directory(reading: Reading, words: str, catalogue: Catalogue, author: str) -> str:
    netid = next((match.group(1) for one in reading.body if (match := _NETID_OF.search(one.low))), "")
    title = re.compile(r"^(?:dr|prof|professor|mr|ms|mrs|mx)\.?\s+")
    for people in (catalogue.people_of_netid(netid), catalogue.people_of_name(title.sub("", words.lower()))):
        others = [person.email for person in people if person.email.lower() != author]
        if len(others) == 1:
            return others[0].lower()
    return ""


def _in_copy(reading: Reading, words: str, own: AbstractSet[str]) -> Address | None:
    """The one person in Cc, or the one there who bears the name."""
    copied = [
        address for address in reading.message.cc if address.addr not in own and not _ROLE_ADDRESS.search(address.local)
    ]
    if len(copied) == 1:
        return copied[0]
    last = words.rsplit(maxsplit=1)[-1].lower() if words else ""
    return next((one for one in copied if last and (last in one.name.lower() or last in one.local)), None)


def _customer(address: str, name: str, catalogue: Catalogue) -> Customer:
    record = catalogue.person(address)
    return Customer(address, name or (record.name if record else ""), record, is_author=False)
