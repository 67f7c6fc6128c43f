# The answer is filled in: labelled lines, numbers alone, one line for all, a value alone

Mon 2026-03-02 09:00  bo-fx@gmail.com writes: Degree audit
    The degree audit in SIS ends with error 417 for me.

    Bo
  decided gather by rule 13
  sent reply to bo-fx@gmail.com
    | What is your NetID
    | email address

Mon 2026-03-02 09:30  bo-fx@gmail.com answers
    NetID: blund-fx
    Email: this one is fine
    Phone: 608-555-0123

    {quote}
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: blund-fx
    | Desired email: bo-fx@gmail.com
    | 608-555-0123

Tue 2026-03-03 09:00  cy-fx@gmail.com writes: Room reservations
    25Live shows error 88 when I book a room.
  decided gather by rule 13
  sent reply to cy-fx@gmail.com

# Numbers alone mean our questions.
Tue 2026-03-03 10:00  cy-fx@gmail.com answers
    Hi,

    1. cyoung-fx
    2. this one is fine
    3. cleared the cache, no change

    Cy

    {quote}
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: cyoung-fx
    | Desired email: cy-fx@gmail.com

Wed 2026-03-04 09:00  di-fx@gmail.com writes: Query
    InfoAccess ends with error 1017 when I run my query. You can reach me at this address.
  decided gather by rule 13
  sent reply to di-fx@gmail.com
    | What is your NetID
    ! Which email address

# One thing was asked, and one word is the answer; its quotation is left out.
Wed 2026-03-04 10:00  di-fx@gmail.com answers
    dimarco-fx
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: dimarco-fx

Thu 2026-03-05 09:00  ed-fx@gmail.com writes: Workday
    Workday says error 5 when I send my timesheet. My NetID is edavis-fx.
  decided gather by rule 13
  sent reply to ed-fx@gmail.com
    ! What is your NetID
    | Which email address

Thu 2026-03-05 10:00  ed-fx@gmail.com answers
    ed-fx@gmail.com

    Ed
  decided es by rule 14
  sent forward to hd-es@queues.example
    | Desired email: ed-fx@gmail.com

Fri 2026-03-06 09:00  fay-fx@gmail.com writes: Workday
    Workday says error 5 when I send my timesheet. My NetID is fcole-fx.
  decided gather by rule 13
  sent reply to fay-fx@gmail.com

Fri 2026-03-06 10:00  fay-fx@gmail.com answers
    This one is fine.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | Desired email: fay-fx@gmail.com

Mon 2026-03-09 09:00  gus-fx@gmail.com writes: Workday
    Workday says error 5 when I send my timesheet.
  decided gather by rule 13
  sent reply to gus-fx@gmail.com

Mon 2026-03-09 10:00  gus-fx@gmail.com answers
    gprice-fx, and the address I am writing from is good.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: gprice-fx
    | Desired email: gus-fx@gmail.com
