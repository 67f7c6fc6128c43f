"""Standing rulings that end soon or have ended lately: who gave them, and when, in words for people.

Comes in: services and the journal's rulings, a day. Goes out: sentences. Never: changes a ruling, asks the clock.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from mailroute.catalog import Ruling, Service

SOON = timedelta(days=14)
"""Before the end: time to ask HDQA again."""

LATELY = timedelta(days=30)
"""After it: a note that never goes is not read."""


def standing(services: Iterable[Service], given: Iterable[Ruling]) -> list[Ruling]:
    """The ruling that counts of each service: the journal's (``given``), else the catalogue's; none of Pick 2."""
    services = tuple(services)
    pick2 = {service.id for service in services if service.pick2}
    counting = {service.id: service.ruling for service in services if service.ruling is not None}
    counting |= {ruling.service: ruling for ruling in given}
    return [counting[service] for service in sorted(counting) if service not in pick2]


def notes(rulings: Iterable[Ruling], today: date) -> tuple[str, ...]:
    """A sentence for each ruling that ends within ``SOON`` or ended within ``LATELY``, the first to end first."""
    ending = sorted((one for one in rulings if -LATELY <= one.until - today <= SOON), key=lambda one: one.until)
    return tuple(_told(ruling, today) for ruling in ending)


def _told(ruling: Ruling, today: date) -> str:
    what = f"the ruling on {ruling.service} ({'ES' if ruling.es else 'not ES'}, {ruling.by})"
    if ruling.in_force(today):
        return f"{what} expires on {ruling.until}: then HDQA is asked again ('mailroute ruling add')"
    return f"{what} has expired on {ruling.until}: HDQA is asked about each case again ('mailroute ruling add')"
