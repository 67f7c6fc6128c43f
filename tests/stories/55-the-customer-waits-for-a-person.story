# While a person is asked, what the customer adds waits with the case and goes along; later it follows by itself
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Projector
    The projector in our seminar room shows everything in green.
  decided review by rule 10
  asks about service

Mon 2026-03-02 09:10  ana-fx@wisc.edu answers (their own mail)
    It is the room on the second floor.
  decided follow_up by rule 2
  case review

Mon 2026-03-02 09:20  ana-fx@wisc.edu answers (their own mail, as Ana Ruiz): PS
    The bulb is new.
  decided follow_up by rule 2
  case review of 1

Mon 2026-03-02 10:00  kim decides es
  sent forward to hd-es@queues.example
    | The bulb is new
  case forwarded of 1

Mon 2026-03-02 11:00  ana-fx@wisc.edu answers
    My SSN is 219-09-9999, should you need it.
  decided review by rule 3 urgent
  asks about security urgent
  case review of 1

Mon 2026-03-02 12:00  kim decides ignore
  case forwarded of 1

Mon 2026-03-02 13:00  ana-fx@wisc.edu answers (to letter 1)
    Thank you, it is bright again.
  decided follow_up by rule 2
  sent forward to hd-es@queues.example
    | it is bright again
    ! SSN
