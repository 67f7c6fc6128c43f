"""The journal: one SQLite file that holds every mail, decision, outgoing mail and review, and is the only truth.

Comes in: a path, and what the worker did. Goes out: plain rows (``records.py``). Never: decides, talks to a server.
"""

from mailroute.journal.fault import JournalError, is_of_the_disk
from mailroute.journal.journal import Journal

__all__ = ["Journal", "JournalError", "is_of_the_disk"]
