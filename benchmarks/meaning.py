"""How often is the right service among the three that the second opinion proposes, and how long does it take?

Comes in: the labelled mails that were looked at while developing, ``tests/labelled/developed-*.jsonl``, those whose
services are known; the packaged catalogue. Goes out: for each group of mails, how often a labelled service (or one of
its family) is the first proposal, or among the three; how often the first is right, by its likeness; the times.
Never: reads the untouched mails, decides.

The groups: all of them; those where the rules find no service, which is what the proposals are for; and, as those are
few, all of them with every name, alias and hint of the catalogue taken out, which stands for people who do not know
what a thing is called. Run it as ``python -m benchmarks.meaning``; it needs the extra ``ml``.
"""

import re
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mailroute import bootstrap, config, resources
from mailroute.catalog import Service
from mailroute.commands.errors import Failure
from mailroute.commands.eval import read_file
from mailroute.commands.explain import Explainer
from mailroute.decision import Proposal
from mailroute.mail_files import MailFile
from mailroute.meaning import MEND, MISSING, SecondOpinion, installed
from mailroute.proportion import Share, share_of
from mailroute.proposing import words

LABELLED = Path(__file__).resolve().parent.parent / "tests" / "labelled"


@dataclass(frozen=True, slots=True)
class Told:
    """What a mail says, the services that a person found in it, and whether the rules found any."""

    text: str
    services: tuple[str, ...]
    found: bool


def main() -> int:
    """Print the figures."""
    if not installed():
        print(f"{MISSING}; {MEND}", file=sys.stderr)
        return 1
    now = datetime.now(UTC)
    example = config.load(resources.example_config().read_text(encoding="utf-8"), folder=resources.share())
    desk = bootstrap.assemble(example, now=now)
    services = desk.catalogue.services
    try:
        mails = told(Explainer(desk, clock=now))
    except Failure as error:
        print(error.message, file=sys.stderr)
        return 1
    opinion = SecondOpinion(services)
    start = time.perf_counter()
    opinion.propose(mails[0].text)
    ready = time.perf_counter() - start
    nameless = names(services)
    start = time.perf_counter()
    found = [opinion.propose(mail.text) for mail in mails]
    each = (time.perf_counter() - start) / len(mails)
    masked = [opinion.propose(nameless.sub("it", mail.text)) for mail in mails]
    none = [place for place, mail in enumerate(mails) if not mail.found]
    print(f"{len(mails)} labelled mails with known services, {len(services)} services; shares with 95 % intervals")
    print(f"{'mails':<34}{'of':>5}  {'first: family':<20}{'three: family':<20}three: service")
    told_of("all", mails, found)
    told_of("no service found by the rules", [mails[one] for one in none], [found[one] for one in none])
    told_of("all, the catalogue's words out", mails, masked)
    by_likeness("all", mails, found)
    by_likeness("all, the catalogue's words out", mails, masked)
    print(f"ready in {ready:.1f} s (once), then {1000 * each:.0f} ms a mail; wall clock")
    return 0


def told(explainer: Explainer) -> list[Told]:
    """The developed-on mails whose services are known."""
    mails = []
    for path in sorted(LABELLED.glob("developed-*.jsonl")):
        for mail in read_file(path):
            if mail.expected is None or not mail.expected.services:
                continue
            plan = explainer.plan(MailFile(mail.id, mail.raw))
            text = words(plan.message, plan.facts)
            mails.append(Told(text, mail.expected.services, bool(plan.facts.services.answer)))
    return mails


def names(services: Sequence[Service]) -> re.Pattern[str]:
    """Every name, alias and hint of the catalogue, and each word of a name that is written large."""
    known = {part for one in services for part in (one.name, *one.aliases, *one.hints)}
    known |= {word for one in services for word in re.findall(r"[A-Z0-9][\w+-]{2,}", one.name)}
    longest_first = sorted(map(re.escape, known), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)


def told_of(group: str, mails: Sequence[Told], proposed: Sequence[Sequence[Proposal]]) -> None:
    """Print a group's line."""
    pairs = [
        (set(mail.services), [guess.service for guess in guesses])
        for mail, guesses in zip(mails, proposed, strict=True)
    ]
    shares = [
        share_of(bool(families(right) & families(ids[:1])) for right, ids in pairs),
        share_of(bool(families(right) & families(ids)) for right, ids in pairs),
        share_of(bool(right & set(ids)) for right, ids in pairs),
    ]
    print(f"{group:<34}{len(mails):>5}  {''.join(f'{shown(one):<20}' for one in shares)}".rstrip())


def by_likeness(group: str, mails: Sequence[Told], proposed: Sequence[Sequence[Proposal]]) -> None:
    """Print how often the first proposal's family is right, by its likeness."""
    bins: defaultdict[float, list[bool]] = defaultdict(list)
    for mail, guesses in zip(mails, proposed, strict=True):
        for guess in guesses[:1]:
            least = min(int(guess.likeness * 10), 5) / 10
            bins[least].append(bool(families([guess.service]) & families(set(mail.services))))
    told = ", ".join(f"from {least}: {shown(share_of(right))} of {len(right)}" for least, right in sorted(bins.items()))
    print(f"first is right, by likeness; {group}: {told}")


def families(ids: set[str] | Sequence[str]) -> set[str]:
    """The families of services (``sis`` of ``sis_ar``)."""
    return {Service(one, one).family for one in ids}


def shown(share: Share) -> str:
    """``0.88 (0.85-0.91)``."""
    low, high = share.interval or (0.0, 0.0)
    return f"{share.share or 0:.2f} ({low:.2f}-{high:.2f})"


if __name__ == "__main__":
    sys.exit(main())
