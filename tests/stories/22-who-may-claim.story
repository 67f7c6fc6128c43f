# A robot of the channel, a stranger and a forged agent take no chat; an agent whose domain is authenticated does
Mon 2026-03-02 09:00:00  chat with ana-fx@wisc.edu (Ana Ruiz)
    Ana Ruiz (09:00:01): Hi, the degree audit in SIS ends with error 417 for me.
  sent chat to es-chat@channels.example

Mon 2026-03-02 09:00:10  es-chat@channels.example answers (out of office)
    Mine! This message was posted to the channel.
  case waiting_chat of 1

Mon 2026-03-02 09:00:20  es-chat@channels.example answers
    Thanks, your message was posted to #es-chat.
  case waiting_chat of 1

Mon 2026-03-02 09:01:00  mallory-fx@evil.example answers (to letter 1)
    mine
  decided review by rule 2b
  case waiting_chat of 1

Mon 2026-03-02 09:02:00  kim-fx@doit.example answers (to letter 1, dmarc=fail)
    mine
  decided review by rule 2b
  case waiting_chat of 1

Mon 2026-03-02 09:03:00  kim-fx@doit.example answers (to letter 1, no authentication)
    mine
  decided review by rule 2b
  case waiting_chat of 1

Mon 2026-03-02 09:04:00  kim-fx@doit.example answers (to letter 1, as Kim Lee)
    mine
  sent chat to es-chat@channels.example
    | claimed by Kim Lee
  case closed of 1
