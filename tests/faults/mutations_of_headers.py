"""Mutations of a mail's header block: fields swapped, doubled, broken, endless, of odd values.

Comes in: a source of chance and a mail. Goes out: the mail, changed.
"""

import re
from collections.abc import Callable
from random import Random

_END = re.compile(rb"\r?\n\r?\n|\r\r")
_FIELD = re.compile(rb"(?m)^(?=[!-9;-~]+[ \t]*:)")

NAMES = (
    b"From To Cc Bcc Subject Date Message-ID In-Reply-To References Reply-To Sender Return-Path Received Content-Type"
    b" Content-Transfer-Encoding Content-Disposition MIME-Version Auto-Submitted Precedence List-Id Authentication-Results"
    b" X-Loop X-Mailroute-Loop Delivered-To Resent-From X-Spam-Flag Importance X-Auto-Response-Suppress Feedback-ID"
).split()

WORDS = (
    b"=?utf-8?q?a=0D=0ABcc:_x@evil.example?=", b"=?utf-8?b?AAECAw==?=", b"=?klingon?q?x?=", b"=?utf-8?b?" + b"QUFB" * 300 + b"?=",
    b"=?utf-7?q?+AGE-?=", b"=?utf-16?b?//4=?=", b"=?iso-2022-jp?b?GyRC?=", b"=?utf-8?b?Q?=", b"=?utf-8*en?q?a?=", b"=?utf-8?q?", b"?=",
    b"=?" * 40, b"=?utf-8?q?=F0=9F?= =?utf-8?q?=98=80?=", "\u202egnp.exe\u202c".encode(), ("Z" + "\u0300\u0489" * 60).encode(),
    "\u2028\u2029\x85".encode(), b"\xff\xfe\x00", b"\xed\xa0\x80", b"(" * 30, b'"' * 7, b"\\" * 9, b"<" * 9, b"=?utf-8?q?" + b"=41" * 500 + b"?=",
    "ＮｅｔＩＤ".encode(), "ᴴᴱᴸᴾ".encode(), b"a\x00b", b"{{ 7*7 }}{% x %}", b"#resolve", b"MR-BBBBBBBBBB", b"a" * 900, b"Re: " * 50,
)  # fmt: skip

AUTHORS = (
    b"", b"<>", b"a", b"@", b"a@", b"@b", b"a@b@c", b"undisclosed-recipients:;", b"Group: a@b.example, c@d.example;", b"a@b.example, c@d.example",
    b'"a@evil.example" <ana-fx@wisc.edu>', b"ana-fx@wisc.edu (c (c (c (c)", b"<@a.example,@b.example:c@d.example>", b'"" <ana-fx@wisc.edu>',
    b"ana-fx@[127.0.0.1]", b"ana-fx@[IPv6:::1]", "ana@bücher.example".encode(), b"ana-fx@xn--.example", b"ana-fx@" + b"a." * 120 + b"example",
    b"x" * 300 + b"@wisc.edu", b'"quoted local"@wisc.edu', b"MAILER-DAEMON", b"help@doit.example", b"HELP@DOIT.EXAMPLE", b"ana-fx@wisc.edu\0",
    b"srs0=aaa=bb=wisc.edu=ana@x.example", b"prvs=1234=ana@wisc.edu", b"ana+tag@wisc.edu", b"ana-fx@wisc.edu" + b" " * 300, b"<<ana-fx@wisc.edu>>",
    b"=?utf-8?q?ana-fx=40wisc=2Eedu?=", b"chat-bridge-fx@doit.example", b"voicemail-fx@doit.example", b"cps@queues.example", b"no-reply@wisc.edu",
)  # fmt: skip

DATES = (
    b"", b"0", b"Mon, 23 Nov 2026 12:00:00 +0000", b"Fri, 31 Dec 9999 23:59:59 -2359", b"Mon, 01 Jan 0001 00:00:00 +2359", b"Thu, 01 Jan 1970 00:00:00 +0000",
    b"Tue, 19 Jan 2038 03:14:08 +0000", b"30 Feb 2026 25:61:61 +9999", b"Mon, 23 Nov 26 12:00 EST", b"Mon, 23 Nov 2026 12:00:00 +99999999999",
    b"99999999999999999999 Nov 2026 12:00:00 +0000", b"23 Nov 99999 12:00:00 +0000", b"Mon, 23 Nov 2026 12:00:00 (((((", b"-1 -1 -1 -1:-1:-1 -1",
    b"2026-11-23T12:00:00Z", "23 ноября 2026".encode(), b"Mon, 23 Nov 2026 12:00:60 +0000", b"1 Jan 1 1:1:1 1", b"," * 150, b"0 Jan 0 0:0:0 +0000",
)  # fmt: skip

TYPES = (
    b"", b"text", b"/", b"text/", b"text/html", b"TEXT/HTML", b"html", b"text/plain; charset", b"text/plain; charset=", b"text/plain; charset=utf-16",
    b"text/plain; charset=utf-7", b"text/plain; charset=idna", b"text/plain; charset=punycode", b"text/plain; charset=zlib", b"text/plain; charset=unicode_escape",
    b'text/plain; charset="utf-8', b"text/plain; charset=" + b"x" * 500, b"text/plain; charset=iso-2022-jp-2004", b"text/plain; charset=hz", b"text/plain; charset=undefined",
    b"text/plain; charset*=utf-8''utf-8", b"text/plain; format=flowed; delsp=yes", b"multipart/mixed", b"multipart/mixed; boundary=", b'multipart/mixed; boundary=""',
    b"multipart/mixed; boundary=a; boundary=b", b"multipart/alternative; boundary==_mr_", b"multipart/" + b"x" * 90, b"multipart/digest; boundary=b", b"message/rfc822",
    b"message/partial; id=x; number=1; total=99999999", b"message/external-body; access-type=local-file; name=/etc/passwd", b"multipart/report; report-type=delivery-status; boundary=b",
    b"text/calendar; method=REPLY", b"application/octet-stream; name=" + b"\xff" * 40, b"application/ms-tnef", b"multipart/encrypted; protocol=x", b";" * 400, b"text/plain" + b"; a=b" * 1000,
    b"=?utf-8?b?bWVzc2FnZS9yZmM4MjI=?=", b"text/enriched", b"text/rtf", b"image/png", b"text/plain; charset=utf-8; name*0=a; name*1=b; name*99999=c",
)  # fmt: skip

ENCODINGS = (
    b"",
    b"7bit",
    b"8bit",
    b"binary",
    b"base64",
    b"BASE64 ",
    b"quoted-printable",
    b"x-uuencode",
    b"x-yenc",
    b"base64, base64",
    b"\xff",
    b"b" * 400,
)

RESULTS = (
    b"mx.mailroute.example; dmarc=pass header.from=wisc.edu", b"mx.mailroute.example; dmarc=fail header.from=wisc.edu", b"mx.mailroute.example" + b"(" * 200,
    b"mx.mailroute.example; " + b"dmarc=pass; " * 200, b'mx.mailroute.example 1; dmarc/1=pass (p=none) header.from="wisc.edu"', b"evil.example; dmarc=pass", b"mx.mailroute.example;" + b'"' * 301,
)  # fmt: skip

_VALUES = {
    b"from": AUTHORS, b"reply-to": AUTHORS, b"sender": AUTHORS, b"to": AUTHORS, b"cc": AUTHORS, b"return-path": AUTHORS, b"date": DATES,
    b"content-type": TYPES, b"content-transfer-encoding": ENCODINGS, b"authentication-results": RESULTS,
}  # fmt: skip


def halves(raw: bytes) -> tuple[bytes, bytes]:
    """Header block and the rest, which begins with the blank line."""
    found = _END.search(raw)
    return (raw, b"") if found is None else (raw[: found.start()], raw[found.start() :])


def fields(head: bytes) -> list[bytes]:
    """The block's fields, each with its folded lines and its line end."""
    return [part if part.endswith(b"\n") else part + b"\r\n" for part in _FIELD.split(head) if part]


def _whole(parts: list[bytes], rest: bytes) -> bytes:
    return b"".join(parts).rstrip(b"\r\n") + rest


def swap_fields(rng: Random, raw: bytes) -> bytes:
    """Put the fields into another order."""
    head, rest = halves(raw)
    parts = fields(head)
    rng.shuffle(parts)
    return _whole(parts, rest)


def drop_field(rng: Random, raw: bytes) -> bytes:
    """Leave out one or more fields."""
    head, rest = halves(raw)
    return _whole([part for part in fields(head) if rng.random() < 0.7], rest)


def double_field(rng: Random, raw: bytes) -> bytes:
    """Have a field twice, or often."""
    head, rest = halves(raw)
    parts = fields(head)
    if parts:
        parts += [rng.choice(parts)] * rng.choice((1, 1, 2, 30))
    return _whole(parts, rest)


def odd_value(rng: Random, raw: bytes) -> bytes:
    """Give one to four fields values that are odd for them."""
    head, rest = halves(raw)
    parts = fields(head)
    for _ in range(rng.randint(1, 4)):
        name = rng.choice(NAMES)
        values = _VALUES.get(name.lower(), WORDS)
        field = name + rng.choice((b": ", b":", b" : ", b":\r\n ", b": ")) + rng.choice(values) + b"\r\n"
        if rng.random() < 0.7:
            parts = [part for part in parts if not part.lower().startswith(name.lower() + b":")]
        parts.insert(rng.randint(0, len(parts)), field)
    return _whole(parts, rest)


def odd_words(rng: Random, raw: bytes) -> bytes:
    """Put encoded words, controls, bidirectional and stacked characters into a value."""
    head, rest = halves(raw)
    parts = fields(head)
    if parts:
        place = rng.randrange(len(parts))
        name, colon, value = parts[place].partition(b":")
        words = b" ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 4)))
        parts[place] = name + colon + rng.choice((b" " + words + value, value.rstrip() + words + b"\r\n"))
    return _whole(parts, rest)


def odd_folding(rng: Random, raw: bytes) -> bytes:
    """Fold at any place, with any blank, or break a field in two."""
    head, rest = halves(raw)
    for _ in range(rng.randint(1, 6)):
        place = rng.randint(0, len(head))
        breaks = (b"\r\n ", b"\n\t", b"\r ", b"\r\n", b"\r\n \r\n ", b"\n \n", b"\r\n\x0b", b"\r\n\xa0")
        head = head[:place] + rng.choice(breaks) + head[place:]
    return head + rest


def no_gap(rng: Random, raw: bytes) -> bytes:
    """Take the blank line between header and body away, or put another before it."""
    head, rest = halves(raw)
    return rng.choice(
        (head + b"\r\n" + rest.lstrip(b"\r\n"), b"\r\n" + raw, b"From x\r\n" + raw, b"\xef\xbb\xbf" + raw, rest, head)
    )


def _size(rng: Random, most: int) -> int:
    return int(10 ** rng.uniform(2, len(str(most)) - 1)) % most + 1


def huge_value(rng: Random, raw: bytes) -> bytes:
    """Make one field very long."""
    unit = rng.choice(
        (
            b"x",
            b" x",
            b"=?utf-8?q?a?= ",
            b"a@b.example, ",
            b"(",
            b'"',
            b"<a@b> ",
            b"\r\n y",
            b";a=b",
            b"\xc3\xa9",
            b"=?",
            b"1 ",
            b": ",
        )
    )
    return rng.choice(NAMES) + b": " + unit * (_size(rng, 1_000_000) // len(unit) + 1) + b"\r\n" + raw


def many_fields(rng: Random, raw: bytes) -> bytes:
    """Have very many fields."""
    field = rng.choice(NAMES) + b": " + rng.choice(WORDS)[:40] + b"\r\n"
    return field * (_size(rng, 20_000)) + raw


def many_addresses(rng: Random, raw: bytes) -> bytes:
    """Write it to as many as 100,000."""
    count = _size(rng, 100_000)
    box = rng.choice(
        (
            b"a%d@b.example, ",
            b"<a%d@b.example>,\r\n ",
            b'"A, %d" <a@b.example>, ',
            b"G%d: a@b.example; ",
            b"a (%d (n)) @b.example,",
        )
    )
    name = rng.choice((b"To: ", b"Cc: ", b"From: ", b"Reply-To: "))
    return name + b"".join(box % number for number in range(count)) + b"z@b.example\r\n" + raw


Operator = Callable[[Random, bytes], bytes]
OPERATORS: tuple[Operator, ...] = (
    swap_fields, drop_field, double_field, odd_value, odd_value, odd_value, odd_words, odd_words, odd_folding, no_gap,
)  # fmt: skip
HEAVY: tuple[Operator, ...] = (huge_value, many_fields, many_addresses)
