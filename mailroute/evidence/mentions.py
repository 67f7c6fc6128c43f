"""Where a service is mentioned, and how: by name, by description, or by a word that needs a second one.

Comes in: a catalogue once, then Readings. Goes out: mentions with a score. Never: chooses among them.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

import ahocorasick_rs
from rapidfuzz.distance import DamerauLevenshtein

from mailroute.catalog import Catalogue, Service
from mailroute.evidence.netid import not_the_matter
from mailroute.evidence.reading import Reading, Sentence, quote
from mailroute.evidence.vocabulary import COWORDS, DESCRIBED, HEARD, TROUBLE, WISH
from mailroute.finding import Evidence


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


_TROUBLE = re.compile(TROUBLE)
_WISH = re.compile(WISH)
_SYMPTOM = re.compile(
    r"\b(?:error|errors|problem\w*|issues?|trouble|broken|broke|crash\w*|freez\w*|froze\w*|stuck|hangs?|slow|down|"
    r"won'?t|can'?t|cant|cannot|couldn'?t|doesn'?t|does not|didn'?t|isn'?t|not (?:work|load|let|open|show|sync|arriv|connect)\w*|unable|"
    r"log ?in|log(?:ged)? (?:in|out)|sign(?:ed)? (?:in|out)|access|password|loads?|loading|blank|gone|missing|denied|expired|locked|"
    r"logs? (?:me|you|us) |logged me|timed? ?out|loops?|spinning|disappear\w*|vanish\w*|kicked|throws?|keeps?|stopped|help with|question about)\b"
)
_TWINS = frozenset(
    "hrs wiser sis box teams canvas duo zoom advance profile manifest exchange packaging mfa brio crm kb amp dem ad "
    "timetable copier voicemail vpn".split()
)
"""Names that are also words of everyday English (or of another trade): they need a second word that fits."""
_PLAIN_TWINS = frozenset("timetable copier voicemail vpn".split())
_COMMON = frozenset(
    "email calendar password login phone software website server drive domain card ticket virus video survey laptop "
    "network internet printer portal suspicious reimbursement payroll enrollment scheduling imaging token fob "
    "wifi wireless monitor keyboard backup circuit pdf enroll".split()
)
_NEVER_ALONE = frozenset("email calendar password login phone software domain portal ticket pdf card drive".split())

_DENIED_BEFORE = re.compile(
    r"(?:\bnot (?:about|for|regarding|related to|concerning|on|an? question (?:about|on)|with)|\bnothing to do with|\bisn'?t (?:about|an?)|\bis not (?:about|an?)|"
    r"\bnot (?:really |actually )?(?:an? |the |my |your )?|\bnor(?: is it| about)?|\brather than|\binstead of|\bunlike|\bother than|"
    r"\bapart from|\bexcept(?: for| in)?|\bbesides|\bas opposed to|\bnever mind(?: the| about)?|\bforget (?:about )?|\bno longer (?:use|using|have)|"
    r"\bdo(?:n'?t| not) (?:even )?(?:use|have|mean|need)|\bsame as (?:in|on)|\bjust like(?: in| on)?|\bas in)\s+(?:the |my |our |uw |old |an? )?[\"']?$"
)
_FINE = (
    r"(?:(?:is|are|was|were|seems?|look(?:s|ed)?|runs?|running|all|both|still|itself|now|everything|else|itself|do(?:es)?) )*"
    r"(?:work(?:s|ing|ed)?(?: (?:just |perfectly |totally |all )?(?:fine|ok|okay|well|normally|great|right))?(?! (?:on|for|with) (?:a|the|my))(?=[\s.,;:!)]|$)"
    r"(?!\s+(?:hours|order|study|day))|(?:just |perfectly |totally |all )?(?:fine|okay|ok|unaffected|good)\b|let(?:s)? me in\b|opens? (?:fine|ok)|loads? (?:fine|ok))"
)
_FINE_AFTER = re.compile(r"^[\"')]?(?:\s*(?:,|and|&|/|or)\s*[\w@+. ]{2,24}?){0,4}\s+" + _FINE)
_FINE_DENIED = re.compile(r"\b(?:not|n'?t|no longer|never|stopp?ed|barely|hardly)\b")
_CONTEXT_BEFORE = re.compile(
    r"\b(?:on|over|via|through|using|connected to|without|behind|off|by|per|in the|see|sent (?:from|via|by)|with) (?:the |a |my |our |campus |uw )*$"
)
_CONTEXT = frozenset({"wifi", "wiscvpn", "network", "voice"})
_DEVICES = {"desktop", "personal"}
_HARDWARE = re.compile(
    r"\b(?:monitor|docking|dock|keyboard|mouse|space ?bar|webcam|blue screen|bsod|boot|beeps?|power|fan|hard drive|battery|set ?up|"
    r"crash\w*|freez\w*|slow|dead|black|replace\w*|new (?:computer|pc|laptop|desktop)|won'?t (?:start|turn))\b"
)
_ORDINARY = {
    "exchange": re.compile(r"\b(?:our|this|an|in|the|email|mail|last|previous|student|foreign|cultural) $|^ (?:with|of|for|rates?|program|student|between|below|above)"),
    "packaging": re.compile(r"^ (?:material|tape|slip|box)|\b(?:food|the original|shipping) $"),
    "manifest": re.compile(r"^(?:ed|s itself|ing)|\b(?:passenger|shipping|cargo) $"),
    "advance": re.compile(r"\b(?:in|thanks in|well in|days in|weeks in|cash|an|of) $|^ (?:notice|to|the|copy|directive|warning|registration|payment|by|past|from)"),
    "profile": re.compile(r"\b(?:windows|linkedin|high|low|chrome|user|roaming|browser|facebook|temperature|outlook|temporary|gene|zoom|canvas|teams) $|^ (?:picture of|of the)"),
    "box": re.compile(r"\b(?:check|text|dialog|dialogue|search|drop-?down|pop-?up|message|mail|po|p\.o\.|input|list|little|small|grey|gray|red|blue|black|white|empty|the|a|this|that|comment|address|tick|combo|cardboard|first|second|last|wall|floor|outlet|same|each|error|warning) $|^ (?:of|below|above|that says|next to|with|and type|says|appears|pops|on the (?:form|page|wall))"),
    "teams": re.compile(r"\b(?:our|both|two|three|other|several|different|sports|support|all|the|research|project|student|many|these|your|which) $|^ (?:of|that|who|are|were|from)"),
    "zoom": re.compile(r"^(?:ed|ing)? ?(?:in|out|level|lens|to \d|button)\b|\b(?:can't|cannot|to) $"),
    "canvas": re.compile(r"^ (?:bag|tent|shoes|print|cover|and paint)|\b(?:oil on|blank|on) $(?<!on canvas)"),
    "duo": re.compile(r"\b(?:a|the dynamic|dynamic|piano|guitar|violin) $"),
    "hrs": re.compile(r"(?:\d|few|couple|several|many|of|two|three|four|five|six|eight|office|business|working|credit|last|next|after|24|48) ?$"),
    "wiser": re.compile(r"\b(?:be|the|none the|any|much|older and|no|am|is) $"),
    "mfa": re.compile(r"^ (?:program|student|degree|thesis|candidate|show|exhibit|in )"),
}
"""Where these names are words of everyday English."""
_ELSE_FINE = re.compile(
    r"\b(?:everything|anything|all|every other|all (?:the |my )?other|the other|other|the rest|my other|elsewhere)\b(?: else| of it| sites?| apps?| systems?| things| pages| services| programs?| logins?)*[^.]{0,45}?\b(?:works?|working|fine|ok|okay|lets? me in|no problems?|no trouble|normal(?:ly)?)\b"
)
_POSSESSED = re.compile(r"(?:-madison| madison)? (?:account|e-?mail|id|net-?id|login|log-?in|password|card|office|laptop|computer|address|phone|inbox|mail|credentials|department|job)\b")
_TITLE = re.compile(
    r"^(?:[\w&/.'-]+ ){0,8}?(?:analyst|advis[eo]r|manager|coordinator|administrator|specialist|director|assistant|consultant|trainer|"
    r"engineer|developer|lead|liaison|support|team|owner|architect|librarian|technician)(?:,? (?:i+|senior|lead|[\w&/.'-]+)){0,4}$"
)
_WORD = re.compile(r"[a-z][a-z0-9@+&-]{5,}")


def _name_pieces(service: Service) -> list[str]:
    pieces = re.split(r"\s+-\s+|\s*[()/]\s*|\s*,\s*", service.name)
    return [piece for piece in (piece.strip() for piece in pieces) if len(piece) > 3 or piece.isupper()]


class ServiceIndex:
    """All names, hints and descriptions of a catalogue in one automaton."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entries: list[tuple[str, str, Strength, bool]] = []
        patterns: dict[str, list[int]] = {}

        def add(words: str, service: str, strength: Strength, *, capital: bool = False) -> None:
            patterns.setdefault(words.lower(), []).append(len(self._entries))
            self._entries.append((words, service, strength, capital))

        for service in catalogue.services:
            hints = {hint.lower() for hint in service.hints}
            for name in dict.fromkeys((*service.aliases, *_name_pieces(service))):
                if name.lower() not in hints and not (name in _name_pieces(service) and " " not in name and name.lower() in _COMMON):
                    add(name, service.id, Strength.NAME, capital=name.isupper())
            for hint in service.hints:
                add(hint, service.id, Strength.HINT, capital=hint.isupper())
            for heard in HEARD.get(service.id, "").split("|"):
                if heard:
                    add(heard, service.id, Strength.DESCRIBED)
        self._words = list(patterns)
        self._by_pattern = [patterns[word] for word in self._words]
        self._automaton = ahocorasick_rs.AhoCorasick(self._words) if self._words else None
        self._described = {
            service.id: re.compile("|".join(DESCRIBED[service.id])) for service in catalogue.services if service.id in DESCRIBED
        }
        self._cowords = {service_id: re.compile(rf"\b(?:{words})") for service_id, words in COWORDS.items()}
        self._long_names = {
            name.lower(): service.id
            for service in catalogue.services
            for name in service.aliases
            if " " not in name and "." not in name and len(name) >= 6 and name.lower() not in _TWINS and name.lower() not in _COMMON
        }

    def find(self, reading: Reading) -> tuple[Mention, ...]:
        """Every mention in the subject and the newest text."""
        found: list[Mention] = []
        for sentence in reading.sentences:
            found += self._in_sentence(sentence, reading)
        if not any(mention.strength in {Strength.NAME, Strength.DESCRIBED} and not mention.denied for mention in found):
            found += self._misspelt(reading)
        return tuple(found)

    def _in_sentence(self, sentence: Sentence, reading: Reading) -> list[Mention]:
        low = sentence.low
        if self._automaton is None or (sentence.zone != "subject" and _is_title(sentence)):
            return []
        named: list[tuple[int, int, str, Strength, bool]] = []
        tried: set[str] = set()
        for pattern, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            for entry in self._by_pattern[pattern]:
                _, service, strength, capital = self._entries[entry]
                if strength is Strength.DESCRIBED:
                    tried.add(service)
                elif (stop := _whole_word(low, start, end)) >= 0:
                    named.append((start, stop, service, strength, capital))
        for service in tried:
            pattern_of = self._described.get(service)
            if pattern_of is not None and (match := pattern_of.search(low)):
                named.append((match.start(), match.end(), service, Strength.DESCRIBED, False))
        mentions = []
        for start, end, service, strength, capital in _longest(named):
            if low.startswith("net", start) and not_the_matter(low, start):
                continue
            mention = self._weigh(sentence, reading, service, start, end, strength, capital=capital)
            if mention is not None:
                mentions.append(mention)
        named_here = {mention.service for mention in mentions if mention.strength is Strength.NAME and not mention.denied}
        named_here -= _DEVICES
        # what is described beside a name is the named service's ("my preferred name in SIS")
        return [
            mention
            for mention in mentions
            if not named_here or mention.strength is not Strength.DESCRIBED or mention.service in named_here
        ]

    def _weigh(
        self, sentence: Sentence, reading: Reading, service: str, start: int, end: int, strength: Strength, *, capital: bool
    ) -> Mention | None:
        low, words = sentence.low, sentence.text[start:end]
        trouble = bool(_TROUBLE.search(low) or _WISH.search(low)) or (sentence.zone == "subject" and not reading.body)
        plain = words.lower()
        ordinary = _ORDINARY.get(plain)
        if ordinary and not upper_or_named(words, start) and (ordinary.search(low[:start]) or ordinary.search(low[end:])):
            return None
        if plain.startswith("my ") and _POSSESSED.match(low[end:]):
            return None
        upper = words.isupper() and capital
        if strength is Strength.NAME and plain in _TWINS and not upper and plain not in _PLAIN_TWINS:
            strength = Strength.HINT
        if strength is Strength.HINT and upper:
            strength = Strength.NAME
        if strength is Strength.HINT:
            score = self._hint_score(sentence, reading, service, plain, start, end, trouble=trouble)
        elif strength is Strength.NAME:
            score = 0.97 if trouble or sentence.zone == "subject" else 0.75
        else:
            score = 0.9 if trouble or sentence.zone == "subject" else 0.65
        if score <= 0:
            return None
        before, after = low[:start], low[end:]
        denied = bool(_DENIED_BEFORE.search(before))
        if not denied and (fine := _FINE_AFTER.match(after)):
            turned = re.match(r"[\s,;]*(?:but|however|until|only|except|apart|yet|though)\b", after[fine.end() :])
            denied = not (turned or _FINE_DENIED.search(fine.group()) or _FINE_DENIED.search(before[-12:]))
        if not denied and (rest := _ELSE_FINE.search(low)) and not re.search(r"\b(?:but|except|only|just|not|n't)\b", low[rest.start() : start]):
            # "everything else works, Outlook, Canvas, all of it"
            denied = start > rest.start()
        if service in _CONTEXT and _CONTEXT_BEFORE.search(before) and not _SYMPTOM.search(after[:60]):
            score *= 0.55
        return Mention(service, words, sentence, strength, score, denied, bool(_HARDWARE.search(low)))

    def _hint_score(
        self, sentence: Sentence, reading: Reading, service: str, plain: str, start: int, end: int, *, trouble: bool
    ) -> float:
        low = sentence.low
        cowords = self._cowords.get(service)
        rest = low[:start] + " " + low[end:]
        beside = bool(cowords and cowords.search(rest))
        # the second word may stand in the subject or the next sentence when the name is written as one
        named = sentence.text[start : start + 1].isupper()
        near = beside or bool(named and cowords and cowords.search(reading.low_all.replace(plain, " ")))
        if plain in _COMMON:
            if plain in _NEVER_ALONE and not (beside and _SYMPTOM.search(rest)):
                return 0.0
            return 0.62 if beside and trouble else 0.55 if _SYMPTOM.search(rest) and plain not in _NEVER_ALONE else 0.0
        if beside and trouble:
            return 0.93
        if near and (trouble or sentence.zone == "subject"):
            return 0.88
        if _SYMPTOM.search(rest) and (named or start > 0):
            return 0.85
        if sentence.zone == "subject" and reading.body and _SYMPTOM.search(reading.low):
            return 0.75 if named else 0.6
        return 0.72 if beside else 0.0

    def _misspelt(self, reading: Reading) -> list[Mention]:
        """Names one or two letters off, where nothing was named rightly ("infoacess", "edurome", "qualtircs")."""
        found = []
        for sentence in reading.sentences:
            for match in _WORD.finditer(sentence.low):
                word = match.group()
                for name, service in self._long_names.items():
                    if abs(len(name) - len(word)) > 1 or name[0] != word[0] or name == word:
                        continue
                    if DamerauLevenshtein.distance(name, word, score_cutoff=2) <= (1 if len(name) < 8 else 2):
                        found.append(Mention(service, word, sentence, Strength.MISSPELT, 0.8))
        return found


def _is_title(sentence: Sentence) -> bool:
    """A job title on a line of its own ("SIS Functional Analyst") names no matter."""
    low = sentence.low
    return len(low) < 70 and sentence.text[:1].isupper() and bool(_TITLE.match(low)) and not _SYMPTOM.search(low) and not low.endswith(("?", "."))


def upper_or_named(words: str, start: int) -> bool:
    """Written as a name: in capitals throughout, or with a capital inside the sentence."""
    return (words.isupper() and len(words) > 1) or (start > 0 and words[:1].isupper())


def _whole_word(low: str, start: int, end: int) -> int:
    """The end of the match when it stands as a whole word (a plural or possessive ending allowed), else -1."""
    if start and (low[start - 1].isalnum() or low[start - 1] in "_@" or low[start - 1] == "." and low[start - 2 : start - 1].isalnum()):
        return -1
    for tail in ("", "s", "'s"):
        stop = end + len(tail)
        if low.startswith(tail, end) and not (low[stop : stop + 1].isalnum() or low[stop : stop + 1] == "_"):
            # "canvas.wisc.edu" is the site, "someone@canvas..." is not ours to read
            return end
    return -1


def _longest(
    named: list[tuple[int, int, str, Strength, bool]],
) -> list[tuple[int, int, str, Strength, bool]]:
    """Mentions that do not lie within a longer mention of another service ("webex calling" is no "webex")."""
    kept = []
    for one in named:
        inside = any(
            other is not one
            and other[0] <= one[0]
            and one[1] <= other[1]
            and other[2] != one[2]
            and (
                other[3] is not Strength.DESCRIBED
                if other[1] - other[0] > one[1] - one[0]
                # one and the same words: a hint gives way to a name
                else one[3] is Strength.HINT and other[3] is not Strength.HINT
            )
            for other in named
        )
        if not inside:
            kept.append(one)
    return kept
