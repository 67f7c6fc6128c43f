# The customer wants to be reached elsewhere: the queue is told, and what we write goes to the address that wrote
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu

Mon 2026-03-02 10:00  ana-fx@wisc.edu answers
    Please write to ana.ruiz-fx@gmail.com.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | Desired email: ana.ruiz-fx@gmail.com
    | ana-fx@wisc.edu

# What follows is answered where it came from, too.
Mon 2026-03-02 11:00  ana.ruiz-fx@gmail.com answers (to letter 1)
    And it is the same on my phone.
  decided review by rule 2b
  asks about thread

Tue 2026-03-03 09:00  bo-fx@gmail.com writes: Room reservations
    25Live shows error 88 when I book a room.
  decided gather by rule 13
  sent reply to bo-fx@gmail.com

Wed 2026-03-04 10:00  bo-fx@gmail.com answers
    Reach me at bo.other-fx@gmail.com please.
  decided gather by rule 13
  sent reply to bo-fx@gmail.com
    | by email at bo.other-fx@gmail.com
    | NetID

# A changed mind: the newest word counts.
Thu 2026-03-05 10:30  bo-fx@gmail.com answers
    NetID: blund-fx. Better write to bo-fx@gmail.com after all.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | Desired email: bo-fx@gmail.com
