"""Was a mail sent by a machine, and may it be answered by one?

After RFC 3834 and rule 1 of the procedure. Comes in: a Message and our own addresses, and for the second question
the time. Goes out: findings with the words they rest on. Never: answers "machine" for a person who writes about an
automatic mail or passes one on.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from mailroute.finding import Doubt, Evidence, Finding
from mailroute.mail.message import Message
from mailroute.mail.robot_headers import LOOP_HEADER, about_a_list, is_own, quote, seldom_a_person, sign_in_headers
from mailroute.mail.robot_words import LIKELY, person_speaks, sign_in_words

MAX_RECEIVED = 25

_SUPPRESSED = re.compile(r"\b(?:all|oof|autoreply)\b", re.I)  # MS-OXCMAIL section 2.2.3.2.14
_SPAM = re.compile(r"\s*(?:yes|true)\b", re.I)
_NEVER_ANSWERED = frozenset({"list-id", "x-beenthere", "x-loop", "feedback-id", "mailing-list", LOOP_HEADER})
_PATH = re.compile(r"<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+")
_FUTURE = timedelta(hours=2)  # clocks of senders that are wrong by a time zone's summer time


def sent_by_machine(message: Message, *, own: Sequence[str]) -> Finding[bool]:
    """Whether a machine sent it: header fields decide, else subject and text. A likely sign leaves a doubt."""
    found = sign_in_headers(message, own)
    if found is not None:
        return Finding(answer=True, confidence=1.0, evidence=(found,))
    sign = sign_in_words(message)
    if sign is None:
        mark = message.first(LOOP_HEADER)
        if mark:
            # Another desk passes on what a person wrote, or asks something: to take it for a robot's would lose it.
            return in_doubt("another desk's mailroute sent it: a person must see what for", quote(LOOP_HEADER, mark))
        return _by_sender(message)
    if sign.confidence <= LIKELY:
        doubt = Doubt(f"the text looks like a {sign.what}, no header field says so", ("a person", "a machine"))
        return Finding(answer=False, confidence=0.6, evidence=sign.evidence, alternatives=(True,), doubt=doubt)
    return Finding(answer=True, confidence=sign.confidence, evidence=sign.evidence)


def in_doubt(why: str, evidence: Evidence) -> Finding[bool]:
    """Nothing says that it is a machine, and yet it may be one: a person is asked, and it is not answered."""
    doubt = Doubt(why, ("a person", "a machine"))
    return Finding(answer=False, confidence=0.6, evidence=(evidence,), alternatives=(True,), doubt=doubt)


def _by_sender(message: Message) -> Finding[bool]:
    """A sender that is mostly a machine, and no word of a person: a machine."""
    author = message.author
    if author is None or not seldom_a_person(author.local or author.addr):
        return Finding(answer=False)
    evidence = (quote("From", author.addr),)
    newest = message.sections.newest
    if not newest.strip() and not message.sections.forwarded:
        return Finding(answer=True, confidence=0.9, evidence=evidence)
    if about_a_list(author.local) and not person_speaks(newest):
        return Finding(answer=True, confidence=0.9, evidence=evidence)
    return Finding(answer=False, confidence=0.9)


def may_answer(
    message: Message,
    *,
    own: Sequence[str],
    now: datetime,
    max_age_h: float = 24,
    machine: Finding[bool] | None = None,
) -> Finding[bool]:
    """Whether an automatic answer may go to the author; the evidence of a no is the first reason against it.

    Failed authentication and the limits on numbers are not asked here. ``machine`` is what ``sent_by_machine`` said of
    this mail, where the caller knows it already.
    """
    machine = machine or sent_by_machine(message, own=own)
    reason = next(_against(message, own, now, max_age_h, machine), None)
    return Finding(answer=True) if reason is None else Finding(answer=False, evidence=(reason,))


def _against(
    message: Message, own: Sequence[str], now: datetime, max_age_h: float, machine: Finding[bool]
) -> Iterator[Evidence]:
    if machine.answer or machine.alternatives:
        yield from machine.evidence
    if message.unreadable:
        yield Evidence("header", message.unreadable[:200])
    for defect in message.defects:
        if not defect.startswith("text cut"):
            # What could not be read may be the field, or the part, that forbids it.
            yield Evidence("header", defect[:200])
    yield from _fields_against(message)
    yield from _sender_against(message, own)
    recipients = message.to + message.cc
    if not any(is_own(one.addr, own) for one in recipients):
        yield quote("To", message.first("to") or "(none)")
    if message.date is None:
        yield quote("Date", message.first("date") or "(none)")
    elif message.date < now - timedelta(hours=max_age_h) or message.date > now + _FUTURE:
        yield quote("Date", message.first("date"))


def _fields_against(message: Message) -> Iterator[Evidence]:
    for name, value in message.headers:
        if name in _NEVER_ANSWERED or name.startswith("list-"):
            yield quote(name.title(), value)
        elif name == "x-auto-response-suppress" and _SUPPRESSED.search(value):
            yield quote("X-Auto-Response-Suppress", value)
        elif name == "auto-submitted" and value.partition(";")[0].partition("(")[0].strip().lower() != "no":
            yield quote("Auto-Submitted", value or "(empty)")
        elif name == "return-path" and _PATH.fullmatch(value) is None:
            yield quote("Return-Path", value or "(empty)")
        elif (name in {"x-spam-flag", "x-spam-status"} and _SPAM.match(value)) or (
            name == "x-ms-exchange-organization-scl" and value.strip().isdigit() and int(value[:3]) >= 5
        ):
            yield quote(name.title(), value)
    received = message.all("received")
    if len(received) >= MAX_RECEIVED:
        yield quote("Received", f"{len(received)} times")


def _sender_against(message: Message, own: Sequence[str]) -> Iterator[Evidence]:
    author = message.author
    froms = message.all("from")
    if author is None or len(froms) != 1 or "@" not in author.addr:
        yield quote("From", "; ".join(froms) or "(none)")
        return
    if re.search(r":[^<>\"]*;", froms[0]):  # a group (RFC 6854)
        yield quote("From", froms[0])
    if seldom_a_person(author.local) and (about_a_list(author.local) or not message.sections.newest.strip()):
        yield quote("From", author.addr)
    for address in message.reply_to:
        if address.domain != author.domain or is_own(address.addr, own):
            yield quote("Reply-To", address.addr)
    if message.all("reply-to") and not message.reply_to:
        yield quote("Reply-To", message.first("reply-to"))
