"""What went wrong with an IMAP server, in one line for a person.

Comes in: an exception of imaplib, imapclient or the network. Goes out: a MailboxError. Never: a traceback, mail text.
"""

import imaplib
import re
from collections.abc import Sequence

from mailroute.connection import reason
from mailroute.discretion import without
from mailroute.endpoint import Endpoint
from mailroute.mailbox import MailboxError

_LONGEST = 200
_BYTES_SHOWN = re.compile(r"""b(?P<mark>['"])(?P<text>.*?)(?P=mark)""")
_PREFIX = re.compile(r"^(command: \w+ => |\w+ failed: |\w+ command error: )|^\* ")
_CODE = re.compile(r"\[(?P<code>[A-Z][A-Z0-9-]*)\b[^\]]*\]")
_PASSING = {"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"}
"""Response codes (RFC 5530 section 3) that say: try again later."""


def words(error: BaseException, secrets: Sequence[str] = ()) -> str:
    """What the server said, on one line, without Python's and imaplib's marks and any of ``secrets``, capped."""
    text = _BYTES_SHOWN.sub(lambda found: found["text"], str(_root(error)))
    text = _PREFIX.sub("", re.sub(r"[\x00-\x1f\x7f]+", " ", text)).strip() or type(error).__name__
    text = without(text, secrets)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def code(error: BaseException) -> str:
    """The response code of RFC 5530 in the server's answer (``NONEXISTENT``), or the empty string."""
    found = _CODE.search(words(error))
    return found["code"] if found else ""


def refused(error: BaseException) -> bool:
    """True when the server answered and refused (NO); otherwise the connection or the protocol is broken."""
    root = _root(error)
    return (
        isinstance(root, imaplib.IMAP4.error)
        and not isinstance(root, imaplib.IMAP4.abort)
        and " command error: BAD" not in str(root)
    )


def passing(error: BaseException) -> bool:
    """True when a later try is promising."""
    return not refused(error) or code(error) in _PASSING


def complaint(
    error: Exception, endpoint: Endpoint, doing: str, mend: str = "", secrets: Sequence[str] = ()
) -> MailboxError:
    """A MailboxError from a foreign exception.

    ``doing`` is what was tried. ``mend`` is what helps if the server refuses; without it no refusal is for good.
    ``secrets`` are left out of the server's words.
    """
    root = _root(error)
    if isinstance(root, OSError):
        return MailboxError(f"{endpoint.name}: {doing}: {reason(root, endpoint)}")
    said = words(error, secrets)
    if passing(error) or not mend:
        return MailboxError(f"{endpoint.name}: {doing}: {said}: the next try may do better")
    return MailboxError(f"{endpoint.name}: {doing}: {said}: {mend}", permanent=True)


def _root(error: BaseException) -> BaseException:
    """The error below those put over it by imaplib and imapclient, which calls a BYE at LOGIN a wrong password."""
    while not error.__suppress_context__ and isinstance(error.__context__, (OSError, imaplib.IMAP4.error)):
        error = error.__context__
    return error
