"""Automatic answers in a person's own words, and notices of other desks: known by how many kinds of things they say.

Comes in: the newest text. Goes out: one match for each kind of thing said, or none where somebody wants something.
Never: decides how many kinds are enough. An absence in funny words still says that one is away, until when, that mail
will be read later, and who helps meanwhile; a person who tells two of these goes on with a request.
"""

import re
from collections.abc import Sequence

from mailroute.mail.robot_gates import ALWAYS, gate, opens

_DATE = (
    r"(?:the )?(?:\d{1,2}(?:st|nd|rd|th)?\b|mon|tues|wednes|thurs|fri|satur|sun|jan|feb|mar|apr|may\b|june|july|aug|sept|oct|nov|dec|next |spring|summer|fall|winter|christmas|new year|then\b|"
    r"the end|early |mid|late |further)"
)
Kind = tuple[tuple[str, ...], re.Pattern[str]]

ABSENCE: tuple[Kind, ...] = (
    (
        ALWAYS,
        re.compile(
            r"\b(?:i'm|i am|i'll be|i will be|i have|i've|this is me|currently|am)\b[^.!?\n]{0,40}\b(?:away|off (?:until|through|the grid|this|on|work)|on (?:\w+ ){0,2}(?:leave|vacation|sabbatical|holiday)|in the (?:field|woods|mountains|wild|air)|out (?:of (?:the )?(?:office|town|country|reach)|sick|until|through|this|on)|gone|on the (?:\w+ ){0,3}(?:trail|road|lake|river|water|ice|beach)|travell?ing|retired|home (?:sick|with)|not (?:in|here|at)\b|somewhere|taking (?:a|the|some)|swapped|traded|changing diapers|hiking|fishing|camping|sailing|on (?:a|my) (?:trip|cruise|train|boat|plane|break|honeymoon|expedition|retreat))"
            r"|\bno longer (?:works?|with|at|here|employed|part of)\b|\bgreetings from\b|\bi work (?:only )?(?:mornings|afternoons|part[- ]time|half days|\w+days)\b|\b(?:im urlaub|abwesend|außer haus|nicht im (?:büro|haus))\b|\bon sabbatical\b|\bnot (?:the|a) (?:man|woman|person|human)\b|\bleft (?:the )?(?:university|uw|department|office|school|company|team|my (?:position|job))\b|\bhas left\b"
        ),
    ),
    (
        ALWAYS,
        re.compile(
            rf"\b(?:until|till|through|thru) {_DATE}|\bback (?:on|in|at|to|{_DATE})|\b(?:i|and|will|shall)\b[^.!?\n]{{0,20}}\breturn(?:ing)? (?:on|to|in|{_DATE})|\b(?:i'm|i am|i'll be|i will be|be|once i'm|when i'm) back\b|\b(?:bis|ab) (?:zum|dem) "
        ),
    ),
    (
        ALWAYS,
        re.compile(
            r"\b(?:i'll|i will|i shall|will|and)\b[^.!?\n]{0,25}\b(?:dig|work|go|wade|plough|plow|get|sort|read|start|catch up|answer|reply|respond|write|be in touch|deal|look)\b[^.!?\n]{0,30}\b(?:through|pile|backlog|mail|inbox|messages?|then|order|when|once|after|as soon|as i can|when i can|as i'm able|top)\b|\b(?:piles? up|goes|stays?|remains?|keeps?) (?:unread|until)\b|\bwon'?t (?:see|read|answer|get to) (?:this|it|your|mail)\b|"
            r"\b(?:answers?|repl(?:y|ies)|response)s? (?:may|might|will|can) (?:take|be (?:slow|late|delayed))\b|\b(?:everything|anything|all) else (?:keeps|waits|can wait|will wait|must wait)\b|\b(?:answer|reply|respond) (?:then|when i|once i|upon|after)\b|\bget to your (?:mail|message|note)\b"
        ),
    ),
    (
        gate(
            "t wait|not wait|t keep|not keep|urgent|emergenc|immediate|pressing|on fire|burning|until then|meanwhile|in the meantime|in my absence|from now on|please turn to|please see|please write|please send|please contact|please try|please call|please direct|dringend|the keys to|everything is|for anything|for things|for matters|for everything".split(
                "|"
            )
        ),
        re.compile(
            r"\b(?:can'?t|cannot|can not|won'?t|will not|couldn'?t) (?:wait|keep)\b|\b(?:for|in|with) (?:an? |any(?:thing)? )?(?:\w+ )?(?:urgent|immediate|emergenc\w*|pressing)\b|\bif (?:it|this|something|the \w+|your \w+|anything|things?)(?:'s| is| are)? (?:\w+ )?(?:urgent|on fire|burning|pressing|an emergency)\b|\bfor (?:anything|things|matters|everything) (?:that|which)\b|\burgent (?:things|matters|questions|requests|stuff)\b|"
            r"\b(?:until then|meanwhile|in the meantime|in my absence|from now on),?\b|\bplease (?:turn to|see (?:the|my)|write to|send (?:your |all |any )?(?:message|mail|questions?|requests?)? ?to|contact|try|call|direct)\b[^.!?\n]{0,60}(?:@|\d{4}|\bcolleague\b|\boffice\b|\binstead\b)|\bin dringenden fällen\b|\bhas the keys to\b|\bknows where everything\b"
        ),
    ),
    (
        gate(
            "signal|bars|spotty|little |poor |limited|patchy|intermittent|without |no wi|no laptop|no phone|no internet|no reception|no service|no connection|no coverage|no access|no bars|no or|the grid|checking|reading|not check|not read|t read|t check|hardly |rarely |nothing |look at|looking at|mail once|mail twice|mail only|mail seldom|monitored|longer read|be read|checked|watched|unread|lese |of reach|unplugged".split(
                "|"
            )
        ),
        re.compile(
            r"\b(?:no|without|spotty|little|poor|limited|patchy|intermittent)(?: or (?:no|little|spotty))? (?:\w+ )?(?:signal|bars|wi-?fi|laptop|phone|internet|reception|service|connection|coverage|access to)\b|\boff the grid\b|\b(?:not|n't|nothing|no|hardly|rarely) (?:be )?(?:checking|reading|check|read|look(?:ing)? at)\b|\breading nothing\b|\b(?:read|check|see) (?:my )?(?:e-?)?mail (?:once|twice|only|seldom|rarely)\b|"
            r"\b(?:mailbox|inbox|address|account|mail|e-?mail) (?:isn'?t|is not|is no longer|will not be|won'?t be|is un)(?: |-)?(?:read|monitored|checked|watched)\b|\blese keine\b|\bout of reach\b|\bunplugged\b"
        ),
    ),
    (
        ALWAYS,
        re.compile(
            r"\b(?:thank you|thanks)(?: so much| very much| a lot)? for (?:writing|your|getting|the|reaching|contacting)\b|\byou(?:'ve| have) reached\b|\bif you(?:'re| are) reading this\b|\byour (?:mail|message|e-?mail|note) (?:has|was|is|reached|landed|arrived)\b"
        ),
    ),
)
WANTS = re.compile(
    r"\b(?:(?:can|could|would|will|did|do|have|are) (?:you|someone|somebody|anyone|we)\b|how (?:do|can|would|should|does) (?:i|we|that|this|it)|(?:is|are|was) (?:there|that|this|it) (?:an?|the|possible|yours)\b[^.!\n]*\?|what (?:does|is|do|should|can)|i (?:need|want|would like|can'?t (?!wait|see|answer|reply|read|promise)|cannot (?!answer|reply|read|see|promise|wait)|tried|get an?|lost|forgot|still|attach)|we (?:need|want)|we'd like|i'd like|"
    r"please (?:fix|reset|help|correct|add|take|give|open|call (?:me|before)|tell me|let me know|look (?:at|into)|check|answer (?:by|me)|change|remove|create|set|restore|install|make|advise|have)|help me|(?:put|set|send|give|add|make|reset|fix|change|move|unlock|restore|remove) (?:me|my|us|up|it|him|her|the)\b|(?:thrown|kicked|locked|logged|throws|kicks|logs) me\b|who (?:approves?|can|do|does|should|could)\b|no such|drops?\b|does not|errors?|broken|is locked|(?:does|did|do)(?:n't| not) (?:work|open|load|let|show|help)|not (?:working|available|show\w*)|won'?t (?:open|load|connect|let|work|turn|go|stop|start|print)|stopped working|shows?|it says|says (?:that|it|[\"'])|keeps going|is (?:empty|wrong|missing|blank|stuck|down))\b"
)
"""Somebody wants something: no automatic answer does."""

TICKET: tuple[Kind, ...] = (
    (
        gate(
            "thank you for|thanks for|thank you so|thanks so|thank you very|thanks very|customer|client|user|requester|requestor".split(
                "|"
            )
        ),
        re.compile(
            r"\b(?:thank you|thanks)(?: so much| very much)? for (?:contacting|reaching out|submitting|your (?:request|message|e-?mail|inquiry|patience|ticket)|getting in touch|writing to)\b|^(?:dear|hello|hi) (?:valued |dear )?(?:customer|client|user|requester|requestor)\b"
        ),
    ),
    (
        gate(
            "opened|created|logged|received|assigned|in our queue|closed|registered|resolved|updated|queued|recorded|number is|number :|number:|id is|id:|id :|no. is|no is|got your|have your".split(
                "|"
            )
        ),
        re.compile(
            r"\b(?:ticket|case|request|incident|message|inquiry|enquiry)\b[^.!?\n]{0,40}\b(?:has been|have been|was|is now|were|is) (?:\w+ )?(?:opened|created|logged|received|assigned|in our queue|closed|registered|resolved|updated|queued|recorded)\b|\bwe(?:'ve| have)? (?:received|got|have|logged|recorded) your (?:\w+ )?(?:request|message|ticket|case|inquiry|e-?mail|report)\b|\b(?:case|ticket|reference|incident|request) (?:number|id|no\.?) (?:is|:)|\blogged as\b|\bhas been opened for you\b"
        ),
    ),
    (
        gate(
            "in touch|contact you|back to you|respond|reply|answer|reach out|follow up|within |wait is|time is|in the order".split(
                "|"
            )
        ),
        re.compile(
            r"\b(?:will|shall|we)(?: \w+){0,3} (?:be in touch|contact you|get back to you|respond|reply|answer|reach out|follow up)\b|\bwithin (?:\w+ ){1,3}(?:business |working )?(?:hours?|days?)\b|\b(?:current |expected |estimated )?(?:wait|response time) is\b|\bin the order\b"
        ),
    ),
    (
        gate("status|summary|priority|state|ref|number:|id:|category|assigned to|requester".split("|")),
        re.compile(
            r"(?m)^\s*(?:status|summary|priority|state|ref(?:erence)?|ticket (?:id|number)|case (?:id|number)|category|assigned to|requester)\s*:"
        ),
    ),
    (
        gate(
            "portal|rate |your records|status|your ticket|the ticket|its ticket|your request|the request|your case|the case|keep the|keep this|keep your|survey|e this line|w this line".split(
                "|"
            )
        ),
        re.compile(
            r"\b(?:view|track|check|see) (?:its|the|your) (?:status|ticket|request|case)\b|\bin the portal\b|\brate (?:our|the|your|this)\b|\bfor your records\b|\bkeep (?:the|this|your) (?:case|ticket|reference)\b|\b(?:above|below) this line\b|\b(?:short|brief) survey\b"
        ),
    ),
)
TICKET_SUBJECT = re.compile(
    r"\s*(?:(?:re: )?\[[^\]\n]{0,20}\d{3,}\]|.{0,60}(?:#\s?\d{3,}|\b(?:ritm|inc|req|chg|case|ticket)[- #]{0,2}\d{4,})|we(?:'ve| have)? (?:got|have|received) your|(?:your )?(?:request|message|ticket|case|inquiry) (?:has been )?(?:received|created|logged|closed|resolved)|thank you for contacting|thanks for contacting|how did we do|(?:please )?rate (?:our|your))",
    re.IGNORECASE,
)
POLITE = re.compile(
    r"\b(?:thank you|thanks)(?: so much| very much)? for (?:contacting|reaching out|submitting|getting in touch|your (?:request|message|e-?mail|inquiry|patience|ticket))\b[^.!?\n]{0,60}",
    re.IGNORECASE,
)
"""Thanks that every desk's machine says."""


def away(newest: str) -> list[re.Match[str]]:
    """What is said of an absence, three kinds of things at least; none where somebody wants something.

    A question or a NetID is a person's. Who helps meanwhile, or that nothing is read, must be among it: a person, too, thanks and will answer on Monday.
    """
    low = newest.lower().replace("\u2019", "'")
    asks = "?" in low.replace("wait?", "").replace("urgent?", "").replace("keep?", "")
    if asks or "netid" in low:
        return []
    if not any(opens(low, words) and pattern.search(low) for words, pattern in ABSENCE[3:5]):
        return []
    said = kinds_said(newest, ABSENCE, 3)
    return said if said and not WANTS.search(low) else []


def kinds_said(newest: str, kinds: Sequence[Kind], least: int) -> list[re.Match[str]]:
    """One match for each kind of thing said, in lower case; nothing when fewer than ``least`` kinds may be there."""
    low = newest.lower().replace("\u2019", "'")
    possible = [pattern for words, pattern in kinds if opens(low, words)]
    if len(possible) < least:
        return []
    found = [match for pattern in possible if (match := pattern.search(low))]
    return found if len(found) >= least else []
