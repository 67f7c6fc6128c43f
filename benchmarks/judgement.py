"""How well does mailroute decide, on mails that were looked at while its rules were made, and on mails that were not?

Comes in: the labelled mails in ``tests/labelled`` and, where they lie beside the project, in ``../shared/domain``.
Goes out: the figures of both groups side by side; then, of the developed-on group alone, how right each confidence is.
Never: shows a mail of the untouched group, or which of them went wrong: nobody who works on the rules may know.

Run it as ``make eval`` or ``python -m benchmarks.judgement [SHARED]``. What a share is of is told in
``mailroute/scoring.py``; for a report with mistakes and plots of the developed-on mails use ``mailroute eval``.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from mailroute import bootstrap, config, evaluation, resources
from mailroute.commands import eval_text
from mailroute.commands.errors import Failure
from mailroute.commands.eval import measured, read_file
from mailroute.commands.explain import Explainer
from mailroute.evaluation import Group
from mailroute.labelled import Labelled
from mailroute.proportion import share_of
from mailroute.scoring import Score

HERE = Path(__file__).resolve().parent.parent
DEVELOPED, UNTOUCHED = "developed-on", "untouched"
GOALS = "goals on untouched mails: no forbidden error; precision 0.97 at coverage 0.90; services 0.95; missing 0.95"


class Part(NamedTuple):
    """Mails of one file, and all mails of that file: their records together are the customer directory."""

    mails: list[Labelled]
    everybody: list[Labelled]


def main() -> int:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", nargs="?", type=Path, default=HERE.parent / "shared")
    chosen = options.parse_args()
    try:
        parts = {
            DEVELOPED: list(developed(chosen.shared / "domain")),
            UNTOUCHED: list(untouched(chosen.shared / "domain")),
        }
    except Failure as error:
        print(error.message, file=sys.stderr)
        return 1
    groups = [decided(name, found) for name, found in parts.items()]
    for line in eval_text.report([evaluation.evaluation(group) for group in groups], only_figures=True):
        print(line)
    print(GOALS)
    print()
    for line in reliability(groups[0]):
        print(line)
    return 0


def developed(domain: Path) -> Iterator[Part]:
    """What was looked at: our files of that name, the first shared file, every other mail of the second."""
    for path in sorted((HERE / "tests" / "labelled").glob("developed-*.jsonl")):
        yield _all(path)
    if (domain / "dev-mails.jsonl").is_file():
        yield _all(domain / "dev-mails.jsonl")
    if (domain / "dev-mails-2.jsonl").is_file():
        both = read_file(domain / "dev-mails-2.jsonl")
        yield Part([mail for mail in both if mail.line % 2 == 1], both)


def untouched(domain: Path) -> Iterator[Part]:
    """What was not: our files of that name, and the other half of the second shared file.

    One mail of that half, its one forbidden error, was opened after the README's figures were taken.
    """
    try:
        yield from _untouched(domain)
    except Failure as error:
        # A fault's words may quote the mail.
        places = ", ".join(":".join(line.split(":")[:2]) for line in error.message.splitlines())
        raise Failure(f"{places}: faulty; its author can see more with: mailroute eval") from None


def _untouched(domain: Path) -> Iterator[Part]:
    for path in sorted((HERE / "tests" / "labelled").glob("untouched-*.jsonl")):
        yield _all(path)
    if (domain / "dev-mails-2.jsonl").is_file():
        both = read_file(domain / "dev-mails-2.jsonl")
        yield Part([mail for mail in both if mail.line % 2 == 0], both)


def _all(path: Path) -> Part:
    mails = read_file(path)
    return Part(mails, mails)


def decided(name: str, parts: list[Part]) -> Group:
    """The scores of a group, decided by the packaged example's configuration and catalogue."""
    now = datetime.now(UTC)
    example = config.load(resources.example_config().read_text(encoding="utf-8"), folder=resources.share())
    desk = bootstrap.assemble(example, now=now)
    explainer = Explainer(desk, clock=now)
    measures = [measured(explainer, desk, part.mails, everybody=part.everybody, name=name) for part in parts]
    whole = evaluation.whole(measures)
    return Group(name, whole.scores, whole.unlabelled, whole.threshold)


def reliability(group: Group) -> Iterator[str]:
    """Bin by bin, and then for each single confidence that the program gives: what was said, what was right."""
    yield f"Of the {group.name} mails:"
    yield from eval_text.calibration(evaluation.evaluation(group))
    yield ""
    yield "Every decision, by the finding it is least sure of and the confidence given"
    yield f"{'finding':<16}{'said':>7}{'answers':>9}{'right':>8}  95 % interval"
    for (finding, said), right in sorted(_by_finding(group.scores).items()):
        share = evaluation.share(share_of(right))
        yield f"{finding:<16}{said:>7.3f}{share['of']:>9}{share['share']:>8.3f}  {eval_text.interval(share)}"


def _by_finding(scores: tuple[Score, ...]) -> dict[tuple[str, float], list[bool]]:
    found: defaultdict[tuple[str, float], list[bool]] = defaultdict(list)
    for one in scores:
        if one.acted:
            found[one.decision.least_sure, round(one.decision.confidence, 3)].append(one.right)
    return found


if __name__ == "__main__":
    sys.exit(main())
