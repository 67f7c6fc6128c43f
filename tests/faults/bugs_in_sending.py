"""Bugs in sending and filing, and in the ground that both stand on: the journal's file and the lock."""

from tests.faults.bug import Bug

WORKER, CRASH = "tests/worker/test_worker.py", "tests/worker/test_crash.py"
IMAP, SMTP = "tests/mailbox/test_imap_faults.py", "tests/submission/test_smtp.py"
LAST, JOURNAL = "tests/worker/test_last_moment.py", "tests/journal/test_journal.py"

SENDING = (
    Bug(
        "a letter's point of no return is not recorded",
        "after a crash at the wrong moment a queue gets the same forward twice",
        "sending.py",
        "self.submission.submit(letter.outgoing, before_dot)",
        "self.submission.submit(letter.outgoing, lambda: None)",
        (f"{CRASH}::test_the_end_is_the_same_after_a_crash",),
    ),
    Bug(
        "the point of no return is recorded after the dot",
        "a crash between the two sends the same letter a second time",
        "submission/smtp.py",
        "        try:\n            before_dot()\n"
        "        except BaseException:\n            self._drop()\n            raise\n",
        "        said = self._end(session)\n        before_dot()\n        return said\n",
        (f"{SMTP}::test_the_caller_is_asked_before_the_dot",),
    ),
    Bug(
        "a letter at its dot waits again after a crash",
        "each crash while sending writes to a customer twice",
        "sending.py",
        "self._doubt(row.id, row.case, why, now)\n                count += 1\n        return count\n\n    def vanished",
        "outbox.put_back(db, row.id, attempts=0)\n                count += bool(why)\n"
        "        return count\n\n    def vanished",
        (f"{CRASH}::test_the_end_is_the_same_after_a_crash",),
    ),
    Bug(
        "a letter at its dot is forgotten after a crash",
        "a forward that may never have arrived is in nobody's list",
        "journal/outbox.py",
        "return _rows(db, \"WHERE outbox.state = 'dot'\")",
        "return _rows(db, \"WHERE outbox.state = 'dotted'\")",
        (f"{CRASH}::test_the_end_is_the_same_after_a_crash",),
    ),
    Bug(
        "a letter that another process has taken back is sent",
        "an agent decides otherwise at the last moment, and the old letter goes out besides",
        "sending.py",
        "            if not taken:\n",
        "            if taken is None:\n",
        (f"{LAST}::test_a_letter_that_was_taken_back_does_not_pass_its_dot",),
    ),
    Bug(
        "the answer to the dot is waited for as short as any other",
        "a server that checks for viruses for two minutes leaves each forward in doubt",
        "submission/smtp.py",
        "session.send_dot(self._dot_timeout_s)",
        "session.send_dot(self._timeout_s)",
        (f"{SMTP}::test_the_answer_to_the_dot_has_time_of_its_own",),
    ),
    Bug(
        "a server that broke off while the dot was recorded gets it",
        "a letter that was certainly not sent is in doubt, and a person must look it up",
        "submission/smtp.py",
        "        self._still_silent(session)\n        return self._end(session)",
        "        return self._end(session)",
        (f"{SMTP}::test_a_server_that_breaks_off_while_the_dot_is_recorded_gets_none",),
    ),
    Bug(
        "no answer to the dot is no doubt",
        "an answer that the server took, but was slow to say so, goes out a second time",
        "submission/smtp.py",
        'raise SubmissionError(f"{self.name}: {why}", in_doubt=True) from error',
        'raise SubmissionError(f"{self.name}: {why}") from error',
        (f"{SMTP}::test_no_answer_to_the_dot_is_in_doubt",),
    ),
    Bug(
        "an answer in doubt is tried again",
        "where nobody knows whether a customer had the answer, the customer has it twice",
        "sending.py",
        "        if error.in_doubt:\n",
        "        if error.in_doubt and not letter.outgoing.kind.at_most_once:\n",
        (f"{WORKER}::test_a_letter_in_doubt_is_never_sent_again",),
    ),
    Bug(
        "put off is taken for sent",
        "a greylisted forward never arrives, and its mail is filed as done",
        "submission/session.py",
        "return self.code // 100 == 2",
        "return self.code // 100 in {2, 4}",
        (f"{SMTP}::test_a_refusal_at_the_dot",),
    ),
    Bug(
        "what is refused for good is tried for ever",
        "a mistyped queue address is retried hourly, and no person hears of it",
        "submission/smtp.py",
        "            permanent=reply.permanent,\n",
        "",
        (f"{SMTP}::test_a_refusal_at_the_dot",),
    ),
    Bug(
        "a refused letter asks nobody",
        "a forward that the server refused is neither sent nor seen",
        "sending.py",
        'self._ask(letter.id, "refused", why, now)\n            log.refused(letter.id, token, told)\n        elif',
        "log.refused(letter.id, token, told)\n        elif",
        (f"{WORKER}::test_a_refused_letter_waits_for_a_person",),
    ),
    Bug(
        "a mail that vanished does not matter",
        "an agent takes a mail out of the mailbox and answers it, and mailroute forwards it as well",
        "worker.py",
        "self.sending.vanished(frozenset(self.intake.there), row.id, self.clock())",
        "pass",
        (f"{WORKER}::test_a_letter_whose_mail_is_gone_is_in_doubt",),
    ),
    Bug(
        "a mail is filed before its letters are settled",
        "a forward that is put off belongs to a mail that looks done, and a person who searches does not find it",
        "journal/mails.py",
        "AND outbox.state IN ('waiting', 'deferred', 'dot')) ORDER BY folder, uid",
        "AND outbox.state = 'dot') ORDER BY folder, uid",
        (f"{WORKER}::test_a_deferred_letter_is_sent_later_and_filed_then",),
    ),
    Bug(
        "a plain EXPUNGE",
        "filing deletes for good what agents have only marked as deleted",
        "mailbox/imap.py",
        "self.uid_expunge(uids)",
        "self.expunge()",
        (f"{IMAP}::test_without_move_only_ours_is_expunged",),
    ),
    Bug(
        "what was planned in shadow goes out later",
        "a desk that tried mailroute in shadow for a month sends a month's answers on its first real day",
        "journal/outbox.py",
        "OutboxState.SHADOW if shadow else OutboxState.WAITING",
        "OutboxState.WAITING",
        (f"{WORKER}::test_after_shadow_nothing_goes_out_unasked",),
    ),
    Bug(
        "an answer in doubt can be sent again by its letter",
        "a slip in a later command would write to a customer twice",
        "journal/outbox.py",
        'if row is None or Kind(row["kind"]).at_most_once:',
        "if row is None:",
        ("tests/journal/test_outbox.py::test_an_answer_in_doubt_is_never_put_back",),
    ),
)

GROUND = (
    Bug(
        "synchronous=OFF",
        "after a power cut the journal has forgotten what was sent, and sends it again",
        "journal/connection.py",
        'db.execute("PRAGMA synchronous=FULL")',
        'db.execute("PRAGMA synchronous=OFF")',
        (f"{JOURNAL}::test_commits_are_durable",),
    ),
    Bug(
        "WAL where SQLite can damage it",
        "the journal of a desk with Debian's SQLite is damaged one day, and everything stops",
        "journal/connection.py",
        "version >= WAL_IS_SAFE_FROM",
        "version < WAL_IS_SAFE_FROM",
        (f"{JOURNAL}::test_the_mode_follows_from_the_version",),
    ),
    Bug(
        "the journal is open to everybody",
        "each user of the machine can read the customers' mails and forge our names",
        "journal/connection.py",
        "os.O_CREAT | os.O_RDWR, 0o600",
        "os.O_CREAT | os.O_RDWR, 0o644",
        (f"{JOURNAL}::test_a_new_journal_is_for_its_owner_only",),
    ),
    Bug(
        "a damaged journal is worked with",
        "what a bad disk has made of the outbox is sent",
        "journal/connection.py",
        'if found != ["ok"]:',
        "if not found:",
        (f"{JOURNAL}::test_a_damaged_journal_is_one_clear_line",),
    ),
    Bug(
        "no certificate is looked at",
        "whoever sits between the desk and its server reads the password and every mail",
        "connection.py",
        "    context.minimum_version",
        "    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE\n    context.minimum_version",
        (f"{SMTP}::test_an_unknown_authority_is_one_line",),
    ),
    Bug(
        "no STARTTLS, no matter",
        "the password goes over the network as it is when somebody takes STARTTLS out of the server's offer",
        "submission/session.py",
        '            raise RefusedError("STARTTLS", None, "the server does not offer it: check the port, or use smtps://")',
        "            return self._link.sock",
        (f"{SMTP}::test_a_server_without_starttls_gets_no_password",),
    ),
    Bug(
        "a second worker is not kept out",
        "two workers (a service and a forgotten cron job) send everything twice",
        "lock.py",
        "fcntl.LOCK_EX | fcntl.LOCK_NB",
        "fcntl.LOCK_SH | fcntl.LOCK_NB",
        ("tests/commands/test_run.py::test_a_second_worker_says_who_is_first",),
    ),
)

ALL = (*SENDING, *GROUND)
