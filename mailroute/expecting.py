"""What does a case expect its customer to answer? The fields that our newest letter asked for, in its order.

Comes in: the facts of the case so far, its newest mail, the procedure. Goes out: names of fields.
Never: reads the answer, looks into the journal.
"""

from collections.abc import Callable
from dataclasses import replace

from mailroute.decision import Decision
from mailroute.disposition import Disposition
from mailroute.facts import Channel, Facts
from mailroute.finding import Finding
from mailroute.mail.message import Message
from mailroute.mail.questions import asked

_ASKS = frozenset({Disposition.GATHER, Disposition.ASK_DEPARTMENT})


def expected(before: Facts, message: Message, decide: Callable[[Facts], Decision]) -> tuple[str, ...]:
    """The fields asked for after ``message``, whose case then stood as in ``before``; none when nothing was asked.

    A question counts that a limit kept back, or that a chat's minutes came before: a person may have written it.
    """
    decision = decide(replace(before, answerable=Finding(answer=True), channel=Channel.EMAIL, agent=None))
    if decision.disposition not in _ASKS:
        return ()
    required, optional = asked(decision, before, message)
    return (*required, *optional)
