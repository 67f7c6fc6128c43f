"""Plain words for what the journal holds of a case: who somebody is, what a decision does, what a letter was.

Comes in: addresses, stored decisions, letters. Goes out: words for somebody who has never seen mailroute inside.
Never: a number of a row (but a review's and an outage's, which commands take), a name of a state or a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mailroute.mail.letter import LABELS
from mailroute.mail.outgoing import ADDITION

if TYPE_CHECKING:
    from mailroute.config import Config
    from mailroute.journal.records import OutboxRow, StoredDecision

_LETTERS = {
    "forward": "the forward",
    "reply": "the question",
    "reminder": "the reminder",
    "consult": "the question",
    "chat": "the question",
    "notice": "the notice of the outage",
}
_BY_TEMPLATE = {ADDITION: "the addition", "chat_claimed": "the word that the chat is taken"}
_DOES = {
    "ignore": "closes the case; nobody is written to",
    "outage": "holds it with the outage; it is not passed on",
    "cps": "passes it on to CPS",
    "es": "passes it on to ES",
    "gather": "asks the customer for more",
    "ask_department": "asks the customer which department it is",
    "consult": "asks HDQA whether it is ES-supported",
    "technical": "gives it to the technical staff",
    "chat": "asks the ES chat channel who takes the chat",
    "review": "asks a person",
}
_OF_LETTERS = {
    "sent again, under the same Message-ID": "it is sent again, unchanged",
    "given up": "it is given up",
    "taken as sent": "it was sent",
}
_FIELD = re.compile(r"\b(?:" + "|".join(LABELS) + r")\b")


@dataclass(frozen=True, slots=True)
class Names:
    """Who is behind an address: ``roles`` maps addresses in small letters to what the desk calls them."""

    roles: Mapping[str, str]

    @classmethod
    def of(cls, config: Config) -> Names:
        """The names of a desk's routes and sources."""
        routes = config.routes
        named = {
            **{f"the team {name}": addresses for name, addresses in routes.teams.items()},
            "the ES chat channel": routes.chat,
            "SNCC": routes.sncc,
            "HDQA": routes.hdqa,
            "ES": routes.es,
            "CPS": routes.cps,
            "the chat bridge": (config.desk.chat_bridge,),
            "the voicemail": (config.desk.voicemail,),
        }
        return cls({address.lower(): name for name, addresses in named.items() for address in addresses if address})

    def who(self, address: str) -> str:
        """``HDQA (hdqa@queues.example)``; an address that has no name is itself."""
        name = self.roles.get(address.lower())
        return f"{name} ({address})" if name else address or "somebody unknown"

    def everyone(self, addresses: Iterable[str]) -> str:
        """Several of them, parted by "and"."""
        return " and ".join(map(self.who, addresses))


def field(name: str) -> str:
    """A field of the handling information: ``desired email``, ``NetID``."""
    label = LABELS.get(name, name.replace("_", " "))
    return label if label[1:2].isupper() or label == "NetID" else label[:1].lower() + label[1:]


def does(disposition: str, missing: Iterable[str] = (), route: Mapping[str, Any] | None = None) -> str:
    """What a decision does, as words that follow "mailroute": ``asks the customer for: NetID``."""
    asked = ", ".join(map(field, missing))
    if disposition == "gather" and asked:
        return f"asks the customer for: {asked}"
    if disposition == "technical" and route is not None:
        return "leaves it with the General Help Desk" if not route.get("recipients") else "gives it to a technical team"
    return _DOES.get(disposition, disposition)


def letter(row: OutboxRow) -> str:
    """What a letter of ours was."""
    return _BY_TEMPLATE.get(row.template) or _LETTERS.get(row.kind, row.kind)


def of_letter(said: str) -> str:
    """What a person said of a letter of ours that did not arrive, or perhaps not."""
    return _OF_LETTERS.get(said, said)


def reason(decision: StoredDecision) -> str:
    """Why it was decided so, in one line: the last rule asked, with its answer; empty where a person said so."""
    if decision.rule == "agent" or not decision.trail:
        return ""
    last = decision.trail[-1]
    answer = _FIELD.sub(lambda found: field(found.group()), last["answer"])
    people = [item["quote"] for item in last["evidence"] if item["source"] == "agent"]
    said = f" ({', '.join(people)})" if people else ""
    return f"{last['asks']} {answer}{said} (rule {decision.rule})"


def known(decisions: Iterable[StoredDecision]) -> dict[str, str]:
    """What is known of the customer and the matter, by the newest decision that read a mail for it."""
    told: dict[str, str] = {}
    for decision in decisions:
        facts = decision.facts
        values = (facts.get("handling") or {}).get("values") or {}
        for name, found in values.items():
            if name != "description" and found.get("answer"):
                told[name] = str(found["answer"])
    return told


def department(decisions: Iterable[StoredDecision]) -> str:
    """The department with whether it has a contract: ``Chemistry (chem), no contract``; empty when unknown."""
    text = ""
    for decision in decisions:
        found = (decision.facts.get("department") or {}).get("answer")
        contract = (decision.facts.get("contract") or {}).get("answer")
        if found:
            says = "" if contract is None else ", contract partner" if contract else ", no contract"
            text = f"{found['name']} ({found['id']}){says}"
    return text


def services(decisions: Iterable[StoredDecision], ids: Iterable[str]) -> str:
    """The services of a case by their names, each with its id."""
    names: dict[str, str] = {}
    for decision in decisions:
        for found in (decision.facts.get("services") or {}).get("answer") or ():
            names[found["id"]] = found["name"]
    return ", ".join(f"{names[one]} ({one})" if one in names else one for one in ids)
