"""What happened in a case, in order: who wrote what, what mailroute decided and why, what went out, who decided what.

Comes in: a case's life, and the words of its mails. Goes out: lines of text by the desk's clock. Never: prints, leaves
out a letter that was sent or a word that a person gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING

from mailroute.commands import card, case_words, output

if TYPE_CHECKING:
    from mailroute.commands.case_words import Names
    from mailroute.journal.life import Life
    from mailroute.journal.records import Event, OutboxRow, ReviewItem, StoredDecision

FIRST, LATER = 10, 5
"""How many lines of a case's first mail are shown, and of its later ones."""

_NOISE = frozenset({"joined", "renumbered", "robot", "given up", "reminded"})
"""What another entry tells as well: the mail, the decision, the letter."""

_MARGIN = 9


@dataclass(frozen=True, slots=True)
class History:
    """The history of one case. ``texts`` holds what its mails say, by their numbers."""

    life: Life
    texts: Mapping[int, str]
    names: Names
    zone: tzinfo
    rules: bool = False
    """Whether every rule that was asked is shown, not only the one that decided."""
    _told: set[int] = field(default_factory=set)
    """The decisions that were told: two may have been made at the same moment."""

    def lines(self) -> list[str]:
        """The whole page, a heading a day."""
        lines: list[str] = []
        day = time = ""
        for at, entry in self._entries():
            if not entry:
                continue
            when = at.astimezone(self.zone)
            if f"{when:{output.DAY}}" != day:
                day, time = f"{when:{output.DAY}}", ""
                lines += [*([""] if lines else []), output.style(day, bold=True)]
            shown = f"{when:%H:%M}"
            label = "" if shown == time else shown
            time = shown
            lines += [f"  {label:<7}{entry[0][_MARGIN:]}", *entry[1:]]
        return lines

    def _entries(self) -> Iterator[tuple[datetime, list[str]]]:
        tellers: dict[str, Callable[[Event], list[str]]] = {
            "received": self._received,
            "decided": self._decided,
            "reviewed": self._reviewed,
            "sent": self._sent,
            "held": self._letter_not_sent,
            "cancelled": self._letter_not_sent,
            "refused": self._letter_not_sent,
            "in doubt": self._letter_not_sent,
            "deferred": self._letter_not_sent,
            "ruled": lambda event: _said(event.text if event.mail_id is None else f"HDQA's ruling: {event.text}"),
            "related": lambda event: _said(event.text.partition(" (")[0]),
            "claimed again": lambda event: _said(f"the chat is wanted again, by {event.text}"),
            "claimed late": lambda event: _said(f"the chat is wanted too late, by {event.text.split(';')[0]}"),
            "channel": lambda event: _said(f"nobody has taken the chat by that: {event.text.rpartition('(')[2][:-1]}"),
            "not reminded": lambda event: _said(f"no reminder went out: {event.text}"),
            "taken up again": lambda event: _said(f"{self._mail_of(event)} is taken up again: {event.text}"),
            "shunted": lambda event: _said(f"mailroute failed on it and set it aside: {event.text}"),
        }
        for event in _in_order(self.life.events):
            if event.what in _NOISE:
                continue
            teller = tellers.get(event.what)
            yield event.at, teller(event) if teller is not None else _said(_plain(event))

    # --- what came ---

    def _received(self, event: Event) -> list[str]:
        mail = next((one for one in self.life.mails if one.id == event.mail_id), None)
        if mail is None:
            return _said("a mail came")
        who = f"{'a machine, ' if mail.robot else ''}{self.names.who(mail.author)}"
        case = self.life.case
        again = mail.id != self.life.mails[0].id and (case.id in mail.subject or case.subject in mail.subject)
        lines = _said(f"{who} {'answers' if again else 'writes: ' + (mail.subject or '(no subject)')}", bold=True)
        text = "" if mail.robot else self.texts.get(mail.id, "")
        most = FIRST if mail.id == self.life.mails[0].id else LATER
        return [*lines, *(" " * _MARGIN + line for line in card.mail_text(text, most=most, margin=_MARGIN) if text)]

    def _mail_of(self, event: Event) -> str:
        mail = next((one for one in self.life.mails if one.id == event.mail_id), None)
        return f"the mail of {output.local(mail.received_at, self.zone)}" if mail is not None else "a mail"

    # --- what was decided ---

    def _decided(self, event: Event) -> list[str]:
        made = next(
            (
                one
                for one in self.life.decisions
                if one.at == event.at and one.mail_id == event.mail_id and one.id not in self._told
            ),
            None,
        )
        if made is None:
            return _said(f"decided: {event.text}")
        self._told.add(made.id)
        return [*self._words_of(made, event), *(self._trail(made) if self.rules else [])]

    def _words_of(self, made: StoredDecision, event: Event) -> list[str]:
        if made.rule == "agent" and self._review_at(made.at, made.by) is not None:
            return []  # the person's own word is told, and nothing else decided
        if made.disposition == "follow_up":
            return self._follow_up(made, event)
        asked = made.decision.get("question")
        if asked is not None:
            number = self._asked_at(event.at)
            lines = _said(f"mailroute asks a person{number}: {asked['why']}")
            proposed = made.decision.get("proposed")
            words = case_words.does(proposed, made.decision.get("missing") or ()) if proposed else ""
            return [*lines, *_why(f"proposed: mailroute {words}")] if proposed else lines
        lines = _said(f"mailroute {case_words.does(made.disposition, made.decision['missing'], made.route)}")
        return [*lines, *_why(f"why: {reason}")] if (reason := case_words.reason(made)) else lines

    def _follow_up(self, made: StoredDecision, event: Event) -> list[str]:
        """A mail that joins the case and does not have it decided again."""
        others = {one.what for one in self.life.events if one.mail_id == event.mail_id and one.at == event.at}
        if made.rule in {"1", "12"} or others & {"claimed", "claimed again", "claimed late", "channel"}:
            return []  # a machine's mail, or a claim, which is told by itself
        to = made.route.get("recipients") or ()
        if to:
            return _said(f"mailroute passes it on to where the case is, {self.names.everyone(to)}")
        if made.route.get("name") == "review":
            return _said("it joins the case; a person is being asked already")
        return _said("it joins the case; nobody is written to")

    def _trail(self, made: StoredDecision) -> list[str]:
        return [" " * _MARGIN + line for line in card.trail(made.trail, brief=True, margin=_MARGIN)]

    def _reviewed(self, event: Event) -> list[str]:
        number = event.detail.get("review")
        item = next((one for one in self.life.reviews if one.id == number), None)
        if item is None:
            return _said(f"a person decides: {event.text}")
        said = event.text.removeprefix(f"{item.decided_by}: ").removesuffix(f" ({item.note})" if item.note else "")
        lines = _said(f"{item.decided_by} decides (review {item.id}): {self._as(item, said)}", bold=True)
        return [*lines, *_why(f"note: {item.note}")] if item.note else lines

    def _as(self, item: ReviewItem, said: str) -> str:
        """What a person said, in words."""
        made = next(
            (one for one in self.life.decisions if one.at == item.decided_at and one.by == item.decided_by), None
        )
        word = (made.facts.get("agent") or {}) if made is not None else {}
        named = [f"{what} {word[what]}" for what in ("department", "service") if word.get(what)]
        if said == item.decided_as:
            stays = any(event.what == "stays" and event.at == item.decided_at for event in self.life.events)
            does = "writes to nobody" if stays else case_words.does(said)
            action = said if said.startswith("the procedure") else f"mailroute {does}"
            return ", ".join([*named, action])
        return case_words.of_letter(said)

    def _review_at(self, at: datetime, by: str) -> ReviewItem | None:
        return next((one for one in self.life.reviews if one.decided_at == at and one.decided_by == by), None)

    def _asked_at(self, at: datetime) -> str:
        """The number of the question that was asked at a moment, for the command that shows it."""
        asked = [one.id for one in self.life.reviews if one.opened_at == at]
        return f" (review {asked[-1]})" if asked else ""

    # --- what went out ---

    def _sent(self, event: Event) -> list[str]:
        row = self._letter(event)
        if row is None:
            return _said(f"sent: {event.text}")
        return _said(f"-> {case_words.letter(row)} is sent to {self.names.everyone(row.recipients)}")

    def _letter_not_sent(self, event: Event) -> list[str]:
        row = self._letter(event)
        what = f"{case_words.letter(row)} to {self.names.everyone(row.recipients)}" if row is not None else "a letter"
        says = {
            "held": f"{what} is kept back",
            "cancelled": f"{what} is given up",
            "refused": f"{what} did not arrive",
            "in doubt": f"nobody knows whether {what} went out",
            "deferred": f"{what} is put off by the server",
        }
        asks = self._asked_at(event.at) if event.what in {"held", "refused", "in doubt"} else ""
        return _said(f"{says[event.what]}: {event.text}" + (f"; mailroute asks a person{asks}" if asks else ""))

    def _letter(self, event: Event) -> OutboxRow | None:
        return next((row for row in self.life.outbox if row.id == event.detail.get("letter")), None)


def _in_order(events: tuple[Event, ...]) -> Iterator[Event]:
    """The events of a case; what a person said comes before what followed from it in the same commit."""
    for _, group in groupby(events, key=lambda event: event.at):
        yield from sorted(group, key=lambda event: event.what != "reviewed")


def _plain(event: Event) -> str:
    """An event whose own words are plain."""
    alone = {"claimed", "unclaimed", "burst", "released", "stays"}
    return event.text if event.what in alone else f"{event.what}: {event.text}"


def _said(text: str, *, bold: bool = False) -> list[str]:
    return card.folded(text, indent=_MARGIN, bold=bold)


def _why(text: str) -> list[str]:
    return card.folded(text, indent=_MARGIN + 2, dim=True)
