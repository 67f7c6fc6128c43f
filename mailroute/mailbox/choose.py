"""Which kind of mailbox an address means.

Comes in: ``[mailbox] url`` and its password. Goes out: a ``Mailbox``, not yet opened. Never: connects.
"""

from collections.abc import Callable
from pathlib import Path

from mailroute.endpoint import IMAP, EndpointError, parse_endpoint
from mailroute.mailbox import Mailbox, MailboxError


def open_mailbox(url: str, *, password: str | None, ca_file: str | None = None, timeout_s: float = 60) -> Mailbox:
    """The mailbox at ``url``; its ``open`` connects.

    ``imaps://``, ``imap+starttls://`` and, on this machine only, ``imap://`` (``user@host:port/FOLDER``; without a
    folder INBOX), or ``maildir:PATH``. ``ca_file`` names the only certificate authorities to trust (PEM).
    Raises MailboxError (permanent) for an address that means nothing, or an IMAP account without user or password.
    """
    scheme = url.partition(":")[0].lower()
    made = _KINDS.get(scheme, _imap)
    return made(url, password, ca_file, timeout_s)


def _maildir(url: str, _password: str | None, _ca_file: str | None, _timeout_s: float) -> Mailbox:
    from mailroute.mailbox.maildir import MaildirMailbox

    path = url.partition(":")[2]
    if not path:
        raise MailboxError(
            "[mailbox] url: maildir: needs a path behind it, such as maildir:/var/mail/help", permanent=True
        )
    return MaildirMailbox(Path(path))


def _imap(url: str, password: str | None, ca_file: str | None, timeout_s: float) -> Mailbox:
    try:
        endpoint = parse_endpoint(url, IMAP)
    except EndpointError as error:
        raise MailboxError(f"[mailbox] url: {error}", permanent=True) from error
    if not endpoint.user:
        raise MailboxError(
            f"[mailbox] url: {endpoint.name} names no user: write {endpoint.scheme}://USER@HOST", permanent=True
        )
    if password is None:
        raise MailboxError(
            f"no password for {endpoint.name}: give [mailbox] password_file or password_env", permanent=True
        )
    # imapclient takes a tenth of a second to load: only for those who use it.
    from mailroute.mailbox.imap_mailbox import ImapMailbox

    return ImapMailbox(endpoint, password, ca_file=ca_file, timeout_s=timeout_s)


_KINDS: dict[str, Callable[[str, str | None, str | None, float], Mailbox]] = {"maildir": _maildir}
