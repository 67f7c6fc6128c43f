"""How a mail stands to the cases already open (rules 2 and 2b).

Comes in: a parsed mail and the journal. Goes out: the case it names, if any, and a ``Finding[ThreadKind]``.
Never: trusts a name that is not ours (every token and Message-ID carries a seal), or a From that failed authentication.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mailroute.case import CaseState, is_open
from mailroute.facts import Authentication, ThreadKind
from mailroute.finding import Evidence, Finding
from mailroute.journal import Journal, cases
from mailroute.journal.cases import CaseRow
from mailroute.mail.authentication import authentication
from mailroute.mail.identity import token_of_message_id, tokens_in
from mailroute.mail.message import Message

MOST_TEXT = 200_000
"""Characters of a mail's text that are looked through for a token of ours."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The case that a mail names (None: none of ours) and how the mail stands to it."""

    kind: Finding[ThreadKind]
    case: CaseRow | None = None

    @property
    def joins(self) -> bool:
        """True when the mail becomes part of that case."""
        return self.case is not None and self.kind.answer in {ThreadKind.CUSTOMER_ANSWER, ThreadKind.HDQA_ANSWER}


@dataclass(frozen=True, slots=True)
class Threads:
    """Finds the case of a mail. ``hdqa`` are HDQA's addresses, ``authserv_id`` the server whose word counts."""

    journal: Journal
    hdqa: Sequence[str]
    authserv_id: str

    def find(self, message: Message) -> Thread:
        """The case that the mail answers: by our Message-ID it refers to, else by a token in subject or text."""
        for named, evidence in self._named(message):
            case = cases.find(self.journal.db, named)
            if case is not None:
                return Thread(Finding(self._kind(case, message), evidence=(evidence,)), case)
        return Thread(Finding(ThreadKind.NEW))

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

    def _kind(self, case: CaseRow, message: Message) -> ThreadKind:
        author = message.author
        checked = authentication(message, authserv_id=self.authserv_id).answer
        if author is None or checked is Authentication.FAIL:
            return ThreadKind.STRANGER
        if author.addr in {address.lower() for address in self.hdqa}:
            # HDQA's word decides about a case, so that it must be HDQA's beyond doubt, and asked for.
            asked = case.state is CaseState.WAITING_HDQA and checked is Authentication.PASS
            return ThreadKind.HDQA_ANSWER if asked else ThreadKind.STRANGER
        if author.addr != case.customer.lower():
            return ThreadKind.STRANGER
        return ThreadKind.CUSTOMER_ANSWER if is_open(case.state) else ThreadKind.CLOSED
