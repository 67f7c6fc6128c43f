"""Fits the weights of ``mailroute/evidence/likeness.py`` to labelled mails, and says how well they do on new authors.

Comes in: the texts of ``tests/labelled``. Goes out: ``mailroute/evidence/weights/*.tsv``, and figures by
cross-validation: each author's texts judged by weights fitted to all the others'. Never: reads an untouched file.

Run it as ``python -m benchmarks.likeness`` (figures and new weights; a minute or two) after texts were added.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path
from random import Random
from typing import NamedTuple

from mailroute import labelled
from mailroute.disposition import Disposition
from mailroute.evidence.likeness import KINDS, SCALE, Likeness, chance, sentences, signs_of, words_of
from mailroute.evidence.reading import Reading
from mailroute.fault import Fault
from mailroute.labelled import Expected
from mailroute.mail.parse import parse

HERE = Path(__file__).resolve().parent.parent
TEXTS = HERE / "tests" / "labelled"
WEIGHTS = HERE / "mailroute" / "evidence" / "weights"
SEEN_BY = 3
"""Texts in which a sign must stand to get a weight."""
EPOCHS, STEP, DECAY = 10, 0.12, 2e-4
SMALL = 0.02
"""Weights nearer to nothing are left out of the file."""


class Example(NamedTuple):
    """A text's signs, how many words it has, and whether it tells of the thing; ``author`` is the file it stands in."""

    author: str
    id: str
    yes: bool
    signs: frozenset[str]
    words: int


def examples(question: str) -> list[Example]:
    """Every labelled text that says yes or no to the question."""
    return [*_mails(question), *_short(question), *_files(question)]


def _mails(question: str) -> Iterator[Example]:
    for path in sorted(TEXTS.glob("developed-*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for mail in labelled.read(lines, name=path.name):
                answer = None if isinstance(mail, Fault) else _told(mail.expected, question)
                if answer is not None and not isinstance(mail, Fault):
                    yield _example(path.stem, mail.id, mail.raw, question, yes=answer)


def _told(expected: Expected | None, question: str) -> bool | None:
    """What a mail's label says; None where it leaves the question open."""
    if expected is None or expected.disposition in {Disposition.IGNORE, Disposition.CHAT}:
        return None
    if question == "security":
        return expected.urgent
    # an earlier rule than the outage's may have decided a review
    return None if expected.disposition is Disposition.REVIEW else expected.disposition is Disposition.OUTAGE


def _short(question: str) -> Iterator[Example]:
    for path in sorted([*TEXTS.glob(f"short-{question}-*.jsonl"), *TEXTS.glob("short-plain-*.jsonl")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line)
            answer = text.get(question, "no")  # the plain ones tell of neither
            if answer in {"yes", "no"}:
                raw = f"Subject: {text['subject']}\nContent-Type: text/plain; charset=utf-8\n\n{text['body']}"
                yield _example(path.stem, text["id"], raw.encode(), question, yes=answer == "yes")


def _files(question: str) -> Iterator[Example]:
    """The sample mails of the tests and the demo, which are labelled by what must become of them."""
    for path in sorted((HERE / "tests" / "corpus").glob("*.expected.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        yield from _file(
            question, path.with_suffix("").with_suffix(".eml"), expected["disposition"], expected["urgent"]
        )
    with (HERE / "demo" / "expected.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            # the demo's table has no column for it: its reasons name the rule
            urgent = row["why"].startswith("rule 3")
            yield from _file(
                question, HERE / "demo" / "mails" / f"{Path(row['file']).stem}.eml", row["disposition"], urgent
            )


def _file(question: str, path: Path, disposition: str, urgent: bool) -> Iterator[Example]:  # noqa: FBT001 - a label
    label = labelled.Expected(Disposition(disposition), urgent=urgent)
    answer = _told(label, question)
    if answer is not None:
        yield _example(path.parent.name, path.stem, path.read_bytes(), question, yes=answer)


def _example(author: str, name: str, raw: bytes, question: str, *, yes: bool) -> Example:
    reading = Reading(parse(raw))
    signs = frozenset(sign for sentence in sentences(reading) for sign in signs_of(sentence, KINDS[question]))
    return Example(author, name, yes, signs, words_of(reading))


def fitted(question: str, texts: Sequence[Example]) -> Likeness:
    """Logistic regression with an L2 penalty, by AdaGrad (Duchi et al. 2011) over seeded shuffles."""
    counts = Counter(sign for text in texts for sign in text.signs)
    known = {sign for sign, count in counts.items() if count >= SEEN_BY}
    rows = [(text.yes, [sign for sign in sorted(text.signs) if sign in known], text.words) for text in texts]
    weights, past = dict.fromkeys(known, 0.0), dict.fromkeys(known, 1e-3)
    bias, bias_past = -2.0, 1e-3
    dice = Random(147120)  # noqa: S311 - a reproducible fit
    for _ in range(EPOCHS):
        dice.shuffle(rows)
        for yes, present, words in rows:
            scale = SCALE / sqrt(max(1, words))
            wrong = yes - chance(bias, sum(weights[sign] for sign in present), words)
            bias_past += wrong * wrong
            bias += STEP * wrong / sqrt(bias_past)
            for sign in present:
                slope = wrong * scale - DECAY * weights[sign] * len(rows) / counts[sign]
                past[sign] += slope * slope
                weights[sign] += STEP * slope / sqrt(past[sign])
    return Likeness(
        KINDS[question], {sign: weight for sign, weight in sorted(weights.items()) if abs(weight) >= SMALL}, bias
    )


def share(model: Likeness, text: Example) -> float:
    """What a model says of a text."""
    return chance(model.bias, sum(model.weights.get(sign, 0.0) for sign in text.signs), text.words)


def judged(question: str, texts: Sequence[Example]) -> list[tuple[Example, float]]:
    """Every text with what weights say that were fitted without its author."""
    found = []
    for author in sorted({text.author for text in texts}):
        model = fitted(question, [text for text in texts if text.author != author])
        found += [(text, share(model, text)) for text in texts if text.author == author]
    return found


def report(found: Sequence[tuple[Example, float]]) -> Iterator[str]:
    """Lines: how many of the yes are caught at which share of the no, and how right each share is."""
    yes = sorted((share for text, share in found if text.yes), reverse=True)
    no = sorted((share for text, share in found if not text.yes), reverse=True)
    below = sum(1 for one in yes for other in no if one > other) / max(1, len(yes) * len(no))
    yield f"{len(yes)} yes, {len(no)} no; a yes stands above a no in {below:.3f} of all pairs"
    for wrong in (0.01, 0.02, 0.05, 0.1):
        cut = no[int(wrong * len(no))]
        yield f"  at {wrong:.0%} of the no (share {cut:.2f}): {sum(one > cut for one in yes) / len(yes):.1%} of the yes"
    for low, high in ((0.0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        inside = [text.yes for text, share in found if low <= share < high]
        if inside:
            yield f"  share {low:.1f} to {min(high, 1):.1f}: {sum(inside)} of {len(inside)} are"


def main() -> int:
    """Print the figures and write the weights."""
    for question in sys.argv[1:] or KINDS:
        texts = examples(question)
        print(f"{question}: {len(texts)} texts of {len({text.author for text in texts})} authors")
        for line in report(judged(question, texts)):
            print(line)
        model = fitted(question, texts)
        lines = [f"# written by benchmarks/likeness.py from {len(texts)} texts", f"bias\t{model.bias:.4f}"]
        lines += [f"{sign}\t{weight:.4f}" for sign, weight in model.weights.items()]
        (WEIGHTS / f"{question}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"  {len(model.weights)} weights written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
