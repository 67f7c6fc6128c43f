"""Whether an element of an HTML mail is seen: inline styles, attributes, and simple rules of its style sheet.

Comes in: an element's attributes, the text of the HTML. Goes out: hidden or not, and its colours.
Never: evaluates CSS beyond what mails use to hide text; takes more than linear time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Attributes = Mapping[str, str | None]

_MAX_STYLE = 1_000
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:0(?:\.0+)?(?![.\d])"
    r"|font-size:(?:0|0?\.\d+|1)(?:\.0+)?(?:px|pt|em|rem|%)?(?![.\d\w%])|font:0(?:px|pt)?/|text-indent:-\d{3,}"
    r"|(?:left|top|margin-left):-\d{4,}|max-height:0(?:px)?(?![.\d]).{0,200}overflow:hidden"
    r"|overflow:hidden.{0,200}max-height:0(?:px)?(?![.\d])"
    r"|(?:^|;)(?:height|width):0(?:px)?(?![.\d]).{0,200}overflow:hidden|overflow:hidden.{0,200};(?:height|width):0(?:px)?(?![.\d])"
)
_FONT_SIZE_ONE_EM = re.compile(r"font-size:1(?:\.0+)?(?:em|rem|%)")
_COLOUR = re.compile(r"(?:^|;)color:([^;!]{1,40})")
_BACKGROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;!]{1,60})")
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b")
_RGB = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,([\d.]{1,6}))?\)")
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "whitesmoke": (245, 245, 245)}
_NEAR = 12  # of 255: text in a colour this near to its background is not seen

_STYLE_ELEMENT = re.compile(r"<style\b[^>]{0,500}>(.{0,60000}?)</style", re.S | re.I)
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]{0,20})?(?:[.#][a-z0-9_-]{1,60})")


@dataclass(frozen=True, slots=True)
class Look:
    """Colour of text and background, each (red, green, blue), as an element's text inherits them."""

    colour: tuple[int, int, int] | None
    background: tuple[int, int, int] | None
    visible: bool = True


PLAIN = Look(None, (255, 255, 255))
_UNKNOWN = (-255, -255, -255)


def is_hidden(tag: str, attributes: Attributes, selectors: frozenset[str]) -> bool:
    """Whether the element with all it holds is kept from the reader's eyes."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if style:
        flat = _flat(style)
        match = _HIDING.search(flat)
        if match is not None and not _FONT_SIZE_ONE_EM.match(match[0]):
            return True
    if selectors:
        own = [f".{name}" for name in (attributes.get("class") or "")[:500].split()]
        if attributes.get("id"):
            own.append(f"#{attributes['id']}")
        return any(f"{prefix}{name}".lower() in selectors for name in own for prefix in ("", tag))
    return False


def look(attributes: Attributes, inherited: Look) -> Look:
    """The colours of an element's text, and whether they differ enough to be seen."""
    colour, background = inherited.colour, inherited.background
    style = attributes.get("style")
    if style:
        flat = _flat(style)
        if (match := _COLOUR.search(flat)) is not None:
            colour = _value(match[1]) or colour
        if (match := _BACKGROUND.search(flat)) is not None:
            background = _value(match[1]) or (background if "transparent" in match[1] else _UNKNOWN)
    if attributes.get("bgcolor"):
        background = _value(_flat(attributes["bgcolor"] or "")) or _UNKNOWN
    if attributes.get("background"):
        background = _UNKNOWN
    if attributes.get("color"):
        colour = _value(_flat(attributes["color"] or "")) or colour
    if colour is inherited.colour and background is inherited.background:
        return inherited
    return Look(colour, background, visible=not _same(colour, background))


def _flat(style: str) -> str:
    return "".join(style[:_MAX_STYLE].lower().split())


def _same(colour: tuple[int, int, int] | None, background: tuple[int, int, int] | None) -> bool:
    if colour is None or background is None:
        return False
    return all(abs(mine - theirs) <= _NEAR for mine, theirs in zip(colour, background, strict=True))


def _value(words: str) -> tuple[int, int, int] | None:
    if (match := _HEX.search(words)) is not None:
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if (match := _RGB.search(words)) is not None:
        return int(match[1]), int(match[2]), int(match[3])
    return next((rgb for name, rgb in _NAMED.items() if re.search(rf"\b{name}\b", words)), None)


def hidden_selectors(html: str) -> frozenset[str]:
    """``.class``, ``#id`` and ``tag.class`` selectors that a style sheet hides outside of ``@media`` rules."""
    if "<style" not in html and "<STYLE" not in html:
        return frozenset()
    found: set[str] = set()
    for sheet in list(_STYLE_ELEMENT.finditer(html))[:10]:
        for selectors, body in _plain_rules(sheet[1].lower()):
            if _HIDING.search("".join(body.split())) is None:
                continue
            found.update(one.strip() for one in selectors.split(",") if _SIMPLE.fullmatch(one.strip()))
    return frozenset(found)


def _plain_rules(sheet: str) -> list[tuple[str, str]]:
    """Rules that are not inside of an ``@`` block: those hold for other screens only."""
    rules: list[tuple[str, str]] = []
    depth = 0
    start = 0
    opened = 0
    for match in re.finditer(r"[{}]", sheet):
        if match[0] == "{":
            if depth == 0:
                opened = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                selector = sheet[start:opened].strip()
                if not selector.startswith("@") and len(selector) < 2000:
                    rules.append((selector, sheet[opened + 1 : match.start()][:2000]))
                start = match.end()
    return rules
