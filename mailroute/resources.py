"""Where the files are that mailroute brings along: the example config, templates, catalogue and sample mails.

Comes in: nothing. Goes out: paths. Never: reads or writes one of these files.
"""

from pathlib import Path

EXAMPLE_CONFIG = "config.example.toml"


def share() -> Path:
    """The folder that holds ``config.example.toml``, ``templates/``, ``catalog/`` and ``demo/``.

    In a source checkout that is the project's root, in an installed wheel ``mailroute/share``.
    Raises FileNotFoundError when neither is there: the installation is not whole.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "share", package.parent):
        if (folder / EXAMPLE_CONFIG).is_file():
            return folder
    raise FileNotFoundError(f"mailroute's own files are missing beside {package}: install mailroute again")


def example_config() -> Path:
    """The example config, which ``init`` writes as ``mailroute.toml``."""
    return share() / EXAMPLE_CONFIG


def templates() -> Path:
    """The templates that ``init`` copies."""
    return share() / "templates"


def letters(folder: Path) -> Path:
    """The desk's folder of templates; ours, when the usual one (``templates``) is not there.

    A desk that writes no letters of its own needs no folder; a folder of another name was meant, and must exist.
    """
    return templates() if folder.name == "templates" and not folder.exists() else folder


def catalog() -> Path:
    """The example catalogue that ``init`` copies."""
    return share() / "catalog"


def demo() -> Path:
    """The sample mails of ``demo``."""
    return share() / "demo"


def weights(question: str) -> Path:
    """The fitted weights of a question of ``evidence/likeness.py``: ``outage`` or ``security``."""
    return Path(__file__).resolve().parent / "evidence" / "weights" / f"{question}.tsv"
