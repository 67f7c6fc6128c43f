"""How people describe a service whose name they do not know, or do not use.

Comes in: nothing. Goes out: patterns by service id; a row without its service in the catalogue is idle.
Never: names and aliases (the catalogue's), anything about what follows from a description.
"""

DESCRIBED: dict[str, tuple[str, ...]] = {
    "r25": (
        (
            r"\b(?:room|space|event|classroom|facility|venue)[- ](?:booking|reservation|scheduling|request|scheduler|calendar)s?\b"
            r"(?! (?:at|with) (?:the )?(?:hotel|library))"
        ),
        (
            r"\b(?:book|reserve|schedul\w*|request)\w*\s+(?:a|an|the|our|my|any|some|two|three|several|that|this)?\s?"
            r"(?:\w+\s){0,2}?(?:rooms?|lecture halls?|classrooms?|auditorium|ballroom|event space)\b"
        ),
        r"\b25 ?-?live\b|\bcollegenet\b|\broom scheduler\b",
    ),
    "dars": (
        r"\bdegree (?:audits?|progress|check|requirements? report|planner report)\b|\bgraduation (?:audit|check|requirements? report)\b",
        r"\b(?:audit|what-?if) report\b(?=.*\b(?:degree|major|credit|requirement|advis|student|graduat))|\bwhat-?if audit\b",
        r"\bu\.?achieve\b",
    ),
    "workday": (
        (
            r"\bwork ?day\b(?=.*\b(?:app|inbox|task|time|approv|profile|login|log|error|page|report|worker|business|access|hire|pay|"
            r"absence|entry|expense|role|says|system|shows?|won't|will not|can't)\b)"
        ),
        (
            r"\b(?:enter|submit|approv|log|record)\w*\s+(?:my|our|his|her|their|the|student|employee)?\s?(?:\w+\s)?"
            r"(?:hours|time ?sheets?|time ?cards?|time off|absences?|vacation|leave requests?)\b"
        ),
        r"\b(?:punch|clock)(?:ed|ing)? (?:in|out)\b(?! of\b)",
        r"\b(?:time ?sheets?|time ?cards?|time off request|absence request|leave balance|vacation balance|time and absence)\b",
    ),
    "hrs": (
        r"\b(?:earnings? statements?|pay ?(?:stubs?|checks?|slips?)|w-?2(?: form)?|direct deposit|tax statements?|pay statements?)\b",
    ),
    "shopuw": (
        r"\bexpense (?:reports?|claims?|reimbursements?)\b|\btravel (?:reimbursements?|expenses?)\b|\be-?reimburse?ments?\b",
        r"\bpunch-?outs?\b|\bshop ?uw\b|\bshop at uw\b|\breimburse(?:ment|d)\b(?=.*\b(?:system|submit|site|form|report|app|page|portal)\b)",
    ),
    "sfs": (
        r"\b(?:journal entr(?:y|ies)|wiser|wisdm|general ledger)\b",
        r"\bfunding string\b|\bpo in sfs\b|\bcost transfers?\b",
    ),
    "infoaccess": (
        r"\bquer(?:y|ies) librar(?:y|ies)\b|\bdata ?warehouse\b|\bhyperion\b|\binfo ?acc?ess?\b|\binteractive reporting\b",
    ),
    "ecms": (
        r"\bimage ?now\b|\bwebnow\b|\bperceptive\b|\bdocument imaging\b|\bimaging (?:system|service|client|software)\b|\blexmark perceptive\b",
        r"\bscanned (?:student |applicant )?(?:documents|files|transcripts|applications)\b.*\b(?:viewer|index|batch|workflow|queue)\b",
    ),
    "sis": (
        r"\bstudent (?:center|centre|information system|info(?:rmation)? sys\w*|system)\b",
        r"\b(?:enrol?lment|registration) (?:appointment|date|time|period|thing\w*|system|site|hold|queue|tool)\b",
        (
            r"\b(?:isis|people ?soft)\b(?!.*\bhr\b)|\bstudent records? system\b|\benter(?:ing)? (?:final |midterm )?grades\b|"
            r"\b(?:final )?grade (?:roster|entry|submission|change form)s?\b|\bunofficial transcript\b|\badvis(?:or|ee|ing) center\b"
        ),
        r"\b(?:drop|swap)(?:ping)? (?:a |the |my |this |that |one )?(?:class|course)(?:es|s)?\b(?=.*\b(?:system|error|button|student|page|let|sis)\b)",
    ),
    "sis_enroll": (
        r"\bclass rosters?\b|\bpermission numbers?\b|\bquick enroll\b|\benrol?lment requests?\b|\bwait ?list (?:process|roster)\b",
    ),
    "sis_sf": (
        (
            r"\btuition (?:bill|statement|charge|calc\w*|account)s?\b|\bstudent (?:account|bill)s?\b(?! activation)(?=.*\b(?:tuition|charge|bill|"
            r"balance|pay|post|hold|refund|sis)\b)|\bgroup post\w*\b"
        ),
    ),
    "sis_finaid": (
        r"\bisirs?\b|\baid year\b|\bpackaging (?:run|job|process)\b|\b(?:fin|financial) aid (?:module|screen|page|disburse\w*)s?\b",
    ),
    "sis_ar": (
        r"\bapplicant records?\b|\bapp(?:lication)? loads?\b|\bprog/?plan stack\b|\badmissions? (?:system|module|screen)s?\b",
    ),
    "sis_cc": (r"\bservice indicators?\b|\bcampus community\b|\b3cs?\b(?=.*\b(?:sis|checklist|comm)\b)|\bbio/demo\b",),
    "sis_timetable": (r"\b(?:schedule of classes|course guide|curriculum component|meeting patterns?|timetable)\b",),
    "cse": (
        (
            r"\bcourse search\b|\benroll\.wisc\.edu\b|\bdegree planner\b|\b(?:course|class|shopping|enrol?lment) cart\b|"
            r"\benrol?l button\b|\bsaved courses\b"
        ),
    ),
    "netid": (
        r"\bnet[- ]?id (?:password|login|log-?in|account|activation|recovery|page|screen|is|was|says|has|got)\b",
        (
            r"\b(?:forgot|forgotten|reset|resetting|change|recover)\w*\s+(?:my|the|his|her|a|our)?\s?(?:uw |wisc |campus |university |old )?"
            r"(?:password|pw|passwd)\b"
        ),
        (
            r"\b(?:locked out of|can'?t (?:log|sign) ?in ?to|cannot (?:log|sign) ?in ?to|kicked out of) (?:my )?"
            r"(?:everything|anything|all(?: of)? (?:my|the|our)|any (?:uw|campus|university|site|system)|every)"
        ),
        r"\b(?:can'?t|cannot|can not|unable to|won'?t let me) (?:log|sign) ?[io]n ?(?:to )?(?:anywhere|anything|everything|any uw|all)\b",
    ),
    "duo": (
        r"\b(?:multi-?factor|two-?(?:factor|step)|2-?factor|dual factor|second factor)\b|\bmfa\b(?! (?:program|student|degree|thesis|candidate|show|exhibit))|\b2fa\b",
        r"\bduo\b(?=.*\b(?:push|fob|token|code|prompt|phone|passcode|device|app|reactivat|approve)\b)",
        r"\b(?:hardware )?(?:key ?fob|login token|passcode (?:token|fob))\b",
    ),
    "wifi": (
        (
            r"\bwi-?fi\b|\bedu ?ro\w{1,4}\b|(?<!wired and )(?<!wired or )\bwireless (?:network|internet|connection|signal|access)\b|"
            r"\buw ?net\b"
        ),
    ),
    "wiscvpn": (r"\bvpn\b|\bglobal ?protect\b|\bwisc ?vpn\b",),
    "network": (
        r"\bwired (?:network|internet|port|connection|(?:and|or) wireless)\b|\b(?:data|wall|network|ethernet) (?:jack|port|drop|outlet)s?\b|\bethernet\b",
        r"\b(?:no|lost|without) (?:the )?(?:internet|network)\b(?!.*\bwi-?fi\b)",
    ),
    "voice": (
        r"\b(?:desk|office|campus|cisco|ip) (?:tele)?phones?\b|\bvoice ?mail (?:pin|greeting|box|light|password)\b|\bphone extension\b",
    ),
    "m365": (
        r"\b(?:my|our|the|uw|wisc|wiscmail|work|university|school)? ?(?:outlook|wiscmail|owa)\b",
        (
            r"\b(?:my|our|university|uw|wisc|work|campus|school|student) (?:e-?mail|mail|inbox|mailbox|calendar)\b(?! (?:address|is \S+@|signature))"
            r"(?=.*\b(?:not|can'?t|cannot|won'?t|stopp?ed|missing|gone|full|error|sync|junk|spam|receiv|send|doesn'?t|didn'?t|bounc|quota|duplicat)\w*)"
        ),
        (
            r"\bundeliver(?:able|ed)\b|\bnon-?delivery\b|\bdelivery has failed\b|\b(?:wasn'?t|was not|weren'?t|not being) delivered\b|\bbounce-? ?backs?\b|"
            r"\b(?:e-?mails?|messages?|mails?)\b[^.]{0,40}\b(?:bounc(?:e|es|ed|ing)|comes? back|came back|(?:is|are|was|were|being) (?:returned|refused|bounced))\b"
        ),
    ),
    "m365_svc": (
        (
            r"\b(?:shared|service|resource|departmental|group|generic) (?:e-?mail )?(?:mailbox|account|e-?mail|calendar|inbox)(?:es|s)?\b"
            r"(?!.*\bgoogle\b)"
        ),
    ),
    "onedrive": (r"\bone ?drive\b|\bshare ?point\b",),
    "google": (
        r"\b(?:uw |wisc )?g(?:oogle ?)?(?:drive|docs?|sheets|forms|groups?|calendar|workspace|suite)\b|\buw ?g ?suite\b|\bg ?suite\b",
        r"\b(?:my|our|uw|wisc) gmail\b(?=.*\b(?:uw|wisc|storage|account|university)\b)",
    ),
    "canvas": (
        r"\blearn@uw\b|\bspeed ?grader\b|\bgrade ?book\b|\bcanvas (?:course|site|page|quiz|module|shell|sandbox|assignment)s?\b",
    ),
    "kaltura": (r"\bmedia ?space\b|\bkaltura\b|\blecture captions?\b|\bmy media\b",),
    "zoom": (r"\bzoom (?:meeting|webinar|account|link|room|recording|licen[sc]e|call|session|host|client)s?\b",),
    "teams": (r"\b(?:ms|microsoft) teams\b|\bteams (?:meeting|call|channel|chat|app|audio|site)s?\b",),
    "qualtrics": (r"\bqualtrics\b|\bqualtrix\b",),
    "box": (r"\b(?:uw|wisc) box\b|\bbox (?:folder|drive|account|sync|file|link)s?\b",),
    "adobe": (r"\badobe\b|\bacrobat\b|\bphotoshop\b|\billustrator\b|\bindesign\b|\bcreative cloud\b|\bpremiere pro\b",),
    "csl": (
        (
            r"\bcampus software(?: library)?\b|\b(?:matlab|spss|stata|mathematica|labview|endnote|jmp|sas|arcgis) (?:licen[sc]e|install\w*|key|activation|download)\b|"
            r"\b(?:licen[sc]e|key|download|activation code|install\w*) (?:for|of) (?:matlab|spss|stata|mathematica|labview|endnote|jmp|sas)\b"
        ),
    ),
    "wisclist": (
        r"\bwisc-?list\b|\blist-?serv\b|\b(?:e-?mail|mailing|distribution|announcement|department\w*) list(?:s|serv)?\b(?! of)",
    ),
    "manifest": (r"\bmanifest (?:group|page|site|service)s?\b|\buw:[a-z]+:",),
    "myuw": (r"\bmyuw\b|\bmy uw(?= (?:portal|page|tiles?|site|home|app|widgets?)\b)|\bmy\.wisc\.edu\b",),
    "wiscweb": (r"\bwisc-?web\b|\bword ?press\b|\buw theme\b|\b(?:department\w*|lab|our) web ?(?:site|page)\b",),
    "hosting": (
        r"\bvirtual (?:server|machine)s?\b|\bvms?\b|\bweb ?(?:server|hosting)\b|\bour (?:linux |web |lab )?server\b|\bshared hosting\b",
    ),
    "kb": (r"\bkb (?:article|doc\w*|page|\d{3,})\b|\bknowledge ?base\b",),
    "ad": (
        r"\bactive directory\b|\bgroup polic(?:y|ies)\b|\bdomain[- ]join\w*\b|\bjoin\w* (?:it |them |the \w+ )?to the domain\b|\bcampus ad\b",
    ),
    "backup": (
        r"\bbucky ?backup\b|\bcrash ?plan\b|\bcode ?42\b|\bbackups? (?:fail|job|client|software)\w*\b|\bno successful backup\b",
    ),
    "rdrive": (r"\bresearch ?drive\b",),
    "desktop": (
        (
            r"\b(?:computer|pc|laptop|workstation|desktop|machine|imac)s? (?:in|at|on) (?:my|our|the|her|his|their) (?:\w+ )?(?:office|desk|lab|front office|"
            r"reception|front desk|cubicle|laboratory|conference room|suite)\b"
        ),
        r"\b(?:computer|pc|laptop|workstation|desktop|machine|imac)s? of (?:our|my|the) (?:\w+ )?(?:group|lab|laboratory|department|office|unit|team|institute|center)\b",
        (
            r"\b(?:departmental|department|dept\.?|department's|office|work|lab(?:oratory)?|front desk|reception|our|university-owned|university|uw|staff|instrument|conference room)"
            r"(?: desktop| windows| dell| mac)? (?:computer|pc|desktop|workstation|laptop|imac|machine)s?\b"
        ),
        (
            r"\b(?:second |external |dual )?monitors?\b(?=.*\b(?:flicker|black|detect|blank|dead|off|screen|signal|dock|not|n't)\w*)|"
            r"\bdocking station\b|\b(?:my |the |our )?(?:keyboard|mouse|space ?bar|webcam)\b(?=.*\b(?:broken|not|n't|dead|stuck|stopp?ed|replace|new|died)\w*)"
        ),
        r"\bblue screen\b|\bbsod\b|\bwon'?t boot\b|\bdoes(?:n't| not) (?:boot|turn on|power on)\b(?=.*\b(?:computer|pc|desktop|laptop|machine)\b)",
    ),
    "printer": (
        r"\b(?:printer|copier)s? (?:in|on|at|near|by|outside) (?:the |our |my )?\w+",
        (
            r"\b(?:network|office|department(?:al)?|floor|our|label|lab|hp|ricoh|the|staff|front office|color|colour|hallway) (?:\w+ )?"
            r"(?:printer|copier|mfp|photocopier)s?\b|\bcopiers?\b|\bscan(?:ning)?[- ]to[- ]e?-?mail\b|\bprint(?:er)? queue\b|\btoner\b"
        ),
    ),
    "shareddrive": (
        (
            r"\b[h-z]: ?(?:drive)?(?=[\s,.;]|$)|\b(?:network|shared|mapped|departmental|department|group|team) (?:network )?(?:drive|folder|share)s?\b"
            r"(?!.*\b(?:box|google|onedrive|sharepoint|outlook)\b)|\bfile (?:share|server)\b"
        ),
    ),
    "personal": (
        (
            r"\b(?:my|our) (?:own|personal|private|home) (?:\w+ )?(?:laptop|computer|macbook|pc|desktop|machine)\b|\bmy macbook\b|"
            r"\bmy (?:laptop|computer|pc|macbook)(?:'s)? (?:is|was|has|got|screen|won'?t|will not|doesn'?t|keeps|runs|battery|keyboard|"
            r"fell|broke|died|crash\w*|froze|overheat\w*)\b|\b(?:tech store|repair (?:shop|center))\b"
        ),
    ),
    "antivirus": (
        r"\bsecure endpoint\b|\bcisco amp\b|\banti-?virus\b|\bendpoint (?:protection|security)\b|\bwindows defender\b",
    ),
    "crm": (r"\bsales ?force\b|\bcrm\b",),
    "tophat": (r"\btop ?hat\b|\bgradescope\b|\bpiazza\b",),
    "ai": (
        r"\bco-?pilot\b|\bnotebook ?lm\b|\bgemini\b(?=.*\b(?:uw|account|campus|licen|access)\w*)|\bai (?:companion|tools?|assistant)\b",
    ),
    "wiscit": (r"\bwisc-?it\b|\bcherwell\b|\bticketing (?:system|tool)\b",),
    "wiscard": (
        (
            r"\bwis-?card\b|\bparking (?:permit|pass|ticket|lot|account)s?\b|\b(?:door|building|card) (?:access|reader|swipe)\b|\bkey ?card\b|"
            r"\bstudent id card\b"
        ),
    ),
    "badgernet": (r"\bbadger-?net\b|\bwisc-?net\b",),
    "profile": (
        r"\b(?:uw-madison|uw) profile\b|\b(?:preferred|chosen|legal) name\b|\bidentity proof\w*\b|\bname in use\b",
    ),
    "advance": (
        r"\badvancement (?:system|database|records?)\b|\badvance (?:system|database|login|screen|report)s?\b|\bdonor database\b",
    ),
    "selectagent": (r"\bselect agents?\b|\bsap lab\b|\bfisma lab\b",),
}
"""What people say who do not know, or do not use, a service's name."""

HEARD: dict[str, str] = {
    "r25": "room|space|event|classroom|venue|facility|lecture hall|auditorium|ballroom|25|collegenet",
    "dars": "what-if|what if|whatif|audit|degree|graduation|achieve",
    "workday": "work|hours|time|absence|vacation|leave|punch|clock",
    "hrs": "earning|pay|w-2|w2|direct deposit|tax st",
    "shopuw": "expense|travel|reimburs|punch|shop",
    "sfs": "journal|wiser|wisdm|ledger|funding|sfs|transfer",
    "infoaccess": "quer|warehouse|hyperion|info|reporting",
    "ecms": "image|webnow|perceptive|imaging|scanned",
    "sis": "student|enrol|registration|isis|people|grade|grading|transcript|advis|drop|swap",
    "sis_enroll": "roster|permission|quick enroll|enrol|wait",
    "sis_sf": "tuition|student|group",
    "sis_finaid": "isir|aid|packaging",
    "sis_ar": "applicant|load|prog|admission",
    "sis_cc": "service indicator|campus community|3c|bio/demo",
    "sis_timetable": "schedule|course guide|component|meeting pattern|timetable",
    "cse": "course search|enrol|degree planner|cart|saved courses",
    "netid": "kicked|net|passw|pw|locked|log|sign",
    "duo": "factor|step|mfa|2fa|duo|fob|token",
    "wifi": "wi-fi|wifi|ro|wireless|uw",
    "wiscvpn": "vpn|protect",
    "network": "wired|jack|port|drop|outlet|ethernet|internet|network",
    "voice": "phone|voice",
    "m365": "outlook|wiscmail|owa|mail|inbox|calendar|deliver|bounce|message",
    "m365_svc": "shared|service|resource|departmental|group|generic",
    "onedrive": "drive|share",
    "google": "google|gdrive|gdoc|gwork|gsuite|g suite|gmail|gsheet|gform|ggroup|gcal",
    "canvas": "learn@|grade|canvas",
    "kaltura": "media|kaltura|caption",
    "zoom": "zoom",
    "teams": "teams",
    "qualtrics": "qualtri",
    "box": "box",
    "adobe": "adobe|acrobat|photoshop|illustrator|indesign|creative|premiere",
    "csl": "campus software|matlab|spss|stata|mathematica|labview|endnote|jmp|sas|arcgis",
    "wisclist": "list",
    "manifest": "manifest|uw:",
    "myuw": "my",
    "wiscweb": "wisc|word|theme|web",
    "hosting": "virtual|vm|server|hosting",
    "kb": "kb|knowledge",
    "ad": "directory|polic|domain|campus ad",
    "backup": "backup|crash|code",
    "rdrive": "research",
    "desktop": "computer|pc|desktop|workstation|laptop|imac|machine|monitor|dock|keyboard|mouse|space|webcam|blue screen|bsod|boot|turn on|power on",
    "printer": "print|copier|mfp|scan|toner",
    "shareddrive": ":|drive|folder|share|server",
    "personal": "my |our |tech store|repair",
    "antivirus": "endpoint|amp|virus|defender",
    "crm": "sales|crm",
    "tophat": "hat|gradescope|piazza",
    "ai": "pilot|notebook|gemini|ai ",
    "wiscit": "wisc|cherwell|ticketing",
    "wiscard": "card|parking|door|building",
    "badgernet": "badger|wisc",
    "profile": "profile|name|proof",
    "advance": "advanc|donor",
    "selectagent": "select|sap|fisma",
}
"""Literals of which one must stand in a text before a service's descriptions are tried (a test holds both together)."""
