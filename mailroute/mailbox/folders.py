"""The folders of an IMAP account: what ours are called there, and that they exist.

Comes in: a signed-in client and our name for a folder, ``Mailroute/Forwarded``. Goes out: the server's name for it,
``INBOX.Mailroute.Forwarded``. Never: removes or renames a folder, takes a name from a mail.
"""

import imaplib
import itertools
from collections.abc import Sequence
from typing import Any, Protocol

from mailroute.mailbox import MailboxError
from mailroute.mailbox.complaint import code, refused

_NOT_THERE = {b"\\noselect", b"\\nonexistent"}


class Client(Protocol):
    """What of imapclient is needed here."""

    def has_capability(self, capability: str) -> bool:
        """Whether the server offers it."""

    def namespace(self) -> Any:  # noqa: ANN401 - imapclient has no type information
        """RFC 2342."""

    def list_folders(self, directory: str, pattern: str) -> Sequence[tuple[Sequence[bytes], bytes | None, str]]:
        """Flags, delimiter and name of each folder."""

    def create_folder(self, folder: str) -> object:
        """Make one."""

    def subscribe_folder(self, folder: str) -> object:
        """Show it in people's programs."""


class Folders:
    """The account's folders on one connection. Raises imaplib's errors, and MailboxError for a name that cannot be."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: set[str] = set()
        self._prefix = ""
        self._delimiter: str | None = None
        personal = client.namespace().personal if client.has_capability("NAMESPACE") else None
        if personal:
            self._prefix, self._delimiter = personal[0]
        else:
            listed = client.list_folders("", "")  # an empty name asks for the delimiter (RFC 3501 section 6.3.8)
            mark = listed[0][1] if listed else None
            self._delimiter = mark.decode("ascii") if mark else None

    def spelled(self, path: str) -> str:
        """A path of ours with the server's delimiter; on a server without levels they are joined with a dash."""
        return path.replace("/", self._delimiter or "-")

    def named(self, folder: str) -> str:
        """The server's name for ``folder``, within the account's personal namespace (RFC 2342)."""
        if not all(folder.split("/")) or any(not mark.isprintable() or mark in "*%" for mark in folder):
            raise MailboxError(
                f"{folder!r} is no name for a folder: no empty level, control character, * or %", permanent=True
            )
        name = self.spelled(folder)
        return name if name.lower().startswith(self._prefix.lower()) else self._prefix + name

    def exists(self, name: str) -> bool:
        """Whether there is a folder of this name (the server's) that can hold mails."""
        return any(
            not {flag.lower() for flag in flags} & _NOT_THERE for flags, _, _ in self._client.list_folders("", name)
        )

    def ensure(self, name: str) -> None:
        """Make the folder of this name (the server's) and the levels above it, unless they are there."""
        if name in self._known:
            return
        if not self.exists(name):
            if not self._create(name):
                # Most servers make the levels above by themselves; this one does not.
                levels = name.split(self._delimiter) if self._delimiter else [name]
                for level in list(
                    itertools.accumulate(levels, lambda above, below: f"{above}{self._delimiter}{below}")
                )[:-1]:
                    self._create(level)
                self._client.create_folder(name)
            self._subscribe(name)
        self._known.add(name)

    def forget(self, name: str) -> None:
        """Look again the next time: the server says that the folder has gone."""
        self._known.discard(name)

    def _create(self, name: str) -> bool:
        try:
            self._client.create_folder(name)
        except imaplib.IMAP4.error as error:
            if not refused(error):
                raise
            return code(error) == "ALREADYEXISTS"
        return True

    def _subscribe(self, name: str) -> None:
        try:
            self._client.subscribe_folder(name)
        except imaplib.IMAP4.error as error:
            if not refused(error):  # a folder that nobody subscribed to is as good
                raise
