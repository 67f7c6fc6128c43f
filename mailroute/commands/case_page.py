"""The page of one case: how it stands, then what happened.

Comes in: a case's life and the desk's names. Goes out: lines of text; a new agent understands them in half a minute.
Never: prints, reads the journal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from mailroute.commands import card, case_words, output
from mailroute.commands.case_history import History
from mailroute.mail.outgoing import ADDITION

if TYPE_CHECKING:
    from mailroute.commands.case_words import Names
    from mailroute.journal.life import Life
    from mailroute.journal.records import OutboxRow, StoredDecision
    from mailroute.journal.timers import Timer

_DUE = {
    "remind": "the customer is reminded",
    "give_up": "a person decides, if nobody has answered",
    "chat": "it goes on by mail, if nobody has taken the chat",
}
_UNSENT = {
    "waiting": "to be sent at the worker's next pass",
    "dot": "it is being sent",
    "deferred": "put off by the server",
    "failed": "did not arrive",
    "in_doubt": "nobody knows whether it went out",
}
_KNOWN_FIELD_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Page:
    """One case on a page; ``texts`` holds what its mails say, by their numbers."""

    life: Life
    texts: Mapping[int, str]
    names: Names
    zone: tzinfo
    now: datetime
    rules: bool = False

    def lines(self) -> list[str]:
        """How it stands, then its history."""
        case = self.life.case
        urgent = " - URGENT" if case.urgent else ""
        lines = [card.rule_line(f"Case {case.id}")]
        lines += card.labelled("Now", self._state() + urgent)
        if self.life.mails and all(mail.shadow for mail in self.life.mails):
            lines += card.labelled("In shadow", "nothing was sent or moved for it; the letters told of are plans")
        before = ""
        for label, text in (*self._next(), *self._why(), *self._about()):
            lines += card.labelled("" if label == before else label, text)
            before = label
        history = History(self.life, self.texts, self.names, self.zone, self.rules).lines()
        return [*lines, "", *history]

    # --- how it stands ---

    def _state(self) -> str:
        case = self.life.case
        match str(case.state):
            case "waiting_customer":
                return f"waits for an answer of {case.customer}{self._asked_for()}{self._since('reply')}"
            case "waiting_hdqa":
                return f"waits for HDQA to say whether it is ES-supported{self._since('consult')}"
            case "waiting_chat":
                return f"waits for somebody of the ES chat channel to take the chat{self._since('chat')}"
            case "review":
                return "waits for a person to decide"
            case "outage":
                return "held with an outage; not passed on"
            case "forwarded" | "technical":
                return self._where()
            case "closed":
                return "closed"
            case other:
                return "being decided" if other == "new" else other

    def _where(self) -> str:
        gone = [row for row in self.life.outbox if row.kind == "forward" and row.template != ADDITION]
        gone = [row for row in gone if row.state not in {"cancelled", "failed"}]
        if not gone:
            return "with the General Help Desk, which has the mail in its folder"
        to = self.names.everyone(gone[-1].recipients)
        if gone[-1].state == "shadow":
            return f"would be passed on to {to}"
        sent = gone[-1].sent_at
        return f"with {to}, since {output.local(sent, self.zone)}" if sent else f"on its way to {to}, not sent yet"

    def _asked_for(self) -> str:
        last = self._last()
        missing = last.decision.get("missing") if last is not None else None
        if self.life.case.disposition == "ask_department":
            return ": which department is it?"
        return f": {', '.join(map(case_words.field, missing))}" if missing else ""

    def _since(self, kind: str) -> str:
        rows = [row for row in self.life.outbox if row.kind == kind and row.state != "cancelled"]
        sent = rows[-1].sent_at if rows else None
        return f", asked {output.local(sent, self.zone)}" if sent else ""

    # --- what comes next ---

    def _next(self) -> Iterator[tuple[str, str]]:
        for item in self.life.asked:
            yield f"Review {item.id}", str(item.question.get("why", ""))
            yield f"Review {item.id}", f"decide: mailroute review show {item.id}"
        yield from self._outage()
        for timer in self.life.timers:
            yield "Next", self._due(timer)
        for row in self.life.outbox:
            if row.state in _UNSENT:
                yield "Not sent", self._unsent(row)

    def _due(self, timer: Timer) -> str:
        late = " (due: the worker has not run since)" if timer.due_at < self.now else ""
        return f"{output.local(timer.due_at, self.zone)}: {_DUE[timer.kind]}{late}"

    def _unsent(self, row: OutboxRow) -> str:
        until = f" until {output.local(row.next_try_at, self.zone)}" if row.next_try_at is not None else ""
        said = f" ({row.response})" if row.response else ""
        return f"{case_words.letter(row)} to {self.names.everyone(row.recipients)}: {_UNSENT[row.state]}{until}{said}"

    def _outage(self) -> Iterator[tuple[str, str]]:
        outage = self.life.outage
        if outage is None:
            return
        told = f"outage {outage.id} ({outage.words})"
        if not self.life.held:
            ended = f", {outage.state} since {output.local(outage.ended_at, self.zone)}" if outage.ended_at else ""
            yield "Outage", f"was held with {told}{ended}" + (f", says {outage.ended_by}" if outage.ended_by else "")
        elif outage.state == "possible" and not any(item.question.get("about") == "outage" for item in self.life.asked):
            words = f"mailroute outage confirm {outage.id}, or mailroute outage clear {outage.id}"
            yield "Outage", f"{told} may be on. A person says: {words}"
        elif outage.state == "open":
            by = f", confirmed by {outage.confirmed_by}" if outage.confirmed_by else ""
            yield "Outage", f"{told} is on{by}. When it has ended: mailroute outage over {outage.id}"
        elif outage.state != "possible":
            yield "Outage", f"{told} was declared {outage.state} by {outage.ended_by}; the worker decides it again"

    # --- why, and what it is about ---

    def _why(self) -> Iterator[tuple[str, str]]:
        claimed = next((event for event in self.life.events if event.what == "claimed"), None)
        if self.life.case.state == "closed" and claimed is not None:
            yield "Why", claimed.text
            return
        last = self._last()
        if last is None or self.life.asked:
            return
        note = (last.facts.get("agent") or {}).get("note")
        said = f"{last.by} decided so, {output.local(last.at, self.zone)}" + (f': "{note}"' if note else "")
        yield "Why", case_words.reason(last) or said

    def _last(self) -> StoredDecision | None:
        """The newest decision that made the case what it is."""
        disposition = self.life.case.disposition
        return next((one for one in reversed(self.life.decisions) if one.disposition == disposition), None)

    def _about(self) -> Iterator[tuple[str, str]]:
        case, made = self.life.case, self.life.decisions
        yield "Customer", case.customer or "(unknown)"
        known = case_words.known(made)
        if known:
            told = (f"{case_words.field(name)}: {_short(value)}" for name, value in known.items())
            yield "Known", "; ".join(told)
        yield "Department", case_words.department(made) or case.department or "(unknown)"
        yield "Services", case_words.services(made, case.services) or "(none recognised)"
        yield "Subject", case.subject or "(none)"
        age = output.age((self.now - case.opened_at).total_seconds())
        yield "Opened", f"{output.local(case.opened_at, self.zone)} ({age} ago); all times: {self.zone}"


def _short(value: str) -> str:
    value = output.clean(value)
    return value if len(value) <= _KNOWN_FIELD_WIDTH else value[: _KNOWN_FIELD_WIDTH - 1] + "…"
