# Three customers with one service within a quarter of an hour: held, and sent when a person clears it
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
person bo-fx@wisc.edu, Bo Lind, blind, chem, no
person cy-fx@wisc.edu, Cy Okafor, cokafor, chem, no
person di-fx@wisc.edu, Di Novak, dnovak, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in DARS ends with error 417 for me. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example
  case forwarded

Mon 2026-03-02 09:06  bo-fx@wisc.edu writes: DARS shows nothing
    DARS shows me an empty page since this morning. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

# The third within fifteen minutes is not sent, nor is what comes after it.
Mon 2026-03-02 09:14  cy-fx@wisc.edu writes: Cannot open DARS
    I cannot open my audit in DARS, it fails with error 417. You can reach me at this address.
  decided review by rule 6
  asks about outage
  case review

Mon 2026-03-02 09:40  di-fx@wisc.edu writes: Audit in DARS
    My audit in DARS lacks the course Chem 103. You can reach me at this address.
  decided review by rule 6
  asks about outage
  case review

# Another service goes its way.
Mon 2026-03-02 09:41  di-fx@wisc.edu writes: Timesheet
    Workday does not let me submit my timesheet, the button stays grey. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Mon 2026-03-02 09:45  KIM runs: mailroute outage list
  prints possible

Mon 2026-03-02 09:50  KIM runs: mailroute outage clear 1 --by KIM --note four-different-matters
  prints 2 cases are decided again
  sent forward to hd-es@queues.example
    | cy-fx@wisc.edu
  sent forward to hd-es@queues.example
    | di-fx@wisc.edu
  case forwarded of 3
  case forwarded of 4

# It is settled: the next one is passed on at once.
Mon 2026-03-02 10:20  bo-fx@wisc.edu writes: Print the audit
    DARS prints only the first page of my audit. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example
