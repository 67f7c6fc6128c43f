# "Solved, thanks": before the forward the case closes and nothing is sent; a closed case is a person's
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu

Mon 2026-03-02 10:00  ana-fx@wisc.edu answers
    Solved, thanks!
  decided ignore by rule 2
  case closed

Thu 2026-03-05 10:00  ana-fx@wisc.edu answers
    It is back: error 417 again.
  decided review by rule 2b
  asks about thread
  case closed of 1

Mon 2026-03-09 09:00  bo-fx@gmail.com writes: Qualtrics
    Qualtrics says that my quota of responses is used up.
  decided consult by rule 17
  sent consult to hdqa@queues.example
  case waiting_hdqa

Mon 2026-03-09 09:30  bo-fx@gmail.com answers (their own mail)
    Never mind, it works now.
  decided ignore by rule 2
  case closed of 3

Mon 2026-03-09 10:00  hdqa@queues.example answers
    yes
  decided review by rule 2b
  case closed of 3

Tue 2026-03-10 09:00  cy-fx@wisc.edu writes: Projector
    The projector in our seminar room shows everything in green.
  decided review by rule 10
  asks about service
  case review of 5

Tue 2026-03-10 09:30  cy-fx@wisc.edu answers (their own mail)
    Solved, thanks! Somebody has changed the cable.
  decided ignore by rule 2
  case closed of 5
