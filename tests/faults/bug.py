"""A bug to be planted: one small change in one file of mailroute, and the tests that must catch it.

Comes in: the texts before and after. Goes out: the changed source. Never: writes a file.
"""

from dataclasses import dataclass

STORIES = "tests/stories/test_stories.py"


class MovedError(Exception):
    """The text that a bug changes is not there, or not once: the bug is to be planted anew."""


@dataclass(frozen=True, slots=True)
class Bug:
    """A planted bug: what it would do to a desk, ``old`` -> ``new`` in ``file`` (below ``mailroute/``).

    ``tests`` are the narrowest of which one must fail; none takes more than a few seconds.
    """

    name: str
    harm: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def planted(self, source: str) -> str:
        """The source with the bug in it. Raises MovedError unless ``old`` stands in it exactly once."""
        found = source.count(self.old)
        if found != 1:
            raise MovedError(f"{self.name}: its line stands {found} times in mailroute/{self.file}: plant it anew")
        return source.replace(self.old, self.new)
