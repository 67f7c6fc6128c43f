"""Which department or service an agent means by what was typed.

Comes in: a word from the command line or the form, the catalogue's rows. Goes out: an id, or a Failure that names the
nearest ones.
Never: guesses.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mailroute.commands.errors import Failure

if TYPE_CHECKING:
    from mailroute.catalog import Department, Service


def one_of(rows: Iterable[Department] | Iterable[Service], wanted: str, what: str) -> str:
    """The id that ``wanted`` names (id or full name, in any case). Raises Failure with the nearest ids."""
    ids = {row.id.lower(): row.id for row in rows}
    names = {row.name.lower(): row.id for row in rows} | ids
    found = names.get(wanted.strip().lower())
    if found is not None:
        return found
    near = dict.fromkeys(names[close] for close in difflib.get_close_matches(wanted.lower(), names, n=6, cutoff=0.5))
    starts = [known_id for low, known_id in ids.items() if wanted and low.startswith(wanted.lower()[:3])]
    listed = ", ".join(list(dict.fromkeys([*near, *starts]))[:5])
    hint = f"; the nearest: {listed}" if listed else f"; see the catalogue's {what}s"
    raise Failure(f"there is no {what} {wanted!r}{hint}")


def services_of(rows: Iterable[Service], wanted: str) -> str:
    """The ids of one service, or of several parted by ``;``. Raises Failure as ``one_of`` does."""
    rows = tuple(rows)
    return ";".join(one_of(rows, part, "service") for part in wanted.split(";") if part.strip())
