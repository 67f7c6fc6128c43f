"""A mailbox on an IMAP server (RFC 3501 and 9051), by imapclient.

Comes in: an Endpoint and a password. Goes out: a ``Mailbox``.
Never: sets a flag by reading, selects mail by a flag, expunges what it has not copied, passes text of a mail to the
server, goes on with a connection after an error.

Every command has a deadline. A mail above ``LARGEST`` octets is given with its beginning only (``PREVIEW`` octets) and
``Fetched.fault`` set, and so is one that the server will not hand out: a person looks at it in the mailbox.
"""

import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import Any

from imapclient import IMAPClient  # type: ignore[import-untyped]

from mailroute.connection import tls_context
from mailroute.endpoint import Endpoint, Security
from mailroute.mailbox import Fetched, MailboxError
from mailroute.mailbox.complaint import code, complaint, passing, refused, words
from mailroute.mailbox.folders import Folders
from mailroute.mailbox.wire import Wire

LARGEST = 50 * 1024 * 1024
"""Octets up to which a mail is fetched whole; few servers let a larger one in."""

PREVIEW = 1024 * 1024
"""Octets fetched of a larger one: its header, and usually its text."""

_BATCH_MAILS = 50
_BATCH_OCTETS = 8 * 1024 * 1024
_BATCH_UIDS = 500
_SLOWEST = 50_000
"""Octets a second that a server must manage when it sends mails."""

_MAILS_A_SECOND = 10
"""Mails a second that a server must manage when it moves them."""

_IDLE_RENEWED_S = 9 * 60
"""NAT boxes forget a silent connection after ten minutes or so (RFC 2177 asks for 29 at most)."""

_LOOK_S = 0.5
_GOODBYE_S = 2.0


class _Client(IMAPClient):  # type: ignore[misc] # imapclient has no type information
    """imapclient over our own wire, for its deadlines."""

    def __init__(self, endpoint: Endpoint, context: ssl.SSLContext, seconds: float) -> None:
        self._wire_made: Callable[[], Wire] = lambda: Wire(endpoint, context, seconds)
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
    def folders(self) -> Folders:
        """The account's folders; looked up once a connection, after signing in."""
        if self._folders is None:
            self._folders = Folders(self)
        return self._folders

    _folders: Folders | None = None


class ImapMailbox:
    """One folder of one account. See ``mailroute.mailbox.Mailbox`` for what each method promises."""

    def __init__(self, endpoint: Endpoint, password: str, *, ca_file: str | None = None, timeout_s: float = 60) -> None:
        self._endpoint = endpoint
        self._password = password
        self._ca_file = ca_file
        self._timeout_s = timeout_s
        self._path = endpoint.path or "INBOX"
        self._client: _Client | None = None
        self.name = endpoint.name if endpoint.path else f"{endpoint.name}/INBOX"

    def open(self) -> int:
        """Connect, sign in and select; return the UIDVALIDITY."""
        return self._enter(readonly=False)[0]

    def uids(self) -> Sequence[int]:
        """Every UID in the folder now, ascending."""
        with self._asking("listing the mails") as client:
            news = client.wire.untagged_responses
            news.clear()
            client.noop()  # a server tells of new mail between commands only
            found = client.search("ALL")
            news.pop("EXISTS", None)
            return sorted({uid for uid in found if isinstance(uid, int) and uid > 0})

    def fetch(self, uids: Iterable[int]) -> Iterator[Fetched]:
        """The bytes of these UIDs in small batches, no flag set; vanished ones are left out."""
        for group in _groups(uids):
            sizes = self._sizes(group)
            for batch in _batches({uid: size for uid, size in sizes.items() if size <= LARGEST}):
                yield from self._bodies(batch)
            for uid, size in sizes.items():
                if size > LARGEST:
                    fault = f"the mail has {size} octets; only its first {PREVIEW} were read (the limit is {LARGEST})"
                    yield from self._bodies({uid: PREVIEW}, part=f"<0.{PREVIEW}>", fault=fault)

    def file(self, uids: Sequence[int], folder: str) -> None:
        """Move these UIDs to ``folder``, its levels parted by ``/``, within the account's personal namespace."""
        mend = "check the account's rights and quota there"
        for group in _groups(uids):
            seconds = self._timeout_s + len(group) / _MAILS_A_SECOND
            with self._asking(f"filing into {folder}", mend, seconds) as client:
                name = client.folders.named(folder)
                if name == client.folders.spelled(self._path):
                    raise MailboxError(f"{self.name}: mails cannot be filed where they are taken from", permanent=True)
                client.folders.ensure(name)
                try:
                    _move(client, group, name)
                except IMAPClient.Error as error:
                    if code(error) != "TRYCREATE":
                        raise
                    client.folders.forget(name)  # somebody removed it since we looked
                    client.folders.ensure(name)
                    _move(client, group, name)

    def holding(self, folders: Sequence[str]) -> list[str]:
        """Those of these folders in which a mail lies (STATUS, which selects nothing)."""
        found: list[str] = []
        for folder in folders:
            with self._asking(f"looking into {folder}", "check the account's rights") as client:
                name = client.folders.named(folder)
                if client.folders.exists(name) and client.folder_status(name, ["MESSAGES"])[b"MESSAGES"]:
                    found.append(folder)
        return found

    def wait(self, seconds: float, wake: Callable[[], bool] | None = None) -> None:
        """Return after ``seconds`` at most; earlier when the server tells of new mail or ``wake()`` is true."""
        until = monotonic() + seconds
        with self._asking("waiting for mail") as client:
            news = client.wire.untagged_responses
            while "EXISTS" not in news and (left := until - monotonic()) > 0 and not (wake and wake()):
                left = min(left, _IDLE_RENEWED_S)
                client.wire.link.allow(self._timeout_s)
                if client.has_capability("IDLE"):
                    _idle(client, left, wake, self._timeout_s)
                else:
                    sleep(min(left, _LOOK_S))
                    # Polling is the caller's; the server need only not forget us.
            news.pop("EXISTS", None)
            client.wire.link.allow(self._timeout_s)
            client.noop()

    def probe(self, folders: Sequence[str]) -> list[str]:
        """What was found, on a connection of its own that only looks (EXAMINE)."""
        visit = ImapMailbox(self._endpoint, self._password, ca_file=self._ca_file, timeout_s=self._timeout_s)
        try:
            return visit._look(folders)
        finally:
            visit.close()

    def close(self) -> None:
        """Say goodbye if the server listens, and let go; never raises."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(Exception):
                client.wire.link.allow(_GOODBYE_S)
                client.logout()
            _hang_up(client)

    def _enter(self, *, readonly: bool) -> tuple[int, int]:
        """Connect, sign in, select or examine; return the UIDVALIDITY and the number of mails."""
        self.close()
        context = self._context()
        try:
            self._client = _Client(self._endpoint, context, self._timeout_s)
        except Exception as error:
            # A strange greeting makes imaplib stumble in many ways.
            raise complaint(error, self._endpoint, "connecting", "check that an IMAP server is there") from error
        if self._endpoint.security is Security.STARTTLS:
            with self._asking("STARTTLS", "the server must offer STARTTLS; or use imaps://") as client:
                client.starttls(context)
        with self._asking("signing in", "check the user in [mailbox] url and the password") as client:
            _sign_in(client, self._endpoint.user, self._password)
        with self._asking("opening the folder", "check the folder behind the host in [mailbox] url") as client:
            answer = client.select_folder(client.folders.spelled(self._path), readonly=readonly)
            client.wire.untagged_responses.clear()
        uidvalidity, mails = answer.get(b"UIDVALIDITY"), answer.get(b"EXISTS", 0)
        if not isinstance(uidvalidity, int) or uidvalidity <= 0:
            self.close()
            why = "the server gives no UIDVALIDITY, so its mails cannot be told apart: use another server"
            raise MailboxError(f"{self.name}: {why}", permanent=True)
        return uidvalidity, int(mails)

    def _context(self) -> ssl.SSLContext:
        try:
            return tls_context(self._ca_file)
        except OSError as error:
            why = f"the file of authorities {self._ca_file} cannot be used ({error.strerror or error}): name a PEM file"
            raise MailboxError(why, permanent=True) from error

    @contextmanager
    def _asking(self, doing: str, mend: str = "look into the server's log", seconds: float = 0) -> Iterator[_Client]:
        """One or a few commands: a deadline, and on any error the connection is dropped and put in words."""
        client = self._client
        if client is None:
            raise MailboxError(f"{self.name}: {doing}: not connected: open the mailbox first")
        client.wire.link.allow(seconds or self._timeout_s)
        try:
            yield client
        except BaseException as error:
            # Who knows where in a command we are: the next answer might belong to this one.
            self._client = None
            _hang_up(client)
            if isinstance(error, MailboxError) or not isinstance(error, Exception):
                raise
            raise complaint(error, self._endpoint, doing, mend) from error

    def _sizes(self, group: Sequence[int]) -> dict[int, int]:
        with self._asking(
            "asking for the sizes of mails", seconds=self._timeout_s + len(group) / _MAILS_A_SECOND
        ) as client:
            try:
                answer = _fetched(client, group, "RFC822.SIZE")
            except IMAPClient.Error as error:
                if not refused(error) or passing(error):
                    raise
                # One bad mail among them: each then goes by itself.
                return dict.fromkeys(group, _BATCH_OCTETS)
            return {uid: size for uid, size in answer.items() if isinstance(size, int)}

    def _bodies(self, batch: dict[int, int], *, part: str = "", fault: str = "") -> Iterator[Fetched]:
        """The mails of ``batch`` (UID -> octets). What one mail makes the server refuse costs only that mail."""
        seconds = self._timeout_s + sum(batch.values()) / _SLOWEST
        with self._asking("fetching mails", seconds=seconds) as client:
            try:
                answer = _fetched(client, list(batch), f"BODY.PEEK[]{part}", key="BODY[]<0>" if part else "BODY[]")
            except IMAPClient.Error as error:
                if not refused(error) or passing(error):
                    raise
                answer, why = {}, words(error)
            else:
                why = ""
        if why and len(batch) > 1:
            for uid, size in batch.items():
                yield from self._bodies({uid: size}, part=part, fault=fault)
        elif why:
            yield from (Fetched(uid, b"", f"the server does not hand out this mail: {why}") for uid in batch)
        for uid, raw in answer.items():
            if isinstance(raw, bytes):
                yield Fetched(uid, raw, fault)
            else:
                yield Fetched(uid, b"", "the server does not hand out this mail: it gives no text")

    def _look(self, folders: Sequence[str]) -> list[str]:
        uidvalidity, mails = self._enter(readonly=True)
        with self._asking("looking at the folders", "check the account's rights") as client:
            offers = [word for word in ("MOVE", "UIDPLUS", "IDLE") if client.has_capability(word)]
            found = [
                f"{self.name}: signed in; the server offers {', '.join(offers) or 'neither MOVE, UIDPLUS nor IDLE'}",
                f"{self.name}: {mails} mails, UIDVALIDITY {uidvalidity}",
            ]
            for folder in folders:
                name = client.folders.named(folder)
                state = "is there" if client.folders.exists(name) else "will be made when the first mail is filed"
                found.append(f"{folder}: {state} (called {name} on the server)")
        return found


def _sign_in(client: _Client, user: str, password: str) -> None:
    """AUTHENTICATE PLAIN where it is offered (RFC 4616: any UTF-8 password), else LOGIN."""
    if client.has_capability("AUTH=PLAIN"):
        client.plain_login(user, password)
    elif client.has_capability("LOGINDISABLED"):
        raise IMAPClient.Error("the server allows no password here (LOGINDISABLED)")
    else:
        client.login(user, password)


def _fetched(client: _Client, uids: Sequence[int], item: str, key: str = "") -> dict[int, Any]:
    """One data item of each of these UIDs that the server still has.

    News of other mails' flags comes under a sequence number, which imapclient takes for a UID when the server leaves
    the UID out: so only an answer that has the item counts, and only for a UID that was asked for.
    """
    client.wire.untagged_responses.pop("FETCH", None)
    answer = client.fetch(uids, [item])
    wanted = (key or item).encode("ascii")
    return {uid: answer[uid][wanted] for uid in uids if wanted in answer.get(uid, {})}


def _move(client: _Client, uids: Sequence[int], name: str) -> None:
    """RFC 6851's MOVE; else copy, flag, and expunge by UID (RFC 4315); else copy and flag only.

    A plain EXPUNGE or CLOSE would take along what people have flagged.
    """
    if client.has_capability("MOVE"):
        client.move(uids, name)
    elif client.has_capability("UIDPLUS"):
        client.copy(uids, name)
        client.add_flags(uids, [rb"\Deleted"], silent=True)
        client.uid_expunge(uids)
    else:
        # What is flagged already was copied the first time.
        flags = _fetched(client, uids, "FLAGS")
        if left := [uid for uid in uids if uid in flags and rb"\Deleted" not in flags[uid]]:
            client.copy(left, name)
            client.add_flags(left, [rb"\Deleted"], silent=True)


def _idle(client: _Client, seconds: float, wake: Callable[[], bool] | None, timeout_s: float) -> None:
    """Let the server speak up (RFC 2177) for at most ``seconds``; what it says is kept as untagged responses."""
    wire, until = client.wire, monotonic() + seconds
    tag = wire.begin_idle()
    while "EXISTS" not in wire.untagged_responses and (left := until - monotonic()) > 0 and not (wake and wake()):
        if wire.link.ready(min(left, _LOOK_S) if wake else left):
            wire.link.allow(timeout_s)
            wire.read_news()
    wire.link.allow(timeout_s)
    wire.end_idle(tag)


def _hang_up(client: _Client) -> None:
    with suppress(Exception):
        client.shutdown()


def _groups(uids: Iterable[int]) -> Iterator[list[int]]:
    """UIDs in ascending groups that fit a command line. Only whole numbers go to the server."""
    wanted = sorted({int(uid) for uid in uids})
    if wanted and wanted[0] < 1:
        raise ValueError(f"a UID is a positive number, not {wanted[0]}")
    for start in range(0, len(wanted), _BATCH_UIDS):
        yield wanted[start : start + _BATCH_UIDS]


def _batches(sizes: dict[int, int]) -> Iterator[dict[int, int]]:
    """Groups of mails that fit in memory: at most 50 mails and, but for a single one, 8 MB."""
    batch: dict[int, int] = {}
    for uid, size in sizes.items():
        if batch and (len(batch) == _BATCH_MAILS or sum(batch.values()) + size > _BATCH_OCTETS):
            yield batch
            batch = {}
        batch[uid] = size
    if batch:
        yield batch
