"""Where an earlier mail begins in the text of a mail: reply headers, forward headers, quoted lines.

Comes in: the lines of a mail's text. Goes out: for each line whether it is newest, quoted or forwarded.
Never: takes more than linear time: each pattern sees at most ``MAX_SEEN`` characters of a line and a few lines.
"""

import re
from enum import IntEnum

from mailroute.mail.html import CUT

MAX_SEEN = 400


class Kind(IntEnum):
    """Whose words a line is."""

    NEWEST = 0
    QUOTED = 1
    FORWARDED = 2


QUOTE_MARK = re.compile(
    r"[ \t]{0,3}>(?![ \t]{0,2}(?:wrote|schrieb|skrev|a écrit|escribió|ha scritto|escreveu|schreef|napisał)?[ \t]?[:：][ \t]{0,4}$)"
)

_MESSAGE = (
    r"(?:messages?|e-?mail|mail|nachricht|mensaje|messaggio|mensagem|bericht|meddelande|meddelelse|melding|besked|viesti|wiadomość|wiadomości"
    r"|сообщение|сообщения|письмо|повідомлення|邮件|郵件|メッセージ|메시지|üzenet|zpráva|ileti|appointment|courriel|brev)"
)
_FORWARD = r"(?:forward|fwd|weitergeleitet|transf[eé]r|réexp|transmis|reenviad|reenvía|inoltr|encaminhad|doorgest|vidarebef|videres|välit|edelleen|przekaz|пересл|пересыл|转发|轉寄|転送|továb|přepos|iletil)"
_ORIGINAL = r"(?:origin|ursprüng|d['’]origine|oorspr|oprind|opprinn|alkuper|исходн|原始|eredeti|původn|orijinal|previous|vorherige|reply|antwort)"
_SEPARATOR = re.compile(r"[ \t>*]{0,4}[-_=]{2,}[ \t]{0,4}(?P<words>[^-_=\n]{4,60}?)[ \t]{0,4}[-_=]{2,}[ \t]{0,4}", re.I)
_FORWARD_LINE = re.compile(
    rf"[ \t>*]{{0,4}}(?:begin|anfang|début|inicio|inizio|início|start|forwarded|weitergeleitete|mensaje|message|vidare\w++|välitetty|начало|początek).{{0,30}}{_FORWARD}?.{{0,20}}{_MESSAGE}?.{{0,30}}:[ \t*]{{0,4}}",
    re.I,
)
_RULE = re.compile(r"[ \t]{0,4}[_-]{10,}[ \t]{0,4}")

_FROM = r"From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|От|Від|发件人|寄件者|寄件人|差出人|보낸 사람|Kimden|Feladó|Expéditeur|Remitente|Mittente|Afzender|Absender|Avsender|Nadawca|Odesílatel"
_OTHERS = (
    r"Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Kopie|Envoyé|Envoyé le|À|A|Objet|Date d'envoi|Enviado|Enviado el|Enviada|Enviada em|Enviado em|Para|Asunto|Assunto|Fecha|Data"
    r"|Inviato|Oggetto|Verzonden|Aan|Onderwerp|Skickat|Till|Ämne|Kopia|Sendt|Til|Emne|Dato|Lähetetty|Päiväys|Vastaanottaja|Aihe|Kopio|Wysłano|Wysłane|Do|Temat|Dw|DW|UDW"
    r"|Отправлено|Дата|Кому|Тема|Копия|Надіслано|发送时间|收件人|主题|抄送|日期|寄件日期|收件者|主旨|送信日時|宛先|件名|보낸 날짜|받는 사람|제목|Gönderilme Tarihi|Kime|Konu"
    r"|Elküldve|Címzett|Tárgy|Odesláno|Komu|Předmět|Risposta|Message du|Sujet|Copie à|Copia|Reply-To|Répondre à|Importance|Attachments|Cci|CC|Bcc"
)
_SUBJECT = r"Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Ämne|Emne|Aihe|Temat|Тема|主题|主旨|件名|제목|Konu|Tárgy|Předmět"
_MARKS = r"[ \t\xa0>*|]{0,8}"
FROM_LINE = re.compile(
    rf"{_MARKS}(?:{_FROM})\*{{0,2}}[ \xa0]{{0,3}}[:：]\*{{0,2}}[ \t\xa0]{{0,4}}(?P<value>.{{1,300}})", re.I
)
SUBJECT_LINE = re.compile(
    rf"{_MARKS}(?:{_SUBJECT})\*{{0,2}}[ \xa0]{{0,3}}[:：]\*{{0,2}}[ \t\xa0]{{0,4}}(?P<value>.{{0,300}})", re.I
)
_OTHER_LINE = re.compile(rf"{_MARKS}(?:{_OTHERS})\*{{0,2}}[ \xa0]{{0,3}}[:：]", re.I)

_WROTE = re.compile(
    r"\b(?:wrote|writes|said|schrieb|a écrit|écrivait|escribió|ha scritto|scrive|escreveu|schreef|geschreven|skrev|kirjoitti|napisał\w*|pisze|написал\w*|пишет|пише|написав"
    r"|yazdı|şunları yazdı|írta|napsal\w*|a scris|wrote the following)\b|写道|寫道|のメール|のメッセージ|작성|さんは書きました",
    re.I,
)
_WHEN = re.compile(
    r"\b\d{1,2}[:.h]\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|年|\b\d{1,2}\.? (?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])",
    re.I,
)
_OPENING = re.compile(
    r"[ \t*|-]{0,6}(?:On|Am|Le|El|Il|Em|Op|Den|På|Dnia|W dniu|Dne|Dňa|Kl|Em|In data|Il giorno|El día|At|At|Quoting|Citando|Zitat von|Vào|Tarihinde|Pada|在|於|于)\b",
    re.I,
)
_DATE_FIRST = re.compile(r"[ \t*|]{0,4}(?:[\w.]{1,12},? )?(?:\d|[A-Za-zА-Яа-яÀ-ž.]{2,12},? \d)")
_ADDRESS_LAST = re.compile(r"<[^<>\n]{0,200}@[^<>\n]{1,200}>(?:[^<>\n]{0,10})[:：][ \t]{0,4}$")
_ZOHO = re.compile(r"[ \t]{0,4}-{2,}[ \t]{0,4}On .{8,300}[ \t]{1,4}wrote[ \t]{0,4}-{2,}[ \t]{0,4}", re.I)
_WITHOUT_COLON = re.compile(r"On .{8,200}<[^<>\s]{1,100}@[^<>\s]{1,100}> wrote", re.I)
_OLD_GMAIL = re.compile(r"\d{4}[/-]\d{1,2}[/-]\d{1,2} .{0,120}<[^<>\s]{1,100}@[^<>\s]{1,100}>[ \t]{0,4}")


def kinds(lines: list[str], *, is_forward: bool) -> list[Kind]:
    """A ``Kind`` for each line; ``is_forward`` says that the subject is that of a forward ("Fwd:", "WG:")."""
    found = [Kind.NEWEST] * len(lines)
    position = 0
    while position < len(lines):
        line = lines[position][:MAX_SEEN]
        if line == CUT:
            return _tail(lines, found, position, is_forward=is_forward)
        if QUOTE_MARK.match(line) or _is_wrapped_quote(lines, position):
            found[position] = Kind.QUOTED
            position += 1
            continue
        cut = _cut_at(lines, position, line)
        if cut is None:
            position += 1
            continue
        first, last, forwards = cut
        kind = Kind.FORWARDED if forwards else Kind.QUOTED
        following = _next(lines, last + 1)
        marked = following < len(lines) and lines[following].lstrip()[:1] in {">", "|"}
        above = any(lines[index].strip() and found[index] is Kind.NEWEST for index in range(first))
        if not marked or (forwards is not False and above) or lines[last][:1] == "\x00":
            forward = forwards or (forwards is None and is_forward)
            return _tail(lines, found, first, is_forward=bool(forward), certain=forwards is False)
        bar = lines[following].lstrip()[0]
        for index in range(first, following):
            found[index] = kind
        position = following
        while position < len(lines) and (lines[position].lstrip()[:1] == bar or not lines[position].strip()):
            found[position] = kind if lines[position].strip() else found[position]
            position += 1
    return found


def _is_wrapped_quote(lines: list[str], position: int) -> bool:
    """The rest of a quoted line that a mail program broke: in small letters, quoted lines right above and below."""
    if not 0 < position < len(lines) - 1 or not lines[position][:1].islower():
        return False
    return lines[position - 1][:1] == ">" and lines[position + 1][:1] == ">"


def _tail(lines: list[str], found: list[Kind], start: int, *, is_forward: bool, certain: bool = False) -> list[Kind]:
    """Everything from ``start`` on is an earlier mail; one without a word above it is passed on, not answered."""
    above = any(lines[index].strip() and found[index] is Kind.NEWEST for index in range(start))
    kind = Kind.FORWARDED if is_forward or (not above and not certain and _has_from(lines, start)) else Kind.QUOTED
    for index in range(start, len(lines)):
        found[index] = kind
    return found


def _has_from(lines: list[str], start: int) -> bool:
    return any(FROM_LINE.match(line[:MAX_SEEN]) for line in lines[start : start + 8])


def _cut_at(lines: list[str], position: int, line: str) -> tuple[int, int, bool | None] | None:
    """``(first line, last line, forwards)`` of the header of an earlier mail that is recognised at ``position``.

    ``forwards`` is None where the header is the same for answers and forwards (Outlook's block).
    """
    stripped = line.strip()
    if not stripped:
        return None
    last_character = stripped[-1]
    if stripped[0] in "-_=*>" or last_character in "-_=":
        cut = _separator(lines, position, line)
        if cut is not None:
            return cut
    if last_character in ":：*":
        return _introduction(lines, position, line) or _block(lines, position, line)
    if last_character in "-e" and (_ZOHO.fullmatch(line) or _WITHOUT_COLON.fullmatch(line)):
        return position, position, False
    if stripped[0].isdigit() and _OLD_GMAIL.fullmatch(line):
        following = _next(lines, position + 1)
        if following < len(lines) and lines[following].lstrip()[:1] in {">", "|"}:
            return position, position, False
    return _block(lines, position, line)


def _introduction(lines: list[str], position: int, line: str) -> tuple[int, int, bool | None] | None:
    """A line that ends in a colon: "Begin forwarded message:", "On ... wrote:"."""
    if (
        ":" in line[-5:]
        and _FORWARD_LINE.fullmatch(line)
        and re.search(_FORWARD, line, re.I)
        and re.search(_MESSAGE, line, re.I)
    ):
        return position, position, True
    first = _attribution(lines, position)
    return (first, position, False) if first is not None else None


def _block(lines: list[str], position: int, line: str) -> tuple[int, int, bool | None] | None:
    """Outlook's "From:, Sent:, To:, Subject:"."""
    if (":" in line or "：" in line) and FROM_LINE.match(line):
        first = _top_of_block(lines, position)
        if _is_block(lines, position, needed=2 - min(2, position - first)):
            return first, _end_of_block(lines, position), None
    return None


def _top_of_block(lines: list[str], position: int) -> int:
    """The first line of a header block in which "From:" is not the first: "Date:", "Subject:", "From:"."""
    first = position
    while first > 0 and first > position - 4 and _OTHER_LINE.match(lines[first - 1][:MAX_SEEN]):
        first -= 1
    return first


def _separator(lines: list[str], position: int, line: str) -> tuple[int, int, bool | None] | None:
    match = _SEPARATOR.fullmatch(line)
    if match is not None and re.search(_MESSAGE, match["words"], re.I):
        if re.search(_FORWARD, match["words"], re.I):
            return position, _end_of_block(lines, _next(lines, position + 1)), True
        if re.search(_ORIGINAL, match["words"], re.I):
            return position, _end_of_block(lines, _next(lines, position + 1)), None
    following = _next(lines, position + 1)
    under_rule = _RULE.fullmatch(line) is not None and following < len(lines)
    if under_rule and FROM_LINE.match(lines[following][:MAX_SEEN]) and _is_block(lines, following, needed=1):
        return position, _end_of_block(lines, following), None
    return None


def _is_block(lines: list[str], position: int, *, needed: int) -> bool:
    """Whether the lines below a "From:" are the other header fields of an earlier mail."""
    count = 0
    for line in lines[position + 1 : position + 9]:
        if _OTHER_LINE.match(line[:MAX_SEEN]):
            count += 1
        elif count and not line.strip():
            break
    return count >= needed


def _end_of_block(lines: list[str], position: int) -> int:
    """The last line of a header block that begins at or after ``position``."""
    last = position
    for index in range(position, min(position + 12, len(lines))):
        line = lines[index][:MAX_SEEN]
        if FROM_LINE.match(line) or _OTHER_LINE.match(line):
            last = index
        elif not line.strip() and index > position:
            break
    return min(last, len(lines) - 1)


def _attribution(lines: list[str], position: int) -> int | None:
    """The first line of "On ... wrote:" that ends at ``position``, over at most six lines."""
    last = lines[position][:MAX_SEEN]
    following = _next(lines, position + 1)
    marked = following < len(lines) and QUOTE_MARK.match(lines[following]) is not None
    if not (marked or _WROTE.search(last) or "@" in last or ">" in last):
        return None
    joined = ""
    best: int | None = None
    for first in range(position, max(-1, position - 7), -1):
        line = lines[first][:MAX_SEEN].strip()
        if (QUOTE_MARK.match(line) and not _WROTE.search(line)) or (best is not None and not line):
            break
        joined = f"{line} {joined}".strip()
        if len(joined) > 2 * MAX_SEEN:
            break
        if best is None and _is_attribution(joined, marked=marked):
            best = first
        elif best is not None and _OPENING.match(line) and _WHEN.search(joined):
            best = first  # "On Nov 21, 2014," stands in a line of its own above "John Doe wrote:"
    return best


def _is_attribution(joined: str, *, marked: bool) -> bool:
    wrote = _WROTE.search(joined) is not None
    if marked and wrote and len(joined) < 200:
        return bool(_WHEN.search(joined) or _OPENING.match(joined) or joined[:1].isupper())
    if _WHEN.search(joined) is None:
        return False
    if wrote and _OPENING.match(joined):
        return True
    if wrote and ("@" in joined or "<" in joined or _DATE_FIRST.match(joined)):
        return True
    return bool(_ADDRESS_LAST.search(joined) and _DATE_FIRST.match(joined))


def _next(lines: list[str], position: int) -> int:
    """The first line at or after ``position`` that is not blank, looking at most six lines ahead."""
    end = min(len(lines), position + 6)
    while position < end and not lines[position].strip():
        position += 1
    return position
