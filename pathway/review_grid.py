"""Promised and delivered, by service and week, round the birth and after it; and each service's rate before and since. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from . import kept
from .rules.facts import Pathway, Support
from .rules.words import Outcome
from .strip import ONE_DAY, WEEK, State, Week, monday_of, runs_in, without_contacts

WEEKS_AHEAD = 8
BEFORE = timedelta(weeks=8)
"""How far a rate looks back before the birth."""
A_BLOCK = 4
"""Weeks in one column of the table beneath the picture."""
MOST_WEEKS = 60


class Square(NamedTuple):
    """One service in one week: how many contacts fell due, how many of those came, and the sign for it."""

    promised: int
    kept: int
    state: State

    @property
    def part(self) -> bool:
        """Some came, and not all."""
        return 0 < self.kept < self.promised


class Block(NamedTuple):
    """A service over some weeks: what was promised and came, and what is promised still."""

    first: date
    last: date
    tally: kept.Tally
    to_come: int


class Line(NamedTuple):
    """One service's promises for her, or its checks."""

    service: str
    check: bool
    squares: tuple[Square, ...]
    blocks: tuple[Block, ...]
    so_far: kept.Tally


class Grid(NamedTuple):
    """The weeks, and a line for each service."""

    weeks: tuple[Week, ...]
    lines: tuple[Line, ...]


class Rate(NamedTuple):
    """A service's contacts before the birth and since: what was promised, what came, and that per four weeks."""

    service: str
    before: kept.Tally
    since: kept.Tally
    came_before: Fraction
    came_since: Fraction

    @property
    def fell(self) -> bool:
        """Less than half as much comes as before the birth."""
        return 2 * self.came_since < self.came_before


def draw(pathway: Pathway, today: date) -> Grid:
    """From the week of the birth (before it: the last eight weeks) to eight weeks ahead."""
    weeks = tuple(columns(pathway, today))
    lines = []
    for service, check in grouped(pathway.supports):
        mine = [row for row in pathway.supports if (row.service, not kept.supportive(row)) == (service, check)]
        squares = tuple(square(mine, pathway, week, today) for week in weeks)
        since = weeks[0].monday
        so_far = kept.tally(time for row in mine for time in kept.times(row, pathway, since, today, today))
        if any(row.state != State.NOT_PROMISED for row in squares):
            lines.append(Line(service, check, squares, tuple(blocks(weeks, squares)), so_far))
    return Grid(weeks, tuple(lines))


def grouped(supports: Iterable[Support]) -> list[tuple[str, bool]]:
    """Services with what they promise for her, in the order of their promises; then their checks."""
    found = dict.fromkeys((row.service, not kept.supportive(row)) for row in supports)
    return sorted(found, key=lambda pair: pair[1])


def columns(pathway: Pathway, today: date) -> Iterator[Week]:
    """The weeks to show, at most some sixty."""
    now = min(today, pathway.closed) if pathway.closed else today
    last = monday_of(now) + WEEKS_AHEAD * WEEK
    first = monday_of(max(pathway.booked, pathway.born or now - BEFORE))
    monday = max(first, last - (MOST_WEEKS - 1) * WEEK)
    while monday <= last:
        yield Week(
            monday,
            is_now=monday_of(today) == monday,
            holds_birth=pathway.born is not None and monday_of(pathway.born) == monday,
            holds_due=pathway.born is None and monday_of(pathway.due) == monday,
        )
        monday += WEEK


def square(supports: list[Support], pathway: Pathway, week: Week, today: date) -> Square:
    """What fell due from one service in one week, and what came."""
    past = [row for support in supports for row in kept.times(support, pathway, week.monday, week.sunday, today)]
    if past:
        tally = kept.tally(past)
        return Square(*tally, sign(past, tally))
    ahead = sum(support.times for support in supports for _ in kept.ended(support, week.monday, week.sunday))
    if ahead:
        return Square(ahead, 0, State.PROMISED)
    states = {without_contacts(support, [], week, today) for support in supports if runs_in(support, week)}
    return Square(0, 0, next((state for state in (State.PAUSED, State.NOT_DUE) if state in states), State.NOT_PROMISED))


def sign(times: list[kept.Time], tally: kept.Tally) -> State:
    """Kept where anything came; otherwise why not, the service's own reasons first."""
    if tally.kept:
        return State.KEPT
    reasons = {time.why_not for time in times}
    return next(why for why in kept.WHY_NOT if why in reasons)


def blocks(weeks: tuple[Week, ...], squares: tuple[Square, ...]) -> Iterator[Block]:
    """Four weeks at a time."""
    for start in range(0, len(weeks), A_BLOCK):
        of, rows = weeks[start : start + A_BLOCK], squares[start : start + A_BLOCK]
        past = [row for row in rows if row.state != State.PROMISED]
        to_come = sum(row.promised for row in rows if row.state == State.PROMISED)
        tally = kept.Tally(sum(row.promised for row in past), sum(row.kept for row in past))
        yield Block(of[0].monday, of[-1].sunday, tally, to_come)


def rates(pathway: Pathway, today: date) -> list[Rate]:
    """Each service's support for her in the eight weeks before the birth, and since; nothing before a birth."""
    born = pathway.born
    if born is None or born >= today:
        return []
    first = max(pathway.booked, born - BEFORE)
    found = []
    for service, check in grouped(pathway.supports):
        mine = [row for row in pathway.supports if row.service == service and kept.supportive(row)]
        if check or not mine:
            continue
        spans = ((first, born - ONE_DAY), (born, today - ONE_DAY))
        tallies = [kept.tally(t for row in mine for t in kept.times(row, pathway, *span, today)) for span in spans]
        came = [per_four_weeks({row.key for row in mine}, pathway, *span) for span in spans]
        if any(tally.promised for tally in tallies) or any(came):
            found.append(Rate(service, tallies[0], tallies[1], came[0], came[1]))
    return found


def per_four_weeks(keys: set[str], pathway: Pathway, first: date, last: date) -> Fraction:
    """Contacts that came between two days, as so many in four weeks."""
    days = (last - first).days + 1
    came = sum(
        row.outcome == Outcome.DELIVERED and row.support in keys and first <= row.day <= last
        for row in pathway.contacts
    )
    return Fraction(came * 28, days) if days > 0 else Fraction(0)
