# An agent takes a chat at 4:59: it is closed with their name, the channel is told, the customer is not written to
Mon 2026-03-02 20:00:00  chat with ana-fx@wisc.edu (Ana Ruiz)
    Ana Ruiz (20:00:01): Hi, the degree audit in SIS ends with error 417 for me.
    Agent Lee (20:00:30): I pass that on.
  decided chat by rule 12
  sent chat to es-chat@channels.example
    | Who can take this chat?
    | error 417
    | Ana Ruiz
  case waiting_chat

Mon 2026-03-02 20:04:59  es-chat@channels.example answers (as Kim Lee)
    mine
  sent chat to es-chat@channels.example
    | claimed by Kim Lee
  decided follow_up by rule 12
  case closed

Mon 2026-03-02 20:05:30  jo-fx@doit.example answers (to letter 1, as Jo Brown)
    I'll take it
  case closed

Mon 2026-03-02 20:30  Jo runs: mailroute case claim {case} --by Jo
  prints Kim Lee has taken

Tue 2026-03-03 09:00  Jo runs: mailroute case show {case}
  prints Kim Lee has taken the chat

Thu 2026-03-19 10:00
