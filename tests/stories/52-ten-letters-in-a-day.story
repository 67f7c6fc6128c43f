# One customer writes ten times in a day: one automatic answer, each addition goes on, the same matter thrice at most
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 08:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu

Mon 2026-03-02 08:30  ana-fx@wisc.edu writes: Timesheet
    Workday shows error 12 when I submit my timesheet.
  decided review by rule 13
  asks about answer

Mon 2026-03-02 09:00  ana-fx@wisc.edu answers (to letter 1)
    You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Mon 2026-03-02 09:10  ana-fx@wisc.edu answers (to letter 1)
    It happens in Firefox, too.
  sent forward to hd-es@queues.example

Mon 2026-03-02 09:20  ana-fx@wisc.edu answers (to letter 1)
    And in Safari.
  sent forward to hd-es@queues.example

Mon 2026-03-02 10:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS still ends with error 417 for me. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Mon 2026-03-02 11:00  ana-fx@wisc.edu writes: Degree audit
    Does anybody read this? The degree audit in SIS ends with error 417. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Mon 2026-03-02 12:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417. You can reach me at this address.
  decided review by rule 14
  asks about author

Mon 2026-03-02 13:00  ana-fx@wisc.edu writes: Kaltura
    My video upload to Kaltura MediaSpace stops at half.
  decided consult by rule 17
  sent consult to hdqa@queues.example

Mon 2026-03-02 14:00  ana-fx@wisc.edu answers (to letter 2)
    The audit runs again in Chrome, in nothing else.
  sent forward to hd-es@queues.example
