"""Does the mail say what happens, or what is wanted?

Comes in: a Reading. Goes out: the describing sentence, or nothing. Never: judges which service.
Source: PROCEDURE, "What is gathered" ("I have a question about Workday" is no description).
"""

import re
from collections.abc import Sequence

from mailroute.evidence.gate import Gated
from mailroute.evidence.reading import Reading, Sentence
from mailroute.finding import Finding

CONTENT_WORDS = 2
TELLING_WORDS = 5
LONG_SENTENCE = 11
_SAYS_NOTHING = re.compile(
    r"\b(?:i(?:'ve| have| had|'m having| am having|'m| am)?(?: got)? (?:a |an |some |two |the |another )?(?:quick |small |general |short )*(?:questions?|problems?|troubles?|issues?|difficult(?:y|ies))(?: here)?(?: with| about| regarding| concerning| on| in| using| accessing)?|"
    r"(?:i |we )?(?:need|want|would like|could use|require|am looking for|'d like)(?: some| your| a bit of| any)? (?:help|assistance|support|info(?:rmation)?)(?: with| about| on| for| in| regarding| using)?|(?:please |can you |could you |can someone |could someone |can anyone |could anybody |somebody |someone |anyone |pls )*(?:help|assist)(?: me| us)?(?: out)?(?: please)?(?: with| on| about)?|"
    r"who (?:do|should|can|could) i (?:talk|speak|write|turn|go|contact|ask|reach out|e-?mail)(?: to)?(?: about| for| with| regarding)?(?: this| that| it)?|(?:is this|are you) the right (?:place|people|address|person|team)|what (?:do|should|can) i do(?: now)?|(?:can|could|would) (?:you|someone|somebody|anyone)(?: please)? (?:call|contact|help|get back to|reach out to|assist|ring|phone|talk to)(?: me| us)?(?: back| about| with)*|"
    r"please (?:call|contact|advise|get back to|ring|phone)(?: me| us)?(?: back)?|call me|(?:it|that|this|which)? ?(?:just |still |simply )?(?:is|are|'s|was)?(?: just| still| simply)? ?(?:does(?: not|n't)|do(?: not|n't)|did(?: not|n't)|not|isn't|is not|won't|will not|wont|doesnt|dont) (?:seem to )?(?:work(?:ing)?|function\w*)(?: at all| any ?more| for me| again| properly| right| today| right now)*|"
    r"(?:it |that )?(?:is |'s )?(?:broken|acting up|messed up|acting weird|being weird|down)(?: again| for me)?|(?:it )?(?:won'?t|will not|wont|doesn'?t|does not|doesnt|isn'?t|not) let(?:ting)? me (?:in|on|do anything)|(?:i )?(?:can'?t|cannot|can not|cant) (?:get (?:in|on)|access|use|get into)(?: to)?(?: it)?(?: any ?more)?|"
    r"(?:something|anything) (?:is |'s )?(?:wrong|off|broken)(?: with| in)?|(?:asap|urgent(?:ly)?|important|thanks?(?: you| so much| a lot| in advance| for \w+(?: \w+)?)?|thx|best(?: regards| wishes)?|regards|sincerely|cheers|kind regards|have a (?:nice|great|good) \w+)|"
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|greetings|to whom it may concern)(?: (?:help ?desk|team|there|all|folks|everyone|doit|it|support|sir|madam|or))*|my name is [\w' -]+|i(?:'m| am) (?:an? |the )?(?:new |\w+ )?(?:student|employee|professor|staff|advisor|instructor|ta|grad student|junior|senior|sophomore|freshman|postdoc)\b(?: (?:in|at|of|with) [\w &]+)?)"
)
_ONLY_ASKS_FOR_THE_DESK = Gated(
    r"\b(?:(?:is this|is that|are you(?: people| guys| folks)?|am i(?: at| in| with)?|if (?:this|you)(?: is| are)|not sure (?:whether|if) (?:this|you)(?: is| are)|hope (?:this|you)(?: is| are)|you(?:'re| are))(?: still| even| all)? (?:here |at |in |with )?(?:the |an? )?(?:right|correct|proper|wrong|best) (?:desk|place|people|person|ones?|team|spot|office|address|department|folks|contact|party|inbox|mailbox|here)(?: here)?(?: to (?:ask|contact|write to|turn to|talk to|e-?mail|go to)(?: about| for| with| regarding)?| for| about| with)?|"
    r"(?:who(?:'s|se| is| are| would be| might be| may be| can be)?|point me (?:to|at|towards)|direct me to|put me (?:in touch|through|in contact)(?: with| to)?|connect me (?:with|to)|tell me who|let me know who|refer me to|looking for|find|reach|i need|need)(?: is| are| the| an?| your)* (?:the |an? )?(?:(?:right|best|proper|correct|responsible|good) )?(?:person|people|contact|team|one|ones|expert|specialist|guy|someone|somebody)(?: (?:to (?:ask|talk to|contact|speak (?:to|with)|write to|turn to)|in charge|responsible|who (?:knows?|handles|does|can help|deals with)|that (?:knows?|handles|does)))?(?: with| about| for| of| on| regarding)?|"
    r"who (?:handles|does|deals with|looks after|takes care of|knows(?: about)?|supports|runs|owns|covers|(?:is|are) (?:in charge of|responsible for))|(?:do|can|does) (?:you|your (?:team|desk|office)|the help ?desk)(?: people| guys| folks| also)? (?:do|support|handle|cover|deal with|look after|know(?: about)?)|is (?:it |this )?(?:\w+ )?something (?:that )?(?:you|your (?:team|desk)) (?:help|deal|do|can help)(?: with)?|"
    r"(?:i(?:'ve| have)?|there(?:'s| is)|got)(?: got| have)? (?:something|a (?:thing|matter|point|query)|one thing|a couple of things|an? (?:\w+ )?question)(?: that)?(?: i(?:'d| would)? (?:like|want|need|wanted))? (?:to )?(?:ask|discuss|clear up|raise)(?: you)?(?: about)?|(?:may|can|could) i (?:just |quickly )?(?:ask|bother|trouble|bug|pick your brains?)(?: you)?(?: (?:something|a question|a thing))?(?: about| with| on)?|"
    r"(?:need|could use|want|would like|lend me|give me|looking for)(?: me)? (?:a |some |your )?(?:quick |little |bit of |small )*(?:hand|hands|expertise|advice|guidance|pointers?|aid|expert help|walk-?through)(?: please)?(?: with| on| about| in| from)?|walk me through|(?:would |'d )?appreciate (?:some |any |a bit of |your )?(?:help|assistance|support|advice|guidance)|any chance of|help needed|needed|"
    r"(?:i(?:'d| would) like to|i want to|can i|could i|may i|let me) (?:talk|speak|discuss|chat)(?: (?:to|with) (?:you|someone|somebody|anyone))?(?: (?:who knows|about|on|regarding))*|(?:i(?:'m| am)|we(?:'re| are)|been) (?:struggling|wrestling|fighting|battling|stuck|lost|having (?:some |a |a few |little )?(?:difficult\w+|trouble|problems?|issues?))(?: with| in)?|(?:is |keeps )?(?:giving|causing) (?:me|us) (?:trouble|grief|problems?|a headache|headaches|a hard time|difficulties|issues)|(?:hates|dislikes) me|driving me (?:crazy|nuts|mad|up the wall)|"
    r"(?:a (?:bit|kind|sort) of )?an? situation(?: here)?(?: with)?|having a (?:hard|tough|difficult|rough|bad) time(?: with)?|(?:go|talk|run|walk) (?:over|through)(?: (?:it|this|them|things))?(?: with (?:you|someone|me))?(?: (?:regarding|about|on))?|"
    r"(?:would |i'd |'d )?(?:love|like|appreciate|welcome|be glad|be happy)(?: to)? (?:hear(?:ing)? (?:back )?from (?:you|someone|somebody)|an? (?:phone )?(?:call|callback|call back|reply|response|visit|ring)(?: back)?)|at your (?:earliest |own )?(?:convenience|leisure)|(?:a couple of|some|a few|several) (?:things|points|matters|items)|"
    r"(?:when is|what(?:'s| is)) a good time(?: to (?:call|talk|come by))?|do you have (?:a minute|time|a moment)|when can i (?:call|come|talk)|(?:please |can you |could you )*(?:get in touch with|give) (?:me|us)(?: a (?:call|ring|buzz))?|(?:i was|i(?:'ve| have) been|i am|someone|somebody|they|my \w+|a \w+|he|she)(?: (?:told|said(?= (?:to|you)\b)|says(?= (?:to|you)\b)|advised|referred|suggested|recommended|sent))(?: me)?(?: to (?:you|ask you|write to you|write you|contact you|try you|come to you|turn to you|e-?mail you))?(?: (?:about|for|with|regarding|on))?(?: you are the (?:right )?(?:people|ones|person|team)(?: for)?)?|"
    r"(?:my|the|this|a|one|quick|short|small|little|general|brief|simple) (?:question|query|concern|matter|issue|problem|request)s?(?: (?:concerns?|is about|regards|is on|with|about|re|on|in))?|(?:it|this) is (?:all )?about|it's about|i(?:'m| am) writing about|same (?:problem|trouble|issue|thing) (?:with \w+ )?as (?:last time|before|yesterday|always)|nothing urgent|not urgent|no (?:rush|hurry)|(?:both|all) (?:short|quick|small)|otherwise|if so|if not|acting (?:strange|funny|odd|weird|up)|is acting up)\b"
)
"""Asking for the right desk or person, or for help at large."""
_TELLS = re.compile(
    r"\b(?:crash(?:es|ed|ing)?|freez(?:es|ing)|froze|frozen|hangs|hung|(?:logs?|kicks?|throws?|signs?|boots?) (?:me|us|you|her|him|them) (?:out|off)|blank|greyed|grayed|twice|duplicated?|doubled?|vanish(?:es|ed)|disappear(?:s|ed)|rejects?|rejected|refuses|refused|spins|loops|bounces?|bounced|expired|locked|overwritten|deleted|negative|unauthori[sz]ed|denied|times out|timed out|keeps \w+ing|gone|missing|lost|wrong|empty)\b|"
    r"\b(?:how|when|where|why|who) (?:do|does|did|can|could|should|would|will|is|are|approves?|adds?|sets?|changes?|gives?|enters?)\b(?! i (?:talk|speak|write|turn|go|contact|ask|reach|e-?mail|call)| (?:in charge|responsible|you (?:handle|support)))|\bcan i \w+(?! with| about)\b"
)
"""Words that tell a trouble or a wish on their own: a word beside them is enough."""
_HOW_TO = re.compile(r"\bhow (?:do|can|would|should|could) (?:i|we) \w")
_ACCESS = re.compile(
    r"\b(?:need|needs|want|wants|request\w*|like|grant|give|get|have|lost|lose|without|restore|remove|no|had|add)\b[^.?!]{0,30}\b(?:access|permissions?|rights|role)\b"
)
_ABOUT_CONTACT = re.compile(
    r"\bnet-?\s?id\b[^a-z]*(?:is|:|=)?|[\w.+'-]+@[\w.-]+|\b(?:best|preferred|desired|reply|contact|reach|e-?mail|address|phone|cell|ext|answer|write)\b|\+?[\d() .-]{7,}"
)
_CONTACT_CLAUSE = re.compile(
    r"\b(?:my |the |uw )*net-?\s?id(?: is| would be|'s|:| =)? ?[a-z][a-z0-9-]{1,15}\b|"
    r"\b(?:and |the |my |please |pls |you can |you may |kindly |also )*(?:best|easiest|right|good|preferred|only|surest|quickest|reach|write|answer|reply|e-?mail|mail|contact|get|send|use|find|catch|respond|prefer)\b[^.;,@]{0,60}@[\w.-]+(?:,? (?:as|because|since|while|until|for) (?:i|we)\b[^.;,]*)?"
)
"""Where one is reached and why there: it may be long and still says nothing of the matter."""
_STOP = frozenset(
    "a about after again all also always am an and any are as asap at back be because been but by can cannot could did do does doing don done for from get getting go got had has have he help her here him his how i if in into is "
    "isn it its just know let like lol m may me might mine more my need never new no not now of off ok on one only or our out please pls re really s she should since so some still t than thank thanks that the their them then there they "
    "thing things this those through time to today too try trying us use using ve very want was way we well were what when where which while who why will with would yes yet you your regarding question questions problem problems issue "
    "issues trouble help working work works access account system site page app application website fw fwd hello hi dear sent one two everything something anything someone anyone talk look morning afternoon uw madison doit desk "
    "re x d ll fx wisc edu netid email address sis workday".split()
)
_WORDS = re.compile(r"[a-z0-9][a-z0-9'-]*")


def _content(sentence: Sentence, names: Sequence[str], *, asks: bool) -> int:
    """How many words say something, once names, greetings, vague complaints and contact lines are taken away."""
    rest = sentence.low
    if "@" in rest:
        rest = _CONTACT_CLAUSE.sub(" ", rest)
    said = sum(1 for word in _WORDS.findall(rest) if len(word) > 2 and word not in _STOP)
    if said <= 1 or said >= LONG_SENTENCE:
        # no vague phrase has so many words of its own
        return TELLING_WORDS if said > 1 else said + 2 if said and _ACCESS.search(rest) else 0
    for name in names:
        rest = rest.replace(name, " ")
    rest = _ABOUT_CONTACT.sub(" ", _SAYS_NOTHING.sub(" ", " ".join(rest.split())))
    words = _words(rest)
    if asks and 0 < words < TELLING_WORDS and _ONLY_ASKS_FOR_THE_DESK.search(rest):
        rest = _SAYS_NOTHING.sub(" ", _ONLY_ASKS_FOR_THE_DESK.pattern.sub(" ", " ".join(rest.split())))
        words = _words(rest)
    if not 0 < words <= CONTENT_WORDS:
        return words
    return words + bool(_TELLS.search(rest)) + 2 * bool(_HOW_TO.search(rest) or _ACCESS.search(sentence.low))


def _words(rest: str) -> int:
    return sum(1 for word in _WORDS.findall(rest) if word not in _STOP and len(word) > 2)


def describe(reading: Reading, names: Sequence[str] = ()) -> Finding[str] | None:
    """The sentence that says most, when it says enough; a telling subject alone is enough as well.

    ``names`` are the words that name the services (lower case): naming one is not yet a description.
    """
    asks = reading.may(_ONLY_ASKS_FOR_THE_DESK)
    best: tuple[int, Sentence] | None = None
    for sentence in reading.body:
        content = _content(sentence, names, asks=asks)
        if best is None or content > best[0]:
            best = (content, sentence)
        if content >= TELLING_WORDS:
            return Finding(sentence.text[:300], 0.93, (sentence.evidence(),))
    if best is not None and best[0] > CONTENT_WORDS:
        return Finding(best[1].text[:300], 0.9, (best[1].evidence(),))
    if reading.old_subject and (best is None or best[0] < CONTENT_WORDS):
        # whatever an old subject tells is not enough then
        return None
    in_subject = max((_content(sentence, names, asks=asks) for sentence in reading.subject), default=0)
    if best is not None and best[0] == CONTENT_WORDS and in_subject > 1:
        return Finding(best[1].text[:300], 0.9, (best[1].evidence(),))
    if in_subject > CONTENT_WORDS and not reading.old_subject:
        return Finding(reading.subject[0].text[:300], 0.8, (reading.subject[0].evidence(),))
    return None
