"""The assembly list: the only file that knows every part of mailroute.

Comes in: a configuration. Goes out: a ``Desk``: the planner, and on request journal, mailbox, submission and worker.
Never: decides, sends, catches.
"""

import gc
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mailroute import catalog_files, procedure, resources
from mailroute.catalog import Catalogue
from mailroute.config import Config
from mailroute.evidence.likeness import KINDS, Likeness
from mailroute.evidence.reader import DeskContext, Reader
from mailroute.journal import Journal
from mailroute.mail.compose import Composer
from mailroute.mail.peers import Peers
from mailroute.mailbox import Mailbox
from mailroute.meaning import SecondOpinion
from mailroute.passwords import password
from mailroute.planner import Planner
from mailroute.submission import Submission
from mailroute.templates import Templates
from mailroute.waits import Waits
from mailroute.working_hours import WorkingHours

if TYPE_CHECKING:
    from mailroute.worker import Worker

_NO_JOURNAL = b"a plan that is not kept"
"""Stands for a journal's secret where there is no journal (``explain``): such names are never sent, nor believed."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk's parts, put together from its configuration."""

    config: Config
    catalogue: Catalogue
    templates: Templates
    second: SecondOpinion | None = None

    def planner(self, journal: Journal | None = None) -> Planner:
        """The planner; with a journal, its Message-IDs carry that journal's secret (``explain`` has none)."""
        config = self.config
        desk, routes = config.desk, config.routes
        context = DeskContext(
            addresses=_lower(desk.addresses),
            authserv_id=desk.authserv_id,
            chat_bridge=desk.chat_bridge.lower(),
            voicemail=desk.voicemail.lower(),
            outage_sources=_lower(desk.outage_sources),
            assume_from=config.procedure.assume_from,
            answer_max_age_h=config.procedure.answer_max_age_h,
            zone=ZoneInfo(desk.timezone),
            queues=routes.all,
            peers=self.peers,
        )
        secret = journal.secret if journal is not None else _NO_JOURNAL
        composer = Composer(desk, routes, self.templates.render, secret, zone=ZoneInfo(desk.timezone))
        decide = partial(procedure.decide, threshold=config.procedure.threshold)
        reader = Reader(self.catalogue, context, likenesses())
        return Planner(reader, composer, routes, decide=decide, version=self.catalogue.version, second=self.second)

    @property
    def peers(self) -> Peers:
        """Who counts as one peer: the house is that of the desk, the departments and the directory."""
        addresses = (*self.config.desk.addresses, *(person.email for person in self.catalogue.people))
        domains = (domain for department in self.catalogue.departments for domain in department.domains)
        return Peers.at_home((*domains, *(address.rpartition("@")[2] for address in addresses)))

    @property
    def waits(self) -> Waits:
        """How long the desk's cases wait for an answer."""
        hours = self.config.hours
        return Waits(
            WorkingHours.of(ZoneInfo(self.config.desk.timezone), hours.days, hours.opens, hours.closes, hours.holidays),
            hours.remind_after_days,
            hours.give_up_after_days,
            hours.consult_wait_days,
            timedelta(minutes=hours.chat_wait_min),
        )

    def journal(self, *, now: datetime, create: bool = True, check: bool = False) -> Journal:
        """Open the journal of the configuration. Raises JournalError."""
        return Journal.open(self.config.journal.path, now=now, create=create, check=check)

    def mailbox(self) -> Mailbox:
        """The mailbox of the configuration, not yet connected. Raises PasswordError, MailboxError."""
        from mailroute.mailbox.choose import open_mailbox

        section = self.config.mailbox
        secret = password(file=section.password_file, env=section.password_env, environ=os.environ)
        ca_file = str(section.ca_file) if section.ca_file is not None else None
        return open_mailbox(section.url, password=secret, ca_file=ca_file, timeout_s=section.timeout_s)

    def submission(self) -> Submission:
        """The submission of the configuration, not yet connected. Raises PasswordError, SubmissionError."""
        from mailroute.submission.choose import open_submission

        section = self.config.submission
        secret = password(file=section.password_file, env=section.password_env, environ=os.environ)
        ca_file = str(section.ca_file) if section.ca_file is not None else None
        return open_submission(section.url, password=secret, ca_file=ca_file, timeout_s=section.timeout_s)

    def worker(
        self,
        journal: Journal,
        *,
        clock: Callable[[], datetime],
        stop: Callable[[], bool],
        pause: Callable[[float], None],
        shadow: bool = False,
    ) -> "Worker":
        """The worker on an open journal. Raises what ``mailbox`` and ``submission`` raise."""
        from mailroute.bursts import Bursts
        from mailroute.deciding import Deciding
        from mailroute.filing import Filing
        from mailroute.intake import Intake
        from mailroute.recording import FOLDERS
        from mailroute.releasing import Releasing
        from mailroute.renewal import Renewal
        from mailroute.sending import Sending
        from mailroute.threads import Threads
        from mailroute.timing import Timing
        from mailroute.witness import Witness
        from mailroute.worker import Worker

        config, mailbox = self.config, self.mailbox()
        folder = config.mailbox.folder
        # In shadow nothing is sent, so that no other journal's mail can be sent twice.
        ours = () if shadow else tuple(f"{folder}/{name}" for name in dict.fromkeys(FOLDERS.values()))
        zone = ZoneInfo(config.desk.timezone)
        threads = Threads(
            journal, config.routes.hdqa, config.desk.authserv_id, config.routes.chat, _lower(config.desk.agents)
        )
        planner = self.planner(journal)
        bursts = Bursts(config.outages.burst_mails, config.outages.burst_minutes)
        return Worker(
            journal=journal,
            mailbox=mailbox,
            intake=Intake(journal, mailbox, ours, None if shadow else Witness(journal, mailbox, ours, folder)),
            deciding=Deciding(journal, planner, threads, config.limits, folder, shadow, self.peers, bursts, zone),
            sending=Sending(journal, self.submission(), folder),
            filing=Filing(journal, mailbox),
            clock=clock,
            stop=stop,
            pause=pause,
            poll_s=config.mailbox.poll_s,
            timing=Timing(journal, planner, config.limits, self.waits),
            releasing=Releasing(journal, planner, config.limits),
            renewal=Renewal(self._files, lambda: assemble(config, now=clock()).planner(journal)),
        )

    def _files(self) -> tuple[Path, ...]:
        """What the desk may edit while the worker runs."""
        section = self.config.catalog
        tables = (section.departments, section.services, *((section.people,) if section.people else ()))
        return (*tables, *sorted(resources.letters(self.config.templates.path).glob("*.t*")))


@cache
def likenesses() -> dict[str, Likeness]:
    """The fitted weights that mailroute brings along, by question."""
    return {
        question: Likeness.read(question, resources.weights(question).read_text(encoding="utf-8"))
        for question in KINDS
    }


def assemble(config: Config, *, now: datetime) -> Desk:
    """Read the catalogue and the templates and put the parts together.

    Raises CatalogError or TemplateError with every fault at once, OSError for a file that cannot be read.
    """
    del now  # the catalogue's rulings are judged when they are asked for
    section = config.catalog
    catalogue = catalog_files.read(
        section.departments.read_bytes(),
        section.services.read_bytes(),
        section.people.read_bytes() if section.people is not None else None,
        names=[str(path) for path in (section.departments, section.services, section.people or "people.csv")],
        teams=config.routes.teams,
    )
    letters = Templates.load(resources.letters(config.templates.path))
    second = SecondOpinion.load(catalogue.services) if config.procedure.second_opinion else None
    # A mail makes thousands of small objects, hardly one of them in a circle; what was read so far stays for good.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    return Desk(config, catalogue, letters, second)


def _lower(addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(address.lower() for address in addresses)
