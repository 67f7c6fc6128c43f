"""A mailbox on an IMAP server (RFC 3501 and 9051).

Comes in: an Endpoint and a password. Goes out: a ``Mailbox``.
Never: sets a flag by reading, selects mail by a flag, expunges another's mail, passes text of a mail to the server,
goes on with a connection after an error.

Every command has a deadline. A mail above ``LARGEST`` octets is given with its beginning only (``PREVIEW`` octets) and
``Fetched.fault`` set, and so is one that the server will not hand out (its header, if that can be had): a person looks
at it in the mailbox.
"""

import imaplib
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from mailroute.connection import tls_context
from mailroute.discretion import signed_in_with
from mailroute.endpoint import Endpoint, Security
from mailroute.mailbox import Fetched, MailboxError, Newcomers
from mailroute.mailbox.complaint import code, complaint, passing, refused, words
from mailroute.mailbox.imap import Imap

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

_GOODBYE_S = 2.0


class ImapMailbox:
    """One folder of one account. See ``mailroute.mailbox.Mailbox`` for what each method promises."""

    def __init__(self, endpoint: Endpoint, password: str, *, ca_file: str | None = None, timeout_s: float = 60) -> None:
        self._endpoint = endpoint
        self._password = password
        self._ca_file = ca_file
        self._timeout_s = timeout_s
        self._path = endpoint.path or "INBOX"
        self._client: Imap | None = None
        self.name = endpoint.name if endpoint.path else f"{endpoint.name}/INBOX"

    def open(self) -> int:
        """Connect, sign in and select; return the UIDVALIDITY."""
        return self._enter(readonly=False)[0]

    def uids(self) -> Sequence[int]:
        """Every UID in the folder now, ascending."""
        with self._asking("listing the mails") as client:
            return client.every_uid()

    def fetch(self, uids: Iterable[int]) -> Iterator[Fetched]:
        """The bytes of these UIDs in small batches, no flag set; vanished ones are left out.

        A mail that the server refuses costs only itself. When nothing at all could be had, it is the server that is
        ill, not the mail: then MailboxError, behind whatever else could be given.
        """
        withheld: dict[int, str] = {}
        well = False
        for group in _groups(uids):
            sizes = self._sizes(group)
            for batch in _batches({uid: size for uid, size in sizes.items() if size <= LARGEST}):
                for mail in self._bodies(batch, withheld):
                    well = True
                    yield mail
            for uid, size in sizes.items():
                if size > LARGEST:
                    fault = f"the mail has {size} octets; only its first {PREVIEW} were read (the limit is {LARGEST})"
                    for mail in self._bodies({uid: PREVIEW}, withheld, f"<0.{PREVIEW}>"):
                        yield Fetched(mail.uid, mail.raw, fault)
        if withheld and not well:
            uid, why = next(iter(withheld.items()))
            raise MailboxError(f"{self.name}: fetching mails: the server refuses UID {uid} and gives no other: {why}")
        for uid, why in withheld.items():
            yield Fetched(uid, b"", f"the server does not hand out this mail: {why}")

    def file(self, uids: Sequence[int], folder: str) -> None:
        """Move these UIDs to ``folder``, its levels parted by ``/``, within the account's personal namespace."""
        for group in _groups(uids):
            with self._asking(
                f"filing into {folder}", "check the account's rights and quota there", len(group)
            ) as client:
                name = client.folders.named(folder)
                if name == client.folders.spelled(self._path):
                    raise MailboxError(f"{self.name}: mails cannot be filed where they are taken from", permanent=True)
                client.folders.ensure(name)
                if not self._moved(client, group, name):
                    client.folders.forget(name)  # somebody removed it since we looked
                    client.folders.ensure(name)
                    client.move_to(group, name)

    def holding(self, folders: Sequence[str]) -> list[str]:
        """Those of these folders in which a mail lies (STATUS, which selects nothing)."""
        with self._asking("looking into our folders", "check the account's rights") as client:
            named = {folder: client.folders.named(folder) for folder in folders}
            there = {folder: name for folder, name in named.items() if client.folders.exists(name)}
            return [folder for folder, name in there.items() if client.folder_status(name, ["MESSAGES"])[b"MESSAGES"]]

    def newcomers(self, since: Mapping[str, str]) -> dict[str, Newcomers]:
        """What came into these folders; the mark is UIDVALIDITY and UIDNEXT, the headers come on another connection."""
        came: dict[str, tuple[str, str, int]] = {}
        with self._asking("looking into our folders", "check the account's rights") as client:
            for folder, mark in since.items():
                name = client.folders.named(folder)
                now = client.mark(name)
                if now is not None and mark != (words := f"{now[0]} {now[1]}"):
                    same = mark.startswith(f"{now[0]} ")
                    came[folder] = name, words, int(mark.partition(" ")[2]) if same else 1
        if not came:
            return {}
        visit = ImapMailbox(self._endpoint, self._password, ca_file=self._ca_file, timeout_s=self._timeout_s)
        try:
            return visit._heads(came)
        finally:
            visit.close()

    def wait(self, seconds: float, wake: Callable[[], bool] | None = None) -> None:
        """Return after ``seconds`` at most; earlier when the server tells of new mail or ``wake()`` is true."""
        with self._asking("waiting for mail") as client:
            client.await_news(seconds, wake)

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
                client.wire.link.allow(min(_GOODBYE_S, self._timeout_s))
                client.logout()
            _hang_up(client)

    def _heads(self, came: Mapping[str, tuple[str, str, int]]) -> dict[str, Newcomers]:
        self._enter(readonly=True)
        with self._asking("looking into our folders", "check the account's rights") as client:
            return {
                folder: Newcomers(mark, tuple(client.heads(name, first)))
                for folder, (name, mark, first) in came.items()
            }

    def _enter(self, *, readonly: bool) -> tuple[int, int]:
        """Connect, sign in, select or examine; return the UIDVALIDITY and the number of mails."""
        self.close()
        context = self._context()
        try:
            self._client = Imap(self._endpoint, context, self._timeout_s)
        except Exception as error:
            # A strange greeting makes imaplib stumble in many ways; a refusal of it (BYE) is never for good.
            raise complaint(error, self._endpoint, "connecting") from error
        if self._endpoint.security is Security.STARTTLS:
            with self._asking("STARTTLS", "the server must offer STARTTLS; or use imaps://") as client:
                client.starttls(context)
        secrets = signed_in_with(self._endpoint.user, self._password)
        with self._asking("signing in", "check the user in [mailbox] url and the password", secrets=secrets) as client:
            client.sign_in(self._endpoint.user, self._password)
        with self._asking("opening the folder", "check the folder behind the host in [mailbox] url") as client:
            answer = client.select_folder(client.folders.spelled(self._path), readonly=readonly)
            client.news.clear()
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
    def _asking(
        self, doing: str, mend: str = "", mails: int = 0, octets: int = 0, secrets: Sequence[str] = ()
    ) -> Iterator[Imap]:
        """One or a few commands within a deadline; on any error the connection is dropped and the error put in words.

        ``mend`` says what helps when the server refuses; without it a refusal is taken to pass.
        """
        client = self._client
        if client is None:
            raise MailboxError(f"{self.name}: {doing}: not connected: open the mailbox first")
        client.wire.link.allow(self._timeout_s + mails / _MAILS_A_SECOND + octets / _SLOWEST)
        try:
            yield client
        except BaseException as error:
            # Who knows where in a command we are: the next answer might belong to this one.
            self._client = None
            _hang_up(client)
            if isinstance(error, MailboxError) or not isinstance(error, Exception):
                raise
            raise complaint(error, self._endpoint, doing, mend, secrets) from error

    def _sizes(self, group: Sequence[int]) -> dict[int, int]:
        with self._asking("asking for the sizes of mails", mails=len(group)) as client:
            try:
                answer = client.item(group, "RFC822.SIZE")
            except imaplib.IMAP4.error as error:
                if not refused(error) or passing(error):
                    raise
                # One bad mail among them: each then goes by itself.
                return dict.fromkeys(group, _BATCH_OCTETS)
            return {uid: size for uid, size in answer.items() if isinstance(size, int)}

    def _bodies(
        self, batch: Mapping[int, int], withheld: dict[int, str], part: str = "", *, again: bool = True
    ) -> list[Fetched]:
        """The mails of ``batch`` (UID -> octets); what the server refuses, and ``again``, is noted in ``withheld``."""
        answer: Mapping[int, object] = {}
        why = ""
        with self._asking("fetching mails", octets=sum(batch.values())) as client:
            try:
                answer = client.item(list(batch), f"BODY.PEEK[]{part}", "BODY[]<0>" if part else "BODY[]")
            except imaplib.IMAP4.error as error:
                if not refused(error) or passing(error):
                    raise
                why = words(error)
        if why and len(batch) > 1:
            return [mail for uid, size in batch.items() for mail in self._bodies({uid: size}, withheld, part)]
        if why and again:
            # A mail that was refused once would be a person's for good, and many a refusal has passed by now.
            return self._bodies(batch, withheld, part, again=False)
        if why:
            return self._header(next(iter(batch)), withheld, why)
        withheld |= {uid: "it gives no text" for uid, raw in answer.items() if not isinstance(raw, bytes)}
        return [Fetched(uid, raw) for uid, raw in answer.items() if isinstance(raw, bytes)]

    def _header(self, uid: int, withheld: dict[int, str], why: str) -> list[Fetched]:
        """What can be had of a mail that the server refuses (some do when they cannot convert it)."""
        with self._asking("fetching a mail's header") as client:
            try:
                raw = client.item([uid], "BODY.PEEK[HEADER]", "BODY[HEADER]").get(uid)
            except imaplib.IMAP4.error as error:
                if not refused(error) or passing(error):
                    raise
                raw = None
        if isinstance(raw, bytes):
            return [Fetched(uid, raw, f"the server hands out only the header of this mail: {why}")]
        withheld[uid] = why
        return []

    def _moved(self, client: Imap, group: Sequence[int], name: str) -> bool:
        try:
            client.move_to(group, name)
        except imaplib.IMAP4.error as error:
            if code(error) != "TRYCREATE":
                raise
            return False
        return True

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


def _hang_up(client: Imap) -> None:
    with suppress(Exception):
        client.shutdown()


def _groups(uids: Iterable[int]) -> Iterator[list[int]]:
    """UIDs in ascending groups that fit a command line. Only whole numbers go to the server."""
    wanted = sorted({int(uid) for uid in uids})
    if wanted and wanted[0] < 1:
        raise ValueError(f"a UID is a positive number, not {wanted[0]}")
    for start in range(0, len(wanted), _BATCH_UIDS):
        yield wanted[start : start + _BATCH_UIDS]


def _batches(sizes: Mapping[int, int]) -> Iterator[dict[int, int]]:
    """Groups of mails that fit in memory: at most 50 mails and, but for a single one, 8 MB."""
    batch: dict[int, int] = {}
    for uid, size in sizes.items():
        if batch and (len(batch) == _BATCH_MAILS or sum(batch.values()) + size > _BATCH_OCTETS):
            yield batch
            batch = {}
        batch[uid] = size
    if batch:
        yield batch
