# Of what a possible outage holds, an agent sends one on; the others wait on
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
person bo-fx@wisc.edu, Bo Lind, blind, chem, no
person cy-fx@wisc.edu, Cy Okafor, cokafor, chem, no
person di-fx@wisc.edu, Di Novak, dnovak, chem, no
set outages.burst_minutes = 30

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in DARS ends with error 417 for me. You can reach me at this address.
  sent forward to hd-es@queues.example

Mon 2026-03-02 09:12  bo-fx@wisc.edu writes: DARS shows nothing
    DARS shows me an empty page since this morning. You can reach me at this address.
  sent forward to hd-es@queues.example

Mon 2026-03-02 09:29  cy-fx@wisc.edu writes: Cannot open DARS
    I cannot open my audit in DARS, it fails with error 417. You can reach me at this address.
  asks about outage
  case review

Mon 2026-03-02 09:35  di-fx@wisc.edu writes: Repeated course
    DARS counts my repeated course twice in the audit. You can reach me at this address.
  asks about outage
  case review

Mon 2026-03-02 09:40  KIM decides es
  sent forward to hd-es@queues.example
    | di-fx@wisc.edu
  case forwarded of 4
  case review of 3

Mon 2026-03-02 09:50  KIM decides outage
  sent notice to hdqa@queues.example, sncc@queues.example
  case outage of 3

Mon 2026-03-02 09:51  KIM runs: mailroute outage list
  prints open

Mon 2026-03-02 12:00  KIM runs: mailroute outage clear 1 --by KIM
  sent forward to hd-es@queues.example
    | cy-fx@wisc.edu
  case forwarded of 3
