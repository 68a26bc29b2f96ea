"""Days as whole numbers, so that the rules' sums are sums; and the same days as a person says them."""

from collections.abc import Callable, Iterable
from datetime import date

Day = int
Spell = tuple[Day, Day]  # both days included

FOREVER: Day = date.max.toordinal()  # "no such day": an open end, or something that has not happened

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day_of(when: date | None) -> Day:
    """The number of a date; FOREVER where there is none."""
    return FOREVER if when is None else when.toordinal()


def monday_of(day: Day) -> Day:
    """The Monday of the calendar week that holds a day."""
    return day - (day - 1) % 7


def said(day: Day) -> str:
    """A day in words that stay true whenever they are read: "3 March 2026"."""
    when = date.fromordinal(day)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def iso(day: Day) -> str:
    """A day as an ISO date."""
    return date.fromordinal(day).isoformat()


def counted(number: int, thing: str) -> str:
    """ "1 contact", "2 contacts"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def listed(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def unbroken_since(spells: Iterable[Spell], today: Day) -> Day:
    """The first day of the run of days, without a gap between spells, that reaches `today`."""
    start = today
    for first, last in sorted(spells, key=lambda spell: spell[1], reverse=True):
        if last < first or first >= start:
            continue
        if last < start - 1:
            break
        start = first
    return start


def walk_back(turns: Iterable[Day], today: Day, breached: Callable[[Day], bool]) -> Day:
    """The first day of the present breach, where a breach can only begin or end on one of the `turns`."""
    start = today
    for turn in sorted({turn for turn in turns if turn <= today}, reverse=True):
        start = turn
        if not breached(turn - 1):
            break
    return start
