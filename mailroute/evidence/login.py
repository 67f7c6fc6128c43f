"""Login trouble: is it the application's or the login's?

Comes in: a Reading and the services found in it. Goes out: the services with the login settled.
Never: looks for services itself. Source: PROCEDURE, readings ("Login trouble at one named application is that
application's; at several, or "everything", the login's").
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mailroute.evidence.gate import Gated
from mailroute.evidence.netid import statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mailroute.catalog import Catalogue
    from mailroute.evidence.mentions import Mention
    from mailroute.evidence.reading import Reading
    from mailroute.evidence.service import ServiceMatch

_LOGIN = frozenset({"netid", "duo"})
_GROUND = frozenset({"desktop", "personal", "wifi", "network", "wiscvpn", "printer", "security"})
_SIGNING_IN = Gated(
    r"\b(?:log(?:ging|ged|s)? ?(?:me )?(?:in|on|out)|log-?[io]n|login|logon|sign(?:ing|ed|s)? ?(?:me )?(?:in|on|out)|sign-?in|"
    r"netid|duo|mfa|password|passcode|authenticat\w*|credentials|kicks? me|throws? me|won'?t let me in|let me in)\b"
)
_OWN = re.compile(
    r"\b(?:forg[eo]t\w*|reset\w*|recover\w*|chang(?:e|ed|ing)|expired|activat\w*|reactivat\w*|inactive|locked|disabled|deactivat\w*|"
    r"unlock\w*)\b[^.]{0,40}\b(?:password|netid|net id|account|pw|duo)\b|"
    r"\b(?:password|netid|net id|duo(?: account)?)\b[^.]{0,30}\b(?:forg[eo]t\w*|reset|expired|recover\w*|inactive|locked|disabled|activat\w*|reactivat\w*)\b|"
    r"\bnew (?:phone|cell|iphone|number|device)\b|\b(?:lost|broke|replaced?|changed|switched|traded|upgraded|wiped) (?:my |the )?(?:old )?(?:phone|fob|token|cell|number)\b|"
    r"\b(?:fob|token|passcode|push|pushes|bypass code|security key)\b|\bno (?:duo )?(?:prompt|push)\b"
)
_EVERYWHERE = re.compile(
    r"\b(?:everything|anything|anywhere|everywhere|every (?:site|page|app|system|uw|campus)|all (?:of )?(?:my |the |our )?(?:uw |campus |university )?(?:sites?|apps?|systems?|accounts?|services?|logins?|pages?)|"
    r"any (?:uw|campus|university|wisc|site|system|app|page|service)|any of (?:my|the|our)|(?:whatever|wherever|no matter (?:what|where|which))(?: \w+){0,2} (?:i|we) (?:try|open|log|sign|use|click|go|want|do))\b"
)
_NOTHING_TAKES_IT = Gated(
    r"\b(?:nothing|no (?:site|page|app|system|service|login|program|one of (?:them|these))|none of|neither|not one|nowhere)\b[^.]{0,60}\b(?:takes?|accepts?|likes?|recogni[sz]es?|wants?|knows?|believes?)\b[^.]{0,25}\b(?:password|login|netid|credentials|pw)\b|"
    r"\b(?:nothing|no (?:site|page|app|system|service|program)|none of|neither)\b[^.]{0,60}\b(?:lets?|letting) me (?:in|on|log|sign)\b|\b(?:password|login|netid|credentials|pw) (?:is|are|gets|was) (?:refused|rejected|not accepted|denied|declined|turned down) (?:everywhere|by all|by every|on all|on every|at every|wherever)\b|\b(?:all of them|they all|everyone of them|each of them) (?:refuse|reject|deny|decline)s? my (?:password|login|netid|credentials)\b"
)
"""No site takes the password: which of them are named does not matter."""
_ONLY_HERE = Gated(
    r"\b(?:only|just) (?:happens |occurs )?(?:in|on|with|for|at|when i (?:open|use|go to))\b|\b(?:is|it's) (?:only|just) (?:the )?\w+|"
    r"\b(?:other (?:sites?|apps?|systems?|things|logins?|pages|services)|all other|everything else|the other|the rest|elsewhere|anything else)\b[^.]{0,40}"
    r"\b(?:fine|no problem\w*|work\w*|ok|okay|let me in|no problem\w*|normal\w*)\b|\bfine (?:everywhere|elsewhere|in everything) else\b"
)
_BOTH = re.compile(r"[\w@.-]+(?: [\w@.-]+)? (?:and|&|\+) [\w@.-]+(?: [\w@.-]+)?")
"""A subject that is nothing but two things, each a matter of its own."""


def refused_everywhere(reading: Reading, mentions: Sequence[Mention]) -> Mention | None:
    """A mention to quote where nothing takes the password; one application named alone is that application's trouble."""
    if not mentions or not reading.found(_NOTHING_TAKES_IT) or reading.found(_ONLY_HERE):
        return None
    named = {mention.service for mention in mentions if mention.service not in _LOGIN | _GROUND}
    if len(named) == 1:
        return None
    return next((one for one in mentions if one.service in _LOGIN and not one.denied), mentions[0])


def settle_login(
    reading: Reading, matches: Sequence[ServiceMatch], mentions: Sequence[Mention], catalogue: Catalogue
) -> list[ServiceMatch]:
    """Give login trouble to the application it stands in front of, or to the login when it is at several."""
    matches = list(matches)
    apps = [match for match in matches if match.service.id not in _LOGIN | _GROUND]
    logins = [match for match in matches if match.service.id in _LOGIN]
    if not (apps or logins) or not reading.found(_SIGNING_IN):
        return matches
    sentences = [sentence for sentence in reading.sentences if _signs_in(sentence.low)]
    named_apps = {match.service.family for match in apps}
    own = any(_OWN.search(sentence.low) for sentence in sentences)
    only_here = reading.may(_ONLY_HERE) and any(_ONLY_HERE.search(sentence.low) for sentence in reading.body)
    everywhere = any(_EVERYWHERE.search(sentence.low) for sentence in sentences)
    together = [
        {
            mention.service.partition("_")[0]
            for mention in mentions
            if mention.sentence is sentence and not mention.denied and mention.service not in _LOGIN | _GROUND
        }
        for sentence in sentences
    ]
    several = everywhere or any(len(apps_here) > 1 for apps_here in together)
    if several and not only_here and (apps or logins):
        return _the_login(matches, logins, mentions, sentences, catalogue)
    if logins and len(named_apps) == 1:
        if _both_in_the_subject(mentions):
            return matches
        beside = any(apps_here for apps_here in together)
        if own and not only_here:
            return (
                [match for match in matches if match not in apps]
                if beside or apps[0].confidence < logins[0].confidence
                else matches
            )
        if beside or only_here:
            return [
                replace(match, confidence=min(match.confidence, 0.88)) if match in apps else match
                for match in matches
                if match not in logins
            ]
    if len(logins) == 2 and not own:
        return matches
    return matches


def _signs_in(low: str) -> bool:
    """Whether signing in is told of; a NetID that is only stated is not."""
    begin = 0
    for start, end, _ in statements(low):
        if _SIGNING_IN.search(low[begin:start]):
            return True
        begin = end
    return _SIGNING_IN.search(low[begin:]) is not None


def _both_in_the_subject(mentions: Sequence[Mention]) -> bool:
    """True for "Zoom and Duo": the author tells of the application and of the login."""
    named = {
        mention.service in _LOGIN
        for mention in mentions
        if mention.sentence.zone == "subject" and not mention.denied and _BOTH.fullmatch(mention.sentence.low)
    }
    return len(named) > 1


def _the_login(
    matches: list[ServiceMatch],
    logins: list[ServiceMatch],
    mentions: Sequence[Mention],
    sentences: Sequence[object],
    catalogue: Catalogue,
) -> list[ServiceMatch]:
    if logins:
        in_front = [match for match in matches if match.service.id in _LOGIN | (_GROUND - {"desktop", "personal"})]
        return in_front or logins
    netid = catalogue.service("netid")
    if netid is None:
        return matches
    mention = next((one for one in mentions if one.sentence in sentences), matches[0].mention)
    return [replace(matches[0], service=netid, confidence=0.85, mention=mention)]
