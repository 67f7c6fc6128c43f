# An addition was not sent yet when a matter of security came: it follows when a person has dealt with that
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Mon 2026-03-02 09:10  mailroute stops

Mon 2026-03-02 09:20  ana-fx@wisc.edu answers (their own mail)
    It happens in Firefox, too.

Mon 2026-03-02 09:30  ana-fx@wisc.edu answers (their own mail)
    And my laptop was stolen this morning, with my password in it.

Mon 2026-03-02 10:00  mailroute starts
  asks about security urgent
  case review

Mon 2026-03-02 11:00  kim decides ignore
  sent forward to hd-es@queues.example
    | It happens in Firefox, too
  case forwarded
