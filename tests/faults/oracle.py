"""The one oracle of the crash runs: what is the end of a scene, and how does it differ from the undisturbed one?

Comes in: a scene in which no worker runs. Goes out: an ``Ending``, and from two of them a ``Verdict``: lost, twice,
undecided. It believes the servers, which saw everything; the journal is only asked what mailroute thinks of it.

``person`` is who looks at what mailroute could not know: a letter in doubt, and a mail set aside. Whoever answers looks
into the queue's inbox (the server's truth) first. After that nothing of the crash may be left.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from mailroute.disposition import Disposition
from mailroute.facts import AgentWord
from mailroute.faults import Commit
from mailroute.journal import mails, reviews
from mailroute.mail.outgoing import Kind
from mailroute.review import core
from tests.faults.scene import Scene, rows

PERSON = "kim-fx"

Item = tuple[Any, ...]

_MAIL = "SELECT id, raw, state FROM mail"
_LETTERS = "SELECT id, mail, kind, recipients, state, message_id, response FROM outbox ORDER BY id"
_DECIDED = 'SELECT mail, disposition, rule, "by" FROM decision'
_ASKED = "SELECT mail, json_extract(question, '$.about'), state, outbox FROM review"
_CASES = 'SELECT customer, state, disposition FROM "case"'


@dataclass(slots=True)
class Looked:
    """What a person had to look at: letters in doubt, with the names of their mails, and mails set aside."""

    in_doubt: int = 0
    shunted: int = 0
    unasked: int = 0
    """Letters in doubt without a review: nobody would have looked."""
    mails: set[str] = field(default_factory=set)

    def __iadd__(self, other: "Looked") -> Self:
        """Both together."""
        self.in_doubt += other.in_doubt
        self.shunted += other.shunted
        self.unasked += other.unasked
        self.mails |= other.mails
        return self

    def __bool__(self) -> bool:
        """True when there was anything."""
        return bool(self.in_doubt or self.shunted or self.unasked)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a scene ends: multisets, so that two endings can be subtracted. A mail's name is what was delivered."""

    taken: Counter[Item]
    """Mails in the journal, each once."""
    lying: Counter[Item]
    """Copies of each delivered mail on the IMAP server. Where there is no MOVE, a crash between COPY and EXPUNGE
    leaves a second copy in the same folder: not a second letter, and counted in ``copied``."""
    arrived: Counter[Item]
    """Letters that the submission server took: about which mail, of what kind, to whom."""
    settled: Counter[Item]
    """What the journal says of mails, letters, decisions, reviews, cases."""
    folders: Mapping[str, str]
    """Where each mail lies."""
    twice: tuple[str, ...]
    """Message-IDs taken more than once, and those of letters that no journal knows."""
    copied: int = 0
    """Second copies that a server without MOVE has."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an ending, in words; empty when it is the undisturbed one."""

    lost: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """True when something is wrong."""
        return bool(self.lost or self.twice or self.undecided)

    def __str__(self) -> str:
        parts = (("lost", self.lost), ("twice", self.twice), ("undecided", self.undecided))
        return "; ".join(f"{name}: {', '.join(words)}" for name, words in parts if words) or "as undisturbed"


def ending(scene: Scene, looked: Looked) -> Ending:
    """The end of a scene. What ``person`` did for the mails of ``looked`` is taken out of it."""
    with scene.journal() as journal:
        db = journal.db
        store = scene.imap.store
        names = {raw: f"mail {origin}" for origin, raw in store.delivered.items()}
        mail_rows = rows(db, _MAIL)
        name = {row[0]: names.get(_bytes(row[1]), "a mail that nobody sent") for row in mail_rows} | {None: "-"}
        settled: Counter[Item] = Counter(("mail", name[row[0]], row[2]) for row in mail_rows)
        letters = rows(db, _LETTERS)
        by_id = {row[5]: (name[row[1]], row[2], row[3]) for row in letters}
        settled.update(
            ("letter", *by_id[row[5]], row[4])
            for row in letters
            if not (row[4] == "cancelled" and PERSON in str(row[6]))  # a person had it written anew
        )
        settled.update(("decision", name[row[0]], row[1], row[2]) for row in rows(db, _DECIDED) if row[3] != PERSON)
        settled.update(("review", name[row[0]], row[1], row[2]) for row in rows(db, _ASKED) if row[1] != "sent")
        settled.update(("case", *row) for row in rows(db, _CASES))
    copies = {origin: [place for place, _ in store.copies(origin)] for origin in store.delivered}
    copied = sum(len(places) for places in copies.values())
    if not store.profile.offers("MOVE"):
        copies = {origin: sorted(set(places)) for origin, places in copies.items()}
    arrived = Counter(mail.message_id for mail in scene.arrived)
    strangers = tuple(f"a letter that the journal does not know ({one})" for one in arrived if one not in by_id)
    return Ending(
        taken=Counter((name[row[0]],) for row in mail_rows),
        lying=Counter((f"mail {origin}",) for origin, places in copies.items() for _ in places),
        arrived=Counter(by_id[one] for one in arrived.elements() if one in by_id),
        settled=settled,
        folders={
            f"mail {origin}": "" if f"mail {origin}" in looked.mails else ", ".join(places)
            for origin, places in copies.items()
        },
        twice=(*(f"{by_id.get(one, one)}" for one, count in arrived.items() if count > 1), *strangers),
        copied=copied - sum(len(places) for places in copies.values()),
    )


def compare(wanted: Ending, found: Ending) -> Verdict:
    """How an ending differs from the undisturbed one."""
    folders = [
        f"{mail} lies in {place or 'no folder'}, not in {wanted.folders.get(mail)}"
        for mail, place in found.folders.items()
        if place and place != wanted.folders.get(mail)
    ]
    return Verdict(
        lost=(
            *_words("not in the journal", wanted.taken - found.taken),
            *_words("not on the IMAP server", wanted.lying - found.lying),
            *_words("never arrived", wanted.arrived - found.arrived),
        ),
        twice=(
            *found.twice,
            *_words("in the journal again", found.taken - wanted.taken),
            *_words("on the IMAP server again", found.lying - wanted.lying),
            *_words("arrived unasked", found.arrived - wanted.arrived),
        ),
        undecided=(
            *_words("missing", wanted.settled - found.settled),
            *_words("instead", found.settled - wanted.settled),
            *folders,
        ),
    )


def person(scene: Scene) -> Looked:
    """Look at each letter in doubt and each mail set aside, and say what a person would; the worker must run again."""
    looked = Looked()
    with scene.journal() as journal:
        db = journal.db
        names = {raw: f"mail {origin}" for origin, raw in scene.imap.store.delivered.items()}
        arrived = {mail.message_id for mail in scene.arrived}
        in_doubt = rows(db, "SELECT id, message_id, kind FROM outbox WHERE state = 'in_doubt'")
        doubts = {int(str(row[0])): row for row in in_doubt}
        for item in journal.reviews():
            row = doubts.pop(reviews.outbox_of(db, item.id) or 0, None)
            if row is None or item.question["about"] != "sent":
                continue
            looked.in_doubt += 1
            if item.mail_id is not None:
                looked.mails.add(names.get(journal.mail_raw(item.mail_id), "a mail that nobody sent"))
            case = journal.case(item.case)
            assert case is not None
            again = Disposition.OUTAGE if row[2] == Kind.NOTICE else Disposition(case.disposition)
            word = AgentWord(PERSON, Disposition.IGNORE if row[1] in arrived else again)
            core.decide(journal, scene.desk.planner(journal), item.id, word, now=scene.now)
        looked.unasked += len(doubts)
        aside = mails.shunted(db)
        if aside:
            with journal.transaction(Commit.UNSHUNT):
                looked.shunted += sum(mails.unshunt(db, row.id) for row in aside)
    return looked


def _words(what: str, items: Counter[Item]) -> list[str]:
    words = ((" ".join(map(str, item)), count) for item, count in items.items())
    return [f"{what}: {item}" + (f" ({count} times)" if count > 1 else "") for item, count in words]


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes)
    return value
