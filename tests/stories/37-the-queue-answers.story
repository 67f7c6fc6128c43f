# The queue sends a case back: a person decides on the customer's mails, and passes it on elsewhere
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Mon 2026-03-02 09:20  hd-es@queues.example answers (out of office)
    Your incident INC0012345 has been opened.
  case forwarded

Mon 2026-03-02 11:00  hd-es@queues.example answers
    This is not ours: chemistry has its own contract since last week. Please send it to CPS.

    Lee
  decided review by rule 2b
  asks about queue
  case review

Mon 2026-03-02 11:10  ana-fx@wisc.edu answers
    It happens in Firefox, too.
  decided follow_up by rule 2
  case review

Mon 2026-03-02 11:30  kim decides cps
  decided cps by rule agent
  sent forward to cps@queues.example
    | Contract Partner Support request
    | It happens in Firefox
  case forwarded

Tue 2026-03-03 09:00  ana-fx@wisc.edu answers
    Thank you. The number of the error is now 418.
  decided follow_up by rule 2
  sent forward to cps@queues.example
    | an addition of the customer
    | 418
