# Nobody has taken the chat after five minutes: it goes on by mail, and a claim at 5:01 is a person's question
Mon 2026-03-02 20:00:00  chat with ana-fx@wisc.edu (Ana Ruiz)
    Ana Ruiz (20:00:01): Hi, the degree audit in SIS ends with error 417 for me.
  sent chat to es-chat@channels.example

Mon 2026-03-02 20:04:59

Mon 2026-03-02 20:05:01  es-chat@channels.example answers (as Kim Lee, to letter 1)
    mine
  sent reply to ana-fx@wisc.edu
    | chatting with
    | NetID
    | email address
  asks about claim
  decided review by rule 12
  case review

Mon 2026-03-02 20:10  Jo decides ignore
  case closed

Thu 2026-03-19 10:00
