# HDQA is out of office, then silent for two working days: a person is asked, and finds HDQA's late answer there
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Fri 2026-03-06 09:00  ana-fx@wisc.edu writes: Qualtrics
    My Qualtrics survey shows error 417 when I publish it. This address is fine for answers.
  sent consult to hdqa@queues.example

Fri 2026-03-06 09:01  hdqa@queues.example answers (out of office)
    We are at a conference until Wednesday. Yes, we will answer then.
  case waiting_hdqa

Tue 2026-03-10 08:59
  case waiting_hdqa of 1

Tue 2026-03-10 09:01
  asks about consult
  case review of 1

Wed 2026-03-11 09:00  hdqa@queues.example answers
    yes
  decided review by rule 15
  asks about consult
  case review of 1

Wed 2026-03-11 09:30  Jo decides procedure
  decided es by rule 15
  sent forward to hd-es@queues.example
  case forwarded of 1
