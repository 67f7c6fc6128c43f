"""``kill -9`` in a row, at seeded random moments, while new mail keeps coming in.

``python -m tests.end_to_end.kills [N] [SEED]`` does it against a real Dovecot and a real Postfix, prints its figure and
ends with 1 if a mail is lost, sent twice, or settled nowhere. With one seed the moments are the same, as far as two
busy processes can be made to meet again.
"""

import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.end_to_end.desk import Desk
from tests.end_to_end.load import Load
from tests.end_to_end.settled import Account, settled
from tests.servers import dovecot as dovecot_server
from tests.servers import postfix as postfix_server
from tests.servers.authority import Authority
from tests.servers.dovecot import dovecot
from tests.servers.postfix import postfix

SEED = 147120
MAILS_A_SECOND = 25.0
LONGEST_S = 30.0
ANSWERS_AN_HOUR = 10_000


def killed_at_work(desk: Desk, writes: int, wait_s: float, *, once: bool = True) -> bool:
    """Start a worker, kill it when it has written to its journal so often; whether it was still at work."""
    with desk.start("run", *(["--once"] if once else [])) as process:
        seen, count = journal_stamp(desk), 0
        end = time.monotonic() + LONGEST_S
        while process.poll() is None and count < writes and time.monotonic() < end:
            now = journal_stamp(desk)
            count, seen = count + (now != seen), now
            time.sleep(0.0005)
        time.sleep(wait_s)
        process.kill()
        process.communicate()
        return process.returncode == -signal.SIGKILL


def journal_stamp(desk: Desk) -> list[int]:
    """Changes with every commit; looked at from outside, so that the worker is not held up."""
    return [
        path.stat().st_mtime_ns
        for path in (desk.folder / "mailroute.db", desk.folder / "mailroute.db-wal")
        if path.exists()
    ]


def in_a_row(desk: Desk, kills: int, seed: int) -> tuple[int, Account]:
    """Kill ``mailroute run`` so often under load, let one last run come to rest; how many died at work, the account.

    The moment is a number of writes to the journal and some milliseconds after: within its start (one to six writes),
    or deep in its work.
    """
    # So many mails a minute are a burst, and so many answers an hour a fault: here they are the load.
    desk.config.write_text(
        f"{desk.config.read_text()}\n[outages]\nburst_mails = 0\n\n[limits]\nper_hour = {ANSWERS_AN_HOUR}\n"
    )
    dice = random.Random(seed)  # noqa: S311 - to be repeated, no secret
    deaths = 0
    with Load(desk.account, MAILS_A_SECOND) as load:
        for _ in range(kills):
            writes = dice.randrange(1, 7) if dice.random() < 0.2 else dice.randrange(7, 120)
            deaths += killed_at_work(desk, writes, dice.uniform(0, dice.choice([0.003, 0.02])), once=False)
    ran = desk.run("run", "--once")
    assert ran.code == 0, ran.err
    return deaths, settled(desk, load.mails)


def main(arguments: list[str]) -> int:
    """Print the figure; 1 when it is not reached."""
    kills = int(arguments[0]) if arguments else 50
    seed = int(arguments[1]) if len(arguments) > 1 else SEED
    if why := dovecot_server.missing() or postfix_server.missing():
        say(f"kill-fifty: not run: {why}")
        return 1
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name, dovecot() as imap:
        authority = Authority(Path(name) / "tls")
        with postfix(authority, imap) as smtp:
            desk = Desk(Path(name), imap.account(), smtp)
            desk.set_up()
            try:
                deaths, account = in_a_row(desk, kills, seed)
            except AssertionError as error:
                say(f"kill-fifty: seed {seed}: {error}")
                return 1
    took = time.monotonic() - begun
    say(f"kill-fifty: {deaths} of {kills} killed at work (seed {seed}, {took:.0f} s); {account}")
    return 0 if deaths == kills else 1


def say(words: str) -> None:
    """To whoever started this."""
    print(words, flush=True)  # noqa: T201 - a proof prints its figure


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
