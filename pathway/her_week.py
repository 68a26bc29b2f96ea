"""Her week: what the coming weeks ask of her, day by day, beside what a week may ask (rule week_overloaded). Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from .rules.facts import Contact, Meeting, Pathway, Support
from .rules.known import CALLED_OFF
from .rules.words import Kind, Mode

DAYS = timedelta(days=6)
ONE_WEEK = timedelta(weeks=1)
LOOKS_AHEAD = 26
"""Weeks among which the fullest is sought."""
MEETING = "meeting"


class Item(NamedTuple):
    """One appointment or meeting; `at` is minutes after midnight, `kind` support, check, both or meeting."""

    day: date
    at: int | None
    minutes: int | None
    words: str
    kind: str
    journey: bool
    clashes: bool = False

    @property
    def time(self) -> str:
        """10:30, or nothing."""
        return "" if self.at is None else f"{self.at // 60:02}:{self.at % 60:02}"


class Week(NamedTuple):
    """What a week asks of her: `booked`, and how much more is promised that has no day yet."""

    monday: date
    booked: tuple[Item, ...]
    unbooked: Fraction
    most: int

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + DAYS

    @property
    def asked(self) -> Fraction:
        """All that the week would ask of her if every promise were kept in it."""
        return len(self.booked) + self.unbooked

    @property
    def too_much(self) -> bool:
        """More is booked than a week should ask."""
        return len(self.booked) > self.most

    @property
    def would_be_too_much(self) -> bool:
        """With what is promised but not booked it would be more than a week should ask."""
        return not self.too_much and self.asked > self.most

    @property
    def journeys(self) -> int:
        """How often she must travel."""
        return sum(item.journey for item in self.booked)

    @property
    def clashes(self) -> int:
        """How many of them overlap with another."""
        return sum(item.clashes for item in self.booked)

    @property
    def for_her(self) -> int:
        """How many are support."""
        return sum(item.kind in (Kind.SUPPORT, Kind.BOTH) for item in self.booked)

    @property
    def checks(self) -> int:
        """How many are checks alone."""
        return sum(item.kind == Kind.CHECK for item in self.booked)

    @property
    def meetings(self) -> int:
        """How many are neither: meetings about her."""
        return len(self.booked) - self.for_her - self.checks


def weeks(pathway: Pathway, today: date, *, most: int, ahead: int) -> list[Week]:
    """This week and so many after it, and the fullest of the half-year if that comes later."""
    monday = today - timedelta(days=today.weekday())
    found = [week_of(pathway, monday + number * ONE_WEEK, today, most) for number in range(max(LOOKS_AHEAD, ahead + 1))]
    near, later = found[: ahead + 1], found[ahead + 1 :]
    fullest = max(later, key=lambda week: (len(week.booked), week.asked), default=None)
    return [*near, fullest] if fullest and len(fullest.booked) > max(len(week.booked) for week in near) else near


def week_of(pathway: Pathway, monday: date, today: date, most: int) -> Week:
    """One week."""
    supports = {support.key: support for support in pathway.supports}
    contacts = [row for row in pathway.contacts if monday <= row.day <= monday + DAYS and row.known <= today]
    meetings = [row for row in pathway.meetings if monday <= row.day <= monday + DAYS and stands(row, today)]
    contacts = [row for row in contacts if row.outcome not in CALLED_OFF]
    items = [item_of(row, supports[row.support]) for row in contacts if row.needs_her]
    items += [meeting_item(row) for row in meetings]
    booked = {contact.support for contact in contacts}
    unbooked = sum(
        (promised_in(support, max(monday, today), monday + DAYS) for support in pathway.supports
         if support.key not in booked), Fraction(0),
    )  # fmt: skip
    return Week(monday, tuple(marked(sorted(items, key=lambda item: (item.day, item.at or 0)))), unbooked, most)


def stands(meeting: Meeting, today: date) -> bool:
    """It is known, needs her, and is not cancelled."""
    return meeting.needs_her and meeting.known <= today and meeting.cancelled is None


def item_of(contact: Contact, support: Support) -> Item:
    """A contact in her week."""
    travels = contact.mode == Mode.CLINIC
    return Item(contact.day, contact.at, contact.minutes, support.service, support.kind, travels)


def meeting_item(meeting: Meeting) -> Item:
    """A meeting in her week; she is taken to travel to it."""
    return Item(meeting.day, meeting.at, meeting.minutes, meeting.kind.capitalize(), MEETING, journey=True)


def promised_in(support: Support, first: date, last: date) -> Fraction:
    """How many contacts are promised in these days, pauses left out."""
    if support.once_by is not None:
        stopped = support.stopped is not None and support.stopped < support.once_by
        return Fraction(first <= support.once_by <= last and not stopped)
    if support.start is None or support.every is None:
        return Fraction(0)
    ends = min(support.until or date.max, support.stopped or date.max)
    begins, ends = max(support.start, first), min(ends, last)
    days = [begins + timedelta(days=number) for number in range((ends - begins).days + 1)]
    paused = (any(span.start <= day <= (span.until or date.max) for span in support.pauses) for day in days)
    return Fraction(support.times * sum(not pause for pause in paused), support.every)


def marked(items: list[Item]) -> Iterator[Item]:
    """The same, those marked that overlap with another."""
    pairs = [pair for pair in combinations(range(len(items)), 2) if overlap(items[pair[0]], items[pair[1]])]
    clashing = {number for pair in pairs for number in pair}
    for number, item in enumerate(items):
        yield item._replace(clashes=number in clashing)


def overlap(one: Item, other: Item) -> bool:
    """Both have a time and a length, and they overlap, as appointments_clash reads it."""
    if one.day != other.day or one.at is None or other.at is None or not one.minutes or not other.minutes:
        return False
    return one.at < other.at + other.minutes and other.at < one.at + one.minutes
