"""Mails made to cost time or memory, of any size: each asks one part of mailroute for more than it should give.

Comes in: a size in octets. Goes out: a mail of about that size. What each is after stands in its name.
"""

import base64
from collections.abc import Callable

_MAIL = (
    b"From: Ana Example <ana-fx@wisc.edu>\r\nTo: help@doit.example\r\nSubject: Workday trouble\r\n"
    b"Date: Mon, 23 Nov 2026 17:50:00 +0000\r\nMIME-Version: 1.0\r\n"
)
_TEXT = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
_HTML = b"Content-Type: text/html; charset=utf-8\r\n\r\n"
_MIXED = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
_ATTACHED = b"Content-Type: message/rfc822\r\n\r\n"

Maker = Callable[[int], bytes]


def _filled(head: bytes, unit: bytes) -> Maker:
    """``head`` and then ``unit`` again and again."""
    return lambda size: head + unit * max(1, (size - len(head)) // len(unit))


def _text(unit: bytes) -> Maker:
    return _filled(_MAIL + _TEXT, unit)


def _html(unit: bytes) -> Maker:
    return _filled(_MAIL + _HTML, unit)


def _parts(unit: bytes) -> Maker:
    return _filled(_MAIL + _MIXED, unit)


def _field(start: bytes, unit: bytes) -> Maker:
    return _filled(_MAIL + start, unit)


def _in_base64(kind: bytes, unit: bytes) -> Maker:
    """A part whose decoded octets are ``unit`` again and again."""

    def made(size: int) -> bytes:
        head = _MAIL + _MIXED + b"--b\r\nContent-Type: " + kind + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        return head + base64.encodebytes(unit * (size * 3 // 4 // len(unit) + 1))

    return made


def _deep(levels: int, opener: bytes, unit: bytes) -> Maker:
    """``opener`` (its ``%d`` the level) for each level, then ``unit`` to the end in the innermost."""

    def made(size: int) -> bytes:
        count = opener.count(b"%d")
        opened = b"".join(opener % ((level,) * count) for level in range(levels))
        return _filled(_MAIL + _MIXED + opened, unit)(size)

    return made


_OTHER = b"--%d\r\nContent-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n"
_MULTI = b"Content-Type: multipart/mixed; boundary=c%d\r\n\r\n--c%d\r\n"
_DIGEST = b"Content-Type: multipart/digest; boundary=c%d\r\n\r\n--c%d\r\n\r\n"
_HIDDEN = b"Content-Type: =?utf-8?b?bWVzc2FnZS9yZmM4MjI=?=\r\n\r\n"

ATTACKS: dict[str, Maker] = {
    # The text as it is read, and as it is forwarded line by line.
    "empty lines": _text(b"\r\n"),
    "short lines": _text(b"ab\r\n"),
    "short lines, LF": lambda size: _text(b"ab\n")(size).replace(b"\r", b""),
    "only LF": _filled(b"From ", b"\n"),
    "dots": _text(b".\r\n"),
    "mixed line ends": _text(b"a\r\r\nb\n"),
    "bare CR": _text(b"a\r"),
    "one line": _text(b"x"),
    "999 octets a line": _text(b"y" * 999 + b"\r\n"),
    "words": _text(b"my workday netid is not "),
    "words on one line": _text(b"everyone cannot "),
    "NUL": _text(b"\0"),
    "quoted": _text(b"> a\r\n"),
    "quoted deep": _text(b">"),
    "zalgo": _text("e\u0301\u0302\u0489".encode()),
    "bidi": _text("\u202e\u2066a".encode()),
    "utf-7": _field(b"Content-Type: text/plain; charset=utf-7\r\n\r\n", b"+AEE-"),
    "iso-2022-jp": _field(b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n", b"\x1b$B\x1b(B"),
    "utf-16": _field(b"Content-Type: text/plain; charset=utf-16\r\n\r\n", b"\xd8\x00"),
    "flowed": _field(b"Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n", b"a \r\n"),
    "signatures": _text(b"-- \r\nAna\r\n"),
    "attributions": _text(b"On Mon, Ana wrote:\r\n"),
    "From lines": _text(b"From: a@b.example\r\nSubject: x\r\n"),
    "addresses in the text": _text(b"a@b.c,"),
    "numbers": _text(b"4111 1111 1111 1111 "),
    "brackets": _text(b"("),
    # Octets that decode to more, or to the same again.
    "quoted-printable": _field(b"Content-Transfer-Encoding: quoted-printable\r\n\r\n", b"=41=0A"),
    "soft line breaks": _parts(b"=\r\n"),
    "base64": _field(b"Content-Transfer-Encoding: base64\r\n\r\n", b"QUFB"),
    "base64 of HTML": _in_base64(b"text/html", b"<div>"),
    "base64 of a mail": _in_base64(b"message/rfc822", _ATTACHED),
    "base64 of text": _in_base64(b"text/plain", b"ab\n"),
    "an attachment": _in_base64(b"application/zip", b"PK"),
    "uuencoded": _field(b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\r\n", b"M" + b"A" * 60 + b"\r\n"),
    # HTML.
    "open div": _html(b"<div>"),
    "paragraphs": _html(b"<p>a</p>"),
    "less than": _html(b"<"),
    "entities": _html(b"&#x41;&amp;"),
    "comments": _html(b"<!-- "),
    "attributes": _filled(_MAIL + _HTML + b"<div ", b"a=b "),
    "one attribute": _filled(_MAIL + _HTML + b'<div style="', b"display:none;"),
    "styles": _html(b"<style>.a{display:none}</style><b class=a>"),
    "one style": _filled(_MAIL + _HTML + b"<style>", b".a{display:none}"),
    "tables": _html(b"<table><tr><td>"),
    "citations": _html(b"<blockquote type=cite>"),
    "formatting": _html(b"<b><i></b></i>"),
    "misnested": _html(b"<a><p></a></p>"),
    "selects": _html(b"<select><option>"),
    "svg": _html(b"<svg><title><math>"),
    "999 open": _html(b"<div>" * 999 + b"</div>" * 999),
    # Structure.
    "parts": _parts(b"--b\r\n\r\na\r\n"),
    "parts without a header": _parts(b"--b\r\n"),
    "dashes": _parts(b"--\r\n"),
    "HTML parts": _parts(b"--b\r\nContent-Type: text/html\r\n\r\n<p>" + b"a" * 200 + b"\r\n"),
    "alternatives": lambda size: _parts(b"--b\r\nContent-Type: text/html\r\n\r\n<p>a\r\n")(size).replace(b"mixed", b"alternative", 1),
    "attached mails": _parts(b"--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nx\r\n"),
    "reports": _parts(b"--b\r\nContent-Type: message/delivery-status\r\n\r\n"),
    "calendars": _parts(b"--b\r\nContent-Type: text/calendar\r\n\r\nMETHOD:\r\n"),
    "mail in mail, endless": _filled(_MAIL + _ATTACHED, _ATTACHED),
    "mail in mail, 20 deep": _deep(20, b"--b\r\n" + _ATTACHED, b"ab\r\n"),
    "mail in mail, 100 deep": _filled(_MAIL + _ATTACHED * 100 + b"\r\n", b"ab\r\n"),
    "mail in multipart, 100 deep": _deep(100, _MULTI.replace(b"--c%d", b"--c%d\r\n" + _ATTACHED.rstrip(b"\r\n")), b"a\r\n"),
    "hidden mail in mail": _filled(_MAIL + _MIXED + b"--b\r\n" + _HIDDEN * 100 + b"\r\n", b"a\r\n"),
    "digest in digest": _deep(100, b"--b\r\n" + _DIGEST, b"a\r\n"),
    "multipart in multipart, 20 deep": _deep(20, b"--b\r\n" + _MULTI, b"a\r\n"),
    "multipart in multipart, 700 deep": _deep(700, b"--b\r\n" + _MULTI, b"\n"),
    "the same boundary, 700 deep": _deep(700, b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", b"\n"),
    "numbered boundaries": _deep(300, _OTHER, b"\n"),
    "a long boundary": lambda size: _MAIL + b"Content-Type: multipart/mixed; boundary=" + b"b" * (size // 100) + b"\r\n\r\n" + _filled(b"", b"--" + b"b" * 200 + b"\n")(size),
    # The header.
    "one field": _field(b"X-A: ", b"x"),
    "fields": _filled(_MAIL, b"X-A: b\r\n"),
    "folding": _field(b"X-A:", b" \r\n"),
    "folding, subject": _filled(_MAIL.replace(b"Subject: ", b"X-Was: ") + b"Subject:", b" a\r\n"),
    "colons": _filled(b"", b":"),
    "no header": _filled(b"", b"a"),
    "Cc": _field(b"Cc: ", b"a@b.c, "),
    "From": _filled(_MAIL.replace(b"From: ", b"X-Was: ") + b"From: ", b"a@b.c, "),
    "comments in From": _filled(_MAIL.replace(b"From: ", b"X-Was: ") + b"From: ", b"("),
    "quotes in From": _filled(_MAIL.replace(b"From: ", b"X-Was: ") + b"From: ", b'"'),
    "routes in From": _filled(_MAIL.replace(b"From: ", b"X-Was: ") + b"From: <", b"@a.b,"),
    "a group in From": _filled(_MAIL.replace(b"From: ", b"X-Was: ") + b"From: ", b"a:b;"),
    "Received": _filled(_MAIL, b"Received: from a by b; Mon, 1 Jan 2020 00:00:00 +0000\r\n"),
    "encoded words": _filled(_MAIL.replace(b"Subject: ", b"X-Was: ") + b"Subject: ", b"=?utf-8?q?a?= "),
    "encoded words, open": _filled(_MAIL.replace(b"Subject: ", b"X-Was: ") + b"Subject: ", b"=?utf-8?q?"),
    "References": _field(b"References: ", b"<a@b> "),
    "parameters": _field(b"Content-Type: text/plain", b"; a=b"),
    "authentication": _field(b"Authentication-Results: mx.mailroute.example;", b"dmarc=pass;("),
}  # fmt: skip
