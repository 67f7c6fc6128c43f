"""The procedure's table: each rule, their order, doubt, an agent's word."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailroute.catalog import Department, Ruling, Service
from mailroute.decision import Decision
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord, Authentication, Channel, Customer, Facts, Handling, ThreadKind
from mailroute.finding import Doubt, Evidence, Finding
from mailroute.procedure import TABLE, decide

ORDER = [rule.number for rule in TABLE]
PICK2 = Service("sis", "Student system", pick2=True)
OTHER_PICK2 = Service("workday", "Workday", pick2=True)
PLAIN = Service("canvas", "Canvas")
OTHER_PLAIN = Service("printer", "Printer", contract_supported=True)
ES = Ruling("canvas", es=True, by="HDQA", until=date(2027, 6, 30))
NOT_ES = replace(ES, es=False)
PARTNER = Department("registrar", "Registrar", contract_partner=True)
NO_PARTNER = Department("chem", "Chemistry")
QUOTE = (Evidence("body", "in their own words"),)
COMPLETE = Handling({"netid": Finding("pnowak"), "description": Finding("it will not load")})
MISSING = Handling({}, ("netid", "desired_email"))

APPLIES: dict[str, dict[str, Any]] = {
    "1": {"automatic": Finding(True)},
    "2": {"thread": Finding(ThreadKind.CUSTOMER_ANSWER)},
    "2b": {"thread": Finding(ThreadKind.STRANGER)},
    "3": {"sensitive": Finding("phishing")},
    "4": {"authentication": Finding(Authentication.FAIL)},
    "5": {"unreadable": Finding("it is empty")},
    "6": {"outage": Finding(True)},
    "7": {"coned": Finding(True)},
    "8": {"contract": Finding(True), "department": Finding(PARTNER)},
    "9": {"partner_cue": Finding(True)},
    "10": {"services": Finding(())},
    "11": {"services": Finding((PICK2, OTHER_PLAIN))},
    "12": {"services": Finding((PICK2,)), "channel": Channel.CHAT},
    "13": {"services": Finding((PICK2,)), "handling": MISSING},
    "14": {"services": Finding((PICK2,)), "handling": COMPLETE},
    "15": {"services": Finding((PLAIN,)), "rulings": {"canvas": ES}},
    "16": {"services": Finding((PLAIN,)), "rulings": {"canvas": NOT_ES}},
    "17": {"services": Finding((PLAIN,)), "rulings": {}},
}
"""What a mail must be for a rule to apply, when no rule above it does."""

DISPOSITIONS = dict(
    zip(
        ORDER,
        "ignore follow_up review review review review outage cps cps ask_department review review chat gather es es "
        "technical consult".split(),
        strict=True,
    )
)


def facts(**changes: Any) -> Facts:  # noqa: ANN401 - any field of Facts
    """A mail that says nothing, but for these."""
    return replace(Facts(author="pnowak-fx@wisc.edu", services=Finding((PLAIN,))), **changes)


def asked(decision: Decision) -> list[str]:
    """The rules of a decision's trail."""
    return [step.rule for step in decision.trail]


def test_the_table_holds_the_pages_rules_in_their_order() -> None:
    """Rules 1 to 17 and 2b, each once, as the procedure's page has them."""
    assert ["1", "2", "2b", *(str(number) for number in range(3, 18))] == ORDER
    assert set(ORDER) == set(APPLIES)


@pytest.mark.parametrize("number", ORDER)
def test_a_rule_applies(number: str) -> None:
    """A rule that applies decides, and its answer in the trail says yes."""
    decision = decide(facts(**APPLIES[number]))
    assert (number, DISPOSITIONS[number]) == (decision.rule, decision.disposition)
    assert decision.trail[-1].answer.startswith("yes")


@pytest.mark.parametrize("number", ORDER)
def test_every_rule_above_was_asked_and_said_no(number: str) -> None:
    """The trail holds each rule above the one that decides, in the table's order, and each of them said no."""
    trail = decide(facts(**APPLIES[number])).trail
    assert ORDER[: ORDER.index(number) + 1] == [step.rule for step in trail]
    assert {"no"} >= {step.answer for step in trail[:-1]}


@pytest.mark.parametrize(("earlier", "later"), list(combinations(ORDER, 2)))
def test_an_earlier_rule_wins_over_a_later_one(earlier: str, later: str) -> None:
    """Where two rules apply to one mail, the earlier decides."""
    assert earlier == decide(facts(**(APPLIES[later] | APPLIES[earlier]))).rule


NEAR_MISSES: list[tuple[str, dict[str, Any], str]] = [
    ("1", {"automatic": Finding(False, evidence=QUOTE)}, "17"),
    ("2", {"thread": Finding(ThreadKind.CLOSED)}, "2b"),
    ("2b", {"thread": Finding(ThreadKind.HDQA_ANSWER)}, "2"),
    ("2b", {"thread": Finding(ThreadKind.NEW)}, "17"),
    ("3", {"sensitive": Finding(None)}, "17"),
    ("4", {"authentication": Finding(Authentication.NONE)}, "17"),
    ("4", {"authentication": Finding(Authentication.PASS)}, "17"),
    ("5", {"unreadable": Finding(None)}, "17"),
    ("6", {"outage": Finding(False, evidence=QUOTE)}, "17"),
    ("7", {"coned": Finding(False)}, "17"),
    ("8", {"department": Finding(NO_PARTNER), "contract": Finding(False)}, "17"),
    ("8", {"department": Finding(PARTNER), "contract": Finding(None)}, "17"),
    ("9", {"partner_cue": Finding(True), "department": Finding(NO_PARTNER), "contract": Finding(False)}, "17"),
    ("9", {"partner_cue": Finding(True), "contract": Finding(False)}, "17"),
    ("9", {"partner_cue": Finding(True), "department": Finding(None), "contract": Finding(True)}, "8"),
    ("10", {"services": Finding((PICK2,))}, "14"),
    ("11", {"services": Finding((PICK2, OTHER_PICK2))}, "14"),
    ("11", {"services": Finding((PICK2, PLAIN)), "rulings": {"canvas": ES}}, "15"),
    ("11", {"services": Finding((PLAIN, OTHER_PLAIN))}, "17"),
    ("12", {"services": Finding((PICK2,)), "channel": Channel.EMAIL}, "14"),
    ("12", {"services": Finding((PLAIN,)), "channel": Channel.CHAT}, "17"),
    ("13", {"services": Finding((PLAIN,)), "handling": MISSING}, "17"),
    ("14", {"services": Finding((OTHER_PICK2,)), "handling": MISSING}, "13"),
    ("15", {"services": Finding((PLAIN, OTHER_PLAIN)), "rulings": {"canvas": ES}}, "11"),
    ("15", {"services": Finding((OTHER_PLAIN,)), "rulings": {"canvas": ES}}, "17"),
    ("16", {"services": Finding((PLAIN, OTHER_PLAIN)), "rulings": {"canvas": NOT_ES}}, "17"),
    ("16", {"services": Finding((PICK2,)), "rulings": {"sis": replace(NOT_ES, service="sis")}}, "14"),
]


@pytest.mark.parametrize(("number", "changes", "decides"), NEAR_MISSES)
def test_a_rule_does_not_apply(number: str, changes: dict[str, Any], decides: str) -> None:
    """A mail close to a rule that is not that rule's goes on to the one that is right."""
    decision = decide(facts(**changes))
    assert decides == decision.rule
    assert number != decision.rule


@pytest.mark.parametrize("kind", [ThreadKind.STRANGER, ThreadKind.CLOSED, ThreadKind.NEW_MATTER])
def test_security_in_another_thread_is_urgent(kind: ThreadKind) -> None:
    """A mail that is not ours to join and tells of a matter of security is a person's at once."""
    assert not decide(facts(thread=Finding(kind))).urgent
    assert decide(facts(thread=Finding(kind), sensitive=Finding("phishing", evidence=QUOTE))).urgent


@pytest.mark.parametrize("kind", [ThreadKind.STRANGER, ThreadKind.CLOSED, ThreadKind.NEW_MATTER])
def test_a_thread_that_is_not_the_authors_to_join(kind: ThreadKind) -> None:
    """A stranger, a closed case and a new matter are a person's, who chooses between joining and opening."""
    decision = decide(facts(thread=Finding(kind, evidence=QUOTE)))
    assert decision.question is not None
    assert ("thread", ("join the case", "open a new case")) == (decision.question.about, decision.question.candidates)


@pytest.mark.parametrize("kind", [ThreadKind.CUSTOMER_ANSWER, ThreadKind.HDQA_ANSWER])
def test_an_answer_joins_its_case(kind: ThreadKind) -> None:
    """The customer's and HDQA's answers are follow-ups."""
    assert Disposition.FOLLOW_UP == decide(facts(thread=Finding(kind))).disposition


def test_only_a_sensitive_matter_is_urgent() -> None:
    """Rule 3 is urgent, every other rule by itself is not."""
    assert ["3"] == [number for number in ORDER if decide(facts(**APPLIES[number])).urgent]


def test_an_unidentified_customer_is_asked_about_with_the_candidates() -> None:
    """Rule 5 hands on whom the mail may be for."""
    doubt = Doubt("who is it for?", ("pnowak-fx@wisc.edu",))
    decision = decide(facts(unreadable=Finding("who is it for?", doubt=doubt)))
    assert decision.question is not None
    assert ("customer", doubt.candidates) == (decision.question.about, decision.question.candidates)


def test_a_mixed_mail_is_split_es_first() -> None:
    """Rule 11 proposes two cases: what is Pick 2 or ruled ES, and the rest."""
    services = (OTHER_PLAIN, PLAIN, PICK2)
    decision = decide(facts(services=Finding(services), rulings={"canvas": ES}))
    assert (("canvas", "sis"), ("printer",)) == decision.split
    assert Disposition.REVIEW is decision.disposition


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"channel": Channel.CHAT, "handling": MISSING}, Disposition.CHAT),
        ({"handling": MISSING}, Disposition.GATHER),
        ({"handling": COMPLETE}, Disposition.ES),
    ],
)
def test_a_service_ruled_es_goes_the_way_of_pick_2(changes: dict[str, Any], expected: Disposition) -> None:
    """Rule 15 does as rules 12 to 14, and quotes the ruling."""
    decision = decide(facts(rulings={"canvas": ES}, **changes))
    assert ("15", expected) == (decision.rule, decision.disposition)
    assert "ruling" in {evidence.source for evidence in decision.trail[-1].evidence}


def test_several_services_all_ruled_not_es_are_technical() -> None:
    """Rule 16 wants every service ruled; one without a ruling makes it a consultation that names all."""
    rulings = {"canvas": NOT_ES, "printer": replace(NOT_ES, service="printer")}
    both = facts(services=Finding((PLAIN, OTHER_PLAIN)), rulings=rulings)
    assert Disposition.TECHNICAL == decide(both).disposition
    consulted = decide(replace(both, rulings={"canvas": NOT_ES}))
    assert Disposition.CONSULT == consulted.disposition
    assert "canvas, printer" in consulted.trail[-1].answer


def test_what_is_missing_goes_with_gather_and_chat() -> None:
    """The decision names the missing fields where somebody asks for them."""
    assert MISSING.missing == decide(facts(services=Finding((PICK2,)), handling=MISSING)).missing
    chat = facts(services=Finding((PICK2,)), handling=MISSING, channel=Channel.CHAT)
    assert MISSING.missing == decide(chat).missing
    assert () == decide(facts(handling=MISSING)).missing


@pytest.mark.parametrize("number", ["9", "13"])
def test_a_mail_that_must_not_be_answered_is_a_persons(number: str) -> None:
    """Where the customer should be asked and a machine must not answer, a person writes; the proposal stays."""
    decision = decide(facts(**APPLIES[number], answerable=Finding(False)))
    assert (Disposition.REVIEW, number, DISPOSITIONS[number]) == (
        decision.disposition,
        decision.rule,
        decision.proposed,
    )
    assert decision.question is not None
    assert "answer" == decision.question.about


@pytest.mark.parametrize("number", ["1", "6", "7", "8", "12", "14", "15", "16", "17"])
def test_a_mail_that_must_not_be_answered_is_still_forwarded(number: str) -> None:
    """Where nobody writes to the customer, it does not matter that a machine must not."""
    assert DISPOSITIONS[number] == decide(facts(**APPLIES[number], answerable=Finding(False))).disposition


DOUBT = Doubt("which of them?", ("one", "two"))
DOUBTS: list[tuple[str, dict[str, Any], str, str]] = [
    ("outage", {"outage": Finding(False, alternatives=(True,), doubt=DOUBT)}, "outage", "consult"),
    ("outage over", {"outage": Finding(True, alternatives=(False,), doubt=DOUBT)}, "outage", "outage"),
    ("coned", APPLIES["14"] | {"coned": Finding(True, alternatives=(False,), doubt=DOUBT)}, "coned", "cps"),
    ("contract", {"contract": Finding(False, alternatives=(True, False), doubt=DOUBT)}, "department", "consult"),
    ("cue", {"partner_cue": Finding(False, alternatives=(True,), doubt=DOUBT)}, "partner", "consult"),
    ("service", {"services": Finding((PLAIN,), alternatives=((PICK2,),), doubt=DOUBT)}, "service", "consult"),
    ("no service", {"services": Finding((PICK2,), alternatives=((),), doubt=DOUBT)}, "service", "es"),
    ("security", {"sensitive": Finding(None, alternatives=("phishing",), doubt=DOUBT)}, "security", "consult"),
]


@pytest.mark.parametrize(("changes", "about", "proposed"), [pytest.param(*row[1:], id=row[0]) for row in DOUBTS])
def test_a_doubt_that_changes_the_disposition_is_a_persons(changes: dict[str, Any], about: str, proposed: str) -> None:
    """The question names the doubtful fact and its candidates; the best reading is the proposal."""
    decision = decide(facts(**changes))
    assert Disposition.REVIEW is decision.disposition
    assert decision.question is not None
    assert (about, DOUBT.why, DOUBT.candidates) == (
        decision.question.about,
        decision.question.why,
        decision.question.candidates,
    )
    assert proposed == decision.proposed


def test_a_mail_that_may_be_a_robots_is_a_persons() -> None:
    """A mail that looks like a robot's without saying so is asked about before anything is done with it."""
    decision = decide(facts(automatic=Finding(False, 0.6, QUOTE, alternatives=(True,), doubt=DOUBT)))
    assert (Disposition.REVIEW, Disposition.CONSULT) == (decision.disposition, decision.proposed)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (APPLIES["1"] | {"outage": Finding(False, alternatives=(True,))}, "ignore"),
        (APPLIES["3"] | {"outage": Finding(False, alternatives=(True,))}, "review"),
        (APPLIES["6"] | {"coned": Finding(False, alternatives=(True,))}, "outage"),
        (APPLIES["7"] | {"contract": Finding(False, alternatives=(True,))}, "cps"),
        (APPLIES["8"] | {"coned": Finding(True, alternatives=(False,))}, "cps"),
        (APPLIES["7"] | {"services": Finding((PLAIN,), alternatives=((PICK2,),))}, "cps"),
        ({"contract": Finding(False), "partner_cue": Finding(False, alternatives=(True,))}, "consult"),
        ({"services": Finding((PICK2,), alternatives=((OTHER_PICK2,),))}, "es"),
        ({"services": Finding((PLAIN,), alternatives=((OTHER_PLAIN,),))}, "consult"),
        ({"outage": Finding(False, alternatives=(False,))}, "consult"),
    ],
)
def test_a_doubt_that_changes_nothing_asks_nobody(changes: dict[str, Any], expected: str) -> None:
    """Alternatives that lead to the same disposition are no question."""
    assert expected == decide(facts(**changes)).disposition


def test_a_doubt_without_its_own_words_still_asks() -> None:
    """An alternative without a Doubt gives a question of its own, with the alternatives as candidates."""
    question = decide(facts(outage=Finding(False, alternatives=(True,)))).question
    assert question is not None
    assert ("outage", ("True",)) == (question.about, question.candidates)


def test_a_decision_less_sure_than_the_threshold_is_a_persons() -> None:
    """The least sure finding on the way down is the question; one below the deciding rule does not count."""
    unsure = facts(services=Finding((PICK2,), 0.7), handling=COMPLETE)
    assert (0.7, "services") == (decide(unsure).confidence, decide(unsure).least_sure)
    assert Disposition.ES is decide(unsure, threshold=0.7).disposition
    asks = decide(unsure, threshold=0.71)
    assert (Disposition.REVIEW, Disposition.ES) == (asks.disposition, asks.proposed)
    assert asks.question is not None
    assert "service" == asks.question.about
    assert Disposition.CPS is decide(replace(unsure, coned=Finding(True)), threshold=0.9).disposition


def test_an_agents_department_enters_as_a_fact() -> None:
    """What an agent says goes before the rules in the trail, with their name, and the procedure goes on."""
    agent = AgentWord("kwest", department="registrar", note="I know her")
    decision = decide(facts(agent=agent, **APPLIES["8"]))
    assert ("8", Disposition.CPS) == (decision.rule, decision.disposition)
    assert ["agent", *ORDER[: ORDER.index("8") + 1]] == asked(decision)
    first = decision.trail[0]
    assert ("agent", "kwest: department registrar, the procedure goes on") == (first.source, first.answer)
    assert (Evidence("agent", "kwest: I know her"),) == first.evidence


@pytest.mark.parametrize("chosen", list(Disposition))
def test_an_agents_disposition_is_taken(chosen: Disposition) -> None:
    """Whatever the facts are, the agent's choice stands, and the trail says who chose."""
    everything = {key: value for number in reversed(ORDER) for key, value in APPLIES[number].items()}
    decision = decide(facts(**everything, agent=AgentWord("kwest", disposition=chosen)))
    assert (chosen, "agent", ["agent"]) == (decision.disposition, decision.rule, asked(decision))
    assert f"kwest: disposition {chosen}" == decision.trail[0].answer


def test_an_agents_gather_asks_for_what_is_missing() -> None:
    """A gather that an agent chose still names the missing fields; another choice does not."""
    chosen = facts(handling=MISSING, agent=AgentWord("kwest", disposition=Disposition.GATHER))
    assert MISSING.missing == decide(chosen).missing
    assert () == decide(replace(chosen, agent=AgentWord("kwest", disposition=Disposition.ES))).missing


SERVICES = st.lists(st.sampled_from((PICK2, OTHER_PICK2, PLAIN, OTHER_PLAIN)), max_size=3, unique=True).map(tuple)
FIELDS = st.lists(st.sampled_from(("netid", "desired_email", "description")), unique=True).map(tuple)


@st.composite
def findings(draw: st.DrawFn, answers: st.SearchStrategy[Any]) -> Finding[Any]:
    """A finding with any answer, sure or not, with or without other answers and their question."""
    return Finding(
        draw(answers),
        draw(st.floats(0, 1)),
        draw(st.sampled_from(((), QUOTE))),
        draw(st.just(()) | st.lists(answers, max_size=2).map(tuple)),
        draw(st.sampled_from((None, DOUBT))),
    )


ANY_AGENT = st.none() | st.builds(
    AgentWord, st.just("kwest"), st.none() | st.sampled_from(Disposition), st.sampled_from((None, "chem"))
)
ANY_FACTS = st.builds(
    Facts,
    author=st.sampled_from((None, "pnowak-fx@wisc.edu")),
    channel=st.sampled_from(Channel),
    customer=findings(st.none() | st.just(Customer("pnowak-fx@wisc.edu"))),
    automatic=findings(st.booleans()),
    thread=findings(st.sampled_from(ThreadKind)),
    sensitive=findings(st.sampled_from((None, "phishing"))),
    authentication=findings(st.sampled_from(Authentication)),
    unreadable=findings(st.sampled_from((None, "it is empty"))),
    outage=findings(st.booleans()),
    coned=findings(st.booleans()),
    department=findings(st.sampled_from((None, PARTNER, NO_PARTNER))),
    contract=findings(st.sampled_from((None, True, False))),
    partner_cue=findings(st.booleans()),
    services=findings(SERVICES),
    rulings=st.dictionaries(st.sampled_from(("canvas", "printer", "sis")), st.sampled_from((ES, NOT_ES))),
    handling=st.builds(Handling, st.just({"netid": Finding("pnowak")}), FIELDS),
    answerable=findings(st.booleans()),
    solved=findings(st.booleans()),
    agent=ANY_AGENT,
)
QUIET = st.builds(
    lambda some, calm: replace(
        some,
        agent=None,
        **{name: getattr(calm, name) for name in ("automatic", "thread", "sensitive", "authentication", "unreadable")},
    ),
    ANY_FACTS,
    st.just(Facts()),
)
"""Facts that rules 1 to 5 let pass."""


@settings(max_examples=400, deadline=None)
@given(ANY_FACTS | QUIET, st.floats(0, 1))
def test_any_facts_get_a_decision(some: Facts, threshold: float) -> None:
    """Nothing raises; twice the same; a question with a review only; the trail in the table's order."""
    decision = decide(some, threshold=threshold)
    assert decide(some, threshold=threshold) == decision
    assert (decision.disposition is Disposition.REVIEW) == (decision.question is not None)
    if decision.missing:
        assert decision.disposition in {Disposition.GATHER, Disposition.CHAT}
        assert some.handling.missing == decision.missing
    if decision.proposed is not None:
        assert Disposition.REVIEW is decision.disposition
        assert Disposition.REVIEW is not decision.proposed
    rules = asked(decision)
    assert (some.agent is not None) == ("agent" in rules)
    numbers = [number for number in rules if number != "agent"]
    assert sorted(numbers, key=ORDER.index) == numbers
    assert "agent" not in rules[1:]
    assert decision.rule == rules[-1]
    assert 0 <= decision.confidence <= 1


@settings(max_examples=300, deadline=None)
@given(ANY_FACTS | QUIET)
def test_an_outage_is_never_forwarded(some: Facts) -> None:
    """Whatever else is true of a mail that tells of an outage, it goes to no queue and nobody is asked a question."""
    told = replace(some, outage=replace(some.outage, answer=True), agent=None)
    never = {"cps", "es", "technical", "gather", "ask_department", "consult", "chat"}
    decision = decide(told)
    assert decision.disposition not in never
    assert decision.proposed not in never
