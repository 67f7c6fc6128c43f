"""Does somebody of the channel take a chat?

Comes in: the newest words of an answer to our request. Goes out: a Finding. Never: takes a question, a "not me" or a
program's receipt for a claim: a chat that nobody has taken must go on by mail.
Source: PROCEDURE, rule 12 ("5 minutes later, unclaimed"); the letter to the channel says that "mine" is enough.
"""

import re

from mailroute.finding import Doubt, Evidence, Finding

MOST_WORDS = 60
"""Of a claim: an agent in a hurry writes few."""

_CLAIMS = re.compile(
    r"^(?:mine|me|claim(?:ed|ing)?|taken|taking(?: (?:it|this)(?: one)?)?|yes|yep|ok(?:ay)?|sure|on it|got it|i do|will do|i can)\b"
    r"|\b(?:it's|that's|this is|this one is|this one's|is) mine\b|^mine\b"
    r"|\bi(?:'ll| will| can| shall|'m|'ve| have| am)? ?(?:gladly |just |now |already )?(?:take|taking|taken|took|claim|claimed|claiming|got|get|grab|grabbed|handle|handling|help|helping|have|do|answer|answering|talk(?:ing)?|chat(?:ting)?|on) (?:it|this|that|him|her|them|the chat|the customer|with)\b"
    r"|\bi(?:'ve| have)? (?:got|have) (?:it|this|that)\b|\bi(?:'m| am) on (?:it|this)\b|\b(?:my|our) chat\b"
)
_NOT = re.compile(
    r"\?|\b(?:not|n't|never|no|nobody|none|cannot|unable|busy|away|lunch|meeting|out of|somebody|someone|anybody|anyone|who|else|later|tomorrow|after|if|unless|wrong|too late|received|posted|delivered|forwarded|queued|automatic\w*|please)\b|n't\b"
)
_SENTENCE = re.compile(r"(?<=[.!;])\s+|\n+")


def claim(text: str) -> Finding[bool]:
    """True when the words take the chat. Words that may mean it or not are a doubt, and no claim."""
    plain = text[:4000].replace("\u2019", "'").lower()
    words = " ".join(plain.split())
    evidence = (Evidence("body", words[:200]),) if words else ()
    sentences = [one for part in _SENTENCE.split(plain) if (one := " ".join(part.split()).strip("-*\"'. "))]
    if len(words.split()) > MOST_WORDS or not any(_CLAIMS.search(one) for one in sentences):
        return Finding(False, 0.9, evidence, doubt=Doubt("it does not say that somebody takes the chat"))
    if any(_NOT.search(one) for one in sentences):
        return Finding(False, 0.6, evidence, alternatives=(True,), doubt=Doubt("does somebody take the chat?"))
    return Finding(True, 0.95, evidence)
