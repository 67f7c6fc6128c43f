"""``mailroute retry``: bring back what was set aside.

Comes in: a mail's number, or what to release. Goes out: mails in custody again, for the worker's next pass.
Never: sends, decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mailroute.commands import options
from mailroute.commands.errors import Failure

if TYPE_CHECKING:
    from datetime import datetime

    from mailroute.config import Config
    from mailroute.journal import Journal


@click.command()
@click.argument("mail", metavar="[ID]...", nargs=-1, type=int)
@click.option("--all", "all_shunted", is_flag=True, help="Every mail that was set aside.")
@click.option(
    "--release-hold", is_flag=True, help="Let mailboxes on hold go on; what they hold is then decided and sent."
)
@click.option("--raw", is_flag=True, help="Show the mail as it came, byte for byte.")
@click.option(
    "--forward",
    type=click.Choice(["cps", "es", "consult", "ignore"]),
    help="Pass the mail on unread, attached as it came; ignore gives it up.",
)
@click.option("--by", default="", metavar="NAME", help="Who decides so, for --forward.")
@click.option("--shadowed", is_flag=True, help="Decide anew, and for real, what was decided in shadow.")
@options.config_option
def retry(
    *,
    mail: tuple[int, ...],
    all_shunted: bool,
    release_hold: bool,
    shadowed: bool,
    raw: bool,
    forward: str | None,
    by: str,
) -> None:
    """Bring back a mail that was set aside after it failed three times; without an ID, list what is set aside.

    With --release-hold a mailbox goes on that was put on hold because the server renumbered its mails, or because the
    journal is new and our folders already hold mail. With --raw or --forward one mail is shown, or passed on unread.
    """
    from mailroute.journal import JournalError

    config = options.load_config()
    now = options.clock()
    try:
        from mailroute.journal import Journal

        with Journal.open(config.journal.path, now=now, create=False) as journal:
            if raw or forward is not None:
                _one(journal, config, mail, forward=forward, by=by, now=now)
                return
            if release_hold:
                _release(journal, now)
            if shadowed:
                _take_up(journal, now)
            if mail or all_shunted:
                _bring_back(journal, mail, now, everything=all_shunted)
            elif not (release_hold or shadowed):
                _list(journal)
    except JournalError as error:
        raise Failure(str(error)) from None


def _one(
    journal: Journal, config: Config, mail: tuple[int, ...], *, forward: str | None, by: str, now: datetime
) -> None:
    """Show one mail, or pass it on as it is."""
    from mailroute import bootstrap
    from mailroute.disposition import Disposition
    from mailroute.facts import AgentWord
    from mailroute.shunting import ShuntedError
    from mailroute.shunting import forward as pass_on

    if len(mail) != 1:
        raise Failure("name the one mail: 'mailroute retry' lists those that are set aside")
    if forward is None:
        try:
            click.echo(journal.mail_raw(mail[0]), nl=False)
        except KeyError:
            raise Failure(f"there is no mail {mail[0]}: 'mailroute retry' lists those that are set aside") from None
        return
    if not by.strip():
        raise Failure("a decision needs the name of who made it: --by NAME")
    planner = bootstrap.assemble(config, now=now).planner(journal)
    word = AgentWord(by=by, disposition=Disposition(forward))
    try:
        plan = pass_on(journal, planner, mail[0], word, folder=config.mailbox.folder, now=now)
    except ShuntedError as error:
        raise Failure(str(error)) from None
    to = ", ".join(plan.route.recipients) or "nobody"
    click.echo(f"mail {mail[0]} goes to {to}, unread; the worker sends it with its next pass")


def _bring_back(journal: Journal, wanted: tuple[int, ...], now: datetime, *, everything: bool) -> None:
    from mailroute.faults import Commit
    from mailroute.journal import events, mails

    ids = [row.id for row in mails.shunted(journal.db)] if everything else list(wanted)
    with journal.transaction(Commit.UNSHUNT) as db:
        missed = [mail for mail in ids if not mails.unshunt(db, mail)]
        if missed:
            numbers = ", ".join(map(str, missed))
            raise Failure(f"mail {numbers} is not set aside: 'mailroute retry' lists those that are")
        for mail in ids:
            events.add(db, "unshunted", "brought back by 'mailroute retry'", now=now, mail=mail)
    click.echo(f"{len(ids)} brought back; the worker takes it up with its next pass")


def _release(journal: Journal, now: datetime) -> None:
    from mailroute.faults import Commit
    from mailroute.journal import events, mailboxes

    held = mailboxes.held(journal.db)
    if not held:
        raise Failure("no mailbox is on hold")
    with journal.transaction(Commit.RELEASE) as db:
        for box in held:
            mailboxes.release(db, box.id)
            events.add(db, "released", f"{box.name} was on hold: {box.hold}", now=now)
    for box in held:
        click.echo(f"{box.name} goes on")


def _take_up(journal: Journal, now: datetime) -> None:
    from mailroute.shadowed import take_up

    click.echo(f"{take_up(journal, now)} mails that were decided in shadow will be decided anew")


def _list(journal: Journal) -> None:
    from mailroute.journal import mailboxes, mails

    rows = mails.shunted(journal.db)
    for row in rows:
        click.echo(f"{row.id}  received {row.received_at[:19]}  {row.error}")
    for box in mailboxes.held(journal.db):
        click.echo(f"on hold: {box.name}: {box.hold}")
    if not rows:
        click.echo("no mail is set aside")
