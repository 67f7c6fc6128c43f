"""What a config's values may be: addresses, servers, passwords, limits, and routes that would go round in a circle.

Comes in: the TOML data, of whatever shape. Goes out: problems, each with the path of its key.
Never: opens a file, repeats a password, changes a value. It looks at each value by itself, so that one fault does not
hide the next; values of the wrong type are left to ``config.py``.
"""

import difflib
import re
import zoneinfo
from collections.abc import Iterator, Mapping

from mailroute.config_hours import hours
from mailroute.config_lines import KeyPath
from mailroute.config_servers import server
from mailroute.config_words import CONTROL, Problem, dotted, shown

# RFC 5321 section 4.1.2 without quoted local parts and address literals: no desk has one, and they hide mischief.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_MAX_ADDRESS = 254  # octets, RFC 5321 section 4.5.3.1.3
_ADDRESSES: tuple[tuple[str, ...], ...] = (
    ("desk", "addresses"),
    ("desk", "chat_bridge"),
    ("desk", "voicemail"),
    ("desk", "outage_sources"),
    ("desk", "from_address"),
    ("routes", "cps"),
    ("routes", "es"),
    ("routes", "hdqa"),
    ("routes", "sncc"),
    ("routes", "chat"),
)
_NEVER_EMPTY: tuple[tuple[str, ...], ...] = (
    ("desk", "name"),
    ("desk", "addresses"),
    ("routes", "cps"),
    ("routes", "es"),
    ("routes", "hdqa"),
    ("routes", "sncc"),
    ("journal", "path"),
    ("catalog", "departments"),
    ("catalog", "services"),
    ("catalog", "people"),
    ("templates", "path"),
    ("mailbox", "folder"),
    ("mailbox", "password_file"),
    ("mailbox", "ca_file"),
    ("submission", "password_file"),
    ("submission", "ca_file"),
)
_RANGES: dict[tuple[str, str], tuple[float, float]] = {
    ("mailbox", "poll_s"): (1, 3600),
    ("mailbox", "timeout_s"): (1, 600),
    ("submission", "timeout_s"): (1, 600),
    ("procedure", "answer_max_age_h"): (0, 24 * 365),
    ("procedure", "threshold"): (0, 1),
    ("hours", "give_up_after_days"): (1, 250),
    ("hours", "consult_wait_days"): (1, 250),
    ("hours", "chat_wait_min"): (1, 24 * 60),
    ("outages", "burst_mails"): (0, 1000),
    ("outages", "burst_minutes"): (1, 60),
    ("limits", "per_case_day"): (0, 100),
    ("limits", "per_case"): (0, 100),
    ("limits", "per_customer_day"): (0, 1000),
    ("limits", "per_hour"): (0, 100_000),
}


def problems(data: Mapping[str, object]) -> list[Problem]:
    """Everything that is wrong with the values of a config."""
    return [
        *_texts((), data),
        *_empty(data),
        *_ranges(data),
        *_all_addresses(data),
        *_circles(data),
        *_zone(data),
        *hours(_table(data, "hours")),
        *_folder(data),
        *(found for section in ("mailbox", "submission") for found in server(section, _table(data, section))),
    ]


def _get(data: Mapping[str, object], path: tuple[str, ...]) -> object:
    value: object = data
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _table(data: Mapping[str, object], name: str) -> dict[str, object]:
    value = data.get(name)
    return {str(key): inner for key, inner in value.items()} if isinstance(value, Mapping) else {}


def _texts(path: KeyPath, value: object) -> Iterator[Problem]:
    """Control characters anywhere: they would end up in headers and IMAP commands."""
    if isinstance(value, str) and CONTROL.search(value):
        yield path, f"{dotted(path)} holds a control character", "write it on one line, without tabs and line ends"
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts((*path, str(key)), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts((*path, index), inner)


def _empty(data: Mapping[str, object]) -> Iterator[Problem]:
    for path in _NEVER_EMPTY:
        value = _get(data, path)
        if value == [] or (isinstance(value, str) and not value.strip()):
            optional = path[-1] in {"people", "password_file", "ca_file"}
            yield path, f"{dotted(path)} is empty", "leave the key out" if optional else "it needs a value"
    teams = _get(data, ("routes", "teams"))
    if isinstance(teams, Mapping):
        for team, addresses in teams.items():
            if addresses == []:
                yield ("routes", "teams", str(team)), f"routes.teams.{team} is empty", "it needs an address"


def _ranges(data: Mapping[str, object]) -> Iterator[Problem]:
    for path, (low, high) in _RANGES.items():
        value = _get(data, path)
        # `not (low <= value)` and not `value < low`: TOML's nan is neither
        if isinstance(value, int | float) and not isinstance(value, bool) and not low <= value <= high:
            yield path, f"{dotted(path)} is out of range", f"write a number from {low:g} to {high:g}"


def is_address(text: str) -> bool:
    """True for a bare address such as ``help@desk.example`` (RFC 5321, without quoted local parts and literals)."""
    return len(text) <= _MAX_ADDRESS and _ADDRESS.fullmatch(text) is not None


def _addresses(data: Mapping[str, object], path: tuple[str, ...]) -> Iterator[tuple[KeyPath, str]]:
    """The addresses of a key, each with its own path."""
    value = _get(data, path)
    if isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield (*path, index), item


def _routes(data: Mapping[str, object]) -> Iterator[tuple[KeyPath, str]]:
    """Every address of the routes, the teams' too."""
    teams = _get(data, ("routes", "teams"))
    names = [("routes", "teams", str(team)) for team in teams] if isinstance(teams, Mapping) else []
    for path in [*(path for path in _ADDRESSES if path[0] == "routes"), *names]:
        yield from _addresses(data, path)


def _all_addresses(data: Mapping[str, object]) -> Iterator[Problem]:
    desk = [found for path in _ADDRESSES if path[0] == "desk" for found in _addresses(data, path)]
    for path, address in _addresses(data, ("desk", "agents")):
        # "*@doit.example" is every agent of that domain
        if not is_address(re.sub(r"^\*@", "any@", address)) and not CONTROL.search(address):
            mend = "write an address such as kim@desk.example, or *@desk.example for all of a domain"
            yield path, f"{dotted(path)}: {shown(address)} is neither", mend
    for path, address in [*desk, *_routes(data)]:
        if not is_address(address) and not CONTROL.search(address):
            mend = "write a bare address such as help@desk.example"
            yield path, f"{dotted(path)}: {shown(address)} is no mail address", mend


def _plain(address: str) -> str:
    """An address as it is compared: lower case, without a +tag."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _circles(data: Mapping[str, object]) -> Iterator[Problem]:
    """Mail that would come back to us."""
    own = {_plain(address) for _, address in _addresses(data, ("desk", "addresses"))}
    for path, address in _routes(data):
        if _plain(address) in own:
            what = f"{dotted(path)}: {shown(address)} is this desk's own, so forwarded mail would come back"
            yield path, what, "route to another address, or take it out of desk.addresses"
    for key in ("chat_bridge", "voicemail", "outage_sources"):
        for path, address in _addresses(data, ("desk", key)):
            if _plain(address) in own:
                what = f"{dotted(path)}: {shown(address)} is this desk's own: its mail would be ignored"
                yield path, what, "name the address that its mail comes from"
    for path, address in _addresses(data, ("desk", "from_address")):
        if own and is_address(address) and _plain(address) not in own:
            what = f"{dotted(path)}: {shown(address)} is none of desk.addresses: answers would not reach us"
            yield path, what, "add it to desk.addresses"
    bridge, routed = _get(data, ("desk", "chat_bridge")), _get(data, ("routes", "chat"))
    if bridge and not routed:
        what = "routes.chat is missing, but desk.chat_bridge brings chats"
        yield ("routes", "chat"), what, "add the address of the ES chat channel"


def _zone(data: Mapping[str, object]) -> Iterator[Problem]:
    zone = _get(data, ("desk", "timezone"))
    if not isinstance(zone, str) or CONTROL.search(zone):
        return
    try:
        zoneinfo.ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # not found, an absolute path, a directory of the zone database
        near = difflib.get_close_matches(zone, zoneinfo.available_timezones(), n=1)
        mend = f"did you mean {near[0]}?" if near else "write a name such as America/Chicago"
        yield ("desk", "timezone"), f"desk.timezone: {shown(zone)} is no time zone", mend


def _folder(data: Mapping[str, object]) -> Iterator[Problem]:
    folder = _get(data, ("mailbox", "folder"))
    if isinstance(folder, str) and (re.search(r'[*%"\\]', folder) or folder.strip("/.").upper() == "INBOX"):
        what = f"mailbox.folder: {shown(folder)} cannot be the folder that handled mail is filed under"
        yield ("mailbox", "folder"), what, 'write a name such as "Mailroute"'
