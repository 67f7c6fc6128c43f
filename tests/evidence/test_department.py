"""Which department does the customer belong to, and has it a support contract?"""

import pytest

from mailroute.evidence.department import DepartmentAnswer, DepartmentReader
from mailroute.evidence.department_names import DepartmentNames, plain
from mailroute.evidence.reading import Reading
from mailroute.facts import Authentication, Customer
from tests.evidence.desk import AUTHOR, catalogue, chat, message

READER = DepartmentReader(catalogue())
NAMES = DepartmentNames(catalogue())
PASS, NONE, FAIL = Authentication.PASS, Authentication.NONE, Authentication.FAIL


def answered(
    body: str = "The page is blank.",
    *,
    author: str = AUTHOR,
    signature: str = "",
    quoted: str = "",
    authentication: Authentication = PASS,
) -> DepartmentAnswer:
    """What is known of the author of a plain mail."""
    read = Reading(message(body, author=author, signature=signature, quoted=quoted))
    return READER.find(read, Customer(author, record=catalogue().person(author)), authentication)


def department(answer: DepartmentAnswer) -> str | None:
    """The id of the department found."""
    return answer.department.answer.id if answer.department.answer else None


@pytest.mark.parametrize(
    ("author", "expected", "contract"),
    [
        ("pnowak-fx@chem.wisc.edu", "chem", False),
        ("pnowak-fx@fpm.wisc.edu", "fpm", True),
        ("pnowak-fx@lab3.physics.wisc.edu", "physics", False),
        ("pnowak-fx@bussvc.wisc.edu", None, True),
        ("pnowak-fx@em.wisc.edu", None, True),
        ("pnowak-fx@doit.wisc.edu", None, None),
        ("pnowak-fx@wisc.edu", None, None),
        ("pnowak-fx@mail.example", None, None),
        ("pnowak-fx@notchem.wisc.edu", None, None),
    ],
)
def test_an_authenticated_domain(author: str, expected: str | None, contract: bool | None) -> None:  # noqa: FBT001
    """A domain of one department names it; of several with one status, proves the status; a mixed one nothing."""
    answer = answered(author=author)
    assert (expected, contract) == (department(answer), answer.contract.answer)


@pytest.mark.parametrize("authentication", [NONE, FAIL])
def test_a_domain_that_is_not_authenticated_is_no_evidence(authentication: Authentication) -> None:
    """Without a pass, or with a failure, the domain says nothing."""
    answer = answered(author="pnowak-fx@fpm.wisc.edu", authentication=authentication)
    assert (None, None) == (department(answer), answer.contract.answer)


def test_a_directory_record_is_the_strongest() -> None:
    """The record counts without authentication, and not against a failed one."""
    assert "chem" == department(answered(author="dbose-fx@wisc.edu", authentication=NONE))
    assert None is department(answered(author="dbose-fx@wisc.edu", authentication=FAIL))


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("Pia Nowak\nBursar's Office", "bursar"),
        ("Pia Nowak | Department of Chemistry | UW-Madison", "chem"),
        ("Pia Nowak, Dept. of Statistics", "stat"),
        ("Pia Nowak\nOSFA", "finaid"),
        ("Pia Nowak\nOffice of the Registrar\n333 East Campus Mall", "registrar"),
        ("Pia Nowak\nAdvisor, Graduate School", "gradsch"),
        ("Pia Nowak\nFP&M", "fpm"),
        ("Pia Nowak\nStatstics", "stat"),
        ("Pia Nowak\nDivision of Continuing Studies", "dcs"),
        ("Pia Nowak\nProgrammer", None),
        ("Pia Nowak\nMadison, Wisconsin", None),
        ("ro\nme", None),
    ],
)
def test_the_authors_own_signature(signature: str, expected: str | None) -> None:
    """A line or a segment of the signature block names the department, abbreviated or one letter off."""
    answer = answered(signature=signature)
    assert expected == department(answer)
    assert {"signature"} >= {evidence.source for evidence in answer.department.evidence}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("I work in the Bursar's Office and my page is blank.", "bursar"),
        ("I am an advisor in Chemistry. The audit hangs.", "chem"),
        ("Our Graduate School office needs a room.", "gradsch"),
        ("Hello from the Registrar's Office! SIS is slow.", "registrar"),
        ("I'm from the Registrar's Office.", "registrar"),
        ("I am writing from the Bursar's Office.", "bursar"),
        ("I'm a student worker at the UW Arboretum.", "arboretum"),
        ("My department is Psychology.", "psych"),
        ("Department: Botany", "botany"),
        ("This is Pia Nowak from Financial Aid.", "finaid"),
        ("This is Pia Nowak from the Financial Aid office.", "finaid"),
        ("The page is blank.\n\nThanks,\nPia Nowak\nOffice of the Registrar", "registrar"),
        ("The page is blank. Thanks, Pia, Statistics", "stat"),
    ],
)
def test_a_plain_statement(body: str, expected: str) -> None:
    """The author says where they work, in a sentence or in the last lines."""
    assert expected == department(answered(body))


@pytest.mark.parametrize(
    "body",
    [
        "Please ask the Registrar.",
        "The Bursar's Office told me to write to you.",
        "I was told by the Registrar's Office to call.",
        "I have a question about Financial Aid.",
        "I am taking a class in Statistics.",
        "I am a student in Psychology.",
        "I applied to the Graduate School.",
        "The printer at the Bursar's Office is not mine.",
        "Someone from the Office of the Registrar called me.",
        "I do not work in the Bursar's Office.",
        "I'm not from Financial Aid.",
        "My advisor is in Chemistry.",
        "I major in Botany.",
        "The room is in the Arboretum.",
        "I sent it to accounting services.",
    ],
)
def test_a_department_only_talked_about_is_no_evidence(body: str) -> None:
    """Whom one asked, what one studies, who called: no department of the author's."""
    answer = answered(body)
    assert (None, None) == (department(answer), answer.contract.answer)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("My computer BURSAR-PC012 does not start.", True),
        ("The sticker on the machine says REGISTRAR-L77.", True),
        ("The computer CHEM-PC012 does not start.", None),
        ("The room ABC-123 has no computer.", None),
        ("My bursar-related computer is slow.", None),
    ],
)
def test_a_computers_name(body: str, expected: bool | None) -> None:  # noqa: FBT001
    """A prefix of the contract list on a computer's name proves the contract, weakly; another proves nothing."""
    answer = answered(body)
    assert expected is answer.contract.answer
    assert answer.contract.confidence < 0.9 or expected is None


def test_quoted_words_are_no_statement() -> None:
    """What stands in an earlier mail, another's signature included, is not the author's."""
    assert None is department(answered(quoted="I work in the Bursar's Office.\n-- \nRosa, Bursar's Office"))


@pytest.mark.parametrize(
    ("author", "signature"),
    [
        ("pnowak-fx@chem.wisc.edu", "Pia Nowak\nBursar's Office"),
        ("dbose-fx@wisc.edu", "Dilip Bose\nOffice of the Registrar"),
        ("twohats-fx@wisc.edu", ""),
        ("ymarsh-fx@wisc.edu", "Yara Marsh\nDepartment of Chemistry"),
    ],
)
def test_sources_that_disagree_about_the_contract_ask(author: str, signature: str) -> None:
    """Record, domain, signature: where two of them disagree, both answers stay open and the departments are named."""
    answer = answered(author=author, signature=signature)
    assert {True, False} == {answer.contract.answer, *answer.contract.alternatives}
    assert answer.contract.doubt is not None
    assert len(answer.contract.doubt.candidates) > 1


def test_sources_that_agree_about_the_contract_do_not_ask() -> None:
    """Two departments without a contract are no question; the stronger source names the department."""
    answer = answered(author="pnowak-fx@chem.wisc.edu", signature="Pia\nDepartment of Statistics")
    assert ("chem", False, ()) == (department(answer), answer.contract.answer, answer.contract.alternatives)


def test_a_signature_settles_which_department_of_a_shared_domain() -> None:
    """Where a domain's departments share a status, the signature names the one."""
    answer = answered(author="pnowak-fx@em.wisc.edu", signature="Pia Nowak\nOffice of the Registrar")
    assert ("registrar", True) == (department(answer), answer.contract.answer)


@pytest.mark.parametrize(
    "body",
    [
        "I left the Bursar's Office in May.",
        "I moved to a new job in March, my page is blank.",
        "I now work in Chemistry.",
        "I no longer work in the Registrar's Office.",
        "I switched departments last month.",
    ],
)
def test_who_left_a_department_has_an_open_one(body: str) -> None:
    """The customer says to have left: no department is settled."""
    answer = answered(body, author="ymarsh-fx@wisc.edu")
    assert answer.left.answer
    assert None is department(answer)


@pytest.mark.parametrize(
    "body",
    [
        "I moved my files to a new folder.",
        "I left my charger in the office.",
        "I moved to a new office on the third floor.",
        "I left the page open.",
        "I changed my password.",
    ],
)
def test_who_left_something_else_has_not_left(body: str) -> None:
    """A charger, a folder, another room of the same department."""
    assert not answered(body, author="ymarsh-fx@wisc.edu").left.answer


def test_of_another_only_the_record_and_what_is_said_of_them_count() -> None:
    """The author's domain, signature and words about themselves say nothing of whom they write for."""
    read = Reading(
        message("I work in Financial Aid. She works in the Registrar's Office.", author="pnowak-fx@fpm.wisc.edu")
    )
    other = Customer("zzz-fx@wisc.edu", is_author=False)
    assert "registrar" == department(READER.find(read, other, PASS))
    silent = Reading(message("Please help.", author="pnowak-fx@fpm.wisc.edu", signature="Pia\nFP&M"))
    assert None is department(READER.find(silent, other, PASS))


def test_of_a_chat_the_bridges_domain_says_nothing() -> None:
    """The customer that the transcript names is known by the record alone."""
    named = Customer("dbose-fx@wisc.edu", record=catalogue().person("dbose-fx@wisc.edu"), is_author=False)
    assert "chem" == department(READER.find(chat("hi"), named, PASS))
    assert None is department(READER.find(chat("hi"), Customer("x-fx@fpm.wisc.edu", is_author=False), PASS))


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ("Chem dept", "chem"),
        ("Dept. of Chemistry", "chem"),
        ("Department of Chemistry, UW-Madison", "chem"),
        ("comp sci", "cs"),
        ("CS", "cs"),
        ("cs", None),
        ("RO", "registrar"),
        ("ro", None),
        ("Facilities Planning and Management", "fpm"),
        ("Registar", "registrar"),
        ("Register", None),
        ("x", None),
        ("", None),
    ],
)
def test_names_as_people_write_them(segment: str, expected: str | None) -> None:
    """Abbreviated, "&" or "and", one letter off; short acronyms only in capitals."""
    named = NAMES.of(segment)
    assert expected == (named.departments[0].id if named else None)


def test_a_plain_name_has_no_campus_and_no_dots() -> None:
    """Campus, dots and doubled spaces go; the words stay."""
    assert "department of chemistry" == plain("Dept. of  Chemistry, UW-Madison.")
    assert "facilities planning and management" == plain("Facilities Planning & Management")


OF_THE_OFFICE = [
    "I've been with the Bursar's Office since 2011, and all was well.",
    "I've been at the Bursar's Office for ten years.",
    "I've worked in the Bursar's Office since May.",
    "I joined the Bursar's Office in May.",
    "I just joined the Bursar's Office.",
    "I recently started at the Bursar's Office.",
    "I was hired by the Bursar's Office.",
    "I am employed by the Bursar's Office.",
    "I'm on the staff of the Bursar's Office.",
    "I am a contractor for the Bursar's Office.",
    "I'm a temp at the Bursar's Office.",
    "I'm the new manager of the Bursar's Office.",
    "I am part of the Bursar's Office.",
    "I belong to the Bursar's Office.",
    "I do the billing for the Bursar's Office.",
    "I do payroll at the Bursar's Office.",
    "My job is in the Bursar's Office.",
    "My home unit is the Bursar's Office.",
    "My employer is the Bursar's Office.",
    "I moved over to the Bursar's Office in May.",
    "I transferred to the Bursar's Office.",
    "These days I'm with the Bursar's Office.",
    "I now work for the Bursar's Office.",
    "I have a desk in the Bursar's Office.",
    "I'm a student worker in the Bursar's Office.",
    "Bursar's Office here.",
    "We are the Bursar's Office.",
    "We're the folks in the Bursar's Office.",
    "I have been part of the Bursar's Office for years.",
    "I handle refunds in the Bursar's Office.",
    "I manage the front desk of the Bursar's Office.",
    "Here at the Bursar's Office we use it daily.",
    "At the Bursar's Office, where I work, nobody minds.",
    "In the Bursar's Office, where I sit, it is loud.",
    "I was with Chemistry until May and moved over to the Bursar's Office.",
    "I used to be in Chemistry, now I'm with the Bursar's Office.",
]
ONLY_TALKED_ABOUT = [
    "I was with the Bursar's Office until May.",
    "I was told by the Bursar's Office to write.",
    "I have been waiting for the Bursar's Office since May.",
    "I have been in touch with the Bursar's Office since May.",
    "I have been on the phone with the Bursar's Office.",
    "I have been to the Bursar's Office twice.",
    "I went to the Bursar's Office.",
    "I talked to the manager of the Bursar's Office.",
    "The coordinator in the Bursar's Office said to ask you.",
    "I asked a student worker in the Bursar's Office.",
    "A person in the Bursar's Office sent me.",
    "I applied to the Bursar's Office.",
    "I have a bill from the Bursar's Office.",
    "I have a meeting at the Bursar's Office.",
    "I have an account with the Bursar's Office.",
    "My friend works in the Bursar's Office.",
    "I was at the Bursar's Office today.",
    "I stood in the Bursar's Office for an hour.",
    "I have been to see the people of the Bursar's Office.",
    "My roommate has been with the Bursar's Office since 2009.",
    "I've been arguing with the Bursar's Office since May.",
    "I have been emailing with the Bursar's Office.",
    "I got a letter from the Bursar's Office.",
    "I owe money to the Bursar's Office.",
    "I teach one class over in History on Fridays.",
    "I have a class in History.",
    "I do my laundry for History class.",
    "I moved my form to the Bursar's Office.",
    "I sent it over to the Bursar's Office.",
    "The new manager of the Bursar's Office can't print.",
    "I share a hallway with the Bursar's Office.",
    "I have been dealing with the Bursar's Office for weeks.",
    "I work with the Bursar's Office all day but sit elsewhere.",
]
SIGNED = [
    ("Ines Keller\nAsst. Director, Intake -- OSFA", "finaid"),
    ("Pia Nowak\nAsst. Director - OSFA", "finaid"),
    ("Pia Nowak\nProgram Manager, OSFA", "finaid"),
    ("Pia Nowak, Payroll Specialist II (OSFA)", "finaid"),
    ("Pia Nowak | Analyst @ OSFA", "finaid"),
    ("Pia Nowak\nAssoc. Dir. / OHR", "ohr"),
    ("Pia Nowak\nSr. Accountant — FP&M", "fpm"),
    ("Pia Nowak\nOSFA, Associate Director", "finaid"),
    ("Pia Nowak --- VCFA", "vcfa"),
    ("Pia Nowak // OHR", "ohr"),
    ("Pia Nowak ~ OHR", "ohr"),
    ("Pia Nowak\nCounselor * OSFA", "finaid"),
    ("Pia Nowak > OSFA", "finaid"),
    ("Pia Nowak\nFinancial Aid Advisor, OSFA UW-Madison", "finaid"),
]


@pytest.mark.parametrize("body", OF_THE_OFFICE)
def test_where_one_works_in_many_words(body: str) -> None:
    """Years there, hired by it, moved to it, doing its work, a desk in it: the author's department."""
    assert "bursar" == department(answered(body, authentication=NONE))


@pytest.mark.parametrize("body", ONLY_TALKED_ABOUT)
def test_dealing_with_an_office_is_not_working_there(body: str) -> None:
    """A visit, a call, a bill, a friend, a class: no department."""
    assert department(answered(body, authentication=NONE)) is None


@pytest.mark.parametrize(("signature", "expected"), SIGNED)
def test_an_abbreviation_behind_a_title(signature: str, expected: str) -> None:
    """Whatever stands between title and abbreviation, in a signature that is set apart and in one that is not."""
    told = "The page is blank when I open it in the browser this morning."
    assert expected == department(answered(signature=signature, authentication=NONE))
    assert expected == department(answered(f"{told}\n\n{signature}", authentication=NONE))
