"""The ``mailroute`` command: a list of subcommands, each imported only when it is asked for.

Comes in: the command line. Goes out: an exit code (see ``commands/errors.py``).
Never: does a command's work, imports a heavy library; ``mailroute --help`` must answer at once.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple, cast

import click

from mailroute import __version__
from mailroute.commands import errors, options


class Lazy(NamedTuple):
    """Where a command is (``module:attribute``), and the line that ``mailroute --help`` shows without loading it."""

    target: str
    summary: str


COMMANDS: dict[str, Lazy] = {
    "init": Lazy("mailroute.commands.init:init", "Write the configuration for a new desk."),
    "demo": Lazy("mailroute.commands.demo:demo", "See the whole job on sample mails, without a server."),
    "check": Lazy("mailroute.commands.check:check", "Check configuration, catalogue and templates."),
    "explain": Lazy("mailroute.commands.explain:explain", "Show how mails would be decided, and why; changes nothing."),
    "eval": Lazy("mailroute.commands.eval:evaluate", "Measure the decisions on labelled mails."),
    "run": Lazy("mailroute.commands.run:run", "The worker: read the mailbox, decide, send, file away."),
    "review": Lazy("mailroute.commands.review:review", "The cases that wait for a person."),
    "case": Lazy("mailroute.commands.case:case", "Cases, the full history of one, and taking a chat."),
    "ruling": Lazy("mailroute.commands.ruling:ruling", "HDQA's standing rulings on services."),
    "outage": Lazy("mailroute.commands.outage:outage", "The outage board: what is on, and what it holds."),
    "status": Lazy("mailroute.commands.status:status", "Is it alive, and what needs attention?"),
    "retry": Lazy("mailroute.commands.retry:retry", "Bring back a mail that was set aside after a fault."),
}


class LazyGroup(click.Group):
    """A group that loads a subcommand when it is called, and ends every run through ``errors.exit_code``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a desk's first day, not of the alphabet."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one command that was asked for."""
        del ctx
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return None
        module, _, attribute = lazy.target.partition(":")
        return cast("click.Command", getattr(import_module(module), attribute))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from their summaries, loading none."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.summary) for name, lazy in COMMANDS.items()])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002  # click's signature
        **extra: Any,  # noqa: ANN401  # click's signature
    ) -> Any:  # noqa: ANN401  # click's signature
        """Run; in standalone mode every outcome becomes an exit code."""

        def once() -> Any:  # noqa: ANN401  # whatever the command returns
            return click.Group.main(self, args, prog_name, complete_var, standalone_mode=False, **extra)

        if not standalone_mode:
            return once()
        raise SystemExit(errors.exit_code(once))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # click's signature
        """Run the subcommand; a reader that has gone away (``| head``) ends it in peace."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # click would turn it into exit code 1 before exit_code() sees it.
            if errors.reader_gone():
                ctx.exit(0)
            raise errors.Broken from None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mailroute", message="%(prog)s %(version)s")
@options.config_option
def cli() -> None:
    """Read a help desk's mailbox, decide each mail by the desk's written procedure, and send it on its way.

    What is uncertain waits for a person in "mailroute review". Try "mailroute demo" first.
    """


def main() -> None:
    """Entry point of the ``mailroute`` command."""
    cli.main(prog_name="mailroute")
