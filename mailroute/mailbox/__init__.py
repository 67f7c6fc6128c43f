"""Where mail is read from. Gives (uid, bytes), never a library's types.

Comes in: a configuration section. Goes out: a ``Mailbox``. Never: decides, selects by flags, deletes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

MOST_HEADS, HEAD_OCTETS = 10, 64 * 1024
"""Of the mails that came into a folder, and how much of each header."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail as the server gave it: its UID in the selected mailbox and its bytes, untouched.

    ``fault`` says in words why ``raw`` is not the whole mail (too large, or the server will not hand it out; it may be
    empty then). Such a mail is taken into custody like any other, but a person must look at it in the mailbox.
    """

    uid: int
    raw: bytes
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Newcomers:
    """What came into a folder: ``mark`` says up to where, in the server's own words; the newest mails' headers."""

    mark: str
    heads: tuple[bytes, ...]


class MailboxError(Exception):
    """The mailbox cannot be used now. The message is one clear line: what, where, how to mend it.

    ``permanent`` is True when a retry without a change by the administrator is hopeless (a wrong password, a missing
    right); the worker backs off either way and says so.
    """

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class Mailbox(Protocol):
    """A selected mailbox. Every method may raise MailboxError, after which it must be closed and opened anew."""

    name: str
    """Account and folder in words, for logs and the journal: ``imaps://help@imap.example.edu/INBOX``."""

    def open(self) -> int:
        """Connect, sign in and select; return the UIDVALIDITY (RFC 3501 section 2.3.1.1)."""

    def uids(self) -> Sequence[int]:
        """Every UID in the mailbox now, ascending, whatever its flags."""

    def fetch(self, uids: Iterable[int]) -> Iterator[Fetched]:
        """The bytes of these UIDs, without setting a flag (BODY.PEEK[]); a UID that vanished is left out.

        Fetches in small batches, so that memory stays bounded.
        """

    def file(self, uids: Sequence[int], folder: str) -> None:
        """Move these UIDs to ``folder`` (made on demand), without ever expunging another mail.

        Idempotent: a UID that is no longer there is no error.
        """

    def holding(self, folders: Sequence[str]) -> list[str]:
        """Those of these folders that hold mail; changes nothing. A folder that is not there holds none."""

    def newcomers(self, since: Mapping[str, str]) -> dict[str, Newcomers]:
        """What came into these folders since the mark that was given for each ("" for none); changes nothing.

        A folder into which nothing came, or that is not there, is left out. At most ``MOST_HEADS`` headers a folder.
        """

    def wait(self, seconds: float, wake: Callable[[], bool] | None = None) -> None:
        """Return after ``seconds`` at most, earlier when new mail may have come or ``wake()`` is true. A hint only."""

    def probe(self, folders: Sequence[str]) -> list[str]:
        """For ``check --connect``: what was found, a line each, changing nothing. Raises MailboxError on a fault."""

    def close(self) -> None:
        """Let go of the connection; never raises."""
