"""What the demo shows when it is done, for a terminal of 80 columns.

Comes in: the sandbox's journal. Goes out: lines of text. Never: decides, writes.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from mailroute.commands import card, output
from mailroute.commands.output import clean, style
from mailroute.disposition import Disposition

if TYPE_CHECKING:
    from mailroute.commands.demo_box import Answer
    from mailroute.journal import Journal
    from mailroute.journal.records import StoredDecision

_NAME = 30
_RULE = 4

_DONE: dict[Disposition, str] = {
    Disposition.OUTAGE: "held for the outage procedure; one notice an outage to HDQA, SNCC",
    Disposition.CPS: "forwarded to Contract Partner Support",
    Disposition.ES: "forwarded to the Enterprise Support queue with everything gathered",
    Disposition.CHAT: "the Enterprise Support chat channel is asked",
    Disposition.GATHER: "the customer is asked for what is missing",
    Disposition.ASK_DEPARTMENT: "the customer is asked for the department",
    Disposition.CONSULT: "HDQA is asked whether it is ES-supported",
    Disposition.TECHNICAL: "stays with the General Help Desk or goes to its technical team",
    Disposition.FOLLOW_UP: "joined to its open case, which was decided again",
    Disposition.IGNORE: "logged and filed, nobody is written to",
    Disposition.REVIEW: "a person decides; nothing is sent until then",
}


def page(journal: Journal, mails: Mapping[str, str], *, answer: Answer | None) -> Iterator[str]:
    """Every mail under its disposition, then what was sent, the dialogue, and what waits for review."""
    decided = _decided(journal, mails)
    yield from _table(decided)
    yield from _sent(journal)
    if answer is not None:
        yield from _dialogue(journal, answer)
    yield from _waiting(journal)


def _decided(journal: Journal, mails: Mapping[str, str]) -> dict[Disposition, list[tuple[str, StoredDecision]]]:
    """The latest decision on each mail, by what became of the mail itself; names in order."""
    from mailroute.mail.parse import parse

    latest: dict[int, StoredDecision] = {}
    for case in journal.cases():
        for decision in journal.decisions(case.id):
            if decision.mail_id is not None:
                latest[decision.mail_id] = decision
    found: dict[Disposition, list[tuple[str, StoredDecision]]] = {disposition: [] for disposition in _DONE}
    for mail_id, decision in latest.items():
        message_id = parse(journal.mail_raw(mail_id)).message_id
        name = mails.get(message_id) or mails.get(f"<{message_id}>") or message_id
        found[_own(decision)].append((name, decision))
    for rows in found.values():
        rows.sort(key=lambda row: row[0])
    return found


def _own(decision: StoredDecision) -> Disposition:
    """What became of the mail: an answer is a follow-up, whatever its case was then decided to be."""
    joined = any(step.get("rule") == "2" and step.get("answer", "").startswith("yes") for step in decision.trail)
    return Disposition.FOLLOW_UP if joined else Disposition(decision.disposition)


def _table(decided: dict[Disposition, list[tuple[str, StoredDecision]]]) -> Iterator[str]:
    """One block a disposition: what is done and where it goes, then each mail with its rule and the quote."""
    yield style("  " + "mail".ljust(_NAME) + "rule".ljust(_RULE + 1) + "why", bold=True)
    for disposition, rows in decided.items():
        if not rows:
            continue
        yield ""
        yield f"{card.disposition(disposition)} ({len(rows)}): {_DONE[disposition]}"
        routes = sorted({to for _, decision in rows for to in decision.route.get("recipients", ())})
        if routes and not _to_customers(disposition):
            yield style(f"  to {clean(', '.join(routes))}", dim=True)
        for name, decision in rows:
            yield _row(name, decision, disposition)


def _to_customers(disposition: Disposition) -> bool:
    return disposition in {Disposition.GATHER, Disposition.ASK_DEPARTMENT, Disposition.FOLLOW_UP}


def _row(name: str, decision: StoredDecision, became: Disposition) -> str:
    urgent = "URGENT " if decision.decision.get("urgent") else ""
    why = _why(decision)
    if became is Disposition.FOLLOW_UP:
        why = f"case decided again: {decision.disposition} (rule {decision.rule})"
    room = max(20, card.fitted() - _NAME - _RULE - 3 - len(urgent))
    rule = "2" if became is Disposition.FOLLOW_UP else decision.rule
    return (
        f"  {_cut(name, _NAME - 1):<{_NAME}}{clean(rule):<{_RULE + 1}}"
        f"{style(urgent, fg='red', bold=True)}{_cut(why, room)}"
    )


def _cut(text: str, room: int) -> str:
    """The text, clean, in at most ``room`` columns."""
    text = clean(text)
    if output.cells(text) <= room:
        return text
    while output.cells(text) > room - 3:
        text = text[:-1]
    return f"{text.rstrip()}..."


def _why(decision: StoredDecision) -> str:
    """The reason in a line: the quotes the deciding rule rests on, else its answer, else the question asked."""
    question = decision.decision.get("question")
    step = decision.trail[-1] if decision.trail else {}
    if question:
        return f"{question['about']}: {question['why']}"
    if step.get("evidence"):
        return card.quoted(step["evidence"], most=1)
    missing = decision.decision.get("missing")
    if missing:
        return f"missing: {', '.join(missing)}"
    return str(step.get("answer", ""))


def _sent(journal: Journal) -> Iterator[str]:
    """How many mails went where."""
    targets: Counter[tuple[str, str]] = Counter()
    states: Counter[str] = Counter()
    for case in journal.cases():
        for mail in journal.outbox(case.id):
            states[str(mail.state)] += 1
            customer = mail.kind in {"reply", "reminder"}
            targets["customers" if customer else ", ".join(mail.recipients), str(mail.kind)] += 1
    yield ""
    yield style(f"Sent: {states['sent']} mails, kept in sent/", bold=True)
    for (to, kind), count in sorted(targets.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {count:>3}  {clean(kind):<8} to {clean(to)}"
    for state, count in states.items():
        if state != "sent":
            yield f"  {count:>3}  {state}"


def _dialogue(journal: Journal, answer: Answer) -> Iterator[str]:
    """The case that went through a question and an answer."""
    yield ""
    yield style(f"A dialogue: case {clean(answer.case)}", bold=True)
    yield from card.labelled("  asked", answer.asked)
    yield from card.labelled("  answered", answer.text)
    outbox = journal.outbox(answer.case) if answer.case else []
    if outbox:
        last = outbox[-1]
        yield from card.labelled("  then", f"{last.kind} to {', '.join(last.recipients)}: {last.subject}")


def _waiting(journal: Journal) -> Iterator[str]:
    """The review queue."""
    items = journal.reviews()
    yield ""
    yield style(f"Waiting for review: {len(items)}, urgent ones first", bold=True)
    for item in items:
        mark = style("URGENT" if item.urgent else "      ", fg="red", bold=True)
        about = clean(item.question.get("about", ""))
        subject = _cut(item.subject or "(no subject)", max(20, card.fitted() - 27))
        yield f"  {item.id:>3} {mark} {about:<12} {subject}"


def next_steps(program: str, sandbox: Path, journal: Journal, answer: Answer | None) -> Iterator[str]:
    """Commands to try, ready to be pasted."""
    ours = f"{program} --config {shlex.quote(str(sandbox / 'mailroute.toml'))}"
    waiting = journal.reviews()
    yield style("Look around; the sandbox stays where it is:", bold=True)
    if waiting:
        yield f"  {ours} review"
        yield f"  {ours} review show {waiting[0].id}"
    if answer is not None and answer.case:
        yield f"  {ours} case show {answer.case}"
    yield f"  {ours} status"
    yield f"  {ours} explain {shlex.quote(str(sandbox / 'inbox'))}"
