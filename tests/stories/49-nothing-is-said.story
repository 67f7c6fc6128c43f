# An answer without words, with an attachment alone, with a password, or "I do not know"

Mon 2026-03-02 09:00  bo-fx@gmail.com writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to bo-fx@gmail.com

Tue 2026-03-03 10:00  bo-fx@gmail.com answers
    {quote}
  decided review by rule 5
  asks about request
  case review

Wed 2026-03-04 09:00  cy-fx@gmail.com writes: Room reservations
    25Live shows error 88 when I book a room.
  decided gather by rule 13
  sent reply to cy-fx@gmail.com

Thu 2026-03-05 10:00  cy-fx@gmail.com answers (attachment screenshot.png)
    {quote}
  decided review by rule 5
  asks about request
  case review

Fri 2026-03-06 09:00  di-fx@gmail.com writes: Query
    InfoAccess ends with error 1017 when I run my query. You can reach me at this address.
  decided gather by rule 13
  sent reply to di-fx@gmail.com

# Who has none cannot be asked for it again.
Mon 2026-03-09 10:00  di-fx@gmail.com answers
    I do not have a NetID.
  decided review by rule 13
  asks about netid
  case review

Tue 2026-03-10 09:00  ed-fx@gmail.com writes: Workday
    Workday says error 5 when I send my timesheet. You can reach me at this address.
  decided gather by rule 13
  sent reply to ed-fx@gmail.com

Wed 2026-03-11 10:00  ed-fx@gmail.com answers
    NetID: edavis-fx
    SSN: 219-09-9999
  decided review by rule 3 urgent
  asks about security urgent

Thu 2026-03-12 09:00  fay-fx@gmail.com writes: Workday
    Workday says error 5 when I send my timesheet. You can reach me at this address.
  decided gather by rule 13
  sent reply to fay-fx@gmail.com

# Absence notes answer nothing; the reminder follows all the same.
Thu 2026-03-12 09:01  fay-fx@gmail.com answers (out of office)
    I am away until March 20. For urgent matters call the NetID desk.
  decided follow_up by rule 1
  case waiting_customer

Mon 2026-03-16 09:01
  sent reminder to fay-fx@gmail.com

Tue 2026-03-17 09:01  fay-fx@gmail.com answers
    fcole-fx
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: fcole-fx
