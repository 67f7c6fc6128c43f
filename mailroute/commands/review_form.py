"""The simple review form: one waiting case after the other, one line in, some lines out.

Comes in: lines typed by an agent. Goes out: pages of text, and decisions by ``review.core``.
Never: moves the cursor, clears the screen or hides a line, so that it works over ssh and with a screen reader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from mailroute.commands import card, naming, output
from mailroute.commands import review as pages
from mailroute.commands.errors import Failure
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.review import core

if TYPE_CHECKING:
    from mailroute.catalog import Catalogue
    from mailroute.journal import Journal
    from mailroute.journal.records import ReviewItem
    from mailroute.planning import Planning

_KEYS = (
    "a accept the proposal   c choose what becomes of it   k skip   q quit\n"
    "d department   s service   p let the procedure go on   n note   t show again"
)
_CHOICES = [word.value for word in Disposition if word not in core.NO_ANSWER]


def _ask(prompt: str) -> str:
    """One line from the terminal. Raises EOFError at its end; Ctrl-C goes through and ends the command."""
    return input(f"{prompt} ")


class Form:
    """Walks through the waiting cases, urgent ones first. ``ask`` shows a prompt and returns a line, or EOFError."""

    def __init__(
        self,
        journal: Journal,
        planner: Planning,
        catalogue: Catalogue,
        *,
        by: str,
        now: Callable[[], datetime],
        ask: Callable[[str], str] = _ask,
    ) -> None:
        self._journal = journal
        self._planner = planner
        self._catalogue = catalogue
        self._by = by
        self._now = now
        self._ask = ask

    def walk(self) -> int:
        """Go through the queue once; return how many were decided."""
        waiting = self._journal.reviews()
        if not waiting:
            output.say("Nothing waits for review.")
            return 0
        output.say(f"{len(waiting)} waiting. Decisions are noted as {output.clean(self._by)}'s; the worker sends.")
        decided = 0
        for number, item in enumerate(waiting, start=1):
            output.say()
            output.say(output.style(f"{number} of {len(waiting)}", dim=True))
            try:
                outcome = self._one(item)
            except EOFError:
                output.say()
                outcome = None
            if outcome is None:
                break
            decided += outcome
        output.say()
        output.say(f"{decided} decided, {len(self._journal.reviews())} still waiting.")
        return decided

    def _one(self, item: ReviewItem) -> bool | None:
        """One case until it is decided (True) or skipped (False); None to quit."""
        self._show(item)
        word = AgentWord(self._by)
        while True:
            output.say(output.style(_KEYS, dim=True))
            key = self._ask("?").strip().lower()[:1]
            if key == "q":
                return None
            if key == "k":
                return False
            if key == "t":
                self._show(item)
            elif key == "d":
                word = replace(word, department=self._fact("department", word.department))
            elif key == "s":
                word = replace(word, service=self._fact("service", word.service))
            elif key == "n":
                word = replace(word, note=self._ask("Note:").strip())
            elif key in {"a", "c", "p"}:
                final = self._choice(key, item, word)
                decided = None if final is None else self._decide(item, final)
                if decided is not None:
                    return decided
            else:
                output.say("Type one of the letters below, then Enter.")

    def _choice(self, key: str, item: ReviewItem, word: AgentWord) -> AgentWord | None:
        """The word with its disposition; None when there is none to take yet."""
        if key == "p":
            return replace(word, disposition=None)
        if key == "a":
            if item.proposed is None:
                output.say("There is no proposal for this one: choose with c, or give facts and p.")
                return None
            return replace(word, disposition=Disposition(item.proposed))
        output.say("  ".join(_CHOICES))
        chosen = self._ask("Which (Enter: back):").strip().lower()
        if not chosen:
            return None
        if chosen not in _CHOICES:
            output.say(f"{output.clean(chosen)!r} is none of them.")
            return None
        return replace(word, disposition=Disposition(chosen))

    def _fact(self, what: str, before: str | None) -> str | None:
        """The id of a department or service; Enter takes it back."""
        typed = self._ask(f"{what.capitalize()} (id or name; Enter: none):").strip()
        if not typed:
            return None
        try:
            if what == "department":
                found = naming.one_of(self._catalogue.departments, typed, what)
            else:
                found = naming.services_of(self._catalogue.services, typed)
        except Failure as failure:
            output.say(output.clean(failure.message))
            return before
        output.say(f"{what.capitalize()}: {found}. Now p lets the procedure go on with it.")
        return found

    def _decide(self, item: ReviewItem, word: AgentWord) -> bool | None:
        """Commit: True when decided, False when the procedure asks a person again; None when it cannot be done."""
        try:
            plan = core.decide(self._journal, self._planner, item.id, word, now=self._now())
        except core.ReviewError as error:
            output.say(output.clean(error))
            return None
        question = plan.decision.question
        if question is not None:
            output.say(f"=> still for a person, under a new number: {output.clean(question.why)}")
            return False
        output.say(f"=> {output.clean(pages.outcome(plan.decision.disposition, plan.route.recipients))}")
        return True

    def _show(self, item: ReviewItem) -> None:
        """The case's page, and the mail that the proposal would send."""
        decision = pages.decision_of(self._journal, item)
        lines = pages.page(item, decision, pages.newest_text(self._journal, item), now=self._now())
        lines += pages.about_letter(self._journal, item)
        if item.proposed:
            lines += pages.proposal(*pages.would_send(self._journal, self._planner, item, now=self._now()))
        # A long page has scrolled the question away: it stands once more above the keys.
        asked = f"{item.question.get('about', '')}: {item.question.get('why', '')}"
        lines += ["", *card.labelled("In doubt", asked), *card.proposals(item.question)]
        lines += [*card.labelled("Proposed", item.proposed or "(none)"), ""]
        for line in lines:
            output.say(line)
