# A chat is claimed by command, once; after the five minutes the command says that it is too late and asks a person; "solved" ends a chat as well
Mon 2026-03-02 09:00:00  chat with ana-fx@wisc.edu (Ana Ruiz)
    Ana Ruiz (09:00:01): Hi, the degree audit in SIS ends with error 417 for me.
  sent chat to es-chat@channels.example

Mon 2026-03-02 09:02:00  Kim runs: mailroute case claim {case} --by "Kim Lee"
  sent chat to es-chat@channels.example
    | claimed by Kim Lee
  case closed of 1

Mon 2026-03-02 09:03:00  Jo runs: mailroute case claim {case} --by Jo
  prints Kim Lee has taken
  case closed of 1

Mon 2026-03-02 10:00:00  chat with ben-fx@wisc.edu (Ben Fox)
    Ben Fox (10:00:01): Hello, Workday does not show my timesheet, it stays blank.
  sent chat to es-chat@channels.example

Mon 2026-03-02 10:05:02  Kim runs: mailroute case claim {case} --by "Kim Lee"
  prints came too late
  sent reply to ben-fx@wisc.edu
  asks about claim
  case review of 2

Mon 2026-03-02 11:00:00  chat with cy-fx@wisc.edu (Cy Gold)
    Cy Gold (11:00:01): Hello, Workday does not show my timesheet, it stays blank.
  sent chat to es-chat@channels.example

Mon 2026-03-02 11:06:00
  sent reply to cy-fx@wisc.edu
    | your request by chat

Mon 2026-03-02 11:30:00  cy-fx@wisc.edu answers
    Solved, thanks!
  decided ignore by rule 2
  case closed of 3
