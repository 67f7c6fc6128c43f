"""How machines write: subjects and sentences of automatic answers, bounces, notices, alerts, devices and mailings.

Comes in: nothing. Goes out: the patterns that ``robot_words.py`` weighs. Never: decides what a match means.
"""

import re

from mailroute.mail.robot_gates import gate

PASSED_ON = re.compile(r"\s*(?:re|aw|sv|antw|fwd?|wg|tr|rv|vs|i|doorst|vb|enc|réf)\s*(?:\[\d+\])?\s*:", re.I)

AWAY_SUBJECT = re.compile(
    r"\s*(?:\[?(?:external|ext)\]?:?\s*)?(?:automatic reply|automatische antwort|auto(?:matic|mated)?[- ]?(?:reply|response|answer)"
    r"|autoreply|out[- ]of[- ](?:the[- ])?office(?: auto\w*| reply| message)?|ooo|abwesenheits(?:notiz|meldung|nachricht|benachrichtigung)|abwesend"
    r"|abwesenheit|automatische abwesenheits\w*|réponse automatique|reponse automatique|absence du bureau|message d'absence|respuesta automática"
    r"|respuesta automatica|fuera de (?:la )?oficina|risposta automatica|fuori sede|resposta automática|fora do escritório"
    r"|automatisch antwoord|afwezig(?:heid)?(?:sbericht|smelding)?|autosvar|automatiskt svar|automatisk svar|automatisk svarmelding|frånvaro\w*"
    r"|fraværs\w*|poissa\w*|automaattinen vastaus|automatyczna odpowiedź|odpowiedź automatyczna|automatická odpověď"
    r"|automatikus válasz|автоответ|автоматический ответ|自动回复|自動回覆|自動返信|自动答复|자동 회신|otomatik yanıt|vacation(?: reply| message)?|away from (?:the )?(?:office|mail|my mail))"
    r"\s*(?P<sure>[:(\[–—-]|$|re\b|is now)",
    re.I,
)
AWAY_TEXT = re.compile(
    r"\b(?:i|we)(?:['’]?(?:m| am| will be|'ll be|’ll be| are)) (?:currently |now |presently )?(?:out of|away from|on (?:\w+ ){0,2}leave|on vacation|on holiday|on sabbatical"
    r"|travell?ing|not in the office|unavailable)\b|\bthank(?:s| you) for (?:your (?:e-?mail|message|note|inquiry)|contacting|reaching out)\b"
    r"|\b(?:limited|no|intermittent|little) (?:access to |internet |e-?mail )[^\n.]{0,40}|\bfor (?:urgent|immediate|emergency)[^\n]{0,60}(?:contact|call|e-?mail|please)"
    r"|\b(?:will|shall|'ll) (?:\w+ )?(?:respond|reply|answer|get back|return your)[^\n.]{0,60}|\b(?:when|upon|after) (?:i|my) return\b"
    r"|\bi will (?:return|be back)\b|\bich bin (?:bis|ab|vom|derzeit|zur ?zeit|momentan|aktuell|nicht)\b|nicht im (?:büro|haus|hause)|\bin dringenden fällen"
    r"|wird nicht weitergeleitet|nicht gelesen|je suis (?:actuellement )?(?:absent|en congé|en déplacement)[^\n]{0,80}|de retour le|en cas d['’]urgence"
    r"|estoy (?:fuera|ausente|de vacaciones)|estaré (?:fuera|ausente)|fuera de la oficina|en caso de urgencia|sono (?:assente|fuori)|sarò (?:assente|fuori)"
    r"|estou (?:ausente|fora|de férias)|ik ben (?:afwezig|niet aanwezig|met vakantie)|jag är (?:ledig|på semester|inte på)|jeg er (?:på ferie|ikke på|fraværende)"
    r"|olen (?:lomalla|poissa)|jestem (?:poza biurem|na urlopie|nieobecn)|я (?:в отпуске|отсутствую)",
    re.I,
)
ABOUT_AWAY = re.compile(
    r"won['’]?t|does(?:n['’]?t| not)|did(?:n['’]?t| not)|can['’]?t|cannot|could(?:n['’]?t| not)|\bhow (?:do|can|to|would)\b|turn(?:ed|ing)? (?:it |this |them )?(?:off|on)|switch(?:ed)? (?:off|on)"
    r"|set(?:ting)? up|set my|stuck|keeps?\b|\bstill\b|is(?:n['’]?t| not) (?:working|going|sent)|\bmy (?:out of office|auto|automatic|vacation) (?:message|reply|repl|respon|office)"
    r"|\berror\b|can (?:you|someone|somebody|i)|could (?:you|someone)|\?",
    re.I,
)

BOUNCE_SUBJECT = re.compile(
    r"\s*(?:\*+\w+\*+\s*)?(?:message not deliver\w+|mail system error|failed to deliver|your message could not be|zustellung fehlgeschlagen|returned: |undeliver(?:able|ed)|mail delivery (?:failed|failure|system|status|subsystem)|delivery (?:status notification|failure|has failed|report|delayed|notification)"
    r"|returned mail|failure notice|mail (?:could not|not) be delivered|message (?:could not be delivered|delivery failure|not delivered)|non[- ]?delivery|nondeliverable"
    r"|warning: (?:could not send|message)|unzustellbar|nicht zustellbar|non remis|échec de (?:la )?remise|message non distribué|no se puede entregar|no entregado|devuelto|non recapitabile"
    r"|mancato recapito|onbestelbaar|kan niet (?:worden )?bezorg|não é possível entregar|niedostarczone|nie można dostarczyć|olevererbart|kan ikke leveres|toimitus epäonnistui|недоставленное)",
    re.I,
)
BOUNCE_TEXT = re.compile(
    r"was not delivered to:|not listed in (?:the )?(?:domino|public|address|directory)|has encountered delivery problems|(?:could ?n[o'’]?t|cannot|unable to) (?:be )?deliver|was undeliverable|delivery failed|mailbox (?:does not exist|quota exceeded|unavailable)|no such user|user not found|is not found\b|konnte nicht zugestellt"
    r"|delivery (?:has|to the following|of the following)[^\n]{0,30}(?:failed|recipient)|this (?:message|report) was (?:created|generated) automatically by (?:the )?mail"
    r"|could not be delivered to (?:one|the following)|the following (?:address(?:es)?|recipients?)[^\n]{0,60}(?:failed|could not|problem|error|permanent|not)"
    r"|this is the (?:qmail-send|mail(?: delivery)? (?:system|program)|postfix program)|i['’]m (?:sorry|afraid)[^\n]{0,20} (?:to have to inform you|i wasn['’]?t able to deliver)"
    r"|your message (?:to [^\n]{1,80} )?(?:wasn['’]t|could ?n['’]?o?t|was not|has not been|cannot) (?:be )?delivered|permanent (?:fatal )?errors?|^diagnostic[- ]code:|^final-recipient:"
    r"|^status: [45]\.\d|\b5\d\d[ -]5\.\d\.\d\b|address not found|recipient address rejected|user unknown|mailbox (?:is )?full|transcript of session follows|over quota",
    re.I | re.M,
)
RECEIPT_SUBJECT = re.compile(
    r"\s*(?:read|not read|gelesen|ungelesen|lu|non lu|leído|letto|lido|gelezen|läst|lest|luettu|read receipt|return receipt|delivered|zugestellt|relayed|recall|disposition notification)\b ?[:(]",
    re.I,
)
RECEIPT_TEXT = re.compile(
    r"\byour message\b[^?]{0,400}?\b(?:was (?:read|displayed|deleted|opened)|has been (?:read|displayed|delivered))\b|this is a (?:read|return|delivery) receipt|return receipt for the mail"
    r"|ihre nachricht[^?]{0,400}?(?:gelesen|zugestellt)|votre message[^?]{0,400}?(?:a été lu|lu le)|su mensaje[^?]{0,400}?(?:leído|leyó)|would like to recall the message",
    re.I,
)
CALENDAR_SUBJECT = re.compile(
    r"\s*(?:accepted|declined|tentative|tentatively accepted|zugesagt|abgelehnt|mit vorbehalt|accepté|refusé|provisoire|aceptad[oa]|rechazad[oa]|new time proposed|cancell?ed(?: event)?|meeting forward notification)\s*:",
    re.I,
)
CALENDAR_TEXT = re.compile(
    r"\bhas (?:accepted|declined|tentatively accepted|replied ['\"]?\w+['\"]? to) (?:this|your) (?:invitation|event|meeting)|\binvitation from google calendar\b|\byour meeting was forwarded\b|\bthis event has been (?:updated|cancell?ed|changed)\b|^when: .{3,80}$(?:\s+^where: .{0,80}$)?\s*\Z",
    re.I | re.M,
)

SURE_NOTICE = re.compile(
    r"please (?:type|write|enter|make) your (?:reply|response|answer|message) above this line|(?:type|reply|write) (?:your reply )?above this line|^#{2,}-"
    r"|^(?:dear [^\n]{1,60}\n{1,3})?this is an? (?:automated|automatic|auto[- ]?generated|system[- ]generated|computer[- ]generated)\b|^this (?:e-?mail|message|notification)(?: \w+)? (?:was|is|has been) (?:automatically|auto-|sent automatically|generated|an automat)"
    r"|(?:^|[.!*\n(] *)(?:please )?do not (?:reply|respond) (?:directly )?to this (?:e-?mail|message|notification|address)|(?:^|[.!*\n] *)(?:replies to )?this (?:mailbox|inbox|address|e-?mail address|account) is (?:not|un)[ -]?monitored"
    r"|^dies ist eine automatisch|diese (?:e-?mail|nachricht) wurde automatisch|bitte antworten sie nicht auf diese"
    r"|^ceci est un (?:message|courriel|e-?mail) automatique|merci de ne pas répondre|ne pas répondre à ce|^este es un (?:mensaje|correo) automático|no responda a este|dit is een automatisch"
    r"|^(?:your )?verification code\b|^your one[- ]time (?:pass)?code",
    re.I | re.M,
)
NOTICE = re.compile(
    r"^(?:[^\n]{0,60}\n{1,3})?[ \t]{0,8}(?:your|a new|the|an?) (?:\w+ )?(?:ticket|request|incident|case|support request|service request)\b[^\n?]{0,60}\b(?:has been|have been|was) (?:\w+ )?(?:updated|created|received|opened|resolved|closed|assigned|escalated|logged|submitted|registered|reassigned|re-opened|reopened|cancelled|added)"
    r"|^(?:incident|ticket|request|case|task|change) (?:[a-z]{0,6}#?\d{3,12}|#[^\s]{1,20}) (?:has been|was|is)\b",
    re.I | re.M,
)
NOTICE_SUBJECT = re.compile(
    r"\s*(?:\[(?:ticket|case|request|incident)?\s?#?[\w-]{2,20}\]|(?:ticket|case|request|incident|wiscit incident|servicenow|inc|ritm|req|chg)\s?#?[a-z]{0,4}\d{3,12}\b)[^\n?]{0,80}"
    r"(?:received|created|updated|closed|resolved|escalated|assigned|opened|registered|reassigned|has been|awaiting)|(?:your|new) (?:ticket|case|support request|request|incident)\b[^?]{0,60}(?:received|created|updated|closed|resolved|opened|has been)",
    re.I,
)
ALERT_SUBJECT = re.compile(
    r"\s*(?:\*+ ?)?(?:\[ ?(?:alert(?:ing)?|critical|problem|recovery|resolved|warning|warn|firing(?::\d+)?|down|up|ok|error|info|notice|monitor(?:ing)?|nagios|zabbix|prtg|icinga|grafana|pingdom|uptime\w{0,8}|solarwinds|backup)[^\]]{0,30}\]"
    r"|(?:alert|critical|problem|recovery|recovered|warning|firing|resolved|down|up|ok|severity|disaster|triggered)\s*(?:!+|:| -| –|\|)\s|(?:host|service|disk|node|server|ups|backup|snmp|cpu|memory) ?(?:down|up|alert|problem|critical|warning|notification|job \S+ (?:failed|completed))\b"
    r"|nagios|zabbix|prtg|solarwinds|icinga|logwatch for|cron <|anacron job|\*\* (?:problem|recovery|flapping)|smart error|mdadm|fail2ban|backup (?:job|report|completed|failed|success)|daily (?:report|digest|summary)|job (?:report|summary|failed|completed))",
    re.I,
)
DEVICE_SUBJECT = re.compile(
    r"\s*(?:scan(?:ned)?(?: (?:data|image|document|file|doc))? (?:from|to)\b|message from [\"“]?(?:km|rnp|bizhub|mfp|brw|brn|kyocera|sharp|canon|xerox|ricoh|hp|epson|copier|printer|scanner)\w{0,20}|attached image|scanned (?:document|image|file)s?\s*(?:$|from)|scan(?:_| )\d{4,}"
    r"|(?:toner|paper|supply|supplies|waste toner|drum|fuser|cartridge|ink)\b[^?]{0,40}\b(?:low|empty|near end|alert|out|replace)\b|(?:printer|device|copier|mfp|supply|service) (?:alert|status|notification|warning|call)\b|(?:fax|efax) (?:received|message|from)\b|print job (?:error|failed))",
    re.I,
)
DEVICE_TEXT = re.compile(
    r"scanned (?:from|and sent|by|using) (?:a|an|to you|the|you)|was (?:sent|scanned) (?:from|by) [\"“']?(?:rnp|a |an |the )?[\w \"“'-]{0,30}(?:multifunction|mfp|printer|scanner|copier|bizhub|xerox|ricoh|aficio|canon|hp|kyocera|device|digital sender)"
    r"|^(?:scan date|number of (?:images|pages)|attachment file type|device (?:name|model)|multifunction (?:printer|device)[\w ]{0,20}|resolution|scan(?:ner)? (?:name|type)|file format|queries to|machine (?:id|name|serial))\s?:",
    re.I | re.M,
)
DEVICE_FIELD = re.compile(
    r"^(?:serial number|page(?:s)? ?count|toner|total pages|printer(?: name| model)?|ip address|location|model(?: name)?|mac address|host ?name|status|error code|severity|device|supply)\s?:",
    re.I | re.M,
)
SELLING = re.compile(
    r"book a (?:free )?(?:demo|call|meeting)|schedule a (?:quick |short |free |brief )?(?:demo|call|meeting|chat)|free (?:trial|demo|quote|consultation|webinar|audit)|limited[- ]time|special offer|exclusive offer|\d{1,3} ?% (?:off|discount|faster|more)|up to \d{2,4} ?%|money[- ]back|act now|click here to (?:register|unsubscribe|learn|view|claim)"
    r"|\bseo\b|boost your|increase your (?:sales|traffic|revenue|roi)|grow your business|our (?:services|solutions?|products?|platform|experts|clients|webinar) (?:include|help|offer|can|are|will)|we (?:offer|provide|specialize|specialise|help companies|help organi[sz]ations|improve your)|dear (?:sir|madam|sir or madam|sir/madam|valued customer|customer|friend)|view (?:this (?:e-?mail|message) )?in (?:your )?browser"
    r"|you(?:['’]re| are) receiving this|you received this (?:e-?mail|message|newsletter)|\bunsubscribe\b|manage (?:your )?(?:subscription|preferences)|register (?:now|today) (?:for|to|and)|call for papers|impact factor|decision[- ]?makers?|mailing list of|purchase (?:a |the )?list|would you be interested in|following up on my (?:last|previous) e-?mail|lead generation|our experts|increase (?:productivity|efficiency)|save (?:up to )?[\d$]",
    re.I,
)
SELLING_TOO = re.compile(
    r"\bopt[- ]?out (?:here|at any|any ?time|of (?:these|this|our|future|all)|by|below|link)|\bto opt[- ]?out,? (?:click|reply|please|just|follow|here)|(?<!please )\bremove me\b(?! from)|removed from our list|reply ['\"]?stop\b|(?:don['’]t|do not) want (?:these|this|any more)|not interested\?|rather not hear|stop receiving|\b(?:teams|universities|schools|campuses|organi[sz]ations|desks|companies) like yours|our customers|grab a (?:slot|time)|pick a (?:slot|time)|on my calendar|save your seat|join us (?:live|for)|worth a (?:quick |brief |\d+[- ]minute )?(?:chat|call)|\d+[- ]minute (?:chat|call|demo)|account executive|trusted by|our pricing|see (?:why|it in)\b|\bhoodie\b|\bswag\b|you(?:['’]re| are)? get(?:ting)? this because|\bdeflects?\b|ticket volume|\b(?:inc\.|llc\b|ltd\b)",
    re.I,
)
"""More of the same, asked where one of its own gate's words stands."""
NEWSLETTER = re.compile(
    r"\bunsubscribe\b|\bopt[- ]?out (?:here|at any|any ?time|of (?:these|this|our|future|all)|by|below|link)|\bto opt[- ]?out,? (?:click|reply|please|just|follow|here)|(?<!please )\bremove me\b(?! from)|removed from our list|reply ['\"]?stop\b|(?:don['’]t|do not) want (?:these|this)|rather not hear|stop receiving|view (?:this (?:e-?mail|message) )?in (?:your )?browser|manage (?:your )?(?:subscription|preferences)|(?:this|our) (?:month|week)(?:'s|’s)? (?:newsletter|issue|update)|vom newsletter abmelden|newsletter abbestellen|se désabonner|se désinscrire|darse de baja",
    re.I,
)

SPEAKS = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|i['’]m|my|My|me|we|We)\b|(?:^|\n)i (?:\w)")
MYSELF = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|i['’]m|my|My|me)\b")
TROUBLE = re.compile(r"\?|\b(?:but|still|not|cannot|problem|fails?|error|wrong|again|help)\b|n['’]t\b", re.I)
SELLERS_MY = re.compile(r"\bmy (?:calendar|last|previous|earlier|team|company|link|note|e-?mails?)\b", re.I)
"""What a seller calls his own."""
OWN_TROUBLE = re.compile(
    r"\b[Mm]y\b|\bI (?:can(?:not|['’]t)|get|need|tried|want)\b|\bwe (?:want|need|cannot|can['’]t)\b"
)
ASKS = re.compile(
    r"\?|\b(?:can|could|would|will) (?:you|someone|somebody|anyone|i|we)\b|please (?:help|fix|advise|look|check|tell|let me|call)|\bhelp\b|\bfyi\b|any idea|thanks|thank you|not sure|what (?:do|does|is|should)|see below|got this|received this|look at",
    re.I,
)


# A pattern of many alternatives is tried only where one of its words stands in the text: that saves nine tenths of the
# time on a person's mail. Each alternative holds at least one of its gate's words.
AWAY_GATE = gate(
    "out of|away from|leave|vacation|holiday|sabbatical|travel|not in the office|unavailable|for your e|for your message|for your note"
    "|for your inquiry|for contacting|for reaching out|limited |intermittent |little |no access to|no internet|no email|no e-mail"
    "|for urgent|for immediate|for emergency|respond|reply|answer|get back|return|be back|ich bin |nicht im |dringenden|weitergeleitet"
    "|nicht gelesen|je suis |de retour le|en cas d|estoy |estaré |fuera de la oficina|en caso de urgencia|sono |sarò |estou |ik ben |jag är "
    "|jeg er |olen |jestem |отпуск|отсутств".split("|")
)
NOTICE_GATE = gate(
    "above this line|##|automat|generated|auto-|do not re|monitored|antworten|répondre|responda|code".split("|")
)
SELLING_GATE = gate(
    "demo|call|meeting|free|limited|offer|%|price|money|act now|click here|seo|boost|increase|grow|our s|our p|our e|our c|our w|we provide"
    "|we special|we help|we improve|dear |browser|receiving|received|unsubscribe|manage|register|papers|impact|decision|mailing|purchase"
    "|interested|following up|lead gen|expert|save ".split("|")
)
SELLING_TOO_GATE = gate(
    "opt-out|opt out|optout|remove me|removed from|reply stop|'stop|\"stop|want these|want this|want any|not interested|rather not hear|stop receiving"
    "|like yours|our customers|a slot|a time|my calendar|your seat|join us|worth a|minute c|minute d|account exec|trusted by|our pricing|see why|see it in"
    "|hoodie|swag|this because|deflect|ticket vol|inc.|llc|ltd".split("|")
)
