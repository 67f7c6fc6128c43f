"""``mailroute init``: the files of a new desk.

Comes in: a folder. Goes out: in it ``mailroute.toml``, ``catalog/`` and ``templates/``, each file that is missing.
Never: overwrites or changes a file; what is there is named and left alone.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from mailroute import resources
from mailroute.commands import output
from mailroute.commands.errors import Failure
from mailroute.commands.options import CONFIG_NAME


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Write the configuration for a new desk into DIR: mailroute.toml, catalog/, templates/.

    A file that is already there is left as it is.
    """
    written, kept = lay_out(folder)
    for path in written:
        output.say(f"wrote {path}")
    for path in kept:
        output.say(f"left alone, since it is there: {path}")
    config = folder / CONFIG_NAME
    output.say("")
    output.say("Next:")
    output.say(f"  1. edit {config}: the desk's addresses, the servers, the routes")
    output.say("  2. put the passwords in the files it names (chmod 600)")
    output.say(f"  3. edit {folder / 'catalog'} and {folder / 'templates'}")
    output.say(f"  4. mailroute check --config {config}, then with --connect")
    output.say(f"  5. mailroute run --shadow --config {config}: decides and journals, sends and moves nothing")


def lay_out(folder: Path) -> tuple[list[Path], list[Path]]:
    """Write what is missing below ``folder``; return the files written and those left alone.

    Raises Failure when the folder or a file cannot be made.
    """
    written: list[Path] = []
    kept: list[Path] = []
    for source, name in _files():
        target = folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            # "x": created here and now or not at all; a dangling link counts as being there
            with target.open("xb") as file:
                file.write(source.read_bytes())
            written.append(target)
        except FileExistsError:
            if not target.is_file() and not target.is_symlink():
                raise Failure(f"{target.parent if target.parent.exists() else folder}: {_in_the_way(target)}") from None
            kept.append(target)
        except OSError as error:
            raise Failure(f"{target}: cannot be written ({error.strerror}); choose a folder you may write to") from None
    return written, kept


def _in_the_way(target: Path) -> str:
    """What hinders a file: a folder of its name, or a file where its folder should be."""
    if target.is_dir():
        return f"a folder called {target.name} is in the way; move it"
    return "a file is where a folder should be; choose another folder"


def _files() -> Iterator[tuple[Path, Path]]:
    """Each of our files with its place below the new desk's folder."""
    yield resources.example_config(), Path(CONFIG_NAME)
    for source, name in ((resources.catalog(), "catalog"), (resources.templates(), "templates")):
        for path in sorted(source.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                yield path, Path(name) / path.name
