"""A chat that came as a mail: the customer's lines and the agent's are told apart."""

import pytest

from mailroute.mail.parse import parse
from mailroute.mail.transcript import Transcript, transcript


def read(text: str) -> Transcript | None:
    """The transcript of a bridge's mail with this text."""
    return transcript(parse(b"From: chat-bridge-fx@doit.example\nSubject: chat\n\n" + text.encode()))


@pytest.mark.parametrize(
    "talk",
    [
        "[10:04] Ida: the audit is blank\n[10:05] Leo: which year?\n[10:06] Ida Moss: 2024",
        "[10:04:11 AM] Ida Moss: the audit is blank\n[10:05:20 AM] Leo: which year?\n[10:06:00 AM] Ida Moss: 2024",
        "Ida Moss (10:04): the audit is blank\nLeo (10:05): which year?\nIda Moss (10:06): 2024",
        "10:04 Ida Moss: the audit is blank\n10:05 Agent Leo: which year?\n10:06 Ida Moss: 2024",
        "2025-03-04 10:04 Ida: the audit is blank\n2025-03-04 10:05 Leo: which year?\n2025-03-04 10:06 Ida: 2024",
        "Customer: the audit is blank\nAgent: which year?\nCustomer: 2024",
        "Visitor: the audit is blank\nHelp Desk: which year?\nVisitor: 2024",
        "Ida Moss 10:04 AM\nthe audit is blank\nLeo 10:05 AM\nwhich year?\nIda Moss 10:06 AM\n2024",
        "<Ida> the audit is blank\n<Leo> which year?\n<Ida> 2024",
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        "Customer: Ida Moss <imoss-fx@wisc.edu>\nAgent: Leo Finch\n\n",
        "Requester: Ida Moss (imoss-fx@wisc.edu)\nOperator: Leo\n\n",
        "Chat transcript\nName: Ida Moss\nEmail: imoss-fx@wisc.edu\nAgent: Leo\n\n",
        "Visitor: Ida Moss, imoss-fx@wisc.edu\nTopic: audit\nAgent: Leo\n\n",
    ],
)
def test_lines_are_told_apart(head: str, talk: str) -> None:
    """Heads and lines in the layouts of the usual bridges."""
    found = read(head + talk)
    assert found is not None
    assert (found.name, found.address) == ("Ida Moss", "imoss-fx@wisc.edu")
    assert found.customer_lines == ("the audit is blank", "2024")
    assert found.agent_lines == ("which year?",)


def test_lines_without_a_speaker_go_on() -> None:
    """A line without a speaker belongs to the one before; system lines belong to nobody."""
    found = read(
        "Customer: Ida Moss <imoss-fx@wisc.edu>\n\n[10:04] Ida: two things:\nerror: 5\n[10:05] System: Leo has joined\n"
        "[10:06] Leo: yes?\nChat ended"
    )
    assert found is not None
    assert found.customer_lines == ("two things:", "error: 5")
    assert found.agent_lines == ("yes?",)


def test_a_chat_without_a_head() -> None:
    """Without a head the first who speaks and is no agent is the customer."""
    found = read("[10:04] Ida: it is blank\n[10:05] Agent Leo: which year?")
    assert found is not None
    assert (found.name, found.address) == ("Ida", "")
    assert found.customer_lines == ("it is blank",)


def test_an_ordinary_mail_is_no_transcript() -> None:
    """Prose without speakers gives None."""
    assert read("Hello,\n\nthe audit is blank since 10:04.\n\nIda") is None
    assert read("") is None
