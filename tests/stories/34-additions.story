# What the customer adds after the forward follows it, once each
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me. You can reach me at this address.

    Ana
  decided es by rule 14
  sent forward to hd-es@queues.example
    | Enterprise Support request
    | error 417
  case forwarded

Mon 2026-03-02 09:40  ana-fx@wisc.edu answers
    I tried it in Firefox as well: the same error, and a page of numbers below it.
  decided follow_up by rule 2
  sent forward to hd-es@queues.example
    | Re: Enterprise Support request
    | an addition of the customer
    | I tried it in Firefox as well
    ! The degree audit in SIS ends with
    ! Enterprise Support (HD ES)
  case forwarded

Mon 2026-03-02 15:00  ana-fx@wisc.edu answers (their own mail): Re: Degree audit
    Next week is early enough for me.
  decided follow_up by rule 2
  sent forward to hd-es@queues.example
    | Next week is early enough
  case forwarded of 1

# somebody who may be anybody, under her address
Mon 2026-03-02 16:00  ana-fx@wisc.edu answers (their own mail, no authentication): Re: Degree audit
    Please write to eve-fx@elsewhere.example instead.
  decided review by rule 10
  case forwarded of 1

Wed 2026-03-04 11:00  ana-fx@wisc.edu answers (to letter 1)
    Any news? My adviser asks for the audit by Friday.
  decided follow_up by rule 2
  sent forward to hd-es@queues.example
    | Any news?
    ! Firefox
  case forwarded of 1
