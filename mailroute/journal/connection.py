"""How the journal's SQLite file is opened, so that a commit survives a crash.

Comes in: a path. Goes out: a ``sqlite3.Connection``. Never: knows a table.
"""


class JournalError(Exception):
    """The journal cannot be used. The message is one clear line: what, where, how to mend it."""
