"""``mailroute eval``: how good are the decisions on mails that a person has labelled?

Comes in: files of labelled mails (``labelled.py`` tells the form). Goes out: the figures for people, as JSON Lines
(``evaluation.py`` tells the keys), as a page. Every mail goes the way that ``explain`` goes.
Never: opens the journal, sends or changes anything; leaves a mail out because it was hard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailroute import labelled
from mailroute.commands import options, output
from mailroute.commands.errors import Failure
from mailroute.commands.explain import Explainer, chosen_desk
from mailroute.disposition import Disposition
from mailroute.fault import Fault
from mailroute.labelled import Labelled
from mailroute.mail_files import MailFile

if TYPE_CHECKING:
    from mailroute.bootstrap import Desk
    from mailroute.catalog import Catalogue
    from mailroute.evaluation import Group
    from mailroute.scoring import Score

_NOTES = 5
_MAX_FAULTS = 20


@click.command(name="eval")
@click.argument("files", metavar="FILE.jsonl...", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.json_option
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also write the report with its plots as one page.",
)
@click.option(
    "--fail-under-precision",
    "least_precision",
    type=click.FloatRange(0, 1),
    metavar="X",
    help="Exit 1 if the precision over all is below X (0 to 1).",
)
@click.option(
    "--fail-under-coverage",
    "least_coverage",
    type=click.FloatRange(0, 1),
    metavar="X",
    help="Exit 1 if the coverage over all is below X (0 to 1).",
)
@click.option("--fail-on-forbidden", "none_forbidden", is_flag=True, help="Exit 1 if there is a forbidden error.")
@options.config_option
def evaluate(  # noqa: PLR0917  # click gives them by name
    files: tuple[Path, ...],
    as_json: bool,  # noqa: FBT001  # click gives it
    page: Path | None,
    least_precision: float | None,
    least_coverage: float | None,
    none_forbidden: bool,  # noqa: FBT001  # click gives it
) -> None:
    """Measure the decisions on labelled mails: precision, coverage, forbidden errors, and every mistake with its trail.

    Nothing is stored, sent or moved. Each file is a column of its own. Mistakes are the report, not a failure: the
    exit code is 0, unless one of the --fail options says otherwise. Without a configuration the packaged example is
    used.
    """
    from mailroute import evaluation

    clock = options.clock()
    read = [(str(path), read_file(path)) for path in dict.fromkeys(files)]
    desk = chosen_desk(clock)
    explainer = Explainer(desk, clock=clock)
    groups: list[Group] = []
    with output.progress(read, label="Deciding", total=len(read)) as waiting:
        for name, mails in waiting:
            _notes(name, mails, desk.catalogue)
            groups.append(measured(explainer, desk, mails, everybody=mails, name=name))
    everything = evaluation.whole(groups)
    told = [evaluation.evaluation(group) for group in (*groups, everything)]
    if page is not None:
        from mailroute.commands import eval_page

        _write(page, eval_page.page(told, now=clock))
    if as_json:
        for one in told:
            output.json_line(one)
    else:
        from mailroute.commands import eval_text

        for line in eval_text.report(told):
            output.say(line)
    _gate(told[-1], least_precision=least_precision, least_coverage=least_coverage, none_forbidden=none_forbidden)


def read_file(path: Path) -> list[Labelled]:
    """The labelled mails of a file. Every line that is none is a Failure, all of them at once."""
    try:
        octets = path.read_bytes()
    except OSError as error:
        raise Failure(f"{path}: cannot be read: {error.strerror}") from None
    faults: list[Fault] = []
    lines: list[str] = []
    for number, line in enumerate(octets.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            faults.append(Fault(str(path), number, f"is not UTF-8 text (octet {error.start})", "save it as UTF-8"))
            lines.append("")
    mails: list[Labelled] = []
    for row in labelled.read(lines, name=str(path)):
        if isinstance(row, Fault):
            faults.append(row)
        else:
            mails.append(row)
    if faults:
        faults.sort(key=lambda fault: fault.line or 0)
        more = [f"{path}: {len(faults) - _MAX_FAULTS} more faults"] if len(faults) > _MAX_FAULTS else []
        raise Failure(*map(str, faults[:_MAX_FAULTS]), *more)
    if not any(mail.expected for mail in mails):
        raise Failure(f'{path}: holds no labelled mail; give each mail its "expected" (see docs/eval.md)')
    return mails


def measured(
    explainer: Explainer, desk: Desk, mails: Sequence[Labelled], *, everybody: Sequence[Labelled], name: str
) -> Group:
    """The scores of these mails. ``everybody`` are the mails whose records are the directory: mostly the same."""
    from mailroute.evaluation import Group

    scores = tuple(_scores(explainer, desk, mails, everybody, name))
    return Group(name, scores, len(mails) - len(scores), desk.config.procedure.threshold)


def _scores(
    explainer: Explainer, desk: Desk, mails: Iterable[Labelled], everybody: Sequence[Labelled], name: str
) -> Iterator[Score]:
    from mailroute.scoring import score

    people = labelled.people(everybody)
    shared = tuple(people.values())
    for mail in mails:
        if mail.expected is None:
            continue
        own = labelled.directory_for(mail, people)
        directory = shared if own is people else tuple(own.values())
        plan = explainer.plan(MailFile(mail.id, mail.raw, directory=directory))
        yield score(mail, plan, authserv_id=desk.config.desk.authserv_id, file=name)


def _notes(name: str, mails: Sequence[Labelled], catalogue: Catalogue) -> None:
    """Say which labels can never be met: they name what the catalogue, or the procedure, does not have."""
    strange = [(mail.line, what) for mail in mails for what in _strange(mail, catalogue)]
    for line, what in strange[:_NOTES]:
        output.note(f"{name}:{line}: {what}")
    if len(strange) > _NOTES:
        output.note(f"{name}: {len(strange) - _NOTES} more labels of this kind")


def _strange(mail: Labelled, catalogue: Catalogue) -> Iterator[str]:
    expected = mail.expected
    if expected is None:
        return
    if expected.department is not None and catalogue.department(expected.department) is None:
        yield f"expected.department {output.clean(expected.department)!r} is not in the catalogue"
    for service in expected.services:
        if catalogue.service(service) is None:
            yield f"expected.services {output.clean(service)!r} is not in the catalogue"
    for word in mail.also_ok:
        if word not in set(Disposition):
            yield f"also_ok {output.clean(word)!r} is no disposition"


def _write(page: Path, text: str) -> None:
    try:
        page.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failure(f"{page}: cannot be written: {error.strerror}") from None


def _gate(
    told: dict[str, object], *, least_precision: float | None, least_coverage: float | None, none_forbidden: bool
) -> None:
    """Fail, a line for each bar that was missed."""
    missed = []
    for name, least in (("precision", least_precision), ("coverage", least_coverage)):
        counted = told[name]
        assert isinstance(counted, dict)
        if least is not None and (counted["of"] == 0 or counted["count"] / counted["of"] < least):
            found = f"{counted['count']} of {counted['of']}"
            missed.append(f"{name} is {found}, below {least:g} (--fail-under-{name})")
    forbidden = told["forbidden"]
    assert isinstance(forbidden, dict)
    if none_forbidden and forbidden["any"]["count"]:
        missed.append(f"mails with a forbidden error: {forbidden['any']['count']} (--fail-on-forbidden)")
    if missed:
        raise Failure(*missed)
