"""Where mail is sent to: a message submission agent (RFC 6409), or a Maildir.

Comes in: an Outgoing. Goes out: nothing, or a SubmissionError with one bit: permanent or transient.
Never: changes a byte, adds a recipient, decides whether to try again.
"""

from collections.abc import Callable
from typing import Protocol

from mailroute.mail.outgoing import Outgoing


class SubmissionError(Exception):
    """The mail was not accepted, or it is not known whether it was.

    ``permanent``: the server refused it for good (5yz), a person must look. ``in_doubt``: the final dot may have gone
    out and no answer came, so it may have been sent. Neither: a later retry is safe.
    The message is one clear line: what, where, how to mend it. ``response`` is the server's own words, if any.
    ``account``: the fault lies with the server or our account there (unreachable, wrong password), not with this mail:
    every other mail would meet it too, so the rest can wait for the next pass. Never together with the other two.
    ``midway``, with ``account``: the server was there and broke off at this mail. When it does so again, the mail may
    be what it stumbles over, and must not hold up the others.
    """

    def __init__(
        self,
        message: str,
        *,
        permanent: bool = False,
        in_doubt: bool = False,
        response: str = "",
        account: bool = False,
        midway: bool = False,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.in_doubt = in_doubt
        self.response = response
        self.account = account
        self.midway = midway


class Submission(Protocol):
    """A way to send mail. One connection may carry many mails."""

    name: str
    """The server in words, for logs and the journal: ``smtp+starttls://help@smtp.example.edu:587``."""

    def submit(self, outgoing: Outgoing, before_dot: Callable[[], None]) -> str:
        """Send one mail and return the server's answer to the final dot.

        ``before_dot`` is called once everything but the terminating ``CRLF.CRLF`` has been sent: the caller records
        the point of no return in it. When it raises, the mail must not go out (the connection is dropped without the
        dot). Every recipient must be accepted, else nothing is sent (permanent error naming the recipient).
        Raises SubmissionError; after ``before_dot`` and before an answer it is ``in_doubt``.
        """

    def probe(self) -> list[str]:
        """For ``check --connect``: connect and sign in, send nothing; what was found, a line each."""

    def close(self) -> None:
        """Let go of the connection; never raises."""
