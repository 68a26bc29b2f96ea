"""The week strip: what each promise was to bring in each week, and what came. Pure: facts in, rows and columns out.

Weeks run from Monday to Sunday. Windows are laid end to end from the promise's first day and never drift
(rules/known.py); an empty window shows once, in the week in which it ended, so that each "–" is one promise that passed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from .rules.facts import Contact, Pathway, Span, Support
from .rules.known import CALLED_OFF
from .rules.words import Kind, Outcome

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
WEEKS_BEFORE_BIRTH = 8
WEEKS_AHEAD = 4


class State(StrEnum):
    """What a week brought for one promise; where several came, the first of these that did is shown."""

    KEPT = "kept"
    BOOKED = "booked"
    NOT_RECORDED = "not_recorded"
    CANCELLED_BY_SERVICE = "cancelled_by_service"
    COULD_NOT_COME = "could_not_come"
    NOTHING = "nothing"
    PROMISED = "promised"
    PAUSED = "paused"
    NOT_DUE = "not_due"
    NOT_PROMISED = "not_promised"


OF_OUTCOME = {
    Outcome.DELIVERED: State.KEPT,
    Outcome.CANCELLED_BY_SERVICE: State.CANCELLED_BY_SERVICE,
    Outcome.CANCELLED_BY_HER: State.COULD_NOT_COME,
    Outcome.MISSED: State.COULD_NOT_COME,
}


class Cell(NamedTuple):
    """One promise in one week; `counts` says how many contacts stand in each state, in the order of State."""

    state: State
    counts: tuple[tuple[State, int], ...] = ()

    @property
    def contacts(self) -> int:
        """How many contacts the week holds."""
        return sum(number for _, number in self.counts)

    @property
    def number(self) -> int:
        """How many of them are in the state that is shown."""
        return dict(self.counts).get(self.state, 0)


class Week(NamedTuple):
    """A column: the week from this Monday."""

    monday: date
    is_now: bool
    holds_birth: bool
    holds_due: bool

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + WEEK - ONE_DAY


class Row(NamedTuple):
    """One promise, week by week."""

    support: Support
    cells: tuple[Cell, ...]


class Strip(NamedTuple):
    """All her promises, week by week; `reached` counts the supportive contacts that happened in each week."""

    weeks: tuple[Week, ...]
    rows: tuple[Row, ...]
    reached: tuple[int, ...]


def draw(pathway: Pathway, today: date) -> Strip:
    """The strip from eight weeks before the birth (or as far back as there is anything) to four weeks ahead."""
    weeks = tuple(columns(pathway, today))
    rows = tuple(
        Row(support, tuple(cells(support, [c for c in pathway.contacts if c.support == support.key], weeks, today)))
        for support in sorted(pathway.supports, key=lambda support: support.kind == Kind.CHECK)
    )
    supportive = [row for row in rows if row.support.kind != Kind.CHECK]
    reached = tuple(
        sum(dict(row.cells[number].counts).get(State.KEPT, 0) for row in supportive) for number in range(len(weeks))
    )
    return Strip(weeks, rows, reached)


def monday_of(day: date) -> date:
    """The Monday of the week that holds a day."""
    return day - timedelta(days=day.weekday())


def columns(pathway: Pathway, today: date) -> Iterator[Week]:
    """The weeks to show; the due date is marked only while she is pregnant."""
    now = min(today, pathway.closed) if pathway.closed else today
    middle = pathway.born or pathway.ended or min(pathway.due, now)
    monday = monday_of(max(pathway.booked, min(middle, now) - WEEKS_BEFORE_BIRTH * WEEK))
    last = monday_of(now) + WEEKS_AHEAD * WEEK
    due = pathway.due if (pathway.born or pathway.ended) is None else None
    while monday <= last:
        yield Week(
            monday,
            is_now=monday_of(today) == monday,
            holds_birth=pathway.born is not None and monday_of(pathway.born) == monday,
            holds_due=due is not None and monday_of(due) == monday,
        )
        monday += WEEK


def cells(support: Support, contacts: list[Contact], weeks: Iterable[Week], today: date) -> Iterator[Cell]:
    """What each week brought for one promise."""
    for week in weeks:
        here = Counter(state_of(contact, today) for contact in contacts if week.monday <= contact.day <= week.sunday)
        counts = tuple((state, here[state]) for state in State if here[state])
        yield Cell(counts[0][0], counts) if counts else Cell(without_contacts(support, contacts, week, today))


def state_of(contact: Contact, today: date) -> State:
    """What became of a contact: its outcome, or booked, or not recorded although its day has passed."""
    if contact.outcome is not None:
        return OF_OUTCOME[contact.outcome]
    return State.BOOKED if contact.day >= today else State.NOT_RECORDED


def without_contacts(support: Support, contacts: list[Contact], week: Week, today: date) -> State:
    """What a week means in which no contact stands."""
    if any(span.start <= week.sunday and week.monday <= (span.until or date.max) for span in support.pauses):
        return State.PAUSED
    empty = [
        last for first, last in promises_ending_in(support, week) if not met(support, contacts, first, last, today)
    ]
    if empty:
        return State.NOTHING if min(empty) < today else State.PROMISED
    return State.NOT_DUE if runs_in(support, week) else State.NOT_PROMISED


def promises_ending_in(support: Support, week: Week) -> Iterator[tuple[date, date]]:
    """The first and last day of each promise that ends in this week: windows that count, or the day of a one-off."""
    if support.once_by is not None:
        stopped = support.stopped is not None and support.stopped <= support.once_by
        if week.monday <= support.once_by <= week.sunday and not stopped:
            yield support.planned, support.once_by
        return
    yield from windows_ending_in(support, week)


def windows_ending_in(support: Support, week: Week) -> Iterator[tuple[date, date]]:
    """The windows that count and whose last day lies in this week."""
    if support.start is None or support.every is None:
        return
    length = timedelta(days=support.every)
    number = max(0, (week.monday - support.start).days // support.every)
    first = support.start + number * length
    while (last := first + length - ONE_DAY) <= week.sunday:
        if last >= week.monday and counts(support, Span(first, last)):
            yield first, last
        first += length


def counts(support: Support, window: Span) -> bool:
    """The promise was known by the window's first day and still ran on its last, and no day of it was paused."""
    last = window.until or window.start
    paused = any(span.start <= last and window.start <= (span.until or date.max) for span in support.pauses)
    return window.start >= support.planned and last <= end_of(support) and not paused


def met(support: Support, contacts: list[Contact], first: date, last: date, today: date) -> bool:
    """Something stands in the window; a one-off needs a contact that happened, or one still to come.

    So does a window that is not over: what is called off in it leaves its promise open.
    """
    here = [contact for contact in contacts if first <= contact.day <= last]
    if support.once_by is None:
        return any(last < today or contact.outcome not in CALLED_OFF for contact in here)
    return any(contact.outcome in (Outcome.DELIVERED, None) for contact in here)


def end_of(support: Support) -> date:
    """The last day on which it runs."""
    return min(support.until or date.max, support.stopped or date.max)


def runs_in(support: Support, week: Week) -> bool:
    """It runs on at least one day of the week."""
    return (
        support.every is not None
        and support.start is not None
        and (support.start <= week.sunday and week.monday <= end_of(support))
    )
