"""A week, day by day: what stands in it, what overlaps, what she travels to, and what could be one visit."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, time, timedelta
from itertools import combinations
from typing import NamedTuple

from .models import Contact, Meeting
from .models.meetings import Venue
from .rules.words import Mode, Outcome

DAYS = 7
ONE_DAY = timedelta(days=1)
AT_HOME = "at home"
NO_JOURNEY = {Venue.HOME, Venue.REMOTE}


class Item(NamedTuple):
    """A contact or a meeting, as a week sees it; `where` is empty where nobody travels or nothing is said.

    What `stands` is to come or to be recorded; what `happens` stands or took place, and takes somebody's time; what
    is `off` was called off, and asks nothing of anybody.
    """

    row: Contact | Meeting
    day: date
    at: time | None
    minutes: int | None
    stands: bool
    happens: bool
    off: bool
    needs_her: bool
    travels: bool
    where: str

    @property
    def is_meeting(self) -> bool:
        """A meeting, which has no outcome."""
        return isinstance(self.row, Meeting)

    @property
    def ends(self) -> int | None:
        """Minutes after midnight at which it ends, if that is known."""
        return None if self.at is None or not self.minutes else self.begins + self.minutes

    @property
    def begins(self) -> int:
        """Minutes after midnight at which it begins; before everything where no time is said."""
        return -1 if self.at is None else self.at.hour * 60 + self.at.minute


class Marked(NamedTuple):
    """An item with what is to be said of it."""

    item: Item
    clashes: bool
    together: bool


class Day(NamedTuple):
    """A day of the week."""

    day: date
    items: list[Marked]

    @property
    def together(self) -> list[Item]:
        """Those that could be one visit."""
        return [marked.item for marked in self.items if marked.together]


class Sums(NamedTuple):
    """What the week asks: appointments, journeys to so many places, those that overlap; and how many were called off."""

    items: int
    journeys: int
    places: int
    clashes: int
    off: int


def of_contact(contact: Contact) -> Item:
    """A contact, as a week sees it."""
    travels = contact.mode == Mode.CLINIC
    where = contact.place.strip() or (str(contact.support.service) if travels else "")
    return Item(
        row=contact,
        day=contact.day,
        at=contact.at,
        minutes=contact.minutes,
        stands=contact.outcome is None and not contact.entered_in_error,
        happens=contact.outcome in (None, Outcome.DELIVERED) and not contact.entered_in_error,
        off=contact.called_off,
        needs_her=contact.needs_her,
        travels=travels,
        where=AT_HOME if contact.mode == Mode.HOME else where if travels else "",
    )


def of_meeting(meeting: Meeting) -> Item:
    """A meeting, as a week sees it."""
    return Item(
        row=meeting,
        day=meeting.day,
        at=meeting.at,
        minutes=meeting.minutes,
        stands=meeting.cancelled is None,
        happens=meeting.cancelled is None,
        off=meeting.cancelled is not None,
        needs_her=meeting.needs_her,
        travels=meeting.needs_her and meeting.venue not in NO_JOURNEY,
        where=AT_HOME if meeting.venue == Venue.HOME else meeting.place.strip(),
    )


def overlap(one: Item, other: Item) -> bool:
    """Both happen, one at least is still open, and each begins before the other ends; that needs a time and a length."""
    open_still = one.happens and other.happens and (one.stands or other.stands)
    if one.ends is None or other.ends is None or one.day != other.day or not open_still:
        return False
    return one.begins < other.ends and other.begins < one.ends


def same_place(one: Item, other: Item) -> bool:
    """Both need her on one day at one place, so that they could be one visit."""
    wanted = one.stands and other.stands and one.needs_her and other.needs_her and one.day == other.day
    return wanted and bool(one.where) and one.where.casefold() == other.where.casefold()


def days_of(items: Iterable[Item], monday: date, *, hers: bool) -> list[Day]:
    """The seven days from this Monday. In `hers` only what needs her can clash; in a worker's all of it is theirs."""
    by_day: dict[date, list[Item]] = {monday + n * ONE_DAY: [] for n in range(DAYS)}
    for item in items:
        by_day[item.day].append(item)
    return [Day(day, marked(sorted(found, key=lambda item: item.begins), hers)) for day, found in by_day.items()]


def marked(items: list[Item], hers: bool) -> list[Marked]:
    """One day's items, with those that overlap, and in her week those that could be one visit."""
    pairs = list(combinations(items, 2))
    bound = [pair for pair in pairs if overlap(*pair) and (not hers or (pair[0].needs_her and pair[1].needs_her))]
    near = [pair for pair in pairs if hers and same_place(*pair)]
    clashing, together = ({id(item) for pair in some for item in pair} for some in (bound, near))
    return [Marked(item, id(item) in clashing, id(item) in together) for item in items]


def sums_of(days: list[Day]) -> Sums:
    """The sums of these days; whoever did not come made no journey, and what was called off is no appointment."""
    every = [marked for day in days for marked in day.items]
    journeys = [marked.item for marked in every if marked.item.travels and marked.item.happens]
    places = Counter(item.where.casefold() for item in journeys if item.where)
    off = sum(marked.item.off for marked in every)
    return Sums(len(every) - off, len(journeys), len(places), sum(marked.clashes for marked in every), off)
