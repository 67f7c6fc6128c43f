"""How values stand in the journal's columns: times as text that sorts, everything with a shape as JSON.

Comes in: values of ours. Goes out: what SQLite stores, and back. Never: SQL.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from mailroute.catalog import Department, Service


def stamp(moment: datetime) -> str:
    """A moment as UTC text, always equally long, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The moment of a stamp."""
    return datetime.fromisoformat(text)


def maybe_moment(text: str | None) -> datetime | None:
    """The moment of a stamp, None of none."""
    return moment(text) if text else None


def plain(value: object) -> Any:  # noqa: ANN401 - JSON
    """Any value of ours as JSON's own kinds.

    Departments and services stand by id and name only: the decision notes the catalogue's version, and a row's
    hundreds of aliases would make up most of the journal.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, Department | Service):
        return {"id": value.id, "name": value.name}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def dumps(value: object) -> str:
    """A value of ours as JSON text. Lone surrogates of a broken mail stand as escapes, which SQLite takes."""
    return json.dumps(plain(value), separators=(",", ":"))


def loads(text: str | None) -> Any:  # noqa: ANN401 - JSON
    """What a JSON column holds."""
    return json.loads(text) if text else None


def clean(text: str) -> str:
    """Text that SQLite takes: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
