# Out of office, a reminder that crosses the answer, and a second answer to the reminder
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu

Mon 2026-03-02 09:01  ana-fx@wisc.edu answers (out of office): Automatic reply: Degree audit
    I am out of the office until Wednesday. My NetID is zzzfx, reach me at this address.
  case waiting_customer

Wed 2026-03-04 09:01
  sent reminder to ana-fx@wisc.edu

# written before the reminder came
Wed 2026-03-04 09:02  ana-fx@wisc.edu answers (to letter 1)
    You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | error 417
    ! zzzfx
  case forwarded

Wed 2026-03-04 09:30  ana-fx@wisc.edu answers (to letter 2)
    I have answered already: this address is fine.
  decided follow_up by rule 2
  sent forward to hd-es@queues.example
    | an addition of the customer
    | I have answered already
  case forwarded

# nothing is due any more
Thu 2026-03-19 10:00
  case forwarded
