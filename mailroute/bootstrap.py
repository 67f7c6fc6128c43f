"""The assembly list: the only file that knows every part of mailroute.

Comes in: a configuration. Goes out: a ``Desk``: the planner, and on request the journal, mailbox and submission.
Never: decides, sends, catches.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mailroute.catalog import Catalogue
    from mailroute.config import Config
    from mailroute.journal import Journal
    from mailroute.mailbox import Mailbox
    from mailroute.planner import Planner
    from mailroute.submission import Submission


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk's parts, put together from its configuration."""

    config: "Config"
    catalogue: "Catalogue"

    def planner(self, journal: "Journal | None" = None) -> "Planner":
        """The planner; with a journal, its Message-IDs carry that journal's secret (``explain`` has none)."""
        raise NotImplementedError

    def journal(self, *, now: datetime, create: bool = True) -> "Journal":
        """Open the journal of the configuration."""
        raise NotImplementedError

    def mailbox(self) -> "Mailbox":
        """The mailbox of the configuration, not yet connected."""
        raise NotImplementedError

    def submission(self) -> "Submission":
        """The submission of the configuration, not yet connected."""
        raise NotImplementedError


def assemble(config: "Config", *, now: datetime) -> Desk:
    """Read the catalogue and the templates and put the parts together.

    Raises CatalogError with every fault of the catalogue at once.
    """
    raise NotImplementedError
