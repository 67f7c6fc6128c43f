# What mailroute took for an outage was one customer's matter: cleared, it is decided again; consultations are held, too
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
person bo-fx@wisc.edu, Bo Lind, blind, chem, no
person cy-fx@wisc.edu, Cy Okafor, cokafor, chem, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: DARS
    DARS is down for everyone in our office right now. You can reach me at this address.
  decided outage by rule 6
  sent notice to hdqa@queues.example, sncc@queues.example
  case outage

Mon 2026-03-02 09:30  KIM runs: mailroute outage clear 1 --by KIM --note only-her-own-list
  sent forward to hd-es@queues.example
  case forwarded of 1

# Teams is not Pick 2: HDQA would be asked about each.
Mon 2026-03-02 10:00  mailroute stops

Mon 2026-03-02 10:01  ana-fx@wisc.edu writes: Teams meeting
    Microsoft Teams does not start my meeting, it says error 5003.

Mon 2026-03-02 10:02  bo-fx@wisc.edu writes: Teams sound
    I cannot hear anybody in my Microsoft Teams meeting.

Mon 2026-03-02 10:03  cy-fx@wisc.edu writes: Teams recording
    The Microsoft Teams app does not open my recording, it shows an error.

Mon 2026-03-02 10:04  mailroute starts
  asks about outage
  case review of 2
  case review of 3
  case review of 4

Mon 2026-03-02 10:05  KIM runs: mailroute outage over 2 --by KIM
  prints only possible: confirm or clear it

Mon 2026-03-02 10:10  KIM runs: mailroute outage clear 2 --by KIM
  sent consult to hdqa@queues.example
  sent consult to hdqa@queues.example
  sent consult to hdqa@queues.example
  case waiting_hdqa of 2
