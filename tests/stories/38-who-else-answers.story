# Two customers in one thread, and a stranger: each is heard in their own matter, and nobody in another's
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
person bo-fx@wisc.edu, Bo Lund, blund, physics, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes (cc bo-fx@wisc.edu): Degree audit
    The degree audit in SIS ends with error 417 for me.

    Ana
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu
  case waiting_customer of 1

Mon 2026-03-02 09:10  bo-fx@wisc.edu writes (cc ana-fx@wisc.edu): Re: Degree audit
    For me the degree audit in SIS ends with error 999.

    Bo
  decided gather by rule 13
  sent reply to bo-fx@wisc.edu
  case waiting_customer of 2

Mon 2026-03-02 09:30  bo-fx@wisc.edu answers (to letter 1)
    You can reach me at this address.
  decided review by rule 2b
  asks about thread
  case waiting_customer of 1
  case waiting_customer of 2

Mon 2026-03-02 09:40  eve-fx@elsewhere.example answers (to letter 1)
    You can reach me at this address.
  decided review by rule 2b
  case waiting_customer of 1

Mon 2026-03-02 09:50  ana-fx@wisc.edu answers (dmarc=fail)
    You can reach me at this address.
  decided review by rule 2b
  case waiting_customer of 1

Mon 2026-03-02 10:00  bo-fx@wisc.edu answers
    You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | error 999
    ! error 417
  case forwarded of 2
  case waiting_customer of 1

Mon 2026-03-02 10:30  ana-fx@wisc.edu answers
    You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | error 417
  case forwarded of 1

Mon 2026-03-02 11:00  bo-fx@wisc.edu answers (to letter 2)
    It opens, but only in Firefox.
  sent forward to hd-es@queues.example
    | only in Firefox
  case forwarded of 2
