"""Where does the text state a NetID?"""

import pytest

from mailroute.evidence.netid import not_the_matter, stated_netid, statements
from tests.evidence.desk import reading, services

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
    ("My NetID would be pnowak2.", "pnowak2"),
    ("my netid would be pnowak", "pnowak"),
    ("My NetID should be pnowak2.", "pnowak2"),
    ("The NetID is pnowak.", "pnowak"),
    ("My NetID, if you need it, is pnowak.", "pnowak"),
    ("NetID (if you need it): pnowak", "pnowak"),
    ("NetID for me: pnowak", "pnowak"),
    ("NetID, in case it matters: pnowak2", "pnowak2"),
    ("pnowak, that's my NetID.", "pnowak"),
    ("pnowak being my NetID", "pnowak"),
    ("My NetID happens to be pnowak.", "pnowak"),
    ("My NetID still is pnowak.", "pnowak"),
    ("my netid will be pnowak2", "pnowak2"),
    ("NetID reads pnowak2", "pnowak2"),
    ("pnowak2 (NetID)", "pnowak2"),
    ("I am pnowak (that is my netid).", "pnowak"),
    ("I'm pnowak2 as NetID.", "pnowak2"),
    ("The NetID you want is pnowak.", "pnowak"),
    ("My NetID? pnowak.", "pnowak"),
    ("NetID? pnowak2", "pnowak2"),
    ("NetID goes pnowak2", "pnowak2"),
    ("My netID remains pnowak2", "pnowak2"),
    ('Netid "pnowak"', "pnowak"),
    ("netid = 'pnowak'", "pnowak"),
    ("NETID.............: pnowak", "pnowak"),
    ("NetID ~ pnowak2", "pnowak2"),
    ("net.id: pnowak2", "pnowak2"),
    ("NetID of mine: pnowak", "pnowak"),
    ("uw-madison netid pnowak2, phone below", "pnowak2"),
    ("My UW NetID: pnowak", "pnowak"),
    ("Log in as pnowak2 (my NetID).", "pnowak2"),
    ("I sign on with NetID pnowak2.", "pnowak2"),
    ("under my NetID, pnowak, it shows nothing", "pnowak"),
    ("with my NetID (pnowak) it shows nothing", "pnowak"),
    ("My NetID's pnowak.", "pnowak"),
    ("I'm netid pnowak2", "pnowak2"),
    ("My own NetID is pnowak.", "pnowak"),
    ("NetID | pnowak", "pnowak"),
    ("* NetID - pnowak", "pnowak"),
    ("for the record, netid pnowak.", "pnowak"),
    ("NetID: it's pnowak", "pnowak"),
    ("NetID - mine is pnowak", "pnowak"),
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
    "My NetID would be locked then.",
    "My NetID should be active.",
    "My NetID should be working again by now.",
    "My NetID would not work.",
    "NetID for guests: how?",
    "My NetID, which I changed, is locked.",
    "My NetID will be deactivated on Friday.",
    "My NetID happens to be locked.",
    "I need my NetID changed.",
    "NetID (if you have one)",
    "NetID? What is that?",
    "NetID: unknown",
    "NetID: see below",
    "NetID: n/a",
    "NetID: none",
    "Which NetID do you mean?",
    "The NetID should be the same as before.",
    "NetID still does not work.",
    "NetID reads invalid on the page.",
    "My NetID remains locked.",
    "The NetID is required.",
    "The NetID you gave me is wrong.",
    "It says NetID is invalid.",
    "With my NetID and password I get in.",
    "Is my NetID correct?",
    "I sign in with NetID and Duo.",
    "I sign in with my NetID as usual.",
    "The NetID they gave her is inactive.",
    "NetID would be great to have.",
    "NetID and password are right.",
]

BY_THE_WAY = [
    "You'll want my NetID, tell me how to send it.",
    "I don't know my NetID by heart.",
    "I don't remember my NetID right now, sorry.",
    "I can send you my NetID if you need it.",
    "Do you need my NetID?",
    "Shall I give you my NetID?",
    "My NetID is in the signature.",
    "My NetID is below.",
    "NetID on request.",
    "I'll send my NetID later.",
    "You have my NetID from last time.",
    "Let me know if you need my NetID.",
    "I won't put my NetID in a mail.",
    "I sign in with my NetID as always.",
    "I'm logged in with my NetID.",
    "I log in with my NetID and get there, then it shows nothing.",
    "NetID and phone on request.",
    "I have no NetID yet.",
    "My NetID is at the bottom.",
    "I am logged in.",
    "After login I see it.",
    "My NetID you have.",
    "NetID and password are right.",
    "I hope you do not need my NetID for this.",
    "What else do you need, my NetID?",
]
THE_MATTER = [
    "I forgot my NetID password.",
    "My NetID is locked.",
    "My NetID would not let me in anywhere.",
    "How do I activate my NetID?",
    "I need a NetID for a guest.",
    "Please reset my NetID.",
    "My NetID login does not work anywhere.",
    "I want to change my NetID to my new name.",
    "My NetID expired when I graduated.",
    "NetID activation fails with error 4.",
    "Two NetIDs were made for me, please merge them.",
    "NetID password reset loops.",
    "The NetID recovery page does not know my phone.",
    "Can I keep my NetID after I leave?",
    "My NetID account was deactivated.",
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


@pytest.mark.parametrize("said", [*BY_THE_WAY, *(said for said, _ in STATED)])
def test_the_number_itself_is_no_matter(said: str) -> None:
    """A NetID stated, promised, asked for, or signed in with as always names no service."""
    assert {"workday"} == services(f"Workday shows my absence twice. {said}")


@pytest.mark.parametrize("body", THE_MATTER)
def test_a_trouble_or_a_wish_of_the_netid_is_the_matter(body: str) -> None:
    """What is wrong with a NetID, or wanted of it, names the service."""
    assert "netid" in services(body)
