"""Servers for every test that wants a real one."""

from collections.abc import Iterator
from typing import cast

import pytest

from tests.servers import dovecot as dovecot_server
from tests.servers import postfix as postfix_server
from tests.servers.authority import Authority
from tests.servers.dovecot import Account, Dovecot, dovecot
from tests.servers.postfix import Postfix, postfix
from tests.servers.smtp import MailServer, SmtpServer, smtp_server


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A throw-away certificate authority."""
    return Authority(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="session")
def dovecot_installed() -> None:
    """Skip, saying why, where there is no Dovecot."""
    if why := dovecot_server.missing():
        pytest.skip(why)


@pytest.fixture(scope="session")
def imap_server(dovecot_installed: None) -> Iterator[Dovecot]:
    """One Dovecot for the whole run. A test that stops its server, or wants another setting, starts its own."""
    with dovecot() as server:
        yield server


@pytest.fixture
def account(imap_server: Dovecot) -> Account:
    """An account that no other test knows, its INBOX empty."""
    return imap_server.account()


@pytest.fixture
def mail_server(authority: Authority) -> Iterator[SmtpServer]:
    """A submission server with STARTTLS and sign-in."""
    with smtp_server(authority) as server:
        yield server


@pytest.fixture
def real_server(imap_server: Dovecot, authority: Authority) -> Iterator[Postfix]:
    """A Postfix of the test's own; skips, saying why, where there is none."""
    if why := postfix_server.missing():
        pytest.skip(why)
    with postfix(authority, imap_server) as server:
        yield server


@pytest.fixture(params=["aiosmtpd", "Postfix"])
def each_server(request: pytest.FixtureRequest) -> MailServer:
    """A submission server with STARTTLS and sign-in: ours, then a real one."""
    name = "real_server" if request.param == "Postfix" else "mail_server"
    return cast("MailServer", request.getfixturevalue(name))
