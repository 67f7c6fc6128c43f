# The customer says where they work: by name, by its short form, with a slip of the pen; with a contract or without

Mon 2026-03-02 09:00  ed-fx@wisc.edu writes: Help
    Could someone remote into my departmental computer? The monitor stays black.
  decided ask_department by rule 9
  sent reply to ed-fx@wisc.edu
    | Which department or unit
    ! NetID?

Mon 2026-03-02 10:00  ed-fx@wisc.edu answers
    Bursar's Office

    {quote}
  decided cps by rule 8
  sent forward to cps@queues.example
    | Bursar's Office
    | The monitor stays black
  case forwarded

Tue 2026-03-03 09:00  fay-fx@wisc.edu writes: Help
    Could someone remote into my departmental computer? The monitor stays black.
  decided ask_department by rule 9
  sent reply to fay-fx@wisc.edu

# A slip of the pen, and the short form of another.
Tue 2026-03-03 10:00  fay-fx@wisc.edu answers
    It's the Bursars Ofice.
  decided cps by rule 8
  sent forward to cps@queues.example

Wed 2026-03-04 09:00  gus-fx@wisc.edu writes: Help
    Could someone remote into my departmental computer? The monitor stays black.
  decided ask_department by rule 9
  sent reply to gus-fx@wisc.edu

Wed 2026-03-04 10:00  gus-fx@wisc.edu answers
    OSFA
  decided cps by rule 8
  sent forward to cps@queues.example

# Without a contract: the service decides, and HDQA is asked about this one.
Thu 2026-03-05 09:00  hal-fx@wisc.edu writes: Help
    Could someone remote into my departmental computer? The monitor stays black.
  decided ask_department by rule 9
  sent reply to hal-fx@wisc.edu

Thu 2026-03-05 10:00  hal-fx@wisc.edu answers
    On Thu, Mar 5, 2026 at 9:00 AM DoIT Help Desk <help@doit.example> wrote:
    > 1. Which department or unit do you work in?

    Chem dept
  decided consult by rule 17
  sent consult to hdqa@queues.example
  case waiting_hdqa

Fri 2026-03-06 09:00  ida-fx@wisc.edu writes: Help
    Could someone remote into my departmental computer? Workday says error 5 in it.
  decided ask_department by rule 9
  sent reply to ida-fx@wisc.edu

# The next question waits a day: one automatic mail a case and day.
Mon 2026-03-09 09:30  ida-fx@wisc.edu answers
    I am in Statistics.
  decided gather by rule 13
  sent reply to ida-fx@wisc.edu
    | NetID
    | Statistics
    ! Which department

Tue 2026-03-10 10:30  ida-fx@wisc.edu answers
    NetID: ibell-fx, this address is fine.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | Statistics
