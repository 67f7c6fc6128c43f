"""What is said when the journal cannot be used, and whether an error is of that kind.

Comes in: an error. Goes out: ``JournalError``, ``is_of_the_disk``. Never: a traceback for a damaged or missing file.
"""

# sqlite.org/rescode.html: what SQLite meets outside of the statement that it was given.
_OUTSIDE = frozenset(
    f"SQLITE_{name}"
    for name in "BUSY CANTOPEN CORRUPT FULL INTERRUPT IOERR LOCKED NOLFS NOMEM NOTADB PERM PROTOCOL READONLY".split()
)


class JournalError(Exception):
    """The journal cannot be used. The message is one clear line: what, where, how to mend it."""


def is_of_the_disk(error: BaseException) -> bool:
    """Whether an error is that of the disk or of whatever else lies around the journal: then no mail is at fault."""
    name = getattr(error, "sqlite_errorname", None) or ""
    return "_".join(name.split("_")[:2]) in _OUTSIDE
