"""Labelled mails: one JSON object a line, with what a person says should become of it.

Comes in: the text of a ``.jsonl`` file. Goes out: raw mails (RFC 5322), the author's directory record, the label.
Never: opens a file, decides, corrects a label.

The keys: ``id``; ``from``, ``from_name``, ``to``, ``cc``, ``reply_to``, ``date`` (ISO 8601), ``subject``, ``body``,
``html`` (the body is HTML), ``headers`` (further ones; a header of the same name replaces ours);
``record`` (the author's row of the directory, or null);
``expected`` (``disposition``, ``department``, ``services``, ``missing``, ``urgent``), ``also_ok``, ``why``.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime
from typing import Any

from mailroute.catalog import Person
from mailroute.disposition import Disposition
from mailroute.fault import Fault

# RFC 5322 section 3.6: trace fields come first, newest on top; RFC 8601 section 2 wants its field among them.
_TRACE = ("return-path", "authentication-results", "received", "received-spf", "dkim-signature", "delivered-to")
_FIELD_NAME = re.compile(r"[!-9;-~]+")  # RFC 5322 section 2.2
_MAX_LINE = 998  # RFC 5322 section 2.1.1, without CRLF
_FOLD = 60  # characters of one encoded word's text, so that the line stays under 78 or so


@dataclass(frozen=True, slots=True)
class Expected:
    """What a person says should become of the mail; ``department`` None means: none can be known."""

    disposition: Disposition
    department: str | None = None
    services: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled mail. ``record`` is its own author's row of the directory (None: none); ``line`` counts from 1."""

    id: str
    line: int
    raw: bytes
    author: str
    record: Person | None = None
    expected: Expected | None = None
    also_ok: tuple[str, ...] = ()
    why: str = ""


def read(lines: Iterable[str], *, name: str) -> Iterator[Labelled | Fault]:
    """The mails of a file in their order; a line that is none gives its Fault, and reading goes on."""
    seen: dict[str, int] = {}
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            mail = _mail(json.loads(text), number)
        except json.JSONDecodeError as error:
            yield Fault(name, number, f"is no JSON: {error.msg} at column {error.colno}", "write one object a line")
        except RecursionError:
            yield Fault(name, number, "is nested too deeply", "write one flat object a line")
        except _Wrong as error:
            yield Fault(name, number, str(error), error.mend)
        else:
            if mail.id in seen:
                yield Fault(name, number, f"has the id {mail.id!r} of line {seen[mail.id]}", "give it its own")
                continue
            seen[mail.id] = number
            yield mail


def people(mails: Iterable[Labelled]) -> dict[str, Person]:
    """The directory of a whole file: every record in it, by address; of two for one address the first counts."""
    directory: dict[str, Person] = {}
    for mail in mails:
        if mail.record is not None:
            directory.setdefault(mail.record.email, mail.record)
    return directory


def directory_for(mail: Labelled, everybody: Mapping[str, Person]) -> Mapping[str, Person]:
    """The directory as this mail's label means it: its own record wins, and an author labelled without one has none.

    Returns ``everybody`` itself where that already says so, so that most mails share one directory.
    """
    if mail.record is None:
        if mail.author not in everybody:
            return everybody
        return {address: person for address, person in everybody.items() if address != mail.author}
    if everybody.get(mail.record.email) == mail.record:
        return everybody
    return {**everybody, mail.record.email: mail.record}


class _Wrong(Exception):  # noqa: N818  # becomes a Fault in this file
    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.mend = mend


def _mail(row: object, line: int) -> Labelled:
    if not isinstance(row, dict):
        raise _Wrong("is no JSON object", "write one object a line")
    identity = _text(row, "id")
    if not identity:
        raise _Wrong("has no id", 'give "id" a name that no other mail of the file has')
    author = _text(row, "from").strip().lower()
    return Labelled(
        id=identity,
        line=line,
        raw=_raw(row, identity),
        author=author,
        record=_record(row.get("record")),
        expected=_expected(row.get("expected")),
        also_ok=_texts(row, "also_ok"),
        why=_text(row, "why"),
    )


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _Wrong(f"{key} is no text: {json.dumps(value)[:60]}", f'write "{key}": "..."')
    return value


def _texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key)
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _Wrong(f"{key} is no list of texts: {json.dumps(value)[:60]}", f'write "{key}": ["..."]')
    return tuple(value)


def _yes(row: Mapping[str, Any], key: str) -> bool:
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise _Wrong(f"{key} is neither true nor false: {json.dumps(value)[:60]}")
    return value


def _record(row: object) -> Person | None:
    if row is None:
        return None
    if not isinstance(row, dict):
        raise _Wrong("record is no object", 'write "record": null, or an object with "email"')
    email = _text(row, "email").strip().lower()
    if not email:
        raise _Wrong("record has no email", "name the address that the directory has")
    return Person(email, _text(row, "name"), _text(row, "netid"), _texts(row, "departments"), _yes(row, "coned"))


def _expected(row: object) -> Expected | None:
    if row is None:
        return None
    if not isinstance(row, dict):
        raise _Wrong("expected is no object", 'write "expected": {"disposition": "..."}')
    word = _text(row, "disposition")
    try:
        disposition = Disposition(word)
    except ValueError:
        raise _Wrong(f"expected.disposition {word!r} is none", f"write one of {', '.join(Disposition)}") from None
    department = _text(row, "department") or None
    return Expected(disposition, department, _texts(row, "services"), _texts(row, "missing"), _yes(row, "urgent"))


def _raw(row: Mapping[str, Any], identity: str) -> bytes:
    """The mail as a server would have handed it over: trace fields, then ours in the usual order, CRLF line ends."""
    given = _headers(row.get("headers"))
    replaced = {name.lower() for name, _ in given}
    fields = [(name, value) for name, value in given if name.lower() in _TRACE]
    ours = [
        ("From", _mailbox(_text(row, "from_name"), _text(row, "from"))),
        ("To", ", ".join(_texts(row, "to"))),
        ("Cc", ", ".join(_texts(row, "cc"))),
        ("Reply-To", ", ".join(_texts(row, "reply_to"))),
        ("Date", _date(_text(row, "date"))),
        ("Subject", _text(row, "subject")),
        ("Message-ID", f"<{re.sub(r'[^A-Za-z0-9.-]', '-', identity)}@labelled.example>"),
    ]
    fields += [(name, value) for name, value in ours if value and name.lower() not in replaced]
    fields += [(name, value) for name, value in given if name.lower() not in _TRACE]
    body = re.sub(r"\r\n|\r|\n", "\r\n", _text(row, "body")).encode("utf-8", "surrogatepass")
    if "content-type" not in replaced:
        fields += [
            ("MIME-Version", "1.0"),
            ("Content-Type", f"text/{'html' if _yes(row, 'html') else 'plain'}; charset=utf-8"),
        ]
        if "content-transfer-encoding" not in replaced:
            long = any(len(piece) > _MAX_LINE for piece in body.split(b"\r\n"))
            fields.append(("Content-Transfer-Encoding", "base64" if long else "8bit"))
            body = base64.encodebytes(body).replace(b"\n", b"\r\n") if long else body
    head = "".join(f"{name}: {_field_body(value)}\r\n" for name, value in fields)
    return head.encode("utf-8", "surrogatepass") + b"\r\n" + body


def _headers(value: object) -> list[tuple[str, str]]:
    """Further headers in their order; a list of texts gives the field several times."""
    if value is None:
        return []
    if not isinstance(value, dict):
        raise _Wrong("headers is no object", 'write "headers": {"Name": "value"}')
    fields = []
    for name in value:
        if not _FIELD_NAME.fullmatch(name):
            raise _Wrong(f"headers: {name!r} is no header name")
        fields += [(name, item) for item in _texts(value, name) or ("",)]
    return fields


def _field_body(value: str) -> str:
    """The value on one line; what is not ASCII as encoded words (RFC 2047), addresses being dealt with before."""
    value = " ".join(value.split())
    if value.isascii():
        return value
    words = [value[start : start + _FOLD] for start in range(0, len(value), _FOLD)]
    return "\r\n ".join(Header(word, "utf-8", maxlinelen=10_000).encode() for word in words)


def _mailbox(name: str, address: str) -> str:
    name = " ".join(name.split())
    if not name:
        return address
    if not name.isascii():
        return f"{Header(name, 'utf-8', maxlinelen=10_000).encode()} <{address}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'


def _date(value: str) -> str:
    if not value:
        return ""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise _Wrong(f"date {value[:40]!r} is none", "write it as 2026-11-02T10:12:00-06:00") from None
    return format_datetime(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))
