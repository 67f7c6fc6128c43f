# HDQA says no: a service with a team of its own goes there, any other stays with the General Help Desk
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Qualtrics
    My Qualtrics survey shows error 417 when I publish it.
  decided consult by rule 17
  sent consult to hdqa@queues.example

Mon 2026-03-02 11:00  hdqa@queues.example answers
    No, that stays with the help desk.
  decided technical by rule 16
  case technical

Mon 2026-03-09 09:00  hdqa@queues.example answers
    Sorry, I was wrong. Yes.
  decided review by rule 2b
  asks about thread
  case technical of 1
