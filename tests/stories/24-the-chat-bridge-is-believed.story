# A transcript is believed when our server authenticated the bridge, or the mail never came through it; else a person looks
set procedure.assume_from = false

Mon 2026-03-02 09:00:00  chat-bridge-fx@doit.example writes (no authentication): Chat transcript
    Customer: Ana Ruiz <ana-fx@wisc.edu>

    Ana Ruiz (09:00:01): Hi, the degree audit in SIS ends with error 417 for me.
  decided chat by rule 12
  sent chat to es-chat@channels.example

Mon 2026-03-02 09:01:00  chat-bridge-fx@doit.example writes (dmarc=fail): Chat transcript
    Customer: Ben Fox <ben-fx@wisc.edu>

    Ben Fox (09:00:01): Hi, the degree audit in SIS ends with error 417 for me.
  decided review by rule 4
  asks about author

Mon 2026-03-02 09:02:00  chat-bridge-fx@doit.example writes (dmarc=none): Chat transcript
    Customer: Cy Gold <cy-fx@wisc.edu>

    Cy Gold (09:00:01): Hi, the degree audit in SIS ends with error 417 for me.
  decided review by rule 5
  asks about customer

Mon 2026-03-02 09:04:00  chat with dee-fx@wisc.edu (Dee Hall)
    Dee Hall (09:04:01): Qualtrics does not publish my survey, it says error 12.
  decided consult by rule 17
  sent consult to hdqa@queues.example
  case waiting_hdqa
