"""The kinds of words by which matters of security and safety are told: devices, loss, strangers, secrets, money, harm.

Comes in: a word in lower case. Goes out: its kind. Never: judges.
"""

from functools import lru_cache

_WORDS = {
    "device": """
        laptop laptops computer macbook notebook phone iphone android cell cellphone mobile tablet ipad surface chromebook thinkpad device devices token
        fob usb stick drive thumb flash disk recorder camera watch badge keycard wallet purse bag backpack suitcase luggage briefcase keys keyring folder binder
        clipboard papers printout printouts
    """,
    "gone": """
        lost lose losing left missing stolen stole steal theft thief robbed burgled burglary break-in broke snatched mugged grabbed took taken takes walked vanished disappeared gone
        misplaced forgot forgotten dropped fell swiped lifted nicked pinched nowhere
    """,
    "where": """
        bus train cab taxi uber lyft plane airport airplane flight hotel hostel bar cafe coffee restaurant pub gym locker park parking ramp lot car trunk van street station
        terminal library lobby lounge bench terrace bathroom restroom classroom auditorium conference beach lake mall store shop church clinic waiting outside
    """,
    "night": "night nights midnight asleep sleeping bed overnight dawn 2am 3am 4am weekend vacation abroad overseas",
    "somebody": """
        someone somebody stranger strangers guy man woman person people caller hacker hackers thief whoever him her his their they them he she unknown anonymous
        nobody intruder imposter impostor scammer
    """,
    "near": """
        husband wife spouse ex son daughter mother father mom dad brother sister roommate boyfriend girlfriend partner boss supervisor manager colleague coworker employee
        student students advisee assistant professor predecessor former departed retired deceased late dead died passed fired terminated resigned quit widow widower estate
    """,
    "mail": "mail mails mailbox inbox e-mail e-mails email emails message messages texts text chat chats outlook sent folder rule rules voicemail account accounts netid onedrive files",
    "enter": """
        access accessed accessing open opened opening read reading reads log logged logging login logins sign signed sign-in sign-ins signin signins enter entered get got into see saw seen look
        looked looking search searched monitor watch watching watched spy spying pull download downloaded export copy copied hand hijacked hacked compromised
    """,
    "alter": """
        changed change changes added add redirected redirect forwarded forwards forwarding deleted delete ordered order charged charge enrolled dropped applied created set
        replaced used uses using posted posting sends sending
    """,
    "secret": """
        password passwords passcode passcodes pin pins code codes credentials secret secrets key ssn ssns social security number numbers passport licence license birth dob birthdate card cards
        routing iban medication medications diagnosis diagnoses medical health patient patients mrn hipaa ferpa grades gpa salary salaries addresses confidential private personal
        sensitive tax w-2 w2 1099
    """,
    "money": "bank banks deposit deposits paycheck pay payroll payment payments money dollars gift wire venmo zelle bitcoin crypto cash invoice refund check fee loan transfer",
    "push": "push pushes duo approve approved approves accepted accept prompt prompts tapped buzzing buzzed pinged pings verification verify verified authenticator",
    "lure": """
        link links click clicked clicking attachment attachments pdf form qr scan scanned page site website popup pop-up urgent prize job offer phish phishing phished scam scams spoof fake
        bogus fraud fraudulent suspicious fishy shady sketchy dodgy weird strange odd looked legit real pretending claimed claims claiming microsoft apple amazon helpdesk
    """,
    "exposed": """
        public publicly google search visible everyone everybody anyone whole class list lists listserv wrong accidentally accident mistake mistakenly shared share sharing leaked leak exposed exposes
        published spreadsheet roster cc bcc unsend recall github repository repo whiteboard printed printer posted others other else's another another's
    """,
    "harm": """
        threat threats threaten threatened threatening hurt harm kill die dying suicide suicidal scared afraid frightened frightening unsafe safe safety stalking stalker stalks harass harassing harassment
        creepy gross body alone home follow followed follows following wait waits knows regret sorry goodbye violent violence gun knife weapon bomb police officer detective subpoena court lawyer attorney
        legal hold records lawsuit abusive insult insults blackmail naked photos pictures nude
    """,
    "malware": """
        virus viruses malware ransomware ransom trojan spyware keylogger infected infection encrypted locked antivirus defender quarantine quarantined alarm siren remote anydesk teamviewer cursor mouse moving
        moved itself webcam
    """,
    "agent": "select agent agents bsl bsl-3 toxin toxins biosafety pathogen pathogens inspection cdc fisma",
    "i": "i me my mine myself i'm i've i'd i'll we us our",
    "not": "not never didn't didnt don't dont wasn't wasnt isn't isnt haven't havent no nothing none without nor won't can't cannot",
    "lesson": """
        course class lecture lesson lessons quiz training module homework assignment exam study studies research paper book workshop seminar talk poster conference hackathon certificate
        syllabus thesis project
    """,
}
_KIND: dict[str, str] = {}
for _kind, _words in _WORDS.items():
    for _word in _words.split():
        _KIND.setdefault(_word, _kind)


@lru_cache(maxsize=4096)
def kind(word: str) -> str:
    """The kind of a word; "" for one that has none."""
    return _KIND.get(word, "")
