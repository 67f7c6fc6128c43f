"""May it be a matter of security, though nobody calls it one?

Comes in: a Reading. Goes out: a Finding of yes or no that is never sure. Never: decides; a person does.
Source: PROCEDURE, rule 3, and "any doubt about an answer that would change the disposition: review".
"""

import re

from mailroute.evidence.cues import cue, hits
from mailroute.evidence.likeness import Likely
from mailroute.evidence.reading import Reading
from mailroute.finding import Evidence, Finding

_STRANGE = r"(?:strange|suspicious|fraudulent|weird|odd|unknown|unfamiliar|unrecogni[sz]ed|foreign|fishy|shady|sketchy|creepy|bizarre)"
CUES = (
    cue(
        "something strange came or happened",
        rf"\b{_STRANGE} (?:\w+ )?(?:log-?ins?|sign-?ins?|devices?|e-?mails?|mails?|messages?|texts?|links?|calls?|caller|charges?|activity|senders?|attachments?|pop-?ups?|rules?|"
        r"address(?:es)?|person|man|woman|guy|someone|locations?|ip|transactions?|deposits?|requests?|pushes|push)\b",
        "strange|suspicious|fraudulent|weird|odd |unknown|unfamiliar|unrecogni|foreign|fishy|shady|sketchy|creepy|bizarre",
    ),
    cue(
        "a secret was asked for or given away",
        r"\b(?:asked|asks|asking|wanted|wants|demand\w*|request\w*) (?:me |us |her |him )?(?:for|to (?:give|confirm|verify|enter|send|tell)) (?:me |us |him |her |them )?(?:my|our|her|his|the) (?:\w+ )?(?:password|passcode|duo|pin|ssn|social|bank|card|credentials)\b|"
        r"\b(?:gave|give|told|shared|sent|handed|texted|read) (?:him|her|them|it|someone|somebody|the caller|a caller|a friend|my \w+)? ?(?:out )?(?:my|our|the) (?:\w+ )?(?:password|passcode|duo code|pin|ssn|social security|credentials|card number)\b|"
        r"\bpasswords? (?:was|were|is|are) (?:\w+ )?(?:on|in|visible|posted|written|exposed|leaked|shared)\b",
        "password|passcode|duo|pin|ssn|social|bank|card|credentials",
    ),
    cue(
        "somebody else at work in an account",
        r"\b(?:(?:that|it|this) (?:was|is) not me|wasn'?t me|isn'?t me)\b|\b(?:i|we) (?:never|did ?n[o']?t|have ?n[o']?t|didnt) (?:\w+ ){0,2}?(?:authori[sz]e|approve|request(?:ed)?|order(?:ed)?|make|made|set|create|created|sign(?:ed)? up|change|changed|start|started|touch|touched) (?:it|this|that|them|these|those|any|anything|such|a|the|for)\b|"
        r"\b(?:someone|somebody|a stranger|whoever|they)(?: else)? (?:has |have |had |is |was |must have |may have |could have )?(?:chang|us|access|log|sign|enter|open|read|delet|order|charg|redirect|forward|impersonat|watch|sent|send|got|broke|tak|took)\w* (?:\w+ ){0,4}?(?:my|our|in to|into|from my|as me|under my)\b|"
        r"\bsome ?(?:one|body) (?:is )?(?:watching|spying|following)|\brules? (?:in|on) my (?:mailbox|outlook|inbox) (?:that )?i (?:did|never|have)",
        "me|never|not|n't|didnt|someone|somebody|stranger|whoever|they|spying|following|rule",
    ),
    cue(
        "a push that nobody asked for",
        r"\b(?:duo|push(?:es)?|prompts?|passcodes?|codes?|verification (?:texts?|calls?))\b[^.]{0,70}\b(?:not|n't|n[o']t|never|without|nobody)\b (?:\w+ ){0,3}?(?:log|sign|try|request|start|ask|open|do)\w*|"
        r"\b(?:not|n't|never|without) (?:\w+ ){0,3}?(?:logg|sign|try)\w*[^.]{0,40}\b(?:duo|push(?:es)?|prompts?)\b[^.]{0,20}\b(?:com|arriv|keep|pop|ring)\w*|\b(?:in the middle of the night|at \d ?(?:am|a\.m\.)|overnight|all night)\b[^.]{0,40}\b(?:duo|push(?:es)?|prompts?)\b|"
        r"\b(?:duo|push(?:es)?|prompts?|calls?)\b[^.]{0,40}\b(?:in the middle of the night|at [1-5] ?(?:am|a\.m\.)|all night)\b",
        "duo|push|prompt|code|verification|call",
    ),
    cue(
        "done in one's name",
        r"\b(?:under|in|with|from|using) my (?:name|netid|account|address|e-?mail|identity)\b[^.]{0,60}\b(?:i (?:did ?n[o']?t|never|have ?n[o']?t)|not (?:by )?me|without (?:my|me))|\b(?:dropped|enrolled|registered|signed up|ordered|bought|applied|subscribed)\b[^.]{0,40}\b(?:without (?:my|me)|i (?:did ?n[o']?t|never))\b|"
        r"\bfound (?:a|an|this|some) (?:usb|flash drive|thumb drive|hard drive|laptop|phone|badge|id card)\b|\b(?:job offer|cash(?:ier'?s)? check|wire transfer|western union|venmo|zelle)\b",
        "my name|my netid|my account|my address|my email|my e-mail|my identity|without|never|n't|not |found|job offer|check|wire|western|venmo|zelle",
    ),
    cue(
        "a screen that frightens",
        r"\b(?:call|dial|phone|ring) (?:this|the|a|that|their) (?:\w+ )?(?:number|support)\b[^.]{0,60}\b(?:screen|pop-?up|window|microsoft|apple|warning|message)|\b(?:screen|pop-?up|window|warning|message)\b[^.]{0,60}\b(?:call|dial|phone) (?:this|the|a|that|their|microsoft|apple)|"
        r"\b(?:bitcoin|ransom|pay (?:\w+ )?(?:dollars|money|them)|files (?:are|were|have been) (?:encrypted|locked))\b|\b(?:your|my) (?:computer|account|files?) (?:is|has been|was|are) infected\b",
        "number|support|call|dial|phone|bitcoin|ransom|pay |encrypted|locked|infected",
    ),
    cue(
        "another's mail, files or account",
        r"\b(?:left|leaving|retired|fired|terminated|dismissed|passed away|died|deceased|quit|former|previous|departed|no longer (?:here|with|works?))\b[^.]{0,80}\b(?:mailbox|e-?mails?|inbox|account|files|onedrive|folder|voicemail|password|laptop)\b(?=.*\b(?:access|open|see|read|get|log|need|forward|copy|recover|into|password)\b)|"
        r"\b(?:access|open|see|read|get|log ?in|forward|copy|recover|into|need)\b[^.]{0,50}\b(?:his|her|their|\w+'s) (?:\w+ )?(?:mailbox|inbox|e-?mails?|mail|onedrive|account|voicemail)\b",
        "mailbox|mail|inbox|account|files|onedrive|folder|voicemail|password|laptop",
    ),
    cue(
        "data where it should not be",
        r"\b(?:should(?:n'?t| not) (?:be able to )?(?:see|have|be visible|be seeing|read|open)|not supposed to (?:see|have|be able)|(?:visible|open|public|shared|available|accessible) to (?:everyone|everybody|anyone|all|the (?:public|world|whole \w+))|anyone (?:with the link )?can (?:see|open|read|find)|"
        r"(?:google|search engine)s? (?:finds?|shows?|lists?|indexed))\b|\b(?:subpoena|legal hold|public records request|police|detective|lawsuit|investigation)\b",
        "should|supposed|visible|open|public|shared|available|accessible|anyone|google|search|subpoena|legal|records|police|detective|lawsuit|investigation",
    ),
    cue(
        "a person in danger",
        r"\b(?:scared|frightened|afraid (?:of|for|he|she|they)|threat\w*|violent|violence|weapon|stalk\w*|harass\w*|hurt(?:ing)? (?:me|himself|herself|someone|myself)|suicid\w*|unsafe|restraining order|domestic)\b",
        "scared|frighten|afraid|threat|violen|weapon|stalk|harass|hurt|suicid|unsafe|restraining|domestic",
    ),
)
_OWN_RECORD = re.compile(
    r"\b(?:permission|setting|editor rights|the page (?:is|should be) public|public (?:page|website|site|calendar|library|computer|health|affairs|event)|"
    r"shared (?:mailbox|calendar|drive|inbox)|weird (?:symbols?|characters?|error|message)|strange (?:error|characters?|message|symbols?)|error message)\b"
)


LIKE, PERHAPS, HARDLY = 0.8, 0.4, 0.02
"""The likeness to mails of such a matter from which on a person is asked at once, from which on one is asked, and below
which no known words alone make one uneasy."""


def find(reading: Reading, likely: Likely | None = None) -> Finding[bool]:
    """True (never sure) when a sentence makes one uneasy, or the mail is like those of such a matter; quotes it."""
    if likely is not None and likely.share >= PERHAPS and likely.sentence is not None:
        return Finding(True, likely.share, (likely.sentence.evidence(),))
    if likely is not None and likely.share < HARDLY:
        return Finding(False, 1 - likely.share)
    for one, sentence, _ in hits(CUES, reading.sentences, reading.low_all, reading.bits):
        if not _OWN_RECORD.search(sentence.low):
            return Finding(True, 0.6, (Evidence(sentence.zone, f"{one.name}: {sentence.evidence().quote}"[:200]),))
    return Finding(False)
