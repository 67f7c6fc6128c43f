"""A private Dovecot (2.3) on loopback: free ports, its own directories, TLS by a throw-away authority.

Works as root (its processes are then ``nobody``, since Dovecot refuses mail access as root) and as an ordinary user.
It is stopped by the id of the process that was started here.
"""

import grp
import imaplib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.servers.authority import Authority
from tests.servers.ending import end
from tests.servers.ports import free_ports

PASSWORD = "open-sesame"
_START_S = 20.0

_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
default_client_limit = 200
default_process_limit = 60
ssl = yes
ssl_cert = <{authority.cert_file}
ssl_key = <{authority.key_file}
auth_mechanisms = plain login
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_max_userip_connections = 100
mail_fsync = never
mailbox_idle_check_interval = 1 secs
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={base}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
    ssl = yes
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {auth_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
{extra}
"""


def missing() -> str:
    """Why Dovecot cannot be used here; empty when it can."""
    program = _program()
    if program is None:
        return "Dovecot is not installed (Debian: apt-get install dovecot-imapd)"
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 - found above
    return "" if version.startswith("2.3") else f"these tests are written for Dovecot 2.3, not {version.strip()!r}"


def _program() -> str | None:
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@dataclass(frozen=True, slots=True)
class Account:
    """One user's mail on a running Dovecot."""

    user: str
    password: str
    ca_file: str
    imap_port: int
    imaps_port: int

    @property
    def url(self) -> str:
        """By IMAPS."""
        return self.at("imaps")

    def at(self, scheme: str, folder: str = "INBOX") -> str:
        """By another scheme, or in another folder."""
        port = self.imaps_port if scheme == "imaps" else self.imap_port
        return f"{scheme}://{quote(self.user, safe='')}@127.0.0.1:{port}/{folder}"

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        """A person's mail program, for a moment."""
        client = imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=20)
        try:
            client.login(self.user, self.password)
            yield client
        finally:
            client.logout()

    def append(self, *raws: bytes, folder: str = "INBOX", flags: str = "") -> None:
        """Put mails in, as they are."""
        with self.client() as client:
            for raw in raws:
                typ, answer = client.append(folder, flags or None, None, raw)  # None: received now
                assert typ == "OK", answer

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """The bytes of every mail in a folder, in order; nothing when there is no such folder."""
        return [raw for raw, _ in self._fetched(folder)]

    def flags(self, folder: str = "INBOX") -> list[set[str]]:
        """The flags of every mail in a folder, in order, without Recent."""
        return [flags for _, flags in self._fetched(folder)]

    def flag(self, number: int, flag: str, folder: str = "INBOX") -> None:
        """Set a flag on the mail of this sequence number."""
        with self.client() as client:
            client.select(folder)
            client.store(str(number), "+FLAGS", f"({flag})")
            client.unselect()

    def folders(self) -> set[str]:
        """The names of all folders."""
        with self.client() as client:
            _, lines = client.list()
            return {line.decode().rpartition(" ")[2].strip('"') for line in lines if isinstance(line, bytes)}

    def _fetched(self, folder: str) -> Sequence[tuple[bytes, set[str]]]:
        with self.client() as client:
            if client.select(f'"{folder}"', readonly=True)[0] != "OK":
                return []
            _, numbers = client.search(None, "ALL")
            found: list[tuple[bytes, set[str]]] = []
            for number in numbers[0].split():
                _, answer = client.fetch(number.decode(), "(FLAGS BODY.PEEK[])")
                (literal,) = (part for part in answer if isinstance(part, tuple))
                head, raw = literal
                found.append((raw, {flag.decode() for flag in imaplib.ParseFlags(head)} - {"\\Recent"}))
            return found


class Dovecot:
    """A running Dovecot. Any user may sign in with ``PASSWORD`` and begins with an empty INBOX.

    At ``auth_port`` a Postfix may ask it whether a password is right.
    """

    def __init__(self, base: Path, extra: str, separator: str, prefix: str) -> None:
        """Prepare directories and configuration; nothing runs yet."""
        self._base = base
        self._process: subprocess.Popen[bytes] | None = None
        self._users = 0
        self.authority = Authority(base / "tls")
        self.imap_port, self.imaps_port, self.auth_port = free_ports(3)
        root = os.geteuid() == 0
        owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.geteuid())
        (base / "mail").mkdir()
        if root:
            base.chmod(0o711)
            os.chown(base / "mail", owner.pw_uid, owner.pw_gid)
        self._config = base / "dovecot.conf"
        self._config.write_text(
            _CONFIG.format(
                base=base,
                authority=self.authority,
                user=owner.pw_name,
                group=grp.getgrgid(owner.pw_gid).gr_name,
                password=PASSWORD,
                imap_port=self.imap_port,
                imaps_port=self.imaps_port,
                auth_port=self.auth_port,
                separator=separator,
                prefix=prefix,
                extra=extra,
            )
        )

    def account(self, user: str = "") -> Account:
        """A user; without a name one that nobody has used yet."""
        self._users += 1
        return Account(
            user or f"desk{self._users}", PASSWORD, str(self.authority.ca_file), self.imap_port, self.imaps_port
        )

    def start(self) -> None:
        """Run, and wait until the server answers."""
        program = _program()
        assert program is not None
        self._process = subprocess.Popen(  # noqa: S603 - the program found above, our own configuration
            [program, "-F", "-c", str(self._config)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        until = time.monotonic() + _START_S
        while True:
            try:
                imaplib.IMAP4("127.0.0.1", self.imap_port, timeout=5).logout()
            except (OSError, imaplib.IMAP4.error) as error:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"Dovecot does not start: {self.log()}") from error
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """End it, and with it every connection."""
        process, self._process = self._process, None
        if process is not None:
            end(process)
            if process.stderr:
                process.stderr.close()

    def log(self) -> str:
        """What it has written to its log."""
        log = self._base / "log"
        said = log.read_text(errors="replace") if log.exists() else ""
        if self._process and self._process.poll() is not None and self._process.stderr:
            said += self._process.stderr.read().decode(errors="replace")
        return said


@contextmanager
def dovecot(extra: str = "", *, separator: str = "/", prefix: str = "") -> Iterator[Dovecot]:
    """A Dovecot that runs until the end of the block; ``extra`` is added to its configuration.

    ``extra`` may override: ``imap_capability = IMAP4rev1 UIDPLUS`` hides MOVE, ``ssl = no`` hides STARTTLS.
    """
    # A short path: Dovecot's sockets live below it, and a socket's path has 108 octets at most.
    base = Path(tempfile.mkdtemp(prefix="mr-", dir="/tmp" if Path("/tmp").is_dir() else None)).resolve()
    server = Dovecot(base, extra, separator, prefix)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(base, ignore_errors=True)
