"""Where does the text state a NetID?"""

import pytest

from mailroute.evidence.netid import not_the_matter, stated_netid, statements
from tests.evidence.desk import reading

STATED = [
    ("NetID: pnowak2", "pnowak2"),
    ("My netid is pnowak2.", "pnowak2"),
    ("my NetID is pnowak", "pnowak"),
    ("netid = pnowak2", "pnowak2"),
    ("Net ID - pnowak2", "pnowak2"),
    ("pnowak2 is my netid", "pnowak2"),
    ("NetID pnowak2, phone 608-555-0142", "pnowak2"),
    ("Pia Nowak (netid pnowak)", "pnowak"),
    ("NetID (pnowak)", "pnowak"),
    ("My NetID is pnowak2@wisc.edu", "pnowak2"),
    ("My netid is pnowak-fx and this address is fine.", "pnowak-fx"),
]
NOT_STATED = [
    "pnowak2@wisc.edu",
    "I forgot my NetID.",
    "What is my NetID?",
    "My NetID is locked.",
    "My NetID does not work.",
    "My NetID password expired.",
    "I don't have a NetID yet.",
    "How do I activate my NetID?",
    "The NetID login page is blank.",
    "NetID lets me in, Workday does not.",
    "I need a NetID for a guest.",
    "My campus ID is 9071234567.",
    "User name: pnowak2",
    "Her NetID is zlange.",
    "",
]


@pytest.mark.parametrize(("body", "expected"), STATED)
def test_a_stated_netid(body: str, expected: str) -> None:
    """Named as such, in any of the ways people write it."""
    found = stated_netid(reading(body))
    assert found is not None
    assert (expected, True) == (found.answer, bool(found.evidence))


@pytest.mark.parametrize("body", NOT_STATED)
def test_no_stated_netid(body: str) -> None:
    """An address, a trouble of the NetID, a question about it: nothing is stated."""
    assert stated_netid(reading(body)) is None


def test_of_another_their_netid_counts() -> None:
    """Where the author writes for somebody else, "her NetID is ..." is the customer's."""
    found = stated_netid(reading("Her NetID is zlange."), of_author=False)
    assert found is not None
    assert "zlange" == found.answer


def test_the_subject_and_the_own_signature_state_one_too() -> None:
    """A NetID in the subject or in the author's signature block is stated."""
    in_subject = stated_netid(reading("The audit hangs.", "DARS (NetID: pnowak2)"))
    in_signature = stated_netid(reading("The audit hangs.", signature="Pia Nowak\nNetID: pnowak3"))
    assert in_subject is not None
    assert in_signature is not None
    assert ("pnowak2", "pnowak3") == (in_subject.answer, in_signature.answer)


def test_the_first_statement_counts_and_all_have_their_place() -> None:
    """Each statement says where it stands; a NetID so stated is no mention of the NetID service."""
    low = "my netid is pnowak2, and not netid: zlange"
    assert ["pnowak2", "zlange"] == [token for _, _, token in statements(low)]
    assert not_the_matter(low, low.index("netid"))
    assert not not_the_matter("my netid is locked", 3)
    assert () == statements("nothing is said")
