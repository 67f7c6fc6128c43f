"""The author's block under their words.

Comes in: the lines of one stretch of newest text. Goes out: the line at which the block begins.
Never: takes a sentence for a signature: in doubt a line stays with the newest text. Linear time.
"""

import re
from bisect import bisect_right

from mailroute.mail.footer import LINE_OF_MARKS, MAX_SEEN
from mailroute.mail.message import Address

MAX_BLOCK = 12
MAX_BELOW = 25

_DELIMITER = re.compile(r"[ \t]{0,3}(?:--|—|–|――)[ \t]{0,3}")  # RFC 3676 section 4.3, and what people type for it
_THANKS = (
    r"(?:many |much |big |kind |best |warm |sincere |with (?:many |best |kind )?)?(?:thank you|thankyou|thanks?|thx|tia|ty|cheers|much appreciated|appreciate it|merci|danke|dankeschön|vielen dank|besten dank|herzlichen dank"
    r"|gracias|muchas gracias|mil gracias|grazie|grazie mille|obrigad[oa]|muito obrigad[oa]|dank u?|bedankt|dank je(?: wel)?|tack|takk|tak|mange tak|tusen takk|kiitos|dziękuję|спасибо)"
    r"(?: (?:so much|very much|a lot|again|in advance|for (?:your|the|any|all|taking|looking|helping) [\w ]{2,40}|por (?:su|tu|la|el) [\w ]{2,30}|pour (?:votre|ton|l['’]) ?[\w ]{2,30}|für (?:ihre|deine|eure|die) [\w ]{2,30}|all|everyone|much|kindly|bien|d['’]avance|beaucoup(?: d['’]avance)?|im voraus|schon (?:mal|jetzt)|de antemano|por adelantado|alvast|på forhand|på förhand)){0,2}"
)
_REGARDS = (
    r"(?:(?:with |my |most )?(?:kind(?:est)?|best|warm(?:est)?|cordial|sincere|friendly) )?(?:regards|wishes|greetings)|best|all (?:the|my) best|all best|sincerely(?: yours)?|yours(?: sincerely| truly| faithfully)?|respectfully(?: yours)?|cordially|br|kr|rgds|take care"
    r"|have a (?:great|nice|good|wonderful|lovely) (?:day|weekend|one|evening|week)|cheers|on,? wisconsin|go badgers|talk soon|(?:mit |viele |beste |liebe |herzliche |schöne |freundliche )*(?:freundlichen? |besten? |lieben? |vielen? |herzlichen? )*(?:grüßen?|grüssen?|gruß|gruss)(?: aus [\w ]{2,20})?|mfg|vg|lg|hochachtungsvoll"
    r"|(?:bien |très )?cordialement(?: vôtre)?|bien à (?:vous|toi)|(?:sincères |meilleures |cordiales )?salutations(?: distinguées| cordiales)?|amicalement|à bientôt|bonne (?:journée|soirée)|(?:un |muchos )?(?:cordial )?saludos?(?: cordiales?)?|atentamente|atte|cordiali saluti|distinti saluti|(?:tanti |un )?salut[io]"
    r"|atenciosamente|(?:com os melhores )?cumprimentos|abraços?|met vriendelijke groet(?:en)?|(?:vriendelijke |hartelijke )?groet(?:en|jes)?|mvg|med (?:vänlig|venlig|vennlig) (?:hälsning|hilsen)(?:ar)?|(?:vänliga |bästa )?hälsningar|(?:vennlig |venlig |beste )?hilsen|mvh|(?:ystävällisin |parhain )?terveisin|terv|(?:serdecznie )?pozdrawiam|z poważaniem|с уважением|всего доброго"
)
_CLOSING = re.compile(
    rf"[ \t*_-]{{0,4}}(?:(?:{_THANKS})(?:[,!. ]{{1,3}}(?:and |und |et |y )?(?:{_REGARDS}))?|(?:{_REGARDS}))(?P<rest>[ \t,.!;:–—_*~)(-]{{0,8}}(?:$|[ \t,.!–—-]).*)",
    re.I,
)

_PHONE = re.compile(
    r"(?:\+?\d{1,3}[ .-]?)?\(?\d{3}\)?[ .\-/]{0,2}\d{3}[ .-]?\d{2,5}\b|\+\d[\d ()/.-]{7,18}\d|\b(?:ext|x|tel|phone|ph|fax|cell|mobile|office|direct|t|m|p|f|o|c|w|tél|telefon|teléfono)\.?:? ?\+?\d[\d ().-]{2,16}",
    re.I,
)
_EMAIL_OR_LINK = re.compile(
    r"[\w\W]{0,20}?(?:e-?mail:? ?|mailto:|web:? ?|<)?(?:[\w.+-]{1,60}@[\w.-]{3,80}|(?:https?://|www\.)\S{3,200}|\b[a-z0-9-]{2,40}\.(?:edu|com|org|net)(?:/\S{0,100})?)>?[ \t]{0,3}",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:professor|prof|lecturer|instructor|teacher|director|manager|supervisor|coordinator|co-?ordinator|specialist|analyst|administrator|assistant|associate|advisor|adviser|officer|engineer|developer|scientist|researcher|technician|librarian|dean|provost|chair|head|lead|fellow|postdoc|student|candidate|intern|consultant|accountant|secretary|registrar|bursar|chancellor|president|nurse|physician|curator|archivist|editor"
    r"|department|dept|office|division|school|college|university|institute|cent(?:er|re)|lab(?:oratory)?|library|faculty|program|services?|unit|hall|building|bldg|room|rm|suite|ste|floor|street|st|ave(?:nue)?|drive|road|blvd|madison|wi|inc|llc|gmbh|ltd|abteilung|institut|fakultät|universität|université|universidad|uw|doit|pronouns|he/him|she/her|they/them|ph\.?d|m\.?d|mba|mph|rn)\b",
    re.I,
)
_SENTENCE = re.compile(
    r"\b(?:I|I['’]\w{1,2}|i['’]m|my|me|is|are|was|were|am|be|been|won['’]?t|can['’]?t|cannot|don['’]?t|doesn['’]?t|didn['’]?t|please|pls|need|needs|want|help|error|errors|says|said|when|how|why|what|where|cannot|does|did|has|have|had|get|gets|got|try|tried|wants|works|work|working|fails|failed|can|could|would|should|you|your|it|this|that|there|they|we|our|us|then|because|since|still|also|but|if|not)\b"
)
_FACT = re.compile(
    r"\bnet ?id\b|\b(?:best|desired|preferred|contact|reply|reach|alternate)\b.{0,20}(?:e-?mail|address|at|to|me)|\bcampus ?id\b|\b(?:asset|ticket|case|incident|serial|error|browser|os|operating system|device|location|computer|steps|started|since|status|service|application|app|url|issue|problem|request|description|urgency|priority|department|dept)\s*[:#=]",
    re.I,
)
_GREETING = re.compile(r"(?:hi|hello|dear|hey|good \w+|guten \w+|bonjour|hola|hallo|thanks?|thank you)\b", re.I)
_SHORTENED = re.compile(
    r"\b(?:st|ave|dr|rd|ln|blvd|bldg|hwy|ct|pl|rm|fl|apt|ste|jr|sr|ph\.?d|m\.?d|r\.?n|inc|ltd|co|dept|univ|wis|wi|usa|u\.s\.a|str)\.$",
    re.I,
)
"""The full stop of an abbreviation, as addresses and titles end in."""
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_][\w'’&.-]*")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’.`-]*|[^\W\d_]+(?:['’`.-][^\W\d_]*)+")
_BULLET = re.compile(r"^[-–—~/•]{1,3} ?")
_BEHIND_NAME = re.compile(r"\s*[|•·(,;]\s*|\s+[-–—/@]\s+")
_ODD_MARK = re.compile(r"[^\w\s'’.&|,/@-]")
_FACT_GATE = (*": # = netid campus best desired preferred contact reply reach alternate".split(), "net id")
_DIGIT = re.compile(r"\d")
_NO_NAMES = frozenset(
    "thanks thank hello hi hey dear yes no ok okay please help urgent asap sorry done none nothing never maybe sure great good morning afternoon evening monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday windows mac macos chrome firefox safari edge"
    " outlook canvas zoom teams box duo sis hrs dars workday wiscvpn vpn netid excel word office wifi internet printer laptop desktop phone iphone ipad android linux fyi ps nb update question questions attached attachment regarding subject monitor keyboard mouse computer account password login access error".split()
)
_PARTICLES = frozenset(
    "de van von der den la del della di da dos du le el al bin ibn zu af av ten ter y e of and the for & und et in at".split()
)
_TITLES = frozenset("prof prof. dr dr. mr mr. mrs mrs. ms ms. frau herr professor mx mx. rev. sir dipl.-ing.".split())


def signature_start(lines: list[str], author: Address | None, *, may_be_all: bool = False) -> int:
    """The line at which the author's block begins, ``len(lines)`` when there is none.

    ``may_be_all`` allows that nothing but a block stands here (below a quoted mail).
    """
    end = len(lines)
    shown = [index for index, line in enumerate(lines) if line.strip()]
    if not shown:
        return end
    start = _by_delimiter(lines, shown)
    if start is not None:
        above = lines[:start]
        closing = _by_closing(above, [index for index in shown if index < start], author)
        name = _by_name(above, [index for index in shown if index < start], author)
        return min(
            index for index in (closing, name, start) if index is not None and (index > shown[0] or index == start)
        )
    found = _by_closing(lines, shown, author)
    if found is None or (found == shown[0] and not may_be_all):
        found = _by_name(lines, shown, author)
    if found is not None and (may_be_all or found > shown[0]):
        return found
    return end


def _by_delimiter(lines: list[str], shown: list[int]) -> int | None:
    for index in shown:
        line = lines[index][:MAX_SEEN]
        delimiter = _DELIMITER.fullmatch(line) is not None
        if not delimiter and not LINE_OF_MARKS.fullmatch(line):
            continue
        below = [lines[other].strip() for other in shown[bisect_right(shown, index) :][: MAX_BELOW + 1]]
        if delimiter and 0 < len(below) <= MAX_BELOW and not _is_prose(below):
            return index
        if not delimiter and 0 < len(below) <= MAX_BLOCK and index > shown[0]:
            good = sum(_is_block_line(one) or _is_name(one, None) for one in below)
            if good >= len(below) * 0.6 and _is_short(below[0]):
                return index
    return None


def _is_prose(below: list[str]) -> bool:
    """Whether somebody goes on writing there: most lines are sentences of this mail, not a motto or a notice."""
    sentences = sum(bool(_SENTENCE.search(line)) and len(line) > 25 for line in below)
    return sentences >= 2 and sentences * 2 >= len(below) and not any(_has_phone(line) for line in below)


def _by_closing(lines: list[str], shown: list[int], author: Address | None) -> int | None:
    below: list[str] = []
    for index in reversed(shown[-MAX_BLOCK:]):
        line = lines[index][:MAX_SEEN].strip()
        if _is_closing(line, author):
            return index if all(_fits_under_closing(one) for one in below) else None
        below.append(line)
    return None


def _fits_under_closing(line: str) -> bool:
    return _is_block_line(line) or (
        len(line) <= 70 and not _ends_a_sentence(line) and not _SENTENCE.search(line) and not _has_fact(line)
    )


def _ends_a_sentence(line: str) -> bool:
    return line[-1] in "?:;" or (line[-1] == "." and _SHORTENED.search(line) is None)


def _is_closing(line: str, author: Address | None) -> bool:
    """A closing alone on its line, or with a name behind it."""
    if len(line) > 90:
        return False
    match = _CLOSING.match(line)
    if match is None:
        return False
    rest = _ODD_MARK.sub("", match["rest"]).strip(" \t,.!;:–—_*~()-")
    return not rest or (len(rest) <= 45 and _is_name(rest, author))


def _by_name(lines: list[str], shown: list[int], author: Address | None) -> int | None:
    region: list[int] = []
    gaps = 0
    for index in reversed(shown[-MAX_BLOCK:]):
        line = lines[index][:MAX_SEEN].strip()
        if region and region[-1] - index > 1:
            gaps += 1
        if gaps > 2 or not (_is_name(line, author) or _is_block_line(line)):
            break
        region.append(index)
    for index in reversed(region):
        line = lines[index][:MAX_SEEN].strip()
        if not _is_name(line, author):
            continue
        above = next((lines[other].strip() for other in reversed(shown) if other < index), "")
        if above.endswith((":", ",", "-", "(")) and not _is_greeting(above):
            return None  # "please add: Anna Lee" goes on: a list, not a block
        if (
            _is_known(line, author)
            or " " in line.strip(" -–—~*/")
            or (_no_name(author) and (above[-1:] in ".!?" or index - 1 not in shown))
        ):
            return index
        return None
    return None


def _is_greeting(line: str) -> bool:
    return _GREETING.match(line) is not None


def _no_name(author: Address | None) -> bool:
    return author is None or not (author.name or re.match(r"[a-z][.\w-]*", author.local))


def _is_known(line: str, author: Address | None) -> bool:
    """Whether the line begins with a name that the author's display name or address has, or its initial."""
    if author is None:
        return False
    words = _LETTERS.findall(line.lower())
    if not words or words[0] in _NO_NAMES:
        return False
    local = _LETTERS.findall(author.local)
    known = set(_LETTERS.findall(author.name.lower())) | {part for part in local if len(part) > 1}
    if any(word in known for word in words[:3] if len(word) > 1) or words[0] in author.local:
        return True
    return bool(local) and not author.name and words[0][0] == local[0][0]


def _is_name(line: str, author: Address | None) -> bool:
    """``Anna Lee``, ``Dr. A. Lee, PhD``, ``Anna Lee | Chemistry``, ``- Sven``; a single word must be known or capital."""
    line = line.strip(" \t*_~")
    line = _BULLET.sub("", line)
    head = _BEHIND_NAME.split(line, maxsplit=1)[0].strip(" .,!*_")
    words = head.split()
    while words and words[0].lower() in _TITLES:
        words = words[1:]
    if not words or len(words) > 5 or len(head) > 45 or len(line) > 110 or line[-1:] in "?:!":
        return False
    if any(word.lower().strip(".") in _NO_NAMES for word in words) or _SENTENCE.search(line) or _has_fact(line):
        return False
    if not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    if len(words) == 1 and (line != head and author is None):
        return False
    capital = all(word[0].isupper() or word.lower() in _PARTICLES for word in words) and words[0][0].isupper()
    if len(words) == 1 and words[0].isupper() and len(words[0]) > 1 and not _is_known(line, author):
        return False
    return capital or (len(words) <= 2 and line == head and _is_known(line, author))


def _is_short(line: str) -> bool:
    return len(line) <= 80 and line[-1:] not in "?:"


def _is_block_line(line: str) -> bool:
    """Whether a line is one of title, department, telephone, address or link."""
    if not line or len(line) > 110 or line[-1] in "?!:" or _has_fact(line):
        return False
    if any(mark in line for mark in ("@", ".", "://")) and _EMAIL_OR_LINK.fullmatch(line):
        return True
    if _SENTENCE.search(line):
        return False
    if len(line) <= 90 and _has_phone(line):
        return True
    words = _WORD.findall(line)
    long_words = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    if (line[-1] == "." and _SHORTENED.search(line) is None) or len(words) > 14 or capitals * 2 < len(long_words):
        return False
    return (0 < len(long_words) == capitals and len(words) <= 8) or _ROLE.search(line) is not None


def _has_fact(line: str) -> bool:
    """Whether the line tells a thing that was asked for; most lines hold no word or mark that such a line needs."""
    lower = line.lower()
    return any(word in lower for word in _FACT_GATE) and _FACT.search(line) is not None


def _has_phone(line: str) -> bool:
    return _DIGIT.search(line) is not None and _PHONE.search(line) is not None
