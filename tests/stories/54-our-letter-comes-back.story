# A question that comes back leaves a mark: the customer may write again, is reminded, and a person looks in the end
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu

Mon 2026-03-02 09:02  the last letter to ana-fx@wisc.edu bounces
  case waiting_customer

Wed 2026-03-04 09:30
  sent reminder to ana-fx@wisc.edu

Thu 2026-03-05 09:00  ana-fx@wisc.edu answers (their own mail)
    You can reach me at this address; my mailbox was full.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | my mailbox was full
    | error 417
  case forwarded

Tue 2026-03-31 12:00
