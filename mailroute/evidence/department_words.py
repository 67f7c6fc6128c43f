"""How people say where they work: words before and behind a department's name, over sentences in lower case.

Comes in: nothing. Goes out: patterns. Never: knows a department; decides what a match means.
"""

import re

from mailroute.evidence.gate import Gated

OWN_BEFORE = re.compile(
    r"(?:\b(?:i|we)(?:'m| am|'re| are| was just hired)? (?:also |both |all |currently |now |still |just |actually )*"
    r"(?:(?:the|an?|one of the|new) (?:[\w'&/-]+ ){1,5}?)?(?:here |over )?(?:in|at|with|of|from|part of|based in|located in)"
    r"|\b(?:i|we)(?:'ve)? (?:\w+ly |also |now |just )?(?:work(?:ed|ing)?|work (?:the|a) [\w ]{2,25}?|(?:am |'m )?(?:temping|interning|volunteering|subbing|filling in)|answer (?:the )?phones|sit|serve|staff|teach|advise|clerk|intern|started|temp|volunteer)(?: part[- ]time| full[- ]time| remotely| here)?"
    r"(?: as (?:an?|the) (?:[\w'-]+ ){1,4}?)?(?: (?:in|at|for|over (?:in|at)))"
    r"|\bi(?:'m| am) (?:working|employed|temping|interning|volunteering|subbing|filling in)(?: \w+)? (?:in|at|for)|\b(?:but|and|i) (?:sit|work) (?:in|at)|\b(?:i|we) (?:run|manage|support|handle) [\w' ]{2,25} (?:in|at|for)"
    r"|\b(?:here|over|up|down) (?:in|at)|\bour|\bmy (?:department|unit|office|dept\.?|division|home department|employer)(?: is|:| =)"
    r"|\b(?:department|dept\.?|unit|division|office|affiliation) ?[:=]|\b(?:writing|calling|mailing|emailing|e-mailing|reaching out|greetings|hello|hi) from"
    r"|\bwe at|\bwe in|\bus (?:at|in|here at)|\b(?:everyone|everybody|all of us|nobody|staff|colleagues?) (?:here )?(?:in|at) our"
    r"|\bthis is [a-z' .-]{2,30}?,?(?: from| with| in| at| over in| of)|\bmy name is [a-z' .-]{2,30}?(?:,| and i(?:'m| am| work))(?: from| with| in| at| for)?"
    r"|\bi (?:just |recently |only |have |had )*joined|\bi(?:'ve| have) (?:just |recently )?joined|\bi(?:'m| am| was| have been|'ve been) (?:\w+ly |just )?(?:hired|employed|appointed|paid|engaged|contracted|seconded) (?:by|at|in|with|to)"
    r"|\b(?:i|we) (?:also |now |currently |both |all )?belong to|\b(?:i(?:'ve| have)?|and|then) (?:just |recently |have |then |since |now )*(?:moved|transferred|switched)(?: over| on| across| jobs)? to"
    r"|\b(?:i|we)(?:'m| am|'re| are)? (?:also |now |mostly )?do(?:ing)? (?:the |their |all the |all )?(?:billing|payroll|books|bookkeeping|accounting|accounts|scheduling|admin\w*|web\w*|hiring|hr|purchasing|reception|front desk|communications|travel|budgets?|advising|it) (?:for|in|at|of)"
    r"|\bmy (?:job|position|post|desk|role|work|workplace|unit|home unit|home office|team|employment|appointment) (?:is|:|=)(?: (?:in|at|with|part of))?|\bi have (?:a|my) (?:desk|job|position|post|cubicle) (?:in|at|with)|\d ?% (?:appointment )?(?:in|with|at)"
    r"|\bwe(?:'re| are)|\bon the staff (?:of|at)|\b(?:calling|writing|mailing|emailing|turning|talking|speaking)(?: (?:on|to))? you from|\b(?:manage|run|staff|cover|head|lead) the (?:front desk|office|team|desk|reception|help desk|staff) (?:of|in|at|for)"
    r"|\b(?:i(?:'m| am)|as) (?:an?|the) (?:[\w'-]+ ){0,3}?(?:contractor|consultant|temp|assistant|worker|intern|coordinator|manager|accountant|analyst|clerk|secretary|specialist|administrator|officer|advis[eo]r|director|developer|designer|buyer|recruiter|counselor|liaison|webmaster|photographer|editor|writer) for"
    r"|\bmy (?:very )?(?:first|second|third|fourth|\w+th|last|new) (?:day|week|month|year|shift|job|position) (?:in|at|with|for)(?: the (?:[\w-]+ ){1,3}?(?:of|at|in))?"
    r"|\bi(?:'m| am) (?:custodian|janitor|secretary|assistant|manager|accountant|advis[eo]r|coordinator|clerk|technician|nurse|cook|electrician|plumber|teacher|lecturer|analyst|specialist|engineer|developer|programmer|librarian|administrator|admin|receptionist|supervisor|director|officer|driver|mechanic|worker|employee|intern|postdoc|researcher|scientist)(?: [\w-]+){0,3}? (?:in|at|with|for)"
    r"|\bin our office,|\bcontract partner \(|\b(?:staff|employee|advisor|coordinator|admin|administrator|receptionist|faculty|postdoc|researcher|specialist) (?:in|at|of|with|for))"
    r"(?: the| uw'?s?| our| central)*\s*$"
)
NOT_OWN_BEFORE = re.compile(
    r"\b(?:ask\w*|contact\w*|call\w*|told|tell|sent|send|refer\w*|talk\w*|spoke|speak|wait\w*|heard|hear|meet\w*|class\w*|course|"
    r"taking|apply|applied|applying|accepted|touch|question|student|major\w*|minor\w*|enrolled|not|n't|never|left|formerly|used to|was|were|until|"
    r"previously|before|line|event|room|printer at|office of)\b[^.,;]{0,30}$"
)
STUDENT_JOB = re.compile(
    r"\bstudent (?:worker|employee|assistant|staff|hourly|helper|intern)\b|\bwork\w*\b|\b(?:hired|employed|appointed|joined|transferred)\b"
)
OTHERS_BEFORE = re.compile(
    r"\b(?:she|he|they)(?:'s|'re| is| are)? (?:works? |working |also |a \w+ |an \w+ )*(?:in|at|for|with)(?: the)?\s*$"
)
HERE_AFTER = re.compile(r"^(?: (?:department|dept\.?|office|staff|team))? here\b")
LEFT = Gated(
    r"\b(?:i(?:'ve| have)? (?:just |recently |since )?(?:left (?!(?:my|an?|it|them|him|her|this|that|you|me|some|his|their|our|work|for|at|early|on|off|behind|out|in|messages?|voicemails?|open|home|everything|two|three)\b|the (?!(?:department|office|division|school|college|university|institute|unit|registrar|bursar|library|graduate|arboretum|provost|dean)\b))|transferred|moved (?:on |over |away |jobs|departments|units|offices)|switched (?:jobs|departments|units|positions)|"
    r"changed (?:jobs|departments|units|positions|employers)|quit|retired)|moved departments|i(?:'m| am) no longer (?:in|at|with|part of|employed|working)|"
    r"i no longer (?:work|belong)|i used to (?:work|be)|i (?:now|currently) (?:work|am) (?:in|at|for|with)|i(?:'m| am) now (?:in|at|with|working)|"
    r"(?:am|work|working|'m) now (?:in|at|for|with)|now work(?:ing)? (?:in|at|for)|(?:new|different|another) (?:department|job|position|employer|unit)\b|"
    r"\(was [^)]{2,40}\)|former(?:ly)? (?:of|at|in|with)|since \w+(?: \d+)?,? i(?:'m| am) (?:in|at|with)|i moved (?:from|to) (?:the )?)"
)
NOT_LEFT = re.compile(
    r"\bi moved (?:from|to) (?:the |a |an )?(?:new |another |different )?(?:room|floor|building|office|desk|file|folder|computer|laptop|phone|page)|\bmoved (?:it|them|the|my|all)\b"
)
COMPUTER = re.compile(r"\b([a-z&]{2,10})-(?:[a-z]{1,6}-?)?[a-z]{0,3}\d{1,6}[a-z0-9]*\b")
COMPUTER_WORD = re.compile(
    r"\b(?:computer|pc|machine|workstation|laptop|desktop|host ?name|asset|tag|sticker|label|named?|reimag\w*)\b"
)
NAME_BEFORE = re.compile(r"(?:^|[.!?\n]\s*|[-\u2013]\s*)(?:[A-Z][\w.'-]+ ?){1,3}$")
BEEN_WITH = re.compile(
    r"\bi(?:'ve| have) (?:also |now |only |just )*been (?:(?:working|employed|on staff|here|part|a part|a member|a [\w-]+) )*+(?:with|at|in|of|for)(?: the| uw'?s?)*\s*$"
)
FOR_YEARS = re.compile(
    r"^[^.;]{0,25}?\b(?:since (?:\d{4}|last|the|i|my|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|fall|winter)|for (?:[\w-]+ ){0,4}?(?:years?|months?|decades?|ages|semesters?|a while|a long time|ever)|(?:all|most of) my|from (?:19|20)\d\d)\b"
)
"""Who has been with an office "since 2009" works there; who has been there twice does not."""
WHERE_I_WORK = re.compile(
    r"^,? (?:which is )?where i(?:'m| am)? (?:\w+ly |mostly |now )?(?:work|sit|am|based|employed|have (?:my|a) desk|do)\b"
)
ONE_OF_THEM = re.compile(r"\b(?:the|a|an|their|his|her|some|another|one|every|each|asked|no|any)(?: [\w'-]+){0,2} $")
"""Before "coordinator in": somebody there, not the author."""
AS_ONE = re.compile(r"\b(?:as|being|i'm|am|we're|are) (?:an?|the|one of the) (?:[\w'-]+ ){0,2}$")
STUDENT = re.compile(r"\bstudents?\b|\bmajor")
NO_LONGER = re.compile(r"(?:\b(?:not|never|no longer|used to|until)|n't)\b[^.,;]{0,25}$")
SOMEWHERE = re.compile(r"(?:over|up|down|here) (?:in|at)\b")
TEACHES = re.compile(r"\b(?:class(?:es)?|course|section|seminar|lecture|exam|meeting|event|friend|appointment)s? $")
A_JOB = re.compile(
    r"(?:staff|employee|advisor|coordinator|admin|administrator|receptionist|faculty|postdoc|researcher|specialist) "
)
SENTENCE_IN_A_LINE = re.compile(
    r"(?<!Asst)(?<!Assoc)(?<!Asst)(?<!Sr)(?<!Jr)(?<!Dr)(?<!Dir)(?<!Mgr)(?<!Prof)(?<!Dept)(?<!Admin)(?<!Coord)(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Exec)(?<!Acct)(?<!Spec)(?<!Div)(?<!Tech)(?<!Univ)(?<!\.D)(?<!\.A)(?<!\.S)[.;:!?] (?:[-\u2013~]+ )?[A-Za-z]"
)
"""A line of running text; a title's abbreviation ("Asst. Director") is none."""
