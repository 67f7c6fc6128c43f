# The answers stand between our quoted questions, above them or below them, as each mail program does it

Mon 2026-03-02 09:00  bo-fx@gmail.com writes: Degree audit
    The degree audit in SIS ends with error 417 for me.
  decided gather by rule 13
  sent reply to bo-fx@gmail.com

# Thunderbird, Gmail: each question quoted, each answer below it.
Mon 2026-03-02 09:30  bo-fx@gmail.com answers
    On Mon, Mar 2, 2026 at 9:00 AM DoIT Help Desk <help@doit.example> wrote:
    > Please reply to this mail and tell us:
    >
    > 1. What is your NetID?

    blund-fx

    > 2. Which email address should we use to reach you? ("This one is fine" is
    > a good answer.)

    this one

    > If you can, please add these too. Leave out whatever you do not know:
    >
    > 3. What have you tried so far, if anything?

    nothing yet

    > 4. Which department or unit do you work in?
    > Kind regards,
    > DoIT Help Desk
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: blund-fx
    | Desired email: bo-fx@gmail.com

Tue 2026-03-03 09:00  cy-fx@gmail.com writes: Room reservations
    25Live shows error 88 when I book a room.
  decided gather by rule 13
  sent reply to cy-fx@gmail.com

# Apple Mail: the answer behind the question, on its own line, quotation levels kept.
Tue 2026-03-03 10:00  cy-fx@gmail.com answers
    > On Mar 3, 2026, at 9:00 AM, DoIT Help Desk <help@doit.example> wrote:
    >
    > 1. What is your NetID?
    cyoung-fx
    >
    > 2. Which email address should we use to reach you? ("This one is fine" is a good answer.)
    cyoung-fx@wisc.edu, please
    >
    > Kind regards,

    Sent from my iPhone
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: cyoung-fx
    | Desired email: cyoung-fx@wisc.edu

Wed 2026-03-04 09:00  di-fx@gmail.com writes: Query
    InfoAccess ends with error 1017 when I run my query.
  decided gather by rule 13
  sent reply to di-fx@gmail.com

# Outlook: no marks; "see below", and the answers stand in our letter.
Wed 2026-03-04 10:00  di-fx@gmail.com answers
    See my answers below.

    ________________________________
    From: DoIT Help Desk <help@doit.example>
    Sent: Wednesday, March 4, 2026 9:00 AM
    To: di-fx@gmail.com
    Subject: Re: Query

    Thank you for writing to the DoIT Help Desk. Before we pass your request on to our Enterprise Support team, we need a little more from you.

    Please reply to this mail and tell us:

    1. What is your NetID? dimarco-fx
    2. Which email address should we use to reach you? ("This one is fine" is a good answer.)
    this one is fine

    Kind regards,
    DoIT Help Desk
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: dimarco-fx
    | Desired email: di-fx@gmail.com

Thu 2026-03-05 09:00  ed-fx@gmail.com writes: Workday
    Workday says error 5 when I send my timesheet.
  decided gather by rule 13
  sent reply to ed-fx@gmail.com

# Bottom posting: all of our letter first.
Thu 2026-03-05 10:00  ed-fx@gmail.com answers
    On Thu, Mar 5, 2026 at 9:00 AM DoIT Help Desk <help@doit.example> wrote:
    {quote}

    My NetID is edavis-fx and you can reach me at this address.
  decided es by rule 14
  sent forward to hd-es@queues.example
    | NetID: edavis-fx

Fri 2026-03-06 09:00  fay-fx@gmail.com writes: Workday
    Workday says error 5 when I send my timesheet.
  decided gather by rule 13
  sent reply to fay-fx@gmail.com

# Outlook on a phone, top posting, and our own letter below is nobody's answer.
Fri 2026-03-06 10:00  fay-fx@gmail.com answers
    Thanks, I will look for it.

    Get Outlook for iOS
    ________________________________
    From: DoIT Help Desk <help@doit.example>
    Sent: Friday, March 6, 2026 9:00:00 AM
    To: fay-fx@gmail.com <fay-fx@gmail.com>
    Subject: Re: Workday

    {letter}
  decided review by rule 13
  asks about answer

Mon 2026-03-09 09:00  gus-fx@gmail.com writes: Workday
    Workday says error 5 when I send my timesheet.
  decided gather by rule 13
  sent reply to gus-fx@gmail.com

# Outlook again, and not a word above our letter.
Mon 2026-03-09 10:00  gus-fx@gmail.com answers
    From: DoIT Help Desk <help@doit.example>
    Sent: Monday, March 9, 2026 9:00 AM
    To: gus-fx@gmail.com
    Subject: Re: Workday

    Please reply to this mail and tell us:

    1. What is your NetID?

    gprice-fx

    2. Which email address should we use to reach you? ("This one is fine" is a
    good answer.)

    gus.price-fx@gmail.com

    If you can, please add these too. Leave out whatever you do not know:

    3. What have you tried so far, if anything?
    4. Which department or unit do you work in?

    the Registrar's Office

    Kind regards,
    DoIT Help Desk
    help@doit.example
  decided cps by rule 8
  sent forward to cps@queues.example
    | NetID: gprice-fx
    | Desired email: gus.price-fx@gmail.com
    | Registrar
