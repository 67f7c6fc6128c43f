# HDQA says yes a day later: the customer is asked for what is missing, and their answer goes to ES, not to HDQA again

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Qualtrics
    My Qualtrics survey shows error 417 when I publish it.
  decided consult by rule 17
  sent consult to hdqa@queues.example

Tue 2026-03-03 14:00  hdqa@queues.example answers
    Hi all,

    yes, it is ES-supported.

    Thanks
    Kim
  decided gather by rule 15
  sent reply to ana-fx@wisc.edu
    | NetID
    | email address
  case waiting_customer

Wed 2026-03-04 09:00  ana-fx@wisc.edu answers
    NetID: aruiz
    You can reach me at this address.
  decided es by rule 15
  sent forward to hd-es@queues.example
  case forwarded
