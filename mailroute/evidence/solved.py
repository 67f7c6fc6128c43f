"""Does the customer say that the matter is solved?

Comes in: a Reading. Goes out: a Finding. Never: closes a case. Source: PROCEDURE ("solved, thanks").
"""

from mailroute.evidence.gate import Gated
from mailroute.evidence.reading import Reading
from mailroute.finding import Finding

_SOLVED = Gated(
    r"\b(?:(?:it|this|that|everything|all|the (?:problem|issue|matter))(?:'s| is| has been| was| got)? (?:now |all |already )?(?:solved|resolved|fixed|sorted(?: out)?|taken care of|working (?:again|now)|good now)|"
    r"(?:problem|issue|matter) (?:is |has been )?(?:solved|resolved|fixed)|it works (?:again|now)|works (?:again|now)|never ?mind(?! (?:the|about|that|what|my|how))|no longer (?:need|an issue|a problem)|(?:please |you can )close (?:the|this|my) (?:ticket|case|request)|"
    r"(?:i )?(?:figured|worked) it out|solved,? thanks|no need (?:to (?:reply|answer|do anything)|anymore))\b|^(?:solved|resolved|fixed)\b"
)
_TROUBLE_LEFT = Gated(
    r"\b(?:thought|told|said|says|hoped|assumed|on my (?:phone|other|ipad|tablet)|blank|will not|won't|can't|cannot|does not|doesn't|error|broken|only|except)\b"
)
_STILL = Gated(
    r"\b(?:not (?:yet )?(?:solved|resolved|fixed|working)|still|but now|another|new (?:problem|question|issue)|other question|also)\b"
)
LONGEST = 60


def solved(reading: Reading) -> Finding[bool]:
    """True when a short newest text says so and asks nothing more."""
    if len(reading.low.split()) > LONGEST or reading.told(_STILL) or reading.told(_TROUBLE_LEFT):
        return Finding(False, 0.95)
    for sentence in reading.body if reading.told(_SOLVED) else ():
        if _SOLVED.search(sentence.low) and "?" not in sentence.low:
            return Finding(True, 0.93, (sentence.evidence(),))
    return Finding(False, 0.97)
