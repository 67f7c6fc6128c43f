"""What subject and text of a mail say about a machine behind it, when its header fields say nothing.

Comes in: a Message. Goes out: the sign, how sure it is, and the words. Never: takes a person's mail *about* an
automatic one for one: a person's own words before the automatic ones, or a question about them, speak against it.
"""

import re
from dataclasses import dataclass

from mailroute.finding import Evidence
from mailroute.mail.message import Message
from mailroute.mail.robot_gates import opens
from mailroute.mail.robot_headers import quote, seldom_a_person
from mailroute.mail.robot_phrases import (
    ABOUT_AWAY,
    ALERT_SUBJECT,
    ASKS,
    AWAY_GATE,
    AWAY_SUBJECT,
    AWAY_TEXT,
    BOUNCE_SUBJECT,
    BOUNCE_TEXT,
    CALENDAR_SUBJECT,
    CALENDAR_TEXT,
    DEVICE_FIELD,
    DEVICE_SUBJECT,
    DEVICE_TEXT,
    MYSELF,
    NEWSLETTER,
    NOTICE,
    NOTICE_GATE,
    NOTICE_SUBJECT,
    OWN_TROUBLE,
    PASSED_ON,
    RECEIPT_SUBJECT,
    RECEIPT_TEXT,
    SELLERS_MY,
    SELLING,
    SELLING_GATE,
    SELLING_TOO,
    SELLING_TOO_GATE,
    SPEAKS,
    SURE_NOTICE,
    TROUBLE,
)
from mailroute.mail.robot_speech import POLITE, TICKET, TICKET_SUBJECT, WANTS, away, kinds_said

SURE, LIKELY = 0.95, 0.7
_AWAY_KINDS = 3  # different sentences of an absence, without a subject that says so


@dataclass(frozen=True, slots=True)
class Sign:
    """``confidence`` is ``SURE`` or ``LIKELY``; a likely one is a question for a person."""

    what: str
    confidence: float
    evidence: tuple[Evidence, ...]


def sign_in_words(message: Message) -> Sign | None:
    """The first sign of a machine in subject and newest text."""
    subject = message.subject[:300]
    parts = message.sections
    newest = parts.newest[:6_000]
    if PASSED_ON.match(subject) and (newest.strip() or parts.forwarded):
        return _away("", newest) or _notice(subject, newest) if newest.strip() else None
    return (
        _away(subject, newest)
        or _bounce(subject, newest, message)
        or _receipt(subject, newest, message)
        or _notice(subject, newest)
        or _alert(subject, newest, message)
        or _device(subject, newest, message)
        or _mailing(subject, newest, message)
    )


def _low(newest: str) -> str:
    """As the gates are asked, the same text for each question."""
    return newest.lower().replace("\u2019", "'")


def _subject(match: re.Match[str]) -> Evidence:
    return Evidence("subject", match.string.strip()[:200])


def _body(match: re.Match[str]) -> Evidence:
    return Evidence("body", " ".join(match[0].split())[:200])


def person_speaks(words: str) -> bool:
    """Whether somebody speaks of themselves and wants something."""
    return bool(SPEAKS.search(words) and ASKS.search(words))


def _away(subject: str, newest: str) -> Sign | None:
    head = AWAY_SUBJECT.match(subject)
    needed = _AWAY_KINDS if head is None else 1
    texts = list(AWAY_TEXT.finditer(newest[:3000])) if opens(_low(newest), AWAY_GATE, times=needed) else []
    if head is not None:
        if texts and not ABOUT_AWAY.search(newest):
            return Sign("automatic answer", SURE, (_subject(head), _body(texts[0])))
        # "Out of office message won't turn off" is a topic; "Automatic reply: your subject" is a reply.
        if (
            head["sure"]
            and (":" in head["sure"] or not newest.strip())
            and not (ABOUT_AWAY.search(newest) and person_speaks(newest))
        ):
            return Sign("automatic answer", SURE, (_subject(head),))
    own_words = away(newest)
    if own_words:
        return Sign("automatic answer", SURE, tuple(_body(text) for text in own_words[:2]))
    kinds = {text[0][:12].lower() for text in texts}
    if head is None and len(kinds) >= _AWAY_KINDS and not ABOUT_AWAY.search(newest):
        return Sign(
            "automatic answer", SURE if len(newest) < 1500 else LIKELY, tuple(_body(text) for text in texts[:2])
        )
    return None


def _bounce(subject: str, newest: str, message: Message) -> Sign | None:
    head = BOUNCE_SUBJECT.match(subject)
    if head is None:
        return None
    text = BOUNCE_TEXT.search(newest)
    if text is None:
        if person_speaks(newest):
            return None
    elif _speaks_before(newest[: text.start()]):
        return None
    else:
        return Sign("bounce", SURE, (_subject(head), _body(text)))
    if message.author is not None and message.author.local == "postmaster":
        return Sign("bounce", SURE, (_subject(head), quote("From", message.author.addr)))
    return None if SPEAKS.search(newest) else Sign("bounce", LIKELY, (_subject(head),))


def _receipt(subject: str, newest: str, message: Message) -> Sign | None:
    head = RECEIPT_SUBJECT.match(subject)
    if (
        head is not None
        and (text := RECEIPT_TEXT.search(newest)) is not None
        and not person_speaks(newest[: text.start()])
    ):
        return Sign("receipt", SURE, (_subject(head), _body(text)))
    calendar = CALENDAR_SUBJECT.match(subject)
    if calendar is not None and (
        "text/calendar" in message.media_types
        or not newest.strip()
        or (CALENDAR_TEXT.search(newest) and not WANTS.search(newest.lower()))
    ):
        return Sign("calendar answer", SURE, (_subject(calendar),))
    return None


def _notice(subject: str, newest: str) -> Sign | None:
    text = SURE_NOTICE.search(newest) if opens(_low(newest), NOTICE_GATE) else None
    if text is not None and not _speaks_before(newest[: text.start()]):
        return Sign("notice", SURE, (_body(text),))
    text = NOTICE.search(newest)
    if text is not None and not _speaks_before(newest[: text.start()]):
        # A notice may repeat the customer's words; a person who quotes one goes on with a problem.
        if not MYSELF.search(newest[text.end() :]):
            return Sign("notice", SURE, (_body(text),))
        if not TROUBLE.search(newest[text.end() :]):
            return Sign("notice", LIKELY, (_body(text),))
    said = [] if MYSELF.search(newest) else kinds_said(newest, TICKET, 2)
    titled = TICKET_SUBJECT.match(subject) if said else None
    if len(said) + (titled is not None) > 2 and not WANTS.search(POLITE.sub("", newest).lower()):
        return Sign("notice", SURE, tuple(_body(one) for one in said[:2]))
    head = NOTICE_SUBJECT.match(subject)
    if head is not None and not PASSED_ON.match(subject) and not person_speaks(newest):
        return Sign("notice", SURE if not SPEAKS.search(newest) else LIKELY, (_subject(head),))
    return None


def _speaks_before(words: str) -> bool:
    """Whether what stands before an automatic phrase is a person's: it says "I" or asks."""
    words = POLITE.sub(" ", words)
    return bool(SPEAKS.search(words) or ASKS.search(words))


def _alert(subject: str, newest: str, message: Message) -> Sign | None:
    if SPEAKS.search(newest):
        return None
    head = ALERT_SUBJECT.match(subject)
    sender = _seldom(message)
    if head is not None:
        if (
            sender is not None
            or _fields(newest) >= 2
            or head[0].lower().strip(" *[").startswith(("nagios", "zabbix", "cron", "logwatch", "firing", "prtg"))
        ):
            return Sign("alert", SURE, tuple(one for one in (_subject(head), sender) if one))
        return Sign("alert", LIKELY, (_subject(head),)) if not ASKS.search(newest) else None
    if sender is not None and _fields(newest) >= 3 and not ASKS.search(newest):
        return Sign("alert", SURE, (sender,))
    return None


def _fields(newest: str) -> int:
    """Lines of the form ``Word: value``, as machines write them."""
    return len(re.findall(r"^[A-Z][\w /()-]{1,30}: ?\S", newest, re.M))


def _device(subject: str, newest: str, message: Message) -> Sign | None:
    if SPEAKS.search(newest):
        return None
    head = DEVICE_SUBJECT.match(subject)
    texts = list(DEVICE_TEXT.finditer(newest))
    fields = len(list(DEVICE_FIELD.finditer(newest)))
    sender = _seldom(message)
    signs = (head is not None) + (sender is not None) + min(len(texts), 2) + min(fields, 1)
    if (signs >= 2 and (head or sender or texts)) or (head is not None and not newest.strip()):
        found = [_subject(head)] if head else []
        found += [_body(text) for text in texts[:1]]
        return Sign("device", SURE, tuple(found + ([sender] if sender else [])))
    if sender is not None and message.attachments and not newest.strip():
        return Sign("device", SURE, (sender,))
    return None


def _seldom(message: Message) -> Evidence | None:
    author = message.author
    if author is not None and seldom_a_person(author.local or author.addr):
        return Evidence("header", f"From: {author.addr}"[:200])
    return None


def _mailing(subject: str, newest: str, message: Message) -> Sign | None:
    if OWN_TROUBLE.search(newest) and not (
        SELLERS_MY.search(newest) and not OWN_TROUBLE.search(SELLERS_MY.sub(" ", newest))
    ):
        return None
    shown = f"{subject}\n{newest}\n{message.sections.footer}"
    low = shown.lower()
    phrases: dict[str, re.Match[str]] = {}
    for gate, pattern in ((SELLING_GATE, SELLING), (SELLING_TOO_GATE, SELLING_TOO)):
        if opens(low, gate):
            phrases |= {match[0].lower(): match for match in pattern.finditer(shown)}
    if not phrases:
        return None
    if len(phrases) <= 1 and "feedback-id" not in dict(message.headers) and _seldom(message) is None:
        return None
    newsletter = NEWSLETTER.search(message.sections.footer) or NEWSLETTER.search(newest[-600:])
    sender = _seldom(message)
    found = tuple(_body(match) for match in list(phrases.values())[:2])
    if newsletter is not None and (len(phrases) >= 2 or sender is not None or message.first("feedback-id")):
        return Sign("mailing", SURE, (_body(newsletter), *found[:1]))
    if len(phrases) >= 3:
        return Sign("unsolicited bulk mail", SURE, found)
    if len(phrases) == 2:
        return Sign("unsolicited bulk mail", LIKELY, found)
    return None
