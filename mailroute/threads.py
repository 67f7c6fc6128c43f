"""How a mail stands to the cases already open (rules 2 and 2b).

Comes in: a parsed mail and the journal. Goes out: the case it names, if any, and a ``Finding[ThreadKind]``.
Never: trusts a name that is not ours (every token and Message-ID carries a seal), or a From that failed authentication.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailroute.case import CaseState, is_open
from mailroute.facts import Authentication, ThreadKind
from mailroute.finding import Evidence, Finding
from mailroute.journal import Journal, cases, claims, mails, passed_on, reviews
from mailroute.journal.cases import CaseRow
from mailroute.mail.authentication import authentication
from mailroute.mail.identity import token_of_message_id, tokens_in
from mailroute.mail.message import Message
from mailroute.mail.outgoing import Kind

MOST_TEXT = 200_000
"""Characters of a mail's text that are looked through for a token of ours."""


OWN_THREAD = timedelta(days=14)
"""Later than this, who answers their own mail has taken it out of the folder to write about something new."""

MOST_NAMES = 20

_JOINING = frozenset(
    {ThreadKind.CUSTOMER_ANSWER, ThreadKind.HDQA_ANSWER, ThreadKind.QUEUE_ANSWER, ThreadKind.CLAIM}
)
"""HDQA decides about a case that waits for it; a queue's answer to a forward brings the case to a person."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The case that a mail names (None: none of ours) and how the mail stands to it."""

    kind: Finding[ThreadKind]
    case: CaseRow | None = None

    @property
    def joins(self) -> bool:
        """True when the mail becomes part of that case."""
        return self.case is not None and self.kind.answer in _JOINING


@dataclass(frozen=True, slots=True)
class Threads:
    """Finds the case of a mail.

    ``hdqa`` are HDQA's addresses, ``authserv_id`` the server whose word counts, ``chat`` the ES chat channel's
    addresses, ``agents`` those of the desk's agents (``*@domain``: all of a domain).
    """

    journal: Journal
    hdqa: Sequence[str]
    authserv_id: str
    chat: Sequence[str] = ()
    agents: Sequence[str] = ()

    def find(self, message: Message, *, came: datetime | None = None) -> Thread:
        """The case that the mail answers: by our Message-ID it refers to, else by a token in subject or text.

        Where people write to each other about theirs, it may name several: then it is the one that is its author's.
        Whoever had no letter of ours goes on in a mail of their own; one that is ``OWN_THREAD`` older than this, which
        ``came`` then, does not count.
        """
        others: Thread | None = None
        for named, evidence in self._named(message):
            case = cases.find(self.journal.db, named)
            if case is not None:
                thread = Thread(Finding(self._kind(case, message, evidence), evidence=(evidence,)), case)
                if thread.kind.answer is not ThreadKind.STRANGER:
                    return thread
                others = others or thread
        own = self._own(message, came) if came is not None else None
        return own or others or Thread(Finding(ThreadKind.NEW))

    def _own(self, message: Message, came: datetime) -> Thread | None:
        """The open case of a mail of the author's own that this one answers.

        Such a name bears no seal, so that only an author whose domain vouches for them joins by it.
        """
        names = [*message.in_reply_to, *message.references][:MOST_NAMES]
        author = message.author
        if author is None or not names:
            return None
        if authentication(message, authserv_id=self.authserv_id).answer is not Authentication.PASS:
            return None
        found = mails.case_of_own(self.journal.db, names, author.addr, since=came - OWN_THREAD)
        case = cases.get(self.journal.db, found) if found is not None else None
        if case is None or author.addr != case.customer.lower() or not is_open(case.state):
            return None
        evidence = Evidence("header", f"it answers a mail of the customer's own: {names[0]}"[:200])
        return Thread(Finding(ThreadKind.CUSTOMER_ANSWER, evidence=(evidence,)), case)

    def _named(self, message: Message) -> list[tuple[str, Evidence]]:
        secret = self.journal.secret
        # The mail answered first, then the nearest of its ancestors (RFC 5322 section 3.6.4 lists them oldest first).
        found: list[tuple[str, Evidence]] = []
        for name in (*message.in_reply_to, *reversed(message.references)):
            token = token_of_message_id(name, secret)
            if token is not None:
                found.append((token, Evidence("header", name[:200])))
        found += [(token, Evidence("subject", token)) for token in tokens_in(message.subject, secret)]
        # Who answers under a new subject, from a program that tells no thread, still quotes our letter.
        text = f"{message.text}\n{message.sections.forwarded_subject}\n{message.sections.forwarded}"
        found += [(token, Evidence("body", token)) for token in tokens_in(text, secret, most=MOST_TEXT)]
        return found

    def _kind(self, case: CaseRow, message: Message, named: Evidence) -> ThreadKind:
        author = message.author
        checked = authentication(message, authserv_id=self.authserv_id).answer
        if author is None or checked is Authentication.FAIL:
            return ThreadKind.STRANGER
        if author.addr in {address.lower() for address in self.hdqa}:
            # HDQA's word decides about a case, so that it must be HDQA's beyond doubt, and asked for.
            if checked is Authentication.PASS and self._waits_for_hdqa(case):
                return ThreadKind.HDQA_ANSWER
            return ThreadKind.STRANGER if is_open(case.state) else ThreadKind.CLOSED
        if author.addr != case.customer.lower():
            if self._may_claim(author.addr, checked) and self._was_asked(case, named):
                return ThreadKind.CLAIM
            where = passed_on.latest(self.journal.db, case) if is_open(case.state) else None
            queue = where.recipients if where is not None else ()
            return ThreadKind.QUEUE_ANSWER if author.addr in map(str.lower, queue) else ThreadKind.STRANGER
        return ThreadKind.CUSTOMER_ANSWER if is_open(case.state) else ThreadKind.CLOSED

    def _waits_for_hdqa(self, case: CaseRow) -> bool:
        """True also when the wait was given up, or the answer before was doubtful: a person has that question."""
        if case.state is CaseState.REVIEW:
            return "consult" in reviews.asked(self.journal.db, case.id)
        return case.state is CaseState.WAITING_HDQA

    def _may_claim(self, address: str, checked: Authentication) -> bool:
        """The channel, unless its authentication failed (a bridge may have none); an agent whose domain passed it.

        Either must know our Message-ID or token, which went to the channel alone.
        """
        if address in {one.lower() for one in self.chat}:
            return checked is not Authentication.FAIL
        if checked is not Authentication.PASS:
            return False
        return any(address.endswith(one[1:]) if one.startswith("*@") else address == one for one in self.agents)

    def _was_asked(self, case: CaseRow, named: Evidence) -> bool:
        """True for an answer to our request to the channel; by the token alone while the case waits for it."""
        answers = named.source == "header" and f".{Kind.CHAT}." in named.quote
        return (answers or case.state is CaseState.WAITING_CHAT) and claims.was_asked(self.journal.db, case.id)
