# "Yes, for all such cases until a day": the others that wait go on as well, later ones are not asked about, and it expires visibly
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
person ben-fx@wisc.edu, Ben Fox, bfox, chem, no
person cy-fx@wisc.edu, Cy Gold, cgold, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Qualtrics
    My Qualtrics survey shows error 417 when I publish it. This address is fine for answers.
  decided consult by rule 17
  sent consult to hdqa@queues.example

Mon 2026-03-02 09:30  ben-fx@wisc.edu writes: Survey
    Qualtrics does not let me open my survey, it says "access denied". Write to me at this address.
  decided consult by rule 17
  sent consult to hdqa@queues.example

Mon 2026-03-02 09:40  cy-fx@wisc.edu writes: Kaltura
    Kaltura MediaSpace does not play my lecture, it stays black. Write to me at this address.
  decided consult by rule 17
  sent consult to hdqa@queues.example

Mon 2026-03-02 11:00  hdqa@queues.example answers (to letter 1, as Kim Lee)
    Yes, for all such cases until 2026-03-31.
  sent forward to hd-es@queues.example
    | error 417
  sent forward to hd-es@queues.example
    | access denied
    | until 2026-03-31
  case forwarded of 1
  case forwarded of 2
  case waiting_hdqa of 3

Mon 2026-03-02 11:30  hdqa@queues.example answers (to letter 2, as Kim Lee)
    No.
  decided review by rule 2b
  asks about thread
  case forwarded of 2

Tue 2026-03-03 09:00  ana-fx@wisc.edu writes: Another survey
    Qualtrics: the export of my second survey ends with error 500. This address is fine for answers.
  decided es by rule 15
  sent forward to hd-es@queues.example

Wed 2026-03-04 11:00  Jo runs: mailroute ruling list
  prints Kim Lee <hdqa@queues.example>
  asks about consult
  case review of 3

Wed 2026-03-25 09:00  Jo runs: mailroute status
  prints the ruling on qualtrics (ES, Kim Lee <hdqa@queues.example>) expires on 2026-03-31

Thu 2026-04-02 09:00  Jo runs: mailroute status
  prints the ruling on qualtrics (ES, Kim Lee <hdqa@queues.example>) has expired on 2026-03-31

Thu 2026-04-02 10:00  ben-fx@wisc.edu writes: Survey again
    Qualtrics does not publish my new survey, it says "quota". Write to me at this address.
  decided consult by rule 17
  sent consult to hdqa@queues.example
