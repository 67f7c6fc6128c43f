"""A case goes on without a new mail of its customer: nobody answered, or another one did.

Comes in: a case, why it goes on, the time. Goes out: its plan, in the journal within the caller's transaction.
Never: commits, sends, asks the clock, raises for what a mail of the case holds.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mailroute.asking import asked_enough
from mailroute.decision import Decision, Question
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord, Facts
from mailroute.faults import Commit
from mailroute.finding import Finding
from mailroute.journal import Journal, cases, decisions, is_of_the_disk, limits, mails, outbox, rulings
from mailroute.journal.cases import CaseRow
from mailroute.journal.columns import moment
from mailroute.journal.limits import Limits
from mailroute.mail.identity import CaseHead
from mailroute.mail.message import Message
from mailroute.planner import failed
from mailroute.planning import Again, Plan, Resuming, RouteTaken
from mailroute.recording import Circumstances, record


@dataclass(frozen=True, slots=True)
class Resumption:
    """Plans cases on the mails that they have. What forbids an answer to a mail forbids it here as well."""

    journal: Journal
    planner: Resuming
    limits: Limits
    shadow: bool = False

    def within_limits(self, case: CaseRow, now: datetime, why: Again, *, outage: Finding[bool] | None = None) -> Plan:
        """The plan of a case as it stands; one that answers beyond a limit is planned again as a person's matter."""
        plan = self.planned(case, now, why, outage=outage)
        reached = self.limit(plan, case, now)
        return plan if reached is None else self.planned(case, now, why, reached=reached, outage=outage)

    def planned(
        self,
        case: CaseRow,
        now: datetime,
        why: Again,
        *,
        reached: str | None = None,
        outage: Finding[bool] | None = None,
        reports: int = 0,
        agent: AgentWord | None = None,
    ) -> Plan:
        """The plan by the mails of the case's customer; a failure is a plan for a person.

        ``outage`` is what a person said of an outage; ``reports`` counts its mails when HDQA and SNCC are to be told
        of it now. ``agent`` is whose word it goes on by; without one, what was said of department and service before.
        """
        db = self.journal.db
        found = mails.foremost(db, mails.of_customer(db, case.id))
        rows = [mails.get(db, mail) for mail in found]
        if any(row is not None and row.attempts >= mails.ATTEMPTS for row in rows):
            # It was passed on unread. Here no attempt is counted: one that ends the process would do so for ever.
            return self._unread(case, "it has a mail that mailroute failed on three times")
        *before, newest = [mails.raw(db, mail) for mail in found]
        row = rows[-1]
        head = CaseHead(
            case.token, case.letters + 1, outage_notice_due=outage is None or reports > 0,
            outage_reports=max(reports, 1), first_forward=not outbox.forwarded(db, case.id),
        )  # fmt: skip
        # What waited for an outage's end has become old by now; what waited for an answer that we asked for has not.
        came = moment(row.received_at) if row is not None and outage is None else now
        try:
            return self.planner.again(
                newest, now=now, came_at=came, case=head, outage=outage,
                rulings=rulings.of_case(db, case.id), earlier=before, why=why, limits_reached=reached,
                agent=agent or said_of(db, case),
            )  # fmt: skip
        except Exception as error:
            if is_of_the_disk(error):
                raise
            return failed(newest, error)  # what fails on this case is a person's matter, and no other's

    def limit(self, plan: Plan, case: CaseRow, now: datetime) -> str | None:
        """The limit that forbids an answer of this plan, in words."""
        if (enough := asked_enough(self.journal.db, plan, case)) is not None:
            return enough
        for outgoing in plan.outgoing:
            for recipient in outgoing.envelope.recipients if outgoing.kind.at_most_once else ():
                found = limits.reached(self.journal.db, self.limits, case=case.id, customer=recipient, now=now)
                if found is not None:
                    return found.words
        return None

    def guarded(self, number: int, commit: Commit, act: Callable[[], None], now: datetime) -> None:
        """Do what is due of a case, in a commit of its own.

        What fails is a person's to decide, and what is due of the others goes on; a bad disk is raised.
        """
        try:
            with self.journal.transaction(commit):
                act()
        except Exception as error:
            if is_of_the_disk(error):
                raise
            with self.journal.transaction(commit) as db:
                case = cases.get(db, number)
                self.record(case, self._unread(case, " ".join(f"{type(error).__name__}: {error}".split())[:300]), now)

    def _unread(self, case: CaseRow, why: str) -> Plan:
        """A plan for a person, without a look at the case's mails."""
        told = cases.summary(self.journal.db, case.token)
        message = Message(subject=told.subject if told is not None else "")
        question = Question("error", f"mailroute cannot go on with this case ({why}); a person must decide it")
        decision = Decision(Disposition.REVIEW, "error", question=question)
        return Plan(message, Facts(author=case.customer or None), decision, RouteTaken("review"), error=why)

    def record(self, case: CaseRow, plan: Plan, now: datetime, *, mail: int | None = None) -> None:
        """Write a plan down. ``mail`` is the one that brought it, without it the newest of the customer."""
        db = self.journal.db
        if mail is None:
            newest = mails.of_customer(db, case.id)
            mail = newest[-1] if newest else None
        with_ = Circumstances(self.planner.version, self.shadow)
        record(db, plan, case=case, mail=mail, with_=with_, now=now)


def said_of(db: sqlite3.Connection, case: CaseRow) -> AgentWord | None:
    """What agents have said of the case's department and service; the disposition they chose has had its day."""
    words = decisions.said_by_agents(db, case.id)
    naming = [told for told in words if told.get("department") or told.get("service")]
    if not naming:
        return None
    department = next((told["department"] for told in naming if told.get("department")), None)
    service = next((told["service"] for told in naming if told.get("service")), None)
    return AgentWord(naming[0]["by"], None, department, service, naming[0].get("note") or "")
