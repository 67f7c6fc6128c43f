"""A gate lets through every text that its pattern would match."""

import pytest

from mailroute.mail.robot_phrases import AWAY_GATE, AWAY_TEXT


@pytest.mark.parametrize(
    "text",
    [
        "I am out of town until Monday.",
        "I'm currently away from my desk.",
        "We are on parental leave.",
        "I will be on vacation.",
        "I am on holiday.",
        "I'm on sabbatical.",
        "I am travelling.",
        "I am not in the office.",
        "I am unavailable.",
        "Thank you for your e-mail.",
        "Thanks for your message.",
        "Thanks for your note.",
        "Thank you for your inquiry.",
        "Thank you for contacting me.",
        "Thank you for reaching out.",
        "with limited access to mail",
        "with no internet there",
        "little e-mail until then",
        "For urgent matters call the office.",
        "For immediate help contact Jo.",
        "I will respond then.",
        "We'll get back soon.",
        "when I return",
        "upon my return",
        "I will be back on Monday.",
        "Ich bin bis Montag fort.",
        "nicht im Büro",
        "In dringenden Fällen rufen Sie an.",
        "Ihre Mail wird nicht weitergeleitet.",
        "Je suis absent",
        "de retour le 4 mai",
        "en cas d'urgence",
        "Estoy ausente",
        "en caso de urgencia",
        "Sono assente",
        "Estou de férias",
        "Ik ben afwezig",
        "Jag är ledig",
        "Jeg er på ferie",
        "Olen lomalla",
        "Jestem na urlopie",
        "Я в отпуске",
    ],
)
def test_each_match_holds_a_word_of_its_gate(text: str) -> None:
    """The words of the gate are counted in place of the matches, so that each match must hold one itself."""
    match = AWAY_TEXT.search(text)
    assert match is not None
    assert any(word in match[0].lower() for word in AWAY_GATE)
