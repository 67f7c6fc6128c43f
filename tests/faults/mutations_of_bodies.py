"""Mutations of a mail's body: MIME structure, encodings, HTML, and text of odd lengths and characters.

Comes in: a source of chance and a mail. Goes out: the mail, changed.
"""

import base64
import binascii
import re
from collections.abc import Callable
from random import Random

from tests.faults.mutations_of_headers import ENCODINGS, TYPES, halves

_TYPE = re.compile(rb"(?im)^content-(?:type|transfer-encoding|disposition)[ \t]*:.*(?:\r?\n[ \t].*)*\r?\n?")
_BOUNDARY = re.compile(rb'boundary="?([^"\s;]{1,100})')

TAGS = (
    b"<div>", b"</div>", b"<p>", b"<table><tr><td>", b"<blockquote type=cite>", b"</blockquote>", b"<b", b"<!--", b"-->", b"<style>.a{display:none}</style>", b"<span style=display:none>",
    b"<script>", b"<pre>", b"<ul><li>", b"<svg><title>", b"<math>", b"<template>", b"<select><option>", b"<a href='" + b"x" * 200 + b"'>", b"<br>", b"&nbsp;", b"&#0;", b"&#x110000;", b"&#8238;", b"<hr>",
    b"<frameset>", b"<plaintext>", b"<![CDATA[", b"<?xml?>", b"<o:p>", b"<div id=divRplyFwdMsg>", b"<td colspan=99999999>", b"<font size=0>", b"<div style='" + b"a:b;" * 80 + b"'>", b"<base href=x>",
)  # fmt: skip

PIECES = tuple(
    piece.encode()
    for piece in (
        "my netid is ", "NetID: ", "NetID ....... ", "my boss can't ", "please help ", "on behalf of my ", "not ", "I cannot ", "workday ", "SIS ", "nobody can ", "everyone is ", "the registrar's office ", "bursar-",
        "123-45-6789 ", "4111 1111 1111 1111 ", "1", "(608) 555-0100 ", "+1 608 ", "a@b.example ", "@", "http://x.example/", "www.", "> ", ">", "-- \n", "--\n", "On Mon, a wrote:\n", "From: a@b.example\n", "-----Original Message-----\n",
        "Am 1.1.2026 schrieb x:\n", "Sent from my iPhone\n", "Thanks,\nAna\n", "* ", "1. ", "- ", "\t", " ", "\n", "\u00a0", "\u200b", "\u202e", "\u2066", "e\u0301\u0302\u0303", "\U0001f600", "\ufdfd", "\u0130", "\u1e9e", "ﬃ", "名", "\u2028", "\x0b", "\x00",
        "{{ x }}", "#resolve\n", "[08:12] Ana: ", "Customer: Ana <a@b.example>\n", "ignore all instructions ", "phish ", "password ", "stolen ", "I need it for ", "and ", "a", ".", "!", "?", "'", '"', "(", ")", "[", "\\", "=20", "&amp;", "<b>",
    )
)  # fmt: skip


def _retyped(raw: bytes, lines: bytes, body: bytes) -> bytes:
    """The mail with other Content fields and another body."""
    head, _ = halves(raw)
    return _TYPE.sub(b"", head + b"\r\n").rstrip(b"\r\n") + b"\r\n" + lines + b"\r\n" + body


def odd_type(rng: Random, raw: bytes) -> bytes:
    """Call the body something that it is not."""
    lines = b"Content-Type: " + rng.choice(TYPES) + b"\r\nContent-Transfer-Encoding: " + rng.choice(ENCODINGS) + b"\r\n"
    return _retyped(raw, lines, halves(raw)[1].lstrip(b"\r\n"))


def odd_boundary(rng: Random, raw: bytes) -> bytes:
    """Break the boundaries: another name, one missing, the end missing, one the beginning of another."""
    found = _BOUNDARY.findall(raw)
    if not found:
        return odd_type(rng, raw)
    name = rng.choice(found)
    place = raw.rfind(b"--" + name)
    return rng.choice(
        (
            raw.replace(name, name[:-1], 1), raw.replace(b"--" + name + b"--", b""), raw.replace(b"--" + name, b"--" + name + b"x"), raw[: max(place, 0)], raw.replace(b"--" + name, b"-- " + name),
            raw.replace(b"--" + name, b"--" + name + b"--", 1), raw.replace(name, b""), raw.replace(name, name * 30), raw.replace(b"--" + name, b"--" + name + b"\r\n--" + name), raw.replace(b"\n--" + name, b"--" + name),
        )
    )  # fmt: skip


def encoded(rng: Random, raw: bytes) -> bytes:
    """Encode the body for real, and break that a little."""
    body = halves(raw)[1][:200_000]
    if rng.random() < 0.5:
        octets, label = base64.encodebytes(body), b"base64"
    else:
        octets, label = binascii.b2a_qp(body), b"quoted-printable"
    place = rng.randint(0, len(octets))
    octets = (
        octets[:place] + rng.choice((b"", b"=", b"\0", b"!!", b"====", b"\r", b"=\r\n" * 50, b"\xff")) + octets[place:]
    )
    return _retyped(raw, b"Content-Transfer-Encoding: " + label + b"\r\nContent-Type: text/plain\r\n", octets)


def html(rng: Random, raw: bytes) -> bytes:
    """Make it HTML with tags that never end, hide, cite and nest."""
    words = halves(raw)[1][:20_000].split(b" ")
    for _ in range(rng.randint(1, 40)):
        words.insert(rng.randint(0, len(words)), rng.choice(TAGS) * rng.choice((1, 1, 2, 30)))
    charset = rng.choice((b"utf-8", b"utf-16", b"iso-8859-8-i", b"utf-7", b"x"))
    return _retyped(raw, b"Content-Type: text/html; charset=" + charset + b"\r\n", b" ".join(words))


def odd_text(rng: Random, raw: bytes) -> bytes:
    """Put pieces that the questions look for at some places, some of them often."""
    head, body = halves(raw)
    for _ in range(rng.randint(1, 6)):
        place = rng.randint(0, len(body))
        piece = b"".join(rng.choice(PIECES) for _ in range(rng.randint(1, 3)))
        body = body[:place] + piece * rng.choice((1, 1, 1, 3, 50)) + body[place:]
    return head + body


def attached(rng: Random, raw: bytes) -> bytes:
    """Attach it to a mail, several times at times."""
    head, _ = halves(raw)
    for _ in range(rng.choice((1, 1, 1, 3, 25))):
        inner = rng.choice(
            (
                b"message/rfc822",
                b"message/rfc822",
                b"multipart/digest; boundary=q",
                b"text/rfc822-headers",
                b"message/delivery-status",
            )
        )
        raw = (
            head
            + b"\r\nContent-Type: multipart/mixed; boundary=qq\r\n\r\n--qq\r\nContent-Type: "
            + inner
            + b"\r\n\r\n"
            + raw[:50_000]
        )
    return raw


def _size(rng: Random, most: int) -> int:
    return int(10 ** rng.uniform(2, len(str(most)) - 1)) % most + 1


def long_text(rng: Random, raw: bytes) -> bytes:
    """Say one thing up to a million octets long, with or without a break."""
    unit = b"".join(rng.choice(PIECES) for _ in range(rng.randint(1, 3)))
    text = unit * (_size(rng, 1_000_000) // len(unit) + 1)
    return _retyped(
        raw, b"Content-Type: text/plain; charset=utf-8" + rng.choice((b"", b"; format=flowed")) + b"\r\n", text
    )


def long_html(rng: Random, raw: bytes) -> bytes:
    """Have up to 100,000 tags."""
    unit = b"".join(rng.choice(TAGS) for _ in range(rng.randint(1, 3))) + rng.choice((b"", b"x", b"my netid is "))
    return _retyped(raw, b"Content-Type: text/html\r\n", unit * (_size(rng, 1_000_000) // len(unit) + 1))


def many_parts(rng: Random, raw: bytes) -> bytes:
    """Have thousands of parts."""
    part = rng.choice(
        (
            b"--q\r\n\r\nx\r\n",
            b"--q\r\n",
            b"--q\r\nContent-Type: text/html\r\n\r\n<p>x\r\n",
            b"--q\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nx\r\n",
            b"--q\r\nContent-Disposition: attachment; filename=" + b"x" * 300 + b"\r\n\r\n",
        )
    )
    return _retyped(
        raw,
        b"Content-Type: multipart/" + rng.choice((b"mixed", b"alternative", b"related")) + b"; boundary=q\r\n",
        part * _size(rng, 20_000),
    )


def deep_parts(rng: Random, raw: bytes) -> bytes:
    """Nest as deep as some thousand levels, with a long tail in the innermost."""
    levels, tail = _size(rng, 10_000), halves(raw)[1] * rng.choice((1, 10, 100))
    kind = rng.choice((b"mixed", b"alternative", b"digest", b"report"))
    between = rng.choice((b"", b"\r\n"))
    inner = b"".join(
        b"--q%d\r\n%sContent-Type: multipart/%s; boundary=q%d\r\n\r\n" % (level, between, kind, level + 1)
        for level in range(levels)
    )
    return _retyped(raw, b"Content-Type: multipart/" + kind + b"; boundary=q0\r\n", inner + tail)


def deep_mails(rng: Random, raw: bytes) -> bytes:
    """Attach a mail to a mail to a mail, some thousand levels."""
    field = (
        b"Content-Type: " + rng.choice((b"message/rfc822", b"message/rfc822", b"=?utf-8?q?message/rfc822?=")) + b"\r\n"
    )
    return _retyped(
        raw, b"Content-Type: message/rfc822\r\n", (field + b"\r\n") * _size(rng, 10_000) + raw * rng.choice((1, 1, 20))
    )


def bomb(rng: Random, raw: bytes) -> bytes:
    """Encode the encoded over and over, or a million times the same."""
    body = rng.choice((b"\0", b"<div>", b"a", b"\r\n", b"=")) * _size(rng, 1_000_000)
    for _ in range(rng.randint(1, 3)):
        body = base64.encodebytes(body)
    kind = rng.choice((b"text/plain", b"text/html", b"message/rfc822", b"application/zip"))
    return _retyped(raw, b"Content-Type: " + kind + b"\r\nContent-Transfer-Encoding: base64\r\n", body)


Operator = Callable[[Random, bytes], bytes]
OPERATORS: tuple[Operator, ...] = (
    odd_type,
    odd_boundary,
    odd_boundary,
    encoded,
    html,
    odd_text,
    odd_text,
    odd_text,
    attached,
)
HEAVY: tuple[Operator, ...] = (long_text, long_text, long_html, many_parts, deep_parts, deep_mails, bomb)
