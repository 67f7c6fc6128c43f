"""Does the mail say what happens, or what is wanted?

Comes in: a Reading. Goes out: the describing sentence, or nothing. Never: judges which service.
Source: PROCEDURE, "What is gathered" ("I have a question about Workday" is no description).
"""

import re
from collections.abc import Sequence

from mailroute.evidence.reading import Reading, Sentence
from mailroute.finding import Finding

CONTENT_WORDS = 2
TELLING_WORDS = 5
LONG_SENTENCE = 11
_SAYS_NOTHING = re.compile(
    r"\b(?:i(?:'ve| have| had|'m having| am having|'m| am)?(?: got)? (?:a |an |some |two |the |another )?(?:quick |small |general |short )*(?:questions?|problems?|troubles?|issues?|difficult(?:y|ies))(?: here)?(?: with| about| regarding| concerning| on| in| using| accessing)?|"
    r"(?:i |we )?(?:need|want|would like|could use|require|am looking for|'d like)(?: some| your| a bit of| any)? (?:help|assistance|support|info(?:rmation)?)(?: with| about| on| for| in| regarding| using)?|(?:please |can you |could you |can someone |could someone |can anyone |could anybody |somebody |someone |anyone |pls )*(?:help|assist)(?: me| us)?(?: out)?(?: please)?(?: with| on| about)?|"
    r"who (?:do|should|can|could) i (?:talk|speak|write|turn|go|contact|ask|reach out|e-?mail)(?: to)?(?: about| for| with| regarding)?(?: this| that| it)?|(?:is this|are you) the right (?:place|people|address|person|team)|what (?:do|should|can) i do(?: now)?|(?:can|could|would) (?:you|someone|somebody|anyone)(?: please)? (?:call|contact|help|get back to|reach out to|assist|ring|phone|talk to)(?: me| us)?(?: back| about| with)*|"
    r"please (?:call|contact|advise|get back to|ring|phone)(?: me| us)?(?: back)?|call me|(?:it|that|this|which)? ?(?:just |still |simply )?(?:is|are|'s|was)?(?: just| still| simply)? ?(?:does(?: not|n't)|do(?: not|n't)|did(?: not|n't)|not|isn't|is not|won't|will not|wont|doesnt|dont) (?:seem to )?(?:work(?:ing)?|function\w*)(?: at all| any ?more| for me| again| properly| right| today| right now)*|"
    r"(?:it |that )?(?:is |'s )?(?:broken|acting up|messed up|acting weird|being weird|down)(?: again| for me)?|(?:it )?(?:won'?t|will not|wont|doesn'?t|does not|doesnt|isn'?t|not) let(?:ting)? me (?:in|on|do anything)|(?:i )?(?:can'?t|cannot|can not|cant) (?:get (?:in|on)|access|use|get into)(?: to)?(?: it)?(?: any ?more)?|"
    r"(?:something|anything) (?:is |'s )?(?:wrong|off|broken)(?: with| in)?|(?:asap|urgent(?:ly)?|important|thanks?(?: you| so much| a lot| in advance| for \w+(?: \w+)?)?|thx|best(?: regards| wishes)?|regards|sincerely|cheers|kind regards|have a (?:nice|great|good) \w+)|"
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|greetings|to whom it may concern)(?: (?:help ?desk|team|there|all|folks|everyone|doit|it|support|sir|madam|or))*|my name is [\w' -]+|i(?:'m| am) (?:an? |the )?(?:new |\w+ )?(?:student|employee|professor|staff|advisor|instructor|ta|grad student|junior|senior|sophomore|freshman|postdoc)\b(?: (?:in|at|of|with) [\w &]+)?)"
)
_ABOUT_CONTACT = re.compile(
    r"\bnet-?\s?id\b[^a-z]*(?:is|:|=)?|[\w.+'-]+@[\w.-]+|\b(?:best|preferred|desired|reply|contact|reach|e-?mail|address|phone|cell|ext|answer|write)\b|\+?[\d() .-]{7,}"
)
_STOP = frozenset(
    "a about after again all also always am an and any are as asap at back be because been but by can cannot could did do does doing don done for from get getting go got had has have he help her here him his how i if in into is "
    "isn it its just know let like lol m may me might mine more my need never new no not now of off ok on one only or our out please pls re really s she should since so some still t than thank thanks that the their them then there they "
    "thing things this those through time to today too try trying us use using ve very want was way we well were what when where which while who why will with would yes yet you your regarding question questions problem problems issue "
    "issues trouble help working work works access account system site page app application website fw fwd hello hi dear sent one two everything something anything someone anyone talk look morning afternoon uw madison doit desk "
    "re x d ll fx wisc edu netid email address sis workday".split()
)
_WORDS = re.compile(r"[a-z0-9][a-z0-9'-]*")


def _content(sentence: Sentence, names: Sequence[str]) -> int:
    """How many words say something, once names, greetings, vague complaints and contact lines are taken away."""
    rest = sentence.low
    said = sum(1 for word in _WORDS.findall(rest) if len(word) > 2 and word not in _STOP)
    if said <= 1 or said >= LONG_SENTENCE:
        # no vague phrase has so many words of its own
        return 0 if said <= 1 else TELLING_WORDS
    for name in names:
        rest = rest.replace(name, " ")
    rest = _ABOUT_CONTACT.sub(" ", _SAYS_NOTHING.sub(" ", rest))
    return sum(1 for word in _WORDS.findall(rest) if word not in _STOP and len(word) > 2)


def describe(reading: Reading, names: Sequence[str] = ()) -> Finding[str] | None:
    """The sentence that says most, when it says enough; a telling subject alone is enough as well.

    ``names`` are the words that name the services (lower case): naming one is not yet a description.
    """
    best: tuple[int, Sentence] | None = None
    for sentence in reading.body:
        content = _content(sentence, names)
        if best is None or content > best[0]:
            best = (content, sentence)
        if content >= TELLING_WORDS:
            return Finding(sentence.text[:300], 0.93, (sentence.evidence(),))
    if best is not None and best[0] > CONTENT_WORDS:
        return Finding(best[1].text[:300], 0.9, (best[1].evidence(),))
    if reading.old_subject and (best is None or best[0] < CONTENT_WORDS):
        # whatever an old subject tells is not enough then
        return None
    in_subject = max((_content(sentence, names) for sentence in reading.subject), default=0)
    if best is not None and best[0] == CONTENT_WORDS and in_subject > 1:
        return Finding(best[1].text[:300], 0.9, (best[1].evidence(),))
    if in_subject > CONTENT_WORDS and not reading.old_subject:
        return Finding(reading.subject[0].text[:300], 0.8, (reading.subject[0].evidence(),))
    return None
