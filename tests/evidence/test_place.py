"""Where a trouble is: the building that a text names."""

import pytest

from mailroute.evidence.place import place


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("van hise", "The wifi is down in Van Hise Hall."),
        ("van hise", "Nobody on the third floor of Van Hise can connect."),
        ("memorial", "Everyone in Memorial Library is offline"),
        ("helen white", "Is it down? Nobody in Helen White Hall has wifi."),
        ("ingraham", "No network throughout Ingraham since nine."),
        ("", "Our whole office has no network."),
        ("", "Room 210 has no network."),
        ("", "everyone in canvas is thrown out"),
    ],
)
def test_the_building_is_found(where: str, text: str) -> None:
    """A building's name, however its kind is written; no room, no office."""
    assert where == place(text)


def test_a_service_is_no_place() -> None:
    """Whoever is "in Canvas" is nowhere."""
    assert "" == place("Everyone in Canvas is thrown out.", services=("canvas",))


def test_a_long_text_of_capitals_takes_no_time() -> None:
    """No text makes the patterns look again and again."""
    assert "" == place("A Bb " * 50_000)
