"""Names that only we can give: case tokens and our own Message-IDs, each sealed with an HMAC.

Comes in: a case's number, or text out of a mail. Goes out: a token or Message-ID, or the token found in one.
Never: raises on a mail's text, trusts a name whose seal is wrong, puts a digit into a token (a ticket system may read
the first number in a subject as its record).
"""

import hmac
import re
from dataclasses import dataclass

from mailroute.disposition import Disposition
from mailroute.mail.outgoing import Kind

# Twelve consonants: no vowel makes a word, and without C F H K N S T W no abbreviation that would embarrass the desk.
LETTERS = "BDGJLMPQRVXZ"
PREFIX = "MR-"
_NAME = 6  # letters that say which case: 12**6 cases before a seventh letter is needed
_SEAL = 4  # letters that prove it: a guess is right once in 20,736
_SPREAD = 1_618_033  # prime to 12, so that multiplying is a bijection; neighbours look unlike each other

_TOKEN = re.compile(
    rf"(?<![A-Za-z0-9]){PREFIX}([{LETTERS}]{{{_NAME + _SEAL},{_NAME + _SEAL + 4}}})(?![A-Za-z0-9])",
    re.IGNORECASE | re.ASCII,
)
_MESSAGE_ID = re.compile(
    rf"<mr\.([a-z]{{1,12}})\.([{LETTERS}]{{8,16}})\.([0-9]{{1,9}})\.([0-9a-f]{{20}})@([a-z0-9.-]{{1,200}})>", re.ASCII
)


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Where a case went: our letter to that queue, by its Message-ID, subject and recipients.

    No recipients: it stays with the General Help Desk. ``sent`` is False while the letter waits to be sent; ``there``
    is False when the case has been taken back since (to a person, to an outage).
    """

    disposition: Disposition
    message_id: str = ""
    subject: str = ""
    recipients: tuple[str, ...] = ()
    sent: bool = True
    there: bool = True


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What a letter must know of its case.

    ``next_number`` counts the case's outgoing mails from 1. ``outage_notice_due`` is False when HDQA and SNCC have
    had the notice of this outage; ``outage_reports`` counts the mails about it so far, this one included.
    ``first_forward`` is False when the queue has had a forward of this case: WiscIT reads Cc only on the first.
    ``passed_on`` is where the case went, None when it went nowhere yet.
    """

    token: str
    next_number: int
    outage_notice_due: bool = True
    outage_reports: int = 1
    first_forward: bool = True
    passed_on: PassedOn | None = None


def case_token(number: int, secret: bytes) -> str:
    """The token of the case with this number (0 and up; the journal's own counter): ``MR-`` and ten letters or more.

    The same number always gives the same token, another number another one.
    """
    if number < 0:
        raise ValueError(f"a case's number cannot be negative: {number}")
    width = _NAME
    while number >= len(LETTERS) ** width:
        width += 1
    name = _letters(number * _SPREAD % len(LETTERS) ** width, width)
    return f"{PREFIX}{name}{_seal(name, secret)}"


def verified_token(text: str, secret: bytes) -> str | None:
    """The token when ``text`` is one of ours, in capital letters; else None."""
    found = _TOKEN.fullmatch(text)
    if found is None:
        return None
    letters = found[1].upper()
    sealed = hmac.compare_digest(letters[-_SEAL:], _seal(letters[:-_SEAL], secret))
    return f"{PREFIX}{letters}" if sealed else None


def tokens_in(text: str, secret: bytes, *, most: int = 2000) -> tuple[str, ...]:
    """Every token of ours in a subject line or a text, in order, each once; those with a wrong seal are passed over.

    At most ``most`` characters are looked at.
    """
    found = (verified_token(match[0], secret) for match in _TOKEN.finditer(text[:most]))
    return tuple(dict.fromkeys(token for token in found if token))


def without_tokens(subject: str) -> str:
    """The subject with everything that looks like a token taken out, in brackets or not."""
    return re.sub(r"[(\[]\s*[)\]]", "", _TOKEN.sub("", subject))


def in_short(subject: str) -> str:
    """What stays the same of a subject from one ticket number to the next: no tokens, no words with a digit, no Re."""
    words = re.findall(r"[^\W_]+", without_tokens(subject).lower())
    return " ".join(word for word in words if word.isalpha() and word not in {"re", "fw", "fwd", "aw", "wg"})


def message_id(kind: Kind, token: str, number: int, *, domain: str, secret: bytes) -> str:
    """Our own Message-ID (RFC 5322 section 3.6.4): ``<mr.KIND.LETTERS.NUMBER.SEAL@domain>``."""
    left = f"mr.{kind.value}.{token.removeprefix(PREFIX)}.{number}"
    return f"<{left}.{_proof('message-id', f'{left}@{domain.lower()}', secret)}@{domain.lower()}>"


def token_of_message_id(text: str, secret: bytes) -> str | None:
    """The case's token when ``text`` is a Message-ID that we made (angle brackets may be missing); else None."""
    text = text.strip()[:400]
    found = _MESSAGE_ID.fullmatch(text if text.startswith("<") else f"<{text}>")
    if found is None:
        return None
    kind, letters, number, seal, domain = found.groups()
    if not hmac.compare_digest(seal, _proof("message-id", f"mr.{kind}.{letters}.{number}@{domain}", secret)):
        return None
    return f"{PREFIX}{letters}"


def own_ids(raw: bytes, secret: bytes) -> tuple[str, ...]:
    """Every Message-ID of ours anywhere in a mail's first 256 kB, in order, each once: a bounce brings ours back."""
    found = (match[0] for match in _MESSAGE_ID.finditer(raw[:262_144].decode("latin-1")))
    return tuple(name for name in dict.fromkeys(found) if token_of_message_id(name, secret))


def loop_mark(address: str, secret: bytes) -> str:
    """The value of our loop header: the desk's address and its seal, so that a foreign mailroute's is told apart."""
    return f"{address.lower()}; {_proof('loop', address.lower(), secret)}"


def _letters(value: int, width: int) -> str:
    out = []
    for _ in range(width):
        value, digit = divmod(value, len(LETTERS))
        out.append(LETTERS[digit])
    return "".join(reversed(out))


def _seal(name: str, secret: bytes) -> str:
    digest = hmac.digest(secret, f"case-token:{name}".encode(), "sha256")
    return _letters(int.from_bytes(digest[:8], "big"), _SEAL)


def _proof(purpose: str, text: str, secret: bytes) -> str:
    """Eighty bits in hexadecimal; the purpose keeps one kind of name from passing for another."""
    return hmac.digest(secret, f"{purpose}:{text}".encode(), "sha256").hex()[:20]
