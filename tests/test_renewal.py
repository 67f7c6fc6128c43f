"""What the desk edits while the worker runs counts at once; what is faulty does not."""

import os
from pathlib import Path

from mailroute.catalog_files import CatalogError
from mailroute.fault import Fault
from mailroute.planner import Planner
from mailroute.planning import Resuming
from mailroute.renewal import Renewal


def renewal(path: Path, made: list[Resuming | Exception]) -> Renewal:
    """A renewal of one file, whose next planners (or errors) are given."""

    def make() -> Resuming:
        found = made.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    return Renewal(lambda: (path,), make)


def edited(path: Path, text: str) -> None:
    """Write a file with a time of its own, however quick the test is."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(1, path.stat().st_mtime_ns + len(text)))


def test_nothing_is_read_again_while_nothing_changes(tmp_path: Path) -> None:
    """An unchanged file is looked at, not read."""
    path = tmp_path / "services.csv"
    edited(path, "one")
    assert renewal(path, []).look() is None


def test_a_changed_file_gives_a_new_planner_once(tmp_path: Path) -> None:
    """The next look finds nothing new."""
    path = tmp_path / "services.csv"
    edited(path, "one")
    planner = Planner.__new__(Planner)
    watch = renewal(path, [planner])
    edited(path, "two, longer")
    renewed = watch.look()
    assert renewed is not None
    assert planner is renewed.planner
    assert watch.look() is None


def test_a_faulty_file_gives_its_fault_and_no_planner(tmp_path: Path) -> None:
    """What was good last stays in force until the file is mended."""
    path = tmp_path / "services.csv"
    edited(path, "one")
    planner = Planner.__new__(Planner)
    fault = Fault("services.csv", 3, "pick2 is 'perhaps'", "write yes or no")
    watch = renewal(path, [CatalogError((fault, fault)), planner])
    edited(path, "two, faulty")
    renewed = watch.look()
    assert renewed is not None
    assert renewed.planner is None
    assert renewed.fault == f"{fault} (and 1 more)"
    edited(path, "three, mended again")
    mended = watch.look()
    assert mended is not None
    assert planner is mended.planner


def test_a_file_that_is_gone_is_a_change(tmp_path: Path) -> None:
    """It cannot be read, and is named."""
    path = tmp_path / "people.csv"
    edited(path, "one")
    watch = renewal(path, [FileNotFoundError(2, "No such file or directory", str(path))])
    path.unlink()
    renewed = watch.look()
    assert renewed is not None
    assert renewed.fault == f"{path}: No such file or directory"
