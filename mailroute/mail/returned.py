"""Which mail of ours does a machine's mail bring back, and was it not delivered?

Comes in: a machine's mail with its bytes, and the secret of our names. Goes out: ``Returned``, or None. Never: takes a
report of a delay for a failure, or believes in a mail that is not ours: our Message-IDs are sealed.
"""

import re
from dataclasses import dataclass

from mailroute.mail.characters import one_line
from mailroute.mail.identity import own_ids
from mailroute.mail.message import Message
from mailroute.mail.robot_phrases import BOUNCE_SUBJECT, BOUNCE_TEXT

_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_FAILED = re.compile(rb"^Action:[ \t]*failed\b", re.I | re.M)  # RFC 3464 section 2.3.3
_WHY = re.compile(rb"^(?:Diagnostic-Code|Status):[ \t]*([^\r\n]{1,300})", re.I | re.M)
_LOOKED_AT = 262_144


@dataclass(frozen=True, slots=True)
class Returned:
    """A letter of ours that a machine's mail brings back, by its Message-ID.

    ``why`` it was not delivered, in the server's words on one line; empty for a delay, a receipt, an answer.
    """

    message_id: str
    why: str = ""


def returned(message: Message, raw: bytes, secret: bytes) -> Returned | None:
    """The letter that ``message``, a machine's, is about; None when it shows none of ours."""
    names = own_ids(raw, secret)
    if not names:
        return None
    if _REPORTS.intersection(message.media_types):
        start = raw[:_LOOKED_AT]
        if not _FAILED.search(start):
            return Returned(names[0])  # delayed, delivered, relayed, expanded
        said = _WHY.search(start)
        return Returned(names[0], one_line(said[1].decode("latin-1")) if said else "no reason is given")
    # No report of RFC 3464 (qmail, old Exchange, mailbox providers): the words must say so twice.
    text = BOUNCE_TEXT.search(message.text[:6000])
    if BOUNCE_SUBJECT.match(message.subject) is None or text is None:
        return Returned(names[0])
    return Returned(names[0], " ".join(text[0].split())[:200])
