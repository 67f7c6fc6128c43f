"""The desk edits its catalogue and letters while the worker runs: read them again when a file has changed.

Comes in: the files and a way to make a planner of them. Goes out: a new planner, or what is wrong with the files.
Never: takes a faulty file: what was good last stays in force.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mailroute.catalog_files import CatalogError
from mailroute.planning import Resuming
from mailroute.templates import TemplateError

_Mark = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a look at changed files gave: a planner, or the first fault in one clear line (the old one stays)."""

    planner: Resuming | None = None
    fault: str = ""


@dataclass(slots=True)
class Renewal:
    """Watches files by size and time of change. ``files`` names what to watch, folders by what they hold."""

    files: Callable[[], Iterable[Path]]
    make: Callable[[], Resuming]
    seen: tuple[_Mark, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        """What is there now is what the worker was made of."""
        self.seen = self._marks()

    def look(self) -> Renewed | None:
        """None when nothing has changed since the last look."""
        marks = self._marks()
        if marks == self.seen:
            return None
        self.seen = marks
        try:
            return Renewed(self.make())
        except (CatalogError, TemplateError) as error:
            more = f" (and {len(error.faults) - 1} more)" if len(error.faults) > 1 else ""
            return Renewed(fault=f"{error.faults[0]}{more}")
        except OSError as error:
            return Renewed(fault=f"{error.filename or 'a file of the catalogue'}: {error.strerror or error}")

    def _marks(self) -> tuple[_Mark, ...]:
        marks = []
        for path in self.files():
            try:
                status = path.stat()
            except OSError:
                marks.append((str(path), -1, -1))
            else:
                marks.append((str(path), status.st_size, status.st_mtime_ns))
        return tuple(marks)
