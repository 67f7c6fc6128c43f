"""A gate lets through every text that its pattern matches: answers never depend on it."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailroute.evidence import (
    customer,
    denial,
    department_words,
    description,
    desired,
    gate,
    handling,
    login,
    outage_words,
    partner,
    sensitive,
    service_words,
    solved,
    unease,
)
from mailroute.evidence.cues import Cue
from mailroute.evidence.gate import Gated, needed

MODULES = (
    customer,
    denial,
    department_words,
    description,
    desired,
    handling,
    login,
    outage_words,
    partner,
    sensitive,
    service_words,
    solved,
    unease,
)
GATED = [
    pytest.param(one.pattern, id=f"{module.__name__.rpartition('.')[2]}{name}")
    for module in MODULES
    for name, value in vars(module).items()
    for one in (value if isinstance(value, tuple) else (value,))
    if isinstance(one, Gated | Cue)
]
LETTERS = st.characters(min_codepoint=32, max_codepoint=126)


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"\blog ?in\b", {"login", "log in"}),
        (r"\b(?:stolen|lost) (?:my|our) \w+", {"stolen my ", "stolen our ", "lost my ", "lost our "}),
        (r"can'?t (?:\w+ )?print", {"print"}),
        (r"\b(?:me|us)(?:, \w+){2,}", {"me, ", "us, "}),
        (r"(?:please )+help", {"please "}),
        (r"(?:logging|log) out|\bout\b", {"out"}),
        (r"[ab]x", {"ax", "bx"}),
        (r"(?<!not )broken(?! pipe)", {"broken"}),
    ],
)
def test_the_rarest_literals_of_a_pattern_are_its_gate(pattern: str, literals: set[str]) -> None:
    """Every match holds one of them, and the longest stretch that is sure is taken."""
    assert sorted(literals) == sorted(needed(pattern) or ())


@pytest.mark.parametrize("pattern", [r"\d+", r"\w+|lost", r"(?:lost)?", r"(?i)lost", r"[^a]", r"(?i:lost)", r"x*"])
def test_a_pattern_of_which_nothing_is_sure_has_no_gate(pattern: str) -> None:
    """It is tried on every text."""
    assert needed(pattern) is None


@pytest.mark.parametrize("pattern", GATED)
def test_every_match_passes_its_gate(pattern: re.Pattern[str]) -> None:
    """Whatever a pattern matches holds one of the literals of its gate."""
    literals = needed(pattern.pattern)
    if literals is None:
        return

    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern, alphabet=LETTERS))
    def holds(text: str) -> None:
        assert any(literal in text for literal in literals)

    holds()


def test_many_texts_open_the_same_gates_as_few() -> None:
    """The first texts pass every gate; later ones those that they hold a literal of, and those of unsure patterns."""
    sure, unsure = Gated("zyxwv"), Gated(r"\d")
    for _ in range(gate.WORTH_IT_FROM):
        assert gate.bits("a zyxwv") & sure.bit
    assert gate.bits("a zyxwv") & sure.bit
    assert not gate.bits("a zyx") & sure.bit
    assert gate.bits("a zyx") & unsure.bit
