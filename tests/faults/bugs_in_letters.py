"""Bugs in what goes out, and to whom: rules, robots, names, letters, octets, passwords."""

from tests.faults.bug import Bug

NEVER, COMPOSE, WIRE = "tests/mail/test_never_answered.py", "tests/mail/test_compose.py", "tests/mail/test_wire.py"
SMTP, WIRE_FORM = "tests/submission/test_smtp.py", "tests/submission/test_wire_form.py"
IDENTITY, PROCEDURE = "tests/mail/test_identity.py", "tests/test_procedure.py"

RULES = (
    Bug(
        "an outage is forwarded",
        "the ticket queue gets every report of an outage, which KB 147120 forbids",
        "rules.py",
        'return Verdict(Disposition.OUTAGE, "yes: it is never forwarded", facts.outage.evidence)',
        'return Verdict(Disposition.ES, "yes: it is never forwarded", facts.outage.evidence)',
        (f"{PROCEDURE}::test_a_rule_applies",),
    ),
    Bug(
        "a matter of security goes its ordinary way",
        "a stolen laptop's mail is answered with a form, and no person is called",
        "rules.py",
        "    matter = facts.sensitive.answer\n    if matter is None:\n",
        "    matter = facts.sensitive.answer\n    if matter:\n",
        (f"{PROCEDURE}::test_a_rule_applies",),
    ),
    Bug(
        "a mail that must not be answered is",
        "rule 13 asks a mailing list for its NetID",
        "rules.py",
        "    if facts.answerable.answer:\n        return Verdict(disposition, says, evidence)\n",
        "    if facts:\n        return Verdict(disposition, says, evidence)\n",
        (f"{PROCEDURE}::test_a_mail_that_must_not_be_answered_is_a_persons",),
    ),
)

ROBOTS = (
    Bug(
        "Auto-Submitted is no sign of a machine",
        "each vacation notice becomes a case of its own and is asked for its NetID",
        "mail/robot_headers.py",
        'if name == "auto-submitted" and word not in {"no", ""}:',
        'if name == "auto-submitted" and word in {"no", ""}:',
        (f"{NEVER}::test_no_automatic_answer",),
    ),
    Bug(
        "answers go to who has written Auto-Submitted",
        "a mail whose Auto-Submitted field is odd gets an automatic answer, against RFC 3834",
        "mail/automatic.py",
        'elif name == "auto-submitted" and',
        'elif name == "auto-submitted-by" and',
        (f"{NEVER}::test_no_automatic_answer",),
    ),
    Bug(
        "a Reply-To in another domain does not matter",
        "a phisher has the desk's answers read where the customer never wrote from",
        "mail/automatic.py",
        "if address.domain != author.domain or is_own(address.addr, own):",
        "if is_own(address.addr, own):",
        (f"{NEVER}::test_no_automatic_answer",),
    ),
    Bug(
        "a null return path does not matter",
        "bounces are answered, and the answers bounce",
        "mail/robot_headers.py",
        'if name == "return-path" and value.replace(" ", "") == "<>":',
        'if name == "return-path" and value.replace(" ", "") == "":',
        (f"{NEVER}::test_no_automatic_answer",),
    ),
    Bug(
        "an old mail is answered",
        "a mailbox that was found again answers last year's mails",
        "mail/automatic.py",
        "elif message.date < now - timedelta(hours=max_age_h) or",
        "elif",
        (f"{NEVER}::test_no_automatic_answer",),
    ),
)

NAMES = (
    Bug(
        "a token's seal is not compared",
        "whoever makes up ten letters writes into somebody else's case",
        "mail/identity.py",
        "sealed = hmac.compare_digest(letters[-_SEAL:], _seal(letters[:-_SEAL], secret))",
        "sealed = bool(secret)",
        (f"{IDENTITY}::test_a_guessed_token_is_none_of_ours",),
    ),
    Bug(
        "a Message-ID's seal is not compared",
        "a forged In-Reply-To joins any case",
        "mail/identity.py",
        'if not hmac.compare_digest(seal, _proof("message-id", f"mr.{kind}.{letters}.{number}@{domain}", secret)):',
        "if not (kind and number and seal and domain and secret):",
        (f"{IDENTITY}::test_our_message_id_tells_its_case",),
    ),
)

LETTERS = (
    Bug(
        "a forward is marked as automatic",
        "the ticket system drops each forward without a word",
        "mail/compose.py",
        "        if is_reply:\n            fields += _answer_fields",
        "        if recipients:\n            fields += _answer_fields",
        (f"{COMPOSE}::test_a_technical_mail_goes_to_the_services_team",),
    ),
    Bug(
        "the customer is in Cc on each forward",
        "a customer gets a copy of each addition that the desk's staff is to read",
        "mail/compose.py",
        "and customer and case.first_forward:",
        "and customer:",
        (f"{COMPOSE}::test_a_later_forward_has_no_cc",),
    ),
    Bug(
        "an answer has a sender that bounces come back to",
        "the bounce of an answer is a new mail to the desk",
        "mail/compose.py",
        'envelope = Envelope("" if is_reply else self._from, recipients)',
        "envelope = Envelope(self._from, recipients)",
        (f"{COMPOSE}::test_an_answer_cannot_start_a_loop",),
    ),
    Bug(
        "an answer is not marked as automatic",
        "other desks' robots answer ours",
        "mail/compose.py",
        "            fields += _answer_fields(message, facts.channel)\n",
        '            fields += [one for one in _answer_fields(message, facts.channel) if one[0][0] in "IR"]\n',
        (f"{COMPOSE}::test_an_answer_cannot_start_a_loop",),
    ),
    Bug(
        "a recipient is taken from the mail",
        "whoever sets Reply-To has the desk write to anybody",
        "mail/compose.py",
        'address = message.author.addr if message.author else ""\n            if not',
        'address = (message.reply_to or (message.author,))[0].addr if message.author else ""\n            if not',
        (f"{COMPOSE}::test_the_answer_goes_to_the_address_that_wrote",),
    ),
    Bug(
        "who failed authentication is answered on an agent's word",
        "a forged From has the desk's answer sent to its victim",
        "mail/compose.py",
        "if facts.authentication.answer is Authentication.FAIL:",
        "if facts.authentication.answer is None:",
        (f"{COMPOSE}::test_who_failed_authentication_is_not_answered_on_an_agents_word",),
    ),
    Bug(
        "a line end in a subject becomes a header line",
        "an encoded line break in a subject adds a Bcc to the forward",
        "mail/wire.py",
        "    value = one_line(value)\n",
        "",
        (f"{WIRE}::test_a_subject_is_one_field",),
    ),
    Bug(
        "the last look does not count the fields",
        "a header line that got in by a way nobody thought of goes out",
        "mail/wire.py",
        "if [name for name, _ in fields] != list(expected):",
        "if len(fields) < len(expected):",
        (f"{WIRE}::test_the_last_look_refuses_what_was_not_planned",),
    ),
    Bug(
        "the last look does not know the recipients",
        "a bug in the routes sends a customer's mail to a stranger",
        "mail/wire.py",
        "if recipient not in allowed or not is_address(recipient):",
        "if not is_address(recipient):",
        (f"{WIRE}::test_the_last_look_refuses_another_envelope",),
    ),
)

OCTETS = (
    Bug(
        "a bare CR passes",
        "a mail with CR dot CR in it ends early at the server, and its rest is a smuggled mail of the desk's",
        "submission/wire_form.py",
        r'.replace(b"\r\n", b"\n").replace(b"\r", b"\n")',
        r'.replace(b"\r\n", b"\n")',
        (f"{WIRE_FORM}::test_no_octets_can_end_a_mail_early",),
    ),
    Bug(
        "dots are not doubled",
        "a customer's line of one dot ends the forward there; what follows it are commands",
        "submission/wire_form.py",
        r'payload.replace(b"\n.", b"\n..")',
        "payload",
        (f"{WIRE_FORM}::test_no_octets_can_end_a_mail_early",),
    ),
    Bug(
        "the first line's dot is not doubled",
        "a mail that begins with a dot loses it, or ends before it began",
        "submission/wire_form.py",
        '(b"." if payload.startswith(b".") else b"") + ',
        "",
        (f"{WIRE_FORM}::test_no_octets_can_end_a_mail_early",),
    ),
    Bug(
        "a refused recipient costs only itself",
        "of two addresses of a queue one has the forward, and nobody knows that the other has not",
        "submission/smtp.py",
        'self._accepted(session, self._ask(session, f"RCPT TO:<{recipient}>"), f"recipient {recipient}")',
        'self._ask(session, f"RCPT TO:<{recipient}>")',
        (f"{SMTP}::test_all_recipients_or_none",),
    ),
    Bug(
        "an address may hold a line end",
        "an address of a mail ends the RCPT command and begins one of its own",
        "submission/wire_form.py",
        "if not local or not domain or _NOT_IN_A_PATH.search(address) or",
        "if not local or not domain or",
        (f"{SMTP}::test_an_address_that_is_none_never_reaches_the_server",),
    ),
    Bug(
        "a password that a server repeats is told",
        "the mailbox's password stands in the log, which more people read than the password file",
        "submission/session.py",
        "reply = Reply(reply.code, without(reply.text, signed_in_with(user, password)))",
        "reply = Reply(reply.code, reply.text)",
        (f"{SMTP}::test_a_server_that_repeats_the_password",),
    ),
    Bug(
        "a password file that everybody can read is good enough",
        "each user of the machine can sign in as the desk",
        "passwords.py",
        "if mode & stat.S_IROTH:",
        "if not mode:",
        ("tests/test_passwords.py::test_a_bad_file_is_one_line",),
    ),
    Bug(
        "a bad password is repeated",
        "a password with a stray line end stands in the log in full",
        "passwords.py",
        'raise PasswordError(f"{where} holds more than one line: it must hold the password alone")',
        'raise PasswordError(f"{where} holds more than one line: {text!r}: it must hold the password alone")',
        ("tests/test_passwords.py::test_a_bad_file_is_one_line",),
    ),
)

ALL = (*RULES, *ROBOTS, *NAMES, *LETTERS, *OCTETS)
