"""Promised and delivered, by service and week, round the birth and after it; and each service's rate before and since. Pure.

A square stands in the week in which a promise falls due, that is, in which its days end: so the squares add up to what
the rules count. What came before that counts there too.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from . import kept
from .rules.facts import Pathway, Support
from .rules.words import Outcome
from .strip import ONE_DAY, WEEK, State, Week, end_of, monday_of, runs_in, without_contacts

WEEKS_AHEAD = 8
BEFORE = timedelta(weeks=8)
"""How far a rate looks back before the birth."""
A_BLOCK = 4
"""Weeks in one column of the table beneath the picture."""
MOST_WEEKS = 60


class Square(NamedTuple):
    """One service in one week: how many contacts fall due, how many of those came, the sign; and what is due already."""

    promised: int
    kept: int
    state: State
    due: kept.Tally

    @property
    def part(self) -> bool:
        """Some came, and not all."""
        return 0 < self.kept < self.promised


class Block(NamedTuple):
    """A service over some weeks: what fell due and came, what came before it is due, and what is still to come."""

    first: date
    last: date
    tally: kept.Tally
    early: int
    to_come: int


class Line(NamedTuple):
    """One service's promises for her, or its checks; `more` came that nothing due counts, `ended` where all are over."""

    service: str
    check: bool
    squares: tuple[Square, ...]
    blocks: tuple[Block, ...]
    so_far: kept.Tally
    more: int
    ended: date | None


class Grid(NamedTuple):
    """The weeks, and a line for each service; what fell due is counted from `first` on."""

    first: date
    weeks: tuple[Week, ...]
    lines: tuple[Line, ...]

    @property
    def states(self) -> set[State]:
        """The states whose signs stand in it."""
        return {row.state for line in self.lines for row in line.squares if not row.part}

    @property
    def parts(self) -> bool:
        """Somewhere some came, and not all."""
        return any(row.part for line in self.lines for row in line.squares)

    @property
    def numbers(self) -> bool:
        """Somewhere more than one falls due in a week."""
        return any(row.promised > 1 for line in self.lines for row in line.squares)

    @property
    def more(self) -> bool:
        """Some service brought more than what has fallen due."""
        return any(line.more for line in self.lines)


class Rate(NamedTuple):
    """A service's contacts before the birth or her loss and since: what was promised, what came, and that per four weeks.

    `fell` says that less than half as much comes as before, of what was neither handed over nor ended with her.
    """

    service: str
    before: kept.Tally
    since: kept.Tally
    came_before: Fraction
    came_since: Fraction
    fell: bool
    ended: date | None


def draw(pathway: Pathway, today: date) -> Grid:
    """From the week of the birth (before it: the last eight weeks) to eight weeks ahead."""
    weeks = tuple(columns(pathway, today))
    since = max(weeks[0].monday, pathway.born or pathway.booked)
    lines = []
    for service, check in grouped(pathway.supports):
        mine = [row for row in pathway.supports if (row.service, not kept.supportive(row)) == (service, check)]
        squares = tuple(square(mine, pathway, week, today) for week in weeks)
        so_far = kept.tally(time for row in mine for time in kept.times(row, pathway, since, today, today))
        if any(row.state != State.NOT_PROMISED for row in squares):
            more = sum(kept.not_counted(row, pathway, since, today) for row in mine)
            lines.append(
                Line(service, check, squares, tuple(blocks(weeks, squares)), so_far, more, ended_on(mine, today))
            )
    return Grid(since, weeks, tuple(lines))


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
    """What falls due from one service in one week, and what came."""
    past = [row for support in supports for row in kept.times(support, pathway, week.monday, week.sunday, today)]
    ahead = [row for support in supports for row in to_come(support, pathway, week, today)]
    both = kept.tally(past + ahead)
    if both.promised:
        return Square(*both, sign(past, both), kept.tally(past))
    states = {without_contacts(support, [], week, today) for support in supports if runs_in(support, week)}
    state = next((state for state in (State.PAUSED, State.NOT_DUE) if state in states), State.NOT_PROMISED)
    return Square(0, 0, state, both)


def to_come(support: Support, pathway: Pathway, week: Week, today: date) -> Iterator[kept.Time]:
    """Each time round of a promise that ends in a week, today or later, with what came of it already."""
    if week.sunday < today:
        return
    contacts = [row for row in pathway.contacts if row.support == support.key and row.day <= today]
    for span in kept.ended(support, max(week.monday, today), week.sunday):
        yield kept.of_window(span, support, contacts)


def sign(past: list[kept.Time], tally: kept.Tally) -> State:
    """Kept where anything came; otherwise why not, the service's own reasons first; still to come where nothing is due."""
    if tally.kept:
        return State.KEPT
    reasons = {time.why_not for time in past}
    return next((why for why in kept.WHY_NOT if why in reasons), State.PROMISED)


def blocks(weeks: tuple[Week, ...], squares: tuple[Square, ...]) -> Iterator[Block]:
    """Four weeks at a time."""
    for start in range(0, len(weeks), A_BLOCK):
        of, rows = weeks[start : start + A_BLOCK], squares[start : start + A_BLOCK]
        due = kept.Tally(sum(row.due.promised for row in rows), sum(row.due.kept for row in rows))
        early = sum(row.kept for row in rows) - due.kept
        ahead = sum(row.promised for row in rows) - due.promised - early
        yield Block(of[0].monday, of[-1].sunday, due, early, ahead)


def ended_on(supports: list[Support], today: date) -> date | None:
    """The last day of a service's promises where all of them are over; a single visit alone has none."""
    if all(row.every is None for row in supports):
        return None
    last = max(min(end_of(row), row.once_by or date.max) for row in supports)
    return last if last < today else None


def rates(pathway: Pathway, today: date, turn: date | None) -> list[Rate]:
    """Each service's support for her in the eight weeks before the birth or her loss, and since; nothing before it."""
    if turn is None or turn >= today:
        return []
    first = max(pathway.booked, turn - BEFORE)
    found = []
    for service, check in grouped(pathway.supports):
        mine = [row for row in pathway.supports if row.service == service and kept.supportive(row)]
        if check or not mine:
            continue
        spans = ((first, turn - ONE_DAY), (turn, today - ONE_DAY))
        tallies = [kept.tally(t for row in mine for t in kept.times(row, pathway, *span, today)) for span in spans]
        before, since = (per_four_weeks({row.key for row in mine}, pathway, *span) for span in spans)
        if any(tally.promised for tally in tallies) or before or since:
            fell = fallen([row for row in mine if not let_go(row, pathway, today)], pathway, spans)
            found.append(Rate(service, tallies[0], tallies[1], before, since, fell, ended_on(mine, today)))
    return found


def fallen(supports: list[Support], pathway: Pathway, spans: Iterable[tuple[date, date]]) -> bool:
    """Less than half as much of these came in the second span as in the first."""
    before, since = (per_four_weeks({row.key for row in supports}, pathway, *span) for span in spans)
    return 2 * since < before


def let_go(support: Support, pathway: Pathway, today: date) -> bool:
    """It is over, and that was agreed with her, or another service said yes and has reached her since."""
    if end_of(support) >= today:
        return False
    if support.agreed_ending is not None and support.agreed_ending <= today:
        return True
    theirs = {row.key for row in pathway.supports if row.service == support.hand_over_to}
    return support.accepted is not None and any(
        row.support in theirs and row.outcome == Outcome.DELIVERED and support.accepted <= row.day <= today
        for row in pathway.contacts
    )


def per_four_weeks(keys: set[str], pathway: Pathway, first: date, last: date) -> Fraction:
    """Contacts that came between two days, as so many in four weeks."""
    days = (last - first).days + 1
    came = sum(
        row.outcome == Outcome.DELIVERED and row.support in keys and first <= row.day <= last
        for row in pathway.contacts
    )
    return Fraction(came * 28, days) if days > 0 else Fraction(0)
