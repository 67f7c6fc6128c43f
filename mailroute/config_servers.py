"""Which servers a config may name, and how it signs in there.

Comes in: the values of ``[mailbox]`` or ``[submission]``. Goes out: problems. Never: connects, repeats a password.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from mailroute.config_words import CONTROL, NEVER_HERE, WRITE_IT_THERE, Problem
from mailroute.endpoint import loopback

_SCHEMES = {
    "mailbox": ("imaps", "imap+starttls", "imap", "maildir"),
    "submission": ("smtps", "smtp+starttls", "smtp", "maildir"),
}
_PLAIN = {"imap", "smtp"}
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def server(section: str, values: Mapping[str, object]) -> Iterator[Problem]:
    """What is wrong with a section's url and the way it signs in; ``section`` is ``mailbox`` or ``submission``."""
    url, path = values.get("url"), (section, "url")
    named = [key for key in ("password_file", "password_env") if values.get(key)]
    if len(named) > 1:
        what = f"[{section}] names both a password_file and a password_env"
        yield (section, "password_env"), what, "leave one of them out"
    variable = values.get("password_env")
    if isinstance(variable, str) and variable and not _VARIABLE.fullmatch(variable):
        what = f"{section}.password_env is no name of an environment variable"
        yield (section, "password_env"), what, "write the variable's name, not the password: letters, digits and _"
    if not isinstance(url, str) or CONTROL.search(url):
        return
    scheme, _, rest = url.partition(":")
    schemes = _SCHEMES[section]
    if scheme not in schemes:
        near = difflib.get_close_matches(scheme, schemes, n=1)
        mend = f"did you mean {near[0]}?" if near else f"begin with {', '.join(schemes[:-1])} or {schemes[-1]}:PATH"
        yield path, f"{section}.url does not begin with a scheme that [{section}] knows", mend
        return
    if scheme == "maildir":
        if not rest.strip() or rest.startswith("//"):
            yield path, f"{section}.url: a Maildir is written maildir:PATH", "for example maildir:mail"
        return
    yield from _network(section, url, scheme, named)


def _network(section: str, url: str, scheme: str, named: list[str]) -> Iterator[Problem]:
    """A server's url."""
    path = (section, "url")
    example = "imaps://help@imap.example.edu/INBOX" if section == "mailbox" else "smtp+starttls://help@smtp.example.edu"
    mend = f"write it like {example}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        yield path, f"{section}.url cannot be read: the host or the port is no such thing", mend
        return
    if CONTROL.search(unquote(url)):
        yield path, f"{section}.url holds an encoded control character", mend
    if parts.password is not None:
        yield path, f"{section}.url: {NEVER_HERE}", WRITE_IT_THERE
    if not host or not parts.netloc or port == 0 or re.search(r"[\s%]", host):
        yield path, f"{section}.url names no server, or one that cannot be", mend
    elif scheme in _PLAIN and not loopback(host):
        what = f"{section}.url: plain {scheme} to {host} would send the password and the mail in clear text"
        yield path, what, f"write {scheme}s:// or {scheme}+starttls:// (plain {scheme} is for this machine only)"
    if parts.query or parts.fragment or (section == "submission" and parts.path.strip("/")):
        yield path, f"{section}.url has something after the {'folder' if section == 'mailbox' else 'server'}", mend
    if section == "mailbox" and not unquote(parts.username or ""):
        yield path, "mailbox.url names no user", mend
    if parts.username and not named and parts.password is None:
        what = f"[{section}] names a user, but no password_file or password_env"
        yield path, what, WRITE_IT_THERE
    if named and section == "submission" and not parts.username:
        yield path, "submission.url names no user, but there is a password", mend
