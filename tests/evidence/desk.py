"""What the tests of the questions share: the example catalogue, a desk, and mails of one sentence."""

from functools import cache

from mailroute import catalog_files, resources
from mailroute.catalog import Catalogue, Person
from mailroute.evidence.reading import Reading
from mailroute.evidence.service import ServiceMatch, ServiceReader
from mailroute.mail.message import Address, Attachment, Message, Sections
from mailroute.mail.transcript import Transcript

AUTHOR = "pnowak-fx@wisc.edu"
HELP = "help@doit.example"
PEOPLE = (
    Person("ikeller-fx@wisc.edu", "Ines Keller", "ikeller", ("registrar",), coned=True),
    Person("dbose-fx@wisc.edu", "Dilip Bose", "dbose", ("chem",)),
    Person("ymarsh-fx@wisc.edu", "Yara Marsh", "ymarsh", ("bursar",)),
    Person("ofeld-fx@wisc.edu", "Orla Feld", "", ()),
    Person("twohats-fx@wisc.edu", "Tove Hatts", "twohats", ("chem", "bursar")),
)


@cache
def catalogue() -> Catalogue:
    """The catalogue that mailroute brings along, with people of our own."""
    folder = resources.catalog()
    read = catalog_files.read((folder / "departments.csv").read_bytes(), (folder / "services.csv").read_bytes())
    return read.with_people(PEOPLE)


@cache
def service_reader() -> ServiceReader:
    """The services of that catalogue."""
    return ServiceReader(catalogue())


def message(
    body: str = "",
    subject: str = "",
    *,
    author: str | None = AUTHOR,
    name: str = "",
    signature: str = "",
    quoted: str = "",
    footer: str = "",
    forwarded: str = "",
    forwarded_author: str = "",
    cc: tuple[str, ...] = (),
    attachments: tuple[str, ...] = (),
    media_types: tuple[str, ...] = ("text/plain",),
) -> Message:
    """A mail with these parts told apart."""
    sections = Sections(
        newest=body,
        quoted=quoted,
        signature=signature,
        footer=footer,
        forwarded=forwarded,
        forwarded_author=Address(forwarded_author) if forwarded_author else None,
    )
    return Message(
        authors=(Address(author, name),) if author else (),
        to=(Address(HELP),),
        cc=tuple(Address(one) for one in cc),
        subject=subject,
        text=f"{body}\n{signature}\n{quoted}\n{forwarded}\n{footer}",
        sections=sections,
        attachments=tuple(Attachment(one, "application/octet-stream", 1) for one in attachments),
        media_types=media_types,
    )


def reading(body: str = "", subject: str = "", *, signature: str = "") -> Reading:
    """A plain mail, made ready."""
    return Reading(message(body, subject, signature=signature))


def chat(*lines: str, address: str = AUTHOR, agent: tuple[str, ...] = ()) -> Reading:
    """A chat of which these lines are the customer's."""
    return Reading(message(author="chat-bridge-fx@doit.example"), Transcript("Pia Nowak", address, lines, agent))


def found(body: str, subject: str = "") -> tuple[ServiceMatch, ...]:
    """The services of a plain mail."""
    return service_reader().find(reading(body, subject))


def services(body: str, subject: str = "") -> set[str]:
    """The ids of the services of a plain mail."""
    return {match.service.id for match in found(body, subject)}
