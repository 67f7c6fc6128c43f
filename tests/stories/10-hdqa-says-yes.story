# HDQA says yes, and the case goes to ES with what HDQA said
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Qualtrics
    My Qualtrics survey shows error 417 when I publish it. This address is fine for answers.
  decided consult by rule 17
  sent consult to hdqa@queues.example
    | Is this ES-supported?
    | yes, for all such cases until DATE
  case waiting_hdqa

Mon 2026-03-02 11:00  hdqa@queues.example answers (as Kim Lee)
    Yes.

    {quote}
  decided es by rule 15
  sent forward to hd-es@queues.example
    | error 417
    | Kim Lee
    | for this case
  case forwarded

Tue 2026-03-03 09:00  ben-fx@wisc.edu writes: Survey
    In Qualtrics my survey does not open, it only says "access denied". My NetID is bfox. Write to me at this address.
  decided consult by rule 17
  sent consult to hdqa@queues.example
  case waiting_hdqa
