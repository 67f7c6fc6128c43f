"""Is it an outage: several people, or a whole service or place, now?

Comes in: a Reading. Goes out: a Finding; a doubtful one carries both answers.
Never: counts one person's many records, the past, planned work, one broken shared device.
Source: KB 147120 (outages are never forwarded); PROCEDURE, rule 6 and its readings.
"""

import re
from enum import StrEnum

from mailroute.evidence import outage_words as words
from mailroute.evidence.cues import Cue, hits
from mailroute.evidence.reading import Reading, Sentence
from mailroute.finding import Doubt, Finding

_OF_A_SERVICE = {"a whole service", "a posted outage", "a notice of an outage"}


class _Weight(StrEnum):
    """What one sign is worth: an outage, a doubt of a kind, or nothing."""

    OUTAGE = "outage"
    UNTOLD = "an outage is named, but not who has it: one person's trouble or an outage?"
    ONE_THING = "many people, but one course or list of the author's: its setting or an outage?"
    NOTHING = ""


def find(reading: Reading) -> Finding[bool]:
    """Several people or a place now: True. Two people, or an outage only asked about: doubtful, both answers kept."""
    notice = _notice_passed_on(reading)
    if notice is not None:
        return notice
    low = reading.low_all
    signs = list(hits(words.SIGNS, reading.sentences, low))
    two = next((one for one in reading.sentences if words.TWO.search(one.low)), None) if words.TWO.search(low) else None
    if not signs and two is None:
        return Finding(False, 0.97)
    exempt, over, planned = (bool(one.search(low)) for one in (words.NOT_SEVERAL, words.OVER, words.PLANNED))
    doubts: dict[_Weight, Sentence] = {}
    for sign, sentence, match in signs:
        if not _told_as_present(reading, sign, sentence, match, over=over, planned=planned):
            continue
        weight = _weigh(reading, sign, sentence, match, exempt=exempt)
        if weight is _Weight.OUTAGE:
            return Finding(True, 0.93, (sentence.evidence(),))
        if weight is not _Weight.NOTHING:
            doubts.setdefault(weight, sentence)
    if _Weight.ONE_THING in doubts:
        return _in_doubt(doubts[_Weight.ONE_THING], _Weight.ONE_THING)
    if two is not None and not (exempt or over or planned) and words.BAD_PATTERN.search(low):
        return _in_doubt(two, "two people have it: one person's trouble or an outage?")
    if _Weight.UNTOLD in doubts and not (exempt or over):
        return _in_doubt(doubts[_Weight.UNTOLD], _Weight.UNTOLD)
    past = next((one for one in reading.sentences if over and ("outage" in one.low or " down" in one.low)), None)
    return Finding(False, 0.9, (past.evidence(),)) if past else Finding(False, 0.97)


def _in_doubt(sentence: Sentence, why: str) -> Finding[bool]:
    return Finding(False, 0.55, (sentence.evidence(),), alternatives=(True,), doubt=Doubt(why, ("outage", "no outage")))


def _told_as_present(
    reading: Reading, sign: Cue, sentence: Sentence, match: re.Match[str], *, over: bool, planned: bool
) -> bool:
    """A trouble is told beside the sign, and as one of now: not past, not over, not planned."""
    low = sentence.low
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
    beside = low[: match.start()] + " ... " + low[match.end() :]
    if words.BAD_PATTERN.search(beside) or words.NOBODY_CAN.search(low):
        return True
    if words.DIRECTED.search(low) or sentence.zone == "subject" or match.group().startswith("no"):
        return False
    return bool(words.BAD_PATTERN.search(_next(reading, sentence))) and not words.POSSIBILITY.search(low)


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
    if _about_records(low, match.group()) or (exempt and words.NOT_SEVERAL.search(low)):
        return _Weight.NOTHING
    if words.ONE_COURSE.search(low) and not words.DOWN_ITSELF.search(whole):
        return _Weight.ONE_THING if words.ALL_OF_THEM.search(low) else _Weight.NOTHING
    return _Weight.OUTAGE


def _next(reading: Reading, sentence: Sentence) -> str:
    body = reading.body
    place = body.index(sentence) + 1 if sentence in body else 0
    return body[place].low if place < len(body) else ""


def _about_records(low: str, counted: str) -> bool:
    """Many records of one person are no outage: what is counted are students in a list, not people in trouble."""
    if not words.COUNTABLE.search(counted) or not words.RECORDS.search(low) or words.REPORTED.search(low):
        return False
    return re.search(re.escape(counted) + words.ACTING, low) is None


def _notice_passed_on(reading: Reading) -> Finding[bool] | None:
    """A notice of an outage that a person passes on: the notice stands in the forwarded part."""
    forwarded = reading.message.sections.forwarded
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
