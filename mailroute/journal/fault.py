"""What is said when the journal cannot be used.

Comes in: nothing. Goes out: ``JournalError``. Never: a traceback for a damaged or missing file.
"""


class JournalError(Exception):
    """The journal cannot be used. The message is one clear line: what, where, how to mend it."""
