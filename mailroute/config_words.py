"""A config's faults in words: what is wrong with a key, and what was probably meant.

Comes in: pydantic's kinds of errors, paths of keys. Goes out: sentences. Never: repeats a password or imports pydantic.
"""

import difflib
import re
from collections.abc import Mapping

from mailroute.config_lines import KeyPath

Problem = tuple[KeyPath, str, str]
"""Where, what is wrong, how to mend it."""

NEVER_HERE = "a password is never written in the config"
WRITE_IT_THERE = (
    "write the password to a file that only mailroute may read and name it in password_file (or a variable's name in "
    "password_env)"
)

CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
"""What no value may hold: it would end a line in a header or an IMAP command."""

_SECRET_NAME = re.compile(r"pass|secret|token|credential", re.IGNORECASE)

_TYPES = {
    "string_type": "text in quotes",
    "path_type": "a path in quotes",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "tuple_type": 'a list such as ["help@desk.example"]',
    "dict_type": "a table",
    "dataclass_type": "a table",
}


def in_words(kind: str, path: KeyPath, context: Mapping[str, object], known: Mapping[str, tuple[str, ...]]) -> Problem:
    """One of pydantic's errors as a sentence of ours; ``known`` maps each table to its keys."""
    name = dotted(path)
    if kind == "missing":
        if len(path) == 1:
            return path, f"the table [{name}] is missing", "copy it from config.example.toml"
        return path, f"{name} is missing", f"add a line `{path[-1]} = ...` to [{dotted(path[:-1])}]"
    if kind in {"unexpected_keyword_argument", "extra_forbidden"}:
        return _unknown(path, known)
    if kind == "literal_error":
        return path, f"{name} is none of the words it may be", f"write one of {context.get('expected')}"
    return path, f"{name} has the wrong type", f"write {_TYPES.get(kind, 'what config.example.toml shows')}"


def dotted(path: KeyPath) -> str:
    """A key's path as people write it; list indexes are left out."""
    return ".".join(part for part in path if isinstance(part, str))


def shown(value: str) -> str:
    """A value as a message may repeat it: at most 100 characters, a url's password hidden."""
    return repr(re.sub(r"(//[^/]*?):.*@", r"\1:***@", value)[:100])


def _unknown(path: KeyPath, known: Mapping[str, tuple[str, ...]]) -> Problem:
    """A key that no table knows, with the one that was probably meant."""
    name, key = dotted(path), str(path[-1])
    tables = [table for table, keys in known.items() if key in keys]
    if len(path) == 1:
        if tables:
            return path, f"{key} stands outside of its table", f"move it below [{tables[0]}]"
        near = difflib.get_close_matches(key, known, n=1)
        mend = f"did you mean [{near[0]}]?" if near else f"the tables are {', '.join(known)}"
        return path, f"there is no table or key called {key}", mend
    table = str(path[0])
    what = f"there is no key {name}"
    if key == "oauth":
        what, mend = f"[{name}] is not there yet", "sign in with password_file or password_env for now"
    elif near := difflib.get_close_matches(key, known.get(table, ()), n=1, cutoff=0.7):
        mend = f"did you mean {near[0]}?"
    elif _SECRET_NAME.search(key):
        what, mend = f"{name}: {NEVER_HERE}", WRITE_IT_THERE
    elif tables:
        mend = f"it belongs to [{tables[0]}]"
    else:
        mend = f"[{table}] knows {', '.join(known.get(table, ()))}"
    return path, what, mend
