"""Sending by a submission server (RFC 6409).

Comes in: an Outgoing. Goes out: the server's answer to the final dot, or a SubmissionError.
Never: adds a recipient, sends to some of the recipients only, changes anything but line ends, tries a mail again.

One connection carries many mails. Before each the server is asked whether it is still there (NOOP); a connection that
has gone is made anew, which is safe, since nothing of the mail was sent. A mail in 8 bits or
with UTF-8 addresses, for a server that takes none, is a permanent error: nothing is re-encoded.
"""

import ssl
from collections.abc import Callable
from contextlib import suppress

from mailroute.connection import reason, tls_context
from mailroute.endpoint import Endpoint
from mailroute.mail.outgoing import Outgoing
from mailroute.submission import SubmissionError
from mailroute.submission.session import RefusedError, Reply, Session
from mailroute.submission.wire_form import WireForm, checked, wire_form

DOT_TIMEOUT_S = 600.0
"""How long the answer to the dot is waited for (RFC 5321 section 4.5.3.2.6): whoever gives up early sends twice."""

_STILL_THERE_S = 10.0

_OUT_OF_STEP, _SIGN_IN_FIRST = 503, 530
"""Refusals of the session, whatever the mail (RFC 5321 section 4.2.2, RFC 4954 section 6)."""


class SmtpSubmission:
    """One submission server. See ``mailroute.submission.Submission`` for what each method promises."""

    def __init__(
        self,
        endpoint: Endpoint,
        password: str | None,
        *,
        ca_file: str | None = None,
        timeout_s: float = 60,
        dot_timeout_s: float = DOT_TIMEOUT_S,
    ) -> None:
        self._endpoint = endpoint
        self._password = password
        self._ca_file = ca_file
        self._timeout_s = timeout_s
        self._dot_timeout_s = dot_timeout_s
        self._session: Session | None = None
        self.name = endpoint.name

    def submit(self, outgoing: Outgoing, before_dot: Callable[[], None]) -> str:
        """Send one mail to all of its recipients or to none; return the answer to the final dot."""
        checked(outgoing.envelope)
        form = wire_form(outgoing)
        session, reply = self._begun(outgoing, form)
        self._accepted(session, reply, f"MAIL FROM:<{outgoing.envelope.sender}>")
        for recipient in dict.fromkeys(outgoing.envelope.recipients):
            self._accepted(session, self._ask(session, f"RCPT TO:<{recipient}>"), f"recipient {recipient}")
        reply = self._ask(session, "DATA")
        if reply.code != 354:  # go ahead
            self._accepted(session, reply if not reply.good else Reply(451, f"an answer out of turn: {reply}"), "DATA")
        try:
            session.send_body(form.body)
        except OSError as error:
            raise self._lost(error, "sending the mail") from error
        self._still_silent(session)
        try:
            before_dot()
        except BaseException:
            self._drop()
            raise
        # The record takes a while. A server that has broken off meanwhile is not sent the dot: no doubt, then.
        self._still_silent(session)
        return self._end(session)

    def probe(self) -> list[str]:
        """Connect and sign in, send nothing."""
        session = self._connected()
        signed = f"signed in as {self._endpoint.user}" if self._password is not None else "connected, not signed in"
        offers = [word for word in ("8BITMIME", "SMTPUTF8", "SIZE") if word in session.extensions]
        self.close()
        return [f"{self.name}: {signed}; the server offers {', '.join(offers) or 'no extension that matters'}"]

    def close(self) -> None:
        """Say goodbye if the server listens, and let go; never raises."""
        session, self._session = self._session, None
        if session is not None:
            with suppress(Exception):
                session.quit()

    def _begun(self, outgoing: Outgoing, form: WireForm) -> tuple[Session, Reply]:
        """A session and its answer to MAIL. A kept session that turns out to be over is replaced, once."""
        kept = self._session
        if kept is not None:
            with suppress(OSError):
                if kept.ask("NOOP", min(_STILL_THERE_S, self._timeout_s)).good:
                    reply = kept.ask(self._mail_command(kept, outgoing, form))
                    if not reply.closing and reply.code != _OUT_OF_STEP:
                        return kept, reply
            self._drop()
        session = self._connected()
        return session, self._ask(session, self._mail_command(session, outgoing, form))

    def _mail_command(self, session: Session, outgoing: Outgoing, form: WireForm) -> str:
        words = [f"MAIL FROM:<{outgoing.envelope.sender}>"]
        if "SIZE" in session.extensions:
            words.append(f"SIZE={form.octets}")
        for needed, extension, parameter in (
            (form.eight_bit, "8BITMIME", "BODY=8BITMIME"),
            (form.utf8, "SMTPUTF8", "SMTPUTF8"),
        ):
            if needed and extension not in session.extensions:
                why = f"the mail needs {extension}, which this server does not offer: forward it by hand"
                raise SubmissionError(f"{self.name}: {why}", permanent=True)
            if needed:
                words.append(parameter)
        return " ".join(words)

    def _connected(self) -> Session:
        self.close()
        try:
            self._session = Session(self._endpoint, self._password, self._context(), self._timeout_s)
        except OSError as error:
            raise SubmissionError(f"{self.name}: connecting: {reason(error, self._endpoint)}", account=True) from error
        except RefusedError as error:
            response = str(error.reply) if error.reply else ""
            raise SubmissionError(f"{self.name}: {error}", response=response, account=True) from error
        return self._session

    def _context(self) -> ssl.SSLContext:
        try:
            return tls_context(self._ca_file)
        except OSError as error:
            why = f"the file of authorities {self._ca_file} cannot be used ({error.strerror or error}): name a PEM file"
            raise SubmissionError(why, account=True) from error

    def _ask(self, session: Session, command: str) -> Reply:
        """One command before the point of no return: whatever goes wrong, nothing was sent."""
        try:
            return session.ask(command)
        except OSError as error:
            raise self._lost(error, command.partition(":")[0]) from error

    def _accepted(self, session: Session, reply: Reply, what: str) -> None:
        """Raise unless the server agrees; then the mail is taken back (RSET), and the connection goes on if it can."""
        if reply.good:
            return
        reset = False
        if not reply.closing and reply.code != _OUT_OF_STEP:
            with suppress(OSError):
                reset = session.ask("RSET", min(_STILL_THERE_S, self._timeout_s)).good
        if not reset:
            self._drop()
        raise self._refusal(reply, what)

    def _still_silent(self, session: Session) -> None:
        """Raise when the server says something, or has hung up, before it is its turn: nothing was sent yet."""
        if session.spoke_unasked():
            error = ConnectionError("the server broke off in the middle of the mail")
            raise self._lost(error, "sending the mail") from error

    def _refusal(self, reply: Reply, what: str) -> SubmissionError:
        place = f"{self.name}: {what}"
        if reply.code == _SIGN_IN_FIRST:
            why = f"{reply}: nothing was sent; check the user in [submission] url and the password"
            return SubmissionError(f"{place}: {why}", response=str(reply), account=True)
        if reply.code == _OUT_OF_STEP:
            why = f"{reply}: nothing was sent, a later try may do better"
            return SubmissionError(f"{place}: {why}", response=str(reply), account=True, midway=True)
        if reply.permanent:
            why = f"refused for good: {reply}: nothing was sent"
        else:
            why = f"not taken now: {reply}: nothing was sent, a later try may do better"
        return SubmissionError(
            f"{place}: {why}",
            permanent=reply.permanent,
            response=str(reply),
            account=reply.closing,
            midway=reply.closing,
        )

    def _end(self, session: Session) -> str:
        """Cross the point of no return. From here on only a clear answer says what became of the mail."""
        try:
            reply = session.send_dot(self._dot_timeout_s)
        except OSError as error:
            self._drop()
            why = f"{reason(error, self._endpoint)}: no answer to the final dot, so the mail may have been sent"
            raise SubmissionError(f"{self.name}: {why}", in_doubt=True) from error
        except BaseException:
            self._drop()
            raise
        if reply.good:
            return str(reply)
        if reply.permanent or reply.transient:
            # Some servers (Postfix, when a check of the whole mail refused it) go on with the same mail until RSET.
            self._accepted(session, reply, "the mail")
        self._drop()
        why = f"an answer to the final dot that says nothing ({reply}), so the mail may have been sent"
        raise SubmissionError(f"{self.name}: {why}", in_doubt=True, response=str(reply))

    def _lost(self, error: OSError, doing: str) -> SubmissionError:
        self._drop()
        why = f"{reason(error, self._endpoint)}: nothing was sent"
        return SubmissionError(f"{self.name}: {doing}: {why}", account=True, midway=True)

    def _drop(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.hang_up()
