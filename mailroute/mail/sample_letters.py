"""Made-up contexts, one rich, one poor, one by chat: what ``check`` tries every template with.

Comes in: nothing. Goes out: contexts of exactly the shape that ``letter.context`` gives, since it makes them.
Never: names a real person.
"""

from datetime import UTC, date, datetime
from functools import lru_cache

from mailroute.catalog import Department, Person, Ruling, Service
from mailroute.config_sections import DeskSection
from mailroute.decision import Decision, Step
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord, Channel, Customer, Facts, Handling
from mailroute.finding import Evidence, Finding
from mailroute.mail.identity import CaseHead, PassedOn
from mailroute.mail.letter import context
from mailroute.mail.message import Address, Attachment, Message, Sections

_NOW = datetime(2026, 3, 4, 16, 12, tzinfo=UTC)
_DESK = DeskSection("Sample Help Desk", ("help@desk.example",), from_address="help@desk.example")
_CASE = CaseHead(
    "MR-BBBBBBBBBB", 1, passed_on=PassedOn(Disposition.ES, subject="Enterprise Support request (MR-BBBBBBBBBB)")
)


def _said(value: str, quote: str = "") -> Finding[str]:
    return Finding(value, 0.95, (Evidence("body", quote or value),))


@lru_cache(maxsize=1)
def sample_contexts() -> tuple[dict[str, object], ...]:
    """A rich context, a poor one, and one by chat in which an agent has had a word."""
    service = Service(
        "sis", "SIS - Student Information System", pick2=True, team="sis", help_url="https://kb.example/sis",
        ruling=Ruling("sis", es=True, by="HDQA", until=date(2027, 6, 30)),
    )  # fmt: skip
    person = Person("sample-fx@chem.example", "Sample Person", "sample-fx", ("chem",), coned=False)
    rich = Facts(
        author=person.email,
        customer=Finding(Customer(person.email, person.name, person)),
        department=Finding(Department("chem", "Chemistry"), 0.98, (Evidence("domain", "chem.example"),)),
        contract=Finding(False, 0.98, (Evidence("domain", "chem.example"),)),
        services=Finding((service,), 0.95, (Evidence("body", "the degree audit won't run"),)),
        outage=Finding(True, 0.9, (Evidence("body", "nobody in the office can sign in"),)),
        handling=Handling(
            {
                "netid": _said("sample-fx", "my netid is sample-fx"),
                "description": _said("the degree audit stops with an error"),
                "phone": _said("(608) 555-0100"),
                "browser": _said("Firefox"),
            },
            ("desired_email",),
        ),
    )
    mail = Message(
        authors=(Address(person.email, person.name),),
        subject="Degree audit won't run",
        date=_NOW,
        sections=Sections("Hello,\n\nthe degree audit won't run since this morning.\n"),
        attachments=(Attachment("screen.png", "image/png", 12_000),),
    )
    step = Step(
        "13",
        "is something of the handling information missing?",
        "yes",
        (Evidence("body", "degree audit"),),
        "KB 147120",
    )
    gather = Decision(Disposition.GATHER, "13", missing=("desired_email",), trail=(step,))
    by_chat = Facts(
        channel=Channel.CHAT,
        customer=Finding(Customer("sample-fx@desk.example", is_author=False)),
        services=Finding((service, Service("dars", "DARS"))),
        agent=AgentWord("Sample Agent", Disposition.ES, note="spoke on the phone"),
    )
    return tuple(
        context(decision, facts, message, case=_CASE, desk=_DESK, now=_NOW, earlier=(mail,) if facts is rich else ())
        for decision, facts, message in (
            (gather, rich, mail),
            (Decision(Disposition.CONSULT, "17"), Facts(), Message()),
            (Decision(Disposition.ES, "agent", urgent=True), by_chat, Message()),
        )
    )
