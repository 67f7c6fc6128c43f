"""An agent's decision on a review, whichever form it came by (command line, terminal, web).

Comes in: the journal, the planner, the review's id, the agent's word. Goes out: the Plan that was committed.
Never: decides by itself (the agent's word is a fact; ``procedure.decide`` goes on from it), sends.
"""

from dataclasses import replace
from datetime import datetime

from mailroute import __version__
from mailroute.case import BECOMES, CaseState, IllegalMove
from mailroute.decision import Decision, Step
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord, Facts
from mailroute.faults import Commit
from mailroute.finding import Evidence
from mailroute.handing import give_back
from mailroute.journal import Journal, cases, claims, decisions, events, mails, outbox, passed_on, reviews, rulings
from mailroute.journal.cases import CaseRow
from mailroute.journal.records import OutboxRow, OutboxState, ReviewItem
from mailroute.mail.identity import CaseHead
from mailroute.mail.message import Message
from mailroute.mail.outgoing import Kind
from mailroute.mail.parse import parse
from mailroute.outages import one_notice
from mailroute.planner import failed
from mailroute.planning import Plan, Planning, RouteTaken
from mailroute.recording import FOLDERS, Circumstances, record
from mailroute.resuming import said_of

ABOUT_LETTER = ("sent", "refused")
"""Questions that are about a mail of ours: was it sent? what becomes of it, as it was refused?"""

NO_ANSWER = frozenset({Disposition.REVIEW, Disposition.FOLLOW_UP})
"""What an agent cannot say: the first is where we are, the second is found, not decided."""


WITH_ORIGINAL = frozenset({Kind.FORWARD, Kind.CONSULT})
"""Letters that the received mail goes along with; one that is not whole must not pass for it."""


class ReviewError(Exception):
    """The review cannot be decided so: unknown, decided already, or not to be sent. One clear line."""


def proposal(journal: Journal, planner: Planning, review_id: int, *, now: datetime) -> Plan | None:
    """What would be sent if the agent took the proposed disposition; None when there is no proposal. No effect.

    Raises ReviewError when there is no such review, or the proposal's mail cannot be written.
    """
    item = _item(journal, review_id)
    if item.proposed is None:
        return None
    return _plan(journal, planner, item, AgentWord(by="", disposition=Disposition(item.proposed)), now)


def decide(journal: Journal, planner: Planning, review_id: int, word: AgentWord, *, now: datetime) -> Plan:
    """Commit the agent's decision: decision, outgoing mails and the closed review in one transaction.

    The worker sends. The procedure may come back with another question (``plan.decision.question``): then a new review
    is open. Raises ReviewError when the review is unknown or decided already, when the word is no decision, or when
    the mail that it asks for cannot be written; then nothing is changed.
    """
    if word.disposition in NO_ANSWER:
        raise ReviewError(f"{word.disposition} is no decision of an agent: name what becomes of the mail")
    if not word.by.strip():
        raise ReviewError("a decision needs the name of who made it")
    with journal.transaction(Commit.REVIEW) as db:
        item = _item(journal, review_id)
        if item.state != "open":
            raise ReviewError(_closed(item))
        said = word.disposition.value if word.disposition else "the procedure goes on"
        reviews.close(db, review_id, by=word.by, decided_as=said, note=word.note, now=now)
        letter = _letter(journal, item)
        case = _case(journal, item)
        if letter is not None:
            if word.disposition is None:
                raise ReviewError(_say_what(item))
            settled = _about_letter(journal, item, letter, case, word=word, disposition=word.disposition, now=now)
            if settled is not None:
                give_back(journal, planner, case, by=word.by, now=now)
                return settled
            why = f"{word.by} decided {said} instead"
            outbox.settle(db, letter.id, OutboxState.CANCELLED, response=why, now=now)
        plan = _plan(journal, planner, item, word, now)
        mail = mails.get(db, item.mail_id) if item.mail_id is not None else None
        circumstances = Circumstances(planner.version, shadow=mail is not None and mail.shadow, by=word.by)
        try:
            record(db, plan, case=case, mail=item.mail_id, with_=circumstances, now=now)
        except IllegalMove as error:
            raise ReviewError(f"review {review_id}: {error}") from error
        _note(journal, item, case, word, said=said, now=now)
        if plan.decision.disposition is Disposition.IGNORE:
            give_back(journal, planner, case, by=word.by, now=now)
        if mail is not None:
            # Not filed yet: it goes where the decision says. Filed: it stays in the Review folder.
            parent = mail.folder.rpartition("/")[0]
            mails.refolder(db, mail.id, f"{parent}/{FOLDERS[plan.decision.disposition]}" if parent else mail.folder)
        return plan


def _item(journal: Journal, review_id: int) -> ReviewItem:
    item = journal.review(review_id)
    if item is None:
        raise ReviewError(f"there is no review {review_id}: see 'mailroute review list'")
    return item


def _case(journal: Journal, item: ReviewItem) -> CaseRow:
    case = cases.find(journal.db, item.case)
    assert case is not None, "a review's case is a foreign key"
    return case


def _closed(item: ReviewItem) -> str:
    if item.state == "decided":
        when = item.decided_at.isoformat(timespec="seconds") if item.decided_at else "before"
        return f"review {item.id} was decided by {item.decided_by} ({when}): {item.decided_as}"
    return f"review {item.id} is {item.state}: the case {item.case} has a newer question, or was taken up anew"


def _say_what(item: ReviewItem) -> str:
    candidates = " or ".join(item.question["candidates"])
    return (
        f"review {item.id} is about a mail of ours ({item.question['about']}): name a disposition, such as {candidates}"
    )


def _plan(journal: Journal, planner: Planning, item: ReviewItem, word: AgentWord, now: datetime) -> Plan:
    """The plan with the agent's word among the facts: of the case's newest mail, joined to those before it."""
    db = journal.db
    case = _case(journal, item)
    found = mails.foremost(db, mails.of_customer(db, case.id)) or ([item.mail_id] if item.mail_id is not None else [])
    if not found:
        raise ReviewError(f"review {item.id}: the mail is no longer in the journal")
    rows = [row for mail in found if (row := mails.get(db, mail)) is not None]
    *before, newest = [mails.raw(db, row.id) for row in rows]
    given = rulings.of_case(db, case.id)

    def planned(head: CaseHead) -> Plan:
        return planner.plan(
            newest, now=now, case=head, agent=word, rulings=given, earlier=before, said=said_of(db, case)
        )

    head = CaseHead(
        case.token, case.letters + 1, first_forward=not outbox.forwarded(db, case.id),
        passed_on=passed_on.latest(db, case),
    )  # fmt: skip
    try:
        plan = one_notice(db, planned, head, now, shadow=rows[-1].shadow)
    except Exception as error:
        if word.disposition is Disposition.IGNORE:
            # Nobody is written to, so nothing that fails on this mail is needed: the review must have an end.
            return _ignored(newest, word, error)
        # A route that is missing, a mail that must not be sent, a template: the agent is told, and chooses again.
        raise ReviewError(f"review {item.id} cannot be decided so: {' '.join(str(error).split())}") from error
    torn = next((row.fault for row in rows if row.fault), "")
    if torn and any(outgoing.kind in WITH_ORIGINAL for outgoing in plan.outgoing):
        raise ReviewError(f"review {item.id}: {torn}: forward it by hand from the mailbox, then decide ignore")
    return plan


def _ignored(raw: bytes, word: AgentWord, error: Exception) -> Plan:
    plan = failed(raw, error)
    step = Step("agent", "what did the agent say?", f"{word.by}: disposition ignore", source="agent")
    decision = Decision(Disposition.IGNORE, "agent", trail=(step,))
    return replace(plan, facts=replace(plan.facts, agent=word), decision=decision, route=RouteTaken("nobody"))


def _letter(journal: Journal, item: ReviewItem) -> OutboxRow | None:
    """The outgoing mail that the review is about, if it is about one."""
    letter = reviews.outbox_of(journal.db, item.id)
    return outbox.get(journal.db, letter) if letter is not None and item.question["about"] in ABOUT_LETTER else None


def _about_letter(
    journal: Journal,
    item: ReviewItem,
    letter: OutboxRow,
    case: CaseRow,
    *,
    word: AgentWord,
    disposition: Disposition,
    now: datetime,
) -> Plan | None:
    """Settle a letter in doubt or refused; None when the agent wants something else, which is planned anew.

    ``ignore``: it was sent, or is not to be. The letter's own disposition: a forward is sent again, the same bytes
    under the same Message-ID, so that a receiver who has it can tell; a reply never is, a new one is planned.
    """
    db = journal.db
    own = item.question["candidates"][1:]
    in_doubt = letter.state is OutboxState.IN_DOUBT
    if disposition is Disposition.IGNORE:
        # Whoever looked it up says that it was sent, or that it need not be.
        state, words = (OutboxState.SENT, "taken as sent") if in_doubt else (OutboxState.CANCELLED, "given up")
        outbox.settle(db, letter.id, state, response=f"so says {word.by}", now=now)
        becomes = Disposition(case.disposition) if in_doubt else disposition
        route = RouteTaken("nobody")
    elif disposition.value in own and not Kind(letter.kind).at_most_once:
        outbox.again(db, letter.id)
        words, becomes = "sent again, under the same Message-ID", disposition
        route = RouteTaken(disposition.value, letter.recipients)
    else:
        return None
    if not reviews.asked(db, case.id):
        # Another question about the case keeps it in review.
        # A chat that somebody has taken was closed by that; the letter only told the channel.
        taken = becomes is Disposition.CHAT and claims.of_case(db, case.id) is not None
        state_of_case = CaseState.CLOSED if taken else BECOMES[becomes]
        cases.move(db, case.id, state=state_of_case, disposition=becomes, urgent=False, now=now)
    step = Step("agent", f"was letter {letter.id} sent?", words, (Evidence("agent", word.by),), source="agent")
    decision = Decision(disposition, "agent", trail=(step,))
    facts = Facts(author=item.author, agent=word)
    message = parse(mails.raw(db, item.mail_id)) if item.mail_id is not None else Message()
    decisions.add(
        db, case=case.id, mail=item.mail_id, decision=decision, facts=facts, route=route, by=word.by,
        catalogue="", program=__version__, error=None, now=now,
    )  # fmt: skip
    _note(journal, item, case, word, said=words, now=now)
    return Plan(message, facts, decision, route)


def _note(journal: Journal, item: ReviewItem, case: CaseRow, word: AgentWord, *, said: str, now: datetime) -> None:
    words = f"{word.by}: {said}" + (f" ({word.note})" if word.note else "")
    events.add(journal.db, "reviewed", words, now=now, case=case.id, mail=item.mail_id, review=item.id)
