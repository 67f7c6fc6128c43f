"""Whatever a desk's files hold, reading them ends in a value or in faults, never in a traceback."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailroute import resources
from mailroute.catalog_files import NAMES, examine
from mailroute.config import ConfigError, load
from mailroute.config_lines import Lines
from mailroute.fault import Fault

EXAMPLE = resources.example_config().read_text(encoding="utf-8")
CATALOGUE = [(resources.catalog() / name).read_bytes() for name in NAMES]
VALUES = st.sampled_from(
    [
        "1",
        "-1",
        "nan",
        "1e400",
        "true",
        '""',
        '"x"',
        '"\\u0000"',
        "[]",
        '[""]',
        "[1, [2]]",
        "{}",
        "{ a = 1 }",
        "1979-05-27",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_as_a_config_has_faults(text: str) -> None:
    """No text makes the config's reader stumble."""
    with pytest.raises(ConfigError) as caught:
        load(text, folder=Path("/desk"))
    assert () != caught.value.faults


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_example_config_with_odd_values_has_faults_on_real_lines(data: st.DataObject) -> None:
    """Keys of the example with values of any kind load or have faults, each on a line of the text."""
    lines = EXAMPLE.splitlines()
    keys = [number for number, line in enumerate(lines) if " = " in line and not line.startswith("#")]
    for number in data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=4, unique=True)):
        lines[number] = f"{lines[number].split(' = ')[0]} = {data.draw(VALUES)}"
    faults: tuple[Fault, ...] = ()
    try:
        load("\n".join(lines), folder=Path("/desk"))
    except ConfigError as error:
        faults = error.faults
    assert [] == [fault for fault in faults if fault.line is None or not 1 <= fault.line <= len(lines)]


@settings(max_examples=100, deadline=None)
@given(st.binary(), st.integers(min_value=0, max_value=2), st.integers(min_value=0))
def test_damaged_catalogue_has_faults(damage: bytes, file: int, place: int) -> None:
    """Any bytes put anywhere into a table leave a catalogue or faults."""
    raw = list(CATALOGUE)
    at = place % len(raw[file])
    raw[file] = raw[file][:at] + damage + raw[file][at:]
    examined = examine(raw[0], raw[1], raw[2])
    assert (examined.catalogue is None) == any(not fault.warning for fault in examined.faults)


NAME = st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(NAME, st.dictionaries(NAME, st.sampled_from(["1", '"""\n[no]\nx = 1\n"""', "[\n  1,\n]"]))))
def test_line_of_each_key_is_its_own(tables: dict[str, dict[str, str]]) -> None:
    """The line told for a key is the one that begins with it, whatever multi-line values stand before it."""
    text = "".join(
        f"[{table}]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items()) for table, keys in tables.items()
    )
    assert list(tables) == list(tomllib.loads(text))
    lines, rows = Lines(text), text.split("\n")
    for table, keys in tables.items():
        for key in keys:
            number = lines.of((table, key))
            assert number is not None
            assert rows[number - 1].startswith(f"{key} = ")
