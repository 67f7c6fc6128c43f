# A possible outage is confirmed: one notice, what waits is held, and decided again when it is over
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
person bo-fx@wisc.edu, Bo Lind, blind, chem, no
person cy-fx@wisc.edu, Cy Okafor, cokafor, chem, no
person di-fx@wisc.edu, Di Novak, dnovak, chem, no

Mon 2026-03-02 09:00  mailroute stops

Mon 2026-03-02 09:01  ana-fx@wisc.edu writes: Degree audit
    The degree audit in DARS ends with error 417 for me. You can reach me at this address.

Mon 2026-03-02 09:06  bo-fx@wisc.edu writes: DARS shows nothing
    DARS shows me an empty page since this morning. You can reach me at this address.

Mon 2026-03-02 09:14  cy-fx@wisc.edu writes: Cannot open DARS
    I cannot open my audit in DARS, it fails with error 417. You can reach me at this address.

# All three are there before anything was sent: all three wait.
Mon 2026-03-02 09:15  mailroute starts
  asks about outage
  case review of 1
  case review of 2
  case review of 3

Mon 2026-03-02 09:20  KIM runs: mailroute outage confirm 1 --by KIM
  sent notice to hdqa@queues.example, sncc@queues.example
    | Possible outage
    | DARS
    | confirmed by KIM
  case outage of 1
  case outage of 2
  case outage of 3

# Outages are never forwarded, so the next one on the service is held with it.
Mon 2026-03-02 09:30  di-fx@wisc.edu writes: DARS
    DARS does not load my audit, it only says error 417. You can reach me at this address.
  decided outage by rule 6
  case outage

Mon 2026-03-02 11:00  KIM runs: mailroute outage list --json
  prints "reports": 4

Mon 2026-03-02 11:30  KIM runs: mailroute outage over 1 --by KIM
  prints 4 cases are decided again
  sent forward to hd-es@queues.example
  sent forward to hd-es@queues.example
  sent forward to hd-es@queues.example
  sent forward to hd-es@queues.example
  case forwarded of 1
  case forwarded of 4
