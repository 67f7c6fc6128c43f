"""Whether what came of a worker's life is as it should be.

Comes in: a ``Played``, the same without trouble, and what may have come of it. Goes out: what is wrong, in words.

Right is: every mail is in the journal to the octet and filed where it belongs, none is destroyed, no flag was set;
every letter was taken by the submission server once, with its frozen bytes and recipients, or a person is asked about
it; a letter that counts as sent was taken, one that counts as refused was not; and all that in time.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.faults.imap_store import COURIER, OLD, Profile
from tests.faults.played import Letter, Played

LIMIT_S = 60.0
"""Within which everything must be well again."""

_ASKED = {"in_doubt": "sent", "failed": "refused"}
"""What a person is asked about a letter in this state."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """How many letters may be in doubt, and refused; ``needed``: so many must be.

    ``withheld``: a mail may have come without its whole text, and is then a person's.
    """

    in_doubt: int = 0
    refused: int = 0
    needed: bool = False
    withheld: bool = False
    within_s: float = LIMIT_S


def faults_of(played: Played, well: Played, profile: Profile, allowed: Allowed) -> list[str]:
    """What is not as it should be; ``well`` is the same without trouble."""
    return [
        *_unsettled(played, allowed),
        *_not_sent(played, allowed),
        *(fault for letter in played.letters for fault in _of_a_letter(letter, played)),
        *_of_the_decisions(played, well, allowed),
        *_of_the_mailbox(played, profile),
    ]


def _unsettled(played: Played, allowed: Allowed) -> Iterator[str]:
    if len(played.took_s) != 2:
        yield "not settled in the end"
    for seconds in played.took_s:
        if seconds > allowed.within_s:
            yield f"settled after {seconds:.0f} s only"


def _not_sent(played: Played, allowed: Allowed) -> Iterator[str]:
    states = Counter(letter.state for letter in played.letters)
    for state, most in (("in_doubt", allowed.in_doubt), ("failed", allowed.refused)):
        count = states.pop(state, 0)
        if count > most or (allowed.needed and count < most):
            yield f"{count} letters are {state}, not {most}"
    states.pop("sent", 0)
    if states:
        yield f"letters are {', '.join(states)}"
    known = {letter.message_id for letter in played.letters}
    if unknown := [mail for mail in played.arrived if mail.taken and mail.message_id not in known]:
        yield f"{len(unknown)} mails went out that are no letters"


def _of_a_letter(letter: Letter, played: Played) -> Iterator[str]:
    arrived = [mail for mail in played.arrived if mail.taken and mail.message_id == letter.message_id]
    if len(arrived) > 1:
        yield f"a letter went out {len(arrived)} times"
    if not arrived and letter.state == "sent":
        yield "a letter that counts as sent never went out"
    if arrived and letter.state == "failed":
        yield "a letter that counts as refused went out"
    if letter.asked != _ASKED.get(letter.state, ""):
        yield f"of a letter that is {letter.state} a person is asked {letter.asked or 'nothing'}"
    if not all(_same(letter, mail.recipients, mail.raw) for mail in arrived):
        yield "a letter went out with other recipients or bytes"


def _same(letter: Letter, recipients: Sequence[str], raw: bytes) -> bool:
    payload = re.sub(rb"\r\n|\r|\n", b"\r\n", letter.payload)
    return letter.recipients == "[" + ", ".join(f'"{to}"' for to in recipients) + "]" and raw == payload


def _of_the_decisions(played: Played, well: Played, allowed: Allowed) -> Iterator[str]:
    withheld = {mail.uid for mail in played.mails if mail.fault}
    if withheld and not allowed.withheld:
        yield f"{len(withheld)} mails came without their text"
    expected = {mail.uid: "review" if mail.uid in withheld else mail.disposition for mail in well.mails}
    if expected != {mail.uid: mail.disposition for mail in played.mails}:
        yield "the mails were decided otherwise"
    if not withheld and sorted(map(_address, well.letters)) != sorted(map(_address, played.letters)):
        yield "other letters were written"
    for mail in played.mails:
        if mail.raw != played.delivered[mail.uid] and not mail.fault:
            yield f"mail {mail.uid} is in the journal with other bytes"


def _of_the_mailbox(played: Played, profile: Profile) -> Iterator[str]:
    if played.lost:
        yield f"{len(played.lost)} mails were destroyed"
    for mail in played.mails:
        target = profile.prefix + mail.folder.replace("/", profile.delimiter)
        copies = played.copies[mail.uid]
        if set(copies) != {target, *(["INBOX"] if profile == OLD else [])}:
            yield f"mail {mail.uid} lies in {copies}, not in {target}"
        if len(copies) > 1 and profile not in {OLD, COURIER}:
            yield f"mail {mail.uid} lies in {target} twice"
    if any(flags != {r"\Deleted"} for flags in played.flags):
        yield f"mails in INBOX have the flags {set(played.flags)}"


def _address(letter: Letter) -> tuple[str, str, str]:
    return letter.kind, letter.template, letter.recipients
