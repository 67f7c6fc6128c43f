"""Which services is the mail about?

Comes in: a Reading. Goes out: a Finding of services, most likely first, each with the sentence it was named in.
Never: looks at quoted text, signatures or footers; knows what follows from a service.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mailroute.catalog import Catalogue, Service
from mailroute.evidence.login import refused_everywhere, settle_login
from mailroute.evidence.mentions import Mention, ServiceIndex, Strength
from mailroute.evidence.reading import Reading
from mailroute.finding import Doubt, Finding

KEPT_FROM = 0.5
BESIDE_THE_BEST = 0.7
_DEVICES = {"desktop", "personal"}
_SPECIFIC = {
    "m365_svc": {"m365"},
    "printer": {"m365"},
    "wisclist": {"m365"},
    "google": {"m365"},
    "voice": {"m365"},
    "csl": {"adobe"},
    "cse": {"sis"},
    "security": {"antivirus"},
    "selectagent": {"desktop"},
    "onedrive": {"shareddrive"},
    "rdrive": {"shareddrive"},
    "box": {"shareddrive"},
    "wiscvpn": {"network", "wifi"},
    "wifi": {"network"},
}
"""A service named more closely leaves no room for the general one said in the same breath."""
_OUTRIGHT = re.compile(r"(?:no,? )?(?:it'?s|it is|this is) (?:all )?(?:about |for |in |with )?(?:the |my )?@[.!]?")
"""A sentence that says which service is the matter; ``@`` stands for the name."""


@dataclass(frozen=True, slots=True)
class ServiceMatch:
    """A service with how likely the mail is about it (0 to 1) and the mention that says so."""

    service: Service
    confidence: float
    mention: Mention


class ServiceReader:
    """Answers "which services?" for one catalogue; built once, asked for every mail."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._index = ServiceIndex(catalogue)

    def mentions(self, reading: Reading) -> tuple[Mention, ...]:
        """Every mention of a service, those under negation or said to work included."""
        return self._index.find(reading)

    def find(self, reading: Reading) -> tuple[ServiceMatch, ...]:
        """The services that the mail is about, most likely first."""
        mentions = _as_said_outright(self.mentions(reading))
        refused = refused_everywhere(reading, mentions)
        netid = self._catalogue.service("netid") if refused else None
        if refused and netid:
            return (ServiceMatch(netid, 0.88, refused),)
        best = _best_by_service(mentions, old_subject=reading.old_subject, has_body=bool(reading.body))
        matches = [
            ServiceMatch(service, score, mention)
            for service_id, (score, mention) in best.items()
            if (service := self._catalogue.service(service_id)) is not None
        ]
        matches.sort(key=lambda match: -match.confidence)
        matches = _without_the_general(_without_devices(_near_the_best(matches)))
        return tuple(settle_login(reading, matches, mentions, self._catalogue))


def finding(matches: Iterable[ServiceMatch]) -> Finding[tuple[Service, ...]]:
    """The matches as one finding; its confidence is the least of theirs."""
    matches = tuple(matches)
    if not matches:
        return Finding((), doubt=Doubt("no service of the catalogue is recognised"))
    return Finding(
        tuple(match.service for match in matches),
        confidence=min(match.confidence for match in matches),
        evidence=tuple(match.mention.evidence() for match in matches),
    )


def _as_said_outright(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Beside "It's Workday." no description counts: what is told there is told of Workday."""
    said = {
        one.service
        for one in mentions
        if one.strength is Strength.NAME
        and not one.denied
        and _OUTRIGHT.fullmatch(one.sentence.low.replace(one.words.lower(), "@", 1))
    }
    return tuple(one for one in mentions if not said or one.service in said or one.strength is not Strength.DESCRIBED)


def _best_by_service(
    mentions: Iterable[Mention], *, old_subject: bool, has_body: bool
) -> dict[str, tuple[float, Mention]]:
    best: dict[str, tuple[float, Mention]] = {}
    denied: set[str] = set()
    for mention in mentions:
        if mention.denied:
            denied.add(mention.service)
            continue
        score = mention.score
        if mention.sentence.zone == "subject" and has_body:
            score *= 0.45 if old_subject else 0.97
        if score > best.get(mention.service, (0.0, mention))[0]:
            best[mention.service] = (score, mention)
    # "This is NOT about Canvas": a name denied in the text does not come back through a weaker mention.
    return {
        service: found
        for service, found in best.items()
        if found[0] >= KEPT_FROM and not (service in denied and found[1].strength is not Strength.NAME)
    }


def _near_the_best(matches: list[ServiceMatch]) -> list[ServiceMatch]:
    if not matches:
        return matches
    floor = matches[0].confidence * BESIDE_THE_BEST
    return [match for match in matches if match.confidence >= floor]


def _without_the_general(matches: list[ServiceMatch]) -> list[ServiceMatch]:
    found = {match.service.id for match in matches}
    families = {match.service.family for match in matches if match.service.id != match.service.family}
    general = {other for service in found for other in _SPECIFIC.get(service, ())} | families
    return [match for match in matches if match.service.id not in general or match.service.id in _stands_alone(matches)]


def _stands_alone(matches: list[ServiceMatch]) -> set[str]:
    """General services named in a sentence of their own, behind a list number: a matter of their own."""
    by_sentence: dict[str, set[str]] = {}
    for match in matches:
        by_sentence.setdefault(match.mention.sentence.low, set()).add(match.service.id)
    return {
        next(iter(services))
        for sentence, services in by_sentence.items()
        if len(services) == 1 and re.match(r"(?:\(?\d[.)]|also\b|second)", sentence)
    }


def _without_devices(matches: list[ServiceMatch]) -> list[ServiceMatch]:
    """The computer that something happens on is not the matter, unless it has a trouble of its own."""
    others = [match for match in matches if match.service.id not in _DEVICES]
    if all(match.service.contract_supported for match in others):
        return matches
    elsewhere = {match.mention.sentence.low for match in others}
    return [
        match
        for match in matches
        if match.service.id not in _DEVICES or (match.mention.hardware and match.mention.sentence.low not in elsewhere)
    ]
