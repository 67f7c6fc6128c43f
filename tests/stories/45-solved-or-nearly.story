# "Solved" closes a case that was asked about; "not solved", "solved, but" and thanks alone do not

Mon 2026-03-02 09:00  bo-fx@gmail.com writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to bo-fx@gmail.com

Mon 2026-03-02 10:00  bo-fx@gmail.com answers
    Never mind, it is working again. Thank you!

    {quote}
  decided ignore by rule 2
  case closed

Tue 2026-03-03 09:00  cy-fx@gmail.com writes: Room reservations
    25Live shows error 88 when I book a room.
  decided gather by rule 13
  sent reply to cy-fx@gmail.com

Tue 2026-03-03 10:00  cy-fx@gmail.com answers
    It is not solved yet. NetID: cyoung-fx, and this address is fine.
  decided es by rule 14
  sent forward to hd-es@queues.example

Wed 2026-03-04 09:00  di-fx@gmail.com writes: Query
    InfoAccess ends with error 1017 when I run my query.
  decided gather by rule 13
  sent reply to di-fx@gmail.com

Wed 2026-03-04 10:00  di-fx@gmail.com answers
    The first error is fixed, but now it says error 2044. NetID: dimarco-fx, this address is fine.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | error 2044

Thu 2026-03-05 09:00  ed-fx@wisc.edu writes: Help
    Could someone remote into my departmental computer? The monitor stays black.
  decided ask_department by rule 9
  sent reply to ed-fx@wisc.edu

Thu 2026-03-05 10:00  ed-fx@wisc.edu answers
    No longer needed, I figured it out. I work in the Bursar's Office.
  decided ignore by rule 2
  case closed

Fri 2026-03-06 09:00  fay-fx@gmail.com writes: Workday
    Workday says error 5 when I send my timesheet.
  decided gather by rule 13
  sent reply to fay-fx@gmail.com

Mon 2026-03-09 10:00  fay-fx@gmail.com answers
    Thank you so much!
  decided gather by rule 13
  sent reply to fay-fx@gmail.com
    | What is your NetID
