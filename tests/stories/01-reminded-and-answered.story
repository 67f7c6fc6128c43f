# A customer answers after a reminder
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me.

    Ana
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu
    | email address
    ! what is your NetID
  case waiting_customer

Wed 2026-03-04 08:59

Wed 2026-03-04 09:01
  sent reminder to ana-fx@wisc.edu
    | not seen your answer yet

Wed 2026-03-04 10:00  ana-fx@wisc.edu answers
    You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example
  case forwarded

Thu 2026-03-19 10:00
