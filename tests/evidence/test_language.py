"""Is the newest text mostly English?"""

import pytest

from mailroute.evidence.language import find

ENGLISH = [
    "I cannot open my timesheet in Workday since this morning.",
    "Hola! My Canvas course does not show the new quiz. Muchas gracias",
    "Guten Tag, the room that I booked is gone. Vielen Dank",
    "printer broken room 4120",
    "NetID jdoe4 password reset",
    "The seminar 'Die Kunst der Fuge' is not in the schedule, can you add it?",
    "DARS",
    "thx",
]
FOREIGN = [
    ("Ich kann mich seit heute nicht mehr bei Workday anmelden, bitte helfen Sie mir mit dem Zugang.", "de"),
    ("Je ne peux pas ouvrir mon compte depuis hier, est-ce que vous pouvez m'aider avec le mot de passe ?", "fr"),
    ("No puedo entrar en mi cuenta desde ayer y no sé qué hacer con la contraseña de la universidad.", "es"),
    ("Non posso entrare nel mio account e non so come fare per la password di questa pagina.", "it"),
    ("Não posso entrar na minha conta e não tenho acesso ao email da universidade.", "pt"),
    ("Ik kan niet meer in mijn account en het wachtwoord van de universiteit werkt ook niet meer.", "nl"),
    ("我今天无法登录我的邮箱请帮忙看一下谢谢", "other"),
    ("Не могу войти в свою учётную запись, помогите пожалуйста", "other"),
    ("제 계정에 로그인할 수 없습니다 도와주세요", "other"),
    ("لا أستطيع الدخول إلى حسابي منذ أمس", "other"),
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    """Greetings, thanks, names and titles of another language do not make a mail a foreign one."""
    assert "en" == find(text).answer


@pytest.mark.parametrize(("text", "code"), FOREIGN)
def test_another_language(text: str, code: str) -> None:
    """A mail in another language says which, and is quoted."""
    found = find(text)
    assert code == found.answer
    assert found.evidence


@pytest.mark.parametrize("text", ["", "12345 - 678", "!!! ???", "\n\n"])
def test_too_little_to_say(text: str) -> None:
    """Without a letter nothing is said."""
    assert "und" == find(text).answer


def test_mostly_is_what_counts() -> None:
    """A foreign error message in an English mail is quoted by an Englishman."""
    mail = "When I open the report I get this message and I do not know what it means: "
    assert "en" == find(mail + "Die Verbindung ist nicht möglich.").answer
