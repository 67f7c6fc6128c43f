"""Is a service that is mentioned said not to be the matter, to work, or only to have been passed on the way?

Comes in: a sentence and the place of a service's name in it. Goes out: yes or no.
Never: knows the services; weighs a mention.
"""

import re

from mailroute.evidence import service_words as words
from mailroute.evidence.gate import Gated
from mailroute.evidence.reading import Reading

_MY = r"(?:the |my |our |your |uw |campus |wisc |old |an? )*[\"']?$"
_NOT_IT_BEFORE = Gated(
    r"(?:\b(?:it|that|this|problem|trouble|cause|culprit|reason|issue|fault)(?:'s| is| was)? ?(?:isn't|is not|wasn't|was not|not|can'?t be|cannot be|couldn't be|hardly|surely not|certainly not|probably not|clearly not|won't be|can hardly be)"
    r"|\b(?:don'?t|do not|doesn'?t|can'?t|hardly|didn'?t) (?:think|believe|suppose|guess|seem|imagine|reckon)(?: that)? (?:it'?s|it is|this is|that it'?s|it to be|it has (?:anything )?to do with|to be)|\bdoubt (?:that )?(?:it'?s|it is|this is)"
    r"|\b(?:ruled?|ruling) out|\bexcluded?|\bnothing to do with|\bdo(?:n'?t| not) need (?:any )?(?:help|support|assistance) (?:with|for|in|on)"
    r"|\bno (?:trouble|problems?|issues?|difficulty|difficulties)(?: at all| whatsoever)? (?:in|with|on|at|getting into|getting in|getting on|opening|using|reaching)"
    r"|\b(?:no difference|doesn'?t matter|does not matter|regardless of|irrespective of|no matter)(?: if| whether)(?: i| we)(?: \w+){1,3}?)\s+"
    + _MY
)
_DENYING = (
    "not",
    "n't",
    "hardly",
    "doubt",
    "out ",
    "exclud",
    "no ",
    "difference",
    "matter",
    "regardless",
    "irrespective",
)
"""Each of these denials holds one."""
_NO_MATTER = Gated(r"(?:^|[.;,(] ?)(?:no|not an?) " + _MY)
_NO_MATTER_AFTER = re.compile(r"^(?: (?:thing|matter|issue|problem|question|involved|needed|here))+\b")
_I_CAN = Gated(
    r"(?<!so )(?<!that )(?<!before )(?<!until )(?<!if )(?<!whether )(?<!where )(?<!how )(?<!unless )\bi(?:'m| am)?(?: can| could| am able to| able to)(?: still| also| even| easily| now)? (?:open|get (?:in ?)?to|use|reach|access|log ?in ?to|sign ?in ?to|log on to|connect to)(?: [\w@.+-]+(?: [\w@.+-]+)?,?(?: and| or)?){0,3}? (?:the |my |our |uw )*$"
)
_CAN_ENDS = re.compile(
    r"^(?:,? (?:and|or|&) [\w@+.-]+){0,2}(?:\s*[.,;!]|$| (?:as (?:always|usual|ever|before)|just|fine|like|normally|without|with no|from|all right|though|ok|okay)\b)(?!\s*(?:but|only|then|except|however))"
)
_NOT_IT_AFTER = Gated(
    r"^[\"')]?(?:'s)?,? (?:(?:has|have|had) nothing to do with|(?:isn't|is not|aren't|wasn't|was not|'s not|are not)(?: really| even| at all)? (?:to blame|the (?:problem|issue|cause|trouble|culprit|reason|matter|question|point|one|thing)|involved|affected|it\b|what i (?:mean|need|want|am|'m)|my (?:problem|trouble|issue|concern))|"
    r"(?:can|could|may) be (?:ruled out|excluded)|(?:is|was|are) (?:ruled out|excluded)|(?:gives?|gave|makes?|made|causes?) (?:me|us) no (?:trouble|problems?|grief|issues?)|on or off\b|(?:or not|with or without)\b[^.]{0,20}(?:no difference|the same|same)|"
    r"(?:is|was|are) (?:on|up|connected|strong|fast|active|stable|green)(?=\s*(?:[.,;!)]|$| and (?:strong|running|stable|connected|fine|fast)))|"
    r"(?:opens?|loads?|starts?|connects?|launches|responds|behaves|comes? up|goes through|runs|syncs|prints|logs me (?:in|on))(?: up| at once| right away| quickly| instantly| normally| without (?:a |any )?(?:problems?|trouble|issues?|error|hitch))?(?=\s*(?:[.,;!]|$))(?!\s*[,;]? ?(?:but|then|and then|only|except|however|yet|and (?:closes|drops|stops|dies)))|"
    r"(?:i|we) can (?:manage|handle|do)\b|(?:does|do|did) what (?:it|they) should)"
)
_PASSED_BEFORE = Gated(
    r"\b(?:after|past|pass(?:ed)?(?: through)?|through|beyond|behind|accept(?:ed|ing)?|approv(?:e|ed|ing)|confirm(?:ed|ing)?|answer(?:ed|ing)? yes to|ok'?d?)(?: (?:the|my|a))?(?: (?:netid|login|password|page|screen|duo)){0,3}(?:,? and| \+|/)?(?: the)? $|\blog(?:ged)? in (?:just )?(?:fine|ok|okay|normally|without (?:a )?problems?),? (?:with )?$"
)
_PASSED_AFTER = Gated(
    r"^(?: (?:mobile|push|pushes|prompt|request|notification|code|app|screen|page|step|login))*(?:(?: (?:pops? up|comes? up|asks?(?: me)?|prompts?(?: me)?|buzzes|pings?|shows up|appears|arrives|works))?,? (?:and|so|which|then|,)? ?(?:i|i then) (?:tap|press|hit|click|approve|accept|confirm|allow|say|answer|okay|ok|let|enter|type)|"
    r" (?:and all\b|accept(?:s|ed)|is (?:satisfied|happy|done)|goes through|went through|succeed(?:s|ed)|approve[sd]|says (?:ok|yes|success|approved))|,? (?:and|which) (?:i )?(?:accept|approve|confirm|allow)|,? i (?:tap|press|hit) )"
)
PASSED = 0.6
"""What is left of a login that one gets through: it counts where nothing else is named."""


def denied(reading: Reading, low: str, start: int, before: str, after: str) -> bool:
    """Said not to be the matter: "not about Canvas", "Canvas works fine", "everything else works, Canvas too"."""
    rest = words.ELSE_FINE.search(low) if reading.may(words.ELSE_FINE) else None
    if (reading.may(words.ALL_BUT) and words.ALL_BUT.search(before)) or (
        rest and words.EXCEPT.search(low[rest.start() : start])
    ):
        # what is excepted from all that works is the trouble
        return False
    if reading.may(words.DENIED_BEFORE) and words.DENIED_BEFORE.search(before):
        return True
    if _not_it(reading, before, after):
        return True
    fine = words.FINE_AFTER.match(after) if reading.may(words.FINE_AFTER) else None
    if fine:
        turned = words.BUT.match(after[fine.end() :])
        if not (turned or words.FINE_DENIED.search(fine.group()) or words.FINE_DENIED.search(before[-12:])):
            return True
    return rest is not None and start > rest.start()


def _not_it(reading: Reading, before: str, after: str) -> bool:
    if reading.may(_NOT_IT_BEFORE) and any(word in before for word in _DENYING) and _NOT_IT_BEFORE.search(before):
        return True
    if reading.may(_NOT_IT_AFTER) and _NOT_IT_AFTER.match(after) and not words.FINE_DENIED.search(before[-12:]):
        return True
    if reading.may(_I_CAN) and _I_CAN.search(before) and _CAN_ENDS.match(after):
        return True
    return bool(
        "no" in before and reading.may(_NO_MATTER) and _NO_MATTER.search(before) and _NO_MATTER_AFTER.match(after)
    )


def passed(reading: Reading, before: str, after: str) -> bool:
    """A login that lets one through: "I approve the Duo push, then ...", "after Duo"."""
    return bool(
        (reading.may(_PASSED_BEFORE) and _PASSED_BEFORE.search(before))
        or (reading.may(_PASSED_AFTER) and _PASSED_AFTER.match(after))
    )


def only_busy(before: str, after: str) -> bool:
    """Sitting in calls: "I'm on Zoom calls until 3"."""
    return before.endswith((" on ", " in ")) and words.BUSY_AFTER.match(after) is not None
