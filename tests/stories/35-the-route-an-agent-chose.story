# What is added follows to where an agent sent the first mail, whatever the procedure would say

Mon 2026-03-02 09:00  bo-fx@wisc.edu writes: Projector
    The projector in our seminar room shows everything in green.

    Bo
  decided review by rule 10
  asks about service
  case review

Mon 2026-03-02 09:30  kim decides cps
  decided cps by rule agent
  sent forward to cps@queues.example
    | in green
    | kim reviewed it
  case forwarded

Mon 2026-03-02 13:00  bo-fx@wisc.edu answers
    Since noon it is blue instead.
  decided follow_up by rule 2
  sent forward to cps@queues.example
    | Since noon it is blue
    ! rule 10
  case forwarded

Tue 2026-03-03 08:00  bo-fx@wisc.edu answers
    Solved, thanks! Somebody has changed the cable.
  decided follow_up by rule 2
  sent forward to cps@queues.example
    | the customer says that it is solved
  case forwarded
