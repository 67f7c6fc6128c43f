"""Sending without a server: each outgoing mail becomes a file in a Maildir.

Comes in: an Outgoing. Goes out: a file in ``new`` with the envelope on top, so that a person sees where it would go.
Never: sends.
"""

from collections.abc import Callable
from pathlib import Path

from mailroute.mail.outgoing import Envelope, Outgoing
from mailroute.maildir import Delivery, make_maildir
from mailroute.submission import SubmissionError
from mailroute.submission.wire_form import checked


class MaildirSubmission:
    """A Maildir as the way out. See ``mailroute.submission.Submission`` for what each method promises."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = f"maildir:{path}"

    def submit(self, outgoing: Outgoing, before_dot: Callable[[], None]) -> str:
        """Write the mail, ask ``before_dot``, and let it appear; return where it is."""
        checked(outgoing.envelope)
        try:
            make_maildir(self._path)
            delivery = Delivery(self._path, _envelope_lines(outgoing.envelope) + outgoing.payload)
        except OSError as error:
            raise self._fault(error) from error
        try:
            before_dot()
        except BaseException:
            delivery.abandon()
            raise
        try:
            arrived = delivery.finish()
        except OSError as error:
            if delivery.appeared():  # but perhaps not for good: the disk could not say
                raise SubmissionError(f"{self.name}: keeping a mail: {error.strerror}", in_doubt=True) from error
            delivery.abandon()
            raise self._fault(error) from error
        return f"kept as {arrived.parent.name}/{arrived.name}"

    def probe(self) -> list[str]:
        """Where mails would go; nothing is written."""
        parent = self._path.parent
        if not parent.is_dir():
            raise SubmissionError(
                f"{self.name}: the directory {parent} does not exist: make it, or change [submission] url", account=True
            )
        state = "is there" if self._path.is_dir() else "will be made when the first mail is sent"
        return [f"{self.name}: outgoing mails are kept as files, none is sent; the directory {state}"]

    def close(self) -> None:
        """Nothing is held open."""

    def _fault(self, error: OSError) -> SubmissionError:
        why = f"{error.strerror or error}: check the directory and the disk"
        return SubmissionError(f"{self.name}: keeping a mail: {why}", account=True)


def _envelope_lines(envelope: Envelope) -> bytes:
    """The envelope as trace fields on top of the mail, as ``Return-Path`` stands there (RFC 5321 section 4.4)."""
    lines = [f"X-Envelope-From: <{envelope.sender}>", *(f"X-Envelope-To: <{to}>" for to in envelope.recipients)]
    return "".join(f"{line}\r\n" for line in lines).encode()
