# The server refuses letters for good: a person is asked with the server's words, and what they decide goes out
needs server
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 08:59  the server refuses: 552 5.2.2 the mailbox is over its quota

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me. You can reach me at this address.
  decided es by rule 14
  asks about refused
    | over its quota
    | es
  case review

# What is added meanwhile is not lost.
Mon 2026-03-02 09:30  ana-fx@wisc.edu answers (their own mail)
    It happens in Firefox, too.
  decided follow_up by rule 2
  case review

Mon 2026-03-02 10:00  kim decides es
  sent forward to hd-es@queues.example
    | error 417
  sent forward to hd-es@queues.example
    | an addition of the customer
    | It happens in Firefox, too
  case forwarded

# A letter to a customer is not sent again as it was: it is written anew.
Tue 2026-03-03 08:59  the server refuses: 550 5.1.1 no such user

Tue 2026-03-03 09:00  cy-fx@gmail.com writes: Room reservations
    25Live shows error 88 when I book a room.
  decided gather by rule 13
  asks about refused
    | no such user
  case review

Tue 2026-03-03 15:00  kim decides gather
  sent reply to cy-fx@gmail.com
    | NetID
  case waiting_customer

Tue 2026-03-03 16:00  cy-fx@gmail.com answers
    NetID: cyoung-fx, and this address is fine.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | error 88
  case forwarded

# Nobody is reminded of what never came.
Wed 2026-03-04 08:59  the server refuses: 550 5.7.1 not from here

Wed 2026-03-04 09:00  di-fx@gmail.com writes: Query
    InfoAccess ends with error 1017 when I run my query.
  decided gather by rule 13
  asks about refused
  case review

Tue 2026-03-24 12:00
  case review
