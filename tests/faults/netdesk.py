"""The real worker in this process, against servers that misbehave once; time that is only waited for is skipped.

Comes in: a ``Setting`` (kinds of servers) and troubles. Goes out: a ``Played``: the servers' truth, the journal's rows,
and how long everything took. Never: judges (``netfaults`` does).

The worker runs by its own ``run``; back-off and the wait for mail or for a letter that is due go by a clock that is set
forward, so that minutes cost nothing. Deadlines are real, and short.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from mailroute import bootstrap, resources
from mailroute.config import load
from mailroute.endpoint import IMAP, SMTP, Endpoint, parse_endpoint
from mailroute.journal import Journal, outbox
from mailroute.mailbox import Mailbox
from mailroute.mailbox.imap_mailbox import ImapMailbox
from mailroute.submission import Submission
from mailroute.submission.smtp import SmtpSubmission
from tests.end_to_end.desk import samples
from tests.faults.fault import SILENT, Trouble
from tests.faults.imap_server import FaultyImap
from tests.faults.played import Letter, Mail, Played, Setting
from tests.faults.smtp_server import FaultySmtp
from tests.servers.authority import Authority

NAMES = (
    "01-bounce",
    "03-workday-timesheet-complete",
    "09-fpm-printer",
    "11-dars-senior",
    "12-typed-password-on-fake-page",
    "08-qualtrics-quota",
)
"""Demo mails: one ignored, one for each of two teams, one answered, one for a person; the last comes while waiting."""

GIVEN_UP_S = 23 * 3600.0
"""When nothing more is to be hoped for."""

_WAIT_S = 0.004
_BRISK_S, _PATIENT_S, _DOT_S = 0.3, 10.0, 1.0

_CONFIG = """\
[desk]
name = "DoIT Help Desk"
addresses = ["help@doit.example"]
authserv_id = "mx.mailroute.example"
timezone = "America/Chicago"
[mailbox]
url = "maildir:mail"
[submission]
url = "maildir:sent"
[journal]
path = "mailroute.db"
[catalog]
departments = "{catalog}/departments.csv"
services = "{catalog}/services.csv"
people = "{people}"
[templates]
path = "{templates}"
[routes]
cps = ["cps@queues.example", "cps-archive@queues.example"]
es = "hd-es@queues.example"
hdqa = "hdqa@queues.example"
sncc = "sncc@queues.example"
chat = "es-chat@channels.example"
"""


class Clock:
    """The time; what is only waited for is skipped."""

    def __init__(self) -> None:
        self._skipped = 0.0
        self._begun = monotonic()

    def __call__(self) -> datetime:
        """The aware UTC time."""
        return datetime.now(UTC) + timedelta(seconds=self._skipped)

    def ticks(self) -> float:
        """Seconds that never go back."""
        return monotonic() + self._skipped

    def skip(self, seconds: float) -> None:
        """Wait without waiting."""
        self._skipped += seconds


class BriskMailbox(ImapMailbox):
    """The real mailbox, whose wait for mail is a moment; ``idle`` hears of each wait how long it would have been."""

    idle: Callable[[float], None]

    def wait(self, seconds: float, wake: Callable[[], bool] | None = None) -> None:
        """Wait as the real one does, for a moment."""
        super().wait(min(seconds, _WAIT_S), wake)
        self.idle(seconds)


@dataclass(frozen=True)
class Wired(bootstrap.Desk):
    """A desk whose connections are given. The rest is put together as ever."""

    box: Mailbox | None = None
    post: Submission | None = None

    def mailbox(self) -> Mailbox:
        """The one given."""
        assert self.box is not None
        return self.box

    def submission(self) -> Submission:
        """The one given."""
        assert self.post is not None
        return self.post


@dataclass
class NetDesk:
    """What many plays share: the desk's files as read, the mails, certificates, a journal that has just been made."""

    folder: Path
    desk: bootstrap.Desk
    mails: Sequence[bytes]
    authority: Authority
    born: bytes
    healthy: dict[Setting, Played] = field(default_factory=dict)
    """What comes of a setting without trouble; whoever plays it first keeps it here."""

    def play(self, setting: Setting, on_imap: Sequence[Trouble] = (), on_smtp: Sequence[Trouble] = ()) -> Played:
        """Let a worker live through these troubles, then another one start behind it."""
        tls = self.authority.server_context()
        with (
            FaultyImap(setting.profile, on_imap, tls=tls if setting.imap_tls else None) as imap,
            FaultySmtp(on_smtp, ways=setting.ways, tls=tls if setting.smtp_tls else None) as smtp,
        ):
            return _Play(self, imap, smtp).play()


class _Play:
    """One play: two workers, one behind the other."""

    def __init__(self, net: NetDesk, imap: FaultyImap, smtp: FaultySmtp) -> None:
        self._net = net
        self._imap = imap
        self._smtp = smtp
        self._clock = Clock()
        self._began = self._clock.ticks()
        self._to_come = [net.mails[-1]]
        self._took: list[float] = []
        self._over = False
        self._path = net.folder / f"{imap.port}.db"

    def play(self) -> Played:
        """From the first mails to the second worker's end."""
        self._path.write_bytes(self._net.born)
        self._imap.deliver(*self._net.mails[:-1])
        troubles = (*self._imap.script.planned, *self._smtp.script.planned)
        brisk = any(trouble.fault in SILENT for trouble in troubles)
        dot = brisk and any(trouble.step in {"DOT", "BODY"} for trouble in troubles)
        try:
            for worker_number in (1, 2):
                with Journal.open(self._path, now=self._clock(), check=True) as journal:
                    self._live(journal, worker_number, _BRISK_S if brisk else _PATIENT_S, _DOT_S if dot else _PATIENT_S)
            return self._told()
        finally:
            for file in self._net.folder.glob(f"{self._path.name}*"):
                file.unlink()

    def _live(self, journal: Journal, number: int, seconds: float, dot_seconds: float) -> None:
        ca_file = str(self._net.authority.ca_file)
        box = BriskMailbox(_endpoint(self._imap.url, IMAP), "swordfish", ca_file=ca_file, timeout_s=seconds)
        post = SmtpSubmission(
            _endpoint(self._smtp.url, SMTP), "swordfish", ca_file=ca_file, timeout_s=seconds, dot_timeout_s=dot_seconds
        )
        shared = self._net.desk
        wired = Wired(shared.config, shared.catalogue, shared.templates, box=box, post=post)
        worker = wired.worker(journal, clock=self._clock, stop=self._stop, pause=self._clock.skip)
        worker.ticks = self._clock.ticks
        box.idle = lambda waited: self._idle(journal.db, waited)
        self._over = False
        self._began = self._clock.ticks()
        try:
            worker.start()
            worker.run() if number == 1 else worker.drain()
        finally:
            worker.close()

    def _stop(self) -> bool:
        return self._over or self._clock.ticks() - self._began > GIVEN_UP_S

    def _idle(self, db: sqlite3.Connection, waited: float) -> None:
        """The worker has nothing to do. When all is settled the next mail comes, or it is the end."""
        mails = db.execute("SELECT count(*) FROM mail WHERE state = 'filed'").fetchone()[0]
        letters = db.execute("SELECT count(*) FROM outbox WHERE state IN ('waiting', 'deferred', 'dot')").fetchone()[0]
        if letters or mails < len(self._imap.store.delivered):
            due = outbox.next_try(db)
            self._clock.skip(max(waited, (due - self._clock()).total_seconds() if due is not None else 0))
            return
        self._took.append(self._clock.ticks() - self._began)
        self._began = self._clock.ticks()
        if self._to_come:
            self._imap.deliver(self._to_come.pop())
        else:
            self._over = True

    def _told(self) -> Played:
        with Journal.open(self._path, now=self._clock()) as journal, self._imap.state, self._smtp.state:
            store = self._imap.store
            return Played(
                tuple(self._took),
                tuple(Mail(*row) for row in journal.db.execute(_MAILS)),
                tuple(Letter(*row) for row in journal.db.execute(_LETTERS)),
                tuple(self._smtp.arrived),
                dict(store.delivered),
                {origin: tuple(name for name, _ in store.copies(origin)) for origin in store.delivered},
                tuple(store.lost()),
                tuple(frozenset(stored.flags) for stored in store.inbox.mails.values()),
                (self._imap.script.passes, self._smtp.script.passes),
                (*self._imap.script.met, *self._smtp.script.met),
            )


_MAILS = (
    "SELECT mail.uid, mail.raw, mail.state, mail.folder, mail.fault, coalesce(decision.disposition, '') FROM mail"
    " LEFT JOIN decision ON decision.id = (SELECT min(id) FROM decision WHERE decision.mail = mail.id) ORDER BY mail.id"
)
_LETTERS = (
    "SELECT kind, template, state, recipients, message_id, payload, coalesce((SELECT json_extract(question, '$.about')"
    " FROM review WHERE review.outbox = outbox.id AND review.state = 'open'), '') FROM outbox ORDER BY id"
)


def _endpoint(url: str, schemes: Mapping[str, tuple[object, int]]) -> Endpoint:
    return parse_endpoint(url, schemes)  # type: ignore[arg-type]


@contextmanager
def net_desk() -> Iterator[NetDesk]:
    """A desk to play on, in a folder of its own, in memory where the machine has that."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="mailroute-net-", dir=memory if memory.is_dir() else None))
    try:
        text = _CONFIG.format(
            catalog=resources.catalog(), people=resources.demo() / "people.csv", templates=resources.templates()
        )
        now = datetime.now(UTC)
        desk = bootstrap.assemble(load(text, folder=folder), now=now)
        with Journal.open(folder / "born.db", now=now):
            pass
        raws = samples()
        mails = [raws[name] for name in NAMES]
        yield NetDesk(folder, desk, mails, Authority(folder / "tls"), (folder / "born.db").read_bytes())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
