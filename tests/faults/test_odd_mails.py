"""Odd mails, wherever they are found, each through the whole of mailroute."""

import gzip
import io
import json
import tarfile
import zipfile
from itertools import islice
from pathlib import Path

import pytest

from tests.faults import odd_mails

MAIL = b"From: Ana <ana-fx@wisc.edu>\r\nSubject: x\r\n\r\nHello\r\n"
FROM = b"From ana-fx@wisc.edu Mon Nov 23 10:00:00 2026\r\n"
OTHER = b"Subject: y\r\n\r\nWorld\r\n"


def _checked(mails: list[odd_mails.Odd]) -> None:
    figure = odd_mails.judged(mails)
    settled = odd_mails.through_the_worker(mails, figure)
    assert [] == figure.failures
    assert len(mails) == len(figure.seconds)
    assert settled >= min(len(mails), 100)
    assert figure.good, f"p99 is {figure.at(0.99)} ms"


def test_the_projects_own_mails_have_one_outcome_each() -> None:
    """Each mail of the demo and of tests/corpus is decided, and the worker settles it once."""
    _checked(list(odd_mails.found(odd_mails.OWN)))


def test_the_shared_odd_mails_have_one_outcome_each() -> None:
    """Each third of the shared odd mails is decided within 50 ms, and the worker settles it once."""
    if not odd_mails.SHARED.is_dir():
        pytest.skip("no corpus: there is no ../shared/fixtures")
    _checked(list(islice(odd_mails.found([odd_mails.SHARED]), 0, None, 3)))


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a/1.eml", MAIL)
        archive.writestr("2.txt.gz", gzip.compress(OTHER))
    return stream.getvalue()


def _tar() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        for number, raw in enumerate((MAIL, OTHER)):
            member = tarfile.TarInfo(f"{number}.eml")
            member.size = len(raw)
            tar.addfile(member, io.BytesIO(raw))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("box.mbox", FROM + MAIL + b"\r\n" + FROM + OTHER),
        ("box.zip", _zip()),
        ("box.tar.gz", _tar()),
        ("mails.json", json.dumps({"mails": [{"raw": MAIL.decode()}, [OTHER.decode()]]}).encode()),
        ("mails.jsonl", b"\n".join(json.dumps({"raw": raw.decode()}).encode() for raw in (MAIL, OTHER))),
    ],
    ids=["mbox", "zip", "tar", "json", "jsonl"],
)
def test_mails_are_found_in_containers(tmp_path: Path, name: str, data: bytes) -> None:
    """An mbox, a zip, a tar, JSON and JSON Lines give their mails."""
    (tmp_path / name).write_bytes(data)
    assert {MAIL.strip(), OTHER.strip()} <= {mail.raw.strip() for mail in odd_mails.found([tmp_path])}
