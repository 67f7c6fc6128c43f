"""A desk in a folder, with servers that outlive its worker, and a worker that can really be killed.

Comes in: mails, and jobs to be done in a process of their own. Goes out: how each process ended, and what points it
passed. Never: an exception in place of a death: the child has everything imported already, so that a kill costs some
ten milliseconds, but it is a process, and it dies by SIGKILL.
"""

import gc
import logging
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from mailroute import bootstrap, faults, resources
from mailroute.config import load
from mailroute.faults import Watch
from mailroute.journal import Journal, schema
from mailroute.lock import Lock
from mailroute.mail.identity import CaseHead
from mailroute.mailbox import imap_mailbox  # loaded before the fork, as all the child needs
from mailroute.planner import Planner
from mailroute.submission import smtp
from tests.faults.fault import Trouble
from tests.faults.imap_server import FaultyImap
from tests.faults.imap_store import DOVECOT, Profile, Store
from tests.faults.listening import Listening
from tests.faults.smtp_server import Arrived, FaultySmtp
from tests.servers.authority import Authority

PRELOADED = (imap_mailbox, smtp, schema)
DESK = "help@doit.example"
CPS = ("cps@queues.example", "cps-archive@queues.example")
ES, HDQA, SNCC = "hd-es@queues.example", "hdqa@queues.example", "sncc@queues.example"
QUIET_S = 5.0

_CONFIG = """\
[desk]
name = "DoIT Help Desk"
addresses = ["{desk}"]
authserv_id = "mx.mailroute.example"
chat_bridge = "chat-bridge-fx@doit.example"
voicemail = "voicemail-fx@doit.example"
timezone = "America/Chicago"

[mailbox]
url = "{imap}"
password_env = "SCENE_PASSWORD"
ca_file = "tls/ca.pem"
timeout_s = 20

[submission]
url = "{smtp}"
password_env = "SCENE_PASSWORD"
ca_file = "tls/ca.pem"
timeout_s = 20

[journal]
path = "mailroute.db"

[catalog]
departments = "catalog/departments.csv"
services = "catalog/services.csv"
people = "catalog/people.csv"

[templates]
path = "templates"

[routes]
cps = ["{cps[0]}", "{cps[1]}"]
es = "{es}"
hdqa = "{hdqa}"
sncc = "{sncc}"
chat = "es-chat@channels.example"
"""

Clock = Callable[[], datetime]
Job = Callable[[bootstrap.Desk, Clock], None]
"""What is done in a process of its own: the worker's pass, or a person's command."""


class _Ready(bootstrap.Desk):
    """A desk whose planner is made already, for the journal that most scenes begin with: it saves each child 5 ms."""

    __slots__ = ()
    made: ClassVar[dict[bytes, Planner]] = {}

    def planner(self, journal: Journal | None = None) -> Planner:
        """The planner of this journal's secret."""
        if journal is None or journal.secret not in self.made:
            return super().planner(journal)
        return self.made[journal.secret]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: its exit code or minus the signal, what it said of a fault, how long it ran.

    ``points`` are those that it passed, when that was asked for.
    """

    code: int
    said: str = ""
    points: tuple[str, ...] = ()
    took_s: float = 0

    @property
    def killed(self) -> bool:
        """True when it died by SIGKILL."""
        return self.code == -signal.SIGKILL


@dataclass
class Scene:
    """One desk. ``now`` is its clock, which a scenario may set forward."""

    folder: Path
    desk: bootstrap.Desk
    imap: FaultyImap
    smtp: FaultySmtp
    born: bytes
    """A journal that has just been made, so that most runs need not make one; the secret is the same in all."""
    begun: datetime
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.begun

    @property
    def path(self) -> Path:
        """The journal's file."""
        return self.folder / "mailroute.db"

    def reset(self, profile: Profile = DOVECOT, *, fresh: bool = False) -> None:
        """Start anew: no mail, nothing sent, a new journal; with ``fresh`` none at all."""
        self.now = self.begun
        for file in self.folder.glob("mailroute.db*"):
            file.unlink()
        if not fresh:
            self.path.write_bytes(self.born)
        with self.imap.state:
            self.imap.profile = profile
            self.imap.store = Store(profile)
            self.imap.lines.clear()
            self.imap.answers.clear()
        with self.smtp.state:
            self.smtp.arrived.clear()
            self.smtp.lines.clear()
        self.trouble()

    def deliver(self, *raws: bytes) -> None:
        """Mails come."""
        self.imap.deliver(*raws)

    def trouble(self, *of_smtp: Trouble) -> None:
        """What the submission server does wrong from now on; nothing, when nothing is given."""
        self.smtp.script.plan(*of_smtp)

    def later(self, **units: float) -> None:
        """Let time pass."""
        self.now += timedelta(**units)

    @property
    def arrived(self) -> list[Arrived]:
        """What the submission server took, in order."""
        return self.smtp.taken

    @contextmanager
    def journal(self) -> Iterator[Journal]:
        """The journal, to look into, or for a person's decision; no worker may be running."""
        with Journal.open(self.path, now=self.now) as journal:
            yield journal

    def run(self, job: Job, *watches: Watch, record: bool = False, kill_after_s: float | None = None) -> Ended:
        """Do a job in a child, under these watches; kill it after a while, if it has not ended by then."""
        self.now += timedelta(seconds=1)
        said = self.folder / "said"
        begun = time.monotonic()
        with warnings.catch_warnings():
            # The threads that serve hold no lock that the child will want.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            self._be_the_child(job, watches, said if record else None)
        if kill_after_s is not None:
            time.sleep(max(0.0, kill_after_s - (time.monotonic() - begun)))
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        took = time.monotonic() - begun
        code = os.waitstatus_to_exitcode(status)
        text = said.read_text() if said.is_file() else ""
        said.unlink(missing_ok=True)
        self._await_quiet()
        return Ended(code, "" if record and not code else text, tuple(text.split()) if record else (), took)

    def _be_the_child(self, job: Job, watches: tuple[Watch, ...], names: Path | None) -> None:
        """Never returns."""
        gc.disable()
        logging.disable()
        code = 1
        try:
            with ExitStack() as stack:
                passed = stack.enter_context(faults.recorded()) if names else []
                for watch in watches:
                    stack.enter_context(faults.watched(watch))
                job(self.desk, self._clock())
            if names:
                names.write_text("\n".join(passed))
            code = 0
        except BaseException:  # noqa: BLE001 - whatever it was, the parent must hear of it
            (self.folder / "said").write_text(traceback.format_exc())
        finally:
            os._exit(code)

    def _clock(self) -> Clock:
        now = self.now

        def clock() -> datetime:
            nonlocal now
            now += timedelta(microseconds=50)
            return now

        return clock

    def _await_quiet(self) -> None:
        """Until the servers have read all that a dead child had sent."""
        until = time.monotonic() + QUIET_S
        for server in (self.imap, self.smtp):
            while talking := _talking(server):
                if time.monotonic() > until:
                    raise TimeoutError("a server still talks to a process that has ended")
                if talking[0].ident is not None:  # else it was just accepted: its thread is about to begin
                    talking[0].join(QUIET_S)


def _talking(server: Listening) -> list[threading.Thread]:
    with server.state:
        return list(server._peers.values())


def work(desk: bootstrap.Desk, clock: Clock) -> None:
    """``mailroute run --once``, by this clock."""
    path = desk.config.journal.path
    with Lock(path), desk.journal(now=clock(), check=True) as journal:
        worker = desk.worker(journal, clock=clock, stop=lambda: False, pause=lambda _seconds: None)
        try:
            worker.start()
            worker.drain()
        finally:
            worker.close()


@contextmanager
def scene() -> Iterator[Scene]:
    """A desk with its servers.

    It lives in memory where the machine has a file system there: a process that is killed loses nothing that it had
    written, so a disk would prove no more.
    """
    memory = Path("/dev/shm")
    parent = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="mailroute-scene-", dir=parent))
    os.environ["SCENE_PASSWORD"] = "swordfish"
    try:
        with FaultyImap() as imap, FaultySmtp() as submission:
            shutil.copytree(resources.catalog(), folder / "catalog")
            shutil.copytree(resources.templates(), folder / "templates")
            shutil.copyfile(resources.demo() / "people.csv", folder / "catalog" / "people.csv")
            Authority(folder / "tls")  # not used; the machine's own authorities take 20 ms to load
            text = _CONFIG.format(
                desk=DESK, imap=imap.url, smtp=submission.url, cps=CPS, es=ES, hdqa=HDQA, sncc=SNCC
            )
            now = datetime.now(UTC)
            parts = bootstrap.assemble(load(text, folder=folder), now=now)
            desk = _Ready(*(getattr(parts, part.name) for part in fields(parts)))
            with Journal.open(folder / "mailroute.db", now=now) as journal:
                desk.made.clear()
                desk.made[journal.secret] = _warm(desk.planner(journal), now)
                desk.worker(journal, clock=lambda: now, stop=lambda: True, pause=time.sleep).close()
            made = Scene(folder, desk, imap, submission, (folder / "mailroute.db").read_bytes(), now)
            made.reset()
            warm = made.run(work)
            if warm.code:
                raise RuntimeError(f"the scene does not play:\n{warm.said}")
            gc.collect()
            gc.freeze()  # what is there now is not copied for each child
            yield made
    finally:
        gc.unfreeze()
        shutil.rmtree(folder, ignore_errors=True)


def _warm(planner: Planner, now: datetime) -> Planner:
    """Plan every sample once, so that no child compiles a pattern or a template."""
    for path in sorted((resources.demo() / "mails").glob("*.eml")):
        planner.plan(path.read_bytes(), now=now, case=CaseHead("MR-BBBBBBBBBB", 1))
    return planner


def rows(db: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    """What a query gives, as plain tuples."""
    return [tuple(row) for row in db.execute(sql)]


def complain(words: str) -> None:
    """One line on standard error, at once."""
    print(words, file=sys.stderr, flush=True)
