# A customer who never answers is reminded twice, and then a person decides

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu
  case waiting_customer

Wed 2026-03-04 09:01
  sent reminder to ana-fx@wisc.edu

# The first reminder has gone out: however often the clock is looked at, it is not due again.
Thu 2026-03-05 17:00

Mon 2026-03-09 09:01
  sent reminder to ana-fx@wisc.edu

Wed 2026-03-11 17:00

Thu 2026-03-12 09:01
  asks about no answer
  case review

Mon 2026-03-30 09:00
