"""Addresses in header fields, read tolerantly (RFC 5322 section 3.4).

Comes in: the undecoded value of From, To, Cc, Reply-To. Goes out: the addresses in order, lower case, domains in
ASCII (RFC 5890 A-labels). Never: raises, believes an address inside a display name, takes more than linear time,
makes an address of what is none by leaving out what is in it: blanks, controls, characters that nobody sees.
"""

import re
from functools import lru_cache

from mailroute.mail.characters import decode_words, one_line
from mailroute.mail.message import Address

MAX_ADDRESSES = 500

_PLAIN = re.compile(r'"?([^"<>@,;:()\\=]{0,200}?)"? ?<([A-Za-z0-9._%+/=-]{1,100}@[A-Za-z0-9.-]{1,200})>')
_BARE = re.compile(r"([A-Za-z0-9._%+/=-]{1,100}@[A-Za-z0-9.-]{1,200})")
_LEXEME = re.compile(r'"(?:[^"\\]|\\.){0,2000}"|<[^<>]{0,1000}>|[,;:()\\]|[^",;:()<\\]+|.', re.DOTALL)
_ATOM = r"[^\s<>()\[\]\\,;:@\"]"
_SPEC = re.compile(rf'(?:{_ATOM}{{1,128}}|"[^"\\\s<>]{{1,64}}")@(?:{_ATOM}{{1,253}}|\[[0-9A-Fa-f:.]{{2,60}}\])')
_BLANKS_AT_AT = re.compile(r" ?@ ?")  # RFC 5322 section 4.4: obsolete, but sent
_LOCAL_ONLY = re.compile(r"[A-Za-z0-9._+-]{1,64}")


def parse_addresses(value: str) -> tuple[Address, ...]:
    """The addresses of one field's undecoded value: groups opened, comments and unquoted commas understood.

    An address without a domain is kept (``mailer-daemon``); what holds no address is left out. No address twice.
    """
    value = " ".join(value.split())
    match = _PLAIN.fullmatch(value)
    if match is not None:
        return (Address(_domain_clean(match[2]), one_line(match[1])),)
    match = _BARE.fullmatch(value)
    if match is not None:
        return (Address(_domain_clean(match[1])),)
    found: dict[str, Address] = {}
    carried = ""
    for words, comment, angle in _mailboxes(value):
        address = _address(words, angle)
        name = _name(words, comment, angle, carried)
        if not address:
            carried = f"{carried}{words.strip()}, " if words.strip() else ""
            continue
        carried = ""
        found.setdefault(address, Address(address, name))
        if len(found) >= MAX_ADDRESSES:
            break
    if not found and _LOCAL_ONLY.fullmatch(value.strip()):
        return (Address(value.strip().lower()),)
    return tuple(found.values())


def _mailboxes(value: str) -> list[tuple[str, str, str]]:
    """``(words, comment, inside of angle brackets)`` of each part between commas; a group's name is left out."""
    boxes: list[tuple[str, str, str]] = []
    words: list[str] = []
    comment: list[str] = []
    angle = ""
    depth = 0
    for match in _LEXEME.finditer(value):
        lexeme = match[0]
        if lexeme == "(":
            depth += 1
        elif lexeme == ")" and depth:
            depth -= 1
        elif depth:
            comment.append(lexeme)
        elif lexeme in {",", ";"}:
            boxes.append(("".join(words), "".join(comment), angle))
            words, comment, angle = [], [], ""
        elif lexeme == ":" and not angle:
            words, comment = [], []
        elif lexeme[0] == "<" and len(lexeme) > 1 and lexeme[-1] == ">":
            angle = lexeme[1:-1].strip() or angle
        else:
            words.append(lexeme)
    boxes.append(("".join(words), "".join(comment), angle))
    return boxes


def _address(words: str, angle: str) -> str:
    if angle:
        spec = angle.rpartition(":")[2] if angle.startswith("@") else angle.removeprefix("mailto:")  # source route
        match = _SPEC.fullmatch(_BLANKS_AT_AT.sub("@", spec.strip()))
        if match is not None and one_line(match[0]) == match[0]:
            return _domain_clean(match[0])
        return spec.lower() if _LOCAL_ONLY.fullmatch(spec) else ""
    outside_quotes = re.sub(r'"[^"]*"(?!@)', " ", words)
    if "@" not in outside_quotes:
        return ""
    specs = [match[0] for match in _SPEC.finditer(outside_quotes[:2000])]
    return _domain_clean(specs[-1]) if specs and one_line(specs[-1]) == specs[-1] else ""


def _name(words: str, comment: str, angle: str, carried: str) -> str:
    name = carried + words if angle else comment
    name = re.sub(r"\\(.)", r"\1", name.replace('"', " ")) if '"' in name or "\\" in name else name
    return one_line(decode_words(name))[:200].strip(" '")


def _domain_clean(spec: str) -> str:
    local, _, domain = spec.rpartition("@")
    domain = domain.rstrip(".").lower()
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            domain = one_line(domain).replace(" ", "")
    if local.startswith('"') and re.fullmatch(r'"[A-Za-z0-9._+-]+"', local):
        local = local[1:-1]
    return f"{one_line(local).lower()}@{domain}"


_SRS0 = re.compile(r"srs0[=+-][^=]{1,20}=[^=]{1,10}=([^=]{1,200})=(.{1,100})")
_SRS1 = re.compile(r"srs1[=+-][^=]{1,20}=[^=]{1,200}=[=+-]?[^=]{1,20}=[^=]{1,10}=([^=]{1,200})=(.{1,100})")
_BATV = re.compile(r"(?:prvs|msprvs1)=[^=]{1,40}=(.{1,200})|btv1==[^=]{1,40}==(.{1,200})")


@lru_cache(maxsize=256)  # the desk's own are asked for at every mail
def plain_address(addr: str) -> str:
    """The address behind a sub-address (RFC 5233), a rewritten sender (SRS) or a signed one (BATV), lower case."""
    local, _, domain = addr.strip().lower().rpartition("@")
    if (match := _SRS0.fullmatch(local) or _SRS1.fullmatch(local)) is not None:
        domain, local = match[1], match[2]
    if (match := _BATV.fullmatch(local)) is not None:
        local = match[1] or match[2]
    return f"{local.partition('+')[0]}@{domain}"
