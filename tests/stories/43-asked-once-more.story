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

# Kim names the service in the review: the answer goes on with it.
Mon 2026-03-23 09:00  ed-fx@gmail.com writes: Please help
    The thing says nope since this morning, whatever I click.
  decided review by rule 10
  asks about service

Mon 2026-03-23 09:30  kim decides procedure service=r25
  sent reply to ed-fx@gmail.com
    | NetID
  case waiting_customer

Mon 2026-03-23 11:00  ed-fx@gmail.com answers
    1. I tried to book a room in the system and it refuses every date.
    2. edavis-fx
    3. this one is fine
  decided es by rule 14
  sent forward to hd-es@queues.example
    | 25Live
    | whatever I click
  case forwarded

# And the department.
Tue 2026-03-24 09:00  fay-fx@wisc.edu writes: Help
    Could someone remote into my departmental computer? The monitor stays black.
  decided ask_department by rule 9
  sent reply to fay-fx@wisc.edu

Tue 2026-03-24 10:00  fay-fx@wisc.edu answers
    Office of Cheese
  decided review by rule 9
  asks about department

