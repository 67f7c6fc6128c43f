"""Is the newest text mostly English?

Comes in: a text. Goes out: a Finding of a language code. Never: translates, decides what follows.
A count of function words: a desk's mails are too short and too full of product names for a statistical model.
"""

import re

from mailroute.evidence.gate import needed
from mailroute.evidence.reading import quote
from mailroute.finding import Finding

_FUNCTION_WORDS = {
    "en": "the a an and or but of to in on at for with from is are was were be been i you we he she it they my your our this that these those not "
    "can cannot could would will have has had do does did how what when where who why please thanks help need me us them there here if as by so no yes all any just get am new says "
    "im dont cant hi hello dear out up about after when since still now today",
    "de": "der die das und oder aber ein eine einen einem ich du sie wir er es mein meine ihr ist sind war nicht mit von zu auf für bei aus dem den des im am kann können bitte danke "
    "wie was wann wo wer noch mehr seit heute mich mir uns sich auch wenn habe hat werden wird über nach guten tag hallo keine kein",
    "fr": "le la les un une des et ou mais de du je tu il elle nous vous ils mon ma mes votre notre est sont ne pas avec pour dans sur au aux ce cette qui que merci bonjour "
    "comment quand où depuis encore plus très j'ai c'est n'est peux peut suis être avoir mes leur par si",
    "es": "el la los las un una y o pero de del yo tu él ella nosotros mi mis su es son no con para por en al que qué gracias hola cómo cuándo dónde desde todavía más muy me se "
    "lo le puedo puede tengo estoy está hay cuando como este esta buenos días favor mucho",
    "it": "il lo gli un una e o ma di del io mio è sono non con per in che grazie ciao come quando dove ancora più molto mi si posso può ho questo questa buongiorno della nel alla",
    "pt": "o os um uma e ou mas de do da eu meu minha é são não com para por em que obrigado obrigada olá como quando onde ainda mais muito me se posso pode tenho está este esta bom dia",
    "nl": "de het een en of maar van ik je wij mijn is zijn was niet met voor op aan bij uit dat dit wie wat waar wanneer nog meer sinds kan kunnen graag dank hallo goedemorgen geen ook",
}
_BY_WORD: dict[str, tuple[str, ...]] = {}
for _code, _words in _FUNCTION_WORDS.items():
    for _word in dict.fromkeys(_words.split()):
        _BY_WORD[_word] = (*_BY_WORD.get(_word, ()), _code)
_SHARES = {word: tuple((code, 1 / len(codes)) for code in codes) for word, codes in _BY_WORD.items()}
"""Each function word with the languages that share it, and what it counts for each."""
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ASCII_WORDS = re.compile(r"[a-z]+(?:'[a-z]+)?")
"""The same words where there are no others, found in half the time."""
_FOREIGN_SCRIPT = re.compile(
    r"[\u0370-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_COURTESY = re.compile(
    r"\b(?:guten (?:tag|morgen|abend)|hallo|danke(?: schön)?|vielen dank|mit freundlichen grüßen|viele grüße|merci(?: beaucoup)?|bonjour|bonsoir|cordialement|hola|muchas gracias|gracias|saludos|ciao|grazie|"
    r"obrigad[oa]|olá|por favor|s'il vous plaît|bitte|liebe grüße|gruß|salut|buenos días|buenas tardes)\b"
)
_COURTESY_WORDS = tuple(needed(_COURTESY.pattern) or ("",))
"""Each greeting holds one of these; most mails hold none."""


def find(text: str) -> Finding[str]:
    """The language of most of the text: ``en``, another code, or ``und`` when there is too little to say.

    Greetings and thanks in another language do not count: an English mail that begins with "hola" is English.
    """
    low = text.lower()[:4000]
    if any(word in low for word in _COURTESY_WORDS):
        low = _COURTESY.sub(" ", low)
    words = (_ASCII_WORDS if low.isascii() else _WORDS).findall(low)
    # plain ASCII holds no foreign script, and letters only in its words
    letters = len(words) if low.isascii() else sum(1 for character in low if character.isalpha())
    if not letters:
        return Finding("und", 0.5)
    foreign = 0 if low.isascii() else len(_FOREIGN_SCRIPT.findall(low))
    if foreign > letters * 0.4 and foreign > 8:
        return Finding("other", 0.95, (quote("body", text),))
    counts = dict.fromkeys(_FUNCTION_WORDS, 0.0)
    for word in words:
        for code, share in _SHARES.get(word, ()):
            counts[code] += share
    best = max(counts, key=lambda code: counts[code])
    if best == "en" or counts[best] < 3 or counts[best] <= counts["en"] * 1.3:
        return Finding("en", 0.97 if counts["en"] >= 3 else 0.6)
    share = counts[best] / (counts[best] + counts["en"])
    return Finding(best, min(0.98, 0.5 + share / 2), (quote("body", text),))
