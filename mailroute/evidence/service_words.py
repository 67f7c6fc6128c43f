"""Words around a service's name: symptoms, denials, everyday twins, what is said to work.

Comes in: nothing. Goes out: patterns and word lists over sentences in lower case. Never: weighs a mention.
"""

import re

from mailroute.evidence.gate import Gated

SYMPTOM = re.compile(
    r"\b(?:error|errors|problem\w*|issues?|trouble|broken|broke|crash\w*|freez\w*|froze\w*|stuck|hangs?|slow|down|"
    r"won'?t|can'?t|cant|cannot|couldn'?t|doesn'?t|does not|didn'?t|isn'?t|not (?:work|load|let|open|show|sync|arriv|connect)\w*|unable|"
    r"log ?in|log(?:ged)? (?:in|out)|sign(?:ed)? (?:in|out)|access|password|loads?|loading|blank|gone|missing|denied|expired|locked|"
    r"logs? (?:me|you|us) |logged me|timed? ?out|loops?|spinning|disappear\w*|vanish\w*|kicked|throws?|keeps?|stopped|help with|question about|never (?:opens?|loads?|starts?|works?|shows?|comes?|lets?)|no longer \w+|closes|not (?:ok|okay|fine)|but not (?:on|in|for|with|from))\b"
)
TWINS = frozenset(
    "netid hrs wiser sis box teams canvas duo zoom advance profile manifest exchange packaging mfa brio crm kb amp dem ad".split()
)
"""Names that are also words of everyday English (or of another trade): they need a second word that fits."""
COMMON = frozenset(
    "email calendar password login phone software website server drive domain card ticket virus video survey laptop "
    "network internet printer portal suspicious reimbursement payroll enrollment scheduling imaging token fob "
    "wifi wireless monitor keyboard backup circuit pdf enroll".split()
)
NEVER_ALONE = frozenset("email calendar password login phone software domain portal ticket pdf card drive".split())

DENIED_BEFORE = Gated(
    r"(?:\bnot (?:about|for|regarding|related to|concerning|on|an? question (?:about|on)|with)|\bnothing to do with|\bisn'?t (?:about|an?)|\bis not (?:about|an?)|"
    r"\bnot (?:really |actually )?(?:an? |the |my |your )?|\bnor(?: is it| about)?|\brather than|\binstead of|\bunlike|\bother than|"
    r"\bapart from|\bexcept(?: for| in)?|\bbesides|\bas opposed to|\bnever mind(?: the| about)?|\bforget (?:about )?|\bno longer (?:use|using|have)|"
    r"\bdo(?:n'?t| not) (?:even )?(?:use|have|mean|need)|\bsame as (?:in|on)|\bjust like(?: in| on)?|\bas in)\s+(?:the |my |our |uw |old |an? )?[\"']?$"
)
FINE = (
    r"(?:(?:is|are|was|were|seems?|look(?:s|ed)?|runs?|running|all|both|still|itself|now|everything|else|do(?:es)?) )*"
    r"(?:work(?:s|ing|ed)?(?: (?:just |perfectly |totally |all )?(?:fine|ok|okay|well|normally|great|right))?(?! (?:on|for|with) (?:a|the|my))(?=[\s.,;:!)]|$)"
    r"(?!\s+(?:hours|order|study|day))|(?:just |perfectly |totally |all )?(?:fine|okay|ok|unaffected|good)\b|no (?:problems?|trouble|issues?)\b|let(?:s)? me in\b|(?:long |already |now |all )*(?:solved|resolved|fixed|sorted|done)\b|(?:connects?|runs?|starts?|opens?|prints?|syncs?|logs? in|comes up) (?:just |perfectly )?(?:fine|ok|okay|well|normally)|opens? (?:fine|ok)|loads? (?:fine|ok))"
)
FINE_AFTER = Gated(r"^[\"')]?(?:\s*+(?:,|and\b|&|/|or\b)\s*+[\w@+.]{1,24}+(?: [\w@+.]{1,24}+){0,3}?){0,4}\s+" + FINE)
FINE_DENIED = re.compile(r"\b(?:not|n'?t|no longer|never|stopp?ed|barely|hardly)\b")
CONTEXT_BEFORE = re.compile(
    r"\b(?:on|over|via|through|using|connected to|without|behind|off|by|per|in the|see|sent (?:from|via|by)|with) (?:the |a |my |our |campus |uw )*$"
)
CONTEXT = frozenset({"wifi", "wiscvpn", "network", "voice"})
LOGIN = frozenset({"netid", "duo"})
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
LIST = re.compile(r"\b(?:e-?mail |mailing )?lists?\b")
BUSY_AFTER = re.compile(
    r"^(?: (?:calls?|meetings?))? (?:until|till|all (?:day|morning|afternoon)|from \d|most of|this (?:morning|afternoon)|today|tomorrow)\b"
)
DEVICES = {"desktop", "personal"}
HARDWARE = Gated(
    r"\b(?:monitor|docking|dock|keyboard|mouse|space ?bar|webcam|blue screen|bsod|boot|beeps?|power|fan|hard drive|battery|set ?up|"
    r"crash\w*|freez\w*|slow|dead|black|replace\w*|new (?:computer|pc|laptop|desktop)|won'?t (?:start|turn))\b"
)
ORDINARY = {
    "phishing": re.compile(
        r"^ (?:awareness|training|quiz|quizzes|study|research|posters?|survey|exercise|simulation|course|data|dataset|paper|talk|week|campaign|module|workshop)|"
        r"\b(?:research|study|studying|teach|teaching|spot|recogni[sz]e|about|on|against|called|titled|course on|paper on|anti) $"
    ),
    "hacked": re.compile(r"^ (?:together|up a|a little)|\blife $"),
    "timetable": re.compile(r"\b(?:bus|train|shuttle|flight|metro|airline|ferry|tv|project|construction) $"),
    "exchange": re.compile(
        r"\b(?:our|this|an|in|the|email|mail|last|previous|student|foreign|cultural) $|^ (?:with|of|for|rates?|program|student|between|below|above)"
    ),
    "server": re.compile(
        r"\b(?:remote|e-?mail|mail|smtp|imap|proxy|exchange|outlook|licen[sc]e|dns|destination|receiving|sending|recipient'?s?|radius|login|authentication|our partner'?s?|their) $|^s? (?:error|returned|replied|not found|responded|response|timed? ?out|said|says|rejected|refused|busy)\b"
    ),
    "domain": re.compile(
        r"\b(?:sending|sender'?s?|recipient'?s?|e-?mail|mail|web|internet|public|outside|their|its|receiving) $|^ (?:name|of study|expert|knowledge)"
    ),
    "phone": re.compile(
        r"^s? (?:is|are|was|were|keeps?|has been|have been|won'?t stop|don'?t stop|do not stop|never stops?) ?(?:\w+ )?ring|^s? (?:off the hook|number)\b"
    ),
    "packaging": re.compile(r"^ (?:material|tape|slip|box)|\b(?:food|the original|shipping) $"),
    "manifest": re.compile(r"^(?:ed|s itself|ing)|\b(?:passenger|shipping|cargo) $"),
    "advance": re.compile(
        r"\b(?:in|thanks in|well in|days in|weeks in|cash|an|of) $|^ (?:notice|to|the|copy|directive|warning|registration|payment|by|past|from)"
    ),
    "profile": re.compile(
        r"\b(?:windows|linkedin|high|low|chrome|user|roaming|browser|facebook|temperature|outlook|temporary|gene|zoom|canvas|teams|wi-?fi|wireless|network|eduroam|vpn|connection|old|configuration) $|\b(?:delet\w*|remov\w*|forgot|forget|reinstall\w*|install\w*|import\w*|add\w*) (?:the |my |that |its |a |this )?$|^ (?:picture of|of the)"
    ),
    "box": re.compile(
        r"\b(?:check|text|dialog|dialogue|search|drop-?down|pop-?up|message|mail|po|p\.o\.|input|list|little|small|grey|gray|red|blue|black|white|empty|the|a|this|that|comment|address|tick|combo|cardboard|first|second|last|wall|floor|outlet|same|each|error|warning) $|^ (?:of|below|above|that says|next to|with|and type|says|appears|pops|on the (?:form|page|wall))"
    ),
    "teams": re.compile(
        r"\b(?:our|both|two|three|other|several|different|sports|support|all|the|research|project|student|many|these|your|which) $|^ (?:of|that|who|are|were|from)"
    ),
    "zoom": re.compile(r"^(?:ed|ing)? ?(?:in|out|level|lens|to \d|button)\b|\b(?:can't|cannot|to) $"),
    "canvas": re.compile(r"^ (?:bag|tent|shoes|print|cover|and paint)|\b(?:oil on|blank|on) $(?<!on canvas)"),
    "duo": re.compile(r"\b(?:a|the dynamic|dynamic|piano|guitar|violin) $"),
    "hrs": re.compile(
        r"(?:\d|few|couple|several|many|of|two|three|four|five|six|eight|office|business|working|credit|last|next|after|24|48) ?$"
    ),
    "wiser": re.compile(r"\b(?:be|the|none the|any|much|older and|no|am|is) $"),
    "mfa": re.compile(r"^ (?:program|student|degree|thesis|candidate|show|exhibit|in )"),
}
"""Where these names are words of everyday English."""
ELSE_FINE = Gated(
    r"\b(?:everything|anything|all|every other|all (?:the |my )?other|the other|other|the rest|my other|elsewhere)\b(?: else| of it| sites?| apps?| systems?| things| pages| services| programs?| logins?)*[^.]{0,45}?\b(?:works?|working|fine|ok|okay|lets? me in|no problems?|no trouble|normal(?:ly)?)\b"
)
POSSESSED = re.compile(
    r" (?!(?:portal|page|tiles?|site|home ?page|home|app|widgets?|is|was|says?|shows?|does|doesn't|won't|will|can|can't|login|log|only|still|gives|keeps|has|loads?|since|and|on|in|at|from|with)\b)[a-z]"
)
"""Behind "my uw": the words of a thing one has ("my UW Zoom account"), not of the portal."""
TITLE = re.compile(
    r"^(?:[\w&/.'-]+ ){0,8}?(?:analyst|advis[eo]r|manager|coordinator|administrator|specialist|director|assistant|consultant|trainer|"
    r"engineer|developer|lead|liaison|support|team|owner|architect|librarian|technician)(?:,? (?:i+|senior|lead|[\w&/.'-]+)){0,4}$"
)
WORD = re.compile(r"[a-z0-9]+")
BUT = re.compile(r"[\s,;]*(?:but|however|until|only|except|apart|yet|though|(?:and )?then(?= \w))\b")
EXCEPT = re.compile(r"\b(?:but|except|only|just|not|n't)\b")
NAME_PIECES = re.compile(r"\s+-\s+|\s*[()/]\s*|\s*,\s*")
BRACKETED = re.compile(r"\(([^)]*)\)")
LONG_NAME = 6
"""Letters of a name that a misspelling may stand for."""
LONGEST_TITLE = 70
INCIDENTAL_BEFORE = re.compile(
    r"\b(?:screenshots?|files?|documents?|copy|copies|details|pictures?|photos?|recordings?|videos?|forms?|lists?|link|pdf|report|notes|i put (?:it|them))"
    r"(?: of \w+(?: \w+)?)?(?: (?:is|are|was|were|saved|stored|kept|available|attached|here|both|also))+ (?:in|on|via|through) (?:an? |the |my |our |this )?$|"
    r"\b(?:happy|glad|available|free|able) to (?:meet (?:on|over|by|in) )?$|\b(?:talk|meet|chat|call|discuss(?: it| this)?|show you|reach me|ping me|message me|met|meeting|asks?|asked|wrote|messaged|chatted|find you|look(?:ed)? for you) (?:\w+ )?(?:on|over|via|by|in|through) (?:an? |the )?$"
)
"""What is said of where a file lies or how to meet is not what the mail is about."""
REACH = 80
"""Characters before a name that are looked at; twice as many behind it."""
ALL_BUT = Gated(
    r"\b(?:everything|anything|all|every \w+|any \w+)\b[^.]{0,25}\b(?:but|except|besides|save)(?: for| in| on)?(?: the| my)? $"
)
"""What is excepted from all that works."""
LONGEST_NAME = 3
"""Words of a name that may be written together or apart."""
MOST_PLACES = 120
"""Places of phrases looked at in one sentence; a person's sentence has a few dozen."""
