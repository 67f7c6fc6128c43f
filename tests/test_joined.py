"""What is known of a case once its customer has answered."""

from mailroute.catalog import Department, Service
from mailroute.facts import Authentication, Facts, Handling, ThreadKind
from mailroute.finding import Finding
from mailroute.joined import joined

SIS = Service("sis", "SIS", pick2=True)
ZOOM = Service("zoom", "Zoom")
BURSAR = Department("bursar", "Bursar's Office", contract_partner=True)
CHEMISTRY = Department("chem", "Chemistry")


def said(**values: str) -> dict[str, Finding[str]]:
    """Handling values as findings."""
    return {name: Finding(value) for name, value in values.items()}


def test_an_answer_fills_what_was_missing() -> None:
    """The service is the first mail's, the NetID the answer's, and what is still missing is counted for the service."""
    first = Facts(
        services=Finding((SIS,)),
        handling=Handling(said(description="it hangs"), ("netid", "desired_email", "location")),
    )
    answer = Facts(
        services=Finding((ZOOM,)),
        thread=Finding(ThreadKind.CUSTOMER_ANSWER),
        handling=Handling(said(netid="afx", description="as I said"), ("desired_email",)),
    )
    whole = joined(first, answer)
    assert (SIS,) == whole.services.answer
    assert ("desired_email", "location") == whole.handling.missing
    assert ("afx", "it hangs") == tuple(whole.handling.values[name].answer for name in ("netid", "description"))
    assert ThreadKind.NEW is whole.thread.answer


def test_an_answer_is_not_trusted_because_the_first_mail_was() -> None:
    """What makes a mail dangerous is read from the answer itself."""
    first = Facts(authentication=Finding(Authentication.PASS))
    answer = Facts(
        authentication=Finding(Authentication.FAIL), sensitive=Finding("phishing"), answerable=Finding(False)
    )
    whole = joined(first, answer)
    assert (Authentication.FAIL, "phishing", False) == (
        whole.authentication.answer,
        whole.sensitive.answer,
        whole.answerable.answer,
    )


def test_what_may_be_a_matter_of_security_is_not_lost() -> None:
    """A doubt in either mail stays a doubt; a sure matter in the other one goes before it."""
    uneasy = Facts(sensitive=Finding(None, 0.6, alternatives=("may be one",)))
    stolen = Facts(sensitive=Finding("stolen device"))
    assert ("may be one",) == joined(Facts(), uneasy).sensitive.alternatives
    assert ("may be one",) == joined(uneasy, Facts()).sensitive.alternatives
    assert "stolen device" == joined(stolen, uneasy).sensitive.answer


def test_a_case_that_a_forged_mail_began_stays_one() -> None:
    """What failed authentication is not made good by a later mail."""
    whole = joined(Facts(authentication=Finding(Authentication.FAIL)), Facts())
    assert Authentication.FAIL is whole.authentication.answer


def test_a_department_given_in_the_answer_counts() -> None:
    """The answer to "which department?" decides."""
    whole = joined(Facts(), Facts(department=Finding(BURSAR), contract=Finding(True)))
    assert (BURSAR, True) == (whole.department.answer, whole.contract.answer)


def test_two_departments_that_differ_about_the_contract_are_a_doubt() -> None:
    """The first mail says a department without, the answer one with a contract: a person is asked."""
    first = Facts(department=Finding(CHEMISTRY), contract=Finding(False))
    whole = joined(first, Facts(department=Finding(BURSAR), contract=Finding(True)))
    assert whole.contract.doubt is not None
    assert (("chem", "bursar"), (False,)) == (whole.contract.doubt.candidates, whole.contract.alternatives)


def test_an_answer_that_names_no_department_leaves_the_first_ones() -> None:
    """What was known stays known."""
    first = Facts(department=Finding(BURSAR), contract=Finding(True), coned=Finding(True), partner_cue=Finding(True))
    whole = joined(first, Facts())
    assert (BURSAR, True, True, True) == (
        whole.department.answer,
        whole.contract.answer,
        whole.coned.answer,
        whole.partner_cue.answer,
    )
