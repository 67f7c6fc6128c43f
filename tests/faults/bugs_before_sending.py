"""Bugs before anything is sent: which mails are taken in, which journal is believed, what one decision writes."""

from tests.faults.bug import STORIES, Bug

WORKER, LOOPS = "tests/worker/test_worker.py", "tests/worker/test_loops.py"
LAST = "tests/worker/test_last_moment.py"
OLD_JOURNAL, OUTAGES = "tests/worker/test_old_journal.py", "tests/worker/test_outages.py"
IMAP = "tests/mailbox/test_imap_faults.py"
JOURNAL, LIMITS = "tests/journal/test_journal.py", "tests/journal/test_limits.py"

INTAKE = (
    Bug(
        "mail is selected by UNSEEN",
        "a mail that somebody opened in a webmail before mailroute looked is never handled",
        "mailbox/imap.py",
        'self.search("ALL")',
        'self.search("UNSEEN")',
        (f"{IMAP}::test_what_people_have_read_is_listed_and_nothing_is_marked",),
    ),
    Bug(
        "reading marks a mail as read",
        "agents who look into the mailbox take new mails for ones that a colleague has seen to",
        "mailbox/imap_mailbox.py",
        'f"BODY.PEEK[]{part}"',
        'f"BODY[]{part}"',
        (f"{IMAP}::test_what_people_have_read_is_listed_and_nothing_is_marked",),
    ),
    Bug(
        "news of another mail is taken for an answer",
        "when an agent flags one mail, another is taken for one that the server does not hand out",
        "mailbox/imap.py",
        "{uid: answer[uid][wanted] for uid in uids if wanted in answer.get(uid, {})}",
        "{uid: answer[uid].get(wanted) for uid in uids if uid in answer}",
        (f"{IMAP}::test_news_of_another_mail_is_not_taken_for_an_answer",),
    ),
    Bug(
        "mails are told apart by their Message-ID",
        "of two mails whose program gives each the same Message-ID the second is lost",
        "journal/mails.py",
        "    digest = hashlib.sha256(raw).hexdigest()\n    cursor",
        '    name = raw.partition(b"Message-ID:")[2].partition(b"\\r\\n")[0]\n'
        '    if any(name and name in bytes(row[0]) for row in db.execute("SELECT raw FROM mail")):\n'
        "        return None\n"
        "    digest = hashlib.sha256(raw).hexdigest()\n    cursor",
        (f"{WORKER}::test_a_mail_left_unread_or_read_is_the_same",),
    ),
    Bug(
        "no hold on a new UIDVALIDITY",
        "after a server's index is rebuilt every mail of the mailbox is forwarded a second time",
        "intake.py",
        "mailboxes.renumber(db, known.id, uidvalidity)\n                mailboxes.hold(db, known.id, why)",
        "mailboxes.renumber(db, known.id, uidvalidity)",
        (f"{WORKER}::test_a_new_uidvalidity_holds_the_mailbox",),
    ),
    Bug(
        "no hold when the journal is lost",
        "on a new machine all that lies in the mailbox is sent again",
        "intake.py",
        "mailboxes.hold(db, added.id, why)",
        "del why",
        (f"{WORKER}::test_a_lost_journal_holds_the_mailbox",),
    ),
    Bug(
        "a restored journal is not noticed",
        "after a restore from yesterday's backup yesterday's letters go out again",
        "witness.py",
        "if found.letters > own.letters:",
        "if found.letters < own.letters:",
        (f"{OLD_JOURNAL}::test_what_an_agent_ordered_before_the_backup_is_not_sent_again",),
    ),
    Bug(
        "what our folders hold is not looked at",
        "a folder restored with journal and mark together sends yesterday's letters again",
        "witness.py",
        "if strangers >= STRANGERS and",
        "if strangers >= 1000 * STRANGERS and",
        (f"{OLD_JOURNAL}::test_yesterdays_journal_holds_the_mailbox",),
    ),
    Bug(
        "an old journal's letters still wait",
        "when the hold of a restored journal is released, what went out since the backup goes out again",
        "witness.py",
        "            outbox.settle(db, letter.id, OutboxState.IN_DOUBT, response=why, now=now)\n            folder",
        "            folder",
        (f"{OLD_JOURNAL}::test_what_an_agent_ordered_before_the_backup_is_not_sent_again",),
    ),
    Bug(
        "a letter's dot is not counted in the mark",
        "the journal's mark cannot tell an old journal from the newest one",
        "sending.py",
        "self.journal.mark.write(self.journal.marked())",
        "self.journal.mark.read()",
        (f"{OLD_JOURNAL}::test_what_an_agent_ordered_before_the_backup_is_not_sent_again",),
    ),
    Bug(
        "letters are sent before the mailbox was seen",
        "with the mail server's IMAP away at the start, a mail that a person has taken away is forwarded as well",
        "worker.py",
        "if self.deciding.shadow or not self.examined or self.stop() or",
        "if self.deciding.shadow or self.stop() or",
        (f"{LAST}::test_nothing_is_sent_before_the_mailbox_was_seen",),
    ),
    Bug(
        "what is due by the clock does not wait for the mailbox",
        "after a weekend without the mail server an answered case is given up, because the answer was not read yet",
        "worker.py",
        "if not self.examined or self.deciding.shadow or done.troubles:",
        "if self.deciding.shadow:",
        (f"{LAST}::test_nothing_is_due_before_the_mailbox_was_seen",),
    ),
    Bug(
        "nobody looks whether a filed mail is really gone",
        "a mail that a server did not move, though it said so, lies in the mailbox for ever",
        "worker.py",
        "            self._sweep_if_due()\n",
        "            pass\n",
        (f"{WORKER}::test_what_the_server_still_has_is_filed_again",),
    ),
    Bug(
        "a mailbox on hold is decided",
        "the hold that should keep letters back until a person has looked keeps nothing back",
        "journal/mails.py",
        "mailbox NOT IN (SELECT id FROM mailbox WHERE hold = 1)",
        "mailbox IS NOT NULL",
        (f"{WORKER}::test_a_new_uidvalidity_holds_the_mailbox",),
    ),
)

DECIDING = (
    Bug(
        "attempts are not counted",
        "one mail that crashes mailroute crashes it for ever, and the desk stands still",
        "journal/mails.py",
        "SET attempts = attempts + 1 WHERE",
        "SET attempts = attempts + 0 WHERE",
        (f"{WORKER}::test_a_mail_that_kills_mailroute_is_set_aside",),
    ),
    Bug(
        "an attempt is counted after it was made",
        "the count is lost with the crash, so that a mail which crashes mailroute crashes it for ever",
        "deciding.py",
        "        with self.journal.transaction(Commit.ATTEMPT) as db:\n"
        "            mails.attempt(db, [row.id for row in batch])\n"
        "        stumbled: list[tuple[MailRow, str]] = []\n"
        "        done: list[tuple[int, str, Decision]] = []\n"
        "        with self.journal.transaction(Commit.DECISION) as db:\n",
        "        stumbled: list[tuple[MailRow, str]] = []\n"
        "        done: list[tuple[int, str, Decision]] = []\n"
        "        with self.journal.transaction(Commit.DECISION) as db:\n"
        "            mails.attempt(db, [row.id for row in batch])\n",
        (f"{WORKER}::test_a_mail_that_kills_mailroute_is_set_aside",),
    ),
    Bug(
        "a full disk is the mail's fault",
        "on a full disk good mails are set aside one after the other",
        "deciding.py",
        "if is_of_the_disk(error) or not db.in_transaction:",
        "if not db.in_transaction:",
        ("tests/worker/test_full_disk.py::test_a_full_disk_is_no_mails_fault",),
    ),
    Bug(
        "half a decision stays",
        "a mail that fails half-way is written to for the part that was done, and decided again",
        "journal/connection.py",
        'db.execute("ROLLBACK TO part")',
        "pass",
        (f"{JOURNAL}::test_a_transaction_is_all_or_nothing",),
    ),
    Bug(
        "a limit is checked and not reserved",
        "a robot that answers our answers gets one after the other, all night",
        "recording.py",
        "limits.reserve(db, case=case.id, customer=recipient, outbox=letter, now=now)",
        "continue",
        (f"{WORKER}::test_a_limit_ends_answers_not_forwards",),
    ),
    Bug(
        "a customer's place in the limits is taken when the answer is sent, not with its outbox row",
        "forty mails of a robot that came together get forty answers before the first one counts",
        "journal/limits.py",
        '"SELECT customer, at FROM answer_limit WHERE at > ?"',
        '"SELECT customer, at FROM answer_limit WHERE at > ? AND outbox IN'
        " (SELECT id FROM outbox WHERE state = 'sent')\"",
        (f"{WORKER}::test_a_limit_ends_answers_not_forwards",),
    ),
    Bug(
        "a place in the limit on all is taken when the answer is sent, not with its outbox row",
        "a storm of two hundred mails is answered in full before the breaker sees the first answer",
        "journal/limits.py",
        'f"SELECT count(*) FROM answer_limit {where}"',
        'f"SELECT count(*) FROM (SELECT * FROM answer_limit WHERE outbox IN'
        " (SELECT id FROM outbox WHERE state = 'sent')) {where}\"",
        (f"{LIMITS}::test_each_limit_is_reached_and_passes",),
    ),
    Bug(
        "the limit on all answers lets one more through each time",
        "the breaker that a desk has set to stop a storm does not hold",
        "journal/limits.py",
        '_count(db, "WHERE at > ?", hour) >= limits.per_hour',
        '_count(db, "WHERE at > ?", hour) > limits.per_hour',
        (f"{LIMITS}::test_each_limit_is_reached_and_passes",),
    ),
    Bug(
        "what comes after our answer is answered",
        "an autoresponder without a header field and mailroute write to each other",
        "journal/limits.py",
        "if came is not None and any(at < stamp(came) for at in answered):",
        "if came is None and any(at < stamp(now) for at in answered):",
        (f"{LOOPS}::test_a_mail_after_our_answer_gets_none",),
    ),
    Bug(
        "a case decided again keeps its old letters",
        "a customer writes 'solved', and the forward of an hour ago goes out all the same",
        "recording.py",
        "_give_up_unsent(db, case, now, but_additions=additions)\n    if keeps",
        "del additions\n    if keeps",
        ("tests/worker/test_replaced.py::test_a_forward_that_waits_is_given_up_when_the_case_turns",),
    ),
    Bug(
        "an outage's mail may get into the outbox",
        "during an outage the queues get a forward for each of two hundred reports",
        "journal/outbox.py",
        "if outgoing.kind.passes_on and not shadow and of_outage(db, case):",
        "if outgoing.kind.passes_on and shadow and of_outage(db, case):",
        (f"{OUTAGES}::test_no_mail_of_an_outage_gets_into_the_outbox",),
    ),
    Bug(
        "an outage's forward passes its dot",
        "a forward that waited when the outage was confirmed goes out in the middle of it",
        "journal/outbox.py",
        'if row is not None and Kind(row["kind"]).passes_on and of_outage(db, row["case"]):',
        "if row is None:",
        (f"{OUTAGES}::test_no_mail_of_an_outage_gets_past_its_dot",),
    ),
    Bug(
        "a forged author joins a case",
        "whoever knows a case's token speaks for its customer",
        "threads.py",
        "if author is None or checked is Authentication.FAIL:",
        "if author is None:",
        (f"{WORKER}::test_a_stranger_does_not_join_a_case",),
    ),
    Bug(
        "HDQA's word counts unauthenticated",
        "anybody who writes HDQA into From decides what the desk supports",
        "threads.py",
        "if checked is Authentication.PASS and self._waits_for_hdqa(case):",
        "if self._waits_for_hdqa(case):",
        (f"{WORKER}::test_an_hdqa_answer_counts_only_when_authenticated",),
    ),
    Bug(
        "a timer stays when it has fired",
        "a customer who does not answer is reminded again and again",
        "timing.py",
        "            timers.fired(db, timer.id, now)\n",
        "",
        (f"{STORIES}::test_story[02-nobody-answers]",),
    ),
)

ALL = (*INTAKE, *DECIDING)
