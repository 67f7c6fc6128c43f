# The answer speaks against what was known: a person decides, or the customer's own word counts
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu

# The directory says chemistry, without a contract.
Mon 2026-03-02 10:00  ana-fx@wisc.edu answers
    You can reach me at this address. I work in the Bursar's Office.
  decided review by rule 14
  asks about department
    | bursar
    | chem
  case review

Tue 2026-03-03 09:00  ana-fx@wisc.edu writes: Room reservations
    25Live shows error 88 when I book a room.
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu

# Another NetID than the directory's: whose?
Tue 2026-03-03 10:00  ana-fx@wisc.edu answers
    NetID: someoneelse-fx. You can reach me at this address.
  decided review by rule 14
  asks about customer
    | aruiz
    | someoneelse-fx

Wed 2026-03-04 09:00  bo-fx@gmail.com writes: Query
    InfoAccess ends with error 1017 when I run my query. My NetID is blund-fx.
  decided gather by rule 13
  sent reply to bo-fx@gmail.com

Wed 2026-03-04 10:00  bo-fx@gmail.com answers
    This address is fine. Her NetID is cyoung-fx, it is my colleague's query.
  decided review
  case review

Thu 2026-03-05 09:00  cy-fx@gmail.com writes: Query
    InfoAccess ends with error 1017 when I run my query.
  decided gather by rule 13
  sent reply to cy-fx@gmail.com

# A slip that the customer mends.
Fri 2026-03-06 10:00  cy-fx@gmail.com answers
    NetID: cyuong-fx
  decided gather by rule 13
  sent reply to cy-fx@gmail.com

Mon 2026-03-09 10:30  cy-fx@gmail.com answers
    Sorry, my NetID is cyoung-fx. This address is fine.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: cyoung-fx
