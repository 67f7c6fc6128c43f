# A forward that comes back waits for a person at once; what the customer adds meanwhile is not lost
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Mon 2026-03-02 09:05  the last letter to hd-es@queues.example bounces
  asks about refused urgent
  case review

Mon 2026-03-02 10:00  ana-fx@wisc.edu answers (their own mail)
    It happens in Firefox, too.
  decided follow_up by rule 2 urgent
  case review

Mon 2026-03-02 11:00  kim decides es
  sent forward to hd-es@queues.example
    | error 417
  sent forward to hd-es@queues.example
    | an addition of the customer
    | It happens in Firefox, too
  case forwarded

Mon 2026-03-02 12:00  the last letter to hd-es@queues.example bounces
  asks about refused urgent

Mon 2026-03-02 12:30  kim decides ignore
  case forwarded

Tue 2026-03-03 09:00  ana-fx@wisc.edu answers
    And in Safari.
  decided follow_up by rule 2
  sent forward to hd-es@queues.example
    | And in Safari
