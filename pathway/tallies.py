"""Promises kept, by service and month: the rules' own windows, counted over many women; small numbers are hidden.

A window counts as the rules count it; what was kept of it is what the rule support_fading reads. It belongs to the month of
its last day, and to the time before the birth (or loss) or from it on. Pure: facts in, numbers out.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from .rules.days import day_of
from .rules.facts import Pathway
from .rules.known import Case
from .rules.support_fading import windows

MONTHS_SHOWN = 12
FEWEST = 5
"""Women of whom a number is shown; fewer could be recognised."""
ONE_DAY = timedelta(days=1)


class Place(NamedTuple):
    """Where a number stands: a service, the first day of a month, and whether from the birth on."""

    service: str
    month: date
    after_birth: bool


class Count(NamedTuple):
    """Of how many women, how many contacts were promised in windows that are over, and how many of those came."""

    women: int
    promised: int
    kept: int


def first_month(today: date) -> date:
    """The first day of the months that are shown: twelve whole ones and the present one."""
    months = today.year * 12 + today.month - 1 - MONTHS_SHOWN
    return date(months // 12, months % 12 + 1, 1)


def months_until(today: date) -> list[date]:
    """The first day of each month that is shown."""
    first = first_month(today)
    numbers = range(first.year * 12 + first.month - 1, today.year * 12 + today.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def counted(pathways: Iterable[Pathway], today: date) -> dict[Place, Count]:
    """What was promised and kept in these women's windows that ended before today."""
    found: dict[Place, Count] = {}
    for pathway in pathways:
        hers: dict[Place, Count] = {}
        for place, promised, kept in windows_of(pathway, today):
            so_far = hers.get(place, Count(1, 0, 0))
            hers[place] = Count(1, so_far.promised + promised, so_far.kept + kept)
        for place, count in hers.items():
            others = found.get(place, Count(0, 0, 0))
            found[place] = Count(*(mine + theirs for mine, theirs in zip(count, others, strict=True)))
    return found


def windows_of(pathway: Pathway, today: date) -> Iterator[tuple[Place, int, int]]:
    """Each window of hers that counts and is over: where it belongs, what was promised in it, what came."""
    case = Case(pathway, today.toordinal())
    last = min(today - ONE_DAY, pathway.closed or today).toordinal()
    turn = day_of(pathway.born or pathway.ended)
    for promise in case.promises:
        if not (promise.regular and promise.dated):
            continue
        for window in windows(promise, 0, first_month(today).toordinal()):
            if window.last > last:
                break
            ended = date.fromordinal(window.last)
            yield Place(promise.service, ended.replace(day=1), window.last >= turn), window.promised, window.kept


class Row(NamedTuple):
    """One month or service as it is shown: each number, or None where it is hidden; and all together, or None."""

    counts: dict[str, Count | None]
    together: Count | None


def shown(counts: dict[str, Count]) -> Row:
    """What may be shown of numbers that add up: none of fewer than five women, and none from which such a one follows.

    What is hidden could be worked out from the sum; so there, at least two are hidden, one of them of five women or
    more. Where that cannot be, the sum is hidden too.
    """
    hidden = {name for name, count in counts.items() if count.women < FEWEST}
    others = sorted((count.women, count.promised, name) for name, count in counts.items() if name not in hidden)
    alone = bool(hidden)
    if hidden and others:
        hidden.add(others[0][2])
        alone = False
    visible = {name: None if name in hidden else count for name, count in counts.items()}
    sums = (sum(count[part] for count in counts.values()) for part in (1, 2))
    return Row(visible, None if alone or not counts else Count(max(c.women for c in counts.values()), *sums))
