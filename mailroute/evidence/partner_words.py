"""More ways of the contract-partner cues: help from a distance, a sticker of the inventory, who bought the machine.

Comes in: nothing. Goes out: cues over sentences in lower case. Never: decides what follows from one.
"""

from mailroute.evidence.cues import cue

MACHINE = r"(?:computer|pc|desktop|workstation|laptop|machine|imac|mac|macbook|thinkpad|dell|surface|tablet|ipad|chromebook)s?"
REMOTE = "asks for remote support"
DEPARTMENTAL = "refers to a departmental computer"
_SCREEN = r"(?:screen|computer|pc|machine|desktop|laptop|workstation|imac|mac)"
_HELPER = (
    r"(?:you|someone|somebody|anyone|anybody|one of you|tech\w*|colleagues?|person|m[ae]n|wom[ae]n|lady|guy|fellow|they|he|she|agents?|expert|"
    r"specialist|please|student|folks|help ?desk)"
)
_OWNER = r"(?:research |lab |working |study )?(?:group|lab|laboratory|team|pi|department|dept\.?|office|unit|institute|center|school|university|employer|boss|professor|advisor|work)"
_INSTRUMENT = r"(?:\w+ )?(?:microscope|sequencer|instrument|spectrometer|cytometer|analy[sz]er|telescope|laser|centrifuge|mri|nmr|mass spec|plate reader|equipment|apparatus|robot|printer room)"

MORE = (
    cue(
        REMOTE,
        rf"\b{_HELPER}\b(?: [\w',]+){{0,8}}? (?:(?:log|hop|jump|come|go|dial|tunnel|tap|remote|sign|connect|get|link)(?: back)? (?:in ?to|on ?to|on|in|to)|remote) (?:my|our|this) (?:\w+ )?{_SCREEN}\b",
        "screen|computer|pc|machine|desktop|laptop|workstation|mac",
    ),
    cue(
        REMOTE,
        rf"\b(?:take|takes|taking|took|taken|grab|grabs) (?:over |control of |charge of |hold of )?(?:the|my) (?:mouse|cursor|keyboard)\b|\b(?:take|taking|took|taken|takes) (?:over|control of|charge of) my (?:\w+ )?{_SCREEN}\b|\b(?:drive|drove|move|moved|moving|use|steer|guide) (?:my|the) (?:mouse|cursor)\b(?=.*\b(?:from|for me|afar|remot\w*|fix|distance|yourself|your end)\b)|\b{_HELPER} (?:drive|move|steer) my (?:mouse|cursor)\b|"
        rf"\bcontrol(?:led|s|ling)? my (?:\w+ )?{_SCREEN} from\b|\blook(?:ing)? over my shoulder\b|\b{_HELPER} (?:see|view|watch|look at) my screen\b|\b{_HELPER}\b[^.?!]{{0,30}}\b(?:dial|log|connect|hop|link|tune) (?:in|on)\b[^.?!]{{0,25}}\bmy (?:\w+ )?{_SCREEN}\b",
        "mouse|cursor|keyboard|screen|control|over|charge|computer|pc|machine|desktop|laptop|workstation|mac",
    ),
    cue(
        REMOTE,
        rf"\b{_HELPER}\b[^.?!]{{0,60}}\b(?:log (?:in|on)|logs? (?:in|on)|fix(?:es)?|look|do (?:it|this|that)|see|control|handle|help|repair|solve|connect|move|access)\b[^.?!]{{0,40}}\bfrom (?:afar|a distance|far away|over there|where you (?:are|sit)|the distance)\b|"
        rf"\b{_HELPER}\b[^.?!]{{0,60}}\bfrom (?:there|your (?:end|side|office|desk|place|seat)|the help ?desk)\b[^.?!]{{0,30}}\bmy (?:\w+ )?(?:{_SCREEN}|mouse)\b|\b{_HELPER}\b[^.?!]{{0,50}}\b(?:get|go|come|connect|look|log)\b[^.?!]{{0,25}}\bmy (?:\w+ )?{_SCREEN} from (?:there|your (?:end|side|office|desk|place)|the help ?desk)\b|"
        r"\b(?:fix|do|repair|solve|handle)\w* (?:it|this|that) over the (?:wire|internet|network|line)\b",
        "from|over the",
    ),
    cue(
        REMOTE,
        r"\b(?:can|could|may|shall|should|would|might) (?:we|i|you|someone)\b[^.?!]{0,25}\b(?:screen[- ]?share|share (?:my |our |the |a )?screens?)\b(?! (?:in|on|during|with (?:my |the )?(?:class|student|audience|group))|[^.]{0,20}\b(?:zoom|teams|webex)\b)|\bshare my screen with (?:you|someone|a tech\w*|somebody)\b",
        "screen",
    ),
    cue(
        DEPARTMENTAL,
        r"\b(?:sticker|tag|bar ?code|label|plate|decal)\b[^.]{0,30}\b(?:reads?|says?|said|is|number|no|shows?|with|has)\b[^.\d]{0,14}(?:\b(?:uw|wisc)[- ]\d{4,}|\b[a-z]{2,5}-\d{3,}|\d{5,})|"
        r"\b(?:property|inventory|equipment) (?:tag|sticker|label|number|no\.?|#|id|bar ?code)\b[^.\d]{0,20}\d{3,}|\b(?:university|uw|state|department(?:al)?)(?:'s)? (?:property|inventory) (?:sticker|tag|label|number|plate)\b|\b(?:property of|belongs to) (?:the )?(?:uw|university|department|state|school|college)\b",
        "sticker|tag|code|label|plate|decal|property|inventory|equipment|belongs to",
    ),
    cue(
        DEPARTMENTAL,
        rf"\b(?:our|my|the|this) {_OWNER}(?: has| have| had)? (?:bought|purchased|owns?|paid for|gave|gives|provided|provides|issued|issues|ordered)(?: me| us)?\b[^.]{{0,30}}\b{MACHINE}\b(?! (?:program|software|licen[sc]e|case|bag))|"
        rf"\b{MACHINE}\b[^.]{{0,45}}\b(?:our|my|the) {_OWNER}(?: has| have| had)? (?:bought|purchased|owns|paid for|gave|provided|issued|ordered|set up)\b|\b{MACHINE} (?:that |which )?(?:they|i was|was|we were|i got|they had)(?: \w+){{0,3}} (?:at|by|from) (?:work|my (?:department|office|lab|boss|employer)|the (?:department|office|university|lab))\b|"
        rf"\bwork-?issued \w+|\b{MACHINE} (?:that |which )?(?:runs|controls|drives|operates|(?:is |was )?(?:attached|connected|hooked(?: up)?|wired) to) (?:our|the|my) {_INSTRUMENT}|\b(?:office|department|lab|unit|group|university|employer|school|company)'s {MACHINE}\b|"
        r"\b(?:tower|cpu|box) (?:under|on|beside|next to) (?:my|the|our) desk\b[^.]{0,20}\b(?:at (?:the office|work)|in (?:my|our|the) office)",
        "computer|pc|desktop|workstation|laptop|machine|mac|dell|thinkpad|surface|tablet|ipad|chromebook|issued|tower|cpu|box",
    ),
)
"""Cues beside those of ``partner.py``."""
