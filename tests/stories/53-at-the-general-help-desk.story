# What stays with the General Help Desk stays there, with what the customer adds; a team gets the addition
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 08:00  KIM runs: mailroute ruling add qualtrics no --by HDQA --until 2027-01-01

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Qualtrics
    Qualtrics says that my quota of responses is used up.
  decided technical by rule 16
  case technical

Mon 2026-03-02 10:00  ana-fx@wisc.edu answers (their own mail)
    It is the survey on housing.
  decided follow_up by rule 2
  case technical of 1

Tue 2026-03-03 10:00  ana-fx@wisc.edu answers (their own mail)
    Solved, thanks!
  decided follow_up by rule 2
  case technical of 1
