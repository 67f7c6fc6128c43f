"""A private Postfix (3.7 or newer) on loopback: a free port, its own configuration, queue and data directories.

It takes submissions as a university's server does: STARTTLS by a throw-away authority, then sign-in, which it leaves to
a Dovecot. Everything it takes it delivers into one Maildir, one copy for each recipient, whatever the domain; so what
lies there is the truth. Postfix itself wants to be started by root. It is ended by the id of the process that was
started here, and so are its children, whose group is theirs alone.
"""

import grp
import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.authority import Authority
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.ending import end
from tests.servers.policy import Policy
from tests.servers.ports import free_ports
from tests.servers.smtp import USER, Behaviour, Received

_START_S = 20.0
_QUIET_S = 30.0

_MAIN = """
compatibility_level = 3.6
config_directory = {base}/etc
queue_directory = {base}/queue
data_directory = {base}/data
maillog_file = {base}/log
maillog_file_prefixes = {base}
mail_owner = postfix
setgid_group = postdrop
default_privs = nobody
myhostname = mx.mailroute.example
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
disable_dns_lookups = yes
smtpd_peername_lookup = no
alias_maps =
alias_database =
local_recipient_maps =
enable_long_queue_ids = yes
# A server that changes no header, so that what arrives can be compared octet for octet.
local_header_rewrite_clients =
virtual_transport = virtual
virtual_mailbox_domains = static:all
virtual_mailbox_maps = static:taken/
virtual_mailbox_base = {base}/mail
virtual_mailbox_limit = 0
virtual_uid_maps = static:{nobody}
virtual_gid_maps = static:{nogroup}
virtual_minimum_uid = 1
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {authority.cert_file}
smtpd_tls_key_file = {authority.key_file}
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth_port}
smtpd_sasl_authenticated_header = yes
smtpd_delay_reject = no
smtpd_sender_restrictions = check_policy_service inet:127.0.0.1:{policy_port}
smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:{policy_port}, permit_sasl_authenticated, reject
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_end_of_data_restrictions = check_policy_service inet:127.0.0.1:{policy_port}
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
{extra}
"""

_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""

# What master(8) and the queue manager want to find, with its mode (Postfix's own postfix-files).
_QUEUE = {
    "active": 0o700, "bounce": 0o700, "corrupt": 0o700, "defer": 0o700, "deferred": 0o700, "flush": 0o700,
    "hold": 0o700, "incoming": 0o700, "private": 0o700, "saved": 0o700, "trace": 0o700,
    "maildrop": 0o730, "public": 0o710,
}  # fmt: skip

# What Postfix puts above a mail: virtual(8)'s three fields, smtpd(8)'s one Received.
_ABOVE = re.compile(
    rb"Return-Path: <(?P<sender>[^\n]*)>\n"
    rb"X-Original-To: (?P<original>[^\n]+)\n"
    rb"Delivered-To: (?P<to>[^\n]+)\n"
    rb"(?P<received>Received: [^\n]*\n(?:[ \t][^\n]*\n)+)"
)


def missing() -> str:
    """Why Postfix cannot be used here; empty when it can."""
    if os.geteuid() != 0:
        return "Postfix can be started by root only"
    if _daemons() is None:
        return "Postfix is not installed (Debian: apt-get install postfix)"
    return ""


def _daemons() -> Path | None:
    """The folder of Postfix's programs."""
    program = shutil.which("postconf", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        return None
    asked = subprocess.run([program, "-dh", "daemon_directory"], capture_output=True, text=True, check=False)  # noqa: S603 - found above
    folder = Path(asked.stdout.strip() or "/nowhere")
    return folder if (folder / "master").exists() else None


class Postfix:
    """A running Postfix. ``behaviour`` may be changed at any time; Postfix asks for it (see ``Policy``)."""

    password = PASSWORD

    def __init__(self, base: Path, authority: Authority, dovecot: Dovecot, extra: str) -> None:
        """Prepare directories and configuration; nothing runs yet."""
        self._base = base
        self._process: subprocess.Popen[bytes] | None = None
        self._seen: dict[str, tuple[str, Received]] = {}
        self.behaviour = Behaviour()
        self.policy = Policy(self.behaviour)
        self.ca_file = str(authority.ca_file)
        (self.port,) = free_ports(1)
        base.chmod(0o755)
        for name in ("etc", "queue", "queue/pid", "data", "mail"):
            (base / name).mkdir(mode=0o755)
        owner, group = pwd.getpwnam("postfix"), grp.getgrnam("postdrop")
        for name, mode in _QUEUE.items():
            made = base / "queue" / name
            made.mkdir()
            os.chown(made, owner.pw_uid, group.gr_gid if mode & 0o070 else owner.pw_gid)
            made.chmod(mode)
        os.chown(base / "data", owner.pw_uid, owner.pw_gid)
        nobody = pwd.getpwnam("nobody")
        os.chown(base / "mail", nobody.pw_uid, nobody.pw_gid)
        (base / "etc" / "main.cf").write_text(
            _MAIN.format(
                base=base, authority=authority, nobody=nobody.pw_uid, nogroup=nobody.pw_gid,
                auth_port=dovecot.auth_port, policy_port=self.policy.port, extra=extra,
            )
        )  # fmt: skip
        (base / "etc" / "master.cf").write_text(_MASTER.format(port=self.port))

    @property
    def url(self) -> str:
        """The address for ``[submission] url``."""
        return self.at(self.port)

    def at(self, port: int) -> str:
        """The address by another port: that of a proxy before it."""
        return f"smtp+starttls://{USER}@127.0.0.1:{port}"

    def start(self) -> None:
        """Run, and wait until the server answers."""
        daemons = _daemons()
        assert daemons is not None
        self._process = subprocess.Popen(  # noqa: S603 - the program found above, our own configuration
            [daemons / "master", "-s", "-c", self._base / "etc"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + _START_S
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as link:
                    if link.recv(3) == b"220":
                        return
            except OSError:
                pass
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Postfix does not start: {self.log()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """End it, and with it every connection; what it had taken stays in its queue."""
        process, self._process = self._process, None
        if process is not None:
            end(process)

    @property
    def received(self) -> list[Received]:
        """Every mail that it took, one entry an acceptance, in order; waits until its queue is empty, if it runs."""
        if self._process is not None:
            self._quiet()
        folder = self._base / "mail" / "taken" / "new"
        for path in folder.glob("*"):
            if path.name not in self._seen:
                self._seen[path.name] = _read(path.read_bytes())
        taken: dict[str, Received] = {}
        for queue_id, copy in sorted(self._seen.values(), key=lambda each: each[0]):
            before = taken.get(queue_id)
            recipients = (before.recipients if before else ()) + copy.recipients
            taken[queue_id] = Received(copy.sender, recipients, copy.data, (), copy.user)
        return list(taken.values())

    @property
    def connections(self) -> int:
        """How many connections said EHLO, of those that have ended."""
        return len(re.findall(r": disconnect from .*\behlo=", self.log()))

    def log(self) -> str:
        """What it has written to its log."""
        log = self._base / "log"
        return log.read_text(errors="replace") if log.exists() else ""

    def _quiet(self) -> None:
        until = time.monotonic() + _QUIET_S
        while any(path.is_file() for name in ("incoming", "active", "deferred") for path in self._queue(name)):
            if time.monotonic() > until:
                raise RuntimeError(f"Postfix does not get rid of its mail: {self.log()[-3000:]}")
            time.sleep(0.02)

    def _queue(self, name: str) -> list[Path]:
        return list((self._base / "queue" / name).rglob("*"))


def _read(raw: bytes) -> tuple[str, Received]:
    """A delivered copy: the id under which Postfix queued it, and what came in, with the wire's line ends."""
    found = _ABOVE.match(raw)
    assert found is not None, raw[:1000]
    trace = found["received"].decode()
    queued = re.search(r"\bid (\w+)", trace)
    signed = re.search(r"\(Authenticated sender: ([^)]*)\)", trace)
    assert queued is not None, trace
    data = raw[found.end() :].replace(b"\n", b"\r\n")
    return queued[1], Received(found["sender"].decode(), (found["to"].decode(),), data, (), signed[1] if signed else "")


@contextmanager
def postfix(authority: Authority, dovecot: Dovecot, extra: str = "") -> Iterator[Postfix]:
    """A Postfix that runs until the end of the block; ``dovecot`` checks its users' passwords.

    ``extra`` is added to its main.cf: ``message_size_limit = 20000``.
    """
    base = Path(tempfile.mkdtemp(prefix="mr-", dir="/tmp" if Path("/tmp").is_dir() else None)).resolve()
    server = Postfix(base, authority, dovecot, extra)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        server.policy.close()
        shutil.rmtree(base, ignore_errors=True)
