"""Which department does the customer belong to, and has it a support contract?

Comes in: a Reading, the customer, whether the author's domain is authenticated. Goes out: two Findings, department
and contract, from the strongest source down. Never: takes a department that is only talked about.
Source: PROCEDURE, "Evidence for the department, strongest first".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailroute.catalog import Catalogue, Department
from mailroute.evidence.department_names import DepartmentNames, Named
from mailroute.evidence.gate import Gated
from mailroute.evidence.reading import Reading, quote
from mailroute.facts import Authentication, Customer
from mailroute.finding import Doubt, Evidence, Finding

_OWN_BEFORE = re.compile(
    r"(?:\b(?:i|we)(?:'m| am|'re| are| was just hired)? (?:also |both |all |currently |now |still |just |actually )*"
    r"(?:(?:the|an?|one of the|new) (?:[\w'&/-]+ ){1,5}?)?(?:here |over )?(?:in|at|with|of|from|part of|based in|located in)"
    r"|\b(?:i|we)(?:'ve)? (?:\w+ly |also |now |just )?(?:work(?:ed|ing)?|work (?:the|a) [\w ]{2,25}?|(?:am |'m )?(?:temping|interning|volunteering|subbing|filling in)|answer (?:the )?phones|sit|serve|staff|teach|advise|clerk|intern|started|temp|volunteer)(?: part[- ]time| full[- ]time| remotely| here)?"
    r"(?: as (?:an?|the) (?:[\w'-]+ ){1,4}?)?(?: (?:in|at|for|over (?:in|at)))"
    r"|\bi(?:'m| am) (?:working|employed|temping|interning|volunteering|subbing|filling in)(?: \w+)? (?:in|at|for)|\b(?:but|and|i) (?:sit|work) (?:in|at)|\b(?:i|we) (?:run|manage|support|handle) [\w' ]{2,25} (?:in|at|for)"
    r"|\b(?:here|over|up|down) (?:in|at)|\bour|\bmy (?:department|unit|office|dept\.?|division|home department|employer)(?: is|:| =)"
    r"|\b(?:department|dept\.?|unit|division|office|affiliation) ?[:=]|\b(?:writing|calling|mailing|emailing|e-mailing|reaching out|greetings|hello|hi) from"
    r"|\bwe at|\bwe in|\bus (?:at|in|here at)|\b(?:everyone|everybody|all of us|nobody|staff|colleagues?) (?:here )?(?:in|at) our"
    r"|\bthis is [a-z' .-]{2,30}?,?(?: from| with| in| at| over in| of)|\bmy name is [a-z' .-]{2,30}?(?:,| and i(?:'m| am| work))(?: from| with| in| at| for)?"
    r"|\bin our office,|\bcontract partner \(|\b(?:staff|employee|advisor|coordinator|admin|administrator|receptionist|faculty|postdoc|researcher|specialist) (?:in|at|of|with|for))"
    r"(?: the| uw'?s?| our| central)*\s*$"
)
_NOT_OWN_BEFORE = re.compile(
    r"\b(?:ask\w*|contact\w*|call\w*|told|tell|sent|send|refer\w*|talk\w*|spoke|speak|wait\w*|heard|hear|meet\w*|class\w*|course|"
    r"taking|apply|applied|applying|accepted|touch|question|student|major\w*|minor\w*|enrolled|not|n't|never|left|formerly|used to|was|were|until|"
    r"previously|before|line|event|room|printer at|office of)\b[^.,;]{0,30}$"
)
_STUDENT_JOB = re.compile(r"\bstudent (?:worker|employee|assistant|staff|hourly|helper|intern)\b|\bwork\w*\b")
_OTHERS_BEFORE = re.compile(
    r"\b(?:she|he|they)(?:'s|'re| is| are)? (?:works? |working |also |a \w+ |an \w+ )*(?:in|at|for|with)(?: the)?\s*$"
)
_HERE_AFTER = re.compile(r"^(?: (?:department|dept\.?|office|staff|team))? here\b")
_LEFT = Gated(
    r"\b(?:i(?:'ve| have)? (?:just |recently |since )?(?:left (?!(?:my|an?|it|them|him|her|this|that|you|me|some|his|their|our|work|for|at|early|on|off|behind|out|in|messages?|voicemails?|open|home|everything|two|three)\b|the (?!(?:department|office|division|school|college|university|institute|unit|registrar|bursar|library|graduate|arboretum|provost|dean)\b))|transferred|moved (?:on |over |away |jobs|departments|units|offices)|switched (?:jobs|departments|units|positions)|"
    r"changed (?:jobs|departments|units|positions|employers)|quit|retired)|moved departments|i(?:'m| am) no longer (?:in|at|with|part of|employed|working)|"
    r"i no longer (?:work|belong)|i used to (?:work|be)|i (?:now|currently) (?:work|am) (?:in|at|for|with)|i(?:'m| am) now (?:in|at|with|working)|"
    r"(?:am|work|working|'m) now (?:in|at|for|with)|now work(?:ing)? (?:in|at|for)|(?:new|different|another) (?:department|job|position|employer|unit)\b|"
    r"\(was [^)]{2,40}\)|former(?:ly)? (?:of|at|in|with)|since \w+(?: \d+)?,? i(?:'m| am) (?:in|at|with)|i moved (?:from|to) (?:the )?)"
)
_NOT_LEFT = re.compile(
    r"\bi moved (?:from|to) (?:the |a |an )?(?:new |another |different )?(?:room|floor|building|office|desk|file|folder|computer|laptop|phone|page)|\bmoved (?:it|them|the|my|all)\b"
)
_COMPUTER = re.compile(r"\b([a-z&]{2,10})-(?:[a-z]{1,6}-?)?[a-z]{0,3}\d{1,6}[a-z0-9]*\b")
_COMPUTER_WORD = re.compile(
    r"\b(?:computer|pc|machine|workstation|laptop|desktop|host ?name|asset|tag|sticker|label|named?)\b"
)
_NAME_BEFORE = re.compile(r"(?:^|[.!?\n]\s*|[-\u2013]\s*)(?:[A-Z][\w.'-]+ ?){1,3}$")
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
            sources += self._computer_name(reading)
        elif customer is not None:
            sources += self._statement_about(reading)
        coned = customer is not None and customer.record is not None and customer.record.coned
        if left.answer and (coned or not any(source.evidence.source == "statement" for source in sources)):
            stale = Evidence("statement", "says to have left a department")
            return DepartmentAnswer(Finding(None, evidence=(stale,)), _open_contract(sources), left)
        return _settle(sources, left)

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
            if len(line) > _TAIL_LENGTH or line[-1:] in "?!" or re.search(r"[.;:] [A-Za-z]", line):
                break
            found = [_source(3, named, "signature", line) for named in self._names.in_line(line)] + found
        if not found and lines:
            before, comma, last = re.split(r"(?<=[.!?])\s+", lines[-1])[-1].rpartition(",")
            match = re.search(r"\(([^()]{2,50})\)\s*$", lines[-1])
            if match and _NAME_BEFORE.search(lines[-1][: match.start()].rstrip()):
                named = self._names.of(match.group(1))
                found = [_source(3, named, "signature", lines[-1])] if named else []
            elif comma:
                named = self._names.of(last)
                people = before.rpartition(",")[2].strip()
                looks = (
                    bool(
                        re.fullmatch(
                            r"(?:(?:thanks|thank you|cheers|best|gracias|merci|danke)[,! ]+)?(?:[A-Z][\w.'-]*\s?){1,4}",
                            people,
                            re.IGNORECASE,
                        )
                    )
                    and people[:1].isupper()
                )
                found = [_source(3, named, "signature", lines[-1])] if named and looks else []
        return found

    def _statement(self, reading: Reading) -> list[Source]:
        found = []
        for sentence in reading.sentences:
            for named in self._names.scan(sentence.text):
                before, after = sentence.low[: named.start], sentence.low[named.end :]
                own = _OWN_BEFORE.search(before)
                # what stands between the sentence's subject and the name may turn it ("I was told by ...")
                turned = _NOT_OWN_BEFORE.search(own.group()) if own else None
                if own and turned and not _STUDENT_JOB.search(own.group()):
                    own = None
                if own and re.search(
                    r"\b(?:not|n't|never|no longer|used to|until)\b[^.,;]{0,25}$", before[: own.start()] + own.group()
                ):
                    own = None
                if own and re.search(r"\bstudents?\b|\bmajor", own.group()) and not _STUDENT_JOB.search(own.group()):
                    own = None
                if own or (named.start < 3 and _HERE_AFTER.match(after)):
                    found.append(_source(3, named, "statement", sentence.text))
        return found

    def _statement_about(self, reading: Reading) -> list[Source]:
        return [
            _source(3, named, "statement", sentence.text)
            for sentence in reading.body
            for named in self._names.scan(sentence.text)
            if _OTHERS_BEFORE.search(sentence.low[: named.start])
        ]

    def _computer_name(self, reading: Reading) -> list[Source]:
        found: list[Source] = []
        for sentence in reading.sentences:
            if "-" not in sentence.low or not _COMPUTER_WORD.search(sentence.low):
                continue
            named = (self._computer.get(match.group(1)) for match in _COMPUTER.finditer(sentence.low))
            found += [
                Source(4, (department,), 0.75, quote("computer_name", sentence.text))
                for department in named
                if department is not None and department.contract_partner
            ]
        return found


def _source(rank: int, named: Named, source: str, words: str) -> Source:
    return Source(rank, named.departments, named.confidence, quote(source, words))


def _left(reading: Reading) -> Finding[bool]:
    for sentence in reading.sentences if reading.found(_LEFT) else ():
        if _LEFT.search(sentence.low) and not _NOT_LEFT.search(sentence.low):
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
