# Who was asked before the outage and answers during it waits for its end; who writes "solved" does not
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
person bo-fx@wisc.edu, Bo Lind, blind, chem, no
person cy-fx@wisc.edu, Cy Okafor, cokafor, chem, no
set limits.per_case_day = 3

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in DARS ends with error 417 for me.
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu
  case waiting_customer

Mon 2026-03-02 09:05  bo-fx@wisc.edu writes: DARS shows nothing
    DARS shows me an empty page since this morning.
  decided gather by rule 13
  sent reply to bo-fx@wisc.edu
  case waiting_customer

# The third shows that it may be an outage: it waits, whatever would become of it, so that a person knows.
Mon 2026-03-02 09:10  cy-fx@wisc.edu writes: Cannot open DARS
    I cannot open my audit in DARS, it fails with error 417.
  decided review by rule 6
  asks about outage
  case review

Mon 2026-03-02 09:20  ana-fx@wisc.edu answers
    You can reach me at this address.
  decided review by rule 6
  asks about outage
  case review

Mon 2026-03-02 09:30  KIM runs: mailroute outage confirm 1 --by KIM
  sent notice to hdqa@queues.example, sncc@queues.example
  case outage of 1
  case outage of 3

Mon 2026-03-02 09:40  bo-fx@wisc.edu answers
    You can reach me at this address.
  decided outage by rule 6
  case outage of 2

Mon 2026-03-02 09:50  bo-fx@wisc.edu answers
    It is solved now, thanks.
  case closed of 2

Mon 2026-03-02 10:30  KIM runs: mailroute outage over 1 --by KIM
  sent forward to hd-es@queues.example
    | ana-fx@wisc.edu
  sent reply to cy-fx@wisc.edu
  case forwarded of 1
  case waiting_customer of 3

Mon 2026-03-02 10:40  cy-fx@wisc.edu answers
    You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example
