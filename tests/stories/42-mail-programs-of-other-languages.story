# The mail program speaks German, Spanish or French; the customer writes English in it

Mon 2026-03-02 09:00  bo-fx@gmail.com writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to bo-fx@gmail.com

Mon 2026-03-02 09:30  bo-fx@gmail.com answers: AW: Degree audit
    NetID: blund-fx
    Email: this one is fine

    Am Mo., 2. März 2026 um 09:00 Uhr schrieb DoIT Help Desk <help@doit.example>:

    {quote}
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: blund-fx
    | Desired email: bo-fx@gmail.com

Tue 2026-03-03 09:00  cy-fx@gmail.com writes: Room reservations
    25Live shows error 88 when I book a room.
  decided gather by rule 13
  sent reply to cy-fx@gmail.com

# German Outlook, top posting above the bare letter.
Tue 2026-03-03 10:00  cy-fx@gmail.com answers: AW: Room reservations
    My NetID is cyoung-fx, and you can answer to this address.

    Von: DoIT Help Desk <help@doit.example>
    Gesendet: Dienstag, 3. März 2026 09:00
    An: cy-fx@gmail.com
    Betreff: Re: Room reservations

    {letter}
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: cyoung-fx

Wed 2026-03-04 09:00  di-fx@gmail.com writes: Query
    InfoAccess ends with error 1017 when I run my query.
  decided gather by rule 13
  sent reply to di-fx@gmail.com

# Spanish, the answers between the questions.
Wed 2026-03-04 10:00  di-fx@gmail.com answers: RE: Query
    El mié, 4 mar 2026 a las 9:00, DoIT Help Desk (<help@doit.example>) escribió:

    > 1. What is your NetID?

    dimarco-fx

    > 2. Which email address should we use to reach you? ("This one is fine" is a
    > good answer.)

    This one is fine
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: dimarco-fx
    | Desired email: di-fx@gmail.com

Thu 2026-03-05 09:00  ed-fx@gmail.com writes: Workday
    Workday says error 5 when I send my timesheet.
  decided gather by rule 13
  sent reply to ed-fx@gmail.com

# French, below.
Thu 2026-03-05 10:00  ed-fx@gmail.com answers: RE : Workday
    Le jeu. 5 mars 2026 à 09:00, DoIT Help Desk <help@doit.example> a écrit :
    {quote}

    1) edavis-fx
    2) this one
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: edavis-fx
    | Desired email: ed-fx@gmail.com

Fri 2026-03-06 09:00  fay-fx@gmail.com writes: Workday
    Workday says error 5 when I send my timesheet.
  decided gather by rule 13
  sent reply to fay-fx@gmail.com

# An answer in Spanish is a person's to read.
Fri 2026-03-06 10:00  fay-fx@gmail.com answers
    Hola, muchas gracias por su ayuda. No sé qué es eso del identificador, nunca he tenido uno. Por favor escríbanme a esta dirección cuando sepan algo más.
  decided review
