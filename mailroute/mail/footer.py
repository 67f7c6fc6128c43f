"""What a device, a list, a gateway or a lawyer added to the author's words.

Comes in: the lines of one stretch of newest text. Goes out: the lines without it, and it.
Never: takes a sentence about a device for its line. Linear time.
"""

import re

MAX_SEEN = 400

LINE_OF_MARKS = re.compile(
    r"[ \t]{0,3}(?:-{3,}|_{2,}|={3,}|\*{3,}|~{3,}|—{2,}|[-–—_=*~•] ?[-–—_=*~•][-–—_=*~• ]{2,})[ \t]{0,3}"
)

_SENT_FROM = re.compile(
    r"[\W_]{0,6}(?:sent|written|delivered|composed) (?:from|via|with|on|by|using) (?:my |a |an |the |mobile|phone|iphone|ipad|[A-Z][\w.]{1,20}|galaxy|mail|\[?mail).{0,90}|[\W_]{0,4}get \[?outlook for .{2,60}"
    r"|[\W_]{0,4}(?:von|aus) mein(?:em|er) .{2,40} gesendet.{0,60}|[\W_]{0,4}gesendet (?:von|mit|über|aus) .{2,80}|[\W_]{0,4}diese nachricht wurde von meine.{2,80}|[\W_]{0,4}outlook für .{2,30} (?:beziehen|herunterladen).{0,60}|[\W_]{0,4}holen sie sich outlook.{0,60}"
    r"|[\W_]{0,4}envoyé (?:de|depuis|à partir|avec|via) .{2,80}|[\W_]{0,4}(?:obtenez|télécharger|obtenir) outlook .{2,60}|[\W_]{0,4}enviad[oa] (?:desde|do|de|a partir|con) .{2,80}|[\W_]{0,4}(?:obtener|obtén|baixar|obter) (?:o )?outlook .{2,60}|[\W_]{0,4}inviato (?:da|dal|con) .{2,80}"
    r"|[\W_]{0,4}(?:verzonden|verstuurd) (?:vanaf|met|via|met behulp) .{2,80}|[\W_]{0,4}(?:outlook voor) .{2,40}|[\W_]{0,4}skickat från .{2,80}|[\W_]{0,4}sendt fra .{2,80}|[\W_]{0,4}lähetetty .{2,80}|[\W_]{0,4}wysłan[eoy] z .{2,80}|[\W_]{0,4}отправлено (?:с|из) .{2,80}|[\W_]{0,4}從我的 .{2,40} 傳送|[\W_]{0,4}发自我的.{2,40}|.{0,20}iphoneから送信"
    r"|[\W_]{0,4}(?:from|via) my (?:iphone|ipad|phone|mobile|blackberry|android|galaxy)\b.{0,40}|[\W_]{0,4}someone from mobile|[\W_]{0,4}(?:please )?excuse (?:any |my |the )?(?:typos|brevity|spelling).{0,60}|[\W_]{0,4}typed (?:on|with) .{2,60}|[\W_]{0,4}(?:dictated|sent) (?:with|by|using) (?:voice|siri|dragon).{0,40}",
    re.I,
)
_GOES_ON = re.compile(r"\b(?:is|was|are|were|but|because|can|will|would|does|did|won['’]t|doesn['’]t|i|we)\b", re.I)
_SENT_FROM_INLINE = re.compile(
    r"(?<=[.!?)]) {1,3}((?:Sent from my (?:iPhone|iPad|Android|phone|mobile|Galaxy|Samsung|Pixel)|Get Outlook for (?:iOS|Android)|Von meinem (?:iPhone|iPad) gesendet|Envoyé de mon (?:iPhone|iPad)|Enviado desde mi (?:iPhone|iPad)).{0,30})$"
)
_LEGAL = re.compile(
    r"[\W_]{0,6}(?:confidentiality (?:notice|note|statement)|(?:legal )?disclaimer\b|privileged and confidential|notice:? this (?:e-?mail|message)|important notice|privacy notice"
    r"|(?:this|the information (?:contained )?in this|the contents? of this) (?:e-?mail|message|communication|transmission|electronic)[^.\n]{0,120}(?:confidential|privileged|intended (?:only|solely|recipient|for)|may contain)|if you (?:are not|have received|received) (?:the intended|this (?:e-?mail|message|communication) in error)"
    r"|please (?:consider|think (?:about|of)) the environment|(?:this|diese) e-?mail (?:has been|wurde) (?:scanned|checked|von avast|auf viren)|virus-?free\b|virenfrei\b|diese e-?mail (?:kann|enthält|ist)[^.\n]{0,60}(?:vertraulich|rechtlich)|bitte (?:denken|prüfen) sie[^.\n]{0,40}(?:umwelt|drucken)"
    r"|ce (?:message|courriel|mail)[^.\n]{0,80}(?:confidenti|destinataire|usage exclusif)|este (?:mensaje|correo)[^.\n]{0,80}(?:confidencial|destinatario)|questo messaggio[^.\n]{0,60}(?:riservat|destinatari|analizzato)|dit (?:bericht|e-?mail)[^.\n]{0,60}(?:vertrouwelijk|bestemd)|questa e-?mail[^.\n]{0,60}riservat)",
    re.I,
)
_LIST_FOOTER = re.compile(
    r"[\W_]{0,6}(?:(?:to |click (?:here )?to )?unsubscribe(?: from (?:this|our|these|the)\b| here| link|\s*[:|<(]|$|, (?:e-?mail|send|visit|click))|to (?:stop receiving|opt out|manage your)|you (?:are receiving|received|get) this (?:message|e-?mail|newsletter|mail) because|manage (?:your )?(?:subscription|preferences)|view (?:this (?:e-?mail|message) )?in (?:your )?browser"
    r"|newsletter abbestellen|vom newsletter abmelden|se désabonner|se désinscrire|darse de baja|para darse de baja|for more options, visit this group|[\w.-]{2,40} mailing list(?:\s*$|\s+\S+@)|reply to this email directly or)",
    re.I,
)
_BANNER = re.compile(
    r"[\W_]{0,8}(?:\[?external(?: e-?mail| sender| message)?\]?[:!]?\W*$|(?:caution|warning|attention|notice|external(?: e-?mail| sender| message)?)\b.{0,20}\b(?:this|the|e-?mail|message|sender).{0,60}(?:originat|outside|external|extern|from an? (?:external|unknown))|this (?:e-?mail|message) (?:was sent|originated|came|is) from (?:outside|an? external)|you don['’]t often (?:get|receive) e-?mail from"
    r"|(?:do not|don['’]t) click (?:any )?links .{0,80}(?:unless|recogni))",
    re.I,
)


def split_footer(lines: list[str]) -> tuple[list[str], list[str]]:
    """``(rest, footer)``: banners on top, device lines and legal or list notices at the end."""
    top: list[str] = []
    start = 0
    shown = [index for index, line in enumerate(lines) if line.strip()]
    for index in shown[:3]:
        if not _BANNER.match(lines[index][:MAX_SEEN]):
            break
        top = lines[: index + 1]
        start = index + 1
    end = len(lines)
    for index in shown:
        if index >= start and index > (shown[0] if shown else 0) and _is_notice(lines[index]):
            end = index
            break
    footer = lines[end:]
    rest = lines[start:end]
    moved: list[str] = []
    kept_end = len(rest)
    while kept_end:
        line = rest[kept_end - 1].strip()
        if not line or _is_device_line(line) or (moved and LINE_OF_MARKS.fullmatch(line)):
            moved.insert(0, rest[kept_end - 1])
            kept_end -= 1
            continue
        break
    if any(line.strip() for line in moved):
        rest, footer = rest[:kept_end], moved + footer
    elif footer:
        rest = rest[:kept_end]
        while rest and LINE_OF_MARKS.fullmatch(rest[-1]):
            footer.insert(0, rest.pop())
    rest, inline = _without_inline(rest)
    inline += _without_device_lines(rest)
    return rest, [line for line in [*top, *inline, *footer] if line.strip()]


def _is_device_line(line: str) -> bool:
    """``Sent from my iPhone``, not a sentence such as "Sent from my desk it is easier"."""
    return len(line) < 160 and _SENT_FROM.fullmatch(line) is not None and _GOES_ON.search(line) is None


def _is_notice(line: str) -> bool:
    seen = line[:MAX_SEEN]
    return bool(_LEGAL.match(seen) or _LIST_FOOTER.match(seen))


def _without_inline(rest: list[str]) -> tuple[list[str], list[str]]:
    """A device's line that a client glued to the end of the last sentence."""
    if rest and (match := _SENT_FROM_INLINE.search(rest[-1][-120:])) is not None:
        return [*rest[:-1], rest[-1][: len(rest[-1]) - len(match[0])].rstrip()], [match[1]]
    return rest, []


def _without_device_lines(rest: list[str]) -> list[str]:
    """Takes a device's line, alone between blank lines, out of ``rest``: somebody went on writing below it."""
    found: list[str] = []
    for index in range(len(rest) - 1, -1, -1):
        line = rest[index].strip()
        if not line or len(line) >= 80 or line[-1] in ".?!":
            continue
        alone = (index == 0 or not rest[index - 1].strip()) and (index + 1 == len(rest) or not rest[index + 1].strip())
        if alone and _is_device_line(line):
            found.insert(0, rest.pop(index))
    return found
