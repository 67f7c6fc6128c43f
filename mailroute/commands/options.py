"""What several commands take: ``--config`` and ``--json``, and the configuration it names.

Comes in: the command line, ``$MAILROUTE_CONFIG``. Goes out: a path or a loaded Config.
Never: invents a configuration; a fault is one clear line each on stderr and exit code 1.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mailroute.commands.errors import Failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from mailroute.bootstrap import Desk
    from mailroute.config import Config
    from mailroute.journal import Journal

CONFIG_ENVIRONMENT = "MAILROUTE_CONFIG"
CONFIG_NAME = "mailroute.toml"
_META = "mailroute.config_path"

Command = TypeVar("Command", bound="Callable[..., Any]")


def _remember(ctx: click.Context, parameter: click.Parameter, value: Path | None) -> None:
    """Note the path where both the group and its subcommands find it (click shares ``meta`` between them)."""
    del parameter
    if value is not None:
        ctx.meta[_META] = value


def config_option(command: Command) -> Command:
    """Add ``--config FILE``; it may stand before or behind the subcommand. Ask ``config_path()`` for the outcome."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        expose_value=False,
        callback=_remember,
        is_eager=True,
        help=f"The configuration (else ${CONFIG_ENVIRONMENT}, else ./{CONFIG_NAME}).",
    )(command)


def json_option(command: Command) -> Command:
    """Add ``--json``, given to the command as ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON Lines on standard output.")(command)


def config_given() -> Path | None:
    """The path from ``--config`` or the environment; None when neither names one."""
    context = click.get_current_context(silent=True)
    given = context.meta.get(_META) if context is not None else None
    if given is not None:
        return Path(given)
    environment = os.environ.get(CONFIG_ENVIRONMENT)
    return Path(environment) if environment else None


def config_path() -> Path:
    """The configuration file to use: ``--config``, else ``$MAILROUTE_CONFIG``, else ``./mailroute.toml``.

    Raises Failure when there is no such file.
    """
    given = config_given()
    path = given if given is not None else Path(CONFIG_NAME)
    if not path.is_file():
        if given is None:
            raise Failure(
                f"no configuration: there is no {CONFIG_NAME} here; give one with --config FILE or "
                f"${CONFIG_ENVIRONMENT}, or write one with: mailroute init DIR"
            )
        raise Failure(f"{path}: no such configuration file; check --config or ${CONFIG_ENVIRONMENT}")
    return path


def load_config(path: Path | None = None) -> Config:
    """The configuration of this run, loaded. Its faults end the command, a line ``file:line: what: mend`` each."""
    from mailroute import config

    path = config_path() if path is None else path
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Failure(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise Failure(f"{path}: is not UTF-8 text (octet {error.start}); save it as UTF-8") from None
    try:
        return config.load(text, folder=path.resolve().parent, name=str(path))
    except config.ConfigError as error:
        raise Failure(*map(str, error.faults)) from None


def assemble(config: Config, *, now: datetime) -> Desk:
    """The desk's parts from its configuration; faults of its catalogue or templates end the command, a line each."""
    from mailroute import bootstrap

    return bootstrap.assemble(config, now=now)


def open_journal(config: Config, *, now: datetime) -> Journal:
    """The desk's journal, which must be there; a fault of the catalogue or a template is not in the way."""
    from mailroute.journal import Journal

    return Journal.open(config.journal.path, now=now, create=False)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that a command goes by when it is click's ``obj``: a story's, which runs ahead of the world's."""

    now: Callable[[], datetime]


def clock() -> datetime:
    """The time, aware, in UTC. Only commands ask it; everything below takes ``now``."""
    context = click.get_current_context(silent=True)
    given = context.find_object(Clock) if context is not None else None
    return datetime.now(UTC) if given is None else given.now()
