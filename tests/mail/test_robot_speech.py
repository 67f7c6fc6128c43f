"""Robots in a person's words, notices of other desks and mailings; and the people who sound like them."""

import pytest

from mailroute.mail.automatic import sent_by_machine
from mailroute.mail.robot_gates import opens
from mailroute.mail.robot_speech import ABSENCE, TICKET
from tests.evidence.desk import HELP, message

ROBOTS = [
    (
        "Re: your DARS question",
        (
            "Howdy! I have swapped my keyboard for a canoe until June 3 and won't see this before then. If "
            "the roof is on fire, call Jo at 608-555-0100. Everything else keeps."
        ),
    ),
    (
        "Gone fishing",
        (
            "You've reached my inbox, but I'm somewhere on the lake with no signal until the 14th. I'll dig "
            "through the pile when I'm back. Can't wait? Ask Ruth in 4210."
        ),
    ),
    (
        "I am not here",
        (
            "Thanks for writing! I'm off the grid through Sunday, August 9, no laptop, no phone. Back at my "
            "desk on the 10th and I'll answer then. For anything that burns, try front-desk-fx@wisc.edu."
        ),
    ),
    (
        "Baby leave",
        (
            "Hello! If you are reading this I'm changing diapers. I'm back on March 2. Until then please "
            "turn to my colleague Sven Olde (solde-fx@wisc.edu)."
        ),
    ),
    ("Off until Monday", "I'm taking a long weekend and am not checking mail. I will be back Monday and reply then."),
    (
        "Away message",
        (
            "This is me being away. I return on the 3rd. Mail piles up unread until then; my colleague Bo "
            "(bo-fx@wisc.edu) has the keys to everything."
        ),
    ),
    (
        "Out sick [Re: MyUW tile]",
        (
            "I'm home with the flu and reading nothing this week. If it can't wait, please call the office "
            "at 608-555-0199. I'll get to your mail once I'm upright again."
        ),
    ),
    (
        "On sabbatical",
        (
            "I am on sabbatical through August and read mail once a month at best. For advising please see "
            "the department office."
        ),
    ),
    (
        "Reply from the woods: Room request",
        (
            "Greetings from the Boundary Waters, where there is no wifi. I'm back in the office on July 8 "
            "and will work through my mail in the order it came. In emergencies: Carla, ext. 4411."
        ),
    ),
    (
        "Urlaub",
        ("Ich bin bis zum 3. Mai im Urlaub und lese keine Mails. In dringenden Fällen wenden Sie sich an Frau Olde."),
    ),
    (
        "auto: I've retired!",
        (
            "As of May 31 I've retired and this mailbox isn't read any more. Please write to "
            "registrar-office-fx@wisc.edu from now on. It has been a pleasure!"
        ),
    ),
    (
        "Pia no longer works here",
        (
            "Pia Nowak no longer works at the Department. This mailbox is no longer monitored. Please send "
            "your message to office-fx@wisc.edu."
        ),
    ),
    (
        "Half days until June",
        (
            "Thanks for your mail. I work mornings only until June, so an answer may take a day or two. For "
            "urgent matters call 608-555-0123."
        ),
    ),
    (
        "Field season",
        (
            "I'm in the field with spotty signal until September 1st and will answer when I come up for air. "
            "Urgent things go to lab-fx@wisc.edu."
        ),
    ),
    (
        "Accepted: Zoom check-in @ Mon Feb 2, 2026 10am - 10:30am (CST)",
        (
            "Pia Nowak has accepted this invitation.\n\nZoom check-in\nMonday Feb 2, "
            "2026\n\nGuests\nhelp@doit.example - organizer\n\nInvitation from Google Calendar"
        ),
    ),
    (
        "Declined: Review of ticket @ Tue Feb 3, 2026 (CST)",
        'Pia Nowak has declined this invitation with this note:\n\n"clash"\n\nReview of ticket',
    ),
    ("Tentative: Call", "Pia Nowak has replied Maybe to this invitation.\n\nCall"),
    ("Tentatively Accepted: Call about VPN", "When: Monday 10:00-11:00\nWhere: Teams"),
    ("Canceled: Call about VPN", "When: Monday 10:00-11:00\nWhere: Teams"),
    (
        "Meeting Forward Notification: Call",
        (
            "Your meeting was forwarded.\n\nPia Nowak has forwarded your meeting request to additional "
            "recipients.\n\nMeeting\nCall"
        ),
    ),
    ("New Time Proposed: Call", "When: Monday 10:00-11:00"),
    (
        "DELIVERY FAILURE: User P Nowak (pnowak@county.example) not listed in Domino Directory",
        (
            "Your message\n\n  Subject: Your ticket\n\nwas not delivered to:\n\n  "
            "pnowak@county.example\n\nbecause:\n\n  User P Nowak (pnowak@county.example) not listed in "
            "Domino Directory"
        ),
    ),
    (
        "Nondeliverable mail",
        ("------Transcript of session follows -------\npnowak@x.example\nThe user's email name is not found."),
    ),
    ("Message not deliverable", "GroupWise could not deliver your message.\nUser not found: pnowak"),
    (
        "Mail System Error - Returned Mail",
        (
            "This Message was undeliverable due to the following reason:\n\nThe user(s) account is "
            "temporarily over quota."
        ),
    ),
    (
        "Undelivered Mail",
        (
            "Your mail to the following recipients could not be delivered because they are not accepting "
            "mail: pnowak@x.example"
        ),
    ),
    (
        "Delivery failure (pnowak@x.example)",
        (
            "Your message has encountered delivery problems to the following "
            "recipient(s):\n\npnowak@x.example\nDelivery failed: 550 No such user"
        ),
    ),
    (
        "Failed to deliver to 'pnowak@x.example'",
        ("SMTP module (domain x.example) reports: message text rejected by mx.x.example: 550 5.1.1 unknown"),
    ),
    (
        "Your message could not be sent",
        "The mail could not be delivered to pnowak@x.example. The mailbox does not exist.",
    ),
    ("Zustellung fehlgeschlagen", "Ihre Nachricht konnte nicht zugestellt werden: pnowak@x.example unbekannt"),
    (
        "Returned: your letter",
        ("Message could not be delivered.\nReason: recipient mailbox quota exceeded\nRecipient: pnowak@x.example"),
    ),
    (
        "Still losing hours to tickets, Help Desk?",
        (
            "Hi Help Desk,\n\nTeams like yours spend days on password resets. Deskly deflects 60% of those "
            "calls.\n\nPick a time on my calendar.\n\nBrad\n\nYou get this because you came to our talk. Not "
            "interested? Opt out here. Deskly Inc., 1 Main St, Boston"
        ),
    ),
    (
        "Cut costs on Duo fobs",
        (
            "Dear IT leader,\n\nOur customers save 40% on hardware tokens. Reply STOP to be removed from our "
            "list. View our pricing.\n\nJen, Account Executive"
        ),
    ),
    (
        "Webinar: Zero trust in higher ed",
        (
            "Join us live on March 3 for a free webinar on zero trust. Save your seat. \n\nTo stop receiving "
            "these emails, click here. Acme Security, 2 Elm St"
        ),
    ),
    (
        "Quick question about your helpdesk",
        (
            "Hi there,\n\nI noticed that your university runs its own help desk. We help teams like yours "
            "cut ticket volume in half. Worth a 15-minute chat next week?\n\nIf you'd rather not hear from "
            "me again, just let me know.\n\nTim | Account Executive, Resolvely"
        ),
    ),
    (
        "Your backup is at risk?",
        (
            "See why 2,000 campuses trust Vaultly. Start your free trial today. 30% off until "
            "Friday.\n\nDon't want these emails? Remove me. Vaultly LLC"
        ),
    ),
    (
        "[LIB-REQ 4410] We have your request",
        (
            "Hello DoIT Help Desk,\n\nThank you for contacting Library Requests. A ticket has been opened "
            "for you and we answer within 2 business days.\n\nSummary: catalogue login\nStatus: "
            "New\nPriority: Normal\n\n## Please type your answer above this line ##"
        ),
    ),
    (
        "We got your message (#88123)",
        (
            "Thanks for reaching out! Your request was logged as #88123 and one of our agents will be in "
            "touch within one business day.\n\nThe Facilities Service Desk"
        ),
    ),
    (
        "Request received: RITM0099123",
        (
            "We have received your request and it is now in our queue. You can view its status in the "
            "portal.\n\nOHR Service Center"
        ),
    ),
    (
        "Case 00412345 created",
        (
            "Dear Customer,\nYour case 00412345 has been created. Our support team will contact you "
            "shortly.\nRef: 00D:500"
        ),
    ),
    (
        "Ticket #5521 has been assigned",
        "Your ticket #5521 is now assigned to Level 2.\nPriority: 3\nState: In progress",
    ),
    (
        "Thank you for contacting Adobe Support",
        (
            "Hello,\nThank you for contacting Adobe Support. Your case number is 112233. A representative "
            "will get back to you within 24 hours. Please keep the case number for your records."
        ),
    ),
    (
        "How did we do?",
        ("Your ticket 88123 was closed. Please take a minute to rate our service: Good / Bad\n\nThe Facilities Desk"),
    ),
    (
        "Re: Zoom licence",
        (
            "Ahoy! The captain of this mailbox is at sea until the 22nd. There is no internet on board, "
            "which is rather the point. I'll sort the post when I'm back in port. If it is urgent, Mo in the "
            "front office (mo-fx@wisc.edu) can help."
        ),
    ),
    (
        "Wedding!",
        (
            "I'm getting married this week, so I'm off work through Saturday the 12th and won't read mail. "
            "Please contact the main office at 608-555-0100 in the meantime."
        ),
    ),
    (
        "Not at my desk",
        (
            "Thanks for your note. I'm at a conference in Lisbon until Thursday with patchy wifi. Replies "
            "may take a while."
        ),
    ),
    (
        "Jury duty",
        (
            "I have been called for jury duty and am out this week. I check mail only in the evenings and "
            "will reply as I can. For urgent things please call Ann at 608-555-0101."
        ),
    ),
    (
        "surgery",
        (
            "I'm recovering from surgery and out until further notice. Please direct questions to my "
            "supervisor, Bo Olde, at bolde-fx@wisc.edu."
        ),
    ),
    (
        "Summer hours",
        (
            "I am a nine-month employee and will return in late August. I'm not checking e-mail over the "
            "summer. For urgent requests contact the department office."
        ),
    ),
    (
        "I have moved on",
        (
            "I left the university on June 30. This address is no longer checked; please write to "
            "office-fx@wisc.edu instead."
        ),
    ),
    (
        "Pia out",
        (
            "Pia is out of the office this week and will be back on Monday. She will answer your message "
            "then. For urgent matters call 608-555-0103."
        ),
    ),
]
PEOPLE = [
    (
        "Out of office won't turn off",
        ("My out of office message keeps going out though I'm back since Monday. How do I turn it off in Outlook?"),
    ),
    (
        "vacation reply",
        ("I'm on vacation from Friday and want Outlook to say so. How do I set that up? I return on the 3rd."),
    ),
    (
        "away next week",
        (
            "I'm away until Monday with no laptop, so please answer by then: my timesheet in Workday shows "
            "zero hours. For urgent matters call me at 608-555-0144."
        ),
    ),
    (
        "Workday before leave",
        (
            "I'm on leave from May 2 and need my delegation in Workday set up before that. My colleague Bo "
            "has my tasks. It says task not available."
        ),
    ),
    (
        "Limited access",
        (
            "I am travelling with limited access to mail until Friday, but my Duo fob stopped working and I "
            "can't log in to DARS."
        ),
    ),
    ("Gone fishing list", "Our list gone-fishing is broken since Monday. Nobody gets my posts."),
    (
        "Accepted meeting vanished",
        ("I accepted an invitation in Outlook and it vanished from my calendar. How do I get it back?"),
    ),
    (
        "Accepted: applicant shows as rejected in SIS",
        ("The applicant was accepted, but SIS shows rejected. Please correct the prog/plan stack, NetID pnowak."),
    ),
    (
        "Declined: my expense report",
        ("My expense report was declined in e-Reimbursement and I don't know why. Can you see the reason?"),
    ),
    (
        "Canceled: class still in the timetable",
        ("We canceled section 002 and it still shows in the schedule of classes. Please take it out."),
    ),
    ("Invitation: can't send", "When I send an invitation from Outlook, my guests get nothing."),
    (
        "Undeliverable: our letter",
        (
            "I get this whenever I write to our printer's office. What shall I do about it?\n\nDelivery has "
            "failed to these recipients or groups:\nk@x.example"
        ),
    ),
    ("Delivery failure", "My mails to a partner in Chile come back since Tuesday, others arrive. Can you look?"),
    ("returned mail", "All mail I send to gmail is returned. I attach one."),
    ("Domino", "I need access to the old Domino directory of our office, who has it?"),
    ("free trial of SPSS", "My free trial of SPSS ended. Does the campus have a license? I saw 30% off at the vendor."),
    ("webinar", "I run a Zoom webinar on Friday and registration is broken. How do I open it?"),
    ("unsubscribe", ("I want to unsubscribe from a WiscList and the unsubscribe link is broken. Please remove me.")),
    ("marketing list", "We'd like to send our newsletter via WiscList. Can you set up a list for our office?"),
    (
        "ticket 88123",
        ("My ticket 88123 was closed but the problem is still there: DARS shows the wrong year. Please open it again."),
    ),
    ("Re: your ticket was closed", "You closed my ticket, but Workday still rejects my hours."),
    (
        "We got your request - what now?",
        "I got this from facilities: 'We got your request'. Since then nothing. Is that yours?",
    ),
    (
        "Case number?",
        ("I called on Monday and got no case number. Canvas still shows a blank page, my course starts tomorrow."),
    ),
    ("retired", "I've retired as of May 31 and need to keep my mail for a year. How does that work?"),
    (
        "Pia no longer works here",
        ("Pia Nowak no longer works in our office. Please take her off our shared mailbox and give me access."),
    ),
    ("half days", "I work mornings only, so please call before noon. My timesheet in Workday is empty."),
    (
        "Off until Monday",
        ("I'm off until Monday. Can you reset the room request in 25Live until then? It says conflict."),
    ),
    ("back from sabbatical", "I'm back from sabbatical and my NetID is locked."),
    (
        "quick question",
        ("Hi there, quick question: is there a campus license for Photoshop? We are a small team and would need two."),
    ),
    ("demo", ("Could you give us a demo of 25Live next week? We are new in the office and want to book rooms.")),
    ("Question", "Thank you for contacting me yesterday. The fix did not help, DARS still shows last year."),
    ("Sick", "I'm home sick and need the VPN to get to the shared drive, it won't connect."),
    ("Opt out", "How do I opt out of the directory listing in MyUW? The button is missing."),
    ("Thanks", "Thanks for reaching out! I will be in touch when I have the NetID of the student."),
    (
        "away",
        (
            "I'll be out of the office until June 3 and Bo answers my mail meanwhile. Our shared mailbox "
            "does not let him in."
        ),
    ),
    (
        "before I leave",
        (
            "I am leaving for the field on Friday, with no internet until September. Set up forwarding for "
            "me to Bo, please."
        ),
    ),
    (
        "leave",
        (
            "I'm on parental leave through June. For the time being my timesheets go to nobody. Who approves "
            "them until I'm back?"
        ),
    ),
    ("retirement", "I retired on June 30. Please send my last earnings statement to office-fx@wisc.edu."),
    (
        "wifi in the field station",
        (
            "We're in the field until September 1 with spotty signal. The VPN drops every ten minutes, so no "
            "answers go out."
        ),
    ),
    (
        "sabbatical",
        (
            "On sabbatical through August I read mail once a month, so Canvas has thrown me out of my "
            "course. Put me back please."
        ),
    ),
    (
        "sick",
        ("I'm home sick until Thursday. In the meantime Jo has to approve the hours, in Workday she has no such task."),
    ),
    (
        "Back Monday",
        ("I'm back on Monday and will answer then what you asked about the roster. Thanks for getting to it so fast."),
    ),
    ("thanks", ("Thanks for your message. I'll try it when I'm back in the office on Monday and get back to you.")),
    (
        "re your question",
        ("Thank you for your reply. I am traveling until Friday and will send the screenshot when I return. No rush."),
    ),
    (
        "our ticket page",
        (
            "Thank you for contacting the library is what our own page prints twice. Status: New stays for "
            "days. Priority of the case is low."
        ),
    ),
    (
        "Canvas vendor",
        (
            "The vendor said: we have received your request and will get back to you within 2 business days. "
            "Canvas is still empty for all my students."
        ),
    ),
    (
        "list of customers",
        ("Hello, our customers get the newsletter twice through WiscList, and they can't opt out. Who can look?"),
    ),
    ("Accepted: offer letter", "The offer letter was accepted but Workday has the hire in draft. When: since Monday."),
]


@pytest.mark.parametrize(("subject", "body"), ROBOTS)
def test_a_robot_without_a_header(subject: str, body: str) -> None:
    """Absences in funny words, answers of calendars, bounces of any system, tickets of other desks, mailings."""
    found = sent_by_machine(message(body, subject), own=(HELP,))
    assert (True, True) == (found.answer, bool(found.evidence))


@pytest.mark.parametrize(("subject", "body"), PEOPLE)
def test_a_person_who_sounds_like_one(subject: str, body: str) -> None:
    """Who is away and wants something, passes a notice on, asks about a mailing or thanks is a person."""
    found = sent_by_machine(message(body, subject), own=(HELP,))
    assert (False, ()) == (found.answer, found.alternatives)


@pytest.mark.parametrize("body", [body for _, body in (*ROBOTS, *PEOPLE)])
def test_a_kind_that_is_said_opens_its_gate(body: str) -> None:
    """The gate lets through every text that its pattern matches."""
    low = body.lower()
    for words, pattern in (*ABSENCE, *TICKET):
        assert pattern.search(low) is None or opens(low, words)
