"""What does HDQA answer to "is this ES-supported?"?

Comes in: HDQA's newest words, what we had asked, the day. Goes out: a Finding: yes or no, and for how long, or the
doubt that a person must settle. Never: takes anything for an answer that is not plainly one; knows the case.
Source: PROCEDURE, rules 15 to 17; the consult letter says which words are understood for certain.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from mailroute.evidence.until import Until, until
from mailroute.finding import Doubt, Evidence, Finding

STANDS = timedelta(days=365)
"""How long a standing ruling holds when HDQA names no day; the consult letter says so."""

MOST_WORDS = 80
"""Of an answer. Who explains more than that has more to say than yes or no."""

CANDIDATES = ("ES-supported", "not ES-supported")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``es``: it is ES-supported. ``until``: the last day of a standing ruling for the whole service; None: none."""

    es: bool
    until: date | None = None


_ES = r"(?:es|enterprise support|es[- ]support(?:ed)?|pick ?2)"
_IT = r"(?:it|this|that|this one|that one|it all|the case|this case|[\w ]{2,40}?)"
_NOT = r"(?:not|n't|never|no longer|isn't|aren't|doesn't|don't|won't|cannot|can't)"
_YES = re.compile(r"(?:yes|yep|yeah|yup|y|affirmative|confirmed|correct|agreed|right)(?=\s*(?:[.,;:!)-]|$)|\s+(?:it|this|that|we|they|es|for|please|always|until|indeed)\b)")
_NO = re.compile(r"(?:no|nope|nah|n|negative)(?=\s*(?:[.,;:!)-]|$)|\s+(?:it|this|that|we|they|es|for|not|never|until)\b)")
_IS_NOT = re.compile(
    rf"\b(?:{_NOT})\b(?: \w+){{0,3}} {_ES}\b|n't(?: \w+){{0,3}} {_ES}\b|\b{_ES} (?:does|do|will|can|is) ?(?:not|n't)\b|\b{_ES} (?:doesn't|won't|can't|cannot|never)\b"
    r"|\b(?:stays?|leave it|keep it|belongs?|it's for|goes) (?:with|at|to|by|in) (?:the )?(?:general )?(?:help ?desk|hd)\b|^not (?:es|enterprise support|ours|for es)\b"
)
_IS = re.compile(
    rf"\b(?:is|it's|that's|this's) (?:an? |definitely |indeed |now |fully )*(?:{_ES}|supported by {_ES})\b|\b{_ES} (?:supports|takes|will take|handles|does support|covers)\b|\bsupported by {_ES}\b"
    rf"|\b(?:send|route|forward|pass) (?:it|this|that|them)(?: \w+)? (?:on )?to {_ES}\b|^(?:an? )?{_ES}(?: case)?$|^es[- ]supported\b"
)
_DENIES = re.compile(rf"\b{_NOT}\b|n't\b")
_HEDGE = re.compile(
    r"\?|\b(?:maybe|perhaps|possibly|probably|presumably|likely|unlikely|might|may|could|should be|would|not sure|unsure|uncertain|think|guess|believe|assume|suppose|seems?|looks? like|depends|if|unless|when|while|where|as long as|provided|given that|in case|until|except|but|however|although|though"
    r"|usually|normally|mostly|sometimes|partly|partially|half|both|either|some|kind of|sort of|yes and no|not yet|yet|soon|tomorrow|later|today|check(?:ing)?|ask(?:ing|ed)?|discuss|get back|look(?:ing)? into|find out|let you know|wait|hold|pending|tbd|need (?:more|to)|which|who"
    r"|only|other|instead|for (?!es\b|enterprise\b|the (?:general )?(?:help ?desk|hd)\b|your\b|letting\b|asking\b)|phish\w*|outage|incident|security|wrong|mistake|sorry|correction|scratch|disregard|ignore)(?:\b|(?<= ))"
)
_FOR_ALL = re.compile(
    r"\bfor (?:all|any|every|each)(?: of)? (?:such|these|those|similar|this kind of|cases|mails|requests|tickets)(?: \w+){0,2}?(?: cases?| mails?| requests?| tickets?| questions?| matters?)?(?: like (?:this|it|these)| of (?:this|that) kind)?(?= |[.,;:!)]|$)"
    r"|\bfor (?:all|every|any) (?:cases?|mails?|requests?|tickets?) (?:like (?:this|these|it)|of (?:this|that) kind|about (?:it|this service))\b|\bfor (?:the|this|that) (?:whole|entire) service\b|\bas a standing ruling\b|\bfrom now on\b|\bin (?:the )?future\b|\balways\b"
)
_GENERAL = re.compile(r"\b(?:all|every|any|each|generally|in general|as a rule|standing|whole|entire|everything|anything|forever|permanent(?:ly)?|both)\b")
_THIS_ONE = re.compile(r"\b(?:just |only )?(?:for )?(?:just )?(?:this|that) (?:case|one|time|mail|request)(?: only| alone)?\b|\bthis once\b|\bjust this once\b")
_FOREVER = re.compile(r"\b(?:until|till) (?:further notice|we say otherwise)\b")
_COURTESY = re.compile(
    r"^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b.{0,40}|(?:many |thank you|thanks).{0,40}|(?:best|kind|warm)(?: \w+)? regards.*|regards.*|cheers.*|best,?|let (?:me|us) know if (?:you (?:have|need)|there).{0,60}|hope (?:that|this) helps.*|no (?:problem|worries).*)$"
)
_OTHERWISE = {True: re.compile(r"\bno(?:pe|t es)?\b(?! (?:problem|worries|rush|doubt))"), False: re.compile(r"\by(?:es|ep|eah)\b")}
"""Beside a yes or no at the begin of a sentence, the other word anywhere."""
_SENTENCE = re.compile(r"(?<=[.!;])\s+|\n+")


def verdict(text: str, *, today: date, asked: str = "") -> Finding[Verdict | None]:
    """HDQA's answer in ``text``, the newest words of its mail. ``asked`` is our letter, whose lines are no answer."""
    ours = asked.split("\n")
    same, listed = {_squeezed(line) for line in ours}, {_plain(line) for line in ours if _marked(line)}
    # A client may make another list of ours; a plain "yes" is HDQA's, though it stands in our list, too.
    lines = [
        line
        for line in text[:4000].split("\n")
        if _squeezed(line) not in same and not (_marked(line) and _plain(line) in listed)
    ]
    words = " ".join(" ".join(lines).split())
    evidence = (Evidence("ruling", words[:200]),) if words else ()
    if not words:
        return _doubt("the answer has no words of its own", evidence)
    if len(words.split()) > MOST_WORDS:
        return _doubt("the answer is long: does it say more than yes or no?", evidence)
    sentences = [one for part in _SENTENCE.split("\n".join(lines)) if (one := _plain(part)) and not _COURTESY.match(one)]
    told = " . ".join(sentences)
    said = {answer for one in sentences for answer in _answers(one)}
    if not said:
        return _doubt("the answer is no plain yes or no", evidence)
    if len(said) > 1 or _OTHERWISE[min(said)].search(told):
        return _doubt("the answer says yes and no", evidence)
    es = said.pop()
    for_all = _FOR_ALL.search(told)
    when = until(told, today=today)
    rest = _FOREVER.sub(" ", _THIS_ONE.sub(" ", _FOR_ALL.sub(" ", told)))
    rest = rest.replace(when.words, " ") if when is not None else rest
    hedge = _HEDGE.search(rest)
    if hedge is not None:
        return _doubt(f"the answer may have a condition ({hedge[0]!r})", evidence)
    if for_all is None:
        if when is not None or _GENERAL.search(rest):
            return _doubt("is the answer meant for this case, or for all such cases?", evidence)
        return Finding(Verdict(es), 0.97, evidence)
    if _THIS_ONE.search(_FOR_ALL.sub(" ", told)) or re.search(rf"{_NOT} {for_all[0]}", told):
        return _doubt("is the answer meant for this case, or for all such cases?", evidence)
    return _standing(es, when, today, evidence)


def _standing(es: bool, when: Until | None, today: date, evidence: tuple[Evidence, ...]) -> Finding[Verdict | None]:  # noqa: FBT001
    if when is None:
        return Finding(Verdict(es, today + STANDS), 0.95, evidence)
    if when.day is None:
        return _doubt(f"until when does the ruling hold ({when.words!r})?", evidence)
    return Finding(Verdict(es, when.day), 0.97, evidence)


def _answers(sentence: str) -> set[bool]:
    """What a sentence says: nothing, yes, no, or both."""
    said = set()
    if _NO.match(sentence):
        said.add(False)
    if _IS_NOT.search(sentence):
        said.add(False)
    elif _IS.search(sentence):
        said.add(True)
    if _YES.match(sentence):
        # "Yes, this is not one of theirs": which of the two?
        said |= {True, False} if _DENIES.search(_FOR_ALL.sub(" ", sentence)) else {True}
    return said


def _squeezed(line: str) -> str:
    return " ".join(line.lower().split())


def _marked(line: str) -> bool:
    return line.lstrip().startswith(("-", "*", "\u2022", "\u00b7"))


def _plain(line: str) -> str:
    """A line in lower case, with plain quotes, without the marks of a list at its begin and the stop at its end."""
    line = line.replace("\u2019", "'").replace("\u2018", "'").replace("\u2013", "-").replace("\u2014", "-").lower()
    return " ".join(line.split()).strip("-*\u2022\u00b7\"'. ")


def _doubt(why: str, evidence: tuple[Evidence, ...]) -> Finding[Verdict | None]:
    return Finding(None, 0.5, evidence, doubt=Doubt(why, CANDIDATES))
