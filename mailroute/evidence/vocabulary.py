"""How people speak of the services: fitting co-words, words of trouble and of wishing.

Comes in: nothing. Goes out: language data, by service id; a row without its service in the catalogue is idle.
Never: names and aliases (the catalogue's), anything about what follows from a word.
"""

COWORDS: dict[str, str] = {
    "canvas": r"course|class|assignment|quiz|gradebook|grade|module|syllabus|speedgrader|student|section|instructor|"
    r"discussion|rubric|publish|ta\b|submission|upload|exam|enrol|lti|term|semester|due date|dashboard|homework",
    "teams": r"meeting|call|channel|chat|microsoft|ms|audio|mic|camera|screen ?shar|join|record|webcam|guest|team site",
    "zoom": r"waiting room|hearing|breakout|meeting|webinar|recording|licen[sc]e|host|room|link|account|join|audio|mic|camera|screen ?shar|participant|"
    r"lecture|class|passcode|breakout|waiting|cloud|call|session|update|client|app\b",
    "duo": r"push|fob|token|code|phone|passcode|prompt|mfa|device|reactivat|approve|two-factor|2fa|multi-?factor|"
    r"authenticat|bypass|login|log in|sign|enrol|security key|notification|app\b|text message|hardware|verif",
    "box": r"folder|file|share|sync|collaborat|upload|download|link|drive|storage|quota|account|document",
    "profile": r"name|pronoun|photo|uw|identity|proof|campus id|card|chosen|preferred|wisc",
    "advance": r"donor|alumni|gift|foundation|constituent|prospect|report|screen|record|database|login|log in|error",
    "google": r"google|calendar|drive|account|storage|form|doc|alias|label|uw|sync|forward",
    "netid": r"forgot|reset|recover|expired|wrong|incorrect|activat|locked|change|log ?in|log ?on|sign|account|"
    r"everything|anything|anywhere|every site|all sites|merge|guest|new name",
    "m365": r"e-?mails?|calendar|inbox|junk|spam|mailbox|folder|attachment|outlook|invite|meeting|sync|quota|archive|"
    r"rule|forward|out of office|address book|signature|account|send|receiv|bounce|contact",
    "m365_svc": r"account|calendar|mailbox|shared|departmental",
    "onedrive": r"sharepoint|onedrive|sync|site|microsoft|365|file",
    "wisclist": r"list|subscrib|owner|moderat|member|post|archive|bounce",
    "manifest": r"group|member|uw:|sync|owner|admin|authori[sz]|access",
    "kaltura": r"caption|upload|quiz|embed|playlist|channel|lecture|recording|mediaspace|transcript|gallery",
    "qualtrics": r"respon|question|ownership|distribut|licen|block|collaborat|irb|export|account",
    "adobe": r"acrobat|photoshop|illustrator|indesign|licen|sign|subscription|plan|creative|premiere|lightroom|install",
    "csl": r"licen[sc]e|download|install|version|matlab|spss|office|stata|sas\b|purchase|student|activation|key\b|labview",
    "myuw": r"tile|widget|myuw|page|login|log in|home",
    "cse": r"class|course|seat|error|cart|section|wait ?list|button|enrol|add|drop|search",
    "wifi": r"eduroam|uwnet|laptop|phone|connect|building|dorm|certificate|password|network|drop|signal|slow|device|campus",
    "network": r"wired|cable|jack|port|switch|building|office|ethernet|static ip|firewall|down|slow|drop|connect|wall",
    "voice": r"voicemail|desk|extension|cisco|ring|dial|greeting|pin\b|handset|call|number|display|headset|message light",
    "wiscweb": r"wordpress|wiscweb|editor|page|site|theme|publish|plugin|menu|banner|accordion|update|template",
    "hosting": r"virtual|vm\b|host|linux|ssh|reboot|certificate|apache|provision|cpu|disk|snapshot|backup",
    "kb": r"article|document|doc|page|internal|edit|publish|link",
    "ad": r"join|controller|trust|ou\b|group policy|gpo|bind|computer object|active directory",
    "backup": r"restore|restor|bucky|crashplan|code42|failed|client|agent|completed|schedule",
    "rdrive": r"research|lab|quota|tb\b|mount|smb|snapshot|globus",
    "badgernet": r"router|circuit|fiber|isp|district|library|site",
    "desktop": r"won'?t|broken|flicker|dead|black|blue screen|slow|stuck|crash|new|replace|setup|set up|boot|power|"
    r"frozen|freez|second|larg|bigger|wider|inch|get\b|getting|order|request|need|screen|doesn'?t|not work|isn'?t|install|missing|key\b|driver|office|desk|work",
    "printer": r"print|jam|toner|offline|queue|scan|paper|driver|network|floor|copier|tray|duplex|job|office|department",
    "shareddrive": r"access|map|folder|permission|letter|missing|gone|save|open|read-only|departmental|office|server",
    "personal": r"my own|personal|my|repair|screen|slow|virus|broken|battery|charger|home",
    "antivirus": r"scan|endpoint|detected|quarantin|warning|alert|defender|blocked|pop",
    "security": r"mail|email|message|link|page|password|account|call|attachment|text|login|bank|gift card|activity",
    "selectagent": r"lab|agent|program",
    "crm": r"contact|campaign|record|lead|report|salesforce|export|account|case",
    "ai": r"copilot|prompt|licen|chat|microsoft|microphone|badge|transcri|summar|notebook|sign|access",
    "wiscit": r"queue|incident|record|ticket|dashboard|team|assign|login|log in|access|wiscit|number|status",
    "wiscard": r"card|lost|id\b|swipe|parking|permit|door|building|access|lot\b|reader|balance|photo",
    "sis": r"student|system|enrol|record|query|role|access|module|advis|class|roster|grade|login|log in|portal|page|"
    r"screen|error|bill|tuition|hold|term|admission|test|menu|production|report",
    "sis_enroll": r"request|system|roster|permission|class|sis\b|student",
    "sis_finaid": r"sis\b|module|award|packag|disburs|isir|aid year|budget",
    "sis_sf": r"hold|charge|balance|refund|sis\b|bill|tuition|payment|post",
    "sis_ar": r"applica|record|term|load|sis\b|portal",
    "sis_cc": r"address|name|service indicator|sis\b|record|hold",
    "sis_timetable": r"class|course|room|section|meeting pattern|sis\b|term|instructor",
    "hrs": r"paycheck|pay\b|earning|deduct|direct deposit|stub|timesheet|w-?2|hrs|period|record|benefit",
    "sfs": r"ledger|purchase|order|invoice|fund|budget|wiser|report|old|legacy|journal|transfer",
    "ecms": r"document|scan|batch|index|workflow|image|client|capture|service|viewer",
    "infoaccess": r"query|warehouse|extract|dashboard|report|data|workbook|server|connect|login|log in|logon|refresh|odbc",
    "shopuw": r"travel|expense|receipt|report|trip|submit|approv|mileage|reject|claim|paid|pay\b",
}
"""A hint of the catalogue counts only in a sentence (or beside a subject) with one of its service's co-words."""

TROUBLE = (
    r"\b(?:error|errors|problem|problems|issue|issues|trouble|trouble\w*|broken|broke|breaks?|fail\w*|crash\w*|freez\w*|froze|frozen|stuck|hang|hangs|hung|"
    r"slow\w*|down|dead|die[sd]?|gone|lost|lose\w*|missing|disappear\w*|vanish\w*|blank|empty|grey\w*|gray\w*|wrong|incorrect\w*|weird|"
    r"denied|deny|refus\w*|reject\w*|invalid|expired?|locked|lock\w*|blocked|unavailable|inactive|offline|disconnect\w*|drops?|dropped|dropping|"
    r"timed?[- ]?out|times out|loops?|looping|spin\w*|not|cannot|can'?t|cant|couldn'?t|won'?t|wont|doesn'?t|doesnt|does|didn'?t|isn'?t|isnt|aren'?t|"
    r"wasn'?t|hasn'?t|haven'?t|unable|nothing|never|no|without|stop\w*|keeps?|instead|again|still|only|duplicate\w*|twice|bounc\w*|jam\w*|flicker\w*|"
    r"permission\w*|unauthori[sz]ed|authori[sz]ed|kick\w*|throw\w*|says|said|shows?|message|warning|glitch\w*|acting up|screwed|messed|confus\w*|"
    r"garbled|corrupt\w*|overwritten|deleted?|ruined|unreadable|unresponsive|pop\w*|asks?|asking|complain\w*|limit|caps|full|old)\b"
)
WISH = (
    r"\b(?:need\w*|want\w*|would like|'d like|like to|could|can|please|pls|plz|help|how|where|who|when|why|which|what|request\w*|add|adding|remove|give|grant|"
    r"access|install\w*|set ?up|setup|creat\w*|transfer\w*|chang\w*|updat\w*|restor\w*|renew\w*|upgrad\w*|replac\w*|move|moving|new|get|"
    r"enabl\w*|turn\w*|activat\w*|reactivat\w*|unlock\w*|reset\w*|increas\w*|buy|order|purchas\w*|licen[sc]e|question|wonder\w*|possible|trying|try|tried|"
    r"assist\w*|support|fix\w*|recover\w*|migrat\w*|due|deadline|look)\b|\?"
)
