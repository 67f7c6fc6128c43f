"""imapclient, tamed: a connection with deadlines, and the few commands that are needed.

Comes in: an Endpoint, UIDs, the server's folder names. Goes out: plain values. Raises imaplib's errors and OSError.
Never: expunges what it has not copied, sends what is no number or folder name, decides what a refusal means.
"""

import imaplib
import ssl
from collections.abc import Callable, Sequence
from time import monotonic, sleep
from typing import Any

from imapclient import IMAPClient  # type: ignore[import-untyped]

from mailroute.endpoint import Endpoint, Security
from mailroute.mailbox import HEAD_OCTETS, MOST_HEADS
from mailroute.mailbox.complaint import refused
from mailroute.mailbox.folders import Folders
from mailroute.mailbox.wire import Wire

_IDLE_RENEWED_S = 9 * 60
"""NAT boxes forget a silent connection after ten minutes or so (RFC 2177 asks for 29 at most)."""

_LOOK_S = 0.5


class Imap(IMAPClient):  # type: ignore[misc] # imapclient has no type information
    """A connection that has been greeted, and protected where the address says so."""

    def __init__(self, endpoint: Endpoint, context: ssl.SSLContext, seconds: float) -> None:
        self._wire_made: Callable[[], Wire] = lambda: Wire(endpoint, context, seconds)
        self._seconds = seconds
        self._folders: Folders | None = None
        super().__init__(endpoint.host, endpoint.port, ssl=endpoint.security is Security.TLS, ssl_context=context)
        # imapclient sets 5: every line is then put in words for a log, which takes most of a fetch's time.
        self._imap.debug = 0

    def _create_IMAP4(self) -> Wire:  # noqa: N802 - the name is imapclient's
        return self._wire_made()

    @property
    def wire(self) -> Wire:
        """The connection below."""
        wire: Wire = self._imap
        return wire

    @property
    def news(self) -> dict[str, list[Any]]:
        """What the server has said unasked since it was last cleared, by its word (``EXISTS``)."""
        return self.wire.untagged_responses

    @property
    def folders(self) -> Folders:
        """The account's folders; looked up once a connection, after signing in."""
        if self._folders is None:
            self._folders = Folders(self)
        return self._folders

    def sign_in(self, user: str, password: str) -> None:
        """AUTHENTICATE PLAIN where it is offered (RFC 4616: any UTF-8 password), else LOGIN."""
        if self.has_capability("AUTH=PLAIN"):
            self.plain_login(user, password)
        elif self.has_capability("LOGINDISABLED"):
            raise IMAPClient.Error("the server allows no password here (LOGINDISABLED)")
        else:
            self.login(user, password)

    def every_uid(self) -> list[int]:
        """Every UID in the folder now, ascending."""
        self.news.clear()
        self.noop()  # a server tells of new mail between commands only
        found = self.search("ALL")
        self.news.pop("EXISTS", None)
        return sorted({uid for uid in found if isinstance(uid, int) and uid > 0})

    def mark(self, name: str) -> tuple[int, int] | None:
        """UIDVALIDITY and UIDNEXT of a folder (the server's name); None when it is not there or not told of."""
        try:
            status = self.folder_status(name, ["UIDVALIDITY", "UIDNEXT"])
        except imaplib.IMAP4.error as error:
            if not refused(error):
                raise
            return None
        found = status.get(b"UIDVALIDITY"), status.get(b"UIDNEXT")
        return found if all(isinstance(number, int) for number in found) else None

    def heads(self, name: str, first: int) -> list[bytes]:
        """The headers of the newest mails of a folder from UID ``first`` on; the folder is looked at, not selected."""
        self.select_folder(name, readonly=True)
        there = sorted(uid for uid in self.search(["UID", f"{int(first)}:*"]) if isinstance(uid, int) and uid >= first)
        answer = self.item(there[-MOST_HEADS:], f"BODY.PEEK[HEADER]<0.{HEAD_OCTETS}>", "BODY[HEADER]<0>")
        return [head for head in answer.values() if isinstance(head, bytes)]

    def item(self, uids: Sequence[int], item: str, answered_as: str = "") -> dict[int, Any]:
        """One data item of each of these UIDs that the server still has.

        News of other mails' flags comes under a sequence number, which imapclient takes for a UID when the server
        leaves the UID out: so only an answer that has the item counts, and only for a UID that was asked for.
        """
        self.news.pop("FETCH", None)
        answer = self.fetch(uids, [item])
        wanted = (answered_as or item).encode("ascii")
        return {uid: answer[uid][wanted] for uid in uids if wanted in answer.get(uid, {})}

    def move_to(self, uids: Sequence[int], name: str) -> None:
        """RFC 6851's MOVE; else copy, flag, and expunge by UID (RFC 4315); else copy and flag only.

        A plain EXPUNGE or CLOSE would take along what people have flagged.
        """
        if self.has_capability("MOVE"):
            self.move(uids, name)
        elif self.has_capability("UIDPLUS"):
            self.copy(uids, name)
            self.add_flags(uids, [rb"\Deleted"], silent=True)
            self.uid_expunge(uids)
        else:
            # What is flagged already was copied the first time.
            flags = self.item(uids, "FLAGS")
            if left := [uid for uid in uids if uid in flags and rb"\Deleted" not in flags[uid]]:
                self.copy(left, name)
                self.add_flags(left, [rb"\Deleted"], silent=True)

    def await_news(self, seconds: float, wake: Callable[[], bool] | None) -> None:
        """Return after ``seconds`` at most; earlier when the server tells of new mail or ``wake()`` is true.

        By IDLE (RFC 2177), renewed in time; without it the caller's polling finds the mail. Either way the server has
        answered at the end, so a connection that is dead does not stay unnoticed.
        """
        until = monotonic() + seconds
        while not self._done(until, wake):
            if self.has_capability("IDLE"):
                self._idle(min(until, monotonic() + _IDLE_RENEWED_S), wake)
            else:
                sleep(max(0.0, min(until - monotonic(), _LOOK_S)))
        self.news.pop("EXISTS", None)
        self.wire.link.allow(self._seconds)
        self.noop()

    def _idle(self, until: float, wake: Callable[[], bool] | None) -> None:
        self.wire.link.allow(self._seconds)
        tag = self.wire.begin_idle()
        while not self._done(until, wake):
            left = max(0.0, until - monotonic())
            if self.wire.link.ready(min(left, _LOOK_S) if wake else left):
                self.wire.link.allow(self._seconds)
                self.wire.read_news()
        self.wire.link.allow(self._seconds)
        self.wire.end_idle(tag)

    def _done(self, until: float, wake: Callable[[], bool] | None) -> bool:
        return "EXISTS" in self.news or monotonic() >= until or bool(wake and wake())
