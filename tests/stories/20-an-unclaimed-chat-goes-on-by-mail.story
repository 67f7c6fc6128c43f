# An unclaimed chat goes on by mail: asked, reminded, answered, forwarded; the channel is not asked again
Mon 2026-03-02 09:00:00  chat with ana-fx@wisc.edu (Ana Ruiz)
    Ana Ruiz (09:00:01): Hi, the degree audit in SIS ends with error 417 for me.
  decided chat by rule 12
  sent chat to es-chat@channels.example

Mon 2026-03-02 09:03:00  es-chat@channels.example answers
    Who is this about? I'm busy until noon, can somebody else take it?
  case waiting_chat

Mon 2026-03-02 09:06:00
  sent reply to ana-fx@wisc.edu
    | NetID
  case waiting_customer of 1

Wed 2026-03-04 10:00:00
  sent reminder to ana-fx@wisc.edu

Wed 2026-03-04 11:00:00  ana-fx@wisc.edu answers
    My NetID is aruiz, and this address is fine.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | error 417
    | aruiz
  case forwarded
