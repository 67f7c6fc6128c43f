"""What becomes of a mail: the eleven dispositions of the procedure."""

from enum import StrEnum


class Disposition(StrEnum):
    """A disposition of the procedure (knowledge-base document 147120 and the mailbox's own)."""

    IGNORE = "ignore"
    FOLLOW_UP = "follow_up"
    OUTAGE = "outage"
    CPS = "cps"
    ES = "es"
    GATHER = "gather"
    ASK_DEPARTMENT = "ask_department"
    CONSULT = "consult"
    TECHNICAL = "technical"
    CHAT = "chat"
    REVIEW = "review"
