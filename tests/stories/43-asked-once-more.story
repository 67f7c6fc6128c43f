# What is still missing is asked once more, and only that; the third time a person writes

Mon 2026-03-02 09:00  bo-fx@gmail.com writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to bo-fx@gmail.com

Tue 2026-03-03 10:00  bo-fx@gmail.com answers
    My NetID is blund-fx.
  decided gather by rule 13
  sent reply to bo-fx@gmail.com
    | email address
    | blund-fx
    ! What is your NetID
  case waiting_customer

Wed 2026-03-04 10:30  bo-fx@gmail.com answers
    I use Firefox on a Mac, should you need to know.
  decided review by rule 13
  asks about answer
  case review

Wed 2026-03-04 11:00  bo-fx@gmail.com answers
    And you can reach me at this address.
  decided follow_up by rule 2

Wed 2026-03-04 12:00  kim decides procedure
  sent forward to hd-es@queues.example
    | NetID: blund-fx
    | Desired email: bo-fx@gmail.com
  case forwarded

# On the same day nothing more is asked by itself: one automatic mail a case and day.
Mon 2026-03-09 09:00  cy-fx@gmail.com writes: Room reservations
    25Live shows error 88 when I book a room.
  decided gather by rule 13
  sent reply to cy-fx@gmail.com

Mon 2026-03-09 10:00  cy-fx@gmail.com answers
    My NetID is cyoung-fx.
  decided review by rule 13
  asks about answer
  case review

# The second question is reminded of like the first, and given up like it.
Mon 2026-03-16 09:00  di-fx@gmail.com writes: Query
    InfoAccess ends with error 1017 when I run my query.
  decided gather by rule 13
  sent reply to di-fx@gmail.com

Tue 2026-03-17 10:00  di-fx@gmail.com answers
    My NetID is dimarco-fx.
  decided gather by rule 13
  sent reply to di-fx@gmail.com

Thu 2026-03-19 10:01
  sent reminder to di-fx@gmail.com
    | email address
    ! What is your NetID

Thu 2026-03-19 11:00  di-fx@gmail.com answers
    This one is fine.
  decided es by rule 14
  sent forward to hd-es@queues.example
  case forwarded
