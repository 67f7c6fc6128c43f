"""Decisions become mails: envelope, header, letter and the original as it came."""

import email
import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message as Parsed
from pathlib import Path

import pytest

from mailroute.catalog import Department, Person, Service
from mailroute.config_sections import DeskSection, RoutesSection
from mailroute.decision import Decision, Step
from mailroute.disposition import Disposition
from mailroute.facts import AgentWord, Authentication, Channel, Customer, Facts, Handling
from mailroute.finding import Evidence, Finding
from mailroute.mail.compose import LOOP_HEADER, ComposeError, Composer
from mailroute.mail.identity import CaseHead, case_token, token_of_message_id, tokens_in
from mailroute.mail.letter import Rendered
from mailroute.mail.message import Address, Message, Sections
from mailroute.mail.outgoing import Kind, Outgoing
from mailroute.templates import Templates

SECRET = b"a secret of thirty-two octets ..."
NOW = datetime(2026, 3, 4, 16, 12, tzinfo=UTC)
DESK = DeskSection(
    "DoIT Help Desk", ("help@doit.example",), chat_bridge="bridge@doit.example", from_address="help@doit.example"
)
ROUTES = RoutesSection(
    cps=("cps@queues.example",),
    es=("hd-es@queues.example",),
    hdqa=("hdqa@queues.example",),
    sncc=("sncc@queues.example", "hdqa@queues.example"),
    chat=("es-chat@channels.example",),
    teams={"lists": ("lists@teams.example",)},
)
TEMPLATES = Templates.load(Path(__file__).parent.parent.parent / "templates")
COMPOSER = Composer(DESK, ROUTES, TEMPLATES.render, SECRET)
CASE = CaseHead(case_token(42, SECRET), 1)
CUSTOMER = "k.abel-fx@chem.example"
RAW = b"From: k.abel-fx@chem.example\r\nSubject: SIS\r\n\r\nThe degree audit won't run.\r\n"
SIS = Service("sis", "SIS - Student Information System", pick2=True, help_url="https://kb.example/sis")
LISTS = Service("lists", "Mailing lists", team="lists")

FORWARD = ["From", "Reply-To", "To", "Subject", "Date", "Message-ID", LOOP_HEADER]
FIRST = ["From", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID", LOOP_HEADER]
ANSWER = [*FORWARD, "Auto-Submitted", "X-Auto-Response-Suppress", "Precedence"]
MIME = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding"]

MAIL = Message(
    message_id="<q1@chem.example>",
    authors=(Address(CUSTOMER, "Kim Abel"),),
    subject="Degree audit won't run",
    date=NOW,
    sections=Sections("Hello,\nthe degree audit won't run since this morning.\n"),
)
FACTS = Facts(
    author=CUSTOMER,
    customer=Finding(Customer(CUSTOMER, "Kim Abel")),
    department=Finding(Department("chem", "Chemistry"), 0.98, (Evidence("domain", "chem.example"),)),
    contract=Finding(False),
    services=Finding((SIS,), 0.95, (Evidence("body", "the degree audit won't run"),)),
    handling=Handling({"description": Finding("the degree audit won't run")}, ("netid", "desired_email")),
)


def decided(disposition: Disposition, **more: object) -> Decision:
    """A decision as the procedure makes it."""
    step = Step(
        "14", "is the service Pick 2, and nothing missing?", "yes", (Evidence("body", "degree audit"),), "KB 147120"
    )
    return replace(Decision(disposition, "14", missing=("netid", "desired_email"), trail=(step,)), **more)  # type: ignore[arg-type]


def composed(
    disposition: Disposition, facts: Facts = FACTS, message: Message = MAIL, raw: bytes = RAW, case: CaseHead = CASE
) -> Outgoing:
    """The one mail of a decision."""
    (outgoing,) = COMPOSER.compose(decided(disposition), facts, message, raw, case=case, now=NOW)
    return outgoing


def parsed(outgoing: Outgoing) -> Parsed:
    """The mail as a receiver's program reads it."""
    return email.message_from_bytes(outgoing.payload)


def text_of(mail: Parsed) -> str:
    """The letter as a receiver reads it, with line feeds as line ends."""
    part = mail.get_payload(0) if mail.is_multipart() else mail
    return part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")  # type: ignore[union-attr]


def test_who_failed_authentication_is_not_answered_on_an_agents_word() -> None:
    """Whoever stands in From may never have written; a forward still goes to the queue."""
    forged = replace(FACTS, authentication=Finding(Authentication.FAIL), agent=AgentWord(by="kim"))
    with pytest.raises(ComposeError, match="failed authentication: answer by hand"):
        composed(Disposition.GATHER, forged)
    assert composed(Disposition.ES, forged).envelope.recipients == ROUTES.es


def attached(outgoing: Outgoing) -> list[tuple[bytes, bytes]]:
    """``(header, content)`` of each attachment as it stands on the wire, cut out without a MIME library."""
    boundary = re.search(rb'boundary="([^"]+)"', outgoing.payload)
    assert boundary is not None
    pieces = outgoing.payload.split(b"\r\n--" + boundary[1])[1:]
    assert pieces[-1] == b"--\r\n"
    return [(head, content) for head, _, content in (piece.partition(b"\r\n\r\n") for piece in pieces[1:-1])]


ROUTED = [
    (Disposition.CPS, Kind.FORWARD, "forward_cps", ("cps@queues.example",)),
    (Disposition.ES, Kind.FORWARD, "forward_es", ("hd-es@queues.example",)),
    (Disposition.GATHER, Kind.REPLY, "gather", (CUSTOMER,)),
    (Disposition.ASK_DEPARTMENT, Kind.REPLY, "ask_department", (CUSTOMER,)),
    (Disposition.CONSULT, Kind.CONSULT, "consult", ("hdqa@queues.example",)),
    (Disposition.OUTAGE, Kind.NOTICE, "outage_notice", ("hdqa@queues.example", "sncc@queues.example")),
    (Disposition.CHAT, Kind.CHAT, "chat_request", ("es-chat@channels.example",)),
]


@pytest.mark.parametrize(("disposition", "kind", "template", "recipients"), ROUTED)
def test_each_disposition_is_written_to_its_route(
    disposition: Disposition, kind: Kind, template: str, recipients: tuple[str, ...]
) -> None:
    """Kind, template and envelope recipients are those of the procedure's page; no recipient stands there twice."""
    outgoing = composed(disposition)

    assert (kind, template, recipients) == (outgoing.kind, outgoing.template, outgoing.envelope.recipients)


@pytest.mark.parametrize(
    "disposition", [Disposition.IGNORE, Disposition.FOLLOW_UP, Disposition.REVIEW, Disposition.TECHNICAL]
)
def test_nobody_is_written_to(disposition: Disposition) -> None:
    """Ignored, joined and reviewed mail is answered by nothing, nor is technical mail whose service names no team."""
    assert () == COMPOSER.compose(decided(disposition), FACTS, MAIL, RAW, case=CASE, now=NOW)


def test_a_technical_mail_goes_to_the_services_team() -> None:
    """Where the catalogue names a team and the configuration its address, the team gets the mail."""
    outgoing = composed(Disposition.TECHNICAL, replace(FACTS, services=Finding((LISTS, SIS))))

    assert ("lists@teams.example",) == outgoing.envelope.recipients
    assert [*FORWARD, *MIME] == parsed(outgoing).keys()


def test_an_outage_is_told_once_and_never_carries_the_mail() -> None:
    """HDQA and SNCC get one notice an outage, with the facts and without the mail."""
    outgoing = composed(Disposition.OUTAGE)

    assert not parsed(outgoing).is_multipart()
    assert "since this morning" not in outgoing.body
    assert () == COMPOSER.compose(
        decided(Disposition.OUTAGE), FACTS, MAIL, RAW, case=replace(CASE, outage_notice_due=False), now=NOW
    )


@pytest.mark.parametrize("disposition", [Disposition.GATHER, Disposition.ASK_DEPARTMENT])
def test_an_answer_cannot_start_a_loop(disposition: Disposition) -> None:
    """An automatic answer has the null sender, one bare recipient, every mark of a machine, and no attachment."""
    outgoing = composed(disposition)
    mail = parsed(outgoing)

    assert [*ANSWER, "In-Reply-To", "References", *MIME] == mail.keys()
    assert "" == outgoing.envelope.sender
    assert "auto-replied" == mail["Auto-Submitted"]
    assert "All" == mail["X-Auto-Response-Suppress"]
    assert "bulk" == mail["Precedence"]
    assert mail[LOOP_HEADER].startswith("help@doit.example; ")
    assert f"<{CUSTOMER}>" == mail["To"]
    assert "<q1@chem.example>" == mail["In-Reply-To"] == mail["References"]
    assert not mail.is_multipart()
    assert not re.search(r"^>", outgoing.body, re.MULTILINE)


@pytest.mark.parametrize("disposition", [Disposition.CPS, Disposition.ES])
def test_a_first_forward_names_the_customer(disposition: Disposition) -> None:
    """The queue's first mail comes from us, shows the customer in Cc and Reply-To, and has no mark of a machine."""
    outgoing = composed(disposition)
    mail = parsed(outgoing)

    assert [*FIRST, *MIME] == mail.keys()
    assert '"DoIT Help Desk" <help@doit.example>' == mail["From"]
    assert f"<{CUSTOMER}>" == mail["Cc"] == mail["Reply-To"]
    assert "help@doit.example" == outgoing.envelope.sender
    assert CUSTOMER not in outgoing.envelope.recipients
    assert "Auto-Submitted" not in mail


def test_a_later_forward_has_no_cc() -> None:
    """WiscIT reads Cc on a case's first mail only, so that later ones leave it out."""
    assert [*FORWARD, *MIME] == parsed(composed(Disposition.ES, case=replace(CASE, first_forward=False))).keys()


def test_a_consultations_answer_comes_back_to_the_desk() -> None:
    """HDQA answers us, not the customer, and its answer finds the case by our Message-ID."""
    outgoing = composed(Disposition.CONSULT)
    mail = parsed(outgoing)

    assert [*FORWARD, *MIME] == mail.keys()
    assert "<help@doit.example>" == mail["Reply-To"]
    assert CASE.token == token_of_message_id(mail["Message-ID"], SECRET)


@pytest.mark.parametrize(("disposition", "_kind", "_template", "_recipients"), ROUTED)
def test_each_mail_names_its_case(disposition: Disposition, _kind: Kind, _template: str, _recipients: object) -> None:
    """The subject holds the case's token once, the Message-ID is ours, the date is ``now``."""
    mail = parsed(composed(disposition))

    assert (CASE.token,) == tokens_in(str(make_header(decode_header(mail["Subject"]))), SECRET)
    assert CASE.token == token_of_message_id(mail["Message-ID"], SECRET)
    assert "Wed, 04 Mar 2026 16:12:00 +0000" == mail["Date"]


def test_a_subject_for_staff_has_no_number() -> None:
    """A ticket system that takes a subject's first number for a record's finds none; the facts keep the subject."""
    message = replace(MAIL, subject="Re: ticket 55512: 25Live is slow (MR-BDGJLMPQRV)")
    outgoing = composed(Disposition.ES, message=message)

    assert (
        f"Enterprise Support request: SIS - Student Information System - ticket ... is slow ({CASE.token})"
        == outgoing.subject
    )
    assert "Re: ticket 55512: 25Live is slow" in outgoing.body
    assert f"Re: ticket 55512: 25Live is slow ({CASE.token})" == composed(Disposition.GATHER, message=message).subject


def test_a_template_without_the_token_gets_it() -> None:
    """A desk that leaves the token out of its subject still gets answers that find their case."""
    composer = Composer(DESK, ROUTES, lambda _name, _context: Rendered("Hello", "Hello\n"), SECRET)
    (outgoing,) = composer.compose(decided(Disposition.GATHER), FACTS, MAIL, RAW, case=CASE, now=NOW)

    assert f"Hello ({CASE.token})" == outgoing.subject


# --- the letters


def test_gather_asks_six_questions_at_most_the_required_first() -> None:
    """Missing fields come first, what is known is repeated and not asked, and the answer's way is told."""
    body = composed(Disposition.GATHER).body
    questions = re.findall(r"^\d\. (.*)", body, re.MULTILINE)

    assert 6 == len(questions)
    assert "What is your NetID?" == questions[0]
    assert questions[1].startswith("Which email address")
    assert "What have you tried so far, if anything?" == questions[2]
    assert "department" not in " ".join(questions)
    assert "- Your request: the degree audit won't run" in body
    assert "a member of that team writes to you by email" in body
    assert 1 == body.count("https://")


def test_trouble_with_signing_in_asks_for_other_sites() -> None:
    """One application's sign-in or the login's: the letter asks."""
    message = replace(MAIL, sections=Sections("I cannot log in to SIS.\n"))

    assert "Can you sign in to other university sites" in composed(Disposition.GATHER, message=message).body


def test_no_required_field_asks_for_a_secret() -> None:
    """A catalogue row that requires a password is not carried into a letter."""
    decision = decided(Disposition.GATHER, missing=("netid", "password", "date_of_birth"))
    (outgoing,) = COMPOSER.compose(decision, FACTS, MAIL, RAW, case=CASE, now=NOW)

    assert not re.search(r"^\d\. .*(password|birth)", outgoing.body, re.MULTILINE | re.IGNORECASE)


def test_an_answer_repeats_no_link_and_no_third_persons_record() -> None:
    """Nobody can have us send a link to a victim, or learn another person's NetID by writing for them."""
    other = Customer(
        "boss-fx@chem.example", "Sam Boss", Person("boss-fx@chem.example", netid="bossfx"), is_author=False
    )
    handling = Handling(
        {
            "netid": Finding("bossfx", 1.0, (Evidence("directory", "boss-fx@chem.example"),)),
            "description": Finding("see https://evil.example/x and www.evil.example"),
        }
    )
    facts = replace(FACTS, customer=Finding(other), handling=handling)
    message = replace(
        MAIL, subject="look at https://evil.example/x", authors=(Address(CUSTOMER, "http://evil.example"),)
    )
    outgoing = composed(Disposition.GATHER, facts, message)

    assert (CUSTOMER,) == outgoing.envelope.recipients
    assert "bossfx" not in outgoing.body
    assert "evil" not in outgoing.body + outgoing.subject
    assert "Sam Boss" not in outgoing.body


def test_a_forward_begins_with_our_own_block() -> None:
    """The facts come first, then the customer's words behind ">", then how it was decided."""
    body = composed(Disposition.ES).body

    assert body.startswith(f"Case:           {CASE.token}")
    assert body.index("Department:     Chemistry") < body.index("> the degree audit won't run since this morning.")
    assert body.index("> the degree audit") < body.index("- rule 14 of the procedure (KB 147120)")


@pytest.mark.parametrize(
    "text", ["#resolve", "\n\n  #resolve now", "\u200b#resolve", "\r#resolve", "x\x0b#resolve", "x\u2028#resolve"]
)
def test_a_command_in_the_customers_text_is_text(text: str) -> None:
    """No line of a mail to staff begins with "#", wherever the customer put it."""
    handling = Handling({"description": Finding(text), "steps": Finding(f"word {'y' * 70} #resolve")})
    facts = replace(
        FACTS, customer=Finding(Customer(CUSTOMER, text)), handling=handling, agent=AgentWord(text, note=text)
    )
    message = replace(MAIL, subject=text, authors=(Address(CUSTOMER, text),), sections=Sections(text))
    for disposition in (Disposition.ES, Disposition.CPS, Disposition.CONSULT, Disposition.CHAT, Disposition.OUTAGE):
        lines = text_of(parsed(composed(disposition, facts, message))).splitlines()

        assert [] == [line for line in lines if line.lstrip().startswith("#")]
        assert "Case:" == lines[0][:5] or disposition is Disposition.CHAT


def test_braces_in_a_mail_are_not_evaluated() -> None:
    """``{{ 7*7 }}`` reaches the queue as it was written."""
    message = replace(MAIL, subject="{{ 7*7 }}", sections=Sections("{{ 7*7 }} {% raw %}"))
    outgoing = composed(Disposition.ES, message=message)

    assert "> {{ 7*7 }} {% raw %}" in outgoing.body
    assert "49" not in outgoing.body


def test_an_agents_word_stands_in_the_forward() -> None:
    """What a person decided is told with that person's name."""
    body = composed(Disposition.ES, replace(FACTS, agent=AgentWord("P. Lead", note="spoke on the phone"))).body

    assert "- P. Lead reviewed it: spoke on the phone" in body


def test_a_reminder_is_an_answer_too() -> None:
    """It asks again for what is required, with all marks of a machine."""
    (outgoing,) = COMPOSER.remind(decided(Disposition.GATHER), FACTS, MAIL, case=replace(CASE, next_number=2), now=NOW)

    assert Kind.REMINDER is outgoing.kind
    assert [*ANSWER, "In-Reply-To", "References", *MIME] == parsed(outgoing).keys()
    assert "1. What is your NetID?" in outgoing.body
    assert () == COMPOSER.remind(decided(Disposition.ES), FACTS, MAIL, case=CASE, now=NOW)


# --- the original, byte for byte

ORIGINALS = {
    "plain": RAW,
    "no newline at the end": RAW.rstrip(),
    "several newlines at the end": RAW + b"\r\n\r\n\r\n",
    "8-bit in the header": b"Subject: Gr\xfc\xdfe \xff\xfe\r\nFrom: x@y.example\r\n\r\nh\xe4\r\n",
    "from-lines, dots and trailing blanks": b"Subject: x\r\n\r\nFrom me\r\n.\r\n..\r\ntrailing  \t\r\n--=_mr_\r\n",
    "a line of 998 octets": b"Subject: x\r\n\r\n" + b"y" * 998 + b"\r\n",
    "not a mail at all": b"\xff\xd8\xff\xe0 nothing of a header",
}
ODD = {
    "NUL": b"Subject: x\r\n\r\na\0b\r\n",
    "a line of 999 octets": b"Subject: x\r\n\r\n" + b"y" * 999 + b"\r\n",
    "mixed line ends": b"Subject: x\r\n\r\na\nb\r\n",
    "bare CR": b"Subject: x\n\na\rb\n",
    "empty": b"",
}


@pytest.mark.parametrize("raw", ORIGINALS.values(), ids=ORIGINALS)
def test_the_original_goes_along_byte_for_byte(raw: bytes) -> None:
    """What lies between the boundaries is exactly what came in, as message/rfc822 without an encoding."""
    ((head, content),) = attached(composed(Disposition.ES, raw=raw))

    assert raw == content
    assert b"Content-Type: message/rfc822\r\n" in head
    assert (b"8bit" if not raw.isascii() else b"7bit") in head


def test_an_original_with_bare_lf_gets_only_the_wires_line_ends() -> None:
    """A mail out of a Maildir differs in nothing but its line ends."""
    raw = b"Subject: x\nX-Odd:  two  blanks \n\nline \n\n\nend"
    ((head, content),) = attached(composed(Disposition.ES, raw=raw))

    assert raw == content.replace(b"\r\n", b"\n")
    assert b"message/rfc822" in head


@pytest.mark.parametrize("raw", ODD.values(), ids=ODD)
def test_an_original_that_mail_cannot_carry_goes_as_a_file(raw: bytes) -> None:
    """What no 8bit part may hold goes in base64, still byte for byte."""
    outgoing = composed(Disposition.ES, raw=raw)
    ((head, _),) = attached(outgoing)
    part = parsed(outgoing).get_payload(1)

    assert b"Content-Type: application/octet-stream" in head
    assert "original.eml" == part.get_filename()  # type: ignore[union-attr]
    assert raw == part.get_payload(decode=True)  # type: ignore[union-attr]


def test_random_originals_go_along_byte_for_byte() -> None:
    """Three hundred seeded originals of odd octets come out as they went in."""
    dice = random.Random(2)  # noqa: S311 - a seeded test
    pieces = [
        b"\r\n",
        b"\n",
        b"\r",
        b"\0",
        b"Subject: ",
        b"--",
        b"=_mr_",
        b"\xff",
        b"text ",
        b"y" * 400,
        b".",
        b"\xe2\x80\xa8",
    ]
    for _ in range(300):
        raw = b"Subject: x\r\n\r\n" + b"".join(dice.choices(pieces, k=dice.randrange(30)))
        outgoing = composed(Disposition.ES, raw=raw)
        ((head, content),) = attached(outgoing)
        got = content if b"rfc822" in head else parsed(outgoing).get_payload(1).get_payload(decode=True)  # type: ignore[union-attr]

        assert raw == got


def test_earlier_mails_of_the_case_go_along() -> None:
    """The queue gets the customer's answer first, and the mails before it."""
    (outgoing,) = COMPOSER.compose(
        decided(Disposition.ES),
        FACTS,
        MAIL,
        RAW,
        case=CASE,
        now=NOW,
        earlier=(b"Subject: first\r\n\r\n1\r\n", b"Subject: second\r\n\r\n2\r\n"),
    )
    names = [re.search(rb'filename="([^"]+)"', head)[1] for head, _ in attached(outgoing)]  # type: ignore[index]

    assert [b"original.eml", b"earlier-1.eml", b"earlier-2.eml"] == names
    assert RAW == attached(outgoing)[0][1]


def test_the_same_mail_is_composed_to_the_same_bytes() -> None:
    """A plan made again differs in nothing."""
    assert composed(Disposition.ES) == composed(Disposition.ES)


# --- nobody let in

PIECES = [
    "\r\n", "\n", "\r", "\0", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff", "\ud800",
    "Bcc: evil@evil.example", "Cc: <evil@evil.example>", "To: evil@evil.example", "X-Evil: 1", "\r\n\r\n", "\r\n ",
    "=?utf-8?q?a=0D=0ABcc:_evil@evil.example?=", "=?utf-8?b?DQpCY2M6IGV2aWxAZXZpbC5leGFtcGxl?=", "=?", "?=", "\udcff",
    "{{ 7*7 }}", "{% include 'x' %}", "{{ desk.__class__ }}", "#resolve", "\n#resolve\n", "%0d%0a", "\\r\\n", '"',
    "<", ">", ",", ";", "evil@evil.example", "<evil@evil.example>", "é", "名前", "🙂", "y" * 300, ".\r\n", "\r\n.\r\n",
    "--=_mr_", "\t", " ",
]  # fmt: skip


def _payload(dice: random.Random) -> str:
    return "".join(dice.choices(PIECES, k=dice.randrange(1, 7)))


def test_no_value_of_a_mail_gets_in() -> None:
    """Six hundred hostile mails: no header more, no recipient more, no line that begins with "#", nothing evaluated."""
    dice = random.Random(3)  # noqa: S311 - a seeded test
    names = [*FIRST, *ANSWER, "In-Reply-To", "References", *MIME]
    for round_ in range(600):
        disposition = ROUTED[round_ % len(ROUTED)][0]
        bad = [_payload(dice) for _ in range(16)]
        fields = {"netid", "desired_email", "description", "phone", "device", "error", bad[15][:20]}
        handling = Handling(
            {name: Finding(dice.choice(bad), 0.9, (Evidence("body", dice.choice(bad)),)) for name in fields}
        )
        customer = Customer(dice.choice([CUSTOMER, bad[0], f"{bad[1]}@chem.example"]), bad[2])
        facts = replace(
            FACTS,
            customer=Finding(customer),
            handling=handling,
            outage=Finding(True, 0.9, (Evidence("body", bad[3]),)),
            agent=AgentWord(bad[4], note=bad[5]),
        )
        message = Message(
            message_id=dice.choice(["<q1@chem.example>", bad[6], f"<{bad[7]}@x.example>"]),
            references=(f"<{bad[8]}@x>", "<ok@x.example>", bad[9]),
            in_reply_to=(bad[10],),
            authors=(Address(dice.choice([CUSTOMER, f"{bad[11]}@chem.example", bad[11]]), bad[12]),),
            subject=bad[13],
            sections=Sections(bad[14]),
            date=NOW,
        )
        raw = "".join(bad).encode("utf-8", "replace")
        try:
            (outgoing,) = COMPOSER.compose(
                decided(disposition, rule=bad[3], missing=("netid", bad[9])), facts, message, raw, case=CASE, now=NOW
            )
        except ComposeError as refused:
            assert outgoing_is_an_answer(disposition), refused  # noqa: PT017 - only answers may be refused
            continue
        mail = parsed(outgoing)
        assert set(mail.keys()) <= set(names)
        assert len(mail.keys()) == len(set(mail.keys()))
        shown = " ".join(mail[name] or "" for name in ("From", "To", "Cc", "Reply-To"))
        assert "evil" not in shown or "evil" in customer.address
        assert set(outgoing.envelope.recipients) <= {
            CUSTOMER, message.authors[0].addr, *ROUTES.cps, *ROUTES.es, *ROUTES.hdqa, *ROUTES.sncc, *ROUTES.chat,
        }  # fmt: skip
        subject = str(make_header(decode_header(mail["Subject"].replace("\r\n ", " "))))
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e\u2066]", subject)
        assert " ".join(subject.split()) == outgoing.subject
        assert [] == [line for line in outgoing.body.split("\n") if line.lstrip().startswith("#")]
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\u2066]", outgoing.body)
        assert "49" not in outgoing.body
        assert outgoing.body == text_of(mail)


def outgoing_is_an_answer(disposition: Disposition) -> bool:
    """Whether a disposition writes to the customer."""
    return disposition in {Disposition.GATHER, Disposition.ASK_DEPARTMENT}


# --- whom we answer

AUTHORS = {
    "our own address": "help@doit.example",
    "a route": "HDQA@queues.example",
    "the chat bridge": "bridge@doit.example",
    "no domain": "mailer-daemon",
    "a quoted local part": '"a b"@chem.example',
    "two addresses": "a@chem.example,b@chem.example",
    "an address with a command": "a@chem.example>\r\nRCPT TO:<b@chem.example",
    "too long": "a" * 65 + "@chem.example",
}


@pytest.mark.parametrize("address", AUTHORS.values(), ids=AUTHORS)
def test_some_addresses_are_never_answered(address: str) -> None:
    """Ours, a route's, and what is no plain address: one clear line instead of a mail."""
    with pytest.raises(ComposeError) as refused:
        composed(Disposition.GATHER, message=replace(MAIL, authors=(Address(address),)))

    assert "\n" not in str(refused.value)


def test_an_odd_address_still_gets_forwarded() -> None:
    """An address that cannot stand in a header stops no forward: there is no Cc, and answers come to us."""
    odd = replace(MAIL, authors=(Address('"a b"@chem.example'),))
    mail = parsed(composed(Disposition.ES, replace(FACTS, customer=Finding(None)), odd))

    assert [*FORWARD, *MIME] == mail.keys()
    assert "<help@doit.example>" == mail["Reply-To"]


def test_the_answer_goes_to_the_address_that_wrote() -> None:
    """Neither a Reply-To nor another desired address moves an answer."""
    facts = replace(FACTS, handling=Handling({"desired_email": Finding("else@gmail.example")}))
    message = replace(MAIL, reply_to=(Address("evil@evil.example"),))

    assert (CUSTOMER,) == composed(Disposition.GATHER, facts, message).envelope.recipients


def test_a_chats_answer_goes_to_the_customer_of_the_transcript() -> None:
    """The bridge wrote, but the customer it names is asked."""
    facts = replace(
        FACTS, channel=Channel.CHAT, answerable=Finding(False), customer=Finding(Customer(CUSTOMER, is_author=False))
    )
    message = replace(MAIL, authors=(Address("bridge@doit.example"),))
    outgoing = composed(Disposition.GATHER, facts, message)

    assert (CUSTOMER,) == outgoing.envelope.recipients
    assert "In-Reply-To" not in parsed(outgoing)


def test_what_may_not_be_answered_is_not_answered() -> None:
    """Even a decision to ask does not answer a mail that evidence says is a machine's."""
    facts = replace(FACTS, answerable=Finding(False, 1.0, (Evidence("header", "Precedence: bulk"),)))
    with pytest.raises(ComposeError, match="Precedence: bulk"):
        composed(Disposition.GATHER, facts)


def test_references_are_checked_and_counted() -> None:
    """Of forty references the last nineteen and the mail itself stay, malformed ones are left out."""
    references = ("<a b@x>", "<x\r\nBcc: y@z>", *(f"<r{number}@chem.example>" for number in range(40)))
    mail = parsed(composed(Disposition.GATHER, message=replace(MAIL, references=references)))

    assert [*(f"<r{number}@chem.example>" for number in range(21, 40)), "<q1@chem.example>"] == mail[
        "References"
    ].split()


def test_a_broken_message_id_is_not_answered_to() -> None:
    """Without a sound Message-ID the answer goes out without In-Reply-To."""
    mail = parsed(composed(Disposition.GATHER, message=replace(MAIL, message_id="<a\r\nBcc: x@y.example>")))

    assert [*ANSWER, *MIME] == mail.keys()


def test_a_missing_route_is_one_clear_line() -> None:
    """A desk without a chat channel is told which key is missing."""
    composer = Composer(DESK, replace(ROUTES, chat=()), TEMPLATES.render, SECRET)
    with pytest.raises(ComposeError, match="names no address for chat"):
        composer.compose(decided(Disposition.CHAT), FACTS, MAIL, RAW, case=CASE, now=NOW)


def test_names_beyond_ascii_are_told_and_read() -> None:
    """A desk's name and a subject in other letters arrive as they were written."""
    composer = Composer(replace(DESK, name='Bücher "Desk"'), ROUTES, TEMPLATES.render, SECRET)
    (outgoing,) = composer.compose(
        decided(Disposition.GATHER), FACTS, replace(MAIL, subject="Größe 名前"), RAW, case=CASE, now=NOW
    )
    mail = parsed(outgoing)

    assert f"Re: Größe 名前 ({CASE.token})" == str(make_header(decode_header(mail["Subject"])))
    assert "Bücher" in str(make_header(decode_header(mail["From"])))
    assert outgoing.body == text_of(mail)


def test_a_token_of_another_shape_is_a_bug() -> None:
    """A case's head that holds no token is refused."""
    with pytest.raises(ComposeError, match="no token"):
        composed(Disposition.GATHER, case=CaseHead("MR-1\r\nBcc: x", 1))
