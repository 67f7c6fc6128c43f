"""From custody to a decision: T2a counts the attempt, T2 commits all that the decision brings, in one transaction.

Comes in: mails in custody. Goes out: decisions, outgoing mails, reviews in the journal.
Never: touches the network, lets one bad mail stop the others.
"""

import traceback
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from mailroute import log, solved, turns
from mailroute.asking import asked_enough
from mailroute.bursts import Bursts
from mailroute.case import CaseState, IllegalMove
from mailroute.claims import Claims
from mailroute.consultation import Consultations
from mailroute.deadline import DECIDING_S, deadline
from mailroute.decision import Decision, Question, Step
from mailroute.disposition import Disposition
from mailroute.facts import ThreadKind
from mailroute.faults import Commit, failpoint
from mailroute.journal import Journal, cases, events, is_of_the_disk, limits, mails, outbox, passed_on, reviews, rulings
from mailroute.journal.cases import CaseRow
from mailroute.journal.columns import moment
from mailroute.journal.limits import Limits
from mailroute.journal.mails import MailRow
from mailroute.journal.records import OutboxRow, OutboxState
from mailroute.mail.identity import CaseHead
from mailroute.mail.message import Message
from mailroute.mail.outgoing import Kind
from mailroute.mail.parse import parse
from mailroute.mail.peers import Peers
from mailroute.mail.returned import returned
from mailroute.outages import one_notice
from mailroute.planner import failed, not_whole
from mailroute.planning import Plan, Resuming, RouteTaken
from mailroute.recording import FOLDERS, Circumstances, ask_about_letter, note_mail, record
from mailroute.resuming import said_of
from mailroute.threads import Thread, Threads

BATCH = 50
"""Mails decided with one commit. A mail that was tried before is decided alone, so that only it pays for a crash."""

MOST_MAILS = 20
"""Mails on one case after which its further ones send nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """Decides what is in custody. ``folder`` is the parent of the folders we file to."""

    journal: Journal
    planner: Resuming
    threads: Threads
    limits: Limits
    folder: str
    shadow: bool = False
    peers: Peers = Peers()
    bursts: Bursts = Bursts()
    zone: tzinfo = UTC
    deadline_s: float = DECIDING_S

    def decide(self, now: datetime) -> int:
        """Decide the next batch; how many mails were tried or set aside. 0 means that none is left."""
        rows = mails.undecided(self.journal.db, limit=BATCH)
        fresh = [row for row in rows if row.attempts == 0]
        batch = fresh or rows[:1]
        if not batch:
            return 0
        if batch[0].attempts >= mails.ATTEMPTS:
            self._shunt(batch[0], batch[0].error or "mailroute stopped while it decided this mail", now)
            return 1
        with self.journal.transaction(Commit.ATTEMPT) as db:
            mails.attempt(db, [row.id for row in batch])
        stumbled: list[tuple[MailRow, str]] = []
        done: list[tuple[int, str, Decision]] = []
        with self.journal.transaction(Commit.DECISION) as db:
            for row in batch:
                try:
                    with self.journal.savepoint():
                        failpoint("plan", "before")
                        with deadline(self.deadline_s):
                            done.append(self._one(row, now))
                        failpoint("plan", "after")
                except Exception as error:
                    # One bad mail never stops the worker; a bad disk does, and is no mail's fault.
                    if is_of_the_disk(error) or not db.in_transaction:
                        raise
                    why = " ".join(f"{_place(error)}: {error}".split())[:300]
                    stumbled.append((row, why))
                    mails.stumbled(db, row.id, why)
        for mail, case, decision in done:
            log.decided(mail, case, decision.disposition, decision.rule)
        for row, why in stumbled:
            if row.attempts + 1 >= mails.ATTEMPTS:
                self._shunt(row, why, now)
            else:
                log.stumbled(row.id, row.attempts + 1, _without_words(why))
        return len(batch)

    def _shunt(self, row: MailRow, why: str, now: datetime) -> None:
        with self.journal.transaction(Commit.SHUNT) as db:
            mails.shunt(db, row.id, why)
            events.add(db, "shunted", why, now=now, mail=row.id)
        log.shunted(row.id, _without_words(why))

    def _one(self, row: MailRow, now: datetime) -> tuple[int, str, Decision]:
        """Decide one mail and write down all that follows, within the open transaction."""
        db = self.journal.db
        raw = mails.raw(db, row.id)
        message = parse(raw)
        thread = self.threads.find(message, came=moment(row.received_at))
        joins = thread.case if thread.joins else None
        case = joins or cases.open_case(db, secret=self.journal.secret, now=now)
        plan = self._plan(raw, row, message=message, thread=thread, case=case, now=now)
        if plan.facts.automatic.answer and plan.decision.disposition is Disposition.IGNORE:
            back = returned(message, raw, self.journal.secret)
            letter = outbox.sent_as(db, back.message_id) if back is not None else None
            about = cases.find(db, letter.case) if letter is not None else thread.case
            if about is not None:
                marked = self._mark(row, plan, about, case, now)
                # An answer's customer wrote, and can again; what a queue has not had, nobody has.
                if letter is not None and back is not None and back.why and not Kind(letter.kind).at_most_once:
                    self._came_back(letter, back.why, now)
                return marked
        wrote, plan = plan, self._in_case(plan, thread, case, row, now)
        self._look_for_burst(plan, row, case, joins=joins is not None, now=now)
        circumstances = Circumstances(self.planner.version, self.shadow)
        try:
            with self.journal.savepoint():
                plan = record(db, plan, case=case, mail=row.id, with_=circumstances, now=now)
        except IllegalMove as error:
            plan = failed(raw, error)
            plan = record(db, plan, case=case, mail=row.id, with_=circumstances, now=now)
        disposition = plan.decision.disposition
        if joins is not None:
            cases.touch(db, case.id, now)
            events.add(db, "joined", f"an answer of {wrote.facts.author}", now=now, case=case.id, mail=row.id)
            if disposition is not Disposition.REVIEW:
                # What stays with the General Help Desk lies together, where its staff reads it.
                at_desk = joins.state is CaseState.TECHNICAL and not plan.outgoing
                disposition = Disposition.TECHNICAL if at_desk else Disposition.FOLLOW_UP
        elif thread.case is not None:
            words = f"a mail about {thread.case.token} that does not join it ({thread.kind.answer})"
            events.add(db, "related", words, now=now, case=case.id, mail=row.id)
            events.add(db, "related", f"a mail about this case became {case.token}", now=now, case=thread.case.id)
        note_mail(db, wrote, mail=row.id, case=case.id, folder=self._folder(disposition), shadow=self.shadow, now=now)
        return row.id, case.token, plan.decision

    def _in_case(self, plan: Plan, thread: Thread, case: CaseRow, row: MailRow, now: datetime) -> Plan:
        """What becomes of a case by a mail that joins it: HDQA decides it; a person who is asked is waited for."""
        if thread.kind.answer is ThreadKind.HDQA_ANSWER:
            asked = Consultations(self.journal, self.planner, self.limits, self.zone, self.shadow)
            return asked.answered(plan, case, mail=row.id, now=now)
        if thread.kind.answer is ThreadKind.CLAIM:
            return Claims(self.journal, self.planner, self.limits, self.shadow).heard(plan, case, mail=row.id, now=now)
        if thread.joins and case.state is CaseState.REVIEW:
            db = self.journal.db
            if solved.closes(db, plan, case):
                reviews.withdraw(db, case.id, now)
                return plan
            if plan.decision.urgent:
                reviews.make_urgent(db, case.id)
            if not _is_of_security(plan) or "security" in reviews.asked(db, case.id):
                return _waits(plan)
        return plan

    def _plan(
        self,
        raw: bytes,
        row: MailRow,
        *,
        message: Message,
        thread: Thread,
        case: CaseRow,
        now: datetime,
    ) -> Plan:
        """The mail's plan, within the limits and with one notice an outage. Never raises for what the mail holds."""
        if row.fault:
            return not_whole(raw, row.fault)
        db = self.journal.db
        found = mails.of_customer(db, case.id) if thread.joins else []
        earlier = tuple(mails.raw(db, mail) for mail in mails.foremost(db, found))
        head = CaseHead(
            case.token, case.letters + 1, first_forward=not outbox.forwarded(db, case.id),
            passed_on=passed_on.latest(db, case),
        )  # fmt: skip

        def planned(head: CaseHead, reached: str | None = None) -> Plan:
            return self.planner.plan(
                raw, now=now, case=head, thread=thread.kind, rulings=rulings.of_case(db, case.id),
                limits_reached=reached, message=message, earlier=earlier, said=said_of(db, case) if earlier else None,
            )  # fmt: skip

        try:
            plan = one_notice(db, planned, head, now, shadow=self.shadow)
            reached = self._limit(plan, row, case, now)
            if reached is not None:
                plan = planned(head, reached)
                if any(outgoing.kind.at_most_once for outgoing in plan.outgoing):
                    plan = _unsent(plan, "answer", reached)
            if plan.outgoing and len(found) >= MOST_MAILS:
                plan = _unsent(plan, "thread", f"the case has {len(found)} mails already: does a machine write them?")
            elif plan.outgoing:
                came = moment(row.received_at)
                why = turns.too_many(db, plan, self.peers, came=came, now=now, joins=thread.joins)
                plan = _unsent(plan, "author", why) if why else plan
        except Exception as error:
            if is_of_the_disk(error):
                raise
            return failed(raw, error)  # evidence, a rule or a template failed on this mail: a person decides
        return plan

    def _limit(self, plan: Plan, row: MailRow, case: CaseRow, now: datetime) -> str | None:
        """The limit that forbids an answer of this plan."""
        db = self.journal.db
        if (enough := asked_enough(db, plan, case)) is not None:
            return enough
        for outgoing in plan.outgoing:
            if outgoing.kind.at_most_once:
                for recipient in outgoing.envelope.recipients:
                    reached = limits.reached(
                        db, self.limits, case=case.id, customer=recipient, now=now, came=moment(row.received_at),
                        peers=self.peers,
                    )  # fmt: skip
                    if reached is not None:
                        if reached.in_all and limits.stop(db, now):
                            log.answers_stopped(reached.words)
                        return reached.words
        return None

    def _look_for_burst(self, plan: Plan, row: MailRow, case: CaseRow, *, joins: bool, now: datetime) -> None:
        """A new matter may be one too many on its service; not in shadow, which holds nothing."""
        if not joins and not self.shadow:
            came, folder = moment(row.received_at), self._folder(Disposition.REVIEW)
            self.bursts.look(self.journal.db, plan, case=case.id, came=came, folder=folder, now=now)

    def _mark(
        self, row: MailRow, plan: Plan, about: CaseRow, opened: CaseRow, now: datetime
    ) -> tuple[int, str, Decision]:
        """A robot's mail on a case leaves a mark there and changes nothing."""
        db = self.journal.db
        if opened.id != about.id:
            cases.forget(db, opened.id)
        marked = replace(plan, outgoing=(), decision=replace(plan.decision, disposition=Disposition.FOLLOW_UP))
        record(db, marked, case=about, mail=row.id, with_=Circumstances(self.planner.version, self.shadow), now=now)
        words = f"a robot's mail on this case: {plan.message.subject[:120]}"
        events.add(db, "robot", words, now=now, case=about.id, mail=row.id)
        folder = self._folder(Disposition.IGNORE)
        note_mail(db, plan, mail=row.id, case=about.id, folder=folder, shadow=self.shadow, now=now)
        return row.id, about.token, plan.decision

    def _came_back(self, letter: OutboxRow, said: str, now: datetime) -> None:
        """A letter to a queue that was taken and not delivered: nobody there knows of it, so that a person must."""
        db = self.journal.db
        why = f"it came back undelivered: {said}"
        outbox.settle(db, letter.id, OutboxState.FAILED, response=why, now=now)
        folder = self._folder(Disposition.REVIEW)
        ask_about_letter(db, letter.id, about="refused", why=why, now=now, folder=folder, urgent=True)
        log.refused(letter.id, letter.case, "it came back undelivered")

    def _folder(self, disposition: Disposition) -> str:
        return f"{self.folder}/{FOLDERS[disposition]}"


def _place(error: Exception) -> str:
    """What kind of error it is, and where in mailroute it came up: ``ValueError in parse.py line 7``."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "mailroute" in Path(frame.filename).parts]
    where = f" in {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"


def _without_words(why: str) -> str:
    """For the log: the kind of error and its place. Its words may quote the mail; they stay in the journal."""
    return why.partition(": ")[0]


def _is_of_security(plan: Plan) -> bool:
    """A matter of security is a question of its own: whoever reads the older one must not decide over it unseen."""
    question = plan.decision.question
    return question is not None and question.about == "security"


def _waits(plan: Plan) -> Plan:
    """A further mail of the customer while the case waits for a person: it joins, and the person decides on both."""
    step = Step("2", "does the case wait for a person?", "yes: the mail joins it, the person decides", source="mail")
    decision = Decision(Disposition.FOLLOW_UP, "2", urgent=plan.decision.urgent, trail=(*plan.decision.trail, step))
    return replace(plan, decision=decision, outgoing=(), route=RouteTaken("review"))


def _unsent(plan: Plan, about: str, why: str) -> Plan:
    """The last guard: whatever the procedure said, nothing goes out beyond a limit."""
    decision = replace(
        plan.decision,
        disposition=Disposition.REVIEW,
        question=Question(about, why, (plan.decision.disposition.value,)),
        proposed=plan.decision.disposition,
    )
    return replace(plan, decision=decision, outgoing=(), route=RouteTaken("review"))
