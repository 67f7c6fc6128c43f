"""The account after a disturbed run: each mail settled once, each letter arrived as it was frozen, each doubt asked.

Comes in: a desk at rest and the mails that were put into its mailbox. Goes out: the figures; an AssertionError says
what is wrong. What arrived is the server's truth, never mailroute's word.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mailroute.mail.outgoing import Envelope, Kind, Outgoing
from mailroute.submission.wire_form import wire_form
from tests.end_to_end.desk import CHAT, CPS, ES, HDQA, NETWORK, SNCC, Desk, Outcome, message_id
from tests.servers.smtp import Received

ROUTES = {CPS, ES, HDQA, SNCC, CHAT, NETWORK}
ONE_LETTER = {"cps", "es", "consult", "chat", "gather", "ask_department"}
"""Dispositions that bring one letter for each mail. An outage has one notice for many, a review and a robot none."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A row of the outbox, with the disposition of its case's mail."""

    outgoing: Outgoing
    state: str
    customer: str
    mail: int | None


@dataclass(frozen=True, slots=True)
class Account:
    """What came of it all. ``doubts_arrived`` of the ``in_doubt`` had been taken by the server."""

    mails: int
    sent: int
    in_doubt: int
    doubts_arrived: int
    refused: int

    def __str__(self) -> str:
        letters = self.sent + self.in_doubt + self.refused
        share = 100 * self.in_doubt / letters if letters else 0
        return (
            f"{self.mails:,} mails each settled once, {self.sent:,} letters sent and arrived once, {self.in_doubt} in"
            f" doubt and in review ({share:.1f} %; {self.doubts_arrived} of them had arrived), 0 lost, 0 twice"
        )


def settled(desk: Desk, mails: Sequence[bytes], *, refused: int = 0) -> Account:
    """Hold the desk to it: exactly these mails, each filed once; nothing waits; nothing arrived that should not."""
    outcomes = filed_once(desk, mails)
    letters = outbox(desk)
    planned = Counter(letter.mail for letter in letters if letter.state != "cancelled")
    wanting = {outcome.uid for outcome in outcomes if outcome.disposition in ONE_LETTER}
    with desk.journal() as journal:
        ids = {row["uid"]: row["id"] for row in journal.db.execute("SELECT id, uid FROM mail")}
    assert [] == [uid for uid in wanting if planned[ids[uid]] != 1], "a mail decided without its one letter"

    arrived = as_frozen(desk)
    states = Counter(letter.state for letter in letters)
    assert {"sent", "in_doubt", "failed"} >= set(states), states
    assert refused == states["failed"]
    for letter in letters:
        count = arrived[letter.outgoing.message_id]
        right = {"sent": {1}, "in_doubt": {0, 1}, "failed": {0}}[letter.state]
        assert count in right, f"{letter.outgoing.message_id} is {letter.state} and arrived {count} times"
    asked = Counter(item.question["about"] for item in desk.waiting())
    assert states["in_doubt"] == asked["sent"], "a letter in doubt that nobody is asked about"
    assert states["failed"] == asked["refused"], "a letter refused that nobody is asked about"
    doubts_arrived = sum(arrived[letter.outgoing.message_id] for letter in letters if letter.state == "in_doubt")
    return Account(len(mails), states["sent"], states["in_doubt"], doubts_arrived, states["failed"])


def filed_once(desk: Desk, mails: Sequence[bytes]) -> list[Outcome]:
    """Hold the desk to it: exactly these mails came, and each lies once in a folder of ours. What became of each."""
    outcomes = desk.outcomes()
    assert Counter(mails) == Counter(outcome.raw for outcome in outcomes), "a mail in the journal not at all, or twice"
    assert {"filed"} >= {outcome.state for outcome in outcomes}
    lying = desk.folders()
    assert [] == lying.pop("", []), "mails are left in INBOX"
    assert Counter(mails) == Counter(raw for raws in lying.values() for raw in raws), "a mail filed not once"
    return outcomes


def as_frozen(desk: Desk) -> Counter[str]:
    """How often each Message-ID arrived, after a look at the wire: what came is what the outbox holds, nothing else.

    Octets, envelope sender and recipients are those that were frozen; the recipients are configured ones, or the
    customer of that case alone.
    """
    planned = {letter.outgoing.message_id: letter for letter in outbox(desk)}
    received = desk.server.received
    for mail in received:
        name = message_id(mail)
        assert name in planned, f"{name} arrived, and nobody planned it"
        letter = planned[name]
        assert wire(letter.outgoing) == mail.data, f"{name} arrived with other octets than were frozen"
        assert letter.outgoing.envelope.sender == mail.sender
        assert sorted(letter.outgoing.envelope.recipients) == sorted(mail.recipients)
        allowed = {letter.customer} if letter.outgoing.kind in {Kind.REPLY, Kind.REMINDER} else ROUTES
        assert set(mail.recipients) <= allowed, f"{name} went to {mail.recipients}"
    return Counter(map(_name, received))


def wire(outgoing: Outgoing) -> bytes:
    """A letter's octets as a server hands them on: the frozen ones, ended by a line end."""
    form = wire_form(outgoing)
    return form.body.replace(b"\n..", b"\n.")


def outbox(desk: Desk) -> list[Letter]:
    """Every letter that was ever planned, with its bytes."""
    with desk.journal() as journal:
        rows = journal.db.execute(
            'SELECT outbox.*, "case".customer FROM outbox JOIN "case" ON "case".id = outbox."case" ORDER BY outbox.id'
        )
        return [
            Letter(
                Outgoing(
                    Kind(row["kind"]), row["template"], Envelope(row["sender"], tuple(json.loads(row["recipients"]))),
                    row["message_id"], row["subject"], row["body"], bytes(row["payload"]),
                ),
                row["state"], row["customer"], row["mail"],
            )
            for row in rows
        ]  # fmt: skip


def _name(mail: Received) -> str:
    return message_id(mail)
