"""A fault in what the desk wrote: config, catalogue or template.

Comes in: nothing; the readers of those files make these. Goes out: what ``check`` prints, one line each.
Never: repeats a password.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: ``where`` is a file or a key, ``line`` counts from 1, ``what`` is wrong, ``mend`` says how to mend it.

    ``warning`` marks what works, but perhaps not as meant: it is shown and stops nothing.
    """

    where: str
    line: int | None
    what: str
    mend: str = ""
    warning: bool = False

    def __str__(self) -> str:
        """Render as one line: ``mailroute.toml:12: desk.name is empty: give the desk's name``."""
        place = self.where if self.line is None else f"{self.where}:{self.line}"
        return f"{place}: {self.what}" + (f": {self.mend}" if self.mend else "")


def in_order(faults: "list[Fault]") -> "tuple[Fault, ...]":
    """Faults by place: file, line, words; each only once."""
    return tuple(sorted(set(faults), key=lambda fault: (fault.where, fault.line or 0, fault.what)))
