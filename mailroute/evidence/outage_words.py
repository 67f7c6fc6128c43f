"""How people tell of outages, and of what is none: the patterns of the outage question.

Comes in: nothing. Goes out: cues and patterns over sentences in lower case. Never: judges a mail.
"""

import re

from mailroute.evidence.cues import cue
from mailroute.evidence.gate import Gated

_PEOPLE = (
    r"(?:people|persons|users|colleagues|coworkers|co-workers|staff(?: members)?|faculty|tas?|advisors|advisers|students|instructors|"
    r"members|folks|employees|offices|departments|labs|classmates|grad students|postdocs|nurses|technicians|roommates|clinicians|schedulers|guys|others|"
    r"counselors|researchers|professors|teachers|buildings|floors|machines|workstations|phones|computers|printers)"
)
_MANY = (
    r"(?:(?:(?:one|two|three|four|five|a|several|a few|a couple) )?(?:hundred|thousand|dozen)s?(?: of)?|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?(?: of)?|dozens?(?: of)?|many|several|multiple|numerous|lots of|a lot of|"
    r"a (?:bunch|number|dozen|handful|couple dozen) (?:of )?|some|most(?: of)?|half(?: of)?(?: the| our)?|all(?: of)?|(?:[3-9]|\d{2,4})(?: of| or more| different|\+)?)"
)
_BAD = (
    r"(?:(?:haven'?t|hasn'?t|have not|has not) (?:arriv|work|come|load|been (?:able|working)|sync|print|receiv|got)\w*|kicked (?:off|out)|went wrong|(?:is|are|been|was|went|phones?|all) dead|dead (?:since|for|in|again)|has nothing|toast\b|dead air|(?:will not|won't|wont|doesn't|does not|not) (?:load|open|work|start|connect|respond|let|print|go through)\w*|times? out|signs? us out|logs? us out|throws? us out|refused|no listener|sits? at 0|stuck at|spinner|(?:has|have|had) it (?:too|as well|also)\b|nothing happens|hear nothing|"
    r"(?:is|are|was|were|been|went|be|goes|go|gone|all|still|phones|internet|network|wifi|wi-fi|connection) (?:down|out)|down (?:for|since|in|at|on|again|right|across)|offline|unavailable|unreachable|not (?:work|load|respond|reach|connect|open|be reach)\w*|(?:isn'?t|aren'?t|is not|are not|not) (?:reach|arriv|coming|going|receiv|sync|print|show|ring|respon)\w*|not (?:available|reachable)|isn'?t (?:work|load|respond|open)\w*|aren'?t (?:work|load|respond|connect)\w*|"
    r"can'?t|cannot|can not|cant|couldn'?t|unable|won'?t|doesn'?t|don'?t (?:work|get|have|load)|lost|losing|no (?:internet|network|wifi|wi-fi|access|connection|signal|dial|service|phones?|e-?mail)|"
    r"(?:have|has|had|with|gets?|getting|got|is|are|there's) (?:had |absolutely |simply )?no\b(?! (?:idea|problem|trouble|issue|hurry|rush))|without (?:internet|network|power|e-?mail|access|phones?|wifi|wi-fi|service|connection)|error\w*|(?<![\d-])[45]0\d(?![\d-])|fail\w*|broken|dead|dropp\w*|disconnect\w*|kicked|stuck|slow\w*|timing out|time ?outs?|timed out|times out|(?:has|have|had|get|gets|see|sees) the same\b|same (?:thing|problem|issue|error|message|here|there|trouble|for|with|screenshot)|"
    r"having (?:trouble|problems|issues|the same)|affected|crash\w*|blank|white (?:page|screen)s?|gone|frozen|freez\w*|hang\w*|spinning|spins|not receiving|not arriving|went (?:dark|down|dead)|denied|locked out|thrown out|stopped)"
)
SIGNS = (
    cue(
        "everyone",
        r"\b(?:(?:every(?:one|body)(?: else)?(?! (?:i|we|who|that|(?:on|in|of) my (?:list|team list|class|course|roster|contacts|group|thread|cohort|section))\b)|nobody(?!'s| else (?:could have|knows|uses|would|but)| else is (?:in|here|around|there)\b)|no one(?!'s| else is (?:in|here|around|there)\b)|no-one|none of (?:our|the|my) (?:\w+ ){0,2}?(?:phones|computers|printers|machines|people|staff|students|users|colleagues|workstations|team|tas|instructors|lines|rooms)|half (?:of )?(?:the|my|our) (?:lecture|class|room|office|floor|team|building|students|staff|section|department|lab|group)|none of us|all of us|not a single (?:one|person)|the (?:whole|entire) (?:\w+ )?(?:office|department|floor|building|lab|team|class|unit|college|school|dorm|"
        r"hall|campus|group|staff|corner|shop|institute|team|crew|wing|suite|clinic|library|site|center|division|section|house|residence|world|crew|faculty|college|complex|block|block|plant|warehouse|shop|kitchen|ward|level|basement|level)|every (?:one|single one) of (?:us|my|our|them|the)|each of us|(?:not|isn't) (?:one|a single) (?:person|soul|one|\w+ (?:printer|phone|computer|machine|port)s?)\b|(?:the |our |my )?(?:full|entire|whole) (?:staff|team|crew|group|shop|office|faculty)|(?:whole|entire|all) of (?:the )?[\w ]{2,25}? (?:hall|building|floor|basement|wing|lab|library|house|center|union|campus|dorm)|every (?:\w+ ){1,3}(?:in|on|at|across) (?:the|our|this|my) (?:whole |entire )?(?:building|floor|office|department|lab|hall|wing|dorm|clinic|library|unit|basement|house|school|college|campus|center|suite|hallway)|(?:in|on|across|throughout|all over) (?:all (?:of )?)(?:the |our )?(?:\w+ ){0,3}(?:hall|building|floor|basement|wing|lab|library|house|center|union|campus|dorm|offices|clinic)|(?:across|throughout|all over) (?:the |our )?(?:\w+ )?(?:building|floor|office|department|wing|dorm|clinic|library|campus|house)|(?<!fill )(?<!filled )(?<!filling )(?:in|at|on|for|across|throughout) (?:the |our )?(?:whole|entire) (?!day|morning|week|weekend|time|thing|page|screen|message|text|file|list|course|semester|e-?mail|mail|site|document|report|table|process|form|point|night|year|story|idea|lot|afternoon|project|assignment|quiz|column|row|folder|drive|record|paragraph|line|word|app|program|computer|laptop|machine|window|batch|job|system|account|mailbox|inbox|calendar|library of|history|set|series|term|summer|month|name|address|number|thread|conversation|transcript|audit|order|cart|query|spreadsheet|recording|video|lecture|survey|presentation|database|website)[a-z]+|whole (?:\w+ )?(?:floor|building|office|department|lab|team|class|campus|wing|dorm|clinic|unit|hall)|"
        r"entire (?:\w+ )?(?:floor|building|office|department|lab|team|class|campus|wing|dorm|clinic|unit|hall)|all (?:the |our |my )?(?:\w+ )?(?:users|staff|students|people|colleagues|phones|floors|offices|employees|rooms|computers|machines|workstations|"
        r"customers|buildings|sections|instructors|advisors|faculty|desk phones|lab machines|tas|departments|sites)|campus-?wide|for all (?:users|customers|students|staff)|any(?:one|body) (?:here|in|on|at)|any of us))\b",
        "half|every|each of us|not |isn't |full|across|throughout|all over|nobody|no one|no-one|none|all |whole|entire|campus|not a single|any of us|anyone|anybody",
    ),
    cue(
        "several people",
        rf"\b{_MANY} (?:of us\b|(?:of (?:my|our|the) (?:\w+ )?)?(?:office ?mates|labmates|lab mates|housemates|teammates|friends|siblings|clients|guests|patrons|visitors|callers|neighbou?rs)\b|(?:other |of (?:my|our|the|us) |different |more |our |my )*(?:\w+ )?{_PEOPLE})\b",
    ),
    cue(
        "a list of people",
        r"\b(?:me|i|mine|us) and (?:at least |about |some |the )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|many|a few) (?:others?|other \w+|more|of)\b|\b\w+, \w+,? (?:\w+,? )?and \w+ all (?:report|get|see|have|say|can'?t|cannot|lost|are)\b|\b[a-z][\w'-]+, (?:[a-z][\w'-]+, )*[a-z][\w'-]+,? and (?:i|me|myself) (?:all |each )?(?:get|can|have|are|see|lost|keep|cannot|were)|\b(?:three|four|five|six|seven|eight|nine|ten|\d+) of us\b|\b(?:me|i|myself|us)(?:, [a-z][\w.'-]+){2,}|\b(?:me|i),? (?:and )?\w+,? (?:and )?\w+,? and \w+ (?:all|can'?t|cannot|have|are|get)\b|\bfor me (?:or|and) (?:for )?(?:any|all|\d+|three|four|five|six) of\b",
    ),
    cue(
        "signs of many",
        r"\b(?:people|students|callers|customers|staff|users|colleagues|instructors|folks|they)(?: \w+){0,2}? (?:keep|keeps|are|were) (?:coming|calling|asking|complain\w*|lining up|report\w*|writing|e-?mailing|standing around)|"
        r"\bfor (?:all |most )?(?:of )?our (?:\w+ )?(?:offices|counties|branches|sites|locations|classrooms|clinics|students|staff|users|customers|teams|rooms)\b|\bany of (?:them|us)\b|\bfor anyone\b|\b(?:calls|tickets|mails|e-?mails|complaints|reports|messages) from (?:about |at least |already |some )*(?:three|four|five|six|seven|eight|nine|ten|\d+|several|many|a dozen|half)\b|"
        r"\bevery (?:site|page|server|port|phone|outlet|jack|machine|printer|computer) (?:on|in|at)\b|\b(?:fourteen|\d+) (?:sites|ppl|peeps|folks|machines|phones|registers|stations)\b|\bit'?s? (?:is )?the same (?:story|thing|for)\b[^.]{0,20}\b(?:each|every|all)\b|"
        r"\b\w+, \w+,? and (?:both|all|the|our) [\w ]{3,25} (?:pick|get|see|have|can'?t|cannot|hear|lost|are)\b|\beverybody else'?s\b|\bupstairs too\b|\bsame (?:on|at|in|for) (?:mine|ours|theirs|the others?|the (?:next|other) (?:floor|office|room|building|desk))\b",
        "our |keep|are |were |any of|anyone|from|every|sites|ppl|peeps|folks|machines|phones|same|and |upstairs",
    ),
    cue(
        "a whole service",
        r"\b(?:is|are|seems?(?: to be)?|appears?(?: to be)?|looks like \w+ is|went|goes|has gone|was) (?:\w+ )?(?:completely |totally |entirely |all |fully |currently |now )?(?:down|unavailable|offline|unreachable)\b"
        r"(?! (?:to|by|from|the)\b)|\bdown (?:for (?:everyone|all|us|the)|again|campus|right now|since|\?)|\b(?:down|outage)\s*[!?]|\b(?:system|site|service|server)s? (?:outage|down)\b|\bnothing (?:loads|works) for\b",
        "down|unavailable|offline|unreachable|outage|nothing",
    ),
    cue(
        "a posted outage",
        r"\b(?:saw|seen|see|listed|read|noticed|found|posted)\b[^.]{0,30}\b(?:on|at) (?:the|your) (?:outages?|status) (?:page|board|site)\b|\b(?:status|outages?) (?:page|board|site) (?:now |already |also |still |currently )*(?:says|lists|shows|has)\b|\boutages\.doit\b|\b(?:listed|posted) (?:on|at|in) (?:the |your )?(?:outage|status)",
        "status|outage|listed|posted",
    ),
    cue(
        "a notice of an outage",
        r"\b(?:outage(?:s)?(?:\.doit)?|service (?:interruption|disruption|degradation)|degraded (?:service|performance)|(?:we are|team is|engineers are|currently) (?:aware|investigating|working)|"
        r"under investigation|next update|affecting (?:all|many|multiple|some|a number|several|users|customers)|for (?:multiple|many|all|some) (?:\w+ )?(?:users|customers|owners|departments|sites))\b",
        "working|engineers|outage|interruption|disruption|degrad|investigat|aware|next update|affecting|multiple|for many|for all|for some",
    ),
)
BAD_PATTERN = re.compile(rf"\b{_BAD}(?!\w)")
NOBODY_CAN = re.compile(
    r"\b(?:nobody|not one \w+|not a single (?:\w+ )?\w+|no one|no-one|none of (?:us|them|my \w+|our \w+|the \w+)|not a single \w+)(?: [\w']+){0,8}? "
    r"(?:can(?:'t)?|could(?! have)|is able|are able|is online|are online|gets? (?:on|in|out|any|through|past|anything)|takes?|prints?|works?|responds?|answers?|loads?|opens?|rings?|connects?|sees?|(?:have|has) (?:an?|any|the)\b|has (?:had|been able|received|gotten|any)|have (?:had|any)|has (?:access|internet|network|wifi|connection|e-?mail|phone)|receives?)(?!\w)"
)
PAST = re.compile(
    r"\b(?:was there|were there|has (?:there )?been|last (?:night|week|weekend|month|friday|monday|tuesday|wednesday|thursday|saturday|sunday|semester|year|fall|spring)|yesterday|"
    r"(?:the )?other day|earlier (?:this|today|in)|over the weekend|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|this morning)\b"
)
OVER = Gated(
    r"\b(?:(?:is|it'?s|that'?s|has been|was|all|are|been|works?|working|seems?|looks|come|came|everything(?:'s| is)?) (?:now |all |already |since )*(?:over(?! the| campus| \w+ County)|came back|fine (?:now|again|since)|resolved|back(?! from| in (?:the |my )?office| at work| to (?:work|school|campus|campus))|fixed|working again|ok(?:ay)? (?:now|again)|solved|good now|again fine)|"
    r"works? (?:again|now|fine)|working (?:again|now|fine)|fine (?:now|again|since)|back (?:up|to normal|online)|after the outage|since the outage|the outage (?:is|was|yesterday|last|on|earlier|this morning)|"
    r"outage (?:yesterday|last|on \w+day|is over|was|earlier|ended)|during the outage|because of (?:the|yesterday|last)|recovered|resolved)\b"
)
STILL = re.compile(
    r"\b(?:still|(?<!fine )(?<!works )(?<!working )(?<!ok )(?<!okay )(?<!up )(?<!back )(?<!again and )again(?! and again)|right now|currently|at the moment|as of now|ongoing|keeps?|since (?:\d|about|this|noon|lunch|around))\b"
)
CONDITIONAL = re.compile(r"\b(?:would|will|then|if|in case|might|may|could)\b")
PAST_ONLY = re.compile(
    r"\b(?:was|were|had been|went) (?:\w+ )?(?:down|out|offline|unavailable|slow|unreachable)\b(?! since)|\b(?:couldn't|could not) (?:\w+ ){1,4}(?:yesterday|last|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
PLANNED = Gated(
    r"\b(?:planned|scheduled|maintenance|upgrade window|maintenance window|will be (?:down|unavailable|offline)|going (?:to be )?down (?:on|for|this)|announced|upcoming|tonight'?s|next (?:week|month|sunday|saturday)|when will)\b"
)
NOT_SEVERAL = Gated(
    r"\b(?:(?:nobody|no one|no-one|everyone|everybody|people|they|others|the others|students|none of them)(?: \w+){0,3}? (?:hear|see|reach|call|find|understand|message|join|contact|recogni[sz]e|read|open)s?(?: to)? (?:me|my|mine)|(?:they|others|the others) all can\b|all (?:of them )?can print|but me\b|except me\b|(?<!not )(?<!n't )only me|(?<!not )(?<!n't )only my (?:own)?|(?<!not )(?<!n't )just my own|but my (?:own )?\w+ (?:is|has|still)|(?<!not )(?<!n't )just mine|(?<!not )(?<!n't )just me|(?<!not )(?<!n't )only mine|just mine|(?<!not )(?<!n't )only i\b|it'?s only (?:me|my|mine|happening to me|on my)\b|i'?m the only|i am the only|everyone else(?:'s)? (?:is |can |has |seems |in |at |says |gets |does )?(?:\w+ ){0,3}?(?:fine|ok|okay|works?|in|can|sees?|no problem|has it|working)|"
    r"everybody else (?:is |can |has |seems )?(?:\w+ ){0,3}?(?:fine|ok|okay|works?|in|can|sees?|working)|(?<!nobody of the )(?<!nobody of my )(?<!none of the )(?<!none of my )(?:others?|colleagues?|other \w+|coworkers?|co-workers?|the rest|roommates?|people)(?:'s? \w+)?(?: \w+){0,4}? (?:is|are|can|have|has|sees?|works?|do|does|get|gets|report)? ?"
    r"(?:fine|ok|okay|no (?:problem|trouble|issue)s?|it works|it opens|works fine|still (?:has|have|see)|see rows|can|unaffected|work(?:s|ing)?)|nobody else (?:has (?:it|this|that|the)|sees|seems|reports|complain\w*|is (?:having|affected|seeing|getting))|no one else (?:has (?:it|this|that|the)|sees|seems|reports|complain\w*|is (?:having|affected|seeing|getting))|one of (?:my|our|the) (?:students|advisees)|"
    r"works for (?:everyone|everybody|others|all|my))\b"
)
RECORDS = re.compile(
    r"\b(?:for|of|about|with|on|to|take over|import(?:ed|ing)?|add(?:ed|ing)?|in) (?:all |about |some |the |my |our |these |those |\d+ |forty |most |several |many |any )*(?:of )?(?:my |our |the |these |those )?(?:\w+ )?(?:students?|advisees|applicants|records|rows|employees|orders|mails|messages|emails|lines|courses|"
    r"files|transactions|invoices|reports|classes|contacts|recordings|entries|documents|events|subscribers|alumni)\b|\b\d+ (?:of the )?\d* ?(?:students|rows|records|people|participants|mails|messages|emails|files|seats|members) (?:are|is|were|who|in|on|not|added|removed|shown|only)|"
    r"\b(?:all|many|some|several|most|\d+|forty|fifty|twenty|thirty|hundreds of) (?:of )?(?:my |our |the |these )*(?:advisees|applicants|records|rows|files|mails|messages|emails|orders|lines|recordings|entries|documents|events|invoices|courses|pages|tiles|contacts|photos)\b"
)
ONE_DEVICE = re.compile(
    r"\b(?:the|our|this|that|one|a) (?:\w+ ){0,3}?(?:printer|copier|scanner|projector|mfp|hdmi|display|docking station|conference phone|plotter|kiosk|label printer)\b"
)
ONE_COURSE = re.compile(
    r"\b(?:my (?:course|class|section|canvas|quiz|assignment|site|page|survey|list)|our (?:course|class|list|(?:google|manifest|e-?mail|mailing) group|survey|wiscweb|site|mailing list|shared mailbox|manifest)|(?:the|this) (?:quiz|assignment|batch|job|report|query|survey|list|event))\b"
)
DOWN_ITSELF = re.compile(
    r"\b(?:50\d|down|outage|unavailable|offline|unreachable|service error|not responding|whole (?:floor|building|office)|time[sd]? ?out)\b"
)
TWO = Gated(
    r"\b(?:(?:my|a|one|the) (?:colleague|coworker|co-worker|office ?mate|roommate|boss|supervisor|neighbou?r|advisor|friend|classmate|labmate|lab mate|student|ta|partner|husband|wife|assistant)(?: \w+)?,? (?:too|also|as well|has (?:it|the same|this)|(?:gets|sees|reports|is having|is seeing|has) (?:it|the same|this|that)|can'?t (?:either|get)|cannot|says the same)|"
    r"(?:for|to) (?:both )?me and (?:to |for )?\w+ (?:across|next|down|in|on|at|too|as well|also)\b|both (?:of us|me and|my \w+ and (?:i|me))|my (?:\w+ )?(?:colleague|coworker|co-worker|office ?mate|office mate|roommate|room mate|boss|supervisor|manager|neighbou?r|advisor|friend|classmate|labmate|lab mate|student|ta|partner|husband|wife|spouse|assistant|director|son|daughter|mother|father|brother|sister|postdoc|intern|secretary)(?: \([^)]*\))? and (?:me|i|myself)(?: both)?|me and my \w+|(?:the )?two of us|(?:my (?:\w+ )?(?:colleague|coworker|co-worker|office ?mate|roommate|housemate|boss|supervisor|manager|neighbou?r|advisor|friend|classmate|lab ?mate|student|ta|partner|husband|wife|spouse|assistant|director|son|daughter|mother|father|brother|sister|postdoc|intern|secretary) and i|\w+ and i both|(?:he|she) and i) (?:can'?t|cannot|are|get|have|see|both)|\w+ and i both|and (?:so|neither) (?:does|has|is|can) my \w+|me and (?:my )?\w+ (?:both|can'?t|get)|and my (?:colleague|coworker|roommate|office ?mate|boss) (?:too|also|as well)|same for my \w+)\b"
)
NOW_LISTED = re.compile(
    r"\boutages?\.doit\.wisc\.edu\b|\b(?:status|outages?) (?:page|board|site) (?:now |already |also |still |currently )*(?:says|lists|shows|has)\b|\blists? \w+ (?:as )?(?:down|out)\b"
)
DIRECTED = re.compile(
    r"\b(?:can|could|would|will) (?:everyone|everybody|all|you all)\b|\b(?:hi|hello|dear|hey|good (?:morning|afternoon|evening)|thanks|thank you),? (?:everyone|everybody|all|folks|team)\b"
)
POSSIBILITY = re.compile(
    r"\b(?:so that|in order|before|want|need|would like|like|please|should|must|planning|plan|for when|let|allow|able to|give|grant|invite|share|add|send|webinar|event for|talk)\b"
)

SEVERAL_DEVICES = re.compile(
    r"\b(?:not a single|not one|every|all|four|five|six) (?:of )?(?:the )?(?:\w+ )?(?:printer|copier)|\b(?:all|every|both|several|multiple) (?:the |our |of the )?(?:printers|copiers|projectors)\b"
)
ALL_OF_THEM = re.compile(r"\b(?:whole|entire|nobody|everyone|everybody|no one|none of us|all of us)\b")
COUNTABLE = re.compile(
    r"student|advisee|applicant|record|row|people|member|user|section|participant|employee|course|file|staff|machine"
)
ACTING = (
    r"(?: \w+){0,5}? (?:can'?t|cannot|can not|cant|couldn'?t|are (?:unable|locked|getting|having|seeing|reporting|stuck|complaining|waiting|all)|"
    r"see the same|report|get|have (?:lost|the same|no)|lost|say|tell)\b"
)
"""Behind the people that were counted: they have the trouble themselves."""
NOTICE_OVER = re.compile(r"\b(?:resolved|restored|completed)\b")
NOTICE_OF_MANY = re.compile(
    r"\b(?:unavailable|down|outage|disruption|loading (?:very )?slowly|timing out)\b[^.]{0,60}\b(?:all|multiple|many|users|customers|owners|campus)\b"
)
NOTICE_TELLS = re.compile(
    r"\b(?:outage|unavailable|down|disruption|interruption|degrad\w*|performance issues?|investigating|errors|incident|delay\w*|slow\w*)\b"
)
NOTICE_TO_MANY = re.compile(
    r"\b(?:all|multiple|many|several|some|users|customers|campus|everyone|sites|departments|investigat\w*)\b"
)
REPORTED = re.compile(
    r"\b(?:(?:filling|filled|flooded|fills) (?:up )?with|same (?:screenshot|message|error|problem|report|complaint)|(?:mails|messages|calls|complaints|reports) from)\b"
)
"""The counted people have reported it themselves."""
GREETING = re.compile(
    r"(?:hi|hello|dear|hey|good (?:morning|afternoon|evening|day)|greetings|thanks|thank you),? (?:there,? )?(?:everyone|everybody|all|folks|team)\b"
)
ALSO = re.compile(r"\b(?:same|too|also|as well|either|neither|likewise)\b")
"""Of others: what was told in the sentence before."""
