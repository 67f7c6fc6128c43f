r"""What a reader of an HTML mail sees, as plain text.

Comes in: HTML of a mail. Goes out: its visible text with ``\n`` at block ends; an earlier mail is marked, not lost:
lines of a cited block begin with ``> ``, and a line that is ``CUT`` says that an earlier mail follows to the end.
Never: raises, loads anything, counts text that nobody sees.
"""

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailroute.mail.characters import lines
from mailroute.mail.styles import PLAIN, Look, hidden_selectors, is_hidden, look

MAX_HTML = 400_000
MAX_NODES = 20_000
MAX_OPEN = 1_000
CUT = "\x02"  # a control character, which the cleaned text of a mail cannot hold by itself

_BLOCKS = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul caption".split()
)
_APART = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl table pre".split())
_UNSEEN = frozenset(
    "head style script title template noscript object embed iframe svg math audio video canvas select datalist option"
    " meta link base -comment param source track map area xml o:shapetype o:smarttagtype".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr p li td tr th dd dt".split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})")
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
_UNSEEN_ELEMENT = re.compile(r"<(style|script|head|title)\b[^>]{0,500}>.*?(?:</\1|\Z)|<!--.*?(?:-->|\Z)", re.S | re.I)
_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_RULE_ABOVE = re.compile(r"border-top:\s*solid\s*#(?:e1e1e1|b5c4df)", re.I)  # Outlook's line above "From: ..."

# Ids and classes that mail programs give to the block with the earlier mail. Webmailers prefix them with "x_".
_CUT_IDS = frozenset(
    "divrplyfwdmsg appendonsend olk_src_body_section mail-editor-reference-message-container"
    " ms-outlook-mobile-reference-message stopspelling outlookmessageheader isreplycontent".split()
)
_CUT_CLASSES = frozenset("outlookmessageheader ms-outlook-mobile-reference-message".split())
_CITED_CLASSES = frozenset(
    "yahoo_quoted moz-cite-prefix protonmail_quote gmail_attr zmail_extra tutanota_quote front-blockquote".split()
)


def visible_text(html: str) -> str:
    """The text a reader sees, cited blocks marked with ``> ``, ``CUT`` lines where an earlier mail begins."""
    html = html[:MAX_HTML]
    if _too_deep(html):
        return _without_tags(html)
    tree = LexborHTMLParser(lines(html))
    body = tree.body
    if body is None:
        return ""
    return _Walk(hidden_selectors(html)).text_of(body)


def _too_deep(html: str) -> bool:
    """Whether elements are nested so deep that parsing is quadratic (100,000 open ``div`` take 13 s)."""
    if html.count("<") < MAX_OPEN:
        return False
    is_open = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _VOID:
            is_open += -1 if match[1] and is_open else 1
            if is_open > MAX_OPEN:
                return True
    return False


def _without_tags(html: str) -> str:
    text = _ANY_TAG.sub("\n", _UNSEEN_ELEMENT.sub("\n", html))
    return _tidy(lines(unescape(text)).split("\n"))


class _Walk:
    """One pass over the elements, without recursion, that gathers lines."""

    def __init__(self, selectors: frozenset[str]) -> None:
        self.selectors = selectors
        self.out: list[str] = []
        self.line: list[str] = []
        self.looks: list[Look] = []
        self.cited = 0
        self.preformatted = 0

    def text_of(self, root: LexborNode) -> str:
        """The lines of everything below ``root``."""
        self.looks.append(look(root.attributes, PLAIN))
        node = root.first_child
        for _ in range(MAX_NODES):
            if node is None:
                break
            node = self._visit(node) or self._following(node)
        self._end_line()
        return _tidy(self.out)

    def _visit(self, node: LexborNode) -> LexborNode | None:
        """Take the node's own share; its first child, when there is one to go down to."""
        tag = node.tag or ""
        if tag == "-text":
            if self.looks[-1].visible:
                self._text(node.text_content or "")
        elif tag == "br":
            self._end_line(keep_empty=True)
        elif tag not in _UNSEEN:
            attributes = node.attributes
            if attributes and is_hidden(tag, attributes, self.selectors):
                return None
            self._enter(tag, attributes)
            child = node.first_child
            if child is not None:
                self.looks.append(look(attributes, self.looks[-1]) if attributes else self.looks[-1])
                return child
            self._leave(tag, attributes)
        return None

    def _following(self, node: LexborNode) -> LexborNode | None:
        """The next node in the order of the text, leaving the elements that end before it."""
        at: LexborNode | None = node
        while at is not None and at.next is None:
            at = at.parent
            self.looks.pop()
            if at is None or not self.looks:
                return None
            self._leave(at.tag or "", at.attributes)
        return at.next if at is not None else None

    def _text(self, text: str) -> None:
        text = lines(text)  # once more: an entity may stand for a control character
        if not self.preformatted:
            self.line.append(_BLANKS.sub(" ", text))
            return
        first, *others = text.split("\n")
        self.line.append(first)
        for other in others:
            self._end_line(keep_empty=True)
            self.line.append(other)

    def _enter(self, tag: str, attributes: dict[str, str | None]) -> None:
        if attributes and not self.cited and _is_cut(attributes):
            self._end_line()
            self.out.append(CUT)
        if tag in _BLOCKS:
            self._begin_block(tag, attributes)
        elif tag in {"td", "th"} and self.line:
            self.line.append(" ")
        if _is_cited(tag, attributes):
            self._end_line()
            self.cited += 1

    def _begin_block(self, tag: str, attributes: dict[str, str | None]) -> None:
        self._end_line()
        if tag in _APART and _spaced(tag, attributes):
            self._blank()
        if tag == "li":
            self.line.append("- ")
        elif tag == "hr":
            self.out.append(self._prefix() + "_" * 32)
        elif tag == "pre":
            self.preformatted += 1

    def _leave(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in _BLOCKS:
            self._end_line()
            if tag in _APART and _spaced(tag, attributes):
                self._blank()
        if tag == "pre":
            self.preformatted -= 1
        if _is_cited(tag, attributes):
            self._end_line()
            self.cited -= 1

    def _prefix(self) -> str:
        return "> " * min(self.cited, 8)

    def _end_line(self, *, keep_empty: bool = False) -> None:
        text = "".join(self.line)
        text = text.rstrip() if self.preformatted else " ".join(text.split())
        self.line.clear()
        if text or keep_empty:
            self.out.append(self._prefix() + text)

    def _blank(self) -> None:
        if self.out and self.out[-1] not in {"", CUT}:
            self.out.append(self._prefix().rstrip())


def _spaced(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether a reader sees a blank line around it: Outlook's paragraphs are single lines."""
    if tag != "p" or not attributes:
        return True
    style = (attributes.get("style") or "").lower()
    css_class = (attributes.get("class") or "").lower()
    return "mso" not in css_class and "margin:0" not in style.replace(" ", "").replace("margin-bottom:0", "margin:0")


def _names(attributes: dict[str, str | None], key: str) -> list[str]:
    value = attributes.get(key)
    return [name.removeprefix("x_") for name in value[:500].lower().split()] if value else []


def _is_cut(attributes: dict[str, str | None]) -> bool:
    if any(name in _CUT_IDS for name in _names(attributes, "id") + _names(attributes, "name")):
        return True
    if any(name in _CUT_CLASSES for name in _names(attributes, "class")):
        return True
    return _RULE_ABOVE.search((attributes.get("style") or "")[:500]) is not None


def _is_cited(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag == "blockquote":
        # An indented paragraph is a blockquote too: mail programs give it no border, a citation has one or a class.
        style = (attributes.get("style") or "").lower().replace(" ", "")
        return "cite" in attributes or "class" in attributes or "type" in attributes or "border:none" not in style
    return bool(attributes) and any(name in _CITED_CLASSES for name in _names(attributes, "class"))


def _tidy(found: list[str]) -> str:
    """Lines joined, runs of blank lines as one."""
    kept: list[str] = []
    for line in found:
        stripped = line.rstrip()
        if stripped or (kept and kept[-1]):
            kept.append(stripped)
    return "\n".join(kept).strip("\n")
