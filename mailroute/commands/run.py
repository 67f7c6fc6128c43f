"""``mailroute run``: the worker.

Comes in: the configuration. Goes out: mail decided, sent and filed, until it is stopped or, with ``--once``, until nothing
is due. Never: loses a mail when it ends, however it ends.
"""

from __future__ import annotations

import signal
import sqlite3
import time
from types import FrameType

import click

from mailroute.commands import options
from mailroute.commands.errors import Failure


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
@click.option("--once", is_flag=True, help="Do everything that is due, then exit (for cron).")
@click.option("--shadow", is_flag=True, help="Decide and journal; send nothing, move nothing.")
@options.config_option
@click.pass_context
def run(ctx: click.Context, *, once: bool, shadow: bool) -> None:
    """The worker: read the mailbox, decide, send, file away.

    It takes every mail that is in the mailbox, read or unread. SIGTERM and Ctrl-C let it finish the current step.
    """
    from mailroute import log
    from mailroute.journal import JournalError
    from mailroute.lock import Lock, Locked
    from mailroute.mailbox import MailboxError
    from mailroute.passwords import PasswordError
    from mailroute.submission import SubmissionError

    config = options.load_config()
    desk = options.assemble(config, now=options.clock())
    log.set_up(config.log.level, config.log.format)
    stop = Stop()
    stop.listen()
    try:
        with Lock(config.journal.path), desk.journal(now=options.clock(), check=True) as journal:
            worker = desk.worker(journal, clock=options.clock, stop=stop, pause=time.sleep, shadow=shadow)
            log.started(worker.mailbox.name, shadow=shadow)
            try:
                worker.start()
                if once:
                    done = worker.drain()
                    _say(worker_done=(done.received, done.decided, done.sent, done.filed))
                    if done.troubles:
                        raise Failure(*done.troubles)
                else:
                    worker.run()
            finally:
                worker.close()
    except (JournalError, Locked, PasswordError, MailboxError, SubmissionError) as error:
        raise Failure(str(error)) from None
    except sqlite3.Error as error:
        # Nothing half-done stands in the journal: the transaction was rolled back, and the next start goes on.
        raise Failure(
            f"{config.journal.path}: the journal cannot be written ({error}): make room on the disk or mend it, then start again"
        ) from None
    if stop.signal == signal.SIGINT:
        ctx.exit(130)


def _say(*, worker_done: tuple[int, int, int, int]) -> None:
    received, decided, sent, filed = worker_done
    click.echo(f"{received} received, {decided} decided, {sent} sent, {filed} filed")
