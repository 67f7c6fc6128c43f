# An outage of a service that nobody recognised swallows no other one
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
person bo-fx@wisc.edu, Bo Lind, blind, history, no

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Everything is down
    Everyone in our office is offline, nothing works since 8:50.
  decided outage by rule 6
  sent notice to hdqa@queues.example, sncc@queues.example
    | not recognised
  case outage

Mon 2026-03-02 09:10  bo-fx@wisc.edu writes: The door system
    The door readers are down, nobody in the whole department can get in.
  decided outage by rule 6
  sent notice to hdqa@queues.example, sncc@queues.example
  case outage

Mon 2026-03-02 09:20  cy-fx@wisc.edu writes: Canvas
    Canvas is down for everyone, nobody in our college can open it.
  decided outage by rule 6
  sent notice to hdqa@queues.example, sncc@queues.example
    | Canvas
  case outage

# The same person's same matter is the same outage.
Mon 2026-03-02 09:30  ana-fx@wisc.edu writes: Everything is down
    Everyone in our office is still offline.
  decided outage by rule 6
  case outage
