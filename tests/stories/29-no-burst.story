# What is no burst: sixteen minutes, one customer three times, a weekend's backlog
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
person bo-fx@wisc.edu, Bo Lind, blind, chem, no
person cy-fx@wisc.edu, Cy Okafor, cokafor, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in DARS ends with error 417 for me. You can reach me at this address.
  sent forward to hd-es@queues.example

Mon 2026-03-02 09:06  bo-fx@wisc.edu writes: DARS shows nothing
    DARS shows me an empty page since this morning. You can reach me at this address.
  sent forward to hd-es@queues.example

Mon 2026-03-02 09:08  bo-fx@wisc.edu writes: Another matter in DARS
    DARS does not print my audit, the print page stays blank. You can reach me at this address.
  sent forward to hd-es@queues.example

Mon 2026-03-02 09:16  cy-fx@wisc.edu writes: Cannot open DARS
    I cannot open my audit in DARS, it fails with error 417. You can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example

Fri 2026-03-06 18:00  mailroute stops

Sat 2026-03-07 10:00  ana-fx@wisc.edu writes: Exceptions in DARS
    DARS does not take the exception that I enter. You can reach me at this address.

Sat 2026-03-07 10:05  bo-fx@wisc.edu writes: What-if audit
    The what-if audit in DARS stops at 40 percent for me. You can reach me at this address.

Sat 2026-03-07 10:10  cy-fx@wisc.edu writes: Transfer course in DARS
    DARS does not count a transfer course in my audit. You can reach me at this address.

Mon 2026-03-09 08:00  mailroute starts
  sent forward to hd-es@queues.example
  sent forward to hd-es@queues.example
  sent forward to hd-es@queues.example
