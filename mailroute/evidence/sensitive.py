"""Is it a matter of security or safety, or is restricted data in the text?

Comes in: a Reading and the services found. Goes out: a Finding naming the matter, or None.
Never: repeats a number that it found; knows what follows.
Source: PROCEDURE, rule 3 and its reading; KB 24090, 36639, 65050.
"""

import re
from collections.abc import Sequence

from mailroute.evidence.cues import cue, hits
from mailroute.evidence.gate import Gated
from mailroute.evidence.reading import Reading
from mailroute.evidence.service import ServiceMatch
from mailroute.finding import Doubt, Evidence, Finding

_THING = r"(?:laptop|computer|macbook|phone|iphone|cell(?:phone)?|tablet|ipad|device|token|fob|usb(?: (?:stick|drive|key))?|flash drive|thumb drive|hard drive|external drive|backpack|purse|thinkpad|surface|chromebook|key ?card)"
MATTERS = (
    cue(
        "stolen or lost device",
        rf"\b(?:stole|(?<!nothing was )(?<!not )stolen|theft|robbed|burgl\w*|mugged|snatched)\b(?!.* (?:my|the) (?:idea|thunder|show|heart))|\b(?:lost|misplaced|can'?t find|left|forgot) (?:my|our|the|her|his|a|an) (?:\w+ ){{0,3}}?{_THING}\b(?! (?:number|access|connection|settings|password|charger|licen[sc]e|signal|service|key\b|name|data|files|home))"
        rf"|\b{_THING}\b[^.]{{0,25}}\b(?:was|is|has been|got|went|have been) (?:stolen|lost|taken)\b|\b{_THING} (?:is|went|has gone) missing\b|\b(?:bag|backpack|purse|wallet|laptop|macbook|phone|tablet|ipad)\b[^.]{{0,40}}\b(?:was|were|is|had) (?:not there|no longer there|gone|nowhere|disappeared|vanished)\b|\bnothing (?:was|has been) handed in\b|\b(?:someone|somebody|they) (?:took|grabbed|walked off with) (?:my|our|the|her|his) (?:\w+ )?{_THING}",
        "stol|theft|robbed|burgl|mugged|snatched|lost|misplaced|find|left|forgot|taken|missing|took|grabbed|walked off|not there|gone|nowhere|handed in|vanished|disappeared",
    ),
    cue(
        "phishing",
        r"\b(?:phish\w*|scam\w*|spoof\w*|gift ?cards? (?:for|to|from)|(?:suspicious|fake|fraud\w*|bogus|dodgy|sketchy|malicious) (?:\w+ )?(?:e-?mails?|mails?|messages?|links?|pages?|sites?|websites?|texts?|login|log-?in|calls?|attachments?|invoices?|job offers?|form)|"
        r"(?:clicked|opened|followed|tapped) (?:on )?(?:a|the|that|this|some|an) (?:\w+ )?(?:link|attachment|pdf)|(?:typed|entered|gave|put|filled|shared|submitted) (?:in )?(?:my|her|his|our|the) (?:\w+ ){0,2}?(?:password|credentials|passcode|netid and password|bank\w*)[^.]{0,40}\b(?:page|site|form|link|to|in|into|caller|them|him|someone|somebody)|"
        r"looked like (?:the )?(?:netid|uw|our|a) login|impersonat\w*|pretend\w* to be)\b",
        "phish|scam|spoof|gift|suspicious|fake|fraud|bogus|dodgy|sketchy|malicious|click|open|follow|tapped|typed|entered|gave|put|filled|shared|submitted|looked like|impersonat|pretend",
    ),
    cue(
        "hacked account",
        r"\b(?:hack(?:ed|er|ers|ing)(?! together| up a)|(?:account|password|netid|credentials|computer|laptop|machine|server|site|i|been|was|were|is|mail|e-?mail) (?:\w+ ){0,2}?compromised|compromised (?:account|password|computer|machine|netid|credentials)|hijack\w*|taken over|(?:someone|somebody|a stranger|a person)(?: else)? (?:is |has |was |got |logged |broke |gets |may have |might have |must have )(?:\w+ ){0,2}?(?:in(?:to)? my|into (?:our|her|his)|using my (?:account|netid|password|e-?mail|name)|access(?:ed|ing)? my|log(?:ged|ging) in(?:to| as)? (?:my|me))|"
        r"unauthori[sz]ed (?:access|login|log-?in|sign-?in|use|person|transfer|charge)|(?:duo|push)\w*(?: \w+){0,4} (?:i|we) (?:did ?n[o']?t|never|haven'?t) (?:\w+ )?(?:request|start|initiat|ask|trigger|make|send|log|sign)\w*|(?:duo|pushes|push) (?:keeps?|kept) (?:pushing|coming|sending|asking)[^.]{0,30}\b(?:i did|not me|without)|"
        r"(?:did ?n[o']?t|never|not) (?:request|start|initiate|ask for|trigger|send) (?:it|this|that|them|those|any|these|a duo|the push\w*)|(?:mails?|messages?|e-?mails?|posts?|items|replies|invitations?|texts?)\b[^.]{0,60}\b(?:i|we) (?:never|did ?n[o']?t|have ?n[o']?t|have never) (?:\w+ )?(?:sent|send|write|wrote|written|post|posted|make|made)|(?:sending|sent) (?:out )?spam (?:from|to|in) (?:my|me|our|her)|spam (?:was|is being|being) sent from|my account (?:is|was|has been) (?:sending|used)|logins? from (?:another|a foreign|a different|\w+) (?:country|state|place|city)|"
        r"ransom\w*|malware|trojan|keylogger|spyware|infected|(?:got|have|has|caught) a virus)\b",
        "mail|message|post|items|hack|compromis|hijack|taken over|someone|somebody|stranger|a person|unauthori|duo|push|request|start|initiat|ask|trigger|send|sent|spam|sending|login|ransom|malware|trojan|keylogger|spyware|infected|virus|used",
    ),
    cue(
        "exposed data",
        r"\b(?:data (?:breach|leak|exposure|exposed|loss incident|spill)|breach(?:ed)?|leak(?:ed|ing)?|exposed? (?:\w+ ){0,4}?(?:data|records|file|files|list|information|grades|ssns?|personal)|(?:sent|e-?mailed|shared|posted|uploaded|forwarded|attached|published|cc'?e?d)[^.]{0,60}\b(?:to the wrong|wrong (?:person|recipient|list|people|address|class|group)|by (?:mistake|accident)|accident\w*|mistaken\w*|publicly|everyone can see|whole class|entire class|all students)[^.]{0,60}\b(?:grades?|ssns?|social|student|record\w*|patient\w*|medical|salar\w*|personal|confidential|sensitive|private|restricted|hipaa|ferpa|roster|transcripts?|data|spreadsheet|names|health)|"
        r"(?:accidentally|by (?:mistake|accident)|mistakenly)[^.]{0,30}\b(?:sent|e-?mailed|shared|posted|uploaded|forwarded|attached|published)[^.]{0,80}\b(?:grades?|ssns?|social|student|record\w*|patient\w*|medical|salar\w*|personal|confidential|sensitive|private|restricted|hipaa|ferpa|roster|transcripts?|health)|"
        r"(?:anyone|everyone|everybody|the public|the whole world|strangers?|students|people)(?: \w+){0,3} can (?:see|open|read|view|access|download)[^.]{0,60}\b(?:ssns?|social security|grades?|student (?:data|records?|ids?)|patient\w*|medical|salar\w*|personal (?:data|info\w*)|confidential|health|private|other people'?s|birth ?dates?)|"
        r"(?:can see|see(?:ing)?|shows?(?: me)?|showing|access to|got|received|open\w*) (?:other|another|someone else'?s|somebody else'?s|a different|the wrong) (?:people'?s|person'?s|students?'?s?'?|patients?'?|employees?'?|user'?s|customer'?s|colleague'?s)?\s?(?:\w+ )?(?:pay\w*|w-?2s?|grades?|ssns?|record\w*|transcripts?|medical|salar\w*|personal|financial aid|bank\w*|tax\w*|account\w*|data|information))\b",
        "breach|leak|expos|incident|spill|sent|mailed|shared|posted|uploaded|forwarded|attached|published|accident|mistake|anyone|everyone|everybody|public|stranger|students|people|see|show|access|got|receiv|open",
    ),
    cue(
        "threat",
        r"\b(?:threat(?:en(?:s|ed|ing)?|s)? (?:me|us|to|my|mail|message|email|note|letter|against|from)|threatening|death threats?|bomb|kill (?:me|you|us|him|her|them|myself|himself|herself|yourself|everyone|people)|shoot(?:er|ing)? (?:up|people|at|on)|hurt (?:myself|himself|herself|themselves|somebody|someone|people)|suicid\w*|end (?:my|it) (?:life|all)|"
        r"blackmail\w*|extort\w*|stalk(?:ing|er|ed)|harass(?:ing|ment|ed)|sextort\w*|self-harm|gun|weapon|in danger|unsafe|afraid for my)\b",
        "threat|bomb|kill|shoot|hurt|suicid|end my|end it|blackmail|extort|stalk|harass|self-harm|gun|weapon|danger|unsafe|afraid",
    ),
    cue(
        "hacked account",
        r"\b(?:approved?|accepted?|tapped|pressed|hit|clicked|confirmed)\b[^.]{0,30}\b(?:push|duo prompt)\b(?=[\s\S]{0,200}\b(?:wasn'?t|was not|did ?n[o']t|not me|never|nothing|half asleep|by mistake|accident))|\b(?:direct deposit|bank(?:ing)? (?:account|details)|payment election)\b[^.]{0,60}\b(?:changed|now (?:names|shows|says|has|goes)|different|somebody|someone|not mine|isn'?t mine)",
        "push|duo|deposit|bank|payment",
    ),
    cue(
        "exposed data",
        r"\bi (?:can|could|am able to|was able to) (?:open|see|read|view|access|get into|download)(?: \w+){0,2}? (?:any|every|all|other|another|someone else|somebody else|everyone|everybody|strangers?|people)(?:'s|s')?\b[^.]{0,60}\b(?:folders?|files?|records?|transcripts?|grades?|letters?|pay\w*|salar\w*|medical|students?|accounts?|mail\w*|documents?|data)\b[^.]{0,80}(?:\b(?:should|supposed|medical|transcripts?|grades?|salar\w*|private|personal|confidential)\b)",
        "i can|i could|i am able|i was able",
    ),
    cue(
        "access to another person's mailbox",
        r"\b(?:let|get|give|grant) (?:me|us) (?:in ?to|in|access to|the password (?:to|for|of)) (?:his|her|their|[a-z]+'s) (?:\w+ )?(?:inbox|mailbox|mail|e-?mail|outlook|account|onedrive)\b",
        "let |get |give |grant ",
    ),
    cue(
        "Select Agent lab",
        r"\b(?:select agents?(?: program)?|sap lab(?:oratory)?|fisma lab|bsl-?3|select-agent)\b",
        "select|sap lab|fisma|bsl",
    ),
    cue(
        "access to another person's mailbox",
        r"\b(?:(?:access|log ?in|get(?: in)?|read|open|see|look (?:in(?:to)?|at)|search|forward|redirect|monitor|check|retrieve|copy|export|download|pull|delete)\w*(?: \w+){0,3}? (?:to |in ?to |of |from |all (?:the )?(?:mail|e-?mail|messages) (?:of|from|to) |through )?(?:the |all )?(?:\w+ )?"
        r"(?:(?:e-?mails?|mail|mailbox|inbox|outlook|account|onedrive|netid|messages|files|calendar account)(?: account)? (?:of|belonging to|for|from) (?:our |my |the |a |an )?(?:former|ex-?|old|departed|previous|late|deceased|retired|terminated|fired|absent|sick|colleague|co-?worker|employee|student|husband|wife|son|daughter|boss|another|someone|somebody|faculty|professor|staff|person)\b|"
        r"(?:former|ex-?|departed|previous|late|deceased|retired|terminated|fired) (?:employee|colleague|co-?worker|staff(?: member)?|student|assistant|director|professor|worker|boss|admin\w*|manager|postdoc|secretary|user)(?:'?s)?(?: \w+)? (?:e-?mails?|mail|mailbox|inbox|account|onedrive|messages|files)|"
        r"(?:another|someone else'?s|somebody else'?s|my (?:boss|colleague|coworker|co-worker|employee|husband|wife|son|daughter|ex|supervisor|roommate|student)'?s?|his|her|their) (?:\w+ )?(?:person'?s |employee'?s |colleague'?s )?(?:e-?mails?|mailbox|inbox|(?:outlook|e-?mail|netid|mail) account))|forward all (?:mail|e-?mail|messages|of the mail))\b",
        "access|log|get|read|open|see|look|search|forward|redirect|monitor|check|retriev|copy|export|download|pull|delet",
    ),
)
_TOPIC_ONLY = re.compile(
    r"\b(?:hack(?:ed|ing)? (?:together|up)|phishing (?:study|research|posters?|survey|exercise|data|dataset|paper|talk|campaign|workshop|training|course|module|simulation|awareness|quiz|test)|(?:research|study|teach|survey|paper|course|class|lecture|how people \w+|spot)\w*[^.]{0,40} phishing|phishing[^.]{0,20}\b(?:study|research|survey|experiment)|security (?:training|awareness)|anti-?phishing|anti-?malware|hackathon|cybersecurity awareness|gun ?(?:lake|flint)|top gun|sports? (?:gun|weapon)|leak(?:ing)? (?:pipe|roof|water|ceiling)|water leak|memory leak|"
    r"(?:awareness|cyber\w*|mandatory|security)\b[^.]{0,30}\b(?:course|training|module|quiz)|(?:lecture|seminar|talk|class|workshop|paper|book|course|article|conference|panel|history|negotiation|novel|podcast)\b[^.]{0,40}\b(?:ransom\w*|malware|hack\w*|phish\w*|spyware)|"
    r"(?:ransom\w*|malware|hacking|phish\w*|spyware) (?:negotiation|seminar|lecture|talk|course|class|workshop|paper|panel)|(?:lunch|hour|time|thunder|show|idea|seat|spot|parking|day|afternoon|weekend)\b[^.]{0,12}\bstolen|marked as spam|(?:go|goes|going|went|put|land\w*) (?:in|to|into) (?:my |the )?(?:spam|junk)|not (?:a )?(?:security|phishing|hacked|stolen|suspicious)|compromise (?:between|on)|breach of contract)\b"
)
_LOST_ONLY = re.compile(
    r"\b(?:lost (?:my |our |the |all )?(?:\w+ )?(?:connection|access|work|signal|wifi|internet|file|files|data|changes|draft|settings|password|network|vpn|link|settings|appointments?|licen[sc]e|audio|sound|mail|emails?|time|patience|track|hope))\b"
)
_APPROVED = Gated(
    r"\b(?:approved?|accepted?|tapped|pressed|hit|clicked|confirmed)\b[^.]{0,30}\b(?:push|duo prompt|duo request)\b|\bpush\b[^.]{0,40}\b(?:approved|accepted)\b"
)
_NOT_MINE = re.compile(
    r"\b(?:i|we) (?:wasn'?t|was not|did ?n[o']t|had ?n[o']t) (?:\w+ ){0,2}?(?:logg|sign|request|start|try|ask|do)\w*|\bnot (?:me|mine)\b|\bwithout (?:looking|thinking|reading)|\bhalf asleep|\bby (?:mistake|accident|reflex)|\baccidentally"
)
_EVERYDAY = frozenset({"compromised", "hacked", "was stolen"})
"""Names of the service that are everyday words as well: the cues above tell when they mean the matter."""
_WRONGLY = Gated(
    r"\b(?:instead|by (?:mistake|accident)|accident\w*|mistaken\w*|wrong (?:\w+ )?(?:\w*list|file|attachment|person|people|channel|recipient|address|class|group|version|one)|meant to|everybody|whole (?:class|list)|publicly)\b"
)
_MISHAP = re.compile(
    r"\b(?:by (?:mistake|accident)|accidental\w*|mistakenly|(?:to|at|in|on) (?:the|a|an|some) wrong \w+|wrong (?:list|person|people|address|recipient|group|class|channel))\b"
)
_WENT_OUT = Gated(r"\b(?:sent|e-?mailed|mailed|shared|posted|uploaded|forwarded|attached|published|went (?:out|to))\b")
_PRIVATE = re.compile(
    r"\b(?:everybody's|everyone's|students'|their|all)? ?(?:grades|ssns?|social security|home addresses|medical|salar(?:y|ies)|transcripts|personal (?:data|information|details)|student (?:records|data|ids)|health|patients?|confidential|evaluations|disciplinary|birth ?(?:dates|days)|dates of birth|bank (?:details|accounts)|passport|immigration|addresses and phone)\b"
)
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d\D{0,3}\d\D{0,3}\d\D{0,3}\d")
_HEALTH_WORDS = ("mrn", "medical", "passport", "driver", "routing", "bank", "iban", "passw", "passcode", "pw")
_SSN = re.compile(r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])")
_SSN_WORD = re.compile(
    r"\b(?:ssn|social(?: security)?(?: (?:number|no\.?|num|#))?|soc\.? sec)\b[^.\n]{0,25}?\d[\d -]{5,}"
)
_CARD = re.compile(r"(?<![\d.-])(?:\d[ -]?){13,16}(?![\d-])")
_IN_FOURS = re.compile(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}")
_CARD_WORD = re.compile(r"\b(?:card|visa|mastercard|amex|credit|debit)\b[^.\n]{0,30}$")
_NAMED_OTHERWISE = re.compile(
    r"(?:\b(?:phone|tel\.?|fax|case|ticket|incident|order|asset|serial|part|po|p\.o\.|req(?:uisition|uest)?|invoice|account|reference|ref|room|course|class|section|job|event|run|number of|tracking|item|model|fund|project|award|grant|document|doc|record|confirmation|meeting id|"
    r"meeting|webinar|zoom|extension|ext|id)\b[ .:#-]*(?:number|no\.?|num|id|code|is|nr\.?|tag|#)?[ .:#is-]*)$"
)
_BIRTH = re.compile(
    r"\b(?:dob|d\.o\.b\.?|date of birth|birth ?date|born(?: on)?)\b[:\s]*(?:is |was )?\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}"
)
_HEALTH = re.compile(
    r"\b(?:mrn|medical record (?:number|no))[ .:#]*\d{4,}|\bpassport (?:number|no\.?)[ .:#]*[a-z]?\d{6,}|\bdriver'?s licen[sc]e (?:number|no\.?|#)[ .:#]*[a-z]?\d{5,}|\b(?:routing|bank account|iban)[ a-z]{0,12}[ .:#]*[a-z]{0,2}\d{6,}|\b(?:my |the |his |her )?(?:password|passcode|pw) (?:is|was)[: ]+(?=\S*\d)\S{6,}"
)
_MAILBOX_ORDINARY = re.compile(
    r"\b(?:shared (?:mailbox|inbox|account|calendar)|resource (?:account|mailbox)|mailing list|list owner|google group|departmental (?:mailbox|account)|calendar (?:permission|delegate|shar\w*)|delegate access)\b"
)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def restricted_data(reading: Reading) -> Evidence | None:
    """Restricted data in the newest text or subject: what kind and where, never the number itself."""
    low = f"{reading.subject_text}\n{reading.newest}".lower()
    if not _DIGIT.search(low):
        return None
    if any(word in low for word in _HEALTH_WORDS) and _HEALTH.search(low):
        return Evidence("body", "a number or secret that is restricted data (not repeated here)")
    if not _DIGITS.search(low):
        return None
    for match in _SSN.finditer(low):
        before = low[max(0, match.start() - 40) : match.start()]
        if not _NAMED_OTHERWISE.search(before):
            return Evidence("body", "a number written like an SSN (not repeated here)")
    if ("ssn" in low or "soc" in low) and _SSN_WORD.search(low):
        return Evidence("body", "a number said to be an SSN (not repeated here)")
    for match in _CARD.finditer(low):
        digits = re.sub(r"\D", "", match.group())
        before = low[max(0, match.start() - 40) : match.start()]
        likely = digits[0] in "3456" and (_luhn(digits) or _IN_FOURS.fullmatch(match.group().strip(" -")))
        if (likely or _CARD_WORD.search(before)) and not _NAMED_OTHERWISE.search(before):
            return Evidence("body", "a card number (not repeated here)")
    if any(word in low for word in ("dob", "d.o.b", "birth", "born")) and _BIRTH.search(low):
        return Evidence("body", "a date of birth (not repeated here)")
    return None


def _flagged(match: ServiceMatch) -> bool:
    """The catalogue forbids automation, and the words name the matter rather than a topic or an everyday thing."""
    if not match.service.never_automate or match.confidence < 0.75:
        return False
    return match.mention.words.lower() not in _EVERYDAY and not _TOPIC_ONLY.search(match.mention.sentence.low)


def _sent_wrongly(reading: Reading) -> Finding[str | None] | None:
    """Something private that went to people it was not for, told over several sentences."""
    if not (reading.found(_WRONGLY) and reading.found(_WENT_OUT)):
        return None
    private = next((sentence for sentence in reading.sentences if _PRIVATE.search(sentence.low)), None)
    if private is None:
        return None
    told_there = _WENT_OUT.search(private.low) or _WRONGLY.search(private.low)
    # "I mailed a file to the wrong list. It has ...": a mishap said outright covers the sentences around it
    if not told_there and not any(_MISHAP.search(one.low) and _WENT_OUT.search(one.low) for one in reading.sentences):
        return None
    return Finding("exposed data", 0.85, (private.evidence(),))


def _push_approved(reading: Reading) -> Finding[str | None] | None:
    """A push that was approved and not asked for, told over several sentences."""
    sentences = reading.body if reading.told(_APPROVED) else ()
    approved = next((sentence for sentence in sentences if _APPROVED.search(sentence.low)), None)
    if approved is None or not _NOT_MINE.search(reading.low):
        return None
    return Finding("hacked account", 0.85, (approved.evidence(),))


def find(reading: Reading, services: Sequence[ServiceMatch]) -> Finding[str | None]:
    """The first sensitive matter that the newest text tells of, with its sentence."""
    data = restricted_data(reading)
    told = _sent_wrongly(reading) or _push_approved(reading)
    if told is not None:
        return told
    for one, sentence, match in hits(MATTERS, reading.sentences, reading.low_all, reading.bits):
        if _TOPIC_ONLY.search(sentence.low) and not re.search(r"\b(?:clicked|typed|entered)\b", sentence.low):
            continue
        if one.name == "stolen or lost device" and _LOST_ONLY.search(match.group()):
            continue
        if one.name == "access to another person's mailbox" and _MAILBOX_ORDINARY.search(sentence.low):
            continue
        if (
            re.search(r"\b(?:not|n't|never|no|nothing|nobody)\s(?:\w+ ){0,2}$", sentence.low[: match.start()])
            and one.name in {"phishing", "hacked account", "stolen or lost device"}
            and "not sure" not in sentence.low
        ):
            continue
        sure = (
            one.name in {"stolen or lost device", "Select Agent lab", "access to another person's mailbox"}
            or len(match.group()) > 6
        )
        return Finding(one.name, 0.93 if sure else 0.8, (sentence.evidence(),))
    if data is not None:
        return Finding("restricted data", 0.9, (data,))
    flagged = next((match for match in services if _flagged(match)), None)
    if flagged is not None:
        return Finding(
            flagged.service.name,
            0.85,
            (flagged.mention.evidence(),),
            doubt=Doubt("the catalogue forbids automation for this service"),
        )
    return Finding(None, 0.99)
