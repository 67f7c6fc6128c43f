"""A seeded slice of ``make injection``, and that its eye sees what it should."""

from dataclasses import replace

import pytest

from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.mail.outgoing import Kind, Outgoing
from mailroute.submission.wire_form import wire_form
from tests.faults import hostile_desk, injection, letters
from tests.faults.payloads import INJECTED, LINE_ENDS, payloads
from tests.faults.places import DRAFTS, PLACES, Draft

RAW = Draft(1, *DRAFTS[0][1:]).raw()


def _letter(disposition: Disposition = Disposition.ES) -> Outgoing:
    return hostile_desk.plan(RAW, agent=AgentWord("a person", disposition)).outgoing[0]


def _complaints(outgoing: Outgoing, *, recipients: tuple[str, ...] = (), stream: bytes = b"") -> list[str]:
    letter = letters.Letter(
        outgoing.kind,
        outgoing.envelope.sender,
        recipients or outgoing.envelope.recipients,
        stream or wire_form(outgoing).body + b".\r\n",
    )
    author = {"u1-fx@wisc.edu"}
    may_go_to = author if outgoing.kind.at_most_once else set(hostile_desk.configured())
    return letters.complaints(
        letter, may_go_to=may_go_to, may_show={*author, "help@doit.example"}, carries=[RAW], payload="x"
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_payloads_stay_words(seed: int) -> None:
    """Ten payloads in every place: no header, recipient, second mail or command comes of them."""
    counts = injection.tried(payloads(2_000, seed)[-10:], seed)
    assert 10 * len(PLACES) == counts["mails"]
    assert 200 < counts["letters"]


def test_there_are_payloads_enough() -> None:
    """Five thousand different ones, each kind of line end with each thing that could be injected among the possible."""
    found = payloads(5_000, 1)
    assert 5_000 == len(set(found))
    assert len(LINE_ENDS) * len(INJECTED) > 10_000
    assert payloads(5_000, 1) == found


@pytest.mark.parametrize("disposition", [Disposition.ES, Disposition.GATHER, Disposition.CONSULT, Disposition.CHAT])
def test_a_good_letter_has_no_complaints(disposition: Disposition) -> None:
    """What mailroute writes passes."""
    assert [] == _complaints(_letter(disposition))


_WORDS = b"us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
BAD = {
    "a header more": (b"\r\nDate: ", b"\r\nBcc: bcc@evil.example\r\nDate: "),
    "a header twice": (b"\r\nDate: ", b"\r\nSubject: again\r\nDate: "),
    "a line that is no header": (b"\r\nDate: ", b"\r\nevil\r\nDate: "),
    "a raw octet in the header": (b"Subject: ", b"Subject: \xe9"),
    "a stranger in Cc": (b"\r\nSubject: ", b",\r\n <evil@evil.example>\r\nSubject: "),
    "an encoded line break": (b"Subject: ", b"Subject: =?utf-8?q?a=0D=0Ab?= "),
    "an evaluated subject": (b"Subject: ", b"Subject: 1000036000099 "),
    "a second mail": (b"\r\n\r\n--=_mr", b"\r\n\r\n.\r\nMAIL FROM:<>\r\n\r\n--=_mr"),
    "a second mail for a sloppy server": (b"\r\n\r\n--=_mr", b"\r\n\r\nx\n.\nMAIL FROM:<>\r\n\r\n--=_mr"),
    "a bare CR": (b"timesheet shows", b"timesheet\rshows"),
    "another original": (b"<1@mail.example>", b"<2@mail.example>"),
    "a command to the ticket system": (_WORDS, _WORDS + b"#resolve\r\n"),
    "an evaluated text": (_WORDS, _WORDS + b"1000036000099\r\n"),
    "a part more": (b"\r\nContent-Type: message/rfc822", b"\r\n\r\nx\r\n--BOUNDARY\r\nContent-Type: message/rfc822"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_letter_is_seen(name: str) -> None:
    """Each way in which a payload could have come through is a complaint."""
    outgoing = _letter()
    good = wire_form(outgoing).body + b".\r\n"
    what, instead = BAD[name]
    boundary = letters.boundary(good)
    assert what in good
    assert _complaints(outgoing, stream=good.replace(what, instead.replace(b"BOUNDARY", boundary), 1))


def test_a_stranger_in_the_envelope_is_seen() -> None:
    """A recipient whom neither the configuration nor the mail names is a complaint, and so is none at all."""
    outgoing = _letter()
    assert _complaints(outgoing, recipients=(*outgoing.envelope.recipients, "evil@evil.example"))
    assert _complaints(replace(outgoing, kind=Kind.REPLY), recipients=("evil@evil.example",))


@pytest.mark.parametrize(
    "line",
    ['UID SEARCH SUBJECT "x"', "UID SEARCH ALL {5}", 'SELECT "Evil"', 'UID MOVE 1 "Mailroute/x"', "DELETE INBOX", "x"],
)
def test_a_foreign_imap_line_is_seen(line: str) -> None:
    """A command that mailroute has no need of, or one with words in it that are not its own, is a complaint."""
    assert injection.IMAP_LINE.fullmatch(line) is None
