"""Where a service is mentioned, and how: by name, by description, or by a word that needs a second one.

Comes in: a catalogue once, then Readings. Goes out: mentions with a score. Never: chooses among them.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from mailroute.catalog import Catalogue, Service
from mailroute.evidence import service_words as words
from mailroute.evidence.denial import PASSED, denied, only_busy, passed
from mailroute.evidence.descriptions import DESCRIBED, HEARD
from mailroute.evidence.gate import Gated
from mailroute.evidence.netid import not_the_matter
from mailroute.evidence.phrases import Phrases
from mailroute.evidence.reading import Reading, Sentence, quote
from mailroute.evidence.spelling import misspelt
from mailroute.evidence.vocabulary import COWORDS, TROUBLE, WISH
from mailroute.finding import Evidence

_TROUBLE_OR_WISH = re.compile(f"{TROUBLE}|{WISH}")
_DESCRIPTIONS = {service: Gated("|".join(patterns)) for service, patterns in DESCRIBED.items()}


class Strength(StrEnum):
    """How a service was mentioned."""

    NAME = "name"
    DESCRIBED = "described"
    HINT = "hint"
    MISSPELT = "misspelt"


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a service: the words, the sentence, a score (0 to 1), and whether it is denied or said to work."""

    service: str
    words: str
    sentence: Sentence
    strength: Strength
    score: float
    denied: bool = False
    hardware: bool = False

    def evidence(self) -> Evidence:
        """The sentence that mentions it."""
        return quote(self.sentence.zone, self.sentence.text)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the index: the words stand for ``service``; ``capital``: the catalogue writes them in capitals."""

    service: str
    strength: Strength
    capital: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry's words stand in a sentence."""

    start: int
    end: int
    entry: _Entry

    def within(self, other: "_Place") -> bool:
        """True when this gives way to ``other``: a part of longer words, or a hint beside a name of the same words."""
        if other is self or other.entry.service == self.entry.service:
            return False
        if not (other.start <= self.start and self.end <= other.end):
            return False
        if other.end - other.start > self.end - self.start:
            return other.entry.strength is not Strength.DESCRIBED
        return self.entry.strength is Strength.HINT and other.entry.strength is not Strength.HINT


class ServiceIndex:
    """All names, hints and descriptions of a catalogue in one automaton."""

    def __init__(self, catalogue: Catalogue) -> None:
        entries: list[tuple[str, _Entry]] = []
        for service in catalogue.services:
            entries += _entries(service)
        self._phrases = Phrases(entries)
        ids = {service.id for service in catalogue.services}
        self._described = {one: pattern for one, pattern in _DESCRIPTIONS.items() if one in ids}
        self._cowords = {one: re.compile(rf"\b(?:{pattern})") for one, pattern in COWORDS.items()}
        # by first letter and by the lengths that are one letter off at most: no other run of letters is close
        self._long_names: dict[tuple[str, int], list[tuple[str, int, str]]] = {}
        for service in catalogue.services:
            for alias in map(str.lower, service.aliases):
                name = "".join(words.WORD.findall(alias))
                if len(name) >= words.LONG_NAME and "." not in alias and alias not in words.TWINS | words.COMMON:
                    parts = len(words.WORD.findall(alias))
                    for length in (len(name) - 1, len(name), len(name) + 1):
                        self._long_names.setdefault((name[0], length), []).append((name, parts, service.id))

    def find(self, reading: Reading) -> tuple[Mention, ...]:
        """Every mention in the subject and the newest text."""
        found: list[Mention] = []
        for sentence in reading.sentences:
            if sentence.zone == "subject" or not _is_title(sentence):
                found += self._in_sentence(sentence, reading)
        if not any(mention.strength is Strength.NAME and not mention.denied for mention in found):
            found += self._misspelt(reading)
        return tuple(found)

    def _in_sentence(self, sentence: Sentence, reading: Reading) -> list[Mention]:
        weighed = (self._weigh(place, sentence, reading) for place in self._places(sentence.low, reading))
        mentions = [mention for mention in weighed if mention is not None]
        named = {one.service for one in mentions if one.strength is Strength.NAME and not one.denied} - words.DEVICES
        # what is described beside a name is the named service's ("my preferred name in SIS")
        return [one for one in mentions if not named or one.service in named or not _gives_way(one)]

    def _places(self, low: str, reading: Reading) -> list[_Place]:
        low = _without_addresses(low) if "@" in low else low
        places: list[_Place] = []
        heard: dict[str, _Entry] = {}
        for start, end, entry in islice(self._phrases.find(low), words.MOST_PLACES):
            if entry.strength is Strength.DESCRIBED:
                heard[entry.service] = entry
            elif _whole_word(low, start, end) and not (low.startswith("net", start) and not_the_matter(low, start)):
                places.append(_Place(start, end, entry))
        for service, entry in heard.items():
            pattern = self._described[service]
            match = pattern.search(low) if reading.may(pattern) else None
            if match and not (low.startswith("net", match.start()) and not_the_matter(low, match.start())):
                places.append(_Place(match.start(), match.end(), entry))
        named = {place.entry.service for place in places if place.entry.strength is Strength.NAME}
        return [
            place
            for place in places
            if not any(place.within(other) for other in places)
            and (place.entry.strength is Strength.NAME or place.entry.service not in named)
        ]

    def _weigh(self, place: _Place, sentence: Sentence, reading: Reading) -> Mention | None:
        written = sentence.text[place.start : place.end]
        # what stands next to the name decides; a bounded reach keeps patterns that end at it quick
        before = sentence.low[max(0, place.start - words.REACH) : place.start]
        after = sentence.low[place.end : place.end + 2 * words.REACH]
        if _everyday(written, place.start, before, after):
            return None
        strength = _strength(place.entry, written)
        score = self._score(strength, place, sentence, reading)
        if score <= 0:
            return None
        context = place.entry.service in words.CONTEXT and words.CONTEXT_BEFORE.search(before)
        if words.INCIDENTAL_BEFORE.search(before) or only_busy(before, after):
            score *= 0.5
        elif place.entry.service in words.LOGIN and passed(reading, before, after):
            score *= PASSED
        if context and not words.SYMPTOM.search(after[:60]):
            score *= 0.55
        return Mention(
            place.entry.service,
            written,
            sentence,
            strength,
            score,
            denied=denied(reading, sentence.low, place.start, before, after),
            hardware=reading.may(words.HARDWARE) and bool(words.HARDWARE.search(sentence.low)),
        )

    def _score(self, strength: Strength, place: _Place, sentence: Sentence, reading: Reading) -> float:
        alone = sentence.zone == "subject" and not reading.body
        telling = alone or _is_telling(sentence.low)
        if strength is Strength.HINT:
            return self._hint_score(place, sentence, reading, telling=telling)
        told = telling or sentence.zone == "subject"
        if strength is Strength.NAME:
            return 0.97 if told else 0.75
        return 0.9 if told else 0.65

    def _hint_score(self, place: _Place, sentence: Sentence, reading: Reading, *, telling: bool) -> float:
        low = sentence.low
        plain = low[place.start : place.end]
        cowords = self._cowords.get(place.entry.service)
        rest = low[: place.start] + " " + low[place.end :]
        beside = bool(cowords and cowords.search(rest))
        symptom = bool(words.SYMPTOM.search(rest))
        if plain in words.COMMON:
            if plain in words.NEVER_ALONE:
                return 0.62 if beside and symptom else 0.0
            return 0.62 if beside and telling else 0.55 if symptom else 0.0
        # the second word may stand in the subject or the next sentence when the name is written as one
        named = sentence.text[place.start : place.start + 1].isupper()
        near = beside or bool(named and cowords and cowords.search(reading.low_all.replace(plain, " ")))
        if beside and telling:
            return 0.93
        if near and (telling or sentence.zone == "subject"):
            return 0.88
        if symptom:
            return 0.85
        if sentence.zone == "subject" and reading.body and words.SYMPTOM.search(reading.low):
            return 0.75 if named else 0.6
        return 0.72 if beside else 0.0

    def _misspelt(self, reading: Reading) -> list[Mention]:
        """Names written together or apart ("grade scope"), or a letter or two off ("infoacess", "e reimbursment")."""
        found = []
        for sentence in reading.sentences:
            written = words.WORD.findall(sentence.low)
            for size in range(1, words.LONGEST_NAME + 1):
                for place in range(len(written) - size + 1):
                    run = written[place : place + size]
                    close = self._close_to("".join(run), size)
                    if close:
                        found.append(Mention(close, " ".join(run), sentence, Strength.MISSPELT, 0.85))
        return found

    def _close_to(self, run: str, size: int) -> str:
        """The service whose name, spaces aside, these ``size`` words are, or nearly are word by word."""
        if len(run) < words.LONG_NAME:
            return ""
        for name, parts, service in self._long_names.get((run[0], len(run)), ()):
            if (name == run and size != parts) or (size == parts and misspelt(run, name)):
                return service
        return ""


@lru_cache(maxsize=64)
def _is_telling(low: str) -> bool:
    """Trouble or a wish is told in a sentence; kept a while, for every name in the sentence asks."""
    return _TROUBLE_OR_WISH.search(low) is not None


def _entries(service: Service) -> list[tuple[str, _Entry]]:
    hints = {hint.lower() for hint in service.hints}
    entries = []
    for name in dict.fromkeys((*service.aliases, *_pieces(service.name))):
        piece = name not in service.aliases
        if name.lower() not in hints and not (piece and name.lower() in words.COMMON):
            # "repair" in a service's name is what it does, no name
            strength = Strength.HINT if piece and name.islower() and name.isalpha() else Strength.NAME
            entries.append((name, _Entry(service.id, strength, name.isupper())))
    entries += [(hint, _Entry(service.id, Strength.HINT, hint.isupper())) for hint in service.hints]
    heard = HEARD.get(service.id, "").split("|") if service.id in DESCRIBED else []
    entries += [(word, _Entry(service.id, Strength.DESCRIBED)) for word in heard if word]
    return entries


def _pieces(name: str) -> list[str]:
    """The parts of a service's name that stand for it; in brackets only what is written as a name ("(ImageNow)")."""
    bracketed = [piece for inner in words.BRACKETED.findall(name) for piece in words.NAME_PIECES.split(inner)]
    named = [piece for piece in bracketed if piece[:1].isupper() and len(piece) > len("SIS")]
    plain = words.NAME_PIECES.split(words.BRACKETED.sub(" / ", name))
    return [piece for piece in plain if len(piece) > len("SIS") or piece.isupper()] + named


def _gives_way(mention: Mention) -> bool:
    """A description, or an everyday word in small letters, where another service is named outright."""
    return mention.strength is Strength.DESCRIBED or (mention.strength is Strength.HINT and mention.words.islower())


def _strength(entry: _Entry, written: str) -> Strength:
    """A name that is also an everyday word counts as a hint unless it is written in the catalogue's capitals."""
    capitals = entry.capital and written.isupper()
    if entry.strength is Strength.HINT and capitals:
        return Strength.NAME
    if entry.strength is Strength.NAME and written.lower() in words.TWINS and not capitals:
        return Strength.HINT
    return entry.strength


def _everyday(written: str, start: int, before: str, after: str) -> bool:
    """The words stand for something else here: "in advance", "24 hrs", "my UW account"."""
    plain = written.lower()
    if plain in {"my uw", "myuw"} and plain.startswith("my ") and words.POSSESSED.match(after):
        return True
    # the degree is written in capitals too
    as_a_name = plain != "mfa" and ((written.isupper() and len(written) > 1) or (start > 0 and written[:1].isupper()))
    ordinary = words.ORDINARY.get(plain)
    return ordinary is not None and not as_a_name and bool(ordinary.search(before) or ordinary.search(after))


def _without_addresses(low: str) -> str:
    """A sentence with its addresses blanked, every place kept; a list that is spoken of keeps its server's name."""
    a_list = "@lists." in low and words.LIST.search(words.ADDRESS.sub(" ", low)) is not None

    def blank(match: re.Match[str]) -> str:
        local, _, domain = match.group().partition("@")
        kept = a_list and domain.startswith("lists.")
        return " " * (len(local) + 1) + (domain if kept else " " * len(domain))

    return words.ADDRESS.sub(blank, low)


def _is_title(sentence: Sentence) -> bool:
    """A job title on a line of its own ("SIS Functional Analyst") names no matter."""
    low = sentence.low
    if len(low) > words.LONGEST_TITLE or not sentence.text[:1].isupper() or low.endswith(("?", ".")):
        return False
    return bool(words.TITLE.match(low)) and not words.SYMPTOM.search(low)


def _whole_word(low: str, start: int, end: int) -> bool:
    """True when the match stands as a whole word; a plural or possessive ending is allowed."""
    if start and (low[start - 1].isalnum() or low[start - 1] in "_@"):
        return False
    # "canvas.wisc.edu" is the site; "someone.canvas" is a part of something else
    if start > 1 and low[start - 1] == "." and low[start - 2].isalnum():
        return False
    return _ends(low, end) or (
        (low.startswith("s", end) and _ends(low, end + 1)) or (low.startswith("'s", end) and _ends(low, end + 2))
    )


def _ends(low: str, end: int) -> bool:
    after = low[end : end + 1]
    return not (after.isalnum() or after == "_")
