"""What was answered to our questions: between them as our letter is quoted, by their numbers, or a value alone.

Comes in: a Message and the fields that our letter asked for, in its order. Goes out: the words given for each field.
Never: takes our own words for an answer, judges whether a NetID or a department exists.
"""

import re
from collections.abc import Iterator, Sequence

from mailroute.mail.message import Message

MOST_LINES = 300
LONGEST_LINE = 400
MOST_WORDS = 300
"""Characters of one answer."""
FEW_WORDS = 9
"""Words of what is told as a department's name, or stands in our letter itself without marks."""

_MARKS = "> |\t"
_NUMBERED = re.compile(r"\s{0,8}[(#]?(\d{1,2})[.):]\s{0,4}(\S.*)")
_BEHIND = re.compile(r"(?<=\S)\s+\(?([2-9])[.)]\s+(?=\S)")
"""A further number in the same line: "1. afx 2. this one"."""
_END = re.compile(r"\?(?:\s*\([^()]{0,200}\)[.:]?)?")
"""The end of a question of ours, with what stands in parentheses behind it."""
_COURTESY = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|thanks?|thank you|thx|many thanks|best|kind|warm|regards|"
    r"cheers|sincerely|sent from|get outlook|sorry|sure|ok|okay|of course|yes|no|here (?:it is|you go)|see below)\b"
    r"(?:\W+\w+){0,5}\W*",
    re.IGNORECASE,
)
_NETID = re.compile(
    r"(?:it'?s|it is|mine is|that'?s|that is|this is)?\s*[\"'(<]?([a-z][a-z0-9]{1,15}(?:-fx)?)(?:@wisc\.edu)?[\"')>]?[.!,;]?",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[^A-Z]|\S*[\d-]")
"""A word with a capital alone is somebody's name below a mail."""
_PLEASE = re.compile(r"[,;-]? *\b(?:thanks|thank you|thx|please|pls|cheers)\b\W*$", re.IGNORECASE)
_NETID_AHEAD = re.compile(r"([a-z][a-z0-9]{2,15}(?:-fx)?)(?:,| -|;| and\b)\s*(.*)")
_OF_AN_ADDRESS = re.compile(r"@|\b(?:address|e-?mail|this one|here)\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"<?(?:mailto:)?[\w.+'-]+@[\w-]+(?:\.[\w-]+)+>?,?(?: (?:please|pls|thanks|thank you))*[.!]?", re.IGNORECASE
)
_THIS_ONE = re.compile(
    r"(?:yes,? )?(?:this|the same|same|that)(?: (?:one|address|e-?mail|e-?mail address|account))?"
    r"(?:,? (?:is|will be|would be)? ?(?:just |perfectly )?(?:fine|good|ok|okay|best|great|works|right|please|will do))*[.!]?",
    re.IGNORECASE,
)
_MEANS_AN_ADDRESS = re.compile(r"@|\b(?:this|same|here|above|that one)\b", re.IGNORECASE)
_WORDS_OF_NO_NETID = frozenset(
    "yes no ok okay sure thanks thank hello hi hey dear please none same this that here fine good great done sorry "
    "attached below above unknown idea help urgent still nothing nope yep maybe later soon today tomorrow yesterday "
    "regards best cheers received understood noted perfect correct right wrong never always what why who how when "
    "where student staff faculty it is my the and or not netid email address phone solved fixed resolved working".split()
)
_WHERE = re.compile(
    r"\b(?:(?:i|we)(?:'m| am|'re| are)?(?: both| all| currently| now| only)?(?: (?:work|sit|working|employed|based|located))?(?: (?:in|at|for|with|by|of|from)| belong to)|"
    r"(?:my|our|the) (?:department|dept\.?|unit|office|division|employer)(?: is|:| =)|(?:department|dept\.?|unit|office|division)(?: is| ?[:=])|"
    r"(?:it|that|this)(?:'s| is)|part of|belong to)(?: in| at| for| with| called)?(?: the)? +(\S.*)",
    re.IGNORECASE,
)
_LIKE_A_DEPARTMENT = re.compile(
    r"\b(?:department|dept|office|cent(?:er|re)|school|college|institute|division|lab|laborator\w+|unit|program|library|libraries|museum|studies|sciences?|services|team|group)\b",
    re.IGNORECASE,
)
_NO_DEPARTMENT = re.compile(
    r"\b(?:(?:do not|don't|dont|not|no|none|never|n't)\b.{0,40}\b(?:department|dept|unit|know|sure|employee|employed|work|belong)|i(?:'m| am) (?:just |only )?(?:a |an )?(?:\w+ )?(?:student|retire\w*|alum\w*|visitor|guest))\b",
    re.IGNORECASE,
)
_NO_NETID = re.compile(
    r"\b(?:(?:do not|don't|dont|never|did not|didn't)(?: \w+)? (?:have|had|got|get|own|know|remember)\b.{0,25}\bnet-?id|(?:have|has|got|without)(?: \w+)? no net-?id|no net-?id|without an? net-?id|forg[eo]t\w* (?:my|the) net-?id|what(?:'s| is) (?:a|my) net-?id)\b",
    re.IGNORECASE,
)
_NONE_OF_IT = re.compile(
    r"^\W*(?:sorry,? )?(?:i (?:do not|don't|dont|never) (?:have|know|had|remember)(?: (?:one|it|that|any))?|none|i have none|no idea|not applicable|n/a)\W*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def answers(message: Message, asked: Sequence[str]) -> dict[str, str]:
    """The words given for each field of ``asked``; fields that were not answered are left out."""
    if not asked:
        return {}
    found: dict[str, str] = {}
    newest = _lines(message.sections.newest)
    for source in (_between(message, asked), _numbered(newest, asked), _alone(newest, asked)):
        for field, words in source:
            found.setdefault(field, words[:MOST_WORDS])
    return found


def _lines(text: str) -> list[str]:
    return [line[:LONGEST_LINE] for line in text.split("\n", MOST_LINES)[:MOST_LINES]]


def declined(text: str, missing: Sequence[str]) -> tuple[str, ...]:
    """Fields that the customer says not to have; whoever has none cannot be asked for it again."""
    if "netid" in missing and (_NO_NETID.search(text) or (len(missing) == 1 and _says_none(text))):
        return ("netid",)
    return tuple(missing[:1]) if len(missing) == 1 and _says_none(text) else ()


def _says_none(text: str) -> bool:
    return any(_NONE_OF_IT.match(sentence) for sentence in _SENTENCE.split(" ".join(text[:MOST_WORDS].split())))


def _between(message: Message, asked: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Answers below or behind our questions, numbered as in our letter, in lines with marks or without."""
    lines = _lines(message.text)
    # Where nothing was written above our letter, it looks like one that is passed on.
    letter = (message.sections.quoted, message.sections.forwarded)
    quoted = {line.strip() for text in letter for line in _lines(text)}
    starts = [index for index, line in enumerate(lines) if _is_question(line, quoted, len(asked))]
    for start, end in zip(starts, [*starts, len(lines)][1:], strict=True):
        match = _NUMBERED.match(lines[start].lstrip(_MARKS))
        if match is not None:
            marked = lines[start].lstrip()[:1] in {">", "|"}
            words = _below(lines[start:end]) if marked else _within(lines[start:end])
            field = asked[int(match[1]) - 1]
            words = _fitting(field, words)
            if words and (marked or len(words.split()) <= FEW_WORDS or field == "description"):
                yield field, words


def _is_question(line: str, quoted: set[str], most: int) -> bool:
    stripped = line.strip()
    if stripped[:1] not in {">", "|"} and stripped not in quoted:
        return False
    match = _NUMBERED.match(stripped.lstrip(_MARKS))
    return match is not None and 1 <= int(match[1]) <= most


def _below(lines: Sequence[str]) -> str:
    """The answer to a question whose lines bear marks: behind its end, else the first lines without marks below it."""
    question: list[str] = []
    for line in lines:
        if line.lstrip()[:1] not in {">", "|"} or not line.strip(_MARKS):
            break
        question.append(line.strip(_MARKS))
    behind = _END.search(" ".join(question))
    words = " ".join(question)[behind.end() :].strip() if behind is not None else ""
    if words:
        return words
    found: list[str] = []
    for line in lines[len(question) :]:
        if line.lstrip()[:1] in {">", "|"}:
            if line.strip(_MARKS) or found:
                break
        elif line.strip():
            found.append(line.strip())
        elif found:
            break
    return " ".join(found)


def _within(lines: Sequence[str]) -> str:
    """The answer in a letter of ours that bears no marks: the first words behind the question's end."""
    behind = _END.search(text := "\n".join(line.strip() for line in lines))
    if behind is None:
        return ""
    return " ".join(text[behind.end() :].strip().split("\n\n")[0].split())


def _numbered(lines: Sequence[str], asked: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Answers by our questions' numbers."""
    for line in lines:
        match = _NUMBERED.fullmatch(line.rstrip())
        if match is None:
            continue
        number, parts = int(match[1]), _BEHIND.split(match[2])
        for words in parts[::2]:
            if 1 <= number <= len(asked) and (fitting := _fitting(asked[number - 1], words.strip())):
                yield asked[number - 1], fitting
            at = parts.index(words)
            number = int(parts[at + 1]) if at + 1 < len(parts) else 0


def _alone(lines: Sequence[str], asked: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Answers that stand without a word of what they are."""
    said = [line for line in map(str.strip, lines) if line and not _COURTESY.fullmatch(line)]
    for line in said:
        if "desired_email" in asked and (_ADDRESS.fullmatch(line) or _THIS_ONE.fullmatch(line)):
            yield "desired_email", line
        elif "netid" in asked and (token := (_netid(line) if _NO_NAME.match(line) else "") or _netid_ahead(line)):
            yield "netid", token
    if "department" in asked[:1]:
        yield from (("department", words) for words in _department(said) if words)


def _department(said: Sequence[str]) -> Iterator[str]:
    """What is told when nothing but the department was asked for."""
    for line in said:
        for sentence in _SENTENCE.split(line):
            words = _PLEASE.sub("", sentence).strip(" .!,;-")
            if sentence.endswith("?"):
                continue
            where = _WHERE.search(words)
            if where is not None and _named_so(where[1]):
                yield where[1].strip(" .!,;-")
            elif _NO_DEPARTMENT.search(sentence) or _named_so(words):
                yield words


def _named_so(words: str) -> bool:
    """True for what may be a name: few words, one of them such as "office", or all of them with a capital."""
    parts = words.strip(" .!,;-").split()
    if not 0 < len(parts) <= FEW_WORDS:
        return False
    return bool(_LIKE_A_DEPARTMENT.search(words)) or all(
        part[:1].isupper() or not part[:1].isalpha()
        for part in parts
        if part not in {"of", "for", "and", "the", "in", "&"}
    )


def _netid(words: str) -> str:
    match = _NETID.fullmatch(words.strip())
    token = match[1].lower() if match is not None else ""
    return "" if token in _WORDS_OF_NO_NETID else token


def _netid_ahead(line: str) -> str:
    """The NetID of "afx2, and this address is fine"."""
    ahead = _NETID_AHEAD.fullmatch(line)
    return _netid(ahead[1]) if ahead is not None and _OF_AN_ADDRESS.search(ahead[2]) else ""


def _fitting(field: str, words: str) -> str:
    """The words, when they may be an answer of that kind."""
    words = words.strip()
    if field == "netid":
        return _netid(words)
    if field == "desired_email":
        return words if _MEANS_AN_ADDRESS.search(words) else ""
    return words
