"""A received mail, parsed and immutable.

Comes in: nothing; ``parse.py`` makes these from bytes. Goes out: the types that evidence reads.
Never: decodes, guesses, raises.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox of RFC 5322 section 3.4: ``addr`` is ``local@domain`` in lower case, ``name`` the display name."""

    addr: str
    name: str = ""

    @property
    def local(self) -> str:
        """The part before the last ``@``."""
        return self.addr.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """The part behind the last ``@``, lower case; empty when there is none."""
        return self.addr.rpartition("@")[2] if "@" in self.addr else ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the mail's text: its file name (may be empty), media type and decoded size in octets.

    In a mail over a megabyte, of which long parts are not read to their end, the size is of what was read.
    """

    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Sections:
    """The text of a mail, told apart. Each is plain text with LF line ends; empty where there is none.

    ``newest`` is what the author wrote now, inline answers between quoted lines included; ``quoted`` is an earlier
    mail below or between it; ``forwarded`` is a mail of somebody else passed on; ``signature`` is the author's own
    block under the newest text; ``footer`` is what a device, a list or a lawyer added ("Sent from my iPhone",
    "Unsubscribe").
    """

    newest: str = ""
    quoted: str = ""
    forwarded: str = ""
    signature: str = ""
    footer: str = ""
    forwarded_author: Address | None = None
    forwarded_subject: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A received mail.

    ``headers`` holds every header field in order as ``(name in lower case, decoded value without line breaks or
    control characters)``. ``text`` is the whole visible text (HTML made plain, hidden text dropped), capped;
    ``sections`` is the same told apart. ``media_types`` lists the media type of every MIME part, in order, lower case.
    ``defects`` names what was wrong with the bytes, in plain words; ``unreadable`` is set (to the reason) when they
    cannot be read as a mail at all. ``calendar_method`` is the METHOD of a text/calendar part (RFC 5546), if any.
    """

    headers: tuple[tuple[str, str], ...] = ()
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    authors: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    date: datetime | None = None
    text: str = ""
    sections: Sections = field(default_factory=Sections)
    attachments: tuple[Attachment, ...] = ()
    media_types: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()
    unreadable: str = ""
    size: int = 0
    calendar_method: str = ""

    @property
    def author(self) -> Address | None:
        """The one address in From (RFC 5598's Author); None when From is missing, broken or names several."""
        return self.authors[0] if len(self.authors) == 1 else None

    def all(self, name: str) -> tuple[str, ...]:
        """Every instance of a header field, in the order of the mail."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key == wanted)

    def first(self, name: str) -> str:
        """The first instance of a header field, or the empty string."""
        return next(iter(self.all(name)), "")
