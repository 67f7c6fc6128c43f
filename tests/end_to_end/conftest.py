"""Desks for the end-to-end tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.desk import Desk
from tests.servers.authority import Authority
from tests.servers.dovecot import Account, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.smtp import MailServer, SmtpServer, smtp_server


@pytest.fixture
def desk(tmp_path: Path, account: Account, mail_server: SmtpServer) -> Desk:
    """A desk that has never run: empty INBOX, no journal."""
    new = Desk(tmp_path, account, mail_server)
    new.set_up()
    return new


@pytest.fixture
def real_desk(tmp_path: Path, account: Account, real_server: Postfix) -> Desk:
    """As ``desk``, but what it sends goes to a real Postfix."""
    new = Desk(tmp_path, account, real_server)
    new.set_up()
    return new


@pytest.fixture
def each_desk(tmp_path: Path, account: Account, each_server: MailServer) -> Desk:
    """As ``desk``, with each kind of submission server."""
    new = Desk(tmp_path, account, each_server)
    new.set_up()
    return new


@pytest.fixture(scope="module")
def desk_of_module(
    imap_server: Dovecot, authority: Authority, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """One desk for all tests of a module, which look at what one run has done."""
    with smtp_server(authority) as server:
        new = Desk(tmp_path_factory.mktemp("desk"), imap_server.account(), server)
        new.set_up()
        yield new
