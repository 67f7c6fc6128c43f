# A department that the catalogue does not know: a person is asked, with the names that are nearest

Mon 2026-03-02 09:00  ed-fx@wisc.edu writes: Help
    Could someone remote into my departmental computer? The monitor stays black.
  decided ask_department by rule 9
  sent reply to ed-fx@wisc.edu

Mon 2026-03-02 10:00  ed-fx@wisc.edu answers
    I work in the Office of Student Billing Aid.
  decided review by rule 9
  asks about department
    | finaid
  case review

Mon 2026-03-02 11:00  kim decides procedure department=finaid
  sent forward to cps@queues.example
  case forwarded

Tue 2026-03-03 09:00  fay-fx@wisc.edu writes: Help
    Could someone remote into my departmental computer? The monitor stays black.
  decided ask_department by rule 9
  sent reply to fay-fx@wisc.edu

# The day after: not asked again for what was answered.
Wed 2026-03-04 10:00  fay-fx@wisc.edu answers
    Center for Applied Cheese Physics
  decided review by rule 9
  asks about department
  case review

Thu 2026-03-05 09:00  gus-fx@wisc.edu writes: Help
    Could someone remote into my departmental computer? The monitor stays black.
  decided ask_department by rule 9
  sent reply to gus-fx@wisc.edu

# Nothing said of it: asked once more, then a person.
Fri 2026-03-06 10:00  gus-fx@wisc.edu answers
    It still stays black.
  decided ask_department by rule 9
  sent reply to gus-fx@wisc.edu
    | Which department or unit

Mon 2026-03-09 10:30  gus-fx@wisc.edu answers
    Why do you need to know that?
  decided review by rule 9
  asks about answer

Tue 2026-03-10 09:00  hal-fx@wisc.edu writes: Help
    Could someone remote into my departmental computer? The monitor stays black.
  decided ask_department by rule 9
  sent reply to hal-fx@wisc.edu

# Two departments, one of them with a contract.
Tue 2026-03-10 10:00  hal-fx@wisc.edu answers
    I work in Chemistry and in the Bursar's Office.
  decided review
  asks about department
    | bursar
    | chem
