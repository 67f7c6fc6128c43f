# A mail that told of an outage is never forwarded, not even when the outage is over
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, yes
person bo-fx@wisc.edu, Bo Lind, blind, chem, no

# The customer is coned: all the same, an outage is never forwarded.
Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: DARS
    DARS is down for everyone in our office right now.
  decided outage by rule 6
  sent notice to hdqa@queues.example, sncc@queues.example
  case outage

Mon 2026-03-02 09:10  bo-fx@wisc.edu writes: DARS
    Nobody in our department can open DARS.
  decided outage by rule 6
  case outage

Mon 2026-03-02 09:12  KIM runs: mailroute outage list --json
  prints "reports": 2

Mon 2026-03-02 10:00  SAM runs: mailroute outage over 1 --by SAM --note power-is-back
  case closed of 1
  case closed of 2

# The next report is of a new outage.
Mon 2026-03-02 10:30  bo-fx@wisc.edu writes: DARS is down again
    DARS is down again for everyone in our department.
  decided outage by rule 6
  sent notice to hdqa@queues.example, sncc@queues.example

Mon 2026-03-02 11:00  SAM runs: mailroute outage over 1 --by SAM
  prints outage 1 was declared over by SAM
