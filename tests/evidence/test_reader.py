"""Every question asked of one mail: Message to Facts."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest

from mailroute import procedure
from mailroute.catalog import Ruling
from mailroute.disposition import Disposition
from mailroute.evidence.reader import DeskContext, Reader
from mailroute.facts import AgentWord, Authentication, Channel, Facts, Handling, ThreadKind
from mailroute.finding import Evidence, Finding
from mailroute.mail.message import Message
from mailroute.mail.parse import parse
from tests.evidence.desk import AUTHOR, HELP, catalogue

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
BRIDGE, VOICEMAIL, STATUS = "chat-bridge-fx@doit.example", "voicemail-fx@doit.example", "status-fx@doit.example"
DESK = DeskContext(
    addresses=(HELP,),
    authserv_id="mx.mailroute.example",
    chat_bridge=BRIDGE,
    voicemail=VOICEMAIL,
    outage_sources=(STATUS,),
)


@cache
def reader() -> Reader:
    """The example catalogue and a desk with everything configured."""
    return Reader(catalogue(), DESK)


def mail(body: str, subject: str = "Question", *, author: str = AUTHOR, dmarc: str = "pass", more: str = "") -> Message:
    """A mail as it arrives."""
    domain = author.rpartition("@")[2]
    head = (
        f"Authentication-Results: mx.mailroute.example; dmarc={dmarc} header.from={domain}\r\n"
        f"From: {author}\r\nTo: {HELP}\r\nSubject: {subject}\r\n"
        f"Date: Tue, 24 Nov 2026 11:50:00 -0600\r\nMessage-ID: <{abs(hash(body))}@wisc.edu>\r\n{more}"
    )
    return parse((head + "\r\n" + body.replace("\n", "\r\n")).encode())


def facts(body: str, subject: str = "Question", *, author: str = AUTHOR, dmarc: str = "pass", more: str = "") -> Facts:
    """The facts of a mail as it arrives."""
    return reader().read(mail(body, subject, author=author, dmarc=dmarc, more=more), now=NOW)


def test_every_question_is_answered() -> None:
    """A whole mail becomes facts with their evidence."""
    read = facts("My degree audit lists chemistry 103 twice. My NetID is pnowak2. Please reply here.")
    assert (AUTHOR, Channel.EMAIL, Authentication.PASS) == (read.author, read.channel, read.authentication.answer)
    assert read.customer.answer is not None
    assert AUTHOR == read.customer.answer.address
    assert ["dars"] == [service.id for service in read.services.answer]
    assert () == read.handling.missing
    assert [False] * 5 == [
        one.answer for one in (read.automatic, read.outage, read.coned, read.partner_cue, read.solved)
    ]
    assert (None, None) == (read.sensitive.answer, read.unreadable.answer)
    assert read.answerable.answer
    assert Disposition.ES is procedure.decide(read).disposition


def test_reading_twice_is_the_same() -> None:
    """The same mail, time and catalogue give the same facts."""
    message = mail("Workday shows a blank page in the Bursar's Office, nobody can print.")
    assert reader().read(message, now=NOW) == reader().read(message, now=NOW)
    assert reader().read(message, now=NOW) == Reader(catalogue(), DESK).read(message, now=NOW)


def test_what_the_journal_knows_comes_in() -> None:
    """Thread and known handling information are taken as they are given."""
    known = Handling({"netid": Finding("pnowak2"), "description": Finding("it hangs")})
    thread = Finding(ThreadKind.CUSTOMER_ANSWER)
    read = reader().read(mail("Please reply here.", "Re: DARS"), now=NOW, thread=thread, known=known)
    assert (thread, ()) == (read.thread, read.handling.missing)


def test_a_coned_customer_who_left_is_a_question() -> None:
    """The cone counts; with words of having left it is in doubt, and not against a failed authentication."""
    assert facts("SIS hangs.", author="ikeller-fx@wisc.edu").coned.answer
    left = facts("SIS hangs. I left the Registrar's Office in May.", author="ikeller-fx@wisc.edu").coned
    assert (True, (False,)) == (left.answer, left.alternatives)
    assert not facts("SIS hangs.", author="ikeller-fx@wisc.edu", dmarc="fail").coned.answer


def test_the_customer_written_for_brings_their_own_record() -> None:
    """Who is written for and identified is coned, or not, by their own record."""
    told = facts("I am writing on behalf of Ines Keller (ikeller-fx@wisc.edu), her SIS hangs.", author="x-fx@wisc.edu")
    assert told.coned.answer
    about = facts("I am writing on behalf of zlange-fx@wisc.edu, her SIS hangs.", author="ikeller-fx@wisc.edu")
    assert not about.coned.answer


def test_a_ruling_in_force_is_a_fact_until_its_last_day() -> None:
    """The catalogue's rulings count up to and including their last day."""
    message = mail("Canvas hides my course.")
    for day, there in ((datetime(2027, 6, 30, 23, tzinfo=UTC), True), (datetime(2027, 7, 1, 0, tzinfo=UTC), False)):
        assert there == ("canvas" in reader().read(message, now=day).rulings)


def test_the_journals_rulings_stand_above_the_catalogues() -> None:
    """A newer word of HDQA goes before the catalogue's; one that has run out leaves none."""
    message = mail("Canvas hides my course.")
    newer = Ruling("canvas", es=True, by="kwest", until=date(2026, 12, 31))
    assert newer == reader().read(message, now=NOW, rulings=[newer]).rulings["canvas"]
    gone = replace(newer, until=date(2026, 1, 1))
    assert "canvas" not in reader().read(message, now=NOW, rulings=[gone]).rulings


CHAT = """Chat transcript
Customer: Dilip Bose <dbose-fx@wisc.edu>
Agent: Corin

[08:12] Dilip Bose: hi! my degree audit does not run
[08:12] Corin: Are you on a departmental computer? Is everyone affected?
[08:14] Dilip Bose: no, just my macbook
"""


def test_a_chat_is_read_from_its_transcript() -> None:
    """The bridge's mail is the customer's words; the agent's questions are no evidence."""
    read = facts(CHAT, "Chat transcript", author=BRIDGE)
    assert Channel.CHAT is read.channel
    assert not read.automatic.answer
    assert read.customer.answer is not None
    assert "dbose-fx@wisc.edu" == read.customer.answer.address
    assert read.department.answer is not None
    assert "chem" == read.department.answer.id
    assert (False, False) == (read.partner_cue.answer, read.outage.answer)
    assert ["dars"] == [service.id for service in read.services.answer]


def test_an_agents_name_with_their_desk_behind_it_is_an_agents() -> None:
    """The agent named "Corin (Help Desk)" is the agent as well: the question is not the customer's."""
    read = facts(CHAT.replace("Corin", "Corin (Help Desk)"), "Chat transcript", author=BRIDGE)
    assert (False, False) == (read.partner_cue.answer, read.outage.answer)


def test_a_transcript_from_another_address_is_a_mail() -> None:
    """Only the configured bridge is believed."""
    read = facts(CHAT, "Chat transcript", author=AUTHOR)
    assert Channel.EMAIL is read.channel


def test_a_bridges_mail_without_a_transcript_is_a_persons() -> None:
    """Nobody is the customer, and why goes into the review."""
    read = facts("The service restarts.", "Notice", author=BRIDGE)
    assert read.customer.answer is None
    assert Disposition.REVIEW is procedure.decide(read).disposition


def test_a_voicemail_notice_is_heard_by_a_person() -> None:
    """The voicemail system is no robot of rule 1, and its notice no readable request."""
    read = facts(
        "You missed a call.", "Voicemail from 608-555-0142", author=VOICEMAIL, more="Auto-Submitted: auto-generated\r\n"
    )
    assert not read.automatic.answer
    assert read.unreadable.answer is not None
    assert "5" == procedure.decide(read).rule


def test_a_configured_source_of_outage_notices_tells_of_one() -> None:
    """A notice from a named source is an outage; the same from elsewhere is a robot's."""
    more = "Auto-Submitted: auto-generated\r\n"
    assert Disposition.OUTAGE is procedure.decide(facts("SIS is unavailable.", author=STATUS, more=more)).disposition
    elsewhere = facts("SIS is unavailable.", author="alerts-fx@doit.example", more=more)
    assert Disposition.IGNORE is procedure.decide(elsewhere).disposition


def test_a_customer_who_is_not_identified_makes_it_unreadable() -> None:
    """Written for somebody unknown: rule 5's question, with the author as a candidate."""
    read = facts("I am writing on behalf of a student who cannot see her grades in SIS.")
    assert read.unreadable.answer is not None
    assert read.unreadable.doubt is not None
    assert (AUTHOR,) == read.unreadable.doubt.candidates


def test_an_agents_department_and_service_stand_in_the_findings_place() -> None:
    """What an agent said is a fact with their name as its evidence."""
    agent = AgentWord("kwest", department="registrar", service="sis;workday", note="phoned her")
    read = reader().read(mail("Something is wrong."), now=NOW, agent=agent)
    said = (Evidence("agent", "kwest: phoned her"),)
    assert read.department.answer is not None
    assert ("registrar", said) == (read.department.answer.id, read.department.evidence)
    assert (True, said) == (read.contract.answer, read.contract.evidence)
    assert (["sis", "workday"], said) == ([one.id for one in read.services.answer], read.services.evidence)
    assert agent == read.agent
    assert Disposition.CPS is procedure.decide(read).disposition


def test_an_agents_word_ends_a_doubt() -> None:
    """A department that the sources disagree about, or that a coned customer left, is settled by the agent."""
    doubted = mail("SIS hangs. I left the Registrar's Office in May.", author="ikeller-fx@wisc.edu")
    assert Disposition.REVIEW is procedure.decide(reader().read(doubted, now=NOW)).disposition
    agent = AgentWord("kwest", department="chem")
    decision = procedure.decide(reader().read(doubted, now=NOW, agent=agent))
    assert decision.question is None


def test_what_an_agent_names_that_is_not_there_changes_nothing() -> None:
    """An unknown department or service leaves the findings as they are."""
    message = mail("My degree audit hangs.")
    plain = reader().read(message, now=NOW)
    agent = AgentWord("kwest", department="nowhere", service="nothing")
    assert replace(plain, agent=agent) == reader().read(message, now=NOW, agent=agent)


def test_an_agents_service_asks_for_what_that_service_needs() -> None:
    """What is missing is counted again for the service that the agent named."""
    agent = AgentWord("kwest", service="sis")
    read = reader().read(mail("The roster lists a student twice. NetID: pnowak2."), now=NOW, agent=agent)
    assert "netid" not in read.handling.missing
    assert "desired_email" in read.handling.missing


@pytest.mark.parametrize("raw", [b"", b"\x00", b"From: \r\n\r\n", b"no header at all", b"From: a@b, c@d\r\n\r\nhi"])
def test_bytes_that_are_hardly_a_mail_are_facts_too(raw: bytes) -> None:
    """Nothing raises, and a person decides."""
    decision = procedure.decide(reader().read(parse(raw), now=NOW))
    assert Disposition.REVIEW is decision.disposition
