"""Is it an outage: several people, or a whole service or place, now?

Comes in: a Reading and whether any service was found. Goes out: a Finding; doubtful ones carry both answers.
Never: counts one person's many records, the past, planned work, one broken shared device.
Source: KB 147120 (outages are never forwarded); PROCEDURE, rule 6 and its readings.
"""

import re
from collections.abc import Sequence

from mailroute.evidence.cues import cue, hits
from mailroute.evidence.reading import Reading, Sentence
from mailroute.finding import Doubt, Finding

_PEOPLE = (
    r"(?:people|persons|users|colleagues|coworkers|co-workers|staff(?: members)?|faculty|tas?|advisors|advisers|students|instructors|"
    r"members|folks|employees|offices|departments|labs|classmates|grad students|postdocs|nurses|technicians|roommates|clinicians|schedulers|guys|others|"
    r"counselors|researchers|professors|teachers|sections|buildings|floors|machines|workstations|phones|computers|printers)"
)
_MANY = (
    r"(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundreds?(?: of)?|dozens?(?: of)?|many|several|multiple|numerous|lots of|a lot of|"
    r"a (?:bunch|number|dozen|handful|couple dozen) (?:of )?|some|most(?: of)?|half(?: of)?(?: the| our)?|all(?: of)?|(?:[3-9]|\d{2,4})(?: of| or more| different|\+)?)"
)
_BAD = (
    r"(?:(?:is|are|was|were|been|went|be|goes|go|gone|all|still|phones|internet|network|wifi|wi-fi|connection) (?:down|out)|down (?:for|since|in|at|on|again|right|across)|offline|unavailable|unreachable|not (?:work|load|respond|reach|connect|open|be reach)\w*|isn'?t (?:work|load|respond|open)\w*|aren'?t (?:work|load|respond|connect)\w*|"
    r"can'?t|cannot|can not|cant|couldn'?t|unable|won'?t|doesn'?t|don'?t (?:work|get|have|load)|lost|losing|no (?:internet|network|wifi|wi-fi|access|connection|signal|dial|service|phones?|e-?mail)|"
    r"(?:have|has|had|with|gets?|getting|got|is|are|there's) (?:had |absolutely |simply )?no\b(?! (?:idea|problem|trouble|issue|hurry|rush))|without|error\w*|[45]0\d|fail\w*|broken|dead|dropp\w*|disconnect\w*|kicked|stuck|slow\w*|timing out|time ?outs?|timed out|times out|same (?:thing|problem|issue|error|message|here|trouble)|"
    r"having (?:trouble|problems|issues|the same)|affected|crash\w*|blank|frozen|freez\w*|hang\w*|spinning|spins|not receiving|not arriving|went (?:dark|down|dead)|denied|locked out|thrown out|stopped)"
)
SIGNS = (
    cue(
        "everyone",
        r"\b(?:(?:every(?:one|body)(?: else)?|nobody(?!'s)|no one(?!'s)|no-one|none of us|all of us|not a single (?:one|person)|the (?:whole|entire) (?:\w+ )?(?:office|department|floor|building|lab|team|class|unit|college|school|dorm|"
        r"hall|campus|group|staff|wing|suite|clinic|library|site|center|division|section|house|residence|world|crew|faculty|college|complex|block|block|plant|warehouse|shop|kitchen|ward|level|basement|level)|every (?:one|single one) of (?:us|my|our|them|the)|each of us|(?:the |our )?(?:whole|entire) (?!day|morning|week|weekend|time|thing|page|screen|message|text|file|list|course|semester|e-?mail|mail|site|document|report|table|process|form|point|night|year|story|idea|lot|afternoon|project|assignment|quiz|column|row|folder|drive|record|paragraph|line|word|app|program|computer|laptop|machine|window|batch|job|system|account|mailbox|inbox|calendar|library of|history|set|series|term|summer|month|name|address|number|thread|conversation|transcript|audit|order|cart|query|spreadsheet|recording|video|lecture|survey|presentation|database|website)[a-z]+|whole (?:\w+ )?(?:floor|building|office|department|lab|team|class|campus|wing|dorm|clinic|unit|hall)|"
        r"entire (?:\w+ )?(?:floor|building|office|department|lab|team|class|campus|wing|dorm|clinic|unit|hall)|all (?:the |our |my )?(?:\w+ )?(?:users|staff|students|people|colleagues|phones|floors|offices|employees|rooms|computers|machines|workstations|"
        r"customers|buildings|sections|instructors|advisors|faculty|desk phones|lab machines|tas|departments|sites)|campus-?wide|for all (?:users|customers|students|staff)|anyone (?:here|in|on|at)|any of us))\b",
        "every|each of us|nobody|no one|no-one|none|all |whole|entire|campus|not a single|any of us|anyone",
    ),
    cue("several people", rf"\b{_MANY} (?:of (?:us|them|my|our|the) ?|(?:other |of (?:my|our|the|us) |different |more |our |my )*(?:\w+ )?{_PEOPLE})\b"),
    cue("a list of people", r"\b(?:me|i|myself|us)(?:, [a-z][\w.'-]+){2,}|\b(?:me|i),? (?:and )?\w+,? (?:and )?\w+,? and \w+ (?:all|can'?t|cannot|have|are|get)\b|\bfor me (?:or|and) (?:for )?(?:any|all|\d+|three|four|five|six) of\b"),
    cue(
        "a whole service",
        r"\b(?:is|are|seems?(?: to be)?|appears?(?: to be)?|looks like \w+ is|went|goes|has gone|was) (?:\w+ )?(?:completely |totally |entirely |all |fully |currently |now )?(?:down|unavailable|offline|unreachable)\b"
        r"(?! (?:to|by|from|the)\b)|\bdown (?:for (?:everyone|all|us|the)|again|campus|right now|since|\?)|\b(?:down|outage)\s*[!?]|\b(?:system|site|service|server)s? (?:outage|down)\b|\bnothing (?:loads|works) for\b",
        "down|unavailable|offline|unreachable|outage|nothing",
    ),
    cue(
        "a notice of an outage",
        r"\b(?:outage(?:s)?(?:\.doit)?|service (?:interruption|disruption|degradation)|degraded (?:service|performance)|(?:we are|team is|engineers are|currently) (?:aware|investigating|working)|"
        r"under investigation|next update|affecting (?:all|many|multiple|some|a number|several|users|customers)|for (?:multiple|many|all|some) (?:\w+ )?(?:users|customers|owners|departments|sites))\b",
        "outage|interruption|disruption|degrad|investigat|aware|next update|affecting|multiple|for many|for all|for some",
    ),
)
_BAD_PATTERN = re.compile(rf"\b{_BAD}(?!\w)")
_NOBODY_CAN = re.compile(
    r"\b(?:nobody|no one|no-one|none of (?:us|them|my \w+|our \w+)|not a single \w+)(?: here| else| in [\w ]{2,25}?| on [\w ]{2,25}?)? "
    r"(?:can|could|is able|are able|gets?|sees?|has (?:any )?(?:access|internet|network|wifi|connection|e-?mail|phone)|receives?)(?!\w)"
)
_PAST = re.compile(
    r"\b(?:was there|were there|has (?:there )?been|last (?:night|week|weekend|month|friday|monday|tuesday|wednesday|thursday|saturday|sunday|semester|year|fall|spring)|yesterday|"
    r"(?:the )?other day|earlier (?:this|today|in)|over the weekend|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|this morning)\b"
)
_OVER = re.compile(
    r"\b(?:(?:is|it'?s|that'?s|has been|was|all|are|been|works?|working|seems?|looks|come|came|everything(?:'s| is)?) (?:now |all |already |since )*(?:over|fine (?:now|again|since)|resolved|back(?! from| in (?:the |my )?office| at work| to (?:work|school|campus|campus))|fixed|working again|ok(?:ay)? (?:now|again)|solved|good now|again fine)|"
    r"works? (?:again|now|fine)|working (?:again|now|fine)|fine (?:now|again|since)|back (?:up|to normal|online)|after the outage|since the outage|the outage (?:is|was|yesterday|last|on|earlier|this morning)|"
    r"outage (?:yesterday|last|on \w+day|is over|was|earlier|ended)|during the outage|because of (?:the|yesterday|last)|recovered|resolved)\b"
)
_STILL = re.compile(r"\b(?:still|again|right now|currently|at the moment|as of now|ongoing|keeps?|since (?:\d|about|this|noon|lunch|around))\b")
_CONDITIONAL = re.compile(r"\b(?:would|will|then|if|in case|might|may|could)\b")
_PAST_ONLY = re.compile(
    r"\b(?:was|were|had been|went) (?:\w+ )?(?:down|out|offline|unavailable|slow|unreachable)\b(?! since)|\b(?:couldn't|could not) (?:\w+ ){1,4}(?:yesterday|last|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_PLANNED = re.compile(
    r"\b(?:planned|scheduled|maintenance|upgrade window|maintenance window|will be (?:down|unavailable|offline)|going (?:to be )?down (?:on|for|this)|announced|upcoming|tonight'?s|next (?:week|month|sunday|saturday)|when will)\b"
)
_NOT_SEVERAL = re.compile(
    r"\b(?:(?:nobody|no one|no-one|everyone|everybody|people|they|others|the others|students|none of them)(?: \w+){0,3}? (?:hear|see|reach|call|find|understand|message|join|contact|recogni[sz]e|read|open)s?(?: to)? (?:me|my|mine)|only me|just me|only mine|just mine|only i\b|it'?s only|i'?m the only|i am the only|everyone else(?:'s)? (?:is |can |has |seems |in |at |says |gets |does )?(?:\w+ ){0,3}?(?:fine|ok|okay|works?|in|can|sees?|no problem|has it|working)|"
    r"everybody else (?:is |can |has |seems )?(?:\w+ ){0,3}?(?:fine|ok|okay|works?|in|can|sees?|working)|(?:others?|colleagues?|other \w+|coworkers?|co-workers?|the rest|roommates?|people)(?:'s \w+)?(?: \w+){0,4}? (?:is|are|can|have|has|sees?|works?|do|does|get|gets|report)? ?"
    r"(?:fine|ok|okay|no (?:problem|trouble|issue)s?|it works|works fine|still (?:has|have|see)|see rows|can|unaffected|work(?:s|ing)?)|nobody else (?:has|is|sees|seems|reports|in)|no one else (?:has|is|sees|seems|reports|in)|one of (?:my|our|the) (?:students|advisees)|"
    r"works for (?:everyone|everybody|others|all|my))\b"
)
_RECORDS = re.compile(
    r"\b(?:for|of|about|with|on|to|take over|import(?:ed|ing)?|add(?:ed|ing)?|in) (?:all |about |some |the |my |our |these |those |\d+ |forty |most |several |many |any )*(?:of )?(?:my |our |the |these |those )?(?:\w+ )?(?:students?|advisees|applicants|records|rows|employees|orders|mails|messages|emails|lines|courses|"
    r"files|transactions|invoices|reports|classes|contacts|recordings|entries|documents|events|participants|members|people|subscribers|alumni)\b|\b\d+ (?:of the )?\d* ?(?:students|rows|records|people|participants|mails|messages|emails|files|seats|members) (?:are|is|were|who|in|on|not|added|removed|shown|only)|"
    r"\b(?:all|many|some|several|most|\d+|forty|fifty|twenty|thirty|hundreds of) (?:of )?(?:my |our |the |these )*(?:advisees|applicants|records|rows|files|mails|messages|emails|orders|lines|recordings|entries|documents|events|invoices|courses|pages|tiles|contacts|photos)\b"
)
_ONE_DEVICE = re.compile(
    r"\b(?:the|our|this|that|one|a) (?:\w+ ){0,3}?(?:printer|copier|scanner|projector|mfp|hdmi|display|docking station|conference phone|plotter|kiosk|label printer)\b"
)
_ONE_COURSE = re.compile(r"\b(?:my (?:course|class|section|canvas|quiz|assignment|site|page|survey|list)|our (?:course|class|list|group|survey|wiscweb|site|mailing list|shared mailbox|manifest)|(?:the|this) (?:quiz|assignment|batch|job|report|query|survey|list|group|event))\b")
_DOWN_ITSELF = re.compile(r"\b(?:50\d|down|outage|unavailable|offline|unreachable|service error|not responding|whole (?:floor|building|office)|time[sd]? ?out)\b")
_TWO = re.compile(
    r"\b(?:(?:my|a|one|the) (?:colleague|coworker|co-worker|office ?mate|roommate|boss|supervisor|neighbou?r|advisor|friend|classmate|labmate|lab mate|student|ta|partner|husband|wife|assistant)(?: \w+)?,? (?:too|also|as well|has (?:it|the same|this)|(?:gets|sees|reports|is having|is seeing|has) (?:it|the same|this|that)|can'?t (?:either|get)|cannot|says the same)|"
    r"both (?:of us|me and|my \w+ and (?:i|me))|my \w+ and (?:me|i|myself)(?: both)?|me and my \w+|(?:the )?two of us|(?:my \w+ and i|\w+ and i both|(?:he|she) and i) (?:can'?t|cannot|are|get|have|see|both)|\w+ and i both|and (?:so|neither) (?:does|has|is|can) my \w+|me and (?:my )?\w+ (?:both|can'?t|get)|and my (?:colleague|coworker|roommate|office ?mate|boss) (?:too|also|as well)|same for my \w+)\b"
)
_HERSELF = re.compile(r"\b(?:anyone|anybody|any one|other people|others|someone) else\b|\bis (?:it|this) just (?:me|us)\b|\bis (?:there|it) an? (?:\w+ )?outage\b|\bknown (?:issue|outage|problem)\b|\bis \w+ down\b|\boutage\b")
_NOW_LISTED = re.compile(r"\boutages?(?:\.doit\.wisc\.edu| page| list| board)\b|\b(?:status|outage) page (?:says|lists|shows)\b|\blists? \w+ (?:as )?(?:down|out)\b")
_DIRECTED = re.compile(r"\b(?:can|could|would|will) (?:everyone|everybody|all|you all)\b|\b(?:hi|hello|dear|hey|good (?:morning|afternoon|evening)|thanks|thank you),? (?:everyone|everybody|all|folks|team)\b")
_POSSIBILITY = re.compile(r"\b(?:so that|in order|before|want|need|would like|like|please|should|must|planning|plan|for when|let|allow|able to|give|grant|invite|share|add|send|webinar|event for|talk)\b")


def find(reading: Reading) -> Finding[bool]:
    """Several people or a place now: True. Two people, or an outage only asked about: doubtful, both answers kept."""
    low = reading.low_all
    doubtful: Sentence | None = None
    of_one_thing: Sentence | None = None
    over = _OVER.search(low)
    planned = _PLANNED.search(low)
    exempt = bool(_NOT_SEVERAL.search(low))
    forwarded_notice = _notice_passed_on(reading)
    if forwarded_notice is not None:
        return forwarded_notice
    for one, sentence, match in hits(SIGNS, reading.sentences, low):
        words = sentence.low
        if _DIRECTED.search(words) and not _BAD_PATTERN.search(words):
            continue
        context = words + " " + _next(reading.body, sentence)
        # the trouble is told in words of its own: "no one" is none
        beside = words[: match.start()] + " ... " + words[match.end() :]
        bad = bool(_BAD_PATTERN.search(beside) or _NOBODY_CAN.search(words)) or one.name in {"a whole service", "a notice of an outage"}
        if not bad and sentence.zone != "subject":
            bad = bool(_BAD_PATTERN.search(context)) and not _POSSIBILITY.search(words)
        if _PAST.search(words) and _PAST_ONLY.search(words) and not _STILL.search(words):
            continue
        if not bad or _planned_here(words, planned is not None) or _over_here(words, over):
            continue
        if one.name in {"everyone", "several people", "a list of people"} and _about_records(words, match):
            continue
        if _ONE_DEVICE.search(words) and one.name not in {"everyone", "several people", "a list of people"}:
            continue
        if _ONE_DEVICE.search(words) and not re.search(r"\b(?:all|every|both|several|multiple) (?:the |our |of the )?(?:printers|copiers|projectors)\b", words):
            continue
        if one.name in {"a whole service", "a notice of an outage"}:
            if _NOW_LISTED.search(low) or (one.name == "a notice of an outage" and reading.passed_on and not exempt):
                return Finding(True, 0.9, (sentence.evidence(),))
            if one.name == "a whole service" and _ONE_COURSE.search(words):
                continue
            doubtful = doubtful or sentence
            continue
        if _ONE_COURSE.search(words) and not _DOWN_ITSELF.search(low):
            if re.search(r"\b(?:whole|entire|nobody|everyone|everybody|no one|none of us|all of us)\b", words):
                of_one_thing = of_one_thing or sentence
            continue
        if exempt and _NOT_SEVERAL.search(words):
            continue
        return Finding(True, 0.93, (sentence.evidence(),))
    if of_one_thing is not None:
        return _in_doubt(of_one_thing, "many people, but one course or list of the author's: its setting or an outage?")
    if doubtful is not None and exempt and not over:
        doubtful = None
    two = next((sentence for sentence in reading.sentences if _TWO.search(sentence.low)), None)
    if two is not None and not exempt and not over and not planned and _BAD_PATTERN.search(low):
        return _in_doubt(two, "two people have it: one person's trouble or an outage?")
    if doubtful is not None:
        return _in_doubt(doubtful, "an outage is named, but not who has it: one person's trouble or an outage?")
    if over is None:
        return Finding(False, 0.97)
    past = next((sentence for sentence in reading.sentences if "outage" in sentence.low or " down" in sentence.low), None)
    return Finding(False, 0.9, (past.evidence(),) if past else ())


def _in_doubt(sentence: Sentence, why: str) -> Finding[bool]:
    return Finding(False, 0.55, (sentence.evidence(),), alternatives=(True,), doubt=Doubt(why, ("outage", "no outage")))


def _next(body: Sequence[Sentence], sentence: Sentence) -> str:
    try:
        place = body.index(sentence)
    except ValueError:
        return body[0].low if body else ""
    return body[place + 1].low if place + 1 < len(body) else ""


def _planned_here(words: str, planned: bool) -> bool:
    return planned and (bool(_PLANNED.search(words) or _CONDITIONAL.search(words)) or not _STILL.search(words))


def _over_here(words: str, over: re.Match[str] | None) -> bool:
    """Once the text says that it is over, only words of the present can open it again."""
    return over is not None and not _STILL.search(words)


def _about_records(words: str, match: re.Match[str]) -> bool:
    """Many records of one person are no outage: what is counted are students in a list, not people in trouble."""
    counted = match.group()
    if not re.search(r"student|advisee|applicant|record|row|people|member|user|section|participant|employee|course|file|staff|machine", counted):
        return False
    records = _RECORDS.search(words)
    if records is None:
        return False
    acting = re.search(
        re.escape(counted) + r"(?: \w+){0,5}? (?:can'?t|cannot|can not|cant|couldn'?t|are (?:unable|locked|getting|having|seeing|reporting|stuck|complaining|waiting|all)|see the same|report|get|have (?:lost|the same|no)|lost|say|tell)\b",
        words,
    )
    return acting is None


def _notice_passed_on(reading: Reading) -> Finding[bool] | None:
    """A notice of an outage that a person passes on: the notice stands in the forwarded part."""
    forwarded = reading.message.sections.forwarded
    if not forwarded or reading.old_subject:
        return None
    low = " ".join(forwarded.lower().split())[:4000]
    if _PLANNED.search(low) or re.search(r"\b(?:resolved|restored|completed)\b", low):
        return None
    notice = SIGNS[-1].pattern.search(low) or re.search(
        r"\b(?:unavailable|down|outage|disruption|loading (?:very )?slowly|timing out)\b[^.]{0,60}\b(?:all|multiple|many|users|customers|owners|campus)\b", low
    )
    told = re.search(r"\b(?:outage|unavailable|down|disruption|interruption|degrad\w*|performance issues?|investigating|slow\w*)\b", low)
    if notice and told and re.search(r"\b(?:all|multiple|many|several|some|users|customers|campus|everyone|sites|departments|investigat\w*)\b", low):
        from_notice = Sentence(low[notice.start() : notice.end() + 80], low, "body")
        return Finding(True, 0.9, (from_notice.evidence(),))
    return None
