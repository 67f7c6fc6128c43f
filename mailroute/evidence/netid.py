"""Where does the text state a NetID?

Comes in: a Reading or one sentence. Goes out: the NetID with its sentence, or the places where one is stated.
Never: takes an address alone for a NetID. Source: PROCEDURE, readings ("A stated NetID is named as such").
"""

import re
from functools import lru_cache

from mailroute.evidence.reading import Reading, quote, sentences_of
from mailroute.finding import Finding

_WORD_OF_A_NETID = r"[\"'(<]?([a-z][a-z0-9]{1,15}(?:-fx)?)\b(?:@wisc\.edu)?"
_BETWEEN = (
    r"(?: (?:for|of) (?:me|mine|this)| you (?:want|need|are looking for|asked for|will want)| to use| i use| on file|,? ?\(?(?:if|in case|should|since|as|for) (?:you|it|that|anyone|this)[^.:;,)]{0,30}[,)]?)?"
    r"(?: (?:would|should|will|must|might|ought to) be|,? (?:still |also |now |of course )?(?:is|remains|happens to be|reads|goes)(?: still| now| simply| just)?| ?[:=]| being)"
)
_STATED = re.compile(
    rf"\bnet[- ]?id(?:[- ]?name| username| again| once more| \((?:uw|wisc|mine|uw-madison|if needed|login)\)| of (?:the )?(?:customer|user|person|requestor|requester|employee))?\s*(?:\(?(?:is(?: the)?\b|'s\b|it'?s\b|:|=|~|#|/|\?|\.{{2,}}+|_{{2,}}+|-|->|\u2192|\||was\b)\s*+)+(?:also |just |still )?{_WORD_OF_A_NETID}"
    rf"|\bnet[-. ]?id(?P<between>{_BETWEEN})\s*{_WORD_OF_A_NETID}"
    rf"|\bnet[- ]?id,?\s+(?P<bare>{_WORD_OF_A_NETID})"
    rf"|\b([a-z][a-z0-9]{{2,15}}) (?:is|=) (?:my|her|his|the) net[- ]?id\b"
    rf"|\b([a-z][a-z0-9]{{2,15}})(?:,? (?:that'?s|this is|that is|which is|being) |,? \((?:that'?s |this is |that is |= ?)?)my (?:uw )?net[- ]?id\b"
    rf"|\b([a-z][a-z0-9]{{2,15}}) \(net[- ]?id\)|\b(?:i'm|i am|known as) ([a-z][a-z0-9]{{2,15}}) (?:as|by) net[- ]?id\b"
    rf"|\bnet[- ]?id[;,.:]? (?:and |so )?(?:mine|it)(?:'s| is) {_WORD_OF_A_NETID}"
    rf"|\bnet[- ]?id\s*\(\s*([a-z][a-z0-9]{{1,15}})\s*\)(?! (?:is|:))"
    rf"|\b(?:as|am|me) ([a-z][a-z0-9]{{2,15}})(?: \w+){{0,3}}, (?:that'?s|this is|that is|which is) my (?:uw )?net[- ]?id\b"
)
_UNKNOWN = re.compile(
    r"\b(?:what|which|forg[eo]t\w*|remember|know|recall|no|without|have|got|need|get|new|an?)(?: is| what)?(?: my| the| an?| your| his| her)? $"
)
_UNKNOWN_TO_ME = re.compile(
    r"\b(?:(?:know|remember|recall|sure) (?:what |if |about )?(?:a|my|the|your)?|(?:have|got|given|want|wants|(?<!i )(?<!we )(?:need|needs)|ask(?:ed)? for|give you|put|send(?: you)?|tell you|write|state) (?:no|a|my|the|your)?|no|without an?|what(?:'s| is) an?) $"
)
_USED_BY_ME = re.compile(
    r"(?:^|[,;(-] ?|\band |\bbut |\bso )(?:i|we)(?:'m|'re|'ve| am| are| have| can| do)? (?:\w+ly |always |still |now |just |also )?(?:logg?(?:ed|ing)?|sign(?:ed|ing)?|get|got) (?:in|on)(?: \w+)? (?:with|using|by|under|as) (?:my|our|the) (?:uw |own |usual )?$"
)
"""Signing in as one always does: what one signs in with is not the matter."""
_ALL_RIGHT = re.compile(
    r"net[- ]?id(?: (?:and|or|&) (?:the |my )?(?:password|duo|pw|login))*,? (?:(?:is|are|was|were|both|itself|all|still|seems?|too|also) )*(?:right|correct|fine|ok|okay|good|valid|active|in (?:my|the) (?:signature|subject|footer|form)|below|above|at the (?:bottom|top|end)|on (?:file|request|record)|attached|unaffected|not the (?:problem|issue|trouble))\b"
)
_ANOTHERS = re.compile(
    r"\b(?:her|his|their|whose|\w+'s)(?: \w+)? $|\b(?:student|employee|advisee|worker|colleague|user|person)\b[^.]{0,20}\($"
)
_MINE = re.compile(
    r"\bnet[- ]?id ?\?\n(?:it'?s |that'?s |mine is )?([a-z][a-z0-9]{1,15}(?:-fx)?)[.!]?(?:\n|$)|"
    r"\bnet[- ]?id\b[^.!?]{0,30}[;,.:]?\s(?:and |so )?mine(?:'s| is)\s([a-z][a-z0-9]{1,15}(?:-fx)?)\b"
)
_NO_NETID = frozenset(
    "a about anymore access account activation activations active after again also an and are as asks at back because been before but by can cannot cant comes could credential credentials did didn do does doesn "
    "doesnt each email error expired expires f for from gets got had has have he help her here him his how i id if in inactive instead into is isn isnt issue issues it its just keep keeps know "
    "let locked log logged login logins logon lost mail me mfa mine my name never new no not now of off ok old on once one only or our out page pages pass password passwords please pop portal problem "
    "prompt prompts question recovery reset say says screen see set she should show shows sign signin since site so some something still stopped stops system than that the their them then there they this "
    "through to too tried trouble unknown until up used user username using very was we went were what when where which while who why will with without won wont work worked working works would wrong "
    "yes yet you your none unknown required invalid correct incorrect valid below above attached enclosed same needed merged deleted great nice good fine ready right wrong useless necessary signature file pending blocked suspended unaffected possible identical different open safe linked tied shared duo vpn web website activated deactivated disabled locks log-in number numbers same first last part before fails failed needs need given requested change changed".split()
)


def stated_netid(reading: Reading, *, of_author: bool = True) -> Finding[str] | None:
    """The first NetID that the subject, the newest text or the author's own signature block states.

    ``of_author``: the author is the customer, so that "her NetID is ..." is somebody else's.
    """
    in_signature = sentences_of(reading.signature, "signature") if "net" in reading.signature.lower() else ()
    for sentence in (*reading.sentences, *in_signature):
        for begin, _, token in statements(sentence.low):
            if of_author and _ANOTHERS.search(sentence.low[:begin]):
                continue
            return Finding(token, 0.96, (sentence.evidence(),))
    # "you want a NetID; mine is ..." runs over the sentence's end
    mine = _MINE.search(reading.low) if "id" in reading.low else None
    token = (mine.group(1) or mine.group(2)) if mine else ""
    if mine and token not in _NO_NETID:
        return Finding(token, 0.9, (quote("body", mine.group()),))
    return None


def not_the_matter(low: str, start: int) -> bool:
    """True where "NetID" stands for the number itself, stated or not known: it is no mention of the service."""
    field = re.match(r"net[- ]?id\s*(?:[:=|]|$|\()", low[start:]) or re.fullmatch(r"net[- ]?id ?\?", low)
    return (
        bool(field)
        or bool(_ALL_RIGHT.match(low[start:]))
        or bool(_USED_BY_ME.search(low[:start]))
        or any(begin <= start < end for begin, end, _ in statements(low))
        or bool(_UNKNOWN_TO_ME.search(low[:start]))
    )


@lru_cache(maxsize=256)
def statements(low: str) -> tuple[tuple[int, int, str], ...]:
    """Each statement of a NetID in a sentence in lower case: where it begins and ends, and the NetID."""
    found: list[tuple[int, int, str]] = []
    if "net" not in low:
        return ()
    for match in _STATED.finditer(low):
        bare = match.group("bare")
        between = match.group("between")
        token = next((group for group in match.groups() if group and group not in {bare, between}), "") or (bare or "")
        unknown = _UNKNOWN.search(low[: match.start()])
        if (
            not token
            or unknown
            or token in _NO_NETID
            or ((bare or between) and not _stands_as_a_name(token, low[match.end() :]))
        ):
            continue
        found.append((match.start(), match.end(), token))
    return tuple(found)


def _stands_as_a_name(token: str, rest: str) -> bool:
    """True for "NetID rsingh2" names one; "NetID lets me": what follows is punctuation, the end, or another field."""
    if any(character.isdigit() for character in token):
        return True
    return bool(
        re.match(
            r"[\"')>]*\s*(?:$|[.,;:/|()\u2022-]|(?:and|best|e-?mail|phone|my|please|reply|you can|contact|tel|on|cell|desired|preferred)\b)",
            rest,
        )
    )
