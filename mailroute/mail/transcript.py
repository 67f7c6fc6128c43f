"""A chat that the chat bridge sent as a mail: who asked, what they wrote, what the agent wrote.

Comes in: a Message from the bridge. Goes out: a ``Transcript``, or None when its text is none.
Never: decides whether the sender is the bridge; raises; guesses an address that is not written there.
"""

import re
from dataclasses import dataclass

from mailroute.mail.addresses import parse_addresses
from mailroute.mail.message import Message

MAX_LINES = 2_000
MAX_LINE = 2_000

_CUSTOMER = frozenset(
    "customer visitor requester requestor client user guest caller enduser you student patron kunde besucher"
    " cliente visitante visiteur".split()
)
_AGENT = frozenset(
    "agent operator staff support helpdesk technician tech consultant representative assignee advisor".split()
)
_SYSTEM = frozenset(
    "system bot info chatbot notice status automated announcement queue topic subject transcript".split()
)
_DESKS = frozenset({"help desk", "service desk", "it support", "it help", "chat agent", "live agent", "support agent"})
_DETAILS = frozenset("email e-mail mail address name netid from contact".split())

_TIME = r"(?:\d{4}-\d\d-\d\d[T ]|\d{1,2}/\d{1,2}/\d{2,4},? )?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?:UTC|GMT|[CEMP][SD]T|CES?T)\b)?"
_NAME = r"[^\W\d_][^:\[\]<>()|\n]{0,60}?"
_STAMPED = re.compile(rf"[\[(]?{_TIME}[\])]?\s{{0,4}}[-–|,]?\s{{0,4}}<?({_NAME})>?(?: ?\([^()]{{1,40}}\))?\s{{0,3}}[:>]\s{{0,4}}(.*)", re.I)
_NAME_THEN_TIME = re.compile(rf"({_NAME}),?\s{{0,4}}[\[(]?{_TIME}[\])]?\s{{0,3}}[:>]\s{{0,4}}(.*)", re.I)
_NAME_AND_TIME_ALONE = re.compile(rf"({_NAME}),?\s{{1,4}}[\[(]?{_TIME}[\])]?", re.I)
_BRACKETED = re.compile(r"<([^<>@]{1,60})>\s{1,4}(.*)")
_PLAIN = re.compile(rf"({_NAME})\s{{0,3}}(?:\(({_NAME})\)\s{{0,3}})?:(?:\s{{1,4}}(.*)|$)")
_EVENT = re.compile(
    r"[-*=_~\s]{0,40}(?:(?:end|start|begin(?:ning)?) of (?:the )?(?:chat|transcript|conversation)|chat (?:started|ended|closed|transcript)"
    r"|.{0,60}\bha(?:s|ve) (?:joined|left|ended|closed)|.{0,60}\b(?:joined|left) the (?:chat|conversation)|(?:duration|rating|wait time)\b)",
    re.I,
)
_ADDRESS = re.compile(r"[\w.+%=-]{1,64}@[\w.-]{1,200}\w")
_GREETING = re.compile(r"(?:hi|hello|hey|hallo|hola|bonjour|good|thanks|thank|yes|no|ok|okay|help)\b", re.I)


@dataclass(frozen=True, slots=True)
class Transcript:
    """``customer_lines`` and ``agent_lines`` in the order of the chat; ``name`` and ``address`` as the bridge gives them."""

    name: str = ""
    address: str = ""
    customer_lines: tuple[str, ...] = ()
    agent_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    speaker: str
    text: str


def transcript(message: Message) -> Transcript | None:
    """The chat in ``message``'s text; None when no customer and no line of a conversation is found."""
    heads: dict[str, str] = {}
    said: list[_Said] = []
    for line in message.text.split("\n")[:MAX_LINES]:
        _read_line(" ".join(line[:MAX_LINE].strip(" >*\t").split()), heads, said)
    name, address = _customer(heads)
    if not said and not (name or address):
        return None
    agents = frozenset(_key(value) for key, value in heads.items() if key in _AGENT)
    if not name:
        name = next((one.speaker for one in said if _role(one.speaker) == "" and _key(one.speaker) not in agents), "")
    mine: list[str] = []
    theirs: list[str] = []
    for one in said:
        role = _role(one.speaker) or _by_name(one.speaker, name, address, agents)
        if one.text and role != "system":
            (mine if role == "customer" else theirs).append(one.text)
    return Transcript(name if _role(name) == "" else "", address, tuple(mine), tuple(theirs))


def _read_line(line: str, heads: dict[str, str], said: list[_Said]) -> None:
    if not line:
        return
    if _EVENT.match(line):
        said.append(_Said("system", line))
        return
    for pattern in (_STAMPED, _NAME_THEN_TIME, _BRACKETED):
        match = pattern.fullmatch(line)
        if match is not None:
            said.append(_Said(match[1].strip(), match[2].strip()))
            return
    match = _NAME_AND_TIME_ALONE.fullmatch(line)
    if match is not None:
        said.append(_Said(match[1].strip(), ""))
        return
    match = _PLAIN.fullmatch(line)
    if match is not None and _take_plain(match[1].strip(), match[2] or "", (match[3] or "").strip(), heads, said):
        return
    if said:
        said.append(_Said(said[-1].speaker, line))


def _take_plain(label: str, other: str, value: str, heads: dict[str, str], said: list[_Said]) -> bool:
    """``Word: rest`` as a head of the transcript or as a line somebody said; False when it is neither."""
    role = _key(label).split(" ")[0]
    known = {_key(one.speaker) for one in said} | {_key(head) for head in heads.values()}
    if role in _CUSTOMER | _AGENT | _SYSTEM | _DETAILS:
        is_head = role not in heads and not any(one.text for one in said if _role(one.speaker) != "system")
        if is_head and (role in _DETAILS | _SYSTEM or "@" in value or (not other and _is_name(value))):
            heads[role] = value
            return True
        if role not in _DETAILS:
            said.append(_Said(label, value))
        return role not in _DETAILS
    if _key(label) in _DESKS or _key(label).endswith(" help desk"):
        said.append(_Said(label, value))
        return True
    names = {name.split("<")[0].strip() for name in known}
    if _key(label) in names or any(_key(label) == name.split(" ")[0] for name in names if name):
        said.append(_Said(label, value))
        return True
    return False


def _is_name(value: str) -> bool:
    words = value.split()
    return 1 <= len(words) <= 4 and value[:1].isupper() and value[-1] not in "!?.,:" and not _GREETING.match(value)


def _customer(heads: dict[str, str]) -> tuple[str, str]:
    """Name and address of the customer as the transcript's head says."""
    roles = [role for role in heads if role in _CUSTOMER] + [
        role for role in ("name", "contact", "from") if role in heads
    ]
    for value in (heads[role] for role in roles):
        if value:
            address = _written(value) or _detail(heads)
            name = re.split(r"\s*[<(\[,|]|\s[-–]\s", value, maxsplit=1)[0].strip(' "')
            return ("" if "@" in name else name), address
    return "", _detail(heads)


def _written(value: str) -> str:
    match = _ADDRESS.search(value[:500])
    found = next(iter(parse_addresses(match[0])), None) if match is not None else None
    return found.addr if found is not None else ""


def _detail(heads: dict[str, str]) -> str:
    for role in ("email", "e-mail", "mail", "address"):
        if address := _written(heads.get(role, "")):
            return address
    return ""


def _role(speaker: str) -> str:
    """What the speaker's name alone says: ``customer``, ``agent``, ``system`` or nothing."""
    words = _key(speaker).replace("-", " ").split()
    if not words:
        return "system"
    if words[0] in _SYSTEM or words[-1] == "bot":
        return "system"
    if words[0] in _AGENT or words[-1] in _AGENT or _key(speaker).endswith("help desk") or _key(speaker) in _DESKS:
        return "agent"
    return "customer" if words[0] in _CUSTOMER else ""


def _by_name(speaker: str, name: str, address: str, agents: frozenset[str]) -> str:
    said_by = _key(speaker)
    if said_by in agents or any(agent.split(" ")[0] == said_by for agent in agents if agent):
        return "agent"
    wanted = _key(name)
    local = address.partition("@")[0].lower()
    same = said_by == wanted or (wanted and said_by in wanted.split(" ")) or (local and said_by in {local, address})
    if not same and wanted and said_by.split(" ")[0] == wanted.split(" ")[0]:
        same = True  # "Pat D." in the chat for "Pat Doe" in its head
    return "customer" if same else "agent"


def _key(words: str) -> str:
    return " ".join(words.lower().split())
