"""Is there a cue that the customer's department is a contract partner?

Comes in: a Reading and the services found. Goes out: a Finding that quotes the cue.
Never: takes a cue for proof; knows what follows from it.
Source: KB 147120, the four cues; PROCEDURE, readings on rule 9.
"""

import re
from collections.abc import Sequence

from mailroute.evidence.cues import cue, hits
from mailroute.evidence.partner_words import DEPARTMENTAL, MACHINE, MORE, REMOTE
from mailroute.evidence.reading import Reading
from mailroute.evidence.service import ServiceMatch
from mailroute.finding import Evidence, Finding

CUES = (
    cue(
        "says they are a contract partner",
        r"\b(?:(?:we|i)(?:'re|'m| are| am| have been)?\b[^.]{0,40}\bcontract[- ]partners?|(?:department|unit|office|lab|group|division|center|institute|school) (?:is|has been|was)[^.]{0,20}\bcontract[- ]partners?|as (?:an? |your )?(?:\w+ )?contract[- ]partners?|contract[- ]partner (?:department|unit|office|here)|\(contract[- ]partner\)|(?:contract|agreement|arrangement|deal) with (?:you|doit|the help ?desk)|pays? for your (?:it |computer )?support|partner(?:ed)? (?:department|unit|office)|support (?:contract|agreement)|contract(?:ed)? (?:support|for support|customer|department|unit)|"
        r"service agreement|(?:department|unit|office|we|lab|i) (?:pays?|is paying|are paying) (?:doit|for (?:doit|support|desktop|it)|the help ?desk)|"
        r"(?:covered|supported) (?:by|under) (?:a |the |our |your )?(?:doit |support |cps |departmental )*(?:contract|agreement|cps)|\bcps\b|(?:i'm|i am|we're|we are|am) coned|"
        r"have a contract with (?:doit|you|the help ?desk)|contract with (?:doit|the help ?desk)|pays? (?:doit|you) for (?:it |desktop |computer )?support)",
        "contract|partner|agreement|arrangement|deal|pay|cps|coned",
    ),
    cue(
        REMOTE,
        r"\b(?:remote(?:ly)? (?:support|assistance|help|session|in(?:to)?|access (?:to )?my (?:computer|pc|machine|screen|desktop)|desktop support|connect\w* to my|control (?:of )?my|take over|fix|troubleshoot\w*|log in(?:to)? my)|"
        r"(?:connect|log|get|come|dial|hop|jump|tunnel) (?:in ?to|on ?to|in|on)? ?(?:to )?my (?:office |work )?(?:computer|pc|machine|screen|desktop|workstation) remotely|remote in(?:to)?|remoted? into?|"
        r"(?:take|taking) (?:over|control of) my (?:screen|computer|pc|machine|desktop)|bomgar|beyondtrust|teamviewer|"
        r"(?:connect|log ?in|hop on|get on|look|fix it|do (?:it|this|that)) (?:to (?:it|mine|this) )?remotely|screen[- ]?shar\w* (?:session )?with (?:me|a tech\w*|someone))",
        "remot|my screen|control|bomgar|beyondtrust|teamviewer|screen|dial|take over|taking over",
    ),
    cue(
        DEPARTMENTAL,
        r"\b(?:(?:departmental|department(?:'s)?|dept\.?|office|work|company|university|uw|uw[- ](?:owned|issued|madison)|university[- ](?:owned|issued)|staff|front[- ]desk|"
        r"reception|conference room|lab|lab's|group's|our lab'?s?|shared|instrument|admin|doit|unit'?s|team'?s|employer's|school'?s|managed)"
        r"(?:[- ](?:owned|issued|provided|managed))?(?: \w+)? "
        + MACHINE
        + r"\b(?! (?:lab|labs|science|sciences|program|class|skills|store|course|engineering|shop)\b)|"
        r"\b"
        + MACHINE
        + r" (?:in|at|on) (?:my|our|the|her|his|their) (?:\w+ )?(?:office|desk|front office|reception|reception desk|front desk|lab|laboratory|department|workplace|cubicle|work ?station|suite|conference room)\b|"
        r"\b"
        + MACHINE
        + r" of (?:our|my|the) (?:\w+ )?(?:group|lab|laboratory|department|office|unit|team|institute|center)\b|"
        r"\b(?:my|our|the) (?:office|work) (?:computer|pc|machine|desktop|laptop|workstation|mac|dell)|\b(?:computer|pc|laptop|machine|desktop) (?:at|from|for) work\b|\bwork(?:ing)? from my office (?:computer|pc)|"
        r"\b(?:computer|laptop|pc|machine|desktop|workstation)\b[^.]{0,30}\b(?:belongs to|owned by|issued by|provided by|property of|was bought by|from) (?:the|my|our) (?:department|dept|office|lab|unit|university|school|institute|center|group|work)|"
        r"\basset (?:tag|number|no\.?|#|id)?\s*[:#]?\s*[a-z]*-?\d|\basset tag\b|\b(?:sticker|tag|label|labeled|labelled|named?|called)\b[^.]{0,25}\b(?:wdn|aims|wdm)-?\w*\d|\b(?:wdn|aims|wdm)-[a-z]*\d+)",
        "computer|pc|desktop|workstation|laptop|machine|mac|asset|wdn|aims|wdm|dell|thinkpad|surface|tablet|ipad|chromebook",
    ),
    *MORE,
)
_DENIED = re.compile(
    r"\b(?:not|n't|isn't|never|no|neither|nor|without|don't have|isn't on|rather than|instead of|no longer)\b(?: \w+){0,4}? ?$"
)
_UNWANTED = re.compile(r"(?<!why )(?:\bdo not|\bdon't|\bnever)\b(?: [\w']+){0,3} ?$")
_TALKED_ABOUT = re.compile(
    r"\b(?:remote (?:teaching|learning|work(?:ing|er)?|class(?:es)?|course|instruction|location|site|control for|field|area|campus|student|employee|position|attendance|participants?|desktop app)|"
    r"remotely (?:teach|attend|work|join|proctor)|(?:legal|employment|research|vendor|grant|purchase|sponsor\w*|publish\w*|rental|lease|apartment|phone|construction|consult\w*) contract|"
    r"departmental (?:seminar|meeting|website|web ?site|web ?page|listserv|list|newsletter|calendar|event|account|mailbox|e-?mail|budget|course|honors|account|logo|award))\b"
)
_PUBLIC = re.compile(
    r"\b(?:library|libraries|classroom|infolab|info ?lab|computer lab|public|kiosk|lecture hall|podium|lectern|teaching lab|open lab|student lab|campus lab|memorial union|checkout|checked out|loaner|"
    r"college library|steenbock|helen c\.? white|hotel|airport|coffee shop|cafe|friend'?s|roommate'?s)\b"
)
_OWN_MACHINE = re.compile(
    r"\b(?:my (?:own|personal|private|home)|personally owned|own laptop|home (?:office )?(?:computer|pc|laptop|desktop))\b"
)


def find(reading: Reading, services: Sequence[ServiceMatch]) -> Finding[bool]:
    """A cue in the author's own newest words. Denied, quoted, the agent's and invisible ones are none."""
    evidence: list[Evidence] = []
    for one, sentence, match in hits(CUES, reading.sentences, reading.low_all, reading.bits):
        before = sentence.low[: match.start()]
        if _DENIED.search(before) and not re.search(
            r"\b(?:not sure|don't know|whether|can't|cannot|couldn't)\b", before
        ):
            continue
        if one.name == REMOTE and (_UNWANTED.search(before) or _UNWANTED.search(match.group().rpartition(" my ")[0])):
            continue
        if one.name != "says they are a contract partner" and (_public_or_own(sentence.low, match.group())):
            continue
        if re.search(r"\b(?:not|n't|never|no longer)\b", match.group()) and "not sure" not in match.group():
            continue
        if _TALKED_ABOUT.search(sentence.low[match.start() : match.end() + 25]):
            continue
        if (
            one.name == REMOTE
            and re.search(
                r"\b(?:can'?t|cannot|unable to|trying to|how (?:do|can) i|want to|tried to|able to|i) (?:\w+ )?$",
                before,
            )
            and re.search(r"\bremote(?:ly)? (?:in(?:to)?|access|connect)", match.group())
        ):
            # "I can't remote into my computer": a person's own remote desktop, though still an office machine below
            continue
        evidence.append(Evidence(sentence.zone, f"{one.name}: {sentence.text[:120]}"))
    evidence += [
        Evidence("catalogue", f"the contract covers {found.service.id}: {found.mention.sentence.text[:100]}")
        for found in services
        if found.service.contract_supported
        and not _public_or_own(found.mention.sentence.low, found.mention.words.lower())
    ]
    return Finding(bool(evidence), 0.97 if evidence else 0.99, tuple(dict.fromkeys(evidence))[:3])


def _public_or_own(sentence: str, words: str) -> bool:
    return bool(_PUBLIC.search(sentence) or _OWN_MACHINE.search(sentence)) and "asset" not in words
