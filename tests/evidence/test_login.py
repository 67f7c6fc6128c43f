"""Login trouble: the application's that it stands in front of, or the login's when it is at several."""

import pytest

from tests.evidence.desk import services

APPLICATION = [
    ("I cannot log in to Workday.", {"workday"}),
    ("Workday says my NetID is not authorized. Other sites work.", {"workday"}),
    ("When I sign in to 25Live with my NetID it throws me back to the login page.", {"r25"}),
    ("Canvas will not let me log in. Everything else works fine.", {"canvas"}),
    ("DARS kicks me out after the Duo prompt, only DARS does that.", {"dars"}),
    ("The VPN rejects my password.", {"wiscvpn"}),
    ("I get no further than the login page in SIS.", {"sis"}),
    ("Login to ImageNow fails with error 12.", {"ecms"}),
]
LOGIN = [
    ("I cannot log in to Workday, Canvas or Outlook.", {"netid"}),
    ("I cannot log in to anything.", {"netid"}),
    ("My NetID password expired, so Canvas and Workday will not let me in.", {"netid"}),
    ("I forgot my NetID password.", {"netid"}),
    ("My NetID is locked.", {"netid"}),
    ("I have a new phone and Duo sends no push.", {"duo"}),
    ("I lost my Duo fob and cannot log in to Workday.", {"duo"}),
    ("Please reset my password, I cannot sign in to Canvas.", {"netid"}),
    ("I need to activate my NetID.", {"netid"}),
    ("How do I activate my NetID?", {"netid"}),
    ("Where can I change the password of my NetID?", {"netid"}),
    ("Where can I activate my NetID?", {"netid"}),
]
NO_LOGIN = [
    ("My netid is pnowak2. The degree audit fails.", {"dars"}),
    ("NetID: pnowak2\nWorkday shows no timesheet.", {"workday"}),
    ("I am logged in to SIS and the page stays blank.", {"sis"}),
]


@pytest.mark.parametrize(("body", "expected"), APPLICATION)
def test_login_trouble_at_one_application_is_that_applications(body: str, expected: set[str]) -> None:
    """One named application, or "everything else works": the application's."""
    assert expected == services(body)


@pytest.mark.parametrize(("body", "expected"), LOGIN)
def test_login_trouble_everywhere_is_the_logins(body: str, expected: set[str]) -> None:
    """Several applications, "everything", or a trouble of the password, the phone or the fob itself: the login's."""
    assert expected == services(body)


@pytest.mark.parametrize(("body", "expected"), NO_LOGIN)
def test_a_stated_netid_is_no_login_trouble(body: str, expected: set[str]) -> None:
    """Who says which NetID they have has no trouble with it."""
    assert expected == services(body)
