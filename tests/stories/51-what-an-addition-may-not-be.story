# After the forward, too: security is urgent, an outage is never forwarded, a new matter and a contract are a person's
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
person bo-fx@wisc.edu, Bo Lund, blund, physics, no
person cy-fx@wisc.edu, Cy Moe, cmoe, english, no
person di-fx@wisc.edu, Di Roe, droe, history, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Mon 2026-03-02 10:00  ana-fx@wisc.edu answers (their own mail)
    I think my account is hacked: somebody has changed my password and writes mail in my name.
  decided review by rule 3 urgent
  asks about security urgent
  case review of 1

Mon 2026-03-02 11:00  bo-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 999 for me. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Mon 2026-03-02 12:00  bo-fx@wisc.edu answers (their own mail)
    Now SIS is down for our whole office, nobody can log in.
  decided outage by rule 6
  sent notice to hdqa@queues.example, sncc@queues.example
  case outage of 2

Tue 2026-03-03 11:00  cy-fx@wisc.edu writes: Timesheet
    Workday shows error 12 when I submit my timesheet. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Tue 2026-03-03 12:00  cy-fx@wisc.edu answers (their own mail)
    By the way, how do I get a quota for Qualtrics? It says that my quota of responses is used up.
  decided review by rule 2b
  asks about thread
  case review of 3

Tue 2026-03-03 12:30  kim decides ignore
  case forwarded of 3

Tue 2026-03-03 13:00  cy-fx@wisc.edu answers (their own mail)
    The timesheet is the one of February.
  decided follow_up by rule 2
  sent forward to hd-es@queues.example
    | the one of February
    ! Qualtrics

Wed 2026-03-04 11:00  di-fx@wisc.edu writes: Timesheet
    Workday shows error 12 when I submit my timesheet. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Wed 2026-03-04 12:00  di-fx@wisc.edu answers (their own mail)
    I should add that I work in the Bursar's Office since January.
  decided review by rule 8
  asks about department
