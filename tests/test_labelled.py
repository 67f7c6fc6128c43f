"""Labelled mails become raw mails, directories and labels."""

import json
from email import message_from_bytes
from email.header import decode_header, make_header
from typing import Any

import pytest

from mailroute import labelled
from mailroute.catalog import Person
from mailroute.disposition import Disposition
from mailroute.fault import Fault
from mailroute.labelled import Expected, Labelled

ROW: dict[str, Any] = {
    "id": "t01",
    "record": None,
    "from_name": "",
    "from": "Ada.Brandt-fx@chem.wisc.edu",
    "to": "help@doit.example",
    "cc": [],
    "reply_to": None,
    "date": "2026-11-02T10:12:00-06:00",
    "headers": {},
    "subject": "Printer",
    "body": "It blinks.\nAda",
    "html": False,
    "expected": {
        "disposition": "consult",
        "department": "chem",
        "services": ["printer"],
        "missing": [],
        "urgent": False,
    },
    "also_ok": ["review"],
    "why": "no ruling",
}


def one(**changes: object) -> Labelled:
    """The one mail of a file with ``ROW`` changed."""
    (mail,) = labelled.read([json.dumps(ROW | changes)], name="mails.jsonl")
    assert isinstance(mail, Labelled), mail
    return mail


def fault(**changes: object) -> str:
    """The one fault of a file with ``ROW`` changed."""
    (found,) = labelled.read(["", json.dumps(ROW | changes)], name="mails.jsonl")
    assert isinstance(found, Fault), found
    return str(found)


def test_a_row_becomes_a_mail_with_its_headers_in_order() -> None:
    """The raw mail has trace fields first, CRLF line ends, and the body as it stands."""
    headers = {"Auto-Submitted": "no", "Return-Path": "<x@y.example>", "Authentication-Results": "mx; dmarc=pass"}
    expected = (
        b"Return-Path: <x@y.example>\r\n"
        b"Authentication-Results: mx; dmarc=pass\r\n"
        b"From: Ada.Brandt-fx@chem.wisc.edu\r\n"
        b"To: help@doit.example\r\n"
        b"Date: Mon, 02 Nov 2026 10:12:00 -0600\r\n"
        b"Subject: Printer\r\n"
        b"Message-ID: <t01@labelled.example>\r\n"
        b"Auto-Submitted: no\r\n"
        b"MIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n"
        b"\r\n"
        b"It blinks.\r\nAda"
    )
    assert expected == one(headers=headers).raw


def test_a_label_is_read() -> None:
    """What is expected, what is also right, and why, come with the mail."""
    mail = one()
    assert Expected(Disposition.CONSULT, "chem", ("printer",)) == mail.expected
    assert ("review",) == mail.also_ok
    assert ("t01", 1, "no ruling") == (mail.id, mail.line, mail.why)


def test_names_and_subjects_beyond_ascii_are_encoded_words() -> None:
    """A long subject in another script survives the way into the header and back, with no line over 998 octets."""
    subject = "Zahlung läuft nicht, 漢字 " * 30
    mail = one(subject=subject, from_name='Jörg "J" Müller')
    parsed = message_from_bytes(mail.raw)
    assert subject.strip() == str(make_header(decode_header(parsed["Subject"])))
    assert 'Jörg "J" Müller <Ada.Brandt-fx@chem.wisc.edu>' == str(make_header(decode_header(parsed["From"])))
    assert max(map(len, mail.raw.split(b"\r\n"))) <= 998


def test_a_quoted_name_keeps_its_quotes() -> None:
    """A display name with a comma and quotes is a quoted string."""
    parsed = message_from_bytes(one(from_name='Brandt, "Ada"').raw)
    assert '"Brandt, \\"Ada\\"" <Ada.Brandt-fx@chem.wisc.edu>' == parsed["From"]


def test_html_and_very_long_lines() -> None:
    """HTML is said so; a line longer than a mail allows goes as base64 and comes back whole."""
    body = "<p>" + "ü" * 3000 + "</p>"
    parsed = message_from_bytes(one(body=body, html=True).raw)
    payload = parsed.get_payload(decode=True)
    assert "text/html" == parsed.get_content_type()
    assert isinstance(payload, bytes)
    assert body == payload.decode()


def test_a_header_of_the_same_name_replaces_ours() -> None:
    """``headers`` may give another Message-ID, several of one field, or a media type of its own."""
    parsed = message_from_bytes(
        one(headers={"message-id": "<a@b.example>", "Received": ["one", "two"], "Content-Type": "text/calendar"}).raw
    )
    assert ["<a@b.example>"] == parsed.get_all("Message-ID")
    assert ["one", "two"] == parsed.get_all("Received")
    assert "text/calendar" == parsed.get_content_type()


def test_a_line_break_in_a_value_makes_no_header() -> None:
    """A subject with a line break stays one header."""
    parsed = message_from_bytes(one(subject="Hi\r\nBcc: all@wisc.example").raw)
    assert "Hi Bcc: all@wisc.example" == parsed["Subject"]
    assert parsed["Bcc"] is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": ""}, "mails.jsonl:2: has no id"),
        ({"subject": 7}, 'subject is no text: 7: write "subject": "..."'),
        ({"date": "tomorrow"}, "date 'tomorrow' is none: write it as"),
        ({"record": {"name": "x"}}, "record has no email"),
        ({"record": "x"}, "record is no object"),
        ({"headers": {"A B": "x"}}, "'A B' is no header name"),
        ({"expected": {"disposition": "es?"}}, "expected.disposition 'es?' is none: write one of ignore"),
        ({"cc": [1]}, "cc is no list of texts"),
        ({"html": "no"}, "html is neither true nor false"),
    ],
)
def test_a_wrong_row_is_a_fault_with_its_line(changes: dict[str, Any], said: str) -> None:
    """A wrong value says which, in which line, and how to mend it."""
    found = fault(**changes)
    assert said in found
    assert found.startswith("mails.jsonl:2: ")


def test_a_broken_line_does_not_stop_the_others() -> None:
    """No JSON, no object, an id given twice: one fault each, and the mails around them are read."""
    lines = ["{", json.dumps(ROW), "[]", json.dumps(ROW), json.dumps(ROW | {"id": "t02"})]
    found = list(labelled.read(lines, name="m"))
    assert [Fault, Labelled, Fault, Fault, Labelled] == [type(item) for item in found]
    assert "m:4: has the id 't01' of line 2: give it its own" == str(found[3])


def test_a_mails_own_record_wins_and_its_own_null_means_none() -> None:
    """The directory is the file's records together, but each mail's own label says what is known of its author."""
    own = Person("ada.brandt-fx@chem.wisc.edu", "Ada", "abrandt", ("chem",), coned=False)
    coned = {"email": own.email, "name": "Ada", "netid": "abrandt", "departments": ["chem"], "coned": True}
    plain = coned | {"coned": False}
    rows = [ROW | {"id": "a", "record": plain}, ROW | {"id": "b", "record": coned}, ROW | {"id": "c"}]
    rows.append(ROW | {"id": "d", "from": "other-fx@wisc.edu"})
    mails = [mail for mail in labelled.read(map(json.dumps, rows), name="m") if isinstance(mail, Labelled)]
    everybody = labelled.people(mails)
    assert {own.email: own} == everybody
    first, second, third, fourth = (labelled.directory_for(mail, everybody) for mail in mails)
    assert first is everybody
    assert second[own.email].coned
    assert {} == third
    assert fourth is everybody
