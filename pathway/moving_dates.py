"""Dates that are counted from the birth or the due date, and how they move when that day becomes known. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple, Protocol

FIELDS = ("start", "until", "once_by")


class Counted(Protocol):
    """A promise whose dates may be counted from a day: models.Support, or anything like it."""

    counted_from: str
    start: date | None
    until: date | None
    once_by: date | None
    stopped: date | None
    start_days: int | None
    until_days: int | None
    once_by_days: int | None


class Move(NamedTuple):
    """One date of one promise that would move; `field` is start, until or once_by."""

    support: Counted
    field: str
    old: date | None
    new: date


def anchor_of(counted_from: str, due: date, born: date | None) -> date | None:
    """The day from which dates are counted; the due date stands in for a birth that has not come. None: none."""
    return {"birth": born or due, "due": due}.get(counted_from)


def moves(supports: Iterable[Counted], *, due: date, born: date | None) -> list[Move]:
    """What would move if these were her due date and birth; a promise that was stopped stays as it is."""
    return [move for support in supports if support.stopped is None for move in moves_of(support, due, born)]


def moves_of(support: Counted, due: date, born: date | None) -> Iterator[Move]:
    """The dates of one promise that would move; none of them ends before it starts."""
    anchor = anchor_of(support.counted_from, due, born)
    start = support.start
    for field in FIELDS if anchor else ():
        days, old = getattr(support, f"{field}_days"), getattr(support, field)
        if days is None or anchor is None:
            continue
        new = anchor + timedelta(days=days)
        if field == "start":
            start = new
        elif field == "until" and start:
            new = max(start, new)
        if new != old:
            yield Move(support, field, old, new)
