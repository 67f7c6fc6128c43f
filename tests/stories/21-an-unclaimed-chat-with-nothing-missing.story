# An unclaimed chat in which nothing is missing goes to ES
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Sat 2026-03-07 22:00:00  chat with ana-fx@wisc.edu (Ana Ruiz)
    Ana Ruiz (22:00:01): The degree audit in SIS ends with error 417 for me. You can reach me at ana-fx@wisc.edu.
  decided chat by rule 12
  sent chat to es-chat@channels.example

Sat 2026-03-07 22:05:30
  sent forward to hd-es@queues.example
    | error 417
  case forwarded of 1

Sat 2026-03-07 22:06:00  kim-fx@doit.example answers (to letter 1, as Kim Lee)
    I am talking with her now.
  asks about claim
  case review
