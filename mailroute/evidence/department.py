"""Which department does the customer belong to, and has it a support contract?

Comes in: a Reading, the customer, whether the author's domain is authenticated. Goes out: two Findings, department
and contract, from the strongest source down. Never: takes a department that is only talked about.
Source: PROCEDURE, "Evidence for the department, strongest first".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailroute.catalog import Catalogue, Department
from mailroute.evidence import department_words as ways
from mailroute.evidence.department_names import DepartmentNames, Named
from mailroute.evidence.reading import Reading, quote
from mailroute.facts import Authentication, Customer
from mailroute.finding import Doubt, Evidence, Finding

_TAIL_LINES = 7
_TAIL_LENGTH = 75


@dataclass(frozen=True, slots=True)
class Source:
    """One source of evidence: its rank in the procedure's list, the departments it may mean, and the words."""

    rank: int
    departments: tuple[Department, ...]
    confidence: float
    evidence: Evidence

    @property
    def contract(self) -> bool | None:
        """The contract status that all of its departments share, None when they differ."""
        states = {department.contract_partner for department in self.departments}
        return states.pop() if len(states) == 1 else None


@dataclass(frozen=True, slots=True)
class DepartmentAnswer:
    """Department and contract, and whether the customer says to have left a department."""

    department: Finding[Department | None]
    contract: Finding[bool | None]
    left: Finding[bool]


class DepartmentReader:
    """Answers "which department?" for one catalogue; built once, asked for every mail."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names = DepartmentNames(catalogue)
        self._computer = {
            alias.lower(): department
            for department in catalogue.departments
            for alias in (department.id, *department.aliases)
            if alias.isalpha() and len(alias) >= 3
        }

    def find(self, reading: Reading, customer: Customer | None, authentication: Authentication) -> DepartmentAnswer:
        """The department of ``customer``; the author's own words and domain count only when they are one person."""
        left = _left(reading) if customer is None or customer.is_author else Finding(False)
        sources: list[Source] = []
        if authentication is not Authentication.FAIL:
            sources += self._directory(customer)
        if customer is not None and customer.is_author:
            if authentication is Authentication.PASS and reading.transcript is None:
                sources += self._domain(reading)
            sources += self._signature(reading)
            sources += self._statement(reading)
            sources += self._answer(reading)
            sources += self._computer_name(reading)
        elif customer is not None:
            sources += self._statement_about(reading)
        coned = customer is not None and customer.record is not None and customer.record.coned
        if left.answer and (coned or not any(source.evidence.source == "statement" for source in sources)):
            stale = Evidence("statement", "says to have left a department")
            return DepartmentAnswer(Finding(None, evidence=(stale,)), _open_contract(sources), left)
        return self._settled(sources, left, reading)

    def _settled(self, sources: Sequence[Source], left: Finding[bool], reading: Reading) -> DepartmentAnswer:
        """What the sources come to; what the customer answered is a person's to read where no department is so called."""
        settled = _settle(sources, left)
        said = reading.answers.get("department", "")
        if not said or any(source.rank <= 3 for source in sources):
            return settled
        evidence = (quote("statement", said),)
        doubt = Doubt(f'the customer says "{evidence[0].quote}", which no department is called', self._names.near(said))
        return replace(settled, department=Finding(None, 0.6, evidence, doubt=doubt))

    def _answer(self, reading: Reading) -> list[Source]:
        """What was answered to "which department?": nothing beside it says that it is one."""
        said = reading.answers.get("department", "")
        return [_source(3, named, "statement", said) for named in self._names.whole(said)] if said else []

    def _directory(self, customer: Customer | None) -> list[Source]:
        record = customer.record if customer else None
        if record is None:
            return []
        departments = tuple(found for one in record.departments if (found := self._catalogue.department(one)))
        words = f"{record.email}: {'; '.join(record.departments)}"
        return [Source(1, departments, 0.99, Evidence("directory", words))] if departments else []

    def _domain(self, reading: Reading) -> list[Source]:
        author = reading.message.author
        departments = self._catalogue.departments_of_domain(author.domain) if author else ()
        if not departments or len({one.contract_partner for one in departments}) > 1:
            return []
        return [Source(2, departments, 0.98, Evidence("domain", author.domain if author else ""))]

    def _signature(self, reading: Reading) -> list[Source]:
        found: list[Source] = []
        for line in reading.signature.split("\n"):
            found += [_source(3, named, "signature", line) for named in self._names.in_line(line)]
        if not found and reading.transcript is None:
            found += self._tail(reading.newest)
        return found

    def _tail(self, newest: str) -> list[Source]:
        """A signature that nothing sets apart: short last lines, or "..., Genetics" behind a name at the very end."""
        lines = [line.strip() for line in newest.rstrip().split("\n") if line.strip()]
        found: list[Source] = []
        for line in reversed(lines[1:][-_TAIL_LINES:]):
            if len(line) > _TAIL_LENGTH or line[-1:] in "?!" or ways.SENTENCE_IN_A_LINE.search(line):
                break
            found = [_source(3, named, "signature", line) for named in self._names.in_line(line)] + found
        if not found and lines:
            before, comma, last = re.split(r"(?<=[.!?])\s+", lines[-1])[-1].rpartition(",")
            match = re.search(r"\(([^()]{2,50})\)\s*$", lines[-1])
            if match and ways.NAME_BEFORE.search(lines[-1][: match.start()].rstrip()):
                named = self._names.of(match.group(1))
                found = [_source(3, named, "signature", lines[-1])] if named else []
            elif comma:
                named = self._names.of(last)
                people = before.rpartition(",")[2].strip()
                looks = (
                    bool(
                        re.fullmatch(
                            r"(?:(?:thanks|thank you|cheers|best|gracias|merci|danke)[,! ]+)?(?:[A-Z][\w.'-]*+\s?){1,4}",
                            people,
                            re.IGNORECASE,
                        )
                    )
                    and people[:1].isupper()
                )
                found = [_source(3, named, "signature", lines[-1])] if named and looks else []
        return found

    def _statement(self, reading: Reading) -> list[Source]:
        return [
            _source(3, named, "statement", sentence.text)
            for sentence in reading.sentences
            for named in self._names.scan(sentence.text)
            if _says_own(sentence.low[: named.start], sentence.low[named.end :], at_the_start=named.start < 3)
        ]

    def _statement_about(self, reading: Reading) -> list[Source]:
        return [
            _source(3, named, "statement", sentence.text)
            for sentence in reading.body
            for named in self._names.scan(sentence.text)
            if ways.OTHERS_BEFORE.search(sentence.low[: named.start])
        ]

    def _computer_name(self, reading: Reading) -> list[Source]:
        found: list[Source] = []
        for sentence in reading.sentences:
            if "-" not in sentence.low or not ways.COMPUTER_WORD.search(sentence.low):
                continue
            named = (self._computer.get(match.group(1)) for match in ways.COMPUTER.finditer(sentence.low))
            found += [
                Source(4, (department,), 0.75, quote("computer_name", sentence.text))
                for department in named
                if department is not None and department.contract_partner
            ]
        return found


def _says_own(before: str, after: str, *, at_the_start: bool) -> bool:
    """Whether the words around a department's name say that the author works there."""
    if (at_the_start and ways.HERE_AFTER.match(after)) or ways.WHERE_I_WORK.match(after):
        return True
    if ways.BEEN_WITH.search(before) and ways.FOR_YEARS.match(after):
        return True
    own = ways.OWN_BEFORE.search(before)
    if own is None:
        return False
    said, ahead = own.group(), before[: own.start()]
    at_work = ways.STUDENT_JOB.search(said)
    # what stands between the sentence's subject and the name may turn it ("I was told by ...")
    if not at_work and (ways.NOT_OWN_BEFORE.search(said) or ways.STUDENT.search(said)):
        return False
    if ways.NO_LONGER.search(ahead + said) or (ways.SOMEWHERE.match(said) and ways.TEACHES.search(ahead)):
        return False
    return not (ways.A_JOB.match(said) and ways.ONE_OF_THEM.search(ahead) and not ways.AS_ONE.search(ahead))


def _source(rank: int, named: Named, source: str, words: str) -> Source:
    return Source(rank, named.departments, named.confidence, quote(source, words))


def _left(reading: Reading) -> Finding[bool]:
    for sentence in reading.sentences if reading.found(ways.LEFT) else ():
        if ways.LEFT.search(sentence.low) and not ways.NOT_LEFT.search(sentence.low):
            return Finding(True, 0.9, (sentence.evidence(),))
    return Finding(False)


def _open_contract(sources: Sequence[Source]) -> Finding[bool | None]:
    states = tuple(dict.fromkeys(source.contract for source in sources if source.contract is not None))
    doubt = Doubt("the customer says to have left a department", _names(sources))
    return Finding(None, 0.5, tuple(source.evidence for source in sources), alternatives=(*states, None), doubt=doubt)


def _names(sources: Sequence[Source]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(department.id for source in sources for department in source.departments))


def _settle(sources: Sequence[Source], left: Finding[bool]) -> DepartmentAnswer:
    if not sources:
        return DepartmentAnswer(Finding(None), Finding(None), left)
    ranked = sorted(sources, key=lambda source: source.rank)
    strong = [source for source in ranked if source.rank <= 3] or ranked
    # a record that names two departments with different contracts disagrees with itself
    states = list(
        dict.fromkeys(
            one.contract_partner
            for source in strong
            if source.rank == 1 or source.contract is not None
            for one in source.departments
        )
    )
    first = ranked[0]
    department = _common(ranked)
    evidence = tuple(dict.fromkeys(source.evidence for source in ranked))[:4]
    confidence = max(source.confidence for source in ranked if source.rank == first.rank)
    if len(states) > 1:
        doubt = Doubt("the sources disagree about the contract", _names(strong))
        open_contract = Finding(
            first.departments[0].contract_partner, 0.5, evidence, alternatives=tuple(states), doubt=doubt
        )
        return DepartmentAnswer(Finding(None, 0.5, evidence, doubt=doubt), open_contract, left)
    contract: bool | None = states[0] if states else None
    return DepartmentAnswer(
        Finding(department, confidence if department else 1.0, evidence), Finding(contract, confidence, evidence), left
    )


def _common(ranked: Sequence[Source]) -> Department | None:
    """The department of the strongest source, made one by weaker sources where the strongest leaves several."""
    candidates = ranked[0].departments
    for source in ranked[1:]:
        if len(candidates) == 1:
            break
        narrowed = tuple(department for department in candidates if department in source.departments)
        candidates = narrowed or candidates
        if not narrowed and len(source.departments) == 1 and source.rank <= 3:
            return source.departments[0]
    return candidates[0] if len(candidates) == 1 else None
