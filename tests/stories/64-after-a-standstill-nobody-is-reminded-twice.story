# mailroute stood still: what is overtaken is left out
person ana-fx@wisc.edu, Ana Ruiz, aruiz, chem, no
set limits.per_case_day = 9

Mon 2026-03-02 09:00  ana-fx@wisc.edu writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu

Mon 2026-03-02 10:00  mailroute stops

Tue 2026-03-10 10:00  mailroute starts
  sent reminder to ana-fx@wisc.edu

Thu 2026-03-12 09:01
  asks about no answer

Mon 2026-03-16 09:00  ana-fx@wisc.edu writes: Class roster
    The class roster in SIS ends with error 500 for me.
  decided gather by rule 13
  sent reply to ana-fx@wisc.edu

Mon 2026-03-16 10:00  mailroute stops

Mon 2026-04-06 10:00  mailroute starts
  asks about no answer
