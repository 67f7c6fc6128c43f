"""What customers write about a service when they do not name it: plain sentences, a few for each service.

Comes in: nothing. Goes out: sentences by service id; a row without its service in the catalogue is idle. They are
compared by meaning (``meaning.py``), in any language. Never: a name or alias (the catalogue's), a rule, a word taken
from a labelled mail.
"""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "sis": (
        "I cannot look up a student's record.",
        "The student records screen gives an error when I search by student ID.",
        "I cannot enter the final grades for my class.",
    ),
    "sis_enroll": (
        "A student cannot be added to the class, the enrollment is refused.",
        "The list of students in my section is wrong.",
        "I have to let a student into a full class.",
    ),
    "sis_finaid": (
        "The award does not appear in the student's aid package.",
        "The aid application of the student was not loaded.",
    ),
    "sis_sf": (
        "The tuition was charged twice on the student's account.",
        "The fees and refunds of a student are calculated wrongly.",
    ),
    "sis_ar": (
        "The applications of new students were not loaded.",
        "The admission decision is missing for an applicant.",
    ),
    "sis_cc": (
        "A hold cannot be taken off a student.",
        "The student's home address and biographical data must be changed.",
    ),
    "sis_timetable": (
        "The meeting time and the instructor of a course section must be changed.",
        "A new course is missing from the schedule of next term.",
    ),
    "dars": (
        "The requirements report says that a student cannot graduate though all courses are taken.",
        "A transfer course does not count toward the major.",
    ),
    "r25": (
        "I cannot book a room for our meeting.",
        "The lecture hall is reserved twice at the same time.",
        "How do I reserve a space for an event?",
    ),
    "advance": (
        "I cannot enter a gift of a donor.",
        "The report on alumni and donations does not run.",
    ),
    "workday": (
        "I cannot submit my hours for this week.",
        "My vacation request cannot be approved by my manager.",
        "The job posting and the hiring of a new employee are stuck.",
        "My pay and benefits are not shown.",
    ),
    "hrs": (
        "I need my old pay statement and tax form from before the change of the payroll system.",
        "An old personnel record cannot be opened.",
    ),
    "sfs": (
        "I cannot post a journal entry to the ledger.",
        "The budget and expenses of my grant are shown wrongly.",
    ),
    "ecms": (
        "Scanned documents do not open in the viewer.",
        "The scanned applications are missing from the workflow queue.",
    ),
    "infoaccess": (
        "My database query for a report returns no rows.",
        "I need access to the institutional data for reporting.",
        "The dashboard shows old numbers.",
    ),
    "shopuw": (
        "I want to be paid back for my travel expenses.",
        "The order from the supplier cannot be put into the cart.",
        "My expense report is stuck at the approver.",
    ),
    "m365": (
        "I do not receive any e-mail.",
        "My messages go to the junk folder or bounce.",
        "The meeting in my calendar is shown at the wrong time.",
        "My mailbox is full.",
    ),
    "m365_svc": (
        "We need a mailbox that the whole office can read and send from.",
        "Please give a colleague the right to send from our office address.",
        "Our department wants its own e-mail domain.",
    ),
    "teams": (
        "I cannot join the chat of our group, and the call has no sound.",
        "Please add a guest to the team's channel.",
    ),
    "onedrive": (
        "My files in the cloud do not synchronize with my computer.",
        "A shared folder has disappeared from my cloud storage.",
    ),
    "google": (
        "I cannot open a shared document or spreadsheet in the browser.",
        "My shared files in the cloud are over the storage limit.",
    ),
    "wisclist": (
        "I want to send a message to all subscribers of our list.",
        "A member cannot be taken off the mailing list.",
    ),
    "manifest": (
        "I have to add people to the group that gives access to an application.",
        "The group's members are not updated.",
    ),
    "netid": (
        "I forgot my password and cannot sign in.",
        "My account is locked and the sign-in page says that my user name or password is wrong.",
        "I cannot activate my university account.",
    ),
    "duo": (
        "I have a new phone and no longer get the code to confirm my sign-in.",
        "The second step of the sign-in is never sent to my phone.",
        "I lost the little device that shows the code.",
    ),
    "profile": (
        "My name is wrong everywhere, I have changed it.",
        "I have to prove who I am with my passport.",
    ),
    "canvas": (
        "My students cannot see the assignment on the course page.",
        "I cannot submit my homework or open the quiz of my course.",
        "The course site of this term is missing.",
    ),
    "kaltura": (
        "The lecture recording cannot be played.",
        "I cannot upload a video and its captions.",
    ),
    "qualtrics": (
        "The answers to my questionnaire are not stored.",
        "I want to send out a questionnaire and collect the responses.",
    ),
    "zoom": (
        "Participants cannot join my video conference.",
        "The recording of my online meeting is missing.",
    ),
    "webex": ("I cannot start my online conference with the old conference tool.",),
    "box": (
        "I cannot share a folder with a colleague at another university.",
        "My cloud folder does not open.",
    ),
    "adobe": (
        "I cannot edit or sign a PDF, the licence has expired.",
        "The program for editing photos asks me to sign in.",
    ),
    "csl": (
        "I want to install a statistics program and need a licence key.",
        "Which software can students download free of charge?",
    ),
    "myuw": (
        "The tile on the university's start page does not open.",
        "The home page with all my links is empty.",
    ),
    "cse": (
        "I want to register for a course, and the button does nothing.",
        "I cannot find a class for next semester or put it into my cart.",
    ),
    "wiscvpn": (
        "From home I cannot connect to the university's network.",
        "I need to reach internal servers while I travel.",
    ),
    "wifi": (
        "My laptop does not connect to the wireless network in the dormitory.",
        "There is no internet on my phone in the library.",
    ),
    "network": (
        "The socket in the wall of my office has no connection.",
        "My computer gets no address when I plug in the cable.",
        "A port must be opened for our server.",
    ),
    "voice": (
        "The telephone on my desk has no dial tone.",
        "I want to change the greeting and listen to messages of callers.",
    ),
    "wiscweb": (
        "I want to edit a page of our department's website.",
        "Our site shows the wrong layout after the update.",
    ),
    "hosting": (
        "Our application on the server cannot be reached.",
        "We need a machine with more memory for our web application and its database.",
    ),
    "kb": (
        "An article with instructions is out of date.",
        "I cannot publish a help document.",
    ),
    "ad": (
        "A computer cannot be joined to the domain, and the group policy is not applied.",
        "I need rights to administer our organizational unit.",
    ),
    "backup": (
        "I deleted files on my computer and want to restore them.",
        "My computer has not been backed up for weeks.",
    ),
    "rdrive": (
        "We need storage for the data of our laboratory's experiments.",
        "The research data of our group cannot be read.",
    ),
    "badgernet": ("The line of our school to the state's network is down.",),
    "desktop": (
        "My work computer is slow and freezes.",
        "My office screen stays black, the mouse does not move.",
        "A new employee needs a computer set up on their desk.",
    ),
    "printer": (
        "Nothing comes out when I print.",
        "Paper is jammed, and scanning does not work.",
    ),
    "shareddrive": (
        "I cannot open the folder of our department on the file server.",
        "The drive letter with our common files has disappeared.",
    ),
    "personal": (
        "My own notebook is broken, can you repair it?",
        "Which computer should I buy for my studies?",
    ),
    "antivirus": (
        "The protection program says that my computer is infected.",
        "The scanner for viruses slows down my computer.",
    ),
    "security": (
        "I gave my password to somebody who pretended to be the university.",
        "A strange message asks me to buy gift cards.",
        "Somebody else uses my account.",
        "My device with university data was taken.",
    ),
    "selectagent": ("A computer in a laboratory with dangerous germs and toxins is broken.",),
    "crm": (
        "I cannot see the contacts and cases of our customers.",
        "The campaign to prospective students was not sent.",
    ),
    "tophat": (
        "Students cannot answer the question in class with their phones.",
        "The graded exams cannot be seen by the students in the grading tool.",
    ),
    "ai": (
        "May I use the assistant that writes and summarizes texts?",
        "The chatbot does not answer.",
    ),
    "wiscit": (
        "I cannot see the request that I opened with you.",
        "Our team's queue does not show new incidents.",
    ),
    "wiscard": (
        "The door of the building does not open with my ID card.",
        "I want to pay for a parking space.",
        "I lost my student ID card.",
    ),
}
