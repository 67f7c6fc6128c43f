"""``mailroute check``: everything the desk wrote, all faults at once with file and line."""

import json
import mailbox
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailroute.cli import cli
from mailroute.commands.init import lay_out
from mailroute.mail.letter import TEMPLATES
from mailroute.meaning import installed
from tests.servers.dovecot import Account
from tests.servers.smtp import PASSWORD, SmtpServer


def check(config: Path, *options: str, env: dict[str, str] | None = None) -> Result:
    """Run ``mailroute check`` on a config."""
    return CliRunner().invoke(cli, ["check", "--config", str(config), *options], env=env)


def edit(path: Path, pattern: str, new: str) -> None:
    """Change a file: every match of a pattern, of which there must be one."""
    text, found = re.subn(pattern, new, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert found
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A new desk that reads from a Maildir and sends to one; its config."""
    lay_out(tmp_path)
    config = tmp_path / "mailroute.toml"
    edit(config, r'^url = "imaps.*', 'url = "maildir:in"')
    edit(config, r'^url = "smtp.*', 'url = "maildir:out"')
    edit(config, r"^password_file = .*", "")
    return config


def test_new_desk_has_no_fault(tmp_path: Path) -> None:
    """What init writes passes; the passwords that are still to be written are warnings at their keys' lines."""
    lay_out(tmp_path)
    config = tmp_path / "mailroute.toml"
    result = check(config)
    assert 0 == result.exit_code, result.output
    for line, text in enumerate(config.read_text(encoding="utf-8").splitlines(), start=1):
        if text.startswith("password_file"):
            assert f"warning: {config}:{line}: the password file" in result.output


def test_desk_without_servers_has_nothing_to_tell(desk: Path) -> None:
    """With Maildirs there are no passwords to look for, and each part is said to be well."""
    result = check(desk)
    assert 0 == result.exit_code, result.output
    assert ["config: ok", "catalogue: ok", "templates: ok", "journal: ok"] == [
        line.split(" - ")[0] for line in result.output.splitlines() if not line.startswith(" ")
    ]


@pytest.mark.skipif(installed(), reason="the extra `ml` is installed")
def test_an_extra_that_is_asked_for_and_missing_is_a_warning(desk: Path) -> None:
    """Mail is handled without it, so it is no fault; the line says how to have it."""
    edit(desk, r"^second_opinion = false", "second_opinion = true")
    result = check(desk)
    assert 0 == result.exit_code, result.output
    (line,) = [line for line in result.output.splitlines() if "second_opinion" in line]
    assert line.startswith("  warning: ")
    assert "pip install 'mailroute[ml]'" in line


def test_all_faults_of_config_catalogue_and_templates_at_once(desk: Path) -> None:
    """A fault in each of the three is told in one run, with file and line, though the config does not load."""
    edit(desk, r"^poll_s = 60", 'poll_s = "often"')
    edit(desk.parent / "catalog" / "people.csv", r",chem,no$", ",chemistry,no")
    (desk.parent / "templates" / "gather.txt").write_text("Subject: x\n\n{{ nobody_knows_this }}\n", encoding="utf-8")
    result = check(desk)
    assert 1 == result.exit_code
    config_line = desk.read_text(encoding="utf-8").splitlines().index('poll_s = "often"') + 1
    assert f"{desk}:{config_line}: mailbox.poll_s has the wrong type" in result.output
    assert f"{desk.parent}/catalog/people.csv:3: there is no department 'chemistry'" in result.output
    assert f"{desk.parent}/templates/gather.txt:3: " in result.output
    assert "mailroute: check found 3 faults" in result.stderr


def test_text_that_is_no_toml_does_not_hide_the_rest(desk: Path) -> None:
    """With a config that is no TOML the catalogue and templates of the usual places are looked at."""
    desk.write_text("[desk\n", encoding="utf-8")
    (desk.parent / "catalog" / "services.csv").write_text("id,name\n", encoding="utf-8")
    result = check(desk)
    assert 1 == result.exit_code
    assert f"{desk}:1: this is no TOML" in result.output
    assert "services.csv:1: the header lacks pick2" in result.output


def test_json_is_one_object_a_fault(desk: Path) -> None:
    """``--json`` prints an object for each fault and warning, and nothing else, on standard output."""
    edit(desk.parent / "catalog" / "people.csv", r",chem,no$", ",chem,perhaps")
    result = check(desk, "--json")
    assert 1 == result.exit_code
    faults = [json.loads(line) for line in result.stdout.splitlines()]
    (fault,) = [fault for fault in faults if fault["kind"] == "fault"]
    assert ("catalogue", 3, "coned is 'perhaps'") == (fault["part"], fault["line"], fault["what"])
    assert fault["file"].endswith("catalog/people.csv")


def test_missing_files_are_faults_at_their_keys(desk: Path) -> None:
    """A catalogue file or template folder that is not there is one fault at the line of the key that names it."""
    (desk.parent / "catalog" / "people.csv").unlink()
    (desk.parent / "catalog" / "services.csv").unlink()
    edit(desk, r'^path = "templates"', 'path = "letters"')
    result = check(desk)
    assert 1 == result.exit_code
    lines = desk.read_text(encoding="utf-8").splitlines()
    for key in ("people", "services", "path"):
        number = max(n for n, line in enumerate(lines, start=1) if line.startswith(f"{key} = "))
        assert f"{desk}:{number}: " in result.output, key
    assert "check found 3 faults" in result.stderr


def test_desk_without_letters_uses_ours(desk: Path) -> None:
    """The usual folder of templates may be absent: the letters that come along are checked and used."""
    shutil.rmtree(desk.parent / "templates")
    result = check(desk)
    assert 0 == result.exit_code, result.output
    assert f"{len(TEMPLATES)} letters in" in result.output


def test_desk_without_people_needs_no_file(desk: Path) -> None:
    """Where the config names no people file there is no directory, and that is no fault."""
    edit(desk, r"^people = .*", "")
    (desk.parent / "catalog" / "people.csv").unlink()
    result = check(desk)
    assert 0 == result.exit_code, result.output
    assert "no directory of people" in result.output


def test_team_without_a_route_is_a_fault(desk: Path) -> None:
    """A service's team that the config has no address for is a fault of the service's row."""
    services = desk.parent / "catalog" / "services.csv"
    header, _, rest = services.read_text(encoding="utf-8").partition("\n")
    cells = {"id": "x1", "name": "X", "pick2": "no", "team": "wires"}
    row = ",".join(cells.get(column, "") for column in header.split(","))
    services.write_text(f"{header}\n{row}\n{rest}", encoding="utf-8")
    assert "services.csv:2: team 'wires' has no address" in check(desk).output
    edit(desk, r"^\[routes.teams\]", '[routes.teams]\nwires = "wires@queues.example"')
    assert 0 == check(desk).exit_code


def test_empty_password_is_a_fault_and_a_missing_one_a_warning(desk: Path) -> None:
    """A password that is still to be written is a warning; a file that holds none is a fault."""
    edit(desk, r'^url = "maildir:in"', 'url = "imaps://help@imap.example.edu"\npassword_file = "secret"')
    assert 0 == check(desk).exit_code
    (desk.parent / "secret").write_text("\n", encoding="utf-8")
    (desk.parent / "secret").chmod(0o600)
    result = check(desk)
    assert 1 == result.exit_code
    assert "is empty" in result.output


def test_connect_to_maildirs_looks_and_changes_nothing(desk: Path) -> None:
    """``--connect`` tells what is in the mailbox and where mail would go, and makes no folder."""
    mailbox.Maildir(desk.parent / "in").add(b"From: a-fx@wisc.edu\r\n\r\nx\r\n")
    before = sorted(desk.parent.rglob("*"))
    result = check(desk, "--connect")
    assert 0 == result.exit_code, result.output
    assert "mailbox: ok - " in result.output
    assert "submission: ok - " in result.output
    assert before == sorted(desk.parent.rglob("*"))


def test_connect_to_what_is_not_there_is_one_clear_line(desk: Path) -> None:
    """A mailbox and a server that cannot be reached are a fault each, at their url's line, without a traceback."""
    edit(desk, r'^url = "maildir:out"', 'url = "smtp://127.0.0.1:9"')
    result = check(desk, "--connect")
    assert 1 == result.exit_code
    lines = desk.read_text(encoding="utf-8").splitlines()
    for url in ('url = "maildir:in"', 'url = "smtp://127.0.0.1:9"'):
        assert f"{desk}:{lines.index(url) + 1}: " in result.output
    assert "check found 2 faults" in result.stderr
    assert "Traceback" not in result.output


@pytest.fixture
def served(desk: Path, account: Account, mail_server: SmtpServer) -> Path:
    """The same desk on a real IMAP and a real SMTP server, with the passwords in the environment; its config."""
    for kind, url, ca_file in (("in", account.url, account.ca_file), ("out", mail_server.url, mail_server.ca_file)):
        keys = f'url = "{url}"\nca_file = "{ca_file}"\npassword_env = "PASSWORD_{kind.upper()}"'
        edit(desk, rf'^url = "maildir:{kind}"', keys)
    edit(desk, r'^password_env = ""', "")
    return desk


def test_connect_signs_in_to_both_and_changes_nothing(served: Path, account: Account, mail_server: SmtpServer) -> None:
    """``--connect`` signs in to IMAP and SMTP and tells of the folders; no folder is made and no mail sent."""
    account.append(b"From: a-fx@wisc.edu\r\nSubject: x\r\n\r\nx\r\n")
    folders, flags = account.folders(), account.flags()
    result = check(served, "--connect", env={"PASSWORD_IN": account.password, "PASSWORD_OUT": PASSWORD})
    assert 0 == result.exit_code, result.output
    assert "mailbox: ok - signed in" in result.output
    assert "submission: ok - signed in" in result.output
    assert "Mailroute/Review" in result.output
    assert (folders, flags, []) == (account.folders(), account.flags(), mail_server.received)


def test_wrong_passwords_are_a_line_each_and_not_shown(served: Path) -> None:
    """A server that refuses the password is a fault at its url's line; the password is not in it."""
    result = check(served, "--connect", env={"PASSWORD_IN": "wrong-fx", "PASSWORD_OUT": "wrong-fx"})
    assert 1 == result.exit_code
    lines = served.read_text(encoding="utf-8").splitlines()
    places = [number for number, line in enumerate(lines, start=1) if line.startswith("url = ")]
    assert [] == [number for number in places if f"{served}:{number}: " not in result.output]
    assert "check found 2 faults" in result.stderr
    assert "wrong-fx" not in result.output


def test_no_config_is_one_clear_line(tmp_path: Path) -> None:
    """A config that is not there is an expected failure of one line."""
    result = check(tmp_path / "none.toml")
    assert 1 == result.exit_code
    assert 1 == len(result.output.splitlines())


def test_config_that_is_not_utf8_is_told_with_its_line(desk: Path) -> None:
    """A config in Latin-1 is told where its first odd byte stands."""
    desk.write_bytes(b"# one\n# caf\xe9\n")
    result = check(desk)
    assert 1 == result.exit_code
    assert f"{desk}:2: is not UTF-8" in result.output
