"""A decision becomes the mail to send: envelope, header and body, frozen.

Comes in: a decision, its facts, the mail and its bytes, the head of its case, ``now``. Goes out: zero or one Outgoing.
Never: sends, decides, follows a Reply-To, writes to an address that is neither in [routes] nor the one who wrote.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from email.utils import format_datetime

from mailroute.config_sections import DeskSection, RoutesSection
from mailroute.decision import Decision
from mailroute.disposition import Disposition
from mailroute.facts import Authentication, Channel, Facts
from mailroute.mail import wire
from mailroute.mail.characters import one_line
from mailroute.mail.identity import CaseHead, loop_mark, message_id
from mailroute.mail.letter import Render, context
from mailroute.mail.message import Message
from mailroute.mail.outgoing import ADDITION, Envelope, Kind, Outgoing
from mailroute.mail.parse import parse
from mailroute.mail.typeset import settled, without_numbers
from mailroute.mail.wire import ComposeError

__all__ = ["LOOP_HEADER", "ComposeError", "Composer"]

LOOP_HEADER = "X-Mailroute-Loop"
MAX_REFERENCES = 20
_MAX_SUBJECT = 200

_TOKEN = re.compile(r"MR-[A-Z]{4,20}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Letter:
    """How a disposition is written: its kind and template, and whether the received mail goes along."""

    kind: Kind
    template: str
    attached: bool = False


# PROCEDURE, "Dispositions". What is not here is written to nobody: ignore, follow_up, review.
_LETTERS = {
    Disposition.CPS: _Letter(Kind.FORWARD, "forward_cps", attached=True),
    Disposition.ES: _Letter(Kind.FORWARD, "forward_es", attached=True),
    Disposition.GATHER: _Letter(Kind.REPLY, "gather"),
    Disposition.ASK_DEPARTMENT: _Letter(Kind.REPLY, "ask_department"),
    Disposition.CONSULT: _Letter(Kind.CONSULT, "consult", attached=True),
    Disposition.OUTAGE: _Letter(Kind.NOTICE, "outage_notice"),
    Disposition.CHAT: _Letter(Kind.CHAT, "chat_request"),
    Disposition.TECHNICAL: _Letter(Kind.FORWARD, "technical", attached=True),
}
_REMINDER = _Letter(Kind.REMINDER, "reminder")
_CLAIMED = _Letter(Kind.CHAT, "chat_claimed")
_ADDITION = _Letter(Kind.FORWARD, ADDITION, attached=True)
# PROCEDURE, "Mail manners": the customer is in Cc on the first forward. In the header only, which is where WiscIT reads
# it: the envelope's recipients come from the configuration alone.
_COPIED = frozenset({"forward_cps", "forward_es"})


class Composer:
    """Writes the desk's mails. ``zone`` is the desk's own, for the times that staff read."""

    def __init__(
        self, desk: DeskSection, routes: RoutesSection, render: Render, secret: bytes, *, zone: tzinfo = UTC
    ) -> None:
        """Keep the configuration; nothing is checked until a mail is composed."""
        self._desk = desk
        self._routes = routes
        self._render = render
        self._secret = secret
        self._zone = zone
        self._from = desk.from_address or desk.addresses[0]
        self._loop_mark = loop_mark(self._from, secret)
        self._configured = frozenset(routes.all)
        own = (*desk.addresses, self._from, desk.chat_bridge, desk.voicemail, *desk.outage_sources, *self._configured)
        self._never_customers = frozenset(address.lower() for address in own if address)

    def compose(
        self,
        decision: Decision,
        facts: Facts,
        message: Message,
        raw: bytes,
        *,
        case: CaseHead,
        now: datetime,
        earlier: Sequence[bytes] = (),
    ) -> tuple[Outgoing, ...]:
        """The mail that carries out the decision, or nothing where nobody is written to.

        ``earlier`` are the case's mails before this one, oldest first; a forward carries them as well.
        Raises ComposeError (one clear line) when the mail must not be sent or a route is missing.
        """
        letter = self._letter(decision, facts, case)
        if letter is None:
            return ()
        if decision.disposition is Disposition.FOLLOW_UP:
            earlier = ()  # where it goes they have them
        attached = (*earlier, raw) if letter.attached else ()
        return (self._outgoing(letter, decision, facts, message, attached, case=case, now=now),)

    def addressed(self, decision: Decision, facts: Facts, message: Message, *, case: CaseHead) -> tuple[str, ...]:
        """Whom ``compose`` would write to, without writing the letter.

        Raises ComposeError as ``compose`` does for an address or a route; a fault of a letter itself does not show.
        """
        letter = self._letter(decision, facts, case)
        return self._recipients(letter, decision, facts, message, case) if letter is not None else ()

    def _letter(self, decision: Decision, facts: Facts, case: CaseHead) -> _Letter | None:
        where = case.passed_on
        if decision.disposition is Disposition.FOLLOW_UP:
            return _ADDITION if where is not None and where.recipients else None
        letter = _LETTERS.get(decision.disposition)
        if letter is None or (letter.kind is Kind.NOTICE and not case.outage_notice_due):
            return None
        if decision.disposition is Disposition.TECHNICAL and not self._teams(facts):
            return None
        if letter.kind is Kind.FORWARD and where is not None and where.sent:
            # An agent passes it on to where the case is already: a second first forward would open a second ticket.
            return _ADDITION if set(self._route(decision, facts)) == set(where.recipients) else letter
        return letter

    def _recipients(
        self, letter: _Letter, decision: Decision, facts: Facts, message: Message, case: CaseHead
    ) -> tuple[str, ...]:
        if letter.kind.at_most_once:
            return (self._answered(facts, message),)
        if letter is not _ADDITION or case.passed_on is None:
            return self._route(decision, facts)
        gone = [to for to in case.passed_on.recipients if to not in self._configured]
        if gone:
            raise ComposeError(f"the case went to {gone[0]}, which [routes] no longer names: choose where this goes")
        return case.passed_on.recipients

    def remind(
        self, decision: Decision, facts: Facts, message: Message, *, case: CaseHead, now: datetime
    ) -> tuple[Outgoing, ...]:
        """One reminder of a ``gather`` or ``ask_department`` that had no answer; ``message`` is what we answered."""
        if decision.disposition not in {Disposition.GATHER, Disposition.ASK_DEPARTMENT}:
            return ()
        return (self._outgoing(_REMINDER, decision, facts, message, (), case=case, now=now),)

    def claimed(self, facts: Facts, message: Message, *, case: CaseHead, now: datetime) -> tuple[Outgoing, ...]:
        """Tell the chat channel that ``facts.agent`` has taken the chat."""
        decision = Decision(Disposition.CHAT, "12")
        return (self._outgoing(_CLAIMED, decision, facts, message, (), case=case, now=now),)

    def _outgoing(
        self,
        letter: _Letter,
        decision: Decision,
        facts: Facts,
        message: Message,
        attached: Sequence[bytes],
        *,
        case: CaseHead,
        now: datetime,
    ) -> Outgoing:
        if not _TOKEN.fullmatch(case.token):
            raise ComposeError(f"{case.token!r} is no token of a case")
        is_reply = letter.kind.at_most_once
        earlier = [parse(raw) for raw in attached[:-1]]
        told = context(decision, facts, message, case=case, desk=self._desk, now=now, zone=self._zone, earlier=earlier)
        rendered = self._render(letter.template, told)
        body = settled(rendered.body)
        if not is_reply and body.startswith((">", "#")):
            raise ComposeError(
                f"the letter {letter.template} does not begin with the desk's own words: mend its template"
            )
        subject = self._subject(rendered.subject, case.token, is_reply=is_reply)
        recipients = self._recipients(letter, decision, facts, message, case)
        customer = "" if is_reply else self._customer(facts, message)
        domain = self._from.rpartition("@")[2].lower()
        own_id = message_id(letter.kind, case.token, case.next_number, domain=domain, secret=self._secret)
        fields = [
            ("From", wire.named("From", self._desk.name, self._from)),
            # The answer to a forward goes to the customer, the answer to anything else comes back to us.
            ("Reply-To", wire.addresses("Reply-To", (self._reply_to(letter.kind, customer),))),
            ("To", wire.addresses("To", recipients)),
        ]
        if letter.template in _COPIED and customer and case.first_forward:
            fields.append(("Cc", wire.addresses("Cc", (customer,))))
        fields += [
            ("Subject", wire.field("Subject", subject)),
            ("Date", wire.field("Date", format_datetime(now.astimezone(UTC)))),
            ("Message-ID", wire.ids("Message-ID", (own_id,))),
            (LOOP_HEADER, wire.field(LOOP_HEADER, self._loop_mark)),
        ]
        if is_reply:
            fields += _answer_fields(message, facts.channel)
        elif letter is _ADDITION and case.passed_on is not None and (thread := _checked((case.passed_on.message_id,))):
            fields += [(name, wire.ids(name, thread)) for name in ("In-Reply-To", "References")]
        parts = [wire.text_part(body), *(wire.mail_part(raw, name) for name, raw in _named(attached))]
        payload = wire.payload("".join(text for _, text in fields), parts, own_id)
        envelope = Envelope("" if is_reply else self._from, recipients)
        wire.check(
            payload,
            envelope,
            expected=(*(name for name, _ in fields), "MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
            allowed=recipients if is_reply else self._configured,
            shown=(customer,) if customer else (),
        )
        return Outgoing(letter.kind, letter.template, envelope, own_id, subject, body, payload)

    def _subject(self, rendered: str, token: str, *, is_reply: bool) -> str:
        """The subject with the case's token in it exactly once, for staff without a number in it."""
        words = one_line(rendered)
        words = words if is_reply else without_numbers(words)
        room = _MAX_SUBJECT - len(token) - 3
        if token in words[:_MAX_SUBJECT] and len(words) <= _MAX_SUBJECT:
            return words
        return f"{words.replace(token, '')[:room].rstrip(' (')} ({token})"

    def _answered(self, facts: Facts, message: Message) -> str:
        """Whom an answer goes to: the address that wrote; by chat, the customer whom the desk's own bridge names."""
        if facts.authentication.answer is Authentication.FAIL:
            # Not even on an agent's word: whoever stands in From may never have written.
            raise ComposeError("the author's domain failed authentication: answer by hand if the mail is genuine")
        if facts.channel is Channel.CHAT:
            address = facts.customer.answer.address if facts.customer.answer else ""
        else:
            address = message.author.addr if message.author else ""
            if not facts.answerable.answer:
                why = facts.answerable.evidence[0].quote if facts.answerable.evidence else "see the facts"
                raise ComposeError(
                    f"this mail may not be answered automatically ({one_line(why)[:100]}): answer it by hand"
                )
        if not wire.is_address(address):
            raise ComposeError(f"{one_line(address)[:80]!r} is no address that can be answered: answer by hand")
        if address.lower() in self._never_customers:
            raise ComposeError(f"{address} is an address of the desk or of a route: it gets no automatic answer")
        return address

    def _customer(self, facts: Facts, message: Message) -> str:
        """The customer's bare address for Cc and Reply-To; empty where it cannot stand in a header or is ours."""
        if facts.customer.answer is not None:
            address = facts.customer.answer.address
        else:
            address = message.author.addr if message.author and facts.channel is Channel.EMAIL else ""
        return address if wire.is_address(address) and address.lower() not in self._never_customers else ""

    def _reply_to(self, kind: Kind, customer: str) -> str:
        return customer if kind is Kind.FORWARD and customer else self._from

    def _route(self, decision: Decision, facts: Facts) -> tuple[str, ...]:
        routes = self._routes
        name, addresses = {
            Disposition.CPS: ("cps", routes.cps),
            Disposition.ES: ("es", routes.es),
            Disposition.CONSULT: ("hdqa", routes.hdqa),
            Disposition.OUTAGE: ("hdqa and sncc", (*routes.hdqa, *routes.sncc)),
            Disposition.CHAT: ("chat", routes.chat),
            Disposition.TECHNICAL: ("teams", self._teams(facts)),
        }[decision.disposition]
        if not addresses:
            raise ComposeError(f"[routes] names no address for {name}: add one to the configuration")
        return tuple(dict.fromkeys(addresses))

    def _teams(self, facts: Facts) -> tuple[str, ...]:
        named = (self._routes.teams.get(service.team, ()) for service in facts.services.answer if service.team)
        return tuple(dict.fromkeys(address for team in named for address in team))


def _answer_fields(message: Message, channel: Channel) -> list[tuple[str, str]]:
    """What marks an automatic answer (RFC 3834 section 3.1) and ties it to its question (RFC 5322 section 3.6.4)."""
    fields = [
        ("Auto-Submitted", "Auto-Submitted: auto-replied\r\n"),
        ("X-Auto-Response-Suppress", "X-Auto-Response-Suppress: All\r\n"),
        ("Precedence", "Precedence: bulk\r\n"),
    ]
    parent = _checked((message.message_id,))
    if parent and channel is Channel.EMAIL:
        references = [*_checked(message.references or message.in_reply_to)[-(MAX_REFERENCES - 1) :], *parent]
        fields.append(("In-Reply-To", wire.ids("In-Reply-To", parent)))
        fields.append(("References", wire.ids("References", list(dict.fromkeys(references)))))
    return fields


def _checked(found: Sequence[str]) -> list[str]:
    """Those Message-IDs that are well-formed, in angle brackets."""
    bracketed = (text if text.startswith("<") else f"<{text}>" for text in found)
    return [text for text in bracketed if wire.MESSAGE_ID.fullmatch(text)]


def _named(attached: Sequence[bytes]) -> list[tuple[str, bytes]]:
    """Each mail with its file name: ``original.eml`` is the one that was decided on, it comes first."""
    *earlier, original = attached or (b"",)
    if not attached:
        return []
    return [("original.eml", original), *((f"earlier-{number}.eml", raw) for number, raw in enumerate(earlier, 1))]
