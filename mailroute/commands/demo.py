"""``mailroute demo``: the main job on sample mails, with no server and no network.

Comes in: the packaged sample mails. Goes out: a sandbox folder (a Maildir to read, a Maildir for what is sent, a
journal), worked through by the real worker, and what it did. Never: leaves the sandbox, overwrites anybody's folder.
"""

from __future__ import annotations

import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailroute.commands import demo_box, demo_page, options, output
from mailroute.commands.errors import Failure

if TYPE_CHECKING:
    from mailroute.bootstrap import Desk

_MARK = ".mailroute-demo"
_CONTENTS = ("mailroute.toml", "catalog", "templates", "inbox", "sent", "mailroute.db", "mailroute.db-journal")
_MORE = ("mailroute.db-wal", "mailroute.db-shm", "mailroute.db.lock", "mailroute.lock")


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to put the sandbox (else a new temporary folder).",
)
def demo(folder: Path | None) -> None:
    """Show the whole job on sample mails: a sandbox, the real worker, no server, no network.

    Shows what was decided and why, what was sent, and what waits for review. The sandbox stays for you to look around.
    """
    now = options.clock()
    sandbox = _sandbox(folder)
    mails = demo_box.fill(sandbox, now=now)
    output.say(f"Sandbox: {sandbox}")
    output.say(f"  inbox/  a Maildir with {len(mails)} sample mails; nobody in them exists")
    output.say("  sent/   where mails go instead of a server; nothing leaves this folder")
    output.say()
    desk = options.assemble(options.load_config(sandbox / "mailroute.toml"), now=now)
    output.say(output.style("First pass of the worker: read, decide, send, file away.", bold=True))
    _work(desk)
    answer = demo_box.answer(sandbox, now=options.clock())
    if answer is not None:
        mails |= {answer.message_id: answer.name}
        output.say(output.style("A customer answers what was asked. Second pass.", bold=True))
        _work(desk)
    output.say()
    with desk.journal(now=options.clock(), create=False) as journal:
        for line in demo_page.page(journal, mails, answer=answer):
            output.say(line)
        output.say()
        for line in demo_page.next_steps(_program(), sandbox, journal, answer):
            output.say(line)


def _work(desk: Desk) -> None:
    """One pass of the real worker, as ``mailroute run --once`` makes it."""
    from mailroute.commands.run import once

    done = once(desk)
    output.say(f"  {done.received} received, {done.decided} decided, {done.sent} sent, {done.filed} filed")


def _sandbox(folder: Path | None) -> Path:
    """An empty folder with our mark: a fresh temporary one, or ``folder``, emptied when it is a former sandbox."""
    if folder is None:
        sandbox = Path(tempfile.mkdtemp(prefix="mailroute-demo-"))
    else:
        sandbox = folder.absolute()
        if sandbox.is_dir() and any(sandbox.iterdir()):
            if not (sandbox / _MARK).is_file():
                raise Failure(f"{folder}: is not empty and no former demo; give a new folder with --dir")
            _empty(sandbox)
        sandbox.mkdir(parents=True, exist_ok=True)
    (sandbox / _MARK).write_text("A sandbox of `mailroute demo`, which may empty it.\n", encoding="utf-8")
    return sandbox


def _empty(sandbox: Path) -> None:
    """Remove what an earlier demo has put here, and nothing else."""
    for name in (*_CONTENTS, *_MORE):
        path = sandbox / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _program() -> str:
    """How this program is called from here, to be pasted into a shell."""
    started = Path(sys.argv[0])
    if started.name != "mailroute":
        return f"{shlex.quote(sys.executable)} -m mailroute"
    if shutil.which("mailroute") and Path(str(shutil.which("mailroute"))).samefile(started):
        return "mailroute"
    return shlex.quote(str(started))
