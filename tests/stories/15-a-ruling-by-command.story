# A standing ruling given by command decides the case that waits for HDQA; HDQA's own answer after that is a person's
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Qualtrics
    My Qualtrics survey shows error 417 when I publish it. This address is fine for answers.
  decided consult by rule 17
  sent consult to hdqa@queues.example

Mon 2026-03-02 10:00  Jo runs: mailroute ruling add qualtrics no --by "Kim Lee" --until 2026-12-31
  decided technical by rule 16
  case technical

Mon 2026-03-02 11:00  hdqa@queues.example answers
    Yes.
  decided review by rule 2b
  asks about thread
  case technical of 1
