"""A run of appointments before it is booked: what stands against each day, and what could be one visit with it."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import NamedTuple

from .models import Contact, Support, Worker
from .week import Item, overlap, same_place
from .working_days import bank_holiday

EARLY, LATE = time(7), time(21)


class Proposed(NamedTuple):
    """One day of a run: what stands against it (it is left out unless somebody wants it), and what to think of."""

    day: date
    against: list[str]
    beside: list[str]


class Look(NamedTuple):
    """What is known around a run: her other appointments, the worker's, and the nation's bank holidays."""

    hers: list[Item]
    theirs: list[Item]
    nation: str


def days_from(first: date, count: int, every: int) -> list[date]:
    """So many days, so far apart."""
    return [first + n * timedelta(days=every) for n in range(count)]


def proposed(
    booking: Item, days: Iterable[date], support: Support, worker: Worker | None, look: Look
) -> list[Proposed]:
    """Each day of the run with what is to be said of it."""
    return [
        Proposed(
            day, against(booking._replace(day=day), support, worker, look), beside(booking._replace(day=day), look)
        )
        for day in days
    ]


def against(slot: Item, support: Support, worker: Worker | None, look: Look) -> list[str]:
    """What stands against this day."""
    said = [f"{holiday}, a bank holiday" for holiday in [bank_holiday(slot.day, look.nation)] if holiday]
    for pause in support.pauses.all():
        if pause.start <= slot.day <= pause.until:
            said.append(f"in her pause, until {pause.until:%-d %B %Y}")
    if support.end and slot.day > support.end:
        said.append(f"after the promise ends on {support.end:%-d %B %Y}")
    if worker and worker.left and worker.left < slot.day:
        said.append(f"{worker.name} leaves on {worker.left:%-d %B %Y}")
    said += [f"overlaps with {name_of(other)} at {other.at:%H:%M}" for other in look.hers if overlap(slot, other)]
    if worker and any(overlap(slot, other) for other in look.theirs):
        said.append(f"{worker.name} has another appointment then")
    return said


def beside(slot: Item, look: Look) -> list[str]:
    """What could be one visit with it."""
    near = [other for other in look.hers if same_place(slot, other) and not overlap(slot, other)]
    return [f"{name_of(other)} is {place_of(other)} on that day too: could it be one visit?" for other in near]


def name_of(item: Item) -> str:
    """A contact's service, or what kind of meeting it is."""
    return str(item.row.support.service) if isinstance(item.row, Contact) else item.row.get_kind_display().lower()


def place_of(item: Item) -> str:
    """Where it is, within a sentence."""
    return item.where if item.where.startswith("at ") else f"at {item.where}"


def odd_time(at: time | None) -> str:
    """A sentence where the time may be a slip."""
    return f"It begins at {at:%H:%M}. Is that meant?" if at and not EARLY <= at <= LATE else ""
