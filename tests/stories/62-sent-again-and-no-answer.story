# HDQA's letter comes back and is sent again: who does not answer then is waited for no longer than before
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Qualtrics
    My Qualtrics survey shows error 417 when I publish it. This address is fine for answers.
  decided consult
  sent consult to hdqa@queues.example
  case waiting_hdqa

Mon 2026-03-02 10:00  the last letter to hdqa@queues.example bounces
  asks about refused urgent
  case review

Mon 2026-03-02 11:00  kim decides consult
  sent consult to hdqa@queues.example
  case waiting_hdqa

Wed 2026-03-04 11:01
  asks about consult
  case review
