"""Every question asked of one mail: Message to Facts.

Comes in: a Message, what the journal knows (thread, known handling information, rulings, an agent's word), the time.
Goes out: Facts. Never: decides, sends, remembers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from mailroute.catalog import Catalogue, Ruling
from mailroute.evidence import customer as customer_question
from mailroute.evidence import handling as handling_question
from mailroute.evidence import outage as outage_question
from mailroute.evidence import partner as partner_question
from mailroute.evidence import readable as readable_question
from mailroute.evidence import sensitive as sensitive_question
from mailroute.evidence import service as service_question
from mailroute.evidence import unease as unease_question
from mailroute.evidence.department import DepartmentAnswer, DepartmentReader
from mailroute.evidence.likeness import Likely, Likeness
from mailroute.evidence.netid import stated_netid
from mailroute.evidence.place import place
from mailroute.evidence.reading import Reading
from mailroute.evidence.service import ServiceMatch, ServiceReader
from mailroute.evidence.solved import solved
from mailroute.facts import AgentWord, Authentication, Channel, Customer, Facts, Handling, ThreadKind
from mailroute.finding import Doubt, Evidence, Finding
from mailroute.mail.authentication import authentication, from_our_own
from mailroute.mail.automatic import in_doubt, may_answer, sent_by_machine
from mailroute.mail.message import Message, Sections
from mailroute.mail.peers import Peers
from mailroute.mail.transcript import transcript

FEW_WORDS = 20
"""Of an answer to our questions that says little beside."""


@dataclass(frozen=True, slots=True)
class DeskContext:
    """What the configuration says of the desk; addresses in lower case, ``zone`` where its days begin.

    ``queues`` are the addresses that mail is passed on to; ``peers`` tells whose an address is.
    """

    addresses: tuple[str, ...]
    authserv_id: str = ""
    chat_bridge: str = ""
    voicemail: str = ""
    outage_sources: tuple[str, ...] = ()
    assume_from: bool = False
    answer_max_age_h: float = 24
    zone: tzinfo = UTC
    queues: tuple[str, ...] = ()
    peers: Peers = Peers()


class Reader:
    """Asks every question of a mail, each once. Built once for a catalogue and a desk.

    ``likeness`` has the fitted weights of ``outage`` and ``security``; a question without weights goes by signs alone.
    """

    def __init__(self, catalogue: Catalogue, desk: DeskContext, likeness: Mapping[str, Likeness] | None = None) -> None:
        self.catalogue = catalogue
        self.desk = desk
        self._likeness = likeness or {}
        self._services = ServiceReader(catalogue)
        self._departments = DepartmentReader(catalogue)
        self._queues = frozenset(desk.peers.of(address) for address in desk.queues)

    def read(
        self,
        message: Message,
        *,
        now: datetime,
        thread: Finding[ThreadKind] = Finding(ThreadKind.NEW),
        known: Handling | None = None,
        agent: AgentWord | None = None,
        rulings: Sequence[Ruling] = (),
        asked: Sequence[str] = (),
    ) -> Facts:
        """The facts of one mail. ``rulings`` (from the journal) stand above the catalogue's.

        ``known`` is what its case knows, where it has one; ``asked`` are the fields that we asked for, in our
        letter's order.
        ``now`` (aware, UTC) serves the expiry of rulings and the age of the mail, nothing else.
        """
        desk = self.desk
        author = message.author.addr if message.author else None
        from_bridge = bool(desk.chat_bridge) and author == desk.chat_bridge
        is_chat = from_bridge and from_our_own(message, authserv_id=desk.authserv_id)
        said = transcript(message) if is_chat else None
        reading = Reading(message, said, asked=asked, follows=known is not None)
        authenticated = authentication(message, authserv_id=desk.authserv_id)
        who = customer_question.find(reading, self.catalogue)
        if from_bridge and not is_chat:
            who = Finding(None, 0.9, doubt=Doubt("it names the chat bridge as its author, and our server cannot tell"))
        elif is_chat and said is None:
            who = Finding(None, 0.9, doubt=Doubt("the chat bridge's mail holds no transcript"))
        matches = self._services.find(reading)
        outage = self._outage(reading, author)
        sensitive = self._sensitive(reading, matches)
        if sensitive.answer is None:
            # a matter that is only a topic ("a lecture on ransomware") is not what the mail is about
            matches = tuple(match for match in matches if not match.service.never_automate) or matches
        if outage.answer and not matches:
            matches = self._services.find(_passed_on(message))
        departments = self._departments.find(reading, who.answer, authenticated.answer)
        automatic = self._automatic(message, author, thread.answer)
        return self._with_agent(
            Facts(
                author=author,
                channel=Channel.CHAT if is_chat else Channel.EMAIL,
                customer=who,
                automatic=automatic,
                thread=thread,
                sensitive=sensitive,
                authentication=authenticated,
                unreadable=self._unreadable(reading, author, who),
                outage=outage,
                place=_place(reading, matches),
                coned=_coned(who.answer, departments, authenticated.answer),
                department=departments.department,
                contract=departments.contract,
                partner_cue=partner_question.find(reading, matches),
                services=service_question.finding(matches),
                rulings=self._rulings(now, rulings),
                handling=handling_question.find(
                    reading, who.answer, [match.service for match in matches], assume_from=desk.assume_from, known=known
                ),
                answerable=may_answer(
                    message, own=desk.addresses, now=now, max_age_h=desk.answer_max_age_h, machine=automatic
                ),
                solved=solved(reading),
            ),
            agent,
        )

    def _automatic(self, message: Message, author: str | None, thread: ThreadKind) -> Finding[bool]:
        exempt = {self.desk.chat_bridge, self.desk.voicemail, *self.desk.outage_sources} - {""}
        if author in exempt:
            return Finding(False, 1.0, (Evidence("header", f"From: {author}, named in the configuration"),))
        found = sent_by_machine(message, own=self.desk.addresses)
        if author and thread is ThreadKind.NEW and not found.answer and self.desk.peers.of(author) in self._queues:
            # Passed on, it would go to a queue again, whose robot would answer again.
            return in_doubt(
                "it comes from where mail is passed on to: a new matter, or a robot's answer?",
                Evidence("header", f"From: {author}"),
            )
        return found

    def _sensitive(self, reading: Reading, matches: Sequence[ServiceMatch]) -> Finding[str | None]:
        found = sensitive_question.find(reading, matches)
        if found.answer is not None:
            return found
        uneasy = unease_question.find(reading, self._like("security", reading))
        if not uneasy.answer:
            return found
        if uneasy.confidence >= unease_question.LIKE:
            return Finding("it reads like a matter of security or safety", uneasy.confidence, uneasy.evidence)
        doubt = Doubt("it may be a matter of security or safety", ("security", "an ordinary request"))
        return replace(found, confidence=0.6, evidence=uneasy.evidence, alternatives=("may be one",), doubt=doubt)

    def _unreadable(self, reading: Reading, author: str | None, who: Finding[Customer | None]) -> Finding[str | None]:
        found = readable_question.find(reading, voicemail=bool(author) and author == self.desk.voicemail)
        if found.answer is None and who.answer is None and who.doubt is not None:
            return Finding(who.doubt.why, who.confidence, who.evidence, doubt=who.doubt)
        if found.answer is None and who.answer is not None and who.answer.is_author:
            anothers = _anothers_netid(reading) or customer_question.seems_anothers(reading)
            if anothers.answer:
                doubt = Doubt("it may be written for somebody else: who is the customer?", (who.answer.address,))
                return replace(
                    found, confidence=0.6, evidence=anothers.evidence, alternatives=(doubt.why,), doubt=doubt
                )
        return found

    def _outage(self, reading: Reading, author: str | None) -> Finding[bool]:
        if author in self.desk.outage_sources:
            return Finding(True, 0.97, (Evidence("header", f"From: {author}, a configured source of outage notices"),))
        # A few words that answer us are like nothing else: what they say of an outage, they say outright.
        answers_us = bool(reading.answers) and len(reading.newest.split()) <= FEW_WORDS
        return outage_question.find(reading, None if answers_us else self._like("outage", reading))

    def _like(self, question: str, reading: Reading) -> Likely | None:
        model = self._likeness.get(question)
        return None if model is None else model.of(reading)

    def _rulings(self, now: datetime, journaled: Sequence[Ruling]) -> Mapping[str, Ruling]:
        standing = {service.id: service.ruling for service in self.catalogue.services if service.ruling}
        standing |= {ruling.service: ruling for ruling in journaled}
        today = now.astimezone(self.desk.zone).date()
        return {service: ruling for service, ruling in standing.items() if ruling.in_force(today)}

    def _with_agent(self, facts: Facts, agent: AgentWord | None) -> Facts:
        """An agent's word stands in the place of the findings that it answers."""
        if agent is None:
            return facts
        said = Evidence("agent", f"{agent.by}: {agent.note}" if agent.note else agent.by)
        facts = replace(facts, agent=agent)
        department = self.catalogue.department(agent.department) if agent.department else None
        if department is not None:
            facts = replace(
                facts,
                department=Finding(department, 1.0, (said,)),
                contract=Finding(department.contract_partner, 1.0, (said,)),
                coned=Finding(facts.coned.answer, 1.0, (*facts.coned.evidence, said)),
            )
        services = tuple(
            found for one in (agent.service or "").split(";") if (found := self.catalogue.service(one.strip()))
        )
        if services:
            required = dict.fromkeys(
                (*handling_question.REQUIRED, *(name for one in services for name in one.requires))
            )
            handling = replace(
                facts.handling, missing=tuple(name for name in required if name not in facts.handling.values)
            )
            facts = replace(facts, services=Finding(services, 1.0, (said,)), handling=handling)
        return facts


def _anothers_netid(reading: Reading) -> Finding[bool] | None:
    """An answer that gives the NetID of somebody else ("her NetID is ...") is about somebody else."""
    given = stated_netid(reading, of_author=False) if reading.follows else None
    own = stated_netid(reading) if given is not None else None
    return Finding(True, 0.6, given.evidence) if given is not None and own is None else None


def _place(reading: Reading, matches: Sequence[ServiceMatch]) -> str:
    names = tuple(name.lower() for match in matches for name in (match.service.name, *match.service.aliases))
    parts = reading.message.sections
    return place(f"{reading.newest}\n{reading.message.subject}\n{parts.forwarded}", services=names)


def _passed_on(message: Message) -> Reading:
    """The notice that somebody passes on, read as if it were the newest text."""
    parts = message.sections
    return Reading(replace(message, sections=Sections(newest=parts.forwarded or parts.quoted)))


def _coned(customer: Customer | None, departments: DepartmentAnswer, authenticated: Authentication) -> Finding[bool]:
    record = customer.record if customer else None
    if record is None or not record.coned or authenticated is Authentication.FAIL:
        return Finding(False, 0.99)
    evidence = (Evidence("directory", f"{record.email} bears the contract-partner mark"),)
    if departments.left.answer:
        doubt = Doubt(
            "the customer bears the contract-partner mark, and says to have left that department", record.departments
        )
        return Finding(True, 0.5, evidence + departments.left.evidence, alternatives=(False,), doubt=doubt)
    return Finding(True, 0.99, evidence)
