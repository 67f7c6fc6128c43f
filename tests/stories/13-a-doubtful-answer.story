# HDQA's answer is no plain one: a person reads it; its plain answer after that is shown to them and decides nothing alone
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Qualtrics
    My Qualtrics survey shows error 417 when I publish it. This address is fine for answers.
  sent consult to hdqa@queues.example

Mon 2026-03-02 11:00  hdqa@queues.example answers
    Probably, if it is about payroll.
  decided review by rule 2
  asks about consult
  case review

Mon 2026-03-02 13:00  hdqa@queues.example answers
    Yes.
  decided review by rule 15
  asks about consult
  case review

Mon 2026-03-02 13:30  Jo decides es
  sent forward to hd-es@queues.example
  case forwarded
