"""Department names as people write them: "Chem dept", "Dept. of Chemistry", "OSFA", one letter off.

Comes in: the catalogue once, then a piece of text. Goes out: the departments it may name.
Never: judges whether the writer belongs there; folds look-alike letters of other alphabets.
"""

import re
from dataclasses import dataclass

from mailroute.catalog import Catalogue, Department
from mailroute.evidence.phrases import Phrases
from mailroute.evidence.spelling import nearest, nearest_few

_PREFIX = re.compile(
    r"^(?:(?:the|uw(?:-madison)?|university of wisconsin(?:-madison)?|wisconsin)\s+)*"
    r"(?:(?:department|dept\.?|division|div\.?|office|school|college|institute|center|centre|program) (?:of|for)(?: the)? |dept\.? |department )"
)
_SUFFIX = re.compile(
    r"[ ,]*(?:\b(?:department|dept|office|division|staff|team|group|admin(?:istration)?|uw-madison|uw|lab|building|bldg)\b[ .]*)+$"
)
_SUFFIXES = tuple(
    "department dept office division staff team group admin administration uw-madison uw lab building bldg".split()
)
"""A text with a suffix ends with one of these, a dot aside: asked first, for the pattern tries every place."""
_CAMPUS = re.compile(
    r"(?:\bat\s+|,\s*|\b)(?:the )?(?:uw[- ]?madison|university of wisconsin[- ]?(?:–\s*)?madison|university of wisconsin|u\.?w\.? madison)\b[.,]?"
)
_CAMPUS_END = re.compile(r"[ ,]+(?:@ ?)?(?:UW[- ]?Madison|UW)$")
_SEGMENTS = re.compile(r"\s*(?:[|,;/\u2022\u00b7\t]|\s(?:[-\u2013\u2014~*>@+]|-{2,3}|:)\s|\s{3,}|\(|\))\s*")
_WITHIN = re.compile(
    r"\b((?:department|dept\.?|division|office|school|college|institute|center|program) (?:of|for) .+|.+? (?:department|dept\.?|school|office|division|institute|lab(?:oratory)?))$"
)
_OF = re.compile(r"^.{3,40}?\b(?:in|at|for|of|with)(?: the)? (.{3,})$")
_MAY_BE_A_NAME = re.compile(r"[a-z'. -]+$")
_TITLE = re.compile(
    r"\b(?:analyst|advis[eo]r|manager|coordinator|librarian|specialist|director|assistant|associate|professor|prof|administrator|technician|"
    r"engineer|developer|student|intern|lecturer|instructor|liaison|representative|dean|chair|scientist|researcher|officer|ph\.?d|alum\w*)\b"
)

_BESIDE = re.compile(
    r"\b(?:and|or|in|at|of|for|the|a|an|both|also|with|to|uw|uw-madison|madison|campus|main|central|department|dept|division|office|unit|"
    r"staff|team|group|building|bldg|hall|floor|room|front|desk|here|half|part|time|thanks|please)\b"
)
_SAYS_MORE = re.compile(r"[^\W\d_]{2,}")


def plain(name: str) -> str:
    """A name in lower case, without campus, "the", dots behind "dept" and doubled spaces; "&" is "and"."""
    low = name.lower()
    if "madison" in low or "wisconsin" in low:
        low = _CAMPUS.sub(" ", low)
    low = low.replace("&", " and ").replace("\u2019", "'")
    if "dept" in low:
        low = re.sub(r"\bdept\b\.?", "department", low)
    if "div" in low:
        low = re.sub(r"\bdiv\b\.?", "division", low)
    return " ".join(low.split()).strip(" .,:-*_")


@dataclass(frozen=True, slots=True)
class Named:
    """Departments that a piece of text may name (one, or those that share the name), how surely, and the words."""

    departments: tuple[Department, ...]
    confidence: float
    words: str
    start: int = -1
    end: int = -1


class DepartmentNames:
    """All names of a catalogue's departments, indexed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._exact: dict[str, tuple[Department, ...]] = {}
        self._acronyms: dict[str, tuple[Department, ...]] = {}
        for department in catalogue.departments:
            without = re.sub(r"\s*\([^)]*\)", "", department.name)
            for name in dict.fromkeys((department.name, without, *without.split(" / "), *department.aliases)):
                for form in dict.fromkeys((plain(name), _SUFFIX.sub("", _PREFIX.sub("", plain(name))))):
                    if len(form) < 2:
                        continue
                    # "OAR", "CS" are names only as they are written: lower-case twins are words ("cs", "me", "ro")
                    index = (
                        self._acronyms if name.isupper() and len(name) <= 5 and form == name.lower() else self._exact
                    )
                    if department not in index.get(form, ()):
                        index[form] = (*index.get(form, ()), department)
        self._fuzzy = [name for name in self._exact if len(name) >= 6]
        names = dict.fromkeys((*self._exact, *self._acronyms))
        self._phrases = Phrases((name, name) for name in names)

    def of(self, segment: str) -> Named | None:
        """The departments that a whole segment names ("Dept. of Chemistry", "OSFA", "Statstics")."""
        words = segment.strip(" .,:;*_|-\t")
        if not 2 <= len(words) <= 90:
            return None
        short = _CAMPUS_END.sub("", words) if "UW" in words else words
        if short.isupper() and (found := self._acronyms.get(plain(short)) or self._exact.get(plain(short))):
            return Named(found, 0.93, words)
        if words in {"CoE", "SoE", "SoN", "SoHE", "iSchool", "DoIT", "FP&M", "L&S", "DoSO"}:
            found = self._acronyms.get(plain(words)) or self._exact.get(plain(words))
            if found:
                return Named(found, 0.93, words)
        low = plain(words)
        for form in dict.fromkeys(
            (low, without := _PREFIX.sub("", low), _without_suffix(low), _without_suffix(without))
        ):
            if form in self._exact:
                return Named(self._exact[form], 0.96, words)
        if len(low) >= 6 and low.isascii() and _MAY_BE_A_NAME.match(low) and not _TITLE.search(low):
            near = nearest(_without_suffix(_PREFIX.sub("", low)), self._fuzzy)
            if near:
                return Named(self._exact[near], 0.85, words)
        return None

    def in_line(self, line: str) -> list[Named]:
        """The departments named by a signature line or one of its segments, the line's order kept."""
        found: list[Named] = []
        whole = self.of(line)
        if whole:
            return [whole]
        segments = _SEGMENTS.split(line)
        for segment in segments:
            # a line of one segment has been asked as a whole
            named = self.of(segment) if len(segments) > 1 else None
            if named is None and (of := _OF.match(segment)):
                named = self.of(of.group(1))
            if named is None and (within := _WITHIN.search(segment)) and within.group(1) != segment:
                named = self.of(within.group(1))
            if named:
                found.append(named)
        return found

    def whole(self, words: str) -> list[Named]:
        """The departments that an answer names and nothing beside them; none when it says more than their names."""
        named = self.of(words)
        found = [named] if named else self.scan(words)
        rest = words
        for one in reversed(found) if not named else ():
            rest = f"{rest[: one.start]} {rest[one.end :]}"
        return found if named or not _SAYS_MORE.search(_BESIDE.sub(" ", rest.lower())) else []

    def near(self, words: str, *, most: int = 3) -> tuple[str, ...]:
        """The ids of the departments whose names are most like ``words``."""
        names = nearest_few(plain(words), tuple(self._exact), most=3 * most)
        ids = dict.fromkeys(department.id for name in names for department in self._exact[name])
        return tuple(ids)[:most]

    def scan(self, text: str) -> list[Named]:
        """Every department named in running text, with its place; longest names first where they overlap."""
        low = text.lower()
        found: list[Named] = []
        taken_to = -1
        for start, end, name in sorted(self._phrases.find(low), key=lambda place: (place[0], place[0] - place[1])):
            if start < taken_to or not _stands_free(low, start, end):
                continue
            words = text[start:end]
            departments = (self._acronyms.get(name) if words.isupper() else None) or self._exact.get(name, ())
            if departments:
                found.append(Named(departments, 0.9, words, start, end))
                taken_to = end
        return found


def _without_suffix(low: str) -> str:
    return _SUFFIX.sub("", low) if low.rstrip(" .").endswith(_SUFFIXES) else low


def _stands_free(low: str, start: int, end: int) -> bool:
    """Neither a part of a word, nor of an address or a host name."""
    if start and (low[start - 1].isalnum() or low[start - 1] in "@._-"):
        return False
    return not (low[end : end + 1].isalnum() or low[end : end + 1] in {"@", "_"} or low.startswith(".w", end))
