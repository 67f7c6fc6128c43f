"""``mailroute run``: the worker.

Comes in: the configuration. Goes out: mail decided, sent and filed, until it is stopped or, with ``--once``, until
nothing is due. Never: loses a mail when it ends, however it ends.
"""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

import click

from mailroute.commands import options
from mailroute.commands.errors import INTERRUPTED, Failure

if TYPE_CHECKING:
    from mailroute.bootstrap import Desk
    from mailroute.worker import Done, Worker


class Stop:
    """The word to stop: the first SIGTERM or SIGINT lets the current step finish, the second one ends at once."""

    def __init__(self) -> None:
        self.signal = 0

    def __call__(self) -> bool:
        """True once it was said."""
        return self.signal != 0

    def listen(self) -> None:
        """Take the signals."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._said)

    def _said(self, number: int, _frame: FrameType | None) -> None:
        self.signal = number
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.default_int_handler)


@click.command()
@click.option("--once", "once_only", is_flag=True, help="Do everything that is due, then exit (for cron).")
@click.option("--shadow", is_flag=True, help="Decide and journal; send nothing, move nothing.")
@options.config_option
@click.pass_context
def run(ctx: click.Context, *, once_only: bool, shadow: bool) -> None:
    """The worker: read the mailbox, decide, send, file away.

    It takes every mail that is in the mailbox, read or unread. SIGTERM and Ctrl-C let it finish the current step.
    """
    from mailroute import log

    config = options.load_config()
    desk = options.assemble(config, now=options.clock())
    log.set_up(config.log.level, config.log.format)
    stop = Stop()
    stop.listen()
    with working(desk, stop=stop, shadow=shadow) as worker:
        log.started(worker.mailbox.name, shadow=shadow)
        if once_only:
            done = worker.drain()
            click.echo(f"{done.received} received, {done.decided} decided, {done.sent} sent, {done.filed} filed")
            if done.troubles:
                raise Failure(*done.troubles)
        else:
            worker.run()
    if stop.signal == signal.SIGINT:
        ctx.exit(INTERRUPTED)


def once(desk: Desk) -> Done:
    """Do everything that is due, as ``mailroute run --once`` does; for ``demo``. Raises Failure."""
    with working(desk, stop=Stop(), shadow=False) as worker:
        return worker.drain()


@contextmanager
def working(desk: Desk, *, stop: Callable[[], bool], shadow: bool) -> Iterator[Worker]:
    """A desk's worker, started, with its lock; let go of in the end. What stops it is a Failure of one clear line."""
    from mailroute.journal import JournalError
    from mailroute.lock import Lock, Locked
    from mailroute.mailbox import MailboxError
    from mailroute.passwords import PasswordError
    from mailroute.submission import SubmissionError

    path = desk.config.journal.path
    try:
        with Lock(path), desk.journal(now=options.clock(), check=True) as journal:
            worker = desk.worker(journal, clock=options.clock, stop=stop, pause=time.sleep, shadow=shadow)
            try:
                worker.start()
                yield worker
            finally:
                worker.close()
    except (JournalError, Locked, PasswordError, MailboxError, SubmissionError) as error:
        raise Failure(str(error)) from None
    except sqlite3.Error as error:
        # Nothing half-done stands in the journal: the transaction was rolled back, and the next start goes on.
        raise Failure(
            f"{path}: the journal cannot be written ({error}): make room on the disk or mend it, then start again"
        ) from None
    except OSError as error:
        raise Failure(f"{error.filename or path}: {error.strerror or error}") from None
