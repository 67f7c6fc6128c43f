"""How a command ends: one place that turns every outcome into an exit code and, if need be, one clear line.

Comes in: a command's run. Goes out: 0 done, 1 an expected failure, 2 wrong usage, 130 interrupted, 3 a bug.
Never: shows a traceback for a user's mistake; puts a mail's text or a password into a bug report.
"""

import os
import platform
import select
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from mailroute import __version__
from mailroute.commands.output import clean

OK, FAILED, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

# Python words the messages of these from names in the code; those of others (KeyError, ValueError, UnicodeError)
# may quote a mail or a password, so only their type is reported.
_MESSAGE_IS_CODE = (AttributeError, ImportError, NameError, NotImplementedError, RecursionError, TypeError)


# The rooms' own errors, whose text is one clear line; a room that was never entered cannot have raised one.
_EXPECTED = (
    ("mailroute.config", "ConfigError"),
    ("mailroute.catalog_files", "CatalogError"),
    ("mailroute.templates", "TemplateError"),
    ("mailroute.endpoint", "EndpointError"),
    ("mailroute.passwords", "PasswordError"),
    ("mailroute.mailbox", "MailboxError"),
    ("mailroute.submission", "SubmissionError"),
    ("mailroute.journal", "JournalError"),
    ("mailroute.lock", "Locked"),
    ("mailroute.review.core", "ReviewError"),
)


# What SQLite reports of the world around it (sqlite.org/rescode.html); its other errors are our mistakes.
_OUTSIDE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")


class Failure(click.ClickException):
    """An expected failure: each line says what, where, and how to mend it. Exit code 1."""

    exit_code = FAILED

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))

    def show(self, file: Any = None) -> None:  # noqa: ANN401  # click's signature
        """Print the lines on stderr, each behind the program's name."""
        for line in self.message.splitlines():
            click.echo(f"mailroute: {clean(line)}", file=file, err=file is None)


class Broken(Exception):  # noqa: N818  # never seen by a user: carries a socket's EPIPE past click
    """A broken pipe that is not our standard output."""


def reader_gone() -> bool:
    """True when whoever read our standard output has closed it; then nothing more is written there."""
    try:
        descriptor = sys.stdout.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLOUT)
        gone = any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))
    except (OSError, ValueError):
        return False
    if gone:
        # Python flushes at exit and would complain; the bytes go nowhere instead.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)
    return gone


def exit_code(run: Callable[[], Any]) -> int:
    """Run a command and say on stderr how it ended, if there is something to say."""
    try:
        code = run()
        sys.stdout.flush()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else (OK if error.code is None else FAILED)
    except (click.Abort, KeyboardInterrupt):
        click.echo("mailroute: interrupted", err=True)
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the last place that can still answer in words
        code = _told(error)
    # click answers with ctx.exit's code, or with what the command returned.
    return code if isinstance(code, int) else OK


def _told(error: Exception) -> int:
    """Say what went wrong and return the exit code."""
    if isinstance(error, BrokenPipeError) and reader_gone():
        return OK
    if not isinstance(error, click.ClickException):
        lines = _expected(error)
        if not lines:
            return _bug(error)
        error = Failure(*lines)
    error.show()
    return error.exit_code


def _expected(error: Exception) -> tuple[str, ...]:
    """The lines for a room's own error that a command let pass; none for a bug."""
    for module, name in _EXPECTED:
        kind = getattr(sys.modules.get(module), name, None)
        if kind is not None and isinstance(error, kind):
            return tuple(map(str, getattr(error, "faults", ()))) or (str(error),)
    if isinstance(error, OSError) and error.filename is not None:
        return (f"{error.filename}: {error.strerror}",)
    if getattr(error, "sqlite_errorname", "").startswith(_OUTSIDE):
        return (
            f"the journal cannot be used now: {error}; see to the disk and who else has it open; try again",
        )
    return ()


def _bug(error: Exception) -> int:
    """Print a report to paste: where it broke, in which version; no values."""
    click.echo(f"mailroute: this is a bug in mailroute, not your fault: {type(error).__name__}", err=True)
    click.echo("mailroute: please report it with the lines below; they hold no mail text and no password", err=True)
    click.echo(report(error, sys.argv[1:]), err=True)
    return BUG


def report(error: BaseException, arguments: list[str]) -> str:
    """The pasteable text: versions, the subcommand with its options' names, the error's type and its frames."""
    package = Path(__file__).resolve().parent.parent
    names = [argument.partition("=")[0] for argument in arguments if argument.startswith("--")]
    command = next((argument for argument in arguments if argument.isalpha()), "")
    lines = [
        "---- mailroute bug report ----",
        f"mailroute {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        f"command: {' '.join(['mailroute', command, *names]).rstrip()}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__name__}{f': {cause}' if isinstance(cause, _MESSAGE_IS_CODE) else ''}")
        for frame in traceback.extract_tb(cause.__traceback__):
            path = Path(frame.filename)
            ours = path.is_relative_to(package)
            where = path.relative_to(package.parent).as_posix() if ours else path.name
            lines.append(f"  {where}:{frame.lineno} {frame.name}" + (f": {frame.line}" if ours else ""))
        cause = cause.__cause__ or cause.__context__
    lines.append("---- end ----")
    return "\n".join(lines)
