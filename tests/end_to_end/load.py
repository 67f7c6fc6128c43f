"""Mail for a busy desk: the samples over and over, in numbers, or dropping in while the worker is at work."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from tests.end_to_end.desk import samples
from tests.servers.dovecot import Account

BEAT_S = 0.05


def copies() -> Iterator[bytes]:
    """The samples, then copies of them without end, each copy with a Message-ID and an author of its own."""
    raws = list(samples().values())
    yield from raws
    number = len(raws)
    while True:
        yield copy(raws[number % len(raws)], number)
        number += 1


def copy(raw: bytes, number: int) -> bytes:
    """A mail like this one, of somebody else; the bridges' addresses stay, since the desk knows them."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    head = re.sub(rb"(?im)^(Message-ID:\s*<)", rb"\g<1>%d." % number, head)
    if b"bridge-fx@" not in head and b"voicemail-fx@" not in head:
        head = re.sub(rb"(?im)^(From:[^\r]*?)([a-z]+)-fx@", rb"\g<1>\g<2>x%s-fx@" % _letters(number), head)
    return head + gap + body


def _letters(number: int) -> bytes:
    """A number as letters: people are told apart by them, a robot's addresses differ in digits."""
    return bytes(ord("a") + int(digit) for digit in str(number))


@dataclass
class Load:
    """Delivers so many mails a second into an account's INBOX until the end of the block; ``mails`` are those."""

    account: Account
    per_second: float
    mails: list[bytes] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _fault: Exception | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._thread is not None
        self._stop.set()
        self._thread.join()
        if self._fault is not None and error is None:
            raise self._fault

    def _run(self) -> None:
        source = copies()
        due = 0.0
        try:
            with self.account.client() as client:
                while not self._stop.wait(BEAT_S):
                    due += self.per_second * BEAT_S
                    while due >= 1:
                        raw = next(source)
                        typ, answer = client.append("INBOX", None, None, raw)  # None: received now
                        assert typ == "OK", answer
                        self.mails.append(raw)
                        due -= 1
        except Exception as error:  # noqa: BLE001 - raised again at the end of the block
            self._fault = error
