"""The language data: every way of speaking is reachable through the literals that must be there before it is tried."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailroute.evidence import outage_words, partner, sensitive
from mailroute.evidence.cues import Cue, cue, hits
from mailroute.evidence.descriptions import DESCRIBED, HEARD
from mailroute.evidence.reading import Sentence
from mailroute.evidence.vocabulary import COWORDS, TROUBLE, WISH
from tests.evidence.desk import catalogue, reading, service_reader

LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789 .,:/@'&+-")
QUIETLY = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large],
)
CUES = [*sensitive.MATTERS, *partner.CUES, *outage_words.SIGNS]
PATTERNS = [(service, number) for service, patterns in DESCRIBED.items() for number in range(len(patterns))]

EXAMPLES: dict[str, tuple[str, ...]] = {
    "r25": ("our room reservation is gone", "please reserve a lecture hall", "25live shows an error"),
    "dars": ("my degree progress is wrong", "the audit report of my major fails", "uachieve is down"),
    "workday": ("work day shows an error", "i cannot submit my hours", "nobody can punch in", "my timesheet is wrong"),
    "hrs": ("my pay stub is missing",),
    "shopuw": ("my expense report is stuck", "the punch-out does not open"),
    "sfs": ("the journal entry is rejected", "the funding string is wrong"),
    "infoaccess": ("hyperion does not open",),
    "ecms": ("document imaging is broken", "scanned documents are not in the workflow"),
    "sis": (
        "the student center is blank",
        "my enrollment appointment is wrong",
        "i cannot enter grades",
        "i cannot drop a class, the page shows an error",
    ),
    "sis_enroll": ("the class roster is wrong",),
    "sis_sf": ("my tuition bill is wrong",),
    "sis_finaid": ("an isir is missing",),
    "sis_ar": ("the app load failed",),
    "sis_cc": ("a service indicator is wrong",),
    "sis_timetable": ("the course guide is wrong",),
    "cse": ("the degree planner is stuck",),
    "netid": (
        "my netid password is wrong",
        "please reset my password",
        "i am locked out of everything",
        "i can't log in to anything",
    ),
    "duo": ("two-factor is broken", "duo sends no push", "my key fob is lost"),
    "wifi": ("the wifi is slow",),
    "wiscvpn": ("globalprotect does not connect",),
    "network": ("the wall jack is dead", "we have no internet"),
    "voice": ("my desk phone is dead",),
    "m365": ("my outlook is stuck", "my inbox shows full", "each message i write to her bounces"),
    "m365_svc": ("we need a shared mailbox",),
    "onedrive": ("sharepoint is slow",),
    "google": ("my google drive is full", "my gmail account is full"),
    "canvas": ("speedgrader is stuck",),
    "kaltura": ("the lecture captions are wrong",),
    "zoom": ("the zoom recording is missing",),
    "teams": ("the teams call drops",),
    "qualtrics": ("qualtrics is down",),
    "box": ("my box folder is missing",),
    "adobe": ("acrobat crashes",),
    "csl": ("i need a matlab license",),
    "wisclist": ("our mailing list is stuck",),
    "manifest": ("the manifest group is wrong",),
    "myuw": ("my uw page is blank",),
    "wiscweb": ("wordpress shows an error",),
    "hosting": ("our virtual server is down",),
    "kb": ("the kb article is wrong",),
    "ad": ("the group policy is wrong",),
    "backup": ("crashplan is stuck",),
    "rdrive": ("researchdrive is full",),
    "desktop": (
        "the computer in my office is slow",
        "the workstation of our lab is slow",
        "my work laptop is slow",
        "the docking station is dead",
        "i get a blue screen",
    ),
    "printer": ("the copier in our suite is dead", "the office printer is jammed"),
    "shareddrive": ("the network drive is gone",),
    "personal": ("my own laptop is slow",),
    "antivirus": ("secure endpoint blocks me",),
    "crm": ("salesforce is slow",),
    "tophat": ("top hat is wrong",),
    "ai": ("copilot is missing",),
    "wiscit": ("cherwell is slow",),
    "wiscard": ("my parking permit is lost",),
    "badgernet": ("wiscnet is down",),
    "profile": ("my preferred name is wrong",),
    "advance": ("the donor database is slow",),
    "selectagent": ("our select agent lab needs help",),
}
"""One sentence for each pattern of a service, in their order."""


def heard(service: str, low: str) -> bool:
    """A literal of the service stands in the text."""
    return any(literal in low for literal in HEARD[service].split("|"))


def test_every_row_has_its_literals_and_its_example() -> None:
    """Descriptions, literals and examples are kept for the same services, and each service is the catalogue's."""
    assert set(DESCRIBED) == set(HEARD)
    assert {service: len(patterns) for service, patterns in DESCRIBED.items()} == {
        service: len(examples) for service, examples in EXAMPLES.items()
    }
    known = {service.id for service in catalogue().services}
    assert set() == (set(DESCRIBED) | set(COWORDS)) - known


@pytest.mark.parametrize(("service", "number"), PATTERNS)
def test_a_description_is_found_through_its_literals(service: str, number: int) -> None:
    """The example matches its own pattern, holds a literal, and the reader mentions the service."""
    example = EXAMPLES[service][number]
    assert re.search(DESCRIBED[service][number], example)
    assert heard(service, example)
    assert service in {mention.service for mention in service_reader().mentions(reading(example))}


@pytest.mark.parametrize(("service", "number"), PATTERNS)
def test_whatever_a_description_matches_holds_a_literal(service: str, number: int) -> None:
    """Texts made from the pattern itself: none of them is missed for want of a literal."""

    @QUIETLY
    @given(st.from_regex(DESCRIBED[service][number], alphabet=LETTERS))
    def holds(text: str) -> None:
        assert heard(service, text)

    holds()


@pytest.mark.parametrize("one", [pytest.param(one, id=one.name) for one in CUES])
def test_whatever_a_cue_matches_is_possible(one: Cue) -> None:
    """Texts made from a cue's pattern hold one of its triggers, between other lines too."""

    @QUIETLY
    @given(st.from_regex(one.pattern, alphabet=LETTERS))
    def holds(text: str) -> None:
        assert one.possible(f"a first line\n{text}\na last line")

    holds()


@pytest.mark.parametrize(
    ("service", "phrase"),
    [
        ("dars", "the what-if report of my major fails"),
        ("dars", "the whatif report of my major fails"),
        ("cse", "i cannot click the enrol button"),
        ("netid", "i am kicked out of everything"),
        ("google", "my gworkspace is empty"),
    ],
)
def test_a_phrase_that_a_description_matches_is_heard(service: str, phrase: str) -> None:
    """A text that a pattern describes is not passed over for want of a literal."""
    assert re.search("|".join(DESCRIBED[service]), phrase)
    assert heard(service, phrase)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("exposed data", "there was a data loss incident in our lab"),
        ("exposed data", "we had a data spill"),
        ("says they are a contract partner", "we pay doit for support"),
        ("a notice of an outage", "the team is working on it"),
    ],
)
def test_a_phrase_that_a_cue_matches_is_tried(name: str, phrase: str) -> None:
    """A text that a cue describes is not passed over for want of a trigger."""
    one = next(one for one in CUES if one.name == name)
    assert one.pattern.search(phrase)
    assert one.possible(phrase)


@pytest.mark.parametrize("service", sorted(COWORDS))
def test_co_words_are_a_pattern(service: str) -> None:
    """Each row compiles, and none of them fits the empty text."""
    assert re.search(COWORDS[service], "") is None


def test_trouble_and_wish_are_told_from_plain_words() -> None:
    """Words of trouble and of wishing are found, and a plain sentence has neither."""
    assert re.search(TROUBLE, "it crashed again")
    assert re.search(WISH, "please add her")
    assert not re.search(f"{TROUBLE}|{WISH}", "greetings from a sunny madison")


def test_a_cue_without_triggers_is_always_tried() -> None:
    """Triggers save time and nothing else."""
    sentences = [Sentence("One red fish", "one red fish", "body"), Sentence("a blue one", "a blue one", "body")]
    low = "one red fish\na blue one"
    assert ["red"] == [match.group() for _, _, match in hits([cue("x", r"\bred\b")], sentences, low)]
    assert [] == list(hits([cue("x", r"\bred\b", "green")], sentences, low))
    found = [
        (sentence.low, match.group()) for _, sentence, match in hits([cue("x", r"\bone\b", "one")], sentences, low)
    ]
    assert [("one red fish", "one"), ("a blue one", "one")] == found
