# The server puts letters off: they go out later, nobody is bothered, and what is overtaken is not sent
needs server
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
person bo-fx@wisc.edu, Bo Lind, blind, history, no

# Twice in a row: after 40 to 50 seconds, then after twice as long.
Mon 2026-03-02 08:58  the server refuses: 451 4.7.1 come back later

Mon 2026-03-02 08:59  the server refuses: 450 4.7.1 still greylisted

Mon 2026-03-02 09:00:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  case waiting_customer

Mon 2026-03-02 09:01:30
  case waiting_customer

Mon 2026-03-02 09:03:00
  sent reply to ana-fx@wisc.edu
    | email address

Mon 2026-03-02 10:00  ana-fx@wisc.edu answers
    You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example
  case forwarded

# The customer is quicker than the server.
Tue 2026-03-03 08:59  the server refuses: 451 4.7.1 come back later

Tue 2026-03-03 09:00:00  bo-fx@wisc.edu writes: Timesheet
    Workday shows error 12 when I submit my timesheet. You can reach me at this address.
  decided es by rule 14
  case forwarded

Tue 2026-03-03 09:00:20  bo-fx@wisc.edu answers (their own mail)
    Solved, thanks!
  case closed

Tue 2026-03-03 11:00
