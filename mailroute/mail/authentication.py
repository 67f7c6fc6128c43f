"""What our own mail server found out about the author's domain (RFC 8601, DMARC).

Comes in: a Message and the name of the one server that is believed. Goes out: pass, fail or none, with the words.
Never: believes a field of another server; takes a foreign domain's pass for the author's.
"""

import re

from mailroute.facts import Authentication
from mailroute.finding import Evidence, Finding
from mailroute.mail.message import Message

_MAX = 4_000
_RESULT = re.compile(r"\s*([a-z0-9_.-]{1,40})\s*(?:/\s*\d+\s*)?=\s*([a-z]{1,20})(?![a-z0-9])")
_PROPERTY = re.compile(r"([a-z]{1,20})\s*\.\s*([a-z0-9_-]{1,40})\s*=\s*(\"[^\"]{0,300}\"|[^\s;]{1,300})")
_FAILING = frozenset({"fail", "hardfail", "reject", "quarantine"})


def authentication(message: Message, *, authserv_id: str) -> Finding[Authentication]:
    """What the fields of ``authserv_id`` say of DMARC (RFC 7489): a fail in any of them is a fail.

    A pass counts when it stands in the topmost of them and its ``header.from``, if given, is the author's domain.
    No such field, ``dmarc=none`` or an unreadable one: ``NONE``. The fields are read here and not by ``authres``:
    that takes 320 microseconds a field, recurses over comments, and refuses Microsoft's.
    """
    author = message.author
    verdict = Authentication.NONE
    proof: tuple[Evidence, ...] = ()
    for position, value in enumerate(_trusted(message, authserv_id)):
        for result, domain in _dmarc(value):
            if result in _FAILING:
                return Finding(Authentication.FAIL, 1.0, (_quote(value),))
            fits = author is not None and domain in {"", author.domain}
            if result == "pass" and position == 0 and fits:
                verdict, proof = Authentication.PASS, (_quote(value),)
    return Finding(verdict, 1.0, proof)


def from_our_own(message: Message, *, authserv_id: str) -> bool:
    """Whether a mail that names a program of ours as its author may be believed.

    A pass is believed. So is a mail without any result of ``authserv_id``: our border stamps all that comes in, so it
    never crossed it. One that came in and did not pass (``none`` too) may be anybody's. Without an ``authserv_id``
    nothing is known, and only what failed is not believed.
    """
    found = authentication(message, authserv_id=authserv_id).answer
    if found is not Authentication.NONE:
        return found is Authentication.PASS
    return not _trusted(message, authserv_id)


def _trusted(message: Message, authserv_id: str) -> list[str]:
    """The results of our own server, topmost first, comments taken out, lower case."""
    wanted = authserv_id.strip().lower()
    found: list[str] = []
    for value in message.all("authentication-results") if wanted else ():
        flat = without_comments(value[:_MAX]).lower()
        server, semicolon, results = flat.partition(";")
        # RFC 8601 section 2.2: authserv-id [ version ]; a version other than 1 is of a grammar not known here.
        name, _, version = server.strip().partition(" ")
        if semicolon and name.strip('"') == wanted and version.strip() in {"", "1"}:
            found.append(results)
    return found


def without_comments(value: str) -> str:
    """``value`` without comments in parentheses, nested ones included; parentheses in quoted strings stay."""
    if "(" not in value:
        return value
    out: list[str] = []
    depth = 0
    quoted = False
    for character in value:
        if character == '"' and not depth:
            quoted = not quoted
        if not quoted and character == "(":
            depth += 1
        elif not quoted and character == ")" and depth:
            depth -= 1
            out.append(" ")
        elif not depth:
            out.append(character)
    return "".join(out)


def _dmarc(results: str) -> list[tuple[str, str]]:
    """``(result, header.from or empty)`` of each DMARC result."""
    found: list[tuple[str, str]] = []
    for statement in _statements(results):
        match = _RESULT.match(statement)
        if match is None or match[1] != "dmarc":
            continue
        domain = ""
        for kind, name, value in _PROPERTY.findall(statement):
            if (kind, name) == ("header", "from"):
                domain = value.strip('"').rpartition("@")[2].rstrip(".")
        found.append((match[2], domain))
    return found


def _statements(results: str) -> list[str]:
    """Split at semicolons outside of quoted strings: a reason may hold one."""
    return ["".join(part) for part in re.findall(r'((?:"[^"]*"|[^;"]|")+)', results)]


def _quote(results: str) -> Evidence:
    statement = next((one for one in _statements(results) if "dmarc" in one), results)
    return Evidence("header", f"Authentication-Results: {' '.join(statement.split())}"[:200])
