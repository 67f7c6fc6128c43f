"""One run over a mailbox that holds every disposition: where each mail lies then, and what arrived at the server."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import getaddresses

import pytest

from mailroute.disposition import Disposition
from mailroute.mail.parse import parse
from mailroute.recording import FOLDERS
from tests.end_to_end.desk import (
    CHAT,
    CPS,
    DESK,
    ES,
    HDQA,
    NETWORK,
    NOTHING_DONE,
    SNCC,
    Desk,
    Outcome,
    case_of,
    expected,
    header,
    message_id,
    samples,
    text_of,
)
from tests.servers.smtp import Received

WANTED = expected()
ROUTES = {"cps": CPS, "es": ES, "consult": HDQA, "chat": CHAT}
ANSWERED = {"gather", "ask_department"}
WITH_TEAM = "27-vpn-at-home"
TOKEN = re.compile(r"MR-[A-Z]{10,}")


@dataclass(frozen=True, slots=True, repr=False)
class Day:
    """The desk after its run: each sample's bytes and outcome by its name, and what arrived of it."""

    desk: Desk
    said: str
    raws: dict[str, bytes]
    outcomes: dict[str, Outcome]
    arrived: dict[str, list[Received]]

    def named(self, *dispositions: str) -> list[str]:
        """The samples that became one of these."""
        return [name for name, outcome in self.outcomes.items() if outcome.disposition in dispositions]

    def letters(self, *dispositions: str) -> Iterator[tuple[str, Received]]:
        """What arrived of the samples that became one of these."""
        for name in self.named(*dispositions):
            for received in self.arrived[name]:
                yield name, received


@pytest.fixture(scope="module")
def day(desk_of_module: Desk) -> Day:
    """All samples go in, read and unread, and one ``run --once`` drains them."""
    desk = desk_of_module
    raws = samples()
    desk.account.append(*raws.values())
    desk.account.flag(1, "\\Seen")
    desk.account.flag(2, "\\Flagged")
    said = desk.once().out
    by_raw = {outcome.raw: outcome for outcome in desk.outcomes()}
    outcomes = {name: by_raw[raw] for name, raw in raws.items()}
    names = {outcome.case: name for name, outcome in outcomes.items()}
    arrived: dict[str, list[Received]] = {name: [] for name in raws}
    for received in desk.server.received:
        arrived[names[case_of(received)]].append(received)
    return Day(desk, said, raws, outcomes, arrived)


def test_every_mail_is_received_decided_and_filed(day: Day) -> None:
    """What goes in comes out: the command counts each mail once, and INBOX is empty."""
    count = len(day.raws)
    sent = len(day.desk.server.received)
    assert f"{count} received, {count} decided, {sent} sent, {count} filed" == day.said.splitlines()[-1]
    assert [] == day.desk.account.mails()


@pytest.mark.parametrize("name", WANTED)
def test_a_sample_becomes_what_the_procedure_says(day: Day, name: str) -> None:
    """The disposition of each sample is the one that ``demo/expected.csv`` gives with its reason."""
    assert WANTED[name] == day.outcomes[name].disposition


def test_each_mail_lies_in_the_folder_of_its_disposition(day: Day) -> None:
    """Filed byte for byte, once, where its disposition belongs."""
    wanted: dict[str, list[bytes]] = {}
    for name, outcome in day.outcomes.items():
        wanted.setdefault(FOLDERS[Disposition(outcome.disposition)], []).append(day.raws[name])
    found = day.desk.folders()
    assert {name: sorted(mails) for name, mails in wanted.items()} == {
        name: sorted(mails) for name, mails in found.items()
    }


def test_a_persons_flags_stay_on_their_mails(day: Day) -> None:
    """What somebody has read or flagged is handled as well, and is still read or flagged where it lies now."""
    flags = {raw: flags for mails in day.desk.flagged().values() for raw, flags in mails}
    read, flagged, *others = day.raws.values()
    assert ({"\\Seen"}, {"\\Flagged"}) == (flags[read], flags[flagged])
    assert [set()] * len(others) == [flags[raw] for raw in others]


def test_who_is_written_to(day: Day) -> None:
    """Each disposition brings exactly one letter to exactly its route, or none; the server saw one user, ours."""
    for name in day.named("ignore", "review", "technical"):
        if name != WITH_TEAM:
            assert [] == day.arrived[name], name
    (to_team,) = day.arrived[WITH_TEAM]
    assert (DESK, (NETWORK,)) == (to_team.sender, to_team.recipients)
    for name in day.named(*ROUTES):
        (letter,) = day.arrived[name]
        assert (DESK, (ROUTES[day.outcomes[name].disposition],)) == (letter.sender, letter.recipients), name
    for name in day.named(*ANSWERED):
        (letter,) = day.arrived[name]
        author = parse(day.raws[name]).author
        assert author is not None
        by_chat = author.addr.startswith("chat-bridge")
        assert "" == letter.sender
        assert by_chat or (author.addr,) == letter.recipients, name
    assert {"desk-fx"} == {letter.user for letter in day.desk.server.received}


def test_no_two_letters_have_one_name(day: Day) -> None:
    """Each mail of ours has its own Message-ID and its own case."""
    received = day.desk.server.received
    assert [] == [name for name, count in Counter(map(message_id, received)).items() if count > 1]
    assert len(received) == len(set(map(case_of, received)))


def test_answers_are_marked_as_automatic(day: Day) -> None:
    """A reply has the null sender, says that it is automatic, names its question, and carries nothing of it."""
    letters = list(day.letters(*ANSWERED))
    assert letters
    for name, letter in letters:
        mail = header(letter.data)
        asked = header(day.raws[name])
        assert "auto-replied" == mail["Auto-Submitted"]
        assert "All" == mail["X-Auto-Response-Suppress"]
        assert "bulk" == mail["Precedence"]
        assert str(mail["X-Mailroute-Loop"]).startswith(f"{DESK}; ")
        assert (DESK, DESK) == (_address(mail["From"]), _address(mail["Reply-To"]))
        assert [_address(mail["To"])] == list(letter.recipients)
        assert (None, None) == (mail["Cc"], mail["Bcc"])
        assert "text/plain" == mail.get_content_type()
        if "chat" not in name:
            assert _words(asked["Message-ID"]) == _words(mail["In-Reply-To"])
            assert _words(asked["Message-ID"]) == _words(mail["References"])[-len(_words(asked["Message-ID"])) :]
        assert 1 == len(set(TOKEN.findall(text_of(letter)))), "the body names its case, and only that"


def test_answers_ask_little_and_promise_nothing(day: Day) -> None:
    """At most six questions, no word of a password to be sent, what is known repeated."""
    for name, letter in day.letters(*ANSWERED):
        text = text_of(letter)
        assert len(re.findall(r"^\d+\. ", text, re.MULTILINE)) in range(1, 7), name
        assert "do not send passwords" in " ".join(text.split())


def test_forwards_are_new_mails_with_the_original(day: Day) -> None:
    """A forward is from the desk, not marked automatic, carries the original byte for byte, and names the customer."""
    letters = list(day.letters("cps", "es", "consult", "technical"))
    assert len(letters) >= 10
    for name, letter in letters:
        mail = header(letter.data)
        for absent in ("Auto-Submitted", "Precedence", "X-Auto-Response-Suppress", "In-Reply-To", "Bcc", "Sender"):
            assert mail[absent] is None, (name, absent)
        assert DESK == _address(mail["From"])
        assert list(letter.recipients) == [address for _, address in getaddresses([str(mail["To"])])]
        attached = [part for part in mail.walk() if part.get_content_disposition() == "attachment"]
        assert [("message/rfc822", "original.eml")] == [
            (part.get_content_type(), part.get_filename()) for part in attached[:1]
        ]
        assert letter.data.count(b"\r\n\r\n" + day.raws[name] + b"\r\n--") == 1, name
        lines = text_of(letter).splitlines()
        assert lines[0].startswith("Case: ")
        assert not [line for line in lines if line.startswith("#")], "a line of # is a command to WiscIT"


def test_the_customer_is_in_copy_at_the_queues(day: Day) -> None:
    """CPS and ES read the customer in Cc and answer to them; HDQA's answer comes back to the desk."""
    for name, letter in day.letters("cps", "es"):
        mail = header(letter.data)
        customer = _address(mail["Cc"])
        assert customer == _address(mail["Reply-To"])
        assert customer not in letter.recipients
        author = parse(day.raws[name]).author
        assert author is not None
        assert "chat" in name or author.addr == customer
        assert customer in text_of(letter)
    for _, letter in day.letters("consult"):
        assert (DESK, None) == (_address(header(letter.data)["Reply-To"]), header(letter.data)["Cc"])


def test_subjects_for_staff_hold_a_token_and_no_number(day: Day) -> None:
    """A ticket system may read the first number in a subject as its record; a token has letters only."""
    for name, letter in day.letters("cps", "es", "consult", "technical", "outage", "chat"):
        subject = parse(letter.data).subject
        assert [day.outcomes[name].case] == TOKEN.findall(subject)
        assert re.search(r"\d", subject) is None, subject


def test_outages_are_never_forwarded(day: Day) -> None:
    """HDQA and SNCC get one notice an outage, in our words: no attachment, no body of a report."""
    reports = day.named("outage")
    letters = list(day.letters("outage"))
    assert ["02-sis-nobody-in-advising", "19-weeks-hall-notice-forwarded", "54-wifi-memorial-union"] == [
        name for name, _ in letters if WANTED[name] == "outage"
    ]
    assert {"02-sis-nobody-in-advising", "05-sis-registrar-floor", "13-sis-student-center"} < set(reports)
    for _, letter in letters:
        mail = header(letter.data)
        assert (DESK, (HDQA, SNCC)) == (letter.sender, letter.recipients)
        assert "text/plain" == mail.get_content_type()
        assert (None, None, DESK) == (mail["Auto-Submitted"], mail["Cc"], _address(mail["Reply-To"]))
    for name in reports:
        body = day.raws[name].partition(b"\r\n\r\n")[2]
        assert not [letter for letter in day.desk.server.received if body in letter.data]


def test_the_chat_is_asked_without_the_mail(day: Day) -> None:
    """The chat channel gets a question, from the desk, without an attachment."""
    (pair,) = [pair for pair in day.letters("chat") if pair[0] == "47-chat-25live"]
    letter = pair[1]
    assert (DESK, (CHAT,)) == (letter.sender, letter.recipients)
    assert "text/plain" == header(letter.data).get_content_type()


def test_the_review_list_is_what_is_uncertain(day: Day) -> None:
    """``review list`` shows each mail that waits, urgent ones first, by the contract's names; nothing else waits."""
    items = day.desk.json("review", "list")
    held = {outcome.case: name for name, outcome in day.outcomes.items() if outcome.disposition == "review"}
    assert set(held) == {item["case"] for item in items}
    assert len(held) == len(items)
    assert ["id", "case", "opened_at", "urgent", "question", "proposed", "author", "subject", "age_s"] == list(items[0])
    urgent = [held[item["case"]] for item in items if item["urgent"]]
    assert {"12-typed-password-on-fake-page", "32-laptop-stolen", "45-mailbox-of-former-colleague"} <= set(urgent)
    assert sorted(items, key=lambda item: not item["urgent"]) == items
    assert all(item["question"]["about"] and item["question"]["why"] for item in items)


def test_a_review_is_shown_with_what_it_rests_on(day: Day) -> None:
    """``review show`` gives the text, the rules asked and, where something is proposed, what it would send."""
    for item in day.desk.json("review", "list")[:3]:
        (shown,) = day.desk.json("review", "show", str(item["id"]))
        assert item["question"] == shown["question"]
        assert shown["trail"]
        assert shown["text"]


def test_status_says_that_all_is_well(day: Day) -> None:
    """After the run nothing is undecided, in doubt, held, shunted or waiting to be sent."""
    (status,) = day.desk.json("status")
    waiting = sum(outcome.disposition == "review" for outcome in day.outcomes.values())
    assert status["last_pass_at"]
    assert {
        "oldest_undecided_s": None, "review_open": waiting, "in_doubt": 0, "held": False, "shunted": 0,
        "outbox_waiting": 0, "catalog_ok": True,
    } == {name: value for name, value in status.items() if name not in {"alive", "last_pass_at"}}  # fmt: skip


def test_a_case_tells_its_life(day: Day) -> None:
    """``case show`` has every step of a mail, each rule asked, and the very letter that arrived."""
    name = "11-dars-senior"
    (letter,) = day.arrived[name]
    (shown,) = day.desk.json("case", "show", day.outcomes[name].case)
    assert ("waiting_customer", "gather", ["dars"]) == (shown["state"], shown["disposition"], shown["services"])
    assert {"received", "decided", "sent"} <= {event["what"] for event in shown["events"]}
    assert [(message_id(letter), "sent", list(letter.recipients))] == [
        (row["message_id"], row["state"], row["recipients"]) for row in shown["outbox"]
    ]
    assert "13" == shown["decisions"][-1]["trail"][-1]["rule"]
    page = day.desk.run("case", "show", day.outcomes[name].case.lower())
    assert 0 == page.code
    assert "waits for an answer of" in " ".join(page.out.split())


def test_a_second_run_does_nothing(day: Day) -> None:
    """Run again, nothing is received, decided, sent or moved."""
    letters, folders = len(day.desk.server.received), day.desk.folders()
    assert NOTHING_DONE == day.desk.once().lines[-1]
    assert (letters, folders) == (len(day.desk.server.received), day.desk.folders())


def _address(value: object) -> str:
    ((_, address),) = getaddresses([str(value)])
    return address


def _words(value: object) -> list[str]:
    return str(value or "").split()
