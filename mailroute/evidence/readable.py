"""Can the mail be read as a request?

Comes in: a Reading and whether the author is the voicemail system. Goes out: a Finding with the reason why not.
Never: judges what is asked. Source: PROCEDURE, rule 5 and its readings.
"""

import re

from mailroute.evidence import language
from mailroute.evidence.reading import Reading, quote
from mailroute.finding import Evidence, Finding

_ENCRYPTED = ("multipart/encrypted", "application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_ARMOUR = "-----begin pgp message-----"
_VOICEMAIL = re.compile(
    r"^(?:new )?voice ?(?:mail|message)(?: message)? (?:from|received)|^you have a(?: new)? voice ?(?:mail|message)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAYS_LITTLE = re.compile(
    r"^(?:help|hi|hello|question|urgent|test|problem|issue|request|support|none|no subject|\(no subject\)|image|photo|scan|document|attachment|file|fyi|see attached|attached)?[\s!.?]*$",
    re.IGNORECASE,
)
_SEE_ATTACHED = re.compile(
    r"^(?:(?:hi|hello|dear|please|pls|kindly|see|view|find|the|attached|attachment|screenshot|file|document|enclosed|here|is|it|thanks?|you|regards|best|team|help|desk)\W*+)*+$",
    re.IGNORECASE,
)
ONLY_ATTACHMENT = "it holds nothing but an attachment"
SUBJECT_WORDS = 2
FEW_WORDS = 12


def find(reading: Reading, *, voicemail: bool) -> Finding[str | None]:
    """Why the mail cannot be read as a request, or None."""
    message = reading.message
    if message.unreadable:
        return Finding(f"it cannot be read as a mail: {message.unreadable}", 0.99)
    if any(media_type in _ENCRYPTED for media_type in message.media_types) or _ARMOUR in reading.low:
        signed_only = "multipart/signed" in message.media_types and reading.newest.strip()
        if not signed_only:
            return Finding("it is encrypted", 0.99, (Evidence("header", "encrypted content"),))
    if voicemail or (message.attachments and _VOICEMAIL.search(reading.subject_text)):
        return Finding(
            "it is a voicemail notice: somebody must listen", 0.98, (quote("subject", reading.subject_text),)
        )
    newest = reading.newest.strip()
    subject = reading.subject_text
    words = _WORD.search(newest) is not None
    empty = not words or (
        message.attachments and len(_WORD.findall(newest)) <= FEW_WORDS and _SEE_ATTACHED.match(newest)
    )
    # What is asked of a case was said before: the subject it kept says nothing more.
    if empty and (
        (reading.follows and reading.old_subject)
        or _SAYS_LITTLE.match(subject)
        or len(_WORD.findall(subject)) < SUBJECT_WORDS
    ):
        why = ONLY_ATTACHMENT if message.attachments else "it is empty"
        return Finding(why, 0.97, (quote("subject", subject),))
    spoken = language.find(newest if words else subject)
    if spoken.answer not in {"en", "und"}:
        return Finding(f"it is mostly not in English ({spoken.answer})", spoken.confidence, spoken.evidence)
    return Finding(None, 0.99)
