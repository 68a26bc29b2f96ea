"""What was promised between two days, time for time, and what came of it: kept, or why not. Pure: facts in, rows out.

A time counts as the rules count windows (rules/known.py), and belongs to the day on which it ends.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from .rules.facts import Contact, Pathway, Span, Support
from .rules.words import Kind, Outcome
from .strip import ONE_DAY, State, counts

WHY_NOT = (State.CANCELLED_BY_SERVICE, State.COULD_NOT_COME, State.NOT_RECORDED, State.NOTHING)
"""Why a time was not kept; where several things happened, the first of these."""
OF_OUTCOME = {
    Outcome.CANCELLED_BY_SERVICE: State.CANCELLED_BY_SERVICE,
    Outcome.CANCELLED_BY_HER: State.COULD_NOT_COME,
    Outcome.MISSED: State.COULD_NOT_COME,
    None: State.NOT_RECORDED,
}


class Time(NamedTuple):
    """One time round of a promise: its days, how many contacts it was to bring, how many came, and why not all."""

    first: date
    last: date
    promised: int
    kept: int
    why_not: State | None = None


class Tally(NamedTuple):
    """How many contacts were promised, and how many of those came."""

    promised: int
    kept: int

    @property
    def all_kept(self) -> bool:
        """Something was promised, and all of it came."""
        return self.promised > 0 and self.kept == self.promised


def tally(times: Iterable[Time]) -> Tally:
    """The sums over some times."""
    rows = list(times)
    return Tally(sum(row.promised for row in rows), sum(row.kept for row in rows))


def times(support: Support, pathway: Pathway, since: date, until: date, today: date) -> Iterator[Time]:
    """Each time round of a promise that ended between two days, both included, and before today."""
    contacts = [row for row in pathway.contacts if row.support == support.key and row.day <= today]
    for span in ended(support, since, min(until, today - ONE_DAY)):
        yield of_window(span, support, contacts)


def ended(support: Support, since: date, until: date) -> Iterator[Span]:
    """The windows that count, or the one day of a one-off, whose last day lies between two days."""
    if support.once_by is not None:
        stopped = support.stopped is not None and support.stopped <= support.once_by
        if since <= support.once_by <= until and not stopped:
            yield Span(support.planned, support.once_by)
    elif support.start is not None and support.every is not None:
        length = timedelta(days=support.every)
        first = support.start + max(0, (since - support.start).days // support.every) * length
        while (last := first + length - ONE_DAY) <= until:
            if last >= since and counts(support, Span(first, last)):
                yield Span(first, last)
            first += length


def of_window(span: Span, support: Support, contacts: list[Contact]) -> Time:
    """What one window was to bring and brought; a one-off is kept whenever it came."""
    last = span.until or span.start
    here = inside(span, support, contacts)
    kept = len(counted(span, support, contacts))
    if kept == support.times:
        return Time(span.start, last, support.times, kept)
    found = {OF_OUTCOME[row.outcome] for row in here if row.outcome != Outcome.DELIVERED}
    return Time(span.start, last, support.times, kept, next((why for why in WHY_NOT if why in found), State.NOTHING))


def inside(span: Span, support: Support, contacts: list[Contact]) -> list[Contact]:
    """The contacts of a window; those of a one-off from its first day on, however late."""
    last = span.until or span.start
    return [row for row in contacts if span.start <= row.day and (row.day <= last or support.once_by is not None)]


def counted(span: Span, support: Support, contacts: list[Contact]) -> list[Contact]:
    """The contacts that came in a window and count: no more of them than it was to bring."""
    came = [row for row in inside(span, support, contacts) if row.outcome == Outcome.DELIVERED]
    return sorted(came, key=lambda row: row.day)[: support.times]


def not_counted(support: Support, pathway: Pathway, since: date, today: date) -> int:
    """How many contacts came since a day that no window counts yet: more than it was to bring, or before it is over."""
    contacts = [row for row in pathway.contacts if row.support == support.key and row.day <= today]
    came = sum(row.outcome == Outcome.DELIVERED and row.day >= since for row in contacts)
    windows = ended(support, since, today - ONE_DAY)
    return came - sum(row.day >= since for span in windows for row in counted(span, support, contacts))


def supportive(support: Support) -> bool:
    """It is for her, and not only a check."""
    return support.kind != Kind.CHECK
