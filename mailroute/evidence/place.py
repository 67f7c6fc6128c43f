"""Where is it: the building that a text names.

Comes in: a text as written, with its capital letters. Goes out: the building in short, lower case; "" where none is
named. Never: takes a room, a floor or a service for a place.
"""

import re

_CAPITAL = r"[A-Z][\w'.&-]*"
_KINDS = r"(?:Hall|Building|Bldg|Library|Center|Centre|House|Tower|Union|Pavilion|Arena|Gym|Annex|Hospital|Clinic)"
_NAMED = re.compile(rf"\b((?:{_CAPITAL} ){{1,3}}){_KINDS}\b")
_FLOOR_OF = re.compile(
    rf"\b(?:floor|wing|basement|half|side|part|all) (?:of|in|at) (?:the )?({_CAPITAL}(?: {_CAPITAL}){{0,2}})"
)
_WHOLE = re.compile(
    rf"\b(?:all over|throughout|everywhere in|everyone in|everybody in|nobody in|no one in|people in|none of us in"
    rf"|across) (?:the )?({_CAPITAL}(?: {_CAPITAL}){{0,2}})"
)
_LEADING = re.compile(
    r"^(?:(?:the|at|in|on|of|from|all|whole|entire|our|everyone|everybody|nobody|dear|hi|hello|hey|and) )+"
)


def place(text: str, *, services: tuple[str, ...] = ()) -> str:
    """The first building named in ``text``: "Van Hise Hall" and "the third floor of Van Hise" are both ``van hise``.

    ``services`` are names that are no places: "everyone in Canvas" is nowhere.
    """
    for pattern in (_NAMED, _FLOOR_OF, _WHOLE):
        for found in pattern.finditer(text[:16_000]):
            name = re.sub(rf" {_KINDS.lower()}$", "", " ".join(found[1].lower().split()).rstrip(".,'"))
            name = _LEADING.sub("", name)
            if name and not any(name in service or service in name for service in services):
                return name
    return ""
