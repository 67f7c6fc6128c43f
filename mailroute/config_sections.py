"""The tables of a configuration, each with its keys and their defaults.

Comes in: nothing. Goes out: frozen dataclasses, which ``config.py`` fills from TOML. Never: judges a value
(``config_checks.py`` does).
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Literal

CLOSED: dict[str, object] = {"extra": "forbid"}
"""For pydantic: a key that is not here is a fault. A plain dict, so that nothing heavy loads with this file."""


@dataclass(frozen=True, slots=True)
class DeskSection:
    """``[desk]``: who we are. After ``load`` ``from_address`` is never empty. ``timezone`` is an IANA name.

    ``agents`` are addresses, or ``*@domain`` for all of a domain.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    name: str
    addresses: tuple[str, ...]
    authserv_id: str = ""
    chat_bridge: str = ""
    voicemail: str = ""
    outage_sources: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    from_address: str = ""
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class MailboxSection:
    """``[mailbox]``: where mail is read. ``folder`` is the parent of the folders we file to.

    ``ca_file`` (PEM) replaces the machine's certificate authorities; ``timeout_s`` and ``poll_s`` in seconds.
    ``url`` is ``imaps://``, ``imap+starttls://``, ``imap://`` (loopback only) or ``maildir:/absolute/path``.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    url: str
    password_file: Path | None = None
    password_env: str = ""
    ca_file: Path | None = None
    timeout_s: float = 60
    poll_s: float = 60
    folder: str = "Mailroute"


@dataclass(frozen=True, slots=True)
class SubmissionSection:
    """``[submission]``: where mail is sent to. ``timeout_s`` in seconds, for each step but the last answer.

    ``ca_file`` (PEM) replaces the machine's certificate authorities.
    ``url`` is ``smtps://``, ``smtp+starttls://``, ``smtp://`` (loopback only) or ``maildir:/absolute/path``.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    url: str
    password_file: Path | None = None
    password_env: str = ""
    ca_file: Path | None = None
    timeout_s: float = 60


@dataclass(frozen=True, slots=True)
class JournalSection:
    """``[journal]``: the SQLite file."""

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    path: Path = Path("mailroute.db")


@dataclass(frozen=True, slots=True)
class CatalogSection:
    """``[catalog]``: the desk's tables. ``people`` None: the desk has no directory; a file that is named must exist."""

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    departments: Path = Path("catalog/departments.csv")
    services: Path = Path("catalog/services.csv")
    people: Path | None = None


@dataclass(frozen=True, slots=True)
class TemplatesSection:
    """``[templates]``: the folder of the desk's templates."""

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    path: Path = Path("templates")


@dataclass(frozen=True, slots=True)
class RoutesSection:
    """``[routes]``: the addresses of each target; ``teams`` by the name in the services' ``team`` column."""

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    cps: tuple[str, ...]
    es: tuple[str, ...]
    hdqa: tuple[str, ...]
    sncc: tuple[str, ...]
    chat: tuple[str, ...] = ()
    teams: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def all(self) -> tuple[str, ...]:
        """Every address that mail may be passed on to."""
        teams = (address for team in self.teams.values() for address in team)
        return (*self.cps, *self.es, *self.hdqa, *self.sncc, *self.chat, *teams)


@dataclass(frozen=True, slots=True)
class ProcedureSection:
    """``[procedure]``: what the procedure leaves to the desk."""

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    assume_from: bool = False
    answer_max_age_h: float = 24
    threshold: float = 0.5
    second_opinion: bool = False


@dataclass(frozen=True, slots=True)
class HoursSection:
    """``[hours]``: when the desk works, by the clock of ``desk.timezone``; working days are counted by it.

    ``days`` are ``mon`` to ``sun``, ``opens`` and ``closes`` times such as ``08:00``, ``holidays`` days such as
    ``2026-12-25``. ``remind_after_days``, ``give_up_after_days`` and ``consult_wait_days`` are working days after
    the question went out.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    days: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    opens: str = "08:00"
    closes: str = "17:00"
    holidays: tuple[str, ...] = ()
    remind_after_days: tuple[int, ...] = (2, 5)
    give_up_after_days: int = 8
    consult_wait_days: int = 2
    chat_wait_min: float = 5


@dataclass(frozen=True, slots=True)
class OutagesSection:
    """``[outages]``: what may be an outage that nobody has told of. ``burst_mails`` 0: nothing is."""

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    burst_mails: int = 3
    burst_minutes: float = 15


@dataclass(frozen=True, slots=True)
class LimitsSection:
    """``[limits]``: how many automatic answers at most."""

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    per_case_day: int = 1
    per_case: int = 3
    per_customer_day: int = 5
    per_hour: int = 60


@dataclass(frozen=True, slots=True)
class LogSection:
    """``[log]``: what ``run`` tells while it works."""

    __pydantic_config__: ClassVar[dict[str, object]] = CLOSED

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"
