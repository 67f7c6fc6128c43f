"""Is it an outage: several people, or a whole service or place, now?

Comes in: a Reading. Goes out: a Finding; a doubtful one carries both answers.
Never: counts one person's many records, the past, planned work, one broken shared device.
Source: KB 147120 (outages are never forwarded); PROCEDURE, rule 6 and its readings.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from mailroute.evidence import outage_words as words
from mailroute.evidence.cues import Cue, hits
from mailroute.evidence.likeness import Likely
from mailroute.evidence.reading import Reading, Sentence
from mailroute.finding import Doubt, Finding

_OF_A_SERVICE = {"a whole service", "a posted outage", "a notice of an outage"}


class _Weight(StrEnum):
    """What one sign is worth: an outage, a doubt of a kind, or nothing."""

    OUTAGE = "outage"
    ONE_THING = "many people, but one course or list of the author's: its setting or an outage?"
    TWO = "two people have it: one person's trouble or an outage?"
    MANY = "several people seem to have it: one person's trouble or an outage?"
    LIKE_ONE = "it reads like an outage, though nobody says outright who has it"
    UNLIKE = "it is told like an outage, and reads like one person's trouble"
    UNTOLD = "an outage is named, but not who has it: one person's trouble or an outage?"
    NOTHING = ""


LIKE, SURELY, PERHAPS, HARDLY, NOT_LIKE = 0.9, 0.8, 0.4, 0.3, 0.03
"""Shares of likeness: an outage though no sign was known; one where the signs doubt; doubtful; too little for what the
signs say; nothing."""


def find(reading: Reading, likely: Likely | None = None) -> Finding[bool]:
    """Several people or a place now: True. Two people, or an outage only asked about: doubtful, both answers kept.

    ``likely`` is how like the mail is to those that tell of an outage (None: not asked). It finds what no sign foresaw,
    and makes doubtful what the signs say alone.
    """
    told = _told(reading)
    if likely is None:
        return told
    # what is denied matters only where it reads like an outage, which most mails do not
    return _weighed(told, likely, denied=likely.share >= PERHAPS and _denied(reading))


def _denied(reading: Reading) -> bool:
    """One person's trouble, or one device's, said outright."""
    if reading.found(words.NOT_SEVERAL):
        return True
    return any(words.ONE_DEVICE.search(one.low) for one in reading.sentences) and not any(
        words.SEVERAL_DEVICES.search(one.low) for one in reading.sentences
    )


def _weighed(told: Finding[bool], likely: Likely, *, denied: bool) -> Finding[bool]:
    """What the signs say beside how it reads. Both must be there for an outage, or one of them beyond doubt."""
    sentence = likely.sentence
    if told.answer:
        if likely.share >= HARDLY:
            return replace(told, confidence=max(0.9, min(0.99, likely.share)))
        return replace(
            told,
            answer=False,
            confidence=0.55,
            alternatives=(True,),
            doubt=Doubt(_Weight.UNLIKE, ("outage", "no outage")),
        )
    if sentence is not None and not denied and likely.share >= (LIKE if told.doubt is None else SURELY):
        return Finding(True, likely.share, (sentence.evidence(),))
    if told.doubt is not None:
        return told if likely.share >= NOT_LIKE else Finding(False, 0.95)
    if sentence is not None and likely.share >= (LIKE if denied else PERHAPS):
        doubt = Doubt(_Weight.LIKE_ONE, ("outage", "no outage"))
        return Finding(False, 1 - likely.share, (sentence.evidence(),), alternatives=(True,), doubt=doubt)
    return told if told.confidence < 1 - likely.share else replace(told, confidence=1 - likely.share)


def _told(reading: Reading) -> Finding[bool]:
    """What the known signs say."""
    notice = _notice_passed_on(reading)
    if notice is not None:
        return notice
    low = reading.low_all
    signs = list(hits(words.SIGNS, reading.sentences, low, reading.bits))
    two = (
        next((one for one in reading.sentences if words.TWO.search(one.low)), None)
        if reading.found(words.TWO)
        else None
    )
    if not signs and two is None:
        return Finding(False, 0.99)
    exempt, over, planned = (bool(reading.found(one)) for one in (words.NOT_SEVERAL, words.OVER, words.PLANNED))
    doubts: dict[_Weight, Sentence] = {}
    for sign, sentence, match in signs:
        if not _told_as_present(reading, sign, sentence, match, over=over, planned=planned):
            continue
        weight = _weigh(reading, sign, sentence, match, exempt=exempt)
        if weight is _Weight.OUTAGE:
            return Finding(True, 0.97, (sentence.evidence(),))
        if weight is not _Weight.NOTHING:
            doubts.setdefault(weight, sentence)
    if two is not None and not (exempt or over or planned) and words.BAD_PATTERN.search(low):
        doubts[_Weight.TWO] = two
    if over or exempt:
        doubts.pop(_Weight.UNTOLD, None)
    if over:
        doubts.pop(_Weight.MANY, None)
    return _least_told(doubts)


def _least_told(doubts: Mapping[_Weight, Sentence]) -> Finding[bool]:
    """The strongest doubt that is left, or none."""
    for weight in _Weight:
        if weight in doubts:
            evidence = (doubts[weight].evidence(),)
            doubt = Doubt(weight.value, ("outage", "no outage"))
            return Finding(False, 0.55, evidence, alternatives=(True,), doubt=doubt)
    return Finding(False, 0.99)


def _told_as_present(
    reading: Reading, sign: Cue, sentence: Sentence, match: re.Match[str], *, over: bool, planned: bool
) -> bool:
    """A trouble is told beside the sign, and as one of now: not past, not over, not planned."""
    low = sentence.low
    greeting = words.GREETING.match(low)
    if greeting and match.start() < greeting.end():
        return False
    still = bool(words.STILL.search(low))
    if words.PAST.search(low) and words.PAST_ONLY.search(low) and not still:
        return False
    # once the text says that it is over, only words of the present can open it again
    if over and not still:
        return False
    if planned and (words.PLANNED.search(low) or words.CONDITIONAL.search(low) or not still):
        return False
    return _trouble_beside(reading, sign, sentence, match)


def _trouble_beside(reading: Reading, sign: Cue, sentence: Sentence, match: re.Match[str]) -> bool:
    low = sentence.low
    if sign.name in _OF_A_SERVICE:
        return True
    # the trouble is told in words of its own: the "no" of "no one" is none
    # "down for" the whole floor begins before its sign; "have no" one does not stand before one
    first = match.start() if not match.group().startswith("no") else -1
    told = words.BAD_PATTERN.finditer(low)
    beside = any(bad.start() < first or bad.end() <= match.start() or bad.start() >= match.end() for bad in told)
    if beside or words.NOBODY_CAN.search(low):
        return True
    if words.DIRECTED.search(low) or sentence.zone == "subject" or match.group().startswith("no"):
        return False
    if sign.name == "signs of many" and words.BAD_PATTERN.search(reading.low_all):
        return True
    if words.ALSO.search(low) and words.BAD_PATTERN.search(_beside(reading, sentence, -1)):
        return True
    return bool(words.BAD_PATTERN.search(_beside(reading, sentence, 1))) and not words.POSSIBILITY.search(low)


def _weigh(reading: Reading, sign: Cue, sentence: Sentence, match: re.Match[str], *, exempt: bool) -> _Weight:
    """What a sign of present trouble is worth, once one person's records, devices and courses are told apart."""
    low, whole = sentence.low, reading.low_all
    if words.ONE_DEVICE.search(low) and not words.SEVERAL_DEVICES.search(low):
        return _Weight.NOTHING
    if sign.name in _OF_A_SERVICE:
        if words.NOW_LISTED.search(whole) or (
            sign.name == "a notice of an outage" and reading.passed_on and not exempt
        ):
            return _Weight.OUTAGE
        own = sign.name == "a whole service" and words.ONE_COURSE.search(low)
        return _Weight.NOTHING if own else _Weight.UNTOLD
    if sign.name == "signs of many":
        return _Weight.NOTHING if exempt else _Weight.MANY
    if _about_records(low, match.group()) or (exempt and words.NOT_SEVERAL.search(low)):
        return _Weight.NOTHING
    if words.ONE_COURSE.search(low) and not words.DOWN_ITSELF.search(whole):
        return _Weight.ONE_THING if words.ALL_OF_THEM.search(low) else _Weight.NOTHING
    return _Weight.OUTAGE


def _beside(reading: Reading, sentence: Sentence, step: int) -> str:
    """The sentence before (-1) or behind (1) one of the body; the first one for the subject's."""
    body = reading.body
    place = body.index(sentence) + step if sentence in body else 0
    return body[place].low if 0 <= place < len(body) else ""


def _about_records(low: str, counted: str) -> bool:
    """Many records of one person are no outage: what is counted are students in a list, not people in trouble."""
    if not words.COUNTABLE.search(counted) or not words.RECORDS.search(low) or words.REPORTED.search(low):
        return False
    return re.search(re.escape(counted) + words.ACTING, low) is None


def _notice_passed_on(reading: Reading) -> Finding[bool] | None:
    """A notice of an outage that a person passes on: the notice stands in the forwarded part."""
    parts = reading.message.sections
    forwarded = parts.forwarded or (parts.quoted if reading.passed_on else "")
    if not forwarded or reading.old_subject:
        return None
    low = " ".join(forwarded.lower().split())[:4000]
    if words.PLANNED.search(low) or words.NOTICE_OVER.search(low):
        return None
    notice = words.SIGNS[-1].pattern.search(low) or words.NOTICE_OF_MANY.search(low)
    if notice is None or not words.NOTICE_TELLS.search(low) or not words.NOTICE_TO_MANY.search(low):
        return None
    told = Sentence(low[notice.start() : notice.end() + 80], low, "body")
    return Finding(True, 0.9, (told.evidence(),))
