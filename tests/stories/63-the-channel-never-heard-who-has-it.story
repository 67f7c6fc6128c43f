# The word to the channel that a chat is taken comes back and is sent again: the chat stays taken
Mon 2026-03-02 20:00:00  chat with ana-fx@wisc.edu (Ana Ruiz)
    Ana Ruiz (20:00:01): Hi, the degree audit in SIS ends with error 417 for me.
    Agent Lee (20:00:30): I pass that on.
  decided chat by rule 12
  sent chat to es-chat@channels.example

Mon 2026-03-02 20:02  es-chat@channels.example answers (as Kim Lee)
    mine
  sent chat to es-chat@channels.example
  case closed

Mon 2026-03-02 20:03  the last letter to es-chat@channels.example bounces
  asks about refused urgent
  case review

Mon 2026-03-02 20:30  kim decides chat
  sent chat to es-chat@channels.example
    | claimed by Kim Lee
  case closed

Tue 2026-03-03 10:00
