# Whoever else answers HDQA's question decides nothing; nor does HDQA on a case that is closed
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Qualtrics
    My Qualtrics survey shows error 417 when I publish it. This address is fine for answers.
  sent consult to hdqa@queues.example

Mon 2026-03-02 09:10  hdqa@queues.example answers (dmarc=fail)
    yes, for all such cases until 2026-12-31
  decided review by rule 2b
  asks about thread
  case waiting_hdqa of 1

Mon 2026-03-02 09:11  hdqa@queues.example answers (no authentication)
    yes
  decided review by rule 2b
  asks about thread
  case waiting_hdqa of 1

Mon 2026-03-02 09:12  kim-fx@doit.example writes: Re: Is this ES-supported?
    yes
  case waiting_hdqa of 1

Mon 2026-03-02 09:30  hdqa@queues.example answers
    No. This is a phishing page, the customer's account was hacked.
  decided review by rule 2 urgent
  asks about consult urgent
  case review of 1

Mon 2026-03-02 10:00  Jo runs: mailroute review decide 4 ignore --by Jo
  case closed of 1

Mon 2026-03-02 11:00  hdqa@queues.example answers
    Yes.
  decided review by rule 2b
  asks about thread
  case closed of 1
