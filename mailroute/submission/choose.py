"""Which way of sending an address means.

Comes in: ``[submission] url`` and its password. Goes out: a ``Submission``, not yet connected. Never: connects.
"""

from pathlib import Path

from mailroute.endpoint import SMTP, EndpointError, parse_endpoint
from mailroute.submission import Submission, SubmissionError
from mailroute.submission.maildir import MaildirSubmission
from mailroute.submission.smtp import SmtpSubmission


def open_submission(url: str, *, password: str | None, ca_file: str | None = None, timeout_s: float = 60) -> Submission:
    """The way to send at ``url``; the first ``submit`` or ``probe`` connects.

    ``smtps://``, ``smtp+starttls://`` and, on this machine only, ``smtp://`` (``user@host:port``; signing in happens
    when there is a password), or ``maildir:PATH``, which keeps each mail as a file. ``ca_file`` names the only
    certificate authorities to trust (PEM). ``timeout_s`` holds for each command; the answer to the final dot is always
    waited for up to 600 s (RFC 5321 section 4.5.3.2.6). Raises SubmissionError (permanent) for an address that means
    nothing, or a password without a user.
    """
    if url.partition(":")[0].lower() == "maildir":
        path = url.partition(":")[2]
        if not path:
            raise SubmissionError(
                "[submission] url: maildir: needs a path behind it, such as maildir:/var/spool/mailroute",
                permanent=True,
            )
        return MaildirSubmission(Path(path))
    try:
        endpoint = parse_endpoint(url, SMTP)
    except EndpointError as error:
        raise SubmissionError(f"[submission] url: {error}", permanent=True) from error
    if password is not None and not endpoint.user:
        raise SubmissionError(
            f"[submission] there is a password but {endpoint.name} names no user: write {endpoint.scheme}://USER@HOST",
            permanent=True,
        )
    return SmtpSubmission(endpoint, password, ca_file=ca_file, timeout_s=timeout_s)
