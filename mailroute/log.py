"""The worker's log: one function for each thing that happens to a mail.

Comes in: what happened, in ids and short words. Goes out: one line, as text or as a JSON object; what needs a person
goes to standard error, the rest to standard output. Never: a body, an address list, a password; never stops the worker.
"""

import json
import logging
import sys
from typing import Any, Literal

_LOG = logging.getLogger("mailroute")


class _Text(logging.Formatter):
    """``2026-01-31T09:15:00 info sent case=MR-... to=cps``."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the fields hold."""
        words = [self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"), record.levelname.lower(), record.getMessage()]
        words += [f"{name}={_plain(value)}" for name, value in _fields(record).items()]
        return " ".join(words)


class _Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: JSON escapes every control character."""
        head = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        return json.dumps(head | {name: _plain(value) for name, value in _fields(record).items()})


class _Below(logging.Filter):
    """Only what needs nobody."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True below ERROR."""
        return record.levelno < logging.ERROR


def set_up(level: str, form: Literal["text", "json"]) -> None:
    """Send the log where it belongs; called once by ``mailroute run``."""
    # A full disk or a closed pipe under the log is no reason to stop handling mail.
    logging.raiseExceptions = False
    formatter: logging.Formatter = _Json() if form == "json" else _Text()
    calm, alarm = logging.StreamHandler(sys.stdout), logging.StreamHandler(sys.stderr)
    calm.addFilter(_Below())
    alarm.setLevel(logging.ERROR)
    _LOG.handlers.clear()
    for handler in (calm, alarm):
        handler.setFormatter(formatter)
        _LOG.addHandler(handler)
    _LOG.setLevel(level.upper())
    _LOG.propagate = False


def started(mailbox: str, *, shadow: bool) -> None:
    """The worker has its lock and its journal."""
    _event(logging.INFO, "started", mailbox=mailbox, shadow=shadow)


def stopped() -> None:
    """The worker ends as it was asked to."""
    _event(logging.INFO, "stopped")


def received(count: int) -> None:
    """Mails are in custody."""
    _event(logging.INFO, "received", mails=count)


def decided(mail: int, case: str, disposition: str, rule: str) -> None:
    """A mail is decided."""
    _event(logging.INFO, "decided", mail=mail, case=case, disposition=disposition, rule=rule)


def sent(letter: int, case: str, kind: str) -> None:
    """A mail of ours was taken by the server."""
    _event(logging.INFO, "sent", letter=letter, case=case, kind=kind)


def deferred(letter: int, case: str, wait_s: float, why: str) -> None:
    """The server asked to come back later."""
    _event(logging.WARNING, "deferred", letter=letter, case=case, again_in_s=round(wait_s), why=why)


def refused(letter: int, case: str, why: str) -> None:
    """The server refused a mail for good; a person looks."""
    _event(logging.ERROR, "refused", letter=letter, case=case, why=why)


def in_doubt(letter: int, case: str, why: str) -> None:
    """Nobody knows whether a mail went out; a person looks."""
    _event(logging.ERROR, "in doubt", letter=letter, case=case, why=why)


def answers_stopped(why: str) -> None:
    """The limit on all automatic answers is reached; told once, until answers have gone on for an hour."""
    _event(logging.ERROR, "automatic answers stop, forwards go on", why=why)


def due(case: str, what: str) -> None:
    """A timer of a case was due: a reminder, giving up, an unclaimed chat."""
    _event(logging.INFO, "due", case=case, timer=what)


def released(case: str, outage: int, said: str) -> None:
    """A person has said what an outage is: a case of it is held, or decided again."""
    _event(logging.INFO, "outage", case=case, number=outage, said=said)


def filed(count: int, folder: str) -> None:
    """Mails lie in their folder."""
    _event(logging.INFO, "filed", mails=count, folder=folder)


def stumbled(mail: int, attempt: int, why: str) -> None:
    """An attempt on a mail failed; it is tried again."""
    _event(logging.WARNING, "stumbled", mail=mail, attempt=attempt, why=why)


def shunted(mail: int, why: str) -> None:
    """A mail failed too often and is set aside; ``mailroute retry`` brings it back."""
    _event(logging.ERROR, "shunted", mail=mail, why=why)


def held(mailbox: str, why: str) -> None:
    """A mailbox is on hold."""
    _event(logging.ERROR, "on hold", mailbox=mailbox, why=why)


def unreachable(what: str, wait_s: float) -> None:
    """A server cannot be used now; ``what`` is its one clear line."""
    _event(logging.ERROR, what, again_in_s=round(wait_s))


def renewed(fault: str) -> None:
    """Catalogue and letters were read again; with a fault, what was good last stays in force."""
    if fault:
        _event(logging.ERROR, "catalogue_fault", why=f"{fault}; the last good catalogue stays in force")
    else:
        _event(logging.INFO, "catalogue_renewed")


def left_in_shadow(count: int) -> None:
    """Mails that were decided in shadow are left where they lie."""
    _event(logging.WARNING, "decided in shadow before and left alone ('mailroute retry --shadowed')", mails=count)


def swept(there: int, taken_up: int) -> None:
    """The hourly account of every UID."""
    _event(logging.INFO, "swept", on_server=there, taken_up_again=taken_up)


def never_came(uids: int) -> None:
    """The server lists mails that it does not hand out."""
    _event(logging.WARNING, "the server lists mails that it does not hand out; asked again", mails=uids)


def _event(level: int, what: str, **fields: object) -> None:
    _LOG.log(level, "%s", what, extra={"fields": fields})


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    fields: dict[str, Any] = getattr(record, "fields", {})
    return fields


def _plain(value: object) -> object:
    if isinstance(value, bool | int | float):
        return value
    # A server's words may hold line ends or terminal controls: one event is one line.
    text = " ".join(str(value).split())
    return "".join(mark for mark in text if mark.isprintable())[:400]
